"""What makes a person known to neighbours though no name is there: being the only one, initials, a village (advice)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy.dates import is_about_a_child
from briefings.model.privacy.rules import Rule

_SOMEBODY: Final = (
    r"family|families|child|children|household|boys?|girls?|pupils?|student|couple|mother|father|parents?|twins|triplets|"
    r"set of (?:twins|triplets)|baby|teenager|schoolboy|schoolgirl|toddler|youngster|lad|person|resident|travellers|siblings|one"
)
_HERE: Final = (
    r"village|town|school|estate|street|parish|hamlet|island|class|year|county|road|valley|nursery|neighbourhood|college|"
    r"block|close|borough|district|city|cul-de-sac|community|congregation|caseload"
)
_ONLY: Final = re.compile(
    rf"(?:only|sole|single|just one|one|first|no other|lone)(?: (?!the |a |an |of |to |in |that |when )[\w'-]+){{0,3}}? (?i:{_SOMEBODY})\b"
    rf"[^.!?\n;]{{0,50}}?\b(?:in|at|on|from|of|to) (?:(?:the|his|her|their|this|that|our) (?:[\w'-]+ ){{0,2}}?(?:{_HERE})|town)\b|"
    rf"(?:only|sole|just one) [A-Z][\w'-]+ (?:{_SOMEBODY})\b"
)
_ONE: Final = re.compile(r"\b(?:[Oo]n(?:ly|e)|[Ss](?:ole|ingle)|[Jj]ust one|[Ff]irst|[Nn]o other|[Ll]one)\b")
_WITHOUT_ONE: Final = frozenset(
    "choose select use show found find be see have do not if when may can need want make get take give add allow".split()
)
"""Words after "only" that make it mean "no more than"."""
_SMALL_PLACE: Final = re.compile(r"\b(?:[Vv]illage|[Hh]amlet|[Pp]arish|small town|[Vv]alley|[Ii]sland|[Cc]ul-de-sac)\b")
_SMALL_PLACES: Final = ("illage", "amlet", "arish", "small town", "alley", "sland", "ul-de-sac")
"""Parts of these, which are quick to look for."""
_CHARACTER: Final = re.compile(
    r"\b(?:Somali|Syrian|Kurdish|Afghan|Vietnamese|Chinese|Eritrean|Lithuanian|Polish|Romanian|Latvian|Roma|Traveller|"
    r"Sikh|Hindu|Muslim|Jewish|Nigerian|Ghanaian|Pakistani|Bangladeshi|Indian|Turkish|Iranian|Iraqi|Sudanese|Ukrainian|"
    r"refugee|disease|syndrome|fibrosis|dystrophy|haemophilia|sickle|leukaemia|cancer|epilepsy|wheelchair|deaf|blind|"
    r"twins|triplets|transgender)\b"
)
_NOBODY_ELSE: Final = re.compile(rf"[Nn]o other (?:{_SOMEBODY})\b[^.!?\n;]{{0,60}}")
_PLACE_HERE: Final = re.compile(rf"\b(?:{_HERE})\b")
_REACH: Final = 140

_INITIALS: Final = r"(?P<initials>[A-Z](?<![\w.'-].)(?:\. ?[A-Z]\.?|[A-Z])?)(?![A-Za-z])"
_AGE: Final = r"(?:1[0-8]|\d)"
_WITH_AGE: Final = re.compile(
    rf"{_INITIALS}(?:,? aged? {_AGE}\b| \({_AGE}\)|, {_AGE}(?:,|\.?$)|,? (?:is|was) {_AGE}\b(?! ?[%\w])|"
    r"'s (?:mother|father|mum|dad|brother|sister|parents|carers?|grandmother|grandfather|partner|aunt|uncle|cousin|"
    r"stepfather|stepmother|nan|gran|grandad|half-sister|half-brother|school|home)\b)",
    re.MULTILINE,
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
Found = tuple[Rule, int, int]


def rare_in(text: str) -> Iterator[Found]:
    """Circumstances, initials and small places by which somebody may be known.

    Args:
        text: a plain text.
    """
    yield from _the_only(text)
    yield from _small_places(text)
    for pattern in (_WITH_AGE, _SAID_TO_BE) if "nitial" in text else (_WITH_AGE,):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 20) : match.start()]
            if (
                match["initials"] not in _NO_INITIALS
                and not _STAND_IN.search(before)
                and match["initials"] not in ("A", "I")
            ):
                yield Rule.INITIALS, *match.span()


def _has_small_place(text: str) -> bool:
    return any(part in text for part in _SMALL_PLACES)


def _the_only(text: str) -> Iterator[Found]:
    """ "The only Somali family in the village"."""
    for one in _ONE.finditer(text):
        sentence = text[one.start() : one.end() + _REACH]
        match = _ONLY.match(sentence[0].lower() + sentence[1:])
        if (match and not _WITHOUT_ONE & set(match[0].split()[1:5])) or (
            (match := _NOBODY_ELSE.match(sentence)) and _PLACE_HERE.search(match[0])
        ):
            yield Rule.RARE, one.start(), one.start() + match.end()


def _small_places(text: str) -> Iterator[Found]:
    """A village beside one child, or beside what few people have."""
    if not _has_small_place(text):
        return
    for place in _SMALL_PLACE.finditer(text):
        start = max(text.rfind(mark, max(0, place.start() - 160), place.start()) for mark in (". ", "\n\n", "! ", "? "))
        start = max(start, place.start() - 160, 0)
        sentence = text[start : place.end() + 80]
        if is_about_a_child(sentence, None) or _CHARACTER.search(sentence):
            yield Rule.RARE, *place.span()
