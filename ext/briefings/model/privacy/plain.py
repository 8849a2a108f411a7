"""Text as a reader would read it, whatever it is typed with, and the way back to where it stands in the file.

Full-width digits, no-break spaces, every kind of dash, zero-width characters, ``&#57;``, ``\\u0039``, ``%40``: all of
them are ways to write what the rules look for. Markdown marks are left to the rules, which step over them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from itertools import accumulate
from typing import Final

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_QUOTES: Final = "\u2018\u2019\u02bc\uff07\u2032"
_ONE_TO_ONE: Final = str.maketrans(
    _DASHES + _SPACES + _QUOTES, "-" * len(_DASHES) + " " * len(_SPACES) + "'" * len(_QUOTES)
)
_WRITTEN: Final = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%[2-7][0-9a-fA-F]",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with every disguise taken off.

    Attributes:
        text: the plain text.
        places: for each character the place in the original; None when the two agree.
        starts: where each line of the original begins.
    """

    text: str
    places: tuple[int, ...] | None
    starts: tuple[int, ...]

    def where(self, place: int) -> tuple[int, int]:
        """Line and column, from 1, of a character of the plain text in the original."""
        original = self.places[place] if self.places is not None else place
        line = bisect_right(self.starts, original)
        return line, original - self.starts[line - 1] + 1


def plain(source: str) -> Plain:
    """Take the disguises off a text."""
    starts = (0, *accumulate(len(line) + 1 for line in source.split("\n")[:-1]))
    text = source.translate(_ONE_TO_ONE)
    simple = text.isascii() or (unicodedata.is_normalized("NFKC", text) and not _has_disguise(text))
    if simple and not _WRITTEN.search(text):
        return Plain(text, None, starts)
    made: list[str] = []
    places: list[int] = []
    at = 0
    for match in _WRITTEN.finditer(text):
        _add(text[at : match.start()], at, made, places)
        meant = _meant(match[0])
        made += meant
        places += [match.start()] * len(meant)
        at = match.end()
    _add(text[at:], at, made, places)
    return Plain("".join(made), tuple(places), starts)


def _add(text: str, at: int, made: list[str], places: list[int]) -> None:
    for offset, char in enumerate(text):
        for one in char if char.isascii() else _folded(char):
            made.append(one)
            places.append(at + offset)


def _folded(char: str) -> str:
    if unicodedata.category(char) == "Cf":
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))  # digits of other scripts
    return unicodedata.normalize("NFKC", char).translate(_ONE_TO_ONE)


def _meant(written: str) -> str:
    if written[0] == "&":
        meant = unescape(written)
    elif written[0] == "%":
        meant = chr(int(written[1:], 16))
    else:
        meant = chr(int(written[2:], 16))
    return "".join(map(_folded, meant)).replace("\n", " ")


def _has_disguise(text: str) -> bool:
    return any(unicodedata.category(char) in ("Cf", "Nd") for char in set(text) if not char.isascii())
