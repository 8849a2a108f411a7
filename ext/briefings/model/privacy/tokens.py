"""The words and marks around a place of a text: so many letters at most, and never past the end of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

REACH: Final = 90
"""How many letters on each side of a name can make it somebody's."""
_TOKEN: Final = re.compile(r"\n[ \t>]*\n|[^\W_]+(?:['_-][^\W_]+)*|[,.;:()\[\]|=!?/&\n-]")
PARAGRAPH: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark.

    Attributes:
        text: as it is written.
        low: in lower case; the end of a paragraph is `PARAGRAPH`.
        start: where it begins in the text.
        end: where it ends.
    """

    text: str
    low: str
    start: int
    end: int


NOTHING: Final = Token("", "", 0, 0)
"""What comes after the last word of a text."""


def tokens_after(text: str, place: int) -> list[Token]:
    """What follows a place, up to the end of the paragraph."""
    found = []
    for match in _TOKEN.finditer(text, place, place + REACH):
        word = match[0]
        if word[0] == "\n" and len(word) > 1:
            break
        found.append(Token(word, word.lower(), *match.span()))
    return found


def tokens_before(text: str, place: int) -> list[Token]:
    """What comes before a place, the nearest first, back to the start of the paragraph."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, max(0, place - REACH), place):
        word = match[0]
        if word[0] == "\n" and len(word) > 1:
            found.clear()
            continue
        found.append(Token(word, word.lower(), *match.span()))
    return found[::-1]
