"""A picture of cost against the number of briefings: an SVG of our own, for people who decide."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scripts.bench.cost import Results

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 460, 70, 50, 230, 60
COLOURS: Final = ("#0f4c5c", "#b23a48", "#3a7d44", "#7b4b94", "#8a5a00", "#1d6fa5", "#555555", "#a0127d")
"""All of them have enough contrast on white; lines are named at their ends too."""
_SERIES: Final = ("clean", "no change", "edit item", "add", "delete")


def series_of(results: Results) -> dict[str, list[tuple[int, float]]]:
    """CPU seconds by number of briefings, for each build of ours and each clean build of another."""
    found: dict[str, list[tuple[int, float]]] = {}
    for size, result in sorted(results["sizes"].items(), key=lambda pair: int(pair[0])):
        costs = {name: result["costs"][name]["cpu"] for name in _SERIES}
        costs["clean publish"] = result["publish"]["total"]["cpu"]
        others = {name: one["costs"]["clean"]["cpu"] for name, one in result.get("race", {}).items() if name != "ours"}
        for name, cost in (costs | {f"{name}, clean": cost for name, cost in others.items()}).items():
            found.setdefault(name, []).append((int(size), cost))
    return found


def plot(results: Results) -> str:
    """The picture; both axes are logarithmic, so a cost that grows with the number of briefings is a straight line."""
    series = series_of(results)
    sizes = sorted({size for points in series.values() for size, _ in points})
    costs = [cost for points in series.values() for _, cost in points]
    low, high = (round_to(math.log10(edge)) for edge, round_to in ((min(costs), math.floor), (max(costs), math.ceil)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * ((math.log10(size) - first) / (last - first) if last > first else 0.5)

    def y(cost: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (math.log10(cost) - low) / max(1, high - low)

    made = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        '<g font-family="sans-serif" font-size="13">',
        "<title>CPU seconds by number of briefings</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="25" font-size="16">CPU seconds by number of briefings</text>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        made.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        made.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10**power:g} s</text>')
    for size in sizes:
        made.append(f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle">{size:,}</text>')
    free, edge = float(TOP), WIDTH - RIGHT
    for number, (name, points) in enumerate(sorted(series.items(), key=lambda pair: -pair[1][-1][1])):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{x(size):.1f},{y(cost):.1f}" for size, cost in points)
        made.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        made += [f'<circle cx="{x(size):.1f}" cy="{y(cost):.1f}" r="3.5" fill="{colour}"/>' for size, cost in points]
        end = points[-1]
        free = max(free + 16, y(end[1]) + 4)  # names never lie on each other
        label = escape(f"{name}: {end[1]:.3g} s")
        start = f"M{x(end[0]) + 5:.1f} {y(end[1]):.1f}"
        made.append(f'<path d="{start}L{edge + 12} {free - 4:.1f}" stroke="{colour}"/>')
        made.append(f'<text x="{edge + 16}" y="{free:.1f}" fill="{colour}">{label}</text>')
    return "\n".join([*made, "</g></svg>", ""])
