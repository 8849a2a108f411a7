"""Measure speed and size on generated content folders, beside plain Sphinx on the same Markdown.

CPU seconds are those of a whole process with its children; they vary less than wall time, and what noise is left is
measured and printed. Exit codes: 0 measured, 2 wrong use, 3 a build failed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scripts.corpus import AS_OF, briefing, slug_of, write_corpus
from scripts.peers import write_plain_sphinx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
NOISE_BUILDS: Final = 5
VERSION: Final = 1
"""Changes when a figure of results.json changes its meaning."""

Results = dict[str, Any]


class BenchError(Exception):
    """A build failed, or did not do what was to be measured."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost.

    Attributes:
        cpu: seconds of all its threads and children, user and system.
        wall: seconds from start to end.
        memory: the most that it, or its largest child, held at once, in MB.
    """

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str | Path], log: Path, environment: dict[str, str]) -> Cost:
    """Run a command to its end and say what it cost; its output goes to `log`.

    Raises:
        BenchError: when it fails.
    """
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise BenchError(f"{' '.join(map(str, command))}\nended with {process.returncode}:\n{tail}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(usage.ru_utime + usage.ru_stime, wall, kilobytes / 1000)


def median_of(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__slots__))


# ---------------------------------------------------------------- one generator, one content folder


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a run works and what it uses.

    Attributes:
        site: the folder with ``conf.py`` and ``ext/`` that is measured.
        work: a folder of this run alone.
        repeat: how often each thing is measured.
    """

    site: Path
    work: Path
    repeat: int

    @property
    def environment(self) -> dict[str, str]:
        """That of this process, with the extension of the measured site first."""
        return os.environ | {"PYTHONPATH": str(self.site / "ext")}

    def build(self, source: Path, output: Path, *arguments: str, conf: Path | None = None) -> Cost:
        """Build a content folder of ours."""
        settings = ["-c", str(conf or self.site), "-D", f"briefings_as_of={AS_OF}"]
        return self.sphinx(source, output, *settings, *arguments)

    def sphinx(self, source: Path, output: Path, *arguments: str) -> Cost:
        """Build any source folder with Sphinx."""
        command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", *arguments]
        command += ["-d", str(doctrees_of(output)), str(source), str(output)]
        return run(command, self.work / "log.txt", self.environment)

    def check(self, content: Path) -> Cost:
        """Check a content folder with the model alone; it fails when the folder has a problem."""
        command = [sys.executable, str(self.site / "scripts" / "check_content.py"), str(content), "--as-of", str(AS_OF)]
        return run([*command, "--no-advice"], self.work / "log.txt", self.environment)

    def search(self, content: Path, output: Path) -> Results:
        """What the search index of a built site costs, and how large it is; it is deleted again."""
        log = self.work / "log.txt"
        run([sys.executable, "-c", _SEARCH_COST, content, output, str(AS_OF)], log, self.environment)
        found: Results = json.loads(log.read_text(encoding="utf-8"))
        return found

    def environment_size(self, output: Path, briefings: int) -> Results:
        """How large what Sphinx stores is; the domain's part is pickled by itself."""
        file, log = doctrees_of(output) / "environment.pickle", self.work / "log.txt"
        run([sys.executable, "-c", _DOMAIN_SIZE, file], log, self.environment)
        domain = int(log.read_text(encoding="utf-8"))
        return {"bytes": file.stat().st_size, "domain": domain, "domain per briefing": domain / briefings}


_SEARCH_COST: Final = """\
import datetime, json, pathlib, resource, shutil, sys
from briefings.model.content import load_content
from briefings.outputs.search import FOLDER, make_index

def cpu():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)

library = load_content(pathlib.Path(sys.argv[1]), as_of=datetime.date.fromisoformat(sys.argv[3])).library
before, site = cpu(), pathlib.Path(sys.argv[2])
make_index(site, library)
files = [file for file in (site / FOLDER).rglob("*") if file.is_file()]
result = {"cpu": cpu() - before, "files": len(files), "bytes": sum(file.stat().st_size for file in files)}
shutil.rmtree(site / FOLDER)
print(json.dumps(result))
"""
_DOMAIN_SIZE: Final = """\
import pathlib, pickle, sys

environment = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())
print(len(pickle.dumps(environment.domaindata["briefings"], pickle.HIGHEST_PROTOCOL)))
"""


def doctrees_of(output: Path) -> Path:
    """Where the environment of an output folder is."""
    return output.with_name(output.name + "-doctrees")


def clean_builds(repeat: int, output: Path, build: Callable[[], Cost]) -> Cost:
    """The median of several builds from nothing; the last one is left in place."""
    costs = []
    for _ in range(repeat):
        for folder in (output, doctrees_of(output)):
            shutil.rmtree(folder, ignore_errors=True)
        costs.append(build())
    return median_of(costs)


# ---------------------------------------------------------------- what is measured


def measure(bench: Bench, size: int, *, peers: bool, verify: bool) -> Results:
    """Everything for one size."""

    def step(text: str) -> None:
        print(f"  {size:,}: {text} …", flush=True)

    folder = bench.work / str(size)
    content, output = folder / "content", folder / "site"
    step("writing the content folder")
    write_corpus(content, size)
    files = sorted(content.rglob("*.md"))
    costs: dict[str, Cost] = {}
    step("check")
    costs["check"] = median_of([bench.check(content) for _ in range(bench.repeat)])

    step("clean build")
    costs["clean"] = clean_builds(bench.repeat, output, lambda: bench.build(content, output))
    first = snapshot(output)
    results: Results = {
        "markdown": {"pages": len(files), "bytes": sum(file.stat().st_size for file in files)},
        "environment": bench.environment_size(output, size),
        "output": output_size(output),
    }
    step("search index")
    results["search"] = bench.search(content, output)
    step("clean build with two processes")
    parallel = folder / "parallel"
    costs["clean -j2"] = clean_builds(bench.repeat, parallel, lambda: bench.build(content, parallel, "-j2"))
    require(snapshot(parallel) == first, "a parallel build gave other files than a serial one")
    shutil.rmtree(parallel)
    step("clean build without derived pages")
    plain_conf, bare = conf_without_derived(bench.site, folder), folder / "bare"
    costs["clean, nothing derived"] = clean_builds(
        bench.repeat, bare, lambda: bench.build(content, bare, conf=plain_conf)
    )
    shutil.rmtree(bare)

    costs |= measure_print(bench, content, folder / "printed", step)
    step(f"no-change build, {NOISE_BUILDS} times")
    unchanged = [bench.build(content, output) for _ in range(max(NOISE_BUILDS, bench.repeat))]
    costs["no change"] = median_of(unchanged)
    results["noise"] = [cost.cpu for cost in unchanged]
    require(snapshot(output) == first, "a build without a change changed files")
    costs |= measure_edits(bench, content, output, size, step)
    if verify:
        step("clean build of what the edits left")
        fresh = folder / "fresh"
        bench.build(content, fresh)
        require(snapshot(fresh) == snapshot(output), "after the edits the site is not that of a clean build")
    results["costs"] = {name: asdict(cost) for name, cost in costs.items()}
    if peers:
        results["plain sphinx"] = measure_plain(bench, content, folder / "plain", size, step)
    shutil.rmtree(folder)
    return results


def measure_print(bench: Bench, content: Path, output: Path, step: Callable[[str], None]) -> dict[str, Cost]:
    """Builds that make the PDFs too: clean, and without a change. What they cost is the difference to those without."""
    step("builds with PDFs")
    printing = ("-D", "briefings_pdf=1", "-D", "html_baseurl=https://learning.example.org/")
    clean = clean_builds(bench.repeat, output, lambda: bench.build(content, output, *printing))
    made = list((output / "pdf").rglob("*.pdf"))
    require(bool(made), "a build with PDFs made none")
    unchanged = median_of([bench.build(content, output, *printing) for _ in range(max(3, bench.repeat))])
    shutil.rmtree(output)
    shutil.rmtree(doctrees_of(output))
    return {"clean, with PDFs": clean, "no change, with PDFs": unchanged}


def measure_edits(bench: Bench, content: Path, output: Path, size: int, step: Callable[[str], None]) -> dict[str, Cost]:
    """Change one briefing of the middle in every way, and build after each change."""
    middle = f"briefings/{slug_of(size // 2 + 1)}"
    file, page = content / f"{middle}.md", output / f"{middle}.html"
    added: dict[str, list[Cost]] = {name: [] for name in ("edit item", "edit prose", "retitle", "add", "delete")}
    for turn in range(bench.repeat):
        word = f"marker{turn}"
        for name, edit in EDITS.items():
            step(name)
            text = file.read_text(encoding="utf-8")
            edited = edit(text, f"{word}{name.replace(' ', '')}")
            require(edited != text, f"nothing to change for '{name}'")
            file.write_text(edited, encoding="utf-8")
            added[name].append(bench.build(content, output))
            require(f"{word}{name.replace(' ', '')}" in page.read_text(encoding="utf-8"), f"'{name}' does not show")
        step("add and delete a briefing")
        new = f"briefings/{slug_of(size + 1)}"
        (content / f"{new}.md").write_text(briefing(size + 1), encoding="utf-8")
        added["add"].append(bench.build(content, output))
        require((output / f"{new}.html").exists(), "the page that was added is not there")
        (content / f"{new}.md").unlink()
        added["delete"].append(bench.build(content, output))
        require(not (output / f"{new}.html").exists(), "the page that was deleted is still there")
    return {name: median_of(costs) for name, costs in added.items()}


def measure_plain(bench: Bench, content: Path, source: Path, size: int, step: Callable[[str], None]) -> Results:
    """Plain Sphinx with the theme ``basic`` on the same Markdown."""
    output = source.with_name("plain-site")
    write_plain_sphinx(content, source)
    step("plain Sphinx, clean build")
    costs = {"clean": clean_builds(bench.repeat, output, lambda: bench.sphinx(source, output))}
    step("plain Sphinx, no-change build and edit")
    costs["no change"] = median_of([bench.sphinx(source, output) for _ in range(bench.repeat)])
    file = source / f"briefings/{slug_of(size // 2 + 1)}.md"
    edits = []
    for turn in range(bench.repeat):
        file.write_text(edit_item(file.read_text(encoding="utf-8"), f"marker{turn}"), encoding="utf-8")
        edits.append(bench.sphinx(source, output))
        page = output / file.relative_to(source).with_suffix(".html")
        require(f"marker{turn}" in page.read_text(encoding="utf-8"), "the edit does not show in plain Sphinx")
    costs["edit item"] = median_of(edits)
    pages = weights(list(output.rglob("*.html")))
    return {"costs": {name: asdict(cost) for name, cost in costs.items()}, "pages": pages}


def measure_start(bench: Bench) -> Results:
    """What a build costs before it does anything: the interpreter, and a second build of a site of one page."""
    source, output = bench.work / "one", bench.work / "one-site"
    source.mkdir()
    (source / "index.md").write_text("# Home\n\nNothing here.\n", encoding="utf-8")
    bench.build(source, output)
    builds = [bench.build(source, output) for _ in range(3)]
    bare = [run([sys.executable, "-c", "pass"], bench.work / "log.txt", bench.environment) for _ in range(3)]
    return {"interpreter": asdict(median_of(bare)), "one page, no change": asdict(median_of(builds))}


# ---------------------------------------------------------------- edits


def edit_item(text: str, word: str) -> str:
    """Add a word to the first learning item."""
    head, fence, rest = text.partition(":::{learning}")
    if not fence:  # the page of a peer
        head, fence, rest = text.partition("### What needs to improve")
    before, bullet, after = rest.partition("\n- ")
    return f"{head}{fence}{before}{bullet}Changed {word}. {after}"


def edit_prose(text: str, word: str) -> str:
    """Add a sentence to a paragraph."""
    return text.replace("## What was looked at\n\n", f"## What was looked at\n\nAlso {word}.\n", 1)


def retitle(text: str, word: str) -> str:
    """Put a word in front of the title."""
    return text.replace('title: "', f'title: "Again {word} ', 1)


EDITS: Final[dict[str, Callable[[str, str], str]]] = {
    "edit item": edit_item,
    "edit prose": edit_prose,
    "retitle": retitle,
}


def require(met: bool, message: str) -> None:
    """Stop when a build did not do what its cost is about to stand for."""
    if not met:
        raise BenchError(message)


# ---------------------------------------------------------------- sizes

_WITHOUT_DERIVED: Final = """\
from pathlib import Path

exec(compile(Path({conf!r}).read_text(encoding="utf-8"), {conf!r}, "exec"))
for name in ("templates_path", "html_theme_path", "html_static_path"):
    if name in globals():
        globals()[name] = [str(Path({site!r}) / path) for path in globals()[name]]

def setup(app):
    from briefings.model.views import ListingView, Views
    from briefings.model.vocabulary import Kind

    whole = Views._listing

    def own_only(self, entry, listing, title):
        if entry.kind is Kind.BRIEFING:
            return whole(self, entry, listing, title)
        return ListingView(listing, title, (), b"", frozenset(), 0, "", 0)

    Views._listing = own_only
"""


def conf_without_derived(site: Path, folder: Path) -> Path:
    """A configuration like that of the site, in which listings and derived sections outside briefings are empty."""
    made = folder / "without-derived"
    made.mkdir()
    text = _WITHOUT_DERIVED.format(conf=str(site / "conf.py"), site=str(site))
    (made / "conf.py").write_text(text, encoding="utf-8")
    return made


def output_size(output: Path) -> Results:
    """What the site weighs: briefings, pages made of other pages' content, and those of the rest of long lists."""
    kinds: dict[str, list[Path]] = {"briefings": [], "derived": [], "rest": []}
    for file in output.rglob("*.html"):
        if file.parent.with_suffix(".html").exists():
            kinds["rest"].append(file)
        else:
            kinds["briefings" if file.parent.name == "briefings" and file.stem != "index" else "derived"].append(file)
    return {
        "bytes": sum(file.stat().st_size for file in output.rglob("*") if file.is_file()),
        "pages": {kind: weights(files) for kind, files in kinds.items()},
    }


def weights(files: Sequence[Path]) -> Results:
    """Number, median and largest of some pages, as they are and compressed; in bytes."""
    plain = sorted((file.stat().st_size, file) for file in files)
    if not plain:
        return {"number": 0}
    packed = sorted(len(gzip.compress(file.read_bytes(), 6, mtime=0)) for file in files)
    return {
        "number": len(plain),
        "bytes": sum(size for size, _ in plain),
        "median": statistics.median(size for size, _ in plain),
        "largest": plain[-1][0],
        "largest page": "/".join(plain[-1][1].parts[-2:]),
        "median gz": statistics.median(packed),
        "largest gz": packed[-1],
    }


def snapshot(output: Path) -> dict[str, bytes]:
    """Every published file with its content; what only builds read is left out."""
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for file in output.rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }


# ---------------------------------------------------------------- tables


def goals(result: Results) -> list[tuple[str, float, float, str]]:
    """What is to be reached at 1,000 briefings: name, figure, limit, unit."""
    costs = {name: cost["cpu"] for name, cost in result["costs"].items()}
    pages = result["output"]["pages"]
    heaviest = max(pages[kind].get("largest", 0) for kind in ("derived", "rest"))
    return [
        ("domain data a briefing", result["environment"]["domain per briefing"] / 1000, 6, "kB"),
        ("no-change build", costs["no change"], 2, "s CPU"),
        ("edit of one item", costs["edit item"], 3, "s CPU"),
        ("parallel reading against serial, wall", _ratio(result, "clean -j2", "clean", "wall"), 1, "times"),
        ("heaviest derived page", heaviest / 1000, 150, "kB"),
        ("derived pages' part of a clean build", derived_share(result), 0.2, "of CPU"),
    ]


def derived_share(result: Results) -> float:
    """How much of a clean build's CPU goes away when nothing is derived."""
    return 1 - _ratio(result, "clean, nothing derived", "clean", "cpu")


def _ratio(result: Results, name: str, other: str, figure: str) -> float:
    return float(result["costs"][name][figure] / result["costs"][other][figure])


def table(size: str, result: Results) -> str:
    """The results of one size for people."""
    plain: dict[str, Any] = result.get("plain sphinx", {}).get("costs", {})
    markdown = result["markdown"]
    lines = [
        f"{int(size):,} briefings, {markdown['pages']:,} Markdown pages, {markdown['bytes'] / 1e6:.1f} MB",
        "",
        f"{'':26}{'CPU s':>9}{'wall s':>9}{'MB':>7}{'plain Sphinx, CPU s':>22}{'ratio':>8}",
    ]
    for name, cost in result["costs"].items():
        line = f"{name:26}{cost['cpu']:9.2f}{cost['wall']:9.2f}{cost['memory']:7.0f}"
        if name in plain:
            line += f"{plain[name]['cpu']:22.2f}{cost['cpu'] / plain[name]['cpu']:8.2f}"
        lines.append(line)
    noise = result["noise"]
    spread = f"min {min(noise):.2f}, median {statistics.median(noise):.2f}, max {max(noise):.2f}"
    lines += [
        "",
        f"noise: {len(noise)} no-change builds, CPU s: {spread}",
        "",
        f"{'pages':26}{'number':>9}{'median kB':>11}{'gz':>7}{'largest kB':>12}{'gz':>7}  largest",
    ]
    groups = dict(result["output"]["pages"])
    if plain:
        groups["plain Sphinx, all"] = result["plain sphinx"]["pages"]
    for name, pages in groups.items():
        line = f"{name:26}{pages['number']:9,}"
        if pages["number"]:
            line += f"{pages['median'] / 1000:11.1f}{pages['median gz'] / 1000:7.1f}"
            line += f"{pages['largest'] / 1000:12.1f}{pages['largest gz'] / 1000:7.1f}  {pages['largest page']}"
        lines.append(line)
    environment = result["environment"]
    stored = f"{environment['bytes'] / 1e6:.2f} MB, of which domain data {environment['domain'] / 1e6:.2f} MB"
    lines += [
        f"output {result['output']['bytes'] / 1e6:.1f} MB · environment {stored}",
        "",
        "to reach at 1,000:",
    ]
    for name, figure, limit, unit in goals(result):
        lines.append(f"  {name:40}{figure:8.2f} {unit:7} limit {limit:<6g}{'' if figure <= limit else ' MISSED'}")
    return "\n".join(lines)


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


# ---------------------------------------------------------------- the command


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    options = _parse(argv)
    earlier: Results | None = None
    if options.compare:
        earlier = json.loads(options.compare.read_text(encoding="utf-8"))
    target: Path = options.output
    work = target / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    bench = Bench(options.site.resolve(), work.resolve(), options.repeat)
    results: Results = {"version": VERSION, "machine": _machine(), "repeat": options.repeat, "sizes": {}}
    try:
        print("Measuring; this takes a while (about four minutes at 1,000).", flush=True)
        results["start"] = measure_start(bench)
        for size in options.sizes:
            results["sizes"][str(size)] = measure(bench, size, peers=not options.no_peers, verify=options.verify)
    except BenchError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 3
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
    (target / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    start = results["start"]
    print(f"\n{results['machine']['python']} on {results['machine']['cpus']} CPUs; median of {options.repeat}.")
    print(
        f"Before anything is built: interpreter {start['interpreter']['cpu']:.2f} s CPU, "
        f"no-change build of one page {start['one page, no change']['cpu']:.2f} s CPU.\n"
    )
    print("\n\n".join(table(size, result) for size, result in results["sizes"].items()))
    if earlier is not None:
        print("\n" + compared(results, earlier))
    print(f"\nWritten: {target / 'results.json'}")
    return 0


def _parse(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure speed and size on generated content folders.")
    parser.add_argument("--sizes", type=_sizes, default=[1000], metavar="N,N", help="numbers of briefings (1000)")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="how often each thing is measured (1)")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="results.json of an earlier run")
    parser.add_argument("--no-peers", action="store_true", help="leave out plain Sphinx")
    parser.add_argument("--verify", action="store_true", help="check that the edits left what a clean build makes")
    parser.add_argument("--site", type=Path, default=ROOT, help="the checkout to measure (this one)")
    parser.add_argument("--output", type=Path, default=ROOT / "_build" / "bench", help="where results.json goes")
    parser.add_argument("--keep", action="store_true", help="leave the work folder, to look at the sites")
    options = parser.parse_args(argv)
    if options.compare and not options.compare.is_file():
        parser.error(f"there is no file '{options.compare}'")
    if options.repeat < 1:
        parser.error("--repeat must be 1 or more")
    return options


def _sizes(text: str) -> list[int]:
    sizes = [int(part) for part in text.split(",")]
    if min(sizes) < 2:
        raise argparse.ArgumentTypeError("a size must be 2 or more")
    return sizes


def _machine() -> Results:
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(),
    }


if __name__ == "__main__":
    sys.exit(main())
