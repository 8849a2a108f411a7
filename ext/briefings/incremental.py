"""Which pages must be written again: exactly those that would not come out the same.

What was written is noted in the output folder itself, when the build has finished. So two builders that share an
environment do not confuse each other, and a build that was killed or failed is made good by the next one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.html._build_info import BuildInfo

from briefings.assets import added_scripts, added_styles
from briefings.domain import domain_of, has_rest_pages
from briefings.memory import collect_for
from briefings.model.places import page_target
from briefings.model.scopes import SCOPES
from briefings.model.settings import SETTINGS
from briefings.model.vocabulary import FOLDER_OF_KIND
from briefings.pages import write_rest
from briefings.version import checksum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefings.domain import BriefingsDomain
    from briefings.model.entry import DocEntry
    from briefings.model.known import Places

NOTE: Final = ".briefings.json"
IMAGES: Final = "_images"


class Written:
    """The digest of each page as it stands in an output folder.

    Args:
        folder: the output folder.
        frame: digest of what all pages show and depend on; when it changes, every page is written again.
        library: digest of the content; while it stays, no page changes.

    `files` are those that were made of pieces, with the places of these.
    """

    def __init__(self, folder: Path, frame: str = "", library: str = "") -> None:
        self.file = folder / NOTE
        self.frame, self.library = frame, library
        self.before: dict[str, str] = {}
        self.now: dict[str, str] = {}
        self.files: dict[str, Places] = {}
        noted_frame = noted_library = ""
        try:
            noted = json.loads(self.file.read_text(encoding="utf-8"))
            noted_frame, noted_library = str(noted["frame"]), str(noted["library"])
            self.before = dict(noted["pages"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # nothing was written here before, or the note is broken: everything is written
        self.same_frame = noted_frame == frame
        self.unchanged = self.same_frame and noted_library == library

    def is_stale(self, page: str, digest: str) -> bool:
        """Note what a page shows now, and say whether it must be written."""
        self.now[page] = digest
        return not self.same_frame or self.before.get(page) != digest

    def keep_all(self) -> None:
        """Note that every page shows what it did; one of a file that cannot be shown (no digest) notes itself."""
        self.now = {page: digest for page, digest in self.before.items() if digest}

    def gone(self) -> list[str]:
        """Pages that were written before and do not exist any more."""
        return sorted(self.before.keys() - self.now.keys())

    def start(self, more: Iterable[str]) -> None:
        """Note that these pages and more are being written: should that be cut short, the next build writes all."""
        self._save("", "", dict.fromkeys((*self.before, *self.now, *more), ""))

    def save(self) -> None:
        """Note that all pages are written."""
        self._save(self.frame, self.library, self.now)

    def _save(self, frame: str, library: str, pages: dict[str, str]) -> None:
        text = json.dumps({"frame": frame, "library": library, "pages": dict(sorted(pages.items()))}, indent=0)
        if not self.file.exists() or self.file.read_text(encoding="utf-8") != text:
            self.file.write_text(text, encoding="utf-8")


def stale_pages(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """After reading: the pages to write again besides those that were read again."""
    domain = domain_of(env)
    name_images(env)
    offers = hashlib.blake2b(repr(sorted(domain.offers.items())).encode(), digest_size=16).hexdigest()
    written = Written(Path(app.outdir), frame_digest(app), f"{domain.library.digest} {offers}")
    app.briefings_written = written  # type: ignore[attr-defined]
    if written.unchanged:
        written.keep_all()
        return []
    stale = [docname for docname in sorted(domain.entries) if written.is_stale(docname, page_digest(domain, docname))]
    written.start([page.pagename for page in domain.views.rest_pages])
    domain.views.forget_queries()
    collect_for(len(stale))
    return stale


def frame_digest(app: Sphinx) -> str:
    """Changes with everything that all pages show or are made with: the settings, the templates, the code."""
    entries = domain_of(app.env).entries
    total = hashlib.blake2b(str(checksum()).encode(), digest_size=16)
    total.update(BuildInfo(app.config, app.tags, frozenset({"env", "html"})).config_hash.encode())
    for setting in SETTINGS:
        if setting.pages == "pairs":  # links that stand on every page, as far as their pages exist
            total.update(bytes(docname in entries for docname, _ in app.config[setting.name]))
    total.update(domain_of(app.env).registers.ledger.digest)  # links in the text of pages
    total.update(bytes(scope.page in entries for scope in SCOPES))  # the box that leads there
    if isinstance(app.builder, StandaloneHTMLBuilder):
        total.update(repr((added_styles(app.builder), added_scripts(app.builder))).encode())
    for folder in app.config.templates_path:  # those of the package are in the checksum
        for file in sorted((Path(app.confdir) / folder).rglob("*")):
            if file.is_file():
                total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def page_digest(domain: BriefingsDomain, docname: str) -> str:
    """Changes exactly when a page does: with its own file, its view, and the names of pages that lead to or from it."""
    entry = domain.entries[docname]
    total = hashlib.blake2b(entry.digest, digest_size=16)
    total.update(_titles_around(domain, entry) + domain.views.digest(docname).encode())
    total.update(repr(domain.offers_on(docname)).encode())
    return total.hexdigest()


def _titles_around(domain: BriefingsDomain, entry: DocEntry) -> bytes:
    """The titles that a page shows outside its view: of the index above it, and of pages it links to by file name."""
    around = [f"{FOLDER_OF_KIND[entry.kind]}/index"] if entry.kind in FOLDER_OF_KIND else []
    around += [page_target(entry.docname, one.target) for one in entry.references if one.what == "page"]
    return repr([(name, domain.entries[name].title if name in domain.entries else None) for name in around]).encode()


def collect_rest(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """The pages of the rest of long lists that changed."""
    written, domain = _written(app), domain_of(app.env)

    def is_stale(page: str, digest: str) -> bool:
        around = _titles_around(domain, domain.entries[page.rpartition("/")[0]])
        return written.is_stale(page, digest + hashlib.blake2b(around, digest_size=8).hexdigest())

    if written.unchanged:
        return ()
    domain.views.forget_pages()
    return write_rest(app, is_stale)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Remove what is gone."""
    if exception is not None or not hasattr(app, "briefings_written"):
        return
    written = _written(app)
    if has_rest_pages(app.builder):
        builder = cast("StandaloneHTMLBuilder", app.builder)
        for page in written.gone():
            _remove(Path(app.outdir), Path(builder.get_output_path(page)))
        _sync_images(app)
        _remove_leftovers(Path(app.outdir))


def note_written(app: Sphinx, exception: Exception | None) -> None:
    """Note what was written, after all else that writes; after a failure the note says that it is not complete."""
    if exception is None and hasattr(app, "briefings_written"):
        written = _written(app)
        if not written.unchanged:
            domain = domain_of(app.env)
            domain.earlier.leave(domain.views.known.kept(), written.files)
        written.save()


def _written(app: Sphinx) -> Written:
    return cast("Written", app.briefings_written)  # type: ignore[attr-defined]


def _remove(root: Path, file: Path) -> None:
    """Delete one page that an earlier build wrote, and folders that it leaves empty."""
    file.unlink(missing_ok=True)
    folder = file.parent
    while folder != root and root in folder.parents and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


# pictures and leftovers ------------------------------------------------------------------------------------------


def name_images(env: BuildEnvironment) -> None:
    """Name every picture after its own place: Sphinx numbers those of the same name in the order of reading."""
    for path, (docnames, _) in list(env.images.items()):
        env.images[path] = (docnames, path.replace("/", "--"))  # no slug holds two hyphens


def _sync_images(app: Sphinx) -> None:
    """Make the folder of pictures hold those of today's pages, with today's bytes, and nothing else."""
    folder = Path(app.outdir) / IMAGES
    wanted = {name: Path(app.srcdir) / path for path, (_, name) in app.env.images.items()}
    for old in folder.glob("*"):
        if old.name not in wanted:
            _remove(Path(app.outdir), old)
    for name, source in wanted.items():
        target = folder / name
        if source.is_file() and (not target.exists() or target.read_bytes() != source.read_bytes()):
            folder.mkdir(exist_ok=True)
            shutil.copyfile(source, target)


def _remove_leftovers(folder: Path) -> None:
    """Remove what Sphinx leaves behind: an empty folder for sources, and a copy of the settings of the last build."""
    (folder / ".buildinfo.bak").unlink(missing_ok=True)
    sources = folder / "_sources"
    if sources.is_dir() and not any(sources.iterdir()):
        sources.rmdir()
