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
COMMON_KINDS: Final = ("agencies", "policies", "themes")
_MAX_BYTES: Final = 10_000
_ROW: Final = re.compile(r"-[ ]+([^#\s]+)[ ]*(?:#.*)?")


def registries_folder() -> Path:
    """Where the package keeps them, one folder for each kind."""
    return Path(str(files("briefings"))) / "registries"


def common_docnames(kind: str) -> list[str]:
    """The pages of one registry of the package, in order."""
    return [f"{kind}/{file.stem}" for file in sorted((registries_folder() / kind).glob("*.md"))]


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
