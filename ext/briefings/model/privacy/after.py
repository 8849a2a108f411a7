"""What comes after a name and makes it somebody's: "Maya, who was 7", "Andrea (mother)", "Megan is the social worker"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from briefings.model.privacy import cues
from briefings.model.privacy.names import Name
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.tokens import NOTHING, Token

_SEPARATORS: Final = frozenset(",([-:|=\n/")
_MOST_BETWEEN: Final = 9
_MOST_OF_ROLE: Final = 5
_MOST_ADJECTIVES: Final = 2
_WORDS_OF_AGENCY: Final = 3
_SEX_AND_AGE: Final = re.compile(r"[mf]\d{1,2}")
_CHILD_AGE: Final = 18
_AFTER_AGE: Final = frozenset({"and", "when", "at", "but", "in", "by", "so", "or", "while"})
_CLOSED: Final = frozenset({",", ")", ".", "", "\n", "]", "-", ";"})
_ORDINARY_AFTER_TURNED: Final = frozenset({"of", "out", "percent", "per", "pages", "points", "times", "people"})

Hit = tuple[Rule, int]
"""A rule, and where in the text what it found ends."""


@dataclass(slots=True)
class _Way:
    """The words between a name and what makes it somebody's."""

    tokens: list[Token]
    at: int
    seen: set[str]
    mark: str

    def token(self, further: int = 0) -> Token:
        """The token at the place that was reached, or so many after it; `NOTHING` past the end."""
        place = self.at + further
        return self.tokens[place] if place < len(self.tokens) else NOTHING

    def end_of(self, further: int = 0) -> int:
        """Where a token ends in the text, with the bracket that closes after it."""
        token, following = self.token(further), self.token(further + 1)
        return following.end if following.low in (")", "]") and self.mark in ("(", "[") else token.end


def after(tokens: list[Token], name: Name) -> Hit | None:
    """What the words after a name make of it.

    Args:
        tokens: what follows the name.
        name: the name.
    """
    if tokens and tokens[0].text in ("'", "s"):
        return None
    way = _passed(tokens)
    for rule in (_age, _birth, _school_year, _relation, _role):
        if hit := rule(way, name):
            return hit
    return _agency(tokens, name)


def _agency(tokens: list[Token], name: Name) -> Hit | None:
    """ "Megan from the school": whoever it is, the two together tell it."""
    low = [token.low for token in tokens[:4]]
    if (
        not name.is_sure
        or len(low) < _WORDS_OF_AGENCY
        or low[0] not in ("from", "at", "of")
        or low[1] not in cues.DETERMINERS
    ):
        return None
    place = 2 if low[2] in cues.AGENCIES else 3 if low[3:4] and low[3] in cues.AGENCIES else 0
    return (Rule.NAMED_PROFESSIONAL, tokens[place].end) if place else None


def after_possessive(tokens: list[Token], name: Name) -> Hit | None:
    """What follows "Maya's": a relation, a role, a birthday, an age."""
    way = _Way([token for token in tokens if token.low != "\n"], 0, set(), "")
    while way.at < 4 and (way.token().low in cues.ADJECTIVES or cues.is_ordinal(way.token().low)):
        way.at += 1
    low = way.token().low
    if low == "birthday":
        return Rule.NAME_AND_AGE, way.token().end
    if low in ("age", "birth") and not name.is_either:
        number = next((token for token in tokens[way.at : way.at + 6] if cues.age_in(token.low) is not None), None)
        return (Rule.NAME_AND_AGE, (number or way.token()).end) if number or low == "birth" else None
    if low in cues.RELATIVES or (low in cues.SEVERAL_RELATIVES | cues.CHILDREN and name.is_sure):
        return Rule.NAME_AND_RELATION, way.token().end
    if (length := _length_of_role(way)) and not name.is_either:
        return Rule.NAME_AND_RELATION, way.end_of(length - 1)
    return None


def _passed(tokens: list[Token]) -> _Way:
    """Step over what says nothing by itself."""
    way = _Way(tokens, 0, set(), "")
    while way.at < min(len(tokens), _MOST_BETWEEN):
        low = way.token().low
        if low in _SEPARATORS:
            if low != "\n" or not way.mark:
                way.mark = low
        elif low == "." and way.token(1).low in cues.PRONOUNS and way.token(2).low in cues.VERBS and not way.mark:
            way.seen.add("anew")
        elif low in cues.AFTER_FILLERS:
            way.seen.add(low)
        elif low in ("m", "f") and way.mark in ("(", ","):
            way.seen.add("aged")
        elif low in cues.SOMEBODYS:
            way.seen.add("their")
        elif low in cues.LIVING and not way.mark:
            way.seen.add("lives")
        elif "lives" in way.seen and low in ("in", "back", "away"):
            pass
        else:
            break
        way.at += 1
    return way


def _age(way: _Way, name: Name) -> Hit | None:
    low, following = way.token().low, way.token(1).low
    if way.at == 0 and not cues.is_year_old(low):
        return None
    if way.mark and _SEX_AND_AGE.fullmatch(low):
        return Rule.NAME_AND_AGE, way.end_of()
    if cues.is_year_old(low) and low.rstrip("ymolds") and not ("with" in way.seen or "lives" in way.seen):
        return Rule.NAME_AND_AGE, way.end_of()
    if cues.is_ordinal(low) and following == "birthday" and way.seen & cues.TURNED:
        return Rule.NAME_AND_AGE, way.token(1).end
    age = cues.age_in(low)
    if age is None or "and" in way.seen or "with" in way.seen:
        return None
    if following in cues.UNITS or (following == "-" and way.token(2).low in cues.UNITS):
        return _age_with_unit(way)
    return (Rule.NAME_AND_AGE, way.end_of()) if _is_bare_age(way, name, age, following) else None


def _age_with_unit(way: _Way) -> Hit | None:
    """ "7 years old", "(3 months)", but not "was 7 minutes late" or "6 weeks of the audit"."""
    unit = 1 if way.token(1).low in cues.UNITS else 2
    third = way.token(unit + 1).low
    if third == "-":
        third = way.token(unit + 2).low
    if third in ("old", "olds", "of"):
        return (Rule.NAME_AND_AGE, way.end_of(unit + 1)) if third != "of" or way.seen & {"aged", "age"} else None
    if way.seen & cues.TURNED or (way.mark and third in cues.CLOSERS | {"and", "at", "when"}):
        return Rule.NAME_AND_AGE, way.end_of(unit)
    return None


def _is_bare_age(way: _Way, name: Name, age: int, following: str) -> bool:
    if way.seen & {"aged", "age", "ages"}:
        return True
    if way.seen & cues.TURNED:
        return following not in _ORDINARY_AFTER_TURNED and not (following.endswith("s") and following.isalpha())
    closes = following in cues.CLOSERS
    if way.seen & cues.VERBS or "will" in way.seen:
        goes_on = following in _AFTER_AGE or (
            "who" in way.seen and (following in cues.VERBS or not following.endswith("s"))
        )
        return age <= _CHILD_AGE and (closes or goes_on)
    if way.mark == "/":
        return name.is_sure and closes and age <= _CHILD_AGE
    if way.mark in ("(", "["):
        return following in (")", "]", ",", ";", "/", "and") and (age <= _CHILD_AGE or name.is_sure)
    if way.mark == ",":
        if following in ("and", "at"):
            return (name.is_sure or following == "at") and age <= _CHILD_AGE
        return following in (",", ";", ")", ".", "", "\n") and (
            age <= _CHILD_AGE or (name.is_sure and following == ",")
        )
    likely = name.is_sure or (way.mark == following == "-" and not name.is_either)
    return way.mark in ("-", ":", "=") and likely and closes and age <= _CHILD_AGE


def _birth(way: _Way, name: Name) -> Hit | None:
    low = way.token().low
    if low == "born" and not name.is_either and (way.mark or way.seen & cues.VERBS):
        return Rule.NAME_AND_AGE, way.token().end
    if low == "b" and way.mark and any(token.low.isdecimal() for token in way.tokens[way.at + 1 : way.at + 4]):
        return Rule.NAME_AND_AGE, way.token().end
    return None


def _school_year(way: _Way, name: Name) -> Hit | None:
    low = way.token().low
    if low == "in" and way.mark:
        way.at += 1
        low = way.token().low
    if low == "year" and way.mark and cues.age_in(way.token(1).low) is not None:
        return Rule.NAME_AND_AGE, way.end_of(1)
    return None


def _relation(way: _Way, name: Name) -> Hit | None:
    way.at += _before_family(way)
    low, following = way.token().low, way.token(1).low
    if low not in cues.FAMILY or way.token(1).text == "'" or (low == "carer" and name.is_either):
        return None
    hit = Rule.NAME_AND_RELATION, way.end_of()
    if "and" in way.seen or "with" in way.seen:
        joined = way.seen & cues.POSSESSIVES and ("and" in way.seen or not way.mark)
        lives = "lives" in way.seen and name.is_sure
        return hit if (joined and low in cues.RELATIVES | cues.SEVERAL_RELATIVES) or lives else None
    determined = bool(way.seen & cues.DETERMINERS)
    linked = bool(way.mark) or (determined and bool(way.seen & cues.VERBS))
    if low in cues.SEVERAL_RELATIVES:
        linked = (
            linked and (way.mark == "(" or bool(way.seen & cues.POSSESSIVES) or low in ("twins", "triplets"))
        ) or bool(way.seen & {"are", "were"})
    if low in cues.CHILDREN:
        linked = linked and determined
    if name.is_sure:
        return hit if linked else None
    closed = following in _CLOSED | {"of"} and low not in cues.SEVERAL_RELATIVES
    if name.is_either:
        return hit if closed and low in cues.RELATIVES and (way.mark == "(" or (way.mark and determined)) else None
    return hit if linked and (closed or (determined and low in cues.CHILDREN)) else None


def _before_family(way: _Way) -> int:
    """How many words describe a relation before it is named: "a shy boy", "his older half-brother"."""
    described = bool(way.seen & cues.DETERMINERS)
    for number in range(_MOST_ADJECTIVES + 1):
        word, following = way.token(number), way.token(number + 1)
        if word.low in cues.FAMILY and following.low not in cues.FAMILY:
            return number
        if word.low not in cues.ADJECTIVES and not (
            described and word.text.islower() and word.low not in cues.NOT_OF_ROLE
        ):
            return 0
    return 0


def _length_of_role(way: _Way) -> int:
    """How many words from here name a role: "social worker" has two. 0 when they do not."""
    length, others = 0, 0
    for number in range(_MOST_OF_ROLE):
        token = way.token(number)
        if token.text in cues.RANKS or cues.is_role(token.low):
            length = number + 1
        elif not (cues.is_of_role(token.low) or token.low in cues.ADJECTIVES):
            others += 1
            if (
                length
                or others > 1
                or not token.low.isalpha()
                or token.low in cues.NOT_OF_ROLE
                or token.low.endswith("ed")
            ):
                break
    return length


def _role(way: _Way, name: Name) -> Hit | None:
    if way.at == 0 or "and" in way.seen or "with" in way.seen or not (length := _length_of_role(way)):
        return None
    following = way.token(length).low
    determined = bool(way.seen & cues.DETERMINERS)
    linked = way.mark in (",", "(", "[", "-", ":", "=", "|") or (determined and bool(way.seen & cues.VERBS))
    if way.mark == "\n" or (not way.mark and "\n" in {token.low for token in way.tokens[: way.at]}):
        linked = name.is_full and way.token().text[0].isupper() and following in _CLOSED
    sure = name.is_sure or name.is_full or (determined and not name.is_either)
    closed = following in _CLOSED
    if sure:
        accepted = linked and (closed or determined or way.mark in ("-", "(") or following not in ("and",))
    else:
        accepted = linked and closed and (way.mark == "(" or not name.is_either)
    return (Rule.NAMED_PROFESSIONAL, way.end_of(length - 1)) if accepted else None
