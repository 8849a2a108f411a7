"""The search of a built site: an index of pages, items, recommendations and audits, and what the search page needs.

`records` says what can be found, `table` what the page knows of each; `pagefind` makes the index, `tidying` makes it
small.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final

from briefings.memory import without_collector
from briefings.outputs.search.pagefind import Pagefind, PagefindError
from briefings.outputs.search.records import Record, records_of, text_of
from briefings.outputs.search.table import table_of, words_of
from briefings.outputs.search.tidying import release_of, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefings.model.library import Library

FOLDER: Final = "pagefind"
TABLE: Final = "facets.json"
WORDS: Final = "words.json"

__all__ = ["FOLDER", "TABLE", "WORDS", "PagefindError", "Record", "make_index", "records_of_site", "render"]


def render(records: Sequence[Record], library: Library) -> dict[str, bytes]:
    """Every file of the search, by its name in `FOLDER`: the same bytes for the same records.

    Raises:
        PagefindError: when the index could not be made.
    """
    release = release_of(records)
    with Pagefind() as pagefind:
        pagefind.add(records)
        files = tidy(pagefind.files(), records, release)
    files[TABLE] = _json(table_of(records, library, release))
    files[WORDS] = _json(words_of(library))
    return files


def make_index(folder: Path, library: Library) -> None:
    """Make the search of a built site, in place of one that was made before.

    Args:
        folder: the built site; only pages of the library are read.
        library: all public pages.

    Raises:
        PagefindError: when the index could not be made; the one before is still there then.
    """
    with without_collector():  # hundreds of thousands of records, messages and lists
        files = render(records_of_site(folder, library), library)
    bundle = folder / FOLDER
    shutil.rmtree(bundle, ignore_errors=True)
    for part in ("index", "fragment"):
        (bundle / part).mkdir(parents=True)
    for name, data in files.items():
        (bundle / name).write_bytes(data)


def records_of_site(folder: Path, library: Library) -> tuple[Record, ...]:
    """The records of a built site, in the order of its index."""
    texts = {}
    for docname in library.entries:
        page = folder / f"{docname}.html"
        if page.is_file():
            texts[docname] = text_of(page.read_text(encoding="utf-8"))
    return records_of(library, texts)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
