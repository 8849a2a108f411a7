"""Dates of birth, and exact dates beside a child."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy.identifiers import Span
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.tables import births_in_tables

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
_FEAST: Final = re.compile(
    r"\b(?:Christmas(?: Day| Eve)?|Boxing Day|New Year's (?:Day|Eve)|Easter Sunday|Good Friday|Halloween),? (?:19|20)\d\d\b"
)
_EXACT: Final = re.compile(rf"(?<![\w/.-])(?:{_NUMERIC}|{_WORDS})(?![\w/-])", re.IGNORECASE)
_WITHOUT_YEAR: Final = re.compile(
    r"(?<![\w/.,£-])(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)? "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|"
    r"Oct|Nov|Dec))(?![\w-]| to \d|\.\d)"
)
"""A day and a month."""
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?:the )?)?"
_DAY_IN_WORDS: Final = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_DAY_NAMED: Final = re.compile(
    rf"\b(?:{_DAY_IN_WORDS}) of (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_DAY_IN_WORDS_BARE: Final = rf"(?:the )?(?:{_DAY_IN_WORDS}) {_MONTH}(?:,?\s{_FULL_YEAR})?"
_JOINED: Final = rf"{_DAY}(?:st|nd|rd|th)?[-/. ]{_MONTH}[-/. ]{_YEAR}|{_MONTH} {_DAY} {_FULL_YEAR}|\d{{8}}"
_DAY_AND_MONTH: Final = (
    rf"{_DAY}(?:st|nd|rd|th)?(?: of)?\s{_MONTH}|(?:the )?(?:{_DAY_IN_WORDS})(?: day)? of {_MONTH}(?:,?\s{_FULL_YEAR})?"
)
_BIRTH: Final = re.compile(
    r"(?:\b(?:born|birth(?:day| ?date)?|delivered|due date|edd)|\bd[./]? ?o[./]? ?b\b\.?|\bdate[ _-](?:of[ _-](?:birth|delivery)|born)|"
    r"(?<![\w.])b\.)"
    r"[\s.:()*_`=|,'-]{0,8}(?:(?:is|was|on|in|at|the|a|an|to|by|hospital|home|early|late|prematurely|premature|caesarean|boy|girl|"
    r"baby|son|daughter|child|twins|\d\d? ?(?:am|pm|weeks?|minutes?))\b[\s,:]{1,3}){0,6}"
    rf"{_MARK}(?:{_WEEKDAY})({_NUMERIC}|{_WORDS}|{_JOINED}|{_DAY_AND_MONTH}|{_MONTH_AND_YEAR}|{_MONTH} '\d\d|{_DAY_IN_WORDS_BARE}|"
    r"\d{1,2}/\d{1,2})(?![\w/])",
    re.IGNORECASE,
)
_DATE: Final = rf"(?:{_NUMERIC}|{_WORDS}|{_JOINED}|{_DAY_AND_MONTH})"
_SAYS_BIRTH: Final = re.compile(
    r"(?:,? (?:is|was) (?:his|her|my|their|the \w+'s) (?:\w+ )?birthday| ?\(?(?:d\.?o\.?b\b|date of birth)|\)? born\b)",
    re.IGNORECASE,
)
"""What comes after a date that is a birth: "14 June is her birthday"."""
_DATE_BEFORE: Final = re.compile(rf"(?<![\w/.-])({_DATE})\Z", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(rf"[(\[]({_NUMERIC}|{_WORDS})[)\]]", re.IGNORECASE)
_CHILD_BEFORE: Final = re.compile(
    r"\b(?:child|boy|girl|baby|pupil|patient|son|daughter)(?: [A-Z]\d?)? ?\Z", re.IGNORECASE
)
_TURNED_ON: Final = re.compile(rf"\bturned (?:\d\d?|[a-z]+) on ({_DATE})", re.IGNORECASE)
_YEAR_OF_BIRTH: Final = re.compile(r"\b(?:year of birth|yob)(?: is| was)?[ :=|-]{1,3}((?:19|20)\d\d)\b", re.IGNORECASE)
_LONGEST_DATE: Final = 40
_SHORT: Final = 16
_BEFORE_CUE: Final = 12
_BEHIND_CUE: Final = 140
"""How far around a word for a birth its date can lie."""
_OF_BIRTH_AFTER: Final = ("birthday", "d.o", "dob", "date of birth", " born")
_OF_MONTH: Final = re.compile(r" of (?=[JFMASOND][aepuco])")
_FEASTS: Final = ("Christmas", "Boxing Day", "New Year's", "Easter", "Good Friday", "Halloween")
_OF_BIRTH: Final = ("born", "birth", "dob", "d.o", "d/o", "d o b", " b.", "(b.", "\nb.", "deliver", "due date", "edd")
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
    for start, end in _births(text, text.lower()):
        births.add(start)
        yield Rule.DATE_OF_BIRTH, start, end
    about: dict[int, bool] = {}
    for match in _exact_dates(text):
        if match.start() in births:
            continue
        number = bisect_right(paragraphs, (match.start(), len(text) + 1)) - 1
        if number not in about:
            about[number] = is_about_a_child(text[slice(*paragraphs[number])], names)
        if about[number]:
            yield Rule.EXACT_DATE, *match.span()


def _births(text: str, lowered: str) -> Iterator[tuple[int, int]]:
    """Where dates of birth begin and end."""
    for birth in _after_cues(text, lowered):
        yield birth.span(1)
    if any(part in lowered for part in _OF_BIRTH_AFTER):
        for says in _SAYS_BIRTH.finditer(text):
            if date := _DATE_BEFORE.search(text, max(0, says.start() - _LONGEST_DATE), says.start()):
                yield date.span(1)
    for match in _IN_BRACKETS.finditer(text):
        if _CHILD_BEFORE.search(text, max(0, match.start() - _SHORT), match.start()):
            yield match.span(1)
    for cue, pattern in (("turned ", _TURNED_ON), ("year of birth", _YEAR_OF_BIRTH), ("yob", _YEAR_OF_BIRTH)):
        if cue in lowered:
            yield from (match.span(1) for match in pattern.finditer(text))
    yield from births_in_tables(text)


def _after_cues(text: str, lowered: str) -> Iterator[re.Match[str]]:
    """Every date behind a word for a birth: looking elsewhere takes long."""
    if len(lowered) != len(text):  # a few letters of other languages are longer in lower case
        yield from _BIRTH.finditer(text)
        return
    reached = 0
    for place in sorted({place for part in _OF_BIRTH for place in places_of(part, lowered)}):
        match = _BIRTH.search(text, max(reached, place - _BEFORE_CUE), place + _BEHIND_CUE)
        if match and match.start() <= place + 1:
            reached = match.end()
            yield match


def places_of(part: str, text: str) -> Iterator[int]:
    """Every place where a part of a word stands, which is quicker to look for than any pattern."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _exact_dates(text: str) -> Iterator[re.Match[str]]:
    """Every exact date: it begins with a number or a month, and looking elsewhere takes long."""
    reached = 0
    for begin in _BEGINS.finditer(text):
        if begin.start() < reached:
            continue
        place = begin.start()
        found = _EXACT.match(text, place) or (_WITHOUT_YEAR.match(text, place) if text[place].isdecimal() else None)
        if found:
            reached = found.end()
            yield found
    for of in _OF_MONTH.finditer(text):
        yield from _DAY_NAMED.finditer(text, max(0, of.start() - _SHORT), of.end() + _SHORT)
    if any(feast in text for feast in _FEASTS):
        yield from _FEAST.finditer(text)


def is_about_a_child(paragraph: str, names: re.Pattern[str] | None) -> bool:
    """Whether a paragraph speaks of one child."""
    return bool(_CHILD.search(paragraph) or (names and names.search(paragraph)))
