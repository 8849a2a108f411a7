"""The list of every published file with its SHA-256: what we made, what may be deleted, what was changed by hand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.audit.files import files_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MANIFEST: Final = "manifest.json"
_LEFT_BY_SYSTEMS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a published folder holds.

    Attributes:
        as_of: the date for which it was built.
        pages: the docnames of the content that is in it; all public.
        files: SHA-256 of every file but the manifest, by name.
    """

    as_of: str
    pages: tuple[str, ...]
    files: dict[str, str]


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_manifest(folder: Path, as_of: date, pages: Iterable[str]) -> Manifest:
    """List every file of a folder, in the folder itself."""
    files = {name: digest(folder / name) for name in sorted(files_in(folder)) if name != MANIFEST}
    manifest = Manifest(str(as_of), tuple(sorted(pages)), files)
    text = json.dumps({"as_of": manifest.as_of, "pages": manifest.pages, "files": files}, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, or None when it has none that we wrote."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {str(name): str(value) for name, value in found["files"].items()}
        return Manifest(str(found["as_of"]), tuple(map(str, found.get("pages", ()))), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def strangers_in(folder: Path, manifest: Manifest) -> list[str]:
    """Files that the manifest does not list: somebody else put them there, so nobody but them may delete them."""
    return [
        name
        for name in files_in(folder)
        if name != MANIFEST and name not in manifest.files and Path(name).name not in _LEFT_BY_SYSTEMS
    ]


def changes_in(folder: Path, manifest: Manifest) -> list[str]:
    """How a folder differs from its manifest, a sentence for each file (promise P28)."""
    said = [f"{name}: is not in the manifest; somebody put it there" for name in strangers_in(folder, manifest)]
    for name, value in manifest.files.items():
        file = folder / name
        if file.is_symlink() or not file.is_file():
            said.append(f"{name}: is missing")
        elif digest(file) != value:
            said.append(f"{name}: was changed after it was published")
    return sorted(said)
