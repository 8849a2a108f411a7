"""Find abbreviations: words of capitals and digits such as MARAC, GCP2, CAMHS or SoS."""

from __future__ import annotations

import re

WORD = re.compile(r"\b[A-Z][A-Za-z0-9]{1,9}\b")


def is_abbreviation(word: str) -> bool:
    """Whether a word is written as an abbreviation: at least two capitals, or a capital and a digit."""
    capitals = sum(char.isupper() for char in word)
    return capitals > 1 or (capitals == 1 and any(char.isdigit() for char in word))


def singular(word: str) -> str:
    """The abbreviation without a plural s: ``GP`` for ``GPs``."""
    return word[:-1] if word.endswith("s") and word[:-1].isupper() else word


def abbreviations_in(text: str) -> tuple[str, ...]:
    """The abbreviations of a text, each once, A to Z, without plural s."""
    return tuple(sorted({singular(word) for word in WORD.findall(text) if is_abbreviation(word)}))
