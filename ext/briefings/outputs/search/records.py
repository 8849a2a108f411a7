"""What can be found: every page, and every item, recommendation and audit by itself, each with its facets.

A record is a value made of the library alone; so nothing can be found that is not public, and how a page looks makes no
difference. The order of the records, newest first, is the order of the index: see `table`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from briefings.model.abbreviations import abbreviations_in
from briefings.model.facets import STANDING_TITLES
from briefings.model.rows import differs_words, held_words, sample_words, stands_words
from briefings.model.schema import Agency, Briefing, Partnership, Policy, Theme
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import BLOCK_TERMS, BlockKind, Kind, Standing
from briefings.outputs.search.texts import PageText, number_words, text_of, told_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefings.model.dates import PartialDate
    from briefings.model.entry import DocEntry
    from briefings.model.library import FoundAudit, FoundItem, FoundRecommendation, Library
    from briefings.model.schema import Recommendation
    from briefings.model.scopes import Scope

Found = TypeVar("Found", "FoundItem", "FoundRecommendation", "FoundAudit")
RECOMMENDATION: Final = "recommendation"
AUDIT: Final = "audit"
KINDS: Final[dict[str, tuple[str, str]]] = {
    BlockKind.LEARNING: (BLOCK_TERMS[BlockKind.LEARNING].one, "What needs to improve"),
    BlockKind.GOOD_PRACTICE: (BLOCK_TERMS[BlockKind.GOOD_PRACTICE].one, "What went well"),
    BlockKind.PRACTICE_POINTS: (BLOCK_TERMS[BlockKind.PRACTICE_POINTS].one, "Practice points"),
    BlockKind.QUESTIONS: (BLOCK_TERMS[BlockKind.QUESTIONS].one, "Questions"),
    BlockKind.ACTIONS: (BLOCK_TERMS[BlockKind.ACTIONS].one, "Actions"),
    BlockKind.IMPACT: (BLOCK_TERMS[BlockKind.IMPACT].one, "What changed"),
    RECOMMENDATION: ("Recommendation", "Recommendations"),
    AUDIT: ("Audit", "Audits"),
    Kind.BRIEFING: ("Briefing", "Briefings"),
    Kind.THEME: ("Theme", "Themes"),
    Kind.POLICY: ("Policy", "Policies"),
    Kind.AGENCY: ("Agency", "Agencies"),
    Kind.PARTNERSHIP: ("Partnership", "Partnerships"),
    Kind.PAGE: ("Page", "Other pages"),
}
"""The kinds of result in the order of the facet: what one is called, and what all of them are called."""
EVERYONE: Final = "everyone"
"""Stands for the agency of what is meant for no agency in particular."""
_UNDATED: Final = date.min


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found.

    Attributes:
        address: page and place, from the root of the site.
        kind: a key of `KINDS`.
        title: of a page or an audit; an item is its own text and has none.
        text: its words, for finding and for the excerpt.
        names: more words that find it and are never shown: other names, and what abbreviations stand for.
        about: words that find it too, but say less of it: the names of its themes and its partnership, and of a page
            what its items say.
        within: the title of the page that holds it, or "" for a page.
        place: the short name of its partnership, or "".
        themes: its themes and those above them.
        agencies: its agencies and those above them; `EVERYONE` for an item without any.
        partnerships: whose learning it is; none for what is nobody's.
        year: when it counts, or None for what has no date.
        when: the day by which results are put in order, newest first.
        origin: the mark of what was written for this site; "" for what was printed.
    """

    address: str
    kind: str
    title: str
    text: str
    names: str
    about: str
    within: str
    place: str
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    partnerships: tuple[str, ...]
    year: int | None
    when: date
    origin: str = ""


def records_of(library: Library, scope: Scope) -> tuple[Record, ...]:
    """Every record of a search, newest first; records without a date come last.

    Args:
        library: all public pages. A withdrawn page is not a record: it stays, and can be reached by its address.
        scope: which of the pages this search covers.
    """
    maker = _Maker(library)
    found = [record for entry in library.entries.values() if scope.covers(entry) for record in maker.page(entry)]
    found.sort(key=lambda record: -record.when.toordinal())
    return tuple(found)


class _Maker:
    """Makes records, and remembers what is asked often."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.items = _by_page(library.items)
        self.recommendations = _by_page(library.recommendations)
        self.audits = _by_page(library.audits)
        self.spelled = {term.term: term.means for term in library.glossary.values()}
        self.means = {term.means.casefold(): term.term for term in library.glossary.values()}
        self._above: dict[tuple[Kind, str], frozenset[str]] = {}

    def page(self, entry: DocEntry) -> Iterator[Record]:
        """The record of a page, then those of its items, recommendations and audits."""
        if isinstance(entry.record, Tombstone):
            return
        yield self._page(entry, text_of(self.library, entry, self._held(entry)))
        for item in self.items.get(entry.docname, ()):
            yield self._item(item)
        for recommendation in self.recommendations.get(entry.docname, ()):
            yield self._recommendation(recommendation)
        for audit in self.audits.get(entry.docname, ()):
            yield self._audit(audit)

    def _held(self, entry: DocEntry) -> Iterator[str]:
        """The words of what has records of its own on a page, and of what is told with it."""
        docname = entry.docname
        yield from (self.library.text_of(item.item) for item in self.items.get(docname, ()))
        yield from (_words_of(one.recommendation) for one in self.recommendations.get(docname, ()))
        if isinstance(entry.record, Briefing):
            yield from told_by(entry.record)

    def _page(self, entry: DocEntry, text: PageText) -> Record:
        record = entry.record
        themes: Iterable[str] = ()
        agencies: Iterable[str] = ()
        partnership: str | None = None
        names: tuple[str, ...] = ()
        when: PartialDate | None = None
        if isinstance(record, Briefing):
            themes, agencies = sorted(self.library.themes_of[entry.docname]), record.agencies
            partnership, when = record.partnership, record.published
            names = (record.reference or "",)
        elif isinstance(record, Theme):
            themes, names = (entry.slug,), record.other_names
        elif isinstance(record, Agency):
            agencies, names = (entry.slug,), record.other_names
        elif isinstance(record, Partnership):
            partnership = entry.slug
            names = (record.short_title, record.area, *(former.name for former in record.former_names))
        elif isinstance(record, Policy):
            themes, agencies = self._subjects_of(entry)
            partnership, when, names = record.partnership, record.issued, (*record.other_names, record.owner)
        is_briefing, year = isinstance(record, Briefing), str(when.last.year) if when else ""
        about = self._about(
            entry.kind,
            themes if is_briefing else (),
            agencies if is_briefing else (),
            self._place(partnership),
            year,
            number_words(f"{text.own} {text.items}"),
        )
        return Record(
            address=f"{entry.docname}.html",
            kind=entry.kind,
            title=entry.title,
            text=text.own or entry.title,
            names=self._names(f"{entry.title} {' '.join(names)} {text.own} {text.items}", *names),
            about=f"{about} {text.words_of_items(f'{entry.title} {about}')}".strip(),
            within="",
            place=self._place(partnership),
            themes=self._with_above(Kind.THEME, themes),
            agencies=self._with_above(Kind.AGENCY, agencies),
            partnerships=(partnership,) if partnership else (),
            year=when.last.year if when else None,
            when=when.last if when else _UNDATED,
        )

    def _item(self, found: FoundItem) -> Record:
        text = self.library.text_of(found.item)
        block = found.block
        record = self._part(found, found.item.id, block.kind, "", text, block.themes, block.agencies)
        return replace(record, origin=block.origin.mark)

    def _recommendation(self, found: FoundRecommendation) -> Record:
        one = found.recommendation
        owner = self.library.title_of("owner", one.owner) if one.owner else ""
        overdue = STANDING_TITLES[Standing.OVERDUE] if found.is_overdue(self.library.as_of) else ""
        words = (one.id, number_words(one.id), owner, overdue)
        text = f"{one.id}: {_words_of(one)} Status: {stands_words(found)}."
        return self._part(found, one.anchor, RECOMMENDATION, "", text, found.themes, found.agencies, *words)

    def _audit(self, found: FoundAudit) -> Record:
        one = found.audit
        looked_at = "; ".join(sample_words(sample) for sample in one.sample)
        held = f"{one.method.value.replace('-', ' ').capitalize()}, {held_words(one)}."
        text = " ".join(filter(None, (held, looked_at, differs_words(one))))
        return self._part(found, one.anchor, AUDIT, one.title, text, one.themes, one.took_part)

    def _part(
        self,
        found: FoundItem | FoundRecommendation | FoundAudit,
        anchor: str,
        kind: str,
        title: str,
        text: str,
        themes: Iterable[str],
        agencies: Iterable[str],
        *names: str,
    ) -> Record:
        place, when = self._place(found.briefing.partnership), found.when.end.last
        return Record(
            address=f"{found.entry.docname}.html#{anchor}",
            kind=kind,
            title=title,
            text=text,
            names=self._names(f"{title} {text}", *names),
            about=self._about(kind, themes, agencies, place, str(when.year), number_words(text)),
            within=found.entry.title,
            place=place,
            themes=self._with_above(Kind.THEME, themes),
            agencies=self._with_above(Kind.AGENCY, agencies) or (EVERYONE,),
            partnerships=(found.briefing.partnership,),
            year=when.year,
            when=when,
        )

    def _names(self, text: str, *called: str) -> str:
        """Other names, then what the abbreviations of a text stand for, and the abbreviations of what it spells out."""
        names = dict.fromkeys(name for name in called if name)
        names.update((self.spelled[word], None) for word in abbreviations_in(text) if word in self.spelled)
        lower = text.casefold()
        names.update((short, None) for means, short in self.means.items() if means in lower)
        return " · ".join(names)

    def _about(self, kind: str, themes: Iterable[str], agencies: Iterable[str], *more: str) -> str:
        """What a result is, and the names of what it belongs to: each choice of a facet is a word to look for too."""
        named = (
            KINDS[kind][0],
            *(self.library.title_of("theme", theme) for theme in themes),
            *(self.library.title_of("agency", agency) for agency in agencies if self.library.find(Kind.AGENCY, agency)),
        )
        return " ".join(part for part in (*named, *more) if part)

    def _with_above(self, kind: Kind, slugs: Iterable[str]) -> tuple[str, ...]:
        """The slugs and all above them. An owner may be a partnership: that is no agency, and left out."""
        found: set[str] = set()
        for slug in slugs:
            if (kind, slug) not in self._above:
                exists = self.library.find(kind, slug) is not None
                self._above[kind, slug] = self.library.above(kind, slug) if exists else frozenset()
            found |= self._above[kind, slug]
        return tuple(sorted(found))

    def _place(self, partnership: str | None) -> str:
        return self.library.partnership_title(partnership) if partnership else ""

    def _subjects_of(self, entry: DocEntry) -> tuple[set[str], set[str]]:
        """The themes and agencies of everything that mentions a policy."""
        places = self.library.mentions_of_policy(entry.slug)
        themes: set[str] = set()
        agencies: set[str] = set()
        for docname in {docname for docname, _ in places}:
            for item in self.items.get(docname, ()):
                if (docname, item.item.id) in places:
                    themes.update(item.block.themes)
                    agencies.update(item.block.agencies)
            for one in self.recommendations.get(docname, ()):
                if (docname, one.recommendation.anchor) in places:
                    themes.update(one.themes)
                    agencies.update(one.agencies)
        return themes, agencies


def _by_page(found: Iterable[Found]) -> dict[str, list[Found]]:
    pages: dict[str, list[Found]] = {}
    for one in found:
        pages.setdefault(one.entry.docname, []).append(one)
    return pages


def _words_of(recommendation: Recommendation) -> str:
    return " ".join((recommendation.text, *(step.what for step in recommendation.steps)))
