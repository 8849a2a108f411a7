"""Find abbreviations: words of capitals and digits such as MARAC, GCP2, CAMHS or SoS."""

from __future__ import annotations

import re

_ABBREVIATION = re.compile(r"[A-Z](?<![\w\\].)(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{1,9}\b")
"""A short word with at least two capitals, or a capital and a digit; an escape of YAML (``\\U0001F600``) is none. It
begins with a set of letters, not with a boundary: so it is looked for three times as fast, and that in every text."""


def singular(word: str) -> str:
    """The abbreviation without a plural s: ``GP`` for ``GPs``."""
    return word[:-1] if word.endswith("s") and word[:-1].isupper() else word


def abbreviations_in(text: str) -> tuple[str, ...]:
    """The abbreviations of a text, each once, A to Z, without plural s."""
    return tuple(sorted({singular(word) for word in _ABBREVIATION.findall(text)}))
