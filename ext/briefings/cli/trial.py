"""Make a change to a copy of the content first, to see what it would break."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.cli.transaction import Change
from briefings.model.content import load_content
from briefings.model.problems import errors_in

if TYPE_CHECKING:
    from datetime import date


def problems_in(content: Path, as_of: date) -> list[str]:
    """What stops publication, a line each."""
    return [str(problem) for problem in errors_in(load_content(content, as_of=as_of, drafts=True).problems)]


def new_problems(content: Path, change: Change, as_of: date) -> list[str]:
    """The problems that a change would bring; those that are there already are not among them."""
    before = set(problems_in(content, as_of))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / content.name
        shutil.copytree(content, copy)
        Change(
            {copy / path.relative_to(content): data for path, data in change.writes.items()},
            [copy / path.relative_to(content) for path in change.deletes],
        ).apply(copy)
        return [problem for problem in problems_in(copy, as_of) if problem not in before]
