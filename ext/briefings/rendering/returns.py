"""What was found again in the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from briefings.nodes import table_node
from briefings.rendering.pen import details, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import ReturnRow, ReturnSide
    from briefings.nodes import Cells
    from briefings.rendering.pen import Pen

TITLE = "Found again here"
_ABOUT = "In each row an editor has linked two audits of one partnership: the later one found the same again."
_CAPTION = "What an audit found, and a later audit of the same partnership found again"


def found_again(pen: Pen, rows: Sequence[ReturnRow]) -> list[nodes.Node]:
    """A section with a heading of its own, because a page without such findings says nothing of them."""

    def cells(row: ReturnRow) -> Cells:
        return [paragraph(row.partnership)], _side(pen, row.earlier), _side(pen, row.later)

    section = nodes.section(ids=[f"{pen.name}-{TITLE.lower().replace(' ', '-')}"], classes=["group"])
    section += [nodes.title("", TITLE), paragraph(_ABOUT)]
    heads = ("Partnership", "Found before", "Found again")
    section += table_node(heads, (cells(row) for row in rows), "returns", _CAPTION, cards=True)
    return [section]


def _side(pen: Pen, side: ReturnSide) -> list[nodes.Node]:
    said: list[nodes.Node] = [paragraph(side.text), details(pen.link(side.face, side.within), side.held)]
    return [*said, details(side.stands)] if side.stands else said


def beside(pen: Pen, sides: Sequence[ReturnSide]) -> list[nodes.inline]:
    """Beside an item or recommendation: where it was found before, and where again."""
    made = []
    for side in sides:
        stands = f", which stood at {side.stands}" if side.stands else ""
        made.append(nodes.inline("", "", nodes.Text(f"{side.words}: "), pen.link(side.face), nodes.Text(stands)))
    return made
