"""One page in its canonical form, and the addresses that something on the site refers to."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from briefings.model.format_body import format_body
from briefings.model.page import read_page
from briefings.model.schema import Briefing

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from briefings.model.library import Library

_FRONT: Final = re.compile(r"---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
THEME_HINT: Final = "[[theme]]"
"""Stands behind the name of a block until somebody chooses a theme."""
_HINT_FOR_THEME: Final = re.compile(rf"(?m)^(:{{3,}}\{{[a-z-]+\}} ){re.escape(THEME_HINT)}")
_SHIELD: Final = "a-theme-that-is-to-be-chosen"
_NAMES_ITEMS: Final = frozenset({"item", "recurs"})


def format_page(text: str, docname: str, *, agencies: Set[str], pinned: Set[str]) -> str:
    """A page in its canonical form; what is no briefing, or has an error, is left as it is.

    Args:
        text: the file, with ``\\n`` as line ends.
        docname: folder and slug.
        agencies: the slugs of all agencies.
        pinned: the addresses on it that something refers to; they are pinned.
    """
    page = read_page(text.encode(), docname=docname, path=docname, agencies=agencies)
    front = _FRONT.match(text)
    if page.entry is None or front is None or not isinstance(page.entry.record, Briefing):
        return text
    body = format_body(
        text[front.end() :],
        agencies=agencies,
        audits={audit.id: audit.themes for audit in page.entry.record.audits},
        pins={address: address for address in pinned},
    )
    return f"{front[0]}\n{body}" if body.strip() else text


def format_draft_body(text: str, *, agencies: Set[str], audits: Mapping[str, tuple[str, ...]]) -> str:
    """The body of a draft in its canonical form, where hints may stand for themes that nobody has chosen yet."""
    shielded = _HINT_FOR_THEME.sub(rf"\1{_SHIELD}", text)
    return format_body(shielded, agencies=agencies, audits=audits).replace(_SHIELD, THEME_HINT)


def addresses_in_use(library: Library) -> dict[str, set[str]]:
    """The addresses of items that something refers to, by the docname of their briefing."""
    used: defaultdict[str, set[str]] = defaultdict(set)

    def note(target: str) -> None:
        if found := library.item_of_key.get(target):
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
