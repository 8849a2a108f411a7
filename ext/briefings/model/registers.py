"""What editors keep besides pages: packs to print (``packs/*.yaml``), and how briefings were used (``use/*.csv``).

Both are small, read anew for every build, and checked like pages: ``path:line`` and a sentence.
"""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.dates import PartialDate
from briefings.model.entry import Query
from briefings.model.former import gone_because, no_such_item
from briefings.model.frontmatter import read_data
from briefings.model.item_addresses import ADDRESS
from briefings.model.ledger import NO_LEDGER, Ledger, read_ledger
from briefings.model.markup import bad_characters
from briefings.model.privacy import findings_in, problems_of_page
from briefings.model.problems import Code, Problem, did_you_mean, errors_in, lists_all, proposed_slug, shown
from briefings.model.refused import names_in
from briefings.model.scan import read_plain, register_files
from briefings.model.schema import Pack, named_in
from briefings.model.selection import Tombstone
from briefings.model.validate import record_from
from briefings.model.vocabulary import BlockKind, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefings.model.library import Library
    from briefings.model.privacy.allow import Allowed
    from briefings.model.schema import Checklist

USE_COLUMNS: Final = ("date", "agency", "team", "used", "questions", "change")
"""The columns of a use register; ``used`` is a briefing or ``pack:name``, ``questions`` are addresses of items."""
MAX_BYTES: Final = 1_000_000
_LONGEST: Final = 300
_BRITISH_DAY: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)", re.ASCII)
_NO_DAY: Final = PartialDate(1, 1, 1)
"""Stands for the date of a use that cannot be read."""
_QUESTIONS: Final = re.compile(rf"{ADDRESS}(?:[ ,]+{ADDRESS})*", re.ASCII)
_CODES: Final = {
    "briefing": Code.UNKNOWN_BRIEFING,
    "theme": Code.UNKNOWN_THEME,
    "agency": Code.UNKNOWN_AGENCY,
    "item": Code.UNKNOWN_ITEM,
}


@dataclass(frozen=True, slots=True)
class NamedPack:
    """A pack with its name, which is part of its address, and the lines of what it names and of its checklists."""

    name: str
    record: Pack
    path: str
    lines: tuple[tuple[str, str, int], ...]
    checklist_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedPack:
    """What a pack with mistakes names, as far as it can be read, with the line of each."""

    name: str
    path: str
    lines: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """One meeting at which a briefing or a pack was talked about. No person is named."""

    on: PartialDate
    agency: str
    team: str
    used: str
    questions: tuple[str, ...]
    change: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Registers:
    """All packs by name, and all uses by date. `digest` changes when a file does; `pages` are their names.

    Of packs and uses that are refused for other mistakes, what they name is checked too, so that all is told at once.
    """

    packs: tuple[NamedPack, ...] = ()
    uses: tuple[Use, ...] = ()
    digest: bytes = b""
    ledger: Ledger = NO_LEDGER
    pages: tuple[str, ...] = ()
    refused_packs: tuple[RefusedPack, ...] = ()
    refused_uses: tuple[Use, ...] = ()


NO_REGISTERS: Final = Registers()


def read_registers(root: Path, allowed: Allowed) -> tuple[Registers, list[Problem]]:
    """Read the registers below the content folder; what cannot be understood is told and left out.

    Args:
        root: the content folder; `scan` has refused links and devices in it.
        allowed: what a person has looked at and let stand, in spite of the privacy check.
    """
    problems: list[Problem] = []
    packs: list[NamedPack] = []
    uses: list[Use] = []
    refused_packs: list[RefusedPack] = []
    refused_uses: list[Use] = []
    pages: list[str] = []
    total = hashlib.blake2b(digest_size=16)
    for folder, file in register_files(root):
        path = f"{root.name}/{folder}/{file.name}"
        text, found = _text_of(file, path)
        pages.append(f"{folder}/{file.stem}")
        found += problems_of_page(text, page=pages[-1], path=path, allowed=allowed)
        problems += found
        total.update(path.encode() + b"\0" + text.encode())
        if not text and errors_in(found):
            refused_packs += [RefusedPack(file.stem, path)] if file.suffix == ".yaml" else []
        elif file.suffix == ".yaml":
            pack, found = _pack(text, file.stem, path)
            packs += [pack] if isinstance(pack, NamedPack) else []
            refused_packs += [pack] if isinstance(pack, RefusedPack) else []
            problems += found
        else:
            rows, refused, found = _uses(text, path)
            uses += rows
            refused_uses += refused
            problems += found
    uses.sort(key=lambda use: (use.on.last, use.path, use.line))
    ledger, found = read_ledger(root)
    problems += found
    total.update(ledger.digest)
    digest = total.digest() if packs or uses or ledger.links else b""
    made = Registers(tuple(packs), tuple(uses), digest, ledger, tuple(pages), tuple(refused_packs), tuple(refused_uses))
    return made, problems


def _text_of(file: Path, path: str) -> tuple[str, list[Problem]]:
    try:
        data = read_plain(file, MAX_BYTES)
    except OSError as error:
        if error.errno == errno.EINVAL:
            return "", [Problem(path, 0, Code.NOT_A_FILE, "this is no plain file; delete it")]
        return "", [Problem(path, 0, Code.UNREADABLE, "the file cannot be opened; check its permissions")]
    if len(data) > MAX_BYTES:
        return "", [Problem(path, 0, Code.TOO_LARGE, "the file is over 1 MB; split it")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [Problem(path, line, Code.NOT_UTF8, "the file is not UTF-8 text from here on; save it as UTF-8")]
    problems = [
        Problem(path, number, Code.BAD_CHARACTER, said)
        for number, line in enumerate(text.split("\n"), 1)
        for said in bad_characters(line)
    ]
    return text.replace("\r\n", "\n"), problems


def _pack(text: str, name: str, path: str) -> tuple[NamedPack | RefusedPack, list[Problem]]:
    front, problems = read_data(text, path=path)
    record, found = record_from(front, Kind.PACK, path) if front.data or not problems else (None, [])
    if not isinstance(record, Pack) or errors_in(problems):
        lines = tuple((named.what, named.slug, front.line_of(named.path)) for named in names_in(front.data, Kind.PACK))
        return RefusedPack(name, path, lines), problems + found
    lines = tuple((named.what, named.slug, front.line_of(named.path)) for named in named_in(record))
    checklists = tuple(front.line_of(("checklists", number)) for number in range(len(record.checklists)))
    return NamedPack(name, record, path, lines, checklists), problems + found


def _uses(text: str, path: str) -> tuple[list[Use], list[Use], list[Problem]]:
    """The rows of a use register, those that have mistakes, and the mistakes."""
    reader = csv.reader(io.StringIO(text), strict=True)
    problems: list[Problem] = []
    uses: list[Use] = []
    refused: list[Use] = []
    try:
        head = next(reader, [])
        if tuple(cell.strip().lower() for cell in head) != USE_COLUMNS:
            return [], [], [Problem(path, 1, Code.BAD_VALUE, _wrong_head(text.split("\n", 1)[0]))]
        for row in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(USE_COLUMNS):
                message = f"this line has {len(row)} cells, not {len(USE_COLUMNS)}; put a text with commas in quotes"
                problems.append(Problem(path, line, Code.BAD_VALUE, message))
                continue
            use, found = _use([cell.strip() for cell in row], path, line)
            problems += found
            (refused if found else uses).append(use)
    except csv.Error:
        problems.append(Problem(path, reader.line_num, Code.BAD_VALUE, "this is not CSV; check its quotation marks"))
    return uses, refused, problems


def _wrong_head(line: str) -> str:
    """What is wrong with the first line of a use register."""
    columns = ",".join(USE_COLUMNS)
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if line.count(mark) >= len(USE_COLUMNS) - 1:
            return (
                f"{name} stand between the cells, and a comma must; save the file from the spreadsheet as "
                f"'CSV (comma delimited)', or put commas in the place of the {name}"
            )
    return f"the first line must be the columns {columns}"


def _bad_day(on: str) -> str:
    """What is wrong with a date, and what a spreadsheet may have made of it."""
    if match := _BRITISH_DAY.fullmatch(on):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        day, month = int(match[1]), int(match[2])
        if day <= 31 and month <= 12:
            written = f"{year}-{month:02}-{day:02}"
            return f"the date '{shown(on)}' is as a spreadsheet shows it; write {written}, as text, so that it stays"
    if re.fullmatch(r"[34]\d{4}", on, re.ASCII):
        day_meant = date(1899, 12, 30) + timedelta(days=int(on))
        return f"the date '{shown(on)}' is a number of a spreadsheet; write {day_meant}, if that is the day, as text"
    return f"the date '{shown(on)}' must be a full date like 2026-11-20"


def _use(cells: list[str], path: str, line: int) -> tuple[Use, list[Problem]]:
    on, agency, team, used, questions, change = cells
    problems: list[Problem] = []

    def wrong(code: Code, message: str) -> None:
        problems.append(Problem(path, line, code, message))

    try:
        day = PartialDate.parse(on)
        if day.day is None:
            raise ValueError
    except ValueError:
        day = _NO_DAY
        wrong(Code.BAD_DATE, _bad_day(on))
    for name, cell in (("agency", agency), ("used", used)):
        if not cell:
            wrong(Code.EMPTY_VALUE, f"'{name}' has no value; fill it in")
    if questions and not _QUESTIONS.fullmatch(questions):
        message = f"the questions '{shown(questions)}' must be addresses such as 'q-who-was-there', or be left out"
        wrong(Code.BAD_VALUE, message)
    if any(finding.rule.is_of_person for finding in findings_in(team)):
        message = "'team' looks like the name of a person; write what the team is called, such as 'Duty team'"
        wrong(Code.NAMED_PERSON, message)
    for name, cell in (("team", team), ("change", change)):
        if len(cell) > _LONGEST:
            wrong(Code.TOO_LONG, f"'{name}' is {len(cell)} characters long; shorten it to {_LONGEST}")
    return Use(day, agency, team, used, tuple(re.findall(ADDRESS, questions)), change, path, line), problems


def check_registers(library: Library) -> Iterator[Problem]:
    """Every name in the registers that the site does not have, or not any more."""
    registers = library.registers
    for pack in registers.packs:
        for what, slug, line in pack.lines:
            yield from _check_name(library, what, slug, pack.path, line, "; take it out of the pack")
        yield from _check_checklists(library, pack)
        yield from _withdrawn_in_words(library, pack)
        if pack.record.date.first > library.as_of:
            message = f"the pack is of {pack.record.date.words}, which is still to come; correct its date"
            yield Problem(pack.path, 1, Code.BAD_DATE, message)
    for refused in registers.refused_packs:
        for what, slug, line in refused.lines:
            yield from _check_name(library, what, slug, refused.path, line, "; take it out of the pack")
    packs = {*(pack.name for pack in registers.packs), *(pack.name for pack in registers.refused_packs)}
    for use in (*registers.uses, *registers.refused_uses):
        yield from _check_use(library, use, packs)
    yield from _same_twice(registers)


def _same_twice(registers: Registers) -> Iterator[Problem]:
    """Rows that say the same as one before: each is counted, so a meeting would count twice."""
    seen: dict[tuple[object, ...], Use] = {}
    for use in registers.uses:
        key = (use.on, use.agency, use.team.casefold(), use.used)
        first = seen.setdefault(key, use)
        if first is not use:
            where = f"line {first.line}" if first.path == use.path else f"{first.path}:{first.line}"
            message = f"this is the same meeting as on {where}, and would be counted twice; delete one of the two lines"
            yield Problem(use.path, use.line, Code.DUPLICATE_ENTRY, message)


def _withdrawn_in_words(library: Library, pack: NamedPack) -> Iterator[Problem]:
    """What a pack says of a briefing that was withdrawn, as far as its address tells what that was about."""
    said = f"-{proposed_slug(f'{pack.record.title} - {pack.record.summary or str()}')}-"
    for entry in library.entries.values():
        words = re.sub(r"(-\d+)+$", "", entry.slug)
        if isinstance(entry.record, Tombstone) and "-" in words and f"-{words}-" in said:
            message = (
                f"the title or the summary of the pack speaks of '{words.replace('-', ' ')}', as the briefing "
                f"'{entry.slug}' did, which was withdrawn; read it again"
            )
            yield Problem(pack.path, 0, Code.SPEAKS_OF_WITHDRAWN, message)


def _check_checklists(library: Library, pack: NamedPack) -> Iterator[Problem]:
    """Checklists that would be an empty page."""
    for number, wanted in enumerate(pack.record.checklists):
        if not _knows(library, wanted):
            continue  # told already
        query = Query(kinds=(BlockKind.PRACTICE_POINTS,), theme=wanted.theme or "", agency=wanted.agency or "")
        if library.select_items(query):
            continue
        about = " and ".join(
            f"the {kind} '{slug}'" for kind, slug in (("theme", wanted.theme), ("agency", wanted.agency)) if slug
        )
        both = ", or name only the theme or only the agency" if wanted.theme and wanted.agency else ""
        message = f"no briefing has a practice point for {about}: the checklist would be empty; take it out of the pack"
        yield Problem(pack.path, pack.checklist_lines[number], Code.BAD_VALUE, message + both)


def _knows(library: Library, wanted: Checklist) -> bool:
    named = ((Kind.THEME, wanted.theme), (Kind.AGENCY, wanted.agency))
    return all(library.find(kind, slug) is not None for kind, slug in named if slug)


def _check_use(library: Library, use: Use, packs: set[str]) -> Iterator[Problem]:
    if use.agency:
        yield from _check_name(library, "agency", use.agency, use.path, use.line, "")
    if use.on.first > library.as_of:
        yield Problem(use.path, use.line, Code.BAD_DATE, f"{use.on.words} is still to come; correct the date")
    if use.used.startswith("pack:"):
        name = use.used.removeprefix("pack:")
        if name not in packs:
            hint = did_you_mean(name, packs) or "; name a file of packs/"
            yield Problem(use.path, use.line, Code.BAD_VALUE, f"there is no pack '{shown(name)}'{hint}")
        return
    entry = library.entries.get(f"briefings/{use.used}")
    if entry is not None and isinstance(entry.record, Tombstone):
        return  # it was used before it was withdrawn: that stays true
    if not use.used:
        return
    found = list(_check_name(library, "briefing", use.used, use.path, use.line, ""))
    yield from found
    for question in () if found else use.questions:
        if entry is not None and gone_because(entry, question):
            continue  # it was asked before it was taken out: that stays true
        yield from _check_name(library, "item", f"{use.used}/{question}", use.path, use.line, "")


def _check_name(library: Library, what: str, slug: str, path: str, line: int, advice: str) -> Iterator[Problem]:
    if library.face(what, slug) is not None and not _is_withdrawn(library, what, slug):
        return
    if library.is_refused(what, slug):
        return
    if _is_withdrawn(library, what, slug):
        message = f"the briefing '{shown(slug.partition('/')[0])}' was withdrawn{advice or '; take the line out'}"
    elif what == "item" and (home := library.find(Kind.BRIEFING, slug.partition("/")[0])):
        message = f"there is no item '{shown(slug)}'; {no_such_item(slug.partition('/')[2], home, home.slug)}"
    else:
        names: Iterable[str] = library.item_of_key if what == "item" else _slugs(library, what)
        public = "public " if what in ("briefing", "item") else ""
        instead = did_you_mean(slug, names) or advice or "; correct it"
        all_of = f" ({lists_all(what)})" if lists_all(what) else ""
        message = f"there is no {public}{what} '{shown(slug)}'{instead}{all_of}"
    yield Problem(path, line, _CODES[what], message)


def _is_withdrawn(library: Library, what: str, slug: str) -> bool:
    entry = library.entries.get(f"briefings/{slug.partition('/')[0]}") if what in ("briefing", "item") else None
    return entry is not None and isinstance(entry.record, Tombstone)


def _slugs(library: Library, what: str) -> Iterable[str]:
    return [entry.slug for entry in library.of_kind(Kind(what))]
