"""What the few scripts do, and what the pages cost."""

from __future__ import annotations

import re
import subprocess
import sys
from statistics import median
from typing import TYPE_CHECKING

import pytest
from building import ROOT
from weighing import compressed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Visit

EXIT = "https://www.bbc.co.uk/weather"


# leaving ---------------------------------------------------------------------------------------------------------


def leave(visit: Callable[..., Visit], how: Callable[[Visit], None], **options: object) -> dict[str, object]:
    """Open a page, another one, and leave; gives what the other site was told, and how long the history is."""
    made = visit(**options)
    told: dict[str, object] = {}

    def answer(route: object) -> None:
        told.update(route.request.headers)  # type: ignore[attr-defined]
        route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>")  # type: ignore[attr-defined]

    made.page.route(f"{EXIT}**", answer)
    made.go("index")
    page = made.go("briefings/sandwell-core-groups")
    how(made)
    page.wait_for_url(EXIT)
    return {**told, "history": page.evaluate("history.length")}


def test_leaving_leaves_no_page_behind(visit: Callable[..., Visit]) -> None:
    told = leave(visit, lambda made: made.page.locator("#exit").click())
    assert told["history"] == 3  # an empty window, the home page, the weather: not the briefing
    assert "referer" not in told


def test_leaving_by_keyboard(visit: Callable[..., Visit]) -> None:
    def press(made: Visit) -> None:
        for _ in range(3):
            made.page.keyboard.press("Escape")

    assert leave(visit, press)["history"] == 3


def test_leaving_without_javascript(visit: Callable[..., Visit]) -> None:
    made = visit(java_script_enabled=False)
    told: dict[str, str] = {}

    def answer(route: object) -> None:
        told.update(route.request.headers)  # type: ignore[attr-defined]
        route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>")  # type: ignore[attr-defined]

    made.page.route(f"{EXIT}**", answer)
    made.go("index").locator("#exit").click()
    made.page.wait_for_url(EXIT)
    assert "referer" not in told


def test_two_presses_of_escape_stay(visit: Callable[..., Visit]) -> None:
    page = visit().go("index")
    for key in ("Escape", "Escape", "a", "Escape"):
        page.keyboard.press(key)
    assert page.url.endswith("/index.html")
    assert page.locator("h1").is_visible()


# marks -----------------------------------------------------------------------------------------------------------


def test_mark_leads_to_its_item_and_copies_its_address(visit: Callable[..., Visit]) -> None:
    made = visit(permissions=["clipboard-read", "clipboard-write"])
    page = made.go("briefings/sandwell-core-groups")
    mark = page.locator("#q3 > a.mark")
    assert mark.get_attribute("aria-label") == "q3: link to question 3"
    page.locator("#q3").hover()
    mark.click()
    assert page.url.endswith("#q3")
    page.get_by_role("status").get_by_text("Link to q3 copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_marks_are_links_without_javascript(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False).go("briefings/sandwell-core-groups")
    page.locator("#l2 > a.mark").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#l2$"))


def test_every_item_has_its_mark(visit: Callable[..., Visit]) -> None:
    page = visit().go("briefings/devon-2011-case-audits")
    items = page.locator(".block li[id]")
    assert items.count() > 30
    assert page.locator(".block li[id] > a.mark").count() == items.count()


# what pages cost -------------------------------------------------------------------------------------------------


def test_pages_are_light(out: Path) -> None:
    """Half of all pages are below 15 kB, and below 5 kB compressed."""
    pages = sorted(out.rglob("*.html"))
    assert median(page.stat().st_size for page in pages) < 15_000
    assert median(compressed(page) for page in pages) < 5_000


@pytest.mark.parametrize("name", ["index", "themes/core-groups", "briefings/devon-2011-case-audits", "questions"])
def test_a_first_visit_costs_little_and_asks_only_here(visit: Callable[..., Visit], out: Path, name: str) -> None:
    """Below 60 kB with style, scripts, pictures and fonts: the home page, a theme, and the two heaviest."""
    made = visit()
    asked: set[str] = set()
    made.page.on("request", lambda request: asked.add(request.url))
    made.go(name).wait_for_load_state("networkidle")
    assert all(url.startswith(made.address) for url in asked)
    assert len([url for url in asked if url.endswith(".css")]) == 1
    assert len(asked) <= 18
    sizes = {url: compressed(out / url.removeprefix(f"{made.address}/")) for url in asked}
    assert sum(sizes.values()) < 60_000, sizes


@pytest.mark.parametrize(
    "name",
    ["index", "briefings/shropshire-2017-three-audits", "recommendations", "themes/neglect", "questions", "search"],
)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_fonts_and_scripts_arrive(visit: Callable[..., Visit], name: str, width: int) -> None:
    """They come late on a slow phone: what somebody reads by then stays where it is."""
    made = visit()
    made.sees(width=width)

    def later(route: object) -> None:
        made.page.wait_for_timeout(150)
        route.continue_()  # type: ignore[attr-defined]

    made.page.route(re.compile(r"\.(woff2|js)$"), later)
    page = made.go(name)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    moved = page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list) =>
          done(list.getEntries().map((entry) => [entry.value, ...entry.sources.map((one) => one.node?.className)]))
        ).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done([]), 300))"""
    )
    assert moved == []


def test_a_slow_phone_can_be_measured(out: Path) -> None:
    """The command that wrote the figures of docs/performance.md says what a reader waits for; nothing moves meanwhile."""
    command = [sys.executable, "-m", "scripts.bench.phone", str(out), "about", "--repeat", "1"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    name, *figures = said[1].split()
    assert (name, len(figures), figures[-1]) == ("about", 6, "0.000")
    assert int(figures[0]) > 1_000, "half a second to connect, half a second for the page: the network was not slow"
