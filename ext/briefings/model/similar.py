"""Texts that say nearly the same: questions and recommendations made twice."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROUNDING: Final = 1e-9
_WORD = re.compile(r"[a-z]{3,}")
_COMMON: Final = frozenset(
    "and are any can did does for from has have how into its not our out that the their them there they this was "
    "were what when where which who will with would you your".split()
)


def words_of(text: str) -> frozenset[str]:
    """The words that carry meaning, in lower case."""
    return frozenset(_WORD.findall(text.casefold())) - _COMMON


def near_pairs(texts: Mapping[str, str], least: float) -> list[tuple[str, str, float]]:
    """Pairs of texts that share most of their words.

    Args:
        texts: texts by key.
        least: the least Jaccard similarity of two sets of words, above 0 and up to 1.

    Returns:
        First key, second key, similarity; the pairs in order of their keys, the lower key first.

    Two sets can only be that similar if they share two of their rarest words, so only such pairs are compared (prefix
    filtering: Chaudhuri, Ganti and Kaushik 2006; with two words: Wang, Li and Feng 2012). That keeps ten thousand texts
    cheap. The few sets that are too small to have to share two words are found by one.
    """
    words = {key: words_of(text) for key, text in sorted(texts.items())}
    frequency = Counter(word for found in words.values() for word in found)
    rank = {word: number for number, word in enumerate(sorted(frequency, key=lambda word: (frequency[word], word)))}
    small = 1 / least**2
    keys_of: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    pairs = []
    for key, found in words.items():
        rarest_first = sorted(map(rank.__getitem__, found))
        needed = math.ceil(least * len(found) - _ROUNDING)
        signs: list[tuple[int, ...]] = list(combinations(rarest_first[: len(found) - needed + 2], 2))
        if len(found) <= small:
            signs += [(word,) for word in rarest_first]
        for other in {other: None for sign in signs for other in keys_of[sign]}:
            shared = len(found & words[other])
            likeness = shared / (len(found) + len(words[other]) - shared)
            if likeness >= least:
                pairs.append((other, key, likeness))
        for sign in signs:
            keys_of[sign].append(key)
    return sorted(pairs)
