"""Write what is published besides pages, at the end of a build."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from briefings.domain import domain_of, has_rest_pages
from briefings.model.vocabulary import FOLDER_OF_KIND
from briefings.outputs import calendar, data, feed, form, search, sitemap
from briefings.outputs.form.program import PLACE, ProgramMissingError
from briefings.outputs.pieces import Pieces, put
from briefings.outputs.site import SiteFacts
from briefings.web import KINDS_WITH_FEED, NOT_FOR_OTHERS, base_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from briefings.model.library import Library


def write_outputs(app: Sphinx, exception: Exception | None) -> None:
    """Write every output of the site, from the library alone; only what changed, and nothing stays that is gone."""
    if exception is not None or not has_rest_pages(app.builder):
        return
    written = app.briefings_written  # type: ignore[attr-defined] # by `incremental`, which notes all outputs too
    if written.unchanged:
        return
    domain = domain_of(app.env)
    library, folder = domain.library, Path(app.outdir)
    unchanged = domain.views.known.unchanged if written.same_frame else frozenset()
    pieces = Pieces(folder, unchanged, domain.earlier.files())
    files: set[str] = set()
    for name, parts in chain(render(library, site_facts(app), pieces), _form(app, library)):
        files.add(name)
        put(folder / name, parts)
    written.files = pieces.files
    feeds = [file for kind in KINDS_WITH_FEED for file in folder.glob(f"{FOLDER_OF_KIND[kind]}/*/{feed.NAME}")]
    for file in (*feeds, folder / sitemap.NAME, *folder.glob(f"{form.FOLDER}/*")):
        if file.relative_to(folder).as_posix() not in files:
            file.unlink(missing_ok=True)
            if file.parent != folder and not any(file.parent.iterdir()):
                file.parent.rmdir()
    if app.config.briefings_search and app.builder.name == "html":
        try:
            search.make_index(folder, library)
        except search.PagefindError as error:
            raise ExtensionError(f"the search could not be made: {error}") from None


def _form(app: Sphinx, library: Library) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The web form for editors, if the site has one."""
    place = Path(app.confdir) / PLACE
    try:
        files = form.render(library, app.config.briefings_admin, language=app.config.language, folder=place)
    except ProgramMissingError as error:
        raise ExtensionError(f"briefings_admin: {error}") from None
    return ((name, [content]) for name, content in files.items())


def render(library: Library, site: SiteFacts, pieces: Pieces | None = None) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every output: its address, and its parts, each made when it is written, because all of them are large."""
    yield from data.render(library, site, pieces)
    yield from ((name, [content]) for name, content in feed.render(library, site))
    yield calendar.NAME, calendar.render(library, site, pieces)
    if (pages := sitemap.render(library, site, NOT_FOR_OTHERS)) is not None:
        yield sitemap.NAME, [pages]


def site_facts(app: Sphinx) -> SiteFacts:
    """What outputs show of the settings."""
    licence = app.config.briefings_data_licence
    return SiteFacts(
        title=app.config.project,
        author=app.config.author,
        base=base_address(app),
        licence=(licence["name"], licence["url"]) if licence else None,
    )
