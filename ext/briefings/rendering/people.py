"""Agencies, partnerships and the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from briefings.components import card, tag_list
from briefings.rendering.pen import counted, details, listed, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import AgencyRow, PartnershipRow, TermRow
    from briefings.rendering.pen import Pen

MANY: Final = 8
"""From more agencies than these a phone shows only a few at a time."""


def agencies(pen: Pen, rows: Sequence[AgencyRow]) -> list[nodes.Node]:
    """Every agency with what is meant for it; above a long list all names, so that nobody scrolls for their own."""

    def agency(row: AgencyRow) -> nodes.list_item:
        item = card("", paragraph(pen.link(row.face), name="card-title"), paragraph(row.summary))
        meant = [
            counted(row.practice_points, "practice point") if row.practice_points else "",
            counted(row.questions, "question") if row.questions else "",
        ]
        names = f"also called {', '.join(row.other_names)}" if row.other_names else ""
        item += details(*meant, names)
        if row.part_of:
            item["classes"].append("is-child")
        return item

    names = [tag_list.of([pen.link(row.face)] for row in rows)] if len(rows) > MANY else []
    return [*names, *listed("agencies", rows, agency)]


def partnerships(pen: Pen, rows: Sequence[PartnershipRow]) -> list[nodes.Node]:
    """Every partnership with its briefings."""

    def partnership(row: PartnershipRow) -> nodes.list_item:
        title = paragraph(pen.link(row.face), name="card-title")
        about = details(row.area, counted(row.briefings, "briefing"), row.years)
        return card("", title, about, paragraph(row.summary))

    return listed("cards", rows, partnership)


def glossary(pen: Pen, rows: Sequence[TermRow]) -> list[nodes.Node]:
    """Terms with what they mean; each has an address."""
    made = nodes.definition_list(classes=["glossary"])
    for row in rows:
        term = nodes.term("", row.term, ids=[f"term-{nodes.make_id(row.term)}"])
        meaning = nodes.definition("", paragraph(row.means), *([details(row.explained)] if row.explained else []))
        made += nodes.definition_list_item("", term, meaning)
    return [made]
