"""Write components into HTML: the macro of each, with what its nodes write in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from briefings.components import kinds
from briefings.components.macros import SLOT, macros_of
from briefings.components.walk import write_all
from briefings.nodes import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the nodes of components; builders other than HTML write the docutils nodes that they are."""
    skip = (_skip, None)
    html = (_write_component, None)
    app.add_node(fold)  # any builder writes it as what it is a kind of; that of XML must know its name
    app.add_node(kinds.component, html=html, latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_node(kinds.card, html=(_write_card, None))
    app.add_node(kinds.block, html=(_write_block, None))
    app.add_node(kinds.part, html=(_write_part, None))
    app.add_node(kinds.state_mark, html=(_write_state_mark, None))
    app.add_node(kinds.banner, html=(_write_banner, None))
    app.add_node(kinds.tag_list, html=(_write_tag_list, None))
    app.add_node(kinds.filter_list, html=(_write_filter_list, None))


def _fill(translator: Any, pieces: Iterable[str], *parts: Iterable[nodes.Node]) -> None:
    """Write what a macro made, with nodes in its slots."""
    body = translator.body
    first, *others = pieces
    body.append(first)
    for part, piece in zip(parts, others, strict=True):
        write_all(translator, part)
        body.append(piece)
    raise nodes.SkipNode


def _write_component(translator: Any, node: kinds.component) -> None:
    translator.body.append(macros_of(translator.builder).call(node["name"], *node["values"]))
    raise nodes.SkipNode


def _skip(translator: Any, node: nodes.Node) -> None:
    """Leave out what only HTML shows: the same stands beside it in words."""
    raise nodes.SkipNode


def _write_card(translator: Any, node: kinds.card) -> None:
    title, *lines = node.children
    names = tuple((SLOT, " ".join(line["classes"])) for line in lines)  # type: ignore[index]
    tag = "div" if node.get("is_div") else "li"
    pieces = macros_of(translator.builder).around("card", SLOT, names, " ".join(node["classes"]), tag)
    _fill(translator, pieces, title.children, *(line.children for line in lines))


def _write_block(translator: Any, node: kinds.block) -> None:
    title, *content = node.children
    kind = node["classes"][1].removeprefix("block-")
    level = min(translator.section_level + translator.initial_header_level, 6)
    address = SLOT if node["ids"] else ""
    hidden = "sr" in title["classes"]  # type: ignore[index]
    pieces = macros_of(translator.builder).around("block", kind, level, SLOT, SLOT, address, hidden)
    translator.section_level += 1
    try:
        words = [nodes.Text(node["ids"][0])] if node["ids"] else None
        _fill(translator, pieces, *([words] if words else []), title.children, content)
    finally:
        translator.section_level -= 1


def _write_part(translator: Any, node: kinds.part) -> None:
    title, *content = node.children
    level = min(translator.section_level + translator.initial_header_level, 6)
    holds = [nodes.Text(node["holds"])] if node["holds"] else []
    name = " ".join(node["classes"])
    pieces = macros_of(translator.builder).around("part", level, SLOT, SLOT if holds else "", SLOT, SLOT, name)
    translator.section_level += 1
    try:
        address = [nodes.Text(node["ids"][0])]
        # In the order of the template: title, what it holds, address, content.
        _fill(translator, pieces, title.children, *([holds] if holds else []), address, content)
    finally:
        translator.section_level -= 1


def _write_state_mark(translator: Any, node: kinds.state_mark) -> None:
    kind, name = node["classes"]
    pieces = macros_of(translator.builder).around("status", kind, name.removeprefix(f"{kind}-"), SLOT)
    _fill(translator, pieces, node.children)


def _write_banner(translator: Any, node: kinds.banner) -> None:
    name = node["classes"][1].removeprefix("banner-")
    _fill(translator, macros_of(translator.builder).around("banner", name, SLOT), node.children[0].children)


def _write_tag_list(translator: Any, node: kinds.tag_list) -> None:
    slots = (SLOT,) * len(node.children)
    pieces = macros_of(translator.builder).around("tags", slots)
    _fill(translator, pieces, *(item.children for item in node.children))


def _write_filter_list(translator: Any, node: kinds.filter_list) -> None:
    slots = ((SLOT, SLOT),) * len(node.children)
    pieces = macros_of(translator.builder).around("filters", SLOT, slots)
    parts: list[Iterable[nodes.Node]] = [[nodes.Text(node["ids"][0])]]
    for group in node.children:
        parts += [[nodes.Text(group["summary"])], group.children]  # type: ignore[index]
    _fill(translator, pieces, *parts)
