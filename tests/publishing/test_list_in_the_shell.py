"""The list of small inputs that went wrong once: those that are commands, settings of a shell, days and published folders."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from each import each
from mistakes import Case, cases
from pages import briefing
from press import Press

ROOT = Path(__file__).resolve().parents[2]
WITHDRAWN = "status: withdrawn\nwithdrawn: {on: 2026-11-20, why: It is being corrected.}\npublished: "


@pytest.fixture(scope="module")
def many_mistakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of which the check says more than a pipe holds (64 kB)."""
    site = tmp_path_factory.mktemp("many")
    body = "".join(f"Words of paragraph {number} and {{theme}}`theme-{number}`.\n\n" for number in range(900))
    file = site / "content" / "briefings" / "long.md"
    file.parent.mkdir(parents=True)
    file.write_text(briefing(body), encoding="utf-8")
    (site / "conf.py").write_text("project = 'Alder'\n", encoding="utf-8")
    return site


@each("case", cases("shell"))
def test_a_reader_who_has_seen_enough_gets_no_traceback(case: Case, many_mistakes: Path) -> None:
    command, _, reader = case["in"].partition(" | ")
    words = [sys.executable, "-m", *command.split()]
    env = os.environ | {"PYTHONPATH": str(ROOT / "ext")}
    with subprocess.Popen(words, cwd=many_mistakes, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        subprocess.run(reader.split(), stdin=running.stdout, stdout=subprocess.DEVNULL, timeout=60, check=True)
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


@pytest.mark.parametrize("ending", ["", "-2", "-3"])
@pytest.mark.usual(ending=[""])
def test_a_site_is_published_whatever_the_shell_is_set_to(ending: str, press: Press) -> None:
    """Words that its coding cannot show, and the modes that it would give to files: one of each in a run."""
    settings = {case["id"]: case["in"] for case in cases("publish")}
    umask = int(settings[f"umask{ending}"]["umask"], 8)
    press.edit("briefings/first.md", "summary: ", "summary: Ynys Môn – “Łódź” ☃ ")
    press.run(env=settings[f"latin-1{ending}"], preexec_fn=lambda: os.umask(umask) and None)
    paths = [press.output, *press.output.rglob("*")]
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}
    assert modes == {(True, 0o755), (False, 0o644)}
    assert "Łódź".encode() in press.files["briefings/first.html"]


@each("case", cases("day"))
def test_a_day_that_has_not_come_is_refused_unless_said_twice(case: Case, printed: Press) -> None:
    """Nothing is published; an option says it a second time (test_publish.py publishes with it)."""
    day = case["in"].get("as-of", "")
    env = {name: value for name, value in case["in"].items() if name != "as-of"}
    before = printed.files
    done = printed.run(expect=2, as_of=day, env=env)
    assert "is later than today (2026-11-29)" in done.stderr
    assert "--publish-the-future" in done.stderr
    assert printed.files == before


@pytest.mark.parametrize("rubbish", [case["in"] for case in cases("folder")])
@pytest.mark.usual(rubbish=["rubbish"])
def test_a_damaged_manifest_is_told_and_a_withdrawal_goes_out(rubbish: str, copied: Press) -> None:
    (copied.output / "manifest.json").write_text(rubbish, encoding="utf-8")
    copied.edit("briefings/first.md", "published: ", WITHDRAWN)
    done = copied.run(expect=2)
    assert "damaged" in done.stderr
    assert "--repair" in done.stderr
    copied.run("--repair")
    assert b"This briefing was withdrawn" in copied.files["briefings/first.html"]
