"""Publish a draft: check it, record who checked that nobody can be recognised, and move it to the briefings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefings.cli.options import Day, Options, common, example, pages_in
from briefings.cli.prompts import Stopped, ask, can_ask
from briefings.cli.transaction import Change, finish_interrupted
from briefings.model.clock import as_of_date
from briefings.model.content import agencies_among, load_content
from briefings.model.format_page import addresses_in_use, format_page
from briefings.model.frontmatter import split
from briefings.model.problems import Problem, errors_in
from briefings.model.writing import value

if TYPE_CHECKING:
    from datetime import date

CHECKLIST: Final = (
    "No child, parent or professional is named, and no made-up name of the report is used.",
    "No exact age, date of birth, address, school or unusual job or event stands in it.",
    "Somebody who knows the family would not recognise them, even with the local news beside it.",
    "Small numbers (under 5) do not point at one family.",
    "It holds only what the learning needs.",
)


@click.command("approve", epilog=example('briefings approve core-groups-2026 --checked-by "Board manager"'))
@click.argument("slug", shell_complete=pages_in("drafts"))
@click.option("--checked-by", default="", metavar="ROLE", help="Who checked it, as a role, never a name.")
@click.option("--checked-on", type=Day(), help="When (default: today).")
@common
def command(**options: Any) -> int:
    """Check the draft content/drafts/SLUG.md, record who checked that nobody can be recognised, and make it public."""
    return _run(Options(**options))


def _run(options: Options) -> int:
    as_of = options.as_of or as_of_date()
    content: Path = options.content
    finish_interrupted(content)
    slug = Path(options.slug).stem
    source, target = content / "drafts" / f"{slug}.md", content / "briefings" / f"{slug}.md"
    if not source.is_file():
        raise Stopped(f"there is no draft '{source}'; the drafts are in {content / 'drafts'}")
    if target.exists():
        raise Stopped(f"'{target}' exists already; rename the draft, or correct the briefing itself")
    text = source.read_text(encoding="utf-8")
    front, found = split(text, path=str(source), required=True)
    if found:
        raise Stopped("\n".join(map(str, found)))
    before = _errors_of(content, source, as_of)
    if before:
        raise Stopped("the draft is not ready:\n" + "\n".join(map(str, before)))
    if "anonymisation" not in front.data:
        role, on = _checked(options, as_of)
        text = _with_check(text, role, on)
    text = _formatted(content, slug, text, as_of)
    change = Change({target: text.encode()}, [source])
    change.apply(content)
    errors = _errors_of(content, target, as_of)
    if errors:
        Change({source: text.encode()}, [target]).apply(content)
        raise Stopped("the briefing is not ready and stays a draft:\n" + "\n".join(map(str, errors)))
    print(f"Moved to {target}. It is public from the next time the site is built.")
    print("Next: commit both files in a branch of your own and open a pull request.")
    return 0


def _formatted(content: Path, slug: str, text: str, as_of: date) -> str:
    """The page in the form that `briefings format` writes."""
    library = load_content(content, as_of=as_of, drafts=True, advice=False).library
    agencies = agencies_among(library.entries)
    pinned = addresses_in_use(library).get(f"drafts/{slug}", set())
    done = format_page(text.encode(), f"briefings/{slug}", str(content), agencies=agencies, pinned=pinned)
    return done.data.decode()


def _errors_of(content: Path, file: Path, as_of: date) -> tuple[Problem, ...]:
    name = f"{content.name}/{file.relative_to(content).as_posix()}"
    found = load_content(content, as_of=as_of, drafts=True).problems
    return tuple(problem for problem in errors_in(found) if problem.path == name)


def _checked(options: Options, as_of: date) -> tuple[str, date]:
    """Who checked that nobody can be recognised, and when.

    Raises:
        Stopped: when nobody did.
    """
    if options.checked_by:
        return options.checked_by, options.checked_on or as_of
    if not can_ask():
        raise Stopped("nobody has checked that no one can be recognised; say who did with --checked-by ROLE")
    print("Before it is public, somebody checks that nobody can be recognised:")
    for point in CHECKLIST:
        print(f"  - {point}")
        if not ask("    Is that so? (yes or no)").lower().startswith("y"):
            raise Stopped("correct that first; the draft stays as it is")
    role = ask("The role of who checked it, never a name (such as Board manager)")
    if not role:
        raise Stopped("the role is needed; nothing was changed")
    return role, options.checked_on or as_of


def _with_check(text: str, role: str, on: date) -> str:
    """The page with the check recorded at the end of its front matter."""
    end = re.search(r"(?m)^---[ \t]*$", text[3:])
    assert end is not None
    place = end.start() + 3
    return f"{text[:place]}anonymisation:\n  checked_by: {value(role)}\n  on: {on}\n{text[place:]}"
