"""Check the content folder and print every problem, as the build would find it, and advice beside it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefings.cli.options import SITE_OUTPUT, Options, as_of_option, content_option, example, published_options
from briefings.cli.prompts import Stopped
from briefings.cli.starter import text_setting
from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.problems import Code, Level, Problem, in_order
from briefings.model.published import check_published
from briefings.model.scan import scan
from briefings.model.to_do import to_do
from briefings.publishing.last_release import last_release
from briefings.publishing.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.content import Content

FORMATS: Final = ("text", "json", "github", "markdown")
_MANY: Final = 20
"""From how many lines on the count is printed above them too."""
PROBLEMS: Final = "handbook/problems"
OWNERS: Final = ".github/CODEOWNERS"


@click.command(
    "check", epilog=example("briefings check", "briefings check --changed", "briefings check content/about.md")
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@content_option
@as_of_option
@click.option("--advice", is_flag=True, help="Print the advice too, before what stops publication.")
@click.option("--no-advice", is_flag=True, help="Leave the advice out of JSON, annotations and tables, too.")
@click.option("--format", type=click.Choice(FORMATS), default="text", help="How to print (default: text).")
@click.option(
    "--changed",
    is_flag=False,
    flag_value="HEAD",
    metavar="COMMIT",
    help="Print the problems of files that changed since a commit only (without COMMIT: since the last one).",
)
@click.option("--published", is_flag=True, help="Leave drafts out: check what would be public, and what refers to it.")
@published_options
@click.option("--release", is_flag=True, help="Stop for an accessibility statement older than a year, too.")
def command(**options: Any) -> int:
    """Check the content, and print every problem as the build would find it.

    Advice is counted, and printed with --advice. With FILES, only the problems of these are printed; all pages are read
    all the same.
    """
    if options["advice"] and options["no_advice"]:
        raise click.UsageError("--advice and --no-advice exclude each other; leave one out")
    return _run(Options(**options))


def _run(options: Options) -> int:
    content = load_content(options.content.resolve(), as_of=options.as_of or as_of_date(), drafts=not options.published)
    site = options.content.resolve().parent
    problems: Sequence[Problem] = [*content.problems, *_lost_addresses(options, content), *_without_reviewers(site)]
    only = list(options.files)
    if options.changed:
        only += _changed(options.content, options.changed)
    if only or options.changed:
        names = {_name(file, options.content) for file in only}
        problems = [problem for problem in problems if problem.path in names]
    if options.no_advice:
        problems = [problem for problem in problems if _is_error(problem)]
    errors = [problem for problem in problems if _is_error(problem)]
    advice = [problem for problem in problems if not _is_error(problem)]
    shown = [*(advice if options.advice or options.format != "text" else ()), *errors]
    counted = _counted(len(content.library.entries), errors, advice, is_folded=len(shown) == len(errors))
    handbook = handbook_of(options.content)
    if len(shown) > _MANY and options.format == "text":
        _say(counted)  # whoever scrolls up finds it there, too
    if text := _PRINTERS[options.format](shown if options.format == "text" else problems, handbook):
        print(text, flush=True)
    if options.format == "text":
        _print_to_do(options.content.resolve(), content.problems, {problem.path for problem in problems})
    _say(counted)
    if shown and options.format == "text":
        print(f"What each [code] means, with examples: {handbook}", file=sys.stderr)
    if options.release and any(problem.code is Code.TEST_OLD for problem in content.problems):
        print("No release: test the site for accessibility again first, and change 'tested:'.", file=sys.stderr)
        return 1
    return 1 if errors else 0


def _counted(pages: int, errors: Sequence[Problem], advice: Sequence[Problem], *, is_folded: bool) -> str:
    """What was found, in one line."""
    pieces = "1 piece" if len(advice) == 1 else f"{len(advice)} pieces"
    how = f" (briefings check --advice shows {'it' if len(advice) == 1 else 'them'})" if advice and is_folded else ""
    files = len({problem.path for problem in errors})
    where = f" in {files} {'file' if files == 1 else 'files'}" if errors else ""
    return f"{pages} pages checked: {len(errors)} to correct{where}, {pieces} of advice{how}."


def _print_to_do(content: Path, problems: Sequence[Problem], shown: set[str]) -> None:
    """For each draft whose problems were printed, what is left to do in it."""
    for path, steps in to_do(content, problems):
        if path in shown:
            print(f"To do in {path}:", file=sys.stderr)
            print(*(f"  - {step}" for step in steps), sep="\n", file=sys.stderr)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _lost_addresses(options: Options, content: Content) -> list[Problem]:
    """Addresses of the last release that would be lost, as the build would find it.

    Raises:
        Stopped: when the list that was named cannot be read.
    """
    root = options.content.resolve()
    if options.accept_new_addresses:
        return []
    try:
        last = last_release(root.parent, root.parent / SITE_OUTPUT, options.last_release, _say)
    except Trouble as trouble:
        raise Stopped(str(trouble), exit_code=trouble.exit_code) from None
    if last is None:
        return []
    files = {source.docname for source in scan(root, drafts=True)[0]}
    return list(in_order(check_published(last, content.library, root.name, files)))


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
        Stopped: when git cannot say.
    """
    folder = content.resolve()
    if not shutil.which("git"):
        raise Stopped("git is not installed, so nobody knows what changed; leave out --changed", exit_code=2)
    found: list[Path] = []
    for command in (
        ["diff", "--name-only", "--relative", "-z", "--end-of-options", commit, "--", "."],
        ["ls-files", "--others", "--exclude-standard", "-z"],
    ):
        done = subprocess.run(["git", *command], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            message = f"git does not know '{commit}' here; fetch it, or leave out --changed to check all files"
            raise Stopped(message, exit_code=2)
        found += [folder / name for name in done.stdout.split("\0") if name]
    return found


def handbook_of(content: Path) -> str:
    """Where people find what each problem means: the file of a site that has it, else the page of their site.

    The handbook comes with the package, so most sites have its pages and none of its files.
    """
    if (content / PROBLEMS).with_suffix(".md").is_file():
        return (content / PROBLEMS).with_suffix(".md").as_posix()
    address = text_setting(content.resolve().parent, "html_baseurl")
    return f"{address.rstrip('/')}/{PROBLEMS}.html" if address else f"_build/site/{PROBLEMS}.html"


def _as_text(problems: Sequence[Problem], _: str) -> str:
    return "\n".join(str(problem) if _is_error(problem) else f"{problem} (advice)" for problem in problems)


def _as_json(problems: Sequence[Problem], handbook: str) -> str:
    return json.dumps(
        [
            {
                "path": problem.path,
                "line": problem.line,
                "code": problem.code.slug,
                "level": problem.code.level.value,
                "message": problem.message,
                "help": f"{handbook}#{problem.code.slug}",
            }
            for problem in problems
        ],
        indent=1,
        ensure_ascii=False,
    )


def _as_github(problems: Sequence[Problem], handbook: str) -> str:
    """Annotations for a pull request; content could otherwise give commands to the runner, so it is encoded."""
    rows = []
    for problem in problems:
        level = "error" if _is_error(problem) else "notice"
        place = f"file={_property(problem.path)},line={problem.line or 1},title={_property(problem.code.slug)}"
        message = f"{problem.message} (see {handbook}#{problem.code.slug})"
        rows.append(f"::{level} {place}::{_data(message)}")
    return "\n".join(rows)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _as_markdown(problems: Sequence[Problem], handbook: str) -> str:
    """A table for the summary of a run."""
    if not problems:
        return "No problems were found."
    rows = ["| where | what to do | code |", "|---|---|---|"]
    for problem in sorted(problems, key=_is_error, reverse=True):  # what stops publication first
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        advice = "" if _is_error(problem) else " (advice)"
        code = f"[{problem.code.slug}]({handbook}#{problem.code.slug}){advice}"
        rows.append(f"| {_cell(place)} | {_cell(problem.message)} | {code} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    for char in "\\`*_[]<>|":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", " ")


_PRINTERS: Final = {"text": _as_text, "json": _as_json, "github": _as_github, "markdown": _as_markdown}
