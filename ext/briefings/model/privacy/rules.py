"""The rules: what each looks for, how sure it is, and what to do when it fires (promises P36 to P41)."""

from __future__ import annotations

from enum import Enum
from typing import Final

from briefings.model.problems import Code


class Rule(Enum):
    """A privacy rule: its code, what was found, and what to do about it."""

    NHS_NUMBER = Code.NHS_NUMBER, "an NHS number", "delete it"
    MAYBE_NHS_NUMBER = Code.MAYBE_NHS_NUMBER, "ten digits that could be an NHS number", "check it, and delete it if so"
    UPN = Code.UPN, "a pupil number (UPN)", "delete it"
    NINO = Code.NINO, "a National Insurance number", "delete it"
    EMAIL = Code.EMAIL, "an email address", "delete it, or link to a page with contact details"
    PHONE = Code.PHONE, "a phone number of a person or an office", "delete it; freephone helplines may stay"
    POSTCODE = Code.POSTCODE, "a full postcode", "delete it, or name the area"
    POSTCODE_AREA = Code.POSTCODE_AREA, "the first half of a postcode", "name a larger area"
    STREET_ADDRESS = Code.STREET_ADDRESS, "a street address", "delete it, or name the area"
    CASE_REFERENCE = Code.CASE_REFERENCE, "a case, crime or system reference", "delete it"
    DATE_OF_BIRTH = Code.DATE_OF_BIRTH, "a date of birth", "give the age in years, or an age group"
    PERSONAL_NUMBER = (
        Code.PERSONAL_NUMBER,
        "the number of a person's car, licence, passport, file or account",
        "delete it",
    )
    USER_NAME = Code.USER_NAME, "a name that somebody has on the internet", "delete it"
    EXACT_DATE = Code.EXACT_DATE, "an exact date beside a child", "use the month or the quarter"
    NAME_AND_AGE = (
        Code.NAME_AND_AGE,
        "a name with an age",
        "write 'a child', or declare an invented name under 'pseudonyms'",
    )
    NAME_AND_RELATION = (
        Code.NAME_AND_RELATION,
        "a name with a relation",
        "write 'the mother', or declare an invented name under 'pseudonyms'",
    )
    NAMED_PROFESSIONAL = Code.NAMED_PROFESSIONAL, "a professional's name", "name the role or the agency"
    LABELLED_NAME = (
        Code.LABELLED_NAME,
        "a name in a list or table that asks for one",
        "write 'a child' or the role, or declare an invented name under 'pseudonyms'",
    )
    NAMED_IN_FULL = (
        Code.NAMED_IN_FULL,
        "a person's first and family name",
        "name the role, say 'a child', 'a parent', or declare an invented name under 'pseudonyms'",
    )
    FULL_NAME = Code.FULL_NAME, "what may be a person's full name", "name the role, or say 'a child', 'a parent'"
    FIRST_NAME = Code.FIRST_NAME, "what may be a person's first name", "say 'a child', 'a parent', or name the role"
    IDENTIFYING_PLACE = Code.IDENTIFYING_PLACE, "a school, surgery or home beside a child", "say 'the school'"
    RARE = (
        Code.RARE,
        "something that few people here can be",
        "leave out the place or what is rare, so that neighbours do not know who it is",
    )
    INITIALS = Code.INITIALS, "what may be a person's initials", "write 'Child A', in the order of the page"
    SMALL_NUMBER = (
        Code.SMALL_NUMBER,
        "a small number beside something that identifies",
        "write 'fewer than five', or leave out one of the two",
    )

    def __init__(self, code: Code, found: str, advice: str) -> None:
        self.code = code
        self.found = found
        self.advice = advice

    @property
    def is_of_person(self) -> bool:
        """Whether it is about a name, of whatever kind."""
        return self in _OF_PERSONS


_OF_PERSONS: Final = frozenset(
    {
        Rule.NAME_AND_AGE,
        Rule.NAME_AND_RELATION,
        Rule.NAMED_PROFESSIONAL,
        Rule.LABELLED_NAME,
        Rule.NAMED_IN_FULL,
        Rule.FULL_NAME,
        Rule.FIRST_NAME,
    }
)
