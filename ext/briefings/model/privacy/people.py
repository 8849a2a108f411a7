"""Names: of a child with an age or a relation, of a professional, of anybody.

A capitalised word counts as a name unless it is an ordinary word, stands on the same page in lower case too, or is
declared as invented. That finds names of every language, and leaves "Police (3)" alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from briefings.model.privacy.identifiers import Span, Taken
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.words import FIRST_NAMES, ORDINARY

_UPPER: Final = "[A-ZÀ-ÖØ-ÞĀ-ž\u1e00-\u1eff]"
_LOWER: Final = r"[^\W\dA-Z_]"
_PART: Final = rf"(?:(?:O'|Mc|Mac|D'|de |van |al-|el-)?{_UPPER}{_LOWER}+(?:['-](?!s\b){_UPPER}?{_LOWER}+)*)"
_PREFIX: Final = re.compile(r"(?:O'|Mc|Mac|D'|de |van |al-|el-)\Z")
_LONGEST_PREFIX: Final = 4
_CAPITALISED: Final = re.compile(rf"{_UPPER}{_LOWER}+(?:['-](?!s\b){_UPPER}?{_LOWER}+)*")
"""What every part of a name holds."""
_JOINS: Final = frozenset("'-")
"""What makes a capitalised word a part of a longer one."""
_LEAD: Final = 160
"""How far before a name the words can begin that make it somebody's."""
_NAME: Final = rf"(?<![\w/`{{-]){_PART}(?: {_PART})?"
_MARK: Final = r"[*_`]{0,3}"
_GAP: Final = r"(?:[ ]|\n[ >]{0,12})"
_NUMBER_WORDS: Final = "|".join(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen".split()
)
_AGE: Final = rf"(?:1[0-8]|\d|{_NUMBER_WORDS})(?![\d%]|\.\d| ?(?:out )?of\b)"
_ANY_AGE: Final = rf"(?:\d{{1,2}}|{_NUMBER_WORDS})(?![\d%])"
_UNIT: Final = r"(?:years?|yrs?|months?|weeks?|days?|y/?o)"
_LATELY: Final = "(?:only |just |now |then |nearly |almost )?"
_IS: Final = "(?:is|was|were|turned|just turned|had turned|has turned|,)"
_ONLY: Final = "(?:turned|was only|is only|was just|is just|was nearly)"
_CALLED: Final = "(?:boy |girl |child |son |daughter |called |named |baby |pupil |twins? ){0,2}"
_OLD: Final = rf"{_ANY_AGE}[- ]?(?:year|month|week)s?[- ]?old"
_NAMED: Final = rf"{_MARK}(?P<name>{_NAME})"
_NAME_AND_AGE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{_NAME}){_MARK}{_GAP}?[,(\[-]?{_GAP}?\(?{_MARK}\b[Aa]ged?:?{_GAP}{_MARK}{_ANY_AGE}",
        rf"(?P<name>{_NAME}){_MARK}{_GAP}?\({_MARK}{_AGE}(?: ?{_UNIT}(?: old)?)?{_MARK}\)",
        rf"(?P<name>{_NAME}){_MARK},{_GAP}{_MARK}{_AGE}(?:,|{_GAP}{_UNIT}|;|\.\s|\)|$)",
        rf"(?P<name>{_NAME}){_MARK}{_GAP}{_IS}{_GAP}{_LATELY}{_ANY_AGE}(?:{_GAP}|-){_UNIT}",
        rf"(?P<name>{_NAME}){_MARK}{_GAP}{_ONLY}{_GAP}{_AGE}\b(?!{_GAP}[a-z]+s\b)",
        rf"\b{_OLD},?{_GAP}{_CALLED}{_NAMED}",
        rf"\b[Aa]ged? {_ANY_AGE},{_GAP}{_NAMED}",
    )
)
_RELATIVE: Final = (
    "mother|father|mum|mummy|mam|dad|daddy|brother|brothers|sister|sisters|half-brother|half-sister|sibling|siblings|"
    "grandmother|grandfather|grandparent|grandparents|gran|granny|nan|nana|grandad|aunt|auntie|aunty|uncle|cousin|"
    "stepfather|step-father|stepdad|step-dad|stepmother|step-mother|stepmum|step-mum|stepson|stepdaughter|twin|"
    "son|daughter|boyfriend|girlfriend|husband|wife|foster carer|foster carers|foster mother|foster father|"
    "social worker|health visitor|birth parents|parents"
)
_FAMILY: Final = (
    "mother|father|mum|dad|brother|sister|sibling|son|daughter|parents|grandmother|grandfather|aunt|uncle|twin|cousin"
)
_WHICH: Final = (
    "younger |older |elder |eldest |baby |little |big |maternal |paternal |birth |late |own |half-|twin |step-?"
)
_NAME_AND_RELATION: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{_NAME}){_MARK}'s?{_GAP}{_MARK}(?:{_WHICH}){{0,2}}(?:{_RELATIVE})\b",
        rf"\b(?:{_FAMILY}|carer|guardian){_GAP}(?:of|to){_GAP}(?:baby |little |young )?{_NAMED}",
        (
            rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|the|The){_GAP}(?:{_WHICH})?"
            rf"(?:{_FAMILY}|partner|boyfriend|girlfriend|husband|wife|child|baby|boy|girl)"
            rf"{_MARK},?{_GAP}(?:called |named )?{_NAMED}"
        ),
        rf"(?P<name>{_NAME}){_MARK}{_GAP}(?:and|with){_GAP}(?:his|her|their){_GAP}(?:{_WHICH})?(?:{_RELATIVE})\b",
        rf"\b(?:[Bb]aby|[Ll]ittle){_GAP}{_NAMED}",
    )
)
_TITLE: Final = re.compile(
    rf"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Dame|Rev|Cllr|Councillor|PC|DC|DS|DI|DCI|WPC|PCSO|Sgt|Sergeant|"
    rf"Inspector|Detective|Constable|Judge|Nurse)\.?{_GAP}{_MARK}(?:[A-Z]\.? ?)?(?P<name>{_PART}(?: {_PART})?)"
)
_ROLE: Final = (
    r"[Ll]ead|[Cc]hair|[Cc]haired by|[Aa]uthor|[Ww]ritten by|[Pp]repared by|[Cc]ontact|[Ss]ocial [Ww]orker|"
    r"[Hh]ealth [Vv]isitor|[Hh]ead ?[Tt]eacher|[Hh]ead|[Tt]eacher|[Mm]anager|[Tt]eam [Mm]anager|[Dd]irector|[Cc]oordinator|[Mm]idwife|[Nn]urse|"
    r"[Ss]chool [Nn]urse|[Gg][Pp]|[Aa]uditor|[Aa]udited by|[Rr]eviewer|[Rr]eviewed by|[Cc]hecked by|checked_by|"
    r"[Aa]pproved by|[Ff]acilitator|[Ff]acilitated by|[Oo]fficer|[Pp]ractitioner|[Ss]upervisor|[Cc]onsultant|[Ss]ecretary|"
    r"[Aa]dministrator|[Kk]ey ?[Ww]orker|[Ss]upport [Ww]orker|[Ii]ndependent [Rr]eviewing [Oo]fficer|IRO|LADO|DSL"
)
_PROFESSIONAL: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"\b(?:{_ROLE})(?: for [a-z ]{{3,30}})?{_MARK}(?:[:=]|{_GAP}(?:was|is)|,|{_GAP}-)?{_GAP}{{1,3}}{_MARK}"
            rf"(?P<name>{_PART} {_PART})"
        ),
        rf"(?P<name>{_NAME}){_MARK},?{_GAP}(?:\(|- |, |was the |is the |the )?(?:{_ROLE})\b",
    )
)
_FULL: Final = re.compile(rf"(?<![\w/`{{-])(?P<first>[A-Z][a-z]+) (?:[A-Z]\.? )?(?P<last>{_PART})(?![\w/])")
_IN_LOWER_CASE: Final = re.compile(r"(?<![\w'@./_-])[^\W\dA-Z_]+(?![\w@/_-]|\.\w)")
"""A word of the text itself, not part of an address."""


class Names:
    """Decides whether a capitalised word of one page is a name.

    Args:
        text: the page.
        declared: names that are invented, or that may stand for another reason.
    """

    def __init__(self, text: str, declared: Collection[str]) -> None:
        self.text = text
        self._asked: dict[str, bool] = {}
        self.declared = {name.casefold() for name in declared}

    def is_in_lower_case(self, word: str) -> bool:
        """Whether a word, given in lower case, stands on the page like that."""
        if word not in self._asked:
            place = self.text.find(word)
            while place >= 0 and not ((match := _IN_LOWER_CASE.match(self.text, place)) and match[0] == word):
                place = self.text.find(word, place + 1)
            self._asked[word] = place >= 0
        return self._asked[word]

    def is_ordinary(self, word: str) -> bool:
        """Whether a word says nothing about a person."""
        bare = word.lower().removesuffix("'s")
        return bare in ORDINARY or bare in self.declared or (word not in FIRST_NAMES and self.is_in_lower_case(bare))

    def find(self, name: str) -> tuple[int, int] | None:
        """Where the name begins and ends, without ordinary words around it ("When Kai"); None if there is none."""
        if name.casefold() in self.declared:
            return None
        words = [match for match in re.finditer(r"\S+", name) if not self.is_ordinary(match[0])]
        return (words[0].start(), words[-1].end()) if words else None


@dataclass(frozen=True, slots=True)
class _Places:
    """Where on a page a name can stand: looking everywhere for each pattern would take most of a check.

    Attributes:
        text: the page.
        starts: where a name can begin.
        leads: the parts of the text in which a name can stand after words that make it somebody's.
    """

    text: str
    starts: list[int]
    leads: list[tuple[int, int]]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match of a pattern that holds a name."""
        if pattern.pattern.startswith("(?P<name>"):
            at = 0
            for start in self.starts:
                if start >= at and (match := pattern.match(self.text, start)):
                    at = match.end()
                    yield match
        else:
            for start, end in self.leads:
                yield from pattern.finditer(self.text, start, end)


def _places(text: str, words: list[tuple[int, int]], names: Names) -> _Places:
    """Where names can stand: around each capitalised word that is not an ordinary one."""
    starts: set[int] = set()
    leads: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(words):
        first = _begin(text, start)
        if first == start and names.is_ordinary(text[start:end]) and text[start - 1 : start] not in _JOINS:
            continue
        starts |= {first, start}
        if number and words[number - 1][1] in (first - 1, start - 1):  # an ordinary word can begin it: "When Kai"
            before = words[number - 1][0]
            starts |= {before, _begin(text, before)}
        if number + 1 < len(words) and words[number + 1][0] - end <= _LONGEST_PREFIX + 1:
            end = words[number + 1][1]
        if leads and leads[-1][1] >= start - _LEAD:
            leads[-1] = leads[-1][0], end
        else:
            leads.append((max(0, start - _LEAD), end))
    return _Places(text, sorted(starts), leads)


def _begin(text: str, start: int) -> int:
    match = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX), start)
    return match.start() if match else start


def people_in(text: str, names: Names) -> Iterator[Span]:
    """Every name that stands where it makes somebody known.

    Args:
        text: a plain text.
        names: what counts as a name on this page.
    """
    words = [match.span() for match in _CAPITALISED.finditer(text)]
    places = _places(text, words, names)
    taken = Taken()
    for rule, patterns in (
        (Rule.NAME_AND_AGE, _NAME_AND_AGE),
        (Rule.NAME_AND_RELATION, _NAME_AND_RELATION),
        (Rule.NAMED_PROFESSIONAL, (_TITLE,)),
    ):
        for pattern in patterns:
            for match in places.matches(pattern):
                if found := names.find(match["name"]):
                    span = match.start("name") + found[0], match.end()
                    taken.add(*span)
                    yield rule, *span
    for pattern in _PROFESSIONAL:
        for match in places.matches(pattern):
            parts = match["name"].split()
            if len(parts) == 2 and not any(map(names.is_ordinary, parts)) and _is_person(parts):
                taken.add(*match.span("name"))
                yield Rule.NAMED_PROFESSIONAL, *match.span("name")
    for start, end in _full_names(text, words, names):
        if taken.is_free(start, end):
            yield Rule.FULL_NAME, start, end


def _full_names(text: str, words: list[tuple[int, int]], names: Names) -> Iterator[tuple[int, int]]:
    """Where a known first name stands before something that can be a surname."""
    at = 0
    for start, end in words:
        first = text[start:end].rpartition("'")[2]
        if start < at or first not in FIRST_NAMES:
            continue
        if match := _FULL.match(text, end - len(first)):
            at = match.end()
            known = {match["first"].casefold(), f"{match['first']} {match['last']}".casefold()} & names.declared
            if not known and not names.is_ordinary(match["last"]):
                yield match.span()


def _is_person(words: list[str]) -> bool:
    return words[0] in FIRST_NAMES or not words[1].lower().endswith(
        ("ing", "tion", "ment", "ness", "ship", "ity", "ies")
    )
