"""The themes, agencies and partnerships of the site, as the import looks for them in a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.library import Library


@dataclass(frozen=True, slots=True)
class Terms:
    """The names that stand for a slug, by kind of page.

    Attributes:
        themes: names (titles, other names) by slug, in the order of the registry; so with the others.
        titles: the title of each slug that can publish a briefing.
    """

    themes: dict[str, tuple[str, ...]]
    agencies: dict[str, tuple[str, ...]]
    partnerships: dict[str, tuple[str, ...]]
    titles: dict[str, str]

    @classmethod
    def of(cls, library: Library) -> Terms:
        """The terms of a content folder."""

        def names(kind: Kind) -> dict[str, tuple[str, ...]]:
            return {entry.slug: (entry.title, *entry.record.other_names) for entry in library.of_kind(kind)}  # type: ignore[union-attr]

        partnerships = {}
        for entry in library.of_kind(Kind.PARTNERSHIP):
            record: Any = entry.record
            long = [record.title, *(former.name for former in record.former_names)]
            partnerships[entry.slug] = (record.area, record.short_title, *long, *map(_initials, long))
        titles = {entry.slug: entry.title for entry in library.of_kind(Kind.PARTNERSHIP)}
        return cls(names(Kind.THEME), names(Kind.AGENCY), partnerships, titles)


def _initials(name: str) -> str:
    """The abbreviation that a long name usually gets: ``SSCB``."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


_SHORTEST = 3


def found_in(text: str, names: dict[str, tuple[str, ...]]) -> Counter[str]:
    """How often each slug is named in a text, those that are not left out; ties keep the order of the registry."""
    found: Counter[str] = Counter()
    for slug, words in names.items():
        if times := sum(len(_pattern(word).findall(text)) for word in words if len(word) > 1):
            found[slug] = times
    return found


def _pattern(name: str) -> re.Pattern[str]:
    # An abbreviation counts in capitals only: "it" is not IT.
    flags = 0 if name.isupper() and len(name) <= _SHORTEST + 3 else re.IGNORECASE
    spaced = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name.replace("’", "'")))
    return re.compile(rf"(?<![\w-]){spaced}(?:e?s)?(?![\w])", flags)


def most(found: Counter[str], limit: int, *, least: int = 1) -> tuple[str, ...]:
    """The slugs named most often."""
    return tuple(slug for slug, times in found.most_common(limit) if times >= least)


def named_slug(text: str, *tables: dict[str, tuple[str, ...]]) -> str:
    """The one slug whose name a short text is, or ""."""
    plain = " ".join(text.casefold().split()).strip(" .:;")
    for table in tables:
        for slug, names in table.items():
            if any(plain in (name.casefold(), f"{name.casefold()}s") for name in names if name):
                return slug
    return ""


def joined(texts: Iterable[str]) -> str:
    """Texts one below the other, for `found_in`."""
    return "\n".join(texts)
