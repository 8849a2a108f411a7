"""``briefings format``: the canonical form of all briefings, with the addresses pinned that something refers to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefings.cli.main import run

SITE_OF_TESTS = Path(__file__).resolve().parents[1] / "sites" / "full" / "content"
ADDED = """
## More

:::{learning} neglect
- Nobody wrote it down.
:::

:::{learning} siblings
- Nobody asked about the brother.
:::
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A briefing with two neighbours, of which another page names one."""
    shutil.copytree(SITE_OF_TESTS, tmp_path / "site" / "content")
    monkeypatch.chdir(tmp_path / "site")
    (tmp_path / "site" / "conf.py").touch()
    file = tmp_path / "site" / "content" / "briefings" / "core-groups-2017.md"
    file.write_text(file.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    about = tmp_path / "site" / "content" / "about.md"
    mention = "\nSee {item}`core-groups-2017/l-nobody-wrote-it-down`.\n"
    about.write_text(about.read_text(encoding="utf-8") + mention, encoding="utf-8")
    return file


def test_check_and_diff_change_nothing(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = page.read_bytes()
    assert run(["format", "--check"]) == 1
    assert "content/briefings/core-groups-2017.md: is not in canonical form" in capsys.readouterr().out
    assert run(["format", "--diff"]) == 0
    assert "+- Nobody wrote it down. {#l-nobody-wrote-it-down .neglect}" in capsys.readouterr().out
    assert page.read_bytes() == before


def test_format_joins_and_pins_and_is_done_then(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What something refers to is pinned; a second run has nothing to do, and the check finds nothing new."""
    assert run(["format"]) == 0
    text = page.read_text(encoding="utf-8")
    assert (
        ":::{learning}\n- Nobody wrote it down. {#l-nobody-wrote-it-down .neglect}\n"
        "- Nobody asked about the brother. {.siblings}\n:::\n"
    ) in text
    capsys.readouterr()
    assert run(["format", "--check"]) == 0
    assert run(["check", "--no-advice", "--as-of", "2026-11-21"]) == 0


def test_only_what_is_named(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other files stay; what is no page of the content is refused."""
    other = page.with_name("columns-2019.md")
    before = other.read_bytes()
    assert run(["format", str(page)]) == 0
    assert other.read_bytes() == before
    assert run(["format", "content/about.txt"]) == 1
    assert "is not a page of" in capsys.readouterr().err


def test_a_page_with_a_mistake_is_left_alone(page: Path) -> None:
    page.write_text(
        page.read_text(encoding="utf-8").replace("siblings\n", "siblings neglect neglect\n"), encoding="utf-8"
    )
    before = page.read_bytes()
    assert run(["format", str(page)]) == 0
    assert page.read_bytes() == before
