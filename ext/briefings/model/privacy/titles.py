"""Names after a title or a rank: there an ordinary word is a name too ("Dr Young", "PC 2231 Hughes")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy import cues
from briefings.model.privacy.names import Names, Word
from briefings.model.privacy.words import Kind, can_be_family_name, folded, kind_of

_MARK: Final = r"[*_`]{0,3}"
_GAP: Final = r"(?:[ ]|\n[ >]{0,12})"
_PART: Final = (
    r"(?:(?:O'|D'|Mc|Mac|al-|el-|de |van |de la |von )?[^\W\d_a-z](?:'[^\W\d_])?[^\W\d_]+(?:['-](?!s\b)[^\W\d_]+){0,3})"
)
_NAMED: Final = re.compile(
    rf"\.?{_MARK}{_GAP}{{1,2}}{_MARK}(?:(?:no\.? ?)?[A-Z]{{0,2}}\d{{1,6}}[A-Z]{{0,2}},? )?(?:(?:[A-Z]\.? ){{1,3}}|(?:[A-Z]\.){{1,3}})?"
    rf"{_MARK}(?P<name>{_PART}(?: {_PART}){{0,2}})"
)
_NUMBERED: Final = re.compile(r"\d")
_NO_NAME: Final = frozenset(
    """
    and or of the to in on at is was who for with chancellor mayor chief advocate lieutenant president world office word
    words emeritus practitioner practitioners consultant consultants specialist specialists advisor associate manager
    managers users user court courts led review reviews system team teams members christmas day not they he she it we you
    your this that these if but out when where from by as an a i secretary minister general constable inspector sergeant
    superintendent detective justice his her their our my what how why lords ladies god teresa unit visitor midwife
    social health nurse worker doctor professor judge
    """.split()
)
_COUNTIES: Final = frozenset(
    "gar gaerfyrddin ddinbych benfro fynwy faesyfed frycheiniog feirionnydd gaernarfon fon".split()
)
"""What follows "Sir" in the Welsh names of counties: Sir Gâr, Sir Benfro."""
_JOINED: Final = frozenset({"Detective", "Police", "Chief", "Lord", "Lady", "District", "Honour"})
_ABBREVIATED: Final = frozenset({"PC", "DC", "DS", "DI", "DJ", "Sr", "Ch", "Canon"})
"""Titles that mean something else too: after these an ordinary word is a name only if it is a family name."""
_HARD: Final = cues.TITLES | cues.RANKS
_ALL: Final = _HARD | cues.SOFT_TITLES | cues.LOUD_TITLES
_SUFFIX: Final = re.compile(r"(?:ing|tion|ment|ness|ship|ity|ies)\Z")


def titled(text: str, words: list[Word], names: Names) -> Iterator[tuple[int, int]]:
    """Where the names after titles and ranks begin and end.

    Args:
        text: the page.
        words: its capitalised words.
        names: what is declared as invented.
    """
    reached = 0
    for word in words:
        if word.text not in _ALL or word.start < reached:
            continue
        if match := _NAMED.match(text, word.end, word.end + 120):
            length = _length(word.text, match)
            if length and not names.is_declared(match["name"]):
                reached = match.start("name") + length
                yield match.start("name"), reached


_FAMILY_LABEL: Final = re.compile(
    rf"\b(?:[Ss]urname|(?:[Ff]amily|[Ll]ast|[Mm]aiden) name)s?(?: is | was | ?[:=|-] ?){_MARK} ?(?P<name>{_PART})(?![\w-])"
)


def after_family_labels(text: str, names: Names) -> Iterator[tuple[int, int]]:
    """Where family names begin and end that a label asks for: there an ordinary word is a name too ("Surname: Young").

    Args:
        text: the page.
        names: what is declared as invented.
    """
    if not any(label in text for label in ("urname", "amily name", "ast name", "aiden name")):
        return
    for match in _FAMILY_LABEL.finditer(text):
        word = match["name"]
        listed = kind_of(word) is not Kind.ORDINARY or can_be_family_name(word)
        if listed and not names.is_declared(word):
            yield match.span("name")


def _length(title: str, match: re.Match[str]) -> int:
    """How many letters of what follows a title are a name; 0 when it is none."""
    parts = match["name"].split(" ")
    first = parts[0] if not parts[0][0].islower() or "-" in parts[0] or "'" in parts[0] else parts[-1]
    if (
        folded(first) in _NO_NAME
        or (title == "Sir" and folded(first) in _COUNTIES)
        or (title in cues.LOUD_TITLES and not first.isupper())
    ):
        return 0
    if not _is_name(title, first, numbered=bool(_NUMBERED.search(match[0]))):
        return 0
    length = len(parts[0])
    for part in parts[1:]:
        if kind_of(part) is Kind.ORDINARY and not can_be_family_name(part) and not part[0].islower():
            break
        length += 1 + len(part)
    return length


def _is_name(title: str, word: str, *, numbered: bool) -> bool:
    kind = kind_of(word)
    if kind is not Kind.ORDINARY or numbered:
        return not (word.isupper() and len(word) < 5 and kind is Kind.UNKNOWN and title in _ABBREVIATED)
    if title in cues.SOFT_TITLES or title in _ABBREVIATED or title in cues.LOUD_TITLES:
        return can_be_family_name(word)
    return not _SUFFIX.search(word.lower()) or can_be_family_name(word)
