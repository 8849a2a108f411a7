"""The macros of a site's templates, ready to be called; and their output around places that are still to be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from briefings.package_files import theme_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sphinx.builders import Builder

SLOT: Final = Markup("\0")
"""Stands for what nodes will write in the output of a macro; no text has this character."""


class Macros:
    """The macros of one build.

    Args:
        environment: loads templates; it must take whatever a macro shows for text, unless it is marked as HTML.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._loaded: dict[str, Callable[..., str]] = {}
        self._kept: dict[Hashable, Markup] = {}
        self._around: dict[Hashable, list[str]] = {}

    def call(self, name: str, *values: Any) -> str:
        """What a macro writes; it has the name of its file."""
        macro = self._loaded.get(name)
        if macro is None:
            module = self._environment.get_template(f"components/{name}.html").module
            macro = self._loaded[name] = getattr(module, name)
        return macro(*values)

    def kept(self, name: str, *values: Hashable) -> Markup:
        """What a macro writes; kept, for what stands alike on many pages."""
        key = (name, *values)
        written = self._kept.get(key)
        if written is None:
            written = self._kept[key] = Markup(self.call(name, *values))  # noqa: S704 - a macro escapes what it shows
        return written

    def around(self, name: str, *values: Hashable) -> list[str]:
        """What a macro writes around each `SLOT` that it is given; kept, so the values must be few and plain."""
        key = (name, *values)
        pieces = self._around.get(key)
        if pieces is None:
            pieces = self._around[key] = self.call(name, *values).split(SLOT)
        return pieces


def macros_of(builder: Builder) -> Macros:
    """The macros of the site that is built."""
    found = getattr(builder, "briefings_macros", None)
    if found is None:
        found = Macros(_environment_of(builder))
        builder.briefings_macros = found  # type: ignore[attr-defined]
    return cast("Macros", found)


def _environment_of(builder: Builder) -> Environment:
    """That of the pages, where they have one that trusts no text; some builders of HTML have none, or trust all."""
    pages = getattr(getattr(builder, "templates", None), "environment", None)
    if pages is not None and pages.autoescape:
        return cast("Environment", pages)
    return Environment(loader=FileSystemLoader(theme_folders(builder._app)), autoescape=True)
