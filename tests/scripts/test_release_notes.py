"""A release says what changed in its own version, and is refused when tag, package and changelog do not agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefings.__about__ import __version__
from scripts.release_notes import main, notes

ROOT = Path(__file__).resolve().parents[2]
LOG = (
    "# Changelog\n\n## Unreleased\n\n## 0.2.0 – 2026-12-01\n\n### Added\n\n- New.\n\n## 0.1.0 – 2026-11-21\n\n- Old.\n"
)


def test_only_its_own_version() -> None:
    assert notes(LOG, "v0.2.0", "0.2.0") == "### Added\n\n- New."


@pytest.mark.parametrize(
    ("log", "tag", "version", "said"),
    [
        (LOG, "v0.3.0", "0.2.0", "the tag v0.3.0 is not that of the package"),
        (LOG, "v0.3.0", "0.3.0", "has no part '## 0.3.0"),
        (LOG.replace("## Unreleased\n", "## Unreleased\n\n- Newer.\n"), "v0.2.0", "0.2.0", "has entries under 'Unreleased'"),
    ],
)  # fmt: skip
def test_what_does_not_agree(log: str, tag: str, version: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        notes(log, tag, version)


def test_a_foreign_tag_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["v99.0.0"]) == 1
    assert "release: the tag v99.0.0" in capsys.readouterr().err


def test_the_version_stands_in_one_place() -> None:
    """The build of the package, the SBOM and the command read it; nothing else names it as its own."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dynamic = ["version"]' in project
    assert f'"{__version__}"' not in project
    found = [
        file
        for file in (ROOT / "ext/briefings").rglob("*.py")
        if f'__version__ = "{__version__}"' in file.read_text("utf-8")
    ]
    assert [file.name for file in found] == ["__about__.py"]
