"""Links to a place on a page, ``#minutes`` or ``about.md#minutes``: whether the page has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefings.model.derived import derived_sections
from briefings.model.former import former_addresses, places_of
from briefings.model.problems import Code, Problem, did_you_mean, shown
from briefings.model.views import Views
from briefings.model.vocabulary import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.entry import DocEntry
    from briefings.model.library import Library


def page_target(docname: str, address: str) -> str:
    """The page that a link such as ``about.md`` leads to from a page."""
    folder, target = docname.rpartition("/")[0], address.removesuffix(".md")
    return f"{folder}/{target}" if folder else target


def check_places(library: Library, content: str) -> Iterator[Problem]:
    """Every link to a place that is not on its page; where the page itself is not there, that is told elsewhere.

    Args:
        library: all pages that were read without an error.
        content: the name of the content folder, for messages.
    """
    known: dict[str, tuple[str, ...]] = {}
    for page in library.pages:
        for one in page.references:
            if one.what != PLACE:
                continue
            address, _, place = one.target.partition("#")
            docname = page_target(page.docname, address) if address else page.docname
            entry = library.entries.get(docname)
            if entry is None:
                continue
            if docname not in known:
                known[docname] = tuple(_places_on(entry))
            if place in known[docname] or place in _places_of_sections(entry, library):
                continue
            where = f"on '{shown(docname)}'" if address else "on this page"
            hint = did_you_mean(place, known[docname]) or "; use the address of a heading or an item"
            message = f"there is no place '#{shown(place)}' {where}{hint}"
            yield Problem(f"{content}/{page.docname}.md", one.line, Code.UNKNOWN_PLACE, message)


def _places_on(entry: DocEntry) -> Iterator[str]:
    """The addresses on a page that its editor made, and those that lead on from before."""
    yield from places_of(entry)
    yield from (one.was for one in former_addresses(entry))


def _places_of_sections(entry: DocEntry, library: Library) -> Iterator[str]:
    """The addresses of the sections that the site adds to a page; one that would be empty is not shown."""
    if derived_sections(entry):
        shown_sections = {section.listing.name for section in Views(library).of(entry.docname).sections}
        for section in derived_sections(entry):
            if section.listing.name in shown_sections:
                yield from (section.listing.name, *section.former)
