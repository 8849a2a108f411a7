"""Rows of audits: the register, the chain from finding to re-audit, and the same thing looked at twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.faces import Face
from briefings.model.rows.shared import Found, faces_of, held_words, made, sample_words
from briefings.model.statuses import done_words
from briefings.model.vocabulary import BlockKind, Compares, Grade, InferredOfAudit, as_read

if TYPE_CHECKING:
    from briefings.model.entry import Query
    from briefings.model.library import FoundAudit, Library
    from briefings.model.schema import Audit
    from briefings.model.views import Views


NOT_COMPARED: Final = (
    "Nobody has said that these audits compare. The figures stand side by side, and do not show that practice became "
    "better or worse."
)
_FOUND: Final = (BlockKind.LEARNING, BlockKind.PRACTICE_POINTS)
"""What an audit found: some sources print reminders for practice instead of findings."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, drawn as a bar: a grade, or a measure such as 5 of 6."""

    label: str
    name: str
    count: int
    of: int


class AuditRow(NamedTuple):
    """An audit in the register; `held_on` is for sorting."""

    face: Face
    method: str
    held: str
    held_on: str
    sample: str
    took_part: tuple[Face, ...]
    did_not_take_part: tuple[Face, ...]
    families_asked: str
    grades: tuple[Share, ...]
    measures: tuple[Share, ...]
    follows: tuple[Face, ...]
    followed_by: tuple[Face, ...]
    differs: str
    promised: str
    briefing: str
    partnership: str


class ChainRow(NamedTuple):
    """From finding to re-audit: how far an audit has led, and what is missing on the way."""

    face: Face
    held: str
    partnership: str
    findings: Face | None
    findings_count: int
    recommendations: int
    done: str
    actions: int
    with_evidence: int
    followed_by: tuple[Face, ...]
    promised: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One line of a table of audits that follow one another: a grade or a measure in each of them.

    `caption`, `heads` and `notes` are the same in each row of a table: which audits they are, and what differs.
    """

    caption: str
    heads: tuple[Face, ...]
    label: str
    name: str
    values: tuple[str, ...]
    shares: tuple[Share | None, ...]
    notes: tuple[str, ...] = ()


def differs_words(audit: Audit) -> str:
    """How far an audit compares with those that it follows, and what differs; "" where nobody has said either."""
    how = {Compares.YES: "", Compares.PARTLY: " in part"}
    lead = f"Its figures compare{how[audit.compares]}. " if audit.compares else ""
    return f"{lead}{audit.differs}" if audit.differs else ""


def audit_row(library: Library, found: FoundAudit) -> AuditRow:
    """The row of an audit."""
    audit = found.audit
    asked = {True: "Families were asked", False: "Families were not asked", None: ""}[audit.families_asked]
    return AuditRow(
        face=Face(audit.title, found.entry.docname, audit.anchor),
        method=as_read(audit.method.label, inferred=InferredOfAudit.METHOD in audit.inferred),
        held=held_words(audit),
        held_on=str(audit.held.start.first),
        sample="; ".join(sample_words(sample) for sample in audit.sample),
        took_part=faces_of(library, "agency", audit.took_part),
        did_not_take_part=faces_of(library, "agency", audit.did_not_take_part),
        families_asked=asked,
        grades=_grades(audit),
        measures=tuple(Share(one.what, "measure", one.met, one.of) for one in audit.measures),
        follows=faces_of(library, "audit", audit.follows),
        followed_by=faces_of(library, "audit", library.followed_by.get(found.key, ())),
        differs=differs_words(audit),
        promised=f"{audit.next.what} ({audit.next.due.words})" if audit.next else "",
        briefing=found.entry.title,
        partnership=library.partnership_title(found.briefing.partnership),
    )


def _grades(audit: Audit) -> tuple[Share, ...]:
    total = sum(audit.grades.values())
    return tuple(
        Share(grade.value.replace("-", " ").capitalize(), f"grade-{grade.value}", audit.grades[grade], total)
        for grade in Grade
        if audit.grades.get(grade)
    )


def audits(views: Views, query: Query) -> Found:
    """The audits that a query asks for."""
    library = views.library
    return Found(library.select_audits(query), lambda found: audit_row(library, found), "audit", "key", "entry.docname")


def chains(views: Views, query: Query) -> Found:
    """For each audit: finding, recommendation, action, evidence, re-audit, and the gaps."""
    library = views.library
    return Found(library.select_audits(query), lambda found: _chain(library, found), "chain", "key", "entry.docname")


def _chain(library: Library, found: FoundAudit) -> ChainRow:
    audit = found.audit
    items = library.items_of_audit.get(found.key, ())
    learning = [one for one in items if one.block.kind in _FOUND]
    actions = sum(one.block.kind is BlockKind.ACTIONS for one in items)
    recommended = library.recommendations_of_audit.get(found.key, ())
    followed_by = faces_of(library, "audit", library.followed_by.get(found.key, ()))
    done = done_words([one.reading for one in recommended])
    evidence = sum(bool(one.latest and one.latest.evidence) for one in recommended)
    gaps = []
    if learning and not recommended and not actions:
        gaps.append("No recommendation or action recorded")
    if recommended and evidence < len(recommended):
        gaps.append(f"{len(recommended) - evidence} without evidence")
    if audit.next and not followed_by:
        when = audit.next.due.words
        late = audit.next.due.end.last < library.as_of
        gaps.append(f"Promised for {when}, none recorded" if late else f"Promised for {when}")
    elif not audit.next and not followed_by:
        gaps.append("No re-audit recorded")
    first = learning[0] if learning else None
    return ChainRow(
        face=Face(audit.title, found.entry.docname, audit.anchor),
        held=held_words(audit),
        partnership=library.partnership_title(found.briefing.partnership),
        findings=Face(str(len(learning)), first.entry.docname, first.item.id) if first else None,
        findings_count=len(learning),
        recommendations=len(recommended),
        done=done,
        actions=actions,
        with_evidence=evidence,
        followed_by=followed_by,
        promised=f"{audit.next.what} ({audit.next.due.words})" if audit.next else "",
        gaps=tuple(gaps),
    )


def comparisons(views: Views, query: Query) -> Found:
    """Audits that follow one another and graded or measured the same thing, whether or not they compare."""
    library = views.library
    wanted = {found.key for found in library.select_audits(query)}
    rows: list[ComparisonRow] = []
    seen: set[int] = set()
    for key in sorted(wanted & library.chain_of_audit.keys()):
        chain = library.chain_of_audit[key]
        if id(chain) not in seen:
            seen.add(id(chain))
            rows += _compare(library, chain)
    return made(rows)


def _compare(library: Library, chain: tuple[FoundAudit, ...]) -> list[ComparisonRow]:
    rows: list[ComparisonRow] = []
    place = f"{library.partnership_title(chain[0].briefing.partnership)}: {chain[0].entry.title}"

    def add(found: list[FoundAudit], label: str, name: str, shares: list[Share | None]) -> None:
        values = tuple(f"{share.count} of {share.of}" if share else "Not reported" for share in shares)
        before = "Before and after" if _compare_all(found) else "Side by side"
        rows.append(
            ComparisonRow(f"{before}. {place}", _heads(found), label, name, values, tuple(shares), _notes(found))
        )

    graded = [found for found in chain if found.audit.grades]
    if len(graded) > 1:
        seen = [grade for grade in Grade if any(found.audit.grades.get(grade) for found in graded)]
        for grade in seen:
            label = grade.value.replace("-", " ").capitalize()
            add(graded, label, f"grade-{grade.value}", [_graded(found.audit, grade, label) for found in graded])
    measured = {one.what for found in chain for one in found.audit.measures}
    for what in sorted(measured):
        having = [(found, one) for found in chain for one in found.audit.measures if one.what == what]
        if len(having) > 1:
            met: list[Share | None] = [Share(what, "measure", one.met, one.of) for _, one in having]
            add([found for found, _ in having], what, "measure", met)
    return rows


def _compare_all(found: list[FoundAudit]) -> bool:
    """Whether every audit after the first says that it compares with those before it."""
    return all(one.audit.compares for one in found[1:])


def _notes(found: list[FoundAudit]) -> tuple[str, ...]:
    """What differs between audits, as each later one says; and that nothing follows where one does not compare."""
    said = [f"{held_words(one.audit)}: {words}" for one in found[1:] if (words := differs_words(one.audit))]
    return tuple(said if _compare_all(found) else [*said, NOT_COMPARED])


def _graded(audit: Audit, grade: Grade, label: str) -> Share | None:
    """How many got a grade; None where the source leaves open whether any did."""
    count = audit.grades.get(grade, 0)
    if not count and audit.grades.get(Grade.NOT_REPORTED):
        return None
    return Share(label, f"grade-{grade.value}", count, sum(audit.grades.values()))


def _heads(found: list[FoundAudit]) -> tuple[Face, ...]:
    return tuple(Face(held_words(one.audit), one.entry.docname, one.audit.anchor) for one in found)
