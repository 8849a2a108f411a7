"""Words that a narrow cell of a table cuts in two without a hyphen, as Word and LibreOffice do."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefings.model.privacy.words import is_english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.importing.pdf.rows import Row

_MARGIN: Final = 8.0
_LETTER: Final = 0.9
_FRAGMENT: Final = re.compile(r"[^\W\d_]*[^\W\d_,;:.!?]|[\d/.-]*[\d/-]")


def join_cut_words(rows: Sequence[Row], edge: float) -> None:
    """Mark a word that goes on in the next row, so that the two are joined.

    A word is cut only where it is too wide for its line: then it stands by itself, and reaches to the edge.

    Args:
        rows: of a cell.
        edge: the right edge of the cell.
    """
    for row, below in pairwise(rows):
        word, rest = row.words[-1], below.words[0].text
        if len(row.words) > 1:
            continue
        reaches = edge - word.x1 < _LETTER * word.size + _MARGIN
        if not reaches or not _FRAGMENT.fullmatch(word.text) or not re.match(r"[a-z\d/]", rest):
            continue
        if word.text[0].isdigit() != (rest[0].isdigit() or rest[0] == "/"):
            continue
        if word.text[0].isdigit() or is_one_word(word.text, rest):
            row.words[-1] = replace(word, soft=True)


def is_one_word(first: str, rest: str) -> bool:
    """Whether two pieces, of which the second may go on with other words, are an English word together."""
    after = re.sub(r"\W.*$", "", rest)
    return is_english(f"{first}{after}")
