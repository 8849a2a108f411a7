"""Why a command cannot go on, as a sentence for the person who started it (promise P58)."""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import Final

from briefings.moving import FileHeldError

UNCHANGED: Final = "Nothing was published; the site is as it was"


class Exit(IntEnum):
    """What the exit code of a command says."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    BROKEN = 3


class Trouble(Exception):
    """The command stops here; the message says what is wrong and what to do.

    Args:
        message: a sentence for whoever started the command; never a word of content that is not public.
        exit_code: what the command returns.
        findings: what to print before the message, a line each.
    """

    def __init__(self, message: str, exit_code: Exit = Exit.BROKEN, findings: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.findings = findings


_WHY: Final = {
    errno.ENOSPC: "the disk is full; make room and run the command again",
    errno.EDQUOT: "your share of the disk is used up; make room and run the command again",
    errno.EFBIG: "a file grew larger than this system allows; raise the limit (ulimit -f) and run the command again",
    errno.EROFS: "the folder cannot be written to (read-only); choose another with --output",
    errno.EACCES: "you may not write there; change the permissions or choose another folder with --output",
    errno.EPERM: "you may not write there; change the permissions or choose another folder with --output",
    errno.EBUSY: "the folder is in use, or is a disk of its own; choose a folder on that disk with --output",
    errno.EXDEV: "the folder lies on another disk; choose a folder on one disk with --output",
    errno.ENAMETOOLONG: "a path is too long for this system; choose a shorter folder with --output",
    errno.EMFILE: "too many files are open; close other programs and run the command again",
}


def trouble_with(error: OSError) -> Trouble:
    """Say what the system said, in words, and what to do about it."""
    if isinstance(error, FileHeldError):
        return Trouble(f"{error.filename}: {error.strerror}")
    why = _WHY.get(error.errno or 0, f"the system says '{error.strerror or type(error).__name__}'")
    return Trouble(f"{f'{error.filename}: ' if error.filename else ''}{why}")


def reason_in(log: str) -> str:
    """The reason that a log of another program gives for a failure that is no one's fault, or ""."""
    return next((why for number, why in _WHY.items() if f"[Errno {number}]" in log), "")
