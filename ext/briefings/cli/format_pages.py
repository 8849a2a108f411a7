"""Write pages in their canonical form: blocks joined, what bullets share moved up, keys and attributes in order."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from briefings.cli.options import Options, common, example
from briefings.cli.prompts import Stopped
from briefings.cli.transaction import Change, finish_interrupted
from briefings.model.clock import as_of_date
from briefings.model.content import agencies_among, load_content
from briefings.model.format_page import addresses_in_use, format_page
from briefings.model.hints import is_draft
from briefings.model.scan import scan

if TYPE_CHECKING:
    from briefings.model.problems import Problem


@click.command(
    "format",
    epilog=example("briefings format", "briefings format --check", "briefings format content/drafts/core-groups.md"),
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@common
@click.option("--check", is_flag=True, help="Change nothing; say which files are not in canonical form.")
@click.option("--diff", is_flag=True, help="Change nothing; print what would change.")
def command(**options: Any) -> int:
    """Write pages in their canonical form. No word, record or address is changed.

    Keys of the front matter stand in the order of the handbook. Blocks of one kind that follow one another are joined,
    what all bullets share is said once, and the address of each item that something refers to is pinned. A body with a
    mistake is left as it is, and the command says so. Without FILES, all pages are formatted.
    """
    return _run(Options(**options))


class _Done(NamedTuple):
    """What is to be written, and the errors that left a file, or its body, as it was."""

    change: Change
    left: list[Problem]


def _run(options: Options) -> int:
    content: Path = options.content.resolve()
    looks_only = options.check or options.diff
    if not looks_only:
        finish_interrupted(content)
    change, left = _format(content, options)
    for path, data in sorted(change.writes.items()):
        shown = path.relative_to(content.parent)
        if options.diff:
            _print_difference(str(shown), path.read_bytes(), data)
        else:
            print(f"{shown}: {'is not in canonical form' if options.check else 'formatted'}")
    number = len(change.writes)
    files = f"{number} {'file' if number == 1 else 'files'}"
    if not looks_only:
        change.apply(content)
        print(f"Formatted {files}." if number else "All pages are in canonical form." if not left else "Nothing to do.")
    elif number:
        print(f"{files} to format: briefings format")
    for problem in left:
        print(problem, file=sys.stderr)
    if left:
        paths = {problem.path for problem in left}
        what = "1 page was" if len(paths) == 1 else f"{len(paths)} pages were"
        print(f"{what} not formatted as a whole, because of the mistakes above; correct them first.", file=sys.stderr)
    return int(bool(left) or (bool(number) and options.check))


def _print_difference(name: str, before: bytes, after: bytes) -> None:
    old, new = (data.decode("utf-8-sig").splitlines() for data in (before, after))
    lines = [*difflib.unified_diff(old, new, name, name, lineterm="")]
    print("\n".join(lines) or f"{name}: line ends or the mark at the start of the file")


def _format(content: Path, options: Options) -> _Done:
    """What formatting changes in the files that were named, or in all of them.

    Raises:
        Stopped: when a file was named that is no page of the content.
    """
    sources, _ = scan(content, drafts=True)
    own = [source for source in sources if not source.is_common]
    agencies = agencies_among(source.docname for source in sources)
    library = load_content(content, as_of=options.as_of or as_of_date(), drafts=True, advice=False).library
    used = addresses_in_use(library)
    named = {file.resolve() for file in options.files}
    if unknown := sorted(str(file) for file in named - {source.file.resolve() for source in own}):
        raise Stopped(f"'{unknown[0]}' is not a page of {content}; name a file of its pages or drafts")
    done = _Done(Change({}, []), [])
    for source in own:
        if named and source.file.resolve() not in named:
            continue
        before = source.file.read_bytes()
        pinned = used.get(source.docname, set())
        after, problems = format_page(before, source.docname, source.shown, agencies=agencies, pinned=pinned)
        if after != before:
            done.change.writes[source.file] = after
        if named or not is_draft(source.docname):  # a draft is unfinished, and only of interest when it was named
            done.left.extend(problems)
    return done
