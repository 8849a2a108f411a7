"""HTML of rows for the pages of the rest of long lists: each row is rendered once, however many lists it stands in.

A finding on three themes for two agencies stands in ten lists. Its markup differs between them only by how far the
page lies below the root, so links are written from a made-up page of the same depth.
"""

from __future__ import annotations

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

    from briefings.model.rows import ItemRow, Row
    from briefings.model.views import RestPage

_LIKE: Final = {ListingKind.QUESTION_BANK: ListingKind.ITEMS}
"""Lists that are grouped on their own page are plain here."""
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
        self._rows: dict[tuple[ListingKind, int, int, bool], str] = {}
        self._frames: dict[tuple[ListingKind, int], _Frame] = {}

    def html(self, page: RestPage) -> str:
        """The list of a page of the rest."""
        if page.listing.kind not in ROW_BY_ROW:
            pen = Pen(self.builder, page.pagename, page.listing.name)
            return _rendered(self.builder, RENDERERS[page.listing.kind](pen, page.rows))
        kind = _LIKE.get(page.listing.kind, page.listing.kind)
        depth = page.pagename.count("/")
        mixed = kind is ListingKind.ITEMS and is_mixed(cast("Sequence[ItemRow]", page.rows))
        parts = [self._row(kind, row, depth, mixed) for row in page.rows]
        if kind is ListingKind.ITEMS:
            anchors = group_anchors(page.listing.name, cast("Sequence[ItemRow]", page.rows))
            parts = [_with_ids(part, ids) for part, ids in zip(parts, anchors, strict=True)]
        frame = self._frames[kind, depth]
        return f"{frame.before}{''.join(parts)}{frame.after}"

    def _row(self, kind: ListingKind, row: Row, depth: int, mixed: bool) -> str:
        key = (kind, id(row), depth, mixed)
        if key not in self._rows:
            pen = Pen(self.builder, "/".join("-" * (depth + 1)), "", mixed=mixed)
            html = _rendered(self.builder, RENDERERS[kind](pen, [row]))
            tag = "tr" if "<tbody" in html else "li"
            start = html.index(f"<{tag}", html.index("<tbody") if tag == "tr" else 0)
            end = html.rindex(f"</{tag}>") + len(f"</{tag}>\n")
            self._rows[key] = html[start:end]
            self._frames.setdefault((kind, depth), _Frame(html[:start], html[end:]))
        return self._rows[key]


def _rendered(builder: StandaloneHTMLBuilder, content: list[nodes.Node]) -> str:
    document = utils.new_document("", builder._settings)
    document += nodes.section("", *content)
    visitor: Any = builder.create_translator(document, builder)
    document.walkabout(visitor)
    return "".join(visitor.fragment)


def _with_ids(html: str, ids: list[str]) -> str:
    if not ids:
        return html
    first, *others = ids
    end = html.index(">") + 1
    more = "".join(f'<span id="{other}"></span>' for other in others)
    return f'{html[: end - 1]} id="{first}">{more}{html[end:]}'
