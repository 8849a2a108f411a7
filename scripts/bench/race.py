"""Our builds and those of other generators, in turn: what disturbs the machine in one round disturbs all of them.

A ratio is that of one round; of several rounds the median counts, and how far they lie apart is the noise.
"""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from scripts.bench import others
from scripts.bench.cost import Cost, Results, median_of, require, run
from scripts.bench.edits import edit_item
from scripts.bench.sizes import weights
from scripts.corpus import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OURS: Final = "ours"
KINDS: Final = ("clean", "no change", "edit item")


@dataclass(frozen=True, slots=True)
class Runner:
    """Somebody who takes part.

    Attributes:
        name: what it is called.
        source: its source folder.
        output: where it builds to.
        build: builds.
        forget: deletes what it built and keeps.
    """

    name: str
    source: Path
    output: Path
    build: Callable[[], Cost]
    forget: Callable[[], None]

    def middle(self, size: int) -> Path:
        """The source of the briefing that is edited."""
        (file,) = self.source.rglob(f"{slug_of(size // 2 + 1)}.md")
        return file


def runner_of(peer: others.Peer, content: Path, folder: Path) -> Runner:
    """A peer with its source folder written."""
    slug = peer.name.lower().replace(" ", "-")
    source, output, log = folder / slug, folder / f"{slug}-site", folder / "log.txt"
    peer.write(content, source)

    def build() -> Cost:
        return run(peer.command(source, output), log, others.environment_of(peer))

    return Runner(peer.name, source, output, build, lambda: others.forget(peer, output))


def race(runners: list[Runner], size: int, rounds: int, step: Callable[[str], None]) -> Results:
    """Let everybody build clean, without a change and after an edit, in turn.

    Returns:
        By name what each kind of build cost (median) and all rounds' CPU seconds, and the weight of the pages.
    """
    costs: dict[str, dict[str, list[Cost]]] = {one.name: {kind: [] for kind in KINDS} for one in runners}
    for turn in range(rounds):
        for kind in KINDS:
            for one in runners:
                step(f"{one.name}, {kind}, round {turn + 1} of {rounds}")
                costs[one.name][kind].append(_build(one, kind, size, f"marker{turn}"))
    return {
        one.name: {
            "costs": {kind: asdict(median_of(found)) for kind, found in costs[one.name].items()},
            "rounds": {kind: [cost.cpu for cost in found] for kind, found in costs[one.name].items()},
            "pages": weights(list(one.output.rglob("*.html"))),
        }
        for one in runners
    }


def _build(one: Runner, kind: str, size: int, word: str) -> Cost:
    file = one.middle(size)
    if kind == "clean":
        one.forget()
    elif kind == "edit item":
        file.write_text(edit_item(file.read_text(encoding="utf-8"), word), encoding="utf-8")
    cost = one.build()
    built = (one.output / "briefings" / f"{file.stem}.html", one.output / "briefings" / file.stem / "index.html")
    page = next((page for page in built if page.is_file()), None)
    require(page is not None, f"{one.name} made no page of the briefing that is edited")
    if page is not None and kind == "edit item":
        require(word in page.read_text(encoding="utf-8"), f"the edit does not show with {one.name}")
    return cost


def ratio(results: Results, kind: str, other: str, other_kind: str | None = None) -> tuple[float, float, float]:
    """Our CPU against that of another, round by round: the median, the least and the most."""
    theirs = results[other]["rounds"][other_kind or kind]
    ratios = [our / their for our, their in zip(results[OURS]["rounds"][kind], theirs, strict=True)]
    return statistics.median(ratios), min(ratios), max(ratios)
