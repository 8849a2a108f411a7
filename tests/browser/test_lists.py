"""Long lists: a reader sorts a table, and filters a list, by mouse and keyboard, with and without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from looking import violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Visit
    from playwright.sync_api import Page

TRACKER = "recommendations"
BANK = "questions"
UNDER_WAY = "Recommendations by status: Under way (our reading)"


def cells(page: Page, column: int) -> list[str]:
    """The words of one column of the tracker, from top to bottom."""
    found = page.locator(f".filtered table.recommendations tbody tr > :nth-child({column})")
    return [text.split("\n")[0] for text in found.all_inner_texts()]


def sorter(page: Page, name: str) -> object:
    return page.locator(".filtered").get_by_role("button", name=name, exact=True)


def said(page: Page) -> str:
    """What screen readers were told last."""
    return " ".join(" ".join(page.locator("[role=status].sr").all_inner_texts()).split())


def opened(made: Visit, name: str) -> Page:
    page = made.go(name)
    page.wait_for_selector(".ways + [role=status]", state="attached")
    return page


def choose(page: Page, group: str, label: str) -> None:
    page.locator(".ways summary", has_text=group).click()
    page.locator(".ways").get_by_role("link", name=re.compile(rf"^{re.escape(label)} \(")).click()


# sorting ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
def test_a_column_sorts_both_ways_and_says_so(visit: Callable[..., Visit], width: int) -> None:
    """By mouse, on a phone too, where rows are cards and the head is a row of buttons."""
    made = visit()
    made.sees(width=width)
    page = opened(made, TRACKER)
    before = cells(page, 4)
    sorter(page, "Status").click()
    rank = {"Red": 0, "Amber": 1, "Orange": 1, "Not rated": 2, "Green": 3}  # of the printed words
    ranks = [rank[word] for word in before]
    assert [rank[word] for word in cells(page, 4)] == sorted(ranks) != ranks
    assert page.locator("th[aria-sort]").all_inner_texts() == ["Status"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert said(page) == "34 rows sorted by Status, ascending"
    sorter(page, "Status").click()
    assert [rank[word] for word in cells(page, 4)] == sorted(ranks, reverse=True)
    assert said(page).endswith("sorted by Status, descending")
    assert made.overflow == 0
    assert violations(page) == []


def test_dates_sort_by_time_and_what_is_not_known_comes_last(visit: Callable[..., Visit]) -> None:
    """Both ways; and by keyboard alone, which keeps the focus on the head."""
    page = opened(visit(), TRACKER)
    sorter(page, "Due").focus()
    page.keyboard.press("Enter")
    known = [text for text in cells(page, 5) if text != "Not stated"]
    assert len(known) > 1
    assert cells(page, 5) == [*known, *["Not stated"] * (34 - len(known))]
    page.keyboard.press("Space")
    assert cells(page, 5)[-1] == "Not stated"
    assert page.evaluate("document.activeElement.textContent") == "Due"


def test_numbers_sort_as_numbers(visit: Callable[..., Visit]) -> None:
    page = opened(visit(), TRACKER)
    sorter(page, "No.").click()
    found = cells(page, 1)
    assert found.index("2.9") < found.index("2.10") < found.index("2.11") < found.index("3.1")


@pytest.mark.parametrize(("name", "head"), [("policies/index", "Review due"), ("audits", "When and how")])
def test_registers_sort_too(visit: Callable[..., Visit], name: str, head: str) -> None:
    page = visit().go(name)
    table = page.locator("table.is-sortable").first
    table.wait_for()
    table.get_by_role("button", name=head, exact=True).click()
    column = table.locator("th[aria-sort]").evaluate("(head) => head.cellIndex")
    keys = table.locator(f"tbody tr > :nth-child({column + 1})").evaluate_all(
        "(all) => all.map((one) => one.dataset.sort)"
    )
    known = [key for key in keys if key]
    assert known == sorted(known)
    assert keys == [*known, *[""] * (len(keys) - len(known))]
    assert all(re.fullmatch(r"\d{4}(-\d{2}){0,2}", key) for key in known)


# filters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "group", "label", "rows"),
    [
        (TRACKER, "By status", "Under way (our reading)", "table.recommendations tbody tr"),
        (BANK, "By theme", "Neglect", ".listing-items > li"),
    ],
)
def test_a_filter_shows_the_list_of_its_page_without_loading_it(
    visit: Callable[..., Visit], name: str, group: str, label: str, rows: str
) -> None:
    """The same rows as on its plain page, its address and its title; the heading that says so has the focus."""
    made = visit()
    page = opened(made, name)
    whole = page.locator(f".filtered {rows}").count()
    page.evaluate("window.sameDocument = true")
    choose(page, group, label)
    page.wait_for_selector(".found")
    assert page.evaluate("window.sameDocument")
    assert page.evaluate("document.activeElement.className") == "found"
    assert page.locator(".ways [aria-current]").count() == 1
    heading = page.locator(".found").inner_text()
    assert heading.endswith(f"{group.lower()}: {label}")
    shown = page.locator(f".filtered {rows}").evaluate_all(
        "(all) => all.map((one) => one.querySelector('p').innerText)"
    )
    title = page.title()
    assert said(page) == page.locator(".filtering p").inner_text().split(".")[0]
    assert violations(page) == []

    plain = visit(java_script_enabled=False)
    plain.page.goto(page.url)
    assert plain.page.title() == title
    assert plain.page.locator("h1").inner_text() == heading
    there = plain.page.locator(rows).evaluate_all("(all) => all.map((one) => one.querySelector('p').innerText)")
    assert there == shown
    assert 0 < len(shown) < whole


def test_back_and_forward_and_all(visit: Callable[..., Visit]) -> None:
    page = opened(visit(), TRACKER)
    page.evaluate("window.sameDocument = true")
    choose(page, "By status", "Under way (our reading)")
    page.wait_for_selector(".found")
    choose(page, "By status", "Done (our reading)")
    page.wait_for_function("() => document.querySelector('.found').textContent.endsWith('Done (our reading)')")
    page.go_back()
    page.wait_for_function("() => document.querySelector('.found').textContent.endsWith('Under way (our reading)')")
    assert page.title().startswith(UNDER_WAY)
    page.go_back()
    page.wait_for_selector(".found", state="detached")
    assert len(cells(page, 1)) == 34
    assert page.url.endswith("/recommendations.html")
    page.go_forward()
    page.wait_for_selector(".found")
    page.get_by_role("link", name="Show all").click()
    page.wait_for_selector(".found", state="detached")
    assert page.url.endswith("/recommendations.html")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert said(page) == "All are shown"
    assert page.evaluate("window.sameDocument")


def test_links_of_the_page_lead_where_they_led(visit: Callable[..., Visit]) -> None:
    """The address is that of another folder now, and the links were written for this one."""
    made = visit()
    page = opened(made, TRACKER)
    leads = "(all) => all.map((one) => one.href)"
    outside = ".top a, .nav a:not([aria-current]), .foot a, main .text > section a[href]:not(.filtered a, [href^='#'])"
    before = page.locator(outside).evaluate_all(leads)
    choose(page, "By status", "Under way (our reading)")
    page.wait_for_selector(".found")
    assert page.locator(outside).evaluate_all(leads) == before
    inside = page.locator(".filtered a").evaluate_all(leads)
    assert f"{made.address}/briefings/devon-2011-case-audits.html#r4-5" in inside
    assert page.locator("form.find").evaluate("(form) => form.action") == f"{made.address}/search.html"
    page.locator(".nav > .wrap > ul a[aria-current]").click()
    page.wait_for_url(re.compile(r"/recommendations\.html$"))
    page.wait_for_selector(".found", state="detached")


def test_a_filtered_list_sorts_and_its_questions_can_be_chosen(visit: Callable[..., Visit]) -> None:
    made = visit()
    page = opened(made, TRACKER)
    choose(page, "By status", "Done (our reading)")
    page.wait_for_selector(".found")
    sorter(page, "No.").click()
    assert cells(page, 1) == sorted(cells(page, 1), key=lambda text: [int(part) for part in text.split(".")])

    page = opened(made, BANK)
    page.locator(".pick input").first.check()
    choose(page, "By theme", "Core groups")
    page.wait_for_selector(".found")
    assert "?pick=" in page.url, "what was chosen goes along"
    page.wait_for_selector(".filtered .pick")
    assert page.locator(".filtered li .pick").count() == page.locator(".filtered li[data-key]").count()
    page.locator(".filtered .pick input").last.check()
    assert page.locator(".tray [role=status]").inner_text() == "2 in my pack"
    page.get_by_role("link", name="Show all").click()
    page.wait_for_selector(".found", state="detached")
    assert page.locator(".filtered .pick input:checked").count() == 2


def test_a_filter_by_keyboard(visit: Callable[..., Visit]) -> None:
    page = opened(visit(), BANK)
    page.locator(".ways summary", has_text="By agency").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found")
    assert page.evaluate("document.activeElement.className") == "found"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show all"


def test_without_a_connection_the_link_is_followed_as_it_is(visit: Callable[..., Visit]) -> None:
    """The list cannot be fetched: the browser goes to its page. Its complaint about the fetch is expected."""
    made = visit()
    page = opened(made, TRACKER)
    page.evaluate("window.sameDocument = true")
    page.route(
        "**/status-amber.html",
        lambda route: route.abort() if route.request.resource_type == "xhr" else route.continue_(),
    )
    choose(page, "By status", "Under way (our reading)")
    page.wait_for_selector("h1 >> text=Under way (our reading)")
    assert page.evaluate("window.sameDocument") is None
    assert made.faults
    assert all("ERR_FAILED" in fault for fault in made.faults)
    made.faults.clear()


def test_without_javascript_filters_are_plain_pages(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False).go(TRACKER)
    assert page.locator(".sort").count() == 0
    choose(page, "By status", "Under way (our reading)")
    page.wait_for_url(re.compile(r"/recommendations/status-amber\.html$"))
    page.get_by_role("link", name="Other filters").click()
    page.wait_for_url(re.compile(r"/recommendations\.html#"))
    assert page.locator(".ways").is_visible()


def test_from_a_disk_filters_are_plain_pages(visit: Callable[..., Visit], out: Path) -> None:
    """Browsers run no modules from a disk, and say so: nothing of ours may stand in the way of the link."""
    made = visit()
    page = made.page
    page.goto((out / f"{TRACKER}.html").as_uri())
    choose(page, "By status", "Under way (our reading)")
    page.wait_for_url(re.compile(r"^file:.*/recommendations/status-amber\.html$"))
    assert page.locator("h1").inner_text() == UNDER_WAY
    assert [fault for fault in made.faults if "file:" not in fault and "ERR_FAILED" not in fault] == []
    made.faults.clear()


def test_a_new_window_is_a_new_window(visit: Callable[..., Visit]) -> None:
    page = opened(visit(), TRACKER)
    page.locator(".ways summary", has_text="By status").click()
    with page.context.expect_page() as other:
        page.locator(".ways").get_by_role("link", name=re.compile("^Under way")).click(modifiers=["ControlOrMeta"])
    assert other.value.url
    assert page.locator(".found").count() == 0
