"""What one version of a draft changed in the lines of another, and which changes of two versions meet."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefings.importing.merging.units import Mark


@dataclass(frozen=True, slots=True)
class Change:
    """Lines `start` to `end` of the base became lines `first` to `last` of a version.

    Attributes:
        start: the first line of the base that changed.
        end: the line after the last one; equal to `start` where lines were only added.
        first: the first new line of the version.
        last: the line after the last one; equal to `first` where lines were only taken out.
        light: whether it only takes hints out, which answers a question and changes no word.
    """

    start: int
    end: int
    first: int
    last: int
    light: bool = False

    @property
    def adds(self) -> bool:
        """Whether it has lines of its own."""
        return self.last > self.first


def changes_of(base: Sequence[Mark], version: Sequence[Mark]) -> list[Change]:
    """What a version changed, in order; neighbouring lines that were each replaced by one are changes of their own."""
    keys, others = [one.key for one in base], [one.key for one in version]
    matcher = difflib.SequenceMatcher(None, keys, others, autojunk=False)
    return [
        change
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
        for change in _smallest(base, start, end, first, last)
    ]


def _smallest(base: Sequence[Mark], start: int, end: int, first: int, last: int) -> Iterator[Change]:
    hints = [at for at in range(start, end) if base[at].hint]
    rest = [at for at in range(start, end) if not base[at].hint]
    if not rest and hints and first == last:
        yield Change(start, end, first, last, light=True)
    elif len(rest) == last - first and rest:
        place = start
        for at, line in zip(rest, range(first, last), strict=True):
            if at > place:
                yield Change(place, at, line, line, light=True)
            yield Change(at, at + 1, line, line + 1)
            place = at + 1
        if end > place:
            yield Change(place, end, last, last, light=True)
    else:
        yield Change(start, end, first, last)


def meet(one: Change, other: Change) -> bool:
    """Whether two changes are of the same lines, so that they cannot both be made."""
    if one.light or other.light:
        return False
    if one.start < one.end and other.start < other.end:
        return max(one.start, other.start) < min(one.end, other.end)
    return one.start < other.start < one.end or other.start < one.start < other.end
