"""Run the editors' commands in a test, on a copy of the full tiny site."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

from briefings.cli.main import run as run_command
from briefings.model.content import load_content
from briefings.model.problems import Problem, errors_in

ROOT = Path(__file__).resolve().parents[2]
SITE_OF_TESTS = ROOT / "tests" / "sites" / "full" / "content"
AS_OF = date(2026, 11, 21)
COMMON = ("--as-of", "2026-11-21")


def errors(content: Path) -> tuple[Problem, ...]:
    return errors_in(load_content(content, as_of=AS_OF, drafts=True).problems)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def command(verb: str, *arguments: object) -> int:
    """A command in this process; its exit code."""
    return run_command([verb, *map(str, arguments)])


def run(verb: str, *arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command as a real process, started from another folder, without a keyboard."""
    return subprocess.run(
        [sys.executable, "-m", "briefings", verb, *map(str, arguments)],
        cwd=cwd or "/",
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def typed(verb: str, *arguments: object, answers: str) -> tuple[int, str]:
    """A command as a real process with somebody at the keyboard, who types these answers."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "briefings", verb, *map(str, arguments)],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd="/", close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, answers.encode())
    said = b""
    try:
        while chunk := os.read(ours, 4096):
            said += chunk
    except OSError:  # the other end was closed
        pass
    os.close(ours)
    return process.wait(timeout=120), said.decode(errors="replace")
