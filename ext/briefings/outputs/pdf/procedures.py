"""The procedures that apply, on paper: a few of each group with the address of each, and where all of them are."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from briefings.model.rows.procedures import NATIONAL, RESOURCES
from briefings.outputs.pdf.shapes import Blocks, Inlines, link, shown_address, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import ProcedureRow
    from briefings.outputs.pdf.writing import Scribe

TITLE: Final = "Which procedures apply"
OF_A_GROUP: Final = {NATIONAL: 4, RESOURCES: 0}
OF_A_PARTNERSHIP: Final = 3
"""How many of a group paper names: the page of the site has all of them, one tap away."""


def procedure_blocks(scribe: Scribe, rows: Sequence[ProcedureRow], docname: str, anchor: str) -> Blocks:
    """Those that a reader can open, in their groups; nothing where there is none.

    Args:
        scribe: writes the names.
        rows: all that apply, in the order of the page.
        docname: the page that has all of them, and `anchor` the place on it.
    """
    made: Blocks = []
    for group, members in groupby(rows, key=lambda row: row.group):
        can_be_opened = (row for row in members if row.way_out)
        lines = [_line(scribe, row) for row in islice(can_be_opened, OF_A_GROUP.get(group, OF_A_PARTNERSHIP))]
        if lines:
            made += [wrap("label", group), {"t": "ul", "small": True, "c": lines}]
    return [*made, wrap("soft", *_whole(scribe, docname, anchor))] if made else []


def _line(scribe: Scribe, row: ProcedureRow) -> Blocks:
    """A name and the address that somebody can type, or tap where the paper is a screen."""
    assert row.way_out
    address = link(row.way_out.href, [shown_address(row.way_out.href)])
    return [wrap("text", *scribe.listed(row.face), " ", wrap("soft", *address))]


def _whole(scribe: Scribe, docname: str, anchor: str) -> Inlines:
    url = scribe.address(docname, anchor)
    return ["All of them, with what each is: ", *(link(url, [shown_address(url)]) if url else ["on the website"])]
