"""Numbers of one person that a word before them gives away, and names that people have on the internet.

A passport, a car or a hospital file has no check digit, so what counts is the word in front of it ("passport no", "reg").
Every pattern begins with a word that is rare and looks no further than a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stdnum import luhn

from briefings.model.privacy.rules import Rule

_DAY_OR_MONTH: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_LABEL: Final = r"(?:[ _-]?(?:id|nos?|num|numbers?|refs?|reference|record|case|file|log|details)\b\.?)"
_BETWEEN: Final = r"[ .:#'(\[*_`=|-]{1,6}(?:(?:is|was|of) )?"
_VALUE: Final = r"(?P<value>(?-i:(?:[A-Z]{1,5}[ /-]?)?\d(?:[ /-]?[A-Z\d]){3,20}))(?!\w)"
_BY_NAME: Final = (
    r"passport|driving licen[cs]e|driver(?:'?s)? licen[cs]e|utr|unique tax(?:payer)? reference|tax reference|mrn|uln|imei|"
    r"pnc|prison(?:er)?|nomis|brp|sort code|bank account|residence permit|oyster|prescription|vrn|dvla|trn|pas|crn|cro|ssn|"
    r"social security|nass|asylum|iban|home office|ho"
)
"""What has numbers of its own kind."""
_BY_LABEL: Final = (
    r"driver|hospital|unit|patient|court|claim|file|account|child|pupil|student|home office|sen|send|ehcp?|custody|"
    r"family court|candidate|learner|membership|policy|benefit|tenancy|rent|ward|emis|visa|id card|licen[cs]e|applicant|"
    r"social care|registration|council tax|parent|staff|employee|payroll|incident|log|allegation|complaint|application|"
    r"booking|admission|episode|exam|uci|dna|exhibit|warrant|bail|charge|summons|ticket|card|insurance|pension"
)
"""What has numbers only where the words say so."""
_NUMBER: Final = re.compile(
    rf"\b(?:(?:{_BY_NAME}){_LABEL}{{0,2}}|(?:{_BY_LABEL})(?: account)?{_LABEL}{{1,3}}|council tax account){_BETWEEN}{_VALUE}",
    re.IGNORECASE,
)
_FEWEST_DIGITS: Final = 4
_FEWEST_WITHOUT_LETTERS: Final = 6
_LICENCE: Final = re.compile(r"(?<![A-Z\d])[A-Z9]{5} ?\d{3} ?\d{3} ?[A-Z9]{2} ?\d?\d?[A-Z]{1,3}(?: ?\d\d)?(?![A-Z\d])")
_PLATE_ALONE: Final = re.compile(
    r"(?<![A-Z\d/-])[A-HJ-PR-Y][A-HJ-PR-Y](?:[05-7]\d|[12]\d) [A-HJ-PR-Z]{3}(?![A-Za-z\d])"
)
"""The number plate of a car since 2001, which looks like nothing else."""
_LOG: Final = re.compile(
    rf"\b(?:log|incident|crime|cad)(?: no\.?| number| ref)? (?P<value>\d{{2,5}} of (?:\d|{_DAY_OR_MONTH}))",
    re.IGNORECASE,
)
_CARD: Final = re.compile(r"(?<![\d.,£-])\d{4}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?![\d.,-]\d|\d)")
_IBAN: Final = re.compile(r"(?<![A-Z\d])[A-Z]{2}\d{2}(?: ?[A-Z]{4})(?: ?\d){14}(?!\d)")
_COURT: Final = re.compile(r"(?<![A-Z\d])[A-Z]{2}\d{2}[A-Z]\d{5}(?![A-Z\d])")
"""The number of a case in the family court."""
_PLATE: Final = re.compile(
    r"\b(?:number ?plate|licen[cs]e plate|plates?|registration(?: (?:mark|number|no))?|reg(?:istered)?\b|vrm|vehicle|car|van|"
    r"taxi|index)\b[^\n;]{0,24}?[ (:*`'\"=|-](?P<value>(?-i:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]?))(?!\w)",
    re.IGNORECASE,
)
_INSURANCE: Final = re.compile(
    r"\b(?:n\.? ?i\.?|nino|national insurance)(?: (?:no|num|number)\b)?[ .:#'(*_`=|-]{1,6}(?:is |was )?"
    r"(?P<value>[a-ceghj-prstw-z][a-ceghj-nprstw-z](?:[ -]?\d){6}(?:[ -]?[a-d])?)(?!\w)",
    re.IGNORECASE,
)
_SERVICE: Final = (
    r"instagram|insta|snapchat|snap|tik ?tok|twitter|facebook|discord|roblox|telegram|whatsapp|kik|youtube|xbox|psn|skype|"
    r"handle|user ?name|user id|screen name|gamertag|login|profile|nickname|account"
)
_HANDLE: Final = re.compile(
    rf"\b(?:{_SERVICE})\b[^\n.@`]{{0,24}}?[ (:*`'\"=](?P<value>@[a-z][\w.]{{2,40}}|"
    r"(?-i:[A-Za-z][a-z][A-Za-z.]{0,30}\d)[\w.-]{0,30}|(?<!`)[a-z]{1,20}_[a-z][\w.-]{0,30}|[a-z]{2,20}#\d{3,4})(?![\w@])",
    re.IGNORECASE,
)
_SAID_HANDLE: Final = re.compile(
    r"\b(?:skype|handle|user ?name|gamertag|screen name|snapchat(?: name)?|instagram name|tik ?tok name)\)?"
    r"(?: (?:is|was|name|id|called)\b|:| \(| =){1,3} ?[*`'\"(]{0,2}(?P<value>(?-i:[a-z][a-z]{0,20}(?:[.-][a-z]{1,20}){1,3}|"
    r"[a-z]{4,20}(?=[.,)]?(?:\s*\Z|\n\s*\n))))(?![\w@])",
    re.IGNORECASE,
)
"""A name without a digit, where the words say that it is one: "My Skype is jay.dee"."""
_HANDLES: Final = (
    "skype",
    "handle",
    "username",
    "user name",
    "gamertag",
    "screen name",
    "snapchat",
    "instagram name",
    "ok name",
)
_SOCIAL: Final = re.compile(
    r"\b(?:facebook|instagram|tiktok|snapchat|twitter|x|youtube)\.com/(?:add/|u/)?(?P<value>@?[a-z][a-z.-]{0,30}[\d_][\w.-]{0,30}|"
    r"[a-z]{2,20}\.[a-z]{2,20}(?![\w/]|\.\w))",
    re.IGNORECASE,
)
_WORDS_AS_ADDRESS: Final = re.compile(
    r"(?<![\w.])(?P<value>[a-z][\w+-]{0,40}(?:(?:\.| dot )[\w+-]{1,40}){0,3} (?:at|@) "
    r"(?:g(?:oogle)?mail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|nhs|proton(?:mail)?|sky|msn|me|ymail|mail)"
    r"(?:\.| dot )(?:com|net|org|me|co(?:\.| dot )uk|uk)\b)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"\bIP(?: address)?[ :]{1,3}(?P<value>(?:\d{1,3}\.){3}\d{1,3})(?![\d.])")
_LIKE_NUMBER: Final = re.compile(
    r"\d(?<![\d-]\d)(?!(?<=[12])[90]\d\d(?!\d))(?:[ ./-]?\d[ ./-]?\d|\d{0,2} ?[A-Z]{3}(?![a-z]))"
)
"""What all of them hold, and years and dates do not."""
# Both begin with what is rare, not with what must stand before it: so a search leaps from one to the next.
_DIGIT_OR_LINE: Final = re.compile(r"[\d_](?:(?<=[A-Za-zİı.#]\d)|(?<=_)(?=[A-Za-zİı\d]))")
_SERVICES: Final = tuple(
    "insta|snap|tiktok|tik tok|twitter|facebook|discord|roblox|gram|whatsapp|kik|xbox|psn|user|handle|screen name|gamertag|"
    "login|profile|nickname|account|tube|skype".split("|")
)
"""Parts of the words for services, which are quick to look for."""
_AT_NAME: Final = re.compile(r"@(?<![\w.]@)[A-Za-z][\w.]*")
_AT: Final = re.compile(r" (?:at|AT|At|@) (?=\w+(?:\.| dot | DOT ))")
_REACH: Final = 60
"""How far before a number the word can stand that says whose it is."""
_REACH_AFTER: Final = 30
_LONGEST_ADDRESS: Final = 100

Found = tuple[Rule, int, int]


def numbers_in(text: str) -> Iterator[Found]:
    """Numbers with a word that says whose they are, and names on the internet.

    Args:
        text: a plain text.

    Yields:
        The rule, and where what it found begins and ends.
    """
    # Most of a page is far from any number: looking there for each of a hundred words would take most of a check.
    for start, end in _around(_LIKE_NUMBER, text):
        yield from _numbered(text, start, end)
    yield from _user_names(text)
    for at in _AT.finditer(text):
        for match in _WORDS_AS_ADDRESS.finditer(text, max(0, at.start() - _LONGEST_ADDRESS), at.end() + _REACH):
            if match.start() < at.start() < match.end():
                yield Rule.EMAIL, *match.span("value")


def _user_names(text: str) -> Iterator[Found]:
    lowered = text.lower()
    if not any(part in lowered for part in _SERVICES):
        return
    for cues, pattern in ((_HANDLES, _SAID_HANDLE), ((".com/",), _SOCIAL)):
        if any(cue in lowered for cue in cues):
            for match in pattern.finditer(text):
                yield Rule.USER_NAME, *match.span("value")
    for marks in (_DIGIT_OR_LINE, _AT_NAME):
        for start, end in _around(marks, text):
            for match in _HANDLE.finditer(text, start, end):
                yield Rule.USER_NAME, *match.span("value")


def _around(marks: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text that lie near certain marks, each once."""
    start = end = -1
    for match in marks.finditer(text):
        first, last = max(0, match.start() - _REACH), match.end() + _REACH_AFTER
        if first <= end:
            end = last
            continue
        if end >= 0:
            yield start, end
        start, end = first, last
    if end >= 0:
        yield start, end


def _numbered(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _NUMBER.finditer(text, start, end):
        value = match["value"]
        digits = sum(map(str.isdigit, value))
        if digits >= (_FEWEST_DIGITS if value[-1].isalpha() or value[0].isalpha() else _FEWEST_WITHOUT_LETTERS):
            yield Rule.PERSONAL_NUMBER, *match.span("value")
    for pattern in (_LICENCE, _COURT, _PLATE_ALONE, _IBAN):
        for match in pattern.finditer(text, start, end):
            yield Rule.PERSONAL_NUMBER, *match.span()
    for match in _CARD.finditer(text, start, end):
        if luhn.is_valid("".join(filter(str.isdigit, match[0]))):
            yield Rule.PERSONAL_NUMBER, *match.span()
    for pattern in (_PLATE, _ADDRESS, _LOG):
        for match in pattern.finditer(text, start, end):
            yield Rule.PERSONAL_NUMBER, *match.span("value")
    for match in _INSURANCE.finditer(text, start, end):
        yield Rule.NINO, *match.span("value")
