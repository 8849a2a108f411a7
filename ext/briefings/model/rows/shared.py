"""What the rows of several subjects share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefings.model.vocabulary import InferredOfAudit, InferredOfUpdate, as_read, count_of

if TYPE_CHECKING:
    from briefings.model.faces import Face
    from briefings.model.library import FoundRecommendation, Library
    from briefings.model.schema import Audit, Sample, Update


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a listing has to show: a long list is cut before rows are made of it.

    Attributes:
        things: what was found, in order.
        make: makes the row of one of them.
        family: a name for rows that are made alike; the same thing has the same row in every list of a family. Rows
            that had to be made together have none.
        key: the attribute that names each thing in its family.
        page: the attribute that names the briefing of each thing, when its row shows what `known.keys_of` takes in and
            nothing else; the next build then knows whether it changed.
    """

    things: Sequence[Any]
    make: Callable[[Any], Any]
    family: str = ""
    key: str = ""
    page: str = ""

    def __len__(self) -> int:
        return len(self.things)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table, and what it counts; no face where there is nothing behind it."""

    count: int
    face: Face | None = None


def faces_of(library: Library, what: str, targets: tuple[str, ...]) -> tuple[Face, ...]:
    """The faces of those targets that exist."""
    return tuple(face for target in targets if (face := library.face(what, target)))


def held_words(audit: Audit) -> str:
    """When an audit was held, in words; marked where the source does not say so."""
    return as_read(audit.held.words, inferred=InferredOfAudit.HELD in audit.inferred)


def updated_on(update: Update) -> str:
    """The date of an update, marked where the source does not print it."""
    return as_read(update.on.words, inferred=InferredOfUpdate.ON in update.inferred)


def stands_words(found: FoundRecommendation) -> str:
    """Where a recommendation stands, in one line: ``Green, 4 March 2011: Done (our reading)``."""
    return found.reading.words(updated_on(found.latest) if found.latest else "")


def sample_words(sample: Sample) -> str:
    """A sample in words: ``7 children (2 early help, 5 child in need), 6 discussed``."""
    text = count_of(sample.size, sample.unit)
    if sample.groups:
        parts = (f"{group.size} {group.name[0].lower()}{group.name[1:]}" for group in sample.groups)
        text += f" ({', '.join(parts)})"
    if sample.discussed is not None:
        text += f", {sample.discussed} discussed"
    return text


def span_of(years: set[int] | frozenset[int]) -> str:
    """Years in words: ``2016`` or ``2009 to 2023``; nothing for no year."""
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first} to {last}"


def made(rows: Sequence[Any]) -> Found:
    """Rows that had to be made together."""
    return Found(rows, lambda row: row)
