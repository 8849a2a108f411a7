"""What each page shows: its facts, its sections and listings, and the names of what it mentions.

`Views` is made once per build from a library. A view is a value; its digest changes exactly when what the page shows
of the rest of the site does. HTML, PDF and every other output are rendered from views.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, cast

from briefings.model.abbreviations import abbreviations_in
from briefings.model.banners import Banner, banners_of
from briefings.model.derived import LONG, derived_sections
from briefings.model.digest import digest_of
from briefings.model.entry import Listing, Query
from briefings.model.faces import Face
from briefings.model.facets import facets_of
from briefings.model.facts import Fact, facts_of
from briefings.model.former import Departed, departed_from
from briefings.model.known import Known, keys_of
from briefings.model.marks import as_text, joined, mark_of, words_in
from briefings.model.minute import Part, minute_of
from briefings.model.reading import MANY_ROWS, Opening, is_long, openings_of, words_shown
from briefings.model.rows import SELECTORS, Found, Row, faces_of, sides_of
from briefings.model.rows.themes import raised_in
from briefings.model.schema import Briefing
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import BlockKind, Kind, ListingKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

    from briefings.model.derived import Section
    from briefings.model.entry import DocEntry
    from briefings.model.facets import Facet
    from briefings.model.known import Kept
    from briefings.model.library import Library
    from briefings.model.marks import Mark
    from briefings.model.rows import ReturnSide

REST_SIZE: Final = 200
"""How many rows a page of the rest of a long list holds; rows of tables are heavier, so half as many."""
_TABLES: Final = frozenset(
    {
        ListingKind.RECOMMENDATIONS,
        ListingKind.TRACKER,
        ListingKind.FOUND_AGAIN,
        ListingKind.AUDITS,
        ListingKind.AUDIT_CHAINS,
        ListingKind.BEFORE_AND_AFTER,
        ListingKind.HYGIENE,
    }
)
_WHOLE: Final = frozenset(
    {
        ListingKind.PROCEDURES,
        ListingKind.ADDRESS_GAPS,
        ListingKind.THEMES,
        ListingKind.THEME_MATRIX,
        ListingKind.THEME_YEARS,
        ListingKind.RECOMMENDATION_SUMMARY,
        ListingKind.AGENCIES,
        ListingKind.GLOSSARY,
        ListingKind.STANDING_QUESTIONS,
        ListingKind.FOUND_TOGETHER,
        ListingKind.PACKS,
        ListingKind.USE,
        ListingKind.ACCESSIBILITY,
        ListingKind.COMPONENTS,
    }
)
"""Listings that grow with the registers, not with the collection, and make sense only as a whole."""
_ALONE: Final = frozenset({ListingKind.STANDING_QUESTIONS, ListingKind.AUDITS, ListingKind.RECOMMENDATIONS})
"""Sections of a briefing that show nothing of briefings besides those in its key (`known.keys_of`)."""
_AGENCIES: Final = "agencies/index"
_BANKS: Final = {
    (ListingKind.ITEMS, (BlockKind.QUESTIONS,)): ListingKind.QUESTION_BANK,
    (ListingKind.RECOMMENDATIONS, ()): ListingKind.TRACKER,
}
"""Which list, if the site has it, has pages for each filter: so that no list is written twice."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way into a list: its label, how many rows it leads to, and the address without ending."""

    label: str
    count: int
    pagename: str


@dataclass(frozen=True, slots=True)
class ListingView:
    """A listing with its rows.

    Attributes:
        listing: what was asked for.
        title: the heading above it, or "" where the editor wrote one.
        rows: those shown on the page itself; each is made when it is asked for.
        digest: changes exactly when the rows do.
        words: the abbreviations that stand in the rows.
        total: how many there are.
        rest: address of the first page of the whole list, or "" when nothing is left out.
        rest_total: how many rows the whole list has; more than `total` where it is the list of a filter.
        ways: the facets that lead to parts of the list, by group.
        is_folded: whether it opens when asked, because the page is long and other things come first.
    """

    listing: Listing
    title: str
    rows: Rows = field(repr=False)
    digest: bytes
    words: frozenset[str] = field(repr=False)
    total: int
    rest: str
    rest_total: int
    ways: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class RestPage:
    """One page of a list that is too long for the page it belongs to, or of one facet of it.

    Sphinx writes out what templates get for each page, in case somebody debugs events; so rows are not in that.

    Attributes:
        pagename: its address without ending, such as ``themes/neglect/learning-2``.
        number: from one.
        pages: how many there are.
        title: heading of the list.
        parent: the page that it belongs to.
        listing: what it lists.
        filters: where the filters stand on its parent; "" when it is not the list of a filter.
        marks: those of the rows.
        glossary: the abbreviations that stand on it, with what they mean.
        digest: changes exactly when what it shows does.
    """

    pagename: str
    number: int
    pages: int
    title: str
    parent: Face
    listing: Listing
    filters: str
    rows: Rows = field(repr=False)
    marks: tuple[Mark, ...] = field(repr=False)
    total: int
    glossary: tuple[tuple[str, str], ...]
    digest: str

    @property
    def words(self) -> list[Sequence[str]]:
        """The abbreviations that stand in each row."""
        return [mark[1:] for mark in self.marks]


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page shows besides its own text."""

    title: str
    summary: str
    kind: Kind
    layout: str
    banners: tuple[Banner, ...]
    evidence: str
    facts: tuple[Fact, ...]
    themes: tuple[Face, ...]
    minute: tuple[Part, ...]
    openings: tuple[Opening, ...]
    is_long: bool
    audiences: tuple[tuple[str, tuple[Face, ...]], ...]
    returns: tuple[tuple[str, tuple[ReturnSide, ...]], ...]
    withdrawn: tuple[str, str] | None
    sections: tuple[ListingView, ...]
    listings: tuple[ListingView, ...]
    mentions: tuple[Face | None, ...]
    departed: tuple[Departed, ...]
    glossary: tuple[tuple[str, str], ...]


class Views:
    """The views of all pages of a library.

    Args:
        library: all public pages.
        bounded: whether long lists are cut and led on to pages of the rest; only an HTML site has such pages.
        before: what `known` gave in an earlier build, and is asked for when the first row is marked.
    """

    def __init__(self, library: Library, *, bounded: bool = True, before: Callable[[], Kept] = dict) -> None:
        self.library = library
        self.bounded = bounded
        self._before = before
        self._made: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        self._found: dict[tuple[ListingKind, Query], Found] = {}
        self._views: dict[str, PageView] = {}
        self._derived_of: dict[str, tuple[Section, ...]] = {}
        self._facets_of: dict[Listing, tuple[Facet, ...]] = {}

    # pages ---------------------------------------------------------------------------------------------------

    def of(self, docname: str) -> PageView:
        """What one page shows."""
        if docname not in self._views:
            self._views[docname] = self._of(docname)
        return self._views[docname]

    def _of(self, docname: str) -> PageView:
        library = self.library
        entry = library.entries[docname]
        record = entry.record
        sections = self._sections(entry, self._derived(entry))
        listings = self._listings(entry)
        minute = minute_of(library, entry) if isinstance(record, Briefing) else ()
        openings = openings_of(library, entry) if isinstance(record, Briefing) else ()
        words = words_shown(library, entry, minute, openings) if isinstance(record, Briefing) else 0
        return PageView(
            title=entry.title,
            summary=getattr(record, "summary", "") or "",
            kind=entry.kind,
            layout=record.layout.value if isinstance(record, Briefing) else "",
            banners=banners_of(library, entry),
            evidence=self._evidence(entry),
            facts=facts_of(library, entry, words),
            themes=faces_of(library, "theme", record.themes) if isinstance(record, Briefing) else (),
            minute=minute,
            openings=openings,
            is_long=is_long(entry),
            audiences=tuple(
                (item.id, faces_of(library, "agency", block.agencies)) for block, item in entry.items if block.agencies
            ),
            returns=tuple((item.id, sides) for _, item in entry.items if (sides := self._sides(entry, item.id))),
            withdrawn=(record.on, record.why) if isinstance(record, Tombstone) else None,
            sections=sections,
            listings=listings,
            mentions=tuple(
                library.face(reference.what, reference.target) for reference in entry.references if reference.in_text
            ),
            departed=departed_from(library, entry),
            glossary=self._glossary((*sections, *listings), self._words(entry)),
        )

    def _sides(self, entry: DocEntry, item: str) -> tuple[ReturnSide, ...]:
        return sides_of(self.library, f"{entry.slug}/{item}") if self.library.returns_of else ()

    def _derived(self, entry: DocEntry) -> tuple[Section, ...]:
        if entry.docname not in self._derived_of:
            self._derived_of[entry.docname] = derived_sections(entry)
        return self._derived_of[entry.docname]

    def _sections(self, entry: DocEntry, sections: Iterable[Section]) -> tuple[ListingView, ...]:
        pairs = [(self._listing(entry, section.listing, section.title), section.can_wait) for section in sections]
        shown = [(view, can_wait) for view, can_wait in pairs if view.total]
        folds = is_long(entry) or (
            entry.kind is not Kind.BRIEFING and sum(len(view.rows) for view, _ in shown) > MANY_ROWS
        )
        return tuple(replace(view, is_folded=folds and can_wait) for view, can_wait in shown)

    def _listings(self, entry: DocEntry) -> tuple[ListingView, ...]:
        return tuple(self._listing(entry, listing, "") for listing in entry.listings)

    def digest(self, docname: str) -> str:
        """Changes exactly when the view of the page does.

        Most pages are briefings that nobody touched: what they show of themselves is known from an earlier build, and
        only their sections that hold other briefings are looked at.
        """
        alone = self._marks["page"].get(docname)
        if alone is None:
            alone = self._marks["page"][docname] = self._alone(docname)
            self.known.note(docname, "page", docname, alone)
        views = self._together(docname)
        text = as_text([alone[0], views, self._glossary(views, frozenset(alone[1:]))])
        return digest_of(text.encode()).hex()

    def _together(self, docname: str) -> tuple[ListingView, ...]:
        """What a page shows of other pages, as far as its mark does not hold it."""
        if docname in self._views:
            view = self._views[docname]
            return (*(one for one in view.sections if one.listing.kind not in _ALONE), *view.listings)
        entry = self.library.entries[docname]
        joining = (section for section in self._derived(entry) if section.listing.kind not in _ALONE)
        return (*self._sections(entry, joining), *self._listings(entry))

    def _alone(self, docname: str) -> Mark:
        """The mark of what a page shows of itself: of a briefing, what its key holds (`known.keys_of`)."""
        view = self.of(docname)
        own = tuple(one for one in view.sections if one.listing.kind in _ALONE)
        words = self._words(self.library.entries[docname]).union(*(one.words for one in own))
        text = as_text(replace(view, sections=own, listings=(), glossary=()))
        return digest_of(text.encode()).hex(), *sorted(words)

    def _evidence(self, entry: DocEntry) -> str:
        """How often something was found on a theme, in words: the numbers are those of its table."""
        if entry.kind is not Kind.THEME:
            return ""
        raised = raised_in(self.library, entry.slug)
        found = self.library.learning_below(entry.slug)
        if not found:
            return _without_findings(raised)
        briefings = {one.entry.docname: one.briefing for one in found}
        years = sorted({one.year for one in found})
        text = f"{_counted(len(found), 'finding')} in {_said_by(list(briefings.values()))}, {years[0]}"
        if years[0] != years[-1]:
            text += f" to {years[-1]}"
        more = len(raised) - len(briefings)
        return f"{text}." + (
            f" {more} more {'briefing is' if more == 1 else 'briefings are'} about it." if more else ""
        )

    def _words(self, entry: DocEntry) -> frozenset[str]:
        """The abbreviations in the text of a page."""
        titles = (self.library.title_of(one.what, one.target) for one in entry.references if one.in_text)
        return frozenset(entry.abbreviations).union(*map(abbreviations_in, titles))

    def _glossary(self, listings: tuple[ListingView, ...], words: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """The terms of the glossary that stand on a page; on the glossary itself nothing needs spelling out."""
        if not self.library.glossary or any(view.listing.kind is ListingKind.GLOSSARY for view in listings):
            return ()
        return self._terms(words.union(*(view.words for view in listings)))

    def _terms(self, words: Set[str]) -> tuple[tuple[str, str], ...]:
        glossary = self.library.glossary
        return tuple((word, glossary[word].means) for word in sorted(words & glossary.keys()))

    # listings ------------------------------------------------------------------------------------------------

    def _listing(self, entry: DocEntry, listing: Listing, title: str) -> ListingView:
        found = self._find(listing)
        shown = self._shown(listing, len(found))
        rows, marks = self._rows(found, 0, shown)
        rest, rest_total = "", 0
        if self._is_cut(listing):
            rest, whole = self._whole(entry, listing)
            rest_total = len(self._find(whole))
        return ListingView(
            listing=listing,
            title=title,
            rows=rows,
            digest=joined(marks),
            words=words_in(marks),
            total=len(found),
            rest=rest,
            rest_total=rest_total,
            ways=self._ways(entry, listing),
        )

    def _whole(self, entry: DocEntry, listing: Listing) -> tuple[str, Listing]:
        """Where a cut list stands whole: its address and what is listed there.

        A list that another page has as well is written once: what is for everyone below the index of agencies,
        questions and recommendations as filters of the question bank and of the tracker, where the site has them.
        """
        query = listing.query
        if query.everyone and _AGENCIES in self.library.entries:
            return f"{_AGENCIES}/{listing.name}", listing
        bank = self._homes.get(_BANKS.get((listing.kind, query.kinds), listing.kind))
        if bank and bank[1].kind is not listing.kind:
            sought = query._replace(limit=None, status="", sort=bank[1].query.sort)
            for facet in self._facets(bank[1]):
                if facet.listing.query == sought:
                    return f"{bank[0].docname}/{facet.listing.name}", facet.listing
        return f"{entry.docname}/{listing.name}", listing

    def _facets(self, listing: Listing) -> tuple[Facet, ...]:
        if listing.query.briefing:
            return ()
        if listing not in self._facets_of:
            self._facets_of[listing] = tuple(facets_of(self.library, listing))
        return self._facets_of[listing]

    def _shown(self, listing: Listing, total: int) -> int:
        """How many rows stand on the page itself."""
        query = listing.query
        if query.limit:
            return query.limit if self.bounded or query.briefing else total
        if not self.bounded or query.briefing or listing.kind in _WHOLE:
            return total
        return LONG

    def _is_cut(self, listing: Listing) -> bool:
        """Whether there are pages of the rest; what is only related to a briefing has none."""
        if not self.bounded or listing.query.briefing or listing.kind in _WHOLE:
            return False
        total = len(self._find(listing))
        return total > self._shown(listing, total)

    def _ways(self, entry: DocEntry, listing: Listing) -> tuple[tuple[str, tuple[Way, ...]], ...]:
        groups: dict[str, list[Way]] = {}
        for facet in self._facets(listing) if self.bounded else ():
            count = len(self._find(facet.listing))
            if count:
                pagename = _rest_name(entry, facet.listing, 1)
                groups.setdefault(facet.group, []).append(Way(facet.label, count, pagename))
        query = listing.query
        if entry.kind is Kind.AGENCY and listing.name == BlockKind.PRACTICE_POINTS and query.agency in self._pairs:
            groups["For one theme"] = self._pairs[query.agency]
        return tuple((group, tuple(ways)) for group, ways in groups.items())

    @cached_property
    def _pairs(self) -> dict[str, list[Way]]:
        """For each agency, its practice points on one theme: pages of the themes, which print as checklists."""
        pairs: dict[str, list[Way]] = {}
        themes = self.library.of_kind(Kind.THEME) if self.bounded else ()
        for theme in sorted(themes, key=lambda theme: theme.title.casefold()):
            for facet in (one for section in self._derived(theme) for one in self._facets(section.listing)):
                if count := len(self._find(facet.listing)):
                    way = Way(theme.title, count, _rest_name(theme, facet.listing, 1))
                    pairs.setdefault(facet.listing.query.agency, []).append(way)
        return pairs

    def facet(self, kind: ListingKind, name: str) -> Face | None:
        """The page of one facet of the first listing of a kind, or None when the site has none."""
        if not self.bounded or kind not in self._homes:
            return None
        entry, listing = self._homes[kind]
        for facet in self._facets(listing):
            if facet.listing.name == name and self._find(facet.listing):
                return Face(facet.label, _rest_name(entry, facet.listing, 1))
        return None

    @cached_property
    def _homes(self) -> dict[ListingKind, tuple[DocEntry, Listing]]:
        homes: dict[ListingKind, tuple[DocEntry, Listing]] = {}
        for entry in self.library.entries.values():
            for listing in entry.listings:
                homes.setdefault(listing.kind, (entry, listing))
        return homes

    def place_of_learning(self, theme: str, year: int, partnership: str = "") -> Face | None:
        """Where the first finding on a theme of a year (and partnership) stands: on its page or in the whole list."""
        entry = self.library.find(Kind.THEME, theme)
        if entry is None:
            return None
        section = next((one for one in self._derived(entry) if one.listing.name == BlockKind.LEARNING.value), None)
        if section is None:
            return None
        listing = section.listing
        index = self.library.first_learning(theme, year, partnership)
        anchor = group_anchor(listing.name, str(year), partnership)
        if self._is_cut(listing):
            return Face(str(year), _rest_name(entry, listing, index // rest_size(listing.kind) + 1), anchor)
        return Face(str(year), entry.docname, anchor)

    # the rest of long lists ----------------------------------------------------------------------------------

    @cached_property
    def rest_pages(self) -> tuple[RestPage, ...]:
        """Every page of the rest of a long list and of every facet, over the whole site."""
        return tuple(self._rest_pages()) if self.bounded else ()

    def _rest_pages(self) -> Iterator[RestPage]:
        everyone = self.library.entries.get(_AGENCIES)
        for entry in self.library.entries.values():
            sections = [(section.title, section.listing) for section in self._derived(entry)]
            for title, listing in (*sections, *(("", listing) for listing in entry.listings)):
                if self._is_cut(listing):
                    address = self._whole(entry, listing)[0]
                    if address == f"{entry.docname}/{listing.name}":
                        yield from self._rest_of(entry, listing, title)
                    elif everyone and listing.query.everyone:
                        yield from self._rest_of(everyone, listing, title)
                        everyone = None  # the same list for every agency: written once
                for facet in self._facets(listing):
                    if self._find(facet.listing):
                        way = f"{facet.group[0].lower()}{facet.group[1:]}"
                        heading = f"{entry.title} {way}: {facet.label}"
                        yield from self._rest_of(entry, facet.listing, heading, listing.filters)

    def _rest_of(self, entry: DocEntry, listing: Listing, title: str, filters: str = "") -> Iterator[RestPage]:
        found = self._find(listing)
        size = rest_size(listing.kind)
        pages = -(-len(found) // size)
        parent = Face(entry.title, entry.docname)
        for number in range(1, pages + 1):
            rows, marks = self._rows(found, (number - 1) * size, number * size)
            glossary = self._terms(words_in(marks))
            frame = repr((number, pages, title, parent, filters, len(found), glossary)).encode()
            yield RestPage(
                pagename=_rest_name(entry, listing, number),
                number=number,
                pages=pages,
                title=title or entry.title,
                parent=parent,
                listing=listing,
                filters=filters,
                rows=rows,
                marks=tuple(marks),
                total=len(found),
                glossary=glossary,
                digest=digest_of(frame + joined(marks)).hex(),
            )

    # rows ----------------------------------------------------------------------------------------------------

    @cached_property
    def known(self) -> Known:
        """What is known of each briefing, for the next build."""
        return Known(keys_of(self.library), self._before())

    @cached_property
    def _marks(self) -> defaultdict[str, dict[str, Mark]]:
        return self.known.marks()

    def _rows(self, found: Found, start: int, stop: int) -> tuple[Rows, list[Mark]]:
        """Some rows of a list, and their marks; each is made and marked once for all lists of its family."""
        rows = Rows(found.things[start:stop], found, self)
        if not found.family:
            return rows, [mark_of(row) for row in rows]
        marks, key_of = self._marks[found.family], attrgetter(found.key)
        marked = []
        for key, thing in zip(map(key_of, rows.things), rows.things, strict=True):
            mark = marks.get(key)
            if mark is None:
                mark = marks[key] = mark_of(self._row(found, thing))
                if found.page:
                    self.known.note(attrgetter(found.page)(thing), found.family, key, mark)
            marked.append(mark)
        return rows, marked

    def _row(self, found: Found, thing: Any) -> Row:
        if not found.family:
            return cast("Row", found.make(thing))
        made, key = self._made[found.family], attrgetter(found.key)(thing)
        row = made.get(key)
        if row is None:
            row = made[key] = found.make(thing)
        return row

    def _find(self, listing: Listing) -> Found:
        query = listing.query if listing.query.limit is None else listing.query._replace(limit=None)
        if query.briefing:  # shown on the page of that briefing alone: nobody asks again
            return SELECTORS[listing.kind](self, query)
        key = (listing.kind, query)
        if key not in self._found:
            self._found[key] = SELECTORS[listing.kind](self, query)
        return self._found[key]

    def forget_pages(self) -> None:
        """Let go of what pages show, when all are written or printed.

        Rows know the views that make them, so without this neither would go before the collector finds them.
        """
        self._views.clear()

    def forget_queries(self) -> None:
        """Let go of what queries were answered with and from: a third of all memory, when all views are made.

        Whoever asks again is answered the same.
        """
        self._found.clear()
        self._derived_of.clear()
        self.library.forget_indexes()


class Rows(Sequence[Row]):
    """Rows of a list, made when they are asked for: a page that did not change needs none.

    Args:
        things: what the rows are of.
        found: what it is a part of.
        views: makes the row of each.
    """

    __slots__ = ("_found", "_made", "_views", "things")

    def __init__(self, things: Sequence[Any], found: Found, views: Views) -> None:
        self.things = things
        self._found, self._views = found, views
        self._made: tuple[Row, ...] | None = None

    def __len__(self) -> int:
        return len(self.things)

    def __getitem__(self, place: Any) -> Any:
        """A row, or those of a slice."""
        return self._all[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._all == other._all

    def __hash__(self) -> int:
        return hash(self._all)

    @property
    def _all(self) -> tuple[Row, ...]:
        if self._made is None:
            self._made = tuple([self._views._row(self._found, thing) for thing in self.things])
        return self._made


def rest_size(kind: ListingKind) -> int:
    """How many rows a page of the rest of a list holds."""
    return REST_SIZE // 2 if kind in _TABLES else REST_SIZE


def group_anchor(name: str, year: str, partnership: str = "") -> str:
    """The address of the first item of a year, or of a year and partnership, within a list of items."""
    return f"{name}-{year}" + (f"-{partnership}" if partnership else "")


def _rest_name(entry: DocEntry, listing: Listing, number: int) -> str:
    return f"{entry.docname}/{listing.name}" + (f"-{number}" if number > 1 else "")


def _without_findings(raised: list[Briefing]) -> str:
    if not raised:
        return "Not raised in any briefing yet."
    return f"{_said_by(raised)} {'is' if len(raised) == 1 else 'are'} about it. There is no finding on it yet."


def _said_by(briefings: list[Briefing]) -> str:
    partnerships = len({one.partnership for one in briefings})
    return f"{_counted(len(briefings), 'briefing')} by {_counted(partnerships, 'partnership')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
