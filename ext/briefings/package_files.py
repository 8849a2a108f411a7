"""The files that come with the package: the theme with its styles, scripts, fonts and print design.

A site's own folder ``_templates`` is searched first: a file there with the same path replaces ours.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ThemeError

from briefings.placement import THEME, is_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

OWN_TEMPLATES: Final = "_templates"
OWN_STATIC: Final = "_static"
_NEEDED: Final = ("theme.toml", "layout.html", "page.html", "styles/site.css", "static/site.js", "print/print.typ")
_REINSTALL: Final = "install the package again: pip install --force-reinstall sphinx-briefings"


@cache
def theme_folder() -> Path:
    """The folder of the theme.

    Raises:
        ThemeError: when the package was installed without a part of it.
    """
    folder = Path(str(files("briefings"))) / "theme"
    for name in _NEEDED:
        if not (folder / name).is_file():
            raise ThemeError(f"the package sphinx-briefings is not complete: theme/{name} is missing; {_REINSTALL}")
    return folder


def package_part(name: str) -> Path:
    """A file of the package that a build cannot do without.

    Args:
        name: its path within the package.

    Raises:
        ThemeError: when the package was installed without it.
    """
    file = Path(str(files("briefings"))) / name
    if not file.is_file():
        raise ThemeError(f"the package sphinx-briefings is not complete: {name} is missing; {_REINSTALL}")
    return file


def setup_theme(app: Sphinx) -> None:
    """Register the theme, and the folders in which a site overrides it."""
    app.add_html_theme(THEME, str(theme_folder()))
    app.connect("config-inited", _use_own_folders)


def _use_own_folders(app: Sphinx, config: Config) -> None:
    """Use the site's folders ``_templates`` and ``_static`` where ``conf.py`` names no others."""
    if not is_site(config):
        return
    for setting, name in (("templates_path", OWN_TEMPLATES), ("html_static_path", OWN_STATIC)):
        named: list[Any] = config[setting]
        if not named and (Path(app.confdir) / name).is_dir():
            config[setting] = [name]


def theme_folders(app: Sphinx) -> list[Path]:
    """The site's own folders of templates, then that of the package."""
    own = [Path(app.confdir, str(folder)) for folder in app.config.templates_path]
    return [*own, theme_folder()]


def find_file(app: Sphinx, name: str) -> Path:
    """A file of the theme: the site's own, or else the package's.

    Args:
        app: the application.
        name: its path within the theme, such as ``print/print.typ``.

    Raises:
        ThemeError: when it is missing.
    """
    for folder in theme_folders(app):
        if (folder / name).is_file():
            return folder / name
    raise ThemeError(f"the package sphinx-briefings is not complete: theme/{name} is missing; {_REINSTALL}")


def find_files(app: Sphinx, folder: str, suffix: str) -> dict[str, Path]:
    """All files of one folder of the theme by name; the site's own replace those of the package."""
    found: dict[str, Path] = {}
    for place in reversed(theme_folders(app)):
        found |= {file.name: file for file in sorted((place / folder).glob(f"*{suffix}"))}
    return found
