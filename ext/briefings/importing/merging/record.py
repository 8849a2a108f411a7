"""What is remembered of an import, so that the next version of the report can be compared: digests, and no text.

What an import left out, and what an editor took out afterwards, is so kept nowhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from briefings.importing.merging.units import Mark, Unit, units_of
from briefings.model.digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FORMAT: Final = 1
_LIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """The last import of a draft.

    Attributes:
        source: the digest of the report's file.
        as_of: the day that the import went by.
        generator: the version of the package that imported it.
        marks: the lines of the draft as it was imported.
    """

    source: str
    as_of: date
    generator: str
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, data: bytes, text: str, *, as_of: date, generator: str) -> ImportRecord:
        """The record of an import.

        Args:
            data: the report.
            text: the draft that was made of it.
            as_of: the day that the import went by.
            generator: the version of the package.
        """
        return cls(digest_of(data).hex(), as_of, generator, tuple(unit.mark for unit in units_of(text)))

    def __str__(self) -> str:
        """The record as it is saved."""
        lines = [f"{one.key} {one.full}{' hint' if one.hint else ''}" for one in self.marks]
        head = {"format": _FORMAT, "source": self.source, "as_of": str(self.as_of), "generator": self.generator}
        return json.dumps({**head, "lines": lines}, indent=1) + "\n"


def read_record(path: Path) -> ImportRecord | None:
    """The record in a file, or None when there is none that can be used."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != _FORMAT:
            return None
        marks = [line.split() for line in data["lines"]]
        return ImportRecord(
            str(data["source"]),
            date.fromisoformat(data["as_of"]),
            str(data["generator"]),
            tuple(Mark(key, full, hint=bool(rest)) for key, full, *rest in marks),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def likeness(marks: Sequence[Mark], units: Sequence[Unit]) -> float:
    """The share of lines that an earlier import and a new one have in common, counted without order."""
    before, now = {one.key for one in marks}, {one.mark.key for one in units}
    return len(before & now) / max(len(before), len(now), 1)


def earlier_import(folder: Path, text: str) -> str:
    """The name of the draft that an earlier version of the same report was imported to, or "".

    Args:
        folder: where records are kept.
        text: the draft of the new version.
    """
    units = units_of(text)
    found = [
        (likeness(record.marks, units), path.stem)
        for path in sorted(folder.glob("*.json"))
        if (record := read_record(path))
    ]
    share, name = max(found, default=(0.0, ""))
    return name if share >= _LIKE else ""
