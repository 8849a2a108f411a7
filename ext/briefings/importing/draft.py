"""Write the draft: front matter with what was found and hints for the rest, and the body in blocks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefings.importing.audits import slug_of
from briefings.importing.facts import dates_in, is_only_a_date
from briefings.importing.names import Part
from briefings.importing.pieces import Hint
from briefings.importing.tables import Recommendation
from briefings.importing.terms import found_in, most, named_slug
from briefings.model.vocabulary import BLOCK_TERMS, BlockKind, Layout
from briefings.model.writing import Quoted, escape, front_matter, heading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefings.importing.audits import Audit
    from briefings.importing.outline import Outline, Section
    from briefings.importing.pieces import Line
    from briefings.importing.report import Report
    from briefings.importing.tables import Tables
    from briefings.importing.terms import Terms
    from briefings.model.writing import Data

_ONE_CHILD = re.compile(
    r"[A-Z][a-z]+,?\s+(?:is\s+)?(?:(?:aged?\s*)\d{1,2}\b|\d{1,2}\s*(?:-\s*)?(?:years?|months?|yrs?|weeks?)\b)|[A-Z][a-z]+,\s+born\b"
)
_REFERENCE = re.compile(r"\b(?:briefing|issue|bulletin)\s+(?:no\.?\s*|number\s*)?\d{1,3}\b", re.IGNORECASE)
_NUMBERED_TEXT = re.compile(r"((?:\d{1,2})(?:\.\d{1,2}){0,2})[.)]?\s+(?=[A-Z])(.+)")
_PUBLISHED = re.compile(r"\b(?:publi|issued|updated?|date)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_SHORT_NOUNS: Final = 5
_SEVEN: Final = 5
_MANY: Final = 5
_SEVERAL: Final = 3
_TEXT_LIMIT: Final = 2000
_THEMES_OF_BRIEFING: Final = 6
_THEMES_OF_BLOCK: Final = 2
_OFTEN: Final = 2


@dataclass(slots=True)
class Draft:
    """The text of the draft and the name that its file gets."""

    slug: str
    text: str


@dataclass(slots=True)
class Chunk:
    """A paragraph, a plain list or a block of the body."""

    lines: list[str]
    kind: BlockKind | None = None
    is_list: bool = False


@dataclass(slots=True)
class Writer:
    """Collects what the draft needs; `themes` and the rest are found before the body is written."""

    outline: Outline
    tables: Tables
    audits: list[Audit]
    terms: Terms
    report: Report
    as_of: date
    partnership: str = ""
    themes: tuple[str, ...] = ()
    kinds: Counter[BlockKind] = field(default_factory=Counter)

    def write(self) -> Draft:
        """The draft."""
        text = "\n".join([self.outline.title, *(section.heading for section in self.outline.sections)])
        everything = "\n".join([text, *self._all_text()])
        self.themes = self._themes(text, everything)
        self.partnership = self.partnership or self._partnership(everything)
        self._prose_recommendations()
        self._tell_apart()
        published = self._published()
        body = "\n".join(self._body())
        self._say_addresses(everything)
        data = self._front_matter(everything, published)
        slug = slug_of(f"{self.partnership} {self.outline.title}".strip()) if self.outline.title else self.partnership
        return Draft(slug or "imported-briefing", f"{front_matter(data)}\n{body}")

    def _all_text(self) -> Iterator[str]:
        for section in self.outline.sections:
            for line in section.lines:
                yield line.text
        for one in self.tables.recommendations:
            yield f"{one.text} {' '.join(one.evidence)}"

    # what the report is about ------------------------------------------------------------------------------------

    def _themes(self, headings: str, everything: str) -> tuple[str, ...]:
        score = Counter(found_in(everything, self.terms.themes))
        for slug, times in found_in(headings, self.terms.themes).items():
            score[slug] += 5 * times
        themes = most(score, _THEMES_OF_BRIEFING, least=_OFTEN) or most(score, 1)
        if themes:
            self.report.unsure(f"themes are proposed by their names in the text: {', '.join(themes)}; choose")
        else:
            self.report.unsure("no theme of the site is named in the text; choose themes")
        return themes

    def _partnership(self, everything: str) -> str:
        found = found_in(everything, self.terms.partnerships)
        slugs = most(found, len(found))
        if not slugs:
            self.report.unsure("no partnership of the site is named in the text; fill in 'partnership:'")
            return ""
        if len(slugs) > 1:
            self.report.unsure(f"several partnerships are named ({', '.join(slugs)}); '{slugs[0]}' is named most")
        else:
            self.report.did(f"found the partnership: {slugs[0]}")
        return slugs[0]

    def _published(self) -> str:
        for label, value in self.tables.facts:
            if _PUBLISHED.search(label) and dates_in(value):
                self.report.did(f"took the date of publication from '{label}: {value}'")
                return str(dates_in(value)[0])
        first_lines = [line for section in self.outline.sections[:4] for line in section.lines[:4]]
        for line in first_lines:
            if is_only_a_date(line.text) and not dates_in(line.text):
                self.report.unsure(f"'{line.text}' is not a date; look up when the report came out")
            elif is_only_a_date(line.text):
                self.report.did(f"took the date of publication from the line '{line.text}'")
                return str(dates_in(line.text)[0])
        self.report.unsure("no date of publication was found; fill in 'published:'")
        return ""

    def _layout(self) -> Layout:
        numbers = [section.number for section in self.outline.sections if section.number is not None]
        columns = {BlockKind.GOOD_PRACTICE, BlockKind.LEARNING, BlockKind.PRACTICE_POINTS}
        own = {section.part for section in self.outline.sections if section.own and not section.topic}
        with_evidence = [one for one in self.tables.recommendations if one.evidence]
        if len(numbers) >= _SEVEN and not with_evidence:
            layout, why = Layout.SEVEN_MINUTE, "it has numbered sections"
        elif sum(audit.top >= 0 for audit in self.audits) >= _SEVERAL:
            layout, why = Layout.DIGEST, "it reports on several audits one after the other"
        elif len(with_evidence) >= _MANY:
            layout, why = Layout.RECOMMENDATIONS, "it is mostly a table of recommendations"
        elif columns <= own and len(self.audits) == 1:
            layout, why = Layout.THREE_COLUMNS, "it says what works, what worries and what needs to happen"
        else:
            layout, why = Layout.FINDINGS_AND_ACTIONS, "it has findings by topic"
        self.report.did(f"chose the layout {layout.value}: {why}")
        return layout

    def _say_addresses(self, everything: str) -> None:
        number = len(_ADDRESS.findall(everything))
        if number:
            self.report.unsure(
                f"{number} web addresses stand in the text; move them to the pages of the policies, and check them"
            )

    # front matter ------------------------------------------------------------------------------------------------

    def _front_matter(self, everything: str, published: str) -> dict[str, Data]:
        title = self.outline.title
        reference = _REFERENCE.search(title)
        publisher = self.terms.titles.get(self.partnership, "")
        agencies = most(found_in(everything, self.terms.agencies), len(self.terms.agencies), least=_OFTEN)
        if agencies:
            self.report.unsure(f"agencies named at least twice are proposed as readers: {', '.join(agencies)}; choose")
        data: dict[str, Data] = {
            "title": title or "[[What the briefing is called, in plain words]]",
            "summary": "[[Who looked at what, and what matters most: at most 300 characters]]",
            "reference": reference[0] if reference else "",
            "partnership": self.partnership or "[[slug of the partnership]]",
            "published": published or "[[when the report came out, such as 2017-01]]",
            "layout": self._layout().value,
            "themes": self.themes or ("[[slug of a theme]]",),
            "agencies": agencies,
            "source": {
                "title": title or "[[What the report is called]]",
                "publisher": publisher or "[[Who published it]]",
            },
            "audits": [self._audit(audit) for audit in self.audits],
            "recommendations": [self._record(one, published) for one in self.tables.recommendations],
            "review_by": f"{self.as_of.year + 1}-{self.as_of.month:02}",
        }
        self.report.did(f"set the date for looking at it again to a year from now: {data['review_by']}")
        self.report.unsure("the summary is not written: say in 300 characters what matters most")
        return data

    def _audit(self, audit: Audit) -> dict[str, Data]:
        samples: list[Data] = []
        for index, sample in enumerate(audit.samples):
            one: dict[str, Data] = {"unit": sample.unit.value, "size": str(sample.size)}
            if index == 0 and audit.discussed:
                one["discussed"] = str(audit.discussed)
            one["groups"] = [{"name": name, "size": str(size)} for name, size in sample.groups]
            samples.append(one)
        return {
            "id": audit.id,
            "title": audit.title,
            "method": audit.method.value,
            "held": str(audit.held) if audit.held else "[[when it was held, such as 2016-05]]",
            "themes": audit.themes,
            "sample": samples[0] if len(samples) == 1 else samples,
            "took_part": audit.took_part,
            "families_asked": "true" if audit.families_asked else "",
            "measures": [{"what": what, "met": str(met), "of": str(of)} for what, met, of in audit.measures],
        }

    def _record(self, one: Recommendation, published: str) -> dict[str, Data]:
        owner = named_slug(one.owner, self.terms.agencies, self.terms.partnerships) if one.owner else ""
        if one.owner and not owner:
            self.report.unsure(f"the owner of recommendation {one.number} is no agency or partnership of the site")
        if one.owner:
            self.report.leave_out(
                "owners as printed: a record names an agency or partnership", f"{one.number} {one.owner}"
            )
        due = dates_in(one.due)
        if one.due:
            self.report.leave_out("due dates as printed", f"{one.number} {one.due}")
            if not due:
                self.report.unsure(f"recommendation {one.number} is due '{one.due}', which is not a date")
        if len(one.text) > _TEXT_LIMIT:
            self.report.unsure(f"recommendation {one.number} is longer than {_TEXT_LIMIT} characters; shorten it")
        update: dict[str, Data] = {
            "on": published or "[[date of the update]]",
            "status": one.status or "not-rated",
            "evidence": one.evidence,
        }
        return {
            "id": Quoted(one.number),
            "audit": self._audit_of(one),
            "text": one.text,
            "owner": owner,
            "themes": most(found_in(one.text, self.terms.themes), _THEMES_OF_BLOCK),
            "due": str(due[0]) if due else "",
            "updates": [update] if one.evidence or one.status else [],
        }

    def _audit_of(self, one: Recommendation) -> str:
        if len(self.audits) == 1:
            return self.audits[0].id
        return next((audit.id for audit in self.audits if one.group and audit.group == one.group), "")

    def _tell_apart(self) -> None:
        """Give a recommendation whose number was printed twice, in another table, an id of its own."""
        seen: set[str] = set()
        for one in self.tables.recommendations:
            anchor = re.sub(r"[^a-z0-9]+", "-", one.number.lower()) or "1"
            number, times = one.number or "1", 1
            while anchor in seen:
                times += 1
                number = f"{one.number or '1'}-{times}"
                anchor = re.sub(r"[^a-z0-9]+", "-", number.lower())
            seen.add(anchor)
            if number != one.number:
                self.report.unsure(f"the number {one.number or '(none)'} is printed twice; one became {number}")
                one.number = number

    def _prose_recommendations(self) -> None:
        """Make records of recommendations that are printed as a list or as paragraphs."""
        if self.tables.recommendations:
            numbers = [one.number for one in self.tables.recommendations]
            whole = [one.number for one in self.tables.recommendations if len(one.evidence) == 1]
            if whole:
                self.report.unsure(
                    f"the evidence of these stands in one piece, split it if it is several: {', '.join(whole)}"
                )
            self.report.did(f"made {len(numbers)} records of the rows of tables: {numbers[0]} to {numbers[-1]}")
            return
        taken: list[Recommendation] = []
        printed = 0
        for section in self.outline.sections:
            if section.part is not Part.RECOMMENDATIONS:
                continue
            items = [line for line in section.lines if line.hint is Hint.ITEM or _number_of(line)]
            chosen = items or section.lines
            for line in chosen:
                number = _number_of(line)
                match = _NUMBERED_TEXT.fullmatch(line.text)
                text = match[2] if match and not line.number else line.text
                printed += bool(number)
                taken.append(Recommendation(number or str(len(taken) + 1), text))
                if re.search(r"[.!]\s+(?:The|All|Each|Every|To|It)\b", text):
                    self.report.unsure(
                        f"recommendation {taken[-1].number} has several sentences; it may be several recommendations"
                    )
                if number:
                    self.report.leave_out("numbers of recommendations, now in the records", number)
            section.lines = [line for line in section.lines if line not in chosen]
        if taken:
            self.report.did(f"made {len(taken)} records of the recommendations")
            if printed < len(taken):
                self.report.unsure("recommendations without a printed number were numbered in their order")
        self.tables.recommendations = taken

    # the body ----------------------------------------------------------------------------------------------------

    def _body(self) -> Iterator[str]:
        sections = self.outline.sections
        for index, section in enumerate(sections):
            chunks = list(self._chunks(section))
            goes_deeper = any(chunk for later in _below(sections, index) for chunk in self._chunks(later, quiet=True))
            if section.heading and not chunks and not goes_deeper:
                why = "headings with nothing below them in the text (a picture or chart?)"
                if section.part is Part.RECOMMENDATIONS:
                    why = "headings of what is now in the front matter"
                self.report.leave_out(why, section.heading)
                continue
            if section.heading:
                yield heading(section.heading, min(section.level + 1, 6)) + "\n"
            for chunk in chunks:
                yield from self._write_chunk(chunk, section)
        yield from self._hints()

    def _chunks(self, section: Section, *, quiet: bool = False) -> Iterator[Chunk]:
        report = None if quiet else self.report
        lines = []
        for line in section.lines:
            if _ONE_CHILD.match(line.text):
                if report:
                    report.leave_out(
                        "what is told of one child, by name or age: write {case} without them",
                        f"{line.number} {line.text}",
                    )
            elif line.text:
                lines.append(line)
        kind = section.part if isinstance(section.part, BlockKind) else None
        if kind is None and _are_questions(lines):
            kind = BlockKind.QUESTIONS
            if report:
                report.did(f"read the bullets under '{section.heading}' as questions")
        is_item = [line.hint is Hint.ITEM or (bool(line.number) and kind is not None) for line in lines]
        if kind and not any(is_item):
            is_item = [line.hint is not Hint.LABEL for line in lines]
            if any(is_item) and report:
                report.unsure(f"the paragraphs under '{section.heading}' became {kind.value} items, one each")
        run: list[Line] = []
        for index, line in enumerate(lines):
            if is_item[index]:
                run.append(line)
                if index + 1 < len(lines) and is_item[index + 1]:
                    continue
                yield self._list(run, kind, lines[index - len(run)].text if index >= len(run) else "", section, report)
                run = []
            else:
                text = f"{line.number} {line.text}" if line.number else line.text
                yield Chunk([text])

    def _list(
        self, run: list[Line], kind: BlockKind | None, before: str, section: Section, report: Report | None
    ) -> Chunk:
        texts = [line.text for line in run]
        short = sum(len(text.split()) for text in texts) / len(texts) < _SHORT_NOUNS
        if kind and short and before.endswith(":") and kind is not BlockKind.QUESTIONS:
            if report:
                report.unsure(
                    f"a list of short names under '{section.heading}' was left as a list, not as {kind.value}"
                )
            kind = None
        if report:
            numbers = [line.number for line in run if line.number]
            if numbers:
                report.leave_out("numbers printed before bullets", " ".join(numbers))
        return Chunk(texts, kind, is_list=True)

    def _write_chunk(self, chunk: Chunk, section: Section) -> Iterator[str]:
        if not chunk.is_list:
            yield f"{escape(chunk.lines[0])}\n"
            return
        bullets = "\n".join(f"- {escape(text)}" for text in chunk.lines)
        if chunk.kind is None:
            yield f"{bullets}\n"
            return
        self.kinds[chunk.kind] += 1
        themes = self._themes_of(chunk, section)
        audit = self._audit_of_section(section, themes)
        options = f":audit: {audit}\n" if audit else ""
        yield f":::{{{chunk.kind.value}}} {' '.join(themes)}\n{options}{bullets}\n:::\n"

    def _themes_of(self, chunk: Chunk, section: Section) -> tuple[str, ...]:
        for head in self._subjects(section):
            if named := named_slug(head.heading, self.terms.themes):
                return (named,)
            if found := most(found_in(head.heading, self.terms.themes), _THEMES_OF_BLOCK):
                return found
        return (
            most(found_in("\n".join(chunk.lines), self.terms.themes), _THEMES_OF_BLOCK)
            or self.themes[:1]
            or ("[[theme]]",)
        )

    def _subjects(self, section: Section) -> Iterator[Section]:
        """The headings, from the inside out, that say what a section is about and not what kind of block it is."""
        level = section.level + 1
        for one in reversed(self.outline.sections[: self.outline.sections.index(section) + 1]):
            if one.level < level:
                level = one.level
                if one.heading and (one.topic or not one.own):
                    yield one

    def _audit_of_section(self, section: Section, themes: tuple[str, ...]) -> str:
        if len(self.audits) == 1:
            return self.audits[0].id
        by_place = [audit.id for audit in self.audits if audit.top == section.top and audit.top >= 0]
        by_theme = [audit.id for audit in self.audits if section.topic and audit.top < 0 and themes[0] in audit.themes]
        if len(by_place) == 1:
            return by_place[0]
        if len(by_theme) == 1:
            self.report.unsure(f"'{section.heading}' was put down to the audit '{by_theme[0]}' by its theme")
            return by_theme[0]
        return ""

    def _hints(self) -> Iterator[str]:
        """What a briefing needs and the source did not print."""
        theme = " ".join(self.themes[:1]) or "[[theme]]"
        for kind, title, hint in (
            (BlockKind.PRACTICE_POINTS, "What to do differently", "What can somebody do differently on Monday?"),
            (BlockKind.QUESTIONS, "Questions for your team", "A question that follows from the findings"),
        ):
            if not self.kinds[kind]:
                self.report.unsure(f"the source prints no {BLOCK_TERMS[kind].one.lower()}s; a hint stands at the end")
                yield f"## {title}\n"
                yield f":::{{{kind.value}}} {theme}\n:origin: site\n- [[{hint}]]\n:::\n"


def _below(sections: list[Section], index: int) -> Iterator[Section]:
    for section in sections[index + 1 :]:
        if section.level <= sections[index].level:
            return
        yield section


def _number_of(line: Line) -> str:
    """The number that stands before a recommendation, without its bracket or full stop."""
    if line.number:
        return line.number.rstrip(".)")
    match = _NUMBERED_TEXT.fullmatch(line.text)
    return match[1] if match else ""


def _are_questions(lines: list[Line]) -> bool:
    items = [line for line in lines if line.hint is Hint.ITEM or line.number]
    return len(items) > 1 and sum(line.text.endswith("?") for line in items) * 2 > len(items)
