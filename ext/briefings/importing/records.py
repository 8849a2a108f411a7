"""Recommendations: those printed as a list or as paragraphs, and the record that each becomes."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

from briefings.importing.facts import dates_in, is_only_a_date
from briefings.importing.meanings import Part
from briefings.importing.pieces import Hint
from briefings.importing.reading import noted
from briefings.importing.tables import Recommendation
from briefings.importing.terms import found_in, named_slug
from briefings.model.writing import Quoted

if TYPE_CHECKING:
    from briefings.importing.pieces import Line
    from briefings.importing.reading import Reading
    from briefings.model.writing import Data

_NUMBERED_TEXT = re.compile(
    r"(?:(?:recommendation|action|rec|r)\.?\s*(?=\d))?((?:\d{1,2})(?:\.\d{1,2}){0,2})[.):]?\s+(?=[A-Z])(.+)",
    re.IGNORECASE,
)
_SEVERAL_SENTENCES: Final = re.compile(r"[.!]\s+(?:The|All|Each|Every|To|It)\b")
_TEXT_LIMIT: Final = 2000
_THEMES_OF_RECORD: Final = 2


def number_of(line: Line) -> str:
    """The number that stands before a recommendation, without its bracket or full stop."""
    if line.number:
        return line.number.rstrip(".)")
    match = _NUMBERED_TEXT.fullmatch(line.text)
    return match[1] if match else ""


def take_prose(reading: Reading) -> None:
    """Make records of recommendations that are printed as a list or as paragraphs, where no table has any."""
    report, tables = reading.report, reading.tables
    if tables.recommendations:
        numbers = [one.number for one in tables.recommendations]
        whole = [one.name for one in tables.recommendations if one.whole_evidence]
        if whole:
            report.unsure(f"the evidence of these stands in one piece, split it if it is several: {', '.join(whole)}")
        span = f": {numbers[0]} to {numbers[-1]}" if numbers[0] and numbers[-1] else ""
        report.did(f"made {len(numbers)} records of the rows of tables{span}")
        report.counts.rows = len(numbers)
        return
    taken: list[Recommendation] = []
    printed = 0
    for section in reading.outline.sections:
        if section.part is not Part.RECOMMENDATIONS:
            continue
        chosen = [line for line in section.lines if line.hint is Hint.ITEM or number_of(line)]
        chosen = chosen or [line for line in section.lines if line.hint is not Hint.LABEL]
        for line in chosen:
            number = number_of(line)
            match = _NUMBERED_TEXT.fullmatch(line.text)
            text = match[2] if match and not line.number else line.text
            printed += bool(number)
            report.counts.bullets_used += line.hint is Hint.ITEM
            hint = report.guess(section.hint) if section.hint and line is chosen[0] else ""
            taken.append(Recommendation(number or str(len(taken) + 1), text, hint=hint))
            if _SEVERAL_SENTENCES.search(text):
                report.unsure(
                    f"recommendation {taken[-1].number} has several sentences; it may be several recommendations"
                )
            if number:
                spare = line.text[: -len(text)] if match and not line.number else number
                report.leave_out("numbers of recommendations, now in the records", spare)
        section.lines = [line for line in section.lines if line not in chosen]
    if taken:
        report.did(f"made {len(taken)} records of the recommendations")
        if printed < len(taken):
            report.unsure("recommendations without a printed number were numbered in their order")
    tables.recommendations = taken


def tell_apart(reading: Reading) -> None:
    """Give a recommendation whose number was printed twice, in another table, an id of its own."""
    seen: set[str] = set()
    if unnumbered := [one for one in reading.tables.recommendations if not one.number]:
        printed = {one.number for one in reading.tables.recommendations}
        free = (str(number) for number in count(1) if str(number) not in printed)
        for one in unnumbered:
            one.number = next(free)
        reading.report.unsure("recommendations without a printed number were numbered in their order")
    for one in reading.tables.recommendations:
        anchor = re.sub(r"[^a-z0-9]+", "-", one.number.lower()) or "1"
        number, times = one.number or "1", 1
        while anchor in seen:
            times += 1
            number = f"{one.number or '1'}-{times}"
            anchor = re.sub(r"[^a-z0-9]+", "-", number.lower())
        seen.add(anchor)
        if number != one.number:
            reading.report.unsure(f"the number {one.number or '(none)'} is printed twice; one became {number}")
            one.number = number


def record_of(reading: Reading, one: Recommendation, published: str) -> dict[str, Data]:
    """A recommendation as it stands in the front matter, with hints where a value is our reading."""
    report = reading.report
    report.counts.records += 1
    if len(one.text) > _TEXT_LIMIT:
        report.unsure(f"recommendation {one.number} is longer than {_TEXT_LIMIT} characters; shorten it")
    return {
        "id": Quoted(one.number),
        "audit": _audit_of(reading, one),
        "text": noted(one.text, one.hint),
        "owner": _owner(reading, one),
        "themes": reading.themes_in(one.text, _THEMES_OF_RECORD),
        "due": _due(reading, one),
        "updates": [_update(reading, one, published)] if one.evidence or one.status else [],
    }


def _owner(reading: Reading, one: Recommendation) -> Data:
    if not one.owner:
        return ""
    report, terms = reading.report, reading.terms
    report.leave_out("owners as printed: a record names an agency or partnership", f"{one.number} {one.owner}")
    if owner := named_slug(one.owner, terms.agencies, terms.partnerships):
        return owner
    found = found_in(one.owner, terms.agencies) or found_in(one.owner, terms.partnerships)
    if not found:
        report.unsure(f"the owner of recommendation {one.number} is no agency or partnership of the site")
        return ""
    first = min(
        found, key=lambda slug: _place(one.owner, (*terms.agencies.get(slug, ()), *terms.partnerships.get(slug, ())))
    )
    others = f", and {', '.join(slug for slug in found if slug != first)} besides" if len(found) > 1 else ""
    return noted(first, report.guess(f"the owner of recommendation {one.number} is read from a longer text{others}"))


def _place(text: str, names: tuple[str, ...]) -> int:
    """How early in a text one of some names stands."""
    places = [text.casefold().find(name.casefold().rstrip("s")) for name in names if name]
    return min((place for place in places if place >= 0), default=len(text))


def _due(reading: Reading, one: Recommendation) -> Data:
    if not one.due:
        return ""
    reading.report.leave_out("due dates as printed", f"{one.number} {one.due}")
    dates = dates_in(one.due)
    if not dates:
        reading.report.unsure(f"recommendation {one.number} is due '{one.due}', which is not a date")
        return ""
    if is_only_a_date(one.due):
        return str(dates[-1])
    return noted(str(dates[-1]), reading.report.guess(f"recommendation {one.number} is due '{one.due}', as printed"))


def _update(reading: Reading, one: Recommendation, published: str) -> dict[str, Data]:
    when = "the date of each update is that of the report, which may be wrong; replace it where the report says another"
    return {
        "on": noted(published, reading.report.guess(when)) if published else "[[date of the update]]",
        "status": one.status or "not-rated",
        "evidence": one.evidence,
        "inferred": ["on"] if published else [],
    }


def _audit_of(reading: Reading, one: Recommendation) -> str:
    if len(reading.audits) == 1:
        return reading.audits[0].id
    return next((audit.id for audit in reading.audits if one.group and audit.group == one.group), "")
