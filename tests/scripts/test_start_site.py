"""Another partnership's first day: a new site is whole, holds nothing of ours, and builds at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from editors import COMMON, ROOT, errors, run, tree

from scripts import start_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "our-site"
    done = run("start_site.py", folder, "--name", "Learning in Oakshire", "--partnership", "oakshire",
               "--github", "oakshire-scp", *COMMON)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_a_new_site_has_no_mistake(site: Path) -> None:
    """Its content passes the check as it is."""
    assert errors(site / "content") == ()
    assert {path.parent.name for path in site.glob("content/*/*.md")} >= {"themes", "agencies", "policies", "handbook"}
    assert len(list(site.glob("content/briefings/*.md"))) == 2


def test_a_new_site_holds_nothing_local(site: Path) -> None:
    """Its name is its own; no briefing, policy or partnership of this site came along."""
    conf = (site / "conf.py").read_text(encoding="utf-8")
    assert "project = 'Learning in Oakshire'" in conf
    assert [path.stem for path in sorted(site.glob("content/partnerships/*.md"))] == ["index", "oakshire"]
    ours = {path.name for path in (ROOT / "content" / "briefings").glob("*.md")} - {"index.md"}
    assert not ours & {path.name for path in site.rglob("*.md")}
    for path in site.glob("content/policies/*.md"):
        assert re.search(r"kind: (act|statutory-guidance)|policy-register|policy-", path.read_text(encoding="utf-8")), (
            path
        )


def test_a_new_site_asks_its_own_teams_to_review(site: Path) -> None:
    owners = (site / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "/content/                @oakshire-scp/editors\n" in owners
    assert "OWNER" not in owners


def test_nobody_is_asked_to_review_in_somebody_elses_name() -> None:
    """A team that does not exist is a mistake on GitHub, so lines without an owner stay comments."""
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
    assert sum("@OWNER/" in line for line in lines) == 5


@pytest.mark.parametrize("owner", ["oak shire", "-oak", "oak--shire", "oak\n* @evil", "@oak"])
def test_an_organisation_that_cannot_be(tmp_path: Path, owner: str) -> None:
    assert start_site.main([str(tmp_path / "new"), f"--github={owner}", *COMMON]) == 1
    assert not (tmp_path / "new").exists()


def test_a_new_site_builds(site: Path, tmp_path: Path) -> None:
    """What `make site` runs builds it at once, with its own generator and templates."""
    done = subprocess.run(
        [sys.executable, "scripts/publish_site.py", "--output", str(tmp_path / "out"), "--as-of", "2026-11-21",
         "--publish-the-future"],
        cwd=site, capture_output=True, text=True, check=False, env={"PYTHONPATH": f"{site / 'ext'}:{site}", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Learning in Oakshire" in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "out/briefings/sample-core-groups.html").is_file()


@pytest.mark.parametrize(("folder", "said"), [("full", "exists already"), (str(ROOT / "inside"), "cannot lie inside")])
def test_where_a_site_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str, said: str) -> None:
    """Nothing is written over, and nothing is put into this site."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").write_text("mine", encoding="utf-8")
    before = tree(tmp_path)
    assert start_site.main([str(tmp_path / folder), *COMMON]) == 1
    assert said in capsys.readouterr().err
    assert tree(tmp_path) == before
    assert not (ROOT / "inside").exists()


def test_an_interrupted_start_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C halfway: no half a site, no scrap."""

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start_site, "_copy_common", interrupted)
    assert start_site.main([str(tmp_path / "site"), *COMMON]) == 1
    assert list(tmp_path.iterdir()) == []
