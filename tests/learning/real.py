"""A copy of the real site for tests that change it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from building import ROOT, Site

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = "2026-11-21"


def real_site(folder: Path) -> Site:
    """The real content with the real settings, in a folder that does not exist yet."""
    shutil.copytree(ROOT / "content", folder / "content")
    return Site(folder, {"briefings_as_of": AS_OF}, {"confdir": ROOT})
