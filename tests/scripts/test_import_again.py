"""The command `briefings import` on a new version of a report, and on a draft that was edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from editors import COMMON, command

REPORT = """# Core groups

## What went well

- Meetings were on time.

## Areas for improvement

- Minutes were late.
- The list of who is invited, kept by Sally Example, aged 4, was old.
- Plans were short.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def draft(content: Path, report: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The draft of the report, in which the editor has changed a line."""
    assert bring_in(content, report) == 0
    path = content / "drafts/alder-core-groups.md"
    edited = path.read_text(encoding="utf-8").replace("- Minutes were late.", "- Minutes came after two weeks.")
    path.write_text(edited, encoding="utf-8")
    capsys.readouterr()
    return path


def bring_in(content: Path, report: Path, *more: object) -> int:
    return command("import", str(report), "--content", str(content), *COMMON, "--partnership", "alder", *map(str, more))


def kept(content: Path) -> dict[str, str]:
    folder = content.parent / "_build/imports"
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*")}


def test_a_new_version_is_merged(content: Path, report: Path, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the report changed comes in, the editor's line stays, and the account says both; names of lines that went
    out are shown and not kept."""
    new = REPORT.replace("- Plans were short.", "- Plans were short.\n- Fathers were missed.")
    report.write_text(new.replace("Meetings were on time", "Meetings were punctual"), encoding="utf-8")
    assert bring_in(content, report) == 0
    text, said = draft.read_text(encoding="utf-8"), capsys.readouterr().out
    assert "- Minutes came after two weeks.\n" in text
    assert "- Fathers were missed.\n" in text
    assert "- Meetings were punctual.\n" in text
    assert "Went out, for the report no longer has it and you had not changed it:\n  - Meetings were on time." in said
    account = kept(content)["alder-core-groups.txt"]
    assert "- Fathers were missed." in account
    assert "Meetings were on time" not in account
    again = draft.read_bytes()
    assert bring_in(content, report) == 0
    assert draft.read_bytes() == again


def test_what_was_taken_out_of_a_report_stands_in_no_kept_file(content: Path, draft: Path) -> None:
    """Neither in the account nor in the record, which holds digests and no words."""
    files = kept(content)
    assert set(files) == {"alder-core-groups.txt", "alder-core-groups.json"}
    assert not [name for name, text in files.items() if "Sally" in text or "Minutes" in text]


def test_a_draft_without_a_record_needs_the_old_report(
    content: Path, report: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On another computer the old report stands in for the record."""
    (content.parent / "_build/imports/alder-core-groups.json").unlink()
    new = report.with_name("new.txt")
    new.write_text(REPORT.replace("Plans were short", "Plans were short and late"), encoding="utf-8")
    assert bring_in(content, new, "--output", draft) == 1
    assert "--since FILE" in capsys.readouterr().err
    assert bring_in(content, new, "--output", draft, "--since", report) == 0
    text = draft.read_text(encoding="utf-8")
    assert "- Plans were short and late." in text
    assert "- Minutes came after two weeks." in text


def test_another_report_is_not_merged(
    content: Path, report: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in the name of the draft does not mix two reports."""
    before = draft.read_bytes()
    sections = "\n\n".join(f"## Areas for improvement {n}\n\n- Number {n} was another matter.\n" for n in range(20))
    report.write_text(f"# Quite another\n\n{sections}", encoding="utf-8")
    assert bring_in(content, report, "--output", draft) == 1
    assert "hardly a new version" in capsys.readouterr().err
    assert draft.read_bytes() == before


def test_a_new_title_does_not_make_a_second_draft(
    content: Path, report: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command names the draft of the earlier version."""
    report.write_text(REPORT.replace("# Core groups", "# Core groups, final"), encoding="utf-8")
    assert bring_in(content, report) == 1
    assert f"add --output {draft}" in capsys.readouterr().err


def test_replace_keeps_an_edited_draft(
    content: Path, report: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each time it was edited, beside the account; a draft that nobody touched is not kept."""
    edited = draft.read_text(encoding="utf-8")
    assert bring_in(content, report, "--replace") == 0
    assert kept(content)["alder-core-groups.before-1.md"] == edited
    assert "before-1.md" in capsys.readouterr().out
    assert bring_in(content, report, "--replace") == 0
    assert "alder-core-groups.before-2.md" not in kept(content)
