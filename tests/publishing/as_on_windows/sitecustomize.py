"""Takes from every process what Windows does not have, so that the command can be tried without it. Loaded by Python itself."""

import ctypes
import os
import signal
import subprocess  # noqa: F401 - before `msvcrt`, by which it knows where it is
import sys

for module in ("fcntl", "grp", "pwd", "resource", "termios", "tty", "pty"):
    sys.modules[module] = None
for name in (
    "fork",
    "forkpty",
    "symlink",
    "mkfifo",
    "sync",
    "getuid",
    "geteuid",
    "getpgid",
    "setsid",
    "O_NOFOLLOW",
    "O_NONBLOCK",
):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGALRM", "SIGUSR1"):
    if hasattr(signal, name):
        delattr(signal, name)
loaded = ctypes.CDLL


class CDLL(loaded):
    """Libraries as ever, but no exchange of two folders."""

    def __getattr__(self, name: str) -> object:
        if name in ("renameat2", "renamex_np"):
            raise AttributeError(name)
        return super().__getattr__(name)


ctypes.CDLL = CDLL
taken: set[tuple[int, int]] = set()


class msvcrt:
    """A lock that this process alone knows: enough to see that it is asked for."""

    LK_NBLCK = 2

    @staticmethod
    def locking(descriptor: int, mode: int, number: int) -> None:
        status = os.fstat(descriptor)
        if (status.st_dev, status.st_ino) in taken:
            raise OSError(13, "taken")
        taken.add((status.st_dev, status.st_ino))


sys.modules["msvcrt"] = msvcrt
