"""The HTML builder: Sphinx's own, without what our pages never show, and with markup that is accessible.

No search index of Sphinx's (Pagefind's serves), no prev/next links, no table of contents over all pages, no style
sheet or script but our own. That is where most of a clean build's time and most of a page's weight would go.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

    from sphinx.jinja2glue import BuiltinTemplateLoader

    from briefings.nodes import fold


logger = logging.getLogger(__name__)


class SiteTranslator(HTML5Translator):
    """Lean HTML in which everything can be addressed, and nothing is inline; components write themselves.

    The template shows the title of the page itself, above the key facts.
    """

    # headings ------------------------------------------------------------------------------------------------

    def visit_title(self, node: nodes.title) -> None:
        """Leave out the title of the page."""
        parent = node.parent
        if isinstance(parent, nodes.section) and isinstance(parent.parent, nodes.document):
            raise nodes.SkipNode
        super().visit_title(node)

    def get_secnumber(self, node: nodes.Element) -> None:
        """Sections are not numbered here."""

    def add_fignumber(self, node: nodes.Element) -> None:
        """Write nothing: figures and tables are not numbered here."""

    # text ----------------------------------------------------------------------------------------------------

    def visit_reference(self, node: nodes.Element) -> None:
        """Write a link; one that leads elsewhere tells the other site nothing."""
        href = node["refuri"] if "refuri" in node else f"#{node['refid']}"
        attributes: dict[str, Any] = {"href": href or "#"}
        if "://" in href:
            attributes["rel"] = "noopener noreferrer"
        self.body.append(self.starttag(node, "a", "", **attributes))

    def depart_reference(self, node: nodes.reference) -> None:
        """Close what `visit_reference` opened."""
        self.body.append("</a>")

    def visit_inline(self, node: nodes.inline) -> None:
        """Write a span, unless it would say nothing: a mention without a state."""
        if not _is_bare(node):
            super().visit_inline(node)

    def depart_inline(self, node: nodes.inline) -> None:
        """Close what `visit_inline` opened."""
        if not _is_bare(node):
            super().depart_inline(node)

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Write a paragraph, or its text alone where it is all that a list item or cell holds."""
        if not _is_alone(node):
            super().visit_paragraph(node)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """Close what `visit_paragraph` opened."""
        if not _is_alone(node):
            super().depart_paragraph(node)

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """Write a list; a class only where it is ours."""
        self.body.append(self.starttag(node, "ul"))

    def depart_bullet_list(self, node: nodes.bullet_list) -> None:
        """Close what `visit_bullet_list` opened."""
        self.body.append("</ul>\n")

    def visit_list_item(self, node: nodes.list_item) -> None:
        """Write an item; a question away from home says which it is, so that it can be picked."""
        attributes = {"data-key": key} if (key := node.get("key")) else {}
        self.body.append(self.starttag(node, "li", "", **attributes))

    def depart_list_item(self, node: nodes.list_item) -> None:
        """Close an item, after the mark by which it can be linked."""
        if mark := node.get("mark"):
            anchor, name = mark
            self.body.append(f'<a class="mark" href="#{anchor}" aria-label="{anchor}: link to {name}">{anchor}</a>')
        super().depart_list_item(node)

    def visit_fold(self, node: fold) -> None:
        """Write something that opens when asked."""
        self.body.append(f"{self.starttag(node, 'details')}<summary>{self.encode(node['summary'])}</summary>\n")

    def depart_fold(self, node: fold) -> None:
        """Close what `visit_fold` opened."""
        self.body.append("</details>\n")


def _is_bare(node: nodes.inline) -> bool:
    return node["classes"] == ["mention"] and len(node) == 1 and not node["ids"]


def _is_alone(node: nodes.paragraph) -> bool:
    holder = node.parent
    return (
        isinstance(holder, (nodes.list_item, nodes.entry))
        and not node["classes"]
        and not node["ids"]
        and not holder.get("mark")
        and all(child is node or isinstance(child, nodes.bullet_list) for child in holder.children)
        and holder.children[0] is node
    )


def _share_out(
    docnames: Sequence[str],
    processes: int,
    work: Callable[[list[str]], Any],
    done: Callable[[list[str], Any], None] | None,
    message: str,
) -> None:
    """Have each process work on its share of the pages: every second one, say, so that all shares are alike."""
    shares = [share for number in range(processes) if (share := list(docnames[number::processes]))]
    tasks = ParallelTasks(processes)
    for share in status_iterator(shares, message, "purple", len(shares)):
        tasks.add_task(work, share, done)
    tasks.join()
    logger.info("")


class SiteBuilder(StandaloneHTMLBuilder):
    """The ``html`` builder of a briefings site."""

    name = "html"
    search = False
    default_translator_class = SiteTranslator

    def init_templates(self) -> None:
        """Load the templates; whatever they show is text, unless it is marked as HTML (Sphinx trusts all of it)."""
        super().init_templates()
        cast("BuiltinTemplateLoader", self.templates).environment.autoescape = True

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Prepare the templates' context; there are no relations between pages to work out."""
        super().prepare_writing(docnames)
        self.relations = {}

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What every template gets; the rest comes from `pages`."""
        return {"body": Markup(body), "metatags": "", "title": "", "meta": None}  # noqa: S704 - made of nodes

    # several processes ----------------------------------------------------------------------------------------
    # Sphinx starts one for every ten pages. Each sends back all that was read before it as well, and pages are
    # resolved by the first process alone: that made two processes slower than one. Here each gets its share at once.

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)

        def read(share: list[str]) -> bytes:
            self.env._app = self._app
            for docname in share:
                self.read_doc(docname, _cache=False)
            return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)

        def merge(share: list[str], read_there: bytes) -> None:
            self.env.merge_info_from(share, pickle.loads(read_there), self._app)  # noqa: S301 - our own process

        _share_out(docnames, nproc, read, merge, "reading sources... ")

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        def write(share: list[str]) -> None:
            for docname in share:
                self.phase = BuildPhase.RESOLVING
                doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
                self.phase = BuildPhase.WRITING
                self.write_doc_serialized(docname, doctree)
                self.write_doc(docname, doctree)

        first, *others = docnames
        write([first])  # compiles the templates, once for all
        _share_out(others, self._app.parallel, write, None, "writing output... ")

    def create_pygments_style_file(self) -> None:
        """Write nothing: code has its colours in our own style sheet."""

    def copy_translation_js(self) -> None:
        """Write nothing: no script of Sphinx's is used."""
