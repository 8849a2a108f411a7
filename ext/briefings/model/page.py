"""One file becomes one entry: decode, split, validate, read the body, collect every mention."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefings.model.abbreviations import abbreviations_in
from briefings.model.body import read_body
from briefings.model.entry import DocEntry, Reference
from briefings.model.frontmatter import split
from briefings.model.markup import bad_characters
from briefings.model.problems import Code, Problem, errors_in
from briefings.model.schema import named_in
from briefings.model.validate import record_from
from briefings.model.vocabulary import KIND_OF_FOLDER, Kind

if TYPE_CHECKING:
    from briefings.model.body import Body
    from briefings.model.frontmatter import FrontMatter
    from briefings.model.schema import Record

MAX_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What reading one file gave.

    Attributes:
        entry: None when any problem is an error: what is not fully understood is not published.
        body: the Markdown for Sphinx, line numbers kept; empty when there is no entry.
        problems: errors and advice.
    """

    entry: DocEntry | None
    body: str
    problems: tuple[Problem, ...]


def kind_of(docname: str) -> Kind:
    """The kind of a page: that of its folder, but an ``index`` is a page."""
    folder, _, name = docname.rpartition("/")
    return Kind.PAGE if name == "index" else KIND_OF_FOLDER.get(folder, Kind.PAGE)


def digest_of(data: bytes) -> bytes:
    """By what a change of a file is noticed (its time stamp proves nothing, promise P30)."""
    return hashlib.blake2b(data, digest_size=16).digest()


def read_page(data: bytes, *, docname: str, path: str) -> ReadPage:
    """Read one file of the content folder.

    Args:
        data: the bytes of the file.
        docname: folder and slug, such as ``briefings/core-groups``.
        path: the file's name for messages, such as ``content/briefings/core-groups.md``.
    """
    text, problems = _decoded(data, path)
    if problems:
        return ReadPage(None, "", tuple(problems))
    kind = kind_of(docname)
    front, problems = split(text, path=path, required=kind is not Kind.PAGE)
    record: Record | None = None
    if not problems:
        record, problems = record_from(front, kind, path)
        problems += _bad_values(front, path)
    body, body_problems = read_body(front.body, kind=kind, path=path)
    problems += body_problems
    if record is None or errors_in(problems):
        return ReadPage(None, "", tuple(problems))
    entry = DocEntry(
        docname=docname,
        kind=kind,
        title=body.title or getattr(record, "title", ""),
        record=record,
        blocks=tuple(body.blocks),
        listings=tuple(body.listings),
        references=_references(record, front, body),
        words=body.words,
        abbreviations=abbreviations_in(text),
        digest=digest_of(data),
    )
    return ReadPage(entry, front.body, tuple(problems))


def _decoded(data: bytes, path: str) -> tuple[str, list[Problem]]:
    if len(data) > MAX_BYTES:
        return "", [Problem(path, 0, Code.TOO_LARGE, "the page is over 1 MB; split it or shorten it")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8 text (byte {error.start}); save it again with the encoding UTF-8"
        return "", [Problem(path, line, Code.NOT_UTF8, message)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = []
    if not text.replace("\n", "").isprintable():
        for number, line_text in enumerate(text.split("\n"), 1):
            if "\0" in line_text:
                problems.append(Problem(path, number, Code.NUL_BYTE, "a NUL byte stands here; this is not a text file"))
            else:
                problems += [Problem(path, number, Code.BAD_CHARACTER, said) for said in bad_characters(line_text)]
    return text, problems


def _bad_values(front: FrontMatter, path: str) -> list[Problem]:
    """Characters that an escape in quoted YAML brought in; those of the file itself are found before."""
    problems: list[Problem] = []

    def look(value: object, where: tuple[str | int, ...]) -> None:
        if isinstance(value, str):
            problems.extend(
                Problem(path, front.line_of(where), Code.BAD_CHARACTER, said) for said in bad_characters(value)
            )
        elif isinstance(value, dict):
            for key, inner in value.items():
                look(inner, (*where, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                look(inner, (*where, index))

    look(front.data, ())
    return problems


def _references(record: Record, front: FrontMatter, body: Body) -> tuple[Reference, ...]:
    """Every mention in the front matter, then those of the body; each once per line and place."""
    recommendations: tuple[Any, ...] = getattr(record, "recommendations", ())
    found: dict[Reference, None] = {}
    for named in named_in(record):
        place = recommendations[int(named.path[1])].anchor if named.path[0] == "recommendations" else ""
        found[Reference(named.what, named.slug, front.line_of(named.path), place)] = None
    for reference in body.references:
        found[reference] = None
    return tuple(found)
