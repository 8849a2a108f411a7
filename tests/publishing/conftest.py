"""A tiny site with its own folder, published by the real command in a process of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from press import Press, make_press


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return make_press(tmp_path)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """A site that was published once, for tests that only look or that copy it."""
    made = make_press(tmp_path_factory.mktemp("printed"))
    made.run()
    return made


@pytest.fixture
def copied(printed: Press, tmp_path: Path) -> Press:
    """A copy of a published site that a test may change."""
    shutil.copytree(printed.folder, tmp_path / "copy")
    return Press(tmp_path / "copy")
