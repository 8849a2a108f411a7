"""Propose the audits that a report tells of, with date, method and sample."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from briefings.importing.facts import (
    dates_in,
    families_were_asked,
    held_in,
    leading_date,
    looked_in,
    measures_in,
    method_in,
    samples_in,
    says_what_was_counted,
)
from briefings.importing.meanings import Part
from briefings.importing.pieces import Hint
from briefings.importing.terms import found_in, most
from briefings.model.problems import shown
from briefings.model.vocabulary import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.importing.facts import Sample
    from briefings.importing.outline import Outline, Section
    from briefings.importing.report import Report
    from briefings.importing.tables import Tables
    from briefings.importing.terms import Terms
    from briefings.model.dates import PartialDate
    from briefings.model.vocabulary import Method

_TOOK_PART = re.compile(
    r"\b(?:organisations?|agencies|services|partners)\b[^.]{0,40}\b(?:audited|took part|participated|contributed|"
    r"were involved|included)\b|\btook part\b|\bparticipants?\b\s*:",
    re.IGNORECASE,
)
_DISCUSSED = re.compile(
    r"\b(\d{1,3}) of (?:the )?(?:cases|children|families)\b[^.]{0,20}\b(?:reviewed|discussed)\b", re.IGNORECASE
)
_AUDIT_WORDS = re.compile(r"\baudit|deep dive|dip sample|workshop|review(?:ed)?\b|sample|inquiry", re.IGNORECASE)
_LONGEST_TITLE: Final = 200
_SOME_THEMES: Final = 3
_DATE_LABEL = re.compile(r"\b(?:audit|review|held|undertaken|completed|conducted|field ?work)\b", re.IGNORECASE)
_SAMPLE_LABEL = re.compile(r"\b(?:sample|cases|number of|cohort|children|files)\b", re.IGNORECASE)


@dataclass(slots=True)
class Audit:
    """An audit as proposed.

    Attributes:
        id: its short name.
        title: what it is called.
        method: how it was done, or None when no words say so.
        held: when, or None.
        top: the section that tells of it, or -1.
        group: the heading of its part of a table, or "".
        held_sure: whether the date is printed with a label or as a heading, so that it is no guess.
        sample_sure: the same for the sample.
    """

    id: str
    title: str
    method: Method | None
    held: PartialDate | None
    themes: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    discussed: int = 0
    took_part: tuple[str, ...] = ()
    families_asked: bool = False
    measures: tuple[tuple[str, int, int], ...] = ()
    top: int = -1
    group: str = ""
    held_sure: bool = False
    sample_sure: bool = False


_SMALL_WORDS: Final = frozenset(
    "a an and as at but by for from in is of on or our that the their to was what with".split()
)
"""Words that no address ends with when it is cut."""


def slug_of(text: str, longest: int = 60) -> str:
    """A slug made of the whole words of a text, without accents; one that had to be cut does not end with "and the"."""
    plain = "".join(char for char in normalize("NFKD", text) if not combining(char))
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", "").replace("’", ""))
    kept = [word for number, word in enumerate(words) if len("-".join(words[: number + 1])) <= longest]
    while len(kept) < len(words) and len(kept) > 1 and kept[-1] in _SMALL_WORDS:
        kept.pop()
    return "-".join(kept) or "audit"


def propose_audits(found: Outline, tables: Tables, terms: Terms, report: Report) -> list[Audit]:
    """The audits of a report: by the parts of its tables, by a list of them, by its sections, or one for all."""
    text = "\n".join(line.text for section in found.sections for line in section.lines)
    audits = (
        _of_tables(tables, f"{found.title}\n{text}")
        or _of_list(found, terms)
        or _of_sections(found, terms)
        or [_only(found, tables, terms)]
    )
    ids: set[str] = set()
    for audit in audits:
        while audit.id in ids:
            audit.id += "-2"
        ids.add(audit.id)
        when = audit.held.words if audit.held else "no date found"
        sizes = ", ".join(f"{one.size} {one.unit.value}" for one in audit.samples) or "no numbers found"
        method = audit.method.value if audit.method else "no method found"
        report.unsure(f"proposed the audit '{audit.id}': {when}; {method}; {sizes}")
        for sample in audit.samples:
            if sample.added:
                report.unsure(f"audit '{audit.id}': the sample is the sum of its parts, {sample.size}")
        if audit.held is None:
            report.unsure(f"audit '{audit.id}': the report does not say when it was held; fill in 'held:'")
    return audits


def _of_tables(tables: Tables, text: str) -> list[Audit]:
    return [
        Audit(
            slug_of(title) if not dates_in(title) else slug_of(dates_in(title)[0].words),
            title,
            method_in(text.split("\n")[0]) or method_in(text),
            dates_in(title)[0] if dates_in(title) else None,
            group=title,
            held_sure=True,
        )
        for _, title in tables.groups
    ]


def _of_list(found: Outline, terms: Terms) -> list[Audit]:
    audits = []
    for section in found.sections:
        if section.part is not Part.AUDITS:
            continue
        for line in section.lines:
            date = leading_date(line.text)
            if date is None:
                continue
            rest = re.sub(r"^[^:]{0,40}:\s*", "", line.text)
            title = re.split(r"(?<=\w)\.\s", f"{rest} ")[0].strip(" .")
            audits.append(
                Audit(
                    slug_of(date.words),
                    shown(title[:1].upper() + title[1:], _LONGEST_TITLE),
                    method_in(line.text),
                    date,
                    most(found_in(line.text, terms.themes), _SOME_THEMES),
                    samples_in(line.text),
                    families_asked=families_were_asked(line.text),
                )
            )
    return audits if len(audits) > 1 else []


def _of_sections(found: Outline, terms: Terms) -> list[Audit]:
    """One audit for each outermost section that has a background with a date or a sample of its own."""
    audits = []
    for top in dict.fromkeys(section.top for section in found.sections):
        sections = [section for section in found.sections if section.top == top]
        head = sections[0]
        background = next((one for one in sections if one.part is Part.BACKGROUND and one.level > 1), None)
        if not head.heading or background is None or head.level != 1 or head.part is not None:
            continue
        text = " ".join(line.text for line in background.lines)
        if not dates_in(text) and not samples_in(text):
            continue
        held = dates_in(text)[0] if dates_in(text) else None
        themes = most(found_in(head.heading, terms.themes), _SOME_THEMES)
        name = slug_of(head.heading, 40)
        audits.append(
            Audit(
                f"{name}-{held.year}" if held else name,
                head.heading,
                method_in(text),
                held,
                themes,
                samples_in(text),
                families_asked=families_were_asked(" ".join(line.text for one in sections for line in one.lines)),
                measures=_measures(sections, samples_in(text)),
                top=top,
            )
        )
    return audits if len(audits) > 1 else []


def _measures(sections: list[Section], samples: tuple[Sample, ...]) -> tuple[tuple[str, int, int], ...]:
    sizes = {sample.size for sample in samples}
    return tuple(
        (line.text, met, of)
        for section in sections
        for line in section.lines
        if line.hint is Hint.ITEM
        for met, of in measures_in(line.text)
        if of in sizes
    )


def _sentences(texts: Iterable[str]) -> list[str]:
    return [one for text in texts for one in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)]


def _only(found: Outline, tables: Tables, terms: Terms) -> Audit:
    """One audit for the whole report, of its labels and of the sentences that tell how it was done."""
    lines = [line.text for section in found.sections for line in section.lines if not section.topic]
    telling = [text for text in lines if _AUDIT_WORDS.search(text)]
    labelled_date = next(
        (d[0] for name, text in tables.facts if _DATE_LABEL.search(name) and (d := dates_in(text))), None
    )
    labelled = next((s for name, text in tables.facts if _SAMPLE_LABEL.search(name) and (s := samples_in(text))), ())
    held = labelled_date or next((date for text in telling if (date := held_in(text))), None)
    held = held or next((date for one in _sentences(lines) if (date := looked_in(one))), None)
    title = found.title or "[[What the audit is called]]"
    themes = most(found_in("\n".join([found.title, *telling]), terms.themes), _SOME_THEMES)
    name = themes[0] if themes else "audit"
    discussed = next((int(match[1]) for text in lines if (match := _DISCUSSED.search(text))), 0)
    samples: dict[object, Sample] = {}
    for sentence in filter(says_what_was_counted, _sentences(_DISCUSSED.sub("", text) for text in lines)):
        for sample in samples_in(sentence):
            samples.setdefault(sample.unit, sample)
    kept = list(labelled) or sorted(samples.values(), key=lambda sample: sample.unit is not Unit.CHILDREN)
    if discussed:
        kept = [sample for sample in kept if sample.size >= discussed][:1]
    taking_part = next((text for text in lines if _TOOK_PART.search(text)), "")
    return Audit(
        f"{name}-{held.year}" if held else name,
        title,
        method_in("\n".join([found.title, *telling])),
        held,
        themes,
        tuple(kept),
        discussed if kept else 0,
        most(found_in(taking_part, terms.agencies), len(terms.agencies)),
        any(families_were_asked(text) for text in lines),
        held_sure=labelled_date is not None,
        sample_sure=bool(labelled),
    )
