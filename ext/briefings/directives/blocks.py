"""The blocks of a briefing: good practice, learning, practice points, actions, questions, impact, case."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from briefings.components import block
from briefings.model.body import BLOCK_OPTIONS
from briefings.model.vocabulary import BLOCK_TERMS, BlockKind
from briefings.nodes import nodes_from

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from briefings.directives.cursor import Cursor
    from briefings.model.entry import Item


class BlockDirective(SphinxDirective):
    """A block of items.

    Source::

        :::{learning} core-groups
        :audit: core-groups-2016
        - Minutes were not always there. See {policy}`escalation`. {#late-minutes .gps}
        :::

    Nodes::

        <block classes="block block-learning" ids="block_1">
          <title> What needs to improve
          <bullet_list>
            <list_item ids="late-minutes"> <paragraph> Minutes were … <pending_xref> …
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(sorted(BLOCK_OPTIONS), directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Make the nodes of the block that the page's entry holds at this place."""
        kind = BlockKind(self.name.partition(":")[2] or self.name)
        cursor: Cursor = self.env.current_document["briefings_cursor"]
        items = cursor.next_items(kind)
        section = block(classes=["block", f"block-{kind.value}"], ids=[f"block_{cursor.blocks_seen}"])
        self.set_source_info(section)
        section += nodes.title("", BLOCK_TERMS[kind].title)
        if kind is BlockKind.CASE:
            section += self.parse_content_to_nodes()
        else:
            section += nodes.bullet_list(
                "", *(self._item(item, cursor.aliases.get(item.id, ())) for item in items), bullet="-"
            )
        return [section]

    def _item(self, item: Item, former: tuple[str, ...]) -> nodes.list_item:
        paragraph = nodes.paragraph("", "", *nodes_from(item.runs, self._mention))
        node = nodes.list_item("", paragraph, ids=[item.id, *former])
        node.source, node.line = self.get_source_info()[0], item.line
        self.state.document.ids.update(
            dict.fromkeys(node["ids"], node)
        )  # kept for it by the parser, so that no heading has its address
        self.state.document.note_explicit_target(node)
        return node

    def _mention(self, name: str, target: str, text: str | None) -> nodes.Node:
        return addnodes.pending_xref(
            "",
            nodes.inline("", text or target),
            refdomain="briefings",
            reftype=name,
            reftarget=target,
            refexplicit=text is not None,
            refwarn=False,
            refdoc=self.env.current_document.docname,
        )


def join_neighbours(document: nodes.document) -> None:
    """Show blocks of one kind that follow one another as one block: they differ only in theme, agency or audit."""
    for section in list(document.findall(nodes.section)):
        before = section.previous_sibling()
        if (
            "block" in section["classes"]
            and f"block-{BlockKind.CASE.value}" not in section["classes"]
            and isinstance(before, nodes.section)
            and before["classes"] == section["classes"]
        ):
            cast("nodes.bullet_list", before[-1]).extend(section[-1].children)
            section.parent.remove(section)
