"""What each page shows: its facts, its sections and listings, and the names of what it mentions.

`Views` is made once per build from a library. A view is a value; its digest changes exactly when what the page shows
of the rest of the site does. HTML, PDF and every other output are rendered from views.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefings.model.derived import LONG, derived_sections
from briefings.model.faces import Face
from briefings.model.facts import Fact, facts_of
from briefings.model.rows import (
    Row,
    audit_row,
    briefing_row,
    faces_of,
    item_row,
    matrix_rows,
    policy_row,
    recommendation_row,
    theme_row,
)
from briefings.model.schema import Briefing
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import BlockKind, Kind, ListingKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefings.model.entry import DocEntry, Listing
    from briefings.model.library import Library

REST_SIZE: Final = 100
"""How many rows a page of the rest of a long list holds."""


@dataclass(frozen=True, slots=True)
class ListingView:
    """A listing with its rows.

    Attributes:
        listing: what was asked for.
        title: the heading above it, or "" where the editor wrote one.
        rows: those shown on the page itself.
        total: how many there are.
        rest: address of the first page of the whole list, or "" when nothing is left out.
    """

    listing: Listing
    title: str
    rows: tuple[Row, ...]
    total: int
    rest: str


@dataclass(frozen=True, slots=True)
class RestPage:
    """One page of a list that is too long for the page it belongs to.

    Attributes:
        pagename: its address without ending, such as ``themes/neglect/learning-2``.
        number: from one.
        pages: how many there are.
        title: heading of the list.
        parent: the page that it belongs to.
        digest: changes exactly when what it shows does.
    """

    pagename: str
    number: int
    pages: int
    title: str
    parent: Face
    kind: ListingKind
    rows: tuple[Row, ...]
    total: int
    digest: str


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page shows besides its own text."""

    title: str
    summary: str
    kind: Kind
    facts: tuple[Fact, ...]
    themes: tuple[Face, ...]
    withdrawn: tuple[str, str] | None
    sections: tuple[ListingView, ...]
    listings: tuple[ListingView, ...]
    mentions: tuple[Face | None, ...]


class Views:
    """The views of all pages of a library.

    Args:
        library: all public pages.
        bounded: whether long lists are cut and led on to pages of the rest; only an HTML site has such pages.
    """

    def __init__(self, library: Library, *, bounded: bool = True) -> None:
        self.library = library
        self.bounded = bounded
        self._rows: dict[tuple[ListingKind, str], Row] = {}
        self._digests: dict[tuple[ListingKind, str], bytes] = {}
        self._found: dict[Listing, list[tuple[str, Callable[[], Row]]]] = {}

    # pages ---------------------------------------------------------------------------------------------------

    def of(self, docname: str) -> PageView:
        """What one page shows."""
        library = self.library
        entry = library.entries[docname]
        record = entry.record
        sections = tuple(
            view
            for section in derived_sections(entry)
            if (view := self._listing(entry, section.listing, section.title)).total
        )
        return PageView(
            title=entry.title,
            summary=getattr(record, "summary", "") or "",
            kind=entry.kind,
            facts=facts_of(library, entry),
            themes=faces_of(library, "theme", record.themes) if isinstance(record, Briefing) else (),
            withdrawn=(record.on, record.why) if isinstance(record, Tombstone) else None,
            sections=sections,
            listings=tuple(self._listing(entry, listing, "") for listing in entry.listings),
            mentions=tuple(
                library.face(reference.what, reference.target) for reference in entry.references if reference.in_text
            ),
        )

    def digest(self, docname: str) -> str:
        """Changes exactly when the view of the page does."""
        return _hash(repr(self.of(docname)).encode())

    def _listing(self, entry: DocEntry, listing: Listing, title: str) -> ListingView:
        found = self._find(listing)
        limit = len(found)
        if self.bounded:
            limit = listing.query.limit or (len(found) if listing.query.briefing else LONG)
        rows = tuple(self._row(listing.kind, key, make) for key, make in found[:limit])
        cut = len(found) > limit and not (listing.query.briefing and listing.kind is ListingKind.BRIEFINGS)
        rest = _rest_name(entry, listing, 1) if cut else ""
        return ListingView(listing, title, rows, len(found), rest)

    # the rest of long lists ----------------------------------------------------------------------------------

    def rest_pages(self) -> Iterator[RestPage]:
        """Every page of the rest of a long list, over the whole site."""
        for entry in self.library.entries.values():
            listings = [(section.title, section.listing) for section in derived_sections(entry)]
            for title, listing in (*listings, *(("", listing) for listing in entry.listings)):
                if self._listing(entry, listing, title).rest:
                    yield from self._rest_of(entry, listing, title)

    def _rest_of(self, entry: DocEntry, listing: Listing, title: str) -> Iterator[RestPage]:
        found = self._find(listing)
        pages = -(-len(found) // REST_SIZE)
        parent = Face(entry.title, entry.docname)
        for number in range(1, pages + 1):
            part = found[(number - 1) * REST_SIZE : number * REST_SIZE]
            rows = tuple(self._row(listing.kind, key, make) for key, make in part)
            digests = b"".join(
                self._row_digest(listing.kind, key, row) for (key, _), row in zip(part, rows, strict=True)
            )
            frame = repr((number, pages, title, parent, len(found))).encode()
            yield RestPage(
                pagename=_rest_name(entry, listing, number),
                number=number,
                pages=pages,
                title=title or entry.title,
                parent=parent,
                kind=listing.kind,
                rows=rows,
                total=len(found),
                digest=_hash(frame + digests),
            )

    # rows ----------------------------------------------------------------------------------------------------

    def _row(self, kind: ListingKind, key: str, make: Callable[[], Row]) -> Row:
        if kind is ListingKind.THEME_MATRIX:
            return make()
        if (kind, key) not in self._rows:
            self._rows[kind, key] = make()
        return self._rows[kind, key]

    def _row_digest(self, kind: ListingKind, key: str, row: Row) -> bytes:
        if (kind, key) not in self._digests:
            self._digests[kind, key] = hashlib.blake2b(repr(row).encode(), digest_size=16).digest()
        return self._digests[kind, key]

    def _find(self, listing: Listing) -> list[tuple[str, Callable[[], Row]]]:
        if listing not in self._found:
            self._found[listing] = self._select(listing)
        return self._found[listing]

    def _select(self, listing: Listing) -> list[tuple[str, Callable[[], Row]]]:
        library, query = self.library, listing.query

        def rows(
            found: list[Any], make: Callable[[Library, Any], Row], key: str
        ) -> list[tuple[str, Callable[[], Row]]]:
            return [(getattr(one, key), lambda one=one: make(library, one)) for one in found]  # type: ignore[misc]

        match listing.kind:
            case ListingKind.ITEMS:
                return rows(library.select_items(query), item_row, "key")
            case ListingKind.RECOMMENDATIONS:
                return rows(library.select_recommendations(query), recommendation_row, "key")
            case ListingKind.AUDITS:
                return rows(library.select_audits(query), audit_row, "key")
            case ListingKind.BRIEFINGS:
                return rows(library.select_briefings(query), briefing_row, "docname")
            case ListingKind.POLICIES:
                return rows(library.select_policies(query), policy_row, "docname")
            case ListingKind.THEMES:
                return rows(library.select_themes(query), theme_row, "docname")
            case ListingKind.THEME_MATRIX:
                counted = [one for one in library.select_items(query) if one.block.kind is BlockKind.LEARNING]
                made = matrix_rows(library, library.select_themes(query), counted)
                return [(row.face.docname, lambda row=row: row) for row in made]  # type: ignore[misc]


def _rest_name(entry: DocEntry, listing: Listing, number: int) -> str:
    return f"{entry.docname}/{listing.name}" + (f"-{number}" if number > 1 else "")


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
