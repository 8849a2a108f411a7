"""The list of pages for search engines (sitemaps.org). It needs full addresses, so a site without one has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from briefings.model.selection import Tombstone

if TYPE_CHECKING:
    from briefings.model.library import Library
    from briefings.outputs.site import SiteFacts

NAME: Final = "sitemap.xml"


def render(library: Library, site: SiteFacts, not_listed: frozenset[str]) -> bytes | None:
    """The sitemap, or None for a site that does not know its address.

    Args:
        library: all public pages; what was withdrawn is not offered to search engines.
        site: its address.
        not_listed: pages that make no sense from outside, such as the search.
    """
    if not site.base:
        return None
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [
        f" <url><loc>{escape(site.address(f'{docname}.html'))}</loc></url>"
        for docname, entry in library.entries.items()
        if docname not in not_listed and not isinstance(entry.record, Tombstone)
    ]
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()
