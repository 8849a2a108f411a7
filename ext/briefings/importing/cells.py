"""What a column of a table holds by its cells, where its head does not say so: dates, statuses, owners, numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefings.importing.columns import KNOWN_STATUSES, Column
from briefings.importing.facts import dates_in, is_only_a_date
from briefings.importing.names import simplified
from briefings.importing.terms import found_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.importing.terms import Terms

_NO_DATE: Final = frozenset(
    "ongoing|on going|immediate|immediately|tbc|tba|to be confirmed|to be agreed|completed|complete|n a|none".split("|")
)
_NUMBER: Final = re.compile(
    r"(?:r(?:ec)?\.?\s*)?(?:\d{1,3}(?:[.-]\d{1,3}){0,2}[a-z]?|[a-z]\d{1,2})[.)]?", re.IGNORECASE
)
_LONGEST_DUE: Final = 5
_LONGEST_OWNER: Final = 8
_TEXT_WORDS: Final = 3.0
_FEWEST_ROWS: Final = 2
_FEWEST_COLUMNS: Final = 3
_KNOWS_WHAT: Final = (Column.OWNER, Column.DUE, Column.STATUS)


def kind_of_cells(cells: Sequence[str], terms: Terms | None) -> Column | None:
    """What a column holds when all its cells that are filled say the same; None where they do not."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return None
    simple = [simplified(cell) for cell in filled]
    if all(one in KNOWN_STATUSES for one in simple):
        return Column.STATUS
    if any(is_only_a_date(cell) for cell in filled) and all(
        (dates_in(cell) and len(cell.split()) <= _LONGEST_DUE) or one in _NO_DATE
        for cell, one in zip(filled, simple, strict=True)
    ):
        return Column.DUE
    if terms and all(_is_owner(cell, terms) for cell in filled):
        return Column.OWNER
    if all(_NUMBER.fullmatch(cell) for cell in filled):
        return Column.NUMBER
    return None


def is_data(text: str, *, status: bool) -> bool:
    """Whether a cell holds a date or a number, and so is no head of a column.

    Args:
        text: the cell.
        status: whether a status says so too; "Completed" may be a head.
    """
    return kind_of_cells([text], None) in (Column.DUE, Column.NUMBER, *([Column.STATUS] if status else []))


def _is_owner(text: str, terms: Terms) -> bool:
    short = len(text.split()) <= _LONGEST_OWNER and not text.endswith(".")
    return short and bool(found_in(text, terms.agencies) or found_in(text, terms.partnerships))


def completed(
    columns: Sequence[Column | None],
    fixed: Sequence[bool],
    below: Sequence[Sequence[str]],
    terms: Terms | None,
) -> list[Column | None]:
    """The columns of a head, where the cells below say more than the head does.

    Args:
        columns: by their heads.
        fixed: which of them have a usual name, so that their cells do not matter.
        below: the rows under the head, as wide as it.
        terms: the agencies and partnerships of the site, if they are known.
    """
    found = list(columns)
    if not below:
        return found
    for index in range(len(found)):
        kind = kind_of_cells([row[index] for row in below], terms)
        is_status_named_progress = kind is Column.STATUS and found[index] is Column.EVIDENCE
        if kind and kind not in found and (not fixed[index] or is_status_named_progress):
            found[index] = kind
    if Column.TEXT not in found and sum(kind in found for kind in _KNOWS_WHAT) > 1:
        at = _place_of_text(found, fixed, below)
        if at is not None:
            found[at] = Column.TEXT
    return found


def _place_of_text(
    columns: Sequence[Column | None], fixed: Sequence[bool], below: Sequence[Sequence[str]]
) -> int | None:
    """The column that says what is to be done: the last one with sentences before who does it and when."""
    free = [
        index
        for index, column in enumerate(columns)
        if (column is None or (column is Column.EVIDENCE and not fixed[index]))
        and sum(len(row[index].split()) for row in below) >= _TEXT_WORDS * sum(bool(row[index]) for row in below) > 0
    ]
    who = min(index for index, column in enumerate(columns) if column in _KNOWS_WHAT)
    return max((index for index in free if index < who), default=min(free, default=None))


def columns_without_head(rows: Sequence[Sequence[str]], terms: Terms | None) -> list[Column | None] | None:
    """The columns of a table that has no head, or None: two of owner, date and status, and a text must be there."""
    width = len(rows[0]) if rows else 0
    if len(rows) < _FEWEST_ROWS or width < _FEWEST_COLUMNS or any(len(row) != width for row in rows):
        return None
    found = completed([None] * width, [False] * width, rows, terms)
    if Column.TEXT not in found or sum(kind in found for kind in _KNOWS_WHAT) < 2:
        return None
    return [
        column or Column.EVIDENCE if index > found.index(Column.TEXT) else column for index, column in enumerate(found)
    ]
