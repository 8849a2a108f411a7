"""Nodes for the rows of listings. Each row already holds every word that is shown (`model.rows`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from briefings.components import banner, filter_list, tag_list
from briefings.model.vocabulary import BlockKind, ListingKind, Standing
from briefings.nodes import folded
from briefings.rendering import audits, briefings, items, meetings, people, policies, recommendations, returns, themes
from briefings.rendering.pen import Pen, paragraph
from briefings.rendering.samples import samples
from briefings.rendering.statement import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.builders import Builder

    from briefings.model.entry import Listing
    from briefings.model.faces import Face
    from briefings.model.rows import Row
    from briefings.model.views import ListingView, PageView

RENDERERS: Final[dict[ListingKind, Callable[[Pen, Sequence[Any]], list[nodes.Node]]]] = {
    ListingKind.BRIEFINGS: briefings.briefings,
    ListingKind.ITEMS: items.items,
    ListingKind.QUESTION_BANK: items.question_bank,
    ListingKind.MEETING_QUESTION: items.meeting_question,
    ListingKind.STANDING_QUESTIONS: items.standing_questions,
    ListingKind.RECOMMENDATIONS: recommendations.recommendations,
    ListingKind.TRACKER: recommendations.tracker,
    ListingKind.RECOMMENDATION_SUMMARY: recommendations.summary,
    ListingKind.FOUND_IN_MANY_PLACES: themes.in_many_places,
    ListingKind.FOUND_AGAIN: returns.found_again,
    ListingKind.HYGIENE: recommendations.hygiene,
    ListingKind.AUDITS: audits.audits,
    ListingKind.AUDIT_CHAINS: audits.chains,
    ListingKind.BEFORE_AND_AFTER: audits.comparisons,
    ListingKind.POLICIES: policies.policies,
    ListingKind.POLICY_NAMES: policies.names,
    ListingKind.POLICY_REGISTER: policies.register,
    ListingKind.POLICY_CHANGES: policies.changes,
    ListingKind.PROCEDURES: policies.procedures,
    ListingKind.ADDRESS_GAPS: policies.gaps,
    ListingKind.THEMES: themes.themes,
    ListingKind.THEME_MATRIX: themes.matrix,
    ListingKind.THEME_YEARS: themes.years,
    ListingKind.FOUND_TOGETHER: themes.together,
    ListingKind.AGENCIES: people.agencies,
    ListingKind.PARTNERSHIPS: people.partnerships,
    ListingKind.GLOSSARY: people.glossary,
    ListingKind.PACKS: meetings.packs,
    ListingKind.USE: meetings.uses,
    ListingKind.ACCESSIBILITY: statement,
    ListingKind.COMPONENTS: samples,
}

_NOTHING: Final = {
    ListingKind.BRIEFINGS: "No briefing yet.",
    ListingKind.QUESTION_BANK: "No question yet.",
    ListingKind.MEETING_QUESTION: "No question yet.",
    ListingKind.RECOMMENDATIONS: "No recommendation yet.",
    ListingKind.TRACKER: "No recommendation yet.",
    ListingKind.RECOMMENDATION_SUMMARY: "No recommendation yet.",
    ListingKind.FOUND_IN_MANY_PLACES: "No theme has findings of two partnerships yet.",
    ListingKind.HYGIENE: "Nothing is missing.",
    ListingKind.AUDITS: "No audit yet.",
    ListingKind.AUDIT_CHAINS: "No audit yet.",
    ListingKind.BEFORE_AND_AFTER: "Nothing was graded or measured twice yet.",
    ListingKind.POLICIES: "No policy yet.",
    ListingKind.POLICY_CHANGES: "No change in this time.",
    ListingKind.PROCEDURES: "No procedure is named yet.",
    ListingKind.ADDRESS_GAPS: "Every entry has an address that somebody has opened.",
    ListingKind.THEMES: "No theme yet.",
    ListingKind.PACKS: "No ready-made pack yet.",
    ListingKind.USE: "No meeting is recorded yet.",
    ListingKind.ACCESSIBILITY: "Nobody has said yet when and how this site was tested.",
}
_NONE_OF: Final[dict[str, str]] = {
    Standing.OPEN: "No recommendation is open, as last reported.",
    Standing.OVERDUE: "No recommendation has a printed due date that has passed.",
    Standing.QUIET: "No recommendation has waited a year for an update.",
}
"""What a list of recommendations says when none stands as it asks: there may well be others."""
_COUNTED: Final = {
    ListingKind.BRIEFINGS: ("briefing", "briefings"),
    ListingKind.QUESTION_BANK: ("question", "questions"),
    ListingKind.RECOMMENDATIONS: ("recommendation", "recommendations"),
    ListingKind.TRACKER: ("recommendation", "recommendations"),
    ListingKind.AUDITS: ("audit", "audits"),
    ListingKind.AUDIT_CHAINS: ("audit", "audits"),
    ListingKind.BEFORE_AND_AFTER: ("comparison", "comparisons"),
    ListingKind.POLICIES: ("policy", "policies"),
    ListingKind.POLICY_REGISTER: ("policy", "policies"),
    ListingKind.POLICY_CHANGES: ("change", "changes"),
    ListingKind.PROCEDURES: ("procedure", "procedures"),
    ListingKind.FOUND_IN_MANY_PLACES: ("theme", "themes"),
    ListingKind.FOUND_AGAIN: ("finding", "findings"),
    ListingKind.FOUND_TOGETHER: ("theme", "themes"),
    ListingKind.POLICY_NAMES: ("policy", "policies"),
    ListingKind.STANDING_QUESTIONS: ("question", "questions"),
    ListingKind.THEMES: ("theme", "themes"),
}
_ITEMS_COUNTED: Final = {
    BlockKind.GOOD_PRACTICE: ("example of good practice", "examples of good practice"),
    BlockKind.LEARNING: ("finding", "findings"),
    BlockKind.PRACTICE_POINTS: ("practice point", "practice points"),
    BlockKind.ACTIONS: ("action", "actions"),
    BlockKind.QUESTIONS: ("question", "questions"),
    BlockKind.IMPACT: ("change", "changes"),
}


def items_counted(kind: BlockKind, number: int) -> str:
    """A number of items of a kind: ``1 finding``, ``2 findings``."""
    return f"{number} {_ITEMS_COUNTED[kind][number != 1]}"


def noun_of(listing: Listing, number: int) -> str:
    """What a listing counts, such as ``findings``."""
    kinds = listing.query.kinds
    nouns = _ITEMS_COUNTED.get(kinds[0]) if len(kinds) == 1 else None
    return (nouns or _COUNTED.get(listing.kind, ("entry", "entries")))[number != 1]


def listing_nodes(view: ListingView, builder: Builder, docname: str) -> list[nodes.Node]:
    """A listing as nodes: the ways into it, its rows, and the way to the rest when it is cut.

    Args:
        view: the listing with its rows.
        builder: makes the addresses.
        docname: the page on which it stands.
    """
    made = row_nodes(view.listing, view.rows, builder, docname)
    if view.rest:
        text = f"All {view.rest_total} {noun_of(view.listing, view.rest_total)}"
        made.append(paragraph(_internal(text, builder, docname, view.rest), name="rest"))
    return _below_ways(view, builder, docname, made) if view.ways else made


def row_nodes(listing: Listing, rows: Sequence[Row], builder: Builder, docname: str) -> list[nodes.Node]:
    """The rows of a listing as a list or a table, or a sentence when there are none."""
    if not rows and listing.kind is ListingKind.FOUND_AGAIN:
        return []
    if not rows:
        nothing = _NONE_OF.get(listing.query.status) or _NOTHING.get(listing.kind, "Nothing yet.")
        return [paragraph(nothing, name="nothing")]
    return RENDERERS[listing.kind](Pen(builder, docname, listing.name), rows)


def _below_ways(view: ListingView, builder: Builder, docname: str, content: list[nodes.Node]) -> list[nodes.Node]:
    """The filters of a list, as links to plain pages, and the list, in whose place `filters.js` shows theirs.

    Nodes::

        <filter_list> <fold summary="By theme"> <tag_list> …
        <container classes="filtered"> …
    """
    frame = filter_list(ids=[view.listing.filters], is_div=True)
    for group, ways in view.ways:
        links = ([_internal(f"{way.label} ({way.count})", builder, docname, way.pagename)] for way in ways)
        frame += folded(group, tag_list.of(links))
    return [frame, nodes.container("", *content, classes=["filtered"], is_div=True)]


def _internal(text: str, builder: Builder, docname: str, pagename: str) -> nodes.reference:
    return nodes.reference("", text, refuri=builder.get_relative_uri(docname, pagename), internal=True)


def own_anchors(view: ListingView, docname: str, content: list[nodes.Node]) -> None:
    """Give the rows of a page's own audits and recommendations their addresses."""
    if view.listing.kind not in (ListingKind.AUDITS, ListingKind.RECOMMENDATIONS):
        return
    body = next((found for node in content for found in node.findall(nodes.tbody)), None)
    for row, node in zip(view.rows, body.children if body else (), strict=False):
        face: Face = row.face  # type: ignore[union-attr, assignment]
        if face.docname == docname and isinstance(node, nodes.Element):
            node["ids"].append(face.anchor)


def tombstone_nodes(view: PageView) -> list[nodes.Node]:
    """What stands on the page of a withdrawn briefing."""
    if view.withdrawn is None:
        return []
    on, why = view.withdrawn
    return [banner.of("withdrawn", paragraph(f"Withdrawn on {on}. {why}"))]


def departed_nodes(view: PageView, builder: Builder, docname: str) -> list[nodes.Node]:
    """What stands at the end of a page of places that moved elsewhere or were taken out: old links lead there."""
    if not view.departed:
        return []
    section = nodes.section(ids=["former-addresses"])
    section += nodes.title("", "Moved or taken out")
    pen, rows = Pen(builder, docname, ""), nodes.bullet_list(bullet="-", classes=["departed"])
    for one in view.departed:
        named = [nodes.Text(" "), pen.link(one.face)] if one.face else []
        rows += nodes.list_item("", nodes.paragraph("", "", nodes.Text(one.words), *named), ids=[one.was])
    section += rows
    return [section]
