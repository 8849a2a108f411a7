"""A listed first name in one sentence with an age, a relation or a role, however the sentence is built.

`before` and `after` know the ways in which a name and what makes it somebody's are joined, so that they can tell for a
word that no list has. A word that is a first name and nothing else needs no such care: what stands in the same
sentence is about that person ("When Maya was nine her father left", "Megan took over as social worker").
"""

from __future__ import annotations

import re
from typing import Final

from briefings.model.privacy import cues
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.tokens import PARAGRAPH, Token

_ENDS: Final = frozenset({".", "!", "?", "|", PARAGRAPH})
_BEFORE_AGE: Final = frozenset(
    "at by was were is are been be being turned than under over between only just nearly almost about around of to now "
    "barely until still aged age quite".split()
)
_NO_AGE_AFTER: Final = frozenset(
    "of out per percent pm am to other more further or hundred thousand million point".split()
)
_CHILD_AGE: Final = 18
_OLD: Final = re.compile(r"(?:\d{1,2}|[a-z]+)-?(?:years?|yrs?|months?|weeks?|yo)(?:-?olds?)?")
_SCHOOL_YEAR: Final = re.compile(r"[YR]\d{1,2}")
_SEXES: Final = frozenset("girl boy female male son daughter".split())
_SHORT_FOR_PARENTS: Final = frozenset("mum mummy mam dad daddy nan gran grandad granddad mums dads".split())
_ALWAYS: Final = frozenset("siblings twin twins triplets pregnant adopted fostered stepdad stepmum married".split())
_ONE_CHILD: Final = frozenset(
    "child baby infant boy girl toddler teenager teen youngster newborn pupil schoolboy schoolgirl patient victim lad "
    "eldest youngest oldest".split()
)
_FURTHER: Final = 3
"""How many words can describe a relation or a child before it is named: "her much older brother"."""
_WORDS_TOO: Final = frozenset("head lead chair coach carer guardian partner clerk judge minister".split())
"""Roles and relations that mean something else as well: they count only with a word that says so."""
_DONE_IN_A_ROLE: Final = frozenset(
    "chaired minuted supervised co-chaired allocated reallocated appointed auditors reviewers".split()
)
_WORKS: Final = frozenset("works worked working teaches taught teaching based employed seconded".split())
_AGENCIES: Final = cues.AGENCIES | frozenset(
    "camhs health education probation housing cafcass nspcc nhs mash midwifery care services help".split()
)
_SHORT_ROLES: Final = frozenset("SW HV GP IRO LADO DSL OIC IDVA ISVA SENCO SENCo EWO FSW".split())
_DONE_BY_NOBODY_ELSE: Final = frozenset(
    "cried wept slept ate rang ran drank hated loved liked disclosed whispered smiled died lived lives himself herself".split()
)
"""What no service and no town does."""
_CITED: Final = re.compile(r"(?:'s)?(?: and [A-Z][a-z]+| et al\.?,?)? ?[(,] ?(?:19|20)\d\d|'s? review|'s report| et al")
"""What follows an author: "Munro (2011)", "Brandon et al"."""


def is_cited(text: str, place: int) -> bool:
    """Whether what ends at a place of a text is the author of a publication."""
    return bool(_CITED.match(text, place))


def near(earlier: list[Token], later: list[Token]) -> Rule | None:
    """What the sentence around a listed first name makes of it.

    Args:
        earlier: what comes before the name, the nearest first.
        later: what follows it.
    """
    start, end = _of_sentence(earlier)[::-1], _of_sentence(later)
    sentence = start + end
    if has_age(sentence) or _begins_with_age(end):
        return Rule.NAME_AND_AGE
    if has_relation(sentence):
        return Rule.NAME_AND_RELATION
    if _has_role(sentence) or _is_of_agency(end) or _is_short_role(earlier, later):
        return Rule.NAMED_PROFESSIONAL
    return None


def near_unlisted(earlier: list[Token], later: list[Token], did: str) -> Rule | None:
    """What the sentence around a word that no list has makes of it, when it did what people do.

    Args:
        earlier: what comes before the word, the nearest first.
        later: what follows it.
        did: the verb.
    """
    if did not in _DONE_BY_NOBODY_ELSE:
        return None
    sentence = _of_sentence(earlier)[::-1] + _of_sentence(later)
    if has_age(sentence):
        return Rule.NAME_AND_AGE
    return Rule.NAME_AND_RELATION if has_relation(sentence) else None


def near_child(earlier: list[Token], later: list[Token]) -> bool:
    """Whether a sentence speaks of one child, or of a relative of one."""
    return has_relation(_of_sentence(earlier)[::-1] + _of_sentence(later))


def _of_sentence(tokens: list[Token]) -> list[Token]:
    """The words on one side of a name, up to where its sentence, cell or item of a list ends."""
    found: list[Token] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1].low if number + 1 < len(tokens) else ""
        if token.low in _ENDS or (token.low == "\n" and (following == "-" or (found and found[-1].low == "-"))):
            break
        found.append(token)
    return found


def _low(tokens: list[Token], place: int) -> str:
    return tokens[place].low if 0 <= place < len(tokens) else ""


def has_age(tokens: list[Token]) -> bool:
    """Whether a sentence says how old somebody is, when they were born or in which school year they are."""
    return any(_is_age_here(tokens, place) for place in range(len(tokens)))


def _is_age_here(tokens: list[Token], place: int) -> bool:
    low, following = tokens[place].low, _low(tokens, place + 1)
    if low in ("birthday", "born") or (
        low == "reception" and (tokens[place].text == "Reception" or following == "class")
    ):
        return True
    if low in ("year", "yr") and tokens[place].text[0].isupper() and cues.age_in(following) is not None:
        return True
    if low in ("aged", "age"):
        return any(cues.age_in(_low(tokens, place + step)) for step in (1, 2, 3))
    if _SCHOOL_YEAR.fullmatch(tokens[place].text) or (_OLD.fullmatch(low) and cues.is_year_old(low)):
        return True
    return _is_bare_age(tokens, place)


def _is_bare_age(tokens: list[Token], place: int) -> bool:
    """Whether a number is an age: "at nine", "was 7 when", "7 years old", "girl, 7"; not "at 9 meetings"."""
    age = cues.age_in(tokens[place].low)
    if not age:
        return False
    following, third = _low(tokens, place + 1), _low(tokens, place + 2)
    if following in cues.UNITS:
        return third in ("old", "olds", "and") or (third == "of" and _low(tokens, place + 3) == "age")
    if age > _CHILD_AGE:
        return False
    sides = {_low(tokens, place + step) for step in (-2, -1, 2)}
    if sides & _SEXES and {_low(tokens, place - 1), following} & {",", "(", ";", "of", "-"}:
        return True
    goes_on = following in cues.CLOSERS or (
        following.isalpha()
        and following not in _NO_AGE_AFTER
        and not following.endswith("s")
        and tokens[place].low != "one"
    )
    return _low(tokens, place - 1) in _BEFORE_AGE and (goes_on or following in ("his", "this"))


def _begins_with_age(later: list[Token]) -> bool:
    """Whether an age with its unit follows a name at once: "Gary 18 months"."""
    return bool(cues.age_in(_low(later, 0))) and _low(later, 1) in cues.UNITS


def has_relation(tokens: list[Token]) -> bool:
    """Whether a sentence speaks of somebody's relatives, or of one child."""
    for place, token in enumerate(tokens):
        low = token.low.removesuffix("'s")
        if low in _ALWAYS or low in _SHORT_FOR_PARENTS:
            return True
        before_it = [_low(tokens, place - step) for step in range(1, _FURTHER + 1)]
        if low == "birth" and before_it[0] in ("gave", "gives", "given", "giving"):
            return True
        if low in _ONE_CHILD and cues.DETERMINERS & set(before_it):
            return True
        if (
            low in cues.RELATIVES | cues.SEVERAL_RELATIVES | {"family"}
            and (low not in _WORDS_TOO or before_it[0] in cues.POSSESSIVES)
            and _is_owned(before_it)
        ):
            return True
        if low in cues.SEVERAL_RELATIVES and cues.age_in(before_it[0]) and before_it[1] in ("had", "has", "of", "with"):
            return True
    return False


def _is_owned(before_it: list[str]) -> bool:
    """Whether words before a relation say whose it is, the nearest first."""
    for number, word in enumerate(before_it):
        if (
            word in cues.POSSESSIVES
            or word == "s"
            or word.endswith("'s")
            or (number == 0 and word in ("the", "a", "of"))
        ):
            return True
        if not word.replace("-", "").isalpha() or word in cues.NOT_OF_ROLE:
            return False
    return False


def _has_role(tokens: list[Token]) -> bool:
    """Whether a sentence speaks of somebody in a role: "her social worker", "as chair", "the auditors"."""
    for place, token in enumerate(tokens):
        low, earlier = token.low, _low(tokens, place - 1)
        if low in _DONE_IN_A_ROLE:
            return True
        if low in _WORKS and _low(tokens, place + 1) in ("at", "for", "in", "with", "as"):
            return True
        if not (cues.is_role(low) or (low.endswith("s") and cues.is_role(low[:-1]))):
            continue
        if earlier == "as" or (_low(tokens, place - 2) == "as" and cues.is_of_role(earlier)):
            return True
        if low not in _WORDS_TOO and (
            earlier in cues.DETERMINERS or earlier.endswith("'s") or cues.is_of_role(earlier)
        ):
            return True
    return False


def _is_of_agency(later: list[Token]) -> bool:
    """Whether an agency follows at once: "from CAMHS", "(police)", "of Children's Services"."""
    low = [token.low for token in later[:5]] + [""] * 5
    if low[0] in ("from", "at", "of"):
        place = 2 if low[1] in cues.DETERMINERS else 1
        return low[place] in _AGENCIES or (low[place + 1] in _AGENCIES and low[place] not in cues.NOT_OF_ROLE)
    if low[0] in ("(", ","):
        return low[1] in _AGENCIES and low[2] in (")", ",")
    return False


def _is_short_role(earlier: list[Token], later: list[Token]) -> bool:
    """Whether an abbreviation for a role stands beside the name: "SW Megan", "Megan (HV)"."""
    return any(token.text in _SHORT_ROLES for token in (*earlier[:2], *later[:2]))
