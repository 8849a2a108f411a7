"""The HTML builder: Sphinx's own, without what our pages never show, and with markup that is accessible.

No search index of Sphinx's (Pagefind's serves), no prev/next links, no table of contents over all pages, no style
sheet or script but our own. That is where most of a clean build's time and most of a page's weight would go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from collections.abc import Set


class SiteTranslator(HTML5Translator):
    """Sphinx's HTML with heads of tables that screen readers understand, and without the page's first heading.

    The template shows the title itself, above the key facts.
    """

    def visit_title(self, node: nodes.title) -> None:
        """Leave out the title of the page."""
        if isinstance(node.parent, nodes.section) and isinstance(node.parent.parent, nodes.document):
            raise nodes.SkipNode
        super().visit_title(node)

    def add_fignumber(self, node: nodes.Element) -> None:
        """Write nothing: figures and tables are not numbered here."""

    def visit_entry(self, node: nodes.entry) -> None:
        """Write a cell: heads with their scope, other cells with the name of their column for narrow screens."""
        row: Any = node.parent
        attributes: dict[str, Any] = {}
        if isinstance(row.parent, nodes.thead):
            tag, attributes["scope"] = "th", "col"
        elif row.parent.parent.stubs[row.column]:
            tag, attributes["scope"] = "th", "row"
        else:
            tag = "td"
            if label := node.get("label"):
                attributes["data-label"] = label
        row.column += 1
        self.body.append(self.starttag(node, tag, "", **attributes))
        self.context.append(f"</{tag}>\n")

    def visit_table(self, node: nodes.table) -> None:
        """Let a wide table scroll by itself instead of the page; keyboards can reach it."""
        self.body.append('<div class="table-frame">')
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """Close what `visit_table` opened."""
        super().depart_table(node)
        self.body.append("</div>\n")


class SiteBuilder(StandaloneHTMLBuilder):
    """The ``html`` builder of a briefings site."""

    name = "html"
    search = False
    default_translator_class = SiteTranslator

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Prepare the templates' context; there are no relations between pages to work out."""
        super().prepare_writing(docnames)
        self.relations = {}

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What every template gets; the rest comes from `pages`."""
        return {"body": body, "metatags": "", "title": "", "meta": None}

    def create_pygments_style_file(self) -> None:
        """Write nothing: code has its colours in our own style sheet."""

    def copy_translation_js(self) -> None:
        """Write nothing: no script of Sphinx's is used."""
