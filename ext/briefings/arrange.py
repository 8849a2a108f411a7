"""How the blocks of a page stand in HTML: beside each other, with their marks, and for whom.

It changes only what is shown: everything was read, checked and resolved before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.code import TrimDoctestFlagsTransform

from briefings.components import card, tag_list
from briefings.domain import domain_of, has_rest_pages
from briefings.folding import fold_parts
from briefings.model.item_addresses import words_of
from briefings.model.vocabulary import BLOCK_TERMS, WRITTEN_HERE, BlockKind, Layout, Origin
from briefings.nodes import all_below
from briefings.rendering.pen import OURS, Pen, details, ours, paragraph
from briefings.rendering.returns import beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefings.model.entry import DocEntry
    from briefings.model.views import PageView

_PAIR: Final = {f"block-{BlockKind.GOOD_PRACTICE.value}", f"block-{BlockKind.LEARNING.value}"}
_NUMBERED: Final = re.compile(r"(\d{1,2})\.? +(?=\S)")
"""The number before a heading such as ``01 Aim``."""


class ArrangeBlocks(SphinxPostTransform):
    """Arranges one page, after all places are filled and all titles are known."""

    default_priority = TrimDoctestFlagsTransform.default_priority + 12  # after `resolve.FillPlaces`
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Arrange the page that is written."""
        domain = domain_of(self.env)
        docname = self.env.current_document.docname
        if docname not in domain.entries or not has_rest_pages(domain.builder):
            return  # one long page of all pages has other addresses
        view = domain.views.of(docname)
        pen = Pen(domain.builder, docname, "")
        found = all_below(self.document)
        blocks = [node for node in found if isinstance(node, nodes.section) and "block" in node["classes"]]
        for block in blocks:
            _mark_items(block)
        say_for_whom(blocks, domain.entries[docname], view, pen)
        _name_columns(node for node in found if isinstance(node, nodes.container) and "sd-col" in node["classes"])
        _hide_repeated_titles(blocks)
        _pair_blocks(blocks)
        _mark_links(node for node in found if isinstance(node, nodes.bullet_list))
        if view.layout == Layout.SEVEN_MINUTE:
            _number_sections(self.document)
        fold_parts(self.document, blocks, view)


def _kind_of(block: nodes.section) -> BlockKind:
    return BlockKind(block["classes"][1].removeprefix("block-"))


def _items(block: nodes.section) -> Iterator[nodes.list_item]:
    """The items of a block: list items with an address."""
    for child in block.children:
        if isinstance(child, nodes.bullet_list):
            for item in child.children:
                if isinstance(item, nodes.list_item) and item["ids"]:
                    yield item


def _mark_items(block: nodes.section) -> None:
    """Give each item the mark by which it can be linked. The block itself needs no address."""
    block["ids"] = []
    one = BLOCK_TERMS[_kind_of(block)].one
    for item in _items(block):
        anchor = item["ids"][0]
        item["mark"] = (anchor, f"{one.lower()} {words_of(anchor)}")


def say_for_whom(blocks: list[nodes.section], entry: DocEntry, view: PageView, pen: Pen) -> None:
    """Say for whom each item is, and which were written for this site."""
    audiences, returns = dict(view.audiences), dict(view.returns)
    written_here = {item.id for block, item in entry.items if block.origin is Origin.SITE}
    for block in blocks:
        items = list(_items(block))
        all_ours = bool(items) and all(item["ids"][0] in written_here for item in items)
        if all_ours:
            block.insert(1, paragraph(WRITTEN_HERE.capitalize(), name=OURS))
        for item in items:
            anchor = item["ids"][0]
            about: list[nodes.Node] = []
            if faces := audiences.get(anchor, ()):
                about.append(nodes.inline("", "", *pen.joined(faces, before="For ")))
            if anchor in written_here and not all_ours:
                about.append(ours())
            about += beside(pen, returns.get(anchor, ()))
            if about:
                line = details(*about)
                line["classes"] = ["for"]
                item += line


def _name_columns(columns: Iterable[nodes.container]) -> None:
    """In a column of a grid, a line in bold before a block is the heading that its editor gave the block."""
    for column in columns:
        if not column.children:
            continue
        first = column.children[0]
        bold = _bold_line(first)
        if bold is None:
            continue
        blocks = [child for child in column.children[1:] if isinstance(child, nodes.section)]
        if len(blocks) == 1 and "block" in blocks[0]["classes"] and len(column.children) == 2:
            title = blocks[0].children[0]
            assert isinstance(title, nodes.title)
            title.children = []
            title.extend(bold.children)
            column.remove(first)
        elif next(bold.findall(nodes.reference), None):
            column.replace_self(card("", *column.children, classes=[*column["classes"], "way-in"], is_div=True))


def _hide_repeated_titles(blocks: list[nodes.section]) -> None:
    """A block whose title repeats the heading right above it keeps it for screen readers only."""
    for block in blocks:
        holder = block.parent
        leads = isinstance(holder, nodes.section) and holder.index(block) == 1
        if leads and holder[0].astext().casefold() == block[0].astext().casefold():
            block[0]["classes"].append("sr")  # type: ignore[index]


def _bold_line(node: nodes.Node) -> nodes.strong | None:
    only = _only_child(node) if isinstance(node, nodes.paragraph) else None
    return only if isinstance(only, nodes.strong) else None


def _only_child(node: nodes.Element) -> nodes.Node | None:
    """The one thing that an element holds; the Markdown reader leaves empty texts beside it."""
    held = [child for child in node.children if not isinstance(child, nodes.Text) or child.strip()]
    return held[0] if len(held) == 1 else None


def _pair_blocks(blocks: list[nodes.section]) -> None:
    """Let good practice stand beside learning where the two are neighbours."""
    for block in blocks:
        after = block.next_node(descend=False, siblings=True)
        if (
            isinstance(after, nodes.section)
            and {block["classes"][-1], after["classes"][-1] if after["classes"] else ""} == _PAIR
            and isinstance(block.parent, nodes.section)
        ):
            pair = nodes.container(classes=["pair"], is_div=True)
            parent = block.parent  # `replace_self` would give the pair the classes and looks of its first block
            parent.insert(parent.index(block), pair)
            parent.remove(block)
            parent.remove(after)
            pair += [block, after]


def _mark_links(lists: Iterable[nodes.bullet_list]) -> None:
    """Lists of nothing but links are shown as tags; items of a block are not, which keep their addresses."""
    for listed in lists:
        if not isinstance(listed, tag_list) and not listed["classes"] and all(map(_is_link, listed.children)):
            listed.replace_self(tag_list("", *listed.children, bullet="-"))


def _is_link(item: nodes.Node) -> bool:
    if isinstance(item, nodes.list_item) and item["ids"]:
        return False
    here: nodes.Node | None = item
    while isinstance(here, (nodes.list_item, nodes.paragraph, nodes.inline)):
        here = _only_child(here)
    return isinstance(here, nodes.reference)


def _number_sections(document: nodes.document) -> None:
    """The numbered sections of a seven-minute briefing are its boxes."""
    page = next(document.findall(nodes.section))
    for section in page.children:
        title = section[0] if isinstance(section, nodes.section) else None
        first = title[0] if isinstance(title, nodes.title) and title.children else None
        if isinstance(first, nodes.Text) and (number := _NUMBERED.match(first)):
            section["classes"].append("numbered")  # type: ignore[index]
            first.parent.replace(first, [nodes.inline("", number[1]), nodes.Text(f" {first[number.end() :]}")])
