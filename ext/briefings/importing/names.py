"""Recognise what a heading announces, through the printed names of the vocabulary."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from briefings.model.vocabulary import PRINTED_NAMES, BlockKind


class Part(StrEnum):
    """What a section can be, besides a kind of block."""

    RECOMMENDATIONS = "recommendations"
    AUDITS = "audits"
    BACKGROUND = "background"


Announced = BlockKind | Part

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
_NEAR: Final = 0.88
_LONG_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a heading announces, the printed name that it was recognised by, and whether it is just that name."""

    part: Announced
    name: str
    exact: bool


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
def recognise(heading: str) -> Recognised | None:
    """What a heading announces, or None.

    Args:
        heading: the heading without its number, as printed.
    """
    simple = simplified(heading)
    if known := _known().get(simple):
        return Recognised(*known, exact=True)
    shortened = simplified(re.sub(r"\b[A-Z]{2,}s?\b", "", heading)) if not heading.isupper() else simple
    for candidate in dict.fromkeys((simple, shortened)):
        core = _core(candidate)
        if core and (known := _known_by_core().get(core)):
            return Recognised(*known, exact=False)
    for name, known in _known().items():
        if len(name.split()) >= _LONG_ENOUGH and simple.startswith(f"{name} "):
            return Recognised(*known, exact=False)
    left = re.split(r":| [–—-] ", heading, maxsplit=1)[0]
    if left != heading and (known := _known().get(simplified(left))):
        return Recognised(*known, exact=False)
    close = difflib.get_close_matches(simple, _known(), n=1, cutoff=_NEAR)
    return Recognised(*_known()[close[0]], exact=False) if close else None
