"""The sections that the site adds to a page by itself, so that its editor need not write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefings.model.entry import Listing, Query
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import BlockKind, Kind, ListingKind, Sort

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry

SHORT: Final = 10
"""How many rows a derived section shows before it leads to the rest."""
LONG: Final = 50
"""How many rows a listing shows that an editor wrote without ``:limit:``."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the listing below it."""

    title: str
    listing: Listing


def derived_sections(entry: DocEntry) -> tuple[Section, ...]:
    """The sections of a page, by its kind, in reading order."""
    if isinstance(entry.record, Tombstone):
        return ()
    slug = entry.slug
    match entry.kind:
        case Kind.THEME:
            return _theme(slug)
        case Kind.POLICY:
            return _policy(slug)
        case Kind.AGENCY:
            return _agency(slug)
        case Kind.PARTNERSHIP:
            return _partnership(slug)
        case Kind.BRIEFING:
            return _briefing(slug)
        case _:
            return ()


def _items(title: str, kind: BlockKind, query: Query, name: str = "") -> Section:
    return Section(title, Listing(ListingKind.ITEMS, name or kind.value, query))


def _theme(slug: str) -> tuple[Section, ...]:
    def items(title: str, kind: BlockKind) -> Section:
        return _items(title, kind, Query(kinds=(kind,), theme=slug, limit=SHORT))

    query = Query(theme=slug, limit=SHORT)
    return (
        Section("Themes within this one", Listing(ListingKind.THEMES, "themes", Query(theme=slug, limit=LONG))),
        items("What needs to improve", BlockKind.LEARNING),
        items("What went well", BlockKind.GOOD_PRACTICE),
        items("What to do differently", BlockKind.PRACTICE_POINTS),
        items("Questions for your next meeting", BlockKind.QUESTIONS),
        Section("Policies behind this", Listing(ListingKind.POLICIES, "policies", query)),
        Section(
            "Recommendations still open",
            Listing(
                ListingKind.RECOMMENDATIONS,
                "recommendations",
                Query(theme=slug, still_open=True, limit=SHORT),
            ),
        ),
        Section("Briefings", Listing(ListingKind.BRIEFINGS, "briefings", query)),
    )


def _policy(slug: str) -> tuple[Section, ...]:
    query = Query(policy=slug, limit=SHORT)
    return (
        Section("Briefings that rest on it", Listing(ListingKind.BRIEFINGS, "briefings", query)),
        Section("What was found about it", Listing(ListingKind.ITEMS, "items", query)),
        Section("Recommendations about it", Listing(ListingKind.RECOMMENDATIONS, "recommendations", query)),
        Section("What belongs under it", Listing(ListingKind.POLICIES, "under", query)),
    )


def _agency(slug: str) -> tuple[Section, ...]:
    def items(title: str, kind: BlockKind) -> Section:
        return _items(title, kind, Query(kinds=(kind,), agency=slug, limit=SHORT))

    everyone = Query(kinds=(BlockKind.PRACTICE_POINTS,), everyone=True, limit=SHORT)
    return (
        items("What to do differently", BlockKind.PRACTICE_POINTS),
        items("Questions for your next meeting", BlockKind.QUESTIONS),
        items("What needs to improve", BlockKind.LEARNING),
        items("What went well", BlockKind.GOOD_PRACTICE),
        Section(
            "Recommendations for us",
            Listing(ListingKind.RECOMMENDATIONS, "recommendations", Query(agency=slug, limit=SHORT)),
        ),
        Section("Audits we took part in", Listing(ListingKind.AUDITS, "audits", Query(agency=slug, limit=SHORT))),
        _items("For every agency", BlockKind.PRACTICE_POINTS, everyone, "for-everyone"),
    )


def _partnership(slug: str) -> tuple[Section, ...]:
    query = Query(partnership=slug, limit=SHORT)
    return (
        Section("Briefings", Listing(ListingKind.BRIEFINGS, "briefings", query)),
        Section(
            "Audits over time",
            Listing(ListingKind.AUDITS, "audits", Query(partnership=slug, limit=SHORT, sort=Sort.OLDEST)),
        ),
        Section(
            "Recommendations still open",
            Listing(
                ListingKind.RECOMMENDATIONS,
                "recommendations",
                Query(partnership=slug, still_open=True, limit=SHORT),
            ),
        ),
        Section("Local policies", Listing(ListingKind.POLICIES, "policies", query)),
    )


def _briefing(slug: str) -> tuple[Section, ...]:
    whole = Query(briefing=slug, limit=None)
    return (
        Section("The audits", Listing(ListingKind.AUDITS, "audits", whole)),
        Section("Recommendations", Listing(ListingKind.RECOMMENDATIONS, "recommendations", whole)),
        Section("Policies behind this", Listing(ListingKind.POLICIES, "policies", whole)),
        Section("Related briefings", Listing(ListingKind.BRIEFINGS, "related", Query(briefing=slug, limit=4))),
    )
