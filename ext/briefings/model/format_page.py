"""One page in its canonical form, and the addresses that something on the site refers to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.format_body import format_body
from briefings.model.format_front import format_front
from briefings.model.format_text import tidy
from briefings.model.frontmatter import split
from briefings.model.page import kind_of, read_page
from briefings.model.problems import Code, Problem, errors_in
from briefings.model.schema import Briefing
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from briefings.model.library import Library
    from briefings.model.schema import Record

_UNREADABLE: Final = frozenset(
    {Code.NOT_UTF8, Code.NUL_BYTE, Code.TOO_LARGE, Code.BAD_CHARACTER, Code.MERGE_LEFT, Code.BAD_YAML}
)
"""Errors after which nobody can say what the rest of a file means."""
THEME_HINT: Final = "[[theme]]"
"""Stands behind the name of a block until somebody chooses a theme."""
_HINT_FOR_THEME: Final = re.compile(rf"(?m)^(:{{3,}}\{{[a-z-]+\}} ){re.escape(THEME_HINT)}")
_SHIELD: Final = "a-theme-that-is-to-be-chosen"
_NAMES_ITEMS: Final = frozenset({"item", "recurs"})


class Formatted(NamedTuple):
    """A file in its canonical form, and the errors that left it, or its body, as it was."""

    data: bytes
    problems: tuple[Problem, ...]


def format_page(data: bytes, docname: str, path: str, *, agencies: Set[str], pinned: Set[str]) -> Formatted:
    """A page in its canonical form. What it says is not changed, nor are its line ends.

    Front matter that can be read is formatted whatever is wrong in it; a body only when it has no error.

    Args:
        data: the file.
        docname: folder and slug.
        path: the file's name for messages.
        agencies: the slugs of all agencies.
        pinned: the addresses on it that something refers to; they are pinned.
    """
    page = read_page(data, docname=docname, path=path, agencies=agencies)
    errors = errors_in(page.problems)
    if any(error.code in _UNREADABLE for error in errors):
        return Formatted(data, errors)
    whole = data.decode("utf-8-sig")
    text = re.sub(r"\r\n?", "\n", whole)
    kind = kind_of(docname)
    front, found = split(text, path=path, required=kind is not Kind.PAGE)
    if found or front.body is None:
        return Formatted(data, errors)
    lines = text.split("\n")
    head = lines[1 : front.body_starts - 2]
    body = "\n".join(lines[front.body_starts - 1 :])
    in_body = tuple(error for error in errors if error.line >= front.body_starts)
    if not in_body:
        body = _body(body, page.record, agencies, pinned) if kind is Kind.BRIEFING else tidy(body)
    body = body.strip("\n")
    if front.body_starts > 1:
        written = f"---\n{format_front(chr(10).join([*head, '']), kind)}---\n" if front.data else "---\n---\n"
        text = f"{written}\n{body}\n" if body else written
    else:
        text = f"{body}\n" if body else text
    new = text.replace("\n", "\r\n" if whole.count("\r\n") * 2 > whole.count("\n") else "\n").encode()
    again = read_page(new, docname=docname, path=path, agencies=agencies)
    same = again.record == page.record and _codes(again.problems) == _codes(page.problems)
    return Formatted(new if same else data, in_body)


def _codes(problems: tuple[Problem, ...]) -> Counter[tuple[Code, str]]:
    return Counter((problem.code, problem.message) for problem in problems)


def _body(text: str, record: Record | None, agencies: Set[str], pinned: Set[str]) -> str:
    if not isinstance(record, Briefing):
        return text
    audits = {audit.id: audit.themes for audit in record.audits}
    return format_body(text, agencies=agencies, audits=audits, pins={address: address for address in pinned})


def format_draft_body(text: str, *, agencies: Set[str], audits: Mapping[str, tuple[str, ...]]) -> str:
    """The body of a draft in its canonical form, where hints may stand for themes that nobody has chosen yet."""
    shielded = _HINT_FOR_THEME.sub(rf"\1{_SHIELD}", text)
    return format_body(shielded, agencies=agencies, audits=audits).replace(_SHIELD, THEME_HINT)


def addresses_in_use(library: Library) -> dict[str, set[str]]:
    """The addresses of items that something refers to, by the docname of their briefing."""
    used: defaultdict[str, set[str]] = defaultdict(set)

    def note(target: str) -> None:
        if found := library.item_of_key.get(library.current(target)):
            used[found.entry.docname].add(found.item.id)

    for entry in library.entries.values():
        for reference in entry.references:
            if reference.what in _NAMES_ITEMS:
                note(reference.target)
            elif reference.what == "item-of-page":
                note(f"{entry.slug}/{reference.target}")
    for pack in library.registers.packs:
        for what, slug, _ in pack.lines:
            if what in _NAMES_ITEMS:
                note(slug)
    for use in library.registers.uses:
        for question in use.questions:
            note(f"{use.used}/{question}")
    return used
