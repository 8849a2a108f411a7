"""The version of what is stored: it changes with any line of the extension, so nobody can forget to raise it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def checksum() -> int:
    """A number made of every file of the package; a change means that all pages are read again."""
    total = hashlib.blake2b(digest_size=6)
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or "__pycache__" in file.parts:
            continue
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return int.from_bytes(total.digest())
