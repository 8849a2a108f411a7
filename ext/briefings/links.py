"""For other Sphinx sites: the names by which they link to a site of ours, and nothing else.

In their ``conf.py``::

    extensions = ["sphinx.ext.intersphinx", "briefings.links"]
    intersphinx_mapping = {"learning": ("https://learning.example/", None)}

Then ``{external+learning:briefings:policy}`slug``` (MyST) or ``:external+learning:briefings:policy:`slug``` leads to
our page. A site that installs nothing of ours can write ``<inv:learning:briefings:policy#slug>`` with MyST.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole

from briefings.model.vocabulary import ROLE_NAMES

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class LinksDomain(Domain):
    """The words of our domain, for a site that has no content of ours: only intersphinx fills them in."""

    name = "briefings"
    label = "Learning briefings"
    object_types: ClassVar[dict[str, ObjType]] = {name: ObjType(name, name) for name in ROLE_NAMES}
    roles: ClassVar[dict[str, Any]] = {name: XRefRole(innernodeclass=nodes.inline) for name in ROLE_NAMES}

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, Any]]:
        """Nothing: there is nothing of this domain here."""
        return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the words."""
    app.add_domain(LinksDomain)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
