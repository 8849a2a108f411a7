"""What makes a person known to neighbours though no name is there: being the only one, a village, the news (advice)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy.dates import is_about_a_child, places_of
from briefings.model.privacy.rules import Rule

_SOMEBODY: Final = (
    r"family|families|child|children|household|boys?|girls?|pupils?|student|couple|mother|father|parents?|twins|triplets|"
    r"set of (?:twins|triplets)|refugees|asylum seekers|muslims|vicar|midwife|doctor|gp|nurse|teacher|policeman|publican|baby|teenager|schoolboy|schoolgirl|toddler|youngster|lad|person|resident|travellers|siblings|one"
)
_HERE: Final = (
    r"village|town|school|estate|street|parish|hamlet|island|class|year|county|road|valley|nursery|neighbourhood|college|"
    r"block|close|borough|district|city|cul-de-sac|community|congregation|caseload|site|area|region|ward|hostel|primary school"
)
_ONLY: Final = re.compile(
    rf"(?:only|sole|single|just one|one|first|no other|lone)(?: (?!the |a |an |of |to |in |that |when )[\w'-]+){{0,3}}? (?i:{_SOMEBODY})\b"
    rf"[^.!?\n;]{{0,50}}?\b(?:in|at|on|from|of|to) (?:(?:the|his|her|their|this|that|our) (?:[\w'-]+ ){{0,2}}?(?:{_HERE})|town|[Yy]ear \d+)\b|"
    rf"(?:only|sole) (?:[\w'-]+ ){{1,4}}?(?:in|on) (?:the|this|our|their) (?:village|hamlet|parish|island|valley|estate|cul-de-sac|street|town)\b|"
    rf"(?:only|sole|just one) [A-Z][\w'-]+ (?:{_SOMEBODY})\b"
)
_ONE: Final = re.compile(
    r"\b(?:[Oo]n(?:ly|e)|[Ss](?:ole|ingle)|[Jj]ust one|[Ff]irst|[Nn]o other|[Nn]obody else|[Ll]one)\b"
)
_PARTS_OF_ONE: Final = ("nly", "ne", "ole", "ingle", "ust one", "irst", "o other", "obody else")
"""All of these but their first letters, which are quick to look for."""
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
    r"twins|triplets|transgender|Afghanistan|Syria|Somalia|Eritrea|Vietnam|Ukraine|Iraq|Iran|Sudan|Poland|Romania|Nigeria|Pakistan|India|"
    r"China|Turkey|rare condition|rare illness|policeman|vicar|headteacher|landlord|landlady|shop|pub)\b"
)
_NOBODY_ELSE: Final = re.compile(rf"(?:[Nn]o other (?:{_SOMEBODY})|[Nn]obody else)\b[^.!?\n;]{{0,60}}")
_HEARD_OF: Final = re.compile(
    r"\b(?:rare (?:genetic |medical |inherited |blood )?(?:condition|disease|disorder|illness|syndrome)|"
    r"(?:in|reported (?:in|by)) the (?:local |national |regional )?(?:news|newspapers?|papers?|press|media)|"
    r"on the (?:local )?(?:news|television))\b"
)
"""What many have heard of: an illness that few have, or something in the news."""
_WELL_KNOWN: Final = re.compile(
    r"(?:local (?!authorit|council|area|school|police|service|social)|well-known |famous |prominent |popular )[\w-]+"
)
"""A parent whom everybody knows: "her father, the local butcher"."""
_PARENT_BEFORE: Final = re.compile(
    r"\b(?:father|mother|dad|mum|uncle|aunt|grandfather|stepfather|parents?),? (?:(?:is|was|are|were) )?(?:an? |the |both )?\Z"
)
_SHORT: Final = 32
_IN_THE_NEWS: Final = re.compile(r"the (?:local |national |regional )?(?:news|paper|press|media|television)")
"""A part of what was heard of, which is quick to look for."""
_THE_CASE: Final = re.compile(r"\b(?:[Tt]he|[Tt]his) (?:case|family|child's|death)\b|\b(?:[Hh]e|[Ss]he) (?:has|had)\b")
_SOMEBODYS: Final = re.compile(
    r"\b(?:[Hh]er|[Hh]is|[Tt]heir) (?:mother|father|mum|dad|parents|aunt|uncle|grandparents|gran|nan|family|home)\b"
)
_PLACE_HERE: Final = re.compile(rf"\b(?:{_HERE})\b")
_REACH: Final = 140

Found = tuple[Rule, int, int]


def rare_in(text: str) -> Iterator[Found]:
    """Circumstances and small places by which somebody may be known.

    Args:
        text: a plain text.
    """
    yield from _the_only(text)
    yield from _small_places(text)
    yield from _known_to_many(text)


def _known_to_many(text: str) -> Iterator[Found]:
    """What was in the news, or is known of a parent, beside one child."""
    for known in _WELL_KNOWN.finditer(text):
        if _PARENT_BEFORE.search(text, max(0, known.start() - _SHORT), known.start()):
            yield Rule.RARE, *known.span()
    for heard in _HEARD_OF.finditer(text) if "rare " in text or _IN_THE_NEWS.search(text) else ():
        around = text[max(0, heard.start() - _REACH) : heard.end() + _REACH]
        if is_about_a_child(around, None) or _THE_CASE.search(around):
            yield Rule.RARE, *heard.span()


def _has_small_place(text: str) -> bool:
    return any(part in text for part in _SMALL_PLACES)


def _the_only(text: str) -> Iterator[Found]:
    """ "The only Somali family in the village"."""
    for one in _ones_in(text):
        sentence = text[one.start() : one.end() + _REACH]
        match = _ONLY.match(sentence[0].lower() + sentence[1:])
        if (match and not _WITHOUT_ONE & set(match[0].split()[1:5])) or (
            (match := _NOBODY_ELSE.match(sentence)) and _PLACE_HERE.search(match[0])
        ):
            yield Rule.RARE, one.start(), one.start() + match.end()


def _ones_in(text: str) -> Iterator[re.Match[str]]:
    """Every word for one alone: to look for letters, then at the word, is much quicker than to look for the words."""
    for place in sorted({place - 1 for part in _PARTS_OF_ONE for place in places_of(part, text) if place}):
        if one := _ONE.match(text, place):
            yield one


def _small_places(text: str) -> Iterator[Found]:
    """A village beside one child, or beside what few people have."""
    if not _has_small_place(text):
        return
    for place in _SMALL_PLACE.finditer(text):
        start = max(text.rfind(mark, max(0, place.start() - 160), place.start()) for mark in (". ", "\n\n", "! ", "? "))
        start = max(start, place.start() - 160, 0)
        sentence = text[start : place.end() + 80]
        if is_about_a_child(sentence, None) or _CHARACTER.search(sentence) or _SOMEBODYS.search(sentence):
            yield Rule.RARE, *place.span()
