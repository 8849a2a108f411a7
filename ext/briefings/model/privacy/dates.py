"""Dates of birth, and exact dates beside a child."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy.identifiers import Span
from briefings.model.privacy.rules import Rule

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR: Final = r"(?:(?:19|20)\d\d|'?\d\d)"
_FULL_YEAR: Final = r"(?:19|20)\d\d"
_MARK: Final = r"[ *_`]{0,3}"
_NUMERIC: Final = rf"{_DAY} ?[./-] ?(?:1[0-2]|0?[1-9]) ?[./-] ?{_YEAR}|{_FULL_YEAR}[-/.](?:1[0-2]|0?[1-9])[-/.]{_DAY}"
_WORDS: Final = (
    rf"(?:{_DAY}(?:st|nd|rd|th)?(?: of)?\s{_MONTH},?\s{_YEAR}|{_MONTH}\s{_DAY}(?:st|nd|rd|th)?,?\s{_FULL_YEAR})"
)
_MONTH_AND_YEAR: Final = rf"{_MONTH},?\s{_FULL_YEAR}|(?:1[0-2]|0?[1-9])/{_FULL_YEAR}"
_EXACT: Final = re.compile(rf"(?<![\w/.-])(?:{_NUMERIC}|{_WORDS})(?![\w/-])", re.IGNORECASE)
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?:the )?)?"
_DAY_IN_WORDS: Final = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_JOINED: Final = rf"{_DAY}(?:st|nd|rd|th)?[-/. ]{_MONTH}[-/. ]{_YEAR}|{_MONTH} {_DAY} {_FULL_YEAR}|\d{{8}}"
_DAY_AND_MONTH: Final = (
    rf"{_DAY}(?:st|nd|rd|th)?(?: of)?\s{_MONTH}|(?:the )?(?:{_DAY_IN_WORDS})(?: day)? of {_MONTH}(?:,?\s{_FULL_YEAR})?"
)
_BIRTH: Final = re.compile(
    r"(?:\b(?:born|birth(?:day| ?date)?)|\bd\.? ?o\.? ?b\b\.?|\bdate[ _-]of[ _-]birth|(?<![\w.])b\.)"
    r"[\s.:()*_`=|,'-]{0,8}(?:(?:is|was|on|in|at|the|a|hospital|home|early|late)\b[\s,:]{1,3}){0,4}"
    rf"{_MARK}(?:{_WEEKDAY})({_NUMERIC}|{_WORDS}|{_JOINED}|{_DAY_AND_MONTH}|{_MONTH_AND_YEAR})(?![\w])",
    re.IGNORECASE,
)
_OF_BIRTH: Final = ("born", "birth", "dob", "d.o", "d o b", " b.", "(b.", "\nb.")
"""What the words for a birth hold: quick to look for."""
_BEGINS: Final = re.compile(r"[\dJFMASOND](?<!\w.)(?=\d|[aepuco][nbrylgptvc]|[ ./-]|st|nd|rd|th)")
_CHILD: Final = re.compile(
    r"\baged? \d|\b(?:\d+|[a-z]+)[ -](?:year|month|week)s?[ -]old\b|"
    r"\b(?:the|this|a|that|one) (?:child|baby|infant|boy|girl|toddler|teenager|young person|pupil|newborn|schoolboy|schoolgirl|lad|"
    r"youngster|adolescent|teen|student|patient)(?![\w'])",
    re.IGNORECASE,
)


def dates_in(text: str, paragraphs: list[tuple[int, int]], names: re.Pattern[str] | None) -> Iterator[Span]:
    """Dates of birth, and exact dates in a paragraph about one child.

    Args:
        text: a plain text.
        paragraphs: where its paragraphs begin and end.
        names: the invented names of the children on the page, if there are any.
    """
    births = set()
    lowered = text.lower()
    for match in _BIRTH.finditer(text) if any(part in lowered for part in _OF_BIRTH) else ():
        births.add(match.start(1))
        yield Rule.DATE_OF_BIRTH, *match.span(1)
    about: dict[int, bool] = {}
    for match in _exact_dates(text):
        if match.start() in births:
            continue
        number = bisect_right(paragraphs, (match.start(), len(text) + 1)) - 1
        if number not in about:
            about[number] = is_about_a_child(text[slice(*paragraphs[number])], names)
        if about[number]:
            yield Rule.EXACT_DATE, *match.span()


def _exact_dates(text: str) -> Iterator[re.Match[str]]:
    """Every exact date: it begins with a number or a month, and looking elsewhere takes long."""
    reached = 0
    for begin in _BEGINS.finditer(text):
        if begin.start() >= reached and (match := _EXACT.match(text, begin.start())):
            reached = match.end()
            yield match


def is_about_a_child(paragraph: str, names: re.Pattern[str] | None) -> bool:
    """Whether a paragraph speaks of one child."""
    return bool(_CHILD.search(paragraph) or (names and names.search(paragraph)))
