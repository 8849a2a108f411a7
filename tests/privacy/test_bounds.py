"""No page takes long: every pattern is linear, and what nobody wrote is refused before it is searched (P32)."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from briefings.model.privacy import findings_in, problems_of_page
from briefings.model.privacy.allow import Allowed
from briefings.model.privacy.people import TooMuchToSearch
from briefings.model.problems import Code

SHORT, LONG = 25_000, 100_000
SECONDS = 2.0
UNITS = (
    "Dr Aa ", "Jayden ", "Zorvan x ", "Jayden, ", "a ", "A. ", "1 ", "12 ", "1", "a@", "x at gmail ", "| a ", "|", "\n",
    "\n| Jayden ", "- ", "the only ", "only one child ", "born on ", "NHS 943 ", "2 May ", "Mr ", "PC 12 ", "Road ",
    "St Anne ", "facebook.com/", "user_name ", "'s ", "*", "Ab", "AB12 ", "reg ", "mother of ", "( ", "Year 5 ", "village ",
    "case number ", "a1", "é", "&#57;", "\u200b", "aged ", "J.", "Jayden (", "Jayden and ", "child called ", "x.\n\n",
    "Kim (7), ", "passport ", "account ", "initials ", "0", "01 ", "one Somali child ", "name: ", "by ", "A-", "Ab-Cd-", "O'",
    "child (1 ", "turned 7 on ", "birthday ", "born at 3 am ", "in LS6 ", "JT, ", "J.T. ", "her father, the local ", "rare disease ", "Skype is ",
    "Surname: A", "third of May ", "4111 1111 ", "AB12 CD", "Maya Ab ", "Maya, aged ", "the Qureshi ",
)  # fmt: skip


def seconds(text: str) -> float:
    start = time.process_time()
    with suppress(TooMuchToSearch):
        findings_in(text)
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_a_hundred_thousand_letters_take_about_four_times_as_long_as_a_quarter_of_them(unit: str) -> None:
    """Measured twice where the machine was busy: a square would take sixteen times as long."""
    short, long = (unit * (size // len(unit) + 1) for size in (SHORT, LONG))
    for _ in range(3):
        quarter, whole = seconds(short[:SHORT]), seconds(long[:LONG])
        if whole < max(8 * quarter, 0.25):
            return
    pytest.fail(f"{unit!r}: {quarter:.2f} s and {whole:.2f} s")


@pytest.mark.parametrize("unit", ["Dr Aa ", "Zorvan x ", "Jayden. ", "A child of 7. ", "x\n\n", "Road x ", "word "])
def test_a_page_of_a_megabyte_is_read_or_refused_in_two_seconds(unit: str) -> None:
    """`"Dr Aa "` over and over took 13 minutes."""
    text = unit * (1_000_000 // len(unit))
    assert min(seconds(text) for _ in range(2)) < SECONDS


def test_a_page_of_names_is_refused_with_a_sentence() -> None:
    (problem,) = problems_of_page("Zorvan x.\n\n" * 6000, page="a", path="content/a.md", allowed=Allowed())
    assert str(problem) == (
        "content/a.md: the page has over 5,000 words that may be names; split it into several pages [too-large]"
    )


def test_a_line_without_end_is_refused_where_it_begins() -> None:
    (problem,) = problems_of_page("Short.\n\n" + "x " * 60_000, page="a", path="content/a.md", allowed=Allowed())
    assert (problem.code, problem.line) == (Code.TOO_LARGE, 3)
    assert "100,000 characters" in problem.message
    assert problems_of_page("Short.\n\n" + "x " * 49_000, page="a", path="content/a.md", allowed=Allowed()) == []
    assert problems_of_page("a short line\n" * 9_000, page="a", path="content/a.md", allowed=Allowed()) == []


def test_no_page_has_more_than_two_hundred_findings_of_a_level() -> None:
    found = findings_in("Dr Young came. The child went to Alder Vale Primary School.\n\n" * 300)
    assert len(found) == 400
    assert [one.line for one in found] == sorted(one.line for one in found)
