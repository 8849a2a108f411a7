"""The roles ``{theme}``, ``{policy}`` and so on: the title is filled in when all pages are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

from briefings.model.vocabulary import ROLE_NAMES
from briefings.placement import Placement

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class PageRole(XRefRole):
    """A reference that Sphinx warns of only on a page of a host."""

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: nodes.Element, is_ref: bool
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Say whether a name that does not exist is warned of."""
        node["refwarn"] = Placement.of(env.config).own(env.current_document.docname) is None
        return [node], []


def create_roles() -> dict[str, XRefRole]:
    """One cross-reference role for each kind of thing that can be named.

    On our own pages they do not warn: a name that does not exist is a problem of the content, reported with its line
    before reading. On those of a host they do.
    """
    return {name: PageRole(innernodeclass=nodes.inline, warn_dangling=False) for name in ROLE_NAMES}
