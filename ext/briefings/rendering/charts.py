"""Small pictures as inline SVG: drawn when the site is built, sized by numbers, coloured by our style sheet.

Each stands beside the numbers that it draws, so it is hidden from screen readers. Shapes differ by pattern as well as
by colour, so that they print in black and white.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefings.components import component

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import Share

WIDTH: Final = 120
_HEIGHT: Final = 12


def bars(count: int, total: int, name: str) -> component:
    """One bar: how much of a whole.

    Args:
        count: the part.
        total: the whole; nothing is drawn for 0.
        name: class for its colour.
    """
    track = ("track", 0, 0, WIDTH, _HEIGHT)
    bar = (f"bar bar-{name}", 0, 0, f"{_scaled(count, total):g}", _HEIGHT)
    return component.of("chart", "bar", WIDTH, _HEIGHT, (track, bar))


def stacked(shares: Sequence[Share]) -> component:
    """One bar made of several parts, such as grades."""
    drawn = []
    left = 0.0
    for share in shares:
        length = _scaled(share.count, share.of)
        drawn.append((f"bar bar-{share.name}", f"{left:g}", 0, f"{length:g}", _HEIGHT))
        left += length
    return component.of("chart", "stacked", WIDTH, _HEIGHT, drawn)


def strip(labels: Sequence[str], counts: Sequence[int]) -> component:
    """A column for each year, from the first to the last; years without findings stay empty.

    Args:
        labels: years, rising.
        counts: how many in each of them.
    """
    years = [int(label) for label in labels]
    by_year = dict(zip(years, counts, strict=True))
    span = range(years[0], years[-1] + 1)
    step, height, most = 22, 48, max(counts)
    drawn = []
    words = []
    for number, year in enumerate(span):
        tall = round(by_year.get(year, 0) / most * height)
        x = number * step + 3
        drawn.append(("track", x, height, 16, 1))
        if tall:
            drawn.append(("bar", x, height - tall, 16, tall))
        if year in (span[0], span[-1]):
            is_first = year == span[0]
            words.append((year, x if is_first else x + 16, height + 14, "start" if is_first else "end"))
    return component.of("chart", "strip", max(len(span) * step, 72), height + 18, drawn, words)


def _scaled(count: int, total: int) -> float:
    return round(count / total * WIDTH, 1) if total else 0
