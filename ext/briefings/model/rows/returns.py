"""Rows of what was found again in the same place, as editors say it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefings.model.library import FoundItem
from briefings.model.rows.shared import Found, held_words, made, stands_words

if TYPE_CHECKING:
    from briefings.model.entry import Query
    from briefings.model.faces import Face
    from briefings.model.library import FoundRecommendation, Library
    from briefings.model.views import Views


class ReturnSide(NamedTuple):
    """One of the two findings: what it says, when its audit was held, and where a recommendation stood.

    `within` is the title of its briefing, and `words` come before it on the page of the other one: ``Found again in
    March 2019``.
    """

    face: Face
    within: str
    text: str
    held: str
    stands: str
    words: str


class ReturnRow(NamedTuple):
    """Something that an audit found, and where a later audit of the same partnership found it again."""

    partnership: str
    earlier: ReturnSide
    later: ReturnSide


def found_again(views: Views, query: Query) -> Found:
    """What was found again, of what a query asks for; the later finding decides."""
    library = views.library
    asked = query._replace(limit=None)
    wanted = {one.key for one in library.select_items(asked)} if library.returns else set()
    wanted |= {one.key for one in library.select_recommendations(asked)} if library.returns else set()
    rows = [
        ReturnRow(
            library.partnership_title(one.later.briefing.partnership),
            _side(library, one.earlier, "Found before"),
            _side(library, one.later, "Found again"),
        )
        for one in library.returns
        if one.later.key in wanted
    ]
    return made(rows)


def sides_of(library: Library, key: str) -> tuple[ReturnSide, ...]:
    """What stands beside an item or recommendation: where it was found before, then where it was found again."""
    returns = library.returns_of.get(key, ())
    before = [_side(library, one.earlier, "Found before") for one in returns if one.later.key == key]
    return tuple(before + [_side(library, one.later, "Found again") for one in returns if one.earlier.key == key])


def _side(library: Library, part: FoundItem | FoundRecommendation, lead: str) -> ReturnSide:
    assert part.audit
    if isinstance(part, FoundItem):
        what, text, stands = "item", library.text_of(part.item), ""
    else:
        what, text, stands = "recommendation", part.recommendation.text, stands_words(part) if part.latest else ""
    face, held = library.face(what, part.key), held_words(part.audit)
    assert face
    return ReturnSide(face, part.entry.title, text, held, stands, f"{lead} in {held}")
