"""The registries of the package: a site refers to them, and its own page of the same name takes the place of one."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from briefings.cli.main import run
from briefings.model.common import registries_folder
from briefings.model.content import Content, load_content
from scripts import write_registries

ALL = "- agencies\n- handbook\n- policies\n- themes\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("# Home\n\nWords.\n", encoding="utf-8")
    (tmp_path / "content/common.yaml").write_text(ALL, encoding="utf-8")
    (tmp_path / "conf.py").write_text('extensions = ["briefings"]\nhtml_theme = "briefings"\n', encoding="utf-8")
    return tmp_path


def load(site: Path) -> Content:
    return load_content(site / "content", as_of=date(2026, 11, 21), drafts=True)


def test_they_are_those_of_our_own_content(capsys: pytest.CaptureFixture[str]) -> None:
    """After a change of a theme, an agency or a national policy: .venv/bin/python -m scripts.write_registries"""
    assert write_registries.main(["--check"]) == 0, capsys.readouterr()


def test_they_name_no_area() -> None:
    for file in registries_folder().rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"devon|sandwell|solihull|shropshire|gloucester|on this site", text, re.IGNORECASE), file


def test_alone_they_are_whole(site: Path) -> None:
    """They name nothing that they do not hold, and give no advice to editors who cannot follow it."""
    content = load(site)
    assert content.problems == ()
    assert {name.partition("/")[0] for name in content.library.entries} == {
        "index", "agencies", "handbook", "policies", "themes"
    }  # fmt: skip


def test_a_page_of_the_site_takes_the_place_of_one(site: Path) -> None:
    (site / "content/agencies").mkdir()
    page = "---\ntitle: Oakshire Police\nsummary: Our force.\n---\n"
    (site / "content/agencies/police.md").write_text(page, encoding="utf-8")
    content = load(site)
    assert content.problems == ()
    assert content.library.entries["agencies/police"].title == "Oakshire Police"
    assert "agencies/schools" in content.library.entries


def test_only_those_that_are_named(site: Path) -> None:
    (site / "content/common.yaml").write_text("# ours\n- agencies  # all\n", encoding="utf-8")
    assert {name.partition("/")[0] for name in load(site).library.entries} == {"index", "agencies"}
    (site / "content/common.yaml").unlink()
    assert load(site).library.entries.keys() == {"index"}


def test_one_of_the_package_is_not_renamed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rename", "theme", "neglect", "neglected", "--content", str(site / "content")]) == 1
    assert "comes with the package and keeps its name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- theme\n", 1, "did you mean 'themes'?"),
        ("# yes\n\nthemes\n", 3, "write a line '- themes'"),
        ("- ../../etc\n", 1, "is not a registry"),
        ("\x00" * 20_000, 1, "is not a registry"),
    ],
)
def test_a_mistake_in_the_list(site: Path, text: str, line: int, said: str) -> None:
    (site / "content/common.yaml").write_text(text, encoding="utf-8")
    problem = load(site).problems[0]
    assert (problem.path, problem.line, problem.code.slug) == ("content/common.yaml", line, "bad-value")
    assert said in problem.message


def test_a_mistake_that_a_page_of_the_package_gets_names_the_package(site: Path) -> None:
    """Themes name policies; without these, the message does not send editors to a file that they do not have."""
    (site / "content/common.yaml").write_text("- themes\n", encoding="utf-8")
    assert {problem.path.partition("/")[0] for problem in load(site).problems} == {"sphinx-briefings"}


def test_sphinx_reads_them_where_they_lie(site: Path) -> None:
    """Built, and built again after each kind of change; no page says where the package is installed."""
    out = site / "out"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-c", ".", "content", str(out)]
    command += ["-D", "briefings_strict=1", "-D", "briefings_as_of=2026-11-21", "-d", str(site / "doctrees")]

    def build() -> set[str]:
        done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return {file.relative_to(out).as_posix() for file in out.rglob("*.html")}

    assert {"index.html", "themes/neglect.html", "agencies/police.html", "policies/children-act-1989.html"} <= build()
    for file in out.rglob("*"):
        assert not file.is_file() or str(registries_folder()).encode() not in file.read_bytes(), file
    before = (out / "themes/neglect.html").stat().st_mtime_ns
    (site / "content/themes").mkdir()
    page = "---\ntitle: Chairing\nsummary: Who chairs.\n---\n"
    (site / "content/themes/core-groups.md").write_text(page, encoding="utf-8")
    build()
    assert "Chairing" in (out / "themes/core-groups.html").read_text(encoding="utf-8")
    assert (out / "themes/neglect.html").stat().st_mtime_ns == before
    (site / "content/themes/core-groups.md").unlink()
    build()
    assert "Chairing" not in (out / "themes/core-groups.html").read_text(encoding="utf-8")
    (site / "content/common.yaml").unlink()
    assert build() == {"404.html", "index.html"}
