"""Which pages must be written again: exactly those whose view changed since they were last written.

What was written is noted in the output folder itself, when the build has finished. So two builders that share an
environment do not confuse each other, and a killed build is made good by the next one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from briefings.domain import domain_of, has_rest_pages
from briefings.pages import write_rest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NOTE: Final = ".briefings.json"


class Written:
    """The digest of each page as it stands in an output folder.

    Args:
        folder: the output folder.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / NOTE
        self.before: dict[str, str] = {}
        self.library = ""
        self.now: dict[str, str] = {}
        try:
            noted = json.loads(self.file.read_text(encoding="utf-8"))
            self.before, self.library = dict(noted["pages"]), str(noted["library"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # nothing was written here before, or the note is broken: everything is written

    def is_stale(self, page: str, digest: str) -> bool:
        """Note what a page shows now, and say whether that changed."""
        self.now[page] = digest
        return self.before.get(page) != digest

    def keep_all(self) -> None:
        """Note that every page shows what it did."""
        self.now = dict(self.before)

    def gone(self) -> list[str]:
        """Pages that were written before and do not exist any more."""
        return sorted(self.before.keys() - self.now.keys())

    def save(self, library: str) -> None:
        """Write the note, only if it says anything new."""
        text = json.dumps({"library": library, "pages": dict(sorted(self.now.items()))}, indent=0)
        if not self.file.exists() or self.file.read_text(encoding="utf-8") != text:
            self.file.write_text(text, encoding="utf-8")


def stale_pages(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """After reading: the pages to write again besides those that were read again."""
    domain = domain_of(env)
    written = Written(Path(app.outdir))
    app.briefings_written = written  # type: ignore[attr-defined]
    if written.library == domain.library.digest:
        written.keep_all()
        return []
    views = domain.views
    return [docname for docname in sorted(domain.entries) if written.is_stale(docname, views.digest(docname))]


def collect_rest(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """The pages of the rest of long lists that changed."""
    written = _written(app)
    if written.library == domain_of(app.env).library.digest:
        return ()
    return write_rest(app, written)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Remove the pages that are gone, and note what was written; after a failure the old note stays."""
    if exception is not None or not hasattr(app, "briefings_written"):
        return
    written = _written(app)
    if has_rest_pages(app.builder):
        for page in written.gone():
            _remove(Path(app.outdir), app.builder.get_output_path(page))  # type: ignore[attr-defined]
    written.save(domain_of(app.env).library.digest)


def _written(app: Sphinx) -> Written:
    return cast("Written", app.briefings_written)  # type: ignore[attr-defined]


def _remove(root: Path, file: Path) -> None:
    """Delete one page that an earlier build wrote, and folders that it leaves empty."""
    file.unlink(missing_ok=True)
    folder = file.parent
    while folder != root and root in folder.parents and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
