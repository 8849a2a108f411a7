"""The table of recommendations for spreadsheets: names beside slugs, lists joined, addresses that can be opened."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from briefings.model.rows import held_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.library import FoundRecommendation, Library
    from briefings.outputs.site import SiteFacts

NAME: Final = "data/recommendations.csv"
COLUMNS: Final = (
    "briefing",
    "briefing_title",
    "id",
    "number",
    "partnership",
    "partnership_name",
    "audit",
    "audit_title",
    "audit_held",
    "text",
    "owner",
    "owner_name",
    "agencies",
    "agency_names",
    "themes",
    "theme_names",
    "due",
    "overdue",
    "printed_status",
    "status",
    "status_name",
    "our_reading",
    "updated",
    "evidence",
    "inferred",
    "recurs",
    "found_again",
    "address",
)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def head() -> str:
    """The names of the columns, after the mark by which Excel knows UTF-8."""
    return "\ufeff" + _as_csv([COLUMNS])


def rows_of(library: Library, site: SiteFacts, pairs: Iterable[tuple[FoundRecommendation, dict[str, Any]]]) -> str:
    """Rows of recommendations.

    Args:
        library: gives names for slugs, and says what is overdue.
        site: its address; without one, addresses begin at the root of the site.
        pairs: recommendations, each with its row of ``recommendations.json``.
    """
    return _as_csv([_cell(value) for value in _values(library, site, found, row)] for found, row in pairs)


def _values(library: Library, site: SiteFacts, found: FoundRecommendation, row: dict[str, Any]) -> list[Any]:
    one, latest, audit = found.recommendation, found.latest, found.audit
    more: dict[str, Any] = {
        "briefing_title": found.entry.title,
        "partnership_name": library.partnership_title(found.briefing.partnership),
        "audit_title": audit.title if audit else "",
        "audit_held": held_words(audit) if audit else "",
        "owner_name": library.title_of("owner", one.owner) if one.owner else "",
        "agency_names": [library.title_of("agency", slug) for slug in one.agencies],
        "theme_names": [library.title_of("theme", slug) for slug in found.themes],
        "overdue": found.is_overdue(library.as_of),
        "status_name": found.status.label,
        "updated": latest.on if latest else "",
        "evidence": list(latest.evidence) if latest else [],
        "inferred": [*one.inferred, *(f"update {key}" for key in (latest.inferred if latest else ()))],
        "address": site.address(row["address"]),
    }
    return [(row | more)[column] for column in COLUMNS]


def _cell(value: Any) -> str:
    """A value as text, and none that a spreadsheet would take for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(value) if isinstance(value, list) else str(value if value is not None else "")
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _as_csv(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
