"""What is drawn on a page of a PDF, with its place: words, rules and filled areas. Only this file asks PDFium."""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from briefings.importing.pieces import BULLETS

if TYPE_CHECKING:
    from collections.abc import Iterator

_THIN: Final = 2.5
_SMALLEST_DOT: Final = 1.2
_BIGGEST_DOT: Final = 9.0
_FARTHEST_DOT: Final = 30.0
_GAP: Final = 0.22
_SAME_LINE: Final = 0.3
_RAISED: Final = 0.8
_BOLD_WEIGHT: Final = 600
_DEEPEST: Final = 8
_MOST_PATHS: Final = 20_000
_SOFT: Final = "\u00ad\u0002\ufffe"
"""How the end of a line says that its last word goes on: soft hyphen, and what PDFium writes for it."""
_BOLD_NAMES: Final = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(slots=True)
class Word:
    """A word with its place in points from the top left of the page.

    Attributes:
        text: its letters; ligatures are taken apart.
        x0: left edge; `x1` the right one.
        y: the line that it stands on, from the top.
        size: of its letters.
        bold: whether they are bold.
        soft: whether it ends in a hyphen that only cuts it to the width of a line.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: across the page at `at` from `start` to `end`, or down it."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle and its colour."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int]


@dataclass(slots=True)
class Page:
    """What stands on a page; `pictures` is the share of it that pictures cover."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: float = 0.0
    upright: list[str] = field(default_factory=list)


def add_bullets(page: Page) -> None:
    """Make bullets of the dots that browsers draw: small filled areas before the first word of a line."""
    for area in page.areas:
        wide, high = area.x1 - area.x0, area.bottom - area.top
        if not (_SMALLEST_DOT < wide < _BIGGEST_DOT and _SMALLEST_DOT < high < _BIGGEST_DOT):
            continue
        middle = (area.top + area.bottom) / 2
        near = [
            word
            for word in page.words
            if word.y - word.size < middle < word.y and 0 < word.x0 - area.x1 < _FARTHEST_DOT
        ]
        if near:
            word = min(near, key=lambda one: one.x0)
            page.words.append(Word("•", area.x0, area.x1, word.y, word.size))


def pages_of(document: Any) -> Iterator[Any]:
    """The pages of a document of pypdfium2, on which the values of form fields and typed notes are text.

    Raises:
        PdfiumError: when a page cannot be read.
    """
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        document.init_forms()
    for index in range(len(document)):
        page = document[index]
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            page.close()  # what was flattened is there when the page is opened again
            page = document[index]
        yield page
        page.close()


def marks_of(page: Any) -> Page:
    """What stands on a page of pypdfium2, turned the way it is shown."""
    import pypdfium2.raw as pdfium

    turned = page.get_rotation() // 90 % 4
    width, height = page.get_size()
    raw_width, raw_height = (height, width) if turned % 2 else (width, height)
    left, bottom, _, _ = page.get_mediabox()
    place = _Place(turned, raw_width, raw_height, left, bottom)
    made = Page(width, height)
    _collect_words(page, place, made, pdfium)
    _collect_drawings(page, place, made, pdfium)
    return made


@dataclass(frozen=True, slots=True)
class _Place:
    """Turns places of the file (from the bottom left) into places of the page as shown (from the top left)."""

    turned: int
    width: float
    height: float
    left: float
    bottom: float

    def shown(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        return ((x, self.height - y), (y, x), (self.width - x, y), (self.height - y, self.width - x))[self.turned]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (a, b), (c, d) = self.shown(x0, y0), self.shown(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def _collect_words(page: Any, place: _Place, made: Page, pdfium: Any) -> None:
    text = page.get_textpage()
    try:
        for word in _words(text.raw, place, pdfium, made.upright):
            word.text = _plain(word.text)
            if word.text.strip():
                made.words.append(word)
    finally:
        text.close()


def _words(text: Any, place: _Place, pdfium: Any, upright: list[str]) -> Iterator[Word]:
    box = pdfium.FS_RECTF()
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    word: Word | None = None
    letters: list[str] = []
    turned_letters: list[str] = []
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if code else ""
        if letter.isspace() or not letter or pdfium.FPDFText_IsGenerated(text, index) == 1:
            if word:
                word.soft = word.soft or (letter in _SOFT and bool(letter))
                word.text = "".join(letters)
                yield word
                word = None
            if turned_letters:
                turned_letters.append(" ")
            continue
        if _is_upright(text, index, place, pdfium):
            turned_letters.append(letter)
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, origin_x, origin_y)
        x0, _, x1, _ = place.box(box.left, box.bottom, box.right, box.top)
        _, y = place.shown(origin_x.value, origin_y.value)
        size = abs(box.top - box.bottom) if place.turned % 2 == 0 else abs(box.right - box.left)
        drawn = pdfium.FPDFText_GetFontSize(text, index)
        size = drawn if _sensible(drawn, size) else size
        if word and (
            abs(y - word.y) > _SAME_LINE * word.size
            or not -word.size < x0 - word.x1 < _GAP * word.size
            or (size < _RAISED * word.size and y < word.y - 1)
        ):
            word.text = "".join(letters)
            yield word
            word = None
        if letter in _SOFT:
            if word:
                word.soft = True
            continue
        if word is None:
            word, letters = Word("", x0, x1, y, size, _is_bold(text, index, pdfium)), []
        letters.append(letter)
        word.x1 = max(word.x1, x1)
    if word:
        word.text = "".join(letters)
        yield word
    if turned_letters:
        upright.append("".join(turned_letters))


def _sensible(drawn: float, size: float) -> bool:
    """Whether the size that the font says is the one that is seen; a file may scale a font of size 1."""
    return size / 2 < drawn < size * 2


def _is_upright(text: Any, index: int, place: _Place, pdfium: Any) -> bool:
    angle = pdfium.FPDFText_GetCharAngle(text, index)
    quarter = round(angle / 1.5707963) % 4 if angle >= 0 else 0
    return (quarter + place.turned) % 4 != 0 and quarter != 0


def _is_bold(text: Any, index: int, pdfium: Any) -> bool:
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.c_int())
    is_named = any(part in name.value.decode("latin-1").lower() for part in _BOLD_NAMES)
    return is_named or int(pdfium.FPDFText_GetFontWeight(text, index)) >= _BOLD_WEIGHT


def _plain(text: str) -> str:
    """Letters as they are typed: ligatures taken apart, other forms kept, bullets of symbol fonts as bullets."""
    if len(text) == 1 and "\ue000" <= text <= "\uf8ff" and text in BULLETS:
        return BULLETS[0]
    return "".join(
        unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb4f" or char in "\u00a0ﬁﬂ" else char
        for char in text
    )


def _collect_drawings(page: Any, place: _Place, made: Page, pdfium: Any) -> None:
    count = 0
    for one in page.get_objects(max_depth=_DEEPEST):
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = place.box(*_bounds(one))
            made.pictures += max(0.0, x1 - x0) * max(0.0, y1 - y0) / max(1.0, made.width * made.height)
        elif one.type == pdfium.FPDF_PAGEOBJ_PATH and count < _MOST_PATHS:
            count += 1
            _collect_path(one, place, made, pdfium)


def _bounds(one: Any) -> tuple[float, float, float, float]:
    try:
        x0, y0, x1, y1 = one.get_bounds()
    except Exception:  # an object without a size
        return 0.0, 0.0, 0.0, 0.0
    return float(x0), float(y0), float(x1), float(y1)


def _collect_path(one: Any, place: _Place, made: Page, pdfium: Any) -> None:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one, filled, stroked)
    x0, top, x1, bottom = place.box(*_bounds(one))
    wide, high = x1 - x0, bottom - top
    if high <= _THIN < wide:
        made.rules.append(Rule(across=True, at=(top + bottom) / 2, start=x0, end=x1))
    elif wide <= _THIN < high:
        made.rules.append(Rule(across=False, at=(x0 + x1) / 2, start=top, end=bottom))
    else:
        if filled.value:
            parts = [ctypes.c_uint() for _ in range(4)]
            pdfium.FPDFPageObj_GetFillColor(one, *parts)
            red, green, blue, alpha = (part.value for part in parts)
            if alpha:
                made.areas.append(Area(x0, top, x1, bottom, (red, green, blue)))
        if stroked.value:
            made.rules += _edges(one, place, pdfium)


def _edges(one: Any, place: _Place, pdfium: Any) -> Iterator[Rule]:
    """The straight sides of a path that is drawn as a line, such as the frame of a box."""
    matrix = one.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(one), 400)):
        segment = pdfium.FPDFPath_GetPathSegment(one, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = place.shown(*matrix.on_point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO and last:
            yield from _rule(last, point)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and first:
            yield from _rule(point, first)


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    (x0, y0), (x1, y1) = start, end
    if abs(y0 - y1) <= 1 < abs(x0 - x1):
        yield Rule(across=True, at=y0, start=min(x0, x1), end=max(x0, x1))
    elif abs(x0 - x1) <= 1 < abs(y0 - y1):
        yield Rule(across=False, at=x0, start=min(y0, y1), end=max(y0, y1))
