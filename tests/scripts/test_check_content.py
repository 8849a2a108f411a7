"""`make check`: every problem of the content folder, as an editor runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefings.model.problems import CODE_OF_SLUG
from scripts.check_content import main

ROOT = Path(__file__).resolve().parents[2]
THEME = "---\ntitle: Neglect\nsummary: When needs are not met.\n---\n"
PARTNERSHIP = "---\ntitle: Alder\nshort_title: Alder\nsummary: The partners.\narea: Alder\n---\n"
BRIEFING = """---
title: Core groups
summary: What an audit found.
partnership: alder
published: 2017-01
themes: [neglect]
review_by: 2027-11
anonymisation: {checked_by: Board manager, on: 2026-06-01}
---

:::{questions} neglect
- Who takes the minutes?
:::

:::{practice-points} neglect
- Ask who takes the minutes.
:::
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder in which nothing is wrong."""
    root = tmp_path / "content"
    for name, text in {
        "themes/neglect": THEME,
        "partnerships/alder": PARTNERSHIP,
        "briefings/core-groups": BRIEFING,
    }.items():
        file = root / f"{name}.md"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return root


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, list[str], str]:
    """Exit code, printed problems, and what was said beside them."""
    status = main([str(one) for one in argv])
    printed = capsys.readouterr()
    return status, printed.out.splitlines(), printed.err


def test_nothing_wrong(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When all is well, nothing is printed but how much was checked, and the exit code is 0."""
    status, problems, said = run(capsys, content)
    assert (status, problems) == (0, [])
    assert said == "3 pages checked: 0 to correct, 0 pieces of advice.\n"


def test_a_mistake_is_told_with_file_and_line(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake is printed as path, line, sentence and code, and the exit code is 1."""
    file = content / "briefings" / "core-groups.md"
    file.write_text(BRIEFING.replace("[neglect]", "[neglet]"), encoding="utf-8")
    status, problems, said = run(capsys, content)
    assert status == 1
    assert problems == [
        "content/briefings/core-groups.md:6: theme 'neglet' does not exist; did you mean 'neglect'? [unknown-theme]"
    ]
    assert "3 pages checked: 1 to correct" in said


def test_all_mistakes_of_all_files_in_one_run(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every mistake of every file is told, in order; running again says the same (P22, P33)."""
    (content / "themes" / "other.md").write_text("---\ntitle: x\nsumary: y\n---\n\n<b>\n", encoding="utf-8")
    (content / "conf.py").write_text("raise SystemExit", encoding="utf-8")
    (content / "briefings" / "latin.md").write_bytes(b"caf\xe9")
    first = run(capsys, content)
    assert first[0] == 1
    assert [line.split(": ")[0] for line in first[1]] == [
        "content/briefings/latin.md:1",
        "content/conf.py",
        "content/themes/other.md:1",
        "content/themes/other.md:3",
        "content/themes/other.md:6",
    ]
    assert run(capsys, content) == first


def test_advice_stops_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Advice is marked as such, can be left out, and the exit code is 0."""
    file = content / "briefings" / "core-groups.md"
    text = BRIEFING.replace("review_by", "recommendations:\n  - {id: '1', text: Do it., owner: alder}\nreview_by")
    file.write_text(text, encoding="utf-8")
    status, problems, said = run(capsys, content)
    assert status == 0
    assert problems == [
        "content/briefings/core-groups.md:8: recommendation 1 has no due date; add 'due:' if it is known [due-missing] (advice)"
    ]
    assert "0 to correct, 1 pieces of advice" in said
    assert run(capsys, content, "--no-advice")[:2] == (0, [])


def test_drafts_are_checked_too(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor wants to know what is wrong with a draft before it is published, and why it is not public."""
    (content / "drafts").mkdir()
    (content / "drafts" / "next.md").write_text(BRIEFING.replace("Core groups", "Next"), encoding="utf-8")
    _, problems, said = run(capsys, content)
    assert (
        "content/drafts/next.md: this briefing is not public yet: it stands in drafts/ [not-public-yet] (advice)"
        in problems
    )
    assert said.startswith("4 pages checked")


def test_the_date_decides_what_is_public(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Checked as if on another day, what is held then is told."""
    file = content / "briefings" / "core-groups.md"
    file.write_text(BRIEFING.replace("review_by", "embargo_until: 2026-12-01\nreview_by"), encoding="utf-8")
    assert "under embargo until 1 December 2026" in run(capsys, content, "--as-of", "2026-11-30")[1][0]
    assert run(capsys, content, "--as-of", "2026-12-01")[1] == []


@pytest.mark.parametrize("name", [".", "./", "../content"])
def test_files_are_named_the_same_from_wherever_it_runs(
    name: str, content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the folder is named, files are named from the folder that holds it."""
    (content / "about.md").write_text("No title.\n", encoding="utf-8")
    monkeypatch.chdir(content)
    assert run(capsys, name)[1][0].startswith("content/about.md:1: ")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["nowhere"], "there is no folder 'nowhere'; name the content folder"),
        ([__file__], "name the content folder"),
        (["--as-of", "31/5/2026"], "a date is written like 2026-11-20, not '31/5/2026'"),
        (["--as-off", "2026-11-20"], "unrecognized arguments"),
        (["a", "b"], "unrecognized arguments"),
    ],
)
def test_wrong_use_is_explained(argv: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command that is used wrongly says what was meant, with exit code 2 and without a traceback (P57, P58)."""
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_a_clock_that_cannot_be_read_is_explained(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong SOURCE_DATE_EPOCH is named, not shown as a traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    with pytest.raises(SystemExit) as stopped:
        main([str(content)])
    assert stopped.value.code == 2
    assert "SOURCE_DATE_EPOCH must be a number of seconds, not 'tomorrow'" in capsys.readouterr().err


def test_hostile_names_cannot_forge_output(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file name with line breaks or escapes is one line of plain text."""
    (content / "a\ncontent-b.md:1: all is well [loop]\x1b[2J.md").write_text("x", encoding="utf-8")
    status, problems, _ = run(capsys, content)
    assert status == 1
    assert len(problems) == 1
    assert problems[0].isprintable()


def process(*argv: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as `make check` does, with little time and memory."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))

    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "check_content.py", *argv],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={"PATH": "/usr/bin:/bin", **environment},
        preexec_fn=limit if sys.platform == "linux" else None,
    )


def test_as_a_process_on_pages_that_are_far_too_much(content: Path) -> None:
    """As a real process: pages that would take for ever are named, the others are checked, in bounded time and memory (P32)."""
    hostile = {
        "about": "# A\n\n" + ">" * 3000 + " x\n",
        "brackets": "# A\n\n" + "[" * 900_000,
        "emphasis": "# A\n\n" + "*a **b " * 8_000,
        "huge": "# A\n\n" + "text\n\n" * 900_000,
        "fences": "# A\n\n" + "".join(f"{':' * (203 - n)}{{note}}\n" for n in range(200)),
        "bomb": "---\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 11)) + "---\n# A\n",
        "deep": "---\nsummary: " + "{a: " * 5_000 + "\n---\n# A\n",
        "zz": "# A\n\n{theme}`neglet`\n",
    }
    for name, text in hostile.items():
        (content / f"{name}.md").write_text(text, encoding="utf-8")
    done = process(content)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    named = {line.split(":")[0].removeprefix("content/").removesuffix(".md") for line in done.stdout.splitlines()}
    assert named == set(hostile)
    assert all(line.rsplit("[", 1)[1].removesuffix("]") in CODE_OF_SLUG for line in done.stdout.splitlines())
    assert "did you mean 'neglect'? [unknown-theme]" in done.stdout


def test_as_a_process_it_says_the_same_in_any_locale(content: Path) -> None:
    """The command prints UTF-8 wherever it runs, and needs no network, no time zone and no home."""
    (content / "café.md").write_text("# Café\n", encoding="utf-8")
    plain = process(content)
    assert plain.returncode == 1
    assert "'é' in it is U+00E9" in plain.stdout
    assert process(content, LC_ALL="C", TZ="Asia/Tokyo", PYTHONHASHSEED="1").stdout == plain.stdout
