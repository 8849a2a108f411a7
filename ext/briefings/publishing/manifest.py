"""The list of every published file with its SHA-256: what we made, what may be deleted, what was changed by hand."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from briefings.audit.files import files_in

if TYPE_CHECKING:
    from collections.abc import Iterable

MANIFEST: Final = "manifest.json"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_LEFT_BY_SYSTEMS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class DamagedManifest(Exception):
    """The manifest of a folder cannot be read; the message says why, as the end of a sentence."""


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
    """The manifest of a folder, or None when the folder has none.

    Raises:
        DamagedManifest: when there is one that is not as `write_manifest` writes it.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DamagedManifest(f"it cannot be opened ({error.strerror or type(error).__name__})") from None
    except UnicodeDecodeError:
        raise DamagedManifest("it is not UTF-8 text") from None
    if not text.strip():
        raise DamagedManifest("it is empty")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise DamagedManifest(f"it is not whole JSON{line}") from None
    if reason := _fault(found):
        raise DamagedManifest(reason)
    return Manifest(found["as_of"], tuple(found["pages"]), found["files"])


def _fault(found: Any) -> str:
    """What is wrong with the values of a manifest, or ""."""
    if not isinstance(found, dict) or not {"as_of", "pages", "files"} <= found.keys():
        return "it lacks 'as_of', 'pages' or 'files'"
    as_of, pages, files = found["as_of"], found["pages"], found["files"]
    if not isinstance(as_of, str) or not _is_day(as_of):
        return "'as_of' is not a date"
    if not isinstance(pages, list) or not all(isinstance(page, str) for page in pages):
        return "'pages' is not a list of names"
    if not isinstance(files, dict) or not all(map(_is_file_name, files)):
        return "'files' does not name files of the site"
    if not all(isinstance(value, str) and _DIGEST.fullmatch(value) for value in files.values()):
        return "'files' does not give the SHA-256 of each file"
    return ""


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_file_name(name: str) -> bool:
    """Whether a name is that of a file within the folder, written in the one way that we write it."""
    path = PurePosixPath(name)
    return bool(name) and str(path) == name and not path.is_absolute() and ".." not in path.parts and "\\" not in name


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
