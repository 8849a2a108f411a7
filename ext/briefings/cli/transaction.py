"""Change files of the content all at once or not at all, even when the command is killed halfway.

New contents are first written beside the content folder, then a plan, then each file is moved into place. Before the
plan stands, nothing has changed; once it stands, the next command finishes what was begun (`finish_interrupted`).
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from briefings.moving import delete_folder, move

STAGE: Final = ".content-change"
_PLAN: Final = "plan.json"


@dataclass(slots=True)
class Change:
    """New contents by file, and files to delete."""

    writes: dict[Path, bytes] = field(default_factory=dict)
    deletes: list[Path] = field(default_factory=list)

    def write(self, path: Path, text: str) -> None:
        """Plan to write a file."""
        self.writes[path] = text.encode()

    def apply(self, content: Path) -> None:
        """Make the change to the files of a content folder."""
        finish_interrupted(content)
        stage = content.resolve().parent / STAGE
        stage.mkdir(parents=True)
        try:
            moves = []
            for number, (path, data) in enumerate(self.writes.items()):
                new = stage / str(number)
                _write_through(new, data)
                if path.exists():
                    shutil.copymode(path, new)
                moves.append([new.name, str(path.resolve())])
            plan = {"moves": moves, "deletes": [str(path.resolve()) for path in self.deletes]}
            _write_through(stage / "plan.new", json.dumps(plan).encode())
            move(stage / "plan.new", stage / _PLAN)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        finish_interrupted(content)


def finish_interrupted(content: Path) -> bool:
    """Finish a change that was cut short, or forget one that had not begun; whether there was any."""
    stage = content.resolve().parent / STAGE
    if not stage.is_dir():
        return False
    plan_file = stage / _PLAN
    if plan_file.is_file():
        plan = json.loads(plan_file.read_bytes())
        for name, target in plan["moves"]:
            if (stage / name).is_file():
                Path(target).parent.mkdir(parents=True, exist_ok=True)
                move(stage / name, Path(target))
        for target in plan["deletes"]:
            Path(target).unlink(missing_ok=True)
    delete_folder(stage)
    return True


def write_new(path: Path, text: str) -> None:
    """Write one file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    try:
        _write_through(aside, text.encode())
        move(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
