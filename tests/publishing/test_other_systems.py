"""Windows and macOS, as far as Linux can show: each thing that a system may lack is switched off, and all goes on.

What only a real one can show (its own locks, OneDrive, a code page) is run by the workflow ``test.yml`` on
``windows-latest`` and ``macos-latest``.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from building import ROOT

from briefings import moving
from briefings.publishing import lock, place
from briefings.publishing.manifest import write_manifest
from briefings.publishing.trouble import Trouble, trouble_with

if TYPE_CHECKING:
    from collections.abc import Iterator

WITHOUT = Path(__file__).resolve().parent / "as_on_windows"


class Killed(BaseException):
    """The process ends here: nothing after it runs."""


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "exchange", lambda one, other: False)


def put(output: Path, words: str, keep: int = 2) -> None:
    with place.opened(output) as here, here.staging() as staging:
        site = staging / "site"
        site.mkdir()
        (site / "index.html").write_text(words, encoding="utf-8")
        from datetime import date

        write_manifest(site, date(2026, 11, 20), ["index"])
        here.put(site, keep)


def served(output: Path) -> str:
    return (output / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_exchange")
def test_publish_and_go_back_with_two_renames(tmp_path: Path) -> None:
    output = tmp_path / "web" / "site"
    for words in ("one", "two", "three"):
        put(output, words)
        assert served(output) == words
    with place.opened(output) as here:
        assert len(here.earlier()) == 2
        here.take_back(here.earlier()[0])
    assert served(output) == "two"
    assert not (output.parent / ".site.publishing" / "set-aside").exists()


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize("killed_at", range(1, 5))
def test_killed_between_the_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int) -> None:
    """Whatever was the last thing done, the next command finds one whole site and can publish."""
    output = tmp_path / "web" / "site"
    put(output, "old")
    done = 0

    def move(source: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done == killed_at:
            raise Killed
        return moving.move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(place, "move", move)
        with suppress(Killed):
            put(output, "new")
    with place.opened(output):
        assert served(output) in ("old", "new")
    put(output, "next")
    assert served(output) == "next"


@pytest.fixture
def holds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Files can be held here; what was waited."""
    waited: list[float] = []
    monkeypatch.setattr(moving, "HOLDS_FILES", True)
    monkeypatch.setattr(moving.time, "sleep", waited.append)
    return waited


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch, times: int) -> Iterator[None]:
    replace, left = Path.replace, [times]

    def refused(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "Access is denied", str(self))
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        yield


def test_a_file_that_is_let_go_soon(tmp_path: Path, holds: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("a", encoding="utf-8")
    with held(monkeypatch, 3):
        moving.move(tmp_path / "a", tmp_path / "b")
    assert holds == [0.05, 0.1, 0.2]
    assert (tmp_path / "b").is_file()


def test_a_file_that_is_not_let_go(tmp_path: Path, holds: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("a", encoding="utf-8")
    with held(monkeypatch, 99), pytest.raises(moving.FileHeldError) as refused:
        moving.move(tmp_path / "a", tmp_path / "b")
    assert len(holds) == len(moving.WAITS)
    said = str(trouble_with(refused.value))
    assert "another program keeps it open (OneDrive" in said
    assert str(tmp_path / "a") in said


def test_where_nothing_is_held_nothing_is_tried_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "HOLDS_FILES", False)
    with held(monkeypatch, 1), pytest.raises(PermissionError, match="Access is denied"):
        moving.move(tmp_path / "a", tmp_path / "b")


def test_a_lock_without_flock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows locks a byte, beside the number of the process that others must be able to read."""
    places: dict[tuple[int, int], int] = {}

    def locking(descriptor: int, mode: int, number: int) -> None:
        status = os.fstat(descriptor)
        if places.setdefault((status.st_ino, os.lseek(descriptor, 0, os.SEEK_CUR)), descriptor) != descriptor:
            raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(lock, "fcntl", None)
    monkeypatch.setattr(lock, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    with lock.locked(tmp_path / "lock"):
        assert places.keys() == {((tmp_path / "lock").stat().st_ino, 1 << 20)}
        with pytest.raises(Trouble, match=f"process {os.getpid()}"), lock.locked(tmp_path / "lock"):
            pass


def run(folder: Path, *arguments: str) -> str:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{WITHOUT}{os.pathsep}{ROOT / 'ext'}",
        "SOURCE_DATE_EPOCH": "1795219200",
    }
    done = subprocess.run(
        [sys.executable, "-m", "briefings", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, f"{arguments}\n{done.stderr}"
    return done.stdout


def test_the_command_without_what_windows_lacks(tmp_path: Path) -> None:
    """No fcntl, fork, symbolic link, signal or exchange of folders: init, new, check and format go on."""
    assert run(tmp_path, "init", "our-site", "--partnership", "oakshire", "--as-of", "2026-11-21")
    site = tmp_path / "our-site"
    assert "Written" in run(site, "new", "--title", "Core groups", "--themes", "core-groups")
    (site / "content/drafts/core-groups.md").unlink()
    page = site / "content/briefings/sample-core-groups.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))  # as git gives it out there
    run(site, "check")
    run(site, "format")


@pytest.mark.whole
def test_build_without_what_windows_lacks(tmp_path: Path) -> None:
    """The site is published twice, the second time with two renames, and can go back."""
    run(tmp_path, "init", "our-site", "--partnership", "oakshire", "--as-of", "2026-11-21")
    for options in ((), (), ("--verify",), ("--rollback",)):
        run(tmp_path / "our-site", "build", *options)
    assert (tmp_path / "our-site/_build/site/index.html").is_file()


def test_the_preview_needs_no_fork() -> None:
    """Where processes are not copied, what builds is handed to a new one."""
    import pickle

    from briefings.cli.live import LoadedBuilder

    builder = LoadedBuilder(
        ["-q", "content", "out"], url_host="127.0.0.1:8000", pre_build_commands=[], post_build_commands=[]
    )
    assert pickle.loads(pickle.dumps(builder)).sphinx_args == ["-q", "content", "out"]
