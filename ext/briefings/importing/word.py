"""Read a .docx into lines, through mammoth; what mammoth does not read is listed as left out."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

import mammoth  # type: ignore[import-untyped]

from briefings.importing.pieces import Cell, Hint, Line, Part, Source, cell_of, flat
from briefings.importing.refusals import broken_word, refuse_length, refuse_word
from briefings.model.markup import without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLES: Final = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\nb => strong"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BESIDE = re.compile(r"word/(header|footer|comments)\d*\.xml")
_BESIDE_NAMES = {"header": "the head of the pages", "footer": "the foot of the pages", "comments": "a comment"}


def read_word(data: bytes) -> Source:
    """The lines of a Word document.

    Raises:
        ImportRefused: when it cannot be read.
    """
    refuse_word(data)
    try:
        pictures: list[str] = []

        def note(image: object) -> dict[str, str]:
            pictures.append(getattr(image, "alt_text", None) or "")
            return {"src": ""}

        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(note)
        ).value
        beside, inside = list(_beside(data)), list(_inside(data))
    except Exception:
        raise broken_word() from None
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    lines = tuple(reader.lines)
    left_out = [(_BESIDE_NAMES[place], text) for place, text in beside]
    left_out += [("a picture", text or "(no description)") for text in pictures]
    seen = flat(" ".join(text for line in lines for text in line.texts)).replace(" ", "")
    left_out += [
        ("text in a box or field that Word keeps apart", one) for one in inside if one.replace(" ", "") not in seen
    ]
    refuse_length(sum(len(text.split()) for line in lines for text in line.texts))
    return Source(lines, (f"read the Word file: {len(lines)} paragraphs, bullets and table rows",), tuple(left_out))


def _paragraphs(xml: bytes) -> Iterator[str]:
    if b"<!ENTITY" in xml:
        raise broken_word()
    for paragraph in ElementTree.fromstring(xml).iter(f"{_WORD}p"):  # noqa: S314 - entities are refused above
        text = without_bad_characters(flat("".join(_runs(paragraph))))
        if text:
            yield text


def _runs(paragraph: ElementTree.Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            yield node.text or ""
        elif node.tag in (f"{_WORD}tab", f"{_WORD}br"):
            yield " "


def _inside(data: bytes) -> Iterator[str]:
    """Each paragraph of the document as the file holds it, to see that none was missed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield from dict.fromkeys(_paragraphs(package.read("word/document.xml")))


def _beside(data: bytes) -> Iterator[tuple[str, str]]:
    """What stands beside the text: heads and feet of pages, comments."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found: dict[tuple[str, str], None] = {}
        for name in sorted(package.namelist()):
            if match := _BESIDE.fullmatch(name):
                found.update({(match[1], text): None for text in _paragraphs(package.read(name))})
        yield from found


class _HtmlReader(HTMLParser):
    """Turns mammoth's HTML into lines; a table inside a cell is read as part of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.hint, self.level = Hint.TEXT, 0
        self.text = ""
        self.bold = 0
        self.strong_text = ""
        self.tables = 0
        self.parts: list[Part] = []
        self.cells: list[Cell] = []
        self.lists: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.end_line()
            self.tables += 1
        elif tag == "tr" and self.tables == 1:
            self.cells = []
        elif tag in ("td", "th") and self.tables == 1:
            self.parts = []
        elif tag in ("p", "li", "ul", "ol") or re.fullmatch(r"h[1-6]", tag):
            self.end_line()
            if tag in ("ul", "ol"):
                self.lists.append(tag)
            elif tag == "li":
                self.hint = Hint.ITEM
            elif tag[0] == "h":
                self.hint, self.level = Hint.HEADING, int(tag[1])
        elif tag == "br":
            self.end_line(keep_hint=True)
        elif tag == "strong":
            self.bold += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.tables -= 1
        elif tag in ("td", "th") and self.tables == 1:
            self.end_line()
            self.cells.append(tuple(self.parts))
        elif tag == "tr" and self.tables == 1:
            if any(self.cells):
                self.lines.append(Line("", Hint.ROW, cells=tuple(self.cells)))
        elif tag in ("p", "li", "ul", "ol") or re.fullmatch(r"h[1-6]", tag):
            self.end_line()
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()
        elif tag == "strong":
            self.bold -= 1

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.bold:
            self.strong_text += data

    def end_line(self, *, keep_hint: bool = False) -> None:
        text = without_bad_characters(flat(self.text))
        if text:
            is_bold = flat(self.strong_text) == flat(self.text)
            hint = Hint.BOLD if is_bold and self.hint is Hint.TEXT else self.hint
            if self.tables:
                bullet = self.hint is Hint.ITEM
                self.parts += [Part(part.text, part.bullet or bullet) for part in cell_of(text)]
            else:
                self.lines.append(Line(text, hint, self.level))
        self.text = self.strong_text = ""
        if not keep_hint:
            self.hint, self.level = Hint.TEXT, 0
