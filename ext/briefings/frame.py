"""What stands around every page. It is the same on many pages, so each form of it is written once and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from briefings.assets import added_scripts, added_styles
from briefings.components import macros_of
from briefings.model.dates import PartialDate
from briefings.web import LOST_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from briefings.model.scopes import Scope

_FONTS = ("atkinson-hyperlegible-next-latin-400-normal.woff2", "atkinson-hyperlegible-next-latin-700-normal.woff2")


def add_frame(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """Give the template of a page what stands around it, finished.

    Args:
        app: the application.
        pagename: the page.
        context: what its template gets; ``pathto`` leads to other pages, ``search_address`` to the search.
    """
    config, macros = app.config, macros_of(app.builder)
    pathto: Callable[..., str] = context["pathto"]
    logo = pathto(f"_static/{config.briefings_logo}", 1) if config.briefings_logo else ""
    scope: Scope = context["search_scope"]
    search = "" if pagename == scope.page else context["search_address"]
    links = _existing(app, config.briefings_navigation)
    navigation = tuple([(pathto(docname), label, _is_here(pagename, docname)) for docname, label in links])
    footer = tuple([(pathto(docname), label) for docname, label in _existing(app, config.briefings_footer_links)])
    fonts = tuple([pathto(f"_static/fonts/{font}", 1) for font in _FONTS])
    home = pathto(config.root_doc)
    builder = cast("StandaloneHTMLBuilder", app.builder)
    icon = pathto(f"_static/{Path(config.html_favicon).name}", 1) if config.html_favicon else logo
    styles = tuple([pathto(name, 1) for name in added_styles(builder)])
    scripts = tuple([(pathto(name, 1), attributes) for name, attributes in added_scripts(builder)])
    context["assets"] = macros.kept(
        "assets", pathto("_static/site.css", 1), fonts, icon, pathto("_static/site.js", 1), styles, scripts
    )
    context["masthead"] = macros.kept(
        "masthead",
        *(home, config.project, config.briefings_tagline, logo),
        *(search, scope.label),
        config.briefings_exit_url,
    )
    context["navigation"] = macros.kept("navigation", navigation) if navigation else ""
    as_of = PartialDate.parse(config.briefings_as_of).words
    context["footer"] = macros.kept("footer", footer, config.briefings_footer, as_of)
    if pagename == LOST_PAGE:
        context["links"] = navigation


def _existing(app: Sphinx, links: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    found = app.env.found_docs
    return [(docname, label) for docname, label in links if docname in found]


def _is_here(pagename: str, docname: str) -> str:
    """What ``aria-current`` says of a link: that it leads to this page, or to the part of the site it belongs to."""
    if pagename == docname:
        return "page"
    folder = docname.rpartition("/")[0]
    return "true" if pagename.startswith((f"{folder}/" if folder else f"{docname}/", f"{docname}/")) else ""
