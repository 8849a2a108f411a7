"""The check of the editors and the build find the same problems: what passes here is published there."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from building import ROOT, SITES, Built, Site
from hostile import CASES
from test_bad_input import add_cases

from briefings.cli.main import run
from briefings.model.content import Content, load_content
from briefings.model.problems import errors_in

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 11, 20)


def as_the_check_says(content: Content) -> list[str]:
    """The errors that the check finds. To Sphinx, a problem of a whole file stands on line 1."""
    return sorted(
        f"{problem.path}:{problem.line or 1}: {problem.message} [{problem.code.slug}]"
        for problem in errors_in(content.problems)
    )


def as_the_build_says(built: Built) -> list[str]:
    return sorted(re.sub(r": WARNING: (.*) \[briefings\.", r": \1 [", line) for line in built.warnings)


def test_broken_site_in_full(tmp_path: Path, data_regression: object) -> None:
    """Every problem of the broken site: the same in the check and in the build, and the list beside this test."""
    copy = Site.copy("broken", tmp_path / "broken")
    found = copy.build(expect=True)
    problems = as_the_check_says(load_content(copy.content, as_of=AS_OF))
    assert as_the_build_says(found) == problems
    assert found.status == 1
    places = sorted(re.sub(r"^(\S+?):(\d+): .* (\[[a-z0-9-]+\])$", r"\1:\2 \3", problem) for problem in problems)
    data_regression.check(places)  # type: ignore[attr-defined]


@pytest.mark.parametrize("drafts", [False, True])
def test_hostile_pages(tmp_path: Path, drafts: bool) -> None:
    """All hostile pages: the same sentences, codes and lines, in a public build and in a preview."""
    copy = Site.copy("full", tmp_path / "full", briefings_drafts=drafts)
    add_cases(copy, CASES)
    copy.write("drafts/broken.md", "Words.\n")
    copy.write("evil.rst", "x\n")
    problems = as_the_check_says(load_content(copy.content, as_of=AS_OF, drafts=drafts))
    built = copy.build(expect=True)
    assert as_the_build_says(built) == problems
    assert len(problems) > len(CASES)
    assert ("content/drafts/broken.md" in "\n".join(built.warnings)) is drafts


@pytest.mark.parametrize("name", ["minimal", "full"])
def test_good_sites(name: str) -> None:
    """The sites of these tests have no problems."""
    assert errors_in(load_content(SITES / name / "content", as_of=AS_OF, drafts=True).problems) == ()


def test_command_and_build_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``make check`` prints what the build of a preview prints, and both fail or both succeed."""
    copy = Site.copy("broken", tmp_path / "broken", briefings_drafts=True)
    status = run(["check", "--content", str(copy.content), "--as-of", "2026-11-20", "--no-advice"])
    printed = capsys.readouterr().out.strip().splitlines()
    built = copy.build(expect=True)
    with_lines = [re.sub(r"^([^: ]+): ", r"\1:1: ", line) for line in printed]
    assert sorted(with_lines) == as_the_build_says(built)
    assert status == built.status == 1


def test_command_without_sphinx(tmp_path: Path) -> None:
    """The check starts without loading Sphinx or docutils, so that it is quick."""
    code = (
        "import sys; from briefings.cli.main import run; run(['check', '--content', *sys.argv[1:]]);"
        "print([name for name in ('sphinx', 'docutils', 'jinja2', 'myst_parser') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(SITES / "full" / "content"), "--as-of", "2026-11-20", "--no-advice"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'ext'}", "PATH": "/usr/bin:/bin"},
    )
    assert done.stdout.strip() == "[]"
