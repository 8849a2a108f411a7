"""What is published besides pages; each module has a pure ``render`` function and, if needed, a thin handler."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefings.domain import domain_of, has_rest_pages
from briefings.outputs import data

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def write_outputs(app: Sphinx, exception: Exception | None) -> None:
    """Write every output of the site, from the library alone; only what changed."""
    if exception is not None or not has_rest_pages(app.builder):
        return
    for name, content in data.render(domain_of(app.env).library).items():
        file = Path(app.outdir) / name
        if not file.exists() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
