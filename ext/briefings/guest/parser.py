"""Read our pages in the project of a host, whose own pages are read as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from myst_parser.config.main import MdParserConfig

from briefings.domain import domain_of
from briefings.guest.contents import contents_below
from briefings.guest.head import head_place
from briefings.reading import ContentParser

if TYPE_CHECKING:
    from docutils.parsers import Parser
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FILE_TYPE: Final = "briefings"
PAGE: Final = "briefings-page"
"""The class of what a page of ours holds: our style sheet is for what is below it alone."""


class GuestParser(ContentParser):
    """Reads a page of ours without any setting of the host: not its domain, nor those of MyST or docutils."""

    supported = (FILE_TYPE,)  # type: ignore[misc] # as in MyST's own

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill the document: the title, the place of its head, the body, derived sections, and the pages below it."""
        env = document.settings.env
        domain = domain_of(env)
        env.current_document.default_domain = domain
        document.settings.raw_enabled = document.settings.file_insertion_enabled = False
        super().parse(inputstring, document)
        own = domain.placement.own(env.current_document.docname) or ""
        page: nodes.Element = next(document.findall(nodes.section), document)
        page["classes"].append(PAGE)
        page["page"] = own
        title = page.first_child_matching_class(nodes.title)
        page.insert(0 if title is None else title + 1, head_place(docname=own))
        page.extend(contents_below(domain, own))

    @staticmethod
    def markdown(env: BuildEnvironment) -> MdParserConfig:
        """The settings of MyST: as they are, whatever the host has chosen for its own pages."""
        return MdParserConfig()


def parse_own_pages(app: Sphinx) -> None:
    """Have our parser read our pages, whatever reads files of their ending in the rest of the project."""
    placement = domain_of(app.env).placement
    usual = app.registry.create_source_parser

    def create(file_type: str, *, config: Any, env: BuildEnvironment) -> Parser:
        is_own = placement.own(env.current_document.docname) is not None
        return usual(FILE_TYPE if is_own else file_type, config=config, env=env)

    app.registry.create_source_parser = create  # type: ignore[method-assign, assignment]
