"""What was found in a report before its draft is written, and what every part of the draft needs of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefings.importing.terms import found_in, most
from briefings.model.writing import Noted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefings.importing.audits import Audit
    from briefings.importing.outline import Outline
    from briefings.importing.report import Report
    from briefings.importing.tables import Tables
    from briefings.importing.terms import Terms
    from briefings.model.writing import Data


@dataclass(slots=True)
class Reading:
    """A report as it was understood.

    Attributes:
        outline: its title and sections.
        tables: what its tables gave.
        audits: the audits proposed.
        terms: the names of the site's themes, agencies and partnerships.
        report: what was done, guessed and left out.
        as_of: today.
        partnership: its slug when it is known, or "".
        themes: those of the briefing, the most likely first.
    """

    outline: Outline
    tables: Tables
    audits: list[Audit]
    terms: Terms
    report: Report
    as_of: date
    partnership: str = ""
    themes: tuple[str, ...] = field(default=())

    def texts(self) -> Iterator[str]:
        """All its text, without headings."""
        for section in self.outline.sections:
            for line in section.lines:
                yield line.text
        for one in self.tables.recommendations:
            yield f"{one.text} {' '.join(one.evidence)}"

    @property
    def headings(self) -> str:
        """Its title and headings, one a line."""
        return "\n".join([self.outline.title, *(section.heading for section in self.outline.sections)])

    @property
    def everything(self) -> str:
        """Its headings and text."""
        return "\n".join([self.headings, *self.texts()])

    def themes_in(self, text: str, limit: int) -> tuple[str, ...]:
        """The themes named most in a text."""
        return most(found_in(text, self.terms.themes), limit)


def noted(data: Data, hint: str) -> Data:
    """A value with its hint, or by itself when there is none."""
    return Noted(data, hint) if hint and data else data
