"""The themes, agencies and partnerships of the site, as the import looks for them in a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
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


_LONGEST_ABBREVIATION: Final = 6
_TOO_COMMON: Final = frozenset({"audit"})
"""Names that every report holds, so that they say nothing."""


def found_in(text: str, names: dict[str, tuple[str, ...]]) -> Counter[str]:
    """How often each slug is named in a text; of names inside one another, the longest counts."""
    pattern, slugs_of = _search(tuple(names.items()))
    found: Counter[str] = Counter()
    for match in pattern.finditer(text.replace("’", "'")):
        name, slugs = slugs_of[_simple(match[1])]
        # An abbreviation counts in capitals only: "it" is not IT.
        if not (name.isupper() and len(name) <= _LONGEST_ABBREVIATION) or match[1].rstrip("s").isupper():
            found.update(slugs)
    return Counter({slug: found[slug] for slug in names if found[slug]})


@cache
def _search(names: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], dict[str, tuple[str, list[str]]]]:
    """One pattern for all names of a table, longest first, and what each name stands for."""
    slugs_of: dict[str, tuple[str, list[str]]] = {}
    for slug, words in names:
        for word in words:
            if len(word) > 1 and word.casefold() not in _TOO_COMMON:
                _, slugs = slugs_of.setdefault(_simple(word), (word, []))
                if slug not in slugs:
                    slugs.append(slug)
    longest_first = sorted(slugs_of, key=lambda name: (-len(name), name))
    spaced = (r"[\s-]+".join(re.escape(part) for part in name.split()) + "(?:es|s)?" for name in longest_first)
    return re.compile(rf"(?<![\w-])({'|'.join(spaced) or '(?!)'})(?!\w)", re.IGNORECASE), slugs_of


def _simple(name: str) -> str:
    """A name in lower case, in the singular, with single spaces."""
    plain = " ".join(re.split(r"[\s-]+", name.casefold().replace("’", "'")))
    return re.sub(r"(?<=\w)(?<!s)s$", "", plain)


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
