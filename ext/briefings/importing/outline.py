"""Put lines into sections: headings found, kinds recognised, printed numbers brought back into order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefings.importing.facts import is_only_a_date
from briefings.importing.names import Part, recognise, simplified
from briefings.importing.pieces import Hint, Line
from briefings.model.vocabulary import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.importing.names import Announced
    from briefings.importing.report import Report

_NUMBERED = re.compile(r"(?:(?:box|section|part|step)\s+)?(\d{1,2})\s*(?:[–—:.)-]\s*|\s+)(?=\D)(.+)", re.IGNORECASE)
_LONGEST_HEADING: Final = 110
_MOST_WORDS: Final = 14
_NAMED_LEVEL: Final = 2
_LOOKS_LEVEL: Final = 3
_ENOUGH_NUMBERS: Final = 3
_MOST_LINES_ABOVE: Final = 3
_SHORT_INTRODUCTION: Final = 5


@dataclass(slots=True)
class Section:
    """A heading and what stands below it, up to the next heading.

    Attributes:
        heading: as printed, with its number; "" for what stands before the first heading.
        level: 1 is the outermost.
        number: its printed number.
        part: what it announces, by its own name or that of the heading above it.
        own: whether by its own name.
        topic: whether it is a subject below a heading that says the kind.
        lines: what stands below it.
        top: the number of the outermost section that it belongs to, counting from 0.
    """

    heading: str = ""
    level: int = 1
    number: int | None = None
    part: Announced | None = None
    own: bool = False
    topic: bool = False
    lines: list[Line] = field(default_factory=list)
    top: int = 0


@dataclass(slots=True)
class Outline:
    """The title of a document and its sections, in order."""

    title: str
    sections: list[Section]


def outline(lines: Sequence[Line], report: Report) -> Outline:
    """Find the sections of a document."""
    sections = _sections(lines)
    title = _title(sections, report)
    sections = [one for one in sections if one.heading or one.lines]
    _settle_levels(sections)
    _inherit(sections, report)
    sections = _in_printed_order(sections, report)
    _settle_levels(sections)
    _number_tops(sections)
    return Outline(title, sections)


def _sections(lines: Sequence[Line]) -> list[Section]:
    sections = [Section()]
    for index, line in enumerate(lines):
        section = _as_heading(line, lines[index + 1] if index + 1 < len(lines) else None)
        if section:
            sections.append(section)
        else:
            sections[-1].lines.append(line)
    return sections


def _as_heading(line: Line, following: Line | None) -> Section | None:
    """The section that a line opens, or None when it is no heading."""
    if line.hint in (Hint.ROW, Hint.ITEM, Hint.LABEL):
        return None
    text = line.text
    if line.hint is Hint.HEADING:
        match = _NUMBERED.fullmatch(text)
        number, name = (int(match[1]), match[2]) if match and not is_only_a_date(text) else (None, text)
        found = recognise(name)
        return Section(text, line.level, number, found.part if found else None, found is not None)
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS or text.endswith((".", ",", ";")):
        return None
    if line.number:
        found = recognise(text)
        if found is None and (not line.alone or line.number[0].isalpha()):
            return None
        number = int(re.sub(r"\D", "", line.number) or 0) or None
        return Section(f"{line.number} {text}", _NAMED_LEVEL, number, found.part if found else None, found is not None)
    if (match := _NUMBERED.fullmatch(text)) and not is_only_a_date(text):
        found = recognise(match[2])
        punctuated = re.match(r"\D*\d{1,2}\s*[–—:.)-]", text)
        if found or (punctuated and (line.alone or line.hint is Hint.BOLD)):
            return Section(text, _NAMED_LEVEL, int(match[1]), found.part if found else None, found is not None)
        return None
    found = recognise(text)
    if found and (found.exact or line.alone or line.hint is Hint.BOLD):
        return Section(text, _NAMED_LEVEL, None, found.part, own=True)
    looks = line.hint is Hint.BOLD or line.alone
    if looks and not is_only_a_date(text) and re.match(r"[A-Z0-9‘'“\"(]", text) and not text.endswith("?"):
        introduces = text.endswith(":") and len(text.split()) > _SHORT_INTRODUCTION and line.hint is not Hint.BOLD
        goes_on = following is not None and re.match(r"[a-z]", following.text) is not None
        if re.search(r"[.!]\s", text) or introduces or goes_on:
            return None
        return Section(text, _LOOKS_LEVEL)
    return None


def _title(sections: list[Section], report: Report) -> str:
    """Take the title: the first heading, if it says no kind; it is no section then, what stands below it is."""
    first = next((one for one in sections if one.heading), None)
    late = first is None or len(sections[0].lines) > _MOST_LINES_ABOVE
    if first is None or late or first.number is not None or (first.own and first.level > 1):
        report.unsure("no title was found; write one")
        return ""
    report.did(f"took the title from the first heading: '{first.heading}'")
    title, first.heading, first.part, first.own = first.heading, "", None, False
    return title


def _settle_levels(sections: list[Section]) -> None:
    """Make levels count from 1 without gaps, by what each heading stands below."""
    open_levels: list[int] = []
    for section in sections:
        if not section.heading:
            continue
        while open_levels and open_levels[-1] >= section.level:
            open_levels.pop()
        open_levels.append(section.level)
        section.level = len(open_levels)


def _inherit(sections: list[Section], report: Report) -> None:
    """Give a subject the kind of the heading above it."""
    above: list[Section] = []
    subjects: dict[str, Section] = {}
    last_kind: Section | None = None
    for section in sections:
        if not section.heading:
            continue
        name = simplified(section.heading)
        if section.part is None and last_kind and section.level == last_kind.level and name in subjects:
            report.unsure(
                f"'{section.heading}' stands on a level with '{last_kind.heading}', but it was a subject before; "
                f"it was put below that heading"
            )
            section.level = last_kind.level + 1
        while above and above[-1].level >= section.level:
            above.pop()
        if section.part is None:
            parent = next((one for one in reversed(above) if isinstance(one.part, BlockKind)), None)
            if parent:
                section.part, section.topic = parent.part, True
                subjects.setdefault(name, section)
        elif isinstance(section.part, BlockKind):
            found = recognise(_without_number(section))
            if found and found.exact:
                report.did(f"'{section.heading}' is read as {section.part.value}")
            elif found:
                report.unsure(f"'{section.heading}' is read as {section.part.value}, for it is like '{found.name}'")
            last_kind = section
        elif section.part is Part.RECOMMENDATIONS:
            report.did(f"'{section.heading}' is read as recommendations")
        above.append(section)


def _without_number(section: Section) -> str:
    match = _NUMBERED.fullmatch(section.heading)
    return match[2] if section.number is not None and match else section.heading


def _in_printed_order(sections: list[Section], report: Report) -> list[Section]:
    """Bring numbered sections into the order of their numbers; each takes along what stands below it."""
    numbers = [one.number for one in sections if one.number is not None]
    if len(numbers) < _ENOUGH_NUMBERS or numbers == sorted(numbers):
        return sections
    if len(set(numbers)) != len(numbers):
        report.unsure("the sections are numbered, but a number stands twice; they were left as they stood")
        return sections
    before: list[Section] = []
    groups: list[list[Section]] = []
    for section in sections:
        if section.number is not None:
            groups.append([section])
        else:
            (groups[-1] if groups else before).append(section)
    groups.sort(key=lambda group: group[0].number or 0)
    report.did(
        f"put {len(numbers)} sections into the order of their printed numbers; "
        f"they stood as {', '.join(map(str, numbers))}"
    )
    return before + [section for group in groups for section in group]


def _number_tops(sections: list[Section]) -> None:
    top = 0
    for section in sections:
        if section.heading and section.level == 1:
            top += 1
        section.top = top
