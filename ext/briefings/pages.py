"""What HTML templates get: one context for every kind of page, made of its view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from docutils import nodes, utils

from briefings.domain import domain_of
from briefings.model.dates import PartialDate
from briefings.model.vocabulary import FOLDER_OF_KIND, Kind
from briefings.rendering import row_nodes
from briefings.spelling import spell_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from briefings.incremental import Written
    from briefings.model.faces import Face
    from briefings.model.views import RestPage

REST_TEMPLATE = "rest.html"
PAGE_TEMPLATE = "page.html"


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of "On this page"."""

    id: str
    title: str


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> str | None:
    """Give the template of a page its view, and links by face.

    Returns:
        The template to use.
    """
    domain = domain_of(app.env)
    day = date.fromisoformat(app.config.briefings_as_of)
    context["as_of"] = PartialDate(day.year, day.month, day.day).words
    context["href"] = lambda face: _href(app, pagename, face)
    context["navigation"] = [
        (docname, label) for docname, label in app.config.briefings_navigation if docname in app.env.found_docs
    ]
    context["tagline"] = app.config.briefings_tagline
    context["footer"] = app.config.briefings_footer
    if pagename not in domain.entries or doctree is None:
        return None
    view = domain.views.of(pagename)
    context["view"] = view
    context["headings"] = list(_headings(doctree))
    context["crumbs"] = _crumbs(app, pagename, view.kind)
    return PAGE_TEMPLATE


def _href(app: Sphinx, pagename: str, face: Face) -> str:
    uri = app.builder.get_relative_uri(pagename, face.docname)
    return f"{uri}#{face.anchor}" if face.anchor else uri


def _headings(doctree: nodes.document) -> Iterator[Heading]:
    page = next(doctree.findall(nodes.section), None)
    for section in page.children if page else ():
        if isinstance(section, nodes.section) and "block" not in section["classes"]:
            yield Heading(section["ids"][0], section[0].astext())


def _crumbs(app: Sphinx, pagename: str, kind: Kind) -> list[tuple[str, str]]:
    """The way from the home page: docname and title of each step above this page."""
    root = app.config.root_doc
    if pagename == root:
        return []
    crumbs = [(root, "Home")]
    index = f"{FOLDER_OF_KIND[kind]}/index" if kind in FOLDER_OF_KIND else ""
    if index and index in app.env.found_docs:
        crumbs.append((index, domain_of(app.env).entries[index].title))
    return crumbs


def write_rest(app: Sphinx, written: Written) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages for the rest of long lists, as far as they changed since they were last written."""
    domain = domain_of(app.env)
    for page in domain.views.rest_pages():
        if written.is_stale(page.pagename, page.digest):
            yield page.pagename, _rest_context(app.builder, page), REST_TEMPLATE  # type: ignore[arg-type]


def _rest_context(builder: StandaloneHTMLBuilder, page: RestPage) -> dict[str, Any]:
    document = utils.new_document("", builder._settings)
    # One section around all, so that groups get second-level headings below the template's first.
    document += nodes.section("", *row_nodes(page.listing, page.rows, builder, page.pagename))
    spell_out(document, page.glossary)
    visitor: Any = builder.create_translator(document, builder)
    document.walkabout(visitor)
    base = page.pagename.rpartition("/")[2]
    stem = base.removesuffix(f"-{page.number}") if page.number > 1 else base
    return {
        "body": "".join(visitor.fragment),
        "page": page,
        "others": [(number, stem if number == 1 else f"{stem}-{number}") for number in range(1, page.pages + 1)],
    }
