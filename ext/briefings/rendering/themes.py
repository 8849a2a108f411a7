"""Themes: index, tables of years and partnerships, what is found together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from briefings.components import card, tag_list
from briefings.model.vocabulary import OUR_READING
from briefings.nodes import table_node
from briefings.rendering.charts import strip
from briefings.rendering.pen import counted, details, listed, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import Cell, GridRow, PlacesRow, ThemeRow, TogetherRow
    from briefings.nodes import Cells
    from briefings.rendering.pen import Pen


def themes(pen: Pen, rows: Sequence[ThemeRow]) -> list[nodes.Node]:
    """Every theme with its meaning and how often it came up; those below another stand after it."""

    def theme(row: ThemeRow) -> nodes.list_item:
        raised = (
            f"raised in {counted(row.briefings, 'briefing')} by {counted(row.partnerships, 'partnership')}"
            if row.briefings
            else "not raised yet"
        )
        names = f"also called {', '.join(row.other_names)}" if row.other_names else ""
        item = card("", paragraph(pen.link(row.face), name="card-title"), paragraph(row.summary))
        item += details(raised, row.years, names)
        item["classes"].append("is-parent" if row.children else "is-child" if row.parent else "is-single")
        return item

    return listed("themes", rows, theme)


def matrix(pen: Pen, rows: Sequence[GridRow]) -> list[nodes.Node]:
    """Themes by year and by partnership; each number leads to what it counts."""
    caption = "How many findings on each theme, by year and by partnership"
    return [_grid(pen, "Theme", rows, "matrix", caption), *_inferred_years(rows)]


def years(pen: Pen, rows: Sequence[GridRow]) -> list[nodes.Node]:
    """One theme by partnership and year: a picture, and the table behind it."""
    totals = [sum(row.cells[column].count for row in rows) for column in range(len(rows[0].heads))]
    picture = strip(rows[0].heads, totals)
    table = _grid(pen, "Partnership", rows, "matrix", "How many findings, by partnership and year")
    return [picture, table, *_inferred_years(rows)]


def _inferred_years(rows: Sequence[GridRow]) -> list[nodes.Node]:
    """Which years of a table the reports do not print."""
    inferred = rows[0].inferred if rows else ()
    return (
        [details(f"The report does not print this year, it is {OUR_READING}: {'; '.join(inferred)}")]
        if inferred
        else []
    )


def in_many_places(pen: Pen, rows: Sequence[PlacesRow]) -> list[nodes.Node]:
    """Themes by how many partnerships' audits found something on them, with place and year."""

    def cells(row: PlacesRow) -> Cells:
        where: list[nodes.Node | str] = []
        for number, place in enumerate(row.places):
            where += [", " if number else "", pen.link(place.face), f" {place.years}"]
        of = f"{len(row.places)} of {counted(row.everywhere, 'partnership')}, {row.years}"
        return (
            [paragraph(pen.link(row.face))],
            [paragraph(of), details(counted(row.findings, "finding"))],
            [paragraph(*where)],
        )

    caption = "Themes on which audits of several partnerships found something"
    heads = ("Theme", "Found by audits of", "Where and when")
    return [table_node(heads, (cells(row) for row in rows), "places", caption, cards=True)]


def together(pen: Pen, rows: Sequence[TogetherRow]) -> list[nodes.Node]:
    """Themes that are found together with one."""

    texts = (f"{row.face.title} ({counted(row.count, row.noun)})" for row in rows)
    return [tag_list.of([pen.link(row.face, text)] for row, text in zip(rows, texts, strict=True))]


def _grid(pen: Pen, head: str, rows: Sequence[GridRow], name: str, caption: str) -> nodes.table:
    most = max((cell.count for row in rows for cell in row.cells), default=0)
    cells: list[Cells] = []
    for row in rows:
        cells.append(([paragraph(pen.link(row.face))], *([_number(pen, cell)] for cell in row.cells)))
    table = table_node((head, *rows[0].heads), cells, name, caption)
    for row, node in zip(rows, next(iter(table.findall(nodes.tbody))).children, strict=True):
        for number, cell in enumerate(row.cells, 1):
            entry = node.children[number]
            assert isinstance(entry, nodes.Element)
            entry["classes"].append(f"count-{bucket(cell.count, most)}")
            if number == row.split + 1:
                entry["classes"].append("begins-group")
    return table


def _number(pen: Pen, cell: Cell) -> nodes.paragraph:
    if not cell.count:
        return paragraph(nodes.inline("", "0", classes=["none"]))
    return paragraph(pen.link(cell.face, str(cell.count)) if cell.face else str(cell.count))


def bucket(count: int, most: int) -> int:
    """The shade of a cell: 0 for nothing, up to 4 for the most."""
    if not count:
        return 0
    return 1 + min(3, (count - 1) * 4 // max(most, 1))
