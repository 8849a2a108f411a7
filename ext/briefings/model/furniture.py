"""What came along from a web page or a table: furniture in place of a title, a year in place of a number."""

from __future__ import annotations

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
    }
)
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
    }
)


def check_furniture(record: Record | None, front: FrontMatter, path: str) -> Iterator[Problem]:
    """Titles and recommendations that are furniture, and samples that have the size of a year of their audit."""
    if not isinstance(record, Briefing):
        return
    if _is_one(record.title, _OF_A_WEB_PAGE | {"rag", "rag rating"}):
        yield _furniture("the title", record.title, front.line_of(("title",)), path)
    for number, recommendation in enumerate(record.recommendations):
        if _is_one(recommendation.text, _OF_A_WEB_PAGE | _OF_A_TABLE):
            line = front.line_of(("recommendations", number, "text"))
            yield _furniture(f"recommendation {recommendation.id}", recommendation.text, line, path)
    for number, audit in enumerate(record.audits):
        years = range(audit.held.start.year, audit.held.end.year + 1)
        for sample in audit.sample:
            if sample.size in years or (sample.size >= 1900 and str(sample.size) in audit.title):
                message = f"the sample of audit '{audit.id}' has the size of its year, {sample.size}; correct it"
                yield Problem(path, front.line_of(("audits", number, "sample")), Code.YEAR_AS_NUMBER, message)


def _is_one(text: str, furniture: frozenset[str]) -> bool:
    return " ".join(text.casefold().split()).strip(".:") in furniture


def _furniture(what: str, text: str, line: int, path: str) -> Problem:
    message = f"{what} is '{shown(text)}', which belongs to a web page or the head of a table; write what is meant"
    return Problem(path, line, Code.FURNITURE, message)
