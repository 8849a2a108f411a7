"""The front matter of a draft: what is sure stands by itself, what was guessed has a hint on its line."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from briefings.importing.facts import dates_in, is_only_a_date
from briefings.importing.reading import noted
from briefings.importing.records import record_of
from briefings.importing.terms import found_in, most
from briefings.model.vocabulary import BlockKind, Layout, Method

if TYPE_CHECKING:
    from briefings.importing.audits import Audit
    from briefings.importing.reading import Reading
    from briefings.model.writing import Data

_REFERENCE = re.compile(r"\b(?:briefing|issue|bulletin)\s+(?:no\.?\s*|number\s*)?\d{1,3}\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:publi|issued|updated?|date\b(?! of (?:the )?audit))", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?P<label>(?:date )?(?:first )?published(?: on| in)?|publication date|date of (?:publication|issue|report)|issued"
    r"|(?:report |issue )?date)\s*:\s*(?P<date>.+)",
    re.IGNORECASE,
)
_MASTHEAD: Final = re.compile(r"(?P<who>[^,.]{3,90}),\s+(?P<date>[^,.]{3,20}\d{4})\.?")
_NO_THEME: Final = ("[[slug of a theme]]",)
_SEVEN: Final = 5
_MANY: Final = 5
_SEVERAL: Final = 3
_THEMES_OF_BRIEFING: Final = 6
_OFTEN: Final = 2
_WHOLE_NAME: Final = 3
_FIRST_SECTIONS: Final = 4


def front_data(reading: Reading) -> dict[str, Data]:
    """The values of the front matter, in the order of the handbook."""
    outline, terms, report = reading.outline, reading.terms, reading.report
    published, published_hint = published_of(reading)
    partnership, partnership_hint = partnership_of(reading)
    themes_hint = themes_of(reading)
    title = outline.title
    reference = _REFERENCE.search(title)
    agencies = most(found_in(reading.everything, terms.agencies), len(terms.agencies), least=_OFTEN)
    data: dict[str, Data] = {
        "title": noted(title, outline.title_hint) or "[[What the briefing is called, in plain words]]",
        "summary": "[[Who looked at what, and what matters most: at most 300 characters]]",
        "reference": reference[0] if reference else "",
        "partnership": noted(partnership, partnership_hint) or "[[slug of the partnership]]",
        "published": noted(published, published_hint) or "[[when the report came out, such as 2017-01]]",
        "layout": _layout(reading).value,
        "themes": noted(reading.themes, themes_hint) or _NO_THEME,
        "agencies": agencies,
        "source": {
            "title": title or "[[What the report is called]]",
            "publisher": terms.titles.get(partnership, "") or "[[Who published it]]",
        },
        "audits": [_audit(reading, audit) for audit in reading.audits],
        "recommendations": [record_of(reading, one, published) for one in reading.tables.recommendations],
        "review_by": f"{reading.as_of.year + 1}-{reading.as_of.month:02}",
    }
    report.did(f"set the date for looking at it again to a year from now: {data['review_by']}")
    report.unsure("the summary is not written: say in 300 characters what matters most")
    return data


def themes_of(reading: Reading) -> str:
    """Propose themes by their names in the text, headings first.

    Returns:
        The hint: themes are always a guess.
    """
    names = reading.terms.themes
    score = Counter(found_in(reading.everything, names))
    for slug, times in found_in(reading.headings, names).items():
        score[slug] += 5 * times
    reading.themes = most(score, _THEMES_OF_BRIEFING, least=_OFTEN) or most(score, 1)
    if not reading.themes:
        reading.report.unsure("no theme of the site is named in the text; choose themes")
        return ""
    return reading.report.guess(
        "themes and agencies are proposed by their names in the text, here, in recommendations and in blocks; choose"
    )


def partnership_of(reading: Reading) -> tuple[str, str]:
    """The partnership and a hint, if it is guessed: sure is only its whole name, or what the command was told."""
    report = reading.report
    if reading.partnership:
        return reading.partnership, ""
    found = found_in(reading.everything, reading.terms.partnerships)
    if not found:
        report.unsure("no partnership of the site is named in the text; fill in 'partnership:'")
        return "", ""
    slugs = most(found, len(found))
    reading.partnership = first = slugs[0]
    whole = {
        slug: tuple(name for name in names if len(name.split()) >= _WHOLE_NAME)
        for slug, names in reading.terms.partnerships.items()
    }
    if len(slugs) > 1:
        return first, report.guess(f"several partnerships are named ({', '.join(slugs)}); this one is named most")
    if not found_in(reading.everything, whole):
        return first, report.guess("the partnership is read from an area or from initials")
    report.did(f"found the partnership by its name: {first}")
    return first, ""


def published_of(reading: Reading) -> tuple[str, str]:
    """The date of publication and a hint, if it is guessed: sure is only a date with a label that says so."""
    report = reading.report
    for label, value in reading.tables.facts:
        if _PUBLISHED.search(label) and dates_in(value):
            report.did(f"took the date of publication from '{label}: {value}'")
            return str(dates_in(value)[0]), ""
    first_sections = reading.outline.sections[:_FIRST_SECTIONS]
    first_lines = [
        text for one in first_sections for text in (one.heading, *(line.text for line in one.lines[:4])) if text
    ]
    for text in first_lines:
        if (match := _LABELLED.fullmatch(text)) and (dates := dates_in(match["date"])):
            if match["label"].lower() != "date":
                report.did(f"took the date of publication from '{text}'")
                return str(dates[0]), ""
            return str(dates[0]), report.guess(f"the date of publication is read from '{text}'")
    for text in first_lines:
        if is_only_a_date(text) and dates_in(text):
            return str(dates_in(text)[0]), report.guess(f"the date of publication is read from the line '{text}'")
        if is_only_a_date(text):
            report.unsure(f"'{text}' is not a date that exists; look up when the report came out")
        masthead = _MASTHEAD.fullmatch(text)
        by_them = masthead and found_in(masthead["who"], reading.terms.partnerships)
        if masthead and by_them and is_only_a_date(masthead["date"]) and (dates := dates_in(masthead["date"])):
            return str(dates[0]), report.guess(f"the date of publication is read from the line '{text}'")
    report.unsure("no date of publication was found; fill in 'published:'")
    return "", ""


def _layout(reading: Reading) -> Layout:
    sections = reading.outline.sections
    numbers = [section.number for section in sections if section.number is not None]
    columns = {BlockKind.GOOD_PRACTICE, BlockKind.LEARNING, BlockKind.PRACTICE_POINTS}
    own = {section.part for section in sections if section.own and not section.topic}
    with_evidence = [one for one in reading.tables.recommendations if one.evidence]
    if len(numbers) >= _SEVEN and not with_evidence:
        layout, why = Layout.SEVEN_MINUTE, "it has numbered sections"
    elif sum(audit.top >= 0 for audit in reading.audits) >= _SEVERAL:
        layout, why = Layout.DIGEST, "it reports on several audits one after the other"
    elif len(with_evidence) >= _MANY:
        layout, why = Layout.RECOMMENDATIONS, "it is mostly a table of recommendations"
    elif columns <= own and len(reading.audits) == 1:
        layout, why = Layout.THREE_COLUMNS, "it says what works, what worries and what needs to happen"
    else:
        layout, why = Layout.FINDINGS_AND_ACTIONS, "it has findings by topic"
    reading.report.did(f"chose the layout {layout.value}: {why}")
    return layout


def _audit(reading: Reading, audit: Audit) -> dict[str, Data]:
    samples: list[Data] = []
    for index, sample in enumerate(audit.samples):
        one: dict[str, Data] = {"unit": sample.unit.value, "size": str(sample.size)}
        if index == 0 and audit.discussed:
            one["discussed"] = str(audit.discussed)
        one["groups"] = [{"name": name, "size": str(size)} for name, size in sample.groups]
        samples.append(one)
    method = audit.method or Method.CASE_FILE_AUDIT
    # One hint is enough where the editor has to look at the audit anyway.
    only_method = not audit.held and not audit.method and not audit.samples and not _also_read(audit)
    also = "; the method is not said either" if only_method else ""
    return {
        "id": audit.id,
        "title": audit.title,
        "method": method.value if only_method else noted(method.value, _guessed_of(reading, audit)),
        "held": str(audit.held) if audit.held else f"[[when it was held, such as 2016-05{also}]]",
        "themes": audit.themes or (() if reading.themes else _NO_THEME),
        "sample": samples[0] if len(samples) == 1 else samples,
        "took_part": audit.took_part,
        "families_asked": "true" if audit.families_asked else "",
        "measures": [{"what": what, "met": str(met), "of": str(of)} for what, met, of in audit.measures],
        "inferred": () if audit.method else ("method",),
    }


def _guessed_of(reading: Reading, audit: Audit) -> str:
    """One hint for all that was guessed of an audit, so that it is looked at once."""
    parts = ["the method is read from the words around it" if audit.method else "the method is not said"]
    if audit.held and not audit.held_sure:
        parts.append(f"the date '{audit.held.words}' from a sentence")
    sizes = [f"{sample.size} {sample.unit.value}" for sample in audit.samples]
    if sizes and not audit.sample_sure:
        parts.append(f"the sample '{' and '.join(sizes)}' from a sentence")
    if _also_read(audit):
        parts.append("who took part, was asked and what was measured too")
    return reading.report.guess(f"audit {audit.id}: {', '.join(parts)}")


def _also_read(audit: Audit) -> bool:
    return bool(audit.took_part or audit.families_asked or audit.measures)
