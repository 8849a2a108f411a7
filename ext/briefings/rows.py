"""Nodes for the rows of listings. Each row already holds every word that is shown (`model.rows`)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes

from briefings.domain import linked, named
from briefings.model.vocabulary import ListingKind, Origin
from briefings.nodes import nodes_from, table_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx.builders import Builder

    from briefings.model.faces import Face
    from briefings.model.rows import (
        AuditRow,
        BriefingRow,
        ItemRow,
        MatrixRow,
        PolicyRow,
        RecommendationRow,
        Row,
        ThemeRow,
    )
    from briefings.model.views import ListingView, PageView
    from briefings.nodes import Cells

NOTHING = {
    ListingKind.BRIEFINGS: "No briefing yet.",
    ListingKind.ITEMS: "Nothing yet.",
    ListingKind.RECOMMENDATIONS: "No recommendation yet.",
    ListingKind.AUDITS: "No audit yet.",
    ListingKind.POLICIES: "No policy yet.",
    ListingKind.THEMES: "No theme yet.",
    ListingKind.THEME_MATRIX: "No finding yet.",
}
COUNTED = {
    ListingKind.BRIEFINGS: "briefings",
    ListingKind.ITEMS: "entries",
    ListingKind.RECOMMENDATIONS: "recommendations",
    ListingKind.AUDITS: "audits",
    ListingKind.POLICIES: "policies",
    ListingKind.THEMES: "themes",
    ListingKind.THEME_MATRIX: "themes",
}


def listing_nodes(view: ListingView, builder: Builder, docname: str) -> list[nodes.Node]:
    """A listing as nodes, with the way to the rest when it is cut.

    Args:
        view: the listing with its rows.
        builder: makes the addresses.
        docname: the page on which it stands.
    """
    made = row_nodes(view.listing.kind, view.rows, builder, docname)
    if view.rest:
        text = f"All {view.total} {COUNTED[view.listing.kind]}"
        uri = builder.get_relative_uri(docname, view.rest)
        made.append(nodes.paragraph("", "", nodes.reference("", text, refuri=uri, internal=True), classes=["rest"]))
    return made


def row_nodes(kind: ListingKind, rows: Sequence[Row], builder: Builder, docname: str) -> list[nodes.Node]:
    """Rows of one kind as a list or a table."""
    if not rows:
        return [nodes.paragraph("", NOTHING[kind], classes=["nothing"])]
    pen = _Pen(builder, docname)
    make: dict[ListingKind, Callable[..., nodes.Node]] = {
        ListingKind.ITEMS: partial(pen.listed, pen.item, "items"),
        ListingKind.BRIEFINGS: partial(pen.listed, pen.briefing, "cards"),
        ListingKind.POLICIES: partial(pen.listed, pen.policy, "policies"),
        ListingKind.THEMES: partial(pen.listed, pen.theme, "themes"),
        ListingKind.RECOMMENDATIONS: pen.recommendations,
        ListingKind.AUDITS: pen.audits,
        ListingKind.THEME_MATRIX: pen.matrix,
    }
    return [make[kind](rows)]


def own_anchors(view: ListingView, docname: str, content: list[nodes.Node]) -> None:
    """Give the rows of a page's own audits and recommendations their addresses."""
    if view.listing.kind not in (ListingKind.AUDITS, ListingKind.RECOMMENDATIONS):
        return
    body = next((found for node in content for found in node.findall(nodes.tbody)), None)
    for row, node in zip(view.rows, body.children if body else (), strict=False):
        face: Face = row.face  # type: ignore[union-attr]
        if face.docname == docname and isinstance(node, nodes.Element):
            node["ids"].append(face.anchor)


def tombstone_nodes(view: PageView) -> list[nodes.Node]:
    """What stands on the page of a withdrawn briefing."""
    if view.withdrawn is None:
        return []
    on, why = view.withdrawn
    return [nodes.paragraph("", f"Withdrawn on {on}. {why}", classes=["tombstone"])]


class _Pen:
    """Writes rows for one page."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self.builder = builder
        self.docname = docname

    def link(self, face: Face, text: str = "") -> nodes.Node:
        return named(face, self.builder, self.docname, text)

    def mention(self, face: Face) -> nodes.Node:
        return linked(face, self.builder, self.docname)

    def listed(self, write: Callable[[Any], nodes.list_item], name: str, rows: Iterable[Row]) -> nodes.bullet_list:
        return nodes.bullet_list("", *(write(row) for row in rows), bullet="-", classes=["listing", f"listing-{name}"])

    def joined(self, faces: Iterable[Face], states: bool = False) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        for face in faces:
            if made:
                made.append(nodes.Text(", "))
            made.append(self.mention(face) if states else self.link(face))
        return made

    # lists ---------------------------------------------------------------------------------------------------

    def item(self, row: ItemRow) -> nodes.list_item:
        faces = iter(row.faces)

        def role_node(name: str, target: str, text: str | None) -> nodes.Node:
            face = next(faces)
            if face is None:
                return nodes.Text(text or target)
            return linked(face, self.builder, self.docname, text or "")

        text = nodes.paragraph("", "", *nodes_from(row.runs, role_node))
        details = nodes.paragraph("", "", self.link(row.source), classes=["details"])
        about = [row.partnership, row.when]
        if row.agencies:
            about.append(f"for {', '.join(row.agencies)}")
        if row.origin is Origin.SITE:
            about.append("written for this site")
        details += nodes.Text(f" · {' · '.join(about)}")
        return nodes.list_item("", text, details, classes=[f"item-{row.kind.value}"])

    def briefing(self, row: BriefingRow) -> nodes.list_item:
        title = nodes.paragraph("", "", self.link(row.face), classes=["card-title"])
        details = nodes.paragraph("", f"{row.partnership} · {row.published}", classes=["details"])
        summary = nodes.paragraph("", row.summary)
        return nodes.list_item("", title, details, summary)

    def policy(self, row: PolicyRow) -> nodes.list_item:
        title = nodes.paragraph("", "", self.mention(row.face), classes=["card-title"])
        about = [row.kind, row.owner]
        if row.issued:
            about.append(f"issued {row.issued}")
        if row.briefings:
            about.append(f"behind {_counted(row.briefings, 'briefing')}")
        details = nodes.paragraph("", " · ".join(about), classes=["details"])
        return nodes.list_item("", title, details, nodes.paragraph("", row.summary))

    def theme(self, row: ThemeRow) -> nodes.list_item:
        title = nodes.paragraph("", "", self.link(row.face), classes=["card-title"])
        made = [title, nodes.paragraph("", row.summary)]
        about = []
        if row.briefings:
            about.append(
                f"raised in {_counted(row.briefings, 'briefing')} by {_counted(row.partnerships, 'partnership')}"
            )
        if row.years:
            about.append(row.years)
        if row.other_names:
            about.append(f"also called {', '.join(row.other_names)}")
        if about:
            made.append(nodes.paragraph("", " · ".join(about), classes=["details"]))
        return nodes.list_item("", *made)

    # tables --------------------------------------------------------------------------------------------------

    def recommendations(self, rows: Sequence[RecommendationRow]) -> nodes.table:
        return table_node(
            ("No.", "Recommendation", "Owner", "Status"),
            (self._recommendation(row) for row in rows),
            "recommendations",
            "What was recommended, and where it stands",
        )

    def _recommendation(self, row: RecommendationRow) -> Cells:
        own = row.face.docname == self.docname
        number: nodes.Node = nodes.Text(row.id) if own else self.link(row.face, row.id)
        text: list[nodes.Node] = [nodes.paragraph("", row.text)]
        if own:
            text += _bullets("What is to be done", row.steps) + _bullets("Evidence", row.evidence)
            details = [row.audit] if row.audit else []
        else:
            details = [row.briefing, row.partnership]
        if row.due:
            details.append(f"due {row.due}" + (", overdue" if row.overdue else ""))
        if details:
            text.append(nodes.paragraph("", " · ".join(details), classes=["details"]))
        owner: list[nodes.Node] = [self.link(row.owner) if row.owner else nodes.Text("Not stated")]
        status = nodes.inline("", row.status.label, classes=["status", f"status-{row.status.value}"])
        said = nodes.paragraph("", "", status)
        notes = [row.updated] if row.updated else []
        if row.printed_orange:
            notes.append("printed as orange")
        about = [nodes.paragraph("", ", ".join(notes), classes=["details"])] if notes else []
        return [nodes.paragraph("", "", number)], text, [nodes.paragraph("", "", *owner)], [said, *about]

    def audits(self, rows: Sequence[AuditRow]) -> nodes.table:
        return table_node(
            ("Audit", "When and how", "What was looked at", "What was found"),
            (self._audit(row) for row in rows),
            "audits",
            "Audits",
        )

    def _audit(self, row: AuditRow) -> Cells:
        own = row.face.docname == self.docname
        title = [nodes.paragraph("", row.face.title) if own else nodes.paragraph("", "", self.link(row.face))]
        if not own:
            title.append(nodes.paragraph("", f"{row.partnership}", classes=["details"]))
        when: list[nodes.Node] = [nodes.paragraph("", row.held), nodes.paragraph("", row.method, classes=["details"])]
        if row.follows:
            when.append(nodes.paragraph("", "", nodes.Text("Follows "), *self.joined(row.follows), classes=["details"]))
        looked: list[nodes.Node] = [nodes.paragraph("", row.sample or "Not stated")]
        if row.took_part:
            about = [nodes.Text("Took part: "), *self.joined(row.took_part)]
            looked.append(nodes.paragraph("", "", *about, classes=["details"]))
        found: list[nodes.Node] = [nodes.paragraph("", result) for result in row.results]
        if row.promised:
            found.append(nodes.paragraph("", f"Next: {row.promised}", classes=["details"]))
        return title, when, looked, found or [nodes.paragraph("", "No figures")]

    def matrix(self, rows: Sequence[MatrixRow]) -> nodes.table:
        years = rows[0].years
        return table_node(
            ("Theme", *(str(year) for year in years)),
            (
                (
                    [nodes.paragraph("", "", self.link(row.face))],
                    *([nodes.paragraph("", str(count))] for count in row.counts),
                )
                for row in rows
            ),
            "matrix",
            "How many findings on each theme, by year",
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _bullets(label: str, texts: Iterable[str]) -> list[nodes.Node]:
    items = [nodes.list_item("", nodes.paragraph("", text)) for text in texts]
    if not items:
        return []
    return [nodes.paragraph("", label, classes=["label"]), nodes.bullet_list("", *items, bullet="-")]
