"""What a heading means by its words: a ranked table, in which the first row that fits decides.

It is asked only when a heading is none of the printed names of the vocabulary; what it says is a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from briefings.model.vocabulary import BlockKind


class Part(StrEnum):
    """What a section can be, besides a kind of block."""

    RECOMMENDATIONS = "recommendations"
    AUDITS = "audits"
    BACKGROUND = "background"


Announced = BlockKind | Part

_WE: Final = (
    "(?:i|we|you|us|they|practitioners?|professionals?|staff|teams?|managers?|your team|agencies|partners|everyone)"
)
_MAY: Final = "(?:should|can|could|might|must|need to|needs to|have to)"
_RANKED: Final[tuple[tuple[Announced, tuple[str, ...]], ...]] = (
    (
        BlockKind.LEARNING,
        (r"^(?:key |main )?findings? (?:one|two|three|four|five|six|seven|eight|\d+|[a-h])\b",),
    ),
    (
        BlockKind.PRACTICE_POINTS,
        (
            "considerations for practice",
            "practice considerations",
            r"reminders?\b",
            r"remember\b",
            r"do'?s and don'?ts\b",
        ),
    ),
    (
        BlockKind.QUESTIONS,
        (
            r"questions?\b",
            r"(?<!strategy )discuss(?:ions?)?\b",
            r"reflect(?:ion|ive|ions)?\b",
            r"think (?:about|of)\b",
            r"consider (?:this|with|in|together|as)\b",
            r"^(?:please )?consider\b",
            r"prompts?\b",
            "^over to you",
            r"talk(?:ing)? (?:about|over|through|points)\b",
            r"^(?:for |in |use in |ideas for )?(?:your |group |peer )*(?:supervision|(?:team|staff) meetings?)\b",
            r"(?:food for thought|ponder|conversation starters?|challenge yourself|pause)\b",
            r"ask (?:yourself|your team|each other|ourselves)\b",
            r"(?:wonder|debate|self (?:check|reflection|assessment questions?))\b",
            r"^(?:for |in |use in |use with |with )?your (?:next )?(?:\w+ )?(?:team|group|supervision|meeting)s?\b",
            r"^(?:what|where|how) (?:would|do|does|did|will|could|can) your (?:team|service|agency)\b",
            rf"for {_WE} to (?:ask|consider)\b",
        ),
    ),
    (
        Part.BACKGROUND,
        (
            r"^why (?:did|do|does|are|is|this|we|it|was|were|now)\b",
            "^why$",
            "^what$",
            r"^reasons? (?:for|behind) (?:the |this )?(?:audit|review|work|briefing)\b",
            r"^(?:the )?(?:sample|standards?|data|dissemination|distribution|definitions?|limitations?)\b",
            r"^(?:the )?terms of reference\b",
            r"^(?:want to|where to) (?:know|find|get|read)\b",
            r"^(?:concluding|closing|opening) (?:remarks|thoughts|words)\b",
            r"^summary of judge?ments?\b",
            r"^who (?:is|are|was|were|took|did)\b",
            r"^about\b",
            (
                r"^(?:what|how) (?:did )?(?:we|you|the (?:audit|review|group)) (?:do|did|look|looked|review|reviewed|"
                r"audit|audited|read|examine|examined)(?: (?:at|it|this|that|the audit))?$"
            ),
            r"^what was (?:looked at|audited|reviewed)$",
            "^what happened$",
            "^how (?:the|this) (?:audit|review) was",
            "^how it was done",
            "circumstances",
            r"context\b",
            r"background",
            r"introduction\b",
            r"^(?:scope|purpose|aims?|method|methodology|rationale)\b",
            r"^(?:the )?(?:audit|review)$",
            r"^(?:executive )?summary\b",
            r"^conclusions?\b",
            r"^contacts?\b",
            "^find out ",
            r"^(?:further|useful|more) (?:reading|information|resources?|help|support|guidance|details?|links)\b",
            r"^(?:sources|support|resources|references|links|legislation|glossary|appendi)",
            "^key facts",
            "^the (?:children|families|child|family|case)$",
        ),
    ),
    (
        BlockKind.ACTIONS,
        (
            r"actions? (?:required|agreed|taken|plan|planned|needed|proposed|for the)\b",
            (
                r"(?:steps?|measures?|work|activity|improvements?) (?:that (?:are|were|have been) )?(?:already )?"
                r"(?:taken|agreed|completed|started)\b"
            ),
            r"^(?:and )?we did$",
            r"(?:you said|asked) we did\b",
            r"improvement actions?\b",
            r"(?:improvement|action) plans?\b",
        ),
    ),
    (
        Part.RECOMMENDATIONS,
        (
            r"^improving systems and practice\b",
            r"^(?!.*(?:finding|learning|lesson)).*\brecommend(?:ed|ations?)?\b",
        ),
    ),
    (
        BlockKind.IMPACT,
        (
            r"impact\b",
            r"what (?:a |the )?difference\b",
            r"(?:difference|change|progress|improvement)s? (?:made|seen|achieved)\b",
            r"difference (?:has|have|did|was|we|it|is)\b",
            r"what (?:has |have )?(?:changed|improved)\b",
            r"progress (?:since|so far|made)\b",
            r"has (?:changed|improved)\b",
            r"what (?:is|are) (?:now )?(?:better|different)\b",
            r"evidence of (?:change|improvement)\b",
            r"how (?:will|do) we know\b",
        ),
    ),
    (
        BlockKind.GOOD_PRACTICE,
        (
            r"^(?:areas?|what|where|practice) (?:that |we )?(?:is|are|has|have)?\s*(?:been )?(?:improving|improved)$",
            r"(?:moving|going) in the right direction\b",
            r"no (?:concerns|worries|gaps)\b",
            r"(?:got|did|done|doing) (?:it|this|that|things|these) (?:right|well)\b",
        ),
    ),
    (
        BlockKind.LEARNING,
        (
            r"(?:not|less|n't) (?:go |going |gone |work |working |so |as |done |always )*(?:so |as |very )?well\b",
            r"gone? better\b",
            r"(?:could|should|can|might) (?:have )?(?:be |been |go |gone |do |done |work |worked )+better\b",
            r"further (?:work|focus)\b",
            r"(?:more|still) (?:work )?(?:to (?:do|be done)|needed|required)\b",
            r"(?:even better if|ebi)\b",
            r"(?:strengthened|tightened|sharpened|strengthen|strengthening)\b",
            r"(?:weak|poor|uneven|patchy|variable|variation|unclear|lack|lacks|lacking|absence|absent|missing)\w*\b",
            r"(?:drift|delays?|delayed|risks?|pitfalls?|tensions?|mistakes?|errors?|failures?|failings?|slips?|traps?)\b",
            r"(?:let down|left out|overlooked|forgotten|fell through|not (?:seen|heard|done|there))\b",
            (
                r"(?:need|needs|needed|needing|requires?|requiring) (?:\w+ ){0,2}"
                r"(?:improv\w*|attention|strengthen\w*|get better|work|developing)\b"
            ),
            r"get better at\b",
            r"(?:can|could|should|must|need to) do more\b",
            r"what (?:\w+ ){1,4}(?:think|thought|feel|felt)\b",
            r"improv(?:e|ement|ements|ing)\b",
            r"development\b",
            r"worr(?:y|ies|ied)\b",
            r"concern(?:s|ed|ing)?\b",
            r"(?:challenges?|barriers?|gaps?|missed|got worse|went wrong|stayed the same)\b",
            r"(?:struggl|difficult|weak)\w*",
            r"less (?:good|strong|effective)\b",
            r"(?:fell|falls?|falling) short\b",
            r"(?:short ?comings?|weak ?spots?|blind ?spots?|problems?|obstacles?|hurdles?|deficits?)\b",
            r"(?:inconsisten|hinder)\w*\b",
            r"(?:got|gets|getting) in the way\b",
            r"(?:was|is|were|are) (?:not|n't) (?:working|done|good|there|seen|in place)\b",
            r"(?:could|would|might) have (?:helped|made|been different)\b",
            r"(?:poor|less than good|lacking|missing)\b",
        ),
    ),
    (
        BlockKind.PRACTICE_POINTS,
        (
            r"do differently\b",
            rf"{_MAY} {_WE}(?: and your team)? (?:now )?(?:do|try|change)\b",
            rf"{_WE} {_MAY} (?:now |all )?(?:do|try|know|use|change|remember)\b",
            r"what to (?:do|try|remember|change)\b",
            r"(?:things|ideas|steps|ways|something) to (?:try|do|change|remember|use)\b",
            r"try (?:this|these|it)\b",
            r"(?:get|getting) it right\b",
            r"expect(?:ations|ed)? (?:of|from)\b",
            r"what (?:is|we) expect(?:ed)?\b",
            r"(?:our|the|key|main) asks?\b",
            r"into (?:your |everyday |daily |day to day )?practice$",
            rf"^{_WE} (?:can|should|must|could)$",
            r"what (?:can|could|should|must) (?:i|we|you)\b",
            r"how (?:can|could|should|do) (?:i|we|you)\b",
            r"checklist\b",
            r"(?:tips|hints|takeaways?|take away|asks of you|implications|advice)\b",
            r"(?:needs?|should|has|have) (?:to )?(?:happen|change)\b",
            r"messages? for\b",
            r"means? for (?:you|your|practice|practitioners|professionals|our|us|staff)\b",
            r"practice points?\b",
            "^now what$",
            r"^(?:do|dos|do's|don't|donts|do not)$",
            r"(?:signs?|indicators?|flags?|clues?)(?: to)? (?:look|watch|listen|notice|spot|of|that)\b",
            r"(?:look|watch|listen) out for\b",
            r"(?:warning|red) (?:signs?|flags?)\b",
            r"(?:be|stay|keep) (?:alert|curious|aware|mindful)\b",
            r"(?:dos|do|do s) and (?:donts?|do not|don ts?)\b",
            r"(?:call to action|golden rules?|rules of thumb|how to guide|quick guide|step by step)\b",
            r"(?:apply|embed|use|us)(?:ing)? (?:the |this |these )?(?:learning|lessons|messages|findings)\b",
            r"^(?:in|for|to) (?:your |our |everyday |daily )?(?:own )?(?:practice|work)$",
            r"^(?:always|never|please|don't forget|do not forget|top (?:tips|\w+))\b",
            r"next steps for (?:all )?(?:professionals|practitioners|staff)\b",
            r"(?:learning|lessons) for (?:all )?(?:practitioners|professionals|practice|staff)\b",
            r"good practice (?:looks|should)\b",
        ),
    ),
    (
        BlockKind.ACTIONS,
        (
            r"(?:actions?|next steps?|commitments?|committed)\b",
            r"respon(?:d|se|ding|ded)\b",
            r"what happens (?:now|next)\b",
            r"(?:further|planned|future) (?:\w+ )?activit(?:y|ies)\b",
            r"going to do\b",
            r"what (?:the |our |your )?(?:\w+ ){1,2}(?:is|are) (?:doing|planning|changing)\b",
            r"what (?:will|are|is|have|has) (?:\w+ ){1,3}(?:do|doing|done|change|changing)\b",
            r"we (?:will|are going to)\b",
            r"(?:put|putting|being put) in(?:to)? place\b",
            r"(?:work|plans?) (?:under ?way|in progress|already started)\b",
            r"we (?:did|have done|are doing|promise|pledge)\b",
            r"(?:pledges?|promises?)\b",
            r"(?:moving|going|looking) forward\b",
            r"plans? for\b",
        ),
    ),
    (
        BlockKind.GOOD_PRACTICE,
        (
            r"(?:good|well|best|excellent|effective|positives?|strong|strongly|strengths?|proud|pleased)\b",
            r"(?:success|celebrat|commend|exemplar|reassur|impress|applaud|encourag)\w*",
            r"^(?:areas? of |sources? of )?assurance$",
            r"(?:assured|confident|confidence|credit|solid|sound|robust|notable|outstanding|thanks?)\b",
            r"(?:was|is|were|are|going) (?:working|right)$",
            r"(?:going|working) (?:right|smoothly)\b",
            r"(?:gold stars?|shout ?outs?|achievements?|highlights?|assets|praise\w*)\b",
            r"(?:made|makes|making) (?:a |the |all the )?(?:real |positive |big )?difference\b",
            r"what (?:works|worked|helps|helped)\b",
            r"bright spots?\b",
            r"we (?:liked|valued)\b",
        ),
    ),
    (
        BlockKind.LEARNING,
        (
            r"(?:findings?|found|learn|learned|learnt|learning|lessons?|headlines?|issues?|evidence|feedback|results)\b",
            "^so what$",
            r"^(?:you|children|families|parents|young people|they) (?:said|say|told us|tell us)\b",
            r"(?:views?|voices?|experiences?) of\b",
            r"key (?:messages?|themes?|issues?|points?)\b",
            r"recurring themes?\b",
            r"what (?:\w+ ){1,4}(?:tells?|told|shows?|showed|see|saw|noticed?|identified|emerged|heard?)\b",
            r"tells? us\b",
            r"what else\b",
            r"(?:themes?|observations?|analysis|messages?|messaging|insights?|points?)\b",
            r"^(?:you|they|families|children|practitioners|staff|people) (?:said|told us)\b",
        ),
    ),
)
"""The order matters: "what could have gone better" is no good practice. The last row is the weakest."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means, the words of it that say so, and whether they say it of nearly anything."""

    part: Announced
    words: str
    weak: bool = False


@cache
def _table() -> tuple[tuple[Announced, re.Pattern[str]], ...]:
    return tuple((part, re.compile("|".join(map(_from_a_word, patterns)))) for part, patterns in _RANKED)


def _from_a_word(pattern: str) -> str:
    return pattern if pattern.startswith("^") else rf"\b(?:{pattern})"


def meaning_of(simple: str) -> Meaning | None:
    """What the words of a heading mean: the first row of the table that fits.

    Args:
        simple: the heading in lower case, words only.
    """
    for rank, (part, pattern) in enumerate(_table(), 1):
        if match := pattern.search(simple):
            return Meaning(part, match[0].strip() or simple, weak=rank == len(_RANKED))
    return None
