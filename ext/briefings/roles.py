"""The roles ``{theme}``, ``{policy}`` and so on: the title is filled in when all pages are known."""

from __future__ import annotations

from docutils import nodes
from sphinx.roles import XRefRole

from briefings.model.vocabulary import ROLE_NAMES


def create_roles() -> dict[str, XRefRole]:
    """One cross-reference role for each kind of thing that can be named.

    They do not warn: a name that does not exist is a problem of the content, reported with its line before reading.
    """
    return {name: XRefRole(innernodeclass=nodes.inline, warn_dangling=False) for name in ROLE_NAMES}
