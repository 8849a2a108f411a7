"""Make Word files for the tests, as a word processor would: headings, bullets and tables with their styles."""

from __future__ import annotations

import io
import re
from itertools import groupby

import docx


def word_of(text: str, *, html_cells: bool = False) -> bytes:
    """A .docx of a text in which headings start with #, bullets with a hyphen, and cells are parted by tabs.

    Rows with no gap between them are one table; with `html_cells` the pieces of HTML in cells stay as they are.
    """
    document = docx.Document()
    for is_table, group in groupby(text.split("\n"), key=lambda row: "\t" in row):
        rows = list(group)
        if is_table:
            add_table(document, [row.split("\t") for row in rows], html_cells=html_cells)
            continue
        for row in rows:
            add_paragraph(document, row)
    return saved(document)


def add_paragraph(document: docx.document.Document, row: str) -> None:
    row = row.replace("**", "").replace("\\_", "_")
    row = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", row).strip()
    if heading := re.fullmatch(r"(#+) (.*)", row):
        document.add_heading(heading[2], level=len(heading[1]))
    elif bullet := re.fullmatch(r"[-•\uf0b7] (.*)", row):
        document.add_paragraph(bullet[1], style="List Bullet")
    elif row.strip("-"):
        document.add_paragraph(row)


def add_table(document: docx.document.Document, rows: list[list[str]], *, html_cells: bool) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=0, cols=width)
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            if html_cells:
                cell.text = text
                continue
            parts = [part.strip() for part in re.split(r"<[^>]*>|•", text) if part.strip()]
            cell.text = parts[0] if parts else ""
            for part in parts[1:]:
                cell.add_paragraph(part, style="List Bullet" if "•" in text else None)


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
