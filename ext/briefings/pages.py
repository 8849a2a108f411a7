"""What HTML templates get: one context for every kind of page, made of its view."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode

from docutils import nodes, utils
from markupsafe import Markup

from briefings.body import Body
from briefings.domain import domain_of
from briefings.frame import add_frame
from briefings.model.colours import DEFAULTS
from briefings.model.faces import Face
from briefings.model.heading_addresses import IN_ONE_MINUTE
from briefings.model.schema import Briefing
from briefings.model.vocabulary import BlockKind
from briefings.rendering import noun_of
from briefings.rendering.fragments import Fragments, form_of
from briefings.rendering.items import points
from briefings.rendering.pen import Pen, paragraph
from briefings.web import SEARCH_TEMPLATE, add_web_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from briefings.model.entry import DocEntry
    from briefings.model.faces import State
    from briefings.model.views import PageView, RestPage

REST_TEMPLATE: Final = "rest.html"
PAGE_TEMPLATE: Final = "page.html"
HOME_TEMPLATE: Final = "home.html"
ENOUGH_HEADINGS: Final = 3
"""From how many headings on a page says what is on it."""
CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""What a page may load, said in the page itself: for hosts that send no headers."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of "On this page"."""

    id: str
    title: str


MINUTE: Final = Heading(IN_ONE_MINUTE, "In one minute")


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> str | None:
    """Give the template of a page its view, and links by face.

    Returns:
        The template to use.
    """
    domain = domain_of(app.env)
    context["href"] = lambda face: _href(app, pagename, face)
    config = app.config
    context["feedback_url"] = config.briefings_feedback_url
    context["theme_colour"] = config.briefings_colours.get("brand", DEFAULTS["brand"])
    context["content_security_policy"] = CONTENT_SECURITY_POLICY
    add_web_context(app, pagename, context)
    add_frame(app, pagename, context)
    if pagename not in domain.entries or doctree is None:
        return None
    view = domain.views.of(pagename)
    context["view"] = view
    context["theme_links"] = [_link(context["href"], face) for face in view.themes]
    context["offers"] = domain.offers.get(pagename, ())
    context["feedback"] = _feedback(app, domain.entries[pagename])
    headings = list(_headings(doctree))
    if view.minute:
        headings.insert(0, MINUTE)
        context["minute"] = _minute(cast("StandaloneHTMLBuilder", app.builder), pagename, view)
    context["headings"] = headings if len(headings) >= ENOUGH_HEADINGS else []
    context["crumbs"] = _crumbs(app, pagename)
    if pagename == context["search_scope"].page:
        return SEARCH_TEMPLATE
    return HOME_TEMPLATE if pagename == config.root_doc else PAGE_TEMPLATE


def _feedback(app: Sphinx, entry: DocEntry) -> str:
    """The partnership's own form, filled in as far as a page of a briefing knows; "" when there is none."""
    url = app.config.briefings_feedback_url
    if not url or not isinstance(entry.record, Briefing):
        return ""
    questions = " ".join(item.id for block, item in entry.items if block.kind is BlockKind.QUESTIONS)
    known = {"briefing": entry.slug, "questions": questions, "date": app.config.briefings_as_of}
    return f"{url}{'&' if '?' in url else '?'}{urlencode(known)}"


def _minute(builder: StandaloneHTMLBuilder, pagename: str, view: PageView) -> Markup:
    """What the report says first, then what was written for this site: the box at the head of a briefing."""
    page = nodes.section()
    box = nodes.section(ids=[MINUTE.id], classes=["minute"])
    box += nodes.title("", MINUTE.title)
    pen = Pen(builder, pagename, "")
    for part in view.minute:
        box += [paragraph(part.title, name="label"), *points(pen, part.rows)]
    page += box
    document = utils.new_document("", builder._settings)
    document += page
    visitor: Any = builder.create_translator(document, builder)
    visitor.section_level = 1
    box.walkabout(visitor)
    return Markup("".join(visitor.body))  # noqa: S704 - made of our own nodes


def _href(app: Sphinx, pagename: str, face: Face | State) -> str:
    uri = app.builder.get_relative_uri(pagename, face.docname)
    return f"{uri}#{face.anchor}" if isinstance(face, Face) and face.anchor else uri


def _link(href: Callable[[Face], str], face: Face) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href(face), face.title)


def _headings(doctree: nodes.document) -> Iterator[Heading]:
    page = next(doctree.findall(nodes.section), None)
    for section in page.children if page else ():
        if isinstance(section, nodes.section) and "block" not in section["classes"]:
            yield Heading(section["ids"][0], section[0].astext())


def _crumbs(app: Sphinx, pagename: str) -> list[tuple[str, str]]:
    """The way from the home page: docname and title of each step above this page."""
    root = app.config.root_doc
    if pagename == root:
        return []
    crumbs = [(root, "Home")]
    index = f"{pagename.rpartition('/')[0]}/index"
    if index != pagename and index in app.env.found_docs:
        crumbs.append((index, domain_of(app.env).entries[index].title))
    return crumbs


def write_rest(app: Sphinx, is_stale: Callable[[str, str], bool]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages for the rest of long lists, as far as they changed since they were last written."""
    for form, pages in groupby(sorted(domain_of(app.env).views.rest_pages, key=form_of), key=form_of):
        fragments = Fragments(cast("StandaloneHTMLBuilder", app.builder), form)
        for page in pages:
            if is_stale(page.pagename, page.digest):
                yield page.pagename, _rest_context(app, page, fragments), REST_TEMPLATE


def _rest_context(app: Sphinx, page: RestPage, fragments: Fragments) -> dict[str, Any]:
    stem = page.pagename.removesuffix(f"-{page.number}") if page.number > 1 else page.pagename
    parent = domain_of(app.env).entries[page.parent.docname]
    is_root = parent.docname == app.config.root_doc
    return {
        "body": Body(fragments.html(page)),
        "page": page,
        "counted": f"{page.total} {noun_of(page.listing, page.total)}",
        "crumbs": [
            *_crumbs(app, page.parent.docname),
            (parent.docname, "Home" if is_root else page.parent.title),
        ],
        "others": [(number, stem if number == 1 else f"{stem}-{number}") for number in range(1, page.pages + 1)],
    }
