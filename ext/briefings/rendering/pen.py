"""What every renderer writes with: links from one page, lists, small print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from briefings.domain import linked, named
from briefings.model.vocabulary import WRITTEN_HERE
from briefings.nodes import element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.builders import Builder

    from briefings.model.faces import Face


class Pen:
    """Writes rows for one page.

    Args:
        builder: makes the addresses.
        docname: the page (or page of the rest) on which the rows stand.
        name: the name of the listing, unique on its page; starts the addresses of its groups.
        mixed: whether items of several kinds stand in the list; None to find out from the rows.
    """

    def __init__(self, builder: Builder, docname: str, name: str, *, mixed: bool | None = None) -> None:
        self.builder = builder
        self.docname = docname
        self.name = name
        self.mixed = mixed

    def link(self, face: Face, text: str = "") -> nodes.Node:
        """A name as a link."""
        return named(face, self.builder, self.docname, text)

    def mention(self, face: Face, text: str = "") -> nodes.Node:
        """A name as a link with its states beside it."""
        return linked(face, self.builder, self.docname, text)

    def joined(self, faces: Iterable[Face], *, before: str = "") -> list[nodes.Node]:
        """Links with commas between them."""
        made: list[nodes.Node] = [nodes.Text(before)] if before else []
        for number, face in enumerate(faces):
            if number:
                made.append(nodes.Text(", "))
            made.append(self.link(face))
        return made

    def is_own(self, face: Face) -> bool:
        """Whether something stands on the very page that is written."""
        return face.docname == self.docname


OURS: Final = "ours"
"""The class of the words that mark what was written for this site: scripts read them by it."""


def ours() -> nodes.inline:
    """The mark beside an item that was written for this site."""
    return element(nodes.inline, [nodes.Text(WRITTEN_HERE)], [OURS])


def paragraph(*content: nodes.Node | str, name: str = "", sort: str | None = None) -> nodes.paragraph:
    """A paragraph of nodes and plain texts; `sort` is what its cell of a table is sorted by instead of its words."""
    children = [nodes.Text(one) if isinstance(one, str) else one for one in content]
    return element(nodes.paragraph, children, [name] if name else (), **({} if sort is None else {"sort": sort}))


def details(*texts: str | nodes.Node) -> nodes.paragraph:
    """A line of small print, its parts with dots between them (no line begins with one); empty parts are left out."""
    parts: list[nodes.Node | str] = []
    for text in texts:
        if text != "":
            parts += ["\N{NO-BREAK SPACE}· ", text] if parts else [text]
    return paragraph(*parts, name="details")


def listed(name: str, rows: Iterable[Any], write: Callable[[Any], nodes.list_item]) -> list[nodes.Node]:
    """A list of rows; `name` is its class."""
    classes = ["listing", f"listing-{name}"]
    return [element(nodes.bullet_list, (write(row) for row in rows), classes, bullet="-")]


def counted(number: int, noun: str) -> str:
    """A number of things: ``1 briefing``, ``2 briefings``."""
    return f"{number} {noun if number == 1 else noun + 's'}"


def bulleted(texts: Iterable[str]) -> nodes.bullet_list:
    """A plain list of sentences."""
    items = (element(nodes.list_item, [paragraph(text)]) for text in texts)
    return element(nodes.bullet_list, items, bullet="-")


def with_label(label: str, texts: Iterable[str]) -> list[nodes.Node]:
    """A label and a list below it, or nothing when the list is empty."""
    found = bulleted(texts)
    return [paragraph(label, name="label"), found] if len(found) else []
