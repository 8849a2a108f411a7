"""Tables of a PDF without drawn cells: rows below a head that names known columns, by where its words begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefings.importing.columns import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.importing.pdf.marks import Word
    from briefings.importing.pdf.rows import Row

_GAP: Final = 0.75
_FEWEST: Final = 3
_SLACK: Final = 4.0
_APART: Final = 2.6
_NEW_ROW: Final = 1.25
_NUMBER: Final = re.compile(r"[a-z]?\d{1,3}(?:[.-]\d{1,3})*[a-z]?[.)]?", re.IGNORECASE)


@dataclass(slots=True)
class LooseTable:
    """The rows of a table, each with the words of its columns, and its place; the first row is its head."""

    rows: list[list[list[Word]]]

    @property
    def top(self) -> float:
        """Where its head stands."""
        return self.rows[0][0][0].y

    @property
    def x0(self) -> float:
        """Its left edge."""
        return min(word.x0 for row in self.rows for cell in row for word in cell)

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(word.x1 for row in self.rows for cell in row for word in cell)


def loose_table_of(rows: Sequence[Row]) -> LooseTable | None:
    """The first table among some rows that begins with a head of known columns."""
    for index, row in enumerate(rows):
        parts = _parts(row)
        if len(parts) >= _FEWEST and head_of([" ".join(word.text for word in part) for part in parts]):
            return _below(rows, index, parts)
    return None


def _parts(row: Row) -> list[list[Word]]:
    """The words of a row, parted by wide gaps."""
    parts: list[list[Word]] = [[row.words[0]]]
    for word in row.words[1:]:
        if word.x0 - parts[-1][-1].x1 >= _GAP * word.size:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _below(rows: Sequence[Row], first: int, head: list[list[Word]]) -> LooseTable:
    starts = [part[0].x0 for part in head]
    table: list[list[list[Word]]] = [head]
    steps = [below.y - above.y for above, below in zip(rows[first:], rows[first + 1 :], strict=False)]
    pitch = min((step for step in steps if step > 0), default=12.0)
    at = first + 1
    above = rows[first]
    while at < len(rows):
        row = rows[at]
        cells: list[list[Word]] = [[] for _ in starts]
        for word in row.words:
            cells[max((index for index, x in enumerate(starts) if x <= word.x0 + _SLACK), default=0)].append(word)
        ends_it = row.y - above.y > _APART * 2 * max(row.size, above.size) or _crosses(row, starts)
        if ends_it or row.size > 1.12 * above.size:
            break
        is_new = len(table) == 1 or (
            bool(cells[0]) and (_NUMBER.fullmatch(cells[0][0].text) is not None or row.y - above.y > _NEW_ROW * pitch)
        )
        if is_new:
            table.append(cells)
        else:
            for kept, more in zip(table[-1], cells, strict=True):
                kept += more
        above = row
        at += 1
    return LooseTable(table)


def _crosses(row: Row, starts: list[float]) -> bool:
    """Whether a word runs over the place where a column begins: then the row is text."""
    return any(word.x0 < start - _SLACK and word.x1 > start + 2 * _SLACK for word in row.words for start in starts[1:])
