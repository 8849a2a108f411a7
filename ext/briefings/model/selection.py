"""Decide what is public. One pure decision: whatever is not clearly public is not (promises P3 to P5, P42)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic.dataclasses import dataclass

from briefings.model.heading_addresses import give_heading_addresses
from briefings.model.hints import NOT_CHECKED_YET
from briefings.model.schema import Briefing
from briefings.model.vocabulary import DRAFTS_FOLDER, BriefingStatus, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefings.model.entry import DocEntry


class Decision(StrEnum):
    """What happens to a page on a date."""

    PUBLIC = "public"
    TOMBSTONE = "tombstone"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """All that is left of a withdrawn briefing: when and why, and nothing of its text."""

    on: str
    why: str


TOMBSTONE_TITLE = "This briefing was withdrawn"


def decide(entry: DocEntry, as_of: date) -> Decision:
    """Whether a page is public on a date.

    Args:
        entry: a page that was read without an error.
        as_of: the date in Europe/London for which the site is built; an embargo ends at the start of its day.
    """
    if isinstance(entry.record, Tombstone):
        return Decision.TOMBSTONE
    if is_withdrawn(entry):
        assert isinstance(entry.record, Briefing)
        return Decision.TOMBSTONE if was_public(entry.record, as_of) else Decision.HELD
    return Decision.HELD if any(reasons_to_hold(entry, as_of)) else Decision.PUBLIC


def is_withdrawn(entry: DocEntry) -> bool:
    """Whether a briefing was withdrawn; a draft cannot be."""
    record = entry.record
    return isinstance(record, Briefing) and record.status is BriefingStatus.WITHDRAWN and not _is_draft(entry)


def was_public(record: Briefing, as_of: date) -> bool:
    """Whether a withdrawn briefing was public before: of one that never was, not even its address is shown.

    What counts is the day on which it was withdrawn: an embargo that ends later has never ended for readers.
    """
    day = min(record.withdrawn.on.last, as_of) if record.withdrawn else as_of
    return not any(reasons_in(record, day))


def reasons_to_hold(entry: DocEntry, as_of: date) -> Iterator[str]:
    """Why a page is not public on a date, for those who may know of it."""
    record = entry.record
    if _is_draft(entry):
        yield f"it stands in {DRAFTS_FOLDER}/"
    if isinstance(record, Briefing):
        yield from reasons_in(record, as_of)
    elif entry.kind is Kind.BRIEFING:
        yield "it is no briefing"


def reasons_in(record: Briefing, as_of: date) -> Iterator[str]:
    """What the front matter of a briefing says against showing it on a date."""
    if record.published.first > as_of:
        yield f"it is published in {record.published.words}"
    if str(record.anonymisation.on) == NOT_CHECKED_YET:
        yield "nobody has checked that no one can be recognised ('briefings approve' asks who did, and when)"
    elif record.anonymisation.on.first > as_of:
        yield f"its anonymisation is checked on {record.anonymisation.on.words}"
    if record.embargo_until and record.embargo_until.first > as_of:
        yield f"it is under embargo until {record.embargo_until.words}"


def _is_draft(entry: DocEntry) -> bool:
    return entry.docname.partition("/")[0] == DRAFTS_FOLDER


def tombstone_of(entry: DocEntry) -> DocEntry:
    """The entry of a withdrawn briefing: its address stays, everything it said is gone."""
    record = entry.record
    if isinstance(record, Tombstone):
        return entry
    assert isinstance(record, Briefing)
    assert record.withdrawn is not None
    stone = Tombstone(on=record.withdrawn.on.words, why=record.withdrawn.why)
    return replace(
        entry,
        title=TOMBSTONE_TITLE,
        record=stone,
        blocks=(),
        listings=(),
        references=(),
        prose=(),
        words=0,
        parts=(),
        abbreviations=(),
        headings=give_heading_addresses(TOMBSTONE_TITLE, ()),
    )
