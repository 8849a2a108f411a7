"""Rows of briefings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefings.model.faces import Face
from briefings.model.rows.shared import Found, faces_of
from briefings.model.schema import Briefing

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry, Query
    from briefings.model.library import Library
    from briefings.model.views import Views


class BriefingRow(NamedTuple):
    """A briefing in a list."""

    face: Face
    partnership: str
    published: str
    summary: str
    themes: tuple[Face, ...]


def briefing_row(library: Library, entry: DocEntry) -> BriefingRow:
    """The row of a briefing."""
    record = entry.record
    assert isinstance(record, Briefing)
    return BriefingRow(
        face=Face(entry.title, entry.docname),
        partnership=library.partnership_title(record.partnership),
        published=record.published.words,
        summary=record.summary,
        themes=faces_of(library, "theme", record.themes),
    )


def briefings(views: Views, query: Query) -> Found:
    """The briefings that a query asks for."""
    library = views.library
    found = library.select_briefings(query)
    return Found(found, lambda entry: briefing_row(library, entry), "briefing", "docname", "docname")
