"""What is left to do in a draft is counted, with its lines; nothing is said of a draft that is done."""

from __future__ import annotations

from pathlib import Path

from briefings.model.problems import Code, Problem
from briefings.model.to_do import to_do

DONE = ":::{questions} neglect\n- Who?\n:::\n\n:::{practice-points} neglect\n- Ask.\n:::\n"


def test_what_is_left_of_a_draft(tmp_path: Path) -> None:
    """Hints, mistakes, lists outside blocks, and the two blocks that each briefing needs."""
    drafts = tmp_path / "content" / "drafts"
    drafts.mkdir(parents=True)
    (drafts / "a.md").write_text("[[x]]\n:::{questions} neglect\n")
    (drafts / "b.md").write_text(DONE)
    hints = [Problem("content/drafts/a.md", line, Code.HINT_LEFT, "") for line in (9, *range(1, 9))]
    problems = [
        *hints,
        Problem("content/drafts/a.md", 20, Code.BAD_SLUG, ""),
        Problem("content/drafts/a.md", 3, Code.BAD_SLUG, "the same line as a hint: it follows from it"),
        Problem("content/drafts/a.md", 30, Code.LIST_OUTSIDE_BLOCK, ""),
        Problem("content/briefings/c.md", 1, Code.BAD_SLUG, ""),
    ]
    assert to_do(tmp_path / "content", problems) == [
        (
            "content/drafts/a.md",
            (
                "replace 9 hints in double brackets (lines 1, 2, 3, 4, 5, 6, 7, 8 and more)",
                "correct 1 mistake (line 20)",
                "put 1 list of findings into blocks (line 30)",
                "it has no practice points; add what people can do differently",
            ),
        )
    ]
