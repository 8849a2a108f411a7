"""What is told of one child, and names of staff: neither comes into a draft, nor into the account of the import.

It uses the detectors of the privacy check, and looks at how a paragraph begins: who is told of, and how old.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefings.importing.pieces import Cell, Line, Part, text_of
from briefings.importing.refusals import ImportRefused
from briefings.model.privacy import MOST_FINDINGS, Finding, findings_in
from briefings.model.privacy.people import TooMuchToSearch
from briefings.model.privacy.rules import Rule
from briefings.model.privacy.words import Kind, kind_of
from briefings.model.problems import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefings.importing.report import Report

ONE_CHILD: Final = "what is told of one child, by name, letter or age: write {case} without them"
STAFF: Final = "names of people: nobody is named on the site"
OF_ONE_PERSON: Final = "numbers and addresses of one person: the check would stop the page"
_TAKEN_OUT: Final = (Part("", taken_out=True),)
_TOO_LONG: Final = "a paragraph is too long to be searched for names; split it, then import again"
_WORST_FIRST: Final = (ONE_CHILD, STAFF, OF_ONE_PERSON, "")
_NUMBER: Final = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen)"
)
_YOUNG: Final = (
    r"(?:boy|girl|baby|infant|child|toddler|teenager|male|female|son|daughter|twins?|young (?:man|woman|person))"
)
_TIME: Final = (
    r"within|after|before|during|over|in|at|by|for|about|around|nearly|only|every|each|some|all|most|many|the|these|those|"
    r"it|this|that|since|until|between|and|or|from|page|section|figure|table|step|stage|year|week|day|month|part|round"
)
_DOES: Final = "(?:is|was|were|had|has|lived|lives|went|goes|told|said|died|moved|came|left|ran|felt|wanted|disclosed)"
_RANGE: Final = (
    r"(?!\s*(?:to\b|[-–]\s*\d|(?:and|or) (?:over|above|under|older|younger|more|less)\b|"
    r"(?:can|cannot|may|must|should)\b))"
)
"""What does not follow the age of one child: an age is a limit there, or a rule is said for all of it."""
_GROUP: Final = (
    r"(?:children|pupils|students|boys|girls|babies|infants|toddlers|teenagers|people|parents|siblings|those)"
)
_TELLS_OF_ONE: Final = re.compile(
    # Child B ..., Baby M's ..., Young Person 3 ..., K2 ...: somebody by a letter or code, being or doing something.
    r"^(?:(?i:child|baby|young person|sibling|infant|adult|parent|mother|father) [A-Z]{1,2}\d?\b(?!\s*[:=]\s*$)"
    rf"|(?i:child|baby|young person|sibling) \d\b(?=[,'’]|\s*\((?:aged?\s+)?\d|\s+{_DOES}\b)"
    rf"|[A-Z]\d{{1,2}}(?:['’]s)?,?\s+(?:{_DOES}|who|aged|and)\b"
    # Gail, age 13 ...; Sam is 4 years ...; Kim, born ...
    rf"|(?!(?i:{_TIME}|{_GROUP},?\s+aged?\s*{_NUMBER}(?!\s+and\s+{_NUMBER}\b))\b)[A-Z][a-z]+"
    rf"(?:,?\s+(?:is\s+|was\s+)?aged?\s*{_NUMBER}\b{_RANGE}"
    rf"|(?:,|\s+is|\s+was)\s+{_NUMBER}\s*-?\s*(?:years?|months?|yrs?|weeks?)\b"
    rf"|,?\s+{_NUMBER}[\s-](?:years?|months?|weeks?)[\s-]old\b)"
    rf"|(?!(?i:{_TIME})\b)[A-Z][a-z]+ {_NUMBER} (?:years?|months?|weeks?)(?:[.,;:]?$|[.,;:]?\s+[A-Z])"
    r"|[A-Z][a-z]+,\s+born\b"
    # A boy of 14 ...; one child, aged 6, ...
    rf"|(?i:an?|one|the|this)\s+(?:\w+\s+)?(?i:{_YOUNG})(?:,?\s+aged?\s+{_NUMBER}|\s+of\s+\d{{1,2}}|\s+\(\d{{1,2}}\))\b{_RANGE}"
    # A 15 year old girl from ...; one 4-month-old baby ...
    rf"|(?i:an?|one|the|this)\s+(?:\w+\s+)?{_NUMBER}[\s-](?:years?|months?|weeks?|days?)[\s-]old\s+"
    rf"(?:\w+\s+)?(?i:{_YOUNG})\b)"
)
_A_LETTERED_CHILD: Final = re.compile(
    r"\b(?:[Cc]hild|[Bb]aby|[Ss]ibling|[Yy]oung [Pp]erson)\s+[A-Z]{1,2}\d?\b"
    rf"(?=[,' ]+(?:is|was|aged|had|lived|died|who|\()|,?\s+(?:aged?\s+)?{_NUMBER}\b)"
)
_STAFF_LABEL: Final = re.compile(
    r"(?:(?:report |lead |independent )?(?:author|auditor|reviewer|chair|contact)s?|(?:written|prepared|completed|"
    r"chaired|compiled|produced|approved|led|facilitated|presented|reviewed) by|contact(?: for queries)?|name)\s*:?\s+"
    r"(?:(?:mr|mrs|ms|miss|dr)\.?\s+)?[A-Z][\w'’-]+\s+[A-Z][\w'’-]+.*",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[A-Z][a-z'’-]+ (?:[A-Z]\. )?[A-Z][A-Za-z'’-]+")
_NAME_AND_POST: Final = re.compile(
    rf"(?:Dr |Mrs? |Ms |Miss )?{_NAME.pattern}(?:, | \(| [–/-] )(?P<post>[^.!?()]{{3,60}})\)?"
)
_NO_NAME: Final = re.compile(
    r"\b(?:Board|Partnership|Council|Committee|Service|Team|Trust|School|Police|Group|Unit|Health|Care|Panel|"
    r"Review|Safeguarding|Children|Social|Audit|Manager|Quality|Officer|Director|Local|Authority|Early|Help)s?\b"
)
_CHILD_RULES: Final = frozenset({Rule.DATE_OF_BIRTH, Rule.NAME_AND_AGE, Rule.NAME_AND_RELATION})
_HIDDEN_RULES: Final = frozenset(Rule) - {Rule.SMALL_NUMBER, Rule.INITIALS, Rule.RARE, Rule.POSTCODE_AREA}
"""What the account does not repeat of what was left out: whatever may be a name, a number or an address of somebody."""


def tells_of_one_child(text: str) -> bool:
    """Whether a paragraph tells of one child or family, by how it begins or whom it names."""
    return _TELLS_OF_ONE.match(text) is not None or _A_LETTERED_CHILD.search(text) is not None


def names_staff(text: str) -> bool:
    """Whether a line says who wrote, chaired or answers for a report, by name."""
    if not _STAFF_LABEL.fullmatch(text):
        return False
    return any(not _NO_NAME.search(match[0]) for match in _NAME.finditer(text.partition(":")[2] or text))


def without_people(lines: Sequence[Line], report: Report) -> list[Line]:
    """The lines and cells without those that tell of one child or name staff, and without those that name them again.

    Raises:
        ImportRefused: a paragraph is too long to be searched.
    """
    found = _found_by_the_check(lines)
    names: dict[str, str] = {}
    reasons: dict[_Place, str] = {}
    for place, text in _paragraphs(lines):
        reason = _reason(text, found.get(place))
        if reason:
            reasons[place] = reason
            first = re.match(r"[A-Z][\w’'-]+(?=,| is | was | aged? )", text)
            said = found[place].names if place in found else [first[0]] if first else []
            names.update((name, reason) for name in said if _is_name(name))
    again = _pattern(names)
    for place, text in _paragraphs(lines):
        if place not in reasons and (named := again.search(text)):
            reasons[place] = names[named[0]]
    kept: list[Line] = []
    for index, line in enumerate(lines):
        for number in range(len(line.cells) or 1):
            if (index, number) in reasons:
                text = text_of(line.cells[number]) if line.cells else f"{line.number} {line.text}"
                report.leave_out(reasons[index, number], text, private=True)
        if line.cells:
            cells = [
                _post_in(text_of(cell), reasons[index, at]) if (index, at) in reasons else cell
                for at, cell in enumerate(line.cells)
            ]
            kept.append(replace(line, cells=tuple(cells)))
        elif (index, 0) not in reasons:
            kept.append(line)
    report.names.update(names)
    return kept


def _post_in(text: str, reason: str) -> Cell:
    """What stays of a cell that is left out: of "Jane Smith, Police" the words after the name."""
    match = _NAME_AND_POST.fullmatch(text)
    post = match["post"] if match and reason == STAFF else ""
    if not post or _reason(post, _found_by_the_check([Line(post)]).get((0, 0))):
        return _TAKEN_OUT
    return (Part(post),)


def hide_people(report: Report) -> None:
    """Count, and do not repeat, what was left out and names somebody: heads of pages, comments, deletions, owners."""
    names = _pattern(report.names)
    texts = [text for _, text in report.left_out]
    found = _found_by_the_check([Line(text) for text in texts], every_rule=True)
    for index, text in enumerate(texts):
        if (index, 0) in found or names.search(text) or tells_of_one_child(text) or names_staff(text):
            report.hidden.add(text)


@dataclass(frozen=True, slots=True)
class _Found:
    """Why a line is left out, and the words of the names in it."""

    why: str
    names: tuple[str, ...] = ()


_Place = tuple[int, int]
"""Where a paragraph is: the number of its line, and of its cell in it."""


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[_Place, str]]:
    for index, line in enumerate(lines):
        texts = [text_of(cell) for cell in line.cells] or [line.text]
        yield from (((index, number), text) for number, text in enumerate(texts))


def _reason(text: str, found: _Found | None) -> str:
    """Why a line or a cell is left out; "" when it may stay. There is no other rule for the one than for the other."""
    if found and found.why:
        return found.why
    if tells_of_one_child(text):
        return ONE_CHILD
    return STAFF if names_staff(text) else ""


def _found_by_the_check(lines: Sequence[Line], *, every_rule: bool = False) -> dict[_Place, _Found]:
    """Which lines and cells the detectors of the check object to, and why. Rows are looked at as a table."""
    found: dict[_Place, _Found] = {}
    for place, text, one in _findings(lines, 0):
        why = _why(one.rule)
        if not why and not (every_rule and one.rule in _HIDDEN_RULES):
            continue
        said = text[one.column - 1 : one.column - 1 + len(one.shape)]
        words = [] if why == OF_ONE_PERSON else re.findall(r"[A-Z][\w’'-]+", said)
        before = found.get(place)
        names = (*before.names, *words) if before else tuple(words)
        reasons = [why, *([before.why] if before else [])]
        found[place] = _Found(min(reasons, key=_WORST_FIRST.index), names)
    return found


def _findings(lines: Sequence[Line], first: int) -> Iterator[tuple[_Place, str, Finding]]:
    """The findings in lines; the first has the number `first`. Halves are searched where the whole is too long."""
    page, places = _as_page(lines)
    found: list[Finding] | None = None
    try:
        found = findings_in(page)
    except TooMuchToSearch as error:
        if len(lines) < 2:
            raise ImportRefused(_TOO_LONG) from error
    if found is None or (len(lines) > 1 and len(found) >= MOST_FINDINGS):
        half = len(lines) // 2
        yield from _findings(lines[:half], first)
        yield from _findings(lines[half:], first + half)
        return
    rows = page.split("\n")
    for one in found:
        index = places[one.line]
        row = rows[one.line - 1]
        number = row.count("|", 0, one.column - 1) - 1 if lines[index].cells else 0
        yield (first + index, number), row, one


def _as_page(lines: Sequence[Line]) -> tuple[str, dict[int, int]]:
    """Lines as a page has them, and which line of the page is which of them."""
    page: list[str] = []
    places: dict[int, int] = {}
    for index, line in enumerate(lines):
        if page and not (line.cells and lines[index - 1].cells):
            page.append("")
        texts = [text_of(cell).replace("|", "/") for cell in line.cells]
        page.append(f"| {' | '.join(texts)} |" if texts else line.text.replace("\n", " "))
        places[len(page)] = index
    return "\n".join(page), places


def _why(rule: Rule) -> str:
    """Why a line is left out that a rule of the check objects to: whatever would stop the page; "" for advice."""
    if rule.code.level is not Level.ERROR:
        return ""
    if rule in _CHILD_RULES:
        return ONE_CHILD
    return STAFF if rule.is_of_person else OF_ONE_PERSON


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names))) or '(?!)'})\b")


def _is_name(word: str) -> bool:
    """Whether a word can only be a name, so that it may be looked for elsewhere."""
    word = re.sub(r"['’]s$", "", word)
    return len(word) > 2 and kind_of(word) in (Kind.FIRST, Kind.FAMILY, Kind.UNKNOWN)
