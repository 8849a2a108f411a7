"""Rows of recommendations: the tracker, its counts, what came back, and what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.faces import Face
from briefings.model.facets import by_owner, owner_facet, owners_of
from briefings.model.rows.returns import sides_of
from briefings.model.rows.shared import Found, made, updated_on
from briefings.model.similar import near_pairs
from briefings.model.statuses import reading_of, title_of
from briefings.model.vocabulary import InferredOfRecommendation, ListingKind, Status, as_read

if TYPE_CHECKING:
    from briefings.model.entry import Query
    from briefings.model.library import FoundRecommendation, Library
    from briefings.model.rows.returns import ReturnSide
    from briefings.model.statuses import Reading
    from briefings.model.views import Views

SAME: Final = 0.7
"""How alike two recommendations are (shared words) to count as the same one made twice."""


class UpdateLine(NamedTuple):
    """Where a recommendation stood on a date."""

    on: str
    reading: Reading
    evidence: tuple[str, ...]


class RecommendationRow(NamedTuple):
    """A recommendation in a table.

    `history` is its updates, the newest first; `due_on` is for sorting; `inferred` is what the source does not print.
    """

    face: Face
    id: str
    text: str
    owner: Face | None
    agencies: tuple[Face, ...]
    themes: tuple[Face, ...]
    reading: Reading
    due: str
    due_on: str
    overdue: bool
    quiet: bool
    history: tuple[UpdateLine, ...]
    steps: tuple[str, ...]
    answers: tuple[Face, ...]
    audit: str
    briefing: str
    partnership: str
    inferred: tuple[InferredOfRecommendation, ...] = ()
    returns: tuple[ReturnSide, ...] = ()

    @property
    def status(self) -> Status:
        """Where it stands, as we read it."""
        return self.reading.status


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar of a chart: `count` of `total`; `name` is for its style, `face` leads to what it counts."""

    group: str
    label: str
    name: str
    count: int
    total: int
    face: Face | None


@dataclass(frozen=True, slots=True)
class HygieneRow:
    """Something that the record of a recommendation lacks; `other` is its double when it was made twice."""

    problem: str
    face: Face
    text: str
    briefing: str
    other: Face | None = None
    other_text: str = ""
    other_briefing: str = ""


def recommendation_row(library: Library, found: FoundRecommendation, *, at_home: bool = True) -> RecommendationRow:
    """The row of a recommendation, as of the library's date.

    Args:
        library: all public pages.
        found: the recommendation.
        at_home: whether it is for the page of its own briefing, which alone says what it answers, from which audit it
            came, its parts and where it stood before.
    """
    one = found.recommendation
    audit = library.audit_of_key.get(f"{found.entry.slug}/{one.audit}")
    history = sorted(one.updates, key=lambda update: update.on.last, reverse=True)
    scale = library.scale(found.briefing.partnership)
    answers = [library.face("item", f"{found.entry.slug}/{item}") for item in one.addresses] if at_home else []
    return RecommendationRow(
        face=Face(f"Recommendation {one.id}", found.entry.docname, one.anchor),
        id=one.id,
        text=one.text,
        owner=library.face("owner", one.owner) if one.owner else None,
        agencies=tuple(face for slug in one.agencies if (face := library.face("agency", slug))),
        themes=tuple(face for slug in found.themes if (face := library.face("theme", slug))),
        reading=found.reading,
        due=as_read(one.due.words, inferred=InferredOfRecommendation.DUE in one.inferred) if one.due else "",
        due_on=str(one.due.end.last) if one.due else "",
        overdue=found.is_overdue(library.as_of),
        quiet=found.is_quiet(library.as_of),
        history=tuple(
            UpdateLine(updated_on(update), reading_of(update, scale), update.evidence)
            for update in (history if at_home else history[:1])
        ),
        steps=tuple(_step(step.what, step.done, step.due) for step in one.steps) if at_home else (),
        answers=tuple(face for face in answers if face),
        audit=as_read(audit.audit.title, inferred=InferredOfRecommendation.AUDIT in one.inferred)
        if audit and at_home
        else "",
        briefing=found.entry.title,
        partnership=library.partnership_title(found.briefing.partnership),
        inferred=one.inferred,
        returns=sides_of(library, found.key) if library.returns_of else (),
    )


def _step(what: str, done: object, due: object) -> str:
    words = f"done {done.words}" if hasattr(done, "words") else f"due {due.words}" if hasattr(due, "words") else ""
    return f"{what} ({words})" if words else what


def recommendations(views: Views, query: Query) -> Found:
    """The recommendations that a query asks for."""
    library = views.library
    at_home = bool(query.briefing)
    return Found(
        library.select_recommendations(query),
        lambda one: recommendation_row(library, one, at_home=at_home),
        "recommendation at home" if at_home else "recommendation",
        "key",
        "entry.docname",
    )


def summary(views: Views, query: Query) -> Found:
    """Counts by status, owner and audit, to be drawn as bars."""
    library = views.library
    found = library.select_recommendations(query)
    total = len(found)
    if not total:
        return made([])
    rows = []
    by_status = Counter(one.status for one in found)
    readings = {one.reading for one in found}
    for status in Status:
        face = views.facet(ListingKind.TRACKER, f"status-{status.value}")
        label = title_of(status, readings)
        rows.append(BarRow("By status", label, f"status-{status.value}", by_status[status], total, face))
    overdue = sum(one.is_overdue(library.as_of) for one in found)
    face = views.facet(ListingKind.TRACKER, "status-overdue")
    rows.append(BarRow("By status", "Overdue", "overdue", overdue, total, face))
    for (owner, inferred), count in sorted(owners_of(found).items(), key=lambda pair: (pair[0][1], -pair[1], pair[0])):
        label = library.title_of("owner", owner) if owner else "No owner"
        face = views.facet(ListingKind.TRACKER, owner_facet(owner, inferred=inferred)) if owner else None
        rows.append(BarRow(by_owner(inferred=inferred), label, "owner", count, total, face))
    audits = Counter(f"{one.entry.slug}/{one.recommendation.audit}" for one in found if one.recommendation.audit)
    for key, count in sorted(audits.items(), key=lambda pair: (-pair[1], pair[0]))[:20]:
        audit_face = library.face("audit", key)
        if audit_face:
            rows.append(BarRow("By audit", audit_face.title, "audit", count, total, audit_face))
    return made(rows)


def hygiene(views: Views, query: Query) -> Found:
    """What the records of recommendations lack: for editors to mend."""
    library = views.library
    found = library.select_recommendations(query)
    rows = []
    for one in found:
        for problem in _lacks(one):
            rows.append(_hygiene_row(problem, one))
    texts = {one.key: one.recommendation.text for one in found}
    by_key = {one.key: one for one in found}
    for first, second, _ in near_pairs(texts, SAME):
        rows.append(_hygiene_row("Made twice", by_key[first], by_key[second]))
    rows.sort(key=lambda row: (row.problem, row.face.docname, row.face.anchor))
    return made(rows)


def _lacks(found: FoundRecommendation) -> list[str]:
    one = found.recommendation
    latest = one.latest
    lacks = []
    if found.status is Status.GREEN and latest and not latest.evidence:
        lacks.append("Done, without evidence")
    if latest and any("no evidence" in text.casefold() for text in latest.evidence):
        lacks.append("Evidence says that there is none")
    if found.status is Status.NOT_RATED:
        lacks.append("No status")
    if one.owner is None:
        lacks.append("No owner")
    if one.due is None:
        lacks.append("No due date")
    return lacks


def _hygiene_row(problem: str, one: FoundRecommendation, other: FoundRecommendation | None = None) -> HygieneRow:
    def face(found: FoundRecommendation) -> Face:
        return Face(f"Recommendation {found.recommendation.id}", found.entry.docname, found.recommendation.anchor)

    return HygieneRow(
        problem=problem,
        face=face(one),
        text=one.recommendation.text,
        briefing=one.entry.title,
        other=face(other) if other else None,
        other_text=other.recommendation.text if other else "",
        other_briefing=other.entry.title if other else "",
    )
