"""Read the invented reports of `corpus/`, and print each as text, Word and PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import typst
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from word_files import saved

CORPUS: Final = Path(__file__).with_name("corpus")
APART: Final = ("apart.txt", "held.txt", "held_again.txt")
KINDS: Final = {
    "l": "learning",
    "g": "good-practice",
    "p": "practice-points",
    "a": "actions",
    "q": "questions",
    "i": "impact",
    "r": "record",
}
_NUMBER: Final = re.compile(r"^(?:Recommendation )?[\d.]+:?\s+")
COLOURS: Final = {"*green": "00B050", "*amber": "FFC000", "*red": "FF0000"}


@dataclass
class Element:
    """A line of a report: its mark, text, and the cells of a row with the record that it must become."""

    mark: str
    text: str = ""
    cells: list[str] = field(default_factory=list)
    record: list[str] | None = None


@dataclass
class Invented:
    """An invented report, with what must come out of it."""

    name: str
    options: set[str]
    facts: dict[str, str] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)

    @property
    def items(self) -> list[tuple[str, str]]:
        """Kind and words of every bullet and paragraph that must become an item or a record."""
        return [
            (KINDS[one.mark[0]], _NUMBER.sub("", one.text) if one.mark[1:] == "#" else one.text)
            for one in self.elements
            if one.mark[0] in KINDS and one.mark[1:] in ("-", "=", "#")
        ]

    @property
    def records(self) -> list[tuple[str, list[str]]]:
        return [(one.cells[0], one.record) for one in self.elements if one.record is not None]


def reports(files: tuple[str, ...] = ("one.txt", "two.txt")) -> list[Invented]:
    """The invented reports of some files, in their order; `APART` are those written apart from the rules."""
    found: list[Invented] = []
    for file in files:
        for row in (CORPUS / file).read_text(encoding="utf-8").splitlines():
            mark, _, text = row.partition(" ")
            if mark == "===":
                name, *options = text.split("; ")
                found.append(Invented(name, set(options)))
            elif mark == "?":
                key, _, value = text.partition(": ")
                found[-1].facts[key] = value
            elif "|" in mark:
                text, _, record = text.partition(" => ")
                cells = [cell.strip() for cell in text.split(" | ")]
                wanted = [part.strip() for part in record.split(";")] if record else None
                found[-1].elements.append(Element(mark, "", [cell.lstrip("| ") for cell in cells], wanted))
            elif mark:
                found[-1].elements.append(Element(mark, text))
    return found


def plain(report: Invented) -> str:
    """The report as somebody would paste it."""
    rows: list[str] = []
    for one in _laid_out(report):
        if one.cells:
            rows.append("\t".join(cell.lstrip("*") for cell in one.cells))
            continue
        row = {"T": "{}", "1": "{}", "2": "{}"}.get(one.mark, "• {}" if one.mark.endswith("-") else "{}")
        rows += ["" if not (rows and rows[-1].startswith("•") and row.startswith("•")) else None, row.format(one.text)]
    return "\n".join(row for row in rows if row is not None) + "\n"


def _laid_out(report: Invented) -> list[Element]:
    """With headings numbered, and a table that is only layout as its cells, one after the other."""
    elements: list[Element] = []
    number = 0
    heads: list[str] = []
    for one in report.elements:
        if one.mark == "c|":
            heads = one.cells
        elif heads and one.mark.endswith("-"):
            elements += [Element("1", heads.pop(0)), one]
        elif one.mark == "1" and "numbered" in report.options:
            number += 1
            elements.append(Element("1", f"{number}. {one.text}"))
        else:
            elements.append(one)
    return elements


def word(report: Invented) -> bytes:
    """The report as a Word file."""
    document = Document()
    table = None
    heads = next((one.cells for one in report.elements if one.mark == "c|"), None)
    if heads:
        layout = document.add_table(rows=2, cols=len(heads))
        for cell, text in zip(layout.rows[0].cells, heads, strict=True):
            cell.text = text
        bullets = [one for one in report.elements if one.mark.endswith("-")]
        for cell, one in zip(layout.rows[1].cells, bullets, strict=True):
            cell.text = one.text
        report = Invented(report.name, report.options, {}, [one for one in report.elements if one not in bullets])
        report.elements = [one for one in report.elements if one.mark != "c|"]
        body = document.element.body
        body.remove(layout._tbl)
    for one in _laid_out(report):
        if one.cells:
            if table is None:
                table = document.add_table(rows=0, cols=len(one.cells))
                table.style = "Table Grid"
            for cell, text in zip(table.add_row().cells, one.cells, strict=True):
                _fill(cell, text)
            continue
        table = None
        _paragraph(document, one, report.options)
    if heads:
        document.element.body.insert(len(document.element.body) - 1, layout._tbl)
    return saved(document)


def _fill(cell, text: str) -> None:
    if text in COLOURS:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), COLOURS[text])
        cell._tc.get_or_add_tcPr().append(shade)
    else:
        cell.text = text


def _paragraph(document, one: Element, options: set[str]) -> None:
    if one.mark == "T":
        document.add_heading(one.text, 0)
    elif one.mark in "12" and "bold" in options:
        document.add_paragraph().add_run(one.text).bold = True
    elif one.mark in "12":
        document.add_heading(one.text, int(one.mark))
    elif one.mark.endswith("-"):
        if "typed" in options:
            document.add_paragraph(f"•\t{one.text}")
        else:
            document.add_paragraph(one.text, style="List Bullet")
    else:
        document.add_paragraph(one.text)


def pdf(report: Invented) -> bytes:
    """The report as a PDF."""
    options = report.options
    page = "width: 25cm, height: 14cm" if "slides" in options else 'paper: "a4"'
    if "long" in options:
        page = "width: 21cm, height: 12cm"
    head = f'header: [{_typst("Learning briefing " + report.name)}], numbering: "1",' if "running" in options else ""
    rows = [
        f"#set page({page}, margin: 2cm, {head})",
        "#set text(size: 11pt, hyphenate: true)",
        "#set par(justify: true)" if "columns" in options else "",
        "#set heading(outlined: false)",
        "#show heading: set block(above: 1.4em, below: 0.8em)",
    ]
    if "bold" in options:
        rows.append("#show heading.where(level: 2): it => block(text(size: 11pt, weight: 700, it.body))")
    boxes: list[str] = []
    body: list[str] = []
    table: list[list[str]] = []
    for one in [*_laid_out(report), Element("end")]:
        if not one.cells and table:
            cells = ", ".join(_cell(text) for row in table for text in row)
            body.append(f"#table(columns: ({', '.join(['1fr'] * len(table[0]))}), {cells})")
            table = []
        if one.cells:
            table.append(one.cells)
            continue
        if one.mark == "1" and options & {"slides", "boxes", "columns", "layouttable"}:
            boxes.append("\n\n".join(body))
            body = []
        text = _typst(one.text)
        if one.mark == "T":
            body.append(f"#text(size: 20pt, weight: 700)[{text}]\n")
        elif one.mark in "12":
            body.append(f"=={'=' if one.mark == '2' else ''} {text}\n")
        elif one.mark.endswith("-"):
            body.append(f"- {text}")
        else:
            body.append(f"\n{text}\n")
    boxes.append("\n".join(body))
    first, *rest = boxes
    if "slides" in options:
        rows.append("\n#pagebreak()\n".join(boxes))
    elif "boxes" in options or "layouttable" in options:
        rows.append(first)
        cells = "".join(f"block(stroke: 1pt, inset: 8pt, width: 100%)[\n{box}\n]," for box in rest)
        rows.append(f"#grid(columns: (1fr, 1fr), gutter: 10pt, {cells})")
    elif "columns" in options and rest:
        rows += [first, f"#columns({min(3, len(rest))}, gutter: 14pt)[\n" + "\n#colbreak()\n".join(rest) + "\n]"]
    else:
        rows.append("\n".join(boxes))
    return typst.compile("\n".join(rows).encode())


def _cell(text: str) -> str:
    return f'table.cell(fill: rgb("#{COLOURS[text]}"))[]' if text in COLOURS else f"[{_typst(text)}]"


def _typst(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]=-])", r"\\\1", text)
