"""Turn a report (Word, PDF or pasted text) into a draft, and say what was done, unsure and left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings import __version__
from briefings.cli.options import Options, common, example, pages_in
from briefings.cli.prompts import Stopped, check_slugs, library_of
from briefings.cli.transaction import write_new
from briefings.importing.importer import Imported, import_document
from briefings.importing.merging.merge import Merged, merge
from briefings.importing.merging.record import ImportRecord, earlier_import, likeness, read_record
from briefings.importing.merging.units import units_of
from briefings.importing.refusals import ImportRefused
from briefings.importing.terms import Terms
from briefings.model.clock import as_of_date
from briefings.model.page import read_page
from briefings.model.problems import errors_in
from briefings.model.schema import SLUG

if TYPE_CHECKING:
    from datetime import date

_LEAST_LIKE = 0.25


@click.command(
    "import",
    epilog=example(
        "briefings import report.docx",
        "briefings import report.pdf --partnership alder",
        "briefings import report-version-2.docx --output content/drafts/alder-core-groups.md",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="PATH", help="The draft (default: content/drafts/<name>.md)."
)
@click.option("--partnership", default="", help="Whose report it is (a slug).", shell_complete=pages_in("partnerships"))
@click.option("--replace", is_flag=True, help="Write over a draft of the same name; what it was is kept in _build.")
@click.option(
    "--since",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The version of the report that the draft was made of, where no record of that import is kept.",
)
@common
def command(**options: Any) -> int:
    """Turn a report (.docx, a PDF with text, or a text file) into the draft of a briefing.

    Where the draft is there already, a new version of its report is merged into it: what the report changed comes in,
    and what you wrote stays.
    """
    try:
        return _run(Options(**options))
    except (Stopped, ImportRefused) as refusal:
        raise Stopped(f"{options['file'].name}: {refusal}") from None


def _run(options: Options) -> int:
    as_of = options.as_of or as_of_date()
    terms = Terms.of(library_of(options.content, as_of))
    if options.partnership:
        check_slugs("partnership", (options.partnership,), terms.titles)
    data = _bytes_of(options.file)
    found = import_document(data, options.file.name, terms=terms, as_of=as_of, partnership=options.partnership)
    folder = options.content.resolve().parent / "_build" / "imports"
    output = _output(options, found, folder)
    desk = _Desk(options, terms, data, folder, output)
    if output.exists() and not options.replace:
        return _merge(desk, as_of)
    if output.exists():
        desk.keep_backup()
    desk.keep_account(found)
    desk.keep_record(found, as_of)
    write_new(output, found.text)
    print(found.report)
    desk.print_what_is_left(found.text)
    print("Next: write it in your own words, run 'briefings check', look at it with 'briefings live'.")
    return 0


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except IsADirectoryError:
        raise Stopped("this is a folder; name one file in it") from None
    except OSError as error:
        raise Stopped(f"the file cannot be opened ({error.strerror or 'unknown reason'}); check its name") from None


def _output(options: Options, found: Imported, folder: Path) -> Path:
    """The draft to write or to merge into.

    Raises:
        Stopped: when its name cannot be one, or an earlier version of the report has a draft of another name.
    """
    if options.output:
        output: Path = options.output
    else:
        drafts, briefings = (options.content / name / f"{found.slug}.md" for name in ("drafts", "briefings"))
        output = briefings if briefings.exists() and not drafts.exists() else drafts
        earlier = "" if output.exists() else earlier_import(folder, found.text)
        names = [
            path for name in ("drafts", "briefings") if (path := options.content / name / f"{earlier}.md").exists()
        ]
        if earlier and names:
            raise Stopped(
                f"this looks like a new version of the report that '{names[0]}' was made of; to merge it into that, "
                f"add --output {names[0]}, or make another draft with --output {drafts}"
            )
    if output.suffix != ".md" or not SLUG.fullmatch(output.stem):
        raise Stopped(f"'{output.name}' cannot be the name of a draft; use a-z, 0-9 and hyphens, and .md at the end")
    return output


class _Desk:
    """The draft of one import, and what is kept of the import: never in the content, where it could be published."""

    def __init__(self, options: Options, terms: Terms, data: bytes, folder: Path, output: Path) -> None:
        self.options, self.terms, self.data = options, terms, data
        self.folder, self.output = folder, output
        self.account = folder / f"{output.stem}.txt"
        self.record = folder / f"{output.stem}.json"

    def read(self, file: Path, data: bytes, as_of: date) -> Imported:
        """The draft of a version of the report."""
        return import_document(data, file.name, terms=self.terms, as_of=as_of, partnership=self.options.partnership)

    def keep_account(self, found: Imported, more: str = "") -> None:
        """Save the account of the import."""
        write_new(self.account, f"{more}{found.report}")

    def keep_record(self, found: Imported, as_of: date) -> None:
        """Save what the next version is compared with."""
        record = ImportRecord.of(self.data, found.text, as_of=as_of, generator=__version__)
        write_new(self.record, str(record))

    def keep_backup(self) -> None:
        """Save the draft that is written over, unless nobody has changed it."""
        text = self.output.read_bytes().decode("utf-8", "replace")
        record = read_record(self.record)
        if record and [unit.mark.full for unit in units_of(text)] == [one.full for one in record.marks]:
            return
        number = 1
        while (backup := self.folder / f"{self.output.stem}.before-{number}.md").exists():
            number += 1
        write_new(backup, text)
        print(f"The draft as it was is kept in {backup}; delete it when you no longer need it.\n")

    def print_what_is_left(self, text: str) -> None:
        """Say what is to be filled in, and where everything is."""
        page = read_page(text.encode(), docname=f"drafts/{self.output.stem}", path=str(self.output))
        problems = errors_in(page.problems)
        print(f"To fill in or correct, {len(problems)} places:")
        print(*(f"  {problem}" for problem in problems), sep="\n")
        print(f"\nThe draft is {self.output}\nThis account is kept in {self.account}")


def _merge(desk: _Desk, today: date) -> int:
    """Merge a new version of a report into its draft."""
    options, output = desk.options, desk.output
    record = read_record(desk.record)
    if options.since:
        earlier = _bytes_of(options.since)
        as_of = record.as_of if record else today
        text = desk.read(options.since, earlier, as_of).text
        record = ImportRecord.of(earlier, text, as_of=as_of, generator=__version__)
    if record is None:
        raise Stopped(
            f"'{output}' exists already, and this computer keeps no record of the import that it was made by; name the "
            f"report that it was made of with --since FILE to merge, another file with --output, or add --replace"
        )
    found = desk.read(options.file, desk.data, record.as_of)
    if likeness(record.marks, units_of(found.text)) < _LEAST_LIKE:
        raise Stopped(
            f"this is hardly a new version of the report that '{output}' was made of, for most of it differs; name "
            f"another file with --output, or add --replace to write over that draft"
        )
    before = output.read_bytes().decode("utf-8", "replace")
    merged = merge(record.marks, before, found.text)
    if not merged.changed and merged.text == before:
        print(f"The report says nothing else than at the last import; {output} stays as it is.")
        desk.keep_record(found, record.as_of)
        return 0
    write_new(output, merged.text)
    desk.keep_record(found, record.as_of)
    # What the report no longer has may have been taken out for a reason: it is shown once, and not kept.
    desk.keep_account(found, _changes_of(merged, whole=False))
    print(_changes_of(merged, whole=True))
    if record.generator != __version__:
        print(f"The last import was by version {record.generator}; some changes may come from the import itself.\n")
    print(found.report)
    desk.print_what_is_left(merged.text)
    print("Next: look at what came in, settle the hints where both changed something, and run 'briefings check'.")
    return 0


def _changes_of(merged: Merged, *, whole: bool) -> str:
    """What a new version of a report changed, as it is printed and saved."""
    removed = merged.removed if whole else [f"{len(merged.removed)} lines, not repeated here"]
    parts = [
        ("Came in with the new version of the report", merged.added),
        ("Went out, for the report no longer has it and you had not changed it", removed if merged.removed else []),
        ("Yours stands; a hint says what the report has there now", merged.kept),
    ]
    return "".join(f"{title}:\n" + "".join(f"  {line}\n" for line in lines) + "\n" for title, lines in parts if lines)
