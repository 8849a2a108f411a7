"""A copy of the full tiny site for each test of a command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[1] / "sites" / "full" / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    shutil.copytree(SITE, copy)
    return copy
