"""The rules look only where something can stand, to be quick: they must find what looking everywhere would find."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from briefings.model.privacy import people
from briefings.model.privacy.people import Names, people_in

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = (
    "Zorvan Zorvan-Lee O'Zorvan McZorvan de|Zorvan van|Zorvan al-Zorvan D'Zorvan MacZorvan Imogen O'Imogen Quill Police"
    " When Baby Mother The zorvan, police When|Zorvan Quill's Zorvan's 'Zorvan -Zorvan Police-Zorvan The-Quill **Zorvan**"
    " ,|7, (7) aged|7 is|7|years|old turned|7. ,|aged|9, 's|mother and|his|sister 7-year-old|boy|called aged|3,"
    " mother|of her|brother baby Dr Nurse Lead: social|worker written|by , (head|teacher) the|chair . : and - ( ) x"
).split()


class _Everywhere:
    """In place of what knows the places: every pattern, all over the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        yield from pattern.finditer(self.text)


def texts(number: int) -> Iterator[str]:
    drawn = random.Random(8)
    for _ in range(number):
        joints = drawn.choices(["", " ", "\n", "\n\n"], weights=[2, 12, 1, 1], k=9)
        filler = " " + "and so it went on for long " * drawn.choice([0, 0, 0, 6, 13])
        parts = [part.replace("|", " ") + joint for part, joint in zip(drawn.choices(PARTS, k=9), joints, strict=True)]
        parts.insert(drawn.randrange(9), filler)
        yield "".join(parts)


def test_names_are_found_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same places and the same rules, for four thousand texts made by lot of names and of what stands around them."""
    found = [list(people_in(text, Names(text, ["Quill"]))) for text in texts(4000)]
    monkeypatch.setattr(people, "_places", lambda text, words, names: _Everywhere(text))
    different = [
        (text, quick, everywhere)
        for text, quick in zip(texts(4000), found, strict=True)
        if quick != (everywhere := list(people_in(text, Names(text, ["Quill"]))))
    ]
    assert different == []
    assert sum(map(len, found)) > 2500
