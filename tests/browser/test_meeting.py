"""Questions one at a time in large type, for a shared screen: mouse, keyboard, clicker, and a clock that can go."""

from __future__ import annotations

import re

import pytest
from looking import violations

PAGE = "briefings/sandwell-core-groups"


@pytest.fixture
def meeting(visit):
    seen = visit()
    page = seen.go(PAGE)
    button = page.get_by_role("button", name="Show one at a time").last
    button.click()
    page.wait_for_selector("dialog.show[open]")
    return page


def where(page):
    return page.locator("dialog header p").first.inner_text()


def test_a_clicker_and_the_keyboard_go_on_and_back(meeting):
    """A clicker sends Page Down and Page Up; the last question stays the last."""
    assert where(meeting) == "Question 1 of 7"
    assert meeting.locator("dialog .question").inner_text().startswith("In our last core group")
    for key, expected in (
        ("PageDown", 2),
        ("ArrowRight", 3),
        ("PageUp", 2),
        ("End", 7),
        ("ArrowRight", 7),
        ("Home", 1),
        ("ArrowLeft", 1),
    ):
        meeting.keyboard.press(key)
        assert where(meeting) == f"Question {expected} of 7", key


def test_the_mouse_goes_on_and_back(meeting):
    meeting.get_by_role("button", name="Next").click()
    assert where(meeting) == "Question 2 of 7"
    meeting.get_by_role("button", name="Back").click()
    assert where(meeting) == "Question 1 of 7"


def test_the_clock_runs_and_can_be_turned_off(meeting):
    clock = meeting.locator("dialog .clock")
    assert re.fullmatch(r"\d:\d\d", clock.inner_text())
    meeting.wait_for_function("() => document.querySelector('dialog .clock').textContent !== '0:00'")
    button = meeting.get_by_role("button", name="Timer")
    button.click()
    assert not clock.is_visible()
    assert button.get_attribute("aria-pressed") == "false"
    meeting.keyboard.press("t")
    assert clock.is_visible()


def test_it_closes_and_the_focus_comes_back(meeting):
    meeting.keyboard.press("Escape")
    meeting.wait_for_selector("dialog", state="detached")
    assert meeting.evaluate("document.activeElement.textContent") == "Show one at a time"


def test_the_type_is_large_and_everybody_can_use_it(meeting):
    """At least twice the size of text; no axe violation; nothing is cut off on a phone."""
    size = meeting.evaluate("parseFloat(getComputedStyle(document.querySelector('dialog .question')).fontSize)")
    assert size >= 36
    assert violations(meeting) == []
    meeting.set_viewport_size({"width": 320, "height": 640})
    assert meeting.evaluate("document.querySelector('dialog').scrollWidth <= 320")


def test_it_says_which_questions_were_written_for_this_site(visit):
    """On the page of a briefing, in the question bank and in "my pack": the mark for ours, none for what was printed."""
    seen = visit()
    page = seen.go(PAGE)  # all of its questions are ours
    page.get_by_role("button", name="Show one at a time").last.click()
    assert page.locator("dialog .source").inner_text() == "written for this site"
    page = seen.go("briefings/shropshire-2017-three-audits")  # all of its questions were printed
    page.get_by_role("button", name="Show one at a time").last.click()
    assert page.locator("dialog .source").inner_text() == ""
    keys = ("sandwell-core-groups.q3", "shropshire-2017-three-audits.q1")
    page.goto(f"{seen.address}/my-pack.html?pick={'~'.join(keys)}")
    page.wait_for_selector(".chosen > li")
    assert ["written for this site" in text for text in page.locator(".chosen > li .source").all_inner_texts()] == [
        True,
        False,
    ]
    page.get_by_role("button", name="Show one at a time").click()
    assert page.locator("dialog .source").inner_text().endswith("· written for this site")
    page.keyboard.press("ArrowRight")
    assert "written" not in page.locator("dialog .source").inner_text()


def test_a_whole_briefing_in_my_pack_says_what_is_ours(visit):
    seen = visit()
    seen.page.goto(f"{seen.address}/my-pack.html?pick=sandwell-core-groups")
    labels = seen.page.locator(".chosen .briefing .label")
    labels.first.wait_for()
    assert labels.all_inner_texts() == ["What was found", "Written for this site"]


def test_my_pack_shows_its_questions_with_their_source(visit):
    seen = visit()
    page = seen.page
    page.goto(f"{seen.address}/my-pack.html?pick=sandwell-core-groups.q3~sandwell-core-groups.p1")
    page.wait_for_selector(".chosen > li")
    page.get_by_role("button", name="Show one at a time").click()
    assert where(page) == "Question 1 of 1"
    assert "Sandwell" in page.locator("dialog .source").inner_text()
