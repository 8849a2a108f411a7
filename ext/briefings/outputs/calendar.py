"""A calendar of what is promised: reviews, recommendations and further audits, as whole days (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from briefings.model.schema import Briefing, Policy
from briefings.model.vocabulary import Kind, Status
from briefings.outputs.site import identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.library import Library
    from briefings.outputs.site import SiteFacts

NAME: Final = "calendar.ics"
_LONGEST: Final = 75
"""How many bytes a line may have."""


@dataclass(frozen=True, slots=True)
class Event:
    """One day in the calendar.

    Attributes:
        key: what it is about, for an id that stays.
        day: the last day on which it is in time: the end of a month or year where no day is given.
        summary: what stands in the calendar.
        about: more about it.
        address: page and place, from the root of the site.
        group: reviews, recommendations or re-audits.
    """

    key: str
    day: date
    summary: str
    about: str
    address: str
    group: str


def render(library: Library, site: SiteFacts) -> Iterator[bytes]:
    """The calendar of the site, in pieces.

    Args:
        library: all public pages.
        site: its name and address; without an address events have no link.
    """
    stamp = f"{library.as_of:%Y%m%d}T000000Z"
    yield _lines(
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Learning briefings//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(site.title)}",
    )
    for event in sorted(events_of(library), key=lambda event: (event.day, event.key)):
        yield _lines(
            "BEGIN:VEVENT",
            f"UID:{identity('event', event.key)}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(event.summary)}",
            f"DESCRIPTION:{_text(event.about)}",
            f"CATEGORIES:{_text(event.group)}",
            "TRANSP:TRANSPARENT",
            *([f"URL:{site.address(event.address)}"] if site.base else []),
            "END:VEVENT",
        )
    yield _lines("END:VCALENDAR")


def _lines(*lines: str) -> bytes:
    return "".join([f"{_folded(line)}\r\n" for line in lines]).encode()


def events_of(library: Library) -> Iterator[Event]:
    """Everything with a date to keep. What is done stays, and says so."""
    for entry in library.briefings:
        record = entry.record
        assert isinstance(record, Briefing)
        yield Event(
            f"review/{entry.docname}",
            record.review_by.last,
            f"Review briefing: {entry.title}",
            f"This briefing is to be reviewed by {record.review_by.words}.",
            f"{entry.docname}.html",
            "Reviews",
        )
    for entry in library.of_kind(Kind.POLICY):
        policy = entry.record
        assert isinstance(policy, Policy)
        if policy.review_due and not policy.superseded_by:
            yield Event(
                f"review/{entry.docname}",
                policy.review_due.last,
                f"Policy due for review: {entry.title}",
                f"{policy.owner} is to review it by {policy.review_due.words}.",
                f"{entry.docname}.html",
                "Reviews",
            )
    for found in library.recommendations:
        one = found.recommendation
        if one.due:
            place = library.partnership_title(found.briefing.partnership)
            owner = f" Owner: {library.title_of('owner', one.owner)}." if one.owner else ""
            yield Event(
                f"recommendation/{found.key}",
                one.due.end.last,
                f"{'Done' if one.status is Status.GREEN else 'Due'}: recommendation {one.id}, {place}",
                f"{one.text} Due by {one.due.words}. Status: {one.status.label}.{owner} From: {found.entry.title}.",
                f"{found.entry.docname}.html#{one.anchor}",
                "Recommendations",
            )
    for audit in library.audits:
        promise = audit.audit.next
        if promise:
            place = library.partnership_title(audit.briefing.partnership)
            yield Event(
                f"re-audit/{audit.key}",
                promise.due.end.last,
                f"Promised: {promise.what}, {place}",
                f"Promised by {promise.due.words}, after the audit “{audit.audit.title}”. From: {audit.entry.title}.",
                f"{audit.entry.docname}.html#{audit.audit.anchor}",
                "Further audits",
            )


def _text(text: str) -> str:
    """Text as a value: backslash, semicolon and comma are marked, a line stays a line."""
    text = " ".join(text.split())
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line in parts of so many bytes that no program refuses; no letter is cut."""
    if line.isascii():  # a letter is a byte
        if len(line) <= _LONGEST:
            return line
        starts = range(_LONGEST, len(line), _LONGEST - 1)
        return "\r\n ".join([line[:_LONGEST], *(line[start : start + _LONGEST - 1] for start in starts)])
    parts, part = [], ""
    size = 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST:
            parts.append(part)
            part, size = " ", 1
        part += letter
        size += width
    return "\r\n".join([*parts, part])
