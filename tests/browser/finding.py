"""What tests of the search share: many queries at once, the counts on screen, the words of a page."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

_FIND = """async (queries) => {
  const { SearchIndex } = await import(new URL("_static/search-index.js", document.baseURI).href);
  const { ask } = await import(new URL("_static/search-query.js", document.baseURI).href);
  const { Vocabulary } = await import(new URL("_static/search-words.js", document.baseURI).href);
  const index = new SearchIndex("pagefind/", "./", []);
  const vocabulary = new Vocabulary();
  await Promise.all([index.start(), vocabulary.load("pagefind/")]);
  const found = [];
  for (const query of queries) {
    const { records } = await ask(index, query, vocabulary);
    const loaded = await Promise.all(records.map(({ data }) => data()));
    found.push(loaded.map(({ url }) => url.replace(/^\\//, "")));
  }
  return found;
}"""


def addresses_for(page: Page, queries: list[str]) -> list[list[str]]:
    """The addresses that the search page's own code finds for each query, best first."""
    found: list[list[str]] = page.evaluate(_FIND, queries)
    return found


def shown_counts(page: Page) -> dict[str, dict[str, int]]:
    """The counts on the screen: facet, slug, number."""
    pairs = page.locator("#search-groups input").evaluate_all(
        "boxes => boxes.map(box => [box.name, box.value, box.parentElement.querySelector('.search-count').textContent])"
    )
    counts: dict[str, dict[str, int]] = {}
    for name, slug, text in pairs:
        counts.setdefault(name, {})[slug] = int(re.sub(r"\D", "", text))
    return counts


def status_of(page: Page) -> str:
    """What readers of the screen were told."""
    return page.locator("#search-status").inner_text()


@contextmanager
def loud_page(browser: Browser) -> Iterator[Page]:
    """A page on which things may go wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def text_of_source(source: str) -> tuple[str, set[str]]:
    """The title of a page and the longer words of its own text, read from its file in the plainest way.

    What stands in a list that the site makes, in an address or in the name of a page, is not its own text.
    """
    front, body = ("", source) if not source.startswith("---") else source[3:].split("\n---\n", 1)
    title, summary = (re.search(rf"(?m)^{key}: (.+)$", front) for key in ("title", "summary"))
    heading = re.search(r"(?m)^# (.+)$", body)
    named = title[1] if title else heading[1] if heading else ""
    body = re.sub(r"(?m)^ *:.*$|^\[.+\]: .*$", " ", body)  # fences, options and addresses
    body = re.sub(r"\{[a-z-]+\}`(?:([^`<]*) <)?[^`]*`|\]\([^)]*\)", r" \1 ", body)
    words = re.findall(r"[a-z]{5,}", f"{summary[1] if summary else ''} {body}".lower())
    return named.strip().strip('"'), set(words)
