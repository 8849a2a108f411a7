"""Find things by what they have: one walk over a collection, then every question is a meeting of sets."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Set

One = TypeVar("One")
_NOWHERE: Final[frozenset[int]] = frozenset()


class Index(Generic[One]):
    """Things in an order that every answer keeps.

    Args:
        things: all of them.
        traits_of: what one of them has, as pairs such as ``("theme", "neglect")``.
    """

    def __init__(self, things: Sequence[One], traits_of: Callable[[One], Iterable[tuple[str, str]]]) -> None:
        self.things = things
        growing: defaultdict[str, dict[str, int | set[int]]] = defaultdict(dict)
        for number, one in enumerate(things):
            for trait, value in traits_of(one):
                before = growing[trait].setdefault(value, number)
                if isinstance(before, set):
                    before.add(number)
                elif before != number:
                    growing[trait][value] = {before, number}
        # Things have names of their own, and a set of one takes two hundred bytes; so a single place is a number. A
        # set that has grown takes up to twice the room of its copy.
        self._places = {
            trait: {value: found if isinstance(found, int) else frozenset(found) for value, found in values.items()}
            for trait, values in growing.items()
        }
        self._joined: dict[tuple[str, frozenset[str]], Set[int]] = {}

    def having(self, trait: str, values: Iterable[str]) -> Set[int]:
        """The places of the things that have any of these values of a trait."""
        wanted = frozenset(values)
        if len(wanted) == 1:
            (only,) = wanted
            return self._having(trait, only)
        if (trait, wanted) not in self._joined:
            self._joined[trait, wanted] = frozenset().union(*(self._having(trait, value) for value in wanted))
        return self._joined[trait, wanted]

    def _having(self, trait: str, value: str) -> Set[int]:
        found = self._places.get(trait, {}).get(value, _NOWHERE)
        return {found} if isinstance(found, int) else found

    def in_all(self, places: list[Set[int]]) -> list[One]:
        """The things whose places are in every one of these sets; all things where there is no set."""
        if not places:
            return list(self.things)
        first, *others = sorted(places, key=len)
        return [self.things[number] for number in sorted(first.intersection(*others))]  # type: ignore[attr-defined]
