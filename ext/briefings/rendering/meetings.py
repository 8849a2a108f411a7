"""Ready-made packs, and counts of how briefings were used."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.osutil import relative_uri

from briefings.components import card
from briefings.domain import domain_of
from briefings.nodes import table_node
from briefings.rendering.charts import bars
from briefings.rendering.pen import counted, details, listed, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import PackRow, UseRow
    from briefings.nodes import Cells
    from briefings.rendering.pen import Pen


def packs(pen: Pen, rows: Sequence[PackRow]) -> list[nodes.Node]:
    """Every pack with what is in it, and its PDF."""
    offers = domain_of(pen.builder.env).offers
    here = pen.builder.get_target_uri(pen.docname)

    def pack(row: PackRow) -> nodes.list_item:
        offer = next(iter(offers.get(f"packs/{row.name}", ())), None)
        title: nodes.Node = nodes.Text(row.title)
        if offer:
            title = nodes.reference("", row.title, refuri=relative_uri(here, offer.address), internal=True)
        item = card("", paragraph(title, name="card-title"), details(row.date, offer.about if offer else ""))
        if row.summary:
            item += paragraph(row.summary)
        item += paragraph(*pen.joined(row.holds, before="Holds: "), name="details")
        return item

    return listed("packs", rows, pack)


def uses(pen: Pen, rows: Sequence[UseRow]) -> list[nodes.Node]:
    """How many meetings used what: a sentence, and tables by agency, briefing and month."""
    total = rows[0].total
    made: list[nodes.Node] = [paragraph(f"{counted(total, 'meeting')} recorded.")]
    for group, members in groupby(rows, key=lambda row: row.group):
        cells: list[Cells] = [
            (
                [paragraph(pen.link(row.face, row.label) if row.face else row.label)],
                [paragraph(str(row.count))],
                [bars(row.count, row.total, "use")],
            )
            for row in members
        ]
        heads = (group.removeprefix("By ").capitalize(), "Meetings", "Share")
        made.append(table_node(heads, cells, "bars", f"Meetings {group[0].lower()}{group[1:]} (of {total})"))
    return made
