"""The addresses of items on their page: the pinned one, else one that is made of what the item says.

``q-how-well-do-we-know-the-plan`` does not depend on what stands above or below, so nothing that is put in, taken out
or moved changes what an address means.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from briefings.model.entry import letter_of
from briefings.model.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from briefings.model.entry import Block, Item, Reference

PENDING: Final = "\0"
"""Begins the address of an item until all pins of the page are known."""
LONGEST: Final = 40
"""How long an address becomes that is made of words, unless only more words tell two items apart."""
ADDRESS: Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""The address of an item, pinned or made, as a pattern."""
NUMBERED: Final = re.compile(r"([a-z])([1-9][0-9]{0,3})", re.ASCII)
"""An address as items had it when they were numbered by position."""
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_DIGEST_SIZE: Final = 4


def give_addresses(
    blocks: Iterable[Block], references: Iterable[Reference], taken: Set[str] = frozenset()
) -> tuple[list[Block], list[Reference]]:
    """Blocks and mentions with an address for each item that has none yet.

    Args:
        blocks: the blocks of a page; items without a pin have an address that begins with `PENDING`.
        references: the mentions of a page.
        taken: addresses that something else on the page has.
    """
    blocks, references = list(blocks), list(references)
    pinned = {item.id for block in blocks for item in block.items if not item.id.startswith(PENDING)}
    bare = {
        item.id: _OfWords(_words(letter_of(block.kind), item))
        for block in blocks
        for item in block.items
        if item.id.startswith(PENDING)
    }
    given = {key: sys.intern(address) for key, address in distinct(bare, pinned | taken).items()}
    return (
        [
            block._replace(items=tuple(item._replace(id=given.get(item.id, item.id)) for item in block.items))
            for block in blocks
        ],
        [one._replace(place=given.get(one.place, one.place)) for one in references],
    )


def _words(letter: str, item: Item) -> tuple[str, ...]:
    text = plain(item.runs, lambda _, target: target)
    return (letter, *(words_in(text) or (hashlib.blake2b(text.encode(), digest_size=_DIGEST_SIZE).hexdigest(),)))


class _OfWords(Sequence[str]):
    """What an item could be called: its first words, then one word more each time."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._first = _fitting(words)

    def __len__(self) -> int:
        return len(self._words) - self._first + 1

    def __getitem__(self, number: Any) -> Any:
        return "-".join(self._words[: self._first + number])


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in letters and digits of ASCII; accents go, and so does an apostrophe within a word."""
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).encode("ascii", "ignore").decode().lower()
    return tuple(re.findall(r"[a-z0-9]+", folded))


def distinct(forms: Mapping[str, Sequence[str]], taken: Set[str]) -> dict[str, str]:
    """An address for each key: the first of its forms, or a longer one where that does not tell it from another.

    Which address a key gets depends on what the others say, never on their order. What says the very same is counted.

    Args:
        forms: what each key could be called, from the shortest to the longest.
        taken: addresses that nothing here may have.
    """
    chosen = dict.fromkeys(forms, 0)
    while True:
        groups: dict[str, list[str]] = {}
        for key, number in chosen.items():
            groups.setdefault(forms[key][number], []).append(key)
        longer = [
            key
            for address, keys in groups.items()
            if len(keys) > 1 or address in taken
            for key in keys
            if chosen[key] < len(forms[key]) - 1
        ]
        if not longer:
            return _counted(groups, taken)
        for key in longer:
            chosen[key] += 1


def _fitting(words: Sequence[str]) -> int:
    """How many words fit into the usual length; two at least."""
    total = number = 0
    for word in words:
        total += len(word) + bool(number)
        if total > LONGEST and number > 1:
            break
        number += 1
    return number


def _counted(groups: Mapping[str, list[str]], taken: Set[str]) -> dict[str, str]:
    used = {*taken, *groups}
    found: dict[str, str] = {}
    for address, keys in groups.items():
        for number, key in enumerate(keys):
            new, count = address, 2
            while (number or address in taken) and (new := f"{address}-{count}") in used:
                count += 1
            used.add(new)
            found[key] = new
    return found


def nearest(address: str, items: Iterable[tuple[Block, Item]], briefing: str = "") -> str:
    """The end of a sentence that proposes another address for one that no item has.

    Args:
        address: the address that is not there.
        items: the items of the briefing.
        briefing: the slug with which another page names an item, or "" on the page itself.
    """
    prefix = f"{briefing}/" if briefing else ""
    items = list(items)
    if numbered := NUMBERED.fullmatch(address):
        alike = [item.id for block, item in items if letter_of(block.kind) == numbered[1]]
        place = int(numbered[2])
        if place <= len(alike):
            return f"items are not numbered any more; number {place} of its kind is '{prefix}{alike[place - 1]}'"
    same = [item.id for block, item in items if letter_of(block.kind) == address[0]] if address[1:2] == "-" else []
    known = same or [item.id for _, item in items]
    if not known:
        return "it has no items"
    closest = max(known, key=lambda one: difflib.SequenceMatcher(None, address, one).ratio())
    return f"did you mean '{prefix}{closest}'?"


def is_short(address: str) -> bool:
    """Whether an address is short enough to stand beside its item: ``q3``."""
    return NUMBERED.fullmatch(address) is not None


def labels_of(items: Iterable[tuple[Block, Item]]) -> dict[str, str]:
    """What the items of a page are called on paper, by their address: ``q3``.

    That is a short address itself; any other item has the letter of its kind and the next free number. Paper refers to
    items on itself only, and says as of which day it is, so a number may stand for another item on the next print.
    """
    items = list(items)
    used = {item.id for _, item in items}
    labels: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for block, item in items:
        label, letter = item.id, letter_of(block.kind)
        while not is_short(label):
            numbers[letter] = numbers.get(letter, 0) + 1
            if (free := f"{letter}{numbers[letter]}") not in used:
                label = free
        labels[item.id] = label
    return labels


def words_of(address: str) -> str:
    """An address as people say it: ``3`` of ``q3``, ``late minutes`` of ``late-minutes``."""
    if NUMBERED.fullmatch(address):
        return address[1:]
    letter, _, words = address.partition("-")
    return (words if len(letter) == 1 and words else address).replace("-", " ")
