"""The first hour of a new editor, from start to finish, with the commands of the handbook in a fresh copy of everything.

The preview of `make live` is tried in ``test_preview.py``, as it runs until it is stopped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from editors import ROOT, tree

from scripts import handbook_screens

NOT_IN_A_CLONE = shutil.ignore_patterns(
    ".git", ".venv", "_build", "vendor", "tests", "docs", "__pycache__", ".*_cache", ".hypothesis", ".content-change"
)
SLUG = "core-groups-minutes-in-time"


def run(clone: Path, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command, with the code and the content of the clone and no other."""
    return subprocess.run(
        [sys.executable, *command.split(), *arguments, "--as-of", "2026-11-21"],
        cwd=clone, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": f"{clone / 'ext'}:{clone}"},
    )  # fmt: skip


def test_from_an_empty_draft_to_the_published_site(tmp_path: Path) -> None:
    """New, check, fill in, check, publish the draft, build the site: each step says what comes next, and it is there."""
    clone = tmp_path / "clone"
    shutil.copytree(ROOT, clone, ignore=NOT_IN_A_CLONE)
    before = tree(clone / "content")

    new = run(
        clone, "-m briefings new", "--title", "Core groups: minutes in time", "--layout", "findings-and-actions",
        "--partnership", "sandwell", "--themes", "core-groups", "--agencies", "police", "--published", "2017-01",
    )  # fmt: skip
    assert (new.returncode, new.stderr) == (0, "")
    assert f"briefings approve {SLUG}" in new.stdout
    draft = clone / "content" / "drafts" / f"{SLUG}.md"

    check = run(clone, "-m briefings check", "--no-advice")
    assert check.returncode == 1
    wrong = check.stdout.splitlines()
    assert len(wrong) > 5
    assert all(line.startswith(f"content/drafts/{SLUG}.md:") and line.endswith("[hint-left]") for line in wrong)
    early = run(clone, "-m briefings approve", SLUG, "--checked-by", "Board manager")
    assert (early.returncode, draft.is_file()) == (1, True)

    handbook_screens._write_words(draft)
    check = run(clone, "-m briefings check", "--no-advice")
    assert (check.returncode, check.stdout) == (0, "")

    publish = run(clone, "-m briefings approve", SLUG, "--checked-by", "Board manager")
    assert (publish.returncode, publish.stderr) == (0, "")
    after = tree(clone / "content")
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        f"briefings/{SLUG}.md"
    }

    site = run(clone, "-m briefings build", "--output", str(tmp_path / "site"))
    assert site.returncode == 0, site.stdout + site.stderr
    page = (tmp_path / "site" / "briefings" / f"{SLUG}.html").read_text(encoding="utf-8")
    assert "In four of six cases the minutes came after the next meeting." in page
    assert "Draft: this page is not public." not in page
    for listing in ("briefings/index.html", "themes/core-groups.html", "partnerships/sandwell.html", "questions.html"):
        assert f"{SLUG}.html" in (tmp_path / "site" / listing).read_text(encoding="utf-8"), listing
    assert not (tmp_path / "site" / "drafts").exists()
