"""Links out of the site, as the ledger knows them: one that is dead becomes text that says so (promise P49)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from briefings.domain import domain_of
from briefings.model.vocabulary import AddressState

if TYPE_CHECKING:
    from typing import Any

    from briefings.model.ledger import Link


class TellOfDeadLinks(SphinxPostTransform):
    """Replaces links in the text of pages whose address moved or is gone."""

    default_priority = 700  # after references are resolved

    def run(self, **kwargs: Any) -> None:
        """Look every address up in the ledger; what is live, or not listed, stays as it is."""
        ledger = domain_of(self.env).registers.ledger
        if not ledger.links:
            return
        own = domain_of(self.env).placement
        if own.own(self.env.current_document.docname) is None:
            return
        for reference in list(self.document.findall(nodes.reference)):
            if reference.get("internal") or not (link := ledger.of(reference.get("refuri", ""))):
                continue
            if link.state is AddressState.MOVED:
                reference["refuri"] = link.moved_to
            elif link.state in (AddressState.GONE, AddressState.ARCHIVED):
                reference.replace_self(_told(reference, link))


def _told(reference: nodes.reference, link: Link) -> list[nodes.Node]:
    """What the link said, what it led to, when that was last there, and the copy in an archive if there is one."""
    parts = ["no longer online"] if link.address in reference.astext() else [f"{link.address}, no longer online"]
    if link.last_good:
        parts.append(f"last seen {link.last_good.words}")
    told: list[nodes.Node] = [*reference.children, nodes.Text(f" ({', '.join(parts)}")]
    if link.archived:
        told += [nodes.Text("; "), nodes.reference("", "archived copy", refuri=link.archived)]
    return [*told, nodes.Text(")")]
