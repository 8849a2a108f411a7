"""How far a reader on a phone has to go: the answer comes first, the rest is folded and never lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import ROOT
from page_types import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit
    from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
SCREENS_OF_A_BRIEFING = 8
SCREENS_TO_A_POINT = 2
THEMES = sorted(file.stem for file in (ROOT / "content" / "themes").glob("*.md") if file.stem != "index")
DEVON = "briefings/devon-2011-case-audits"
TOP = "(one) => one.getBoundingClientRect().top + scrollY"
SHOWN_WORDS = """() => {
  const text = document.querySelector("main").cloneNode(true);
  document.querySelector("main").after(text); // only what stands in the page has a style
  const furniture = ".mark, .pick, .tools, .for, .about, .ours, .contents, .meeting, .banner, .facts, .tagged, .crumbs, " +
    "h1, details:not([open]), .more, .block > :is(h2, h3, h4, h5), .minute > h2, .words, .state, .numbered > h2 > span";
  for (const one of text.querySelectorAll(furniture)) one.remove();
  const words = text.innerText.split(/\\s+/).filter((word) => word).length;
  text.remove();
  return words;
}"""
IS_SHOWN = "(one) => one.checkVisibility({contentVisibilityAuto: true}) && one.getClientRects().length > 0"


def on_a_phone(visit: Callable[..., Visit], name: str, **options: object) -> Page:
    made = visit(viewport=PHONE, **options)
    return made.go(name)


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_briefing_is_within_eight_screens(visit: Callable[..., Visit], name: str) -> None:
    """The whole page, its head and its foot included, before anything is opened; with scripts and without."""
    for scripts in (True, False):
        page = on_a_phone(visit, name, java_script_enabled=scripts)
        screens = page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
        assert screens <= SCREENS_OF_A_BRIEFING, f"{screens:.1f} screens, scripts: {scripts}"


@pytest.mark.parametrize("name", BRIEFINGS)
@pytest.mark.usual(name=["briefings/sandwell-core-groups"])
def test_findings_and_questions_are_open(visit: Callable[..., Visit], name: str) -> None:
    """One minute, the first findings and the first question can be read without opening anything."""
    page = on_a_phone(visit, name)
    for what in (".minute li", ".block-learning li[id]", ".block-questions li[id]"):
        assert page.locator(f"{what} >> nth=0").evaluate(IS_SHOWN), what


def test_the_first_practice_point_of_a_theme_is_within_two_screens(visit: Callable[..., Visit]) -> None:
    """Of every theme that has one."""
    made = visit(viewport=PHONE)
    far = {}
    seen = 0
    for theme in THEMES:
        page = made.go(f"themes/{theme}")
        point = page.locator(".item-practice-points >> nth=0")
        if point.count():
            seen += 1
            top = point.evaluate(TOP)
            if top > SCREENS_TO_A_POINT * PHONE["height"]:
                far[theme] = top
    assert seen > 20
    assert far == {}


@pytest.mark.parametrize("name", BRIEFINGS)
@pytest.mark.usual(name=["briefings/sandwell-core-groups"])
def test_reading_time_is_of_the_words_that_are_shown(visit: Callable[..., Visit], name: str) -> None:
    """What the page says is the time for what a browser shows of it, at 200 words a minute."""
    page = on_a_phone(visit, name)
    words = page.evaluate(SHOWN_WORDS)
    said = page.locator(".facts div", has_text="Reading time").locator("dd").inner_text()
    (minutes,) = re.findall(r"^(\d+) minutes?$", said)
    assert abs(words / 200 - int(minutes)) <= 0.7, (words, said)


@pytest.mark.parametrize("place", ["#i3", "#r1-4", "#recommendations", "#what-changed", "#about-this-briefing"])
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.usual(place=["#r1-4", "#what-changed"])
def test_a_link_into_a_folded_part_opens_it(visit: Callable[..., Visit], place: str, scripts: bool) -> None:
    """An item, a row of a table, a part of the report and one that the site adds; from outside and on the page."""
    page = on_a_phone(visit, DEVON, java_script_enabled=scripts)
    assert not page.locator(place).evaluate(IS_SHOWN)
    page.goto(f"{page.url.partition('#')[0]}?again{place}")
    assert page.locator(place).evaluate(IS_SHOWN)
    top = page.locator(place).evaluate("(one) => one.getBoundingClientRect().top")
    assert 0 <= top < PHONE["height"]


def test_a_link_on_the_page_opens_what_was_closed_again(visit: Callable[..., Visit]) -> None:
    """The address stays the same, and the part opens all the same."""
    page = on_a_phone(visit, DEVON)
    for _ in range(2):
        page.locator(".contents summary").first.click()
        page.locator(".contents .folded a[href='#what-changed']").click()
        assert page.locator("#i1").evaluate(IS_SHOWN)
        page.locator("details:has(> #what-changed) > summary").click()
        assert not page.locator("#i1").evaluate(IS_SHOWN)
        page.locator(".contents summary").first.click()


def test_words_in_a_folded_part_are_found(visit: Callable[..., Visit]) -> None:
    """A search for words within the page opens the part that holds them."""
    page = on_a_phone(visit, DEVON, java_script_enabled=False)
    page.goto(f"{page.url.partition('#')[0]}?again#:~:text=Supervision%20policies%20and%20procedures%20were%20reviewed")
    page.wait_for_timeout(200)
    assert page.locator("#i4").evaluate(IS_SHOWN)


@pytest.mark.parametrize("name", [*BRIEFINGS, "themes/plans-and-meetings"])
@pytest.mark.usual(name=["briefings/sandwell-core-groups"])
def test_every_part_opens_without_scripts(visit: Callable[..., Visit], name: str) -> None:
    """By keyboard, and what it holds is there then; opened, nothing on the page is hidden."""
    page = on_a_phone(visit, name, java_script_enabled=False)
    parts = page.locator("main details")
    folded = page.locator("main .part, main .block .fold")
    assert folded.count() >= 4
    for number in range(parts.count()):
        summary = parts.nth(number).locator("> summary")
        if summary.is_visible():
            summary.focus()
            page.keyboard.press("Enter")
    assert all(page.locator("main li[id]").evaluate_all(f"(all) => all.map({IS_SHOWN})"))


def test_procedures_of_one_place_are_one_tap_away(visit: Callable[..., Visit]) -> None:
    """National ones are shown; below the name of a partnership, each entry has the link that leads to it."""
    page = on_a_phone(visit, "themes/neglect", java_script_enabled=False)
    assert page.locator("#procedures .way-out >> nth=0").evaluate(IS_SHOWN)
    local = page.locator("#procedures details:has(> summary h3:text-is('Shropshire'))")
    assert not local.locator("li >> nth=0").evaluate(IS_SHOWN)
    local.locator("> summary").click()
    assert local.locator("li").count() >= 3
    assert local.locator(".way-out a >> nth=0").is_visible()
