"""The accessibility statement: sections made of what the front matter of its page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from briefings.components import banner
from briefings.rendering.pen import bulleted, details, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import StatementRow
    from briefings.rendering.pen import Pen

_OLD = "That is more than a year ago. Some of what follows may no longer be true."


def statement(pen: Pen, rows: Sequence[StatementRow]) -> list[nodes.Node]:
    """When and how the site was tested, what does not work, and whom to tell."""
    row = rows[0]
    made: list[nodes.Node] = []
    tested: list[nodes.Node] = [paragraph(nodes.strong("", f"Last tested: {row.tested}"))]
    if row.is_old:
        tested.append(banner.of("overdue", paragraph(_OLD)))
    made.append(_section("how-it-was-tested", "How it was tested", *tested, bulleted(row.how)))
    issues = [_issue(*issue) for issue in row.issues]
    none = "We know of nothing that does not work."
    known = nodes.bullet_list("", *issues, bullet="-") if issues else paragraph(none)
    made.append(_section("what-does-not-work-yet", "What does not work yet", known))
    tell: list[nodes.Node] = [paragraph(row.contact)]
    if row.contact_url:
        tell.append(paragraph(nodes.reference("", row.contact_url, refuri=row.contact_url)))
    made.append(_section("tell-us", "Tell us", *tell))
    return made


def _section(anchor: str, title: str, *content: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *content, ids=[anchor])


def _issue(what: str, instead: str, mended_by: str) -> nodes.list_item:
    item = nodes.list_item("", paragraph(" ".join(filter(None, (what, instead)))))
    if mended_by:
        item += details(f"We mean to mend this by {mended_by}.")
    return item
