"""What a row shows in a few bytes, and the abbreviations in it: from them a page knows whether it changed."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache, cached_property
from typing import Any, Final

from briefings.model.abbreviations import abbreviations_in
from briefings.model.digest import digest_of


class Shared:
    """What many rows have in common: it is marked once, and stands in the text of each row as its mark."""

    @cached_property
    def mark(self) -> tuple[str, ...]:
        """Digest and abbreviations."""
        text = as_text(list(vars(self).values()))
        return digest_of(text.encode()).hex(), *abbreviations_in(text)


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
