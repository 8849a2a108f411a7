"""Fill the places that reading left: listings and derived sections become lists, tables and links, in any builder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.code import TrimDoctestFlagsTransform

from briefings.domain import domain_of
from briefings.model.derived import derived_sections
from briefings.nodes import all_below, derived_place, former_place, listing_place
from briefings.rendering import departed_nodes, listing_nodes, own_anchors, tombstone_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sphinx.builders import Builder

    from briefings.model.views import ListingView


class FillPlaces(SphinxPostTransform):
    """Replaces `listing_place` and `derived_place`, after Sphinx's own changes, none of which they need."""

    default_priority = TrimDoctestFlagsTransform.default_priority + 10

    def run(self, **kwargs: Any) -> None:
        """Fill every place from the view of its page; in a PDF or on a single page, all pages are one document."""
        domain = domain_of(self.env)
        builder = domain.builder
        view_of = cache(domain.views.of)
        places = all_below(self.document)
        for place in (node for node in places if isinstance(node, listing_place)):
            docname = place["docname"]
            listing = view_of(docname).listings[place["number"]]
            place.replace_self(listing_nodes(listing, builder, docname))
        ends = [node for node in places if isinstance(node, derived_place)]
        taken = _addresses_in(self.document) if ends else set()
        for end in ends:
            docname = end["docname"]
            former = {one.listing.name: one.former for one in derived_sections(domain.entries[docname])}
            sections = [
                _section(listing, former.get(listing.listing.name, ()), builder, docname, taken)
                for listing in view_of(docname).sections
            ]
            view = view_of(docname)
            end.replace_self([*tombstone_nodes(view), *sections, *departed_nodes(view, builder, docname)])


def _section(
    listing: ListingView, former: Iterable[str], builder: Builder, docname: str, taken: set[str]
) -> nodes.section:
    section = nodes.section(ids=[_free_id(listing.listing.name, taken)], classes=["derived"])
    section += nodes.title("", listing.title, *(former_place(name) for name in former if name not in taken))
    content = listing_nodes(listing, builder, docname)
    own_anchors(listing, docname, content)
    section += content
    taken |= _addresses_in(section)
    return section


def _addresses_in(root: nodes.Element) -> set[str]:
    return {node_id for node in all_below(root) if isinstance(node, nodes.Element) for node_id in node["ids"]}


def _free_id(name: str, taken: set[str]) -> str:
    number = 1
    candidate = name
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    return candidate
