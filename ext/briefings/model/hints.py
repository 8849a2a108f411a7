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
_HINT_IN_BRACES: Final = re.compile(r"(?m)^\{[^{}\n]*\[\[")
_CONSEQUENCES: Final = frozenset(
    {
        Code.BAD_YAML,
        Code.WRONG_TYPE,
        Code.BAD_VALUE,
        Code.BAD_NUMBER,
        Code.BAD_DATE,
        Code.BAD_PERIOD,
        Code.BAD_SLUG,
        Code.BAD_ADDRESS,
        Code.TOO_LONG,
        Code.TOO_SHORT,
        Code.MISSING_KEY,
    }
)
"""What a hint may excuse. Never HTML, links, blocks and the like: a draft is shown in previews."""
NOT_CHECKED_YET: Final = "2200-12-31"
"""Stands for the date of a check for anonymity that nobody has made; far enough away to be never public."""


def is_draft(docname: str) -> bool:
    """Whether a page lies in the folder of drafts, which no public build reads."""
    return docname.startswith(f"{DRAFTS_FOLDER}/")


def hints_in(text: str, path: str) -> list[Problem]:
    """A problem for each hint that was left in a page."""
    if "[[" not in text:
        return []
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


def without_consequences(problems: Iterable[Problem], hints: Iterable[Problem], front: FrontMatter) -> list[Problem]:
    """The problems but those that only say that a hint is no date, slug, number or theme of a block.

    A hint in braces above a heading stands for the theme of all blocks below it, which name none of their own.
    """
    lines = {hint.line for hint in hints}
    inherited = bool(lines) and _HINT_IN_BRACES.search(front.body or "") is not None
    return [
        problem
        for problem in problems
        if problem.code not in _CONSEQUENCES
        or not (
            problem.line in lines
            or (inherited and problem.code is Code.MISSING_KEY and problem.line >= front.body_starts)
        )
    ]


def excuse_draft(front: FrontMatter) -> None:
    """Let a draft be read before it was checked for anonymity; it could not become public like this."""
    if front.data:
        front.data.setdefault("anonymisation", {"checked_by": "Nobody yet", "on": NOT_CHECKED_YET})
