"""Tables of contents: a host that lists our first page has all of our pages below it, in any theme and builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from briefings.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefings.domain import BriefingsDomain


def contents_below(domain: BriefingsDomain, page: str) -> list[nodes.Node]:
    """The hidden table of contents of an index: the pages of its folder, and the indexes of folders below it.

    Args:
        domain: knows all pages of ours.
        page: its name within the content.
    """
    if not _is_index(page):
        return []
    known = domain.checked.entries
    below = [domain.placement.in_project(other) for other in sorted(known) if _parent(other, known.keys()) == page]
    tree = addnodes.toctree(
        parent=domain.placement.in_project(page),
        entries=[(None, docname) for docname in below],
        includefiles=below,
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )
    return [nodes.compound("", tree, classes=["toctree-wrapper"])]


def read_indexes_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """When a page of ours comes or goes, all indexes of ours are read again."""
    domain = domain_of(env)
    place = domain.placement
    if not place.own_among(added | removed):
        return []
    indexes = {place.in_project(page) for page in domain.checked.entries if _is_index(page)}
    return sorted(indexes - added - changed)


def _is_index(page: str) -> bool:
    return page.rpartition("/")[2] == "index"


def _parent(page: str, known: Container[str]) -> str:
    """The index that a page is listed in, or "" for the first page."""
    folder, _, name = page.rpartition("/")
    if page == "index":
        return ""
    index = f"{folder}/index" if folder else "index"
    if name != "index" and index in known:
        return index
    return "index"
