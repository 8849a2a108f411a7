"""Look through files for what could make a person known, before they are committed.

For a hook: ``briefings privacy $(git diff --cached --name-only --diff-filter=ACM)``. It reads pages,
pictures and data of the content folder, and refuses Word and PDF files, which carry names of their own. With
``--message`` it reads the message of a commit, which stays in the history for ever.
The same rules as in `make check`; what was found is never printed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from briefings.cli.options import content_option, example
from briefings.model.clock import as_of_date
from briefings.model.content import choose
from briefings.model.privacy import problems_of_page, problems_of_picture, problems_of_settings
from briefings.model.privacy.allow import Allowed, read_allowed
from briefings.model.privacy.rules import Rule
from briefings.model.problems import Code, Level, Problem
from briefings.model.scan import PICTURES, SourceFile, docname_of

_OFFICE: Final = frozenset({".doc", ".docx", ".odt", ".rtf", ".pdf", ".xls", ".xlsx", ".ppt", ".pptx", ".msg", ".eml"})
_DATA: Final = frozenset({".yaml", ".yml", ".csv", ".txt"})
_BY: Final = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)*-by: ", re.ASCII)
_SCISSORS: Final = "# ------------------------ >8 ------------------------"
_CODES: Final = {rule.code for rule in Rule} | {Code.PRIVATE_FILE_NAME, Code.PICTURE_CARRIES}


@click.command("privacy", epilog=example("briefings privacy content/drafts/new.md"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--message", type=click.Path(path_type=Path), metavar="FILE", help="The message of a commit, to be read as well."
)
@content_option
def command(files: tuple[Path, ...], message: Path | None, content: Path) -> int:
    """Look through FILES for what could make a person known; others than content are left alone."""
    content = content.resolve()
    problems = [problem for file in files for problem in _problems(file.resolve(), content)]
    if message:
        problems += _problems_of_message(message)
    for problem in problems:
        print(problem if problem.code.level is Level.ERROR else f"{problem} (advice)")
    return 1 if any(problem.code.level is Level.ERROR for problem in problems) else 0


def _problems_of_message(file: Path) -> list[Problem]:
    """What a commit message says of a person; those who commit are named in its last lines, and may be."""
    text = file.read_text(encoding="utf-8", errors="replace").partition(_SCISSORS)[0]
    said = "\n".join("" if line.startswith("#") or _BY.match(line) else line for line in text.splitlines())
    return problems_of_page(said, page="message", path="commit message", allowed=Allowed())


def _problems(file: Path, content: Path) -> list[Problem]:
    if not file.is_file():
        return []
    if file.suffix.lower() in _OFFICE:
        message = "this kind of file carries names of people and earlier versions; import it, and leave it out"
        return [Problem(file.name, 0, Code.UNEXPECTED_FILE, message)]
    allowed, _ = read_allowed(content, as_of_date())
    if file == content.parent / "conf.py":
        return problems_of_settings(file.read_text(encoding="utf-8", errors="replace"), path=file.name, allowed=allowed)
    if content not in file.parents:
        return []
    relative = file.relative_to(content)
    shown = f"{content.name}/{relative.as_posix()}"
    if file.suffix.lower() in PICTURES:
        return problems_of_picture(file.read_bytes(), shown)
    page = docname_of(relative)
    if file.suffix == ".md":
        source = SourceFile(page, file, shown)
        found = choose(source, file.read_bytes(), as_of=as_of_date(), drafts=True, allowed=allowed).problems
        return [problem for problem in found if problem.code in _CODES]
    if file.suffix in _DATA:
        text = file.read_text(encoding="utf-8", errors="replace")
        return problems_of_page(text, page=page, path=shown, allowed=allowed)
    return []
