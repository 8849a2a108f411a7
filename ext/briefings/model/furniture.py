"""What came along from a web page or a table: furniture in place of a title, a year in place of a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefings.model.problems import Code, Problem, shown
from briefings.model.schema import Briefing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.frontmatter import FrontMatter
    from briefings.model.schema import Record

_OF_A_WEB_PAGE: Final = frozenset(
    {
        "skip to content",
        "skip to main content",
        "skip to navigation",
        "back to top",
        "cookies",
        "accept cookies",
        "accept all cookies",
        "cookie settings",
        "menu",
        "main menu",
        "read more",
        "share this page",
        "print this page",
        "log in",
        "sign in",
        "you are here",
        "click here",
        "cookie policy",
        "contents",
        "table of contents",
        "on this page",
        "related links",
        "related pages",
        "skip navigation",
        "search this site",
        "home",
        "search",
        "subscribe",
        "next page",
        "previous page",
        "untitled",
    }
)
_NUMBERED: Final = re.compile(
    r"(?:page|figure|table|slide|document|appendix|annex) ?[\da-z]?\d*(?: of \d+)?|microsoft \w+ - .*"
)
"""What a program prints, or names a file after."""
_OF_A_TABLE: Final = frozenset(
    {
        "rag",
        "rag rating",
        "rag status",
        "brag",
        "status",
        "lead",
        "lead agency",
        "lead officer",
        "owner",
        "action",
        "recommendation",
        "target date",
        "due date",
        "timescale",
        "progress",
        "comments",
        "evidence",
        "r/a/g",
        "brag rating",
        "by when",
        "by whom",
        "who",
        "what",
        "when",
        "how",
        "timescales",
        "responsible",
        "responsible lead",
        "responsibility",
        "due",
        "target",
        "outcome",
        "outcomes",
        "impact",
        "no",
        "ref",
        "reference",
        "action required",
        "actions",
        "recommendations",
        "agency",
        "complete",
        "completed",
        "update",
        "n/a",
        "tbc",
        "none",
    }
)
_SAID_OF_NOTHING: Final = re.compile(r"[\W\d_]*")


_MAY_BE_HEADINGS: Final = frozenset({"contents", "home", "search", "related links", "related pages"})
_FIRST_YEAR: Final = 1900


def check_furniture(record: Record | None, front: FrontMatter, path: str) -> Iterator[Problem]:
    """Titles and recommendations that are furniture, and samples that have the size of a year of their audit."""
    if not isinstance(record, Briefing):
        return
    if _is_one(record.title, _OF_A_WEB_PAGE | {"rag", "rag rating"}) or _NUMBERED.fullmatch(_plain(record.title)):
        yield _furniture("the title", record.title, front.line_of(("title",)), path)
    for number, recommendation in enumerate(record.recommendations):
        text = recommendation.text
        if _is_one(text, _OF_A_WEB_PAGE | _OF_A_TABLE) or _SAID_OF_NOTHING.fullmatch(text):
            line = front.line_of(("recommendations", number, "text"))
            yield _furniture(f"recommendation {recommendation.id}", recommendation.text, line, path)
    for number, audit in enumerate(record.audits):
        years = range(audit.held.start.year, audit.held.end.year + 1)
        for sample in audit.sample:
            if sample.size in years or (sample.size >= _FIRST_YEAR and str(sample.size) in audit.title):
                message = f"the sample of audit '{audit.id}' has the size of its year, {sample.size}; correct it"
                yield Problem(path, front.line_of(("audits", number, "sample")), Code.YEAR_AS_NUMBER, message)
        for place, measure in enumerate(audit.measures):
            if measure.of in years and measure.of >= _FIRST_YEAR:
                message = f"a measure of audit '{audit.id}' is out of {measure.of}, its year; correct it"
                yield Problem(path, front.line_of(("audits", number, "measures", place)), Code.YEAR_AS_NUMBER, message)


def furniture_of_a_heading(text: str) -> str:
    """What to say of a heading that came from a web page or a table, or nothing."""
    if not _is_one(text, (_OF_A_WEB_PAGE - _MAY_BE_HEADINGS) | {"rag", "rag rating", "rag status"}):
        return ""
    return (
        f"the heading '{shown(text)}' belongs to a web page or the head of a table; delete it, or write what is meant"
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(".:")


def _is_one(text: str, furniture: frozenset[str]) -> bool:
    return _plain(text) in furniture


def _furniture(what: str, text: str, line: int, path: str) -> Problem:
    message = f"{what} is '{shown(text)}', which belongs to a web page or the head of a table; write what is meant"
    return Problem(path, line, Code.FURNITURE, message)
