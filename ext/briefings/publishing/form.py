"""What the web form for editors may consist of: worked out again from the site's settings, not from what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import Config
from sphinx.util.tags import Tags

from briefings.outputs.form import digests

if TYPE_CHECKING:
    from pathlib import Path

    from briefings.model.library import Library


def form_of(site: Path, library: Library) -> dict[str, str]:
    """The files of the form, each with its SHA-256; none when the site has no form.

    Args:
        site: the folder with ``conf.py``.
        library: what is public.
    """
    config = Config.read(str(site), overrides={}, tags=Tags())
    config.add("briefings_admin", {}, "html", dict)
    return digests(library, config.briefings_admin, language=config.language)
