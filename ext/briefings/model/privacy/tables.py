"""Names in tables whose headings ask for them: "Name | Age", "Who | Role"; and rows of a name and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy import cues
from briefings.model.privacy.names import Name
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.words import Kind

_ROW: Final = re.compile(r"^[ \t>]{0,12}\|.*$", re.MULTILINE)
_ASKS: Final = re.compile(
    r"(?:(?:first |full |last |family |sur|fore|nick)?names?|child(?:ren)?|pupils?|patients?|students?|who|people|person|persons|"
    r"siblings?|mothers?|fathers?|parents?|family|social workers?|workers?|professionals?|staff|authors?|auditors?|"
    r"attendees|name of \w+|(?:action |case )?owner|lead|responsible|chair|members?|contact|by whom)",
    re.IGNORECASE,
)
_TELLS: Final = re.compile(
    r"age|aged|d\.?o\.?b\.?|date of birth|birth ?date|birthday|relation(?:ship)?|role|year|born|school|date|job|title|post",
    re.IGNORECASE,
)
_SAYS: Final = (
    (
        re.compile(r"ages?|aged|years?(?: old)?|d\.?o\.?b\.?|date of birth|birth ?date|birthday|born", re.IGNORECASE),
        Rule.NAME_AND_AGE,
    ),
    (re.compile(r"relation(?:ship)?", re.IGNORECASE), Rule.NAME_AND_RELATION),
    (re.compile(r"role|job(?: title)?|post|title", re.IGNORECASE), Rule.NAMED_PROFESSIONAL),
)
"""What the heading of another column makes of a name."""
_BARE_AGE: Final = re.compile(r"1[0-8]|[1-9]")
_ASKS_BIRTH: Final = re.compile(r"d\.?o\.?b\.?|date of birth|birth ?date|born|birthday", re.IGNORECASE)
_IS_DATE: Final = re.compile(
    r"\d{1,2}[./ -]{1,2}(?:\d{1,2}|[a-z]{3,9})[./ -]{1,2}(?:\d\d){1,2}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{4}",
    re.IGNORECASE,
)
_MARKS: Final = " *_`\t>"


def named_in_tables(text: str, names: list[Name]) -> Iterator[tuple[int, int, Rule]]:
    """Where names fill a cell of a table that asks for names, or stand beside an age, a relation or a role; what that is.

    Args:
        text: a plain text.
        names: its names, in order.
    """
    if "|" not in text:
        return
    cells = {(name.start, name.end): name for name in names}
    for asked, parts in _rows(text):
        yield from _named_in_row(text, parts, asked, cells)


def births_in_tables(text: str) -> Iterator[tuple[int, int]]:
    """Where dates stand in a column of a table whose heading asks for a birth.

    Args:
        text: a plain text.
    """
    if "|" not in text or not _ASKS_BIRTH.search(text):
        return
    for asked, parts in _rows(text):
        for heading, (start, end) in zip(asked, parts, strict=False):
            if _ASKS_BIRTH.fullmatch(heading) and _IS_DATE.fullmatch(text, start, end):
                yield start, end


def _rows(text: str) -> Iterator[tuple[list[str], list[tuple[int, int]]]]:
    """Each row of each table: the headings of its columns, and where its cells begin and end."""
    asked: list[str] = []
    ended = -2
    for row in _ROW.finditer(text):
        if row.start() > ended + 1:
            asked = []
        ended = row.end()
        parts = list(_cells(row[0], row.start()))
        if not asked:
            asked = [text[start:end] for start, end in parts]
        yield asked, parts


def _cells(row: str, place: int) -> Iterator[tuple[int, int]]:
    """Where the words of each cell begin and end."""
    at = 0
    for part in row.split("|"):
        bare = part.strip(_MARKS)
        start = place + at + part.find(bare)
        yield start, start + len(bare)
        at += len(part) + 1


def _named_in_row(
    text: str, parts: list[tuple[int, int]], asked: list[str], names: dict[tuple[int, int], Name]
) -> Iterator[tuple[int, int, Rule]]:
    rules = [rule for heading, rule in _SAYS if any(map(heading.fullmatch, asked))]
    rule = rules[0] if rules else Rule.LABELLED_NAME
    for number, span in enumerate(parts):
        if (name := names.get(span)) is None:
            continue
        heading = asked[number] if number < len(asked) else ""
        others = [text[start:end].lower() for place, (start, end) in enumerate(parts) if place != number]
        if name.is_sure or (name.is_full and not name.is_either):
            if _ASKS.fullmatch(heading) or any(map(_is_of_somebody, others)):
                yield *span, rule
            elif any(map(_BARE_AGE.fullmatch, others)) and any(word.kind is Kind.FIRST for word in name.words):
                yield *span, Rule.NAME_AND_AGE
        elif any(map(_ASKS.fullmatch, [heading])) and any(_TELLS.fullmatch(other) for other in asked):
            yield *span, rule


def _is_of_somebody(cell: str) -> bool:
    """Whether a cell holds an age with its unit, a relation or a role, and nothing else."""
    words = cell.replace("-", " ").split()
    if not words or len(words) > 5:
        return False
    if cell in cues.FAMILY or cues.is_year_old(cell):
        return True
    if len(words) == 2 and cues.age_in(words[0]) is not None:
        return words[1] in cues.UNITS
    return cues.is_role(words[-1]) and all(map(cues.is_of_role, words))
