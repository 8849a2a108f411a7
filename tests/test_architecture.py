"""The shape of the package: each module stands on its own. (`make imports` holds who may import whom.)"""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import pytest
from building import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILES = {
    ".".join(path.relative_to(ROOT / "ext").with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "ext" / "briefings").rglob("*.py"))
}
MODULES = list(FILES)


def statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """What runs when a module is imported; what stands under ``if TYPE_CHECKING`` or in a function does not."""
    for one in body:
        yield one
        if isinstance(one, ast.If) and ast.unparse(one.test) == "TYPE_CHECKING":
            yield from statements(one.orelse)
        elif not isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "finalbody", "handlers", "cases"):
                yield from statements(getattr(one, part, ()))


def imported_by(name: str) -> set[str]:
    """Our own modules that must be complete before this one is."""
    tree = ast.parse(FILES[name].read_text(encoding="utf-8"))
    found: set[str] = set()
    whole: dict[str, str] = {}
    for one in statements(tree.body):
        if isinstance(one, ast.ImportFrom):
            assert one.level == 0, f"{name}: a relative import"
            modules = {alias.asname or alias.name: f"{one.module}.{alias.name}" for alias in one.names}
            found |= {module if module in FILES else str(one.module) for module in modules.values()}
            whole |= {word: module for word, module in modules.items() if module in FILES}
        elif isinstance(one, ast.Import):
            ours = [alias.name for alias in one.names if alias.name in FILES]
            assert not ours, f"{name} imports a module whole, and might use what nobody imported: {ours}"
    for part in ast.walk(tree) if whole else ():
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            inner = f"{whole.get(part.value.id)}.{part.attr}"
            assert inner not in FILES, f"{name} uses {inner}, which it does not import"
    around = {parent for module in found for parent in parents(module)}
    return (found | around - set(parents(name))) & FILES.keys() - {name}


def parents(name: str) -> list[str]:
    """The packages that a module stands in."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "ext"), "PATH": "/usr/bin:/bin"},
    )
    return done.stdout.strip()


def test_each_module_imports_alone() -> None:
    """No module depends on another having been imported before it.

    Imports make no circle, so whatever a module imports is complete before it goes on, whichever is imported first; and
    all can be imported.
    """
    assert len(MODULES) > 20
    TopologicalSorter({name: imported_by(name) for name in MODULES}).prepare()  # raises CycleError with the circle
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    assert run(code, *MODULES) == ""
    assert run(code, *reversed(MODULES)) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from briefings.model import dates", {"briefings.model", "briefings.model.dates"}),
        ("from briefings.model.dates import Period", {"briefings.model", "briefings.model.dates"}),
        ("if TYPE_CHECKING:\n    from briefings.model import dates\nelse:\n    import os", set()),
        ("def f():\n    from briefings.model import dates", set()),
        ("try:\n    import os\nexcept ImportError:\n    from briefings import body", {"briefings.body"}),
        ("class A:\n    from briefings import body", {"briefings.body"}),
    ],
)
def test_what_counts_as_imported(
    text: str, expected: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is imported when the module is, wherever that stands; not what a function imports, or types alone."""
    (tmp_path / "config.py").write_text(text, encoding="utf-8")
    monkeypatch.setitem(FILES, "briefings.config", tmp_path / "config.py")
    assert imported_by("briefings.config") == expected


def test_model_needs_no_sphinx() -> None:
    """The model is plain Python: importing all of it loads neither Sphinx nor docutils nor templates."""
    model = [name for name in MODULES if name.startswith("briefings.model")]
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print([name for name in ('sphinx', 'docutils', 'myst_parser', 'jinja2') if name in sys.modules])"
    )
    assert run(code, *model) == "[]"


def test_importing_the_extension_does_no_work() -> None:
    """``import briefings`` loads nothing but its version: what Sphinx needs is imported when it calls ``setup``."""
    code = "import sys, briefings; print([name for name in sys.modules if name.startswith('briefings.') or name == 'sphinx'])"
    assert run(code) == "['briefings.__about__']"


def test_nothing_else_reads_a_clock() -> None:
    """In the whole model only `clock` asks what time it is, so a build depends on one date."""
    clocks = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "monotonic", "ctime"}
    for file in sorted((ROOT / "ext" / "briefings" / "model").rglob("*.py")):
        calls = [
            node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ]
        asked = {func.attr for func in calls if isinstance(func, ast.Attribute)} & clocks
        assert not asked or file.name == "clock.py", (file.name, asked)


def test_each_test_file_has_a_name_of_its_own() -> None:
    """Two test files of one name cannot run together: pytest imports both under that name."""
    folders: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        folders.setdefault(path.name, []).append(str(path.parent.relative_to(ROOT)))
    assert {name: found for name, found in folders.items() if len(found) > 1} == {}
