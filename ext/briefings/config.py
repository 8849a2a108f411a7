"""Register the settings of ``conf.py`` (`model.settings`) with Sphinx, and check them before anything is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.errors import ConfigError

from briefings import handover
from briefings.model.clock import as_of_date
from briefings.model.settings import ADDRESS, PREFIX, SETTINGS, mistakes_in
from briefings.model.site_files import FAVICON, NAMES, mistakes_in_files
from briefings.package_files import OWN_STATIC, theme_folder
from briefings.placement import is_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config


_NAMES: Final = (*(setting.name for setting in SETTINGS), ADDRESS.name)


def add_settings(app: Sphinx) -> None:
    """Register every setting."""
    for setting in SETTINGS:
        kinds = frozenset({list, tuple}) if isinstance(setting.default, (list, tuple)) else type(setting.default)
        app.add_config_value(setting.name, setting.default, setting.rebuild, types=kinds)
    app.add_config_value(handover.SETTING, False, "", types=bool)


def settle(app: Sphinx, config: Config) -> None:
    """Check the settings, and fix the date of the build.

    Raises:
        ConfigError: with a sentence for each setting that cannot be understood.
    """
    values = {name: config[name] if name in _NAMES else None for name in _set_in(config)}
    mistakes = [sentence for _, sentence in mistakes_in(values)] + list(_mistakes_in_files(app, config))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    config.briefings_as_of = str(as_of_date(config.briefings_as_of))


def _set_in(config: Config) -> list[str]:
    """The names of all settings of ours, and of what ``conf.py`` or the command line call as if they were."""
    given = (*config._raw_config, *config.overrides)
    return [*dict.fromkeys((*(name for name in given if name.startswith(PREFIX)), *_NAMES))]


def _mistakes_in_files(app: Sphinx, config: Config) -> Iterator[str]:
    """A sentence for each file of the site that is missing, or at another address; those of a host are its own."""
    if not is_site(config):
        return
    folders = [Path(app.confdir, str(folder)) for folder in config.html_static_path or [OWN_STATIC]]

    def exists(setting: str, name: str) -> bool:
        if setting == FAVICON:
            return Path(app.confdir, name).is_file()
        return any((folder / name).is_file() for folder in (*folders, theme_folder() / "static"))

    for _, sentence in mistakes_in_files({name: config[name] for name in NAMES}, exists):
        yield sentence


def settle_site(app: Sphinx, config: Config) -> None:
    """Close what content must never open: the whole project is ours."""
    config.source_suffix = {".md": "markdown"}
    config.primary_domain = "briefings"
    config.locale_dirs = []  # the default is a folder of the content
    config.html_copy_source = False
    config.html_show_sourcelink = False
    config.html_use_index = False
    config.html_domain_indices = False
    config.html_permalinks = False
    config.smartquotes = False
    config.suppress_warnings = [*config.suppress_warnings, "image.not_readable"]  # the check tells it
