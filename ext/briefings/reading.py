"""From a file to an entry and a document tree: choose what may be read, hand over the body, parse it.

Sphinx only ever sees pages that were chosen (`model.content.choose`); everything else counts as absent, in previews
as much as when publishing.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import unquote

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst.languages import get_language
from markdown_it.token import Token
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.sphinx_ import MystParser
from sphinx import addnodes
from sphinx.errors import SphinxError
from sphinx.util import logging

from briefings.directives.blocks import join_neighbours
from briefings.directives.cursor import Cursor
from briefings.domain import domain_of
from briefings.handover import handed_over
from briefings.memory import collect_for
from briefings.model.conf_file import CONF
from briefings.model.content import agencies_among, choose, load_content, read_file
from briefings.model.digest import digest_of
from briefings.model.heading_addresses import FRAME_ADDRESSES
from briefings.model.markup import create_parser
from briefings.model.places import page_target
from briefings.model.privacy.allow import read_allowed
from briefings.model.problems import Code, errors_in, in_order
from briefings.model.scan import SourceFile, scan
from briefings.model.schema import Briefing
from briefings.model.selection import Decision, Tombstone, decide
from briefings.model.vocabulary import Kind
from briefings.nodes import derived_place, former_place
from briefings.placement import Placement, is_site
from briefings.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from types import ModuleType

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from briefings.model.content import ChosenPage
    from briefings.model.entry import DocEntry, Heading
    from briefings.model.problems import Problem

logger = logging.getLogger(__name__)


class ContentError(SphinxError):
    """The content folder has problems that stop the build; they have been reported."""

    category = "Content"


def refuse_links(app: Sphinx, config: Config) -> None:
    """Refuse links and devices in the content folder, drafts and all, before Sphinx walks it.

    Raises:
        ContentError: when there are any; all problems of the content are reported.
    """
    content_folder = Placement.of(config).content(app.srcdir)
    _, problems = scan(content_folder, drafts=True)
    doors = [problem for problem in problems if problem.code in (Code.LINK_IN_CONTENT, Code.NOT_A_FILE)]
    if doors:
        content = load_content(content_folder, as_of=_as_of(config), drafts=config.briefings_drafts)
        report(app, in_order([*content.problems, *doors]))
        raise ContentError("links and devices are not followed; see the problems above")


def close_doors(app: Sphinx) -> None:
    """Switch off what could read files, ``docutils.conf`` of the folder or person that builds among them."""
    app.env.settings.update(raw_enabled=False, file_insertion_enabled=False, _disable_config=True)
    domain_of(app.env).builder = app.builder


def choose_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Decide what is read: the contents of a file count, not its time stamp; what is not chosen is absent.

    Returns:
        Pages that Sphinx took for unchanged but are not.
    """
    domain = domain_of(env)
    drafts, as_of = app.config.briefings_drafts, _as_of(app.config)
    names = domain.placement
    reread = names.own_among(added | changed)

    def kept(docname: str, data: bytes) -> DocEntry | None:
        stored = domain.entries.get(docname)
        return stored if docname not in reread and stored and _still_good(stored, data, as_of, drafts) else None

    content = load_content(
        names.content(app.srcdir),
        as_of=as_of,
        drafts=drafts,
        kept=kept,
        checked=handed_over(app.config),
        advice=drafts,  # shown in previews
    )
    problems = content.problems
    if not is_site(app.config):  # the settings of a host are its own
        problems = tuple(problem for problem in problems if problem.path != CONF)
    domain.chosen = content.chosen
    domain.note_checked(content.library)
    _drop_all_but(content.library.entries, env, added, changed, removed)
    _report(app, problems)
    if drafts:
        earlier = domain.note_advice({docname: page.problems for docname, page in content.chosen.items()})
        domain.problems = in_order([*problems, *earlier])
    if is_site(app.config):
        collect_for(len(domain.chosen.keys() | added | changed))
    return sorted(set(map(names.in_project, domain.chosen)) - added - changed)


def _still_good(stored: DocEntry, data: bytes, as_of: date, drafts: bool) -> bool:
    """Whether a page can stay as it was read. It has no errors, then; advice on it is not repeated."""
    if stored.digest != digest_of(data):
        return False
    decision = decide(stored, as_of)
    return decision is Decision.PUBLIC or isinstance(stored.record, Tombstone) or (decision is Decision.HELD and drafts)


def _drop_all_but(
    entries: dict[str, DocEntry], env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> None:
    names = domain_of(env).placement
    absent = set(map(names.in_project, names.own_among(env.found_docs) - entries.keys()))
    env.project.docnames.difference_update(absent)
    added -= absent
    changed -= absent
    removed |= absent & set(env.all_docs)


def _report(app: Sphinx, problems: tuple[Problem, ...]) -> None:
    report(app, problems)
    errors = errors_in(problems)
    domain_of(app.env).errors = len(errors)
    domain_of(app.env).problems = problems
    if errors and app.config.briefings_strict:
        number = len(errors)
        raise ContentError(f"{number} {'problem stops' if number == 1 else 'problems stop'} the build; see above")


def hand_over_body(app: Sphinx, docname: str, source: list[str]) -> None:
    """Give MyST the body only: front matter is ours and can reach no setting of MyST (promise P9)."""
    domain = domain_of(app.env)
    own = domain.placement.own(docname)
    if own is None:
        return
    page = domain.chosen.pop(own, None) or _choose_once_more(app, own)
    if page.entry is None:
        raise ContentError(f"{docname} was changed while the site was built; build it again")
    domain.note_entry(page.entry)
    source[0] = page.body


def _choose_once_more(app: Sphinx, page: str) -> ChosenPage:
    """Choose a page that did not change, but that something else in Sphinx has read again."""
    names = domain_of(app.env).placement
    content = names.content(app.srcdir)
    source = SourceFile(page, Path(app.env.doc2path(names.in_project(page))), f"{content.name}/{page}.md")
    as_of, drafts = _as_of(app.config), app.config.briefings_drafts
    allowed, _ = read_allowed(content, as_of)
    agencies = agencies_among(names.own_among(app.env.found_docs))
    return choose(source, read_file(source)[0], as_of=as_of, drafts=drafts, allowed=allowed, agencies=agencies)


class ContentParser(MystParser):
    """Renders a checked body through MyST's renderer, with the very parser that the check used.

    MyST's own parser is not called: no page can change its configuration.
    """

    settings_spec = ()
    settings_default_overrides: ClassVar = {
        name: value
        for name, value in vars(get_default_settings(MystParser)).items()
        if isinstance(value, (str, int, float, type(None)))
    }
    """The settings are its own; docutils would make them anew for each page from a description of options. What pages
    would share and change, such as lists, is left to docutils."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill the document: the title, the body, and the place for derived sections."""
        env = document.settings.env
        domain = domain_of(env)
        docname = env.current_document.docname
        entry = domain.entries[domain.placement.own(docname) or ""]
        env.metadata[docname]["orphan"] = True
        env.current_document["briefings_cursor"] = Cursor(entry)
        document.ids.update(dict.fromkeys(_own_addresses(entry), document))
        parser = _parser()
        renderer = cast("ContentRenderer", parser.renderer)
        parser.options.update({"myst_config": self.markdown(env), "document": document})
        link_definitions: dict[str, Any] = {}
        tokens = parser.parse(inputstring, link_definitions)
        renderer.headings = iter(entry.headings)
        if entry.kind is not Kind.PAGE:
            tokens = _title_tokens(entry.title) + tokens
        renderer.render(tokens, parser.options, link_definitions)
        join_neighbours(document)
        page: nodes.Element = next(document.findall(nodes.section), document)
        page.append(derived_place(docname=entry.docname))

    @staticmethod
    def markdown(env: BuildEnvironment) -> MdParserConfig:
        """The settings of MyST."""
        config: MdParserConfig = env.myst_config  # type: ignore[attr-defined]
        return config


@cache
def _parser() -> MarkdownIt:
    """One for all pages, with one renderer: each begins anew with every page, but takes a while to make."""
    parser = create_parser()
    parser.renderer = ContentRenderer(parser)
    return parser


class ContentRenderer(SphinxRenderer):
    """MyST's renderer, but for links within the site.

    MyST decides while it reads a page whether the page at the other end of a link exists; then nothing changes when
    that page comes or goes. And it would look for ``#neglect`` all over the site, among themes too.
    """

    headings: Iterator[Heading]
    """The headings that are still to come, its title first."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin to fill the document of a page.

        MyST's own makes a document with all settings of docutils first, for the case that it is given none.
        """
        self.md_env, self.md_options, self.md_config = env, options, options["myst_config"]
        self.document = self.current_node = options["document"]
        self.reporter = self.document.reporter
        self.language_module_rst = cast("ModuleType", get_language(self.document.settings.language_code))
        self._heading_offset = 0
        self._level_to_section = {0: self.document}
        self._heading_slugs = {}

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Give a heading the address that the model made, so that docutils makes none."""
        address = next(self.headings).id
        node["ids"].append(address)
        cursor: Cursor = self.sphinx_env.current_document["briefings_cursor"]
        former = cursor.aliases.get(address, ())
        if level == 1:
            node["ids"] += former  # the title itself is written by the template
        else:
            title_node += [former_place(was) for was in former]
        super().generate_heading_target(token, level, node, title_node)

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Leave a link to another page, such as ``about.md``, to the domain."""
        address, _, place = str(token.attrs["href"]).partition("#")
        docname = self.sphinx_env.current_document.docname
        own = domain_of(self.sphinx_env).placement.own(docname) or ""
        link = addnodes.pending_xref(
            refdomain="briefings",
            reftype="page",
            reftarget=page_target(own, address),
            refplace=unquote(place),
            refdoc=docname,
            refexplicit=bool(token.children),
            refwarn=False,
        )
        self._process_wrap_node(link, token, bool(token.children), [], address)

    def render_link_anchor(self, token: SyntaxTreeNode, target: str) -> None:
        """Link to a place on the same page, such as ``#l3``."""
        link = nodes.reference(refid=unquote(target[1:]), internal=True)
        self.add_line_and_source_path(link, token)
        with self.current_node_context(link, append=True):
            self.render_children(token)


def _own_addresses(entry: DocEntry) -> Iterator[str]:
    """The addresses of items, audits and recommendations and of the frame, which no heading may take."""
    yield from FRAME_ADDRESSES
    for _, item in entry.items:
        yield item.id
    if isinstance(entry.record, Briefing):
        for audit in entry.record.audits:
            yield audit.anchor
        for recommendation in entry.record.recommendations:
            yield recommendation.anchor


def _title_tokens(title: str) -> list[Token]:
    """A first-level heading whose text is plain: front matter is never read as Markdown."""
    inline = Token("inline", "", 0, content=title, children=[Token("text", "", 0, content=title)], map=[0, 1])
    return [Token("heading_open", "h1", 1, map=[0, 1]), inline, Token("heading_close", "h1", -1)]


def _as_of(config: Config) -> date:
    return date.fromisoformat(config.briefings_as_of)
