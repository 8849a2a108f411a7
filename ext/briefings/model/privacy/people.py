"""People: a name near an age, a birth, a relation, a role, a rank or a title; names in lists; and names by themselves.

Every capitalised word is one of a few kinds (`words`), words that belong together are a name (`names`), and what comes
before and after it within a short reach decides what it tells of somebody (`before`, `after`, `titles`, `tables`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from briefings.model.privacy import cues
from briefings.model.privacy.after import after, after_possessive
from briefings.model.privacy.before import before
from briefings.model.privacy.identifiers import Span, Taken
from briefings.model.privacy.names import Name, Names, Word
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.tables import named_in_tables
from briefings.model.privacy.titles import titled
from briefings.model.privacy.tokens import tokens_after, tokens_before
from briefings.model.privacy.words import Kind

_POSSESSIVE: Final = re.compile(r"[*_`]{0,3}'s?(?!\w)")
_LISTED: Final = re.compile(r"[*_`]{0,3}(?:, | and | & |, and |/)[*_`]{0,3}")
_MOST_LISTED: Final = 8
_MOST_NAMES: Final = 4_000
"""A page with more names than this is not searched further: it is refused for its findings long before."""
_MONTH_BEFORE: Final = frozenset(
    "in on of by since until from during to early late mid end last next and between before after every each".split()
)


def people_in(text: str, declared: Collection[str]) -> Iterator[Span]:
    """Every name that stands where it makes somebody known, and every other that may.

    Args:
        text: a plain text.
        declared: names that are invented, or that may stand for another reason.
    """
    page = Names(text, declared)
    words = list(page.words())
    taken = Taken()
    for start, end in titled(text, words, page):
        taken.add(start, end)
        yield Rule.NAMED_PROFESSIONAL, start, end
    names = [name for name in page.join(words) if not _is_month(text, name)][:_MOST_NAMES]
    for start, end in named_in_tables(text, names):
        if taken.add(start, end):
            yield Rule.LABELLED_NAME, start, end
    for listed in _lists(text, names):
        for rule, start, end in _of_list(text, listed):
            if taken.add(start, end):
                yield rule, start, end
    yield from _alone(text, names, taken)


def _is_month(text: str, name: Name) -> bool:
    """Whether "April" is the month: after "in" or a number, before a year, or among other months."""
    if name.words[0].text.lower() not in cues.MONTHS or name.is_full:
        return False
    earlier, later = tokens_before(text, name.start)[:4], tokens_after(text, name.end)[:6]
    if earlier and (earlier[0].low in _MONTH_BEFORE or earlier[0].low[0].isdecimal() or cues.is_ordinal(earlier[0].low)):
        return True
    if later and later[0].low.isdecimal():
        return True
    return any(token.low in cues.MONTHS for token in (*earlier, *later))


def _lists(text: str, names: list[Name]) -> Iterator[list[Name]]:
    """Names that are listed together: "Carol, Leo and Maya"."""
    listed: list[Name] = []
    for name in names:
        near = listed and name.start - listed[-1].end <= 12 and len(listed) < _MOST_LISTED
        if near and _LISTED.fullmatch(text, listed[-1].end, name.start):
            listed.append(name)
            continue
        if listed:
            yield listed
        listed = [name]
    if listed:
        yield listed


def _of_list(text: str, listed: list[Name]) -> Iterator[Span]:
    """What the words around names that are listed together make of them."""
    if len(listed) > 1:
        first, last = listed[0], listed[-1]
        sure = next((name for name in listed if name.is_sure), first)
        rule = before(tokens_before(text, first.start), sure, ",") if sure.is_sure else None
        if rule:
            yield rule, first.start, last.end
            return
        joint = after(tokens_after(text, last.end), sure) if sure.is_sure else None
        if joint and not _POSSESSIVE.match(text, last.end):
            yield joint[0], first.start, joint[1]
            return
    for name in listed:
        if span := _near(text, name):
            yield span


def _near(text: str, name: Name) -> Span | None:
    """What the words around one name make of it."""
    if match := _POSSESSIVE.match(text, name.end):
        hit = after_possessive(tokens_after(text, match.end()), name)
        return (hit[0], name.start, hit[1]) if hit else None
    later = tokens_after(text, name.end)
    if hit := after(later, name):
        return hit[0], name.start, hit[1]
    rule = before(tokens_before(text, name.start), name, later[0].low if later else "")
    return (rule, name.start, name.end) if rule else None


def _alone(text: str, names: list[Name], taken: Taken) -> Iterator[Span]:
    """Full names, and first names by themselves: advice."""
    for name in names:
        if not taken.is_free(name.start, name.end):
            continue
        if name.is_full and (name.is_sure or not name.is_either):
            yield Rule.FULL_NAME, name.start, name.end
        elif not name.is_full and name.words[0].kind is Kind.FIRST and not (name.is_loud and len(name.words[0].text) < 4):
            yield Rule.FIRST_NAME, name.start, name.end

