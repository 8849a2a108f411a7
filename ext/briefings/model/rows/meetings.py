"""Rows for meetings: the ready-made packs, and how often briefings were used."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.model.dates import PartialDate
from briefings.model.faces import Face
from briefings.model.rows.shared import Found, made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.entry import Query
    from briefings.model.library import Library
    from briefings.model.registers import Use
    from briefings.model.views import Views


@dataclass(frozen=True, slots=True)
class PackRow:
    """A ready-made pack; `holds` names what is in it."""

    name: str
    title: str
    date: str
    summary: str
    holds: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class UseRow:
    """How many meetings used something: one line of the counts by agency, by briefing or by month."""

    group: str
    label: str
    count: int
    total: int
    face: Face | None


def packs(views: Views, query: Query) -> Found:
    """Every pack, the newest first."""
    library = views.library
    found = sorted(library.registers.packs, key=lambda pack: (-pack.record.date.last.toordinal(), pack.name))
    rows = []
    for pack in found:
        record = pack.record
        found_faces = (library.face(what, slug) for what, slug, _ in pack.lines)
        holds = tuple(dict.fromkeys(face for face in found_faces if face))
        rows.append(PackRow(pack.name, record.title, record.date.words, record.summary or "", holds))
    return made(rows)


def uses(views: Views, query: Query) -> Found:
    """At how many meetings briefings were used: by agency, by briefing or pack, and by month."""
    library = views.library
    found = [use for use in library.registers.uses if library.is_within(query, use.on)]
    rows = [
        *_counts("By agency", (library.face("agency", use.agency) or Face(use.agency) for use in found), len(found)),
        *_counts("By briefing", (_used(library, use) for use in found), len(found)),
        *_months(found),
    ]
    return made(rows)


def _used(library: Library, use: Use) -> Face:
    if use.used.startswith("pack:"):
        name = use.used.removeprefix("pack:")
        return Face(next((pack.record.title for pack in library.registers.packs if pack.name == name), name))
    return library.face("briefing", use.used) or Face(use.used)


def _counts(group: str, faces: Iterable[Face], total: int) -> list[UseRow]:
    counts = Counter(faces)
    order = sorted(counts, key=lambda face: (-counts[face], face.title.casefold(), face.docname))
    return [UseRow(group, face.title, counts[face], total, face if face.docname else None) for face in order]


def _months(found: list[Use]) -> list[UseRow]:
    counts = Counter((use.on.year, use.on.month) for use in found)
    return [
        UseRow("By month", PartialDate(year, month).words, counts[year, month], len(found), None)
        for year, month in sorted(counts, reverse=True)
    ]
