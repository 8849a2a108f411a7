"""Lists of findings that stand in no block: the page shows them, and no theme, agency, pack or search knows them."""

from __future__ import annotations

import re
from typing import Final

from briefings.model.problems import shown
from briefings.model.vocabulary import PRINTED_NAMES, BlockKind

_NAMES: Final = {name.casefold(): kind for kind, names in PRINTED_NAMES.items() for name in names}
_BY_WORDS: Final = (
    (BlockKind.QUESTIONS, r"\bquestions?\b|\b(?:to|for) (?:discuss|talk|discussion)\b"),
    (BlockKind.GOOD_PRACTICE, r"\bwent well\b|\bwork(?:ed|ing|s) well\b|\bgood practice\b|\bstrengths?\b"),
    (BlockKind.PRACTICE_POINTS, r"\bdo differently\b|\bneeds? to happen\b|\bpractice points?\b|\btop tips\b"),
    (BlockKind.IMPACT, r"\bwhat (?:has |have )?changed\b|\bimpact of\b"),
    (
        BlockKind.ACTIONS,
        r"\b(?:being|been) done\b|\bhappens next\b|\bnext steps\b|\bhow we are responding\b|^actions?\b",
    ),
    (
        BlockKind.LEARNING,
        r"\bfindings?\b|\bfound\b|\b(?:to improve|improvements?|worried about|concerns?|lessons?|learn(?:ed|t))\b",
    ),
)


def block_that_fits(heading: str) -> BlockKind | None:
    """The kind of block that a heading names, by a printed name or by its words."""
    text = re.sub(r"^(?:\W|\d+[.):]?\s)+", "", " ".join(heading.casefold().split())).strip(" ?:.")
    if text in _NAMES:
        return _NAMES[text]
    return next((kind for kind, words in _BY_WORDS if re.search(words, text)), None)


def advice_for_a_list(heading: str) -> str:
    """What to say of a list below a heading, when the heading names findings or the like; else nothing."""
    kind = block_that_fits(heading)
    if kind is None:
        return ""
    return (
        f"this list below '{shown(heading, 40)}' is in no block, so no theme, agency or pack shows it; "
        f"put ':::{{{kind.value}}}' and its themes above it, and ':::' below it"
    )
