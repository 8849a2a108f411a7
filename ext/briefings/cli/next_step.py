"""What `briefings` alone says: where somebody stands, and the command that most likely comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefings.__about__ import __version__
from briefings.cli.options import find_site
from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.problems import errors_in
from briefings.model.vocabulary import DRAFTS_FOLDER, Kind
from briefings.upgrading.copied import holds_generator
from briefings.upgrading.record import FIRST, RecordError, as_numbers, read_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def say_next() -> int:
    """Print what to do next in this folder."""
    site = find_site()
    if site is None:
        print("There is no site in this folder.")
        print("\nTo make one:  briefings init our-site")
    else:
        print(f"The site in {site}")
        print(*(f"\n{what}\n  {how}" for what, how in _steps(site)), sep="\n")
    print("\n'briefings --help' lists all commands.")
    return 0


def _steps(site: Path) -> Iterator[tuple[str, str]]:
    """What is to be done, the most urgent first, each with its command."""
    if made := _made_with_an_older_version(site):
        yield f"This site was made with version {made}; {__version__} is installed:", "briefings upgrade"
    content = site / "content"
    read = load_content(content, as_of=as_of_date(), drafts=True, advice=False)
    wrong = errors_in(read.problems)
    in_drafts = [one for one in wrong if one.path.startswith(f"{content.name}/{DRAFTS_FOLDER}/")]
    if mistakes := len(wrong) - len(in_drafts):
        yield f"{mistakes} {'mistake has' if mistakes == 1 else 'mistakes have'} to be corrected:", "briefings check"
    for file in sorted((content / DRAFTS_FOLDER).glob("*.md")):
        left = sum(one.path.endswith(f"/{file.name}") for one in in_drafts)
        if left:
            yield (
                f"The draft '{file.stem}' has {left} {'place' if left == 1 else 'places'} to fill in:",
                "briefings live",
            )
        else:
            yield f"The draft '{file.stem}' can be checked by somebody else, then:", f"briefings approve {file.stem}"
    if not mistakes:
        yield from _when_all_is_well(site, bool(read.library.of_kind(Kind.BRIEFING)))


def _made_with_an_older_version(site: Path) -> str:
    """The version that made the site, when it is older than this one; else ""."""
    try:
        record = read_record(site)
    except RecordError:
        return ""
    if record is None:
        return FIRST if not holds_generator(site) and (site / "scripts" / "start_site.py").is_file() else ""
    return record.version if as_numbers(record.version) < as_numbers(__version__) else ""


def _when_all_is_well(site: Path, has_briefings: bool) -> Iterator[tuple[str, str]]:
    if not (site / "_build" / "site" / "index.html").is_file():
        yield "Build the site:", "briefings build"
    if not has_briefings:
        yield "Write the first briefing:", "briefings import report.docx\n  briefings new"
    else:
        yield "Write a briefing, from a report or from a template:", "briefings import report.docx\n  briefings new"
        yield "Look at the pages while you write:", "briefings live"
