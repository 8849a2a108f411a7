"""The whole content folder: find, read, decide, join, check. Used by every script, and by Sphinx in the same steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.model.advice import advise
from briefings.model.consistency import check_library
from briefings.model.library import Library
from briefings.model.page import MAX_BYTES, ReadPage, read_page
from briefings.model.problems import Code, Problem, in_order
from briefings.model.scan import SourceFile, scan
from briefings.model.selection import Decision, decide, reasons_to_hold, tombstone_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefings.model.entry import DocEntry

_TOMBSTONE_BODY = ""


@dataclass(frozen=True, slots=True)
class ChosenPage:
    """A page as far as a build may see it.

    Attributes:
        entry: None when it is refused or held back.
        body: the Markdown to render.
        problems: what to tell; nothing of a page that is held back.
    """

    entry: DocEntry | None
    body: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What the content folder holds for one date."""

    library: Library
    problems: tuple[Problem, ...]


def read_file(source: SourceFile) -> tuple[bytes, Problem | None]:
    """The bytes of a file, or the problem with opening it; of a file that is too large, only the start."""
    try:
        with source.file.open("rb") as file:
            return file.read(MAX_BYTES + 1), None
    except OSError:
        return b"", Problem(source.shown, 0, Code.UNREADABLE, "the file cannot be opened; check its permissions")


def choose(source: SourceFile, data: bytes, *, as_of: date, drafts: bool = False) -> ChosenPage:
    """Read one file and decide what a build may see of it.

    Args:
        source: the file.
        data: its bytes.
        as_of: the date of the build.
        drafts: whether what is not public may be seen (previews and checks).
    """
    read: ReadPage = read_page(data, docname=source.docname, path=source.shown)
    if read.entry is None:
        return ChosenPage(None, "", read.problems)
    decision = decide(read.entry, as_of)
    if decision is Decision.TOMBSTONE:
        return ChosenPage(tombstone_of(read.entry), _TOMBSTONE_BODY, read.problems)
    if decision is Decision.HELD and not drafts:
        return ChosenPage(None, "", ())
    problems = list(read.problems)
    if decision is Decision.HELD:
        reasons = ", and ".join(reasons_to_hold(read.entry, as_of))
        problems.append(Problem(source.shown, 0, Code.NOT_PUBLIC_YET, f"this briefing is not public yet: {reasons}"))
    return ChosenPage(read.entry, read.body, in_order(problems))


def load_content(root: Path, *, as_of: date, drafts: bool = False) -> Content:
    """Read the whole content folder.

    Args:
        root: the folder, usually called ``content``.
        as_of: the date of the build.
        drafts: whether to include what is not public, for previews and checks.

    Returns:
        The library of every page that may be seen, and all problems of all files in order.
    """
    files, problems = scan(root, drafts=drafts)
    entries: dict[str, DocEntry] = {}
    for source in files:
        data, problem = read_file(source)
        if problem:
            problems.append(problem)
            continue
        page = choose(source, data, as_of=as_of, drafts=drafts)
        problems += page.problems
        if page.entry:
            entries[source.docname] = page.entry
    library = Library(entries, as_of)
    problems += check_library(library, root.name)
    problems += advise(library, root.name)
    return Content(library, in_order(problems))
