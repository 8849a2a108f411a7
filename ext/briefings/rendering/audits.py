"""Audits: register, chain from finding to re-audit, the same figures in several audits."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from briefings.nodes import table_node
from briefings.rendering.charts import bars, stacked
from briefings.rendering.pen import details, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import AuditRow, ChainRow, ComparisonRow
    from briefings.nodes import Cells
    from briefings.rendering.pen import Pen


def audits(pen: Pen, rows: Sequence[AuditRow]) -> list[nodes.Node]:
    """A table of audits with samples, grades and measures."""
    heads = ("Audit", "When and how", "What was looked at", "What was found")
    return [table_node(heads, (_cells(pen, row) for row in rows), "audits", "Audits", cards=True, sortable=heads[:2])]


def _cells(pen: Pen, row: AuditRow) -> Cells:
    own = pen.is_own(row.face)
    title = [paragraph(row.face.title if own else pen.link(row.face))]
    if not own:
        title.append(details(row.partnership))
    when: list[nodes.Node] = [paragraph(row.held, sort=row.held_on), details(row.method)]
    if row.follows:
        when.append(paragraph(*pen.joined(row.follows, before="Follows "), name="details"))
    if row.followed_by:
        when.append(paragraph(*pen.joined(row.followed_by, before="Followed by "), name="details"))
    if row.differs:
        when.append(details(row.differs))
    looked: list[nodes.Node] = [paragraph(row.sample or "Not stated")]
    if row.took_part:
        looked.append(paragraph(*pen.joined(row.took_part, before="Took part: "), name="details"))
    if row.did_not_take_part:
        looked.append(paragraph(*pen.joined(row.did_not_take_part, before="Did not take part: "), name="details"))
    if row.families_asked:
        looked.append(details(row.families_asked))
    found: list[nodes.Node] = []
    if row.grades:
        words = ", ".join(f"{share.count} {share.label.lower()}" for share in row.grades)
        found += [stacked(row.grades), paragraph(words)]
    for share in row.measures:
        found += [
            paragraph(f"{share.label}: {share.count} of {share.of}"),
            bars(share.count, share.of, share.name),
        ]
    if row.promised:
        found.append(details(f"Next: {row.promised}"))
    return title, when, looked, found or [paragraph("No figures")]


def chains(pen: Pen, rows: Sequence[ChainRow]) -> list[nodes.Node]:
    """For each audit: finding, recommendation, action, evidence, re-audit, and the gaps."""

    def cells(row: ChainRow) -> Cells:
        findings = pen.link(row.findings) if row.findings else nodes.Text("0")
        recommended = f"{row.recommendations}" + (f", {row.done}" if row.recommendations else "")
        evidence = f"{row.with_evidence} of {row.recommendations}" if row.recommendations else "–"
        again = paragraph(*pen.joined(row.followed_by)) if row.followed_by else paragraph(row.promised or "None")
        gaps = [paragraph(gap, name="gap") for gap in row.gaps] or [paragraph("None")]
        return (
            [paragraph(pen.link(row.face)), details(row.partnership, row.held)],
            [paragraph(findings)],
            [paragraph(recommended)],
            [paragraph(str(row.actions))],
            [paragraph(evidence)],
            [again],
            gaps,
        )

    heads = (
        "Audit",
        "Findings and reminders",
        "Recommendations",
        "Actions",
        "With evidence",
        "Looked at again",
        "Gaps",
    )
    return [table_node(heads, (cells(row) for row in rows), "chains", "From finding to re-audit", cards=True)]


def comparisons(pen: Pen, rows: Sequence[ComparisonRow]) -> list[nodes.Node]:
    """A table for each pair or chain of audits, with what differs between them."""
    made: list[nodes.Node] = []
    for (caption, heads, notes), members in groupby(rows, key=lambda row: (row.caption, row.heads, row.notes)):
        table = table_node(
            ("", *(head.title for head in heads)),
            (([paragraph(row.label)], *_values(row)) for row in members),
            "comparison",
            caption,
        )
        made += [table, *(details(note) for note in notes)]
    return made


def _values(row: ComparisonRow) -> list[list[nodes.Node]]:
    values: list[list[nodes.Node]] = []
    for value, share in zip(row.values, row.shares, strict=True):
        drawn = [bars(share.count, share.of, share.name)] if share else []
        values.append([paragraph(value), *drawn])
    return values
