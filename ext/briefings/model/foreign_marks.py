"""Marks of other kinds of Markdown, of wikis and of chats: each would stand in the page as raw signs.

Each pattern needs both ends of a mark without a space inside them, so that `a ~ b`, `~50` and `C++` are text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.links import fault_of_address
from briefings.model.problems import Code, shown
from briefings.model.vocabulary import ROLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Mark(NamedTuple):
    """A mark, by what it looks like in the source, and what to say of it; `sign` is a part of it, or one of several."""

    pattern: re.Pattern[str]
    sign: str | tuple[str, ...]
    message: str


_ROLES: Final = "|".join(sorted(ROLE_NAMES))
_BEFORE_TICK: Final = (*(f"{role}`" for role in ROLE_NAMES), ")`", "]`")
_MARKS: Final = (
    _Mark(
        re.compile(r"(?<![\\!])\^\[[^\]\n]+\]"),
        "^[",
        "'{0}' is a footnote, and there are none here; put the note into the sentence",
    ),
    _Mark(
        re.compile(r"(?<![~\\/])~(?=[^\s~])[^~\n]{0,200}[^\s~/]~(?![~\w/])|\w~\w{1,9}~"),
        "~",
        "'~' does not strike words out or set them low here; delete the signs, or say in a sentence what has changed",
    ),
    _Mark(
        re.compile(r"(?<![=\w\\])==(?=[^\s=])[^=\n]{0,200}[^\s=]==(?![=\w])"),
        "==",
        "'==' marks no words here; use *one star on each side* for what matters",
    ),
    _Mark(
        re.compile(r"(?<![+\w\\])\+\+(?=[^\s+])[^+\n]{0,200}[^\s+]\+\+(?![+\w])"),
        "++",
        "'++' does not underline words here; delete the signs",
    ),
    _Mark(
        re.compile(rf"(?<![\w{{`\\])(?:{_ROLES}|\((?:{_ROLES})\)|\[(?:{_ROLES})\])`[a-z0-9./-]+`"),
        _BEFORE_TICK,
        "'{0}' is a role without its braces; write {{theme}}`slug` in this way",
    ),
    _Mark(
        re.compile(rf"(?<![`\\])`\{{(?:{_ROLES})\}}[a-z0-9./-]+`(?!`)"),
        "`{",
        "'{0}' has its first backtick before the role; write {{theme}}`slug` in this way",
    ),
    _Mark(
        re.compile(rf"(?<![`\\])\{{(?:{_ROLES})[:= ]+[a-z0-9./-]+\}}"),
        "{",
        "'{0}' is no role; write {{theme}}`slug` in this way",
    ),
    _Mark(re.compile(r"(?i)^\[(?:_?toc_?)\]$"), "[", "'{0}' makes no table of contents; delete it, pages have one"),
    _Mark(re.compile(r"^(?:!!!|\?\?\?\+?) ?\w.*"), " ", "'{0}' makes no box here; write a block, or plain text"),
    _Mark(re.compile(r"^\*\[[^\]\n]+\]:.*"), "*[", "'{0}' explains no abbreviation here; add it to the glossary"),
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>|]+")
_GRID_TABLE: Final = re.compile(r"\+(?:[-=]{2,}\+)+")


def foreign_marks(content: str, words: str, line: int) -> Iterator[tuple[int, Code, str]]:
    """The marks in a paragraph, a heading or a cell.

    Args:
        content: its Markdown.
        words: its text without what is code; empty when the signs stand in code only.
        line: its first line.
    """
    for mark in _MARKS:
        if isinstance(mark.sign, tuple):
            if not any(sign in content for sign in mark.sign):
                continue
        elif mark.sign not in content or (mark.sign in "~ ==++^[" and not mark.pattern.search(words)):
            continue
        for number, row in enumerate(content.split("\n")):
            if found := mark.pattern.search(row):
                yield line + number, _code_of(mark), mark.message.format(shown(found[0], 30))
                break


def odd_addresses(words: str, content: str, line: int) -> Iterator[tuple[int, Code, str]]:
    """Addresses that stay text because their host is none, such as a number: whoever copies one is led astray."""
    for match in _ADDRESS.finditer(words):
        if fault := fault_of_address(match[0].rstrip(".,;:!?)")):
            place = content.find(match[0])
            message = f"this address cannot be linked to: {fault}"
            yield line + content.count("\n", 0, max(place, 0)), Code.LINK_NOT_ALLOWED, message


def _code_of(mark: _Mark) -> Code:
    return Code.UNKNOWN_ROLE if "theme" in mark.message else Code.SYNTAX_NOT_ALLOWED


def rows_of_a_table(rows: list[str], line: int) -> Iterator[tuple[int, Code, str]]:
    """Lines of a paragraph that look like rows of a table: between tabs or bars, or cut off by a blank line."""
    if any(_GRID_TABLE.fullmatch(row.strip()) for row in rows):
        message = "a table of '+---+' is not read here; write '| A | B |', and '|---|---|' below its head"
        yield line, Code.TABLE_SHAPE, message
    elif len(rows) > 1 and all("\t" in row.strip() for row in rows):
        message = "these lines have tabs where a table has bars; write '| A | B |', and '|---|---|' below the first row"
        yield line, Code.TABLE_SHAPE, message
    elif len(rows) == 1 and re.fullmatch(r"\|[^|]+\|(?:[^|]*\|)+", rows[0].strip()):
        message = "this row belongs to no table; delete the blank line above it, or add a head and '|---|---|'"
        yield line, Code.TABLE_SHAPE, message
    elif len(rows) > 1 and len({row.count(" | ") for row in rows}) == 1 and " | " in rows[0]:
        message = "this would be a table, but a row of dashes is missing below its head; add '|---|---|'"
        yield line, Code.TABLE_SHAPE, message
