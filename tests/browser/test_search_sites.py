"""The search of two sites at once: two servers on two ports, as two partnerships would have two hosts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Site
from finding import loud_page, shown_counts
from playwright.sync_api import expect

from scripts.browser import headers_of, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SEARCH_PAGE = "# Search\n\nThe lists lead to everything.\n"


def _site(folder: Path, **config: object) -> Site:
    site = Site.copy("full", folder, briefings_search=True, **config)
    site.write("search.md", SEARCH_PAGE)
    return site


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another partnership's site, which lets others read its index."""
    site = _site(tmp_path_factory.mktemp("others") / "site")
    site.edit("briefings/core-groups-2017.md", 'title: "Core groups', 'title: "Zebra crossings and core groups')
    site.write("themes/lighthouses.md", "---\ntitle: Lighthouses\nsummary: A theme that only they have.\n---\n")
    headers = {
        **headers_of(),
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    with served(site.build().out, headers) as address:
        yield address


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, others: str) -> Iterator[Callable[..., str]]:
    site = _site(
        tmp_path_factory.mktemp("ours") / "site",
        project="Ours",
        briefings_search_sites=(("Theirs", f"{others}/"),),
    )
    headers = headers_of()
    headers["Content-Security-Policy"] = headers["Content-Security-Policy"].replace(
        "connect-src 'self'", f"connect-src 'self' {others}"
    )
    with served(site.build().out, headers) as address:
        yield address


def opened(page: Page, address: str, query: str) -> Page:
    page.goto(f"{address}/search.html?{query}")
    expect(page.locator("#search-status")).to_contain_text(re.compile("result|Nothing was found"), timeout=15_000)
    return page


def test_results_of_both_sites(browser: Browser, ours: str, others: str) -> None:
    """What only the other site has is found, says where it is from, and leads there; so is what only ours has."""
    with loud_page(browser) as page:
        opened(page, ours, "q=zebra")
        first = page.locator("#search-results > li").first
        expect(first).to_contain_text("Theirs")
        assert (first.locator("a").get_attribute("href") or "").startswith(f"{others}/briefings/core-groups-2017.html")
        opened(page, ours, "q=minutes")
        hrefs = page.locator("#search-results a").evaluate_all("links => links.map(link => link.href)")
        assert {href.startswith(others) for href in hrefs} == {True, False}
        first_of_both = [href.removeprefix(others).removeprefix(ours) for href in hrefs]
        assert len(set(first_of_both)) < len(first_of_both)


def test_facets_of_both_sites(browser: Browser, ours: str, others: str) -> None:
    """Counts add up over the sites, a theme that only one has is there, and the site is a facet too."""
    with loud_page(browser) as page:
        opened(page, ours, "q=minutes")
        both = shown_counts(page)
        assert both["site"].keys() == {"Ours", "Theirs"}
        opened(page, others, "q=minutes")
        theirs = shown_counts(page)
        assert both["site"]["Theirs"] == sum(theirs["kind"].values())
        assert sum(both["kind"].values()) == sum(both["site"].values())
        opened(page, ours, "site=Theirs&q=lighthouses")
        expect(page.locator("#search-results > li").first).to_contain_text("Theirs")
        assert shown_counts(page)["site"].get("Ours", 0) == 0
        opened(page, ours, "theme=lighthouses&sort=date")
        expect(page.locator("#search-results > li")).to_have_count(1)
        expect(page.locator("#search-results > li")).to_contain_text("Lighthouses")


def test_the_other_site_is_down(browser: Browser, ours: str, others: str) -> None:
    """Our own results come all the same, and it is said whose are missing."""
    with loud_page(browser) as page:
        page.route(f"{others}/**", lambda route: route.abort())
        opened(page, ours, "q=minutes")
        expect(page.locator("#search-status")).to_contain_text("The search of Theirs could not be reached")
        expect(page.locator("#search-results > li").first).to_be_visible()
