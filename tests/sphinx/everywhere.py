"""A guest in every theme and builder, beside every extension: run by `test_guest_everywhere` in an environment of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from host import build_host, check_host, host

OTHERS = [
    "sphinx_copybutton",
    "sphinx.ext.intersphinx",
    "sphinxext.opengraph",
    "sphinx_sitemap",
    "sphinx.ext.todo",
    "sphinx_design",
    "myst_nb",
]
THEMES = ("alabaster", "furo", "pydata_sphinx_theme")
BUILDERS = ("dirhtml", "singlehtml", "text", "xml", "json", "epub", "latex", "man", "gettext")
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A notebook"},
        {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": 1, "outputs": [], "source": "1 + 1"},
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
MORE = {
    "notebook.ipynb": json.dumps(NOTEBOOK),
    "notes.md": "---\norphan: true\n---\n\n# Notes\n\nOf the *host*, with {doc}`usage`.\n\n::::{grid} 2\n:::{grid-item}\nA\n:::\n::::\n",
    "more.rst": ":orphan:\n\nMore\n====\n\n.. toctree::\n\n   notebook\n\n.. todo:: Something\n",
}
BROKEN_WITHOUT_US = {("sphinxext.opengraph", "singlehtml"), ("sphinxext.opengraph", "json")}
"""Extensions that break down with a builder, whether we are there or not."""


def main() -> None:
    """Compare the pages of the host in each case; an assertion says which differ."""
    cases = [("html", theme) for theme in THEMES] + [(builder, "alabaster") for builder in BUILDERS]
    for builder, theme in cases:
        others = [one for one in OTHERS if (one, builder) not in BROKEN_WITHOUT_US]
        with TemporaryDirectory() as made:
            folder = host(Path(made) / "host", with_us=False)
            config = {"myst_enable_extensions": ["colon_fence"], "suppress_warnings": ["design.grid"]}
            orders = [["briefings", *others], [*others, "briefings"]]
            options = {"builder": builder, "theme": theme, "more": MORE, "config": config}
            built = check_host(folder, Path(made) / "out", others, orders, **options)
            print(f"{builder} with {theme}: {len(built[0].files)} files, the same in both orders", file=sys.stderr)
    with TemporaryDirectory() as made:
        folder = host(Path(made) / "host", with_us=True)
        checked = build_host(folder, Path(made) / "out", extensions=["briefings"], builder="linkcheck", expect=True)
        assert checked.error is None, checked.error
        assert "content/policies/children-act.md" in checked.text("output.json")


if __name__ == "__main__":
    main()
