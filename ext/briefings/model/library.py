"""All entries together: who mentions whom, what belongs to which theme, what is newest.

A `Library` is derived from ``{docname: DocEntry}`` after reading, for one date. It is read-only, ordered the same way
every time, and never stored.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from briefings.model.addresses import Whereabouts, whereabouts
from briefings.model.dates import PartialDate, Period
from briefings.model.entry import Query
from briefings.model.faces import Face, State
from briefings.model.former import former_addresses
from briefings.model.index import Index
from briefings.model.inline import plain
from briefings.model.registers import NO_REGISTERS, Registers
from briefings.model.returns import returns_in
from briefings.model.schema import Agency, Briefing, Page, Partnership, Policy, Theme
from briefings.model.selection import Tombstone
from briefings.model.statuses import reading_of, scale_of
from briefings.model.vocabulary import (
    BLOCK_TERMS,
    DRAFTS_FOLDER,
    FOLDER_OF_KIND,
    BlockKind,
    InferredOfAudit,
    InferredOfRecommendation,
    Kind,
    PolicyStatus,
    Sort,
    Standing,
    Status,
    as_read,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set
    from datetime import date

    from briefings.model.entry import Block, DocEntry, Item
    from briefings.model.refused import RefusedPage
    from briefings.model.returns import Return
    from briefings.model.schema import Accessibility, Audit, Recommendation, Term, Update
    from briefings.model.statuses import Reading, Scale

Found = TypeVar("Found", "FoundItem", "FoundRecommendation", "FoundAudit")
One = TypeVar("One")
QUIET_DAYS: Final = 365
"""After how many days without an update a recommendation that is not done counts as quiet."""
TEST_DAYS: Final = 366
"""After how many days a test for accessibility is too old to be relied on."""
_CLIP: Final = 80
_RELATED_PER_THEME: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class FoundItem:
    """An item with all that is known of it.

    `key` names it over the whole site (``core-groups/q3``); `year` is that of the end of its audit.
    """

    key: str
    year: int
    entry: DocEntry
    briefing: Briefing
    block: Block
    item: Item
    audit: Audit | None
    when: Period

    @property
    def holder(self) -> Block:
        """What says that its items were found before."""
        return self.block

    @property
    def when_inferred(self) -> bool:
        """Whether its date is that of an audit whose date the source does not print."""
        return self.audit is not None and InferredOfAudit.HELD in self.audit.inferred


@dataclass(frozen=True, slots=True, eq=False)
class FoundRecommendation:
    """A recommendation with the briefing that holds it; `key` names it: ``core-groups/1.6``.

    Its status and latest update are found out once, because every list asks for them.
    """

    key: str
    entry: DocEntry
    briefing: Briefing
    recommendation: Recommendation
    audit: Audit | None
    reading: Reading
    latest: Update | None
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    when: Period

    @property
    def holder(self) -> Recommendation:
        """What says that it was found before: the recommendation itself."""
        return self.recommendation

    @property
    def status(self) -> Status:
        """Where it stands, as we read it."""
        return self.reading.status

    def is_overdue(self, as_of: date) -> bool:
        """Whether it should be done by now and is not. A due date that the source does not print holds nobody to it."""
        due = self.recommendation.due
        if due is None or InferredOfRecommendation.DUE in self.recommendation.inferred:
            return False
        return self.status is not Status.GREEN and due.end.last < as_of

    def is_quiet(self, as_of: date) -> bool:
        """Whether it is not done and nobody said anything for a year, counted from its briefing at the earliest."""
        heard = self.latest.on.last if self.latest else self.briefing.published.last
        return self.status is not Status.GREEN and (as_of - heard).days > QUIET_DAYS

    def standings(self, as_of: date) -> Iterator[str]:
        """Every `Status` and `Standing` under which a listing shows it."""
        yield self.status
        if self.status is not Status.GREEN:
            yield Standing.OPEN
            if self.is_overdue(as_of):
                yield Standing.OVERDUE
            if self.is_quiet(as_of):
                yield Standing.QUIET


@dataclass(frozen=True, slots=True, eq=False)
class FoundAudit:
    """An audit with the briefing that reports on it; `key` is what ``follows`` names."""

    key: str
    entry: DocEntry
    briefing: Briefing
    audit: Audit

    @property
    def when(self) -> Period:
        """When it was held."""
        return self.audit.held


def _as_period(when: PartialDate) -> Period:
    return Period(when, when)


class Library:
    """Everything public, joined up.

    Args:
        entries: the public pages; tombstones may be among them.
        as_of: the date for which the site is built.
        registers: the packs, and how the briefings were used.
        refused: pages that are there but have errors; they are shown nowhere, and what names them is right.
    """

    def __init__(
        self,
        entries: Mapping[str, DocEntry],
        as_of: date,
        registers: Registers = NO_REGISTERS,
        refused: Mapping[str, RefusedPage] = MappingProxyType({}),
    ) -> None:
        self._given = dict(entries)
        self.refused = refused
        self.entries: dict[str, DocEntry] = dict(sorted(entries.items()))
        self.registers = registers
        self.as_of = as_of
        self._faces: dict[tuple[str, str], Face | None] = {}
        self._of_block: dict[int, Any] = {}
        self._scales: dict[str, Scale] = {}
        self._below: dict[tuple[Kind, str], frozenset[str]] = {}
        self._learning_below: dict[str, list[FoundItem]] = {}
        self._first_learning: dict[str, dict[tuple[int, str], int]] = {}

    def is_of(self, entries: Mapping[str, DocEntry]) -> bool:
        """Whether it was made of these very entries."""
        given = self._given
        return given.keys() == entries.keys() and all(given[name] is entry for name, entry in entries.items())

    @cached_property
    def digest(self) -> str:
        """Changes exactly when an entry or the date does."""
        total = hashlib.blake2b(str(self.as_of).encode() + self.registers.digest, digest_size=16)
        for docname, entry in self.entries.items():
            total.update(docname.encode() + b"\0" + entry.digest + bytes([isinstance(entry.record, Tombstone)]))
        return total.hexdigest()

    # pages ---------------------------------------------------------------------------------------------------

    def find(self, kind: Kind, slug: str) -> DocEntry | None:
        """The page of a kind and slug."""
        entry = self.entries.get(f"{FOLDER_OF_KIND[kind]}/{slug}")
        if entry is None and kind is Kind.BRIEFING:
            entry = self.entries.get(f"drafts/{slug}")
        return entry if entry is not None and entry.kind is kind else None

    @property
    def pages(self) -> Iterator[DocEntry | RefusedPage]:
        """All pages that are there, those that are refused last."""
        yield from self.entries.values()
        yield from self.refused.values()

    def is_refused(self, what: str, target: str) -> bool:
        """Whether something that is not there belongs to a page that is refused, so that nobody knows.

        Args:
            what: a role name, ``owner``, ``audit`` or ``recurs``.
            target: the slug, or ``briefing/id``.
        """
        if not self.refused:
            return False
        slug = target.partition("/")[0]
        folders = {"owner": ("agencies", "partnerships")}.get(what) or (
            (FOLDER_OF_KIND[Kind(what)],) if what in set(Kind) else ("briefings", DRAFTS_FOLDER)
        )
        return any(f"{folder}/{slug}" in self.refused for folder in folders)

    @cached_property
    def _of_kind(self) -> dict[Kind, tuple[DocEntry, ...]]:
        found: defaultdict[Kind, list[DocEntry]] = defaultdict(list)
        for entry in self.entries.values():
            if not isinstance(entry.record, Tombstone):
                found[entry.kind].append(entry)
        return {kind: tuple(found[kind]) for kind in Kind}

    def of_kind(self, kind: Kind) -> tuple[DocEntry, ...]:
        """All pages of a kind by slug, without tombstones."""
        return self._of_kind[kind]

    @cached_property
    def _children(self) -> dict[tuple[Kind, str], tuple[str, ...]]:
        children: defaultdict[tuple[Kind, str], list[str]] = defaultdict(list)
        for entry in (*self.of_kind(Kind.THEME), *self.of_kind(Kind.AGENCY)):
            record = entry.record
            parent = (
                record.parent if isinstance(record, Theme) else record.part_of if isinstance(record, Agency) else None
            )
            if parent:
                children[entry.kind, parent].append(entry.slug)
        return {key: tuple(slugs) for key, slugs in children.items()}

    def children(self, kind: Kind, slug: str) -> tuple[str, ...]:
        """The themes (or agencies) right below one."""
        return self._children.get((kind, slug), ())

    def below(self, kind: Kind, slug: str) -> frozenset[str]:
        """A theme (or agency) and all those below it; safe against loops."""
        if (kind, slug) not in self._below:
            found, todo = {slug}, [slug]
            while todo:
                new = [child for child in self.children(kind, todo.pop()) if child not in found]
                found.update(new)
                todo += new
            self._below[kind, slug] = frozenset(found)
        return self._below[kind, slug]

    def above(self, kind: Kind, slug: str) -> frozenset[str]:
        """A theme (or agency) and all those above it."""
        return frozenset(other.slug for other in self.of_kind(kind) if slug in self.below(kind, other.slug)) | {slug}

    # items, recommendations, audits --------------------------------------------------------------------------

    @cached_property
    def items(self) -> tuple[FoundItem, ...]:
        """Every item, newest first."""
        found = []
        for entry in self.of_kind(Kind.BRIEFING):
            record = entry.record
            assert isinstance(record, Briefing)
            audits = {audit.id: audit for audit in record.audits}
            only = record.audits[0] if len(record.audits) == 1 else None
            for block, item in entry.items:
                audit = audits.get(block.audit) if block.audit else only
                when = audit.held if audit else _as_period(record.published)
                key = f"{entry.slug}/{item.id}"
                found.append(FoundItem(key, when.end.year, entry, record, block, item, audit, when))
        return tuple(sorted(found, key=_newest))

    @cached_property
    def recommendations(self) -> tuple[FoundRecommendation, ...]:
        """Every recommendation, newest first, within a briefing as printed."""
        found = []
        for entry in self.of_kind(Kind.BRIEFING):
            record = entry.record
            assert isinstance(record, Briefing)
            audits = {audit.id: audit for audit in record.audits}
            scale = self.scale(record.partnership)
            for one in record.recommendations:
                audit = audits.get(one.audit or "")
                own = one.themes or self._themes_of_items(f"{entry.slug}/{item}" for item in one.addresses)
                agencies = tuple(dict.fromkeys((*one.agencies, *((one.owner,) if one.owner else ()))))
                when = audit.held if audit else _as_period(record.published)
                key, latest = f"{entry.slug}/{one.id}", one.latest
                reading = reading_of(latest, scale)
                one_found = FoundRecommendation(key, entry, record, one, audit, reading, latest, own, agencies, when)
                found.append(one_found)
        return tuple(sorted(found, key=_newest))

    def _themes_of_items(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The themes of items, each once."""
        found = (self.item_of_key.get(self.current(key)) for key in keys)
        return tuple(dict.fromkeys(theme for one in found if one for theme in one.block.themes))

    @cached_property
    def audits(self) -> tuple[FoundAudit, ...]:
        """Every audit, newest first."""
        found = [
            FoundAudit(f"{entry.slug}/{audit.id}", entry, entry.record, audit)
            for entry in self.of_kind(Kind.BRIEFING)
            if isinstance(entry.record, Briefing)
            for audit in entry.record.audits
        ]
        return tuple(sorted(found, key=_newest))

    @cached_property
    def briefings(self) -> tuple[DocEntry, ...]:
        """Every briefing, newest first."""
        return tuple(sorted(self.of_kind(Kind.BRIEFING), key=_newest_briefing))

    @cached_property
    def item_of_key(self) -> dict[str, FoundItem]:
        """Items by ``briefing/id``."""
        return {found.key: found for found in self.items}

    @cached_property
    def recommendation_of_key(self) -> dict[str, FoundRecommendation]:
        """Recommendations by ``briefing/id``."""
        return {found.key: found for found in self.recommendations}

    @cached_property
    def _forwards(self) -> dict[str, str]:
        """Where the items are that had another address before: ``briefing/was`` to ``briefing/now``."""
        return {
            f"{entry.slug}/{one.was}": one.now if "/" in one.now else f"{entry.slug}/{one.now}"
            for entry in self.of_kind(Kind.BRIEFING)
            for one in former_addresses(entry)
            if one.now
        }

    def current(self, key: str) -> str:
        """The key that an item has now, of one that it has or had before."""
        return key if key in self.item_of_key else self._forwards.get(key, key)

    def part(self, path: str) -> FoundItem | FoundRecommendation | None:
        """The item or recommendation that a path such as ``core-groups/l3`` or ``core-groups/1.6`` names."""
        return self.item_of_key.get(self.current(path)) or self.recommendation_of_key.get(path)

    @cached_property
    def returns(self) -> tuple[Return, ...]:
        """What was found again in the same place, as editors say: newest first."""
        return returns_in(self)

    @cached_property
    def returns_of(self) -> dict[str, tuple[Return, ...]]:
        """The same by the key of what was found first, and by that of what found it again."""
        return _grouped((part.key, one) for one in self.returns for part in (one.earlier, one.later))

    @cached_property
    def audit_of_key(self) -> dict[str, FoundAudit]:
        """Audits by ``briefing/id``."""
        return {found.key: found for found in self.audits}

    @cached_property
    def themes_of(self) -> dict[str, frozenset[str]]:
        """The themes of each briefing: its own and those of its items and recommendations, by docname."""
        themes: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.of_kind(Kind.BRIEFING):
            if isinstance(entry.record, Briefing):
                themes[entry.docname].update(entry.record.themes)
            for block in entry.blocks:
                themes[entry.docname].update(block.themes)
        for found in self.recommendations:
            themes[found.entry.docname].update(found.themes)
        return {docname: frozenset(slugs) for docname, slugs in themes.items()}

    @cached_property
    def years_of_theme(self) -> dict[str, frozenset[int]]:
        """The years in which something was found on each theme."""
        years: defaultdict[str, set[int]] = defaultdict(set)
        for found in self.items:
            for theme in found.block.themes:
                years[theme].add(found.when.end.year)
        return {theme: frozenset(found) for theme, found in years.items()}

    @cached_property
    def _items_of_theme(self) -> dict[str, tuple[FoundItem, ...]]:
        found: defaultdict[str, list[FoundItem]] = defaultdict(list)
        for one in self.items:
            for theme in one.block.themes:
                found[theme].append(one)
        return {theme: tuple(items) for theme, items in found.items()}

    @cached_property
    def _places_of_policy(self) -> dict[str, frozenset[tuple[str, str]]]:
        """Where each policy is mentioned: pairs of docname and place."""
        places: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for entry in self.of_kind(Kind.BRIEFING):
            for reference in entry.references:
                if reference.what == "policy":
                    places[reference.target].add((entry.docname, reference.place))
        return {slug: frozenset(found) for slug, found in places.items()}

    def mentions_of_policy(self, slug: str) -> frozenset[tuple[str, str]]:
        """Docname and place (an item, a recommendation or "") of every mention in a briefing."""
        return self._places_of_policy.get(slug, frozenset())

    @cached_property
    def briefings_of_policy(self) -> dict[str, frozenset[str]]:
        """The briefings that rest on each policy, by docname."""
        return {slug: frozenset(doc for doc, _ in places) for slug, places in self._places_of_policy.items()}

    # joined once, asked often --------------------------------------------------------------------------------

    @cached_property
    def learning_of_theme(self) -> dict[str, tuple[FoundItem, ...]]:
        """What needs to improve on each theme itself, those whose audit began last first."""
        found = {
            theme: sorted(
                (one for one in items if one.block.kind is BlockKind.LEARNING),
                key=lambda one: -one.when.start.first.toordinal(),
            )
            for theme, items in self._items_of_theme.items()
        }
        return {theme: tuple(items) for theme, items in found.items()}

    def learning_below(self, theme: str) -> list[FoundItem]:
        """What needs to improve on a theme and those below it, newest first."""
        if theme not in self._learning_below:
            self._learning_below[theme] = self.select_items(Query(kinds=(BlockKind.LEARNING,), theme=theme))
        return self._learning_below[theme]

    def first_learning(self, theme: str, year: int, partnership: str = "") -> int:
        """The place, from 0, of the first finding of a year (and partnership) among those of `learning_below`."""
        if theme not in self._first_learning:
            first: dict[tuple[int, str], int] = {}
            for number, found in enumerate(self.learning_below(theme)):
                first.setdefault((found.year, ""), number)
                first.setdefault((found.year, found.briefing.partnership), number)
            self._first_learning[theme] = first
        return self._first_learning[theme].get((year, partnership), 0)

    @cached_property
    def _briefings_of_theme(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for docname, themes in self.themes_of.items():
            for theme in themes:
                found[theme].add(docname)
        return {theme: frozenset(docnames) for theme, docnames in found.items()}

    def briefings_of_themes(self, themes: Iterable[str]) -> frozenset[str]:
        """The briefings, by docname, that raise any of these themes."""
        return frozenset().union(*(self._briefings_of_theme.get(theme, frozenset()) for theme in themes))

    @cached_property
    def items_of_agency(self) -> dict[str, tuple[FoundItem, ...]]:
        """The items that are meant for each agency, newest first."""
        return _grouped((slug, one) for one in self.items for slug in one.block.agencies)

    @cached_property
    def items_of_audit(self) -> dict[str, tuple[FoundItem, ...]]:
        """The items that came from each audit, by its key."""
        return _grouped((f"{one.entry.slug}/{one.audit.id}", one) for one in self.items if one.audit)

    @cached_property
    def recommendations_of_theme(self) -> dict[str, tuple[FoundRecommendation, ...]]:
        """The recommendations on each theme itself."""
        return _grouped((theme, one) for one in self.recommendations for theme in one.themes)

    @cached_property
    def recommendations_of_audit(self) -> dict[str, tuple[FoundRecommendation, ...]]:
        """The recommendations that came from each audit, by its key."""
        return _grouped(
            (f"{one.entry.slug}/{one.recommendation.audit}", one)
            for one in self.recommendations
            if one.recommendation.audit
        )

    @cached_property
    def followed_by(self) -> dict[str, tuple[str, ...]]:
        """The audits, by key, that follow each audit."""
        return _grouped((before, one.key) for one in reversed(self.audits) for before in one.audit.follows)

    @cached_property
    def chains_of_audits(self) -> tuple[tuple[FoundAudit, ...], ...]:
        """Audits joined by ``follows``, each chain from the oldest to the newest; single audits are left out."""
        chains: list[tuple[FoundAudit, ...]] = []
        seen: set[str] = set()
        for start in self.audits:
            if start.key in seen:
                continue
            chain, todo = {start.key}, [start.key]
            while todo:
                key = todo.pop()
                here = self.audit_of_key[key].audit.follows if key in self.audit_of_key else ()
                for near in (*here, *self.followed_by.get(key, ())):
                    if near in self.audit_of_key and near not in chain:
                        chain.add(near)
                        todo.append(near)
            seen |= chain
            if len(chain) > 1:
                found = (self.audit_of_key[key] for key in chain)
                chains.append(tuple(sorted(found, key=lambda one: (one.when.end.last, one.key))))
        return tuple(chains)

    @cached_property
    def chain_of_audit(self) -> dict[str, tuple[FoundAudit, ...]]:
        """The chain to which each audit belongs, by the audit's key."""
        return {found.key: chain for chain in self.chains_of_audits for found in chain}

    @cached_property
    def glossary(self) -> dict[str, Term]:
        """The terms of the glossary, by themselves."""
        return {
            term.term: term
            for entry in self.of_kind(Kind.PAGE)
            if isinstance(entry.record, Page)
            for term in entry.record.terms
        }

    @cached_property
    def standing_questions(self) -> tuple[str, ...]:
        """The questions that go with every briefing."""
        return tuple(
            text
            for entry in self.of_kind(Kind.PAGE)
            if isinstance(entry.record, Page)
            for text in entry.record.standing_questions
        )

    @cached_property
    def accessibility(self) -> tuple[DocEntry, Accessibility] | None:
        """What the accessibility statement is made of, and the page that says so."""
        for entry in self.of_kind(Kind.PAGE):
            if isinstance(entry.record, Page) and entry.record.accessibility:
                return entry, entry.record.accessibility
        return None

    def test_is_old(self, statement: Accessibility) -> bool:
        """Whether the site was last tested for accessibility more than a year ago."""
        return (self.as_of - statement.tested.last).days > TEST_DAYS

    def review_is_overdue(self, policy: Policy) -> bool:
        """Whether a policy that stands should have been reviewed by now."""
        stands = policy.status in (PolicyStatus.CURRENT, PolicyStatus.UNKNOWN)
        return stands and policy.review_due is not None and policy.review_due.last < self.as_of

    def is_within(self, query: Query, when: PartialDate) -> bool:
        """Whether a date lies in the time that a query asks for."""
        return (
            (query.since is None or when.last >= query.since.first)
            and (query.until is None or when.first <= query.until.last)
            and (query.within is None or (self.as_of - when.last).days <= query.within * 30.5)
        )

    # queries -------------------------------------------------------------------------------------------------

    def select_items(self, query: Query) -> list[FoundItem]:
        """The items that a query asks for, in its order."""
        index = self._item_index
        places = self._places_for(index, query)
        if query.kinds:
            places.append(index.having("kind", query.kinds))
        if query.everyone:
            places.append(index.having("agency", ("",)))
        if query.policy:
            keys = (f"{docname}#{place}" for docname, place in self.mentions_of_policy(query.policy))
            places.append(index.having("place", keys))
        return self._in_order(index.in_all(places), query, lambda found: self.text_of(found.item))

    def select_recommendations(self, query: Query) -> list[FoundRecommendation]:
        """The recommendations that a query asks for, in its order."""
        index = self._recommendation_index
        places = self._places_for(index, query)
        if query.policy:
            keys = (f"{docname}#{place}" for docname, place in self.mentions_of_policy(query.policy))
            places.append(index.having("place", keys))
        if query.owner:
            trait = "owner, inferred" if query.inferred else "owner"
            places.append(index.having(trait, (query.owner,)))
        if query.status:
            places.append(index.having("status", (query.status,)))
        return self._in_order(index.in_all(places), query, lambda found: found.recommendation.text)

    def select_audits(self, query: Query) -> list[FoundAudit]:
        """The audits that a query asks for, in its order."""
        index = self._audit_index
        places = self._places_for(index, query)
        if query.policy:
            places.append(index.having("page", self.briefings_of_policy.get(query.policy, ())))
        return self._in_order(index.in_all(places), query, lambda found: found.audit.title)

    def select_briefings(self, query: Query) -> list[DocEntry]:
        """The briefings that a query asks for; with `Query.briefing`, those related to it, closest first."""
        if query.briefing:
            return self.related_to(query.briefing)
        index = self._briefing_index
        places = self._places_for(index, query)
        if query.policy:
            places.append(index.having("page", self.briefings_of_policy.get(query.policy, ())))
        chosen = index.in_all(places)
        if query.since or query.until or query.within:
            chosen = [entry for entry in chosen if self.is_within(query, _published(entry))]
        if query.sort is Sort.TITLE:
            return sorted(chosen, key=lambda entry: entry.title.casefold())
        return chosen[::-1] if query.sort is Sort.OLDEST else chosen

    def _places_for(self, index: Index[Any], query: Query) -> list[Set[int]]:
        """What all kinds of things can be asked for: a theme or agency and those below it, partnership, briefing."""
        places: list[Set[int]] = []
        if query.theme:
            places.append(index.having("theme", self.below(Kind.THEME, query.theme)))
        if query.agency:
            places.append(index.having("agency", self.below(Kind.AGENCY, query.agency)))
        if query.partnership:
            places.append(index.having("partnership", (query.partnership,)))
        if query.briefing:
            places.append(index.having("briefing", (query.briefing,)))
        return places

    def _in_order(self, chosen: list[Found], query: Query, title: Callable[[Found], str]) -> list[Found]:
        if query.since or query.until or query.within:
            chosen = [found for found in chosen if self.is_within(query, found.when.end)]
        return _sorted(chosen, query.sort, title)

    def forget_indexes(self) -> None:
        """Let go of all indexes; one that is needed again is made again."""
        for name in ("_item_index", "_recommendation_index", "_audit_index", "_briefing_index"):
            vars(self).pop(name, None)

    @cached_property
    def _item_index(self) -> Index[FoundItem]:
        def traits(found: FoundItem) -> Iterator[tuple[str, str]]:
            yield "kind", found.block.kind
            yield from (("theme", slug) for slug in found.block.themes)
            yield from (("agency", slug) for slug in found.block.agencies or ("",))
            yield "partnership", found.briefing.partnership
            yield "briefing", found.entry.slug
            yield "place", f"{found.entry.docname}#{found.item.id}"

        return Index(self.items, traits)

    @cached_property
    def _recommendation_index(self) -> Index[FoundRecommendation]:
        def traits(found: FoundRecommendation) -> Iterator[tuple[str, str]]:
            yield from (("theme", slug) for slug in found.themes)
            yield from (("agency", slug) for slug in found.agencies)
            yield "partnership", found.briefing.partnership
            yield "briefing", found.entry.slug
            yield "place", f"{found.entry.docname}#{found.recommendation.anchor}"
            inferred = InferredOfRecommendation.OWNER in found.recommendation.inferred
            yield "owner, inferred" if inferred else "owner", found.recommendation.owner or ""
            yield from (("status", status) for status in found.standings(self.as_of))

        return Index(self.recommendations, traits)

    @cached_property
    def _audit_index(self) -> Index[FoundAudit]:
        def traits(found: FoundAudit) -> Iterator[tuple[str, str]]:
            yield from (("theme", slug) for slug in found.audit.themes)
            yield from (("agency", slug) for slug in found.audit.took_part)
            yield "partnership", found.briefing.partnership
            yield "briefing", found.entry.slug
            yield "page", found.entry.docname

        return Index(self.audits, traits)

    @cached_property
    def _briefing_index(self) -> Index[DocEntry]:
        def traits(entry: DocEntry) -> Iterator[tuple[str, str]]:
            record = entry.record
            assert isinstance(record, Briefing)
            yield from (("theme", slug) for slug in self.themes_of[entry.docname])
            yield from (("agency", slug) for slug in record.agencies)
            yield "partnership", record.partnership
            yield "page", entry.docname

        return Index(self.briefings, traits)

    def select_policies(self, query: Query) -> list[DocEntry]:
        """The policies that a query asks for, by title unless another order is asked for."""
        wanted: set[str] | None = None
        if query.briefing:
            entry = self.find(Kind.BRIEFING, query.briefing)
            wanted = {one.target for one in entry.references if one.what == "policy"} if entry else set()
        elif query.theme or query.agency:
            items = self.select_items(query)
            places = {(found.entry.docname, found.item.id) for found in items}
            places |= {
                (found.entry.docname, found.recommendation.anchor) for found in self.select_recommendations(query)
            }
            wanted = {slug for slug, mentioned in self._places_of_policy.items() if not mentioned.isdisjoint(places)}
        chosen = []
        found = (self.find(Kind.POLICY, slug) for slug in wanted) if wanted is not None else self.of_kind(Kind.POLICY)
        for entry in found:
            if entry is None:
                continue
            policy = entry.record
            assert isinstance(policy, Policy)
            if (
                (not query.partnership or query.partnership in policy.partnerships)
                and (not query.policy or policy.under == query.policy)
                and (not query.since or (policy.issued and policy.issued.last >= query.since.first))
            ):
                chosen.append(entry)
        chosen.sort(key=lambda entry: (entry.title.casefold(), entry.docname))
        if query.since or query.sort is Sort.OLDEST:
            chosen.sort(key=_issued, reverse=query.sort is not Sort.OLDEST)
        return chosen

    def policies_for_theme(self, theme: str) -> list[DocEntry]:
        """The policies whose own page says that they are for a theme, for one below it, or for every theme."""
        below = self.below(Kind.THEME, theme)
        return [
            entry
            for entry in self.of_kind(Kind.POLICY)
            if isinstance(entry.record, Policy)
            and (entry.record.every_theme or not below.isdisjoint(entry.record.themes))
        ]

    def in_its_place(self, entry: DocEntry) -> DocEntry:
        """What is used now in place of a policy: its current edition, or the policy itself."""
        return self.current_edition(entry) or entry

    def select_themes(self, query: Query) -> list[DocEntry]:
        """The themes right below one, or all of them, by title."""
        slugs = self.children(Kind.THEME, query.theme) if query.theme else None
        chosen = [entry for entry in self.of_kind(Kind.THEME) if slugs is None or entry.slug in slugs]
        return sorted(chosen, key=lambda entry: entry.title.casefold())

    def related_to(self, slug: str) -> list[DocEntry]:
        """Briefings that share themes with one, the most shared first, then the newest."""
        entry = self.find(Kind.BRIEFING, slug)
        if entry is None or entry.docname not in self.themes_of:
            return []
        shared: Counter[str] = Counter()
        for theme in self.themes_of[entry.docname]:
            shared.update(self._newest_of_theme.get(theme, ()))
        del shared[entry.docname]
        order = sorted(shared, key=lambda docname: (-shared[docname], self._rank[docname]))
        return [self.entries[docname] for docname in order]

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {entry.docname: rank for rank, entry in enumerate(self.briefings)}

    @cached_property
    def _newest_of_theme(self) -> dict[str, list[str]]:
        """The newest briefings of each theme: a bound that keeps `related_to` cheap in a large collection."""
        newest: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self.briefings:
            for theme in self.themes_of[entry.docname]:
                if len(newest[theme]) < _RELATED_PER_THEME:
                    newest[theme].append(entry.docname)
        return newest

    # names ---------------------------------------------------------------------------------------------------

    def text_of(self, item: Item) -> str:
        """The plain text of an item, with the titles of what it mentions filled in."""
        return plain(item.runs, self.title_of)

    def title_of(self, what: str, target: str) -> str:
        """The title to show for a mention; the target itself when there is no such thing."""
        face = self.face(what, target)
        return face.title if face else target

    def face(self, what: str, target: str) -> Face | None:
        """How a mention is named and linked, or None when there is no such thing.

        Args:
            what: a role name, ``owner`` or ``audit``.
            target: the slug, or ``briefing/id``.
        """
        key = (what, target)
        face = self._faces.get(key)
        if face is None and key not in self._faces:
            face = self._faces[key] = self._find_face(what, target)
        return face

    def _find_face(self, what: str, target: str) -> Face | None:
        if what == "owner":
            return self.face("agency", target) or self.face("partnership", target)
        slug, _, part = target.partition("/")
        if what in ("item", "recommendation", "audit"):
            return self._face_of_part(what, slug, part)
        entry = self.find(Kind(what), target)
        if entry is None:
            return None
        if isinstance(entry.record, Tombstone):
            return Face("a briefing that was withdrawn", entry.docname, states=(State("withdrawn", "withdrawn"),))
        states = self.states_of(entry) if isinstance(entry.record, Policy) else ()
        return Face(entry.title, entry.docname, states=states)

    def _face_of_part(self, what: str, slug: str, part: str) -> Face | None:
        entry = self.find(Kind.BRIEFING, slug)
        if entry is not None and isinstance(entry.record, Tombstone):
            return self.face("briefing", slug)
        if what == "item" and (item := self.item_of_key.get(self.current(f"{slug}/{part}"))):
            # Without the names of other items: two that mention each other would name each other for ever.
            text = plain(item.item.runs, lambda name, to: to if name == "item" else self.title_of(name, to))
            start = text[:_CLIP].rpartition(" ")[0] or text[:_CLIP]
            clipped = text if len(text) <= _CLIP else f"{start} …"
            return Face(f"{BLOCK_TERMS[item.block.kind].one}: {clipped}", item.entry.docname, item.item.id)
        if what == "recommendation" and (found := self.recommendation_of_key.get(f"{slug}/{part}")):
            return Face(f"Recommendation {part}", found.entry.docname, found.recommendation.anchor)
        if what == "audit" and (audit := self.audit_of_key.get(f"{slug}/{part}")):
            named, held = audit.audit.title, audit.audit.held.words
            told = as_read(held, inferred=InferredOfAudit.HELD in audit.audit.inferred)
            title = named if named.endswith(held) or f"{held} (" in named else f"{named}, {told}"
            return Face(title, audit.entry.docname, audit.audit.anchor)
        return None

    def of_block(self, block: Block, make: Callable[[], One]) -> One:
        """What all items of a block have in common, made once; a block is known by its place in memory."""
        key = id(block)
        if key not in self._of_block:
            self._of_block[key] = make()
        return self._of_block[key]  # type: ignore[no-any-return]

    def current_edition(self, policy: DocEntry) -> DocEntry | None:
        """What stands now in place of a superseded policy, over all steps; None when the chain breaks or loops."""
        seen, here = {policy.slug}, policy
        while isinstance(here.record, Policy) and here.record.superseded_by:
            following = self.find(Kind.POLICY, here.record.superseded_by)
            if following is None or following.slug in seen:
                return None
            seen.add(following.slug)
            here = following
        return here if here is not policy else None

    def where(self, entry: DocEntry) -> Whereabouts:
        """Where a policy, or the source of a briefing, can be read."""
        return whereabouts(entry.record, self.registers.ledger)

    def states_of(self, entry: DocEntry) -> tuple[State, ...]:
        """What stands beside a policy's name wherever it is mentioned: only what matters to a reader there."""
        policy = entry.record
        assert isinstance(policy, Policy)
        states = []
        if policy.status is PolicyStatus.SUPERSEDED:
            new = self.current_edition(entry)
            title, docname = (new.title, new.docname) if new else ("", "")
            states.append(State("superseded", "replaced by" if new else "replaced", title, docname))
        elif policy.status is PolicyStatus.WITHDRAWN:
            states.append(State("withdrawn", "withdrawn"))
        if self.where(entry).is_gone:
            states.append(State("gone", "link gone"))
        return tuple(states)

    def own_states_of(self, entry: DocEntry) -> tuple[State, ...]:
        """What its own page says of a policy's state; there, and only there, that it is current or not checked."""
        policy = entry.record
        assert isinstance(policy, Policy)
        usual = (
            State("current", "current") if policy.status is PolicyStatus.CURRENT else State("unknown", "not checked")
        )
        stands = policy.status in (PolicyStatus.CURRENT, PolicyStatus.UNKNOWN)
        return ((usual,) if stands else ()) + self.states_of(entry)

    def scale(self, partnership: str) -> Scale:
        """What a partnership's printed words for the status of a recommendation mean."""
        if partnership not in self._scales:
            entry = self.find(Kind.PARTNERSHIP, partnership)
            self._scales[partnership] = scale_of(entry.record if entry else None)
        return self._scales[partnership]

    def partnership_title(self, slug: str) -> str:
        """The short name of a partnership."""
        entry = self.find(Kind.PARTNERSHIP, slug)
        return entry.record.short_title if entry and isinstance(entry.record, Partnership) else slug


def _grouped(pairs: Iterable[tuple[str, One]]) -> dict[str, tuple[One, ...]]:
    groups: defaultdict[str, list[One]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _newest(found: FoundItem | FoundRecommendation | FoundAudit) -> tuple[int, str]:
    """Newest first, then by page; what stands on one page keeps its order, because sorting is stable."""
    return (-found.when.end.last.toordinal(), found.entry.docname)


def _published(entry: DocEntry) -> PartialDate:
    assert isinstance(entry.record, Briefing)
    return entry.record.published


def _newest_briefing(entry: DocEntry) -> tuple[int, str]:
    return (-_published(entry).last.toordinal(), entry.docname)


def _issued(entry: DocEntry) -> int:
    issued = entry.record.issued if isinstance(entry.record, Policy) else None
    return issued.last.toordinal() if issued else 0


def _sorted(chosen: list[Found], sort: Sort, title: Callable[[Found], str]) -> list[Found]:
    if sort is Sort.TITLE:
        return sorted(chosen, key=lambda found: title(found).casefold())
    if sort is Sort.OLDEST:
        return sorted(chosen, key=lambda found: (found.when.start.first.toordinal(), found.entry.docname))
    return chosen
