"""The row of an accessibility statement: when and how the site was tested, and what is known not to work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.model.rows.shared import Found, made

if TYPE_CHECKING:
    from briefings.model.entry import Query
    from briefings.model.views import Views


@dataclass(frozen=True, slots=True)
class StatementRow:
    """An accessibility statement; each known issue is what it is, what to do instead, and by when it is mended."""

    tested: str
    is_old: bool
    how: tuple[str, ...]
    issues: tuple[tuple[str, str, str], ...]
    contact: str
    contact_url: str


def statement(views: Views, query: Query) -> Found:
    """The statement of the site, when a page has what it is made of."""
    library = views.library
    if not library.accessibility:
        return made([])
    _, said = library.accessibility
    issues = tuple(
        (issue.what, issue.instead or "", issue.mended_by.words if issue.mended_by else "")
        for issue in said.known_issues
    )
    row = StatementRow(
        tested=said.tested.words,
        is_old=library.test_is_old(said),
        how=said.how,
        issues=issues,
        contact=said.contact,
        contact_url=said.contact_url or "",
    )
    return made([row])
