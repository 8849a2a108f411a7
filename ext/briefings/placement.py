"""Where our pages are among those of a Sphinx project.

A site of ours (``html_theme = "briefings"``) is the whole source folder. In any other project we are a guest: our pages
are those of one folder, `briefings_content`, and nothing else of the project is ours to read or to change. Everything
below Sphinx knows a page by its name within the content (``themes/neglect``); Sphinx knows it by its name in the
project (``content/themes/neglect``). This module is the only one that turns one into the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from sphinx.builders import Builder
    from sphinx.config import Config

THEME: Final = "briefings"
WHOLE: Final = "."
"""The value of `briefings_content` for a project all of whose pages are ours."""
_HOST: Final = "/"
"""Stands before the name of a page of the host where a page of ours could have the same name."""


def is_site(config: Config) -> bool:
    """Whether the project is a site of ours; otherwise we are a guest in it."""
    return bool(config.html_theme == THEME)


class Placement:
    """Turns names of pages within the content into names in the project, and back.

    Args:
        prefix: what stands before them in the project: "" or, say, ``content/``.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix

    @classmethod
    def of(cls, config: Config) -> Placement:
        """That of a project."""
        folder = "" if is_site(config) else config.briefings_content
        return cls("" if folder in ("", WHOLE) else f"{folder}/")

    def content(self, srcdir: str | os.PathLike[str]) -> Path:
        """The folder of the content."""
        return Path(srcdir, self.prefix) if self.prefix else Path(srcdir)

    def in_project(self, page: str) -> str:
        """The name in the project of a page of ours."""
        return self.prefix + page

    def own(self, docname: str) -> str | None:
        """The name within the content of a page of the project, or None when it is not ours."""
        return docname.removeprefix(self.prefix) if docname.startswith(self.prefix) else None

    def own_among(self, docnames: Iterable[str]) -> set[str]:
        """The names within the content of those pages of the project that are ours."""
        return {page for docname in docnames if (page := self.own(docname)) is not None}

    def origin(self, docname: str) -> str:
        """A page of the project as `Addresses` take it: ours by its own name, any other as one of the host."""
        page = self.own(docname)
        return _HOST + docname if page is None else page


class Addresses:
    """A builder to those who make links between our pages; it is given, and asked for, names within the content.

    Args:
        builder: the builder of the project.
        placement: where our pages are.
    """

    def __init__(self, builder: Builder, placement: Placement) -> None:
        self._builder, self._placement = builder, placement

    def __getattr__(self, name: str) -> Any:
        return getattr(self._builder, name)

    def get_target_uri(self, page: str, typ: str | None = None) -> str:
        """The address of a page of ours."""
        return self._builder.get_target_uri(self._in_project(page), typ)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The way from a page to one of ours."""
        return self._builder.get_relative_uri(self._in_project(from_), self._in_project(to), typ)

    def _in_project(self, page: str) -> str:
        return page.removeprefix(_HOST) if page.startswith(_HOST) else self._placement.in_project(page)
