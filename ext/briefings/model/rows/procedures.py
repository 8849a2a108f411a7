"""Rows of "Which procedure applies to me?", and of the entries that nobody can open from the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.faces import Face
from briefings.model.rows.shared import Found, made
from briefings.model.schema import Policy
from briefings.model.vocabulary import Kind, PolicyKind

if TYPE_CHECKING:
    from briefings.model.addresses import WayOut
    from briefings.model.entry import DocEntry, Query
    from briefings.model.library import Library
    from briefings.model.views import Views

NATIONAL: Final = "National"
RESOURCES: Final = "Resources for practitioners"
PLACE: Final = "procedures"
"""The address of the list on the page of a theme."""
_ORDER: Final = {kind: number for number, kind in enumerate(PolicyKind)}


class ProcedureRow(NamedTuple):
    """A procedure that may apply: whose it is, what it is, and the link that leads to it."""

    group: str
    face: Face
    kind: str
    owner: str
    summary: str
    way_out: WayOut | None


class GapRow(NamedTuple):
    """An entry of the register that an editor should find an address for, or open its address."""

    face: Face
    owner: str
    gap: str


def procedures(views: Views, query: Query) -> Found:
    """What applies to a theme: national first, then local by partnership, then resources."""
    library = views.library
    entries = {entry.docname: entry for entry in map(library.in_its_place, library.select_policies(query))}
    entries |= {entry.docname: entry for entry in library.policies_for_theme(query.theme or "")}
    rows = [row for entry in entries.values() for row in _rows(library, entry)]
    rows.sort(key=lambda pair: pair[0])
    return made([row for _, row in rows])


def _rows(library: Library, entry: DocEntry) -> list[tuple[tuple[int, str, int, str, str], ProcedureRow]]:
    """An entry in each group to which it belongs, with its place in the order."""
    policy = entry.record
    assert isinstance(policy, Policy)
    if policy.kind is PolicyKind.RESOURCE:
        groups = [(2, RESOURCES)]
    else:
        groups = [(1, library.partnership_title(slug)) for slug in policy.partnerships] or [(0, NATIONAL)]
    face = Face(entry.title, entry.docname, states=library.states_of(entry))
    way_out = library.where(entry).way_out
    order = (_ORDER[policy.kind], entry.title.casefold(), entry.docname)
    return [
        (
            (rank, group, *order),
            ProcedureRow(group, face, policy.kind.label, policy.owner, policy.summary, way_out),
        )
        for rank, group in groups
    ]


def gaps(views: Views, query: Query) -> Found:
    """The entries without an address that a reader can open, then those whose address nobody has opened."""
    library = views.library
    lost, unopened = [], []
    for entry in library.of_kind(Kind.POLICY):
        policy = entry.record
        assert isinstance(policy, Policy)
        where = library.where(entry)
        face = Face(entry.title, entry.docname)
        if where.way_out is None:
            gap = "The address is gone" if where.is_gone else "No address is known"
            lost.append(GapRow(face, policy.owner, gap))
        elif where.is_linked and where.checked_on is None:
            unopened.append(GapRow(face, policy.owner, "Nobody has opened the address"))
    return made(lost + unopened)
