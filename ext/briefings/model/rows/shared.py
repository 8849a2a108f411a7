"""What the rows of several subjects share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefings.model.vocabulary import count_of

if TYPE_CHECKING:
    from briefings.model.faces import Face
    from briefings.model.library import Library
    from briefings.model.schema import Sample

Lazy = tuple[str, Callable[[], Any]]
"""The key of a row, and what makes it: a long list is cut before its rows are made."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table, and what it counts; no face where there is nothing behind it."""

    count: int
    face: Face | None = None


def faces_of(library: Library, what: str, targets: tuple[str, ...]) -> tuple[Face, ...]:
    """The faces of those targets that exist."""
    return tuple(face for target in targets if (face := library.face(what, target)))


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


def lazily(found: list[Any], key: str, make: Callable[[Any], Any]) -> list[Lazy]:
    """Keys and makers for things found; `key` is the attribute that names each of them."""

    def maker(one: Any) -> Callable[[], Any]:
        return lambda: make(one)

    return [(getattr(one, key), maker(one)) for one in found]


def made(rows: list[Any]) -> list[Lazy]:
    """Keys and makers for rows that had to be made together."""

    def maker(row: Any) -> Callable[[], Any]:
        return lambda: row

    return [(f"{number}", maker(row)) for number, row in enumerate(rows)]
