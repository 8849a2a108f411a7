"""What a row shows in a few letters, and the abbreviations in it: from them a page knows whether it changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache, cached_property
from typing import Any, Final

from briefings.model.abbreviations import abbreviations_in
from briefings.model.digest import digest_of

Mark = Sequence[str]
"""The digest of a row and then the abbreviations in it: a list of strings, as JSON knows them."""


_NONE: Final[frozenset[str]] = frozenset()
"""One for all: most lists hold no abbreviation, and an empty set takes two hundred bytes."""


class Shared:
    """What many rows have in common: it is marked once, and stands in the text of each row as its mark."""

    @cached_property
    def mark(self) -> Mark:
        """Digest and abbreviations."""
        return mark_of(list(vars(self).values()))


def mark_of(row: object) -> Mark:
    """The mark of a row."""
    text = as_text(row)
    return digest_of(text.encode()).hex(), *abbreviations_in(text)


def joined(marks: Iterable[Mark]) -> bytes:
    """Changes exactly when one of the rows does, or their order."""
    return digest_of("".join([mark[0] for mark in marks]).encode())


def words_in(marks: Iterable[Mark]) -> frozenset[str]:
    """The abbreviations in these rows."""
    found = {word for mark in marks if len(mark) > 1 for word in mark[1:]}
    return frozenset(found) if found else _NONE


def _values(part: Any) -> object:
    """What stands in a part of a row that is no tuple."""
    if isinstance(part, Shared):
        return part.mark
    return part.hex() if isinstance(part, bytes) else [getattr(part, name) for name in _names(part.__class__)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.repr)


as_text: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_values).encode
"""All that a row or a view holds, as text: of a data class the fields that its `repr` shows, in their order."""
