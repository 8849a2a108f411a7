"""Write tables: ours and those of editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from briefings.components.macros import SLOT, macros_of
from briefings.components.walk import write_all

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_table(translator: Any, node: nodes.table) -> None:
    """Write a table; one that is not shown as cards scrolls by itself, and keyboards can reach it.

    The macro is called once for the whole table. Each row of its body notes where in the output it begins and ends, for
    those who take rows out (`rendering.fragments`).
    """
    classes = [name for name in node["classes"] if not name.startswith("colwidths")]
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    group = next(child for child in node.children if isinstance(child, nodes.tgroup))
    stubs = [spec.get("stub") for spec in group.children if isinstance(spec, nodes.colspec)]
    head = [row for part in group.children if isinstance(part, nodes.thead) for row in part.children]
    body: list[Any] = [row for part in group.children if isinstance(part, nodes.tbody) for row in part.children]
    pieces = iter(
        macros_of(translator.builder)
        .call(
            "table",
            [[_head(cell) for cell in row.children] for row in head],
            [_row(row, stubs) for row in body],
            " ".join(classes),
            node["ids"][0] if node["ids"] else "",
            SLOT if title is not None else "",
            "" if {"cards", "bars"}.intersection(classes) else _label_of(node),
            "cards" in classes,
            SLOT,
        )
        .split(SLOT)
    )
    translator.body.append(next(pieces))
    if title is not None:
        _write(translator, title, pieces)
    for row in head:
        for cell in row.children:
            _write(translator, cell, pieces)
    for row in body:
        start = len(translator.body)
        translator.body.append(next(pieces))
        for cell in row.children:
            _write(translator, cell, pieces)
        row.written = slice(start, len(translator.body))
    translator.body.append(next(pieces))
    raise nodes.SkipNode


def _write(translator: Any, holder: Any, pieces: Iterator[str]) -> None:
    """Write what stands in a caption or cell, and the piece after it."""
    write_all(translator, holder.children)
    translator.body.append(next(pieces))


def _head(cell: Any) -> tuple[str, bool, bool, str]:
    """What a cell of the head holds, whether that is nothing, whether rows can be sorted by it, and its classes."""
    return SLOT, not cell.astext(), "sort" in cell, " ".join(cell["classes"])


def _row(row: Any, stubs: list[Any]) -> tuple[str, list[tuple[Any, ...]]]:
    """The address of a row, and for each cell what it holds, whether it is a head, its label, key and classes."""
    cells = [
        (SLOT, stub, cell.get("label", ""), cell.get("sort"), " ".join(cell["classes"]))
        for cell, stub in zip(row.children, stubs, strict=True)
    ]
    return row["ids"][0] if row["ids"] else "", cells


def _label_of(table: nodes.table) -> str:
    """What to call a table: its caption, else the heading that it stands below."""
    here: Any = table
    while here is not None:
        title = next((child for child in here.children if isinstance(child, nodes.title)), None)
        if title is not None:
            return title.astext()
        here = here.parent
    return "Table"
