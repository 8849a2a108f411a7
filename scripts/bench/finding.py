"""What a reader waits for and loads to find something: the search page of a built site in a real browser.

Bytes are those of the bodies, compressed as a host would (files that are compressed already count as they are), of what
the query makes the page load: the program, the list of the index, its parts, and the results. The page itself, with
its scripts, style and fonts, is given apart.
"""

from __future__ import annotations

import gzip
import statistics
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import expect

from scripts.browser import open_browser, served

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

QUERIES: Final = (
    "neglect",
    "child",
    "core groups",
    "sharing minutes",
    "child plan",
    "strategy meeting",
    "health visiting",
    "voice of the child",
)
"""Words of the trade, one and two, common ones among them: "child" and "plan" are the commonest words of the corpus."""
_WATCH: Final = """(words) => {
  const status = document.getElementById("search-status");
  const input = document.getElementById("search-words");
  window.watched = new Promise((resolve) => {
    let typed;
    input.addEventListener("input", () => (typed = performance.now()));
    const seen = new MutationObserver(() => {
      if (!status.textContent.includes(`“${words}”`)) return;
      seen.disconnect();
      resolve(performance.now() - typed);
    });
    seen.observe(status, { childList: true, subtree: true, characterData: true });
  });
}"""
_DELAY: Final = 60
"""Milliseconds between two letters, of somebody who types fast: no search starts in between."""


def first_queries(site: Path, queries: Sequence[str] = QUERIES, repeat: int = 3) -> dict[str, Any]:
    """For each query what it loads when it is the first of a reader, and how long it takes.

    Args:
        site: a built site with its search.
        queries: what to look for.
        repeat: how often each; the median counts.

    Returns:
        By query the bytes of everything it loads, by kind; milliseconds from the last letter to the results on screen
        for somebody's ``first`` query, and ``again`` with a word more; and ``page``: the bytes of the page before it.
    """
    found: dict[str, Any] = {"queries": {}}
    with served(site) as address, open_browser() as browser:
        for query in queries:
            runs = [_one(browser, address, site, query) for _ in range(repeat)]
            loaded = runs[0]["loaded"]
            found["page"] = runs[0]["page"]
            found["queries"][query] = {
                "loaded": loaded,
                "bytes": sum(loaded.values()),
                "first": statistics.median(run["first"] for run in runs),
                "again": statistics.median(run["again"] for run in runs),
            }
    return found


def _one(browser: Browser, address: str, site: Path, query: str) -> dict[str, Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(f"{address}/search.html")
        expect(page.locator("#search-status")).to_contain_text("Type what")
        page.wait_for_load_state("networkidle")
        before = len(asked)
        first = _type(page, query)
        page.wait_for_load_state("networkidle")
        loaded = _sizes(site, asked[before:])
        again = _type(page, f"{query} and")
        return {"page": sum(_sizes(site, asked[:before]).values()), "loaded": loaded, "first": first, "again": again}
    finally:
        context.close()


def _type(page: Page, words: str) -> float:
    """Type words into the empty box; milliseconds from the last letter to the results on the screen."""
    page.fill("#search-words", "")
    page.evaluate(_WATCH, words)
    page.locator("#search-words").press_sequentially(words, delay=_DELAY)
    spent: float = page.evaluate("window.watched")
    return spent


def _sizes(site: Path, paths: Sequence[str]) -> dict[str, int]:
    """The compressed bytes of files, by their kind."""
    sizes: dict[str, int] = {}
    for path in dict.fromkeys(paths):
        file = site / path.lstrip("/")
        kind = {".pf_fragment": "results", ".pf_index": "parts", ".pf_meta": "list"}.get(file.suffix, file.name)
        sizes[kind] = sizes.get(kind, 0) + weight(file)
    return sizes


def weight(file: Path) -> int:
    """The bytes of a file as a host sends it."""
    data = file.read_bytes()
    if data[:2] == b"\x1f\x8b" or file.suffix == ".woff2":
        return len(data)
    return min(len(data), len(gzip.compress(data, 9, mtime=0)))
