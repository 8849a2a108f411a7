"""How a published site differs from what it should be: the pages by name, what is made from them as numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from briefings.publishing.manifest import MANIFEST, changes_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefings.publishing.manifest import Manifest

MOST: Final = 20
"""How many files are named; of more, the number."""
_MARKUP: Final = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_KINDS: Final = {
    "search": ("file of the search", "files of the search"),
    "pdf": ("PDF", "PDFs"),
    "page": ("page whose words are the same", "pages whose words are the same"),
    "other": ("other file (data, feeds, calendar, pictures)", "other files (data, feeds, calendar, pictures)"),
}


def by_hand(folder: Path, manifest: Manifest) -> tuple[list[str], int]:
    """What was done to published files, a sentence for each of the first; and how many there are."""
    sentences = changes_in(folder, manifest)
    return _first(sentences, "files"), len(sentences)


def by_content(published: Path, manifest: Manifest, built: Path, made: Manifest) -> tuple[list[str], int]:
    """How the content as it is now would change the site; and how many files that are.

    Args:
        published: the folder that is served.
        manifest: its manifest.
        built: a build of the content.
        made: the manifest of that.
    """
    names = [
        name
        for name in sorted((manifest.files.keys() | made.files.keys()) - {MANIFEST})
        if manifest.files.get(name) != made.files.get(name)
    ]
    pages, rest = [], Counter[str]()
    for name in names:
        if name not in manifest.files and name.endswith(".html"):
            pages.append(f"{name}: is not published yet")
        elif name not in made.files and name.endswith(".html"):
            pages.append(f"{name}: is published, but the content does not have this page now")
        elif name.endswith(".html") and _words(published / name) != _words(built / name):
            pages.append(f"{name}: does not say what the content says now")
        else:
            rest[_kind(name)] += 1
    said = _first(pages, "pages")
    if rest:
        counted = [f"{rest[kind]:,} {words[rest[kind] > 1]}" for kind, words in _KINDS.items() if rest[kind]]
        said.append(f"{'Also' if pages else 'Only'} different from a build of the content: {', '.join(counted)}")
    return said, len(names)


def _first(sentences: Sequence[str], what: str) -> list[str]:
    more = len(sentences) - MOST
    return [*sentences[:MOST], f"… and {more:,} more {what}"] if more > 1 else list(sentences)


def _words(page: Path) -> list[str]:
    try:
        return _MARKUP.sub(" ", page.read_text(encoding="utf-8", errors="replace")).split()
    except OSError:
        return []


def _kind(name: str) -> str:
    if name.startswith("pagefind/"):
        return "search"
    return {"pdf": "pdf", "html": "page"}.get(name.rpartition(".")[2], "other")
