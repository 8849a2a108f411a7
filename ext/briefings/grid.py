"""The grid of sphinx-design, without its style sheet and script: our own style sheet has the few classes it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx_design.extension import depart_container, visit_container
from sphinx_design.grids import GridDirective, GridItemDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Grid(GridDirective):
    """A grid that needs no setting of sphinx-design."""

    def run(self) -> list[nodes.Node]:  # type: ignore[misc] # the part before it looks up what a site may not have
        """Make the grid."""
        return self.run_with_defaults()


class GridItem(GridItemDirective):
    """A column of such a grid."""

    def run(self) -> list[nodes.Node]:  # type: ignore[misc]
        """Make the column."""
        return self.run_with_defaults()


GRID: Final = {"grid": Grid, "grid-item": GridItem}
"""The directives by their names; they belong to our domain, so that a host may load sphinx-design or not."""


def setup_grid(app: Sphinx) -> None:
    """Register the grid for a site: only there, all containers are ours to write."""
    for name, directive in GRID.items():
        app.add_directive_to_domain("briefings", name, directive)
    app.add_node(nodes.container, override=True, html=(visit_container, depart_container))
