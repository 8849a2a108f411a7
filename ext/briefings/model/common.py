"""The registries that come with the package: themes, agencies and national policies that every area has.

A site names in ``content/common.yaml`` which of them it uses. Its own page of the same name takes the place of one.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

from briefings.model.problems import Code, Problem, did_you_mean, shown

COMMON_FILE: Final = "common.yaml"
HANDBOOK: Final = "handbook"
COMMON_KINDS: Final = ("agencies", "handbook", "policies", "themes")
_MAX_BYTES: Final = 10_000
_ROW: Final = re.compile(r"-[ ]+([^#\s]+)[ ]*(?:#.*)?")


def registries_folder() -> Path:
    """Where the package keeps them, one folder for each kind."""
    return Path(str(files("briefings"))) / "registries"


def common_folder(kind: str) -> Path:
    """Where the pages of one registry lie. In a checkout the handbook is that of our own content, not a copy of it."""
    folder = registries_folder() / kind
    if kind == HANDBOOK and not folder.is_dir():
        return registries_folder().parent.parent.parent / "content" / kind
    return folder


def common_docnames(kind: str) -> list[str]:
    """The pages of one registry of the package, in order."""
    return [f"{kind}/{file.stem}" for file in sorted(common_folder(kind).glob("*.md"))]


def common_file(docname: str) -> Path:
    """The file of a page of the package."""
    kind, _, name = docname.partition("/")
    return common_folder(kind) / f"{name}.md"


def read_common(data: bytes, path: str) -> tuple[tuple[str, ...], list[Problem]]:
    """Which registries a site uses.

    Args:
        data: the bytes of ``common.yaml``: a list, one entry a line.
        path: how the file is named in messages.
    """
    kinds: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(data[:_MAX_BYTES].decode("utf-8-sig", "replace").splitlines(), 1):
        line = line.rstrip()
        if not line or line.lstrip().startswith("#"):
            continue
        row = _ROW.fullmatch(line)
        word = row[1] if row else ""
        if word in COMMON_KINDS:
            kinds.append(word)
        else:
            named = shown(word or line)
            message = (
                f"'{named}' is not a registry of the package; write a line '- themes' for each that you want, "
                f"of {', '.join(COMMON_KINDS)}{did_you_mean(word, COMMON_KINDS)}"
            )
            problems.append(Problem(path, number, Code.BAD_VALUE, message))
    return tuple(dict.fromkeys(kinds)), problems
