"""A calendar of what is promised: reviews, recommendations and further audits, as whole days (RFC 5545)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.rows import stands_words
from briefings.model.schema import Briefing, Policy
from briefings.model.vocabulary import InferredOfRecommendation, Kind, Status, as_read
from briefings.outputs.pieces import Piece, Pieces
from briefings.outputs.site import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefings.model.dates import PartialDate, Period
    from briefings.model.entry import DocEntry
    from briefings.model.library import FoundAudit, FoundRecommendation, Library
    from briefings.model.schema import Promise
    from briefings.outputs.site import SiteFacts

NAME: Final = "calendar.ics"
_LONGEST: Final = 75
"""How many bytes a line may have."""


class Event(NamedTuple):
    """One day in the calendar.

    Attributes:
        key: what it is about, for an id that stays.
        day: the last day on which it is in time: the end of a month or year where no day is given.
        page: the page that it is about, and `anchor` its place there.
        group: reviews, recommendations or re-audits.
        tell: makes what stands in the calendar, and more about it.
    """

    key: str
    day: date
    page: str
    anchor: str
    group: str
    tell: Callable[[], tuple[str, str]]

    @property
    def address(self) -> str:
        """Page and place, from the root of the site."""
        return f"{self.page}.html" + (f"#{self.anchor}" if self.anchor else "")


def render(library: Library, site: SiteFacts, pieces: Pieces | None = None) -> Iterator[bytes]:
    """The calendar of the site, in parts.

    Args:
        library: all public pages.
        site: its name and address; without an address events have no link.
        pieces: what can be taken from the calendar as it stands.
    """
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Learning briefings//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(site.title)}",
    ]
    stamp = f"{library.as_of:%Y%m%d}T000000Z"
    events = sorted(events_of(library), key=lambda event: (event.day, event.key))
    told = (Piece(event.address, event.page, partial(_event, event, site, stamp)) for event in events)
    return (pieces or Pieces()).file(NAME, _lines(head), told, "", _lines(["END:VCALENDAR"]))


def _event(event: Event, site: SiteFacts, stamp: str) -> str:
    summary, about = event.tell()
    return _lines(
        [
            "BEGIN:VEVENT",
            f"UID:{identity('event', event.key)}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(summary)}",
            f"DESCRIPTION:{_text(about)}",
            f"CATEGORIES:{_text(event.group)}",
            "TRANSP:TRANSPARENT",
            *([f"URL:{site.address(event.address)}"] if site.base else []),
            "END:VEVENT",
        ]
    )


def events_of(library: Library) -> Iterator[Event]:
    """Everything with a date to keep. What is done stays, and says so."""
    for entry in library.briefings:
        record = entry.record
        assert isinstance(record, Briefing)
        review = partial(_briefing_review, entry, record)
        yield Event(f"review/{entry.docname}", record.review_by.last, entry.docname, "", "Reviews", review)
    for entry in library.of_kind(Kind.POLICY):
        policy = entry.record
        assert isinstance(policy, Policy)
        if (due := policy.review_due) and not policy.superseded_by:
            review = partial(_policy_review, entry, policy, due)
            yield Event(f"review/{entry.docname}", due.last, entry.docname, "", "Reviews", review)
    for found in library.recommendations:
        one, docname = found.recommendation, found.entry.docname
        if one.due:
            promised = partial(_recommendation, library, found, one.due)
            key = f"recommendation/{found.key}"
            yield Event(key, one.due.end.last, docname, one.anchor, "Recommendations", promised)
    for audit in library.audits:
        if promise := audit.audit.next:
            again = partial(_audit, library, audit, promise)
            key, docname = f"re-audit/{audit.key}", audit.entry.docname
            yield Event(key, promise.due.end.last, docname, audit.audit.anchor, "Further audits", again)


def _briefing_review(entry: DocEntry, record: Briefing) -> tuple[str, str]:
    return f"Review briefing: {entry.title}", f"This briefing is to be reviewed by {record.review_by.words}."


def _policy_review(entry: DocEntry, policy: Policy, due: PartialDate) -> tuple[str, str]:
    return f"Policy due for review: {entry.title}", f"{policy.owner} is to review it by {due.words}."


def _recommendation(library: Library, found: FoundRecommendation, due: Period) -> tuple[str, str]:
    one = found.recommendation
    place = library.partnership_title(found.briefing.partnership)
    ours = InferredOfRecommendation.OWNER in one.inferred
    owner = f" Owner: {as_read(library.title_of('owner', one.owner), inferred=ours)}." if one.owner else ""
    done = found.status is Status.GREEN
    state = as_read(found.status.label, inferred=found.reading.ours) if done else "Due"
    by = as_read(due.words, inferred=InferredOfRecommendation.DUE in one.inferred)
    about = f"{one.text} Due by {by}. Status: {stands_words(found)}.{owner} From: {found.entry.title}."
    return f"{state}: recommendation {one.id}, {place}", about


def _audit(library: Library, audit: FoundAudit, promise: Promise) -> tuple[str, str]:
    place = library.partnership_title(audit.briefing.partnership)
    about = f"Promised by {promise.due.words}, after the audit “{audit.audit.title}”. From: {audit.entry.title}."
    return f"Promised: {promise.what}, {place}", about


def _lines(lines: Iterable[str]) -> str:
    return "".join([f"{_folded(line)}\r\n" for line in lines])


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
