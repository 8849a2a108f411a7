"""The words of a page for the search: those of its entry, never those of the page as it was built.

So a page is found by what an editor wrote on it, and not by what the site puts around it: navigation, lists made of
other pages, names of files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefings.model.inline import plain
from briefings.model.schema import Page, Policy
from briefings.model.selection import Tombstone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefings.model.entry import DocEntry
    from briefings.model.library import Library
    from briefings.model.schema import Accessibility, Briefing

_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?:\.\d+)+(?![\w])")
"""A number with dots, such as 1.6: the number of a recommendation or of a paragraph."""
_ENDS: Final = (".", "?", "!", ":", ";", "…", ",")
_AROUND: Final = ".,;:!?()[]\"'“”‘’…"
"""What stands around a word and is no part of it."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page.

    Attributes:
        own: its summary and its own text, without what has a record of its own.
        items: the text of its items, recommendations and audits, which have.
    """

    own: str
    items: str = ""

    def words_of_items(self, besides: str = "") -> str:
        """The words of its items that neither its own text nor another one says, once each, A to Z."""
        said = set(f"{self.own} {besides}".casefold().split())
        new = (word.strip(_AROUND) for word in dict.fromkeys(self.items.split()) if word.casefold() not in said)
        return " ".join(sorted({word.casefold() for word in new} - said)).strip()


def text_of(library: Library, entry: DocEntry, items: Iterable[str] = ()) -> PageText:
    """The words of a page.

    Args:
        library: gives the titles of what the page mentions.
        entry: the page.
        items: the texts of what has a record of its own on it.
    """
    passages = (*_of_record(entry), *(plain(runs, library.title_of) for runs in entry.prose))
    return PageText(" ".join(_ended(" ".join(text.split())) for text in passages if text.strip()), " ".join(items))


def told_by(briefing: Briefing) -> Iterator[str]:
    """What the front matter of a briefing says and no record of its own has: evidence, counts, promises, its source."""
    source = briefing.source
    yield from (briefing.published_note or "", source.title if source else "", (source and source.publisher) or "")
    for recommendation in briefing.recommendations:
        for update in recommendation.updates:
            yield from (update.status, *update.evidence)
    for audit in briefing.audits:
        yield from (audit.title, audit.differs or "", audit.next.what if audit.next else "")
        yield from (measure.what for measure in audit.measures)
        yield from (group.name for sample in audit.sample for group in sample.groups)


def number_words(text: str) -> str:
    """For each number with dots in a text a word that stands for it, because an index has no dots: ``n1d6z`` for 1.6.

    The search page makes the same word of a number that somebody looks for. It ends with a letter, so that 1.6 does not
    begin 1.61.
    """
    return " ".join(dict.fromkeys(f"n{number.replace('.', 'd')}z" for number in _NUMBER.findall(text)))


def _of_record(entry: DocEntry) -> Iterator[str]:
    """What the front matter of a page says in sentences."""
    record = entry.record
    if isinstance(record, Tombstone):
        return
    yield getattr(record, "summary", None) or ""
    if isinstance(record, Page):
        yield from (f"{term.term}: {term.means}. {term.explained or ''}" for term in record.terms)
        yield from record.standing_questions
        if record.accessibility:
            yield from _of_statement(record.accessibility)
    elif isinstance(record, Policy):
        yield from (change.what for change in record.changes)


def _of_statement(statement: Accessibility) -> Iterator[str]:
    yield from statement.how
    for issue in statement.known_issues:
        yield from (issue.what, issue.instead or "")
    yield statement.contact


def _ended(text: str) -> str:
    """A passage with something at its end, so that an excerpt does not run on from a heading into a sentence."""
    return text if text.endswith(_ENDS) else f"{text}."
