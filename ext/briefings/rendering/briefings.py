"""Briefings as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from briefings.rendering.pen import details, listed, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import BriefingRow
    from briefings.rendering.pen import Pen


def briefings(pen: Pen, rows: Sequence[BriefingRow]) -> list[nodes.Node]:
    """A card for each briefing."""

    def card(row: BriefingRow) -> nodes.list_item:
        title = paragraph(pen.link(row.face), name="card-title")
        return nodes.list_item("", title, details(row.partnership, row.published), paragraph(row.summary))

    return listed("cards", rows, card)
