"""Preview the content in a browser, and again after each change: sphinx-autobuild, with Sphinx already loaded.

It takes the arguments of sphinx-autobuild. That starts a new Python for each build, which loads Sphinx for a second
before it reads the one page that was saved. Here each build is a copy of a process in which everything is loaded;
`conf.py`, templates and content are read anew as ever. After a change of the generator's code, start it again.
"""

from __future__ import annotations

import gc
import pkgutil
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

import sphinx_autobuild.__main__ as autobuild  # type: ignore[import-untyped]
from sphinx.application import builtin_extensions
from sphinx.cmd.build import build_main
from sphinx_autobuild.build import Builder  # type: ignore[import-untyped]
from sphinx_autobuild.utils import show_message  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NOT_NEEDED: Final = ("briefings.importing", "briefings.publishing", "briefings.audit")


class LoadedBuilder(Builder):  # type: ignore[misc] # sphinx-autobuild says nothing of its types
    """Builds in this process: for a change that is a copy of the one that serves, made for this build alone."""

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build once; the first time as a program of its own, so that what is copied later holds nothing of it."""
        if not changed_paths:
            super().__call__(changed_paths=changed_paths)
            return
        gc.disable()  # the copy ends with the build
        if status := build_main(self.sphinx_args):
            print(f"The preview is not up to date: the build ended with {status}. The lines above say why.")
        show_message(f"Serving on {self.uri}")


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    for name in builtin_extensions:
        import_module(name)
    package = import_module("briefings")
    for module in pkgutil.walk_packages(package.__path__, "briefings."):
        if not module.name.startswith(_NOT_NEEDED):
            import_module(module.name)
    autobuild.Builder = LoadedBuilder
    autobuild.main(sys.argv[1:] if argv is None else argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
