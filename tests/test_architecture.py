"""The shape of the package: each module stands on its own. (`make imports` holds who may import whom.)"""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from building import ROOT

MODULES = sorted(
    ".".join(path.relative_to(ROOT / "ext").with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "ext" / "briefings").rglob("*.py")
)
IMPORT_EACH = """
import importlib, os, sys

for heavy in (  # what others wrote is loaded once for all: only our own modules are imported anew in each process
    "sphinx.application sphinx.builders.html sphinx.builders.dirhtml sphinx.builders.singlehtml sphinx.builders.latex "
    "sphinx.writers.html5 sphinx.domains.std myst_parser.parsers.sphinx_ myst_parser.sphinx_ext.main sphinx_design.extension "
    "pydantic yaml markdown_it mdit_py_plugins.deflist jinja2 docutils.parsers.rst.directives"
).split():
    importlib.import_module(heavy)

for name in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        try:
            importlib.import_module(name)
            os._exit(0)
        except BaseException as error:
            print(name, repr(error), flush=True)
            os._exit(1)
    if os.waitpid(child, 0)[1]:
        print(name, "cannot be imported alone", flush=True)
"""


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "ext"), "PATH": "/usr/bin:/bin"},
    )
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_each_module_imports_alone() -> None:
    """No module depends on another having been imported before it: each is imported first in a process of its own."""
    assert len(MODULES) > 20
    assert run(IMPORT_EACH, *MODULES) == ""


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
    """``import briefings`` loads nothing: what Sphinx needs is imported when it calls ``setup``."""
    code = "import sys, briefings; print([name for name in sys.modules if name.startswith('briefings.') or name == 'sphinx'])"
    assert run(code) == "[]"


def test_nothing_else_reads_a_clock() -> None:
    """In the whole model only `clock` asks what time it is, so a build depends on one date."""
    clocks = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "monotonic", "ctime"}
    for file in sorted((ROOT / "ext" / "briefings" / "model").rglob("*.py")):
        calls = [
            node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ]
        asked = {func.attr for func in calls if isinstance(func, ast.Attribute)} & clocks
        assert not asked or file.name == "clock.py", (file.name, asked)
