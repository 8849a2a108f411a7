"""What axe finds on a page, and other things that a look at it must find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from conftest import Visit
    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours: all others find the same in every colour scheme."""
SCHEMES = ("light", "dark", "forced")
WIDTHS = (320, 1280)
"""A small phone, and a screen on a desk."""
_axe = Axe()


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe finds, a line each."""
    run_only = {"type": "rule", "values": COLOURS} if colours_only else {"type": "tag", "values": TAGS}
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe.axe_script)
    options = {"runOnly": run_only, "resultTypes": ["violations"]}
    response: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{found['id']}: {node['target']} {node.get('failureSummary', '')}"
        for found in response["violations"]
        for node in found["nodes"]
    ]


def looks_right(visit: Visit, name: str, width: int) -> None:
    """One page at one width, in every colour scheme: no violation, no scrolling sideways."""
    visit.sees(width=width)
    page = visit.go(name)
    assert visit.overflow == 0, f"{name} at {width}, folded: scrolls sideways"
    page.evaluate("for (const part of document.querySelectorAll('.part')) part.open = true")
    for scheme in SCHEMES:
        visit.sees(width=width, scheme=scheme)
        assert visit.overflow == 0, f"{name} at {width}, {scheme}: scrolls sideways"
        assert violations(page, colours_only=scheme != "light") == [], f"{name} at {width}, {scheme}"
