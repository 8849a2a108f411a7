"""Dates as audits give them: a year, a month or a day, and periods of them."""

from __future__ import annotations

from datetime import date

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from briefings.model.dates import PartialDate, Period


@each(
    ("text", "first", "last", "words"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), "2017"),
        ("2017-01", date(2017, 1, 1), date(2017, 1, 31), "January 2017"),
        ("2017-01-31", date(2017, 1, 31), date(2017, 1, 31), "31 January 2017"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "February 2016"),
        ("2015-02", date(2015, 2, 1), date(2015, 2, 28), "February 2015"),
        ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29), "29 February 2016"),
        ("1900", date(1900, 1, 1), date(1900, 12, 31), "1900"),
        ("2200-12", date(2200, 12, 1), date(2200, 12, 31), "December 2200"),
    ],
)
def test_what_is_not_known_is_left_out(text: str, first: date, last: date, words: str) -> None:
    """A year, a month or a day; each covers all its days and is said in words."""
    found = PartialDate.parse(text)
    assert (found.first, found.last, found.words, str(found)) == (first, last, words, text)


@each(
    "text",
    [
        *["2017-13", "2017-00", "2017-1", "2017-02-30", "2015-02-29", "2017-01-32", "2017-01-00"],
        *["31/5/2017", "31-05-2017", "May 2017", "17", "201", "20170131", "2017-01-31T00:00", "2017/18", "2017-w01"],
        *[
            "1899",
            "2201",
            "0000",
            "",
            " 2017",
            "2017 ",
            "2017-01-31\n",
            "２０１７",
            "٢٠١٧",
            "2017–01",
            "-2017",
            "today",
        ],
    ],
)
def test_everything_else_is_no_date(text: str) -> None:
    """No other form is guessed at, and no impossible day is moved to a possible one."""
    with pytest.raises(PydanticCustomError, match="must be a date like") as error:
        PartialDate.parse(text)
    assert error.value.type == "bad-date"


@each(("given", "words"), [(["2017"], "not a list"), ({"from": "2017"}, "not a mapping")])
def test_a_list_is_named_as_such(given: object, words: str) -> None:
    """What is not text is named by its shape."""
    with pytest.raises(PydanticCustomError, match=words):
        PartialDate.parse(given)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_as_itself(day: date) -> None:
    """Every day of the years 1900 to 2200 comes back as it was."""
    found = PartialDate.parse(day.isoformat())
    assert found.first == found.last == day
    assert str(found) == day.isoformat()


@each(
    ("value", "start", "end", "words", "text"),
    [
        ("2016-05", "2016-05", "2016-05", "May 2016", "2016-05"),
        ("2023/24", "2023-04", "2024-03", "2023/24", "2023-04/2024-03"),
        ("1999/00", "1999-04", "2000-03", "1999/00", "1999-04/2000-03"),
        ({"from": "2022-08", "to": "2023-03"}, "2022-08", "2023-03", "August 2022 to March 2023", "2022-08/2023-03"),
        ({"from": "2016", "to": "2016"}, "2016", "2016", "2016", "2016"),
        ({"from": "2016-05", "to": "2016"}, "2016-05", "2016", "May 2016 to 2016", "2016-05/2016"),
        ({"from": "2023-04", "to": "2024-03"}, "2023-04", "2024-03", "2023/24", "2023-04/2024-03"),
    ],
)
def test_periods(value: object, start: str, end: str, words: str, text: str) -> None:
    """A period is one date, a financial year (April to March), or from and to."""
    found = Period.parse(value)
    assert (str(found.start), str(found.end), found.words, str(found)) == (start, end, words, text)


@each(
    ("value", "code"),
    [
        ("2023/25", "bad-date"),
        ("2023/2024", "bad-date"),
        ("1800/01", "bad-date"),
        ("2023/24/25", "bad-date"),
        (["2023", "2024"], "bad-date"),
        ({"from": "2023-03", "to": "2022-08"}, "bad-period"),
        ({"from": "2023-03"}, "bad-period"),
        ({"to": "2023-03"}, "bad-period"),
        ({}, "bad-period"),
        ({"from": "2023", "to": "2024", "until": "2025"}, "bad-period"),
        ({"from": "2023", "to": "2024-13"}, "bad-date"),
        ({"from": {"from": "2023", "to": "2024"}, "to": "2025"}, "bad-date"),
    ],
)
def test_bad_periods(value: object, code: str) -> None:
    """A period does not end before it starts, and has both ends."""
    with pytest.raises(PydanticCustomError) as error:
        Period.parse(value)
    assert error.value.type == code
