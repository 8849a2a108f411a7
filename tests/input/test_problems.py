"""Problems: how they are printed, that each kind is described, and that each kind really comes up."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from each import each
from hypothesis import given
from hypothesis import strategies as st
from pages import TODAY, block, briefing, lines, write, written
from test_cases import ALL_CASES, CASES

from briefings.model.content import load_content, read_file
from briefings.model.page import MAX_BYTES
from briefings.model.problems import (
    CODE_OF_SLUG,
    Code,
    Level,
    Problem,
    did_you_mean,
    errors_in,
    in_order,
    look_alike,
    shown,
)
from briefings.model.scan import SourceFile
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).resolve().parents[1]


# every code is described, and comes up -------------------------------------------------------------------------------


@each("code", Code)
def test_every_code_is_described(code: Code) -> None:
    """Each code is a slug of its own with a sentence that says what it means."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.slug)
    assert CODE_OF_SLUG[code.slug] is code
    assert isinstance(code.level, Level)
    assert re.fullmatch(r"[A-Z].*[^.]\.", code.description)


def folder(root: Path, **files: str | bytes) -> list[Problem]:
    """All problems of a content folder."""
    pages = {name.replace("__", "/") + ".md": content for name, content in files.items()}
    return list(load_content(write(root / "content", pages), as_of=TODAY, drafts=True).problems)


def linked(root: Path) -> list[Problem]:
    (root / "content").mkdir()
    (root / "content" / "about.md").symlink_to("/etc/passwd")
    return folder(root)


def pipe(root: Path) -> list[Problem]:
    (root / "content").mkdir()
    os.mkfifo(root / "content" / "about.md")
    return folder(root)


def gone(root: Path) -> list[Problem]:
    return [problem for problem in [read_file(SourceFile("x", root / "x.md", "content/x.md"))[1]] if problem]


def other_file(root: Path) -> list[Problem]:
    write(root / "content", {"conf.py": b""})
    return folder(root)


def _rated(status: str, *evidence: str) -> str:
    """A briefing with one recommendation and its status in March 2016."""
    update = {"on": "2016-03", "status": status, "evidence": list(evidence)}
    return briefing(recommendations=[{"id": "1", "text": "Do it.", "updates": [update]}])


def set_wrongly(root: Path) -> list[Problem]:
    (root / "conf.py").write_text('briefings_colour = "#0f4c5c"\n', encoding="utf-8")
    return folder(root, about="---\nsummary: A page.\n---\n\n# About\n")


ELSEWHERE: dict[Code, Callable[[Path], list[Problem]]] = {
    Code.NOT_UTF8: lambda root: folder(root, about=b"# Caf\xe9\n"),
    Code.NUL_BYTE: lambda root: folder(root, about=b"# A\0\n"),
    Code.TOO_LARGE: lambda root: folder(root, about=b"# A" + b"\n" * MAX_BYTES),
    Code.UNREADABLE: gone,
    Code.LINK_IN_CONTENT: linked,
    Code.NOT_A_FILE: pipe,
    Code.BAD_SETTING: set_wrongly,
    Code.UNEXPECTED_FILE: other_file,
    Code.BAD_NAME: lambda root: folder(root, About="# A\n"),
    Code.NAME_COLLISION: lambda root: folder(root, themes="# A\n", themes__index="# B\n"),
    Code.NOT_PUBLIC_YET: lambda root: folder(root, drafts__x=briefing()),
    Code.QUESTIONS_MISSING: lambda root: folder(root, briefings__x=briefing()),
    Code.PRACTICE_POINTS_MISSING: lambda root: folder(root, briefings__x=briefing()),
    Code.LIST_OUTSIDE_BLOCK: lambda root: folder(root, briefings__x=briefing("## Findings\n\n- Minutes came late.\n")),
    Code.LONG_READ: lambda root: folder(root, briefings__x=briefing("A word or two. " * 600)),
    Code.REVIEW_DATE_MISSING: lambda root: folder(
        root, policies__x=written(Kind.POLICY, kind="local-procedure", status="current", partnership="alder")
    ),
    Code.NO_ADDRESS: lambda root: folder(root, policies__x=written(Kind.POLICY)),
    Code.UNKNOWN_STATUS: lambda root: folder(
        root, partnerships__alder=written(Kind.PARTNERSHIP), briefings__x=_rated("Orange")
    ),
    Code.EVIDENCE_MISSING: lambda root: folder(root, briefings__x=_rated("Green")),
    Code.EVIDENCE_LATER: lambda root: folder(root, briefings__x=_rated("Green", "It begins on 1 May 2016.")),
    Code.NOT_FOUND_AGAIN: lambda root: folder(
        root, briefings__x=briefing(block("learning", "Nobody asked.", recurs="x/l-nobody-asked"))
    ),
    Code.FORMER_ADDRESS: lambda root: folder(
        root, briefings__x=briefing(former_addresses=[{"was": "q1", "now": "q2"}])
    ),
    Code.UNEXPLAINED: lambda root: folder(root, briefings__x=briefing("Ask the MARAC.\n")),
    Code.ALIKE: lambda root: folder(
        root,
        briefings__x=briefing(block("questions", "Who takes the minutes of our core groups?")),
        briefings__y=briefing(block("questions", "Who takes the minutes of the core groups?")),
    ),
}
"""Codes that no single page of ``cases/`` can have, and how they come up."""


@each("code", ELSEWHERE)
def test_codes_of_files_and_folders(code: Code, tmp_path: Path) -> None:
    """What is wrong with a file, a folder or several pages is told with its code."""
    (root := tmp_path / code.slug).mkdir()
    found = ELSEWHERE[code](root)
    assert code in {problem.code for problem in found}, lines(found)


# Shrink me: codes of features whose own tests are still to come.
AWAITED: frozenset[str] = frozenset()


def codes_of_cases() -> set[Code]:
    said = "".join((CASES / f"{name}.problems").read_text(encoding="utf-8") for name in ALL_CASES)
    return {CODE_OF_SLUG[slug] for slug in re.findall(r" \[([a-z0-9-]+)\]$", said, re.MULTILINE)}


def codes_of_other_tests() -> set[Code]:
    """Codes that tests of other folders name: they belong to features that are tested there."""
    ours = (TESTS / "input", TESTS / "model")
    files = [file for file in TESTS.rglob("*.py") if file.parent not in ours]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    lists = "\n".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("*.problems") if file.parent != CASES)
    names = set(re.findall(r"\b(?:Code|Rule)\.([A-Z0-9_]+)", text))
    slugs = set(re.findall(r"\b[a-z0-9]+(?:-[a-z0-9]+)+\b|(?<=[\"'\[.])[a-z]+(?=[\"'\]])", text + lists))
    return {code for code in Code if code.name in names or code.slug in slugs}


def test_every_code_comes_up_in_a_test() -> None:
    """No code exists that nothing produces: each comes up in a case, in a test above, or in the tests of its feature."""
    missing = set(Code) - codes_of_cases() - set(ELSEWHERE) - codes_of_other_tests()
    assert sorted(code.slug for code in missing if code.slug not in AWAITED) == []


# sentences -----------------------------------------------------------------------------------------------------------


def test_every_sentence_is_one_that_an_editor_can_use() -> None:
    """A sentence starts small, ends without a stop, stays on a line, and holds no word of a programmer's."""
    for name in ALL_CASES:
        for line in (CASES / f"{name}.problems").read_text(encoding="utf-8").splitlines():
            place, _, rest = line.partition(": ")
            message, _, code = rest.rpartition(" [")
            assert re.fullmatch(r"content/[a-z/-]+\.md(:\d+)?", place)
            assert code.removesuffix("]") in CODE_OF_SLUG
            assert not message.endswith(".")
            assert message[0].islower() or message[0] in "'HT"
            assert len(message) < 330
            assert not re.search(
                r"\b(None|NoneType|dict|list_type|tuple|str|int|bool|pydantic|Traceback|regex|token)\b", message
            )
            told = ("; ", " must be ", " must look like ", " needs ", " names ", " holds nothing but ")
            assert any(word in message for word in told), f"what to do? {message}"


def test_the_printed_form() -> None:
    """A problem is printed as path, line, sentence and code; without the line when it is the file as a whole."""
    assert str(Problem("content/a.md", 7, Code.LOOP, "it loops")) == "content/a.md:7: it loops [loop]"
    assert str(Problem("content/a.md", 0, Code.LOOP, "it loops")) == "content/a.md: it loops [loop]"


some_problems = st.builds(
    Problem,
    path=st.sampled_from(["content/a.md", "content/b.md", "content/a-b.md"]),
    line=st.integers(0, 12),
    code=st.sampled_from([Code.LOOP, Code.BAD_DATE, Code.DUE_MISSING]),
    message=st.sampled_from(["one", "two"]),
)


@given(st.lists(some_problems, max_size=20), st.randoms(use_true_random=False))
def test_the_order_depends_on_nothing_but_the_problems(problems: list[Problem], random: object) -> None:
    """Problems come by file and line, each once, in whatever order they were found (Hypothesis)."""
    shuffled = list(problems)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order(shuffled) == in_order(problems)
    assert in_order(in_order(problems)) == in_order(problems)
    keys = [(problem.path, problem.line) for problem in in_order(problems)]
    assert keys == sorted(keys)
    assert set(in_order(problems)) == set(problems)


def test_lines_are_sorted_as_numbers() -> None:
    """Line 9 comes before line 10."""
    problems = [Problem("a", line, Code.LOOP, "x") for line in (10, 9, 0)]
    assert [problem.line for problem in in_order(problems)] == [0, 9, 10]


def test_advice_stops_nothing() -> None:
    """Only errors stop publication."""
    advice, error = Problem("a", 1, Code.DUE_MISSING, "x"), Problem("a", 1, Code.LOOP, "x")
    assert errors_in([advice, error]) == (error,)


@each(
    ("word", "known", "expected"),
    [
        ("neglet", ["neglect", "core-groups"], "; did you mean 'neglect'?"),
        ("zzz", ["neglect"], ""),
        ("x", [], ""),
        ("", ["neglect"], ""),
        (
            "nеglect",
            ["neglect"],
            "; 'е' in it is U+0435 (cyrillic small letter ie), type it again; did you mean 'neglect'?",
        ),
        ("\u202e", ["neglect"], ""),
    ],
)
def test_did_you_mean(word: str, known: list[str], expected: str) -> None:
    """The nearest known word is offered when one is near."""
    assert did_you_mean(word, known) == expected
    assert did_you_mean(word, reversed(known)) == expected


def test_a_very_long_word_is_compared_in_time() -> None:
    """A word of a megabyte is not compared letter by letter."""
    assert did_you_mean("neglect" * 100_000, ["neglect"]) == ""
    assert look_alike("a" * 100_000) == ""


@each(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("a\nb\tc", "a<U+000A>b<U+0009>c"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("caf\udce9", "caf<U+DCE9>"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_values_in_messages(value: str, expected: str) -> None:
    """A value is shown on one line, visible and short."""
    assert shown(value) == expected
    assert shown(value).encode()


def test_two_runs_say_the_same(tmp_path: Path) -> None:
    """A run after a failed run fails again, with the same problems in the same order."""
    files = {"themes/a.md": written(Kind.THEME, "<b>\n", parent="x"), "about.md": "No title.\n", "Bad.md": "x"}
    root = write(tmp_path / "content", files)
    first, second = (load_content(root, as_of=TODAY).problems for _ in range(2))
    assert first == second
    assert len(first) > 2
