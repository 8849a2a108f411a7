"""The calendar, read by an iCalendar library."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import icalendar

from briefings.outputs import calendar
from briefings.outputs.site import SiteFacts

if TYPE_CHECKING:
    from building import Built


def events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_every_date_to_keep_is_there(published: Built) -> None:
    """Reviews of briefings and policies, recommendations that are due, audits that were promised: each once."""
    found = events(published.files["calendar.ics"])
    groups: dict[str, int] = {}
    for event in found:
        groups[str(event["CATEGORIES"].cats[0])] = groups.get(str(event["CATEGORIES"].cats[0]), 0) + 1

    def rows(name: str) -> list[dict[str, Any]]:
        return json.loads(published.text(f"data/{name}.json"))[name]

    policies = sum(bool(row["review_due"]) and not row["superseded_by"] for row in rows("policies"))
    assert groups["Reviews"] == sum(row["status"] == "published" for row in rows("briefings")) + policies
    assert groups["Recommendations"] == sum(row["due"] is not None for row in rows("recommendations"))
    assert groups["Further audits"] == sum(row["next"] is not None for row in rows("audits"))
    assert len({str(event["UID"]) for event in found}) == len(found)


def test_a_day_is_the_last_on_which_it_is_in_time(published: Built) -> None:
    """A month means its last day; a whole day ends where the next begins; each event leads to its place."""
    for row in json.loads(published.text("data/recommendations.json"))["recommendations"]:
        if row["due"] and len(row["due"]) == 7:
            address = f"https://learning.example/audits/{row['address']}"
            event = next(one for one in events(published.files["calendar.ics"]) if one.get("URL") == address)
            start = event["DTSTART"].dt
            assert start.strftime("%Y-%m") == row["due"]
            assert (event["DTEND"].dt - start).days == 1
            assert event["DTEND"].dt.day == 1
            return
    raise AssertionError("the tiny site has no recommendation that is due in a month")


def test_lines_are_folded_and_text_survives(published: Built) -> None:
    """RFC 5545: 75 bytes a line at most, CRLF, and commas, semicolons and letters beyond ASCII come back whole."""
    data = published.files["calendar.ics"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")
    texts = {
        row["text"] for row in json.loads(published.text("data/recommendations.json"))["recommendations"] if row["due"]
    }
    said = [str(event["DESCRIPTION"]) for event in events(data)]
    assert all(any(text in one for one in said) for text in texts)


def test_hostile_text_stays_text() -> None:
    """A value cannot begin a new line, and so no new property."""
    line = calendar._text("one\r\nBEGIN:VALARM\r\n; two, \\three")
    assert "\n" not in line
    assert line == "one BEGIN:VALARM \\; two\\, \\\\three"
    folded = calendar._folded("SUMMARY:" + "é" * 200)
    assert folded.replace("\r\n ", "") == "SUMMARY:" + "é" * 200


def test_the_stamp_is_the_date_of_the_build(published: Built) -> None:
    """No clock is read: two builds give the same bytes."""
    stamps = {event["DTSTAMP"].dt.date() for event in events(published.files["calendar.ics"])}
    assert stamps == {date(2026, 11, 20)}
    site = SiteFacts("Tiny site", "Author", "https://learning.example/audits/")
    assert b"".join(calendar.render(published.library, site)) == published.files["calendar.ics"]
