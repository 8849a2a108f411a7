"""Write briefings in their canonical form: blocks joined, what bullets share moved up, attributes in order."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import click

from briefings.cli.options import Options, common, example
from briefings.cli.prompts import Stopped
from briefings.cli.transaction import Change, finish_interrupted
from briefings.model.clock import as_of_date
from briefings.model.content import agencies_among, load_content
from briefings.model.format_page import addresses_in_use, format_page
from briefings.model.scan import scan


@click.command(
    "format",
    epilog=example("briefings format", "briefings format --check", "briefings format content/drafts/core-groups.md"),
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@common
@click.option("--check", is_flag=True, help="Change nothing; say which files are not in canonical form.")
@click.option("--diff", is_flag=True, help="Change nothing; print what would change.")
def command(**options: Any) -> int:
    """Write briefings in their canonical form. No word, record or address is changed.

    Blocks of one kind that follow one another are joined, what all bullets share is said once, and the address of each
    item that something refers to is pinned. A page with a mistake is left as it is.
    """
    return _run(Options(**options))


def _run(options: Options) -> int:
    content: Path = options.content
    if not (options.check or options.diff):
        finish_interrupted(content)
    change = _changes(content.resolve(), options)
    for path, data in sorted(change.writes.items()):
        shown = path.relative_to(content.resolve().parent)
        if options.diff:
            before, after = path.read_text(encoding="utf-8"), data.decode()
            lines = difflib.unified_diff(before.splitlines(), after.splitlines(), str(shown), str(shown), lineterm="")
            print("\n".join(lines))
        else:
            print(f"{shown}: {'is not in canonical form' if options.check else 'formatted'}")
    number = len(change.writes)
    files = f"{number} {'file' if number == 1 else 'files'}"
    if options.check or options.diff:
        if number:
            print(f"{files} to format: briefings format")
        return int(bool(number) and options.check)
    change.apply(content.resolve())
    print(f"Formatted {files}." if number else "All briefings are in canonical form.")
    return 0


def _changes(content: Path, options: Options) -> Change:
    """What formatting changes in the files that were named, or in all of them.

    Raises:
        Stopped: when a file was named that is no page of the content.
    """
    sources, _ = scan(content, drafts=True)
    agencies = agencies_among(source.docname for source in sources)
    library = load_content(content, as_of=options.as_of or as_of_date(), drafts=True, advice=False).library
    used = addresses_in_use(library)
    named = {file.resolve() for file in options.files}
    if unknown := sorted(str(file) for file in named - {source.file.resolve() for source in sources}):
        raise Stopped(f"'{unknown[0]}' is not a page of {content}; name a file of its briefings or drafts")
    change = Change({}, [])
    for source in sources:
        if named and source.file.resolve() not in named:
            continue
        text = source.file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        new = format_page(text, source.docname, agencies=agencies, pinned=used.get(source.docname, set()))
        if new != text:
            change.write(source.file, new)
    return change
