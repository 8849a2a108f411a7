"""The pages of a site as Sphinx finds them: those of its folder, and those of the package that it uses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.project import Project
from sphinx.util._pathlib import _StrPath

from briefings.model.scan import common_files

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from sphinx.application import Sphinx


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


def use_common_pages(app: Sphinx) -> None:
    """Let Sphinx find the pages of the package as well."""
    project = SiteProject(app.srcdir, app.project.source_suffix)
    project.restore(app.project)
    app.project = app.env.project = project
