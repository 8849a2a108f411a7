"""`briefings init --demo`: an imaginary area with four years of history, without a mistake, and marked as invented everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefings.cli.main import run
from briefings.model.content import Content, load_content
from briefings.model.problems import errors_in
from briefings.model.schema import Briefing

AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "look-around"
    assert run(["init", str(folder), "--demo", "--as-of", str(AS_OF)]) == 0
    return folder


@pytest.fixture(scope="module")
def content(demo: Path) -> Content:
    return load_content(demo / "content", as_of=AS_OF, drafts=True)


def briefings_in(content: Content) -> list[Briefing]:
    return [entry.record for entry in content.library.entries.values() if isinstance(entry.record, Briefing)]


def test_it_has_no_mistake(content: Content) -> None:
    assert errors_in(content.problems) == ()


def test_it_has_four_years_of_history(content: Content) -> None:
    """Twelve briefings, audits that were repeated and compare, findings that recur, and recommendations with updates."""
    briefings = briefings_in(content)
    assert len(briefings) == 12
    assert {str(one.published)[:4] for one in briefings} == {"2023", "2024", "2025", "2026"}
    audits = [audit for one in briefings for audit in one.audits]
    assert sum(bool(audit.follows and audit.compares) for audit in audits) >= 4
    recommendations = [each for one in briefings for each in one.recommendations]
    assert sum(bool(one.recurs) for one in recommendations) >= 3
    assert sum(len(one.updates) > 1 for one in recommendations) >= 6
    words = {str(update.status) for one in recommendations for update in one.updates}
    assert words == {"Green", "Amber", "Red"}
    assert any(one.due and str(one.due) >= "2027" for one in recommendations)
    registers = content.library.registers
    assert len(registers.packs) == 2
    assert len(registers.uses) > 20


def test_what_is_new_is_not_called_silent(content: Content) -> None:
    """A recommendation of two months ago without an update had no year in which somebody could have said something."""
    known = content.library.recommendations
    quiet = {one.key for one in known if one.is_quiet(AS_OF)}
    assert "core-groups-2026/12.1" not in quiet
    assert any(one.latest is not None for one in known if one.is_quiet(date(2030, 1, 1)))


def test_it_says_everywhere_that_it_is_invented(demo: Path, content: Content) -> None:
    """On the home page, in the site's name, in the partnership's, and in the name of each report and local procedure."""
    assert "Exampleshire does not exist" in (demo / "content/index.md").read_text(encoding="utf-8")
    assert "(invented)" in (demo / "conf.py").read_text(encoding="utf-8")
    assert "(invented)" in content.library.entries["partnerships/exampleshire"].title
    for one in briefings_in(content):
        assert one.source is not None
        assert "(an invented report)" in one.source.title
    for file in (demo / "content/policies").glob("exampleshire-*.md"):
        assert "(invented)" in file.read_text(encoding="utf-8").splitlines()[1]


def test_the_area_has_one_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path / "x"), "--demo", "--partnership", "Oakshire"]) == 1
    assert "the imaginary area is called Exampleshire" in capsys.readouterr().err
