"""The grid of sphinx-design, without its style sheet and script: our own style sheet has the few classes it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx_design.config import setup_sd_config
from sphinx_design.extension import depart_container, visit_container
from sphinx_design.grids import setup_grids

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_grid(app: Sphinx) -> None:
    """Register ``grid`` and ``grid-item``."""
    setup_sd_config(app)
    app.add_node(nodes.container, override=True, html=(visit_container, depart_container))
    setup_grids(app)
