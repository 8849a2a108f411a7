"""Recommendations: table, bars, what came back, what is missing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from docutils import nodes

from briefings.components import state_mark
from briefings.model.heading_addresses import slug_of
from briefings.model.vocabulary import OUR_READING, InferredOfRecommendation, Status
from briefings.nodes import element, folded, table_node
from briefings.rendering.charts import bars
from briefings.rendering.pen import bulleted, details, paragraph, with_label
from briefings.rendering.returns import beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import BarRow, HygieneRow, RecommendationRow, UpdateLine
    from briefings.model.statuses import Reading
    from briefings.nodes import Cells
    from briefings.rendering.pen import Pen

_FIRST_TO_SEE: Final = (Status.RED, Status.AMBER, Status.NOT_RATED, Status.GREEN)
"""The order in which statuses are sorted: what needs somebody first."""
_CAPTION: Final = "What was recommended, and where it stands"


def recommendations(pen: Pen, rows: Sequence[RecommendationRow]) -> list[nodes.Node]:
    """On the page of their own briefing with what was done and where they stood before; elsewhere as in the tracker."""
    if not all(pen.is_own(row.face) for row in rows):
        return tracker(pen, rows)
    heads = ("No.", "Recommendation", "Owner", "Status")
    return [table_node(heads, (_at_home(pen, row) for row in rows), "recommendations", _CAPTION, cards=True)]


def tracker(pen: Pen, rows: Sequence[RecommendationRow]) -> list[nodes.Node]:
    """What was recommended elsewhere, with all that is known of it; it can be sorted, so "due" has its own column."""
    heads = ("No.", "Recommendation", "Owner", "Status", "Due")
    cells = (_elsewhere(pen, row) for row in rows)
    return [table_node(heads, cells, "recommendations", _CAPTION, cards=True, sortable=heads)]


def _elsewhere(pen: Pen, row: RecommendationRow) -> Cells:
    text: list[nodes.Node] = [paragraph(row.text), details(row.briefing, row.partnership)]
    if row.themes:
        text.append(paragraph(*pen.joined(row.themes, before="On "), name="details"))
    if row.history and row.history[0].evidence:
        text.append(folded("Evidence", bulleted(row.history[0].evidence)))
    text += [details(line) for line in beside(pen, row.returns)]
    due = [paragraph(row.due or "Not stated", ", overdue" if row.overdue else "", sort=row.due_on)]
    return [paragraph(pen.link(row.face, row.id))], text, _owner(pen, row), _stands(row), due


def _at_home(pen: Pen, row: RecommendationRow) -> Cells:
    text: list[nodes.Node] = [paragraph(row.text)]
    done = with_label("What is to be done", row.steps)
    if row.history:
        done += with_label("Evidence", row.history[0].evidence)
        done += _history(row.history[1:])
    if done:
        text.append(folded("What has been done", *done))
    if row.answers:
        links = (element(nodes.list_item, [paragraph(pen.link(face))]) for face in row.answers)
        text.append(folded("What it answers", element(nodes.bullet_list, links, ["answers"], bullet="-")))
    if row.audit:
        text.append(details(row.audit))
    text += [details(line) for line in beside(pen, row.returns)]
    if row.due:
        text.append(details(f"due {row.due}{', overdue' if row.overdue else ''}"))
    return [paragraph(row.id)], text, _owner(pen, row), _stands(row)


def _owner(pen: Pen, row: RecommendationRow) -> list[nodes.Node]:
    owner: list[nodes.Node] = [paragraph(pen.link(row.owner) if row.owner else "Not stated")]
    others = [face for face in row.agencies if row.owner is None or face.docname != row.owner.docname]
    if row.owner and InferredOfRecommendation.OWNER in row.inferred:
        owner.append(details(OUR_READING))
    if others:
        ours = f" ({OUR_READING})" if InferredOfRecommendation.AGENCIES in row.inferred else ""
        owner.append(paragraph(*pen.joined(others, before="With "), ours, name="details"))
    return owner


def _stands(row: RecommendationRow) -> list[nodes.Node]:
    mark = reading_node(row.reading)
    stands: list[nodes.Node] = [paragraph(mark, sort=str(_FIRST_TO_SEE.index(row.status)))]
    on = row.history[0].on if row.history else ""
    if on or row.reading.meaning:
        stands.append(details(on, row.reading.meaning))
    if row.quiet:
        stands.append(details("no update for a year"))
    return stands


def reading_node(reading: Reading) -> state_mark:
    """A status as the word that the source prints, with the shape and colour of our status."""
    return state_mark.of("status", reading.status.value, reading.word)


def _history(earlier: Sequence[UpdateLine]) -> list[nodes.Node]:
    items = []
    for line in earlier:
        meaning = f": {line.reading.meaning}" if line.reading.meaning else ""
        item = nodes.list_item("", paragraph(f"{line.on}: ", reading_node(line.reading), meaning))
        item += with_label("Evidence", line.evidence)
        items.append(item)
    return [paragraph("Before", name="label"), nodes.bullet_list("", *items, bullet="-")] if items else []


def summary(pen: Pen, rows: Sequence[BarRow]) -> list[nodes.Node]:
    """Bars with numbers, by status, owner and audit; each leads to what it counts."""
    made: list[nodes.Node] = []
    for group, members in groupby(rows, key=lambda row: row.group):
        found = list(members)
        cells: list[Cells] = [
            (
                [paragraph(pen.link(row.face, row.label) if row.face else row.label)],
                [paragraph(str(row.count))],
                [bars(row.count, row.total, row.name)],
            )
            for row in found
        ]
        caption = f"Recommendations {group[0].lower()}{group[1:]} (of {found[0].total})"
        made.append(table_node((group.removeprefix("By ").capitalize(), "Number", "Share"), cells, "bars", caption))
    return made


def hygiene(pen: Pen, rows: Sequence[HygieneRow]) -> list[nodes.Node]:
    """What the records lack, by kind of gap; a recommendation made twice stands beside its double."""
    made: list[nodes.Node] = []
    for problem, members in groupby(rows, key=lambda row: row.problem):
        found = list(members)
        section = nodes.section(ids=[f"{pen.name}-{slug_of(problem)}"], classes=["group"])
        section += nodes.title("", f"{problem} ({len(found)})")
        heads = ("Recommendation", "Also made as") if found[0].other else ("Recommendation", "Text")
        section += table_node(heads, (_gap(pen, row) for row in found), "hygiene", problem, cards=True)
        made.append(section)
    return made


def _gap(pen: Pen, row: HygieneRow) -> Cells:
    if row.other is None:
        return [paragraph(pen.link(row.face)), details(row.briefing)], [paragraph(row.text)]
    return (
        [paragraph(pen.link(row.face)), paragraph(row.text), details(row.briefing)],
        [paragraph(pen.link(row.other)), paragraph(row.other_text), details(row.other_briefing)],
    )
