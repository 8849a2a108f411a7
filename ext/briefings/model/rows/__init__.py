"""The rows of listings: every word that a page shows of something that stands elsewhere.

A page is written again when its rows change, and rendering reads nothing else; so what a page shows and what makes it
stale cannot drift apart. `SELECTORS` says, for each kind of listing, which rows it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefings.model.rows import (
    audits,
    briefings,
    items,
    meetings,
    people,
    policies,
    procedures,
    recommendations,
    returns,
    themes,
)
from briefings.model.rows.audits import AuditRow, ChainRow, ComparisonRow, Share, audit_row, differs_words
from briefings.model.rows.briefings import BriefingRow, briefing_row
from briefings.model.rows.items import ItemRow, StandingRow, item_row
from briefings.model.rows.meetings import PackRow, UseRow
from briefings.model.rows.people import AgencyRow, PartnershipRow, TermRow
from briefings.model.rows.policies import ChangeRow, PolicyRow, policy_row
from briefings.model.rows.procedures import GapRow, ProcedureRow
from briefings.model.rows.recommendations import (
    BarRow,
    HygieneRow,
    RecommendationRow,
    UpdateLine,
    recommendation_row,
)
from briefings.model.rows.returns import ReturnRow, ReturnSide, sides_of
from briefings.model.rows.samples import SampleRow, samples
from briefings.model.rows.shared import Cell, Found, faces_of, held_words, sample_words, stands_words
from briefings.model.rows.statement import StatementRow, statement
from briefings.model.rows.themes import GridRow, PlacesRow, ThemeRow, TogetherRow, theme_row
from briefings.model.vocabulary import ListingKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefings.model.entry import Query
    from briefings.model.views import Views

Row = (
    ItemRow
    | StandingRow
    | BriefingRow
    | RecommendationRow
    | BarRow
    | PlacesRow
    | ReturnRow
    | HygieneRow
    | AuditRow
    | ChainRow
    | ComparisonRow
    | PolicyRow
    | ChangeRow
    | ProcedureRow
    | GapRow
    | ThemeRow
    | GridRow
    | TogetherRow
    | AgencyRow
    | PartnershipRow
    | TermRow
    | PackRow
    | UseRow
    | StatementRow
    | SampleRow
)

SELECTORS: Final[dict[ListingKind, Callable[[Views, Query], Found]]] = {
    ListingKind.BRIEFINGS: briefings.briefings,
    ListingKind.ITEMS: items.items,
    ListingKind.QUESTION_BANK: items.question_bank,
    ListingKind.MEETING_QUESTION: items.meeting_question,
    ListingKind.STANDING_QUESTIONS: items.standing_questions,
    ListingKind.RECOMMENDATIONS: recommendations.recommendations,
    ListingKind.TRACKER: recommendations.recommendations,
    ListingKind.RECOMMENDATION_SUMMARY: recommendations.summary,
    ListingKind.FOUND_IN_MANY_PLACES: themes.found_in_many_places,
    ListingKind.FOUND_AGAIN: returns.found_again,
    ListingKind.HYGIENE: recommendations.hygiene,
    ListingKind.AUDITS: audits.audits,
    ListingKind.AUDIT_CHAINS: audits.chains,
    ListingKind.BEFORE_AND_AFTER: audits.comparisons,
    ListingKind.POLICIES: policies.policies,
    ListingKind.POLICY_NAMES: policies.policies,
    ListingKind.POLICY_REGISTER: policies.register,
    ListingKind.POLICY_CHANGES: policies.changes,
    ListingKind.PROCEDURES: procedures.procedures,
    ListingKind.ADDRESS_GAPS: procedures.gaps,
    ListingKind.THEMES: themes.themes,
    ListingKind.THEME_MATRIX: themes.matrix,
    ListingKind.THEME_YEARS: themes.strip,
    ListingKind.FOUND_TOGETHER: themes.together,
    ListingKind.AGENCIES: people.agencies,
    ListingKind.PARTNERSHIPS: people.partnerships,
    ListingKind.GLOSSARY: people.glossary,
    ListingKind.PACKS: meetings.packs,
    ListingKind.USE: meetings.uses,
    ListingKind.ACCESSIBILITY: statement,
    ListingKind.COMPONENTS: samples,
}

__all__ = [
    "SELECTORS",
    "AgencyRow",
    "AuditRow",
    "BarRow",
    "BriefingRow",
    "Cell",
    "ChainRow",
    "ChangeRow",
    "ComparisonRow",
    "Found",
    "GapRow",
    "GridRow",
    "HygieneRow",
    "ItemRow",
    "PackRow",
    "PartnershipRow",
    "PlacesRow",
    "PolicyRow",
    "ProcedureRow",
    "RecommendationRow",
    "ReturnRow",
    "ReturnSide",
    "Row",
    "SampleRow",
    "Share",
    "StandingRow",
    "StatementRow",
    "TermRow",
    "ThemeRow",
    "TogetherRow",
    "UpdateLine",
    "UseRow",
    "audit_row",
    "briefing_row",
    "differs_words",
    "faces_of",
    "held_words",
    "item_row",
    "policy_row",
    "recommendation_row",
    "sample_words",
    "sides_of",
    "stands_words",
    "theme_row",
]
