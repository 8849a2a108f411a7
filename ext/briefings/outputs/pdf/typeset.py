"""One sheet in, one PDF out: tagged for screen readers (PDF/UA-1), the same bytes every time, nobody's traces."""

from __future__ import annotations

import functools
import hashlib
import io
import json
import os
import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typst

from briefings.outputs.pdf.glyphs import characters_of
from briefings.outputs.pdf.packing import packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.outputs.pdf.shapes import Sheet

DESIGN: Final = "print.typ"
FONTS: Final = "fonts"
_SCRIPTS_WITH_SHAPES: Final = re.compile(r"[\u0300-\u036f\u0590-\u1dff\u2c00-\U0010ffff]")
"""Letters that join, stack or run from right to left: the typesetter must place them by the font's own rules."""
_COUNT: Final = re.compile(rb"/Count (\d+)")


class CannotPrint(Exception):
    """The typesetter refuses a sheet; its words say why."""


class Typesetter:
    """Makes PDFs with one design.

    Args:
        folder: holds `DESIGN` and the folder `FONTS`; no font of the computer is ever used.
        pictures: the folder that addresses of pictures start from; nothing outside it can be read.
    """

    def __init__(self, folder: Path, pictures: Path) -> None:
        self.design = (folder / DESIGN).resolve()
        self.fonts = folder / FONTS
        self.pictures = pictures.resolve()
        # The typesetter reads nothing outside its root, which must hold the design as well as the pictures.
        self.root = Path(os.path.commonpath([self.design, self.pictures]))

    def picture(self, path: str) -> str:
        """Where the typesetter finds a picture.

        Args:
            path: from the folder of the pictures.

        Raises:
            CannotPrint: when it is outside that folder.
        """
        found = (self.pictures / path).resolve()
        if not found.is_relative_to(self.pictures):
            raise CannotPrint(f"the picture '{path}' is outside the folder '{self.pictures.name}/'; move it there")
        return f"/{found.relative_to(self.root).as_posix()}"

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
        return typst.Compiler(root=str(self.root), font_paths=fonts)

    def pdf(self, sheet: Sheet, timestamp: int) -> tuple[bytes, int]:
        """The PDF of a sheet, and how many pages it has.

        Args:
            sheet: see `sheets`.
            timestamp: seconds since 1970 of the date that the PDF bears; taken from content, never from a clock.

        Raises:
            CannotPrint: when the sheet cannot be an accessible PDF.
        """
        text = json.dumps(sheet, ensure_ascii=False)
        kerning = "true" if _SCRIPTS_WITH_SHAPES.search(text) else "false"
        design = _literal(f"/{self.design.relative_to(self.root).as_posix()}")
        # The sheet is a string within a short program. As an input it would be a part of the typesetter's library, and
        # all that was worked out with the library before it would be worked out again.
        program = f"#import {design}: sheet\n#sheet(json(bytes({_literal(text)})), kerning: {kerning})"
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
            del self.__dict__["_compiler"]  # it may be left half done
            raise CannotPrint(f"the typesetter failed: {error}") from None
        assert isinstance(made, bytes)
        pages = max(int(found) for found in _COUNT.findall(made))
        return packed(made, list(_stubs(sheet))), pages


def _literal(text: str) -> str:
    """A text as Typst writes it: nothing but these two characters has a meaning within it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _stubs(value: Any) -> Iterator[int]:
    """For each table of a sheet, in reading order, how many columns at its left are heads of rows."""
    if isinstance(value, dict):
        if value.get("t") == "table":
            yield value["stub"]
        for inner in value.values():
            yield from _stubs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _stubs(inner)


@functools.lru_cache(maxsize=1024)
def qr_code(url: str) -> str:
    """The QR code of an address as SVG."""
    import segno  # its tables take longer to load than a page to read, and most builds draw no code

    made = io.BytesIO()
    # Any of the eight masks reads; to try all of them for the prettiest takes longer than to draw the code.
    segno.make(url, error="m", micro=False, mask=0).save(made, kind="svg", border=2, xmldecl=False, nl=False)
    return made.getvalue().decode()
