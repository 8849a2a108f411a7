"""From the bytes of a report to a draft, with an account of every sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from briefings.importing.accounting import missing
from briefings.importing.audits import propose_audits
from briefings.importing.draft import write_draft
from briefings.importing.furniture import without_furniture
from briefings.importing.office import read_office
from briefings.importing.outline import outline
from briefings.importing.pdf import read_pdf
from briefings.importing.people import hide_people, without_people
from briefings.importing.pieces import Hint
from briefings.importing.plain import read_text
from briefings.importing.reading import Reading
from briefings.importing.refusals import ImportRefused, kind_of_office, refuse_by_name, refuse_language
from briefings.importing.report import Report
from briefings.importing.tables import TableReader
from briefings.importing.titles import Fallback
from briefings.importing.word import read_word
from briefings.model.hints import HINT

if TYPE_CHECKING:
    from datetime import date

    from briefings.importing.pieces import Line, Source
    from briefings.importing.tables import Tables
    from briefings.importing.terms import Terms

_UNPLACED = "sentences that found no place"


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft.

    Attributes:
        slug: the name proposed for its file.
        text: the file.
        report: what was done, what was unsure, what was left out.
    """

    slug: str
    text: str
    report: Report


def import_document(data: bytes, name: str, *, terms: Terms, as_of: date, partnership: str = "") -> Imported:
    """Make a draft of a report.

    Args:
        data: the file.
        name: its name; the ending says what it is.
        terms: the themes, agencies and partnerships of the site.
        as_of: today, for the date of the next review.
        partnership: its slug, when it is known.

    Raises:
        ImportRefused: with a sentence that says what to do instead.
    """
    source = read_source(data, name)
    refuse_language(" ".join(text for line in source.lines for text in line.texts))
    report = Report(list(source.did), list(source.doubts), list(source.left_out))
    lines = _without_tables(without_people(without_furniture(source.lines, report), report), report, terms)
    publishers = frozenset(one.casefold() for names in terms.partnerships.values() for one in names)
    found = outline(lines.lines, report, Fallback(source.title, name, publishers))
    audits = propose_audits(found, lines.tables, terms, report)
    draft = write_draft(Reading(found, lines.tables, audits, terms, report, as_of, partnership))
    all_text = (text for line in source.lines for text in line.texts)
    kept = HINT.sub(" ", draft.text)  # a hint may quote the source; that keeps nothing
    for sentence in missing(all_text, kept, *(text for _, text in report.left_out)):
        report.leave_out(_UNPLACED, sentence)
    hide_people(report)
    return Imported(draft.slug, draft.text, report)


@dataclass(frozen=True, slots=True)
class _Lines:
    lines: list[Line]
    tables: Tables


def _without_tables(lines: list[Line], report: Report, terms: Terms) -> _Lines:
    """The lines with what became of tables in their place, and what the tables gave."""
    tables = TableReader(report, terms)
    rest: list[Line] = []
    for is_row, group in groupby(lines, key=lambda line: line.hint is Hint.ROW):
        together = list(group)
        rest += tables.read(together) if is_row else together
    if tables.joined:
        report.did(f"joined rows that were split over pages: {', '.join(tables.joined)}")
    return _Lines(rest, tables.tables)


def read_source(data: bytes, name: str) -> Source:
    """The lines of a file, by its kind.

    Raises:
        ImportRefused: with a sentence that says what to do instead.
    """
    refuse_by_name(name, data)
    if kind := kind_of_office(name, data):
        return read_office(data, kind)
    if data.startswith(b"%PDF") or name.lower().endswith(".pdf"):
        return read_pdf(data)
    if data.startswith(b"PK") or name.lower().endswith(".docx"):
        return read_word(data)
    try:
        return read_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ImportRefused("this is no text, Word or PDF file; check that it is the right one")
    return read_text(text)
