"""What every kind of source becomes first: lines, with what the file itself says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Final

BULLETS: Final = "•▪◦●‣∙■□☐☑☒❏➢➤✓✔§\uf0b7\uf0a7\uf0d8\uf076\uf0fc·"
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INLINE_TAGS: Final = frozenset("a b i u em strong span sup sub font small mark s del ins code".split())


class Hint(StrEnum):
    """What the file says a line is; `TEXT` says nothing, and `outline` decides by its words.

    `BOLD` is a paragraph in bold letters, perhaps a heading; `LABEL` a label with its value, never a heading or item.
    """

    HEADING = "heading"
    BOLD = "bold"
    ITEM = "item"
    LABEL = "label"
    TEXT = "text"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or bullet in a cell of a table.

    Attributes:
        text: its words.
        bullet: whether it is a bullet.
        colour: the status that the colour of the cell stands for, or "".
        merged: whether it only repeats a cell that reaches down from the row above.
        taken_out: whether its words were left out, because they tell of one child or name somebody.
    """

    text: str
    bullet: bool = False
    colour: str = ""
    merged: bool = False
    taken_out: bool = False


Cell = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, bullet, heading or table row of the source.

    Attributes:
        text: plain text, on one line; "" for a row.
        hint: what the file says it is.
        level: of a heading, 1 to 6.
        cells: of a row.
        alone: whether a gap stands before and after it.
        number: as printed before an item of a numbered list.
    """

    text: str
    hint: Hint = Hint.TEXT
    level: int = 0
    cells: tuple[Cell, ...] = ()
    alone: bool = False
    number: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All its text, piece by piece, for accounting."""
        return tuple(
            text for text in (self.number, self.text, *(part.text for cell in self.cells for part in cell)) if text
        )


@dataclass(frozen=True, slots=True)
class Source:
    """A document as far as it was understood.

    Attributes:
        lines: in the order of the document.
        did: what was done while reading it.
        left_out: what was left out while reading it: reason and text.
        title: the title in the properties of the file, or "".
        doubts: what somebody must look at.
    """

    lines: tuple[Line, ...]
    did: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    title: str = ""
    doubts: tuple[str, ...] = ()


def flat(text: str) -> str:
    """Text on one line, with single spaces."""
    return " ".join(text.split())


_TYPED_BULLET: Final = re.compile(rf"\s*(?:[{re.escape(BULLETS)}]\s*|[-*+–—]\s+|o\s*\t\s*)(?=\S)(.*)", re.DOTALL)
TYPED_NUMBER: Final = re.compile(r"\s*((?:\d{1,2}|[a-z])[.)]|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?)\s+(?=\D)(\S.*)", re.DOTALL)


def typed_mark(text: str) -> Line | None:
    """The item that a paragraph is when somebody typed its bullet or number, or None."""
    if bullet := _TYPED_BULLET.fullmatch(text):
        return Line(flat(bullet[1]), Hint.ITEM)
    if numbered := TYPED_NUMBER.fullmatch(text):
        return Line(flat(numbered[2]), Hint.TEXT, number=numbered[1])
    return None


def text_of(cell: Cell) -> str:
    """A cell as one text."""
    return flat(" ".join(part.text for part in cell))


def cell_of(text: str) -> Cell:
    """The paragraphs and bullets of a cell, from text that may hold bullets or pieces of HTML.

    Tags are only taken away where they are tags: what stands between them is kept, closed or not.
    """
    if _TAG.search(text):
        collector = _CellReader()
        collector.feed(text)
        collector.close()
        chunks = collector.finish()
    else:
        chunks = [Part(text)]
    return tuple(part for chunk in chunks for part in _split_bullets(chunk))


def _split_bullets(chunk: Part) -> list[Part]:
    first, *rest = re.split(f"[{re.escape(BULLETS.replace('·', ''))}]", chunk.text)
    parts = [Part(flat(first), chunk.bullet), *(Part(flat(one), True) for one in rest)]
    return [part for part in parts if part.text]


class _CellReader(HTMLParser):
    """Collects the text of a fragment of HTML; lists may lack their items, and tags their ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.text = ""
        self.in_list = 0
        self.bullet = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INLINE_TAGS:
            return
        self._end()
        self.bullet = tag == "li"
        self.in_list += tag in ("ul", "ol")

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE_TAGS:
            return
        self._end()
        self.bullet = False
        self.in_list = max(0, self.in_list - (tag in ("ul", "ol")))

    def handle_data(self, data: str) -> None:
        self.text += data

    def _end(self) -> None:
        if self.text.strip():
            self.parts.append(Part(flat(self.text), self.in_list > 0 or self.bullet))
        self.text = ""

    def finish(self) -> list[Part]:
        self._end()
        return self.parts
