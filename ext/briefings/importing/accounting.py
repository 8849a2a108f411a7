"""Account for the source: every sentence of it stands in the draft or in the list of what was left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_WORD = re.compile(r"\w+")


def words(text: str) -> str:
    """The words of a text and nothing else, ready to be looked for in another."""
    return " ".join(_WORD.findall(text.replace("_", " ").casefold()))


def sentences(text: str) -> list[str]:
    """The sentences of a text; cut at least at each sentence end, so that each part can be found on its own."""
    return [part for part in _SENTENCE_END.split(" ".join(text.split())) if words(part)]


def missing(source: Iterable[str], *kept: str) -> list[str]:
    """The sentences of the source whose words stand, in their order, in none of the texts that were kept."""
    places = [f" {words(text)} " for text in kept]
    return [
        sentence
        for text in source
        for sentence in sentences(text)
        if not any(f" {words(sentence)} " in place for place in places)
    ]
