"""The body of a draft: headings as printed, bullets in blocks, and a hint where a kind was guessed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefings.importing.meanings import Part
from briefings.importing.names import How
from briefings.importing.pieces import Hint
from briefings.importing.terms import named_slug
from briefings.importing.wording import kind_by_wording
from briefings.model.vocabulary import BlockKind
from briefings.model.writing import escape, heading, hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.importing.outline import Section
    from briefings.importing.pieces import Line
    from briefings.importing.reading import Reading

_FEWEST_TOGETHER: Final = 2
_SHORT_NOUNS: Final = 5
_THEMES_OF_BLOCK: Final = 2


@dataclass(slots=True)
class Chunk:
    """A paragraph, a plain list or a block of the body."""

    lines: list[str]
    kind: BlockKind | None = None
    is_list: bool = False


@dataclass(slots=True)
class Layer:
    """A section split into chunks, and the hint that belongs below its heading."""

    chunks: list[Chunk]
    hint: str = ""


@dataclass(slots=True)
class Body:
    """Writes the body; what it says to the report, it says once."""

    reading: Reading
    kinds: Counter[BlockKind] = field(default_factory=Counter)

    def write(self) -> Iterator[str]:
        """The body, piece by piece."""
        sections = self.reading.outline.sections
        layers = [self._layer(section) for section in sections]
        if together := self._one_hint(sections, layers):
            yield hint(self.reading.report.guess(together)) + "\n"
        for index, (section, layer) in enumerate(zip(sections, layers, strict=True)):
            goes_deeper = any(layers[later].chunks for later in _below(sections, index))
            if section.heading and not layer.chunks and not goes_deeper:
                why = "headings with nothing below them in the text (a picture or chart?)"
                if section.part is Part.RECOMMENDATIONS:
                    why = "headings of what is now in the front matter"
                self.reading.report.leave_out(why, section.heading)
                continue
            if section.heading:
                yield heading(section.heading, min(section.level + 1, 6)) + "\n"
            if layer.hint:
                yield hint(self.reading.report.guess(layer.hint)) + "\n"
            for chunk in layer.chunks:
                yield from self._write_chunk(chunk, section)
        yield from self._missing_kinds()

    def _one_hint(self, sections: list[Section], layers: list[Layer]) -> str:
        """One hint for all headings whose words say their kind plainly, where there are several; "" otherwise."""
        plain = [
            (section, layer)
            for section, layer in zip(sections, layers, strict=True)
            if layer.hint and layer.hint == section.hint and section.how in (How.LIKE, How.MEANING)
        ]
        if len(plain) < _FEWEST_TOGETHER:
            return ""
        for _, layer in plain:
            layer.hint = ""
        read = "; ".join(f"'{section.heading}' as {section.part} (by '{section.words}')" for section, _ in plain)
        return f"the kinds of {len(plain)} blocks are read from the words of their headings: {read}"

    def _layer(self, section: Section) -> Layer:
        report = self.reading.report
        lines = [line for line in section.lines if line.text]
        kind = section.part if isinstance(section.part, BlockKind) else None
        said = section.hint if kind else ""
        certain = section.own and section.how in (How.EXACT, How.LIKE)
        if kind is not BlockKind.QUESTIONS and not certain and _are_questions(lines, known=kind is not None):
            kind = BlockKind.QUESTIONS
            said = f"the bullets under '{section.heading}' are read as questions, for most end with '?'"
        if section.part is None and section.heading and kind is None:
            bullets = [line.text for line in lines if line.hint is Hint.ITEM]
            if by_wording := kind_by_wording(bullets):
                kind, why = by_wording
                said = f"the bullets under '{section.heading}' are read as {kind.value}, for {why}"
        is_item = [line.hint is Hint.ITEM or (bool(line.number) and kind is not None) for line in lines]
        if kind and not any(is_item):
            is_item = [line.hint is not Hint.LABEL for line in lines]
            if any(is_item):
                also = f"the paragraphs under '{section.heading}' became {kind.value} items, one each"
                said = f"{said}; {also}" if said else also
        layer = Layer(list(self._chunks(section, lines, is_item, kind)), said)
        report.counts.bullets += sum(line.hint is Hint.ITEM for line in lines)
        if any(chunk.kind for chunk in layer.chunks):
            report.counts.bullets_used += sum(line.hint is Hint.ITEM for line in lines)
            report.counts.items += sum(len(chunk.lines) for chunk in layer.chunks if chunk.kind)
        elif any(chunk.is_list for chunk in layer.chunks):
            report.unsure(f"the list under '{section.heading}' was left as a list: its heading does not say the kind")
        return layer

    def _chunks(
        self, section: Section, lines: list[Line], is_item: list[bool], kind: BlockKind | None
    ) -> Iterator[Chunk]:
        run: list[Line] = []
        for index, line in enumerate(lines):
            if is_item[index]:
                run.append(line)
                if index + 1 < len(lines) and is_item[index + 1]:
                    continue
                yield self._list(run, kind, lines[index - len(run)].text if index >= len(run) else "", section)
                run = []
            else:
                yield Chunk([f"{line.number} {line.text}" if line.number else line.text])

    def _list(self, run: list[Line], kind: BlockKind | None, before: str, section: Section) -> Chunk:
        report = self.reading.report
        texts = [line.text for line in run]
        short = sum(len(text.split()) for text in texts) / len(texts) < _SHORT_NOUNS
        if kind and short and before.endswith(":") and kind is not BlockKind.QUESTIONS:
            report.unsure(f"a list of short names under '{section.heading}' was left as a list, not as {kind.value}")
            kind = None
        if numbers := [line.number for line in run if line.number]:
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
        head = f":::{{{chunk.kind.value}}} {' '.join(themes)}".rstrip()
        yield f"{head}\n{options}{bullets}\n:::\n"

    def _themes_of(self, chunk: Chunk, section: Section) -> tuple[str, ...]:
        for head in self._subjects(section):
            if named := named_slug(head.heading, self.reading.terms.themes):
                return (named,)
            if found := self.reading.themes_in(head.heading, _THEMES_OF_BLOCK):
                return found
        return (
            self.reading.themes_in("\n".join(chunk.lines), _THEMES_OF_BLOCK)
            or self.reading.themes[:1]  # none at all: then the hint for the themes of its audit does for the block
        )

    def _subjects(self, section: Section) -> Iterator[Section]:
        """The headings, from the inside out, that say what a section is about and not what kind of block it is."""
        sections = self.reading.outline.sections
        level = section.level + 1
        for one in reversed(sections[: sections.index(section) + 1]):
            if one.level < level:
                level = one.level
                if one.heading and (one.topic or not one.own):
                    yield one

    def _audit_of_section(self, section: Section, themes: tuple[str, ...]) -> str:
        audits = self.reading.audits
        if len(audits) == 1:
            return audits[0].id
        by_place = [audit.id for audit in audits if audit.top == section.top and audit.top >= 0]
        by_theme = [
            audit.id for audit in audits if section.topic and audit.top < 0 and set(themes[:1]) & set(audit.themes)
        ]
        if len(by_place) == 1:
            return by_place[0]
        if len(by_theme) == 1:
            self.reading.report.unsure(f"'{section.heading}' was put down to the audit '{by_theme[0]}' by its theme")
            return by_theme[0]
        return ""

    def _missing_kinds(self) -> Iterator[str]:
        """What a briefing needs and the source did not print."""
        report = self.reading.report
        if not self.kinds[BlockKind.PRACTICE_POINTS]:
            report.unsure("the source prints no practice points; say what somebody can do differently, if it follows")
        if self.kinds[BlockKind.QUESTIONS]:
            return
        report.unsure("the source prints no questions; a hint stands at the end")
        theme = " ".join(self.reading.themes[:1])
        audit = f":audit: {self.reading.audits[0].id}\n" if not theme and self.reading.audits else ""
        yield "## Questions for your team\n"
        head = f":::{{{BlockKind.QUESTIONS.value}}} {theme}".rstrip()
        yield f"{head}\n{audit}:origin: site\n- [[A question that follows from the findings]]\n:::\n"


def _below(sections: list[Section], index: int) -> Iterator[int]:
    for later in range(index + 1, len(sections)):
        if sections[later].level <= sections[index].level:
            return
        yield later


def _are_questions(lines: list[Line], *, known: bool) -> bool:
    """Whether most of several bullets end with a question mark; half are enough where the heading says nothing else."""
    items = [line for line in lines if line.hint is Hint.ITEM or line.number]
    asked = sum(line.text.endswith("?") for line in items)
    return len(items) > 1 and (asked * 2 > len(items) or (not known and asked * 2 == len(items)))
