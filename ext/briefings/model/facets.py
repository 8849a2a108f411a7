"""The ways into a long list that need no JavaScript: one page for each theme, agency, owner and so on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.model.entry import Listing
from briefings.model.statuses import title_of
from briefings.model.vocabulary import (
    OUR_READING,
    BlockKind,
    InferredOfRecommendation,
    Kind,
    ListingKind,
    Standing,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefings.model.entry import Query
    from briefings.model.library import FoundRecommendation, Library

STANDING_TITLES = {Standing.OPEN: "Still open", Standing.OVERDUE: "Overdue", Standing.QUIET: "No update for a year"}


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter: its group, its label, and the listing that it leads to."""

    group: str
    label: str
    listing: Listing


def facets_of(library: Library, listing: Listing) -> Iterator[Facet]:
    """The facets of a listing that has any: question bank, recommendation tracker, practice points of a theme.

    Args:
        library: all public pages; gives the values of each filter and their titles.
        listing: the whole list; each facet narrows its query.
    """
    query = listing.query
    if listing.kind is ListingKind.TRACKER:
        for standing, title in STANDING_TITLES.items():
            yield _facet("By status", title, listing, f"status-{standing}", query._replace(status=standing.value))
        readings = {one.reading for one in library.recommendations}
        for status in Status:
            yield _facet(
                "By status",
                title_of(status, readings),
                listing,
                f"status-{status}",
                query._replace(status=status.value),
            )
        for owner, inferred in sorted(owners_of(library.recommendations), key=lambda pair: (pair[1], pair[0])):
            if owner:
                label, narrowed = library.title_of("owner", owner), query._replace(owner=owner, inferred=inferred)
                yield _facet(
                    by_owner(inferred=inferred), label, listing, owner_facet(owner, inferred=inferred), narrowed
                )
    if listing.name == BlockKind.PRACTICE_POINTS and query.theme and not query.agency:
        # A checklist for one theme and one agency is such a page, printed: see docs/decisions/0027.
        for entry in sorted(library.of_kind(Kind.AGENCY), key=lambda entry: entry.title.casefold()):
            name = f"{listing.name}-{entry.slug}"
            yield _facet("For one agency", entry.title, listing, name, query._replace(agency=entry.slug))
    if listing.kind in (ListingKind.TRACKER, ListingKind.QUESTION_BANK):
        for entry in sorted(library.of_kind(Kind.THEME), key=lambda entry: entry.title.casefold()):
            yield _facet("By theme", entry.title, listing, f"theme-{entry.slug}", query._replace(theme=entry.slug))
        for entry in sorted(library.of_kind(Kind.AGENCY), key=lambda entry: entry.title.casefold()):
            yield _facet("By agency", entry.title, listing, f"agency-{entry.slug}", query._replace(agency=entry.slug))
        for entry in sorted(library.of_kind(Kind.PARTNERSHIP), key=lambda entry: entry.title.casefold()):
            label = library.partnership_title(entry.slug)
            narrowed = query._replace(partnership=entry.slug)
            yield _facet("By partnership", label, listing, f"partnership-{entry.slug}", narrowed)


def owners_of(found: Iterable[FoundRecommendation]) -> Counter[tuple[str, bool]]:
    """How many recommendations each owner has ("" for none): as printed, and by our reading, counted apart."""
    return Counter(
        (one.recommendation.owner or "", InferredOfRecommendation.OWNER in one.recommendation.inferred) for one in found
    )


def by_owner(*, inferred: bool) -> str:
    """The name of the group of owners: those that are printed, or those that we inferred."""
    return f"By owner, {OUR_READING}" if inferred else "By owner"


def owner_facet(owner: str, *, inferred: bool) -> str:
    """The name of the page of an owner's recommendations."""
    return f"{'inferred-owner' if inferred else 'owner'}-{owner}"


def _facet(group: str, label: str, listing: Listing, name: str, query: Query) -> Facet:
    return Facet(group, label, Listing(listing.kind, name, query))
