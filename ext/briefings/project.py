"""The pages of a site as Sphinx finds them: those of its folder, and those of the package that it uses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.project import Project
from sphinx.util._pathlib import _StrPath

from briefings.domain import domain_of
from briefings.model.scan import common_files, scan

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from briefings.placement import Placement


class SiteProject(Project):
    """Knows the pages of the package too: they are read where they lie, and have the addresses of a site's own."""

    common: dict[str, Path]

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the pages of the folder, then those of the package that it uses and has none of its own for."""
        own = super().discover(exclude_paths, include_paths)
        self.common = {source.docname: source.file for source in common_files(Path(self.srcdir), own)[0]}
        self.docnames.update(self.common)
        return self.docnames

    def doc2path(self, docname: str, absolute: bool) -> _StrPath:
        """The file of a page; relative, it is the one that a site would have to write to replace it."""
        file = getattr(self, "common", {}).get(docname)
        if file is None:
            return super().doc2path(docname, absolute)
        return _StrPath(file) if absolute else _StrPath(f"{docname}.md")

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """The page of a file."""
        found = (docname for docname, file in getattr(self, "common", {}).items() if file == Path(filename))
        return next(found, None) or super().path2doc(filename)


class HostProject(SiteProject):
    """The project of a host: its own pages as ever, and in our folder nothing but the pages that we find there.

    Args:
        srcdir: the source folder of the host.
        source_suffix: the endings of the host's own pages.
        placement: where our pages are.
        drafts: whether drafts are shown.
    """

    def __init__(
        self, srcdir: str | os.PathLike[str], source_suffix: Iterable[str], placement: Placement, *, drafts: bool
    ) -> None:
        super().__init__(srcdir, source_suffix)
        self._placement, self._drafts = placement, drafts

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the pages of the host outside our folder, then ours, whatever the host includes or leaves out."""
        kept_out = [f"{self._placement.prefix}**"]
        Project.discover(self, [*exclude_paths, *kept_out], include_paths)
        found, _ = scan(self._placement.content(self.srcdir), drafts=self._drafts)
        self.common = {self._placement.in_project(source.docname): source.file for source in found}
        self.docnames.update(self.common)
        return self.docnames


def use_common_pages(app: Sphinx) -> None:
    """Let Sphinx find the pages of the package as well."""
    _use(app, SiteProject(app.srcdir, app.project.source_suffix))


def use_pages_of_guest(app: Sphinx, source_suffix: Iterable[str]) -> None:
    """Let Sphinx find our pages beside those of the host.

    Args:
        app: the application.
        source_suffix: the endings of the host's own pages.
    """
    placement = domain_of(app.env).placement
    _use(app, HostProject(app.srcdir, source_suffix, placement, drafts=app.config.briefings_drafts))


def _use(app: Sphinx, project: Project) -> None:
    project.restore(app.project)
    app.project = app.env.project = project
