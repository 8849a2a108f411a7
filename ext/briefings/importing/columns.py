"""The columns of a table of recommendations by their heads, and the statuses that it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from briefings.importing.names import simplified
from briefings.model.statuses import USUAL

if TYPE_CHECKING:
    from collections.abc import Sequence


class Column(StrEnum):
    """What a column of a table of recommendations holds."""

    NUMBER = "number"
    TEXT = "text"
    OWNER = "owner"
    EVIDENCE = "evidence"
    STATUS = "status"
    DUE = "due"


_NAMES: Final = {
    Column.NUMBER: "no|number|ref|reference|rec|rec no|rec number|recommendation no|recommendation number|id|item|nr",
    Column.TEXT: "recommendation|recommendations|task|tasks|action|actions|agreed action|agreed actions|what|"
    "what needs to happen|action required|action needed|recommended action",
    Column.OWNER: "owner|lead|leads|responsible|by whom|who|lead agency|lead officer|agency|responsibility|"
    "person responsible|action owner|lead person|responsible agency",
    Column.EVIDENCE: "evidence|progress|update|updates|comment|comments|progress update|progress to date|"
    "evidence of progress|evidence of impact|evidence and impact|what has been done|outcome|progress and evidence",
    Column.STATUS: "rag|status|rating|rag rating|rag status|progress rating|b rag|brag",
    Column.DUE: "by when|due|due date|timescale|timescales|deadline|target date|when|completion date|date due|target",
}
_COLUMN_OF_NAME: Final = {name: column for column, names in _NAMES.items() for name in names.split("|")}
_BY_WORDS: Final = (
    (Column.STATUS, r"\b(?:b?rag|bragg|status|rating|rated?)\b"),
    (
        Column.DUE,
        r"\b(?:by when|due|deadlines?|time ?(?:scales?|frames?|lines?)|target|complete(?:d|tion)? by|date)\b|^when\b",
    ),
    (
        Column.EVIDENCE,
        (
            r"\b(?:actions?|work|what) .*\b(?:taken|done|completed|so far)\b"
            r"|\bresults? (?:so far|to date|achieved)\b"
            r"|^(?!.*\b(?:expected|intended|desired|planned|hoped)\b).*"
            r"\b(?:progress|updates?|evidence|comments?|position|impact|outcomes?|notes)\b"
        ),
    ),
    (
        Column.OWNER,
        r"\b(?:owners?|owned by|leads?|led by|responsib\w+|accountab\w+|by whom|agency|agencies|assigned)\b|^who\b",
    ),
    (
        Column.TEXT,
        r"\b(?:recommendations?|actions?|tasks?|objectives?|what (?:needs?|will|we|is|must|should|do|are))\b",
    ),
    (Column.NUMBER, r"^(?:ref|no|number|item|id|rec)\b"),
)
_TEXT_RANKS: Final = (r"\brecommend", r"\bactions?\b", r"\bwhat (?:will|we|needs?|must)\b", r"\btasks?\b", r"")
_LONGEST_HEAD: Final = 8
_MORE_STATUSES: Final = (
    "blue|b|closed|achieved|implemented|fully implemented|embedded|met|finished|on track|on target|underway|started|"
    "begun|in hand|partially complete|partly complete|partially met|partly met|part complete|progressing|delayed|"
    "not met|behind|off track|outstanding|no progress|not begun|to start"
)
KNOWN_STATUSES: Final = frozenset(USUAL) | frozenset(_MORE_STATUSES.split("|"))
"""Words that are a status and no text; what each means, the scale of the partnership says."""


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table, and how those were read whose heads are no usual names."""

    columns: tuple[Column | None, ...]
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The columns of a row of heads as far as their words say, and which of them have a usual name."""

    columns: tuple[Column | None, ...]
    usual: tuple[bool, ...]


def columns_by_name(texts: Sequence[str]) -> Reading | None:
    """What each text announces as the head of a column, or None when the row has sentences and is no head."""
    if sum(bool(text) for text in texts) < 2 or any(_is_sentence(text) for text in texts):
        return None
    columns: list[Column | None] = []
    usual: list[bool] = []
    for text in texts:
        simple = simplified(text)
        column = _COLUMN_OF_NAME.get(simple) or (Column.NUMBER if text.strip() == "#" else None)
        usual.append(column is not None)
        columns.append(column or (_by_words(simple) if simple else None))
    _keep_one_text(columns, texts)
    return Reading(tuple(columns), tuple(usual))


def head_of(texts: Sequence[str]) -> Head | None:
    """The columns that a row announces, or None: two must be known, and one of them says what is recommended."""
    read = columns_by_name(texts)
    return as_head(texts, read.columns, read.usual) if read else None


def as_head(texts: Sequence[str], columns: Sequence[Column | None], usual: Sequence[bool]) -> Head | None:
    """A head of some columns; those that are not called by a usual name are guessed."""
    if Column.TEXT not in columns or sum(column is not None for column in columns) < 2:
        return None
    guessed = (
        f"'{text}' as {column.value}"
        for text, column, known in zip(texts, columns, usual, strict=True)
        if column and not known
    )
    return Head(tuple(columns), tuple(guessed))


def _is_sentence(text: str) -> bool:
    return len(text.split()) > _LONGEST_HEAD or (text.endswith(".") and len(text.split()) > 2)


def _by_words(simple: str) -> Column | None:
    return next((column for column, pattern in _BY_WORDS if re.search(pattern, simple)), None)


def _keep_one_text(columns: list[Column | None], texts: Sequence[str]) -> None:
    """Of several columns that could hold the recommendation, keep the one that is called so most clearly."""
    places = [index for index, column in enumerate(columns) if column is Column.TEXT]
    if len(places) < 2:
        return
    best = min(places, key=lambda at: (_rank(simplified(texts[at])), at))
    for index in places:
        if index != best:
            columns[index] = None


def _rank(simple: str) -> int:
    return next(rank for rank, pattern in enumerate(_TEXT_RANKS) if re.search(pattern, simple))
