"""Where a recommendation stands: the word that its source prints, and the status that we read it as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.dates import MONTHS, PartialDate
from briefings.model.schema import Partnership
from briefings.model.vocabulary import OUR_READING, InferredOfUpdate, Status, as_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefings.model.schema import Record, Update
    from briefings.model.selection import Tombstone

_MONTH: Final = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_DATE: Final = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({'|'.join(MONTHS)}),? (\d{{4}})\b", re.IGNORECASE)


class Reading(NamedTuple):
    """A status as a source prints it, and as we read it.

    Attributes:
        status: our status.
        printed: the word of the source; "" where it prints none.
        ours: whether the status is our reading: the source does not explain its word, or prints none.
    """

    status: Status
    printed: str = ""
    ours: bool = False

    @property
    def word(self) -> str:
        """What stands first: the printed word, or the name of our status where none is printed."""
        return self.printed or self.status.label

    @property
    def meaning(self) -> str:
        """What stands beside `word`: the name of our status, marked where it is our reading; "" if all is said."""
        if self.printed:
            return as_read(self.status.label, inferred=self.ours)
        return OUR_READING if self.ours else ""

    def words(self, on: str = "") -> str:
        """All of it in one line, with its date: ``Green, 4 March 2011: Done (our reading)``."""
        first = f"{self.word}, {on}" if on else self.word
        return f"{first}: {self.meaning}" if self.meaning else first


Scale = dict[str, Reading]
"""The readings of a partnership's printed words, by the word in small letters."""
UNRATED: Final = Reading(Status.NOT_RATED)
"""The source leaves the status blank, or there has been no update."""
COLOURS: Final[Scale] = {
    status.value: Reading(status, status.value.capitalize(), ours=True)
    for status in (Status.GREEN, Status.AMBER, Status.RED)
}
"""The scale of a partnership that gives none: traffic lights, which no source explains to us."""
USUAL: Final[dict[str, Status]] = {
    **dict.fromkeys(("green", "g", "complete", "completed", "done"), Status.GREEN),
    **dict.fromkeys(("amber", "a", "yellow", "orange", "in progress", "ongoing", "under way"), Status.AMBER),
    **dict.fromkeys(("red", "r", "not started", "overdue", "stuck"), Status.RED),
    **dict.fromkeys(("not rated", "not-rated"), Status.NOT_RATED),
}
"""What words that partnerships print usually mean. Only proposed: the scale of the partnership decides."""


def scale_of(record: Record | Tombstone | None) -> Scale:
    """The scale of a partnership; traffic lights where it gives none."""
    if not isinstance(record, Partnership) or not record.status_scale:
        return COLOURS
    return {line.printed.casefold(): Reading(line.status, line.printed, not line.key) for line in record.status_scale}


def is_printed(update: Update) -> bool:
    """Whether the status of an update is a word of its source, which the scale must explain."""
    return update.status != Status.NOT_RATED and InferredOfUpdate.STATUS not in update.inferred


def reading_of(update: Update | None, scale: Scale) -> Reading:
    """What an update says; a printed word that the scale lacks stays not rated, and is reported by the check."""
    if update is None:
        return UNRATED
    if is_printed(update):
        return scale.get(update.status.casefold()) or Reading(Status.NOT_RATED, update.status, ours=True)
    return Reading(Status(update.status), ours=InferredOfUpdate.STATUS in update.inferred)


def proposed_line(word: str) -> str:
    """A line for the scale that would explain a word."""
    usual = USUAL.get(word.casefold())
    return f"- {{printed: {word}, status: {usual or 'green, amber or red'}}}"


def title_of(status: Status, readings: Iterable[Reading]) -> str:
    """The name of a status over several recommendations; marked when it is our reading for any of them."""
    return as_read(status.label, inferred=any(one.ours for one in readings if one.status is status))


def done_words(readings: Iterable[Reading]) -> str:
    """How many recommendations are done, in words; marked when that is our reading for any of them."""
    done = [one for one in readings if one.status is Status.GREEN]
    return as_read(f"{len(done)} done", inferred=any(one.ours for one in done))


def dates_in(text: str) -> list[PartialDate]:
    """The months and days that a sentence names in words, such as ``1 April 2011``."""
    return [_date(match) for match in _DATE.finditer(text)]


def _date(match: re.Match[str]) -> PartialDate:
    day, month, year = match.groups()
    whole = PartialDate(int(year), _MONTH[month.casefold()])
    if day is None or not 1 <= int(day) <= whole.last.day:
        return whole
    return whole._replace(day=int(day))


def later_evidence(update: Update) -> PartialDate | None:
    """The first date in the evidence of an update that lies after the update itself."""
    later = [date for text in update.evidence for date in dates_in(text) if date.first > update.on.last]
    return min(later, key=lambda date: date.first, default=None)


def words_of_scales(scales: Iterable[Mapping[str, Reading]]) -> list[str]:
    """Every word that an update may have as its status in any of these scales."""
    words = dict.fromkeys(reading.printed for scale in scales for reading in scale.values())
    return [*words, Status.NOT_RATED.value]
