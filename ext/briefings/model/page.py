"""One file becomes one entry: decode, split, validate, read the body, collect every mention."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefings.model.abbreviations import abbreviations_in
from briefings.model.body import read_body
from briefings.model.digest import digest_of
from briefings.model.entry import DocEntry, Reference
from briefings.model.frontmatter import split
from briefings.model.furniture import check_furniture
from briefings.model.glyphs import unprintable_in
from briefings.model.hints import excuse_draft, hints_in, is_draft, without_consequences
from briefings.model.markup import bad_characters, without_bad_characters
from briefings.model.mistakes import merge_leftovers, without_leftovers
from briefings.model.problems import Code, Problem, errors_in, in_order
from briefings.model.refused import RefusedPage, audits_in, names_in
from briefings.model.schema import FORMER_NOW, Briefing, named_in
from briefings.model.validate import record_from
from briefings.model.vocabulary import KIND_OF_FOLDER, Kind

if TYPE_CHECKING:
    from collections.abc import Set

    from briefings.model.body import Body
    from briefings.model.frontmatter import FrontMatter
    from briefings.model.schema import Record

MAX_BYTES: Final = 1_000_000
MAX_LINES: Final = 5_000
"""A hundred printed pages. Some Markdown takes the square of its lines to read, such as definition lists."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What reading one file gave.

    Attributes:
        entry: None when any problem is an error: what is not fully understood is not published.
        body: the Markdown for Sphinx, line numbers kept; empty when there is no entry.
        problems: errors and advice.
        record: what the front matter says, if it was fully understood, even when the body was not.
        refused: what is known of a page without an entry.
    """

    entry: DocEntry | None
    body: str
    problems: tuple[Problem, ...]
    record: Record | None = None
    refused: RefusedPage | None = None


def kind_of(docname: str) -> Kind:
    """The kind of a page: that of its folder, but an ``index`` is a page."""
    folder, _, name = docname.rpartition("/")
    return Kind.PAGE if name == "index" else KIND_OF_FOLDER.get(folder, Kind.PAGE)


def read_page(
    data: bytes, *, docname: str, path: str, agencies: Set[str] = frozenset(), is_printed: bool = False
) -> ReadPage:
    """Read one file of the content folder.

    Args:
        data: the bytes of the file.
        docname: folder and slug, such as ``briefings/core-groups``.
        path: the file's name for messages, such as ``content/briefings/core-groups.md``.
        agencies: the slugs of all agencies, by which attributes tell them from themes.
        is_printed: whether the page is printed, although it is only a page of text.
    """
    text, problems = _decoded(data, path)
    if text is None:
        return ReadPage(None, "", tuple(problems), refused=RefusedPage(docname))
    leftovers = merge_leftovers(text)
    problems += [Problem(path, *leftover) for leftover in leftovers]
    text = without_leftovers(text, leftovers) if leftovers else text
    kind = kind_of(docname)
    front, found = split(text, path=path, required=kind is not Kind.PAGE)
    if any(line < front.body_starts for line, _, _ in leftovers):
        # Both sides of the merge stand there: the rest would follow.
        return ReadPage(None, "", in_order(problems), refused=RefusedPage(docname))
    problems += found
    draft = is_draft(docname)
    if draft:
        excuse_draft(front)
    record: Record | None = None
    if front.data or not found:
        record, found = record_from(front, kind, path)
        problems += found
        if "\\" in text:
            problems += _bad_values(front, path)
    understood = None if errors_in(problems) else record
    problems += _unprintable(text, path)
    if front.body is None:
        return ReadPage(None, "", in_order(problems), refused=RefusedPage(docname))
    audits = {audit.id: audit.themes for audit in record.audits} if isinstance(record, Briefing) else {}
    body, found = read_body(
        front.body,
        kind=kind,
        path=path,
        agencies=agencies,
        audits=audits if record else audits_in(front.data) if front.data else None,
        title=getattr(record, "title", ""),
        taken=frozenset(part.anchor for key in ("audits", "recommendations") for part in getattr(record, key, ())),
    )
    problems += found
    is_body_read = not errors_in(found)
    if kind is Kind.PAGE and not is_printed and not (front.data and "digest" in front.data):
        problems = _without_what_is_not_printed(problems, front)
    problems += check_furniture(record, front, path)
    hints = hints_in(text, path) if kind is not Kind.PAGE else []
    problems = without_consequences(problems, hints, front)
    unreadable = record is None or bool(errors_in(problems)) or bool(hints and not draft)
    problems += hints
    if record is None or unreadable:
        refused = _refused(docname, kind, front, body, is_body_read=is_body_read)
        return ReadPage(None, "", in_order(problems), understood, refused)
    entry = DocEntry(
        docname=docname,
        kind=kind,
        title=body.title or getattr(record, "title", ""),
        record=record,
        blocks=tuple(body.blocks),
        listings=tuple(body.listings),
        references=_references(record, front, body),
        prose=tuple(body.prose),
        words=body.words,
        parts=body.parts,
        abbreviations=abbreviations_in(text),
        digest=digest_of(data),
        headings=body.headings,
    )
    return ReadPage(entry, front.body, in_order(problems), record)


def is_too_large(data: bytes) -> bool:
    """Whether a page is refused before anything in it is read."""
    return len(data) > MAX_BYTES or _lines_in(data) > MAX_LINES


def _lines_in(data: bytes) -> int:
    ends = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
    return ends + (not data.endswith((b"\n", b"\r")))


def _decoded(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text with ``\\n`` line ends, without the characters that are reported; None when it cannot be read on."""
    if len(data) > MAX_BYTES:
        return None, [Problem(path, 0, Code.TOO_LARGE, "the page is over 1 MB; split it or shorten it")]
    if (number := _lines_in(data)) > MAX_LINES:
        message = f"the page has {number:,} lines, more than {MAX_LINES:,}; split it or shorten it"
        return None, [Problem(path, MAX_LINES + 1, Code.TOO_LARGE, message)]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8 text (byte {error.start}); save it again with the encoding UTF-8"
        return None, [Problem(path, _line_at(data, error.start), Code.NOT_UTF8, message)]
    if (place := data.find(b"\0")) >= 0:
        message = f"a NUL byte stands here (byte {place}), so this is no UTF-8 text; save it again as UTF-8 text"
        return None, [Problem(path, _line_at(data, place), Code.NUL_BYTE, message)]
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    if not any(bad_characters("".join(lines))):
        return "\n".join(lines), []
    problems = []
    for number, line in enumerate(lines):
        if found := list(bad_characters(line)):
            problems += [Problem(path, number + 1, Code.BAD_CHARACTER, said) for said in found]
            lines[number] = without_bad_characters(line)
    return "\n".join(lines), problems


def _line_at(data: bytes, place: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", data[:place])) + 1


def _bad_values(front: FrontMatter, path: str) -> list[Problem]:
    """Characters that an escape in quoted YAML brought in; those of the file itself are found before."""
    problems: list[Problem] = []

    def look(value: object, where: tuple[str | int, ...]) -> None:
        if isinstance(value, str):
            line = front.line_of(where)
            problems.extend(Problem(path, line, Code.BAD_CHARACTER, said) for said in bad_characters(value))
            problems.extend(
                Problem(path, line, Code.MISSING_GLYPH, said) for said in unprintable_in(without_bad_characters(value))
            )
        elif isinstance(value, dict):
            for key, inner in value.items():
                look(inner, (*where, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                look(inner, (*where, index))

    look(front.data, ())
    return problems


def _unprintable(text: str, path: str) -> list[Problem]:
    """The characters that paper cannot show, each with its line."""
    if not any(unprintable_in(text)):
        return []
    lines = enumerate(text.split("\n"), 1)
    return [Problem(path, number, Code.MISSING_GLYPH, said) for number, line in lines for said in unprintable_in(line)]


def _without_what_is_not_printed(problems: list[Problem], front: FrontMatter) -> list[Problem]:
    """Of a page that is only shown on screens, paper needs the title and the front matter: the glossary, say."""
    body = (front.body or "").split("\n")
    title = next((number for number, line in enumerate(body, 1) if line.strip()), 0)
    return [one for one in problems if one.code is not Code.MISSING_GLYPH or one.line <= title]


def _refused(docname: str, kind: Kind, front: FrontMatter, body: Body, *, is_body_read: bool) -> RefusedPage:
    """What is known of a page with errors; of a body or of audits that are not understood, nothing is said."""
    audits = audits_in(front.data) if kind is Kind.BRIEFING else {}
    unknown = {*(() if is_body_read else ("item-of-page",)), *(("audit-of-page",) if audits is None else ())}
    named = [Reference(one.what, one.slug, front.line_of(one.path)) for one in names_in(front.data, kind)]
    references = tuple(dict.fromkeys(one for one in [*named, *body.references] if one.what not in unknown))
    return RefusedPage(docname, references, tuple(audits or ()), tuple(body.blocks))


def _references(record: Record, front: FrontMatter, body: Body) -> tuple[Reference, ...]:
    """Every mention in the front matter, then those of the body; each once per line and place."""
    recommendations: tuple[Any, ...] = getattr(record, "recommendations", ())
    found: dict[Reference, None] = {}
    for named in named_in(record):
        place = sys.intern(recommendations[int(named.path[1])].anchor) if named.path[0] == "recommendations" else ""
        what = "item" if named.what == FORMER_NOW and "/" in named.slug else named.what
        found[Reference(what, named.slug, front.line_of(named.path), place)] = None
    for reference in body.references:
        found[reference] = None
    return tuple(found)
