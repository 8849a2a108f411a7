"""Lists, tables and blank lines of Markdown in one form; what the parser makes of the text stays the same.

Each step stands by itself: one that would change the text's meaning is left out, and the others are done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.rules_block.table import escapedSplit

from briefings.model.markup import create_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

_ITEM: Final = re.compile(r"( *)([-*+]|\d{1,9}[.)])( {1,4})(?=\S)")
_AS_WRITTEN: Final = frozenset({"fence", "colon_fence", "code_block", "html_block"})
_EDGES: Final = {"": "---", "left": ":--", "right": "--:", "center": ":-:"}


def tidy(text: str) -> str:
    """Markdown with ``-`` before each bullet, one space around each cell of a table, and single blank lines."""
    for step in (_lists, _tables, _blank_lines):
        text = _kept(text, step)
    return text


def _kept(text: str, step: Callable[[list[str], Sequence[Token]], list[str]]) -> str:
    """The text after a step; before it, when the parser would make something else of it."""
    tokens = create_parser().parse(text)
    new = "\n".join(step(text.split("\n"), tokens))
    return new if new == text or _said(create_parser().parse(new)) == _said(tokens) else text


def _said(tokens: Sequence[Token]) -> list[object]:
    """What the parser made of a text, without where it stands and with which marks."""
    return [
        (
            token.type,
            token.tag,
            token.attrs,
            token.content if token.type != "inline" else "",
            token.info,
            token.hidden,
            [(key, value) for key, value in token.meta.items() if key != "attributes"],
            [braces for _, braces in token.meta.get("attributes", ())],
            _said(token.children or ()),
        )
        for token in tokens
    ]


def _lists(lines: list[str], tokens: Sequence[Token]) -> list[str]:
    """One mark for all bullets, one space behind it, and what belongs to an entry below its words.

    Of two lists that follow one another, the second keeps a mark of its own: with one mark they would be one list.
    """
    lines = [*lines]
    margins = [0]
    marks = [""]
    closed = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "bullet_list_open":
            follows = before is not None and before.type == "bullet_list_close"
            marks.append("*" if follows and closed == "-" else "-")
        if token.type == "bullet_list_close":
            closed = marks.pop()
        if token.type == "list_item_close":
            margins.pop()
        if token.type != "list_item_open" or token.map is None:
            continue
        start, end = token.map
        match = _ITEM.match(lines[start])
        if not match:
            margins.append(margins[-1])
            continue
        mark = match[2] if match[2][0].isdigit() else marks[-1]
        margin = " " * margins[-1]
        head = f"{margin}{mark} "
        moved = match.end() - len(head)
        lines[start] = head + lines[start][match.end() :]
        for number in range(start + 1, end):
            row = lines[number]
            spaces = len(row) - len(row.lstrip(" "))
            lines[number] = row[min(moved, spaces) :] if moved > 0 else " " * (-moved if row.strip() else 0) + row
        margins.append(len(head))
    return lines


def _tables(lines: list[str], tokens: Sequence[Token]) -> list[str]:
    """Rows with one space around each cell, as many cells as the head has, and short rows of dashes."""
    lines = [*lines]
    for place, token in enumerate(tokens):
        if token.type != "table_open" or token.map is None:
            continue
        start, end = token.map
        edges = []
        for inner in tokens[place:]:
            if inner.type == "th_open":
                edges.append(re.sub(r"text-align:", "", str(inner.attrGet("style") or "")))
            if inner.type == "thead_close":
                break
        for number in range(start, end):
            indent = lines[number][: len(lines[number]) - len(lines[number].lstrip(" "))]
            cells = _cells(lines[number])
            if number == start + 1:
                lines[number] = f"{indent}|{'|'.join(_EDGES[edge] for edge in edges)}|"
            elif len(cells) <= len(edges) and not indent.startswith(">"):
                cells += [""] * (len(edges) - len(cells))
                lines[number] = indent + "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)
    return lines


def _cells(row: str) -> list[str]:
    cells = [cell.strip().replace("|", "\\|") for cell in escapedSplit(row.strip())]
    cells = cells[not cells[0] :]
    return cells[: len(cells) - (bool(cells) and not cells[-1])]


def _blank_lines(lines: list[str], tokens: Sequence[Token]) -> list[str]:
    """One blank line where there are several, and no space at the end of a line; code stays as it is."""
    as_written: set[int] = set()
    for token in tokens:
        if token.type in _AS_WRITTEN and token.map:
            as_written.update(range(*token.map))
    kept: list[str] = []
    for number, line in enumerate(lines):
        if number in as_written:
            kept.append(line)
        elif line.strip() or (kept and kept[-1] and number + 1 < len(lines)):
            kept.append(line.rstrip() if not line.endswith("  ") or not line.strip() else line)
    while kept and not kept[-1].strip() and len(lines) - 1 not in as_written:
        kept.pop()
    return [*kept, ""] if lines and lines[-1] == "" and kept else kept
