"""Our pages in a Sphinx project of somebody else: ``html_theme`` is not ours, so the project is not ours either.

One folder of the project (`briefings_content`) is read by our rules. Its pages have blocks, roles, listings and links
to each other, look like all pages of the host, and get one small style sheet. Nothing is registered that other pages
would notice: no ending of files, parser, builder, transform of theirs, style sheet, script or setting.

What only a whole site has is left out: search, PDFs, data files, feeds, pages for the rest of long lists.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ConfigError
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from briefings.domain import domain_of
from briefings.grid import GRID
from briefings.guest import contents, head
from briefings.guest.parser import FILE_TYPE, GuestParser, parse_own_pages
from briefings.package_files import package_part
from briefings.placement import Addresses, Placement, is_site
from briefings.project import use_pages_of_guest
from briefings.version import checksum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

STYLE: Final = "briefings.css"
_ENDING: Final = ".md"


def setup_guest(app: Sphinx) -> None:
    """Register what a guest needs."""
    app.add_source_parser(GuestParser)
    for name, directive in GRID.items():
        app.add_directive_to_domain("briefings", name, directive)
    app.connect("config-inited", _find_content)
    app.connect("config-inited", _add_ending, priority=850)  # after Sphinx has joined those of all extensions
    app.connect("builder-inited", _begin)
    app.connect("env-get-outdated", contents.read_indexes_again, priority=600)  # after it is known which pages exist
    app.add_post_transform(head.AddHead)
    app.add_post_transform(head.FinishPages)
    app.connect("env-updated", _stale_pages)
    app.connect("html-page-context", _adapt_page)
    app.connect("build-finished", _finish)


def _find_content(app: Sphinx, config: Config) -> None:
    """Find our folder, before anything is read.

    Raises:
        ConfigError: when there is none, or the project became a site of ours after all.
    """
    if is_site(config):
        raise ConfigError("html_theme = 'briefings' must be set in conf.py itself, not by an extension or by setup()")
    content = Placement.of(config).content(app.srcdir)
    if not content.is_dir():
        raise ConfigError(
            f"there is no folder '{config.briefings_content}' for briefings in '{app.srcdir}'; "
            "make it, or name another one in briefings_content"
        )


def _add_ending(app: Sphinx, config: Config) -> None:
    """Let Sphinx open files of ours; which pages a host has is still decided by its own endings alone."""
    app.briefings_host_endings = tuple(config.source_suffix)  # type: ignore[attr-defined]
    if _ENDING not in config.source_suffix:
        config.source_suffix = {**config.source_suffix, _ENDING: FILE_TYPE}


def _begin(app: Sphinx) -> None:
    domain = domain_of(app.env)
    domain.builder = cast("Builder", Addresses(app.builder, domain.placement))
    use_pages_of_guest(app, app.briefings_host_endings)  # type: ignore[attr-defined]
    parse_own_pages(app)
    if app.builder.format == "html":
        static = package_part(f"guest/static/{STYLE}").parent
        app.config.html_static_path = [str(static), *app.config.html_static_path]  # the host's own file wins


def _adapt_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page of ours its style sheet. Its source is never published: it says who checked it."""
    if doctree is None or domain_of(app.env).placement.own(pagename) is None:
        return
    context["sourcename"] = ""
    if isinstance(app.builder, StandaloneHTMLBuilder) and not isinstance(app.builder, SerializingHTMLBuilder):
        app.builder.add_css_file(STYLE)  # Sphinx takes it back after the page


# pages that change with others ------------------------------------------------------------------------------------


def _stale_pages(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write all pages of ours again when anything of the content changed: any list may show it."""
    note, state = _note(app)
    if note.is_file() and note.read_text(encoding="utf-8") == state:
        return []
    note.unlink(missing_ok=True)
    domain = domain_of(env)
    return sorted(map(domain.placement.in_project, domain.entries))


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Note what was written; and a build with a problem in our pages never exits with 0 (promise P22)."""
    if exception is not None:
        return
    note, state = _note(app)
    note.write_text(state, encoding="utf-8")
    if domain_of(app.env).errors:
        app.statuscode = 1


def _note(app: Sphinx) -> tuple[Path, str]:
    """The file that says of what our pages in an output were made, and what it should say."""
    state = f"{checksum()} {domain_of(app.env).library.digest}"
    return Path(app.doctreedir, f"briefings-{app.builder.name}.txt"), state
