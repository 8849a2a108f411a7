"""The HTML builder: Sphinx's own, without what our pages never show, and with markup that is accessible.

No search index of Sphinx's (Pagefind's serves), no prev/next links, no table of contents over all pages, no style
sheet or script but our own. That is where most of a clean build's time and most of a page's weight would go.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

import jinja2
from docutils import nodes
from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks
from sphinx.writers.html5 import HTML5Translator

from briefings.body import Body
from briefings.model.item_addresses import is_short
from briefings.nodes import take_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from jinja2.bccache import Bucket
    from sphinx.builders import Builder
    from sphinx.jinja2glue import BuiltinTemplateLoader

    from briefings.nodes import fold


logger = logging.getLogger(__name__)

Visit = Callable[[Any], None]
_PLAIN: Final = frozenset({"href", "rel", "role", "scope", "data-key", "data-label", "data-sort"})
"""The attributes that stand in a tag as they are given."""
_MANY: Final = 1000
"""How many lines of the inventory are compressed at a time."""


class SiteTranslator(HTML5Translator):
    """Lean HTML in which everything can be addressed, and nothing is inline; components write themselves.

    The template shows the title of the page itself, above the key facts.
    """

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self._methods: dict[type, tuple[Visit, Visit]] = {}
        self._alone: list[bool] = []
        """Of each paragraph that is open: whether its text stands alone."""

    # the walk ------------------------------------------------------------------------------------------------
    # Large sites have millions of nodes. Docutils writes a line for debuggers at each of them, and Sphinx looks its
    # method up by name; the way down from a document, and a tag without attributes, are worth short cuts.

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Visit the node from which docutils begins to walk, and walk what is below it ourselves."""
        self._methods_for(node)[0](node)
        self.write_all(node.children)
        raise nodes.SkipChildren

    def write_all(self, those: Iterable[nodes.Node]) -> None:
        """Visit and depart nodes and all that is below them.

        A visit may skip its node, what is below it or its departure.
        """
        methods = self._methods
        for node in tuple(those):
            visit, depart = methods.get(node.__class__) or self._methods_for(node)
            try:
                visit(node)
                if node.children:
                    self.write_all(node.children)
            except nodes.SkipNode:
                continue
            except nodes.SkipDeparture:
                self.write_all(node.children)
                continue
            except nodes.SkipChildren:
                pass
            depart(node)

    def _methods_for(self, node: nodes.Node) -> tuple[Visit, Visit]:
        """How nodes of a class are visited and departed, as Sphinx looks it up."""
        if node.__class__ not in self._methods:
            self._methods[node.__class__] = self._method("visit", node), self._method("depart", node)
        return self._methods[node.__class__]

    def _method(self, way: str, node: nodes.Node) -> Visit:
        names = [f"{way}_{one.__name__}" for one in node.__class__.__mro__]
        found = next((method for name in names if (method := getattr(self, name, None))), None)
        return found or (self.unknown_visit if way == "visit" else self.unknown_departure)

    def visit_Text(self, node: nodes.Text) -> None:
        """Write words."""
        if self.protect_literal_text or "\0" in node:
            super().visit_Text(node)
        else:
            self.body.append(node.translate(self.special_characters))

    def starttag(self, node: Any, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any) -> str:
        """Write the start of an element; docutils does so where it has more than a class, an id and our attributes."""
        if empty or not _PLAIN.issuperset(attributes) or not isinstance(node, nodes.Element):
            return super().starttag(node, tagname, suffix, empty, **attributes)
        classes, ids = node.attributes["classes"], node.attributes["ids"]
        if len(ids) > 1 or len(classes) > 1 or isinstance(node, nodes.literal_block):
            return super().starttag(node, tagname, suffix, empty, **attributes)
        if classes:
            (attributes["class"],) = classes
        if ids:
            (attributes["id"],) = ids
        written = "".join([f' {name}="{self.attval(str(value))}"' for name, value in sorted(attributes.items())])
        return f"<{tagname}{written}>{suffix}"

    def attval(self, text: str, *whitespace: Any) -> str:
        """Write the value of an attribute; where a line breaks in it, a space stands."""
        return text.translate(self.special_characters) if text.isprintable() else super().attval(text, *whitespace)

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
        own = node.attributes
        href = own["refuri"] if "refuri" in own else f"#{own['refid']}"
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
        self._alone.append(_is_alone(node))
        if not self._alone[-1]:
            self.body.append(self.starttag(node, "p", ""))

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """Close what `visit_paragraph` opened."""
        if not self._alone.pop():
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
            short, sign = (f"{anchor}: ", anchor) if is_short(anchor) else ("", "#")
            self.body.append(f'<a class="mark" href="#{anchor}" aria-label="{short}link to {name}">{sign}</a>')
        super().depart_list_item(node)

    def visit_fold(self, node: fold) -> None:
        """Write something that opens when asked."""
        self.body.append(f"{self.starttag(node, 'details')}<summary>{self.encode(node['summary'])}</summary>\n")

    def depart_fold(self, node: fold) -> None:
        """Close what `visit_fold` opened."""
        self.body.append("</details>\n")


def _is_bare(node: nodes.inline) -> bool:
    own = node.attributes
    return own["classes"] == ["mention"] and len(node.children) == 1 and not own["ids"]


def _is_alone(node: nodes.paragraph) -> bool:
    holder: Any = node.parent
    if not isinstance(holder, (nodes.list_item, nodes.entry)) or holder.children[0] is not node:
        return False
    own = node.attributes
    if own["classes"] or own["ids"] or "mark" in holder.attributes:
        return False
    return len(holder.children) == 1 or all(isinstance(child, nodes.bullet_list) for child in holder.children[1:])


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


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates for the next build, each with a digest of its text; one that cannot be kept is no loss."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # where the disk is full, what the build needs says so
            super().dump_bytecode(bucket)


class SiteBuilder(StandaloneHTMLBuilder):
    """The ``html`` builder of a briefings site."""

    name = "html"
    search = False
    default_translator_class = SiteTranslator

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._addresses: dict[str, str] = {}
        self._relative: tuple[str, dict[str, str]] = "", {}
        self._illustrated: frozenset[str] = frozenset()

    def init_templates(self) -> None:
        """Load the templates; whatever they show is text, unless it is marked as HTML (Sphinx trusts all of it)."""
        super().init_templates()
        environment = cast("BuiltinTemplateLoader", self.templates).environment
        environment.autoescape = True
        environment.auto_reload = False  # no file is looked at again for each page
        compiled = self.doctreedir / f"templates-{jinja2.__version__}"
        compiled.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = _Compiled(str(compiled))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of a page; each is asked for by hundreds of links."""
        if docname not in self._addresses:
            self._addresses[docname] = super().get_target_uri(docname, typ)
        return self._addresses[docname]

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The way from one page to another; a page with a long list asks for the same ways again and again."""
        page, ways = self._relative
        if page != from_:
            page, ways = self._relative = from_, {}
        if to not in ways:
            ways[to] = super().get_relative_uri(from_, to, typ)
        return ways[to]

    def dump_inventory(self) -> None:
        """Write what Sphinx would, in a third of the time: it compresses each line by itself, and as much as it can."""
        lines = (
            f"{name} {domain.name}:{kind} {rank} {self._place(page, anchor, name)} {title if title != name else '-'}\n"
            for domain in self.env.domains.sorted()
            for name, title, kind, page, anchor, rank in sorted(domain.get_objects())
        )
        head = (
            "# Sphinx inventory version 2\n"
            f"# Project: {' '.join(self.config.project.split())}\n"
            f"# Version: {' '.join(self.config.version.split())}\n"
            "# The remainder of this file is compressed using zlib.\n"
        )
        packer = zlib.compressobj()
        with (self.outdir / INVENTORY_FILENAME).open("wb") as file:
            file.write(head.encode())
            while part := "".join(islice(lines, _MANY)):
                file.write(packer.compress(part.encode()))
            file.write(packer.flush())

    def _place(self, docname: str, anchor: str, name: str) -> str:
        """The address of something; its name at the end of that is written as ``$``."""
        place = f"{anchor.removesuffix(name)}$" if anchor and anchor.endswith(name) else anchor
        address = self.get_target_uri(docname)
        return f"{address}#{place}" if place else address

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Prepare the templates' context; there are no relations between pages to work out."""
        super().prepare_writing(docnames)
        self.relations = {}
        self._illustrated = frozenset().union(*(docnames for docnames, _ in self.env.images.values()))

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What every template gets; the rest comes from `pages`."""
        return {"body": Body(body), "metatags": "", "title": "", "meta": None}

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Name the pictures of a page. Sphinx looks for them in every page, and makes its entry for a search."""
        if docname in self._illustrated:
            super().write_doc_serialized(docname, doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a page, and let go of its tree: Sphinx would keep those of all pages to the end."""
        super().write_doc(docname, doctree)
        self.env._pickled_doctree_cache.pop(docname, None)
        take_apart(doctree)

    # reading and writing --------------------------------------------------------------------------------------
    # Sphinx keeps every document that it read until it is written: at 1,000 briefings that is half a gigabyte, which
    # the collector walks through again and again. To read each back when it is its turn costs no more.

    def _read_serial(self, docnames: list[str]) -> None:
        for docname in status_iterator(docnames, "reading sources... ", "purple", len(docnames)):
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
            self.read_doc(docname, _cache=False)

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
