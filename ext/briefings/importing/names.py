"""Recognise what a heading announces, through the printed names of the vocabulary."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from briefings.importing.meanings import Announced, Part, meaning_of
from briefings.model.vocabulary import PRINTED_NAMES

_NAMES_OF_PARTS: Final[dict[Announced, tuple[str, ...]]] = {
    Part.RECOMMENDATIONS: ("Recommendations", "Recommendation", "Tasks", "What we recommend", "Our recommendations"),
    Part.AUDITS: ("The audits", "Audits", "Audits undertaken", "The audits undertaken", "What we audited"),
    Part.BACKGROUND: (
        "Background",
        "Overview",
        "Introduction",
        "Context",
        "Aim",
        "Aims",
        "Scope",
        "Method",
        "Methodology",
        "What we looked at",
        "What was looked at",
        "How we did it",
        "Why",
    ),
}
_FILLER: Final = frozenset(
    "the a an of from in at our this these key main overall identified audit audits case cases file individual multi "
    "agency partnership some any were found".split()
)
_NEAR: Final = 0.8
_LONG_ENOUGH: Final = 3
_LONG: Final = 5


class How(StrEnum):
    """By what a heading is recognised: its very words, words like them, or only what its words mean.

    `WEAK` is a meaning by one general word, such as "learning": the heading above it knows better.
    """

    EXACT = "exact"
    LIKE = "like"
    MEANING = "meaning"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a heading announces, the printed name or the words that it was recognised by, and how."""

    part: Announced
    name: str
    how: How

    @property
    def exact(self) -> bool:
        """Whether the heading is just a printed name."""
        return self.how is How.EXACT


def simplified(text: str) -> str:
    """A heading as it is compared: lower case, words only, without its number."""
    text = text.casefold().replace("’", "'").replace("&", " and ")
    text = re.sub(r"\b(what|how|here|that)'s\b", r"\1 is", text)
    words = re.findall(r"[a-z0-9']+", text)
    return " ".join(words)


@cache
def _known() -> dict[str, tuple[Announced, str]]:
    tables: list[tuple[Announced, tuple[str, ...]]] = [*PRINTED_NAMES.items(), *_NAMES_OF_PARTS.items()]
    return {simplified(name): (part, name) for part, names in tables for name in names}


@cache
def _core(simple: str) -> str:
    return " ".join(word for word in simple.split() if word not in _FILLER)


@cache
def _known_by_core() -> dict[str, tuple[Announced, str]]:
    found: dict[str, tuple[Announced, str]] = {}
    for simple, known in _known().items():
        found.setdefault(_core(simple) or simple, known)
    return found


@cache
def recognise(heading: str, *, by_meaning: bool = True) -> Recognised | None:
    """What a heading announces, or None.

    Args:
        heading: the heading without its number, as printed.
        by_meaning: whether its words may decide where it is like no printed name; a guess for headings only.
    """
    simple = simplified(heading)
    if known := _known().get(simple):
        return Recognised(*known, How.EXACT)
    shortened = simplified(re.sub(r"\b[A-Z]{2,}s?\b", "", heading)) if not heading.isupper() else simple
    for candidate in dict.fromkeys((simple, shortened)):
        core = _core(candidate)
        if core and (known := _known_by_core().get(core)):
            return Recognised(*known, How.LIKE)
    if known := _misspelt(simple):
        return Recognised(*known, How.LIKE)
    if known := _beginning(simple, _LONG):
        return Recognised(*known, How.LIKE)
    if by_meaning and (meaning := meaning_of(simple)):
        return Recognised(meaning.part, meaning.words, How.WEAK if meaning.weak else How.MEANING)
    left = re.split(r":| [–—-] ", heading, maxsplit=1)[0]
    if left != heading and (known := _known().get(simplified(left))):
        return Recognised(*known, How.LIKE)
    known = _beginning(simple, _LONG_ENOUGH)
    return Recognised(*known, How.LIKE) if known else None


def _beginning(simple: str, least: int) -> tuple[Announced, str] | None:
    """The printed name of some words that a heading begins with."""
    names = (name for name in _known() if len(name.split()) >= least and simple.startswith(f"{name} "))
    return next((_known()[name] for name in names), None)


def _misspelt(simple: str) -> tuple[Announced, str] | None:
    """The printed name that has as many words as a heading, each of them the same or nearly so."""
    words = simple.split()
    for name, known in _known().items():
        pairs = list(zip(name.split(), words, strict=False))
        if len(name.split()) == len(words) and all(one == two or _near(one, two) for one, two in pairs):
            return known
    return None


def _near(one: str, two: str) -> bool:
    return abs(len(one) - len(two)) <= 1 and difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() >= _NEAR
