"""What a site records of the version that made it: ``.briefings.toml`` beside ``conf.py``, kept in git.

It names the files that the command wrote with a digest each, so that a newer version refreshes those that nobody has
edited, and only those.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD: Final = ".briefings.toml"
FIRST: Final = "0.1.0"
"""The version of a site without a record: later ones write it."""
HOSTS: Final = ("github", "gitlab", "none")
_HEAD: Final = "# Written by 'briefings init' and 'briefings upgrade'. Keep it in git and leave it as it is.\n"
_DIGITS: Final = 16


class RecordError(Exception):
    """The record of a site cannot be read; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a site records.

    Attributes:
        version: the version that made the site, or upgraded it last.
        host: where its files are kept, which says which workflows it has.
        owner: the organisation whose teams review, or "".
        written: a digest of each file that the command wrote, by its path.
    """

    version: str
    host: str = "none"
    owner: str = ""
    written: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The record as it is written."""
        lines = [f'{key} = "{value}"' for key, value in (("version", self.version), ("host", self.host))]
        lines += [f'owner = "{self.owner}"'] if self.owner else []
        files = [f'"{path}" = "{digest}"' for path, digest in sorted(self.written.items())]
        return _HEAD + "\n".join([*lines, "[written]", *files]) + "\n"


def read_record(site: Path) -> Record | None:
    """The record of a site; None when it has none.

    Raises:
        RecordError: when it cannot be read.
    """
    try:
        data = tomllib.loads((site / RECORD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (ValueError, OSError) as error:
        raise RecordError(f"{RECORD} cannot be read ({error}); put it back from git, or delete it") from None
    version, host, owner, written = (data.get(key) for key in ("version", "host", "owner", "written"))
    if not isinstance(version, str) or not _is_version(version):
        raise RecordError(f"{RECORD} does not say which version made the site; put it back from git, or delete it")
    files = written if isinstance(written, dict) else {}
    return Record(
        version,
        host if host in HOSTS else "none",
        owner if isinstance(owner, str) else "",
        {str(path): str(digest) for path, digest in files.items()},
    )


def fingerprint_of(data: bytes) -> str:
    """A digest of a file; git may have changed its line ends on the way."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:_DIGITS]


def _is_version(text: str) -> bool:
    parts = text.split(".")
    return len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts)


def as_numbers(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 0.10.0 is later than 0.9.0."""
    return tuple(map(int, version.split(".")))
