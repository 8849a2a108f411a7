"""A guest in every theme and builder, beside every extension, in both orders."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from building import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.whole
def test_a_guest_everywhere(tmp_path: Path) -> None:
    """In an environment of its own, made from its lock; without a registry this fails, and never passes unseen."""
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    install = [str(python), "-m", "pip", "install", "-qq", "--require-hashes", "-r", "requirements-guests.txt"]
    subprocess.run(install, cwd=ROOT, check=True, timeout=600)
    tests = ROOT / "tests"
    paths = os.pathsep.join(map(str, (ROOT / "ext", tests, tests / "sphinx")))
    done = subprocess.run(
        [str(python), str(tests / "sphinx" / "everywhere.py")],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
