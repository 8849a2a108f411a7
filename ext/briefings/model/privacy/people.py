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
from briefings.model.privacy.names import Name, Names
from briefings.model.privacy.near import is_cited, near, near_child, near_unlisted
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.tables import named_in_tables
from briefings.model.privacy.titles import after_family_labels, titled
from briefings.model.privacy.tokens import Token, tokens_after, tokens_before
from briefings.model.privacy.words import Kind, folded, public_names

_POSSESSIVE: Final = re.compile(r"[*_`]{0,3}'s?(?!\w)")
_LISTED: Final = re.compile(r"[*_`]{0,3}(?:, | and | & |, and |/)[*_`]{0,3}")
_PART_OF_MORE: Final = re.compile(
    r"(?:'s)? (?:[A-Z][A-Za-z]|(?:law|training|inquiry|review|report|programme|foundation|charity|trust|rule|test)\b)"
)
"""What follows a name that is part of another: "Nottingham Trent University", "Clare's Law"."""
_NO_PERSON: Final = re.compile(r"(?:'s)? (?:disease|syndrome|scale|palsy|chart)\b")
_OF_FAMILIES: Final = frozenset("family children household brothers sisters siblings twins".split())
_OF_A_PEOPLE: Final = re.compile(r"(?:an|ish|ese|ic|i)\Z")
"""How the words for those who are from a country end."""
_OF_NATIONS: Final = frozenset({"Irish", "German", "French", "English", "Welsh", "Holland"})
"""What is a family name too, but rarely before "family"."""
_MOST_LISTED: Final = 8
_MOST_NAMES: Final = 5_000
_LOUD: Final = 4
_SMALL_PLACES: Final = frozenset("village hamlet parish estate farm island valley cul-de-sac".split())
_WHERE: Final = frozenset("from in at of to near".split())
_WHERE_EXACTLY: Final = frozenset("from in at to near around outside behind".split())
_DONE_BY_PEOPLE: Final = frozenset(
    "said says told tells felt feels cried wept wanted wants liked likes loved loves hated slept ate rang disclosed whispered "
    "smiled ran drank remembered remembers thought lived lives died himself herself "
    "did came went stayed stopped was had looked knew left never".split()
)
_BEFORE_PLACES: Final = ("the ", "The ", " in ", "In ", "near ", "across ", "around ", "outside ")
_OF_PLACES: Final = frozenset(
    "bay hill green cross park wood heath moor vale valley down downs port bridge ford field head island forest common regis keynes sands beach "
    "end grove north south east west town village house street road lane mead meadow brook lake water wells spa castle abbey church "
    "harding marsh fields ferry mouth quay".split()
)
"""The last word of a place that is called like a person: Carrick Bay, Milton Keynes."""
_SAID_BY_PEOPLE: Final = frozenset(
    "said says told tells felt feels cried wept wanted wants liked likes loved loves slept ate rang disclosed whispered smiled "
    "ran drank remembered remembers thought himself herself".split()
)
"""What nobody but a person does."""
_DONE_TO_PEOPLE: Final = frozenset(
    "asked saw told met visited weighed interviewed hurt hit loved feared hugged".split()
)
"""What people do and what is done to people, and hardly ever to a service or a town."""
_MONTH_BEFORE: Final = frozenset(
    "in on of by since until from during to early late mid end last next and between before after every each".split()
)


class TooMuchToSearch(ValueError):
    """A text has more names, or a longer line, than can be searched in time.

    Args:
        message: what is too much, and what to do.
        line: where; 0 for the whole text.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def people_in(text: str, declared: Collection[str]) -> Iterator[Span]:
    """Every name that stands where it makes somebody known, and every other that may.

    Args:
        text: a plain text.
        declared: names that are invented, or that may stand for another reason.

    Raises:
        TooMuchToSearch: the text has more than 5,000 names.
    """
    page = Names(text, declared)
    words = list(page.words())
    taken = Taken()
    names = list(page.join(words))
    if len(names) > _MOST_NAMES:
        raise TooMuchToSearch(f"the page has over {_MOST_NAMES:,} words that may be names; split it into several pages")
    names = [name for name in names if not _is_month(text, name) and not _NO_PERSON.match(text, name.end)]
    for start, end in titled(text, words, page):
        taken.add(start, end)
        yield Rule.NAMED_PROFESSIONAL, start, end
    for start, end in after_family_labels(text, page):
        if taken.add(start, end):
            yield Rule.LABELLED_NAME, start, end
    for start, end, rule in named_in_tables(text, names):
        if taken.add(start, end):
            yield rule, start, end
    for listed in _lists(text, names):
        for rule, start, end in _of_list(text, listed):
            if taken.add(start, end):
                yield rule, start, end
    yield from _alone(text, names, taken)


def _is_month(text: str, name: Name) -> bool:
    """Whether "April" is the month: after "in" or a number, before a year, or among other months."""
    if name.words[0].text.lower() not in cues.MONTHS or name.is_full:
        return False
    earlier, later = tokens_before(text, name.start)[:6], tokens_after(text, name.end)[:6]
    if earlier and (
        earlier[0].low in _MONTH_BEFORE or earlier[0].low[0].isdecimal() or cues.is_ordinal(earlier[0].low)
    ):
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
    if text.startswith("'", name.end) and text[name.start - 1 : name.start] == "'":
        later = tokens_after(text, name.end + 1)
    elif match := _POSSESSIVE.match(text, name.end):
        hit = after_possessive(tokens_after(text, match.end()), name)
        return (hit[0], name.start, hit[1]) if hit else None
    else:
        later = tokens_after(text, name.end)
    if hit := after(later, name):
        return hit[0], name.start, hit[1]
    if _is_of_family(text, name, later):
        return Rule.NAME_AND_RELATION, name.start, later[0].end
    rule = before(tokens_before(text, name.start), name, later[0].low if later else "")
    return (rule, name.start, name.end) if rule else None


def _is_of_family(text: str, name: Name, later: list[Token]) -> bool:
    """ "The Qureshi family", but not "the Zorvan-speaking family" and "the Ruritanian family"."""
    word = name.words[0]
    is_family_name = word.kind is Kind.FAMILY or (word.kind is Kind.UNKNOWN and not _OF_A_PEOPLE.search(word.text))
    if len(name.words) > 1 or not is_family_name or word.text in _OF_NATIONS or name.is_loud:
        return False
    return bool(later) and later[0].low in _OF_FAMILIES and text.endswith(("the ", "The "), 0, name.start)


def _alone(text: str, names: list[Name], taken: Taken) -> Iterator[Span]:
    """Full names, first names by themselves, and small places beside somebody: advice."""
    for name in names:
        if not taken.is_free(name.start, name.end):
            continue
        if _is_of_somebody(text, name) and (
            rule := near(tokens_before(text, name.start), tokens_after(text, name.end))
        ):
            yield rule, name.start, name.end
        elif name.is_full and not name.is_either:
            yield (Rule.NAMED_IN_FULL if _is_named_in_full(text, name) else Rule.FULL_NAME), name.start, name.end
        elif name.words[0].kind is Kind.FIRST and not (name.is_loud and len(name.words[0].text) < _LOUD):
            yield Rule.FIRST_NAME, name.start, name.end
        elif name.words[0].kind in (Kind.UNKNOWN, Kind.FAMILY) and (
            rule := _unlisted(tokens_before(text, name.start), tokens_after(text, name.end))
        ):
            yield rule, name.start, name.end


def _is_of_somebody(text: str, name: Name) -> bool:
    """Whether a name holds a listed first name, and is not part of what an organisation, a place or a report is called."""
    if not name.is_sure or (name.is_loud and len(name.words[0].text) < _LOUD):
        return False
    return not _is_part_of_more(text, name) and (name.is_full or not text.endswith(_BEFORE_PLACES, 0, name.start))


def _is_part_of_more(text: str, name: Name) -> bool:
    """Whether a name is part of what an organisation, a place or a publication is called."""
    is_place = len(name.words) > 1 and folded(name.words[-1].text) in _OF_PLACES
    return is_place or bool(_PART_OF_MORE.match(text, name.end)) or is_cited(text, name.end)


def _is_named_in_full(text: str, name: Name) -> bool:
    """Whether a name is surely one person's, and of nobody after whom something is named."""
    if _is_part_of_more(text, name) or (name.is_loud and len(name.words[0].text) < _LOUD):
        return False
    if folded(" ".join(text[name.start : name.end].split())) in public_names():
        return False
    first, last = name.words[0].kind, name.words[-1].kind
    if first is Kind.FIRST or (first is Kind.EITHER and last in (Kind.FAMILY, Kind.FIRST)):
        return True
    later = tokens_after(text, name.end)
    return bool(later) and later[0].low in _SAID_BY_PEOPLE


def _unlisted(earlier: list[Token], later: list[Token]) -> Rule | None:
    """What a name that no list has, or a family name alone, may be: somebody's, or that of a small place."""
    before_it = [token.low for token in earlier[:2]] + ["", ""]
    after_it = [token.low for token in later[:3]] + ["", "", ""]
    if after_it[0] in _SMALL_PLACES or (before_it[0] == "of" and before_it[1] in _SMALL_PLACES):
        return Rule.IDENTIFYING_PLACE
    if before_it[0] in _WHERE and before_it[1] in cues.FAMILY | cues.LIVING:
        return Rule.IDENTIFYING_PLACE
    if after_it[0] == "'" and after_it[1] == "s":
        after_it = after_it[2:]
    if before_it[0] in _WHERE_EXACTLY and near_child(earlier, later):
        return Rule.IDENTIFYING_PLACE
    if after_it[0] in _DONE_BY_PEOPLE:
        return near_unlisted(earlier, later, after_it[0]) or Rule.FIRST_NAME
    if before_it[0] in _DONE_TO_PEOPLE or (before_it[:2] == ["for", "like"]):
        return Rule.FIRST_NAME
    return None
