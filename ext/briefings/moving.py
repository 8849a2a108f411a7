"""Rename and delete where another program may hold a file for a moment: OneDrive, a virus scanner, an open window.

Windows refuses to rename or delete what somebody has open. Such programs let go soon, so it is tried again, with
growing waits, before the person at the keyboard is told. Other systems do not refuse, and nothing is tried twice there.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOLDS_FILES: bool = os.name == "nt"
"""Whether an open file cannot be moved here."""
WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds to wait before each further attempt: three altogether."""
_HELD: Final = (
    "another program keeps it open (OneDrive, a virus scanner, a window that shows it); close it and try again"
)
_REFUSALS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ENOTEMPTY})


class FileHeldError(PermissionError):
    """A file or folder cannot be moved or deleted because another program has it open."""


def move(source: Path, target: Path) -> Path:
    """Give a file or folder another name; a file takes the place of one that is there.

    Raises:
        OSError: when it cannot be done; `FileHeldError` when another program keeps it open.
    """
    _until_let_go(lambda: source.replace(target), source)
    return target


def delete_folder(folder: Path) -> None:
    """Delete a folder with all that is in it.

    Raises:
        OSError: when it cannot be done; `FileHeldError` when another program keeps a file open.
    """
    if folder.exists():
        _until_let_go(lambda: shutil.rmtree(folder), folder)


def _until_let_go(action: Callable[[], Any], path: Path) -> None:
    for wait in (*WAITS, None):
        try:
            action()
        except OSError as error:
            if not HOLDS_FILES or error.errno not in _REFUSALS:
                raise
            if wait is None:
                raise FileHeldError(error.errno, _HELD, str(error.filename or path)) from None
            time.sleep(wait)
        else:
            return
