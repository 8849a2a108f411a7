"""The addresses of items on their page: the pinned one, or one that the page makes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from briefings.model.entry import letter_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.entry import Block, Reference

PENDING: Final = "\0"
"""Begins the address of an item until all pins of the page are known."""


def give_addresses(blocks: Iterable[Block], references: Iterable[Reference]) -> tuple[list[Block], list[Reference]]:
    """Blocks and mentions with an address for each item that has none yet."""
    blocks, references = list(blocks), list(references)
    taken = {item.id for block in blocks for item in block.items}
    given: dict[str, str] = {}
    counts: dict[str, int] = {}
    for block in blocks:
        letter = letter_of(block.kind)
        for item in block.items:
            if not item.id.startswith(PENDING):
                continue
            while (address := f"{letter}{counts.setdefault(letter, 1)}") in taken:
                counts[letter] += 1
            taken.add(address)
            given[item.id] = sys.intern(address)
    return (
        [
            block._replace(items=tuple(item._replace(id=given.get(item.id, item.id)) for item in block.items))
            for block in blocks
        ],
        [one._replace(place=given.get(one.place, one.place)) for one in references],
    )


def words_of(address: str) -> str:
    """An address as people say it: ``3`` of ``q3``, ``late minutes`` of ``late-minutes``."""
    if address[1:].isdigit():
        return address[1:]
    letter, _, words = address.partition("-")
    return (words if len(letter) == 1 and words else address).replace("-", " ")
