"""HTML of rows for the pages of the rest of long lists: each row is rendered once, however many lists it stands in.

A finding on three themes for two agencies stands in ten lists. Its markup differs between them only by how far the
page lies below the root, so links are written from a made-up page of the same depth.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes, utils

from briefings.model.vocabulary import ListingKind
from briefings.rendering import RENDERERS
from briefings.rendering.items import group_anchors, is_mixed
from briefings.rendering.pen import Pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders.html import StandaloneHTMLBuilder

    from briefings.model.rows import ItemRow
    from briefings.model.views import RestPage

_LIKE: Final = {ListingKind.QUESTION_BANK: ListingKind.ITEMS, ListingKind.TRACKER: ListingKind.RECOMMENDATIONS}
"""Lists that are grouped or led into on their own page are plain here."""
ROW_BY_ROW: Final = frozenset(
    {
        ListingKind.ITEMS,
        ListingKind.QUESTION_BANK,
        ListingKind.BRIEFINGS,
        ListingKind.POLICIES,
        ListingKind.RECOMMENDATIONS,
        ListingKind.TRACKER,
        ListingKind.AUDITS,
    }
)
"""Listings whose rows do not depend on their neighbours."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the rows of a list or table."""

    before: str
    after: str


class Fragments:
    """The rows that one build has rendered so far.

    Args:
        builder: the HTML builder of the site.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.builder = builder
        self._rows: defaultdict[tuple[ListingKind, int, bool], dict[int, str]] = defaultdict(dict)
        self._frames: dict[tuple[ListingKind, int], _Frame] = {}

    def html(self, page: RestPage) -> str:
        """The list of a page of the rest."""
        if page.listing.kind not in ROW_BY_ROW:
            pen = Pen(self.builder, page.pagename, page.listing.name)
            return "".join(_rendered(self.builder, RENDERERS[page.listing.kind](pen, page.rows)))
        kind = _LIKE.get(page.listing.kind, page.listing.kind)
        depth = page.pagename.count("/")
        mixed = kind is ListingKind.ITEMS and is_mixed(cast("Sequence[ItemRow]", page.rows))
        made = self._rows[kind, depth, mixed]
        if new := [row for row in page.rows if id(row) not in made]:
            pen = Pen(self.builder, "/".join("-" * (depth + 1)), "", mixed=mixed)
            before, parts, after = _in_parts(self.builder, RENDERERS[kind](pen, new))
            made.update(zip(map(id, new), parts, strict=True))
            self._frames.setdefault((kind, depth), _Frame(before, after))
        parts = [made[id(row)] for row in page.rows]
        if kind is ListingKind.ITEMS:
            anchors = group_anchors(page.listing.name, cast("Sequence[ItemRow]", page.rows))
            parts = [_with_ids(part, ids) for part, ids in zip(parts, anchors, strict=True)]
        frame = self._frames[kind, depth]
        return f"{frame.before}{''.join(parts)}{frame.after}"


def _rendered(builder: StandaloneHTMLBuilder, content: list[nodes.Node]) -> list[str]:
    document = utils.new_document("", builder._settings)
    document += nodes.section("", *content)
    visitor: Any = builder.create_translator(document, builder)
    document.walkabout(visitor)
    return cast("list[str]", visitor.fragment)


def _in_parts(builder: StandaloneHTMLBuilder, content: list[nodes.Node]) -> tuple[str, list[str], str]:
    """What stands before the rows of a list or table, each row by itself, and what stands after them."""
    (whole,) = content
    rows = next(iter(whole.findall(nodes.tbody)), whole)
    spans: list[tuple[int, int]] = []
    for row in cast("nodes.Element", rows).children:
        _note_span(row, spans)
    html = _rendered(builder, content)
    parts = ["".join(html[start:end]) for start, end in spans]
    return "".join(html[: spans[0][0]]), parts, "".join(html[spans[-1][1] :])


def _note_span(node: nodes.Node, spans: list[tuple[int, int]]) -> None:
    """Have a node note, when it is written, where in the output it begins and ends."""
    walk = node.walkabout

    def walkabout(visitor: Any) -> bool:
        start = len(visitor.body)
        stop = walk(visitor)
        spans.append((start, len(visitor.body)))
        return stop

    node.walkabout = walkabout  # type: ignore[method-assign]


def _with_ids(html: str, ids: list[str]) -> str:
    if not ids:
        return html
    first, *others = ids
    end = html.index(">") + 1
    more = "".join(f'<span id="{other}"></span>' for other in others)
    return f'{html[: end - 1]} id="{first}">{more}{html[end:]}'
