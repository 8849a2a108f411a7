"""Rows of agencies, partnerships and the words they use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.model.entry import Query
from briefings.model.faces import Face
from briefings.model.rows.shared import Found, span_of
from briefings.model.schema import Agency, Briefing, Partnership
from briefings.model.vocabulary import BlockKind, Kind

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry
    from briefings.model.library import Library
    from briefings.model.views import Views


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency in the index, with what is meant for it."""

    face: Face
    summary: str
    other_names: tuple[str, ...]
    part_of: Face | None
    practice_points: int
    questions: int


@dataclass(frozen=True, slots=True)
class PartnershipRow:
    """A partnership in the index."""

    face: Face
    area: str
    summary: str
    briefings: int
    years: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """An abbreviation or word of the glossary."""

    term: str
    means: str
    explained: str


def agencies(views: Views, query: Query) -> Found:
    """Every agency by name, those that are part of another right after it."""
    library = views.library
    found = sorted(library.of_kind(Kind.AGENCY), key=lambda entry: _agency_order(library, entry))
    return Found(found, lambda entry: _agency_row(library, entry), "agency", "docname")


def _agency_order(library: Library, entry: DocEntry) -> tuple[str, ...]:
    way = [entry.title.casefold()]
    here = entry
    while isinstance(here.record, Agency) and here.record.part_of and len(way) < 10:
        above = library.find(Kind.AGENCY, here.record.part_of)
        if above is None:
            break
        here = above
        way.append(here.title.casefold())
    return tuple(reversed(way))


def _agency_row(library: Library, entry: DocEntry) -> AgencyRow:
    agency = entry.record
    assert isinstance(agency, Agency)
    counts: Counter[BlockKind] = Counter()
    for slug in library.below(Kind.AGENCY, entry.slug):
        counts.update(one.block.kind for one in library.items_of_agency.get(slug, ()))
    return AgencyRow(
        face=Face(entry.title, entry.docname),
        summary=agency.summary,
        other_names=agency.other_names,
        part_of=library.face("agency", agency.part_of) if agency.part_of else None,
        practice_points=counts[BlockKind.PRACTICE_POINTS],
        questions=counts[BlockKind.QUESTIONS],
    )


def partnerships(views: Views, query: Query) -> Found:
    """Every partnership by name."""
    library = views.library
    found = sorted(library.of_kind(Kind.PARTNERSHIP), key=lambda entry: entry.title.casefold())
    return Found(found, lambda entry: _partnership_row(library, entry), "partnership", "docname")


def _partnership_row(library: Library, entry: DocEntry) -> PartnershipRow:
    partnership = entry.record
    assert isinstance(partnership, Partnership)
    mine = [
        one.record
        for one in library.select_briefings(Query(partnership=entry.slug))
        if isinstance(one.record, Briefing)
    ]
    return PartnershipRow(
        face=Face(entry.title, entry.docname),
        area=partnership.area,
        summary=partnership.summary,
        briefings=len(mine),
        years=span_of({record.published.year for record in mine}),
    )


def glossary(views: Views, query: Query) -> Found:
    """Every term of the glossary, A to Z."""
    terms = sorted(views.library.glossary.values(), key=lambda term: (term.term.casefold(), term.term))
    return Found(terms, lambda term: TermRow(term.term, term.means, term.explained or ""), "term", "term")
