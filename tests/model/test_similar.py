"""Pairs that say nearly the same: found by a short cut, and the same as found by comparing all."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from briefings.model.similar import near_pairs, words_of

WORDS = "plan child family meeting minutes school police health visit core group review worker parent".split()


def by_hand(texts: dict[str, str], least: float) -> list[tuple[str, str, float]]:
    """Every pair compared."""
    pairs = []
    for first, second in combinations(sorted(texts), 2):
        one, other = words_of(texts[first]), words_of(texts[second])
        if one and other and (likeness := len(one & other) / len(one | other)) >= least:
            pairs.append((first, second, likeness))
    return pairs


@given(
    texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=12),
    least=st.sampled_from([0.2, 1 / 3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]),
)
def test_the_short_cut_loses_no_pair_and_adds_none(texts: list[str], least: float) -> None:
    """The pairs are those of comparing each text with each other."""
    named = {f"k{number:02}": text for number, text in enumerate(texts)}
    assert near_pairs(named, least) == by_hand(named, least)


def test_a_pair_that_says_nearly_the_same() -> None:
    """Order of words, capitals and small words do not matter."""
    texts = {
        "b/q1": "Who reads the minutes of core groups?",
        "a/q1": "The core groups: who reads their minutes?",
        "c/q1": "Do fathers come to visits?",
    }
    assert near_pairs(texts, 0.6) == [("a/q1", "b/q1", 1.0)]
