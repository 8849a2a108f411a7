"""A new version of a report: what it changed comes into the draft, and no line of the editor's is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import AS_OF, imported

from briefings.importing.merging.merge import Merged, merge
from briefings.importing.merging.record import ImportRecord, likeness
from briefings.importing.merging.units import mark_of, units_of
from briefings.model.page import read_page
from briefings.model.problems import Code, errors_in

REPORT = """Core groups in Aldershire

Aldershire Safeguarding Children Board

Published: 3 May 2026

What is working well
• Minutes were sent within a week.
• Schools came to each meeting.

Areas for improvement
• Chairs changed often.
• Fathers were not invited.
• Plans were not dated.

Questions for your team
• Who chairs when the chair is away?

Recommendations
1. All chairs get training.
2. Minutes name fathers.
"""
DRAFT = imported(REPORT).text
BASE = [unit.mark for unit in units_of(DRAFT)]


def after(mine: str, report: str) -> Merged:
    return merge(BASE, mine, imported(report).text)


def faults(text: str) -> list[str]:
    page = read_page(text.encode(), docname="drafts/x", path="draft")
    return [f"{one.code} {one.message}" for one in errors_in(page.problems) if one.code is not Code.HINT_LEFT]


def test_the_same_report_changes_nothing() -> None:
    mine = DRAFT.replace("- Fathers were not invited.", "-  My words.\t").replace("\n", "\r\n")
    assert after(mine, REPORT) == Merged(mine)


def test_what_only_the_report_changed_is_changed_and_listed() -> None:
    new = REPORT.replace("3 May", "9 May").replace(
        "• Plans were not dated.\n", "• Plans had no date.\n• Visits were late.\n"
    )
    found = after(DRAFT, new)
    assert found.text == imported(new).text
    assert found.added == [
        "published: 2026-05-09",
        "Published: 9 May 2026",
        "- Plans had no date.",
        "- Visits were late.",
    ]
    assert found.removed == ["published: 2026-05-03", "Published: 3 May 2026", "- Plans were not dated."]
    assert not found.kept


def test_what_both_changed_keeps_the_words_of_the_editor_and_a_hint_that_the_check_holds() -> None:
    mine = DRAFT.replace("- Chairs changed often.", "- Chairs came and went.")
    found = after(mine, REPORT.replace("Chairs changed often.", "Chairs changed in six of ten groups."))
    hint = "the new version of the report has here: Chairs changed in six of ten groups."
    assert f"- Chairs came and went. [[check: {hint}]]\n" in found.text
    assert found.kept == [hint]
    line = found.text[: found.text.index(hint)].count("\n") + 1
    problems = read_page(found.text.encode(), docname="drafts/x", path="draft").problems
    assert (line, Code.HINT_LEFT) in [(one.line, one.code) for one in problems]


def test_a_key_that_both_changed_keeps_the_value_of_the_editor() -> None:
    mine = DRAFT.replace("published: 2026-05-03", "published: 2026-05-01")
    found = after(mine, REPORT.replace("3 May", "9 May"))
    assert (
        "published: 2026-05-01\n# [[check: the new version of the report has here: published: 2026-05-09]]\n"
        in found.text
    )


def test_a_section_that_the_report_dropped_stays_where_the_editor_worked_on_it() -> None:
    mine = DRAFT.replace("- Schools came to each meeting.", "- Schools came to most meetings.")
    new = REPORT.replace(
        "What is working well\n• Minutes were sent within a week.\n• Schools came to each meeting.\n\n", ""
    )
    found = after(mine, new)
    assert "## What is working well" in found.text
    assert "- Schools came to most meetings." in found.text
    assert any("no longer has" in one for one in found.kept)
    assert not faults(found.text)


def test_a_line_that_the_editor_took_out_stays_out() -> None:
    mine = DRAFT.replace("- Fathers were not invited.\n", "")
    found = after(mine, REPORT.replace("Plans were not dated", "Plans had no date"))
    assert "Fathers were not invited" not in found.text
    assert "- Plans had no date." in found.text
    changed = after(mine, REPORT.replace("Fathers were not invited.", "Fathers were invited late."))
    assert "[[check: the new version of the report has here: Fathers were invited late.]]" in changed.text


def test_a_confirmed_guess_is_not_asked_again() -> None:
    hint = next(line for line in DRAFT.split("\n") if line.startswith("themes:"))
    mine = DRAFT.replace(hint, "themes: [core-groups]")
    found = after(mine, REPORT.replace("Plans were not dated", "Plans had no date"))
    assert "\nthemes: [core-groups]\n" in found.text
    assert not found.kept


def test_new_text_in_a_page_that_was_checked_asks_for_another_check() -> None:
    checked = "anonymisation:\n  checked_by: Board manager\n  on: 2026-06-01\n---\n"
    mine = checked.join(DRAFT.rsplit("---\n", 1))
    found = after(mine, REPORT.replace("Plans were not dated", "Plans had no date"))
    assert "check again that nobody can be recognised" in found.text
    assert not faults(found.text)


def test_a_number_that_both_gave_to_a_recommendation_of_their_own_is_left_to_the_editor() -> None:
    own = "  - id: '3'\n    audit: core-groups\n    text: My own.\n"
    mine = DRAFT.replace("review_by:", f"{own}review_by:")
    found = after(mine, REPORT + "3. Plans have dates.\n")
    assert not set(faults(found.text)) - set(faults(mine))
    assert "My own." in found.text
    assert "Plans have dates." in found.text


def test_the_record_holds_no_word_of_the_draft() -> None:
    record = str(ImportRecord.of(REPORT.encode(), DRAFT, as_of=AS_OF, generator="0.2"))
    assert not [word for word in ("Fathers", "chairs", "Aldershire") if word in record]
    assert likeness([mark_of("a b")], units_of("a b\nc d\n")) == pytest.approx(0.5)


MINE = DRAFT.rstrip("\n").split("\n")
ROWS = REPORT.rstrip("\n").split("\n")
OF_BODY = [at for at, line in enumerate(MINE) if line.startswith("- ") or (line[:1].isupper())]
OF_KEYS = [at for at, line in enumerate(MINE) if line.startswith(("summary:", "title:", "    text:", "published:"))]
OF_REPORT = [at for at, row in enumerate(ROWS) if row[:1] == "•" or row[:2] in ("1.", "2.")]
EDITS = st.lists(st.tuples(st.sampled_from(OF_BODY), st.sampled_from("rida")), max_size=6, unique_by=lambda one: one[0])
KEYS = st.lists(st.sampled_from(OF_KEYS), max_size=2, unique=True)
NEWS = st.lists(st.tuples(st.sampled_from(OF_REPORT), st.sampled_from("rid")), max_size=6, unique_by=lambda one: one[0])


def edited(lines: list[str], edits: list[tuple[int, str]], word: str) -> tuple[str, list[str]]:
    """Lines replaced, taken out, and put in before or after others; and the words that only they hold."""
    lines, mine = list(lines), []
    for number, (at, how) in enumerate(sorted(edits, reverse=True)):
        mark = lines[at][:2] if lines[at][:2] in ("- ", "• ", "1.", "2.") else ""
        mark = f"{mark} " if mark[-1:] == "." else mark
        text = f"Sentence {word} {number} by hand."
        new = f"{mark}{text}"
        if how == "d":
            del lines[at]
            continue
        mine.append(text)
        if how == "r":
            lines[at] = new
        else:
            place = at + (how == "a")
            lines[place:place] = [new] if mark else ["", new, ""]
    return "\n".join(lines) + "\n", mine


@settings(max_examples=20)
@given(EDITS, KEYS, NEWS)
def test_whatever_both_changed_each_line_of_the_editor_survives(edits: list, keys: list, news: list) -> None:
    """And each new sentence of the report is in the draft too, as text or in a hint; no mistake is added."""
    lines = list(MINE)
    for at in keys:
        lines[at] = f"{lines[at].partition(':')[0]}: Words by hand {at}"
    mine, by_hand = edited(lines, edits, "mine")
    report, by_report = edited(ROWS, news, "theirs")
    found = after(mine, report)
    for text in [*by_hand, *(f"Words by hand {at}" for at in keys), *by_report]:
        assert text in found.text, (mine, report, found.text)
    assert set(faults(found.text)) <= set(faults(mine)), (mine, report, found.text)
    if not news:
        assert found == Merged(mine)
