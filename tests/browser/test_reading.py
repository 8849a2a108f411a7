"""How the site is read: by keyboard, without JavaScript, in large type, on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from looking import violations
from page_types import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Visit

FOCUSED = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const seen = [...here.getClientRects()].some((box) => {
    const on = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 12));
    return on && (here.contains(on) || on.contains(here));
  });
  return {
    tag: here.tagName, text: here.innerText, name: here.className, top: here.getBoundingClientRect().top, seen,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    place: [...document.querySelectorAll("*")].indexOf(here),
  };
}"""
ADDED = ".tools, .pick, .move, .tray, .show, .said"
"""What our scripts add to a page: nothing of it is text that a reader needs."""
WORDS = f"""() => {{
  const main = document.querySelector("main").cloneNode(true);
  for (const one of main.querySelectorAll("{ADDED}")) one.remove();
  return main.textContent.replace(/\\s+/g, " ").trim();
}}"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  return style.overflow === "hidden" && !one.closest(".sr, .pick, caption, thead")
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 100))"""
LONG_LINES = """() => [...document.querySelectorAll("main p:not(.card-title)")].filter((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const size = parseFloat(getComputedStyle(one).fontSize);
  return one.innerText.length > 120 && range.getBoundingClientRect().width / size > 36.5;
}).map((one) => one.innerText.slice(0, 80))"""
STAYING = """() => [...document.querySelectorAll("body *")].filter((one) =>
  ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility()
).map((one) => one.outerHTML.slice(0, 100))"""
SHOWN = """(names) => [...document.querySelectorAll(names)].filter((one) => one.checkVisibility())
  .map((one) => one.outerHTML.slice(0, 100))"""
FOLDED = """() => [...document.querySelectorAll(".text details:not(.words, .ways *), .facts details")]
  .filter((one) => ![...one.children].every((child) => child.tagName === "SUMMARY"
    || child.checkVisibility({contentVisibilityAuto: true})))
  .map((one) => one.outerHTML.slice(0, 100))"""


def restyle(visit: Visit, rules: str) -> None:
    """Add rules as a reader's own style sheet would, past the policy that forbids inline styles."""
    visit.page.evaluate(
        """(rules) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(rules);
          document.adoptedStyleSheets = rules ? [sheet] : [];
        }""",
        rules,
    )


@pytest.mark.parametrize("name", PAGES)
def test_reads_well(visit: Callable[..., Visit], name: str) -> None:
    """In wide spacing, in lines of a good length, and on paper."""
    made = visit()
    made.sees(width=320)
    page = made.go(name)
    restyle(made, SPACED)  # WCAG 1.4.12, at 320 pixels as at 400 % zoom (1.4.10)
    assert made.overflow == 0
    assert page.evaluate(CUT_OFF) == []
    restyle(made, "")
    made.sees(width=1280)
    page.evaluate("document.fonts.ready")
    assert page.evaluate(LONG_LINES) == [], "lines of more than some 75 characters"

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 without its margins
    assert (
        page.evaluate(
            SHOWN, ".nav, .exit, .skip, .contents, .crumbs, .pages, .ways, .find, .tools, .pick, .tray, .sort"
        )
        == []
    )
    assert page.locator("h1").is_visible()
    assert made.overflow == 0, "cut off at the edge of the paper"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    assert page.evaluate(STAYING) == [], "a bar stays in place on every sheet"
    assert page.evaluate(FOLDED) == [], "what is folded on the screen is open on paper"


def test_states_and_abbreviations_are_spelled_out_on_paper(visit: Callable[..., Visit]) -> None:
    made = visit()
    made.page.emulate_media(media="print")
    page = made.go("briefings/devon-2011-case-audits")
    assert page.locator(".status", has_text="Orange").first.is_visible()
    shape = page.evaluate("getComputedStyle(document.querySelector('.status-amber'), '::before').borderBottomWidth")
    assert float(shape.removesuffix("px")) > 0, "the shape is drawn with lines: paper shows no backgrounds"
    said = page.evaluate("getComputedStyle(document.querySelector('main abbr[title]'), '::after').content")
    assert "(" in said


def test_nothing_moves_by_itself(out: Path) -> None:
    """There is no motion that somebody would have to turn off."""
    styles = (out / "_static" / "site.css").read_text(encoding="utf-8")
    scripts = [file.read_text(encoding="utf-8") for file in (out / "_static").glob("*.js")]
    assert not re.search(r"transition|animation|@keyframes|scroll-behavior", styles)
    assert len(scripts) > 5
    assert not any(re.search(r"""behavior:\s*["']smooth|\.animate\(|requestAnimationFrame""", one) for one in scripts)


def test_axe_sees_what_is_wrong(visit: Callable[..., Visit]) -> None:
    """Were axe not to run, or not to see our colours, the tests of the look would be worth nothing."""
    made = visit()
    page = made.go("about")
    restyle(made, "p { color: #ccc !important }")
    page.evaluate("document.querySelector('h1').remove()")
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
    for step in range(50):
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
    assert places == sorted(places), "the keyboard jumps about"


def test_skip_link_leads_to_the_text(visit: Callable[..., Visit]) -> None:
    page = visit().go("briefings/sandwell-core-groups")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.skip').getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


# without JavaScript ----------------------------------------------------------------------------------------------


def test_nothing_is_missing_without_javascript(visit: Callable[..., Visit], out: Path) -> None:
    """What a page says is in its file, word for word; scripts only add controls."""
    made = visit()
    without = visit(java_script_enabled=False)
    for name in (one for one in PAGES if one not in ("search", "my-pack")):  # these need it, and say so
        with_it = made.go(name).evaluate(WORDS)
        assert without.go(name).evaluate(WORDS) == with_it, name
        assert len(with_it) > 100, name


def test_menu_on_a_phone_opens_without_javascript(visit: Callable[..., Visit]) -> None:
    made = visit(java_script_enabled=False)
    made.sees(width=360)
    page = made.go("index")
    themes = page.locator(".menu").get_by_role("link", name="Themes")
    assert not themes.is_visible()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    assert themes.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/themes/index\.html$"))
