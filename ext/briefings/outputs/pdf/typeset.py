"""One sheet in, one PDF out: tagged for screen readers (PDF/UA-1), the same bytes every time, nobody's traces."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import shutil
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import typst

from briefings.model.glyphs import characters_of
from briefings.outputs.pdf.packing import packed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DESIGN: Final = "print.typ"
FONTS: Final = "fonts"
_PICTURES: Final = "pictures"
_SCRIPTS_WITH_SHAPES: Final = re.compile(r"[\u0300-\u036f\u0590-\u1dff\u2c00-\U0010ffff]")
"""Letters that join, stack or run from right to left: the typesetter must place them by the font's own rules."""
_COUNT: Final = re.compile(rb"/Count (\d+)")
_STUB: Final = re.compile(r'"stub": (\d+)')
"""How many columns at the left of a table are heads of rows. In a text of the sheet, quotation marks are escaped."""


class CannotPrint(Exception):
    """The typesetter refuses a sheet; its words say why."""


class Typesetter:
    """Makes PDFs with one design.

    Args:
        design: the program that lays a sheet out.
        fonts: the folder of its fonts; no font of the computer is ever used.
        pictures: the folder that addresses of pictures start from; nothing outside it is copied.
        root: a folder of the build, to be filled with the design and the pictures that sheets show: the typesetter
            reads nothing else. (The package and the content may have no folder in common.)
    """

    def __init__(self, design: Path, fonts: Path, pictures: Path, root: Path) -> None:
        self.fonts = fonts
        self.pictures = pictures.resolve()
        self.root = root.resolve()
        self.root.mkdir(parents=True, exist_ok=True)
        self.design = self.root / DESIGN
        shutil.copyfile(design, self.design)

    def picture(self, path: str) -> str:
        """Put a picture where the typesetter finds it, and return its address there.

        Args:
            path: from the folder of the pictures.

        Raises:
            CannotPrint: when it is outside that folder.
        """
        found = (self.pictures / path).resolve()
        if not found.is_relative_to(self.pictures):
            raise CannotPrint(f"the picture '{path}' is outside the folder '{self.pictures.name}/'; move it there")
        inside = found.relative_to(self.pictures)
        if found.is_file():
            copy = self.root / _PICTURES / inside
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, copy)
        return f"/{_PICTURES}/{inside.as_posix()}"

    @functools.cached_property
    def digest(self) -> str:
        """Changes with the design, the fonts and the typesetter."""
        total = hashlib.blake2b(self.design.read_bytes() + version("typst").encode(), digest_size=16)
        for font in sorted(self.fonts.glob("*.ttf")):
            total.update(font.name.encode() + b"\0" + font.read_bytes())
        return total.hexdigest()

    @functools.cached_property
    def characters(self) -> frozenset[int]:
        """What the fonts can write."""
        return characters_of(sorted(self.fonts.glob("*.ttf")))

    @functools.cached_property
    def _compiler(self) -> typst.Compiler:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self.fonts)])
        compiler = typst.Compiler(root=str(self.root), font_paths=fonts)
        # A sheet gives a second thread next to nothing to do, and waiting for it is not free. The typesetter asks how
        # many there may be when it first needs one; other programs that a build starts may have theirs.
        with _set_to("RAYON_NUM_THREADS", "1"):
            compiler.compile(input=b"", format="pdf")
        return compiler

    def pdf(self, text: str, timestamp: int, *, on_one_page: bool = False) -> tuple[bytes, int]:
        """The PDF of a sheet, and how many pages it has.

        Args:
            text: the sheet (see `sheets`) as JSON.
            timestamp: seconds since 1970 of the date that the PDF bears; taken from content, never from a clock.
            on_one_page: whether what does not fit is left out, and counted.

        Raises:
            CannotPrint: when the sheet cannot be an accessible PDF.
        """
        made, pages = self._typeset(text, timestamp)
        if on_one_page and pages > 1:
            made, pages = self._typeset(text, timestamp, tight=True)
        return packed(made, [int(columns) for columns in _STUB.findall(text)]), pages

    def _typeset(self, text: str, timestamp: int, *, tight: bool = False) -> tuple[bytes, int]:
        kerning = _SCRIPTS_WITH_SHAPES.search(text) is not None
        settings = f"kerning: {json.dumps(kerning)}, tight: {json.dumps(tight)}"
        design = _literal(f"/{self.design.relative_to(self.root).as_posix()}")
        # The sheet is a string within a short program. As an input it would be a part of the typesetter's library, and
        # all that was worked out with the library before it would be worked out again.
        program = f"#import {design}: sheet\n#sheet(json(bytes({_literal(text)})), {settings})"
        try:
            made = self._compiler.compile(
                input=program.encode(),
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            raise CannotPrint(" ".join([error.message, *error.hints])) from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # how a fault of the typesetter's own comes through
                raise
            self.__dict__.pop("_compiler", None)  # it may be left half done
            raise CannotPrint(f"the typesetter failed: {error}") from None
        assert isinstance(made, bytes)
        return made, max(int(found) for found in _COUNT.findall(made))


@contextmanager
def _set_to(name: str, value: str) -> Iterator[None]:
    """Give a variable of the environment a value for a moment, unless it has one."""
    missing = name not in os.environ
    if missing:
        os.environ[name] = value
    try:
        yield
    finally:
        if missing:
            del os.environ[name]


def _literal(text: str) -> str:
    """A text as Typst writes it: nothing but these two characters has a meaning within it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
