"""What a preview shows besides the site (`make live`): which pages are not public, and the problems of the content.

Only where ``briefings_drafts`` is set, which a published build never does. Problems are handed to the page as data and
shown by a script, so that a new problem does not mean writing every page again.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ConfigError

from briefings.domain import domain_of
from briefings.model.problems import Level
from briefings.model.selection import Decision, decide
from briefings.model.to_do import to_do

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from briefings.model.problems import Problem

FOLDER: Final = "_preview"
_PUBLISHED: Final = ".publishing"
"""The end of the name of the folder that publishing keeps beside a published site."""
UNREADABLE: Final = "unreadable.html"
SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self' ws:; form-action 'self'; base-uri 'none'"
)
"""Wider than that of the published site: sphinx-autobuild puts a script into each page, which loads it again."""
_FILES: Final = Path(__file__).parent / "preview_files"


def keep_out(app: Sphinx, config: Config) -> None:
    """Never write drafts where a published site stands, or anywhere within it (promise P54).

    Raises:
        ConfigError: before anything is written.
    """
    if not config.briefings_drafts:
        return
    out = Path(app.outdir)
    for folder in (out, *out.parents):
        if (folder.parent / f".{folder.name}{_PUBLISHED}").is_dir():
            with suppress(OSError):
                out.rmdir()  # Sphinx has made it already; it goes only while it is empty
            raise ConfigError(f"{folder} is published by 'briefings build'; a preview with drafts goes elsewhere")


def add_preview(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Tell the template of a page that this is a preview, and whether the page is public."""
    if not app.config.briefings_drafts:
        return
    entry = domain_of(app.env).entries.get(pagename)
    as_of = date.fromisoformat(app.config.briefings_as_of)
    context["preview"] = f"content/{pagename}.md"
    context["held"] = entry is not None and decide(entry, as_of) is Decision.HELD
    context["content_security_policy"] = SECURITY_POLICY


def collect_unreadable(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page for each file that cannot be shown, with what is wrong with it."""
    if not app.config.briefings_drafts:
        return
    domain, written = domain_of(app.env), app.briefings_written  # type: ignore[attr-defined]
    by_path: dict[str, list[Problem]] = {}
    for problem in domain.problems:
        if problem.code.level is Level.ERROR:
            by_path.setdefault(problem.path, []).append(problem)
    for path, problems in by_path.items():
        page = path.partition("/")[2].removesuffix(".md")
        if path.endswith(".md") and page not in domain.entries:
            written.is_stale(page, "")  # so that it goes when the page itself comes, and not before
            yield page, {"problems": [(one.line, one.message, one.code.slug) for one in problems]}, UNREADABLE


def write_preview(app: Sphinx, exception: Exception | None) -> None:
    """Write the problems as data, and the script and style that show them; a build without drafts takes them away."""
    folder = Path(app.outdir) / FOLDER
    if exception is not None:
        return
    if not app.config.briefings_drafts:
        shutil.rmtree(folder, ignore_errors=True)
        return
    folder.mkdir(exist_ok=True)
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "message": problem.message,
            "code": problem.code.slug,
            "stops": problem.code.level is Level.ERROR,
        }
        for problem in domain_of(app.env).problems
    ]
    files = {"problems.json": json.dumps(rows, indent=0, ensure_ascii=False)}
    left = dict(to_do(Path(app.srcdir), domain_of(app.env).problems))
    files["to-do.json"] = json.dumps(left, indent=0, ensure_ascii=False)
    files |= {file.name: file.read_text(encoding="utf-8") for file in sorted(_FILES.iterdir()) if file.is_file()}
    for name, text in files.items():
        file = folder / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
