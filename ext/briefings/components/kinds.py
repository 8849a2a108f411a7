"""The nodes of components. Tables are docutils' own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from briefings.nodes import element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class component(nodes.General, nodes.Element):
    """A component whose macro is given all that it shows, such as a chart; only HTML shows it."""

    @classmethod
    def of(cls, name: str, *values: Any) -> component:
        """Make it of the name of its macro and what that is given."""
        return element(cls, (), name=name, values=values)


class card(nodes.list_item):
    """Something with a page of its own: its title, and lines below it, each a paragraph with its class."""


class block(nodes.section):
    """A block of a briefing: a title and what it says; its second class is its kind."""


class part(nodes.section):
    """A part of a long page, which opens when asked: a title, and what it holds; ``holds`` says that in a few words."""


class state_mark(nodes.inline):
    """Where a recommendation stands (class ``status``), or whether a policy still does (class ``state``)."""

    @classmethod
    def of(cls, kind: str, name: str, words: str) -> state_mark:
        """Make it of one of the two kinds."""
        return element(cls, [nodes.Text(words)], [kind, f"{kind}-{name}"])


class banner(nodes.container):
    """What a reader must know before reading: a paragraph."""

    @classmethod
    def of(cls, name: str, content: nodes.paragraph) -> banner:
        """Make it of why it must be known, such as ``withdrawn``, and what it says."""
        return cls("", content, classes=["banner", f"banner-{name}"], is_div=True)


class tag_list(nodes.bullet_list):
    """Links as a row of tags."""

    @classmethod
    def of(cls, links: Iterable[Sequence[nodes.Node]]) -> tag_list:
        """Make it of what stands in each tag."""
        items = (element(nodes.list_item, [element(nodes.paragraph, link)]) for link in links)
        return element(cls, items, bullet="-")


class filter_list(nodes.container):
    """The ways into a long list: what opens when asked, for each group of them."""
