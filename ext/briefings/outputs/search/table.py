"""What the search page knows besides the index: the facets of every record, and the words of our vocabulary.

Pagefind has facets too, but its files for 20,000 records weigh 350 kB, and their order changes with every run. The
same in one table, by columns in which equal neighbours are counted, is a tenth of that (see decision 0009).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from briefings.model.schema import Agency, Page, Partnership, Policy, Theme
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import Kind
from briefings.outputs.search.records import EVERYONE, KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefings.model.library import Library
    from briefings.model.scopes import Scope
    from briefings.outputs.search.records import Record

VERSION: Final = 1
"""Changes when the search page has to read the table in another way."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_WORD_OF_QUERY: Final = re.compile(r"\d+(?:\.\d+)+|[^\W_](?:[^\W_]|['’])*")
"""A word of a name, as the search page takes a query to pieces: see `search-words.js`."""
Values = tuple[str, ...]


def table_of(records: Sequence[Record], library: Library, release: str) -> dict[str, Any]:
    """The facets of every record, in the order of the index.

    Args:
        records: in the order of the index.
        library: gives the titles of values and which stands below which.
        release: what the names of this index's records begin with.

    Returns:
        ``facets``: for each its name, and its values as slug, label and (of a value below another) the slug above;
        ``columns``: for each facet the sets of values that occur, as numbers of values, without those above a value
        that is in the set too; and pairs of the number of a set and how many records in a row have it.
    """
    facets: dict[str, Sequence[tuple[str, ...]]] = {
        "kind": [(kind, many) for kind, (_, many) in KINDS.items()],
        "theme": _tree(library, Kind.THEME),
        "agency": [*_tree(library, Kind.AGENCY), (EVERYONE, "Everyone")],
        "partnership": [
            (entry.slug, library.partnership_title(entry.slug)) for entry in _by_title(library, Kind.PARTNERSHIP)
        ],
        "year": [(str(year), str(year)) for year in sorted({one.year for one in records if one.year}, reverse=True)],
    }
    above = {kind: _above(library, kind) for kind in (Kind.THEME, Kind.AGENCY)}
    values_of: dict[str, Callable[[Record], Values]] = {
        "kind": lambda record: (record.kind,),
        "theme": lambda record: _without_above(record.themes, above[Kind.THEME]),
        "agency": lambda record: _without_above(record.agencies, above[Kind.AGENCY]),
        "partnership": lambda record: record.partnerships,
        "year": lambda record: (str(record.year),) if record.year else (),
    }
    used = {name: values for name, values in values_of.items() if any(map(values, records))}
    return {
        "version": VERSION,
        "release": release,
        "total": len(records),
        "facets": {name: facets[name] for name in used},
        "columns": {name: _column(map(values, records), facets[name]) for name, values in used.items()},
    }


def _column(values: Iterable[Values], facet: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    """One column; sets that occur often get small numbers, which compress best."""
    runs = [(value, sum(1 for _ in equal)) for value, equal in groupby(values)]
    often = Counter(value for value, _ in runs)
    numbers = {value: number for number, value in enumerate(sorted(often, key=lambda value: (-often[value], value)))}
    places = {value[0]: place for place, value in enumerate(facet)}
    return {
        "sets": [[places[slug] for slug in value] for value in numbers],
        "runs": [number for value, count in runs for number in (numbers[value], count)],
    }


def _above(library: Library, kind: Kind) -> dict[str, frozenset[str]]:
    """What stands above each theme or agency."""
    return {entry.slug: library.above(kind, entry.slug) - {entry.slug} for entry in library.of_kind(kind)}


def _without_above(slugs: Values, above: Mapping[str, frozenset[str]]) -> Values:
    """Those that stand above none of the others: the search page adds the rest again."""
    over = frozenset().union(*(above.get(slug, frozenset()) for slug in slugs))
    return tuple(slug for slug in slugs if slug not in over or slug in above.get(slug, ()))


def _tree(library: Library, kind: Kind) -> list[tuple[str, ...]]:
    """Slug, title and the slug above, each value right after the one above it; safe against loops."""
    entries = {entry.slug: entry for entry in _by_title(library, kind)}
    found: dict[str, tuple[str, ...]] = {}

    def add(slug: str, above: Values) -> None:
        if slug not in found and slug in entries:
            found[slug] = (slug, entries[slug].title, *above)
            for child in sorted(library.children(kind, slug), key=lambda child: _title_key(entries, child)):
                add(child, (slug,))

    below = {child for slug in entries for child in library.children(kind, slug)}
    for slug in (*(slug for slug in entries if slug not in below), *entries):
        add(slug, ())
    return list(found.values())


def _title_key(entries: dict[str, Any], slug: str) -> str:
    return entries[slug].title.casefold() if slug in entries else slug


def _by_title(library: Library, kind: Kind) -> list[Any]:
    return sorted(library.of_kind(kind), key=lambda entry: (entry.title.casefold(), entry.slug))


# ---------------------------------------------------------------- the words of our vocabulary


def words_of(records: Sequence[Record], library: Library, scope: Scope, release: str) -> dict[str, Any]:
    """What the search page needs to understand a query that found little.

    Args:
        records: in the order of the index.
        library: all public pages.
        scope: the search; only names of pages that it covers lead anywhere.
        release: what the names of this index's records begin with.

    Returns:
        ``words``: the words of all titles, other names and the glossary, A to Z, to guess what was misspelled;
        ``names``: other names and abbreviations in lower case, with what they lead to: a page (its title, its
        address and the number of its record), the words that an abbreviation stands for, or (before an empty text)
        other words to look for.
    """
    numbers = {record.address: number for number, record in enumerate(records)}
    names: dict[str, list[tuple[str | int, ...]]] = {}
    texts: list[str] = []

    def note(name: str, title: str, *page: str | int) -> None:
        found = names.setdefault(" ".join(_WORD_OF_QUERY.findall(name.lower())), [])
        if (title, *page) not in found:
            found.append((title, *page))
        texts.extend((name, title))

    for term in library.glossary.values():
        note(term.term, term.means)
    for entry in library.entries.values():
        record = entry.record
        if isinstance(record, Page) and scope.is_for(entry.docname):
            for synonym in record.synonyms:
                note(synonym.people_type, synonym.look_for, "")
        if isinstance(record, Tombstone) or not scope.covers(entry):
            continue
        address = f"{entry.docname}.html"
        texts.append(entry.title)
        others: Values = ()
        if isinstance(record, Theme | Agency | Policy):
            others = (entry.title, *record.other_names)
        elif isinstance(record, Partnership):
            others = (entry.title, record.short_title, *(former.name for former in record.former_names))
        for name in others:
            note(name, entry.title, address, numbers[address])
    words = sorted({word for text in texts for word in _WORD.findall(text.casefold())})
    return {"version": VERSION, "release": release, "words": words, "names": dict(sorted(names.items()))}
