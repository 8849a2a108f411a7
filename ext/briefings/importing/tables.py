"""Make records of the tables of recommendations: columns by their heads, broken rows joined, repeats dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefings.importing.cells import columns_without_head, completed, is_data
from briefings.importing.columns import KNOWN_STATUSES, Column, as_head, columns_by_name
from briefings.importing.facts import dates_in
from briefings.importing.names import recognise, simplified
from briefings.importing.people import STAFF
from briefings.importing.pieces import Cell, Hint, Line, Part, flat, text_of
from briefings.model.problems import shown
from briefings.model.statuses import COLOURS, USUAL, proposed_line
from briefings.model.vocabulary import BlockKind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.importing.columns import Head
    from briefings.importing.report import Report
    from briefings.importing.terms import Terms

REPEATED: Final = "heads of tables, and what is printed again on each page"
BESIDE_TAKEN_OUT: Final = "the rest of rows whose text was left out because it tells of one person"

_ID = re.compile(
    r"(?:r(?:ec(?:ommendation)?)?\.?\s*)?(\d{1,3}(?:[.-]\d{1,3}){0,2}[a-z]?|[a-z]\d{1,2})[.)]?", re.IGNORECASE
)
_GROUP_NUMBER = re.compile(r"\d{1,2}")
_SHORT_LABEL: Final = 40
_BOX_LEVEL: Final = 2
_NUMBERED = re.compile(r"^(?:(?:box|section|step)\s+)?\d{1,2}\s*[–—:.)-]\s*", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:leads?|directors?|authors?|auditors?|chair|contacts?|written by|prepared by|completed by|owner|names?)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Recommendation:
    """A row, joined over pages.

    Attributes:
        number: as printed, or "".
        group: the heading of the part of the table that it stands in.
        evidence: each point of it.
        status: the word as it is printed, or the colour of its cell; or "".
        hint: that the columns of its table, or the kind of its heading, are guessed; "" when they are not.
    """

    number: str
    text: str
    group: str = ""
    owner: str = ""
    evidence: list[str] = field(default_factory=list)
    status: str = ""
    due: str = ""
    hint: str = ""

    @property
    def name(self) -> str:
        """Its number, or its first words."""
        return self.number or f"'{shown(self.text, _SHORT_LABEL)}'"

    @property
    def whole_evidence(self) -> bool:
        """Whether its evidence is one paragraph, which may be several points."""
        return len(self.evidence) == 1


@dataclass(slots=True)
class Tables:
    """What the tables of a document gave.

    Attributes:
        recommendations: in the order of the document.
        groups: heading of each part of the tables, with the number that it is printed under, in order.
        facts: pairs of label and value from tables that say something about the document.
    """

    recommendations: list[Recommendation] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)


class TableReader:
    """Takes the rows of a document one by one; gives back as lines what is no record."""

    def __init__(self, report: Report, terms: Terms | None = None) -> None:
        self.report = report
        self.terms = terms
        self.below: list[list[str]] = []
        self.tables = Tables()
        self.columns: tuple[Column | None, ...] = ()
        self.heads: list[str] = []
        self.guessed: tuple[str, ...] = ()
        self.kinds: list[BlockKind | None] = []
        self.group = ""
        self.waiting_number = ""
        self.joined: list[str] = []

    def read(self, rows: Sequence[Line]) -> list[Line]:
        """Read neighbouring rows.

        Returns:
            The lines that take the place of the rows that are no records.
        """
        rest: list[Line] = []
        columns: dict[int, list[Line]] = {}
        before = len(self.tables.recommendations), len(self.tables.facts), len(self.joined)
        if self.columns and all(len(row.cells) != len(self.columns) for row in rows):
            self.columns = ()  # another table
        texts = [[text_of(cell) for cell in row.cells] for row in rows]
        for index, row in enumerate(rows):
            self.below = texts[index + 1 :]
            if boxes := _boxes(row):
                self.report.did("read the boxes of a table as sections, each under its own heading")
                rest += boxes
            else:
                rest += self._row(row, columns)
        for index in sorted(columns):
            rest += columns[index]
        after = len(self.tables.recommendations), len(self.tables.facts), len(self.joined)
        self.report.counts.tables += 1
        self.report.counts.tables_used += bool(
            columns or before != after or any(one.hint is Hint.HEADING for one in rest)
        )
        return rest

    def _row(self, row: Line, columns: dict[int, list[Line]]) -> list[Line]:
        texts = [text_of(cell) for cell in row.cells]
        filled = [text for text in texts if text]
        if self._is_head(texts, filled, columns) or self._is_group(texts, filled):
            return []
        if Column.TEXT in self.columns and self._record(row.cells, texts):
            return []
        if not self.columns and len(filled) > 1 and self._guess_columns(texts):
            self._record(row.cells, texts)
            return []
        if columns:
            for index, cell in enumerate(row.cells):
                kind = self.kinds[index] if index < len(self.kinds) else None
                columns.setdefault(index, []).extend(
                    Line(part.text, Hint.ITEM if kind or part.bullet else Hint.TEXT) for part in cell if part.text
                )
            return []
        return self._other(row, texts, filled)

    def _is_head(self, texts: list[str], filled: list[str], by_index: dict[int, list[Line]]) -> bool:
        if head := self._head_of(texts):
            self.columns, self.heads, self.guessed, self.kinds = head.columns, texts, head.guessed, []
            self._drop_head(texts)
            unknown = [text for text, column in zip(texts, head.columns, strict=True) if text and not column]
            if unknown:
                names = ", ".join(f"'{text}'" for text in unknown)
                self.report.unsure(f"columns of a table that are no part of a record were listed, not used: {names}")
            return True
        kinds = [found.part if (found := recognise(text)) else None for text in texts]
        blocks = [kind if isinstance(kind, BlockKind) else None for kind in kinds]
        if sum(kind is not None for kind in blocks) > 1 and len(filled) == sum(kind is not None for kind in blocks):
            self.columns, self.kinds = (), blocks
            names = ", ".join(f"'{text}' ({kind})" for text, kind in zip(texts, blocks, strict=True) if kind)
            self.report.did(f"read the columns of a table as blocks: {names}")
            for index, text in enumerate(texts):
                if index in by_index:
                    self.report.leave_out(REPEATED, text)
                elif text:
                    by_index[index] = [Line(text, Hint.HEADING, _BOX_LEVEL)]
            return True
        return False

    def _head_of(self, texts: list[str]) -> Head | None:
        """The columns that a row announces, by its words and by what stands below it."""
        read = columns_by_name(texts)
        if read is None or any(is_data(text, status=bool(self.columns)) for text in texts):
            return None
        below = [row for row in self.below if len(row) == len(texts) and row != texts and len(row) - row.count("") > 1]
        columns = completed(read.columns, read.usual, below, self.terms)
        usual = [one is column and known for one, column, known in zip(columns, read.columns, read.usual, strict=True)]
        return as_head(texts, columns, usual)

    def _drop_head(self, texts: list[str]) -> None:
        self.report.leave_out(REPEATED, " | ".join(text for text in texts if text))

    def _is_group(self, texts: list[str], filled: list[str]) -> bool:
        """A row that heads a part of the table: its number and title, in one row or in two."""
        if not filled or len(filled) > 2:
            return False
        number = filled[0] if _GROUP_NUMBER.fullmatch(filled[0]) and texts[0] == filled[0] else ""
        title = filled[-1] if not number or len(filled) == 2 else ""
        if number and not title:
            self.waiting_number = number
            self.report.leave_out(REPEATED, number)
            return True
        if not title or (len(filled) == 2 and not number):
            return False
        if not (number or texts[0] == title) or len(title) > 2 * _SHORT_LABEL or title.endswith("."):
            return False
        dotted = any(re.search(r"[.-]", one.number) for one in self.tables.recommendations)
        heads_a_part = dates_in(title) or ("audit" in title.lower() and (dotted or self.waiting_number))
        if not (heads_a_part or self.waiting_number) or (
            not number and not self.waiting_number and not dates_in(title)
        ):
            return False
        number, self.waiting_number = number or self.waiting_number, ""
        self.group = title
        if (number, title) not in self.tables.groups:
            self.tables.groups.append((number, title))
        self.report.leave_out(REPEATED, f"{number} {title}".strip())
        return True

    def _guess_columns(self, texts: list[str]) -> bool:
        """Columns of a table without a head, when its first cell is a number such as 1.2."""
        if columns := columns_without_head([texts, *self.below], self.terms):
            self.columns, self.heads = tuple(columns), []
            names = ", ".join(column.value for column in columns if column)
            self.guessed = (f"a table without heads as {names}, by what stands in its cells",)
            return True
        if not _ID.fullmatch(texts[0]) or len(texts) < 2 or not re.search(r"\d[.-]\d", texts[0]):
            return False
        rest = [Column.STATUS if simplified(text) in KNOWN_STATUSES else Column.EVIDENCE for text in texts[2:]]
        self.columns, self.heads = (Column.NUMBER, Column.TEXT, *rest), []
        self.guessed = ("a table without heads as number, recommendation, evidence, status",)
        self.report.unsure("a table has no heads; its columns were taken as number, recommendation, evidence, status")
        return True

    def _record(self, cells: tuple[Cell, ...], texts: list[str]) -> bool:
        """Read a row as a recommendation, or as the rest of the one before it."""
        by_column: dict[Column, Cell] = {}
        unknown: list[tuple[int, str]] = []
        for index, cell in enumerate(cells):
            column = self.columns[index] if index < len(self.columns) else Column.EVIDENCE
            if column:
                by_column[column] = by_column.get(column, ()) + cell
            elif texts[index]:
                unknown.append((index, texts[index]))
        printed = text_of(by_column.get(Column.NUMBER, ()))
        match = _ID.fullmatch(printed)
        if printed and not match:
            return False
        number = match[1] if match else ""
        last = self.tables.recommendations[-1] if self.tables.recommendations else None
        has_numbers = Column.NUMBER in self.columns and any(one.number for one in self.tables.recommendations[-1:])
        has_numbers = has_numbers or bool(number)
        if _is_taken_out(by_column.get(Column.TEXT, ())):
            self.report.leave_out(BESIDE_TAKEN_OUT, " ".join(one for one in texts if one))
            return True
        text = text_of(by_column.get(Column.TEXT, ()))
        repeats = all(part.merged for part in by_column.get(Column.TEXT, ())) and bool(text)
        if last and (repeats or (number in ("", last.number) if has_numbers else not text or text[0].islower())):
            if repeats:
                by_column[Column.TEXT] = ()
            self._join(last, by_column)
            self.report.leave_out(REPEATED, printed)
            self._list_unknown(last, unknown)
            return True
        if not text or (has_numbers and not number):
            return False
        new = Recommendation(number, text, self._group_of(number))
        if self.guessed:
            new.hint = self.report.guess(f"the columns of this table are read as follows: {', '.join(self.guessed)}")
            self.guessed = ()
        new.evidence = [part.text for part in by_column.get(Column.EVIDENCE, ()) if part.text]
        self.tables.recommendations.append(new)
        self._add_rest(new, by_column)
        self._list_unknown(new, unknown)
        return True

    def _list_unknown(self, one: Recommendation, cells: list[tuple[int, str]]) -> None:
        for index, text in cells:
            head = self.heads[index] if index < len(self.heads) else ""
            self.report.leave_out("columns that are no part of a record", f"{one.number} {head}: {text}".strip(" :"))

    def _group_of(self, number: str) -> str:
        """The part of the table that a number belongs to: the heads of parts are printed again and again."""
        first = re.split(r"[.-]", number)[0]
        return next((title for printed, title in self.tables.groups if printed and printed == first), self.group)

    def _join(self, last: Recommendation, by_column: dict[Column, Cell]) -> None:
        last.text = flat(f"{last.text} {text_of(by_column.get(Column.TEXT, ()))}")
        for index, part in enumerate(by_column.get(Column.EVIDENCE, ())):
            goes_on = index == 0 and last.evidence and _goes_on(part, last.evidence[-1])
            if goes_on:
                last.evidence[-1] = flat(f"{last.evidence[-1]} {part.text}")
            else:
                last.evidence.append(part.text)
        self._add_rest(last, by_column)
        if last.number not in self.joined:
            self.joined.append(last.number)

    def _add_rest(self, one: Recommendation, by_column: dict[Column, Cell]) -> None:
        for column in (Column.OWNER, Column.DUE):
            text = text_of(by_column.get(column, ()))
            setattr(one, column.value, flat(f"{getattr(one, column.value)} {text}"))
        cell = by_column.get(Column.STATUS, ())
        printed = text_of(cell)
        colour = next((part.colour for part in cell if part.colour), "")
        if not printed and colour:
            one.status = one.status or colour.capitalize()
            self.report.did("read statuses by the colour of their cells")
        if not printed:
            return
        simple = simplified(printed)
        if simple not in KNOWN_STATUSES:
            self.report.unsure(f"the status of recommendation {one.name} is printed as '{printed}'; it was not read")
            self.report.leave_out("a status that was not understood", f"{one.number} {printed}")
        elif one.status and one.status.casefold() != printed.casefold():
            self.report.unsure(f"recommendation {one.name} has two statuses, {one.status} and {printed}; look it up")
            self.report.leave_out("a second status", f"{one.number} {printed}")
        else:
            not_rated = USUAL.get(simple) is Status.NOT_RATED
            one.status = Status.NOT_RATED.value if not_rated else printed
            if not not_rated and simple not in COLOURS:
                line = proposed_line(printed)
                self.report.unsure(
                    f"the status of recommendation {one.name} is printed as '{printed}'; "
                    f"the 'status_scale:' of its partnership must explain that, for example with '{line}'"
                )
            self.report.leave_out("status words, now in the records", printed)

    def _other(self, row: Line, texts: list[str], filled: list[str]) -> list[Line]:
        """A row of another table: a label with its value, or cells one after the other."""
        if any(map(_is_taken_out, row.cells)) and len(filled) == 1 and len(filled[0]) <= _SHORT_LABEL:
            self.report.leave_out(BESIDE_TAKEN_OUT, filled[0])
            return []
        if len(filled) == 2 and len(filled[0]) <= _SHORT_LABEL and texts[0] == filled[0]:
            label, value = filled
            if _PEOPLE.search(label):
                self.report.leave_out(STAFF, f"{label}: {value}", private=True)
                return []
            self.tables.facts.append((label, value))
            return [Line(f"{label.rstrip(':')}: {value}", Hint.LABEL)]
        if len(filled) == 1 and len(filled[0]) <= 2 * _SHORT_LABEL:
            return [Line(filled[0], Hint.BOLD)]
        return [line for cell in row.cells for line in _lines_of(cell)]


def _boxes(row: Line) -> list[Line]:
    """The lines of a row whose cells each start with a heading that is recognised (a page laid out as a table)."""
    lines: list[Line] = []
    for cell in row.cells:
        if not cell:
            continue
        head, *rest = cell
        name = _NUMBERED.sub("", head.text)
        if head.bullet or not rest or not (recognise(name) or name != head.text):
            return []
        lines += [Line(head.text, Hint.HEADING, _BOX_LEVEL), *_lines_of(tuple(rest))]
    return lines


def _is_taken_out(cell: Cell) -> bool:
    return any(part.taken_out for part in cell)


def _lines_of(cell: Cell) -> list[Line]:
    return [Line(part.text, Hint.ITEM if part.bullet else Hint.TEXT) for part in cell if part.text]


def _goes_on(part: Part, before: str) -> bool:
    """Whether the first words on a page go on with the last sentence of the page before."""
    return not part.bullet and (part.text[:1].islower() or not before.rstrip().endswith((".", "!", "?")))
