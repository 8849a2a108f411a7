"""The results for people: tables, goals, and how they stand to an earlier run."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Final

from scripts.bench.race import KINDS, OURS, ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.bench.cost import Results

PRINTED_PAGES: Final = 60
"""How long the pack is whose cost is a goal."""
Goal = tuple[str, float, float, str]
"""What is to be reached: name, figure, limit, unit."""


def goals(result: Results) -> list[Goal]:
    """What is to be reached at 1,000 briefings."""
    costs = {name: cost["cpu"] for name, cost in result["costs"].items()}
    pages = result["output"]["pages"]
    heaviest = max(pages[kind].get("largest", 0) for kind in ("derived", "rest"))
    number = sum(group["number"] for group in pages.values())
    publish = result["publish"]
    found = [
        ("domain data a briefing", result["environment"]["domain per briefing"] / 1000, 6, "kB"),
        ("no-change build", costs["no change"], 2, "s CPU"),
        ("edit of one item", costs["edit item"], 3, "s CPU"),
        ("parallel reading against serial, wall", _ratio(result, "clean -j2", "clean", "wall"), 1, "times"),
        ("heaviest derived page", heaviest / 1000, 150, "kB"),
        ("derived pages' part of a clean build", derived_share(result), 0.2, "of CPU"),
        *_print_goals(result["print"]),
        ("search index, by page", result["search"]["cpu"] / number * 1000, 10, "ms CPU"),
        ("search index", result["search"]["cpu"], 10, "s CPU"),
        ("whole clean publish against the HTML build", publish["total"]["cpu"] / costs["clean"], 3, "of CPU"),
    ]
    return [*found, *_race_goals(result.get("race", {})), *_query_goals(result["first query"])]


def _print_goals(printed: Results) -> list[Goal]:
    """What PDFs may cost: CPU time within the build, the visitor and the code of the address included."""
    handouts, pack = printed["handouts"], printed["pack"]
    sixty = pack["seconds"] * PRINTED_PAGES / pack["pages"]
    return [
        ("PDF of a briefing, mean", 1000 * statistics.mean(handouts), 25, "ms CPU"),
        (f"pack of {PRINTED_PAGES} pages (measured: {pack['pages']})", sixty, 1, "s CPU"),
        ("PDFs in a build without a change", 1000 * printed["unchanged"], 50, "ms CPU"),
    ]


def _race_goals(found: Results) -> list[Goal]:
    """The ratios to other generators, each the median of the rounds."""
    wanted = (
        ("clean", "plain Sphinx", 0.75),
        ("clean", "MkDocs Material", 0.9),
        ("no change", "plain Sphinx", 0.6),
        ("edit item", "plain Sphinx", 0.8),
        ("edit item", "Hugo", 1.5),
    )
    return [
        (f"{kind} against {name}", ratio(found, kind, name)[0], limit, "of CPU")
        for kind, name, limit in wanted
        if name in found
    ]


def _query_goals(found: Results | None) -> list[Goal]:
    """The heaviest of the first queries, and the slowest."""
    if found is None:
        return []
    queries = found["queries"].items()
    heaviest = max(queries, key=lambda pair: float(pair[1]["bytes"]))
    slowest = max(queries, key=lambda pair: float(pair[1]["first"]))
    return [
        (f"first query loads, “{heaviest[0]}”", heaviest[1]["bytes"] / 1000, 150, "kB"),
        (f"results after typing stops, “{slowest[0]}”", slowest[1]["first"], 300, "ms"),
    ]


def growth(results: Results) -> str:
    """How CPU by briefing and by page grows from the smallest size of 1,000 or more on, and the most memory.

    Pages of HTML are counted too: the more briefings, the fuller are pages of the rest, so there are fewer for each.
    """
    sizes = {int(size): result for size, result in results["sizes"].items() if int(size) >= 1000}
    if len(sizes) < 2:
        return "Growth by page and memory: run two sizes from 1,000 on, such as --sizes 1000,10000."
    least, most = min(sizes), max(sizes)

    def grown(units: Callable[[int], int]) -> str:
        small, large = (sizes[size]["costs"]["clean"]["cpu"] / units(size) for size in (least, most))
        return f"{large / small:.2f}"

    by_briefing = grown(lambda size: size)
    by_page = grown(lambda size: sizes[size]["markdown"]["pages"])
    by_html = grown(lambda size: sum(group["number"] for group in sizes[size]["output"]["pages"].values()))
    memory = sizes[most]["costs"]["clean"]["memory"]
    return (
        f"CPU at {most:,} against {least:,}: by briefing {by_briefing}, by Markdown page {by_page} "
        f"(limit 1.15 at 10,000), by page of HTML {by_html}; "
        f"peak memory at {most:,}: {memory:,.0f} MB (limit 1,200 at 10,000)."
    )


def derived_share(result: Results) -> float:
    """How much of a clean build's CPU goes away when nothing is derived."""
    return 1 - _ratio(result, "clean, nothing derived", "clean", "cpu")


def _ratio(result: Results, name: str, other: str, figure: str) -> float:
    return float(result["costs"][name][figure] / result["costs"][other][figure])


def table(size: str, result: Results) -> str:
    """The results of one size for people."""
    markdown = result["markdown"]
    lines = [
        f"{int(size):,} briefings, {markdown['pages']:,} Markdown pages, {markdown['bytes'] / 1e6:.1f} MB",
        "",
        f"{'':26}{'CPU s':>9}{'wall s':>9}{'MB':>7}",
    ]
    rows = result["costs"] | {"clean publish": result["publish"]["total"]}
    rows |= {f"  {name}": cost for name, cost in result["publish"]["phases"].items()}
    for name, cost in rows.items():
        memory = f"{cost['memory']:7.0f}" if "memory" in cost else ""
        lines.append(f"{name:26}{cost['cpu']:9.2f}{cost['wall']:9.2f}{memory}")
    noise = result["noise"]
    spread = f"min {min(noise):.2f}, median {statistics.median(noise):.2f}, max {max(noise):.2f}"
    lines += ["", f"noise: {len(noise)} no-change builds, CPU s: {spread}", *_race_lines(result.get("race", {}))]
    lines += ["", f"{'pages':26}{'number':>9}{'median kB':>11}{'gz':>7}{'largest kB':>12}{'gz':>7}  largest"]
    groups = dict(result["output"]["pages"])
    groups |= {f"{name}, all": found["pages"] for name, found in result.get("race", {}).items() if name != OURS}
    for name, pages in groups.items():
        line = f"{name:26}{pages['number']:9,}"
        if pages["number"]:
            line += f"{pages['median'] / 1000:11.1f}{pages['median gz'] / 1000:7.1f}"
            line += f"{pages['largest'] / 1000:12.1f}{pages['largest gz'] / 1000:7.1f}  {pages['largest page']}"
        lines.append(line)
    lines += _query_lines(result["first query"])
    environment = result["environment"]
    stored = f"{environment['bytes'] / 1e6:.2f} MB, of which domain data {environment['domain'] / 1e6:.2f} MB"
    lines += [
        f"output {result['output']['bytes'] / 1e6:.1f} MB · environment {stored}",
        "",
        "to reach at 1,000:",
    ]
    for name, figure, limit, unit in goals(result):
        lines.append(f"  {name:48}{figure:8.2f} {unit:7} limit {limit:<6g}{'' if figure <= limit else ' MISSED'}")
    return "\n".join(lines)


def _race_lines(found: Results) -> list[str]:
    """Everybody's builds, and how ours stand to them: the median of the rounds' ratios, and their least and most."""
    if not found:
        return []
    lines = ["", f"{'in turn, CPU s':26}" + "".join(f"{kind:>12}{'ours to it':>24}" for kind in KINDS)]
    for name, one in found.items():
        line = f"{name:26}"
        for kind in KINDS:
            line += f"{one['costs'][kind]['cpu']:12.2f}"
            middle, least, most = ratio(found, kind, name)
            line += f"{f'{middle:.2f} ({least:.2f} to {most:.2f})':>24}" if name != OURS else " " * 24
        lines.append(line.rstrip())
    return lines


def _query_lines(found: Results | None) -> list[str]:
    """What first queries load and how long they take."""
    if found is None:
        return []
    lines = ["", f"{'first query':26}{'loads kB':>9}{'ms':>7}{'again ms':>10}   of which kB"]
    for query, one in found["queries"].items():
        parts = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in one["loaded"].items() if size >= 1000)
        lines.append(f"{query:26}{one['bytes'] / 1000:9.1f}{one['first']:7.0f}{one['again']:10.0f}   {parts}")
    return [*lines, f"the search page itself, with style, scripts and fonts: {found['page'] / 1000:.1f} kB"]


def compared(results: Results, earlier: Results) -> str:
    """How each cost stands to that of an earlier run: below 1 is faster or smaller now."""
    lines = ["Against the earlier run (below 1 is better now; with the noise of each run beside it):"]
    for size, result in results["sizes"].items():
        before: Results | None = earlier.get("sizes", {}).get(size)
        if before is None:
            continue
        lines.append(f"{int(size):,} briefings{'':12}{'CPU':>8}{'wall':>8}{'memory':>8}")
        for name, cost in result["costs"].items():
            if old := before["costs"].get(name):
                figures = "".join(f"{cost[figure] / old[figure]:8.2f}" for figure in ("cpu", "wall", "memory"))
                lines.append(f"{name:26}{figures}")
        for name, now, then in (
            ("domain data", result["environment"]["domain"], before["environment"]["domain"]),
            ("environment", result["environment"]["bytes"], before["environment"]["bytes"]),
            ("output", result["output"]["bytes"], before["output"]["bytes"]),
        ):
            lines.append(f"{name:26}{now / then:8.2f}")
        spread = [max(one["noise"]) / min(one["noise"]) for one in (before, result)]
        lines.append(f"noise, largest to smallest: {spread[0]:.2f} then, {spread[1]:.2f} now")
    return "\n".join(lines) if len(lines) > 1 else "The earlier run has none of these sizes."
