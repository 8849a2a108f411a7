"""The generator as version 0.1 copied it into each site: what of it is as it was, and what somebody changed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.upgrading.record import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIST: Final = "copied-by-0.1.txt"
_CODE: Final = ("ext/", "scripts/", "_templates/", "_styles/", "_static/", "schemas/", ".github/workflows/")
_CODE_FILES: Final = (
    "Makefile",
    "pyproject.toml",
    "requirements.txt",
    "requirements-dev.txt",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
)


def copied_files(site: Path) -> tuple[list[str], list[str]]:
    """Files that 0.1 copied and that are still there: those nobody changed, and changed ones that would be in the way.

    A changed file that does no harm, such as ``LICENSE``, is in neither list: it is the site's own by now.
    """
    same: list[str] = []
    changed: list[str] = []
    for name, digest in _copied().items():
        file = site / name
        if file.is_symlink() or not file.is_file():
            continue
        if fingerprint_of(file.read_bytes()) == digest:
            same.append(name)
        elif name.startswith(_CODE) or name in _CODE_FILES:
            changed.append(name)
    return same, changed


def holds_generator(site: Path) -> bool:
    """Whether the generator that is running lies in this folder: then it is ours, and no copy."""
    return (site / "ext" / "briefings").resolve() == Path(str(files("briefings"))).resolve()


def _copied() -> Mapping[str, str]:
    text = (Path(str(files("briefings"))) / "upgrading" / _LIST).read_text(encoding="utf-8")
    return {name: digest for digest, _, name in (line.partition(" ") for line in text.splitlines())}
