"""Change the code of the model in a thousand small ways, and see that the tests notice: `make mutants`.

mutmut makes the changes (mutants) in selection, front matter and the privacy checks, and runs the tests of the model,
of input and of privacy on each. It wants its sources in ``src/``, so all of it happens in a copy, ``_build/mutants``.
What a mutant changes: ``mutmut show NAME`` in that folder. docs/mutation-testing.md has the figures, and what they
leave out.

Exit codes: 0 enough are noticed, 1 too few in a module, 3 the tests do not pass on the code as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
MODULES: Final = ("selection", "frontmatter", "privacy/*")
ENOUGH: Final = 90
_PARTS: Final = ("content", "docs", "schemas", "scripts", "_static")
_TESTS: Final = ("model", "input", "privacy", "sites", "building.py", "conftest.py", "each.py", "pages.py")
_OUT_OF_PLACE: Final = (
    # These start processes of their own, or look at all tests or all of the repository: they say nothing of a mutant.
    "tests/input/test_problems.py::test_every_code_comes_up_in_a_test",
    "tests/privacy/test_detectors.py::test_the_command_never_prints_what_it_found",
)
_MEANT: Final = {None: "not run", 0: "survived", 5: "no test", 33: "no test", 1: "killed", 3: "killed"}
"""What mutmut's exit codes mean; all others are time-outs and crashes, which are noticed too."""


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="See whether the tests notice small changes of the code.")
    parser.add_argument("--folder", type=Path, default=ROOT / "_build" / "mutants", help="where to do it")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="how many at once")
    options = parser.parse_args(argv)
    lay_out(options.folder)
    # Another copy of the package on the path would be tested instead of the mutants.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(options.processes)]
    if subprocess.run(command, cwd=options.folder, env=environment).returncode:
        return 3
    found = counts(options.folder)
    print("\n".join(table(found)))
    return 0 if all(share(one) >= ENOUGH for one in found.values()) else 1


def lay_out(folder: Path) -> None:
    """Copy what the tests need, with the sources where mutmut looks for them."""
    shutil.rmtree(folder, ignore_errors=True)
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ext" / "briefings", folder / "src" / "briefings", ignore=leave)
    for part in (*_PARTS, *(f"tests/{name}" for name in _TESTS)):
        source, copy = ROOT / part, folder / part
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=leave)
        else:
            shutil.copy(source, copy)
    shutil.copy(ROOT / "conf.py", folder)
    arguments = ["-x", "-q", *(part for test in _OUT_OF_PLACE for part in ("--deselect", test))]
    lines = [
        "[tool.pytest.ini_options]",
        'pythonpath = ["src", "."]',
        'addopts = ["--strict-markers", "-p", "no:cacheprovider"]',
        "[tool.mutmut]",
        'source_paths = ["src"]',
        f"only_mutate = {json.dumps([f'src/briefings/model/{name}.py' for name in MODULES])}",
        f"also_copy = {json.dumps([*_PARTS, 'conf.py'])}",
        f"pytest_add_cli_args = {json.dumps(arguments)}",
        'pytest_add_cli_args_test_selection = ["tests/model", "tests/input", "tests/privacy"]',
        "track_dependencies = false",
        "use_git_change_detection = false",
        "use_setproctitle = false",
    ]
    (folder / "pyproject.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def counts(folder: Path) -> dict[str, Counter[str]]:
    """For each module how many mutants were killed, survived, ran into a time-out, have no test or were not run."""
    found = {}
    base = folder / "mutants" / "src" / "briefings" / "model"
    for file in sorted(base.rglob("*.py.meta")):
        codes = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        if codes:
            name = file.relative_to(base).as_posix().removesuffix(".py.meta")
            found[name] = Counter(_MEANT.get(code, "time-out") for code in codes)
    return found


def share(found: Counter[str]) -> float:
    """How many of a hundred mutants are noticed."""
    return 100 * (found["killed"] + found["time-out"]) / found.total()


def table(found: dict[str, Counter[str]]) -> list[str]:
    """The figures, as they stand in docs/mutation-testing.md."""
    rows = ["| module | mutants | killed | time-out | survived | no test | noticed |", "|---|--:|--:|--:|--:|--:|--:|"]
    total: Counter[str] = Counter()
    for name, one in [*found.items(), ("all", total)]:
        figures = (one.total(), one["killed"], one["time-out"], one["survived"], one["no test"])
        rows.append(f"| {name} | {' | '.join(map(str, figures))} | {share(one):.1f} % |")
        total += one
    return rows


if __name__ == "__main__":
    sys.exit(main())
