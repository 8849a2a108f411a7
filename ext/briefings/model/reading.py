"""What of a long briefing is shown before anybody opens anything, and how long that takes to read.

The answer comes first: what to do and what was found in one minute, then findings and questions to ask. The rest is
folded, each part one tap away. Parts are chosen by their words, so that what is open fits into a few screens of a
phone whatever the report is like.
"""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.inline import plain
from briefings.model.schema import Briefing
from briefings.model.vocabulary import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefings.model.entry import Block, DocEntry, Item
    from briefings.model.inline import Runs
    from briefings.model.library import Library
    from briefings.model.minute import Part

LONG: Final = 700
"""From how many words on a page is long: shorter ones are shown whole."""
OPEN_WORDS: Final = 470
"""How many words of the body are open on a long page; more only where the answers alone are more."""
MANY_ROWS: Final = 12
"""From how many rows of lists on a page of a register is long."""
FIRST_OF_A_BLOCK: Final = 6
"""How many items of a long block are open where the whole of it would be too much."""
ALONE: Final = 2
"""So few items more are shown too, rather than folded."""
WORDS_PER_MINUTE: Final = 200
ANSWERS: Final = (BlockKind.LEARNING, BlockKind.QUESTIONS)
"""What a reader came for and is open on every page; what to do is in "In one minute" above it."""
FINDINGS: Final = (BlockKind.LEARNING, BlockKind.GOOD_PRACTICE)
"""What else is open, as far as there is room."""
_WORDS_OF_A_RECORD: Final = 40
_WORDS_OF_A_NAME: Final = 8


class Opening(NamedTuple):
    """How a part of a body is shown.

    Attributes:
        is_open: whether it is shown at once; else all of it opens when asked.
        folded: the items of an open part that open when asked.
    """

    is_open: bool = True
    folded: tuple[str, ...] = ()


class _Part(NamedTuple):
    """A part of a body with the blocks in it."""

    words: int
    blocks: tuple[Block, ...]

    def has(self, kind: BlockKind) -> bool:
        return any(block.kind is kind for block in self.blocks)


def is_long(entry: DocEntry) -> bool:
    """Whether a page is so long that parts of it are folded: a briefing, by its words and its records."""
    record = entry.record
    if not isinstance(record, Briefing):
        return False
    policies = len({one.target for one in entry.references if one.what == "policy"})
    records = len(record.audits) + len(record.recommendations)
    return entry.words + _WORDS_OF_A_RECORD * records + _WORDS_OF_A_NAME * policies > LONG


def openings_of(library: Library, entry: DocEntry) -> tuple[Opening, ...]:
    """How the part below each heading of the second level is shown, in their order."""
    parts = _parts_of(entry)[1:]
    if not is_long(entry):
        return tuple(Opening() for _ in parts)
    answers = [number for kind in ANSWERS for number in _first_with(parts, kind)]
    folded: dict[int, list[Item]] = {number: [] for number in answers}
    left = OPEN_WORDS - sum(parts[number].words for number in folded)
    for number in sorted(folded, key=lambda number: -parts[number].words):
        if left < 0:
            folded[number] = _beyond_the_first(parts[number].blocks)
            left += _words_of(library, folded[number])
    for number, part in enumerate(parts):
        if number in folded or not any(map(part.has, FINDINGS)):
            continue
        if part.words > left:
            break  # not a later one instead: readers would take it for the most important
        folded[number] = []
        left -= part.words
    return tuple(
        Opening(is_open=number in folded, folded=tuple(item.id for item in folded.get(number, ())))
        for number in range(len(parts))
    )


def words_shown(library: Library, entry: DocEntry, minute: Iterable[Part], openings: Iterable[Opening]) -> int:
    """How many words of a page are shown before anything is opened: its summary, the minute, and what is open of it."""
    head = len((getattr(entry.record, "summary", "") or "").split())
    box = sum(len(part.title.split()) + sum(_count(library, row.runs) for row in part.rows) for part in minute)
    before, *parts = _parts_of(entry)
    items = {item.id: item for _, item in entry.items}
    body = before.words
    for part, opening in zip(parts, openings, strict=True):
        if opening.is_open:
            body += part.words - _words_of(library, (items[one] for one in opening.folded))
    return head + box + body


def minutes_of(words: int) -> int:
    """How long so many words take to read, in whole minutes; never none."""
    return max(1, round(words / WORDS_PER_MINUTE))


def _parts_of(entry: DocEntry) -> list[_Part]:
    ends = accumulate(part.blocks for part in entry.parts)
    pairs = zip(entry.parts, ends, strict=True)
    return [_Part(part.words, entry.blocks[end - part.blocks : end]) for part, end in pairs]


def _first_with(parts: Sequence[_Part], kind: BlockKind) -> list[int]:
    return [number for number, part in enumerate(parts) if part.has(kind)][:1]


def _beyond_the_first(blocks: Iterable[Block]) -> list[Item]:
    """What is folded of long lists; blocks of one kind that follow one another are shown as one."""
    found: list[Item] = []
    for _, group in groupby(blocks, key=lambda block: block.kind):
        items = [item for block in group for item in block.items]
        if len(items) > FIRST_OF_A_BLOCK + ALONE:
            found += items[FIRST_OF_A_BLOCK:]
    return found


def _words_of(library: Library, items: Iterable[Item]) -> int:
    return sum(_count(library, item.runs) for item in items)


def _count(library: Library, runs: Runs) -> int:
    return len(plain(runs, library.title_of).split())
