"""Files that are no pages: of an allowed type, whole, and without a way to load anything from elsewhere."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from briefings.audit.allowed import ATTRIBUTES, FILE_NAMES, FILE_TYPES, MAY_BE_EMPTY, SIGNATURES, SVG_TAGS
from briefings.model.privacy.pictures import carried_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_ELSEWHERE: Final = r"(?:[a-z][a-z0-9+.-]*:|//)"
_CSS: Final = (
    (re.compile(rf"url\(\s*[\"']?{_ELSEWHERE}", re.IGNORECASE), "loads something from another address"),
    (re.compile(r"@import\b", re.IGNORECASE), "imports another style sheet"),
    (re.compile(r"(?<![\w-])expression\s*\(|(?<![\w-])behavior\s*:|-moz-binding", re.IGNORECASE), "runs a script"),
)
_JS: Final = (
    (
        re.compile(
            rf"(?:\bimport|\bfrom|\bfetch|importScripts|sendBeacon|new\s+(?:Worker|SharedWorker|WebSocket|EventSource))"
            rf"\s*\(?\s*[\"'`]{_ELSEWHERE}"
        ),
        "loads something from another address",
    ),
    (re.compile(r"\beval\s*\(|new\s+Function\s*\("), "runs text as code"),
    (re.compile(r"document\s*\.\s*(?:write|cookie)\b"), "writes into the page or uses cookies"),
)
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp"})


def files_in(folder: Path) -> Iterator[str]:
    """The names of all files (and of whatever else is no folder) below a folder; links are not followed."""
    for here, folders, files in os.walk(folder):
        folders.sort()
        base = Path(here).relative_to(folder).as_posix()
        inside = "" if base == "." else f"{base}/"
        linked = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *linked]):
            yield f"{inside}{name}"


def fault_of_type(path: Path, name: str) -> str:
    """What is wrong with a file before it is read, or ""."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return f"{name}: is not a plain file [file-types]"
    if path.suffix not in FILE_TYPES and path.name not in FILE_NAMES:
        return f"{name}: is not of a type that the site has [file-types]"
    if path.suffix == ".txt" and not name.startswith("_static/") and path.name not in FILE_NAMES:
        return f"{name}: is a text beside the pages, perhaps a source [file-types]"
    if status.st_size == 0 and path.name not in MAY_BE_EMPTY:
        return f"{name}: is empty [file-types]"
    return ""


def faults_of_other(name: str, data: bytes) -> Iterator[str]:
    """The faults of a file that is no page."""
    suffix = Path(name).suffix
    if suffix in SIGNATURES and not data.startswith(SIGNATURES[suffix]):
        yield f"{name}: is not what its name says [file-types]"
        return
    if suffix in _PICTURES:
        for carried in carried_in(data):
            yield f"{name}: the picture carries {carried} [pictures]"
    elif suffix in (".css", ".js", ".mjs"):
        text = data.decode("utf-8", "replace")
        for pattern, said in _CSS if suffix == ".css" else _JS:
            if match := pattern.search(text):
                line = text.count("\n", 0, match.start()) + 1
                yield f"{name}:{line}: {said} [origins]"
    elif suffix in (".json", ".webmanifest"):
        try:
            json.loads(data)
        except ValueError:
            yield f"{name}: is not JSON [file-types]"
    elif suffix in (".svg", ".xml", ".xsl"):
        yield from _xml(name, data, is_picture=suffix == ".svg")


def _xml(name: str, data: bytes, *, is_picture: bool) -> list[str]:
    """The faults of an XML file: not well-formed, entities of its own, or a picture that can do more than show."""
    faults: list[str] = []
    parser = expat.ParserCreate()

    def fault(said: str) -> None:
        faults.append(f"{name}:{parser.CurrentLineNumber}: {said} [{'allow-list' if is_picture else 'file-types'}]")

    def start(tag: str, attributes: dict[str, str]) -> None:
        if not is_picture:
            return
        if tag not in SVG_TAGS:
            fault(f"<{tag}> is not a tag that pictures may have")
        for key, value in attributes.items():
            if key.lower() not in ATTRIBUTES.get(tag, frozenset()) | {
                "id",
                "class",
                "role",
                "aria-hidden",
                "aria-label",
            }:
                fault(f"<{tag}> may not have the attribute '{key}'")
            if key.endswith("href") and not value.startswith("#"):
                fault(f"<{tag}> loads something")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = lambda *_: fault("a document type stands in the file")
    parser.EntityDeclHandler = lambda *_: fault("the file declares entities")
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        faults.append(f"{name}: is not well-formed XML [file-types]")
    return faults
