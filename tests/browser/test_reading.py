"""How the site is read: by keyboard, without JavaScript, in large type, on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from looking import violations
from page_types import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit
    from playwright.sync_api import Page

FOCUSED = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const on = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 12));
  return {
    tag: here.tagName, text: here.innerText, name: here.className, top: box.top, bottom: box.bottom,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: on === here || here.contains(on) || (on && on.contains(here)),
    place: [...document.querySelectorAll("*")].indexOf(here),
  };
}"""


def test_axe_sees_what_is_wrong(visit: Callable[..., Visit]) -> None:
    """Were axe not to run, or not to see our colours, all the other tests would be worth nothing."""
    page = visit().go("about")
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("p { color: #ccc !important }");
          document.adoptedStyleSheets = [sheet];
          document.querySelector("h1").remove();
        }"""
    )
    found = " ".join(violations(page))
    assert "color-contrast" in found
    assert "page-has-heading-one" in found


# by keyboard -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["index", "briefings/shropshire-2017-three-audits", "recommendations"])
@pytest.mark.parametrize("width", [360, 1280])
def test_walk_by_keyboard(visit: Callable[..., Visit], name: str, width: int) -> None:
    made = visit()
    made.sees(width=width)
    page = made.go(name)
    places: list[int] = []
    for step in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["tag"] == "BODY":
            break
        if step == 0:
            assert here["name"] == "skip"
        assert here["outline"] >= 2, f"no focus to be seen on {here}"
        assert here["seen"], f"something covers {here}"
        assert here["top"] >= 0, f"above the window: {here}"
        places.append(here["place"])
    assert len(places) > 10
    side = page.locator(".contents-beside").count() and width >= 992
    assert places == sorted(places) or side, "the keyboard jumps about"


def test_skip_link_leads_to_the_text(visit: Callable[..., Visit]) -> None:
    page = visit().go("briefings/sandwell-core-groups")
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_menu_on_a_phone_opens_by_keyboard(visit: Callable[..., Visit]) -> None:
    made = visit(java_script_enabled=False)
    made.sees(width=360)
    page = made.go("index")
    themes = page.get_by_role("navigation", name="Main").get_by_role("link", name="Themes")
    assert themes.count() == 0 or not themes.first.is_visible()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    assert themes.first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/themes/index\.html$"))


# without JavaScript ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_missing_without_javascript(visit: Callable[..., Visit], name: str) -> None:
    with_it, without = visit(), visit(java_script_enabled=False)
    words = with_it.go(name).locator("main").inner_text()
    assert without.go(name).locator("main").inner_text() == words
    assert len(words) > 100


# large type, and paper -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_spaced_text_still_fits(visit: Callable[..., Visit], name: str) -> None:
    """WCAG 1.4.12: readers who set wide spacing lose nothing; at 320 pixels, as at 400 % zoom."""
    made = visit()
    made.sees(width=320)
    page = made.go(name)
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert made.overflow == 0
    assert _cut_off(page) == []


def _cut_off(page: Page) -> list[str]:
    """Elements whose text is cut off by their own box."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((one) => {
          const style = getComputedStyle(one);
          return style.overflow === "hidden" && !one.closest(".sr, caption, thead")
            && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
        }).map((one) => one.outerHTML.slice(0, 100))"""
    )


@pytest.mark.parametrize("name", PAGES)
def test_on_paper(visit: Callable[..., Visit], name: str) -> None:
    made = visit()
    made.page.emulate_media(media="print")
    made.page.set_viewport_size({"width": 680, "height": 1000})  # A4 without its margins
    page = made.go(name)
    hidden = page.locator(".nav, .exit, .skip, .contents, .crumbs, .pages")
    assert not any(hidden.nth(number).is_visible() for number in range(hidden.count()))
    assert page.locator("h1").is_visible()
    assert made.overflow == 0, "cut off at the edge of the paper"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    assert (
        page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter((one) =>
          ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.offsetParent).length"""
        )
        == 0
    ), "a bar stays in place on every sheet"
    folded = page.locator(".text details:not(.words) > :not(summary), .facts details > :not(summary)")
    assert all(folded.nth(number).is_visible() for number in range(folded.count())), "what is folded must open"


def test_addresses_and_states_are_spelled_out_on_paper(visit: Callable[..., Visit]) -> None:
    made = visit()
    made.page.emulate_media(media="print")
    page = made.go("briefings/devon-2011-case-audits")
    assert page.locator(".status", has_text="Under way").first.is_visible()
    shape = page.evaluate("getComputedStyle(document.querySelector('.status-amber'), '::before').borderBottomWidth")
    assert float(shape.removesuffix("px")) > 0
    page = made.go("glossary")
    said = "getComputedStyle(document.querySelector('main abbr[title]'), '::after').content"
    if page.locator("main abbr[title]").count():
        assert "(" in page.evaluate(said)
