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
from briefings.model.returns import RECURS
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
_NAMED_WITH_WORDS: Final = frozenset({"briefing", "item", "recommendation", "audit", RECURS})
"""Mentions that show words of another briefing."""


class Known:
    """The marks of rows, by the briefing that they are of.

    Args:
        keys: of the briefings of this build, as `keys_of` makes them.
        before: what `kept` gave in an earlier build: key and marks of each briefing.

    `unchanged` are the briefings that are in `before` and whose key is what it was then: what is made of one is too.
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

    That is its own file, every page that is not a briefing, what editors keep besides pages, and the date; the
    briefings that it mentions, with those that they mention, because the name of an item names what the item mentions;
    and those whose audits follow its own or found the same again.
    No two briefings have the same slug (`scan`), by which rows know them.
    """
    world = hashlib.blake2b(str(library.as_of).encode() + library.registers.digest, digest_size=16)
    own: dict[str, bytes] = {}
    named: defaultdict[str, set[str]] = defaultdict(set)
    followed: defaultdict[str, set[str]] = defaultdict(set)
    for entry in library.entries.values():
        if entry.kind is not Kind.BRIEFING:
            world.update(_own(entry))
            continue
        own[entry.docname] = _own(entry)
        for mention in entry.references:
            other = mention.what in _NAMED_WITH_WORDS and library.find(Kind.BRIEFING, mention.target.partition("/")[0])
            if other and other is not entry:
                named[entry.docname].add(other.docname)
                if mention.what in ("audit", RECURS):
                    followed[other.docname].add(entry.docname)
    around = world.digest()

    def with_named(docname: str) -> bytes:
        return _joined(own[docname], [own[other] for other in sorted(named.get(docname, ()))])

    def key(docname: str) -> bytes:
        theirs = [with_named(other) for other in sorted(named.get(docname, ()))]
        return _joined(
            around + own[docname], [*theirs, b"followed by", *(own[one] for one in sorted(followed[docname]))]
        )

    return {docname: key(docname).hex() for docname in own}


def _own(entry: DocEntry) -> bytes:
    return entry.docname.encode() + b"\0" + entry.digest + bytes([isinstance(entry.record, Tombstone)])


def _joined(mine: bytes, others: list[bytes]) -> bytes:
    return digest_of(b"".join([mine, *others]))
