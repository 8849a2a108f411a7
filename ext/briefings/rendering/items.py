"""Items, questions and standing questions."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from docutils import nodes

from briefings.model.item_addresses import words_of
from briefings.model.views import group_anchor
from briefings.model.vocabulary import BLOCK_TERMS, WRITTEN_HERE, BlockKind, Origin
from briefings.nodes import element, nodes_from
from briefings.rendering.pen import OURS, details, listed, ours, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefings.model.rows import ItemRow, StandingRow
    from briefings.rendering.pen import Pen


def items(pen: Pen, rows: Sequence[ItemRow]) -> list[nodes.Node]:
    """A list of items; the first of each year, and of each partnership in it, has an address."""
    mixed = is_mixed(rows) if pen.mixed is None else pen.mixed
    made = listed("items", rows, lambda row: _item(pen, row, mixed=mixed))
    for number, anchors in group_anchors(pen.name, rows):
        cast("nodes.list_item", made[0].children[number])["ids"] += anchors
    return made


def is_mixed(rows: Sequence[ItemRow]) -> bool:
    """Whether items of several kinds stand in a list, so that each says what it is."""
    return len({row.kind for row in rows}) > 1


def group_anchors(name: str, rows: Sequence[ItemRow]) -> Iterator[tuple[int, list[str]]]:
    """The addresses that items have as the first of their year, or of their year and partnership.

    Args:
        name: the name of the list; without one, items have no such addresses.
        rows: the items of one page, in order.

    Yields:
        The place of each such item from 0, and its addresses.
    """
    seen: set[str | tuple[str, str]] = set()
    for number, row in enumerate(rows if name else ()):
        if row.group not in seen:
            year, partnership = row.group
            anchors = [group_anchor(name, year, partnership)]
            if year not in seen:
                anchors.insert(0, group_anchor(name, year))
            seen.update((year, row.group))
            yield number, anchors


def question_bank(pen: Pen, rows: Sequence[ItemRow]) -> list[nodes.Node]:
    """Questions below the theme that each of them is about first."""
    made: list[nodes.Node] = []
    for theme, group in groupby(rows, key=lambda row: row.themes[0] if row.themes else None):
        slug = theme.docname.rpartition("/")[2] if theme else "others"
        section = nodes.section(ids=[f"{pen.name}-theme-{slug}"], classes=["group"])
        section += nodes.title("", "", pen.link(theme) if theme else nodes.Text("Other questions"))
        section += listed("items", list(group), lambda row: _item(pen, row, mixed=False))
        made.append(section)
    return made


def meeting_question(pen: Pen, rows: Sequence[ItemRow]) -> list[nodes.Node]:
    """One question, in large type."""
    return listed("question", rows, lambda row: _item(pen, row, mixed=False))


def standing_questions(pen: Pen, rows: Sequence[StandingRow]) -> list[nodes.Node]:
    """Questions that go with every briefing; no report printed them."""
    note = paragraph(WRITTEN_HERE.capitalize(), name=OURS)
    return [note, *listed("standing", rows, lambda row: nodes.list_item("", paragraph(row.text)))]


def points(pen: Pen, rows: Sequence[ItemRow]) -> list[nodes.Node]:
    """Items of the page itself, each with the way to where it stands."""

    def point(row: ItemRow) -> nodes.list_item:
        anchor = row.source.anchor
        mark = (anchor, f"{BLOCK_TERMS[row.kind].one.lower()} {words_of(anchor)}")
        return nodes.list_item("", _said(pen, row), mark=mark)

    return [nodes.bullet_list("", *(point(row) for row in rows), bullet="-", classes=[f"items-{rows[0].kind}"])]


def _said(pen: Pen, row: ItemRow) -> nodes.paragraph:
    faces = iter(row.faces)

    def role_node(name: str, target: str, text: str | None) -> nodes.Node:
        face = next(faces)
        return pen.mention(face, text or "") if face else nodes.Text(text or target)

    return paragraph(*nodes_from(row.runs, role_node))


def _item(pen: Pen, row: ItemRow, *, mixed: bool) -> nodes.list_item:
    said = _said(pen, row)
    about = details(
        pen.link(row.source, f"{row.partnership}, {row.when}"),
        f"for {', '.join(row.agencies)}" if row.agencies else "",
        ours() if row.origin is Origin.SITE else "",
    )
    kind = [paragraph(BLOCK_TERMS[row.kind].one, name="kind")] if mixed else []
    key = {"key": row.key} if row.kind in (BlockKind.QUESTIONS, BlockKind.PRACTICE_POINTS) else {}
    return element(nodes.list_item, [*kind, said, about], [f"item-{row.kind.value}"], **key)
