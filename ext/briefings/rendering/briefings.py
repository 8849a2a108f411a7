"""Briefings as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefings.components import card
from briefings.rendering.pen import details, listed, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

    from briefings.model.rows import BriefingRow
    from briefings.rendering.pen import Pen


def briefings(pen: Pen, rows: Sequence[BriefingRow]) -> list[nodes.Node]:
    """A card for each briefing."""

    def briefing(row: BriefingRow) -> nodes.list_item:
        title = paragraph(pen.link(row.face), name="card-title")
        return card("", title, details(row.partnership, row.published), paragraph(row.summary))

    return listed("cards", rows, briefing)
