"""Pages as Chromium prints them, read back from its PDF: everything that a reader needs, and nothing that needs a screen."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit
    from playwright.sync_api import Page

ONE_OF_EACH = (
    "index",
    "briefings/devon-2011-case-audits",
    "themes/sharing-minutes-and-plans",
    "policies/working-together-2018",
    "agencies/childrens-social-care",
    "partnerships/devon",
    "questions",
    "recommendations",
    "audits",
    "glossary",
    "digests/solihull-2022-23",
    "my-pack",
    "action-form",
    "use",
    "handbook/packs",
    "recommendations/status-open",
)
NEEDS_A_SCREEN = ("Skip to", "Leave this site", "Move up", "in my pack", "Menu\n", "Show one at a time")
VISIBLE = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const one = walker.currentNode, style = getComputedStyle(one.parentElement);
    const spoken = [one.parentElement, one.parentElement.parentElement].some((holder) => holder.offsetWidth <= 1);
    if (one.textContent.trim() && one.parentElement.checkVisibility({visibilityProperty: true})
        && style.textTransform === "none" && !spoken && !one.parentElement.closest("svg")) found.push(one.textContent);
  }
  return found;
}"""
ADDRESSES = """() => [...document.querySelectorAll(".text a[href^=http]")].filter((one) => one.checkVisibility())
  .map((one) => one.getAttribute("href"))"""
SPELLED = """() => [...document.querySelectorAll("main abbr[title]")].filter((one) => one.checkVisibility())
  .map((one) => one.title)"""
COLOURS = """() => [...new Set([...document.querySelectorAll("main *")].filter((one) => one.checkVisibility()
  && [...one.childNodes].some((kid) => kid.nodeType === 3 && kid.textContent.trim()))
  .map((one) => getComputedStyle(one).color))]"""
DARKEST_GREY = 0x55


def squeezed(text: str) -> str:
    """Without white space, and without the hyphens that a browser puts at the ends of lines."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def on_paper(page: Page) -> str:
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)


@pytest.mark.parametrize("name", ONE_OF_EACH)
@pytest.mark.usual(name=["index", "briefings/devon-2011-case-audits", "my-pack"])
def test_paper_has_every_word_and_nothing_that_needs_a_screen(visit: Callable[..., Visit], name: str) -> None:
    """The text of the PDF is that of the page; addresses and abbreviations are spelled out; text is black or nearly."""
    page = visit().go(name)
    if name == "my-pack":
        page.wait_for_selector(".my-pack")
    text = on_paper(page)
    words = squeezed(text)
    page.emulate_media(media="print")
    pieces = page.evaluate(VISIBLE)
    assert pieces
    assert [piece for piece in pieces if squeezed(piece) not in words] == []
    assert [url for url in page.evaluate(ADDRESSES) if squeezed(url) not in words] == []
    assert [title for title in page.evaluate(SPELLED) if squeezed(f"({title})") not in words] == []
    assert [one for one in NEEDS_A_SCREEN if one in text] == []
    channels = [[int(one) for one in re.findall(r"\d+", colour)[:3]] for colour in page.evaluate(COLOURS)]
    assert [one for one in channels if max(one) > DARKEST_GREY] == []


def test_statuses_are_words_on_paper(visit: Callable[..., Visit]) -> None:
    text = on_paper(visit().go("recommendations"))
    for status in ("Done", "Under way", "Not started or stuck", "Not rated"):
        assert status in text


PAIR = "themes/plans-and-meetings/practice-points-childrens-social-care"
BOX = "\u2610"


def test_the_practice_points_of_a_theme_for_an_agency_are_a_checklist(visit: Callable[..., Visit]) -> None:
    """A page of its own without JavaScript, on one sheet of paper, with a box before each point and no filters."""
    page = visit(java_script_enabled=False).go(PAIR)
    points = page.locator(".item-practice-points > p:first-of-type").all_inner_texts()
    assert len(points) > 1
    (sheet,) = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    words = squeezed(sheet.extract_text())
    assert all(BOX + squeezed(point) in words for point in points)
    assert words.count(BOX) == len(points)
    assert "Otherfilters" not in words


@pytest.mark.parametrize(
    ("name", "way", "link"),
    [
        ("themes/plans-and-meetings", "For one agency", "Children's social care"),
        ("agencies/childrens-social-care", "For one theme", "Plans and meetings"),
    ],
)
def test_theme_and_agency_lead_to_their_checklists(visit: Callable[..., Visit], name: str, way: str, link: str) -> None:
    """With JavaScript the list changes where it stands, and the address is that of the page."""
    page = visit().go(name)
    page.get_by_text(way, exact=True).click()
    page.get_by_role("link", name=re.compile(rf"^{link} \(\d+\)")).click()
    page.wait_for_url(f"**/{PAIR}.html")
    found = page.locator(".filtered .item-practice-points")
    assert found.count() > 1
    assert all("Children's social care" in text for text in found.all_inner_texts())


def test_practice_points_in_a_pack_have_boxes_on_paper(visit: Callable[..., Visit]) -> None:
    """Those of a whole briefing as those that were ticked one by one."""
    page = visit().go("index")
    page.goto(page.url.replace("index.html", "my-pack.html?pick=sandwell-core-groups~sandwell-core-groups.p2"))
    page.wait_for_selector(".chosen > li")
    points = page.locator(".chosen .points li").all_inner_texts()
    words = squeezed(on_paper(page))
    assert len(points) > 1
    assert all(BOX + squeezed(point) in words for point in points)
    assert page.locator(".chosen .point .tick input[type=checkbox]").is_visible()


@pytest.mark.parametrize("name", ["run-sheet", "action-form"])
def test_what_goes_with_a_pack_is_one_sheet(visit: Callable[..., Visit], name: str) -> None:
    assert len(PdfReader(io.BytesIO(visit().go(name).pdf(format="A4"))).pages) == 1


def test_an_empty_row_of_the_action_form_is_room_to_write(visit: Callable[..., Visit]) -> None:
    page = visit().go("action-form")
    page.emulate_media(media="print")
    heights = page.evaluate("[...document.querySelectorAll('td:empty')].map((one) => one.offsetHeight)")
    assert len(heights) > 10
    assert min(heights) > 40


def test_filters_are_not_printed(visit: Callable[..., Visit]) -> None:
    """They lead to other lists: paper leads nowhere."""
    text = squeezed(on_paper(visit().go("questions")))
    assert "Threetoaskeverytime" in text
    assert "Bypartnership" not in text
