"""The sections that the site adds to a page by itself, so that its editor need not write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefings.model.entry import Listing, Query
from briefings.model.rows.procedures import PLACE
from briefings.model.schema import Page
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import BlockKind, Kind, ListingKind, Sort, Standing

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry
    from briefings.model.schema import Digest

SHORT: Final = 10
"""How many rows a derived section shows before it leads to the rest."""
LONG: Final = 50
"""How many rows a listing shows that an editor wrote without ``:limit:``."""

_TWICE: Final = "Looked at more than once"
"""Above figures of audits that follow one another: whether they compare, each table says itself."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the listing below it; one that can wait is folded on a long page.

    `former` are addresses that it had in an earlier version of the generator.
    """

    title: str
    listing: Listing
    can_wait: bool = False
    former: tuple[str, ...] = ()


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
            record = entry.record
            return _digest(record.digest) if isinstance(record, Page) and record.digest else ()


def later(title: str, listing: Listing) -> Section:
    """A section that can wait: not what most readers came for."""
    return Section(title, listing, can_wait=True)


def _items(title: str, kind: BlockKind, query: Query, name: str = "") -> Section:
    return Section(title, Listing(ListingKind.ITEMS, name or kind.value, query))


def _theme(slug: str) -> tuple[Section, ...]:
    def items(title: str, kind: BlockKind) -> Section:
        return _items(title, kind, Query(kinds=(kind,), theme=slug, limit=SHORT))

    query = Query(theme=slug, limit=SHORT)
    return (
        items("What to do differently", BlockKind.PRACTICE_POINTS),
        later("Themes within this one", Listing(ListingKind.THEMES, "themes", Query(theme=slug, limit=LONG))),
        items("What needs to improve", BlockKind.LEARNING),
        items("What went well", BlockKind.GOOD_PRACTICE),
        items("What was done", BlockKind.ACTIONS),
        items("What changed", BlockKind.IMPACT),
        items("Questions for your next meeting", BlockKind.QUESTIONS),
        Section(
            "Which procedure applies to me?",
            Listing(ListingKind.PROCEDURES, PLACE, Query(theme=slug)),
            former=("policies",),
        ),
        later(
            "Recommendations still open",
            Listing(
                ListingKind.RECOMMENDATIONS,
                "recommendations",
                Query(theme=slug, status=Standing.OPEN, limit=SHORT),
            ),
        ),
        later("How often, by partnership and year", Listing(ListingKind.THEME_YEARS, "years", Query(theme=slug))),
        later("Briefings", Listing(ListingKind.BRIEFINGS, "briefings", query)),
        later("Found together with", Listing(ListingKind.FOUND_TOGETHER, "together", Query(theme=slug, limit=8))),
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
            _TWICE,
            Listing(ListingKind.BEFORE_AND_AFTER, "before-and-after", Query(partnership=slug)),
        ),
        Section("From finding to re-audit", Listing(ListingKind.AUDIT_CHAINS, "chains", query)),
        Section(
            "Recommendations still open",
            Listing(
                ListingKind.RECOMMENDATIONS,
                "recommendations",
                Query(partnership=slug, status=Standing.OPEN, limit=SHORT),
            ),
        ),
        Section("Local policies", Listing(ListingKind.POLICIES, "policies", query)),
    )


def _briefing(slug: str) -> tuple[Section, ...]:
    whole = Query(briefing=slug, limit=None)
    return (
        later("Standing questions", Listing(ListingKind.STANDING_QUESTIONS, "standing", whole)),
        later("The audits", Listing(ListingKind.AUDITS, "audits", whole)),
        later(_TWICE, Listing(ListingKind.BEFORE_AND_AFTER, "before-and-after", whole)),
        later("Recommendations", Listing(ListingKind.RECOMMENDATIONS, "recommendations", whole)),
        later("Policies behind this", Listing(ListingKind.POLICY_NAMES, "policies", whole)),
        later("Related briefings", Listing(ListingKind.BRIEFINGS, "related", Query(briefing=slug, limit=4))),
    )


def _digest(digest: Digest) -> tuple[Section, ...]:
    """A digest of one partnership's learning of a period, gathered from its briefings."""
    query = Query(partnership=digest.partnership, since=digest.period.start, until=digest.period.end, limit=LONG)

    def items(title: str, kind: BlockKind) -> Section:
        return _items(title, kind, query._replace(kinds=(kind,)))

    return (
        Section("The audits", Listing(ListingKind.AUDITS, "audits", query)),
        Section("Themes that came up", Listing(ListingKind.FOUND_TOGETHER, "themes", query._replace(limit=SHORT))),
        items("What needs to improve", BlockKind.LEARNING),
        items("What went well", BlockKind.GOOD_PRACTICE),
        items("What to do differently", BlockKind.PRACTICE_POINTS),
        items("What is being done", BlockKind.ACTIONS),
        items("What changed", BlockKind.IMPACT),
        Section("Recommendations", Listing(ListingKind.RECOMMENDATIONS, "recommendations", query)),
        Section("Briefings", Listing(ListingKind.BRIEFINGS, "briefings", query)),
    )
