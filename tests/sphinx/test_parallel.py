"""Reading and writing with several processes gives the same site and the same problems."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import NEW, Built, Site, differences, tree
from hostile import CASES
from test_bad_input import add_cases

from briefings.domain import BriefingsDomain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx


def note_process(app: Sphinx) -> None:
    """Note, in files beside the content, in which process each page is read and each is written."""
    folder = Path(app.srcdir).parent

    def read(app: Sphinx, docname: str, source: list[str]) -> None:
        with (folder / "read").open("a") as file:
            file.write(f"{os.getpid()}\n")

    def written(app: Sphinx, page: str, template: str, context: dict[str, object], doctree: object) -> None:
        if doctree is not None:
            with (folder / "written").open("a") as file:
                file.write(f"{os.getpid()}\n")

    (folder / "main").write_text(str(os.getpid()))
    app.connect("source-read", read)
    app.connect("html-page-context", written)


def merge_nothing(app: Sphinx) -> None:
    """Forget what other processes read."""
    BriefingsDomain.merge_domaindata = lambda self, docnames, otherdata: None  # type: ignore[method-assign]


def merge_wrongly(app: Sphinx) -> None:
    """Take the entry of one theme for another's, and do not look at the result."""

    def merge(self: BriefingsDomain, docnames: set[str], otherdata: dict[str, dict[str, Any]]) -> None:
        for docname in docnames:
            entry = otherdata["entries"][docname]
            self.note_entry(
                replace(entry, record=replace(entry.record, title="Wrong"), title="Wrong")
                if docname == "themes/minutes"
                else entry
            )

    BriefingsDomain.merge_domaindata = merge  # type: ignore[method-assign, assignment]


def others(file: Path) -> set[str]:
    """The processes in which pages were read, or written, that are not the main one."""
    return set(file.read_text().split()) - {(file.parent / "main").read_text()}


@pytest.fixture(params=[2, 4])
def jobs(request: pytest.FixtureRequest) -> Iterator[int]:
    return request.param  # type: ignore[no-any-return]


@pytest.mark.usual(jobs=[4])
def test_parallel_is_serial(site: Callable[..., Site], full: Built, jobs: int) -> None:
    """The same files, byte for byte, though several processes read them, and one of them at least wrote some."""
    copy = site("full")
    built = copy.build(parallel=jobs, before=note_process)
    assert len(others(copy.folder / "read")) >= 2, "Sphinx did not read in parallel"
    assert others(copy.folder / "written"), "Sphinx did not write in parallel"
    assert differences(built.files, full.files) == []


def test_parallel_tells_the_same_problems(site: Callable[..., Site]) -> None:
    """The same problems, each once, and the same exit status; unknown names, duplicates and hostile pages among them."""
    copy = site("full")
    add_cases(copy, CASES[::5])
    copy.write("briefings/new-a.md", NEW.replace("`neglect-tool`", "`neglect-tol`"))
    copy.write("briefings/new-b.md", NEW.replace("{learning} neglect", "{learning} neglect nothing"))
    copy.write("policies/loop-a.md", LOOP.format("loop-b"))
    copy.write("policies/loop-b.md", LOOP.format("loop-a"))
    copy.edit("briefings/digest-2023.md", "neglect-2016]", "nothing-2016]")
    serial = copy.build("serial", expect=True)
    parallel = copy.build("parallel", parallel=2, expect=True)
    assert sorted(parallel.warnings) == sorted(serial.warnings)
    assert len(set(serial.warnings)) == len(serial.warnings) > 20
    assert parallel.status == serial.status == 1
    assert differences(parallel.files, serial.files) == []


LOOP = """\
---
title: A loop
kind: tool
summary: It comes back to itself.
owner: Nobody
status: superseded
superseded_by: {}
---
"""


def test_warnings_of_sphinx_are_the_same_in_parallel(site: Callable[..., Site]) -> None:
    """What Sphinx itself warns of reaches us from other processes too, and fails the build."""
    copy = site("full")
    for number in range(8):
        copy.write(f"handbook/page-{number}.md", f"# Page\n\n![A picture](nothing-{number}.png)\n\n[words](#nowhere)\n")
    serial = copy.build("serial", expect=True)
    parallel = copy.build("parallel", parallel=2, expect=True)
    assert sorted(parallel.warnings) == sorted(serial.warnings)
    assert len(serial.warnings) == 16
    assert parallel.status == serial.status == 1
    assert copy.build("parallel", parallel=2, expect=True).status == 1


@pytest.mark.whole
def test_building_on_in_parallel(site: Callable[..., Site]) -> None:
    """Parallel and serial builds may follow one another."""
    copy = site("full")
    copy.build(parallel=2)
    for number, path in enumerate(sorted(copy.content.rglob("*.md"))):
        if number % 3 == 0:
            name = path.relative_to(copy.content).as_posix()
            copy.write(name, copy.read(name) + "\nA further sentence.\n")
    copy.delete("themes/unused.md")
    copy.write("briefings/new-a.md", NEW)
    built = copy.build(parallel=2, before=note_process)
    assert len(others(copy.folder / "read")) >= 2, "Sphinx did not read in parallel"
    assert differences(built.files, copy.clean().files) == []
    copy.edit("briefings/new-a.md", "A new briefing", "Another title")
    assert differences(copy.build().files, copy.clean(parallel=2).files) == []


def test_many_pages(site: Callable[..., Site]) -> None:
    """With more pages than one share, nothing is lost on the way back from the processes."""
    copy = site("full")
    for number in range(60):
        copy.write(f"briefings/new-{number}.md", NEW.replace("A new finding", f"Finding {number}"))
    serial = copy.build("serial")
    parallel = copy.build("parallel", parallel=2)
    assert differences(parallel.files, serial.files) == []
    assert len(serial.library.briefings) == 63


def test_forgetting_to_merge_is_noticed(site: Callable[..., Site]) -> None:
    """Were what other processes read not taken over, the build would fail and write nothing."""
    copy = site("full")
    failed = copy.build("parallel", parallel=2, expect=True, before=merge_nothing)
    assert "were lost" in str(failed.error)
    assert failed.status == 2
    assert [name for name in tree(copy.folder / "parallel") if name.endswith(".html")] == []


def test_merging_wrongly_is_noticed(site: Callable[..., Site], full: Built) -> None:
    """Were it taken over wrongly, the comparison of the two builds would show it."""
    wrong = site("full").build("parallel", parallel=2, expect=True, before=merge_wrongly)
    assert {"themes/minutes.html", "themes/index.html"} <= set(differences(wrong.files, full.files))
