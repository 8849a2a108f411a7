"""Tables of a PDF whose cells are drawn: from rules to cells, merged ones and coloured ones too."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefings.importing.colours import status_of_rgb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefings.importing.pdf.marks import Area, Page, Rule, Word

_TOUCH: Final = 3.5
_COVERED: Final = 0.6
_FEWEST_EDGES: Final = 3
_MOST_RULES: Final = 3000
_MOST_EDGES: Final = 200


@dataclass(slots=True)
class Box:
    """A cell: its words, the status that its colour stands for, whether a cell reaches into it, and its right edge."""

    words: list[Word] = field(default_factory=list)
    colour: str = ""
    reaches_down: bool = False
    reaches_right: bool = False
    x1: float = 0.0


@dataclass(slots=True)
class Grid:
    """A table with its place on the page."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: list[list[Box]]


def grids_of(page: Page) -> tuple[list[Grid], list[Word]]:
    """The tables of a page, and the words that stand in none."""
    grids: list[Grid] = []
    words = list(page.words)
    for group in _joined(page.rules[:_MOST_RULES]):
        grid, rest = _grid(group, page.areas, words)
        if grid:
            grids.append(grid)
            words = rest
    return grids, words


def _joined(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that touch."""
    groups: list[list[Rule]] = []
    left = list(rules)
    while left:
        group, rest = [left[0]], left[1:]
        at = 0
        while at < len(group):
            touching = [one for one in rest if _touch(group[at], one)]
            if touching:
                group += touching
                rest = [one for one in rest if not any(one is other for other in touching)]
            at += 1
        groups.append(group)
        left = rest
    return groups


def _touch(one: Rule, two: Rule) -> bool:
    if one.across == two.across:
        beside = one.start - _TOUCH <= two.end and two.start - _TOUCH <= one.end
        return abs(one.at - two.at) <= _TOUCH and beside
    crosses = one.start - _TOUCH <= two.at <= one.end + _TOUCH
    return crosses and two.start - _TOUCH <= one.at <= two.end + _TOUCH


def _edges(values: Iterable[float]) -> list[float]:
    """Places that are nearly the same, once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _TOUCH:
            edges.append(value)
    return edges


def _grid(rules: list[Rule], areas: Sequence[Area], words: list[Word]) -> tuple[Grid | None, list[Word]]:
    across = [rule for rule in rules if rule.across]
    down = [rule for rule in rules if not rule.across]
    xs, ys = _edges(rule.at for rule in down), _edges(rule.at for rule in across)
    # A table may have no rule at its sides: its rows end where the rules across end.
    if across and xs:
        xs = _edges([*xs, min(rule.start for rule in across), max(rule.end for rule in across)])
    if down and ys:
        ys = _edges([*ys, min(rule.start for rule in down), max(rule.end for rule in down)])
    fewest_rows = _FEWEST_EDGES if len(xs) == _FEWEST_EDGES else 2  # of a table over pages, one row may be left
    if len(xs) < _FEWEST_EDGES or len(ys) < fewest_rows or max(len(xs), len(ys)) > _MOST_EDGES:
        return None, words
    boxes = _boxes(xs, ys, across, down, areas)
    rest: list[Word] = []
    for word in words:
        at, place = _place(ys, word.y - word.size / 3), _place(xs, (word.x0 + word.x1) / 2)
        if at is None or place is None:
            rest.append(word)
            continue
        while boxes[at][place].reaches_right and place > 0:
            place -= 1
        while boxes[at][place].reaches_down and at > 0:
            at -= 1
        boxes[at][place].words.append(word)
    if sum(bool(box.words) for row in boxes for box in row) < 2:
        return None, words
    return Grid(xs[0], ys[0], xs[-1], ys[-1], boxes), rest


def _boxes(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule], areas: Sequence[Area]
) -> list[list[Box]]:
    """The cells between the rules; where a rule is missing, a cell reaches into the next."""
    boxes = [[Box() for _ in xs[1:]] for _ in ys[1:]]
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (x0, x1) in enumerate(pairwise(xs)):
            box = boxes[row][column]
            box.x1 = x1
            box.reaches_down = row > 0 and not _drawn(across, ys[row], x0, x1)
            box.reaches_right = column > 0 and not _drawn(down, xs[column], top, bottom)
            box.colour = _colour(areas, (x0 + x1) / 2, (top + bottom) / 2, x1 - x0, bottom - top)
    return boxes


def _place(edges: list[float], value: float) -> int | None:
    return next((at for at, (one, two) in enumerate(pairwise(edges)) if one <= value <= two), None)


def _drawn(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules at a place cover most of the way from one edge of a cell to the other."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _TOUCH
    )
    return covered >= _COVERED * (end - start)


def _colour(areas: Sequence[Area], x: float, y: float, wide: float, high: float) -> str:
    """The status that the colour at the middle of a cell stands for; a page's or table's ground is none."""
    colour = ""
    for area in areas:
        if area.x0 <= x <= area.x1 and area.top <= y <= area.bottom:
            small = area.x1 - area.x0 < 1.5 * wide + 8 and area.bottom - area.top < 3 * high + 8
            colour = status_of_rgb(*area.colour) if small else ""
    return colour
