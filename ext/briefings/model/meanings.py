"""Content that is valid and yet says nothing, or two things: an empty digest, an abbreviation with two meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefings.model.entry import Query
from briefings.model.problems import Code, Problem, shown
from briefings.model.schema import Page
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.library import Library


def check_meaning(library: Library, content: str) -> Iterator[Problem]:
    """Every page of text that says nothing, or says two things of one word.

    Args:
        library: all pages that were read without an error.
        content: the name of the content folder, for messages.
    """
    meanings: dict[str, tuple[str, str]] = {}
    for entry in library.of_kind(Kind.PAGE):
        record, path = entry.record, f"{content}/{entry.docname}.md"
        if not isinstance(record, Page):
            continue
        for number, term in enumerate(record.terms, 1):
            means, place = meanings.setdefault(term.term.casefold(), (term.means, path))
            if (means, place) == (term.means, path) and _is_first(record, number):
                continue
            where = "above" if place == path else f"in {place}"
            message = (
                f"entry {number} of 'terms' explains '{shown(term.term)}', which is explained {where} as "
                f"'{shown(means)}'; keep one of the two"
            )
            yield Problem(path, 0, Code.DUPLICATE_ENTRY, message)
        if record.digest:
            yield from _empty_digest(library, record, path)


def _is_first(record: Page, number: int) -> bool:
    term = record.terms[number - 1].term.casefold()
    return all(one.term.casefold() != term for one in record.terms[: number - 1])


def _empty_digest(library: Library, record: Page, path: str) -> Iterator[Problem]:
    """A digest that gathers nothing: its period or its partnership is not what was meant."""
    assert record.digest
    slug, period = record.digest.partnership, record.digest.period
    query = Query(partnership=slug, since=period.start, until=period.end)
    if library.find(Kind.PARTNERSHIP, slug) is None or library.refused:
        return  # told elsewhere; and what is refused may belong to it
    if not library.select_briefings(query) and not library.select_audits(query):
        message = (
            f"no briefing and no audit of {slug} is of {period.words}: the digest would be empty; correct its "
            "'period', or delete the page"
        )
        yield Problem(path, 0, Code.BAD_PERIOD, message)
