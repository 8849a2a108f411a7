"""What is left to do in each draft, in a few lines: the problems say where, this says how much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.problems import Code, Level
from briefings.model.vocabulary import DRAFTS_FOLDER, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefings.model.problems import Problem

_SHOWN: Final = 8
_NEEDED: Final = (
    (BlockKind.QUESTIONS, "it has no questions; add some that follow from its findings"),
    (BlockKind.PRACTICE_POINTS, "it has no practice points; add what people can do differently"),
)


class ToDo(NamedTuple):
    """A draft, as problems name it, and what is left to do in it."""

    path: str
    steps: tuple[str, ...]


def to_do(content: Path, problems: Iterable[Problem]) -> list[ToDo]:
    """What is left to do in each draft; a draft with nothing left is not named.

    Args:
        content: the content folder.
        problems: those of the check.
    """
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.path, []).append(problem)
    lists = []
    for file in sorted((content / DRAFTS_FOLDER).glob("*.md")):
        path = f"{content.name}/{DRAFTS_FOLDER}/{file.name}"
        if steps := tuple(_steps(file.read_text(encoding="utf-8", errors="replace"), found.get(path, []))):
            lists.append(ToDo(path, steps))
    return lists


def _steps(text: str, problems: list[Problem]) -> Iterator[str]:
    hints = [problem.line for problem in problems if problem.code is Code.HINT_LEFT]
    wrong = [problem.line for problem in problems if problem.code.level is Level.ERROR and problem.line not in hints]
    outside = [problem.line for problem in problems if problem.code is Code.LIST_OUTSIDE_BLOCK]
    if hints:
        yield f"replace {_number(hints, 'hint')} in double brackets ({_lines(hints)})"
    if wrong:
        yield f"correct {_number(wrong, 'mistake')} ({_lines(wrong)})"
    if outside:
        yield f"put {_number(outside, 'list')} of findings into blocks ({_lines(outside)})"
    for kind, step in _NEEDED:
        if not re.search(rf"(?m)^:{{3,}}\{{{kind.value}\}}", text):
            yield step


def _number(lines: list[int], what: str) -> str:
    return f"{len(lines)} {what}{'' if len(lines) == 1 else 's'}"


def _lines(lines: list[int]) -> str:
    """The lines, each once; of many only the first."""
    each = sorted(set(lines))
    shown = ", ".join(map(str, each[:_SHOWN]))
    return f"{'line' if len(each) == 1 else 'lines'} {shown}{' and more' if len(each) > _SHOWN else ''}"
