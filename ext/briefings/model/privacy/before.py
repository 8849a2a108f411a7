"""What comes before a name and makes it somebody's: "a girl called Maya", "Mum, Andrea", "health visitor Megan"."""

from __future__ import annotations

from typing import Final

from briefings.model.privacy import cues
from briefings.model.privacy.names import Name
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.tokens import NOTHING, Token
from briefings.model.privacy.words import Kind

_SEPARATORS: Final = frozenset(",(:|=-\n[")
_MOST_BETWEEN: Final = 6
_CLOSERS: Final = frozenset({",", ")", ".", "", "\n", "]", "|", "}", "-", ";", "and", "is", "was", "or"})
_OF: Final = frozenset({"of", "to", "for"})
_NOT_A_CLOCK: Final = frozenset({"aged", "age", "of", "only", "just", "turned", "was", "is", "nearly", "at", "ages"})
_OF_SOMEBODY: Final = frozenset("parents twins birth siblings sons daughters".split())
_ABOUT_ONE: Final = frozenset("family friend friends carers relatives classmates referral".split())
_OPENS_A_LETTER: Final = frozenset("contact dear hi hello regards wishes sincerely fao attn signed".split())
_SURE_ONLY: Final = frozenset("re regarding cc from to user kin case review witness".split())
"""Labels before which other things stand as well."""
_FULL_ONLY: Final = frozenset("from to re case review".split())
_OF_FAMILY_NAMES: Final = frozenset("née nee maiden family".split())
_ADULT: Final = 99
_TEENS: Final = 19


class _Way:
    """The words before a name, the nearest first."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.seen: set[str] = set()
        self.marks: set[str] = set()

    def token(self, further: int = 0) -> Token:
        """The token at the place that was reached, or so many before it; `NOTHING` past the start."""
        place = self.at + further
        return self.tokens[place] if place < len(self.tokens) else NOTHING

    def pass_over(self) -> None:
        """Step over what says nothing by itself."""
        while self.at < min(len(self.tokens), _MOST_BETWEEN):
            low = self.token().low
            if low in _SEPARATORS:
                self.marks.add(low)
            elif low in cues.BEFORE_FILLERS or low == "by":
                self.seen.add(low)
            else:
                return
            self.at += 1

    @property
    def is_labelled(self) -> bool:
        """Whether a colon, a cell of a table or the like stands between."""
        return bool(self.marks & {":", "|", "="})

    @property
    def is_called(self) -> bool:
        """Whether the words say that this is a name."""
        return bool(self.seen & {"called", "named", "known", "know", "call"})


def before(tokens: list[Token], name: Name, following: str) -> Rule | None:
    """What the words before a name make of it.

    Args:
        tokens: what comes before the name, the nearest first.
        name: the name.
        following: the word or mark after it, in lower case; "" at the end.
    """
    if following in cues.ORGANISATIONS:
        return None
    way = _Way(tokens)
    way.pass_over()
    closed = following in _CLOSERS
    if "by" in way.seen or way.token().low in ("off", "out", "up", "over"):
        return _by(way, name)
    if _is_age(way, name):
        return Rule.NAME_AND_AGE
    if not name.is_either and not way.marks and tokens and tokens[0].low in ("little", "young"):
        return Rule.NAME_AND_RELATION
    if (
        way.is_labelled
        and way.token(1).low in cues.FAMILY
        and (way.token().low.isdecimal() or len(way.token().low) == 1)
    ):
        way.at += 1
    if way.token().low in _OF and not way.marks:
        return _of(way, name)
    if way.token().low in cues.LABELS and _is_label(way, name, closed):
        return Rule.NAMED_PROFESSIONAL if way.token().low in cues.PROFESSIONAL_LABELS else Rule.LABELLED_NAME
    if _is_relation(way, name, closed):
        return Rule.NAME_AND_RELATION
    if _is_role(way, name, closed) or _is_labelled_with_role(way, name):
        return Rule.NAMED_PROFESSIONAL
    if _says_that_it_is_a_name(way, tokens) and name.is_sure:
        return Rule.LABELLED_NAME
    return None


def _says_that_it_is_a_name(way: _Way, tokens: list[Token]) -> bool:
    """ "She is known as Maya", "AKA Maya", "everyone calls her Maya"."""
    low = [token.low for token in tokens[:3]] + ["", "", ""]
    return (
        low[0] in ("called", "named", "aka")
        or (low[0] == "as" and low[1] == "known")
        or (low[0] == ":" and low[1] == "as" and low[2] == "known")
        or (low[0] in ("her", "him", "them") and low[1] in ("calls", "call", "called", "named"))
    )


def _is_age(way: _Way, name: Name) -> bool:
    low = way.token().low
    if low in cues.FAMILY and low != "old" and (cues.is_year_old(way.token(1).low) or way.token(1).low == "old"):
        way.at += 1
        low = way.token().low
    if cues.is_year_old(low):
        return True
    if low in ("old", "year-old", "month-old") or low in cues.UNITS:
        before_it = [way.token(number).low for number in (1, 2)]
        return any(cues.age_in(word) is not None for word in before_it) and (low not in cues.UNITS or bool(way.marks))
    age = cues.age_in(low)
    earlier = way.token(1).low
    if age is not None and way.marks & {":", "-"} and earlier in ("aged", "age"):
        return not name.is_either
    if age is None or not 0 < age <= _ADULT or way.is_labelled:
        return False
    if earlier in ("aged", "age", "ages") or (earlier == "of" and way.token(2).low == "age"):
        return True
    if earlier == "of" and way.token(2).low in cues.FAMILY:
        return True
    likely = name.is_sure or earlier in ("only", "just", "nearly")
    return earlier in _NOT_A_CLOCK and likely and "," in way.marks and age <= _TEENS


def _of(way: _Way, name: Name) -> Rule | None:
    """ "the mother of Maya", "allocated to Megan"."""
    preposition = way.token().low
    earlier = way.token(1).low
    if name.is_either and earlier not in cues.RELATIVES:
        return None
    if preposition != "for" and earlier in cues.RELATIVES | _OF_SOMEBODY:
        return Rule.NAME_AND_RELATION if preposition == "of" or name.is_sure else None
    if name.is_sure and preposition == "for" and (cues.is_role(earlier) or earlier in cues.RELATIVES):
        return Rule.NAME_AND_RELATION
    if earlier in _ABOUT_ONE and name.is_sure:
        return Rule.NAME_AND_RELATION
    if preposition == "to" and earlier in cues.GIVEN_TO:
        return Rule.NAMED_PROFESSIONAL
    if name.is_sure and name.is_full and preposition == "to" and earlier in cues.SPOKEN_TO:
        return Rule.NAMED_PROFESSIONAL
    return None


def _by(way: _Way, name: Name) -> Rule | None:
    """ "Chaired by Gabrielle Davies", but not "prepared by Barnardo's"."""
    verb = way.token().low
    if verb in ("off", "out", "up", "over"):
        verb = way.token(1).low
    likely = name.is_sure or name.is_full or (verb in cues.BY_A_PERSON and not name.is_either)
    return Rule.NAMED_PROFESSIONAL if "by" in way.seen and likely and verb in cues.BY_WHOM else None


def _is_label(way: _Way, name: Name, closed: bool) -> bool:
    """Whether a label asks for the name. What goes on with other words is an organisation, if no list has the name."""
    low = way.token().low
    if low in _OPENS_A_LETTER and not way.is_labelled:
        return name.is_sure and (low != "contact" or name.is_full)
    if low in _SURE_ONLY:
        return name.is_sure and way.is_labelled and (name.is_full or low not in _FULL_ONLY)
    if low in _OF_FAMILY_NAMES:
        return _is_family_name(way, name)
    if low in ("name", "names", "forename", "surname") and _is_named(way, name):
        return True
    says = way.is_labelled or ("-" in way.marks and "," not in way.marks)
    return says and (
        name.is_sure
        or (closed and name.is_full and not name.is_either)
        or (closed and low in ("name", "forename", "surname", "nickname") and not name.is_either)
    )


def _is_named(way: _Way, name: Name) -> bool:
    """ "The girl's name was Zorvan", "the name Maya was on the form"."""
    whose = way.token(1).text.endswith("'s") or way.token(1).low in ("whose", "his", "her", "their", "my")
    is_what = bool(way.seen & {"is", "was"}) and (whose or name.is_sure)
    return is_what or (name.is_sure and not way.marks - {","} and not way.seen)


def _is_family_name(way: _Way, name: Name) -> bool:
    """ "Family: Qureshi", "née Qureshi", "her maiden name is Qureshi"."""
    return name.words[0].kind in (Kind.FAMILY, Kind.UNKNOWN) and (way.is_labelled or way.token().low in ("née", "nee"))


def _is_relation(way: _Way, name: Name, closed: bool) -> bool:
    token = way.token()
    low = token.low
    if low not in cues.FAMILY:
        return False
    owned = (
        way.token(1).low in cues.DETERMINERS or way.token(1).low.endswith("'s") or way.token(1).low in cues.ADJECTIVES
    )
    if way.is_labelled:
        return not name.is_either or name.is_full
    several = low in cues.SEVERAL_RELATIVES
    if not way.marks:
        if name.is_sure or way.is_called:
            return True
        return (
            (owned or (token.text[0].isupper() and low in cues.RELATIVES))
            and not several
            and not (name.is_either and way.seen)
        )
    if name.is_sure:
        return True
    if several or (name.is_either and low in cues.CHILDREN and "(" not in way.marks):
        return False
    return closed and (owned or "(" in way.marks or token.text[0].isupper())


def _is_role(way: _Way, name: Name, closed: bool) -> bool:
    token = way.token()
    if not (cues.is_role(token.low) or token.text in cues.RANKS):
        return False
    if name.is_sure or (way.is_called and not way.marks):
        return True
    if name.is_either:
        bare = not way.marks and not way.seen
        return token.text.islower() and (bare or (closed and way.marks == {"("}))
    if way.is_labelled:
        return name.is_full
    if not way.marks:
        return name.is_full or token.text.islower() or not way.token(1).text or way.token(1).low == "."
    nearby = {earlier.low for earlier in way.tokens[way.at + 1 : way.at + 4]}
    owned = bool(nearby & cues.DETERMINERS) or cues.is_of_role(way.token(1).low) or bool(way.marks & {"-", "("})
    return closed and owned and (name.is_full or "(" in way.marks or token.text.islower())


def _is_labelled_with_role(way: _Way, name: Name) -> bool:
    """ "Head teacher for the north area: Chidi Okonkwo"."""
    if not name.is_sure or not (name.is_full and ":" in way.marks):
        return False
    for token in way.tokens[way.at :]:
        if token.low in (".", "\n", ";", ",", "|"):
            return False
        if cues.is_role(token.low):
            return True
    return False
