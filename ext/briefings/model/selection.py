"""Decide what is public. One pure decision: whatever is not clearly public is not (promises P3 to P5, P42)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic.dataclasses import dataclass

from briefings.model.schema import Briefing
from briefings.model.vocabulary import DRAFTS_FOLDER, BriefingStatus, Kind

if TYPE_CHECKING:
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
    record = entry.record
    if isinstance(record, Tombstone):
        return Decision.TOMBSTONE
    if entry.docname.partition("/")[0] == DRAFTS_FOLDER:
        return Decision.HELD
    if not isinstance(record, Briefing):
        return Decision.PUBLIC if entry.kind is not Kind.BRIEFING else Decision.HELD
    if record.status is BriefingStatus.WITHDRAWN:
        return Decision.TOMBSTONE
    reached = (
        record.published.first <= as_of
        and record.anonymisation.on.first <= as_of
        and (record.embargo_until is None or record.embargo_until.first <= as_of)
    )
    return Decision.PUBLIC if reached and record.status is BriefingStatus.PUBLISHED else Decision.HELD


def tombstone_of(entry: DocEntry) -> DocEntry:
    """The entry of a withdrawn briefing: its address stays, everything it said is gone."""
    record = entry.record
    if isinstance(record, Tombstone):
        return entry
    assert isinstance(record, Briefing)
    assert record.withdrawn is not None
    stone = Tombstone(on=record.withdrawn.on.words, why=record.withdrawn.why)
    return replace(
        entry, title=TOMBSTONE_TITLE, record=stone, blocks=(), listings=(), references=(), words=0, abbreviations=()
    )
