"""HTML of rows for the pages of the rest of long lists: each row is rendered once, however many lists it stands in.

A finding on three themes for two agencies stands in ten lists. Its markup differs between them only by how far the
page lies below the root, so links are written from a made-up page that lies deeper than any other, and shortened on
the page. What is left to do for a page is to put rows together: a large site has ten times as many places for rows as
it has rows.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes, utils

from briefings.model.vocabulary import ListingKind
from briefings.nodes import take_apart
from briefings.rendering import RENDERERS
from briefings.rendering.items import group_anchors, is_mixed
from briefings.rendering.pen import Pen
from briefings.rendering.spelled import spell_out_html, spell_out_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders.html import StandaloneHTMLBuilder

    from briefings.model.rows import ItemRow, Row
    from briefings.model.views import RestPage

_AFAR: Final = "-/-/-/-/-/-"
_UP: Final = "../" * _AFAR.count("/")
_LIKE: Final = {
    ListingKind.QUESTION_BANK: ListingKind.ITEMS,  # what is grouped on its own page is plain here
    ListingKind.RECOMMENDATIONS: ListingKind.TRACKER,
}
"""Lists whose rows look the same here."""
ROW_BY_ROW: Final = frozenset(
    {
        ListingKind.ITEMS,
        ListingKind.QUESTION_BANK,
        ListingKind.BRIEFINGS,
        ListingKind.POLICIES,
        ListingKind.RECOMMENDATIONS,
        ListingKind.TRACKER,
        ListingKind.AUDITS,
        ListingKind.AUDIT_CHAINS,
    }
)
"""Listings whose rows do not depend on their neighbours."""


def form_of(page: RestPage) -> ListingKind:
    """Pages of the same form share their rows."""
    return _LIKE.get(page.listing.kind, page.listing.kind)


class Fragments:
    """The rows of pages of one form, as far as they were rendered; after the last of those pages nobody needs them.

    Args:
        builder: the HTML builder of the site.
        form: see `form_of`.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, form: ListingKind) -> None:
        self.builder = builder
        self.form = form
        self._rows: defaultdict[bool, dict[int, str]] = defaultdict(dict)
        self._around = "", ""

    def html(self, page: RestPage) -> str:
        """The list of a page of the rest, with the first use of each abbreviation spelled out."""
        if page.listing.kind not in ROW_BY_ROW:
            pen = Pen(self.builder, page.pagename, page.listing.name)
            whole = "".join(_rendered(self.builder, RENDERERS[page.listing.kind](pen, page.rows)))
            return spell_out_html(whole, page.glossary)
        items = cast("Sequence[ItemRow]", page.rows) if self.form is ListingKind.ITEMS else ()
        parts = self._from_afar(page.rows, mixed=is_mixed(items))
        spell_out_parts(parts, page.words, page.glossary)
        for number, ids in group_anchors(page.listing.name, items):
            parts[number] = _with_ids(parts[number], ids)
        before, after = self._around
        up = "../" * page.pagename.count("/")
        return f"{before}{''.join(parts)}{after}".replace(f'href="{_UP}', f'href="{up}')

    def _from_afar(self, rows: Sequence[Row], *, mixed: bool) -> list[str]:
        """Each row by itself, with links from the made-up page."""
        made = self._rows[mixed]
        if new := [row for row in rows if id(row) not in made]:
            pen = Pen(self.builder, _AFAR, "", mixed=mixed)
            before, parts, after = _in_parts(self.builder, RENDERERS[self.form](pen, new))
            made.update(zip(map(id, new), parts, strict=True))
            self._around = before, after
        return [made[id(row)] for row in rows]


def _rendered(builder: StandaloneHTMLBuilder, content: list[nodes.Node]) -> list[str]:
    visitor = _visitor_of(builder, content)
    visitor.document.walkabout(visitor)
    return cast("list[str]", visitor.fragment)


def _visitor_of(builder: StandaloneHTMLBuilder, content: list[nodes.Node]) -> Any:
    document = utils.new_document("", builder._settings)
    document += nodes.section("", *content)
    return builder.create_translator(document, builder)


def _in_parts(builder: StandaloneHTMLBuilder, content: list[nodes.Node]) -> tuple[str, list[str], str]:
    """What stands before the rows of a list or table, each row by itself, and what stands after them."""
    (whole,) = content
    body = next(iter(whole.findall(nodes.tbody)), None)
    if body is None:
        return _list_in_parts(builder, cast("nodes.bullet_list", whole))
    html = _rendered(builder, content)
    spans = [row.written for row in body.children]  # type: ignore[attr-defined] # noted by `components.write_table`
    take_apart(cast("nodes.Element", whole))
    return "".join(html[: spans[0].start]), ["".join(html[span]) for span in spans], "".join(html[spans[-1].stop :])


def _list_in_parts(builder: StandaloneHTMLBuilder, whole: nodes.bullet_list) -> tuple[str, list[str], str]:
    rows, whole.children = whole.children, []
    frame = "".join(_rendered(builder, [whole]))
    end = frame.index("</ul>")
    visitor = _visitor_of(builder, [])
    parts = []
    for row in rows:
        start = len(visitor.body)
        visitor.write_all([row])
        take_apart(cast("nodes.Element", row))
        parts.append("".join(visitor.body[start:]))
    return frame[:end], parts, frame[end:]


def _with_ids(html: str, ids: list[str]) -> str:
    first, *others = ids
    end = html.index(">") + 1
    more = "".join(f'<span id="{other}"></span>' for other in others)
    return f'{html[: end - 1]} id="{first}">{more}{html[end:]}'
