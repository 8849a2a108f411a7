"""Look for reference cycles less often during a build.

A build makes millions of small values that live to its end. Python's collector goes through all of them again and
again and finds next to nothing: at 1,000 briefings that was a third of the CPU of a build without a change. Documents
are cycles, so the collector stays on, with larger steps: a few dozen MB more are held at a time.
"""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

STEPS: Final = (100_000, 20, 50)
MANY: Final = 200
"""How many pages, or sheets of paper, are too many to keep the garbage of."""
_USUAL: Final = gc.get_threshold()


def collect_seldom() -> None:
    """Take the larger steps, from before Sphinx reads what it stored.

    When the process ends there is nothing left to find either: without the last walk through all values, a build
    without a change takes half the time.
    """
    gc.set_threshold(*STEPS)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def collect_for(pages: int) -> None:
    """Leave the collector off while few pages are read, written or printed: their documents fit into memory."""
    gc.freeze()
    if pages > MANY:
        gc.enable()
    else:
        gc.disable()


def collect_as_usual(app: Sphinx, exception: Exception | None) -> None:
    """Give programs that go on after the build what they had.

    What the build made counts as old: to walk through it now, as new, would take a tenth of an edit.
    """
    gc.freeze()
    gc.unfreeze()
    gc.enable()
    gc.set_threshold(*_USUAL)


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave the collector off where much is made and none of it is a cycle: it would walk through all else."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
