"""Small pictures as inline SVG: drawn when the site is built, sized by numbers, coloured by our style sheet.

Each stands beside the numbers that it draws, so it is hidden from screen readers. Shapes differ by pattern as well as
by colour, so that they print in black and white.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.model.rows import Share

WIDTH: Final = 120
_HEIGHT: Final = 12


def bars(count: int, total: int, name: str) -> str:
    """One bar: how much of a whole.

    Args:
        count: the part.
        total: the whole; nothing is drawn for 0.
        name: class for its colour.
    """
    length = _scaled(count, total)
    return _svg(
        WIDTH,
        _HEIGHT,
        f'<rect class="track" width="{WIDTH}" height="{_HEIGHT}"/>'
        f'<rect class="bar bar-{escape(name)}" width="{length}" height="{_HEIGHT}"/>',
        "chart-bar",
    )


def stacked(shares: Sequence[Share]) -> str:
    """One bar made of several parts, such as grades."""
    drawn = []
    left = 0.0
    for share in shares:
        length = _scaled(share.count, share.of)
        drawn.append(f'<rect class="bar bar-{escape(share.name)}" x="{left:g}" width="{length:g}" height="{_HEIGHT}"/>')
        left += length
    return _svg(WIDTH, _HEIGHT, "".join(drawn), "chart-stacked")


def strip(labels: Sequence[str], counts: Sequence[int]) -> str:
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
    for number, year in enumerate(span):
        tall = round(by_year.get(year, 0) / most * height)
        x = number * step + 3
        drawn.append(f'<rect class="track" x="{x}" y="{height}" width="16" height="1"/>')
        if tall:
            drawn.append(f'<rect class="bar" x="{x}" y="{height - tall}" width="16" height="{tall}"/>')
        if year in (span[0], span[-1]):
            anchor = "start" if year == span[0] else "end"
            text_x = x if year == span[0] else x + 16
            drawn.append(f'<text x="{text_x}" y="{height + 14}" text-anchor="{anchor}">{year}</text>')
    return _svg(max(len(span) * step, 72), height + 18, "".join(drawn), "chart-strip")


def _scaled(count: int, total: int) -> float:
    return round(count / total * WIDTH, 1) if total else 0


def _svg(width: int, height: int, content: str, name: str) -> str:
    return (
        f'<svg class="chart {name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true" focusable="false">{content}</svg>'
    )
