"""What earlier builds found out of briefings that did not change, so that an edit need not find it out again.

Most of an edit went into the rows of briefings that nobody had touched: to see that a list did not change, each of its
rows was made and marked. A row shows only what `keys_of` takes in, so while the key of a briefing stays, so do the
marks of its rows. The rest of the site (themes, policies, agencies and so on) goes into every key as a whole.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from briefings.model.digest import digest_of
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefings.model.entry import DocEntry
    from briefings.model.library import Library
    from briefings.model.marks import Mark

Marks = dict[str, dict[str, "Mark"]]
"""By family of rows (`Found.family`) and the name of each thing in it."""
Kept = dict[str, tuple[str, Marks]]
"""What one build leaves to the next: of each briefing its key and its marks."""
Places = tuple[str, dict[str, tuple[int, int]]]
"""The digest of a file that is made of pieces, and where each of these starts and stops, in bytes."""
_NAMED_WITH_WORDS: Final = frozenset({"briefing", "item", "recommendation", "audit"})
"""Mentions that show words of another briefing."""


class Known:
    """The marks of rows, by the briefing that they are of.

    Args:
        keys: of the briefings of this build, as `keys_of` makes them.
        before: what `kept` gave in an earlier build: key and marks of each briefing.

    `unchanged` are the briefings of which all that was known still holds.
    """

    def __init__(self, keys: Mapping[str, str], before: Kept) -> None:
        self.keys = keys
        self._pages: dict[str, Marks] = {
            docname: marks for docname, (key, marks) in before.items() if keys.get(docname) == key
        }
        self.unchanged: Final = frozenset(self._pages)

    def marks(self) -> defaultdict[str, dict[str, Mark]]:
        """All marks that still hold."""
        found: defaultdict[str, dict[str, Mark]] = defaultdict(dict)
        for families in self._pages.values():
            for family, marks in families.items():
                found[family].update(marks)
        return found

    def note(self, docname: str, family: str, key: str, mark: Mark) -> None:
        """Take the mark of a row of a briefing that was made now."""
        if docname in self.keys:
            self._pages.setdefault(docname, {}).setdefault(family, {})[key] = mark

    def kept(self) -> Kept:
        """What the next build may know."""
        return {docname: (self.keys[docname], marks) for docname, marks in sorted(self._pages.items())}


def keys_of(library: Library) -> dict[str, str]:
    """For each briefing, what changes with all that its rows can show.

    That is its own file, every page that is not a briefing, what editors keep besides pages and the date; and the
    briefings that it mentions and that mention it, with theirs: the name of an item names what the item mentions.
    """
    world = hashlib.blake2b(str(library.as_of).encode() + library.registers.digest, digest_size=16)
    near: defaultdict[str, set[str]] = defaultdict(set)
    for entry in library.entries.values():
        if entry.kind is not Kind.BRIEFING:
            world.update(_own(entry))
            continue
        for mention in entry.references:
            other = mention.what in _NAMED_WITH_WORDS and library.find(Kind.BRIEFING, mention.target.partition("/")[0])
            if other and other is not entry:
                near[entry.docname].add(other.docname)
                near[other.docname].add(entry.docname)
    around = world.digest()
    briefings = [entry for entry in library.entries.values() if entry.kind is Kind.BRIEFING]
    own = {entry.docname: _own(entry) for entry in briefings}
    first = {name: _joined(mine, [own[other] for other in sorted(near.get(name, ()))]) for name, mine in own.items()}
    return {
        name: _joined(around + mine, [first[other] for other in sorted(near.get(name, ()))]).hex()
        for name, mine in first.items()
    }


def _own(entry: DocEntry) -> bytes:
    return entry.docname.encode() + b"\0" + entry.digest + bytes([isinstance(entry.record, Tombstone)])


def _joined(mine: bytes, others: list[bytes]) -> bytes:
    return digest_of(b"".join([mine, *others]))
