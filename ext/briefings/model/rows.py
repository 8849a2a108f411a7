"""The rows of listings: every word that a page shows of something that stands elsewhere.

A page is written again when its rows change, and rendering reads nothing else; so what a page shows and what makes it
stale cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.model.faces import Face
from briefings.model.inline import roles_in
from briefings.model.schema import Audit, Briefing, Policy, Recommendation, Sample, Theme
from briefings.model.vocabulary import BlockKind, Kind, Origin, Status, count_of

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry
    from briefings.model.inline import Runs
    from briefings.model.library import FoundAudit, FoundItem, FoundRecommendation, Library


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item away from home; `source` names its briefing, `faces` all that its text mentions."""

    kind: BlockKind
    runs: Runs
    faces: tuple[Face | None, ...]
    source: Face
    partnership: str
    when: str
    agencies: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A briefing in a list."""

    face: Face
    partnership: str
    published: str
    summary: str
    themes: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation in a table."""

    face: Face
    id: str
    text: str
    owner: Face | None
    status: Status
    printed_orange: bool
    updated: str
    due: str
    overdue: bool
    evidence: tuple[str, ...]
    steps: tuple[str, ...]
    audit: str
    briefing: str
    partnership: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An audit in a table."""

    face: Face
    method: str
    held: str
    sample: str
    took_part: tuple[Face, ...]
    results: tuple[str, ...]
    follows: tuple[Face, ...]
    promised: str
    briefing: str
    partnership: str


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy in a list, with its state."""

    face: Face
    kind: str
    owner: str
    issued: str
    summary: str
    briefings: int


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme in the index, with how often it came up."""

    face: Face
    summary: str
    other_names: tuple[str, ...]
    parent: str
    briefings: int
    partnerships: int
    years: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A theme by year: how many findings; `years` is the same in each row of a matrix."""

    face: Face
    years: tuple[int, ...]
    counts: tuple[int, ...]


Row = ItemRow | BriefingRow | RecommendationRow | AuditRow | PolicyRow | ThemeRow | MatrixRow


def item_row(library: Library, found: FoundItem) -> ItemRow:
    """The row of an item."""
    return ItemRow(
        kind=found.block.kind,
        runs=found.item.runs,
        faces=tuple(library.face(what, target) for what, target in roles_in(found.item.runs)),
        source=Face(found.entry.title, found.entry.docname, found.item.id),
        partnership=library.partnership_title(found.briefing.partnership),
        when=found.when.words,
        agencies=tuple(library.title_of("agency", slug) for slug in found.block.agencies),
        origin=found.block.origin,
    )


def briefing_row(library: Library, entry: DocEntry) -> BriefingRow:
    """The row of a briefing."""
    record = entry.record
    assert isinstance(record, Briefing)
    return BriefingRow(
        face=Face(entry.title, entry.docname),
        partnership=library.partnership_title(record.partnership),
        published=record.published.words,
        summary=record.summary,
        themes=faces_of(library, "theme", record.themes),
    )


def recommendation_row(library: Library, found: FoundRecommendation) -> RecommendationRow:
    """The row of a recommendation, as of the library's date."""
    one: Recommendation = found.recommendation
    latest = one.latest
    audit = library.audit_of_key.get(f"{found.entry.slug}/{one.audit}")
    return RecommendationRow(
        face=Face(f"Recommendation {one.id}", found.entry.docname, one.anchor),
        id=one.id,
        text=one.text,
        owner=library.face("owner", one.owner) if one.owner else None,
        status=one.status,
        printed_orange=bool(latest and latest.printed_orange),
        updated=latest.on.words if latest else "",
        due=one.due.words if one.due else "",
        overdue=one.status is not Status.GREEN and one.due is not None and one.due.end.last < library.as_of,
        evidence=latest.evidence if latest else (),
        steps=tuple(step.what for step in one.steps),
        audit=audit.audit.title if audit else "",
        briefing=found.entry.title,
        partnership=library.partnership_title(found.briefing.partnership),
    )


def audit_row(library: Library, found: FoundAudit) -> AuditRow:
    """The row of an audit."""
    audit: Audit = found.audit
    return AuditRow(
        face=Face(audit.title, found.entry.docname, audit.anchor),
        method=audit.method.label,
        held=audit.held.words,
        sample="; ".join(sample_words(sample) for sample in audit.sample),
        took_part=faces_of(library, "agency", audit.took_part),
        results=_results(audit),
        follows=faces_of(library, "audit", audit.follows),
        promised=f"{audit.next.what} ({audit.next.due.words})" if audit.next else "",
        briefing=found.entry.title,
        partnership=library.partnership_title(found.briefing.partnership),
    )


def policy_row(library: Library, entry: DocEntry) -> PolicyRow:
    """The row of a policy."""
    policy = entry.record
    assert isinstance(policy, Policy)
    return PolicyRow(
        face=Face(entry.title, entry.docname, states=library.states_of(entry)),
        kind=policy.kind.label,
        owner=policy.owner,
        issued=policy.issued.words if policy.issued else "",
        summary=policy.summary,
        briefings=len(library.briefings_of_policy.get(entry.slug, ())),
    )


def theme_row(library: Library, entry: DocEntry) -> ThemeRow:
    """The row of a theme."""
    theme = entry.record
    assert isinstance(theme, Theme)
    slugs = library.below(Kind.THEME, entry.slug)
    raised = [one for one in library.briefings if not slugs.isdisjoint(library.themes_of[one.docname])]
    years = sorted(year for slug in slugs for year in library.years_of_theme.get(slug, ()))
    return ThemeRow(
        face=Face(entry.title, entry.docname),
        summary=theme.summary,
        other_names=theme.other_names,
        parent=library.title_of("theme", theme.parent) if theme.parent else "",
        briefings=len(raised),
        partnerships=len({one.record.partnership for one in raised if isinstance(one.record, Briefing)}),
        years=f"{years[0]} to {years[-1]}" if years and years[0] != years[-1] else str(years[0]) if years else "",
    )


def matrix_rows(library: Library, themes: list[DocEntry], counted: list[FoundItem]) -> list[MatrixRow]:
    """One row for each theme, over all years in which anything was found."""
    years = tuple(sorted({found.when.end.year for found in counted}))
    rows = []
    for entry in themes:
        slugs = library.below(Kind.THEME, entry.slug)
        mine = [found.when.end.year for found in counted if not slugs.isdisjoint(found.block.themes)]
        rows.append(MatrixRow(Face(entry.title, entry.docname), years, tuple(mine.count(year) for year in years)))
    return rows


def faces_of(library: Library, what: str, targets: tuple[str, ...]) -> tuple[Face, ...]:
    """The faces of those targets that exist."""
    return tuple(face for target in targets if (face := library.face(what, target)))


def sample_words(sample: Sample) -> str:
    """A sample in words: ``7 children (2 early help, 5 child in need), 6 discussed``."""
    text = count_of(sample.size, sample.unit)
    if sample.groups:
        text += (
            " (" + ", ".join(f"{group.size} {group.name[0].lower()}{group.name[1:]}" for group in sample.groups) + ")"
        )
    if sample.discussed is not None:
        text += f", {sample.discussed} discussed"
    return text


def _results(audit: Audit) -> tuple[str, ...]:
    grades = tuple(f"{number} {grade.value.replace('-', ' ')}" for grade, number in audit.grades.items())
    measures = tuple(f"{measure.what}: {measure.met} of {measure.of}" for measure in audit.measures)
    return ((", ".join(grades),) if grades else ()) + measures
