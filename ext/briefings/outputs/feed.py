"""Atom feeds of briefings: one of all, and one of each theme and partnership (RFC 4287).

Nothing here depends on the hour of the build: a briefing counts as changed when it was checked for publication, when
its embargo ended, or when its latest recommendation update was made, whichever came last.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from briefings.model.schema import Briefing
from briefings.model.vocabulary import Kind
from briefings.outputs.site import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from briefings.model.entry import DocEntry
    from briefings.model.library import Library
    from briefings.outputs.site import SiteFacts

    EntryOf = Callable[[str, str], str]

NAME: Final = "feed.xml"
NEWEST: Final = 50
"""How many briefings the feed of all has; those of themes and partnerships have as many at most."""
_ATOM: Final = "http://www.w3.org/2005/Atom"


def render(library: Library, site: SiteFacts) -> Iterator[tuple[str, bytes]]:
    """Every feed of the site: its address, and what it says.

    Args:
        library: all public pages; what was withdrawn is in no feed.
        site: its name and address.
    """
    briefings = sorted(library.briefings, key=lambda entry: (-_changed(entry).toordinal(), entry.docname))

    @cache
    def entry_of(docname: str, above: str) -> str:
        return _entry(library, site, library.entries[docname], above)

    yield NAME, _feed(library, site, entry_of, briefings, site.title, "", "index.html")
    for entry in library.of_kind(Kind.THEME):
        docnames = library.briefings_of_themes(library.below(Kind.THEME, entry.slug))
        chosen = [one for one in briefings if one.docname in docnames]
        yield f"{entry.docname}/{NAME}", _feed_of(library, site, entry_of, chosen, entry)
    for entry in library.of_kind(Kind.PARTNERSHIP):
        chosen = [one for one in briefings if _record(one).partnership == entry.slug]
        yield f"{entry.docname}/{NAME}", _feed_of(library, site, entry_of, chosen, entry)


def _feed_of(library: Library, site: SiteFacts, entry_of: EntryOf, briefings: list[DocEntry], entry: DocEntry) -> bytes:
    title = f"{entry.title} – {site.title}"
    return _feed(library, site, entry_of, briefings, title, f"{entry.docname}/", f"{entry.docname}.html")


def _feed(
    library: Library,
    site: SiteFacts,
    entry_of: EntryOf,
    briefings: list[DocEntry],
    title: str,
    folder: str,
    page: str,
) -> bytes:
    """One feed.

    Args:
        library: all public pages.
        site: its name and address.
        entry_of: writes a briefing, by its docname and the way up; most stand in several feeds.
        briefings: what it is about, what changed last first.
        title: its title.
        folder: where it lies, with a slash at the end, or "" for the root.
        page: the page that shows the same.
    """
    above = "../" * folder.count("/")
    changed = _changed(briefings[0]) if briefings else library.as_of
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    _add(feed, "id", f"urn:uuid:{identity('feed', folder or site.title)}")
    _add(feed, "title", title)
    _add(feed, "updated", _moment(changed))
    _add(_add(feed, "author"), "name", site.author)
    _add(feed, "link", rel="alternate", type="text/html", href=site.address(page, above))
    _add(feed, "link", rel="self", type="application/atom+xml", href=site.address(folder + NAME, above))
    ElementTree.indent(feed, " ")
    head = ElementTree.tostring(feed, encoding="unicode").removesuffix("</feed>")
    entries = "".join(f" {entry_of(entry.docname, above)}\n" for entry in briefings[:NEWEST])
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{entries}</feed>\n'.encode()


def _entry(library: Library, site: SiteFacts, entry: DocEntry, above: str) -> str:
    record = _record(entry)
    made = ElementTree.Element("entry")
    _add(made, "id", f"urn:uuid:{identity('briefing', record.partnership, entry.slug)}")
    _add(made, "title", entry.title)
    _add(made, "link", rel="alternate", type="text/html", href=site.address(f"{entry.docname}.html", above))
    _add(made, "published", _moment(record.published.first))
    _add(made, "updated", _moment(_changed(entry)))
    _add(made, "summary", record.summary)
    _add(_add(made, "author"), "name", library.title_of("partnership", record.partnership))
    for theme in sorted(library.themes_of[entry.docname]):
        _add(made, "category", term=theme, label=library.title_of("theme", theme))
    ElementTree.indent(made, " ", level=1)
    return ElementTree.tostring(made, encoding="unicode")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    if not text.isprintable():
        text = "".join(letter for letter in text if letter.isprintable())
    child.text = text or None
    return child


def _record(entry: DocEntry) -> Briefing:
    assert isinstance(entry.record, Briefing)
    return entry.record


def _changed(entry: DocEntry) -> date:
    record = _record(entry)
    dates = [record.published.first, record.anonymisation.on.first]
    if record.embargo_until:
        dates.append(record.embargo_until.first)
    dates += [update.on.first for one in record.recommendations for update in one.updates]
    return max(dates)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
