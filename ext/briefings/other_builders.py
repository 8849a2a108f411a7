"""The site in other shapes than a page for each file: folders, one long page, LaTeX.

Our pages hang together by links and listings, not by tables of contents; so a builder that makes one document of the
whole site is given all pages in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from briefings.builder import SiteBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

_PAGE: Final = "#document-"
"""What Sphinx writes before the name of a page that stands on the one page."""


class FolderSiteBuilder(SiteBuilder, DirectoryHTMLBuilder):
    """The ``dirhtml`` builder: ``themes/neglect/index.html``."""

    name = "dirhtml"


class SinglePageBuilder(SiteBuilder, SingleFileHTMLBuilder):
    """The ``singlehtml`` builder: all pages on one."""

    name = "singlehtml"

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Name the pictures: they may be those of any page."""
        super(SiteBuilder, self).write_doc_serialized(docname, doctree)

    def assemble_doctree(self) -> nodes.document:
        """Put all pages below the first one, with addresses that name the page, so that each stands once."""
        root = self.config.root_doc
        tree = self.env.get_doctree(root)
        for docname in other_pages(self.env):
            page = self.env.get_doctree(docname)
            tree += addnodes.start_of_file("", *page.children, docname=docname)
        tree["docname"] = root
        self.env.resolve_references(tree, root, self)
        for part in list(tree.findall(addnodes.start_of_file)):
            _lengthen_addresses(part, part["docname"])
        for link in tree.findall(nodes.reference):
            target, _, place = link.get("refuri", "").removeprefix(_PAGE).partition("#")
            if place and link["refuri"].startswith(_PAGE):
                link["refuri"] = f"#{place}" if target == root else f"#{target}-{place}"
        return tree


class BookBuilder(LaTeXBuilder):
    """The ``latex`` builder, with every page in it."""

    name = "latex"

    def assemble_doctree(self, indexfile: str, toctree_only: bool, appendices: Iterable[str]) -> nodes.document:
        """Add all pages after the first one."""
        return super().assemble_doctree(indexfile, toctree_only, [*appendices, *other_pages(self.env)])


def other_pages(env: BuildEnvironment) -> list[str]:
    """All pages but the first, in order."""
    return sorted(env.found_docs - {env.config.root_doc})


def _lengthen_addresses(part: nodes.Element, docname: str) -> None:
    for node in part.findall(nodes.Element):
        node["ids"] = [f"{docname}-{own}" for own in node["ids"]]
        if "refid" in node:
            node["refid"] = f"{docname}-{node['refid']}"
