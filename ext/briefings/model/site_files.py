"""The files of its own that a site names in ``conf.py``: its logo, style sheets, scripts and the picture in the tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

LOGO: Final = "briefings_logo"
FAVICON: Final = "html_favicon"
LISTS: Final = ("html_css_files", "html_js_files")
NAMES: Final = (LOGO, FAVICON, *LISTS)
STATIC: Final = "_static"
ATTRIBUTES: Final = {"html_css_files": {"priority"}, "html_js_files": {"priority", "type", "defer", "async"}}
"""What may be said beside a file; the audit allows no other attribute."""


def is_elsewhere(name: str) -> bool:
    """Whether a file is at another address."""
    return "://" in name or name.startswith("//")


def mistakes_in_files(values: Mapping[str, Any], exists: Callable[[str, str], bool]) -> Iterator[tuple[str, str]]:
    """The mistakes in names of files: the setting and a sentence.

    Args:
        values: what is set, by name.
        exists: whether a setting's file exists, given its name there.
    """
    for setting, name, attributes in _named(values):
        if is_elsewhere(name):
            yield (
                setting,
                f"{setting} names '{name}': pages load nothing from other addresses; put the file into {STATIC}/",
            )
        elif odd := sorted(set(attributes) - ATTRIBUTES.get(setting, set())):
            yield setting, f"{setting} gives '{name}' the attribute '{odd[0]}', which pages may not have; take it out"
        elif not exists(setting, name):
            place = name if setting == FAVICON else f"{STATIC}/{name}"
            kind = "picture" if setting in (LOGO, FAVICON) else "file"
            yield setting, f"{setting} names a {kind} that is missing: put it at {place}, or correct the name"


def _named(values: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for setting in (LOGO, FAVICON):
        if isinstance(name := values.get(setting), str) and name:
            yield setting, name, {}
    for setting in LISTS:
        files = values.get(setting)
        for entry in files if isinstance(files, (list, tuple)) else ():
            name, attributes = (entry, {}) if isinstance(entry, str) else _pair(entry)
            if isinstance(name, str) and isinstance(attributes, Mapping):
                yield setting, name, attributes


def _pair(entry: Any) -> tuple[Any, Any]:
    return tuple(entry) if isinstance(entry, (list, tuple)) and len(entry) == 2 else (None, None)
