"""What changed by version, read from the changelog that comes with the package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.upgrading.record import as_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

CHANGELOG: Final = "CHANGELOG.md"
FOR_SITES: Final = "For sites that exist"
_VERSION: Final = re.compile(r"## (?:(\d+\.\d+\.\d+)\b.*|Unreleased)")


@dataclass(frozen=True, slots=True)
class Release:
    """The entries of one version by heading. What is not released yet belongs to the version that is running."""

    version: str
    entries: dict[str, list[str]]


def changelog() -> str:
    """The text of the changelog: in a checkout it lies at the top, in the package inside of it."""
    package = Path(str(files("briefings")))
    for file in (package / CHANGELOG, package.parent.parent / CHANGELOG):
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return ""


def releases_in(text: str, running: str) -> list[Release]:
    """The versions of a changelog, newest first; entries without their marks, each on one line."""
    found: list[Release] = []
    heading = ""
    for line in text.splitlines():
        if version := _VERSION.fullmatch(line):
            found.append(Release(version[1] or running, {}))
        elif line.startswith("### "):
            heading = line.removeprefix("### ").strip()
        elif found and line.startswith("- "):
            found[-1].entries.setdefault(heading, []).append(_plain(line[2:]))
        elif found and line.startswith("  ") and found[-1].entries.get(heading):
            found[-1].entries[heading][-1] += f" {_plain(line.strip())}"
    return found


def for_sites(releases: Iterable[Release], since: str) -> list[tuple[str, list[str]]]:
    """What sites that exist have to know of every version after the one that made them."""
    return [
        (release.version, release.entries[FOR_SITES])
        for release in releases
        if as_numbers(release.version) > as_numbers(since) and FOR_SITES in release.entries
    ]


def _plain(text: str) -> str:
    return text.replace("**", "").replace("`", "")
