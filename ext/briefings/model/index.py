"""Find things by what they have: one walk over a collection, then every question is a meeting of sets."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Set

One = TypeVar("One")


class Index(Generic[One]):
    """Things in an order that every answer keeps.

    Args:
        things: all of them.
        traits_of: what one of them has, as pairs such as ``("theme", "neglect")``.
    """

    def __init__(self, things: Sequence[One], traits_of: Callable[[One], Iterable[tuple[str, str]]]) -> None:
        self.things = things
        places: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for number, one in enumerate(things):
            for trait in traits_of(one):
                places[trait].add(number)
        self._places = dict(places)
        self._joined: dict[tuple[str, frozenset[str]], Set[int]] = {}

    def having(self, trait: str, values: Iterable[str]) -> Set[int]:
        """The places of the things that have any of these values of a trait."""
        wanted = frozenset(values)
        if len(wanted) == 1:
            (only,) = wanted
            return self._places.get((trait, only), frozenset())
        if (trait, wanted) not in self._joined:
            parts: Iterable[Set[int]] = (self._places.get((trait, value), frozenset()) for value in wanted)
            self._joined[trait, wanted] = frozenset().union(*parts)
        return self._joined[trait, wanted]

    def in_all(self, places: list[Set[int]]) -> list[One]:
        """The things whose places are in every one of these sets; all things where there is no set."""
        if not places:
            return list(self.things)
        first, *others = sorted(places, key=len)
        return [self.things[number] for number in sorted(first.intersection(*others))]  # type: ignore[attr-defined]
