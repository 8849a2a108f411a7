"""Policies: list, register, what has changed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from briefings.components import card, part
from briefings.model.heading_addresses import slug_of
from briefings.model.rows.procedures import NATIONAL
from briefings.nodes import table_node
from briefings.rendering.pen import counted, details, listed, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.addresses import WayOut
    from briefings.model.rows import ChangeRow, GapRow, PolicyRow, ProcedureRow
    from briefings.nodes import Cells
    from briefings.rendering.pen import Pen


def policies(pen: Pen, rows: Sequence[PolicyRow]) -> list[nodes.Node]:
    """A list of policies with their state."""

    def policy(row: PolicyRow) -> nodes.list_item:
        title = paragraph(pen.mention(row.face), name="card-title")
        issued = f"issued {row.issued}" if row.issued else ""
        behind = f"behind {counted(row.briefings, 'briefing')}" if row.briefings else ""
        about = details(row.kind, row.owner, issued, behind)
        return card("", title, about, paragraph(row.summary), *_way_out(row.way_out))

    return listed("policies", rows, policy)


def _way_out(way: WayOut | None) -> list[nodes.Node]:
    """The link that leads out of the site, as a line of its own; nothing where there is nothing to open."""
    return [paragraph(nodes.reference("", way.words, refuri=way.href), name="way-out")] if way else []


def procedures(pen: Pen, rows: Sequence[ProcedureRow]) -> list[nodes.Node]:
    """What applies, in groups: national, each partnership, resources; each entry with the link that leads to it."""

    def procedure(row: ProcedureRow) -> nodes.list_item:
        about = details(row.kind, row.owner, "" if row.way_out else "no address known")
        what = paragraph(row.summary)
        return nodes.list_item("", paragraph(pen.mention(row.face)), about, what, *_way_out(row.way_out))

    made: list[nodes.Node] = [
        paragraph(
            "These links lead to other sites. The entry of each says when its address was last seen.", name="about"
        )
    ]
    for group, members in groupby(rows, key=lambda row: row.group):
        found = list(members)
        content = [nodes.title("", group), *listed("procedures", found, procedure)]
        address, names = [f"{pen.name}-{slug_of(group)}"], ["group"]
        if group == NATIONAL:  # for everyone; of the others, a reader opens the one of their own place
            made.append(nodes.section("", *content, ids=address, classes=names))
        else:
            holds = f"{len(found)} {'entry' if len(found) == 1 else 'entries'}"
            made.append(part("", *content, ids=address, classes=names, holds=holds))
    return made


def gaps(pen: Pen, rows: Sequence[GapRow]) -> list[nodes.Node]:
    """Entries that nobody can open from the site, as a table for editors."""
    heads = ("Entry", "Owner", "What is missing")
    cells = (([paragraph(pen.link(row.face))], [paragraph(row.owner)], [paragraph(row.gap)]) for row in rows)
    return [table_node(heads, cells, "gaps", "Entries that need an address", cards=True, sortable=heads)]


def names(pen: Pen, rows: Sequence[PolicyRow]) -> list[nodes.Node]:
    """Policies by name and state only, where each has a page of its own to say more."""
    return listed("names", rows, lambda row: nodes.list_item("", paragraph(pen.mention(row.face))))


def register(pen: Pen, rows: Sequence[PolicyRow]) -> list[nodes.Node]:
    """A table of policies for each kind."""

    def cells(row: PolicyRow) -> Cells:
        due = f"{row.review_due}{', overdue' if row.overdue else ''}" if row.review_due else "Not known"
        return (
            [paragraph(pen.mention(row.face))],
            [paragraph(row.owner)],
            [paragraph(row.issued or "Not known", sort=row.issued_on)],
            [paragraph(due, sort=row.review_due_on)],
            [paragraph(str(row.briefings))],
        )

    made: list[nodes.Node] = []
    heads = ("Policy", "Owner", "Issued", "Review due", "Briefings")
    for kind, members in groupby(rows, key=lambda row: row.kind):
        section = nodes.section(ids=[f"{pen.name}-{kind.lower().replace(' ', '-')}"], classes=["group"])
        section += nodes.title("", kind)
        section += table_node(heads, (cells(row) for row in members), "register", kind, cards=True, sortable=heads)
        made.append(section)
    return made


def changes(pen: Pen, rows: Sequence[ChangeRow]) -> list[nodes.Node]:
    """What happened to policies, by date."""

    def change(row: ChangeRow) -> nodes.list_item:
        title = paragraph(nodes.strong("", f"{row.change}: "), pen.mention(row.face))
        who = paragraph(*pen.joined(row.who, before="For "), name="details") if row.who else details("For everyone")
        return nodes.list_item("", title, paragraph(row.what), details(row.on), who)

    return listed("changes", rows, change)
