"""Read a .docx into lines, as Word shows them; what is not shown or cannot be kept is listed as left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from briefings.importing.colours import status_of_colour
from briefings.importing.formulas import formula_text
from briefings.importing.pieces import Cell, Hint, Line, Part, Source, cell_of, flat, typed_mark
from briefings.importing.refusals import broken_word, refuse_length, refuse_word
from briefings.importing.word_package import Package, R, W, is_on, numbering_of
from briefings.model.markup import without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_BESIDE: Final = {"header": "the head of the pages", "footer": "the foot of the pages", "comments": "a comment"}
_GONE: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_THROUGH: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "dir", "bdo"})
_CONTENTS: Final = re.compile(r"toc \d|toc heading|table of figures", re.IGNORECASE)
_ADDRESS: Final = re.compile(r'HYPERLINK\s+"([^"]+)"')
_BIGGER: Final = 4
_SHORT_ROW: Final = 3


def read_word(data: bytes) -> Source:
    """The lines of a Word document.

    Raises:
        ImportRefused: when it cannot be read.
    """
    refuse_word(data)
    try:
        reader = _Reader(Package(data))
        lines = tuple(reader.lines())
    except Exception:
        raise broken_word() from None
    refuse_length(sum(len(text.split()) for line in lines for text in line.texts))
    did = (f"read the Word file: {len(lines)} paragraphs, bullets and table rows",)
    return Source(lines, did, tuple(dict.fromkeys(reader.left_out)), title=reader.title)


@dataclass(slots=True)
class _Run:
    """Text of a paragraph in one shape; `size` is in half points, 0 where the file does not say."""

    text: str
    bold: bool = False
    size: int = 0


@dataclass(slots=True)
class _Paragraph:
    """What was collected of a paragraph, with the boxes, charts and pictures that hang on it."""

    runs: list[_Run] = field(default_factory=list)
    beside: list[Element] = field(default_factory=list)
    more: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return without_bad_characters(flat("".join(run.text for run in self.runs)))


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.left_out: list[tuple[str, str]] = []
        self.title = package.title()
        self.notes = package.notes()
        sizes = Counter[int]()
        for run in package.document.iter(f"{W}r"):
            sizes[_size(run)] += sum(len(text.text or "") for text in run.iter(f"{W}t"))
        self.size = sizes.most_common(1)[0][0] if sizes else 0

    def lines(self) -> Iterator[Line]:
        body = self.package.document.find(f"{W}body")
        if body is not None:
            yield from self._blocks(body)
        for kind, why in _BESIDE.items():
            for part in self.package.parts(kind):
                for paragraph in part.iter(f"{W}p"):
                    text = without_bad_characters(flat("".join(_plain_runs(paragraph))))
                    if text:
                        self.left_out.append((why, text))

    def _blocks(self, parent: Element) -> Iterator[Line]:
        for child in parent:
            name = child.tag.rpartition("}")[2]
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _GONE:
                self._deleted(child)
            elif name == "AlternateContent":
                yield from self._blocks(_chosen(child))
            elif name in _THROUGH:
                yield from self._blocks(child)

    # paragraphs --------------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> Iterator[Line]:
        properties = element.find(f"{W}pPr")
        style_id = properties.find(f"{W}pStyle") if properties is not None else None
        style = self.package.styles.get(style_id.get(f"{W}val", "") if style_id is not None else "")
        made = _Paragraph()
        self._inline(element, made, hidden=style is not None and style.hidden, bold=style is not None and style.bold)
        text = made.text
        if style and _CONTENTS.match(style.name):
            if text:
                self.left_out.append(("the table of contents", text))
        elif text:
            level = style.level if style else 0
            outline = properties.find(f"{W}outlineLvl") if properties is not None else None
            if outline is not None and outline.get(f"{W}val", "9") in "012345":
                level = int(outline.get(f"{W}val", "0")) + 1
            numbering = numbering_of(properties) or (style.numbering if style else None)
            yield from self._lines_of(made, text, level, numbering)
        yield from made.more
        for box in made.beside:
            yield from self._blocks(box)

    def _lines_of(self, made: _Paragraph, text: str, level: int, numbering: tuple[str, int] | None) -> Iterator[Line]:
        if level:
            yield Line(text, Hint.HEADING, min(level, 6))
            return
        if numbering and numbering[0] not in ("", "0"):
            is_bullet, number = self.package.numbering.mark(*numbering)
            yield Line(text, Hint.ITEM if is_bullet or not self._looks_bold(made) else Hint.BOLD, number=number)
            return
        raw = "".join(run.text for run in made.runs)
        pieces = [one for one in raw.split("\n") if one.strip()]
        marked = [typed_mark(one) for one in pieces]
        if any(marked):
            for piece, mark in zip(pieces, marked, strict=True):
                line = mark or Line(flat(piece))
                yield replace(line, text=without_bad_characters(line.text))
            return
        yield Line(text, Hint.BOLD if self._looks_bold(made) else Hint.TEXT)

    def _looks_bold(self, made: _Paragraph) -> bool:
        runs = [run for run in made.runs if run.text.strip()]
        bigger = all(run.size >= self.size + _BIGGER for run in runs) and self.size > 0
        return bool(runs) and (all(run.bold for run in runs) or bigger)

    def _inline(self, element: Element, made: _Paragraph, *, hidden: bool = False, bold: bool = False) -> None:
        instruction = ""
        in_instruction = False
        for child in element:
            name = child.tag.rpartition("}")[2]
            if child.tag in _GONE:
                self._deleted(child)
            elif child.tag == f"{W}r":
                field_mark = child.find(f"{W}fldChar")
                if field_mark is not None:
                    in_instruction = field_mark.get(f"{W}fldCharType") == "begin"
                    if field_mark.get(f"{W}fldCharType") == "separate" and (found := _ADDRESS.search(instruction)):
                        self._address(found[1])
                    instruction = "" if in_instruction else instruction
                instruction += "".join(text.text or "" for text in child.iter(f"{W}instrText"))
                self._run(child, made, hidden=hidden, bold=bold)
            elif name == "hyperlink":
                target = self.package.links.get(child.get(f"{R}id", ""), "")
                self._address(target)
                self._inline(child, made, hidden=hidden, bold=bold)
            elif name == "fldSimple" or name in _THROUGH:
                self._inline(child, made, hidden=hidden, bold=bold)
            elif name in ("oMath", "oMathPara"):
                made.runs.append(_Run(formula_text(child)))
            elif name == "AlternateContent":
                self._inline(_chosen(child), made, hidden=hidden, bold=bold)

    def _run(self, run: Element, made: _Paragraph, *, hidden: bool, bold: bool) -> None:
        properties = run.find(f"{W}rPr")
        of_run = properties.find(f"{W}b") if properties is not None else None
        bold = is_on(of_run) if of_run is not None else bold
        vanish = properties.find(f"{W}vanish") if properties is not None else None
        if is_on(vanish) if vanish is not None else hidden:
            self._note_hidden("".join(_plain_runs(run)))
            return
        size = _size(run)
        for child in run:
            name = child.tag.rpartition("}")[2]
            if name == "t":
                made.runs.append(_Run(child.text or "", bold, size))
            elif name in ("tab", "ptab"):
                made.runs.append(_Run("\t", bold, size))
            elif name in ("br", "cr"):
                made.runs.append(_Run("\n", bold, size))
            elif name in ("noBreakHyphen", "softHyphen"):
                made.runs.append(_Run("-" if name[0] == "n" else ""))
            elif name == "sym":
                made.runs.append(_Run("• ") if not made.text else _Run(" "))
            elif name in ("footnoteReference", "endnoteReference"):
                self._footnote(name.removesuffix("Reference"), child.get(f"{W}id", ""), made)
            elif name in ("drawing", "pict", "object"):
                self._drawing(child, made)
            elif name == "AlternateContent":
                for inner in _chosen(child):
                    self._drawing(inner, made)

    def _footnote(self, kind: str, number: str, made: _Paragraph) -> None:
        note = self.notes.get((kind, number))
        if note is None:
            return
        inner = _Paragraph()
        for paragraph in note.iter(f"{W}p"):
            self._inline(paragraph, inner)
        if inner.text:
            made.runs.append(_Run(f" (note: {inner.text})", made.runs[-1].bold if made.runs else False))

    def _drawing(self, drawing: Element, made: _Paragraph) -> None:
        """What a drawing says: boxes with text, a diagram, a chart, or the description of a picture."""
        boxes = list(_boxes_in(drawing))
        made.beside += boxes
        for one in drawing.iter():
            name = one.tag.rpartition("}")[2]
            if name == "relIds":
                made.more += self._texts(one.get(f"{R}dm", ""), ("}t",), Hint.ITEM)
            elif name == "chart" and one.get(f"{R}id"):
                texts = self._texts(one.get(f"{R}id", ""), ("}t", "}v"), Hint.TEXT)
                self.left_out += [("the words and figures of a chart", line.text) for line in texts]
            elif name in ("docPr", "imagedata") and not boxes:
                text = one.get("descr") or one.get("title") or "(no description)"
                self.left_out.append(("a picture", without_bad_characters(flat(text))))

    def _texts(self, key: str, endings: tuple[str, ...], hint: Hint) -> list[Line]:
        part = self.package.links.get(key, "")
        if part not in self.package.names:
            return []
        lines = []
        for one in self.package.xml(part).iter():
            text = without_bad_characters(flat(one.text or "")) if one.tag.endswith(endings) else ""
            if text:
                lines.append(Line(text, hint))
        return lines

    def _address(self, target: str) -> None:
        if target.startswith(("http", "www", "mailto")):
            self.left_out.append(("the web address of a link, for the policy's page", flat(target)))

    def _deleted(self, element: Element) -> None:
        text = without_bad_characters(
            flat("".join(one.text or "" for one in element.iter() if one.tag in (f"{W}delText", f"{W}t")))
        )
        if text:
            self.left_out.append(("deleted in the tracked changes", text))

    def _note_hidden(self, text: str) -> None:
        if text := without_bad_characters(flat(text)):
            self.left_out.append(("hidden text, which Word does not show", text))

    # tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Iterator[Line]:
        rows = list(_rows_of(table))
        cells = [cell for row in rows for cell in _cells_of(row)]
        if not cells:
            return
        is_layout = max(len(list(_cells_of(row))) for row in rows) == 1 or any(self._is_layout(cell) for cell in cells)
        if is_layout:
            for cell in cells:
                yield from self._blocks(cell)
            return
        above: dict[int, Cell] = {}
        for row in rows:
            yield from self._row(row, above)

    def _is_layout(self, cell: Element) -> bool:
        styles = (one.get(f"{W}val", "") for one in cell.iter(f"{W}pStyle"))
        headed = any(style.level for name in styles if (style := self.package.styles.get(name)))
        return headed and len(list(cell.iter(f"{W}p"))) > _SHORT_ROW

    def _row(self, row: Element, above: dict[int, Cell]) -> Iterator[Line]:
        made: list[Cell] = []
        for element in _cells_of(row):
            properties = element.find(f"{W}tcPr")
            span = properties.find(f"{W}gridSpan") if properties is not None else None
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            shade = properties.find(f"{W}shd") if properties is not None else None
            place = len(made)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue":
                cell = tuple(replace(part, merged=True) for part in above.get(place, ()))
            else:
                cell = self._cell(element)
                colour = status_of_colour(shade.get(f"{W}fill", "") if shade is not None else "")
                if colour:
                    cell = (replace(cell[0], colour=colour), *cell[1:]) if cell else (Part("", colour=colour),)
            above[place] = cell
            made.append(cell)
            width = span.get(f"{W}val", "1") if span is not None else "1"
            made += [()] * (int(width) - 1 if width.isdigit() and int(width) < 64 else 0)
        if any(made):
            yield Line("", Hint.ROW, cells=tuple(made))

    def _cell(self, element: Element) -> Cell:
        """The paragraphs and bullets of a cell; a table in it is read as part of it."""
        parts: list[Part] = []
        for line in self._blocks(element):
            bullet = line.hint is Hint.ITEM and not line.number
            if line.hint is Hint.ROW:
                parts += [part for cell in line.cells for part in cell if part.text]
            else:
                text = f"{line.number} {line.text}" if line.number else line.text
                parts += [Part(part.text, part.bullet or bullet) for part in cell_of(text)]
        return tuple(parts)


def _size(run: Element) -> int:
    size = run.find(f"{W}rPr/{W}sz")
    value = size.get(f"{W}val", "") if size is not None else ""
    return int(value) if value.isdigit() else 0


def _rows_of(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag.rpartition("}")[2] in _THROUGH:
            yield from _rows_of(child)


def _cells_of(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag.rpartition("}")[2] in _THROUGH:
            yield from _cells_of(child)


def _chosen(alternate: Element) -> Element:
    """The first of several forms of the same content: Word keeps a text box twice, for old and new programs."""
    return next(iter(alternate), alternate)


def _boxes_in(drawing: Element) -> Iterator[Element]:
    """Text boxes, each once: a box in the older form of another is that other."""
    for child in drawing:
        name = child.tag.rpartition("}")[2]
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from _boxes_in(_chosen(child))
        else:
            yield from _boxes_in(child)


def _plain_runs(element: Element) -> Iterator[str]:
    for node in element.iter():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag in (f"{W}tab", f"{W}br"):
            yield " "
