"""What is made of a built site after Sphinx: search, PDF. Each step adds files; the audit reads all of them.

A step is added to `STEPS` by whoever owns the output. It gets the staged site, which is not public yet, and the
library, which holds nothing but what is public.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefings.outputs.search import PagefindError, make_index
from briefings.publishing.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefings.model.library import Library


@dataclass(frozen=True, slots=True)
class Step:
    """Something that adds files to the staged site.

    Attributes:
        doing: what to tell the person who waits: "Making the search index".
        run: called with the staged folder and the library; raises `Trouble` when it cannot be done.
    """

    doing: str
    run: Callable[[Path, Library], None]


def _make_search(folder: Path, library: Library) -> None:
    try:
        make_index(folder, library)
    except PagefindError as error:
        raise Trouble(f"the search could not be made: {error}") from None


STEPS: Final[tuple[Step, ...]] = (Step("Making the search index", _make_search),)
