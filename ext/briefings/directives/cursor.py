"""Which block and listing of the page a directive stands for: directives run in the order of the page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from briefings.model.former import aliases_of

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry, Item
    from briefings.model.vocabulary import BlockKind


class Cursor:
    """Walks over the blocks and listings of one page while it is rendered.

    `aliases` are the addresses that its items and headings had before, by those that they have.
    """

    def __init__(self, entry: DocEntry) -> None:
        self.docname = entry.docname
        self.aliases = aliases_of(entry)
        self._blocks = groupby(entry.blocks, key=lambda block: block.number)
        self._listings = len(entry.listings)
        self.blocks_seen = 0
        self.listings_seen = 0

    def next_items(self, kind: BlockKind) -> tuple[Item, ...]:
        """The items of the block that is being rendered."""
        _, blocks = next(self._blocks, (0, iter(())))
        parts = list(blocks)
        if not parts or parts[0].kind is not kind:
            raise ExtensionError(f"the page was read with other blocks than it is rendered with, at {kind}")
        self.blocks_seen += 1
        return tuple(item for part in parts for item in part.items)

    def next_listing(self) -> int:
        """The number of the listing that is being rendered, from 0."""
        number = self.listings_seen
        if number >= self._listings:
            raise ExtensionError("the page was read with fewer listings than it is rendered with")
        self.listings_seen += 1
        return number
