"""Small numbers beside what identifies, and places beside a child."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy.dates import is_about_a_child
from briefings.model.privacy.identifiers import Span
from briefings.model.privacy.rules import Rule

_FEW: Final = re.compile(
    r"(?<![\w.,/-])(?:[1-4]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our)(?: of the| of these| out of)?(?: \d+)?"
    r" (?:[A-Za-z-]+ ){0,2}"
    r"(?:children|child|boys?|girls?|young people|young person|families|family|siblings|pupils?|babies|cases)\b"
)
_ATTRIBUTE: Final = re.compile(
    r"\b(?:Black|White|Asian|Chinese|Pakistani|Bangladeshi|Indian|African|Caribbean|Somali|Polish|Romanian|Gypsy|Roma|"
    r"Traveller|mixed heritage|dual heritage|minority ethnic|Muslim|Christian|Jewish|Sikh|Hindu|disabled|"
    r"disabilit(?:y|ies)|autis(?:m|tic)|deaf|blind|wheelchair|Down'?s syndrome|cerebral palsy|transgender|trans|gay|lesbian|bisexual|non-binary|asylum|"
    r"refugee|unaccompanied|HIV|epilep(?:sy|tic))\b"
)
_PARTS_OF_ATTRIBUTES: Final = (
    "Black White Asian Chinese Pakistani Bangladeshi Indian African Caribbean Somali Polish Romanian Gypsy Roma Traveller heritage "
    "minority Muslim Christian Jewish Sikh Hindu disab autis deaf blind wheelchair Down cerebral trans gay lesbian bisexual binary "
    "asylum refugee unaccompanied HIV epilep"
).split()
"""Parts of these words, which are quick to look for."""
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:\n(?![\s>*-]*\n)[^.!?\n]+)*")
# It begins with a character, not with a boundary, so that a search leaps from capital to capital.
_PLACE: Final = re.compile(
    r"[A-Z](?<!\w.)(?:(?<=S)(?:t\.? |aint )(?:[A-Z][a-z'-]+ ){1,4}|[a-z'-]+ (?:[A-Z][a-z'-]+ ){0,3})(?:Primary School|Junior School|Infant School|High School|"
    r"Secondary School|Grammar School|Special School|School|Academy|College|Nursery|Pre-?[Ss]chool|Surgery|Medical Centre|"
    r"Health Centre|Medical Practice|Children's Home|Children's Centre|Family Centre|Refuge|Primary|Road|Street|Avenue|Lane|"
    r"Close|Crescent|Terrace|Gardens|Grove|Drive|Park|Estate|Hospital|Church|Mosque|Library|Village)\b(?! (?:Act|and|Links?)\b)"
)
_GENERIC: Final = re.compile(
    r"^(?:The|A|An|Each|Every|Local|Primary|Secondary|Special|High|Their|Our|Any|No|Which|GP|And)\b"
)


def groups_in(text: str) -> Iterator[Span]:
    """Numbers below five in a sentence with an attribute that few people have."""
    parts = [part for part in _PARTS_OF_ATTRIBUTES if part in text]
    if not parts:
        return
    for sentence in _SENTENCE.finditer(text):
        if any(part in sentence[0] for part in parts) and _ATTRIBUTE.search(sentence[0]):
            for match in _FEW.finditer(text, *sentence.span()):
                yield Rule.SMALL_NUMBER, *match.span()


def places_in(text: str, paragraphs: list[tuple[int, int]], names: re.Pattern[str] | None) -> Iterator[Span]:
    """Schools, surgeries and homes by name, in a paragraph about one child."""
    about: dict[int, bool] = {}
    for match in _PLACE.finditer(text):
        if _GENERIC.match(match[0]):
            continue
        number = bisect_right(paragraphs, (match.start(), len(text) + 1)) - 1
        if number not in about:
            about[number] = is_about_a_child(text[slice(*paragraphs[number])], names)
        if about[number]:
            yield Rule.IDENTIFYING_PLACE, *match.span()
