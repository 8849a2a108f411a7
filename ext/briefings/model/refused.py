"""What is known of a page that has errors: that it is there, and what it names.

So all mistakes are told in one run, whatever else is wrong in a file, and no page that names a refused one is told that
it does not exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefings.model.entry import Reference
from briefings.model.schema import PART_PATH, RECORD_OF_KIND, SLUG, Briefing, Named, named_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefings.model.entry import Block, DocEntry, Item
    from briefings.model.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """A page that is not published because of its errors.

    Attributes:
        docname: folder and slug.
        references: what it names, as far as it could be read.
        audits: the ids of its audits.
        blocks: what could be read of its blocks.
    """

    docname: str
    references: tuple[Reference, ...] = ()
    audits: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def slug(self) -> str:
        """The last part of the docname."""
        return self.docname.rpartition("/")[2]

    @property
    def items(self) -> Iterator[tuple[Block, Item]]:
        """Every item that could be read, with its block."""
        for block in self.blocks:
            for item in block.items:
                yield block, item


def refused_page(entry: DocEntry) -> RefusedPage:
    """What is known of a page that was understood, and is refused for what it says."""
    audits = entry.record.audits if isinstance(entry.record, Briefing) else ()
    return RefusedPage(entry.docname, entry.references, tuple(audit.id for audit in audits), entry.blocks)


def names_in(data: Any, kind: Kind) -> Iterator[Named]:
    """Every slug of another page in front matter that is not understood as a whole; what is no slug is left out.

    Args:
        data: the mapping, as it was read from YAML.
        kind: the kind of page.
    """
    yield from _names_in(data, RECORD_OF_KIND[kind], ())


def _names_in(data: Any, record_type: Any, path: tuple[str | int, ...]) -> Iterator[Named]:
    if not isinstance(data, dict):
        return
    for key, (what, nested) in named_parts(record_type).items():
        here = (*path, key)
        for place, value in _entries(data.get(key), here):
            if nested:
                yield from _names_in(value, nested, place)
            elif what and isinstance(value, str) and (SLUG.fullmatch(value) or re.fullmatch(PART_PATH, value)):
                yield Named(what, value, place)


def _entries(value: Any, path: tuple[str | int, ...]) -> Iterable[tuple[tuple[str | int, ...], Any]]:
    """The entries of a list with the place of each; a single value is one entry."""
    return [((*path, index), one) for index, one in enumerate(value)] if isinstance(value, list) else [(path, value)]


def audits_in(data: Any) -> dict[str, tuple[str, ...]] | None:
    """The themes of each audit in front matter that is not understood as a whole; None where they cannot be read."""
    audits = data.get("audits", []) if isinstance(data, dict) else []
    rows = audits if isinstance(audits, list) else [audits]
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        themes = row.get("themes", []) if isinstance(row, dict) else None
        if not isinstance(themes, list) or not isinstance(row.get("id"), str):
            return None
        found[row["id"]] = tuple(theme for theme in themes if isinstance(theme, str))
    return found
