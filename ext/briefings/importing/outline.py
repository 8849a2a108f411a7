"""Put lines into sections: headings found, kinds recognised, printed numbers brought back into order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefings.importing.facts import dates_in, is_only_a_date
from briefings.importing.meanings import Part
from briefings.importing.names import How, Recognised, recognise, simplified
from briefings.importing.pieces import Hint, Line
from briefings.importing.titles import NO_FALLBACK
from briefings.model.vocabulary import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.importing.meanings import Announced
    from briefings.importing.report import Report
    from briefings.importing.titles import Fallback

_NUMBERED = re.compile(r"(?:(?:box|section|part|step)\s+)?(\d{1,2})\s*(?:[–—:.)-]\s*|\s+)(?=\D)(.+)", re.IGNORECASE)
_LONGEST_HEADING: Final = 110
_MOST_WORDS: Final = 14
_LONGEST_QUESTION: Final = 140
_MOST_WORDS_OF_QUESTION: Final = 22
_NAMED_LEVEL: Final = 2
_LOOKS_LEVEL: Final = 3
_ENOUGH_NUMBERS: Final = 3
_MOST_LINES_ABOVE: Final = 3
_SHORT_INTRODUCTION: Final = 5
_MASTHEAD: Final = 4


@dataclass(slots=True)
class Section:
    """A heading and what stands below it, up to the next heading.

    Attributes:
        heading: as printed, with its number; "" for what stands before the first heading.
        level: 1 is the outermost.
        number: its printed number.
        part: what it announces, by its own name or that of the heading above it.
        own: whether by its own name.
        how: how it was recognised, when by its own name.
        words: the printed name, or the words of the heading, by which it was recognised.
        topic: whether it is a subject below a heading that says the kind.
        lines: what stands below it.
        top: the number of the outermost section that it belongs to, counting from 0.
        hint: that its kind is guessed, or "".
        sure: whether the file itself says that it is a heading.
    """

    heading: str = ""
    level: int = 1
    number: int | None = None
    part: Announced | None = None
    own: bool = False
    how: How | None = None
    words: str = ""
    topic: bool = False
    lines: list[Line] = field(default_factory=list)
    top: int = 0
    hint: str = ""
    sure: bool = False


@dataclass(slots=True)
class Outline:
    """The title of a document, a hint when it is guessed, and its sections, in order."""

    title: str
    sections: list[Section]
    title_hint: str = ""


def outline(lines: Sequence[Line], report: Report, fallback: Fallback = NO_FALLBACK) -> Outline:
    """Find the sections of a document.

    Args:
        lines: of the document.
        report: collects what was done and guessed.
        fallback: what is known of the title besides the text.
    """
    sections = _sections(lines)
    title, title_hint = _title(sections, report, fallback)
    _ignore_mastheads(sections)
    sections = [one for one in sections if one.heading or one.lines]
    _settle_levels(sections)
    _inherit(sections, report)
    sections = _in_printed_order(sections, report)
    _settle_levels(sections)
    _number_tops(sections)
    return Outline(title, sections, title_hint)


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
    text = line.text
    if line.hint in (Hint.ROW, Hint.ITEM, Hint.LABEL) or (":" in text and dates_in(text) and not line.level):
        return None
    if line.hint is Hint.HEADING:
        match = _NUMBERED.fullmatch(text)
        number, name = (int(match[1]), match[2]) if match and not is_only_a_date(text) else (None, text)
        found = recognise(name)
        section = _opened(text, line.level, number, found)
        section.sure = True
        return section
    if _is_prose(line):
        return None
    if line.number:
        found = recognise(text)
        if found is None and (not line.alone or line.number[0].isalpha()):
            return None
        number = int(re.sub(r"\D", "", line.number) or 0) or None
        return _opened(f"{line.number} {text}", _NAMED_LEVEL, number, found)
    if (match := _NUMBERED.fullmatch(text)) and not is_only_a_date(text):
        found = recognise(match[2])
        punctuated = re.match(r"\D*\d{1,2}\s*[–—:.)-]", text)
        if found or (punctuated and (line.alone or line.hint is Hint.BOLD)):
            return _opened(text, _NAMED_LEVEL, int(match[1]), found)
        return None
    found = recognise(text, by_meaning=line.hint is Hint.BOLD or _heads_a_list(line, following))
    if found and (found.exact or line.alone or line.hint is Hint.BOLD):
        return _opened(text, _NAMED_LEVEL, None, found)
    looks = line.hint is Hint.BOLD or line.alone
    if looks and not is_only_a_date(text) and re.match(r"[A-Z0-9‘'“\"(]", text) and not text.endswith("?"):
        introduces = text.endswith(":") and len(text.split()) > _SHORT_INTRODUCTION and line.hint is not Hint.BOLD
        goes_on = following is not None and re.match(r"[a-z]", following.text) is not None
        if re.search(r"[.!]\s", text) or introduces or goes_on:
            return None
        return Section(text, _LOOKS_LEVEL)
    return None


def _opened(heading: str, level: int, number: int | None, found: Recognised | None) -> Section:
    if found is None:
        return Section(heading, level, number)
    return Section(heading, level, number, found.part, own=True, how=found.how, words=found.name)


def _is_prose(line: Line) -> bool:
    """Whether a line is too long for a heading, or ends as a sentence; a question by itself may be a little longer."""
    asks = (line.alone or line.hint is Hint.BOLD) and line.text.endswith(("?", ":"))
    longest, most = (_LONGEST_QUESTION, _MOST_WORDS_OF_QUESTION) if asks else (_LONGEST_HEADING, _MOST_WORDS)
    return (
        len(line.text) > longest
        or len(line.text.split()) > most
        or line.text.endswith((",", ";"))
        or (line.text.endswith(".") and not line.text.endswith("..."))
    )


def _heads_a_list(line: Line, following: Line | None) -> bool:
    """Whether a line stands by itself, is no sentence, and bullets or paragraphs follow."""
    return line.alone and following is not None and not re.search(r"[.!]\s", line.text)


def _title(sections: list[Section], report: Report, fallback: Fallback) -> tuple[str, str]:
    """Take the title: the first heading, if it says no kind; it is no section then, what stands below it is."""
    first = next((one for one in sections if one.heading and not fallback.is_the_publisher(one.heading)), None)
    late = first is None or len(sections[0].lines) > _MOST_LINES_ABOVE
    kind = first is not None and first.how is How.EXACT
    if first is None or late or first.number is not None or (kind and not (first.level == 1 and first.sure)):
        return fallback.title(report)
    title, first.heading = first.heading, ""
    _forget(first)
    if first.sure:
        report.did(f"took the title from the first heading: '{title}'")
        return title, ""
    return title, report.guess("the title is the first line that looks like a heading")


def _forget(section: Section) -> None:
    section.part, section.own, section.how, section.words = None, False, None, ""


def _ignore_mastheads(sections: list[Section]) -> None:
    """What stands with a date at the top says when the report came out, whatever its heading sounds like."""
    for index, section in enumerate(sections[:_MASTHEAD]):
        if any(is_only_a_date(line.text) for line in section.lines):
            for one in sections[: index + 1]:
                if one.how in (How.MEANING, How.WEAK):
                    _forget(one)


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
        parent = next((one for one in reversed(above) if isinstance(one.part, BlockKind)), None)
        by_looks = not section.sure and not section.own  # it may stand on a level with the heading above
        if section.part is None or (parent and section.how is How.WEAK):
            if parent and (not by_looks or (parent.sure and not section.sure)):
                _forget(section)
                section.part, section.topic = parent.part, True
                if by_looks:
                    section.hint = f"'{section.heading}' is read as a part of '{parent.heading}', by its looks"
                subjects.setdefault(name, section)
        elif isinstance(section.part, BlockKind):
            _say(section, report)
            last_kind = section
        elif section.part is Part.RECOMMENDATIONS:
            _say(section, report)
        above.append(section)


def _say(section: Section, report: Report) -> None:
    """Say what a heading is read as; unless it is a printed name, that is a guess, told where its hint is written."""
    kind = section.part.value if section.part else ""
    if section.how is How.EXACT:
        report.did(f"'{section.heading}' is read as {kind}")
    elif section.how is How.LIKE:
        section.hint = f"'{section.heading}' is read as {kind}, for it is like '{section.words}'"
    else:
        section.hint = f"'{section.heading}' is read as {kind}, by its words '{section.words}'"


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
