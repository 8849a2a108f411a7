"""`make check` says the same as the build, in four forms, fast, and with advice that never blocks."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from building import build_site
from editors import COMMON, ROOT, command, run

from briefings.cli.check import handbook_of
from briefings.model.wording import LONGEST_SENTENCE, advise_on_words

KEYS = """\
title: A briefing
summary: What it says.
partnership: alder
published: 2017
themes: [core-groups]
review_by: 2027
anonymisation: {checked_by: Board manager, on: 2017-01-05}
"""
MISTAKES = (
    "",
    "no front matter",
    "---\ntitle: Open\n",
    f"---\n{KEYS}title: Twice\n---\n",
    f"---\n{KEYS}colour: red\n---\n# One\n\n#### Four\n",
    f"---\n{KEYS.replace('2017', '2017-13')}---\n",
    f"---\n{KEYS}---\n\n:::{{learning}} core-groups\nno list\n:::\n\n:::{{lerning}} x\n- a\n",
    f"---\n{KEYS}---\n\n<script>x</script>\n\n[a](javascript:x) {{theme}}`nothing` {{item}}`a/q1`\n\n% comment\n",
    f"---\n{KEYS.replace('alder', 'oak')}policies: [nothing]\n---\n\n[[a hint]]\n",
)


def check(content: Path, *arguments: str) -> int:
    return command("check", "--content", content, *COMMON, *arguments)


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def broken(content: Path) -> Path:
    """The full site with three mistakes in one page and one in another."""
    path = content / "briefings/core-groups-2017.md"
    text = path.read_text(encoding="utf-8").replace(
        "themes: [core-groups, minutes]", "themes: [core-grops, minutes]", 1
    )
    path.write_text(text + "\n<b>Bold</b>\n\nWe was in {polcy}`x`, 100% sure: yes, one.\n", encoding="utf-8")
    (content / "themes/minutes.md").write_text("---\ntitle: Minutes\n---\n", encoding="utf-8")
    return content


@pytest.mark.parametrize(
    ("owners", "line"),
    [
        ((ROOT / ".github/CODEOWNERS").read_text(), 4),
        ("*  @OWNER/editors\n", 1),
        ("# nobody\n", 0),
        ("", 0),
        ("*  @alder/editors\n", None),
        ("# For another: @OWNER/editors\n*  @alder/editors\n", None),
        (None, None),
    ],
)
def test_nobody_to_review_changes_is_told(
    content: Path, capsys: pytest.CaptureFixture[str], owners: str | None, line: int | None
) -> None:
    """P53: while the placeholder stands, GitHub asks nobody."""
    if owners is not None:
        (content.parent / ".github").mkdir()
        (content.parent / ".github/CODEOWNERS").write_text(owners)
    assert check(content, "--advice") == 0
    said = [one for one in capsys.readouterr().out.splitlines() if "[reviewers-missing]" in one]
    place = f".github/CODEOWNERS:{line}: " if line else ".github/CODEOWNERS: "
    assert len(said) == (line is not None)
    assert all(one.startswith(place) and one.endswith(" (advice)") for one in said)


def test_text_json_github_and_markdown_say_the_same(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each form holds every problem with its place, and each code leads to the handbook."""
    assert check(broken, "--format", "json", "--no-advice") == 1
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) > 2
    assert {row["level"] for row in rows} == {"error"}
    for row in rows:
        assert row["help"] == f"_build/site/handbook/problems.html#{row['code']}"
    assert check(broken, "--no-advice") == 1
    text = capsys.readouterr().out.splitlines()
    places = [f"{row['path']}:{row['line']}" if row["line"] else row["path"] for row in rows]
    assert text == [f"{place}: {row['message']} [{row['code']}]" for place, row in zip(places, rows, strict=True)]
    assert check(broken, "--format", "github", "--no-advice") == 1
    notes = capsys.readouterr().out.splitlines()
    assert len(notes) == len(rows)
    for note, row in zip(notes, rows, strict=True):
        assert note.startswith(f"::error file={row['path']},line={row['line'] or 1},title={row['code']}::")
    assert check(broken, "--format", "markdown", "--no-advice") == 1
    table = capsys.readouterr().out.splitlines()
    assert len(table) == len(rows) + 2
    assert all(f"({row['help']})" in line for line, row in zip(table[2:], rows, strict=True))


def test_content_cannot_give_commands_to_the_runner(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A message with a line end or a percent sign stays one annotation."""
    page = content / "briefings/core-groups-2017.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("partnership: alder", 'partnership: "a\\n::error::b%0A,x:y"', 1),
        encoding="utf-8",
    )
    assert check(content, "--format", "github", "--no-advice") == 1
    for line in capsys.readouterr().out.splitlines():
        assert re.fullmatch(r"::error file=[^,:]+,line=\d+,title=[a-z0-9-]+::.*", line)
        assert "%0A" not in line.replace("%250A", "")


def test_changed_files_only(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what changed since a commit is told, new files too; the exit code goes by it."""
    folder = broken.parent
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    assert check(broken, "--changed") == 0
    (broken / "themes/new-one.md").write_text("no front matter", encoding="utf-8")
    page = broken / "themes/core-groups.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n<b>Bold</b>\n", encoding="utf-8")
    capsys.readouterr()
    assert check(broken, "--changed", "--no-advice") == 1
    said = capsys.readouterr().out
    assert {line.split(":")[0] for line in said.splitlines()} == {
        "content/themes/core-groups.md",
        "content/themes/new-one.md",
    }
    assert check(broken, "--changed", "no-such-commit") == 2
    assert "git does not know 'no-such-commit'" in capsys.readouterr().err


def test_only_some_files(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a hook before a commit calls it: with the names of files."""
    assert check(broken, str(broken / "themes/core-groups.md"), "--no-advice") == 0
    assert check(broken, str(broken / "themes/minutes.md"), "--no-advice") == 1
    assert "themes/minutes.md" in capsys.readouterr().out


def test_check_and_build_agree_on_a_site_of_broken_files(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each problem that the check prints is a warning of the build, with the same place and words, and none other."""
    for number, text in enumerate(MISTAKES):
        (broken / f"briefings/mistake-{number}.md").write_text(text, encoding="utf-8")
    (broken / "themes/Not a slug.md").write_text("---\ntitle: X\n---\n", encoding="utf-8")
    (broken / "notes.txt").write_text("Notes", encoding="utf-8")
    assert check(broken, "--no-advice") == 1
    said = capsys.readouterr().out.splitlines()
    built = build_site(
        broken, tmp_path / "out", expect=True, config={"briefings_drafts": True, "briefings_as_of": "2026-11-21"}
    )
    warned = {
        re.sub(r":(\d+): (?:WARNING|ERROR): (.*) \[briefings\.([a-z0-9-]+)\]$", r":\1: \2 [\3]", line)
        for line in built.warnings
    }
    assert len(said) > 20
    assert warned == {
        re.sub(r"^([^:]+): ", r"\1:1: ", line) if not re.match(r"[^:]+:\d+: ", line) else line for line in said
    }


def test_a_hundred_briefings_are_checked_in_a_moment(content: Path) -> None:
    """The work grows with the content and no faster: a hundred briefings ask for no more reads than there are files."""
    source = (content / "briefings/columns-2019.md").read_text(encoding="utf-8")
    for number in range(100):
        (content / f"briefings/many-{number}.md").write_text(source, encoding="utf-8")
    done = run("check", "--content", content, "--no-advice", *COMMON)
    assert done.returncode == 0, done.stdout
    assert re.match(r"1\d\d pages checked: 0 to correct", done.stderr)


def test_advice_is_printed_and_does_not_block(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Long sentences, words of reports and words that blame are pointed out, and exit code 0 stays."""
    page = content / "briefings/core-groups-2017.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        f"{text}\nThe family was hard to reach prior to the visit.\n\n{'word ' * 31}end.\n", encoding="utf-8"
    )
    assert check(content) == 0
    folded = capsys.readouterr()
    assert folded.out == ""
    assert re.search(r": 0 to correct, \d+ pieces of advice \(briefings check --advice shows them\)\.", folded.err)
    assert check(content, "--advice") == 0
    said = capsys.readouterr().out
    for code in ("blame", "jargon", "long-sentence"):
        assert f"[{code}] (advice)" in said
    assert "write 'before'" in said


def test_mistakes_come_last_and_the_count_first_and_last(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stops publication stands right above the prompt, advice above it; a long list begins with the count too."""
    page = broken / "briefings/columns-2019.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThe family was hard to reach.\n" * 20, encoding="utf-8")
    assert check(broken, "--advice") == 1
    said = capsys.readouterr()
    is_advice = [line.endswith(" (advice)") for line in said.out.splitlines()]
    assert is_advice == sorted(is_advice, reverse=True)
    assert not is_advice[-1]
    first, *_ = lines = said.err.splitlines()
    assert [line for line in lines if "pages checked" in line] == [first, first]
    assert re.fullmatch(r"\d+ pages checked: \d+ to correct in 2 files, \d+ pieces of advice\.", first)


def codes(text: str) -> list[str]:
    return [problem.code.slug for problem in advise_on_words(text, "x")]


def test_words_are_looked_at_where_they_stand() -> None:
    """Text and bullets count; quotations, code, options and parts of longer words do not."""
    assert codes("Staff failed to visit.") == ["blame"]
    assert codes("- Staff failed\n  to visit.") == ["blame"]
    assert codes("They said: “staff failed to visit”.") == []
    assert codes("```\nfailed to\n```\n:audit: failed to\n:::{learning} robust\n") == []
    assert codes("Robustness is prior-to-school.") == []
    assert codes("We {policy}`utilise tools <utilise>`.") == ["jargon"]
    assert codes(f"{'word ' * LONGEST_SENTENCE}") == []
    assert codes(f"{'word ' * LONGEST_SENTENCE}more.") == ["long-sentence"]
    assert codes(f"{'word ' * 20}end. {'Word ' * 20}end.") == []
    lines = [problem.line for problem in advise_on_words("One.\n\n\n- Two.\n- It was utilised.\n", "x")]
    assert lines == [5]


def test_check_as_a_process(broken: Path) -> None:
    """Run as a file, from another folder."""
    done = run("check", "--content", broken, *COMMON)
    assert done.returncode == 1
    assert "there is no role '{polcy}' here; did you mean 'policy'?" in done.stdout
    assert "_build/site/handbook/problems.html" in done.stderr
    assert run("check", "--content", broken / "nowhere").returncode == 2


@pytest.mark.parametrize(
    ("day", "arguments", "code"),
    [("2026-12-01", ["--release"], 0), ("2026-12-02", [], 0), ("2026-12-02", ["--release"], 1)],
)
def test_no_release_is_made_with_an_old_accessibility_statement(
    content: Path, capsys: pytest.CaptureFixture[str], day: str, arguments: list[str], code: int
) -> None:
    """P47: from the day after a year every check warns, and a release stops; a withdrawal can still be published."""
    (content / "accessibility.md").write_text(
        "---\naccessibility:\n  tested: 2025-11\n  how: [By keyboard alone.]\n  contact: Write to the office.\n---\n\n"
        "# Accessibility\n\n:::{accessibility-statement}\n:::\n",
        encoding="utf-8",
    )
    assert command("check", "--content", content, "--as-of", day, "--advice", *arguments) == code
    said = capsys.readouterr()
    assert ("[test-old]" in said.out) is (day == "2026-12-02")
    assert ("No release" in said.err) is (code == 1)


def test_every_release_is_checked_for_it() -> None:
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert workflow.index("run: make check ARGS=--release") < workflow.index("gh release create")


def test_where_a_problem_is_explained(tmp_path: Path) -> None:
    """In the site's own handbook, else on its page at its address, else where it is built: never in a file it lacks."""
    content = tmp_path / "content"
    content.mkdir()
    assert handbook_of(content) == "_build/site/handbook/problems.html"
    (tmp_path / "conf.py").write_text('html_baseurl = "https://oak.example/learning/"\n', encoding="utf-8")
    assert handbook_of(content) == "https://oak.example/learning/handbook/problems.html"
    (content / "handbook").mkdir()
    (content / "handbook/problems.md").write_text("# Problems\n", encoding="utf-8")
    assert handbook_of(content) == f"{content.as_posix()}/handbook/problems.md"
