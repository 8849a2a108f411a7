"""Listings: a directive leaves a place, and the rows are filled in when all pages are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from briefings.model.body import ALL_OPTIONS
from briefings.nodes import listing_place

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.util.typing import OptionSpec

    from briefings.directives.cursor import Cursor


class ListingDirective(SphinxDirective):
    """A list, table or index of things from all over the site.

    Source::

        :::{item-list}
        :kind: questions
        :theme: neglect
        :::

    Nodes::

        <listing_place docname="questions" number="0">
    """

    has_content = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(sorted(ALL_OPTIONS), directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Leave a place for the listing that the page's entry holds here."""
        cursor: Cursor = self.env.current_document["briefings_cursor"]
        place = listing_place(number=cursor.next_listing(), docname=cursor.docname)
        self.set_source_info(place)
        return [place]
