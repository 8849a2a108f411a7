"""The style sheet of the site: the parts in ``styles/`` of the theme and the site's colours, in one file.

The parts are joined when the site is built, so that a reader's browser asks once. ``styles/site.css`` names them in
their order with plain ``@import`` lines.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.colours import brand_tokens
from briefings.package_files import find_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

FOLDER: Final = "styles"
MAIN: Final = "site.css"
_IMPORT = re.compile(r'^@import "([a-z0-9-]+\.css)";$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")
_AROUND = re.compile(r"\s*([{};,])\s*")


def render(parts: Mapping[str, str], colours: Mapping[str, str]) -> bytes:
    """The style sheet.

    Args:
        parts: the text of every part by its file name; `MAIN` names the others.
        colours: the site's own.
    """
    joined = _IMPORT.sub(lambda found: parts[found[1]], parts[MAIN])
    text = _AROUND.sub(r"\1", _SPACE.sub("\n", _COMMENT.sub("", joined)).strip())
    return f"{text}\n{brand_tokens(colours)}".encode()


def write_styles(app: Sphinx, exception: Exception | None) -> None:
    """Write the style sheet into the built site, if it is not there as it should be."""
    if exception is not None or app.builder.format != "html":
        return
    found = find_files(app, FOLDER, ".css")
    parts = {name: file.read_text(encoding="utf-8") for name, file in found.items()}
    content = render(parts, app.config.briefings_colours)
    target = Path(app.outdir) / "_static" / MAIN
    if not target.exists() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
