"""A manager ticks questions on any page; the address holds the choice, and "my pack" shows and prints it."""

from __future__ import annotations

import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from looking import looks_right, violations
from pypdf import PdfReader

SANDWELL = "sandwell-core-groups"
THREE = f"?pick={SANDWELL}.q3~{SANDWELL}.q1~{SANDWELL}.p2"


def chosen(page):
    page.wait_for_selector(".chosen > li")
    return [item.split("\n")[0] for item in page.locator(".chosen > li").all_inner_texts()]


def opened(visit, name, query=""):
    seen = visit()
    page = seen.page
    page.goto(f"{seen.address}/{name}.html{query}")
    page.wait_for_selector(".pick >> visible=true" if name != "my-pack" else ".my-pack")
    return page


@pytest.mark.parametrize("name", ["questions", "themes/core-groups", f"briefings/{SANDWELL}"])
def test_questions_can_be_ticked_where_they_stand(visit, name):
    """On the question bank, a theme and a briefing; the address holds the choice, and links take it along."""
    page = opened(visit, name)
    box = page.get_by_role("checkbox", name=re.compile("who really owned the plan")).first
    box.check()
    assert page.url.endswith(f"?pick={SANDWELL}.q1")
    assert page.locator(".tray [role=status]").inner_text() == "1 in my pack"
    link = page.locator("nav.nav a", has_text="Policies").last
    assert link.get_attribute("href").endswith(f"policies/index.html?pick={SANDWELL}.q1")
    assert page.locator(f'a[href$=".pdf?pick={SANDWELL}.q1"]').count() == 0
    box.uncheck()
    assert "pick" not in page.url
    assert "pick" not in link.get_attribute("href")


def test_the_choice_goes_along_from_page_to_page(visit):
    page = opened(visit, f"briefings/{SANDWELL}")
    page.locator("#q1 .pick input").check()
    page.get_by_label("Add this briefing to my pack").check()
    page.locator("nav.nav a", has_text="Questions").last.click()
    page.wait_for_selector(".pick >> visible=true")
    assert page.get_by_role("checkbox", name=re.compile("who really owned the plan")).is_checked()
    page.locator(".tray a").click()
    assert chosen(page)[0].endswith("In our last core group, who really owned the plan? How could we tell?")
    assert len(chosen(page)) == 2
    page.go_back()
    page.wait_for_selector(".pick >> visible=true")
    assert page.get_by_role("checkbox", name=re.compile("who really owned the plan")).is_checked()


def test_all_questions_of_a_list_at_once(visit):
    page = opened(visit, f"briefings/{SANDWELL}")
    page.get_by_role("button", name="Add all 7 to my pack").last.click()
    assert len(re.findall(r"\.q\d", page.url)) == 7


def test_the_order_is_that_of_the_address_and_can_be_changed_by_keyboard(visit):
    """The focus stays with what was moved, and a screen reader hears where it is now."""
    page = opened(visit, "my-pack", THREE)
    before = chosen(page)
    assert "Choose one conference action" in before[0]
    page.get_by_role("button", name=re.compile("^Move down: Choose one")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q1~.*q3~.*p2"))
    page.wait_for_function(
        "() => document.activeElement.getAttribute('aria-label')?.startsWith('Move down: Choose one')"
    )
    assert "Choose one conference action" in chosen(page)[1]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q1~.*p2~.*q3"))
    page.wait_for_function("() => document.activeElement.getAttribute('aria-label')?.startsWith('Move up: Choose one')")
    assert page.locator(".my-pack + [role=status], [role=status].sr").first.inner_text() == "Now 3 of 3."
    page.get_by_role("button", name=re.compile("^Take out: Choose one")).press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.chosen > li').length === 2")
    assert "q3" not in page.url


def test_each_question_names_its_source(visit):
    page = opened(visit, "my-pack", THREE)
    chosen(page)
    source = page.locator(".chosen > li .source").first
    assert "Core groups: what moves a child's plan on · Sandwell" in source.inner_text()
    assert re.search(rf"briefings/{SANDWELL}\.html(\?[^#]*)?#q3$", source.locator("a").get_attribute("href"))


def test_what_is_not_there_any_more_is_said(visit):
    """A briefing that is gone answers 404, which the browser logs: that one line is expected."""
    seen = visit()
    seen.page.goto(f"{seen.address}/my-pack.html?pick={SANDWELL}.q99~no-such-briefing.q1~BAD!~{SANDWELL}.q1")
    found = chosen(seen.page)
    assert len(found) == 3
    assert "does not hold the question 99 any more" in found[0]
    assert "not on the site any more" in found[1]
    assert len(seen.faults) == 2
    assert all("404" in fault for fault in seen.faults)
    seen.faults.clear()


def answering(html):
    """A server that says this, whatever it is asked for."""

    def answer(route):
        route.fulfill(body=html, content_type="text/html")

    return answer


def test_what_was_renamed_or_taken_out_says_so(visit):
    """The page at an old address is followed; the reason that an editor gave stands in the place of an item."""
    seen = visit()
    moved = f'<main data-moved="../briefings/{SANDWELL}.html"><h1>Moved</h1></main>'
    gone = '<h1>A briefing</h1><ul class="departed"><li id="q7">“7” was taken out: Nobody uses that form.</li></ul>'
    for slug, html in (("old-name", moved), ("another", gone)):
        seen.page.route(f"**/briefings/{slug}.html", answering(html))
    seen.page.goto(f"{seen.address}/my-pack.html?pick=old-name.q1~another.q7")
    found = chosen(seen.page)
    assert len(found) == 2
    assert "any more" not in found[0]
    assert '"A briefing": “7” was taken out: Nobody uses that form. Take it out of the pack.' in found[1]


def test_nothing_chosen_is_said_and_ready_made_packs_are_there(visit):
    page = opened(visit, "my-pack")
    assert page.locator(".my-pack").inner_text().endswith("Nothing is chosen yet.")
    assert page.locator(".listing-packs li").count() >= 1


def test_without_java_script_the_ready_made_packs_are_there(visit):
    seen = visit(java_script_enabled=False)
    page = seen.go("my-pack")
    assert page.locator(".listing-packs li").count() >= 1
    assert page.locator(".pick").count() == 0


def test_reordering_works_without_a_connection(visit):
    """Once it is loaded, a pack needs nothing from the server; the browser itself may ask for the icon again."""
    seen = visit()
    page = seen.page
    page.goto(f"{seen.address}/my-pack.html{THREE}")
    chosen(page)
    page.route("**/logo.svg", lambda route: route.fulfill(body="", content_type="image/svg+xml"))
    page.context.set_offline(True)
    page.get_by_role("button", name=re.compile("^Take out: Choose one")).click()
    page.wait_for_function("() => document.querySelectorAll('.chosen > li').length === 2")
    assert "could not be loaded" not in page.locator(".my-pack").inner_text()


def test_a_pack_prints_as_the_pack_alone(visit):
    """No navigation and no buttons; addresses spelled out; room to write; the words are those of the screen."""
    page = opened(visit, "my-pack", THREE)
    shown = [text.split(". ", 1)[-1] for text in chosen(page)]
    text = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    words = " ".join(text.split())
    for item in shown:
        assert item in words
    assert f"briefings/{SANDWELL}.html#q3" in "".join(text.split())
    assert "What we will do" in words
    for unwanted in ("Move up", "Take out", "Ready-made packs", "Leave this site", "in my pack", "Menu"):
        assert unwanted not in words


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("query", ["", THREE])
@pytest.mark.usual(width=[320])
def test_my_pack_can_be_used_by_everybody(visit, width, query):
    """No axe violation and no scrolling sideways, in light, dark and forced colours."""
    seen = visit()
    seen.page.goto(f"{seen.address}/my-pack.html{query}")
    if query:
        chosen(seen.page)
    for scheme in ("light", "dark", "forced"):
        seen.sees(width=width, scheme=scheme)
        assert seen.overflow == 0
        assert violations(seen.page, colours_only=scheme != "light") == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.usual(width=[320])
def test_a_page_with_ticks_can_be_used_by_everybody(visit, width):
    seen = visit()
    seen.sees(width=width)
    seen.page.goto(f"{seen.address}/briefings/{SANDWELL}.html?pick={SANDWELL}.q1")
    seen.page.wait_for_selector(".pick >> visible=true")
    assert seen.overflow == 0
    assert violations(seen.page) == []
    looks_right(seen, "questions", width)


def test_the_partnerships_own_form_is_filled_in(visit):
    """Briefings, questions and today, from what was chosen; without the setting there is no such link."""
    seen = visit()
    page = seen.page
    page.goto(f"{seen.address}/my-pack.html{THREE}")
    chosen(page)
    assert page.get_by_role("link", name="Tell us what you agreed").count() == 0

    def with_form(route):
        answer = route.fetch()
        body = answer.text().replace("<body ", '<body data-feedback="https://forms.example.org/f?id=7" ', 1)
        route.fulfill(response=answer, body=body)

    page.route("**/my-pack.html*", with_form)
    page.goto(f"{seen.address}/my-pack.html{THREE}")
    chosen(page)
    link = page.get_by_role("link", name="Tell us what you agreed")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert parse_qs(urlsplit(link.get_attribute("href")).query) == {
        "id": ["7"],
        "briefing": [SANDWELL],
        "questions": [f"{SANDWELL}.q3 {SANDWELL}.q1"],
        "date": [today],
    }
