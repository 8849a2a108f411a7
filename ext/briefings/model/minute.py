"""What a reader with one minute is told first: what the report says, and only then what was written for this site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.rows.items import ItemRow, item_row
from briefings.model.vocabulary import BLOCK_TERMS, WRITTEN_HERE, BlockKind, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.entry import DocEntry
    from briefings.model.library import FoundItem, Library

MOST: Final = 7
"""How many sentences fit into one minute."""
MOST_PRINTED: Final = 5
"""How many of them are practice points of the report."""
MAIN_FINDINGS: Final = 3
"""How many are findings: one fewer where the report prints practice points."""
FOUND: Final = "What was found"


class Part(NamedTuple):
    """Some items below a line of their own."""

    title: str
    rows: tuple[ItemRow, ...]


def minute_of(library: Library, entry: DocEntry) -> tuple[Part, ...]:
    """The printed practice points, then the main findings, then the practice points that were written for this site.

    Of many, the first on each theme are taken, in the order of the page.
    """
    keys = (f"{entry.slug}/{item.id}" for _, item in entry.items)
    items = [library.item_of_key[key] for key in keys if key in library.item_of_key]
    points = [one for one in items if one.block.kind is BlockKind.PRACTICE_POINTS]
    printed = _first_on_each_theme(_of(points, Origin.SOURCE), MOST_PRINTED)
    findings = main_findings(items, MAIN_FINDINGS - bool(printed))
    ours = _first_on_each_theme(_of(points, Origin.SITE), MOST - len(printed) - len(findings))
    parts = (
        (BLOCK_TERMS[BlockKind.PRACTICE_POINTS].title, printed),
        (FOUND, findings),
        (WRITTEN_HERE.capitalize(), ours),
    )
    return tuple(Part(title, tuple(item_row(library, one) for one in found)) for title, found in parts if found)


def main_findings(items: Iterable[FoundItem], most: int) -> list[FoundItem]:
    """The first findings of a report, each on another theme as far as there are as many."""
    learning = [one for one in items if one.block.kind is BlockKind.LEARNING]
    return _first_on_each_theme(_of(learning, Origin.SOURCE), most)


def _of(items: Iterable[FoundItem], origin: Origin) -> list[FoundItem]:
    return [one for one in items if one.block.origin is origin]


def _first_on_each_theme(items: list[FoundItem], most: int) -> list[FoundItem]:
    themes: set[str] = set()
    first: list[int] = []
    others: list[int] = []
    for number, found in enumerate(items):
        (others if themes.intersection(found.block.themes[:1]) else first).append(number)
        themes.update(found.block.themes[:1])
    return [items[number] for number in sorted((first + others)[: max(most, 0)])]
