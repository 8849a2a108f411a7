"""One bad file for each rule in ``cases/``, with the complete list of its problems beside it.

A case is a briefing, or another kind of page when its name starts with that kind: ``theme.loop.md``. To write the list
of a new case, run ``BRIEFINGS_WRITE_CASES=1 pytest tests/input/test_cases.py`` and read it before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

from each import each
from pages import CANARY, docname_of, lines, problems_of, read

from briefings.model.problems import errors_in
from briefings.model.vocabulary import Kind

CASES = Path(__file__).parent / "cases"
ALL_CASES = sorted(file.stem for file in CASES.glob("*.md"))


def found_in(name: str) -> str:
    """The problems of a case as they are printed, one on each line."""
    kind, _, slug = name.rpartition(".")
    docname = docname_of(Kind(kind or "briefing"), slug)
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    return "".join(f"{line}\n" for line in lines(problems_of(text, docname)))


@each("name", ALL_CASES)
def test_case(name: str) -> None:
    """A bad file has exactly the problems that are listed beside it: file, line, sentence and code."""
    expected = CASES / f"{name}.problems"
    if "BRIEFINGS_WRITE_CASES" in os.environ:
        expected.write_text(found_in(name), encoding="utf-8")
    assert found_in(name) == expected.read_text(encoding="utf-8")


@each("name", ALL_CASES)
def test_no_case_is_published(name: str) -> None:
    """A bad file has no entry and no body, unless what is wrong shows only beside other pages, or is advice."""
    kind, _, slug = name.rpartition(".")
    text = (CASES / f"{name}.md").read_text(encoding="utf-8") + f"\n{CANARY}\n"
    found = read(text, docname_of(Kind(kind or "briefing"), slug))
    assert (found.entry is None) == bool(errors_in(found.problems))
    if found.entry is None:
        assert found.body == ""
        assert CANARY not in "".join(lines(found.problems))


def test_no_list_is_left_alone() -> None:
    """Each list of problems belongs to a case."""
    assert sorted(file.stem for file in CASES.glob("*.problems")) == ALL_CASES
