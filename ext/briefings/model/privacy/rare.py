"""What makes a person known to neighbours though no name is there: being the only one, initials, a village (advice)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy.dates import is_about_a_child
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.words import Kind, kind_of

_SOMEBODY: Final = (
    r"family|families|child|children|household|boys?|girls?|pupils?|student|couple|mother|father|parents?|twins|triplets|"
    r"set of (?:twins|triplets)|baby|teenager|schoolboy|schoolgirl|toddler|youngster|lad|person|resident|travellers|siblings|one"
)
_HERE: Final = (
    r"village|town|school|estate|street|parish|hamlet|island|class|year|county|road|valley|nursery|neighbourhood|college|"
    r"block|close|borough|district|city|cul-de-sac|community|congregation|caseload"
)
_ONLY: Final = re.compile(
    rf"\b(?:only|sole|single|just one|one|first|no other|lone)(?: (?!the |a |an |of |to |in |that |when )[\w'-]+){{0,3}}? (?:{_SOMEBODY})\b"
    rf"[^.!?\n;]{{0,50}}?\b(?:in|at|on|from|of|to) (?:the|his|her|their|this|that|our) (?:[\w'-]+ ){{0,2}}?(?:{_HERE})\b|"
    rf"\b(?:only|sole|just one) [A-Z][\w'-]+ (?:{_SOMEBODY})\b",
    re.IGNORECASE,
)
_MANY: Final = re.compile(r"\b(?:if|not|when|each|every|any|may|might|should|can)\b", re.IGNORECASE)
_SMALL_PLACE: Final = re.compile(r"\b(?:village|hamlet|parish|small town|valley|island|cul-de-sac|farm)\b", re.IGNORECASE)
_CHARACTER: Final = re.compile(
    r"\b(?:only|Somali|Syrian|Kurdish|Afghan|Vietnamese|Chinese|Eritrean|Lithuanian|Polish|Romanian|Latvian|Roma|Traveller|"
    r"Sikh|Hindu|Muslim|Jewish|Nigerian|Ghanaian|Pakistani|Bangladeshi|Indian|Turkish|Iranian|Iraqi|Sudanese|Ukrainian|"
    r"refugee|disease|syndrome|fibrosis|dystrophy|haemophilia|sickle|leukaemia|cancer|epilepsy|wheelchair|deaf|blind|"
    r"twins|triplets|transgender)\b"
)
_NOBODY_ELSE: Final = re.compile(rf"\bno other (?:{_SOMEBODY})\b[^.!?\n;]{{0,60}}", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:\n(?![\s>*|-]*\n)[^.!?\n]+){0,8}")

_INITIALS: Final = r"(?<![\w.'-])(?P<initials>[A-Z]\. ?[A-Z]\.?|[A-Z]{2}|[A-Z])"
_AGE: Final = r"(?:1[0-8]|\d)"
_WITH_AGE: Final = re.compile(
    rf"{_INITIALS}(?:,? aged? {_AGE}\b| \({_AGE}\)|, {_AGE}(?:,|\.?$)|,? (?:is|was) {_AGE}\b(?! ?[%\w])|"
    r"'s (?:mother|father|mum|dad|brother|sister|parents|carers?|grandmother|grandfather|partner|aunt|uncle|cousin|"
    r"stepfather|stepmother|nan|gran|grandad|half-sister|half-brother|school|home)\b)"
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
_FROM: Final = re.compile(
    r"\b(?:boy|girl|child|baby|family|pupil|mother|father|toddler|teenager|lad|youngster|schoolboy|schoolgirl|young person)"
    r"(?: who)? (?:from|lives? in|lived in|in|of|at|well known in|moved to) (?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?![\w'])"
)
_IN_A_VILLAGE: Final = re.compile(r"\b(?:village|hamlet|parish|town) of (?P<place>[A-Z][a-z]+)|\b(?P<named>[A-Z][a-z]+) village\b")

Found = tuple[Rule, int, int]


def rare_in(text: str) -> Iterator[Found]:
    """Circumstances, initials and small places by which somebody may be known.

    Args:
        text: a plain text.
    """
    for match in _ONLY.finditer(text):
        yield Rule.RARE, *match.span()
    for match in _NOBODY_ELSE.finditer(text):
        if _SMALL_PLACE.search(match[0]) or re.search(rf"\b(?:{_HERE})\b", match[0]):
            yield Rule.RARE, *match.span()
    yield from _small_places(text)
    for pattern in (_WITH_AGE, _SAID_TO_BE):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 20) : match.start()]
            if match["initials"] not in _NO_INITIALS and not _STAND_IN.search(before) and match["initials"] not in ("A", "I"):
                yield Rule.INITIALS, *match.span()
    for match in _FROM.finditer(text):
        if kind_of(match["place"].split()[0]) is not Kind.ORDINARY or " " in match["place"]:
            yield Rule.IDENTIFYING_PLACE, *match.span("place")
    for match in _IN_A_VILLAGE.finditer(text):
        name = match["place"] or match["named"]
        if kind_of(name) is not Kind.ORDINARY:
            yield Rule.IDENTIFYING_PLACE, *match.span("place" if match["place"] else "named")


def _small_places(text: str) -> Iterator[Found]:
    """A village beside one child, or beside what few people have."""
    for place in _SMALL_PLACE.finditer(text):
        start = max(text.rfind(mark, max(0, place.start() - 160), place.start()) for mark in (". ", "\n\n", "! ", "? "))
        start = max(start, place.start() - 160, 0)
        sentence = text[start : place.end() + 80]
        if is_about_a_child(sentence, None) or _CHARACTER.search(sentence):
            yield Rule.RARE, *place.span()
