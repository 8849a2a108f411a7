"""Fill the places that reading left: listings and derived sections become lists, tables and links, in any builder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from briefings.domain import domain_of
from briefings.nodes import derived_place, listing_place
from briefings.rendering import listing_nodes, own_anchors, tombstone_nodes

if TYPE_CHECKING:
    from typing import Any

    from sphinx.builders import Builder

    from briefings.model.views import ListingView


class FillPlaces(SphinxPostTransform):
    """Replaces `listing_place` and `derived_place`, just before references are resolved."""

    default_priority = ReferencesResolver.default_priority - 1

    def run(self, **kwargs: Any) -> None:
        """Fill every place from the view of its page; in a PDF or on a single page, all pages are one document."""
        domain = domain_of(self.env)
        builder = domain.builder
        view_of = cache(domain.views.of)
        for place in list(self.document.findall(listing_place)):
            docname = place["docname"]
            listing = view_of(docname).listings[place["number"]]
            place.replace_self(listing_nodes(listing, builder, docname))
        for end in list(self.document.findall(derived_place)):
            docname = end["docname"]
            sections = [self._section(listing, builder, docname) for listing in view_of(docname).sections]
            end.replace_self([*tombstone_nodes(view_of(docname)), *sections])

    def _section(self, listing: ListingView, builder: Builder, docname: str) -> nodes.section:
        section = nodes.section(ids=[self._free_id(listing.listing.name)], classes=["derived"])
        section += nodes.title("", listing.title)
        content = listing_nodes(listing, builder, docname)
        own_anchors(listing, docname, content)
        section += content
        return section

    def _free_id(self, name: str) -> str:
        taken = {node_id for node in self.document.findall(nodes.Element) for node_id in node["ids"]}
        number = 1
        candidate = name
        while candidate in taken:
            number += 1
            candidate = f"{name}-{number}"
        return candidate
