"""The searches of a site: readers search what was learned, editors their handbook. Neither finds the other's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry

HOME: Final = "index"
"""The home page. It names everything and answers nothing, so no search finds it."""
HANDBOOK: Final = "handbook"
"""The folder of the editors' pages."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One search: a page to search on, and an index of its own.

    Attributes:
        page: the page that has the search box.
        folder: where its index is, from the root of the site.
        label: what the box at the head of its pages is called.
        of_handbook: whether it covers the handbook, or all pages but the handbook.
    """

    page: str
    folder: str
    label: str
    of_handbook: bool = False

    def is_for(self, docname: str) -> bool:
        """Whether a page is one of those that this search is for."""
        return (docname.partition("/")[0] == HANDBOOK) is self.of_handbook

    def covers(self, entry: DocEntry) -> bool:
        """Whether a page is found by this search; the page to search on and the home page are not."""
        return self.is_for(entry.docname) and entry.docname not in (self.page, HOME)


READERS: Final = Scope("search", "pagefind", "Search")
EDITORS: Final = Scope(f"{HANDBOOK}/search", f"{HANDBOOK}/pagefind", "Search the handbook", of_handbook=True)
SCOPES: Final = (READERS, EDITORS)


def scope_for(docname: str) -> Scope:
    """The search of a page."""
    return EDITORS if EDITORS.is_for(docname) else READERS
