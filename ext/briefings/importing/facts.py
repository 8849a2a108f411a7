"""Find dates, samples, methods and measures in sentences. What is found is a proposal, and always said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic_core import PydanticCustomError

from briefings.model.dates import MONTHS, PartialDate
from briefings.model.vocabulary import Method, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "May" else "May" for name in MONTHS) + "|Sept"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TH = "(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b{_WEEKDAY}(?:(?P<day>\d{{1,2}}){_TH}\s+(?:of\s+)?)?(?P<month>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<iso>(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?)\b"
    rf"|\b{_WEEKDAY}(?P<day2>\d{{1,2}}){_TH}\s+(?P<month2>{_MONTH})\.?,?\s+['’]?(?P<year2>\d\d)(?![\d/.-])"
    r"|\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:20)?\d\d)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_UNITS: Final = {
    "children": Unit.CHILDREN,
    "child": Unit.CHILDREN,
    "young people": Unit.CHILDREN,
    "cases": Unit.CASES,
    "case": Unit.CASES,
    "case files": Unit.CASES,
    "records": Unit.CASES,
    "files": Unit.CASES,
    "meetings": Unit.MEETINGS,
    "workshops": Unit.WORKSHOPS,
    "families": Unit.FAMILIES,
}
_COUNT = re.compile(
    rf"(?<![\w/.£-])(\d{{1,4}}|{'|'.join(word for word in _NUMBER_WORDS if word != 'one')})\s+"
    rf"((?:(?!and\b|or\b|of\b|out\b|months?\b|years?\b|weeks?\b|days?\b|hours?\b|per\b)[a-z][\w'’-]*\s+){{0,3}}?)"
    rf"({'|'.join(sorted(_UNITS, key=len, reverse=True))})\b(?![/-])(?!\s+(?:months?|years?)\b)",
    re.IGNORECASE,
)
_METHODS: Final = (
    ("appreciative inquiry", Method.APPRECIATIVE_INQUIRY),
    ("deep dive", Method.DEEP_DIVE),
    ("dip sample", Method.DIP_SAMPLE),
    ("rapid review", Method.RAPID_REVIEW),
    ("case review", Method.CASE_REVIEW),
    ("thematic review", Method.THEMATIC_REVIEW),
    ("self assessment", Method.SELF_ASSESSMENT),
    ("survey", Method.SURVEY),
    ("workshop", Method.WORKSHOP),
    ("case audit", Method.CASE_FILE_AUDIT),
    ("case file audit", Method.CASE_FILE_AUDIT),
    ("reviewed the records", Method.CASE_FILE_AUDIT),
    ("case files", Method.CASE_FILE_AUDIT),
    ("themed audit", Method.THEMED_AUDIT),
    ("around the theme", Method.THEMED_AUDIT),
    ("multi agency audit", Method.THEMED_AUDIT),
    ("audit around", Method.THEMED_AUDIT),
)
_MEASURE = re.compile(r"\b(\d{1,3})\s*(?:/|out of)\s*(\d{1,3})\b")
_ASKED = re.compile(
    r"famil(?:y|ies)[^.]{0,30}\basked\b|\basked[^.]{0,20}famil|(?:service user|famil\w+|parents?(?:/carers)?) feedback"
    r"|feedback (?:obtained )?from (?:the )?(?:parents|famil)",
    re.IGNORECASE,
)
_LATER: Final = re.compile(
    r"^(?:who|which|that|where|with)\b\s*(?:(?:had|have|has|were|was|are|is)\b\s*)?(?:in receipt of\s*)?"
)
_HELD: Final = (
    r"(?:^|[.]\s+)(?:in|on|during)\s+|\b(?:audit|sample|dive|workshops?|review|inquiry)\s+(?:(?:was|were|that|which)\s+)*"
    r"(?:held|undertaken|completed|conducted|carried out|took place|done|dated)?\s*(?:in|on|of|during)?\s*"
)
_CENTURY: Final = 2000
_LONGEST_DATE: Final = 60
_LOOKED: Final = re.compile(
    r"\b(?:audited|reviewed|sampled|looked (?:at|into)|read|examined|considered|held|ran|carried out|undertook|"
    r"completed|met|visited|took place|was held|were held)\b",
    re.IGNORECASE,
)
_FIRST_YEAR: Final = 1948
_LAST_YEAR: Final = 2099
_COUNTED: Final = re.compile(
    r"\b(?:audit(?:ed|s)?|sampled?|review(?:ed|s)?|look(?:ed|ing|s)? (?:at|into|through)|read|includ(?:ed|ing|es)|"
    r"examined|consider(?:ed|s)|discussed|selected|chosen|chose|analysed|studied|checked|assessed|scrutini[sz]ed|"
    r"covered|drawn from|involv(?:ed|ing)|took part|met|spoke (?:to|with)|visited|observed|held|ran|dip sample|"
    r"deep dive|case files?|cohort)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things in a sentence, with the words that say which."""

    unit: Unit
    size: int
    which: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What was looked at, as far as the text says; `groups` are pairs of name and size that add up."""

    unit: Unit
    size: int
    groups: tuple[tuple[str, int], ...] = ()
    added: bool = False


def dates_in(text: str) -> tuple[PartialDate, ...]:
    """The dates of a text that name a month, in order."""
    return tuple(date for match in _DATE.finditer(text) if (date := _date(match)))


def is_only_a_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    return len(text) < _LONGEST_DATE and re.fullmatch(rf"\W*(?:{_DATE.pattern})\W*", text, re.IGNORECASE) is not None


def leading_date(text: str) -> PartialDate | None:
    """The date that a text starts with, as in a list of audits by date."""
    match = re.match(rf"\W*(?:in\s+)?(?:{_DATE.pattern})", text, re.IGNORECASE)
    return _date(match) if match else None


def held_in(text: str) -> PartialDate | None:
    """When an audit was held, where a sentence says so: ``In August 2022 …``, ``the audit of 28th February 2019``."""
    match = re.search(rf"(?:{_HELD})(?:{_DATE.pattern})", text, re.IGNORECASE)
    return _date(match) if match else None


def _date(match: re.Match[str]) -> PartialDate | None:
    """The date of a match, or None when there is no such day."""
    try:
        if match["iso"]:
            return PartialDate.parse(match["iso"])
        if name := match["month"] or match["month2"]:
            month = next(number for number, one in enumerate(MONTHS, 1) if one[:3] == name[:3].capitalize())
            year = match["year"] or str(int(match["year2"]) + _CENTURY)
            day = match["day"] or match["day2"]
            return PartialDate.parse(f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}")
        year = int(match["y"]) + (_CENTURY if len(match["y"]) == len("16") else 0)
        return PartialDate.parse(f"{year}-{int(match['m']):02}-{int(match['d']):02}")
    except (PydanticCustomError, ValueError):
        return None


def counts_in(text: str) -> Iterator[Count]:
    """The numbers of children, cases, meetings and so on that a text gives."""
    matches = list(_COUNT.finditer(text))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        rest = re.split(r"[.;]|,\s|\s+and\s+$", text[match.end() : end], maxsplit=1)[0]
        word = match[1].lower()
        size = _NUMBER_WORDS[word] if word in _NUMBER_WORDS else int(word)
        if word.isdigit() and _FIRST_YEAR <= size <= _LAST_YEAR:
            continue  # "in 2015 children told us": a year is never a size
        yield Count(_UNITS[match[3].lower()], size, " ".join(rest.split()))


def looked_in(sentence: str) -> PartialDate | None:
    """When somebody audited or read something, where a sentence says that and names one date after the verb."""
    verb = _LOOKED.search(sentence)
    match = (
        re.search(rf"\b(?:in|on|during|of|,)\s+(?:{_DATE.pattern})", sentence[verb.start() :], re.IGNORECASE)
        if verb
        else None
    )
    return _date(match) if match else None


def says_what_was_counted(text: str) -> bool:
    """Whether a sentence has a verb that says that somebody looked at what it counts."""
    return _COUNTED.search(text) is not None


def samples_in(text: str) -> tuple[Sample, ...]:
    """What an audit looked at, one sample for each unit; parts that add up become groups."""
    found: dict[Unit, Sample] = {}
    counts = list(counts_in(text))
    for unit in dict.fromkeys(count.unit for count in counts):
        first, *rest = [count for count in counts if count.unit is unit]
        adds_up = len(rest) > 1 and sum(count.size for count in rest) == first.size
        parts = re.search(r"sample (?:included|consisted of|was made up of|comprised)", text, re.IGNORECASE)
        if adds_up:
            found[unit] = Sample(unit, first.size, tuple((_group(count), count.size) for count in rest))
        elif parts and rest and not text[: parts.start()].strip().endswith(str(first.size)):
            both = (first, *rest)
            groups = tuple((_group(count), count.size) for count in both)
            found[unit] = Sample(unit, sum(count.size for count in both), groups, added=True)
        else:
            found[unit] = Sample(unit, first.size)
    return tuple(found.values())


def _group(count: Count) -> str:
    name = _LATER.sub("", count.which) or count.which or count.unit.value
    return name[:1].upper() + name[1:]


def method_in(text: str) -> Method | None:
    """How an audit was done, by its words; the first in the table of methods wins."""
    plain = re.sub(r"[\s-]+", " ", text.lower())
    return next((method for words, method in _METHODS if words in plain), None)


def measures_in(text: str) -> tuple[tuple[int, int], ...]:
    """Counts such as 5/6 or 5 out of 6."""
    pairs = ((int(met), int(of)) for met, of in _MEASURE.findall(text))
    return tuple((met, of) for met, of in pairs if met <= of and of > 1)


def families_were_asked(text: str) -> bool:
    """Whether a text says that families were asked for their views."""
    return _ASKED.search(text) is not None
