"""Initials that stand for a person: beside an age, a relation or a role, or where the words say so (advice)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy.rules import Rule

_INITIALS: Final = r"(?P<initials>[A-Z](?<![\w.'-].)(?:\. ?[A-Z]\.?|[A-Z])?)(?![A-Za-z])"
_AGE: Final = r"(?:1[0-8]|\d)"
_WITH_AGE: Final = re.compile(
    rf"{_INITIALS}(?:,? aged? {_AGE}\b| \({_AGE}\)|, {_AGE}(?:,|\.?$)|,? (?:is|was) {_AGE}\b(?! ?[%\w])|"
    r"'s (?:mother|father|mum|dad|brother|sister|parents|carers?|grandmother|grandfather|partner|aunt|uncle|cousin|"
    r"stepfather|stepmother|nan|gran|grandad|half-sister|half-brother|school|home)\b)",
    re.MULTILINE,
)
_PAIR: Final = r"(?P<initials>[A-Z](?<![\w.'/-].)(?:\. ?[A-Z]\.?|[A-Z]))(?![A-Za-z/])"
_KIN: Final = (
    r"[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Bb]rother|[Ss]ister|[Uu]ncle|[Aa]unt|[Cc]ousin|[Gg]randmother|[Gg]randfather|[Ss]on|"
    r"[Dd]aughter|[Tt]win|[Pp]artner|[Bb]oyfriend|[Gg]irlfriend|[Ss]tepfather|[Ss]tepmother|[Nn]an|[Gg]ran|[Ff]riend"
)
_ONE: Final = (
    r"[Cc]hild|[Bb]oy|[Gg]irl|[Bb]aby|[Tt]oddler|[Tt]eenager|[Pp]upil|[Pp]atient|[Vv]ictim|[Ss]ibling|young person"
)
_JOB: Final = r"social worker|health visitor|teacher|nurse|manager|officer|midwife|chair|reviewer|auditor"
_AFTER_PERSON: Final = re.compile(
    rf"\b(?:{_KIN}|{_ONE}|[Ww]orker|[Vv]isitor|[Tt]eacher|[Mm]anager)(?:,? \(|, |: | – | - |,? (?:known as|called|named) ){_PAIR}"
    rf"(?=[),.;]|$| (?:was|is|had|has)\b)|\b(?:{_KIN}) of {_PAIR.replace('initials', 'of')}",
    re.MULTILINE,
)
"""The child, JT, …; her mother (AB); mother of JT."""
_BEFORE_PERSON: Final = re.compile(
    rf"{_PAIR}(?:,? \(|, |,? who (?:is|was) |,? (?:is|was) )(?:the |her |his |their |a |an )?(?:{_KIN}|{_ONE}|{_JOB})\b|"
    rf"{_PAIR.replace('initials', 'lives')} (?:and (?:her|his|their) |lives? with |lived with |told (?:her|his|their|a|the|staff) |(?:is|was) born|"
    rf"(?:is|was) \d{{1,2}}(?! ?%)\b)"
)
"""JT (her mother); JT and her brother; JT lives with …"""
_SIGNED: Final = re.compile(
    rf"\b(?:[Ss]igned|[Ii]nitials|[Ii]nitialled|(?:[Cc]hecked|[Ss]igned|[Cc]ompleted|[Ww]ritten|[Ss]een|[Aa]pproved|[Aa]udited|[Tt]aken) by):? {_PAIR}"
    r"(?=[),.;|\s]|$)"
)
_DOTTED: Final = re.compile(
    r"(?P<initials>[A-Z](?<![\w.'/-].)\. ?[A-Z]\.)(?= (?:was|is|had|has|told|said|lived|lives|went|came|and (?:her|his))\b|'s\b|,)"
)
_ABBREVIATED: Final = frozenset(
    {"U.K.", "U.S.", "E.U.", "N.I.", "N.B.", "P.S.", "A.M.", "P.M.", "D.V.", "C.E.", "I.T.", "H.M."}
)
_SAID_TO_BE: Final = re.compile(r"\binitials?,? (?:are |were |is |of )?(?P<initials>(?:[A-Z]\.? ?){2,3})(?!\w)")
_STAND_IN: Final = re.compile(
    r"\b(?:child|children|sibling|baby|mother|father|family|adult|person|case|appendix|table|figure|section|part|group|level|"
    r"step|note|option|year|item|theme|question|and|or|young person|school|agency|room|unit|block|column|row|team|model|"
    r"parent|carer|boy|girl|to|vs|plan) \Z",
    re.IGNORECASE,
)
_NO_INITIALS: Final = frozenset(
    "GP SW HV PC DC DS DI NI UK EU US AM PM IT HR QA MP CP CE FE HE SG LA IV TV ID OK VS IF IS IN AT ON OF TO BY AS AN OR NO".split()
)
_LETTERS: Final = re.compile(
    r"[A-Z](?<![\w.'-].)(?:[A-Z](?![A-Za-z/])|\.|(?=,? (?:age|\(|is|was|[0-9])|, \d|'s [mfdbsgpauch]))"
)
"""Two capital letters, one with a point, or one before what may be an age or a relation."""
_REACH: Final = 40
Found = tuple[Rule, int, int]


def initials_in(text: str) -> Iterator[Found]:
    """Initials that stand for a person.

    Args:
        text: a plain text.
    """
    for letters in _LETTERS.finditer(text):
        if letters[0] not in _NO_INITIALS:
            yield from _around(text, *letters.span())
    if "nitial" in text:
        yield from _matches(_SAID_TO_BE, text, 0, len(text))


def _around(text: str, start: int, end: int) -> Iterator[Found]:
    """What the words around letters say: of one letter only with an age or a relation behind it."""
    yield from _matches(_WITH_AGE, text, start, end + _REACH)
    if end - start > 1:
        for pattern in (_AFTER_PERSON, _BEFORE_PERSON, _SIGNED, _DOTTED):
            yield from _matches(pattern, text, max(0, start - _REACH), end + _REACH)


def _matches(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Found]:
    for match in pattern.finditer(text, start, end):
        initials = next(value for value in match.groups() if value)
        if not _stands_for_something_else(text, match.start(), initials):
            yield Rule.INITIALS, *match.span()


def _stands_for_something_else(text: str, place: int, initials: str) -> bool:
    """Whether letters are those of a child of the page, an abbreviation, or the first letters of the words before them."""
    if initials in _NO_INITIALS or initials in _ABBREVIATED or initials in ("A", "I"):
        return True
    before = text[max(0, place - 20) : place]
    letters = initials.replace(".", "").replace(" ", "").lower()
    words = [
        word[0].lower() for word in text[max(0, place - 40) : place + 40].split(initials)[0].replace("(", " ").split()
    ]
    return bool(_STAND_IN.search(before)) or (len(letters) > 1 and "".join(words).endswith(letters))
