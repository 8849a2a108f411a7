"""Statuses: the printed word, what we read it as, and what is reported about it."""

from __future__ import annotations

from typing import Any

import pytest
from pages import TODAY, briefing, written

from briefings.model.advice import advise
from briefings.model.consistency import check_library
from briefings.model.library import Library
from briefings.model.page import read_page
from briefings.model.problems import Code
from briefings.model.statuses import Reading, dates_in, done_words, title_of
from briefings.model.vocabulary import Kind, Status

SCALE = [
    {"printed": "Complete", "status": "green", "key": "true"},
    {"printed": "Orange", "status": "amber"},
    {"printed": "Late", "status": "red", "key": "false"},
]


def written_pages(*updates: dict[str, Any], scale: list[dict[str, str]] | None = None) -> dict[str, str]:
    """A partnership with a scale, and a briefing with one recommendation for each update."""
    rows = [
        {"id": f"{number}", "text": "Do it.", "updates": [{"on": "2016-03", **update}]}
        for number, update in enumerate(updates, 1)
    ]
    return {
        "partnerships/alder": written(Kind.PARTNERSHIP, status_scale=scale),
        "briefings/x": briefing(recommendations=rows),
    }


def library(*updates: dict[str, Any], scale: list[dict[str, str]] | None = None) -> Library:
    """The library of these pages."""
    entries = {}
    for docname, text in written_pages(*updates, scale=scale).items():
        read = read_page(text.encode(), docname=docname, path=f"content/{docname}.md")
        assert read.entry, read.problems
        entries[docname] = read.entry
    return Library(entries, TODAY)


@pytest.mark.parametrize(
    ("update", "scale", "expected", "words"),
    [
        ({"status": "Green"}, None, Reading(Status.GREEN, "Green", True), "Green: Done (our reading)"),
        ({"status": "RED"}, None, Reading(Status.RED, "Red", True), "Red: Not started or stuck (our reading)"),
        ({"status": "complete"}, SCALE, Reading(Status.GREEN, "Complete", False), "Complete: Done"),
        ({"status": "Orange"}, SCALE, Reading(Status.AMBER, "Orange", True), "Orange: Under way (our reading)"),
        ({"status": "not-rated"}, SCALE, Reading(Status.NOT_RATED, "", False), "Not rated"),
        (
            {"status": "green", "inferred": ["status"]},
            SCALE,
            Reading(Status.GREEN, "", True),
            "Done: our reading",
        ),
    ],
)
def test_a_printed_word_is_read_by_the_scale(
    update: dict[str, Any], scale: list[dict[str, str]] | None, expected: Reading, words: str
) -> None:
    """Without a scale, traffic lights; what no source explains is our reading, what it leaves blank is nobody's."""
    found = library(update, scale=scale).recommendations[0]
    assert found.reading == expected
    assert found.reading.words() == words


WITHOUT_SCALE = """\
the status 'Orange' is not in the scale of alder; if the report prints it, add '- {printed: Orange, status: amber}' to \
'status_scale:' of content/partnerships/alder.md, with a line for each other word that it prints"""
MISSPELT = """\
the status 'Compleet' is not in the scale of alder; if the report prints it, add '- {printed: Compleet, status: green, \
amber or red}' to 'status_scale:' of content/partnerships/alder.md; did you mean 'Complete'?"""


@pytest.mark.parametrize(("word", "scale", "said"), [("Orange", None, WITHOUT_SCALE), ("Compleet", SCALE, MISSPELT)])
def test_a_word_that_the_scale_lacks_is_refused(word: str, scale: list[dict[str, str]] | None, said: str) -> None:
    """With its line, the nearest word, and the line that would explain it."""
    found = library({"status": "not-rated"}, {"status": word}, scale=scale)
    (problem,) = [one for one in check_library(found) if one.code is Code.UNKNOWN_STATUS]
    assert problem.message == said
    assert problem.path == "content/briefings/x.md"
    text = written_pages({"status": "not-rated"}, {"status": word}, scale=scale)["briefings/x"]
    assert word in text.split("\n")[problem.line - 1]


def test_what_is_inferred_needs_no_line_in_the_scale() -> None:
    """An inferred status is one of ours; the same word, printed, must be in the scale."""
    found = library({"status": "red", "inferred": ["status"]}, {"status": "red"}, scale=SCALE)
    assert len([one for one in check_library(found) if one.code is Code.UNKNOWN_STATUS]) == 1


@pytest.mark.parametrize(
    ("status", "evidence", "code"),
    [
        ("Complete", [], Code.EVIDENCE_MISSING),
        ("Complete", ["It begins on 1 April 2016."], Code.EVIDENCE_LATER),
        ("Complete", ["It begins in May 2016."], Code.EVIDENCE_LATER),
        ("Complete", ["It began on 31 March 2016."], None),
        ("Complete", ["It began in March 2016."], None),
        ("Orange", ["It begins on 1 April 2016."], None),
        ("Orange", [], None),
    ],
)
def test_advice_on_what_is_done(status: str, evidence: list[str], code: Code | None) -> None:
    """What is done without evidence, or by evidence of a later day, is pointed out: never what is not done."""
    wanted = {Code.EVIDENCE_MISSING, Code.EVIDENCE_LATER}
    found = [
        one for one in advise(library({"status": status, "evidence": evidence}, scale=SCALE)) if one.code in wanted
    ]
    assert [one.code for one in found] == [code] * (code is not None)
    assert all(one.line > 0 for one in found)


def test_dates_in_words() -> None:
    """Months and days as reports write them; a day that does not exist counts as its month."""
    text = "From 1st April 2011, by May 2012, on the 31 June 2013 and in 2014."
    assert [str(date) for date in dates_in(text)] == ["2011-04-01", "2012-05", "2013-06"]


def test_a_count_is_marked_when_any_of_it_is_our_reading() -> None:
    """One green without a key among several marks the whole count."""
    explained, ours = Reading(Status.GREEN, "Complete"), Reading(Status.GREEN, "Green", ours=True)
    late = Reading(Status.RED, "Red", ours=True)
    assert done_words([explained, late]) == "1 done"
    assert done_words([explained, ours]) == "2 done (our reading)"
    assert title_of(Status.GREEN, [explained, late]) == "Done"
    assert title_of(Status.RED, [explained, late]) == "Not started or stuck (our reading)"
