"""The sheets: what stands on each kind of PDF, in which order. Pure: views and documents in, JSON out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from briefings.model.entry import Query
from briefings.model.minute import FOUND, MAIN_FINDINGS, main_findings
from briefings.model.rows.items import item_row
from briefings.model.rows.procedures import NATIONAL, PLACE, procedures
from briefings.model.rows.recommendations import recommendation_row
from briefings.model.schema import Briefing
from briefings.model.statuses import done_words
from briefings.model.vocabulary import BLOCK_TERMS, FOLDER_OF_KIND, BlockKind, Kind, Origin
from briefings.nodes import take_apart
from briefings.outputs.pdf.procedures import TITLE, procedure_blocks
from briefings.outputs.pdf.rows import item_block, recommendation_blocks, short_block, short_item, with_origins
from briefings.outputs.pdf.shapes import (
    Block,
    Blocks,
    Inlines,
    Sheet,
    heading,
    joined,
    link,
    plain_text,
    shown_address,
    wrap,
)
from briefings.outputs.pdf.writing import Scribe, Speller, absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from docutils import nodes

    from briefings.model.banners import Banner
    from briefings.model.entry import DocEntry
    from briefings.model.facts import Fact
    from briefings.model.registers import NamedPack
    from briefings.model.rows import ItemRow, ProcedureRow
    from briefings.model.schema import Checklist
    from briefings.model.views import PageView, Views

TICK: Final = "What to do differently. Tick what we do every time; talk about the rest."
MOST_QUESTIONS: Final = 60
"""How many questions a pack of a theme prints: nobody carries more into a meeting, and the site has them all."""
MOST_POINTS: Final = 40
"""How many practice points are tried for a list on one page; many fewer fit."""
MOST_WITH_EVIDENCE: Final = 12
"""Up to how many recommendations a handout also says what was done about each; more have a sheet of their own."""
WIDE: Final = 60
"""From how many characters on a key fact has a line to itself."""
CHOICE: Final = 2
"""Of more questions than these, a team chooses."""
_NOT_ON_PAPER: Final = ("Reading time", "Reference")
"""Facts that paper shows elsewhere, or that only matter before one opens a page."""
ONE_PAGE_QUESTIONS: Final = 3
"""How many questions the one-page version asks."""
ONE_PAGE_TITLES: Final = {BlockKind.QUESTIONS: "To talk about"}
"""What kinds of block are called there, where that is not what they are called elsewhere."""
ON_ONE_PAGE: Final = ("one-page", "checklist")
"""Kinds of sheets that are one page, and say what did not fit."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every sheet says of the site it comes from.

    Attributes:
        name: what the site is called.
        base: its web address, or "" when it is not known; then nothing is linked and no QR code made.
        brand: its colour, as ``#0f4c5c``.
        as_of: the date of the build in words.
        page_of: the address of a page, as seen from `base`.
        qr: draws the code of a web address as SVG.
        picture: where the typesetter finds a picture.
    """

    name: str
    base: str
    brand: str
    as_of: str
    page_of: Callable[[str], str]
    qr: Callable[[str], str]
    picture: Callable[[str], str]

    def address(self, docname: str, anchor: str = "") -> str:
        """The web address of a page and a place on it."""
        if not self.base or not docname:
            return ""
        return absolute(self.base, self.page_of(docname)) + (f"#{anchor}" if anchor else "")


class Printer:
    """Writes sheets for one build.

    Args:
        site: what stands on all of them.
        views: what each page shows.
        document_of: reads the document of a page; it is taken apart when it has been printed.
    """

    def __init__(self, site: Site, views: Views, document_of: Callable[[str], nodes.document]) -> None:
        self.site = site
        self.views = views
        self.library = views.library
        self.document_of = document_of

    # briefings -----------------------------------------------------------------------------------------------

    def handout(self, docname: str) -> Sheet:
        """The whole briefing, but for the evidence of very many recommendations: see `recommendations`."""
        entry, view = self.library.entries[docname], self.views.of(docname)
        return self._sheet("briefing", entry, _label_of(entry)) | self._briefing(entry, view)

    def _briefing(self, entry: DocEntry, view: PageView, deeper: int = 0) -> dict[str, Any]:
        scribe = replace(
            self._scribe(entry, view, deeper),
            leaves_evidence=has_own_sheet(entry),
            procedures=self._procedures_behind(entry),
        )
        front = self._front(scribe, view)
        minute = [
            {
                "title": part.title,
                "kind": part.rows[0].kind.value,
                "items": [short_item(scribe, row) for row in part.rows],
            }
            for part in view.minute
        ]
        return {"front": front, "minute": minute, "body": self._text(scribe, entry.docname)}

    def _procedures_behind(self, entry: DocEntry) -> tuple[ProcedureRow, ...]:
        """What a briefing rests on, as it applies today: national, and of its own partnership."""
        assert isinstance(entry.record, Briefing)
        groups = (NATIONAL, self.library.partnership_title(entry.record.partnership))
        found = procedures(self.views, Query(briefing=entry.slug)).things
        return tuple(row for row in found if row.group in groups)

    def recommendations(self, docname: str) -> Sheet:
        """The recommendations of a briefing that has many, with what was done about each."""
        entry, view = self.library.entries[docname], self.views.of(docname)
        assert isinstance(entry.record, Briefing)
        found = (self.library.recommendation_of_key[f"{entry.slug}/{one.id}"] for one in entry.record.recommendations)
        rows = [recommendation_row(self.library, one) for one in found]
        done = done_words([row.reading for row in rows])
        return self._sheet("recommendations", entry, "Recommendations") | {
            "front": self._plain_front(f"Recommendations: {entry.title}", f"{len(rows)} recommendations, {done}."),
            "body": recommendation_blocks(self._scribe(entry, view), rows, 2),
        }

    def one_page(self, docname: str) -> Sheet:
        """What was found, what to do differently and three questions of a briefing."""
        entry, view = self.library.entries[docname], self.views.of(docname)
        scribe = self._scribe(entry, view)
        front = self._front(scribe, view)
        front["facts"] = front["facts"][:3]
        found = [self.library.item_of_key[f"{entry.slug}/{one.id}"] for _, one in entry.items]
        rows = [item_row(self.library, one) for one in found]
        # A briefing without practice points still fills its page: with all that was found.
        points = self._printed_first(scribe, rows, BlockKind.PRACTICE_POINTS)
        findings = main_findings(found, MAIN_FINDINGS if points["items"] else len(found))
        main = short_block(scribe, BlockKind.LEARNING, FOUND, [item_row(self.library, one) for one in findings])
        first = [main] if points["items"] else []
        return self._sheet("one-page", entry, "On one page") | {
            "front": front,
            "first": first,
            "points": points if first else main,
            "questions": self._printed_first(scribe, rows, BlockKind.QUESTIONS, ONE_PAGE_QUESTIONS)
            if any(row.kind is BlockKind.QUESTIONS for row in rows)
            else self._standing_questions(),
        }

    def _printed_first(
        self, scribe: Scribe, rows: Sequence[ItemRow], kind: BlockKind, most: int | None = None
    ) -> Block:
        """The items of one kind: those of the report, then those that were written for this site."""
        chosen = sorted((row for row in rows if row.kind is kind), key=lambda row: row.origin is Origin.SITE)[:most]
        return short_block(scribe, kind, ONE_PAGE_TITLES.get(kind, BLOCK_TERMS[kind].title), chosen)

    def _standing_questions(self) -> Block:
        """The questions that go with every briefing, for one that has none of its own."""
        asked = list(enumerate(self.library.standing_questions, 1))
        items = [{"id": f"{number}", "c": [text], "about": []} for number, text in asked[:ONE_PAGE_QUESTIONS]]
        note, items = with_origins(items, [Origin.SITE] * len(items))
        return {"t": "block", "kind": "questions", "level": 2, "title": ["To talk about"], "note": note, "items": items}

    # themes and agencies -------------------------------------------------------------------------------------

    def questions(self, docname: str, pages: Sequence[str]) -> Sheet:
        """The questions of a theme or an agency, by briefing, and the pages that go with every pack."""
        entry = self.library.entries[docname]
        rows = self.rows(entry.kind, entry.slug, BlockKind.QUESTIONS)
        front = self._plain_front(entry.title, f"{self.views.of(docname).summary} {_choose(rows)}".strip())
        rows = rows[:MOST_QUESTIONS]
        return self._sheet("questions", entry, "Question pack") | {
            "front": front,
            "body": [*self._by_briefing(self._scribe_of_lists(docname), rows, 2), *self._applies(docname, 2)],
            "pages": self._pages(pages, 2),
        }

    def rows(self, kind: Kind, slug: str, block: BlockKind, agency: str = "") -> tuple[ItemRow, ...]:
        """The questions or practice points of a theme or an agency, or of a theme for an agency; the newest first."""
        query = Query(
            kinds=(block,),
            theme=slug if kind is Kind.THEME else "",
            agency=slug if kind is Kind.AGENCY else agency,
        )
        return tuple(item_row(self.library, found) for found in self.library.select_items(query))

    def _scribe_of_lists(self, docname: str) -> Scribe:
        """A scribe for what is gathered from many pages; it knows the whole glossary."""
        scribe = self._scribe(self.library.entries[docname], self.views.of(docname))
        return replace(scribe, spell=Speller((term, one.means) for term, one in self.library.glossary.items()))

    def _by_briefing(self, scribe: Scribe, rows: Sequence[ItemRow], level: int) -> Blocks:
        made: Blocks = []
        for (title, docname), group in groupby(rows, key=lambda row: (row.source.title, row.source.docname)):
            found = list(group)
            about: Inlines = [f"{found[0].partnership} · {found[0].when}"]
            if url := self.site.address(docname):
                about += [" · ", *link(url, [shown_address(url)])]
            made.append({"t": "h", "level": level, "id": None, "c": [title]})
            made.append(wrap("soft", *about))
            blocks = item_block(scribe, found, level + 1, source=False)
            made += blocks
        return made

    def _applies(self, docname: str, level: int) -> Blocks:
        """The procedures of a theme; an agency has none of its own."""
        entry = self.library.entries[docname]
        if entry.kind is not Kind.THEME:
            return []
        rows = procedures(self.views, Query(theme=entry.slug)).things
        made = procedure_blocks(self._scribe_of_lists(docname), rows, docname, PLACE)
        return [heading(level, [TITLE]), *made] if made else []

    def checklist(self, docname: str) -> Sheet:
        """The practice points of a theme or an agency with boxes to tick, on one page."""
        entry = self.library.entries[docname]
        rows = self.rows(entry.kind, entry.slug, BlockKind.PRACTICE_POINTS)
        return self._sheet("checklist", entry, "Checklist") | {
            "front": self._plain_front(entry.title, TICK),
            "points": self._points(self._scribe_of_lists(docname), rows[:MOST_POINTS]),
            "more": len(rows[MOST_POINTS:]),
        }

    def _points(self, scribe: Scribe, rows: Sequence[ItemRow]) -> list[dict[str, Any]]:
        """Practice points with the briefing that each comes from."""
        return [
            short_item(scribe, row)
            | {"about": joined([[f"{row.source.title} · {row.when}"], [row.origin.mark]], " · ")}
            for row in rows
        ]

    # packs ---------------------------------------------------------------------------------------------------

    def pack(self, pack: NamedPack, before: Sequence[str], after: Sequence[str], home: str) -> Sheet:
        """A named pack: how to use it, what it holds in the order of its file, what to write down afterwards.

        Args:
            pack: what it names.
            before: pages of text to print first, such as the run sheet.
            after: pages of text to print last, such as the action form.
            home: the page that offers the pack, or "".
        """
        record = pack.record
        parts = [self._briefing_part(slug) for slug in record.briefings]
        parts += [self._theme_part(slug) for slug in record.themes]
        if record.items:
            parts.append(self._items_part(record.items))
        parts += [self._checklist_part(one) for one in record.checklists]
        front = self._plain_front(record.title, record.summary or "")
        front["facts"] = [{"label": "Put together", "value": [record.date.words], "wide": False}]
        return {
            "kind": "pack",
            "meta": self.meta(
                record.title, "Meeting pack", self.site.address(home), record.summary or f"Meeting pack: {record.title}"
            ),
            "front": front,
            "before": self._pages(before, 2),
            "parts": [part | {"id": f"part-{number}"} for number, part in enumerate(parts, 1)],
            "after": self._pages(after, 2),
        }

    def _briefing_part(self, slug: str) -> dict[str, Any]:
        entry = self.library.entries[f"briefings/{slug}"]
        part = self._briefing(entry, self.views.of(entry.docname), deeper=1)
        return part | {"kind": "briefing", "url": self.site.address(entry.docname) or None}

    def _list_part(self, title: str, lead: str, body: Blocks, *, tick: bool = False) -> dict[str, Any]:
        return {"kind": "list", "front": self._plain_front(title, lead), "body": body, "tick": tick}

    def _theme_part(self, slug: str) -> dict[str, Any]:
        docname = f"themes/{slug}"
        rows = self.rows(Kind.THEME, slug, BlockKind.QUESTIONS)
        body = self._by_briefing(self._scribe_of_lists(docname), rows[:MOST_QUESTIONS], 3) + self._applies(docname, 3)
        return self._list_part(f"Questions: {self.library.entries[docname].title}", _choose(rows), body)

    def _items_part(self, keys: Sequence[str]) -> dict[str, Any]:
        rows = [item_row(self.library, self.library.item_of_key[self.library.current(key)]) for key in keys]
        scribe = self._scribe_of_lists(rows[0].source.docname)
        return self._list_part("Chosen for this meeting", "", item_block(scribe, rows, 3))

    def _checklist_part(self, wanted: Checklist) -> dict[str, Any]:
        kind, slug = (Kind.THEME, wanted.theme) if wanted.theme else (Kind.AGENCY, wanted.agency or "")
        agency = wanted.agency or "" if wanted.theme else ""
        title = self.library.title_of(kind.value, slug or "")
        if agency:
            title += f", {self.library.title_of('agency', agency)}"
        rows = self.rows(kind, slug or "", BlockKind.PRACTICE_POINTS, agency)
        scribe = self._scribe_of_lists(f"{FOLDER_OF_KIND[kind]}/{slug}")
        block: Block = {
            "t": "block",
            "kind": BlockKind.PRACTICE_POINTS.value,
            "level": 3,
            "title": [],
            "note": [],
            "items": self._points(scribe, rows),
            "tick": True,
        }
        return self._list_part(f"Checklist: {title}", TICK, [block], tick=True)

    # other pages ---------------------------------------------------------------------------------------------

    def page(self, docname: str) -> Sheet:
        """A page of text as it stands, such as the action form; a digest in two columns."""
        entry, view = self.library.entries[docname], self.views.of(docname)
        scribe = self._scribe(entry, view)
        digest = getattr(entry.record, "digest", None) is not None
        return self._sheet("digest" if digest else "page", entry, "Digest" if digest else "For your meeting") | {
            "front": self._front(scribe, view),
            "body": self._text(scribe, docname),
        }

    def _pages(self, docnames: Iterable[str], level: int) -> list[dict[str, Any]]:
        """Pages of text below one another, each under its own heading."""
        made = []
        for docname in docnames:
            entry = self.library.entries[docname]
            scribe = self._scribe(entry, self.views.of(docname), deeper=level - 1)
            title: Block = {"t": "h", "level": level, "id": None, "c": [entry.title]}
            made.append({"body": [title, *self._text(scribe, docname)]})
        return made

    # parts ---------------------------------------------------------------------------------------------------

    def _scribe(self, entry: DocEntry, view: PageView, deeper: int = 0) -> Scribe:
        return Scribe(self.library, view, entry, self.site.address, Speller(view.glossary), self.site.picture, deeper)

    def _text(self, scribe: Scribe, docname: str) -> Blocks:
        document = self.document_of(docname)
        try:
            return scribe.document(document)
        finally:
            take_apart(document)

    def _sheet(self, kind: str, entry: DocEntry, label: str) -> Sheet:
        meta = self.meta(entry.title, label, self.site.address(entry.docname), _about(entry))
        return {"kind": kind, "meta": meta | {"place": self.site.page_of(entry.docname)}}

    def meta(self, title: str, label: str, url: str, description: str) -> dict[str, Any]:
        """What a PDF says of itself, and every page of it at its edges."""
        return {
            "title": title,
            "label": label,
            "site": self.site.name,
            "lang": "en",
            "region": "GB",
            "as-of": self.site.as_of,
            "brand": self.site.brand,
            "description": description,
            "url": url or None,
            "place": None,
            "qr": self.site.qr(url) if url else None,
        }

    def _plain_front(self, title: str, lead: str) -> dict[str, Any]:
        return {"title": title, "lead": lead or None, "facts": [], "banners": []}

    def _front(self, scribe: Scribe, view: PageView) -> dict[str, Any]:
        front = self._plain_front(view.title, view.summary)
        # Facts are read first, at a glance: nothing is spelled out there.
        plain = replace(scribe, spell=Speller(()))
        for fact in view.facts:
            if fact.label not in _NOT_ON_PAPER:
                value = _fact(plain, fact)
                wide = len(plain_text(value)) > WIDE
                front["facts"].append({"label": fact.label, "value": value, "wide": wide})
        front["banners"] = [_banner(scribe, banner) for banner in view.banners]
        return front


def has_own_sheet(entry: DocEntry) -> bool:
    """Whether a briefing has so many recommendations that they have a sheet of their own."""
    return isinstance(entry.record, Briefing) and len(entry.record.recommendations) > MOST_WITH_EVIDENCE


def _choose(rows: Sequence[ItemRow]) -> str:
    if not rows:
        return "There are no questions for this yet."
    number = f"{len(rows)} question{'' if len(rows) == 1 else 's'}"
    if len(rows) > MOST_QUESTIONS:
        number = f"The newest {MOST_QUESTIONS} of {len(rows)} questions"
    return f"{number} for team meetings and supervision.{' Choose one or two.' if len(rows) > CHOICE else ''}"


def _about(entry: DocEntry) -> str:
    return getattr(entry.record, "summary", "") or entry.title


def _label_of(entry: DocEntry) -> str:
    reference = entry.record.reference if isinstance(entry.record, Briefing) else ""
    return f"Learning briefing · {reference}" if reference else "Learning briefing"


def _fact(scribe: Scribe, fact: Fact) -> Inlines:
    said = joined(scribe.listed(face) for face in fact.values)
    if fact.href and plain_text(said) != fact.href:
        said = [*link(fact.href, said), wrap("soft", f" ({shown_address(fact.href)})")]
    elif fact.href:
        said = link(fact.href, [shown_address(fact.href)])
    return [*said, wrap("soft", f" {fact.note}")] if fact.note else said


def _banner(scribe: Scribe, banner: Banner) -> Inlines:
    made: Inlines = [banner.words]
    if banner.faces:
        made += [" ", *joined(scribe.listed(face) for face in banner.faces), "."]
    if banner.href:
        made += [" ", *link(banner.href, [shown_address(banner.href)])]
    return made
