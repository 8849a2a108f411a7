"""Real queries in a real browser: what practitioners, managers and boards look for is among the first three results."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from finding import status_of
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Visit
    from playwright.sync_api import Page

FIRST = 3
HELD_OUT = 36
"""Of the 40 queries of the second list, how many found what they should when it was looked at."""


def test_each_query_finds_what_it_should(visit: Callable[..., Visit], out: Path) -> None:
    """At least 60 queries, among them those that readers told us of."""
    cases = _cases("queries.yaml")
    assert len(cases) >= 60
    assert len({case["query"] for case in cases}) == len(cases)
    assert list(_unknown(cases, out)) == []
    assert list(_failures(visit().go("search"), cases)) == []


def test_nine_of_ten_queries_that_nobody_tuned_for(visit: Callable[..., Visit], out: Path) -> None:
    cases = _cases("queries_held_out.yaml")
    failures = list(_failures(visit().go("search"), cases))
    assert len(cases) - len(failures) >= HELD_OUT, failures


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return cases


def _unknown(cases: list[dict[str, Any]], out: Path) -> Iterator[str]:
    """Addresses that are expected but are not on the site: nothing could ever find them."""
    for case in cases:
        assert case.keys() & {"first", "all", "missing", "nothing"}, case
        for address in (*case.get("first", ()), *case.get("all", ())):
            page, _, place = address.partition("#")
            file = out / f"{page}.html"
            if not file.is_file() or (place and f'id="{place}"' not in file.read_text(encoding="utf-8")):
                yield address


def _failures(page: Page, cases: list[dict[str, Any]]) -> Iterator[str]:
    for case in cases:
        found = _look_for(page, case["query"])
        said, first = status_of(page), found[:FIRST]
        missing = [word for word in case.get("missing", ()) if not _is_said_to_be_missing(word, said)]
        if (
            ("first" in case and not set(case["first"]) & set(first))
            or not set(case.get("all", ())) <= set(first)
            or (case.get("nothing") and found)
            or (missing and not (case.get("nothing") and said.startswith("Nothing was found")))
        ):
            yield f"{case['query']}: {first}; {said!r}"


def _look_for(page: Page, query: str) -> list[str]:
    """Type a query and press Enter; the addresses of the results, without the site's own and the ending."""
    page.fill("#search-words", query)
    page.press("#search-words", "Enter")
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false", timeout=30_000)
    links: list[str] = page.locator("#search-results a").evaluate_all(
        "links => links.map(link => link.pathname + link.hash)"
    )
    return [link.lstrip("/").replace(".html", "") for link in links]


def _is_said_to_be_missing(word: str, said: str) -> bool:
    return re.search(rf"^Nothing here mentions [^.]*“{re.escape(word)}”", said) is not None
