"""Turn a report (Word, PDF or pasted text) into a draft, and say what was done, unsure and left out.

Exit codes: 0 a draft was written, 1 the file cannot be imported (nothing was written), 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from briefings.importing.importer import import_document
from briefings.importing.refusals import ImportRefused
from briefings.importing.terms import Terms
from briefings.model.clock import as_of_date
from briefings.model.page import read_page
from briefings.model.problems import errors_in
from briefings.model.schema import SLUG
from scripts.asking import Stopped, add_common, check_slugs, library_of
from scripts.changing import write_new


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Turn a report into the draft of a briefing.")
    parser.add_argument("file", type=Path, metavar="FILE", help="a .docx, a PDF with text, or a text file")
    parser.add_argument("--output", type=Path, metavar="PATH", help="the draft (default: content/drafts/<name>.md)")
    parser.add_argument("--partnership", default="", help="whose report it is (a slug)")
    parser.add_argument("--replace", action="store_true", help="write over a draft of the same name")
    add_common(parser)
    options = parser.parse_args(argv)
    try:
        return _run(options)
    except (Stopped, ImportRefused) as refusal:
        print(f"import: {options.file.name}: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("import: stopped; nothing was written", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
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
    print("Next: write it in your own words, run 'make check', look at it with 'make live'.")
    return 0


def _account_path(content: Path, output: Path) -> Path:
    """Where the account of an import is kept: never in the content folder, where it could be published."""
    return content.resolve().parent / "_build" / "imports" / f"{output.stem}.txt"


if __name__ == "__main__":
    sys.exit(main())
