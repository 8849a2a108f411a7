"""Another partnership's first day: a new site is small, whole, holds nothing of ours, and every file works at once."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from briefings import __version__
from briefings.cli import init
from briefings.cli.main import run
from briefings.cli.publish import _without_address
from briefings.model.content import load_content
from briefings.model.problems import errors_in
from briefings.upgrading.record import fingerprint_of, read_record

ROOT = Path(__file__).resolve().parents[2]
COMMON = ("--as-of", "2026-11-21")
OAKSHIRE = ("--name", 'Learning in "Oakshire" & Ash', "--partnership", "oakshire", *COMMON)
ADDRESS = ("--address", "https://oakshire.github.io/learning")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "our-site"
    assert run(["init", str(folder), *OAKSHIRE, *ADDRESS, "--host", "github", "--owner", "oakshire-scp"]) == 0
    return folder


def files_of(folder: Path) -> dict[str, str]:
    found = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
    return {name: file.read_text(encoding="utf-8") for name, file in found.items() if not name.startswith(".git/")}


def test_a_new_site_has_no_mistake_and_no_advice(site: Path) -> None:
    """Its content passes the check as it is: common pages are read where they lie."""
    import datetime

    content = load_content(site / "content", as_of=datetime.date(2026, 11, 21), drafts=True)
    assert content.problems == ()
    assert content.library.entries.keys() >= {
        "themes/neglect", "agencies/police", "policies/children-act-1989", "partnerships/oakshire",
        "briefings/sample-core-groups", "search", "my-pack", "about-data", "run-sheet", "action-form", "use",
    }  # fmt: skip


def test_a_new_site_holds_no_generator_and_no_registry(site: Path) -> None:
    """Less than 150 lines besides content; nothing in it has to be merged for a newer version."""
    files = files_of(site)
    assert not [name for name in files if name.endswith((".py", ".html", ".css", ".js")) and name != "conf.py"]
    by_hand = {name: text for name, text in files.items() if name != "requirements.lock"}  # a program writes the lock
    assert sum(text.count("\n") for name, text in by_hand.items() if not name.startswith("content/")) < 150
    assert files["conf.py"].count("\n") < 40
    assert not [name for name in files if name.startswith("content/handbook/")]
    for kind in ("themes", "agencies", "policies"):
        assert [name for name in files if name.startswith(f"content/{kind}/")] == [f"content/{kind}/index.md"]
    assert files["requirements.txt"] == f"sphinx-briefings=={__version__}\n"


def test_what_it_installs_is_named_with_hashes(site: Path) -> None:
    """The lock of a started site is that of this project, without what builds it; `make lock` writes both."""
    versions = re.compile(r"(?m)^([a-z0-9-]+)==(\S+)")
    lock = (site / "requirements.lock").read_text(encoding="utf-8")
    ours = dict(versions.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    theirs = dict(versions.findall(lock))
    assert {"sphinx", "typst", "click"} <= theirs.keys() <= ours.keys()
    assert all(ours[name] == version for name, version in theirs.items())
    assert lock.count("==") <= lock.count("\\\n    --hash=sha256:")
    for workflow in (site / ".github/workflows").glob("*.yml"):
        text = workflow.read_text(encoding="utf-8")
        assert "pip install --require-hashes -r requirements.lock\n" in text
        assert "pip install --no-deps -r requirements.txt\n" in text


def test_a_new_site_records_its_version(site: Path) -> None:
    """And, by a digest each, what an upgrade may write again."""
    record = read_record(site)
    assert record is not None
    assert (record.version, record.host, record.owner) == (__version__, "github", "oakshire-scp")
    assert {name: fingerprint_of((site / name).read_bytes()) for name in record.written} == record.written


def test_a_new_site_holds_nothing_local(site: Path) -> None:
    """Its name is its own; nothing of this site's areas came along, and no place of the starter was left open."""
    settings = runpy.run_path(str(site / "conf.py"))
    assert settings["project"] == 'Learning in "Oakshire" & Ash'
    assert settings["html_baseurl"] == "https://oakshire.github.io/learning/"
    for name, text in files_of(site).items():
        assert not re.search(r"devon|sandwell|solihull|shropshire|gloucester", text, re.IGNORECASE), name
        assert not re.search(r"(?<!\$)\{\{", text), name
        assert text.endswith("\n"), name
        assert "make " not in text or not name.endswith((".yml", "README.md")), name


def test_a_new_site_asks_its_own_teams_to_review(site: Path) -> None:
    owners = (site / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "/content/                @oakshire-scp/editors\n" in owners
    assert "OWNER" not in owners
    assert (site / ".git").is_dir()


def test_its_workflows_are_as_safe_as_ours(site: Path) -> None:
    """Pinned actions, no right by default, no secret and no right to write for untrusted code."""
    zizmor = Path(sys.executable).parent / "zizmor"
    done = subprocess.run([zizmor, "--offline", ".github"], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    ours = "".join(path.read_text(encoding="utf-8") for path in (ROOT / ".github/workflows").glob("*.yml"))
    for path in (site / ".github/workflows").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        assert yaml.safe_load(text)["permissions"] == {}
        for action in re.findall(r"uses: (\S+ # \S+)", text):
            assert action in ours, f"{action}: the starter has another version than our own workflows"


@pytest.mark.parametrize(
    ("host", "there", "not_there"),
    [("gitlab", ".gitlab-ci.yml", ".github"), ("none", "conf.py", ".github"), ("github", ".github/workflows", ".gitlab-ci.yml")],
)  # fmt: skip
def test_only_the_workflows_of_its_host(tmp_path: Path, host: str, there: str, not_there: str) -> None:
    assert run(["init", str(tmp_path / "new"), *OAKSHIRE, "--host", host]) == 0
    assert (tmp_path / "new" / there).exists()
    assert not (tmp_path / "new" / not_there).exists()
    assert not (tmp_path / "new" / ".github/CODEOWNERS").exists()  # nobody is asked in somebody else's name


@pytest.mark.parametrize(
    ("options", "said"),
    [
        *((["--owner", owner], "cannot be an organisation") for owner in ("oak shire", "-oak", "oak\n* @evil", "@oak")),
        (["--address", "oakshire.gov.uk"], "is not an address"),
        (["--address", 'https://x.uk/"+evil+"'], "is not an address"),
        (["--name", "<script>alert(1)</script>"], "have mistakes"),
    ],
)
def test_what_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str) -> None:
    """Nothing is written then."""
    assert run(["init", str(tmp_path / "new"), "--host", "github", *options, *COMMON]) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").write_text("mine", encoding="utf-8")
    assert run(["init", str(tmp_path / "full")]) == 1
    assert "exists already" in capsys.readouterr().err
    assert files_of(tmp_path) == {"full/file": "mine"}


def test_no_site_in_a_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(site / "content" / "inside")]) == 1
    assert "cannot lie inside the site" in capsys.readouterr().err
    assert not (site / "content" / "inside").exists()


def test_an_interrupted_start_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C halfway: no half a site, no scrap."""

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(init, "_start_git", interrupted)
    assert run(["init", str(tmp_path / "site"), *COMMON]) == 1
    assert list(tmp_path.iterdir()) == []


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(init.shutil, "which", lambda name: None)
    assert run(["init", str(tmp_path / "site"), *OAKSHIRE]) == 0
    said = capsys.readouterr().out
    assert "not a git repository" in said
    assert "Give its address in conf.py" in said
    content = load_content(tmp_path / "site/content", as_of=init.as_of_date("2026-11-21"), drafts=True)
    assert errors_in(content.problems) == ()


def test_gitlab_uses_an_image_by_its_digest() -> None:
    """The same as we use: a name alone may be another image tomorrow."""
    ours, theirs = (ROOT / name for name in (".gitlab-ci.yml", "ext/briefings/starter/gitlab/gitlab-ci.yml"))
    images = [re.findall(r"image: (\S+)", file.read_text(encoding="utf-8")) for file in (ours, theirs)]
    assert images[0] == images[1]
    assert re.fullmatch(r"python:3\.\d+-slim@sha256:[0-9a-f]{64}", *images[1])


def test_gitlab_runs_what_github_runs(tmp_path: Path) -> None:
    """Its steps are those that `test_wheel` runs for GitHub, but for the folder that GitLab Pages wants."""
    commands: dict[str, set[str]] = {}
    for host in ("github", "gitlab"):
        assert run(["init", str(tmp_path / host), "--partnership", "oakshire", "--host", host, *COMMON]) == 0
        files = [*(tmp_path / host).glob(".github/workflows/*.yml"), *(tmp_path / host).glob(".gitlab-ci.yml")]
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        commands[host] = set(re.findall(r"(?m)^[ -]*(?:run: )?((?:pip|briefings) .*)$", text))
    without = {host: {one.partition(" ||")[0] for one in found} for host, found in commands.items()}
    assert {one.replace(" --output public", "") for one in without["gitlab"]} <= without["github"]


def test_a_site_for_pages_without_an_address_is_told(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By each build, as a warning beside conf.py where GitHub runs it; a site that is kept nowhere is not."""
    for host in ("gitlab", "none"):
        assert run(["init", str(tmp_path / host), "--partnership", "oakshire", "--host", host, *COMMON]) == 0
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert _without_address(tmp_path / "gitlab").startswith("Note: conf.py names no address (html_baseurl)")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert _without_address(tmp_path / "gitlab").startswith("::warning file=conf.py::conf.py names no address")
    assert _without_address(tmp_path / "none") == ""
    assert _without_address(site) == ""
