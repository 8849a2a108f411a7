"""Put one folder in the place of another in a single step, so that no reader and no crash sees half of it."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD: Final = -100
_LINUX_EXCHANGE: Final = 2
_MAC_SWAP: Final = 2
_NOT_HERE: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


def exchange(one: Path, other: Path) -> bool:
    """Let two folders on one file system change names, atomically.

    Returns:
        Whether it was done; False where the system has no such call (Windows, some network disks).

    Raises:
        OSError: when the system has the call and it fails; nothing has changed then.
    """
    names = os.fsencode(one), os.fsencode(other)
    platform: str = sys.platform  # a plain text, so that the checker reads every branch
    if platform == "linux":
        return _called("renameat2", _AT_FDCWD, names[0], _AT_FDCWD, names[1], _LINUX_EXCHANGE, at=one)
    if platform == "darwin":
        return _called("renamex_np", names[0], names[1], _MAC_SWAP, at=one)
    return False


def _called(name: str, *arguments: int | bytes, at: Path) -> bool:
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is None:
        return False
    if call(*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(at))


def settle(folder: Path) -> None:
    """Wait until what was written below a folder is on the disk, so that a power cut after the swap loses nothing."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            descriptor = os.open(file, os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
