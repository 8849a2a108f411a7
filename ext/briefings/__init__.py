"""Learning briefings: a Sphinx extension that turns audit findings into a practice site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefings.__about__ import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension: for a site of ours, or as a guest in the project of somebody else.

    Imports stand inside, so that scripts can use the model without loading Sphinx.
    """
    from briefings import config, package_files
    from briefings.guest import setup_guest
    from briefings.placement import is_site
    from briefings.version import checksum

    package_files.setup_theme(app)
    config.add_settings(app)
    app.connect("config-inited", config.settle)
    _setup_reading(app)
    if is_site(app.config):
        _setup_site(app)
    else:
        setup_guest(app)
    _setup_resolving(app)
    return {
        "version": __version__,
        "env_version": checksum(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _setup_reading(app: Sphinx) -> None:
    """Register what reads our pages: the domain with its directives and roles, and the choice of pages."""
    from briefings import preview, reading
    from briefings.directives.blocks import BlockDirective
    from briefings.directives.listings import ListingDirective
    from briefings.domain import BriefingsDomain
    from briefings.model.vocabulary import BlockKind, ListingKind
    from briefings.roles import create_roles

    app.add_domain(BriefingsDomain)
    for kind in BlockKind:
        app.add_directive_to_domain("briefings", kind.value, BlockDirective)
    for listing in ListingKind:
        app.add_directive_to_domain("briefings", listing.value, ListingDirective)
    for name, role in create_roles().items():
        app.add_role_to_domain("briefings", name, role)
    app.connect("config-inited", reading.refuse_links, priority=600)  # after it is known where the content is
    app.connect("config-inited", preview.keep_out)
    app.connect("env-get-outdated", reading.choose_pages)
    app.connect("source-read", reading.hand_over_body)


def _setup_resolving(app: Sphinx) -> None:
    """Register what fills our pages once all of them are known, and how their parts are written."""
    from briefings import components, outside, resolve, spelling

    app.add_post_transform(resolve.FillPlaces)
    app.add_post_transform(spelling.SpellOut)
    app.add_post_transform(outside.TellOfDeadLinks)
    components.register(app)


def _setup_site(app: Sphinx) -> None:
    """Register what makes a whole site: the project is ours, so builders, tables and tables of contents are too."""
    from docutils import nodes

    from briefings import (
        arrange,
        components,
        config,
        grid,
        incremental,
        memory,
        moved,
        other_builders,
        pages,
        preview,
        project,
        reading,
        report,
        styles,
        transforms,
        web,
    )
    from briefings.builder import SiteBuilder
    from briefings.outputs import form, writing
    from briefings.outputs.pdf.make import make_pdfs

    memory.collect_seldom()
    app.connect("build-finished", memory.collect_as_usual, priority=1000)  # after all others
    app.setup_extension("myst_parser")
    grid.setup_grid(app)
    app.add_node(nodes.table, override=True, html=(components.write_table, None))

    # reading
    app.add_source_parser(reading.ContentParser, override=True)
    app.connect("config-inited", config.settle_site)
    app.connect("config-inited", form.settle)
    app.connect("builder-inited", project.use_common_pages)
    app.connect("builder-inited", reading.close_doors)
    app.connect("builder-inited", transforms.leave_out)
    transforms.note_no_headings(app)

    # writing
    app.add_post_transform(arrange.ArrangeBlocks)
    for builder in (
        SiteBuilder,
        other_builders.FolderSiteBuilder,
        other_builders.SinglePageBuilder,
        other_builders.BookBuilder,
    ):
        app.add_builder(builder, override=True)
    app.connect("env-updated", make_pdfs, priority=400)  # before it is known which pages must say a new size
    app.connect("env-updated", incremental.stale_pages)
    app.connect("html-collect-pages", incremental.collect_rest)
    app.connect("html-collect-pages", web.lost_page)
    app.connect("html-collect-pages", moved.collect_moved)
    app.connect("html-collect-pages", preview.collect_unreadable)
    app.connect("html-page-context", pages.add_context)
    app.connect("html-page-context", preview.add_preview)
    app.connect("build-finished", incremental.finish)
    app.connect("build-finished", writing.write_outputs)
    app.connect("build-finished", styles.write_styles)
    app.connect("build-finished", preview.write_preview)
    app.connect("build-finished", incremental.note_written, priority=900)  # after all that writes
    app.connect("build-finished", report.fail_on_problems)
