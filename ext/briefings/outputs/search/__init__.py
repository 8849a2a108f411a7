"""The search of a built site: an index of pages, items, recommendations and audits, and what the search page needs.

`model.scopes` says which searches there are, `records` what can be found, `table` what the page knows of each;
`pagefind` makes the index, `tidying` makes it small.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final

from briefings.memory import without_collector
from briefings.model.scopes import READERS, SCOPES, Scope
from briefings.outputs.search.pagefind import Pagefind, PagefindError
from briefings.outputs.search.records import Record, records_of
from briefings.outputs.search.table import table_of, words_of
from briefings.outputs.search.tidying import release_of, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefings.model.library import Library

FOLDER: Final = READERS.folder
TABLE: Final = "facets.json"
WORDS: Final = "words.json"

__all__ = ["FOLDER", "SCOPES", "TABLE", "WORDS", "PagefindError", "Record", "make_index", "records_of", "render"]


def render(records: Sequence[Record], library: Library, scope: Scope) -> dict[str, bytes]:
    """Every file of a search, by its name in its folder: the same bytes for the same records.

    Raises:
        PagefindError: when the index could not be made.
    """
    release = release_of(records)
    with Pagefind() as pagefind:
        pagefind.add(records)
        files = tidy(pagefind.files(), records, release)
    files[TABLE] = _json(table_of(records, library, release))
    files[WORDS] = _json(words_of(records, library, scope, release))
    return files


def make_index(folder: Path, library: Library) -> None:
    """Make every search of a built site, in place of those that were made before.

    Args:
        folder: the built site.
        library: all public pages.

    Raises:
        PagefindError: when an index could not be made; those before are still there then.
    """
    with without_collector():  # hundreds of thousands of records, messages and lists
        made = {scope: render(records, library, scope) for scope in SCOPES if (records := _records(library, scope))}
    for scope in SCOPES:
        bundle = folder / scope.folder
        shutil.rmtree(bundle, ignore_errors=True)
        if scope not in made:
            continue
        for part in ("index", "fragment"):
            (bundle / part).mkdir(parents=True)
        for name, data in made[scope].items():
            (bundle / name).write_bytes(data)


def _records(library: Library, scope: Scope) -> tuple[Record, ...]:
    """The records of a search; none of the handbook where it has no page to search on.

    A site for readers may have none either: other sites can search its index.
    """
    return () if scope.of_handbook and scope.page not in library.entries else records_of(library, scope)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
