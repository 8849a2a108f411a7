"""Measure speed and size on generated content folders, beside other generators on the same Markdown.

CPU seconds are those of a whole process with its children; they vary less than wall time, and what noise is left is
measured and printed. Exit codes: 0 measured, 2 wrong use, 3 a build failed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts.bench import others
from scripts.bench.cost import BenchError, Cost, Results, median_of, require, run
from scripts.bench.edits import EDITS
from scripts.bench.plot import plot
from scripts.bench.publishing import publish_by_phase
from scripts.bench.race import OURS, Runner, race, runner_of
from scripts.bench.report import PRINTED_PAGES, compared, growth, table
from scripts.bench.sizes import output_size, snapshot
from scripts.corpus import AS_OF, briefing, slug_of, write_corpus

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parent.parent
NOISE_BUILDS: Final = 5
VERSION: Final = 2
"""Changes when a figure of results.json changes its meaning."""


# ---------------------------------------------------------------- one generator, one content folder


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a run works and what it uses.

    Attributes:
        site: the folder with ``conf.py`` and ``ext/`` that is measured.
        work: a folder of this run alone.
        repeat: how often each thing is measured.
        peers: whom to build beside us.
        with_browser: whether to open a browser, for what a reader waits for.
    """

    site: Path
    work: Path
    repeat: int
    peers: tuple[str, ...]
    with_browser: bool

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
        command = [sys.executable, "-m", "briefings", "check", "--content", str(content), "--as-of", str(AS_OF)]
        return run([*command, "--no-advice"], self.work / "log.txt", self.environment)

    def search(self, content: Path, output: Path) -> Results:
        """What the search index of a built site costs, and how large it is; it is deleted again."""
        log = self.work / "log.txt"
        run([sys.executable, "-c", _SEARCH_COST, content, output, str(AS_OF)], log, self.environment)
        found: Results = json.loads(log.read_text(encoding="utf-8"))
        return found

    def printing(self, content: Path, output: Path) -> Results:
        """What the PDFs cost within a build: each handout with its visitor, a pack, and a build without a change."""
        pack, names = (
            content / "packs" / "many-pages.yaml",
            sorted(content.glob("briefings/*-*.md"))[: PRINTED_PAGES // 2],
        )
        pack.parent.mkdir(exist_ok=True)
        listed = ", ".join(file.stem for file in names)
        pack.write_text(f"title: Many pages\ndate: {AS_OF}\nbriefings: [{listed}]\n", encoding="utf-8")
        log = self.work / "log.txt"
        run([sys.executable, "-c", _PRINT_COST, content, output, self.site, str(AS_OF)], log, self.environment)
        pack.unlink()
        found: Results = json.loads(log.read_text(encoding="utf-8").strip().rpartition("\n")[2])
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


_PRINT_COST: Final = """\
import json, pathlib, sys, time
from collections import defaultdict
from sphinx.application import Sphinx
from briefings.outputs.pdf import make

spent, pages, whole = defaultdict(float), {}, []
def timed(function):
    def run(press, job, *sheet):  # a sheet is written first and typeset later: what it costs is both
        start = time.process_time()
        result = function(press, job, *sheet)
        spent[job.label, job.address] += time.process_time() - start
        if sheet:
            pages[job.label] = pages.get(job.label) or result["pages"]
        return result
    return run

make.Press._written, make.Press._make = timed(make.Press._written), timed(make.Press._make)
content, output, conf, as_of = sys.argv[1:]
settings = {"briefings_pdf": True, "html_baseurl": "https://learning.example.org/", "briefings_as_of": as_of}
make_pdfs = make.make_pdfs
def make_all(*arguments):
    start = time.process_time()
    make_pdfs(*arguments)
    whole.append(time.process_time() - start)
make.make_pdfs = make_all
for _ in range(2):
    app = Sphinx(content, conf, output, f"{output}-doctrees", "html", settings, status=None)
    app.build()
clean, again = whole
of = lambda name: [seconds for (label, _), seconds in spent.items() if label == name]
one_pack = {"seconds": of("Pack")[0], "pages": pages["Pack"]}
print(json.dumps({"handouts": of("Handout"), "whole": clean, "unchanged": again, "pack": one_pack}))
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


def measure(bench: Bench, size: int, *, verify: bool) -> Results:
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

    step("clean publish")
    published = folder / "published"
    publishing = publish_by_phase(bench.site, content, published)
    first = None
    if bench.with_browser:
        from scripts.bench.finding import first_queries

        step("first queries in a browser")
        first = first_queries(published / "site")
    shutil.rmtree(published)
    step("clean build")
    costs["clean"] = clean_builds(bench.repeat, output, lambda: bench.build(content, output))
    built = snapshot(output)
    results: Results = {
        "publish": publishing,
        "first query": first,
        "markdown": {"pages": len(files), "bytes": sum(file.stat().st_size for file in files)},
        "environment": bench.environment_size(output, size),
        "output": output_size(output),
    }
    step("search index")
    results["search"] = bench.search(content, output)
    step("clean build with two processes")
    parallel = folder / "parallel"
    costs["clean -j2"] = clean_builds(bench.repeat, parallel, lambda: bench.build(content, parallel, "-j2"))
    require(snapshot(parallel) == built, "a parallel build gave other files than a serial one")
    shutil.rmtree(parallel)
    step("clean build without derived pages")
    plain_conf, bare = conf_without_derived(bench.site, folder), folder / "bare"
    costs["clean, nothing derived"] = clean_builds(
        bench.repeat, bare, lambda: bench.build(content, bare, conf=plain_conf)
    )
    shutil.rmtree(bare)

    costs |= measure_print(bench, content, folder / "printed", step)
    results["print"] = bench.printing(content, folder / "printing")
    step(f"no-change build, {NOISE_BUILDS} times")
    unchanged = [bench.build(content, output) for _ in range(max(NOISE_BUILDS, bench.repeat))]
    costs["no change"] = median_of(unchanged)
    results["noise"] = [cost.cpu for cost in unchanged]
    require(snapshot(output) == built, "a build without a change changed files")
    costs |= measure_edits(bench, content, output, size, step)
    if verify:
        step("clean build of what the edits left")
        fresh = folder / "fresh"
        bench.build(content, fresh)
        require(snapshot(fresh) == snapshot(output), "after the edits the site is not that of a clean build")
    results["costs"] = {name: asdict(cost) for name, cost in costs.items()}
    if bench.peers:
        results["race"] = measure_race(bench, content, folder / "race", size, step)
    shutil.rmtree(folder)
    return results


def measure_race(bench: Bench, content: Path, folder: Path, size: int, step: Callable[[str], None]) -> Results:
    """Our builds without search and PDFs, and those of the peers, in turn."""
    source, output = folder / "ours", folder / "ours-site"
    shutil.copytree(content, source)

    def forget() -> None:
        for built in (output, doctrees_of(output)):
            shutil.rmtree(built, ignore_errors=True)

    ours = Runner(OURS, source, output, lambda: bench.build(source, output), forget)
    runners = [ours, *(runner_of(peer, source, folder) for peer in others.peers(bench.peers, bench.work.parent))]
    return race(runners, size, bench.repeat, step)


def measure_print(bench: Bench, content: Path, output: Path, step: Callable[[str], None]) -> dict[str, Cost]:
    """Builds that make the PDFs too: clean, and without a change. What they cost is the difference to those without."""
    step("builds with PDFs")
    printing = ("-D", "briefings_pdf=1", "-D", "html_baseurl=https://learning.example.org/")
    clean = clean_builds(bench.repeat, output, lambda: bench.build(content, output, *printing))
    made = list((output / "pdf").rglob("*.pdf"))
    require(bool(made), "a build with PDFs made none")
    unchanged = median_of(
        [bench.build(content, output, *printing) for _ in range(max(min(3, NOISE_BUILDS), bench.repeat))]
    )
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


def measure_start(bench: Bench) -> Results:
    """What a build costs before it does anything: the interpreter, and a second build of a site of one page."""
    source, output = bench.work / "one", bench.work / "one-site"
    source.mkdir()
    (source / "index.md").write_text("# Home\n\nNothing here.\n", encoding="utf-8")
    bench.build(source, output)
    builds = [bench.build(source, output) for _ in range(3)]
    bare = [run([sys.executable, "-c", "pass"], bench.work / "log.txt", bench.environment) for _ in range(3)]
    return {"interpreter": asdict(median_of(bare)), "one page, no change": asdict(median_of(builds))}


# ---------------------------------------------------------------- sizes

_WITHOUT_DERIVED: Final = """\
from pathlib import Path

exec(compile(Path({conf!r}).read_text(encoding="utf-8"), {conf!r}, "exec"))
# A site's own folders are looked for beside its conf.py, and this file is elsewhere.
for name, own in (("templates_path", "_templates"), ("html_static_path", "_static")):
    named = [Path({site!r}, path) for path in globals().get(name) or [own]]
    globals()[name] = [str(path) for path in named if path.is_dir()]

def setup(app):
    from briefings.model.views import ListingView, Views
    from briefings.model.vocabulary import Kind

    whole = Views._listing

    def own_only(self, entry, listing, title):
        if entry.kind is Kind.BRIEFING:
            return whole(self, entry, listing, title)
        return ListingView(listing, title, (), b"", frozenset(), 0, "", 0)

    Views._listing = own_only
    Views._rest_pages = lambda self: iter(())
"""


def conf_without_derived(site: Path, folder: Path) -> Path:
    """A configuration like that of the site, in which listings and derived sections outside briefings are empty."""
    made = folder / "without-derived"
    made.mkdir()
    text = _WITHOUT_DERIVED.format(conf=str(site / "conf.py"), site=str(site))
    (made / "conf.py").write_text(text, encoding="utf-8")
    return made


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
    bench = Bench(options.site.resolve(), work.resolve(), options.repeat, options.peers, not options.no_browser)
    results: Results = {"version": VERSION, "machine": _machine(), "repeat": options.repeat, "sizes": {}}
    try:
        print("Measuring; this takes a while (at 1,000 half an hour, most of it other generators).", flush=True)
        results["start"] = measure_start(bench)
        for size in options.sizes:
            results["sizes"][str(size)] = measure(bench, size, verify=options.verify)
            (target / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    except BenchError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 3
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
    (target / "costs.svg").write_text(plot(results), encoding="utf-8")
    start = results["start"]
    print(f"\n{results['machine']['python']} on {results['machine']['cpus']} CPUs; median of {options.repeat}.")
    print(
        f"Before anything is built: interpreter {start['interpreter']['cpu']:.2f} s CPU, "
        f"no-change build of one page {start['one page, no change']['cpu']:.2f} s CPU.\n"
    )
    print("\n\n".join(table(size, result) for size, result in results["sizes"].items()))
    print("\n" + growth(results))
    if earlier is not None:
        print("\n" + compared(results, earlier))
    print(f"\nWritten: {target / 'results.json'} and {target / 'costs.svg'}")
    return 0


def _parse(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure speed and size on generated content folders.")
    parser.add_argument("--sizes", type=_sizes, default=[1000], metavar="N,N", help="numbers of briefings (1000)")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="how often each thing is measured (1)")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="results.json of an earlier run")
    known = ", ".join(f'"{name}"' for name in others.ALL)
    parser.add_argument(
        "--peers",
        type=_peers,
        default=tuple(others.ALL),
        metavar="A,B",
        help=f'whom to build beside us ({known}); "" for nobody',
    )
    parser.add_argument("--no-browser", action="store_true", help="leave out what a reader's search loads and takes")
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


def _peers(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if unknown := [name for name in names if name not in others.ALL]:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(others.ALL)}")
    return names


def _machine() -> Results:
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(),
    }


if __name__ == "__main__":
    sys.exit(main())
