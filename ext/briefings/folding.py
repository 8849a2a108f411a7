"""Fold what a long page does not show at once: whole parts, and the ends of long lists. `model.reading` says which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from briefings.components import part
from briefings.model.vocabulary import WRITTEN_HERE, BlockKind, ListingKind
from briefings.nodes import all_below, folded
from briefings.rendering import items_counted, noun_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.views import PageView

DERIVED = "derived"
"""The class of sections that the site adds to a page."""


def fold_parts(document: nodes.document, blocks: Iterable[nodes.section], view: PageView) -> None:
    """Fold the parts of one page.

    Args:
        document: the page, with its derived sections.
        blocks: its blocks.
        view: says what is open.
    """
    page = next(document.findall(nodes.section), None)
    if page is None:
        return
    if ends := {item for opening in view.openings for item in opening.folded}:
        _fold_ends(blocks, ends)
    sections = [
        child for child in page.children if isinstance(child, nodes.section) and "block" not in child["classes"]
    ]
    own = [section for section in sections if DERIVED not in section["classes"]]
    for section, opening in zip(own, view.openings, strict=False):
        if not opening.is_open:
            _fold(section, _held_in(section))
    added = (section for section in sections if DERIVED in section["classes"])
    for section, listed in zip(added, view.sections, strict=True):
        if listed.is_folded:
            number = listed.total
            says_more = listed.listing.kind is not ListingKind.THEME_YEARS  # its rows are partnerships and a sum
            _fold(section, f"{number} {noun_of(listed.listing, number)}" if says_more else "")


def _fold(section: nodes.section, holds: str) -> None:
    made = part("", *section.children, ids=section["ids"], classes=section["classes"], holds=holds)
    parent = section.parent  # `replace_self` would give it the names of the section as well
    place = parent.index(section)
    parent.remove(section)
    parent.insert(place, made)


def _held_in(section: nodes.section) -> str:
    """What a part of the body holds: how many items of each kind, and whether all of them are ours."""
    counts: dict[BlockKind, int] = {}
    marks = []
    for block in all_below(section):
        if isinstance(block, nodes.section) and "block" in block["classes"]:
            kind = BlockKind(block["classes"][1].removeprefix("block-"))
            items = [one for one in all_below(block) if isinstance(one, nodes.list_item) and one["ids"]]
            if items:
                counts[kind] = counts.get(kind, 0) + len(items)
                marks.append(any(child.astext() == WRITTEN_HERE.capitalize() for child in block.children))
    held = [items_counted(kind, number) for kind, number in counts.items()]
    return " · ".join((*held, WRITTEN_HERE)) if marks and all(marks) else " · ".join(held)


def _fold_ends(blocks: Iterable[nodes.section], ids: set[str]) -> None:
    """Move the items that are to be folded into something that opens, at the end of their block."""
    for block in blocks:
        kind = BlockKind(block["classes"][1].removeprefix("block-"))
        for listed in [child for child in block.children if isinstance(child, nodes.bullet_list)]:
            items: list[Any] = [item for item in listed.children if ids.intersection(item["ids"])]  # type: ignore[index]
            if not items:
                continue
            for item in items:
                listed.remove(item)
            if not listed.children:
                block.remove(listed)
            number, noun = items_counted(kind, len(items)).split(" ", 1)
            block.append(folded(f"{number} more {noun}", nodes.bullet_list("", *items, bullet="-")))
