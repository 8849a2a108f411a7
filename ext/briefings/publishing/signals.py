"""Ctrl+C, SIGTERM and SIGHUP (a closed terminal) stop a publish in order: the staging folder goes, a sentence is said.

Python knows only Ctrl+C by itself; after the others it would leave pages that are not public in the staging folder.
This module imports nothing that takes time, so that signals are caught before the rest of the program is loaded.
"""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
_AGAIN: Final = 1.0
"""For how many seconds a second signal is taken for the first, while what the first began is still going on."""


class Stopped(KeyboardInterrupt):
    """Somebody stopped the command."""


class _State:
    """How many blocks hold signals back, whether one came meanwhile, and when the last one stopped the command."""

    holding = 0
    waiting = False
    stopped_at = -_AGAIN


def catch() -> None:
    """Let each signal raise `Stopped`, but for those that whoever started us wants ignored (``nohup``)."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _arrived)


def ignore() -> None:
    """Ignore signals from here on: what was asked for is done, and only the last sentence has to be printed."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def held_back() -> Iterator[None]:
    """Finish the block before a signal stops the command."""
    _State.holding += 1
    try:
        yield
    finally:
        _State.holding -= 1
    if _State.waiting and not _State.holding:
        _State.waiting = False
        _stop()


def _arrived(number: int, frame: FrameType | None) -> None:
    if _State.holding:
        _State.waiting = True
    elif time.monotonic() - _State.stopped_at >= _AGAIN:
        _stop()


def _stop() -> None:
    _State.stopped_at = time.monotonic()
    raise Stopped
