"""P56: a site that version 0.1 made is brought to this version by one command, and can be published (`sites/made-by-0.1`)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from briefings import __version__
from briefings.cli import upgrade
from briefings.cli.main import run
from briefings.model.content import load_content
from briefings.model.problems import errors_in

KEPT = Path(__file__).resolve().parents[1] / "sites" / "made-by-0.1"
DAY = ("--as-of", "2026-11-21")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The kept site with some of the copied generator: three files as they were, two that somebody changed."""
    site = tmp_path / "site"
    shutil.copytree(KEPT, site)
    monkeypatch.chdir(site)
    monkeypatch.setattr(upgrade, "_host_of", lambda site: "github")
    for name in ("ext/briefings/version.py", "_templates/page.html", "Makefile"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("as copied\n", encoding="utf-8")
    for name in ("_templates/components/card.html", "ext/briefings/roles.py"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("changed here\n", encoding="utf-8")
    from briefings.upgrading import copied

    known = dict(copied._copied())
    known |= dict.fromkeys(
        ("ext/briefings/version.py", "_templates/page.html", "Makefile"), copied.fingerprint_of(b"as copied\n")
    )
    monkeypatch.setattr(copied, "_copied", lambda: known)
    return site


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_site_of_0_1_is_upgraded_and_published(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = load_content(old / "content", as_of=date(2026, 11, 21), drafts=True)
    assert len(errors_in(before.problems)) > 10, "it is written as version 0.1 read it"
    assert run(["upgrade", *DAY]) == 1  # files that somebody changed are left to them
    said = capsys.readouterr().out
    assert f"made with version 0.1.0; this is version {__version__}" in said
    assert "What 0.2.0 means for sites that exist:" in said
    assert "ext/briefings/roles.py: copied by version 0.1 and changed here; set aside as before-upgrade/" in said
    assert not (old / "ext").exists()
    assert not (old / "_templates").exists()
    assert not (old / ".github/workflows/test.yml").exists(), "a workflow of the generator that nobody edited"
    assert (old / "before-upgrade/_templates/components/card.html").read_text(encoding="utf-8") == "changed here\n"
    assert (old / "_static/logo.svg").is_file()
    assert "briefings build" in (old / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    assert "html_theme_path" not in (old / "conf.py").read_text(encoding="utf-8")
    after = load_content(old / "content", as_of=date(2026, 11, 21), drafts=True)
    assert errors_in(after.problems) == ()
    words = (old / "content/briefings/late-reports-2025.md").read_text(encoding="utf-8")
    assert "addresses: [l-reports-reached-families-on-the-day, l-reports-used-words-that-parents-did]" in words
    assert ":agencies:" not in words

    shutil.rmtree(old / "before-upgrade")
    assert run(["upgrade", *DAY]) == 0
    assert "The site is up to date" in capsys.readouterr().out
    done = subprocess.run(
        [sys.executable, "-m", "briefings", "build", *DAY],
        cwd=old,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert (old / "_build/site/search.html").is_file()
    assert "Late reports in Oakshire" in (old / "_build/site/index.html").read_text(encoding="utf-8")


def test_looking_changes_nothing(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(old)
    assert run(["upgrade", "--diff", *DAY]) == 1
    said = capsys.readouterr().out
    assert "-{keeps-coming-back}" in said.replace(":::", "")
    assert "+{found-in-many-places}" in said.replace(":::", "")
    assert files_of(old) == before


def test_all_or_nothing(old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A rewriting that would break a page stops the command before anything is written."""
    before = files_of(old)

    def breaks(content: Path, since: str, as_of: date) -> None:
        (content / "about.md").write_text("{theme}`nowhere`\n", encoding="utf-8")

    monkeypatch.setattr(upgrade, "migrate", breaks)
    assert run(["upgrade", *DAY]) == 1
    assert "content/about.md:1" in capsys.readouterr().err
    assert files_of(old) == before


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert run(["init", str(tmp_path / "new"), "--partnership", "oakshire", "--host", "github", *DAY]) == 0
    monkeypatch.chdir(tmp_path / "new")
    return tmp_path / "new"


def test_what_nobody_edited_is_refreshed(
    new: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A later version writes workflows and requirements again, but not those that were edited here."""
    monkeypatch.setattr(upgrade, "__version__", "0.3.0")
    fresh = upgrade.refreshed_files("github", "")
    check, publish = ".github/workflows/check.yml", ".github/workflows/publish.yml"
    later = {
        **fresh,
        check: fresh[check] + "# later\n",
        publish: fresh[publish] + "# later\n",
        "requirements.txt": "sphinx-briefings==0.3.0\n",
    }
    monkeypatch.setattr(upgrade, "refreshed_files", lambda host, owner: later)
    (new / publish).write_text("name: ours\n", encoding="utf-8")
    (new / "requirements.txt").write_text(f"sphinx-briefings=={__version__}\nsphinx-sitemap==2.6\n", encoding="utf-8")
    assert run(["upgrade", *DAY]) == 1
    said = capsys.readouterr().out
    assert f"{publish}: edited here and left alone" in said
    assert (new / check).read_text(encoding="utf-8").endswith("# later\n")
    assert (new / publish).read_text(encoding="utf-8") == "name: ours\n"
    assert (new / "requirements.txt").read_text(encoding="utf-8") == "sphinx-briefings==0.3.0\nsphinx-sitemap==2.6\n"
    assert run(["upgrade", "--diff", *DAY]) == 1
    assert "+# later" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ('version = "9.0.0"\n', "install the newer one: pip install 'sphinx-briefings>=9.0.0'"),
        ("<<<<<<< HEAD\n", ".briefings.toml cannot be read"),
    ],
)
def test_what_stops_it(new: Path, capsys: pytest.CaptureFixture[str], record: str, said: str) -> None:
    (new / ".briefings.toml").write_text(record, encoding="utf-8")
    assert run(["upgrade"]) == 1
    assert said in capsys.readouterr().err


def test_not_in_our_own_folder(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(Path(__file__).resolve().parents[2])
    assert run(["upgrade"]) == 1
    assert "holds the generator itself" in capsys.readouterr().err


def test_alone_the_command_says_that_the_site_is_older(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = new / ".briefings.toml"
    record.write_text(record.read_text(encoding="utf-8").replace(__version__, "0.1.9"), encoding="utf-8")
    assert run([]) == 0
    assert "made with version 0.1.9" in capsys.readouterr().out
