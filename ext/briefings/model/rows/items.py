"""Rows of items: findings, practice points, questions and so on, away from their page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefings.model.faces import Face
from briefings.model.inline import roles_in
from briefings.model.rows.shared import Found, faces_of, made
from briefings.model.vocabulary import BlockKind

if TYPE_CHECKING:
    from briefings.model.entry import Query
    from briefings.model.inline import Runs
    from briefings.model.library import FoundItem, Library
    from briefings.model.views import Views
    from briefings.model.vocabulary import Origin


class ItemRow(NamedTuple):
    """An item away from home; `source` names its briefing, `faces` all that its text mentions."""

    key: str
    kind: BlockKind
    runs: Runs
    faces: tuple[Face | None, ...]
    source: Face
    partnership: str
    when: str
    agencies: tuple[str, ...]
    themes: tuple[Face, ...]
    origin: Origin
    group: tuple[str, str]
    """Year and partnership: where the first of each stands, a number in a table of years leads."""


class StandingRow(NamedTuple):
    """A question that goes with every briefing."""

    text: str


def item_row(library: Library, found: FoundItem) -> ItemRow:
    """The row of an item."""
    return ItemRow(
        key=found.key,
        kind=found.block.kind,
        runs=found.item.runs,
        faces=tuple(library.face(what, target) for what, target in roles_in(found.item.runs)),
        source=Face(found.entry.title, found.entry.docname, found.item.id),
        partnership=library.partnership_title(found.briefing.partnership),
        when=found.when.words,
        agencies=tuple(library.title_of("agency", slug) for slug in found.block.agencies),
        themes=faces_of(library, "theme", found.block.themes),
        origin=found.block.origin,
        group=(str(found.year), found.briefing.partnership),
    )


def items(views: Views, query: Query) -> Found:
    """The items that a query asks for."""
    library = views.library
    return Found(library.select_items(query), lambda found: item_row(library, found), "item", "key")


def question_bank(views: Views, query: Query) -> Found:
    """The questions that a query asks for, by the title of the theme that each is about first."""
    library = views.library
    found = sorted(
        library.select_items(query), key=lambda one: library.title_of("theme", one.block.themes[0]).casefold()
    )
    return Found(found, lambda one: item_row(library, one), "item", "key")


def meeting_question(views: Views, query: Query) -> Found:
    """One question for the next meeting: another one each week of the year, in an order that never changes."""
    library = views.library
    found = sorted((one for one in library.items if one.block.kind is BlockKind.QUESTIONS), key=lambda one: one.key)
    if not found:
        return made([])
    week = library.as_of.toordinal() // 7
    return Found([found[week % len(found)]], lambda one: item_row(library, one), "item", "key")


def standing_questions(views: Views, query: Query) -> Found:
    """The questions that go with every briefing."""
    return made([StandingRow(text) for text in views.library.standing_questions])
