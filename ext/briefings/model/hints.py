"""Hints of a template or an import, ``[[in double brackets]]``: to be replaced by words before publication.

A draft with hints in its text can be previewed; nothing that holds one is ever public.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefings.model.problems import Code, Problem, shown
from briefings.model.vocabulary import DRAFTS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.frontmatter import FrontMatter

HINT: Final = re.compile(r"(?<!\\)\[\[([^\[\]\n]*)\]\]")
_NOBODY_YET: Final = {"checked_by": "Nobody yet", "on": "2200-12-31"}


def is_draft(docname: str) -> bool:
    """Whether a page lies in the folder of drafts, which no public build reads."""
    return docname.startswith(f"{DRAFTS_FOLDER}/")


def hints_in(text: str, path: str) -> list[Problem]:
    """A problem for each hint that was left in a page."""
    return [
        Problem(
            path,
            number,
            Code.HINT_LEFT,
            f"the hint '[[{shown(match[1])}]]' was left in; write your own words in its place, or delete the line",
        )
        for number, line in enumerate(text.split("\n"), 1)
        for match in HINT.finditer(line)
    ]


def without_consequences(problems: Iterable[Problem], hints: Iterable[Problem]) -> list[Problem]:
    """The problems but those that only say that a hint is no date, slug or number."""
    lines = {hint.line for hint in hints}
    return [problem for problem in problems if problem.line not in lines]


def excuse_draft(front: FrontMatter, path: str) -> list[Problem]:
    """Let a draft be read before it was checked for anonymity; it says so, and could not become public like this."""
    if not front.data or "anonymisation" in front.data:
        return []
    front.data["anonymisation"] = dict(_NOBODY_YET)
    message = "nobody has checked yet that no one can be recognised; publish_briefing.py asks who did, and when"
    return [Problem(path, 0, Code.NOT_PUBLIC_YET, message)]
