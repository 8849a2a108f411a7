"""The command ``briefings``: every verb explains itself, and every way of using it wrongly gets one sentence."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefings.cli import links
from briefings.cli.live import arguments_for
from briefings.cli.main import VERBS, commands, run
from briefings.cli.options import find_site

SITE_OF_TESTS = Path(__file__).resolve().parents[1] / "sites" / "full"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(SITE_OF_TESTS / "content", folder / "content")
    (folder / "conf.py").write_text("project = 'Alder'\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_help_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {verb} " in said for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each option says what it is for, and an example can be typed as it is."""
    assert run([verb, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"  briefings {verb}" in said.partition("Example")[2]
    command = commands.get_command(click.Context(commands), verb)
    assert command
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "there is no command 'chek'; did you mean 'check'?"),
        (["nothing-like-it"], "'briefings --help' lists all"),
        (["check", "--as-of", "May"], "'May' is not a date; write it like 2026-11-20"),
        (["check", "--content", "nowhere"], "there is no folder 'nowhere'"),
        (["check", "--advice", "--no-advice"], "leave one out"),
        (["approve"], "missing argument 'SLUG'"),
        (["live", "--port", "99999"], "99999"),
    ],
)
def test_a_wrong_call_gets_one_sentence(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        *(["new"], ["import", "report.docx"], ["check"], ["format"], ["live"], ["build"], ["approve", "x"]),
        *(["withdraw", "x"], ["rename", "theme", "a", "b"], ["links"], ["privacy"], ["upgrade"]),
    ],
    ids=lambda arguments: arguments[0],
)
def test_outside_of_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """Where there is no site, each verb says so, and how to make one."""
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert "there is no site in" in err
    assert "briefings init our-site" in err
    assert list(tmp_path.iterdir()) == []


def test_a_site_is_found_from_any_folder_in_it(site: Path) -> None:
    assert find_site(site / "content" / "briefings") == site
    assert find_site(site.parent) is None


def test_alone_it_says_what_comes_next(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    said = capsys.readouterr().out
    assert "briefings build" in said
    (site / "content" / "drafts" / "late.md").parent.mkdir(exist_ok=True)
    (site / "content" / "drafts" / "late.md").write_text("---\ntitle: [[A title]]\n---\n", encoding="utf-8")
    (site / "content" / "about.md").write_text("# About\n\n{them}`neglect`\n", encoding="utf-8")
    assert run([]) == 0
    said = capsys.readouterr().out
    assert re.search(r"\d mistakes? (has|have) to be corrected:\n  briefings check\n", said)
    assert "The draft 'late' has" in said


def test_alone_where_there_is_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([]) == 0
    assert "briefings init our-site" in capsys.readouterr().out


def test_a_busy_port_is_said_before_anything_is_built(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["live", "--port", str(port)]) == 3
    assert f"live: port {port} cannot be used (address already in use)" in capsys.readouterr().err
    assert not (site / "_build").exists()


def test_a_preview_shows_drafts_to_this_computer_alone(site: Path) -> None:
    arguments = arguments_for(site, 8000)
    assert "briefings_drafts=1" in arguments
    assert arguments[arguments.index("--host") + 1] == "127.0.0.1"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--completion", shell]) == 0
    assert "_BRIEFINGS_COMPLETE" in capsys.readouterr().out


def test_completion_knows_the_drafts(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "briefings"], cwd=site, capture_output=True, text=True, check=False,
        env={"_BRIEFINGS_COMPLETE": "bash_complete", "COMP_WORDS": "briefings withdraw core", "COMP_CWORD": "2", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert "core-groups-2017" in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "the folder is read-only; choose another one"),
        (errno.EACCES, "you may not write there; choose another folder, or change its permissions"),
        (errno.ENOSPC, "the disk is full; make room and run the command again"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_the_system_refuses_is_a_sentence(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, said: str
) -> None:
    """A read-only folder, a full disk: one sentence with the path, exit code 3, and nothing is changed."""

    def refuse(self: Path, *arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number), str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    for arguments in (["init", str(site.parent / "new" / "site")], ["new", "--title", "Core groups"]):
        assert run(arguments) == 3
        err = capsys.readouterr().err
        assert said in err
        assert re.search(r": \S+: ", err), "the path is named"
        assert len(err.splitlines()) == 1


def test_without_a_network(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Only `links` needs one, and says so; without the program that it starts, it says how to get that."""
    monkeypatch.setattr(links, "ask", lambda addresses, rate, timeout: {"https://a.example": links.Answer("timed out")})
    assert run(["links"]) == 3
    assert "no address could be reached; is this computer online?" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.chdir(site)
    monkeypatch.setattr(links, "named_in", lambda content: ["https://a.example/"])
    monkeypatch.setattr(links.shutil, "which", lambda name, path=None: None)
    assert run(["links"]) == 3
    assert "install it with: pip install linkchecker" in capsys.readouterr().err


def test_without_git_nothing_is_asked_of_it(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert run(["check", "--changed"]) == 2
    assert "git is not installed" in capsys.readouterr().err


def test_without_a_terminal_nothing_is_asked(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that ask in a terminal end at once without one: no question is printed, and none waits."""

    def asked(question: str = "") -> str:
        raise AssertionError(question)

    monkeypatch.setattr("builtins.input", asked)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    for arguments in (["init", str(site.parent / "other")], ["new"], ["approve", "x"], ["withdraw", "x"], ["upgrade"]):
        run(arguments)


def test_the_names_that_pages_can_use_are_listed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind has its command; a word narrows the list down, however it is written."""
    assert run(["themes"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == sorted(
        path.stem for path in (site / "content/themes").glob("*.md") if path.stem != "index"
    )
    assert run(["agencies", "POLICE"]) == 0
    assert capsys.readouterr().out.split()[0] == "police"
    assert run(["policies", "nothing-like-it"]) == 1
    assert "'briefings policies' lists all" in capsys.readouterr().err
    assert run(["partnerships"]) == 0
    assert "alder" in capsys.readouterr().out
