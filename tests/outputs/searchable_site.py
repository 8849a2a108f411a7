"""The full tiny site with a search page, an address of its own and a licence, as a copy that a test may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from building import Site

if TYPE_CHECKING:
    from pathlib import Path

SEARCH_PAGE: Final = "---\nsummary: Find things.\n---\n\n# Search\n\nThe lists lead to everything.\n"
SETTINGS: Final[dict[str, Any]] = {
    "html_baseurl": "https://learning.example/audits",
    "briefings_search": True,
    "briefings_data_licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
}


def searchable(folder: Path, **config: Any) -> Site:
    """A copy of the full tiny site with a search page."""
    site = Site.copy("full", folder, **{**SETTINGS, **config})
    site.write("search.md", SEARCH_PAGE)
    return site
