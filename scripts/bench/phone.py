"""What a reader waits for on a slow phone: pages of a built site in a real browser, throttled.

The browser is as wide as a small phone, computes several times more slowly, and loads as over a bad mobile network.
Milliseconds are those of this machine made slower, not those of any one phone: compare them with one another.

    python -m scripts.bench.phone _build/html
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import expect

from scripts.browser import NoBrowserError, open_browser, served

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

PAGES: Final = (
    "index",
    "themes/neglect",
    "briefings/sandwell-core-groups",
    "recommendations",
    "search",
)
QUERY: Final = "neglect"
SLOW_4G: Final = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
"""What Chromium's own tools call slow 4G: 1.4 megabits a second, and half a second until anything comes."""
SLOWER: Final = 6
"""How many times more slowly the browser computes: a cheap phone beside a laptop."""
_OBSERVE: Final = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts.push([entry.value, ...entry.sources.map((one) =>
      one.node?.className || one.node?.nodeName || "?")]);
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.largest = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.blocked = (window.blocked ?? 0) + entry.duration - 50;
  }).observe({ type: "longtask", buffered: true });
}"""


def waits(site: Path, pages: Sequence[str] = PAGES, repeat: int = 3) -> dict[str, dict[str, Any]]:
    """For each page what its reader waits for, as somebody's first page of the site and as the next one.

    Args:
        site: a built site.
        pages: the pages to open; on ``search``, words are looked for as well.
        repeat: how often each; the median counts.

    Returns:
        By page: milliseconds to text that can be read (``first``, and ``next`` with style and fonts there already), to
        the ``largest`` thing on the screen and to everything being there (``done``); by how much things ``shift``; for
        how many milliseconds the page could not answer a touch (``blocked``); and to the results of a search.
    """
    found = {}
    with served(site, compresses=True) as address, open_browser() as browser:
        for name in pages:
            runs = [_one(browser, f"{address}/{name}.html", searches=name == "search") for _ in range(repeat)]
            found[name] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    return found


def _one(browser: Browser, address: str, *, searches: bool) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    try:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", SLOW_4G)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(f"({_OBSERVE})()")
        page.goto(address)
        page.wait_for_load_state("networkidle")
        times = {"first": _painted(page), "largest": page.evaluate("window.largest ?? 0")}
        times["done"] = page.evaluate(
            "Math.max(...performance.getEntriesByType('resource').map((one) => one.responseEnd), 0)"
        )
        times["blocked"] = page.evaluate("window.blocked ?? 0")
        _go_down(page)
        times["shift"] = page.evaluate("window.shifts.reduce((sum, [value]) => sum + value, 0)")
        if searches:
            times["results"] = _search(page)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        times["next"] = _painted(page)
        return times
    finally:
        context.close()


def _painted(page: Page) -> float:
    """Milliseconds until the first text could be read."""
    time: float = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    return time


def _go_down(page: Page) -> None:
    """Read to the end, so that what moves further down counts as well."""
    for _ in range(8):
        page.evaluate("scrollBy(0, 600)")
        page.wait_for_timeout(60)


def _search(page: Page) -> float:
    """Milliseconds from the last letter of somebody's first query to its results."""
    page.locator("#search-words").press_sequentially(QUERY, delay=60)
    start: float = page.evaluate("performance.now()")
    expect(page.locator("#search-status")).to_contain_text(f"“{QUERY}”", timeout=60_000)
    end: float = page.evaluate("performance.now()")
    return end - start


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("site", type=Path, help="a built site, with its search")
    parser.add_argument("pages", nargs="*", default=PAGES, help="such as themes/neglect")
    parser.add_argument("--repeat", type=int, default=3, help="how often each page (default: 3)")
    options = parser.parse_args(argv)
    try:
        found = waits(options.site, options.pages, options.repeat)
    except NoBrowserError as error:
        print(f"phone: {error}", file=sys.stderr)
        return 1
    print(f"{'milliseconds':42}{'readable':>9}{'largest':>9}{'all':>7}{'next':>7}{'blocked':>9}{'shift':>8}")
    for name, times in found.items():
        figures = (times["first"], times["largest"], times["done"], times["next"], times["blocked"])
        widths = (9, 9, 7, 7, 9)
        line = "".join(f"{figure:{width}.0f}" for figure, width in zip(figures, widths, strict=True))
        print(f"{name:42}{line}{times['shift']:8.3f}")
        if "results" in times:
            print(f"  results of a first search: {times['results']:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
