"""Read a PDF by where its words stand: columns in their order, tables as rows, headings by size and weight."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from briefings.importing.pdf.grid import Box, Grid, grids_of
from briefings.importing.pdf.lines import Type, joined_over_breaks, lines_of, type_of
from briefings.importing.pdf.loose import LooseTable, loose_table_of
from briefings.importing.pdf.marks import Page, Word, add_bullets, marks_of, pages_of
from briefings.importing.pdf.narrow import join_cut_words
from briefings.importing.pdf.rows import Pairs, Row, regions_of, rows_of
from briefings.importing.pieces import Cell, Hint, Line, Part, Source, cell_of
from briefings.importing.refusals import ImportRefused, refuse_length
from briefings.pdfium import UnreadablePdfError, open_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS_PER_PAGE: Final = 5
_MOST_PICTURE: Final = 0.5
_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—]", re.IGNORECASE
)
_OFTEN: Final = 3
_EDGE: Final = 0.12
_EDGE_ROWS: Final = 2
_TABLE: Final = "\ue000"
_NOTE_SIZE: Final = 0.87
_NOTE: Final = re.compile(r"(?:\d{1,2}|[*†‡])\s*\S.*", re.DOTALL)
_REFERENCE: Final = re.compile(r"\d{1,2}|[*†‡]")
_UNREADABLE: Final = (
    "this PDF cannot be opened; open it in a PDF reader, copy its text into a file that ends in .txt, and import that"
)


def read_pdf(data: bytes) -> Source:
    """The lines of a PDF, without what is printed on each page again.

    Raises:
        ImportRefused: when it cannot be read or has no text.
    """
    try:
        with open_pdf(data) as document:
            refuse_length(0, len(document))
            title = str(document.get_metadata_value("Title") or "")
            pages = [marks_of(page) for page in pages_of(document)]
    except UnreadablePdfError as error:
        if error.locked:
            raise ImportRefused("the PDF is locked with a password; ask the publisher for one that is not") from None
        raise ImportRefused(_UNREADABLE) from None
    except ImportRefused:
        raise
    except Exception:  # whatever is wrong with a page of a broken file
        raise ImportRefused(_UNREADABLE) from None
    reader = _Reader(pages)
    if sum(len(page.words) for page in pages) < _WORDS_PER_PAGE * len(pages):
        raise ImportRefused(
            "this PDF has no text, only pictures of pages (a scan); ask the publisher for the Word file, "
            "or have it read by a text recognition program and import the text"
        )
    try:
        lines = tuple(reader.lines())
    except Exception:  # a layout that nobody has thought of: a sentence, never a traceback
        raise ImportRefused(_UNREADABLE) from None
    refuse_length(sum(len(text.split()) for line in lines for text in line.texts))
    return Source(lines, tuple(reader.did()), tuple(reader.left_out), title=title, doubts=tuple(reader.doubts))


@dataclass(slots=True)
class _Reader:
    pages: list[Page]
    left_out: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    tables: int = 0
    type: Type = field(default_factory=lambda: Type(10.0, ()))

    def did(self) -> Iterator[str]:
        yield f"read the PDF by where its words stand: {len(self.pages)} pages, {self.tables} tables"
        yield "a PDF holds no headings or lists as such; they are read from size, weight and place: compare"

    def lines(self) -> list[Line]:
        self.type = type_of(word for page in self.pages for word in page.words)
        self._name_scans()
        self._drop_heads_and_feet()
        lines: list[Line] = []
        for page in self.pages:
            self.left_out += [("text that stands upright beside the text", text) for text in page.upright]
            self._place_notes(page)
            lines += self._page(page)
        return self._with_headings(joined_over_breaks(lines))

    def _with_headings(self, lines: list[Line]) -> list[Line]:
        """Where nothing is bigger or bold, short lines may be headings: they stand by themselves."""
        if any(line.hint in (Hint.HEADING, Hint.BOLD) for line in lines):
            return lines
        return [replace(line, alone=True) if line.hint is Hint.TEXT and not line.number else line for line in lines]

    def _name_scans(self) -> None:
        numbers = [
            str(number)
            for number, page in enumerate(self.pages, 1)
            if len(page.words) < _WORDS_PER_PAGE and page.pictures > _MOST_PICTURE
        ]
        if numbers:
            self.doubts.append(
                f"these pages are pictures without text (a scan?), nothing of them was read: {', '.join(numbers)}"
            )

    def _drop_heads_and_feet(self) -> None:
        """Take out page numbers and what stands at the edge of most pages."""
        edges = [self._edge_rows(page) for page in self.pages]
        often = Counter(text for rows in edges for text in {_without_digits(row.text) for row in rows})
        least = max(2 if len(self.pages) == 2 else _OFTEN, len(self.pages) // 2 + 1)
        seen: set[str] = set()  # the first time it stands there, it may be the title
        for number, (page, rows) in enumerate(zip(self.pages, edges, strict=True), 1):
            last = rows_of(page.words)[-1:]
            for row in [*rows, *(one for one in last if one.text == str(number) and all(one.y != r.y for r in rows))]:
                text = _without_digits(row.text)
                is_number = _PAGE_NUMBER.fullmatch(row.text) is not None
                is_again = often[text] >= least and text in seen
                if often[text] >= least:
                    seen.add(text)
                if is_number or is_again:
                    self.left_out.append(("a page number" if is_number else "printed on each page", row.text))
                    gone = {(word.x0, word.y) for word in row.words}
                    page.words = [word for word in page.words if (word.x0, word.y) not in gone]

    def _edge_rows(self, page: Page) -> list[Row]:
        rows = rows_of(page.words)
        high, low = page.height * _EDGE, page.height * (1 - _EDGE)
        big = self.type.body * 1.3
        top = [row for row in rows[:_EDGE_ROWS] if row.y < high and row.size < big]
        bottom = [row for row in rows[-_EDGE_ROWS:] if row.y > low and row not in top and row.size < big]
        return top + bottom

    def _place_notes(self, page: Page) -> None:
        """Put each footnote behind the small number that leads to it; list numbers and notes that find no partner."""
        small = self.type.body * _NOTE_SIZE
        lowest_text = max((word.y for word in page.words if word.size > small), default=0.0)
        foot = [word for word in page.words if word.size <= small and word.y > lowest_text]
        rows = rows_of(foot)
        if not foot or not _NOTE.fullmatch(" ".join(row.text for row in rows)):
            return
        gone = {id(word) for word in foot}
        notes = _notes_of(rows)
        raised = [word for word in page.words if word.size <= 0.8 * self.type.body and _REFERENCE.fullmatch(word.text)]
        placed: list[Word] = []
        for word in (one for one in raised if id(one) not in gone):
            gone.add(id(word))
            self.left_out.append(("small numbers that lead to footnotes", word.text))
            text = notes.pop(word.text, "")
            beside = min(page.words, key=lambda one, at=word: _distance(one, at))  # type: ignore[misc]
            if text:
                placed.append(replace(beside, text=f"(note: {text})", x0=word.x0, x1=word.x1, soft=False))
        self.left_out += [("footnotes, at the foot of a page", f"{number} {text}") for number, text in notes.items()]
        page.words = [*(word for word in page.words if id(word) not in gone), *placed]

    def _page(self, page: Page) -> Iterator[Line]:
        add_bullets(page)
        tables: list[Grid | LooseTable] = []
        grids, words = grids_of(page)
        tables += grids
        while loose := loose_table_of(rows_of(words)):
            tables.append(loose)
            gone = {id(word) for row in loose.rows for cell in row for word in cell}
            words = [word for word in words if id(word) not in gone]
        self.tables += len(tables)
        for index, table in enumerate(tables):
            words.append(Word(f"{_TABLE}{index}", table.x0, table.x1, table.top, 1.0))
        regions = list(regions_of(words))
        right = page.width - min((word.x0 for word in words), default=0.0) if len(regions) == 1 else 0.0
        for region in regions:
            if isinstance(region, Pairs):
                for label, value in region.rows:
                    yield Line("", Hint.ROW, cells=(self._cell(label), self._cell(value)))
            else:
                yield from self._region(region, tables, right)

    def _region(self, rows: Sequence[Row], tables: Sequence[Grid | LooseTable], right: float) -> Iterator[Line]:
        kept: list[Row] = []
        for row in rows:
            marks = [word for word in row.words if word.text.startswith(_TABLE)]
            if not marks:
                kept.append(row)
                continue
            others = [word for word in row.words if word not in marks]
            above = [word for word in others if word.y <= marks[0].y + 1]  # a heading close above the table
            yield from lines_of([*kept, Row(above)] if above else kept, self.type, right)
            kept = [Row(below)] if (below := [word for word in others if word not in above]) else []
            for word in marks:
                table = tables[int(word.text[1:])]
                yield from self._grid(table) if isinstance(table, Grid) else self._loose(table)
        yield from lines_of(kept, self.type, right)

    def _loose(self, table: LooseTable) -> Iterator[Line]:
        for cells in table.rows:
            yield Line("", Hint.ROW, cells=tuple(self._cell(rows_of(words)) for words in cells))

    def _grid(self, grid: Grid) -> Iterator[Line]:
        above: dict[int, Cell] = {}
        for row in grid.rows:
            cells: list[Cell] = []
            for place, box in enumerate(row):
                cells.append(self._box(box, above.get(place, ())))
                above[place] = cells[-1]
            if any(part for cell in cells for part in cell):
                yield Line("", Hint.ROW, cells=tuple(cells))

    def _box(self, box: Box, above: Cell) -> Cell:
        if box.reaches_right:
            return ()
        if box.reaches_down and not box.words:
            return tuple(replace(part, merged=True) for part in above)
        rows = rows_of(box.words)
        join_cut_words(rows, box.x1)
        cell = self._cell(rows)
        if box.colour:
            cell = (replace(cell[0], colour=box.colour), *cell[1:]) if cell else (Part("", colour=box.colour),)
        return cell

    def _cell(self, rows: Sequence[Row]) -> Cell:
        parts: list[Part] = []
        for line in lines_of(rows, replace(self.type, headings=())):
            text = f"{line.number} {line.text}" if line.number else line.text
            parts += [Part(part.text, part.bullet or line.hint is Hint.ITEM) for part in cell_of(text)]
        return tuple(parts)


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _notes_of(rows: Sequence[Row]) -> dict[str, str]:
    """Footnotes by their numbers; a row that begins with a number begins a note."""
    notes: dict[str, str] = {}
    number = ""
    for row in rows:
        first, *rest = row.words
        joined = re.fullmatch(r"(\d{1,2}|[*†‡])([^\W\d].*)", first.text)  # a raised number close to its note
        if _REFERENCE.fullmatch(first.text) and rest and first.text not in notes:
            number, words = first.text, [word.text for word in rest]
        elif joined and joined[1] not in notes:
            number, words = joined[1], [joined[2], *(word.text for word in rest)]
        else:
            words = [word.text for word in row.words]
        notes[number] = f"{notes.get(number, '')} {' '.join(words)}".strip()
    return notes


def _distance(word: Word, at: Word) -> float:
    """How far the end of a word is from a small number behind it."""
    if word is at or word.size <= at.size:
        return float("inf")
    return abs(word.x1 - at.x0) + 2 * abs(word.y - at.y)
