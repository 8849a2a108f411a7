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


def test_a_body_with_a_mistake_is_left_alone(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The front matter is formatted all the same, and the command says why the rest is not."""
    text = page.read_text(encoding="utf-8").replace("siblings\n", "siblings neglect neglect\n")
    page.write_text(text.replace("---\n", "---\nreview_by: '2027-11'\nmystery: 1\n", 1), encoding="utf-8")
    body = text.split("\n---\n", 1)[1]
    assert run(["format", str(page)]) == 1
    said = capsys.readouterr().err
    assert "'neglect' stands twice" in said
    assert "1 page was not formatted as a whole" in said
    assert page.read_text(encoding="utf-8").split("\n---\n", 1)[1] == body


def test_a_file_that_cannot_be_read_is_not_touched(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bytes that are no text, YAML that is none, and what a merge left: a sentence, and the file as it was."""
    whole = page.read_bytes()
    for wrong, said in (
        (whole.replace(b"Nobody", b"Nob\xffdy", 1), "is not UTF-8 text"),
        (whole.replace(b"summary: ", b"summary: [", 1), "core-groups-2017.md:"),
        (whole.replace(b"---\n", b"---\n<<<<<<< HEAD\n", 1), "is a leftover of a merge"),
    ):
        page.write_bytes(wrong)
        assert run(["format", str(page)]) == 1
        assert page.read_bytes() == wrong
        error = capsys.readouterr().err
        assert said in error
        assert "correct them first" in error


def test_line_ends_and_the_mode_of_the_file_stay(page: Path) -> None:
    """What Windows wrote keeps its line ends; the mark that it puts at the start goes."""
    plain = page.read_bytes()
    assert run(["format", str(page)]) == 0
    wanted = page.read_bytes()
    page.write_bytes(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))
    page.chmod(0o640)
    assert run(["format", str(page)]) == 0
    assert page.read_bytes() == wanted.replace(b"\n", b"\r\n")
    assert page.stat().st_mode & 0o777 == 0o640
    assert run(["format", "--check", str(page)]) == 0


def test_what_was_begun_is_finished(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between two files, the command leaves no half file; the next one finishes."""
    other = page.with_name("columns-2019.md")
    other.write_text(other.read_text(encoding="utf-8") + ADDED.replace("wrote", "read"), encoding="utf-8")
    replaced = Path.replace
    moved: list[Path] = []

    def replace_once(self: Path, target: Path) -> Path:
        if self.name.isdecimal():
            moved.append(target)
            if len(moved) > 1:
                raise KeyboardInterrupt
        return replaced(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_once)
        assert run(["format"]) == 1
    assert len(moved) > 1
    assert run(["format"]) == 0
    assert run(["format", "--check"]) == 0
