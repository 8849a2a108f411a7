"""One publisher at a time. The system itself gives the lock back when its holder dies, however that is (P26)."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from briefings.publishing.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _if_there(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


fcntl: Any = _if_there("fcntl")
msvcrt: Any = _if_there("msvcrt")
"""The two ways to lock a file: the first is everywhere but on Windows, the second only there."""

_TRIES: Final = 20
_PAUSE: Final = 0.05


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock while the block runs.

    Args:
        file: the lock; it stays when the lock is given back, and names the last holder.

    Raises:
        Trouble: when somebody else holds it; the message names the process.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        if not _take(descriptor):
            raise Trouble(
                f"somebody is publishing to this folder already (process {_holder(descriptor)}); wait until that is "
                "done, then run the command again"
            )
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    """The process that holds the lock; one that took it this very moment may not have written its number yet."""
    for _ in range(_TRIES):
        os.lseek(descriptor, 0, os.SEEK_SET)
        number = os.read(descriptor, 20).decode("ascii", "replace").strip()
        if number.isdecimal() and _is_alive(int(number)):
            return number
        time.sleep(_PAUSE)
    return "unknown"


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return True  # asking would end it there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OverflowError:
        return False
    except PermissionError:
        return True
    return True


def _take(descriptor: int) -> bool:
    if fcntl is None:
        try:
            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beside the pid, which others must be able to read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.lseek(descriptor, 0, os.SEEK_SET)
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
