"""What our own theme shows around the text of a page, as part of the text: for any theme, and any builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from briefings.arrange import say_for_whom
from briefings.components import banner, tag_list
from briefings.domain import domain_of
from briefings.nodes import all_below
from briefings.rendering.pen import Pen, paragraph
from briefings.resolve import FillPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.banners import Banner
    from briefings.model.facts import Fact
    from briefings.model.views import PageView


class head_place(nodes.General, nodes.Element):
    """Where the head of the page ``docname`` goes."""


class AddHead(SphinxPostTransform):
    """Replaces `head_place` by the summary, what a reader must know first, and the key facts."""

    default_priority = FillPlaces.default_priority

    def run(self, **kwargs: Any) -> None:
        """Fill every place; where all pages are one document, there are many."""
        domain = domain_of(self.env)
        for place in list(self.document.findall(head_place)):
            page = place["docname"]
            view = domain.views.of(page)
            place.replace_self(list(_head(view, Pen(domain.builder, page, ""))))


def _head(view: PageView, pen: Pen) -> Iterator[nodes.Node]:
    for one in view.banners:
        yield _banner(one, pen)
    if view.summary:
        yield paragraph(view.summary, name="lead")
    if view.evidence:
        yield paragraph(view.evidence, name="evidence")
    if view.facts:
        yield nodes.field_list("", *(_fact(one, pen) for one in view.facts), classes=["facts"])
    if view.themes:
        yield tag_list.of([pen.link(face)] for face in view.themes)


def _banner(one: Banner, pen: Pen) -> nodes.Node:
    words: list[nodes.Node | str] = [one.words]
    for number, face in enumerate(one.faces):
        words += [", then " if number else " ", pen.link(face)]
    if one.faces:
        words.append(".")
    if one.href:
        words += [" ", nodes.reference("", one.href, refuri=one.href)]
    return banner.of(one.name, paragraph(*words))


def _fact(one: Fact, pen: Pen) -> nodes.field:
    words: list[nodes.Node | str] = []
    for number, face in enumerate(one.values):
        words += [", "] if number else []
        words.append(nodes.reference("", face.title, refuri=one.href) if one.href else pen.mention(face))
    body = nodes.field_body("", paragraph(*words))
    if one.note:
        body += paragraph(one.note, name="note")
    return nodes.field("", nodes.field_name("", one.label), body)


class FinishPages(SphinxPostTransform):
    """Says beside each item for whom it is and whether it was written for this site; gives tables their addresses."""

    default_priority = FillPlaces.default_priority + 2

    def run(self, **kwargs: Any) -> None:
        """Look at each page of ours that the document holds."""
        domain = domain_of(self.env)
        for page in [node for node in self.document.findall(nodes.section) if "page" in node]:
            name = page["page"]
            found = all_below(page)
            blocks = [node for node in found if isinstance(node, nodes.section) and "block" in node["classes"]]
            say_for_whom(blocks, domain.entries[name], domain.views.of(name), Pen(domain.builder, name, ""))
            tables = (node for node in found if isinstance(node, nodes.table) and not node["ids"])
            for number, table in enumerate(tables, 1):  # Sphinx warns of a table with a caption and without an address
                table["ids"].append(f"{name.replace('/', '-')}-table-{number}")
