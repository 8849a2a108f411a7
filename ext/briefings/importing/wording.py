"""What the bullets below a heading are by their own words, where the heading does not say it; always a guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefings.model.vocabulary import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST: Final = 2
_ORDERS: Final = re.compile(
    r"(?:(?:always|never|please|do not|don['’]t|when [^,]{3,60},|if [^,]{3,60},|before [^,]{3,60},)\s+)?"
    r"(?:act|add|agree|aim|allow|arrange|ask|avoid|be|begin|book|bring|build|call|challenge|check|choose|clarify|complete|"
    r"confirm|consider|contact|copy|describe|discuss|document|don['’]t|draw|embed|encourage|ensure|escalate|explain|explore|"
    r"find|focus|follow|get|give|go|have|hear|help|hold|identify|include|invite|involve|keep|know|learn|leave|let|listen|look|"
    r"make|map|meet|name|never|note|notice|observe|offer|open|pass|phone|plan|prepare|provide|put|question|raise|reach|read|"
    r"recognise|record|refer|reflect|remember|remind|report|request|respond|return|review|ring|say|see|seek|send|set|share|show|"
    r"speak|spend|start|stay|stop|take|talk|tell|think|treat|trust|try|turn|understand|update|use|visit|wait|watch|work|write)\b"
    r"(?!\s+(?:was|were|is|are|had|has)\b)",
    re.IGNORECASE,
)
_WANTING: Final = re.compile(
    r"\b(?:not|no|nobody|none|never|nothing|without|hardly|rarely|seldom|only|few|fewer|late|later|too|missing|missed|lost|"
    r"lack(?:s|ed|ing)?|unclear|unaware|delay(?:s|ed)?|forgotten|forgot|inconsistent(?:ly)?|poor|poorly|limited|gaps?|"
    r"left out|did n.t|was n.t|were n.t|instead of|out of date|incomplete|overlooked|stopped|closed|repeated|vague|"
    r"twice|weeks? late|wrong|difficult|difficulty|confusion|confused|drift(?:ed)?|fail(?:s|ed|ure)?)\b|n['’]t\b",
    re.IGNORECASE,
)
_WILL: Final = re.compile(
    r"\b(?:will|(?:is|are) (?:now|being)|has been|have been|now (?:has|have|use|uses|gives?|runs?)|is to|are to)\b",
    re.IGNORECASE,
)


def kind_by_wording(texts: Sequence[str]) -> tuple[BlockKind, str] | None:
    """The kind of some bullets, and the words that say why; None where their words do not say it.

    Args:
        texts: the bullets.
    """
    if len(texts) < _FEWEST:
        return None
    orders = sum(_ORDERS.match(text) is not None for text in texts)
    if orders * 3 >= len(texts) * 2:
        return BlockKind.PRACTICE_POINTS, "most of them begin with what to do"
    plans = sum(_WILL.search(text) is not None for text in texts)
    if plans * 3 >= len(texts) * 2:
        return BlockKind.ACTIONS, "most of them say what will be or has been done"
    wanting = sum(_WANTING.search(text) is not None for text in texts)
    if wanting * 3 >= len(texts) * 2:
        return BlockKind.LEARNING, "most of them say what was missing, late or unclear"
    return None
