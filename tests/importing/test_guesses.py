"""Whatever was guessed carries a hint that the check holds; what was read surely carries none (promise P59)."""

from __future__ import annotations

import re

from importing import AS_OF, TERMS, Read, imported

from briefings.model.format_front import format_front
from briefings.model.format_page import format_draft_body
from briefings.model.page import read_page
from briefings.model.problems import Code
from briefings.model.vocabulary import Kind

GUESSED = """Learning from an audit

Aldershire, June 2024

What else did we see?

- Minutes were late.

Areas for improvement

- Nobody asked the father.
"""
SURE = """# Learning from an audit

Aldershire Safeguarding Children Board

Published: 4 June 2024

## What went well

- Minutes were early.

## Areas for improvement

- Nobody asked the father.
"""


def hints(draft: Read) -> list[str]:
    return re.findall(r"\[\[check: (.*?)\]\]", draft.text)


def line(draft: Read, start: str) -> str:
    return next(one for one in draft.text.splitlines() if one.startswith(start))


def test_title_date_partnership_and_kind_are_hinted_where_they_are_guessed() -> None:
    """Each hint stands on the line, or below the heading, that it is about."""
    draft = imported(GUESSED)
    for key in ("title", "partnership", "published"):
        assert "# [[check: " in line(draft, f"{key}:"), key
    assert "## What else did we see?\n\n[[check: 'What else did we see?' is read as learning" in draft.body
    assert "## Areas for improvement\n\n:::{learning}" in draft.body


def test_what_is_read_surely_has_no_hint() -> None:
    """A heading of the file, a labelled date, a whole name and the printed name of a kind are no guesses."""
    draft = imported(SURE)
    for key in ("title", "partnership", "published"):
        assert "[[" not in line(draft, f"{key}:"), key
    assert not any("is read as" in one for one in hints(draft))


def test_the_check_holds_every_hint() -> None:
    """Each of them is an error with its line, until a person removes it."""
    draft = imported(GUESSED)
    problems = read_page(draft.text.encode(), docname="drafts/x", path="x").problems
    held = [one for one in problems if one.code is Code.HINT_LEFT and "[[check: " in one.message]
    assert len(held) == len(hints(draft)) == len(draft.imported.report.guessed)


def test_a_page_whose_hints_are_removed_keeps_its_values() -> None:
    """Removing a hint changes no value: it stands behind it, as a comment."""
    draft = imported(GUESSED)
    clean = re.sub(r" *#? *\[\[check: .*?\]\]", "", draft.text)
    page = read_page(clean.encode(), docname="drafts/x", path="x")
    assert not any("check:" in one.message for one in page.problems)
    assert 'title: "Learning from an audit"\n' in clean
    assert "published: 2024-06\n" in clean


def test_the_account_counts_what_is_sure_guessed_and_left_out() -> None:
    """And says what share of the bullets became items."""
    said = imported(GUESSED).said
    assert re.search(r"\d+ things done or read surely, \d+ things guessed, \d+ pieces? left out", said)
    assert "2 of 2 bullets became items or records (100 %)" in said


def test_bullets_under_a_heading_that_says_nothing_stay_a_list() -> None:
    """ "I do not know" is better than wrong: they are counted, and the account says where they are."""
    draft = imported("# Report\n\n## Apples\n\n- Pears are ripe.\n- Plums are late.\n")
    assert [kind for kind, _, items in draft.blocks if "Pears are ripe." in items] == []
    assert "0 of 2 bullets became items or records" in draft.said
    assert "the list under 'Apples' was left as a list" in draft.said


def test_an_owner_and_a_date_in_a_longer_text_are_hinted() -> None:
    """The agency named first is proposed, and says so; a status is the word that is printed, which is no guess."""
    table = (
        "# Plan\n\n## Actions\n\nAction\tLead\tBy when\tStatus\n"
        "Write one plan.\tHead of police and schools\tBy end of March 2025\tOn track\n"
        "Send it.\tPolice\tJune 2025\tGreen\n"
    )
    first, second = imported(table).data["recommendations"]
    draft = imported(table)
    assert (first["owner"], first["due"], first["updates"][0]["status"]) == ("police", "2025-03", "On track")
    assert "owner: police  # [[check:" in draft.text
    assert "due: 2025-03  # [[check:" in draft.text
    assert (second["owner"], second["due"], second["updates"][0]["status"]) == ("police", "2025-06", "Green")
    assert "owner: police\n" in draft.text
    assert "'status_scale:' of its partnership must explain that" in draft.said


def test_the_date_of_today_is_used_for_the_review_only() -> None:
    """A draft says nothing that depends on the day but when to look at it again."""
    assert imported(SURE).data["review_by"] == f"{AS_OF.year + 1}-{AS_OF.month:02}"


def test_the_body_of_a_draft_is_in_canonical_form() -> None:
    """Bullets of one audit say it once; none has a fence with options of its own."""
    draft = imported(
        "Core groups\n\nOur audit of March 2019 looked at core groups.\n\n## Areas for improvement\n\n"
        "- Minutes came late.\n- Training was missing.\n\n## Good practice\n\n- Schools sent minutes.\n"
    )
    audits = {one["id"]: tuple(one.get("themes") or ()) for one in draft.data["audits"]}
    again = format_draft_body(draft.body, agencies=TERMS.agencies.keys(), audits=audits)
    assert again.strip("\n") == draft.body.strip("\n")
    front = draft.text.split("---\n")[1]
    assert format_front(front, Kind.BRIEFING) == front
    assert ":audit:" not in draft.body
    assert "audit=" in draft.body


def test_several_plain_headings_have_one_hint_and_doubtful_ones_their_own() -> None:
    """What is plain is confirmed at once; what is known by one general word, by looks or by its bullets is not among it."""
    read = imported(
        "# Neglect\n\n## What got in the way?\n\n- Minutes were late.\n\n## Gold stars\n\n- Schools rang.\n\n"
        "## Insights\n\n- Plans were long.\n"
    )
    together, *others = [line for line in read.body.split("\n") if line.startswith("[[check:")]
    assert together == (
        "[[check: the kinds of 2 blocks are read from the words of their headings: 'What got in the way?' as learning "
        "(by 'got in the way'); 'Gold stars' as good-practice (by 'gold stars')]]"
    )
    assert others == ["[[check: 'Insights' is read as learning, by its words 'insights']]"]
