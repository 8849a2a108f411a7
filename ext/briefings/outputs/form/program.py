"""The program of the form: one release of Decap CMS, named by its digests. Nothing else is ever published as it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE: Final = "decap-cms"
VERSION: Final = "3.16.3"
ARCHIVE: Final = f"https://registry.npmjs.org/{PACKAGE}/-/{PACKAGE}-{VERSION}.tgz"
INTEGRITY: Final = "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
"""As the npm registry gives it for the archive of this version."""
PROGRAM: Final = {"decap-cms.js": "7c1efd6b616b4786e279aeef194dd21649a72058d3bc8d1f78901b574610dfb8"}
"""The files that the form needs, each with its SHA-256."""


_FETCH: Final = "put it in place with: .venv/bin/python -m scripts.fetch_admin"
PLACE: Final = f"vendor/{PACKAGE}"
"""Where the program lies, beside ``conf.py``; git ignores it."""


class ProgramMissingError(Exception):
    """The program of the form is not in place; the message says which file."""


def read_program(folder: Path) -> dict[str, bytes]:
    """The files of the program.

    Raises:
        ProgramMissingError: when one is missing or is not the one that we know.
    """
    files = {}
    for name, digest in PROGRAM.items():
        try:
            files[name] = (folder / name).read_bytes()
        except OSError:
            raise ProgramMissingError(f"{name} is not in '{folder}'; {_FETCH}") from None
        if sha256(files[name]).hexdigest() != digest:
            raise ProgramMissingError(f"{name} in '{folder}' is not that of {PACKAGE} {VERSION}; {_FETCH}")
    return files
