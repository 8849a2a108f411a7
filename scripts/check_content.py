"""Check the content folder and print every problem, as the build would find it, and advice beside it.

Exit codes: 0 when nothing stops publication, 1 when something does, 2 when the command was used wrongly.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.problems import Code, Level, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
FORMATS: Final = ("text", "json", "github", "markdown")
OWNERS: Final = ".github/CODEOWNERS"
HANDBOOK: Final = "handbook/problems"


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Check the content folder and print every problem.")
    parser.add_argument("content", nargs="?", type=Path, default=ROOT / "content", help="the folder to check")
    parser.add_argument("--as-of", default="", metavar="DATE", help="check as if on this date, such as 2026-11-20")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--no-advice", action="store_true", help="print only what stops publication")
    which.add_argument(
        "--advice", action="store_true", help="print only the advice, such as entries without an address"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print (default: text)")
    parser.add_argument("--only", nargs="+", type=Path, metavar="FILE", help="print the problems of these files only")
    parser.add_argument(
        "--changed",
        nargs="?",
        const="HEAD",
        metavar="COMMIT",
        help="print the problems of files changed since a commit only (default: since the last one)",
    )
    parser.add_argument(
        "--release", action="store_true", help="stop for an accessibility statement older than a year, too"
    )
    options = parser.parse_args(argv)
    if not options.content.is_dir():
        parser.error(f"there is no folder '{options.content}'; name the content folder")
    try:
        as_of = as_of_date(options.as_of)
    except ValueError as error:
        parser.error(str(error))
    content = load_content(options.content.resolve(), as_of=as_of, drafts=True)
    problems: Sequence[Problem] = [*content.problems, *_without_reviewers(options.content.resolve().parent)]
    if options.changed:
        try:
            options.only = [*(options.only or []), *_changed(options.content, options.changed)]
        except OSError as error:
            parser.error(f"--changed: {error}")
    if options.only is not None:
        names = {_name(file, options.content) for file in options.only}
        problems = [problem for problem in problems if problem.path in names]
    if options.no_advice:
        problems = [problem for problem in problems if _is_error(problem)]
    errors = sum(_is_error(problem) for problem in problems)
    advice = len(problems) - errors
    if options.advice:
        problems = [problem for problem in problems if not _is_error(problem)]
    if text := _PRINTERS[options.format](problems):
        print(text)
    pages = len(content.library.entries)
    pieces = "1 piece" if advice == 1 else f"{advice} pieces"
    print(f"{pages} pages checked: {errors} to correct, {pieces} of advice.", file=sys.stderr)
    if problems and options.format == "text":
        print(f"What each [code] means, with examples: {options.content / HANDBOOK}.md", file=sys.stderr)
    if options.release and any(problem.code is Code.TEST_OLD for problem in content.problems):
        print("No release: test the site for accessibility again first, and change 'tested:'.", file=sys.stderr)
        return 1
    return 1 if errors else 0


def _without_reviewers(site: Path) -> list[Problem]:
    """Advice while the owners of the code are not filled in: then GitHub asks nobody to look at a change."""
    try:
        lines = (site / OWNERS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    active = [line for line in lines if line.strip() and not line.startswith("#")]
    open_lines = [number for number, line in enumerate(lines, 1) if re.search(r"@OWNER\b", line)]
    if active and not any("@OWNER" in line for line in active):
        return []
    message = (
        "nobody is asked to review changes; put the name of your organisation in the place of OWNER, and take '# ' "
        "away from the lines with it"
    )
    return [Problem(OWNERS, open_lines[0] if open_lines else 0, Code.REVIEWERS_MISSING, message)]


def _is_error(problem: Problem) -> bool:
    return problem.code.level is Level.ERROR


def _name(file: Path, content: Path) -> str:
    """A file as problems name it: from the folder that holds the content."""
    try:
        return file.resolve().relative_to(content.resolve().parent).as_posix()
    except ValueError:
        return file.as_posix()


def _changed(content: Path, commit: str) -> list[Path]:
    """The files of the content that changed since a commit, and those that git does not know yet.

    Raises:
        OSError: with a sentence, when git cannot say.
    """
    folder = content.resolve()
    found: list[Path] = []
    for command in (
        ["diff", "--name-only", "--relative", "-z", "--end-of-options", commit, "--", "."],
        ["ls-files", "--others", "--exclude-standard", "-z"],
    ):
        done = subprocess.run(["git", *command], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(f"git does not know '{commit}' here; fetch it, or leave out --changed to check all files")
        found += [folder / name for name in done.stdout.split("\0") if name]
    return found


def help_of(problem: Problem) -> str:
    """Where the handbook explains a problem: a file and a place, as on GitHub and on the site."""
    return f"{HANDBOOK}.md#{problem.code.slug}"


def _as_text(problems: Sequence[Problem]) -> str:
    return "\n".join(str(problem) if _is_error(problem) else f"{problem} (advice)" for problem in problems)


def _as_json(problems: Sequence[Problem]) -> str:
    return json.dumps(
        [
            {
                "path": problem.path,
                "line": problem.line,
                "code": problem.code.slug,
                "level": problem.code.level.value,
                "message": problem.message,
                "help": help_of(problem),
            }
            for problem in problems
        ],
        indent=1,
        ensure_ascii=False,
    )


def _as_github(problems: Sequence[Problem]) -> str:
    """Annotations for a pull request; content could otherwise give commands to the runner, so it is encoded."""
    rows = []
    for problem in problems:
        level = "error" if _is_error(problem) else "notice"
        place = f"file={_property(problem.path)},line={problem.line or 1},title={_property(problem.code.slug)}"
        message = f"{problem.message} (see content/{help_of(problem)})"
        rows.append(f"::{level} {place}::{_data(message)}")
    return "\n".join(rows)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _as_markdown(problems: Sequence[Problem]) -> str:
    """A table for the summary of a run."""
    if not problems:
        return "No problems were found."
    rows = ["| where | what to do | code |", "|---|---|---|"]
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        advice = "" if _is_error(problem) else " (advice)"
        code = f"[{problem.code.slug}](content/{help_of(problem)}){advice}"
        rows.append(f"| {_cell(place)} | {_cell(problem.message)} | {code} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    for char in "\\`*_[]<>|":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", " ")


_PRINTERS: Final = {"text": _as_text, "json": _as_json, "github": _as_github, "markdown": _as_markdown}


if __name__ == "__main__":
    gc.disable()  # the process ends soon: looking for what is no longer needed would only take time
    sys.exit(main())
