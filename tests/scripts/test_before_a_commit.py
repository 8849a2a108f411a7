"""The hooks, as ``pre-commit`` runs them, with a real ``git commit``: what is refused is in no commit (P36, P41)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from editors import ROOT, SITE_OF_TESTS

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "privacy"))
from labelled_texts import nhs_numbers

NUMBER = nhs_numbers(1)[0]
SPACED = f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}"
HOOK = """\
#!{python}
# Does what pre-commit does for hooks of "repo: local" and "language: system": choose the staged files by name and
# type, run each entry with them, refuse when one fails.
import re, shlex, subprocess, sys, yaml

stage = "{stage}"
config = yaml.safe_load(open(".pre-commit-config.yaml", encoding="utf-8"))
command = ["git", "diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRTUXB"]
staged = [name for name in subprocess.run(command, capture_output=True, text=True).stdout.split("\\0") if name]
failed = False
for hook in (hook for repo in config["repos"] for hook in repo["hooks"]):
    if stage not in hook.get("stages", config["default_stages"]):
        continue
    names = sys.argv[1:] if stage == "commit-msg" else [
        name for name in staged
        if re.search(hook.get("files", ""), name) and ("types" not in hook or name.endswith(".py"))
    ]
    if (names or hook.get("always_run")) and hook["id"] not in {skipped!r}:
        passed = names if hook.get("pass_filenames", True) else []
        failed |= subprocess.run([*shlex.split(hook["entry"]), *passed]).returncode != 0
sys.exit(failed)
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the site, the commands and the hooks, in which everything is committed."""
    folder = tmp_path_factory.mktemp("repository")
    for part in ("ext", "scripts", "_static"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SITE_OF_TESTS, folder / "content")
    for part in (".pre-commit-config.yaml", "conf.py"):
        shutil.copy(ROOT / part, folder)
    (folder / ".gitignore").write_text(".venv/\n__pycache__/\n")
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\nPYTHONPATH='{folder}/ext:{folder}' exec '{sys.executable}' \"$@\"\n")
    python.chmod(0o755)
    git(folder, "init", "-q")
    for stage in ("pre-commit", "commit-msg"):
        hook = folder / ".git" / "hooks" / stage
        hook.parent.mkdir(exist_ok=True)
        # The handbook and the style of the code are not what is tested here, and the copy has neither.
        hook.write_text(HOOK.format(python=sys.executable, stage=stage, skipped={"reference", "ruff"}))
        hook.chmod(0o755)
    git(folder, "add", "-A")
    done = git(folder, "commit", "-q", "--no-verify", "-m", "Start")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def repository(template: Path) -> Path:
    git(template, "reset", "-q", "--hard")
    git(template, "clean", "-q", "-f", "-d")
    return template


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "HOME": str(folder)}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_NOSYSTEM": "1"}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | who
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, env=environment)


def commit(folder: Path, message: str = "Change a page") -> tuple[bool, str]:
    """Whether there is a new commit, and what was said."""
    git(folder, "add", "-A")
    before = git(folder, "rev-parse", "HEAD").stdout
    done = git(folder, "commit", "-q", "-m", message)
    after = git(folder, "rev-parse", "HEAD").stdout
    assert (done.returncode == 0) is (before != after)
    return before != after, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("content/about.md", f"The number {SPACED}.", "nhs-number"),
        ("content/drafts/new.md", "Jayden, aged 7, was seen.", "name-and-age"),
        ("content/use/2026.csv", f"note\n{SPACED}\n", "nhs-number"),
        ("content/packs/x.yaml", "note: Jayden's mother\n", "name-and-relation"),
        ("content/jayden-aged-7.md", "# A page\n", "private-file-name"),
        ("content/scan.jpg", "no picture", "bad-picture"),
        ("content/report.docx", "x", "unexpected-file"),
        ("notes/report.pdf", "x", "unexpected-file"),
        ("mail.msg", "x", "unexpected-file"),
    ],
)
def test_a_commit_is_refused(repository: Path, name: str, text: str, code: str) -> None:
    """Nothing of it is in the history, and the value is not on the screen."""
    file = repository / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        file.read_text() + f"\n{text}\n" if file.exists() else f"# New\n\n{text}\n" if name.endswith(".md") else text
    )
    made, said = commit(repository)
    assert not made
    assert f"[{code}]" in said
    assert NUMBER[-4:] not in said
    assert "Jayden" not in said


def test_what_a_deletion_or_a_new_name_breaks_is_refused(repository: Path) -> None:
    """The mistake is in files that the commit does not touch, and git names no deleted file to a hook."""
    (repository / "content" / "themes" / "minutes.md").unlink()
    made, said = commit(repository)
    assert not made
    assert "theme 'minutes' does not exist" in said
    git(repository, "reset", "-q", "--hard")
    git(repository, "mv", "content/themes/minutes.md", "content/themes/records-of-meetings.md")
    made, said = commit(repository)
    assert not made
    assert "theme 'minutes' does not exist" in said


def test_a_page_is_written_in_its_form_before_a_commit(repository: Path) -> None:
    """The hook formats what is committed; a draft with hints that is left alone stops nobody."""
    (repository / "content" / "drafts").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "exclude").write_text("content/drafts/mine.md\n")
    (repository / "content" / "drafts" / "mine.md").write_text("---\ntitle: '[[x]]'\n---\n")
    file = repository / "content" / "themes" / "minutes.md"
    file.write_text(
        file.read_text().replace("---\n", "---\nparent: meetings\n", 1).replace("\nparent: meetings\nother", "\nother")
    )
    _, said = commit(repository)
    assert "content/themes/minutes.md: formatted" in said
    assert file.read_text().startswith("---\ntitle: ")


def test_a_commit_that_says_nothing_of_anybody_is_made(repository: Path) -> None:
    file = repository / "content" / "about.md"
    file.write_text(file.read_text() + "\nA sentence more.\n")
    made, said = commit(repository, "Say more\n\nReviewed-by: Kai Okoro <kai@alder.gov.uk>")
    assert made, said


@pytest.mark.parametrize(
    ("message", "code"),
    [("Take out Jayden, aged 7", "name-and-age"), (f"Fix\n\nIt said {SPACED}.", "nhs-number")],
)
def test_a_message_that_names_somebody_is_refused(repository: Path, message: str, code: str) -> None:
    """Who takes a name out of a page writes it into the message only too easily."""
    file = repository / "content" / "about.md"
    file.write_text(file.read_text() + "\nAnother sentence.\n")
    made, said = commit(repository, message)
    assert not made
    assert f"[{code}]" in said
    assert "Jayden" not in said
    assert NUMBER[-4:] not in said


def test_a_change_that_takes_the_value_out_is_never_refused(repository: Path) -> None:
    """What is in the history already must be easy to remove."""
    file = repository / "content" / "about.md"
    whole = file.read_text()
    file.write_text(f"{whole}\nThe number {SPACED}.\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--no-verify", "-m", "By mistake")
    file.write_text(whole)
    made, said = commit(repository)
    assert made, said
