"""What a whole clean publish costs, phase by phase.

As a program: publish a site and write its phases as JSON. As an extension of Sphinx: note when a build is where.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scripts.bench.cost import BenchError, Results, run
from scripts.corpus import AS_OF

if TYPE_CHECKING:
    from datetime import date

    from sphinx.application import Sphinx

ROOT: Final = Path(__file__).resolve().parents[2]
PHASES: Final = (
    "select and check",
    "start Sphinx",
    "read",
    "PDF",
    "resolve and write",
    "data, feeds, styles",
    "search",
    "audit",
    "put in place",
)
_MARKS: Final = "BRIEFINGS_BENCH_MARKS"
_SITE: Final = ("_static",)
_CONF: Final = """
extensions = [*extensions, "scripts.bench.publishing"]
html_baseurl = "https://learning.example.org/"
"""


def publish_by_phase(site: Path, content: Path, folder: Path) -> Results:
    """Publish a content folder and say what each phase cost.

    Args:
        site: the checkout that is measured.
        content: what to publish.
        folder: a folder to work in; the published site is left in ``site`` there.

    Returns:
        ``phases`` by name with ``cpu`` and ``wall``; the cost of all of it as ``total``; and ``bytes`` and ``files``.
    """
    shutil.rmtree(folder, ignore_errors=True)
    source = folder / "source"
    for name in _SITE:
        shutil.copytree(site / name, source / name)
    shutil.copytree(content, source / "content")
    conf = (site / "conf.py").read_text(encoding="utf-8")
    (source / "conf.py").write_text(conf + _CONF, encoding="utf-8")
    marks, log = folder / "marks", folder / "log.txt"
    paths = os.pathsep.join((str(site / "ext"), str(ROOT)))
    environment = os.environ | {"PYTHONPATH": paths, _MARKS: str(marks)}
    command: list[str | Path] = [sys.executable, "-m", "scripts.bench.publishing", source, folder / "site"]
    total = run(command, log, environment)
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    return {
        "phases": phases_of([json.loads(line) for line in marks.read_text(encoding="utf-8").splitlines()]),
        "total": {"cpu": total.cpu, "wall": total.wall, "memory": total.memory},
        "files": len(files),
        "bytes": sum(file.stat().st_size for file in files),
    }


def phases_of(marks: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """What each phase cost: the difference between the mark at its end and the one before, in the same process."""
    found = {phase: {"cpu": 0.0, "wall": 0.0} for phase in PHASES}
    outer = [mark for mark in marks if mark["outer"]]
    inner = [mark for mark in marks if not mark["outer"]]
    for group in (outer, inner):
        before = {"cpu": 0.0, "wall": group[0]["started"]}
        for mark in group:
            found[mark["phase"]] = {figure: mark[figure] - before[figure] for figure in ("cpu", "wall")}
            before = mark
    whole = found.pop("build")
    for figure in ("cpu", "wall"):  # what Sphinx does after the last mark: it stores its environment, and ends
        rest = whole[figure] - sum(found[mark["phase"]][figure] for mark in inner)
        found["resolve and write"][figure] += max(0.0, rest)
    return found


def setup(app: Sphinx) -> dict[str, bool]:
    """Note the phases of a build: each event comes before or after everything of ours that is connected to it."""
    app.connect("env-before-read-docs", lambda *_: mark("start Sphinx", outer=False), priority=1)
    app.connect("env-updated", lambda *_: mark("read", outer=False), priority=399)
    app.connect("env-updated", lambda *_: mark("PDF", outer=False), priority=401)
    app.connect("build-finished", lambda *_: mark("resolve and write", outer=False), priority=1)
    app.connect("build-finished", lambda *_: mark("data, feeds, styles", outer=False), priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


_started = time.time()


def mark(phase: str, *, outer: bool) -> None:
    """Note that a phase has ended here."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    noted = {"phase": phase, "outer": outer, "cpu": cpu, "wall": time.time(), "started": _started}
    with Path(os.environ[_MARKS]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(noted) + "\n")


def main(source: Path, output: Path, as_of: date) -> None:
    """Publish, and note the phases."""
    from briefings.publishing.pipeline import Order, publish

    ends = {"Building": "select and check", "Making the search": "build", "Reading": "search", "Putting": "audit"}

    def say(text: str) -> None:
        for start, phase in ends.items():
            if text.startswith(start):
                mark(phase, outer=True)

    publish(Order(source, output, as_of, say))
    mark("put in place", outer=True)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]), AS_OF)
    except Exception as error:
        findings = getattr(error, "findings", ())
        print(*findings[:20], getattr(error, "log", "")[-2000:], sep="\n")
        raise BenchError(str(error)) from error
