"""Rows of themes: the index, the tables of years and partnerships, and what is found together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefings.model.entry import Query
from briefings.model.faces import Face
from briefings.model.rows.shared import Cell, Found, made, span_of
from briefings.model.schema import Briefing, Theme
from briefings.model.vocabulary import BlockKind, Kind, Sort, as_read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.entry import DocEntry
    from briefings.model.library import FoundItem, Library
    from briefings.model.views import Views


class ThemeRow(NamedTuple):
    """A theme in the index, with how often it came up."""

    face: Face
    summary: str
    other_names: tuple[str, ...]
    parent: Face | None
    briefings: int
    partnerships: int
    years: str
    children: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of numbers; `heads` is the same in each row of a table, `split` where years end and partnerships begin.

    `inferred` is the same in each row too: whose years the source does not print, such as ``Sandwell, 2021``.
    """

    face: Face
    heads: tuple[str, ...]
    cells: tuple[Cell, ...]
    split: int
    inferred: tuple[str, ...] = ()


class PlaceYears(NamedTuple):
    """The years in which one partnership's audits found something on a theme."""

    face: Face
    years: str


@dataclass(frozen=True, slots=True)
class PlacesRow:
    """A theme on which audits of several partnerships found something.

    `everywhere` is how many partnerships have any finding on this site; `years` spans all findings on the theme.
    """

    face: Face
    findings: int
    everywhere: int
    years: str
    places: tuple[PlaceYears, ...]


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """A theme that is found together with another, or in a period: how many times, and what is counted."""

    face: Face
    count: int
    noun: str


def theme_row(library: Library, entry: DocEntry) -> ThemeRow:
    """The row of a theme."""
    theme = entry.record
    assert isinstance(theme, Theme)
    raised = raised_in(library, entry.slug)
    return ThemeRow(
        face=Face(entry.title, entry.docname),
        summary=theme.summary,
        other_names=theme.other_names,
        parent=library.face("theme", theme.parent) if theme.parent else None,
        briefings=len(raised),
        partnerships=len({one.partnership for one in raised}),
        years=span_of(years_of(library, entry.slug)),
        children=len(library.children(Kind.THEME, entry.slug)),
    )


def raised_in(library: Library, slug: str) -> list[Briefing]:
    """The briefings that raise a theme or one below it."""
    docnames = library.briefings_of_themes(library.below(Kind.THEME, slug))
    records = (library.entries[docname].record for docname in sorted(docnames))
    return [record for record in records if isinstance(record, Briefing)]


def years_of(library: Library, slug: str) -> set[int]:
    """The years in which anything was found on a theme or one below it."""
    return {year for one in library.below(Kind.THEME, slug) for year in library.years_of_theme.get(one, ())}


def themes(views: Views, query: Query) -> Found:
    """The themes that a query asks for: grouped below their parents, by name or the most recurring first."""
    library = views.library
    found = library.select_themes(query)
    if query.sort is not Sort.TITLE:
        often = {entry.docname: len(raised_in(library, entry.slug)) for entry in found}
        found.sort(key=lambda entry: -often[entry.docname])
    if not query.theme:
        found = _grouped(library, found)
    return Found(found, lambda entry: theme_row(library, entry), "theme", "docname")


def _grouped(library: Library, found: list[DocEntry]) -> list[DocEntry]:
    """Each theme right after the one above it, the order otherwise kept."""
    by_slug = {entry.slug: entry for entry in found}
    grouped: dict[str, DocEntry] = {}

    def add(entry: DocEntry) -> None:
        if entry.docname in grouped:
            return
        grouped[entry.docname] = entry
        below = library.below(Kind.THEME, entry.slug)
        for other in found:
            if other.slug in below:
                add(other)

    for entry in found:
        assert isinstance(entry.record, Theme)
        if entry.record.parent not in by_slug:
            add(entry)
    for entry in found:
        add(entry)
    return list(grouped.values())


def matrix(views: Views, query: Query) -> Found:
    """How many findings on each theme, by year and by partnership; each number leads to the findings."""
    library = views.library
    found = _grouped(library, library.select_themes(query))
    learning = {entry.slug: library.learning_below(entry.slug) for entry in found}
    every = [one for items in learning.values() for one in items]
    years = sorted({one.year for one in every})
    partnerships = sorted({one.briefing.partnership for one in every})
    heads = (*(str(year) for year in years), *(library.partnership_title(slug) for slug in partnerships))
    inferred = _inferred_years(library, every)
    rows = []
    for entry in found:
        items = learning[entry.slug]
        cells = [_year_cell(views, entry.slug, items, year) for year in years]
        cells += [_partnership_cell(views, entry.slug, items, slug) for slug in partnerships]
        rows.append(GridRow(Face(entry.title, entry.docname), heads, tuple(cells), len(years), inferred))
    return made(rows)


def strip(views: Views, query: Query) -> Found:
    """How many findings on one theme, by partnership and year; each number leads to the findings."""
    library = views.library
    items = library.learning_below(query.theme)
    years = sorted({one.year for one in items})
    heads = tuple(str(year) for year in years)
    inferred = _inferred_years(library, items)
    rows = []
    for slug in sorted({one.briefing.partnership for one in items}, key=library.partnership_title):
        face = library.face("partnership", slug) or Face(slug)
        counts = Counter(one.year for one in items if one.briefing.partnership == slug)
        cells = tuple(
            Cell(counts[year], views.place_of_learning(query.theme, year, slug) if counts[year] else None)
            for year in years
        )
        rows.append(GridRow(Face(library.partnership_title(slug), face.docname), heads, cells, len(years), inferred))
    return made(rows)


def found_in_many_places(views: Views, query: Query) -> Found:
    """Themes on which at least two partnerships' audits found something: those of the most partnerships first.

    This says where and when something was found, and no more: a theme that two findings share does not make them the
    same finding, and a finding elsewhere says nothing of what was done here.
    """
    library = views.library
    everywhere = len({one.briefing.partnership for one in library.select_items(Query(kinds=(BlockKind.LEARNING,)))})
    rows = []
    for entry in library.select_themes(query):
        if library.children(Kind.THEME, entry.slug):
            continue
        items = library.learning_below(entry.slug)
        places: dict[str, list[FoundItem]] = {}
        for one in items:
            places.setdefault(one.briefing.partnership, []).append(one)
        if len(places) > 1:
            shown = tuple(_place_years(library, slug, places[slug]) for slug in places)
            in_order = tuple(sorted(shown, key=lambda place: place.face.title))
            rows.append(
                PlacesRow(Face(entry.title, entry.docname), len(items), everywhere, _years_found(items), in_order)
            )
    rows.sort(key=lambda row: (-len(row.places), -row.findings, row.face.title))
    return made(rows)


def _place_years(library: Library, slug: str, items: list[FoundItem]) -> PlaceYears:
    title = library.partnership_title(slug)
    face = library.face("partnership", slug)
    return PlaceYears(Face(title, face.docname if face else ""), _years_found(items))


def _years_found(items: list[FoundItem]) -> str:
    """The years of findings in words; marked where no report prints the first or the last of them."""
    years = {one.year for one in items}
    printed = {one.year for one in items if not one.when_inferred}
    return as_read(span_of(years), inferred=not {min(years), max(years)} <= printed)


def _inferred_years(library: Library, items: Iterable[FoundItem]) -> tuple[str, ...]:
    """Partnership and year of findings whose year the source does not print."""
    found = {(library.partnership_title(one.briefing.partnership), one.year) for one in items if one.when_inferred}
    return tuple(f"{partnership}, {year}" for partnership, year in sorted(found))


def _year_cell(views: Views, theme: str, items: Iterable[FoundItem], year: int) -> Cell:
    count = sum(one.year == year for one in items)
    return Cell(count, views.place_of_learning(theme, year) if count else None)


def _partnership_cell(views: Views, theme: str, items: Iterable[FoundItem], slug: str) -> Cell:
    years = [one.year for one in items if one.briefing.partnership == slug]
    return Cell(len(years), views.place_of_learning(theme, years[0], slug) if years else None)


def together(views: Views, query: Query) -> Found:
    """Themes that are raised in the same briefings as one, or by a partnership in a period; the most raised first."""
    library = views.library
    if not query.theme:
        items = library.select_items(query)
        return _ranked(library, Counter(theme for one in items for theme in one.block.themes), "item")
    mine = library.briefings_of_themes(library.below(Kind.THEME, query.theme))
    around = library.below(Kind.THEME, query.theme) | library.above(Kind.THEME, query.theme)
    counts = Counter(theme for docname in mine for theme in library.themes_of[docname] if theme not in around)
    return _ranked(library, counts, "briefing")


def _ranked(library: Library, counts: Counter[str], noun: str) -> Found:
    order = sorted(counts, key=lambda theme: (-counts[theme], theme))
    return made([TogetherRow(face, counts[slug], noun) for slug in order if (face := library.face("theme", slug))])
