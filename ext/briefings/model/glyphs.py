"""Which characters the fonts of the PDFs have, read from the fonts themselves.

The fonts come with the package, and no site replaces them: so the check knows what paper can show before a PDF is made.
"""

from __future__ import annotations

import functools
import struct
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEGMENTS: Final = 4
_GROUPS: Final = 12


def fonts_folder() -> Path:
    """Where the package keeps the fonts of the PDFs; no font of the computer is ever used."""
    return Path(str(files("briefings"))) / "theme" / "print" / "fonts"


@functools.cache
def printable_characters() -> frozenset[int]:
    """The code points that the PDFs can show."""
    return characters_of(sorted(fonts_folder().glob("*.ttf")))


def unprintable_in(text: str) -> Iterator[str]:
    """A sentence for each character of a text that the PDFs cannot show."""
    if not text.isascii():
        for char in missing_in(text, printable_characters()):
            yield f"no font of the PDFs has {name_of(char)}; write a word instead"


def characters_of(fonts: Iterable[Path]) -> frozenset[int]:
    """The code points that at least one of the fonts has a glyph for."""
    found: set[int] = set()
    for font in fonts:
        found |= _characters(font.read_bytes())
    return frozenset(found)


def missing_in(text: str, known: frozenset[int]) -> list[str]:
    """The characters of a text that no font has, each once, in order."""
    rare = text.encode("utf-8", "surrogatepass").translate(None, _plain(known)).decode("utf-8", "surrogatepass")
    return sorted(char for char in set(rare) if ord(char) not in known and not _is_mark_of_layout(char))


@functools.cache
def _plain(known: frozenset[int]) -> bytes:
    """What most of a text is made of, and is known."""
    return bytes(sorted(point for point in known if point < 0x80))


def name_of(char: str) -> str:
    """A character in words: ``'🙂' (U+1F642, slightly smiling face)``."""
    return f"'{char}' (U+{ord(char):04X}, {unicodedata.name(char, 'no name').lower()})"


def _is_mark_of_layout(char: str) -> bool:
    """Whether a character has no glyph by its nature: controls, and selectors of a variant."""
    return unicodedata.category(char).startswith("C") or 0xFE00 <= ord(char) <= 0xFE0F


def _characters(font: bytes) -> set[int]:
    """Read the ``cmap`` table of a TrueType font (OpenType specification, formats 4 and 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == b"cmap":
            break
    else:
        return set()
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", font, offset + 2)[0]):
        start = offset + struct.unpack_from(">HHI", font, offset + 4 + 8 * number)[2]
        form = struct.unpack_from(">H", font, start)[0]
        if form == _SEGMENTS:
            found |= _from_segments(font, start)
        elif form == _GROUPS:
            groups = struct.unpack_from(">I", font, start + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * group)
                found.update(range(first, last + 1))
    return found


def _from_segments(font: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    form = f">{count}H"
    ends = struct.unpack_from(form, font, start + 14)
    starts = struct.unpack_from(form, font, start + 16 + 2 * count)
    return {char for first, last in zip(starts, ends, strict=True) for char in range(first, last + 1) if char != 0xFFFF}
