"""Nodes of our own, and docutils nodes from the model's plain values.

The two placeholders never reach a writer: `resolve` always replaces them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from briefings.model.inline import Runs

    RoleNode = Callable[[str, str, str | None], nodes.Node]


Kind = TypeVar("Kind", bound=nodes.Element)


class listing_place(nodes.General, nodes.Element):
    """Where a listing goes that an editor wrote; ``number`` counts the listings of the page ``docname`` from 0."""


class derived_place(nodes.General, nodes.Element):
    """Where the sections go that the site adds to the page ``docname``."""


class fold(nodes.container):
    """Something that opens when asked, below the words of ``summary``; other builders than HTML show it open."""


def element(kind: type[Kind], children: Iterable[nodes.Node], classes: Sequence[str] = (), **attributes: Any) -> Kind:
    """An element of a row: what ``kind("", *children, classes=classes, **attributes)`` makes, in half the time.

    Docutils looks at each child and each attribute again; a large site has millions of them, all made here.

    Args:
        kind: the class of the node.
        children: what it holds; they stand in no other node.
        classes: its classes.
        attributes: its other attributes.
    """
    made = kind.__new__(kind)
    made.rawsource = ""
    made.tagname = kind.__name__
    made.attributes = attributes
    attributes["ids"], attributes["names"], attributes["dupnames"] = [], [], []
    attributes["classes"] = list(classes)
    made.children = list(children)
    for child in made.children:
        child.parent = made
    return made


def folded(summary: str, *children: nodes.Node) -> fold:
    """What opens below the words of a summary."""
    return element(fold, children, ["fold"], summary=summary, is_div=True)


def all_below(root: nodes.Node) -> list[nodes.Node]:
    """A node and all that is below it, in the order of the document.

    As `findall` of docutils, which is a chain of generators as deep as the tree, and so several times as slow.
    """
    found: list[nodes.Node] = []
    left = [root]
    while left:
        node = left.pop()
        found.append(node)
        if node.children:
            left.extend(reversed(node.children))
    return found


def take_apart(root: nodes.Element) -> None:
    """Let go of a tree that nobody needs any more.

    Its nodes know each other, so Python would keep it until it looks through all memory for such rings. Whoever still
    holds the root finds it empty.
    """
    left: list[nodes.Node] = [root]
    while left:
        children = left.pop().children
        if children:
            left += children
            children.clear()  # type: ignore[attr-defined] # a list, where there are any
    for name, held in vars(root).items():
        if name != "attributes" and isinstance(held, (dict, list)):  # a document knows its nodes by their ids too
            held.clear()


def nodes_from(runs: Runs, role_node: RoleNode) -> Iterator[nodes.Node]:
    """Turn text with inline markup into nodes.

    Args:
        runs: the text.
        role_node: makes the node of a role from its name, its target and the editor's own text.
    """
    for run in runs:
        if isinstance(run, str):
            yield nodes.Text(run)
            continue
        match run[0]:
            case "em":
                yield _filled(nodes.emphasis(), run[1], role_node)
            case "strong":
                yield _filled(nodes.strong(), run[1], role_node)
            case "code":
                yield nodes.literal("", run[1])
            case "link":
                yield _filled(nodes.reference(refuri=run[1]), run[2], role_node)
            case "role":
                yield role_node(run[1], run[2], run[3])
            case "break":
                yield nodes.Text(" ")


def _filled(element: nodes.Element, runs: Runs, role_node: RoleNode) -> nodes.Element:
    element.extend(nodes_from(runs, role_node))
    return element


Cells = tuple[Sequence[nodes.Node], ...]
"""The contents of the cells of one row."""


def table_node(
    heads: Iterable[str],
    rows: Iterable[Cells],
    name: str,
    caption: str,
    *,
    cards: bool = False,
    sortable: Sequence[str] = (),
) -> nodes.table:
    """A table with a caption and heads; the first cell of a row is its head.

    Args:
        heads: text of the column heads; each cell repeats its head as ``label`` for narrow screens.
        rows: for each row, the contents of its cells.
        name: class of the table, for style.
        caption: what the table shows.
        cards: whether its rows become cards on a phone; other tables scroll in their own frame.
        sortable: the heads by which a reader may sort; a cell counts as the ``sort`` of its first node, or its words.
    """
    heads = list(heads)
    classes = ["colwidths-auto", name, *(["cards"] if cards else []), *(["sortable"] if sortable else [])]
    table = nodes.table("", nodes.title("", caption), classes=classes)
    group = nodes.tgroup(cols=len(heads))
    table += group
    group += [nodes.colspec(colwidth=20, stub=int(number == 0)) for number in range(len(heads))]
    titles = (
        nodes.entry("", nodes.paragraph("", head), **({"sort": ""} if head in sortable else {})) for head in heads
    )
    group += nodes.thead("", nodes.row("", *titles))
    body = nodes.tbody()
    group += body
    for cells in rows:
        entries = []
        for head, content in zip(heads, cells, strict=True):
            key = next((node["sort"] for node in content if isinstance(node, nodes.Element) and "sort" in node), None)
            entries.append(element(nodes.entry, content, label=head, **({} if key is None else {"sort": key})))
        body += element(nodes.row, entries)
    return table


def former_place(address: str) -> nodes.inline:
    """A place in a title at an address that it had before: nothing is shown, and old links lead there."""
    return nodes.inline(ids=[address])
