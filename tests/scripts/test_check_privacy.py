"""The check before a commit: the same rules as everywhere, on the files that changed (P36, P41)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from editors import command

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "privacy"))
from labelled_texts import nhs_numbers

NUMBER = nhs_numbers(1)[0]
SPACED = f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "drafts").mkdir(parents=True)
    (folder / "use").mkdir()
    (folder / "index.md").write_text("# Home\n\nNothing.\n")
    return folder


def check(content: Path, *files: Path) -> int:
    return command("privacy", "--content", content, *files)


@pytest.mark.parametrize("name", ["index.md", "drafts/new.md", "use/2026.csv", "links.yaml", "broken.md"])
def test_what_changed_is_looked_through(content: Path, name: str, capsys) -> None:
    """Pages, drafts, data, and pages that have other mistakes as well."""
    start = "---\nunknown: [\n---\n" if name == "broken.md" else "# Home\n\n"
    (content / name).write_text(f"{start}The number {SPACED}.\n")
    assert check(content, content / name) == 1
    said = capsys.readouterr().out
    assert f"content/{name}:" in said
    assert "[nhs-number]" in said
    assert NUMBER[-4:] not in said


def test_what_is_clean_or_elsewhere_passes(content: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(SPACED)
    assert check(content, content / "index.md", tmp_path / "notes.md", tmp_path / "gone.md") == 0
    assert check(content) == 0


@pytest.mark.parametrize("name", ["report.docx", "report.PDF", "mail.msg"])
def test_office_files_are_refused_wherever_they_are(content: Path, tmp_path: Path, name: str) -> None:
    """They carry authors, comments and earlier versions; a commit would keep them for ever."""
    (tmp_path / name).write_bytes(b"x")
    assert check(content, tmp_path / name) == 1


def test_a_wrong_folder_is_said(tmp_path: Path) -> None:
    assert command("privacy", "--content", tmp_path / "nowhere") == 2
