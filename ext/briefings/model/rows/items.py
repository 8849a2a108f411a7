"""Rows of items: findings, practice points, questions and so on, away from their page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefings.model.faces import Face
from briefings.model.inline import roles_in
from briefings.model.marks import Shared
from briefings.model.rows.shared import Found, faces_of, made
from briefings.model.vocabulary import BlockKind, as_read

if TYPE_CHECKING:
    from briefings.model.entry import Query
    from briefings.model.inline import Runs
    from briefings.model.library import FoundItem, Library
    from briefings.model.views import Views
    from briefings.model.vocabulary import Origin


@dataclass(frozen=True)
class Home(Shared):
    """What the items of a block have in common.

    Attributes:
        briefing: the title of their briefing, and `docname` its page.
        group: year and partnership: where the first of each stands, a number in a table of years leads.
    """

    kind: BlockKind
    briefing: str
    docname: str
    partnership: str
    when: str
    agencies: tuple[str, ...]
    themes: tuple[Face, ...]
    origin: Origin
    group: tuple[str, str]


class ItemRow(NamedTuple):
    """An item away from home; `faces` are all that its text mentions."""

    key: str
    id: str
    runs: Runs
    faces: tuple[Face | None, ...]
    home: Home

    @property
    def source(self) -> Face:
        """Where it stands in its briefing."""
        return Face(self.home.briefing, self.home.docname, self.id)

    @property
    def kind(self) -> BlockKind:
        """The kind of its block."""
        return self.home.kind

    @property
    def partnership(self) -> str:
        """Whose briefing it stands in."""
        return self.home.partnership

    @property
    def when(self) -> str:
        """When it was found, in words."""
        return self.home.when

    @property
    def agencies(self) -> tuple[str, ...]:
        """For whom it is; empty for everyone."""
        return self.home.agencies

    @property
    def themes(self) -> tuple[Face, ...]:
        """What it is about."""
        return self.home.themes

    @property
    def origin(self) -> Origin:
        """Whether it is from the source or was written for this site."""
        return self.home.origin

    @property
    def group(self) -> tuple[str, str]:
        """Year and partnership."""
        return self.home.group


class StandingRow(NamedTuple):
    """A question that goes with every briefing."""

    text: str


def item_row(library: Library, found: FoundItem) -> ItemRow:
    """The row of an item."""
    runs = found.item.runs
    return ItemRow(
        key=found.key,
        id=found.item.id,
        runs=runs,
        faces=tuple([library.face(what, target) for what, target in roles_in(runs)]),
        home=library.of_block(found.block, lambda: _home(library, found)),
    )


def _home(library: Library, found: FoundItem) -> Home:
    return Home(
        kind=found.block.kind,
        briefing=found.entry.title,
        docname=found.entry.docname,
        partnership=library.partnership_title(found.briefing.partnership),
        when=as_read(found.when.words, inferred=found.when_inferred),
        agencies=tuple(library.title_of("agency", slug) for slug in found.block.agencies),
        themes=faces_of(library, "theme", found.block.themes),
        origin=found.block.origin,
        group=(str(found.year), found.briefing.partnership),
    )


def items(views: Views, query: Query) -> Found:
    """The items that a query asks for."""
    library = views.library
    return Found(library.select_items(query), lambda found: item_row(library, found), "item", "key", "entry.docname")


def question_bank(views: Views, query: Query) -> Found:
    """The questions that a query asks for, by the title of the theme that each is about first."""
    library = views.library
    found = sorted(
        library.select_items(query), key=lambda one: library.title_of("theme", one.block.themes[0]).casefold()
    )
    return Found(found, lambda one: item_row(library, one), "item", "key", "entry.docname")


def meeting_question(views: Views, query: Query) -> Found:
    """One question for the next meeting: another one each week of the year, in an order that never changes."""
    library = views.library
    found = sorted((one for one in library.items if one.block.kind is BlockKind.QUESTIONS), key=lambda one: one.key)
    if not found:
        return made([])
    week = library.as_of.toordinal() // 7
    return Found([found[week % len(found)]], lambda one: item_row(library, one), "item", "key", "entry.docname")


def standing_questions(views: Views, query: Query) -> Found:
    """The questions that go with every briefing."""
    return made([StandingRow(text) for text in views.library.standing_questions])
