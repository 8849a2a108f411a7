"""Turn a report (Word, PDF or pasted text) into a draft, and say what was done, unsure and left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefings.cli.options import Options, common, example, pages_in
from briefings.cli.prompts import Stopped, check_slugs, library_of
from briefings.cli.transaction import write_new
from briefings.importing.importer import import_document
from briefings.importing.refusals import ImportRefused
from briefings.importing.terms import Terms
from briefings.model.clock import as_of_date
from briefings.model.page import read_page
from briefings.model.problems import errors_in
from briefings.model.schema import SLUG


@click.command(
    "import", epilog=example("briefings import report.docx", "briefings import report.pdf --partnership alder")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="PATH", help="The draft (default: content/drafts/<name>.md)."
)
@click.option("--partnership", default="", help="Whose report it is (a slug).", shell_complete=pages_in("partnerships"))
@click.option("--replace", is_flag=True, help="Write over a draft of the same name.")
@common
def command(**options: Any) -> int:
    """Turn a report (.docx, a PDF with text, or a text file) into the draft of a briefing."""
    try:
        return _run(Options(**options))
    except (Stopped, ImportRefused) as refusal:
        raise Stopped(f"{options['file'].name}: {refusal}") from None


def _run(options: Options) -> int:
    as_of = options.as_of or as_of_date()
    terms = Terms.of(library_of(options.content, as_of))
    if options.partnership:
        check_slugs("partnership", (options.partnership,), terms.titles)
    try:
        data = options.file.read_bytes()
    except IsADirectoryError:
        raise Stopped("this is a folder; name one file in it") from None
    except OSError as error:
        raise Stopped(f"the file cannot be opened ({error.strerror or 'unknown reason'}); check its name") from None
    found = import_document(data, options.file.name, terms=terms, as_of=as_of, partnership=options.partnership)
    output: Path = options.output or options.content / "drafts" / f"{found.slug}.md"
    if output.suffix != ".md" or not SLUG.fullmatch(output.stem):
        raise Stopped(f"'{output.name}' cannot be the name of a draft; use a-z, 0-9 and hyphens, and .md at the end")
    if output.exists() and not options.replace:
        raise Stopped(f"'{output}' exists already; name another file with --output, or add --replace")
    account = _account_path(options.content, output)
    write_new(account, str(found.report))
    write_new(output, found.text)
    print(found.report)
    problems = errors_in(read_page(found.text.encode(), docname=f"drafts/{output.stem}", path=str(output)).problems)
    print(f"To fill in or correct, {len(problems)} places:")
    print(*(f"  {problem}" for problem in problems), sep="\n")
    print(f"\nThe draft is {output}\nThis account is kept in {account}")
    print("Next: write it in your own words, run 'briefings check', look at it with 'briefings live'.")
    return 0


def _account_path(content: Path, output: Path) -> Path:
    """Where the account of an import is kept: never in the content folder, where it could be published."""
    return content.resolve().parent / "_build" / "imports" / f"{output.stem}.txt"
