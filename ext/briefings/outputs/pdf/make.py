"""Which PDFs a build makes: every one when it publishes, only what changed in a preview.

It runs after all pages are read and before any is written, so that pages can say how large each PDF is. What was made
is noted beside the PDFs; a published site has no such note, so publishing always makes all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import logging

from briefings.domain import domain_of, has_rest_pages
from briefings.memory import collect_for
from briefings.model.colours import DEFAULTS
from briefings.model.dates import PartialDate
from briefings.model.glyphs import missing_in, name_of
from briefings.model.offers import Offer
from briefings.model.problems import Code, Problem, errors_in
from briefings.model.schema import Briefing, Page
from briefings.model.views import Views
from briefings.model.vocabulary import FOLDER_OF_KIND, BlockKind, Kind, ListingKind
from briefings.outputs.pdf.qr import qr_code
from briefings.outputs.pdf.sheets import MOST_POINTS, MOST_QUESTIONS, ON_ONE_PAGE, Printer, Site, has_own_sheet
from briefings.outputs.pdf.typeset import DESIGN, FONTS, CannotPrint, Typesetter
from briefings.outputs.pdf.writing import Unprintable
from briefings.package_files import find_file, theme_folder
from briefings.report import report
from briefings.version import checksum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefings.outputs.pdf.shapes import Sheet

logger = logging.getLogger(__name__)
FOLDER: Final = "pdf"
NOTE: Final = ".briefings-pdf.json"
TOGETHER: Final = 50
"""How many sheets are written before they are typeset: in turn, each would drive the other's data out of the caches of
the processor, and the typesetter would take a fifth longer."""


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF to make.

    Attributes:
        address: from the root of the site.
        label: what it is called where it is offered.
        home: the page that offers it; a pack's is ``packs/<name>``.
        source: the file to name in a problem, from the folder that holds ``content/``.
        key: changes when anything that it shows does.
        on: the date that it bears.
        sheet: writes what stands on it.
    """

    address: str
    label: str
    home: str
    source: str
    key: str
    on: date
    sheet: Callable[[], Sheet]


def make_pdfs(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the PDFs of a build and note for each page what it offers."""
    domain = domain_of(env)
    domain.offers = {}
    folder = Path(app.outdir)
    if not has_rest_pages(app.builder):
        return
    if not app.config.briefings_pdf:
        _remove_all_but(folder, set())
        return
    design, fonts = find_file(app, f"print/{DESIGN}"), theme_folder() / "print" / FONTS
    press = Press(app, Typesetter(design, fonts, Path(app.srcdir), Path(app.doctreedir, "print")))
    domain.offers = press.run()


class Press:
    """Makes the PDFs of one build.

    Args:
        app: gives settings, documents and folders.
        typesetter: makes each PDF.
    """

    def __init__(self, app: Sphinx, typesetter: Typesetter) -> None:
        self.app, self.typesetter = app, typesetter
        self.folder = Path(app.outdir)
        self.domain = domain_of(app.env)
        self._refused = {problem.path for problem in errors_in(self.domain.problems)}
        self.library = self.domain.library
        self.pictures = _pictures(app)
        self._missing: dict[tuple[str, str, int], None] = {}
        config = app.config
        day = date.fromisoformat(config.briefings_as_of)
        site = Site(
            name=config.project,
            base=config.html_baseurl,
            brand=config.briefings_colours.get("brand", DEFAULTS["brand"]),
            as_of=PartialDate.parse(config.briefings_as_of).words,
            page_of=app.builder.get_target_uri,
            qr=qr_code,
            picture=typesetter.picture,
        )
        settings = (site.name, site.base, site.brand, site.as_of, app.builder.name, tuple(config.briefings_pack_pages))
        self.salt = _hash(typesetter.digest, str(checksum()), *map(repr, settings))
        self.site, self.day = site, day

    def run(self) -> dict[str, tuple[Offer, ...]]:
        """Make what is missing or has changed, delete what is gone.

        Returns:
            What each page offers, by docname.
        """
        whole = _hash(self.salt, self.library.digest, *(f"{name} {digest}" for name, digest in self.pictures.items()))
        before = _Note.read(self.folder / NOTE)
        if before.whole == whole and all((self.folder / address).is_file() for address in before.made):
            return before.offers()
        if not self.site.base:
            logger.info("PDFs: no QR codes and no web addresses, because html_baseurl is not set in conf.py")
        note = _Note(whole, {})
        self._views = Views(self.library, bounded=False)
        self._printer = Printer(self.site, self._views, self.app.env.get_doctree)
        failed = False
        jobs = list(self._jobs())
        collect_for(len(jobs))
        for start in range(0, len(jobs), TOGETHER):
            batch = jobs[start : start + TOGETHER]
            kept = {job.address: before.made[job.address] for job in batch if self._is_as_before(job, before)}
            sheets = {job.address: self._written(job) for job in batch if job.address not in kept}
            for job in batch:
                if made := kept.get(job.address) or self._make(job, sheets[job.address]):
                    note.made[job.address] = made
                else:
                    failed = True
        self._views.forget_pages()
        self._tell_missing()
        if failed:
            note.whole = ""  # tried, and told, again in the next build
        _remove_all_but(self.folder, set(note.made))
        note.save(self.folder / NOTE)
        return note.offers()

    # jobs ----------------------------------------------------------------------------------------------------

    def _jobs(self) -> Iterator[Job]:
        yield from self._briefings()
        for kind in (Kind.THEME, Kind.AGENCY):
            yield from self._lists(kind)
        yield from self._texts()
        yield from self._packs()

    def _briefings(self) -> Iterator[Job]:
        for entry in self.library.of_kind(Kind.BRIEFING):
            record = entry.record
            assert isinstance(record, Briefing)
            home, stem, on = entry.docname, f"{FOLDER}/briefings/{entry.slug}", record.published.first
            key = self._key_of(home)

            def handout(home: str = home) -> Sheet:
                return self._printer.handout(home)

            def one_page(home: str = home) -> Sheet:
                return self._printer.one_page(home)

            def recommendations(home: str = home) -> Sheet:
                return self._printer.recommendations(home)

            yield Job(f"{stem}.pdf", "Handout", home, self._source(home), key, on, handout)
            yield Job(f"{stem}-one-page.pdf", "One page", home, self._source(home), key, on, one_page)
            if has_own_sheet(entry):
                address = f"{stem}-recommendations.pdf"
                yield Job(address, "Recommendations", home, self._source(home), key, on, recommendations)

    def _lists(self, kind: Kind) -> Iterator[Job]:
        for entry in self.library.of_kind(kind):
            home, stem = entry.docname, f"{FOLDER}/{FOLDER_OF_KIND[kind]}/{entry.slug}"
            pages = self._pack_pages
            questions = self._printer.rows(kind, entry.slug, BlockKind.QUESTIONS)
            points = self._printer.rows(kind, entry.slug, BlockKind.PRACTICE_POINTS)
            own = (entry.digest.hex(), repr(sorted(self.library.glossary.items())), *map(self._key_of, pages))

            def pack(home: str = home, pages: tuple[str, ...] = pages) -> Sheet:
                return self._printer.questions(home, pages)

            def checklist(home: str = home) -> Sheet:
                return self._printer.checklist(home)

            on = self._newest(row.source.docname for row in (*questions, *points))
            source = self._source(home)
            if questions:
                key = _hash(self.salt, *own, repr(questions[:MOST_QUESTIONS]), str(len(questions)))
                yield Job(f"{stem}.pdf", "Question pack", home, source, key, on, pack)
            if points:
                key = _hash(self.salt, *own, repr(points[:MOST_POINTS]), str(len(points)))
                yield Job(f"{stem}-checklist.pdf", "Checklist", home, source, key, on, checklist)

    def _texts(self) -> Iterator[Job]:
        """Digests, and the pages of text that go with packs."""
        for entry in self.library.of_kind(Kind.PAGE):
            home = entry.docname
            record = entry.record
            digest = record.digest if isinstance(record, Page) else None
            if digest is None and home not in self._pack_pages:
                continue

            def page(home: str = home) -> Sheet:
                return self._printer.page(home)

            on = min(digest.period.end.last, self.day) if digest else self.day
            label = "Digest" if digest else entry.title
            yield Job(f"{FOLDER}/{home}.pdf", label, home, self._source(home), self._key_of(home), on, page)

    def _packs(self) -> Iterator[Job]:
        pages = self._pack_pages
        home = next(
            (
                entry.docname
                for entry in self.library.entries.values()
                if any(listing.kind is ListingKind.PACKS for listing in entry.listings)
            ),
            "",
        )
        for pack in self.library.registers.packs:
            if any(self.library.face(what, slug) is None for what, slug, _ in pack.lines):
                continue  # told already

            def sheet(pack: Any = pack) -> Sheet:
                return self._printer.pack(pack, pages[:1], pages[1:], home)

            # A pack can hold anything of the site: it is made again when anything has changed.
            key = _hash(self.salt, self.library.digest, repr(pack.record), *self.pictures.values())
            address = f"{FOLDER}/packs/{pack.name}.pdf"
            yield Job(address, "Pack", f"packs/{pack.name}", pack.path, key, pack.record.date.first, sheet)

    @property
    def _pack_pages(self) -> tuple[str, ...]:
        return tuple(name for name in self.app.config.briefings_pack_pages if name in self.library.entries)

    def _source(self, docname: str) -> str:
        return f"{Path(self.app.srcdir).name}/{docname}.md"

    def _newest(self, docnames: Iterator[str]) -> date:
        found = (self.library.entries[docname].record for docname in set(docnames))
        return max((one.published.first for one in found if isinstance(one, Briefing)), default=self.day)

    def _key_of(self, docname: str) -> str:
        entry = self.library.entries[docname]
        return _hash(self.salt, entry.digest.hex(), self._views.digest(docname), self.pictures.get(docname, ""))

    # making --------------------------------------------------------------------------------------------------

    def _is_as_before(self, job: Job, before: _Note) -> bool:
        old = before.made.get(job.address)
        return old is not None and old["key"] == job.key and (self.folder / job.address).is_file()

    def _written(self, job: Job) -> tuple[str, bool] | None:
        """A sheet as JSON, and whether it is to be one page; if it cannot be printed, say why, and go on."""
        try:
            sheet = job.sheet()
        except Unprintable as error:
            self._tell(Problem(job.source, error.line, Code.UNPRINTABLE, f"{job.address} is not made: {error.message}"))
            return None
        except CannotPrint as error:
            self._tell(Problem(job.source, 1, Code.UNPRINTABLE, f"{job.address} is not made: {error}"))
            return None
        text = json.dumps(sheet, ensure_ascii=False)
        if missing := missing_in(text, self.typesetter.characters):
            for char in missing:
                self._missing[char, *self._place_of(char, job.source)] = None
            return None
        return text, sheet["kind"] in ON_ONE_PAGE

    def _make(self, job: Job, sheet: tuple[str, bool] | None) -> dict[str, Any] | None:
        """Write one PDF; if it cannot be made, say why, and go on."""
        if sheet is None:
            return None
        text, on_one_page = sheet
        noon = datetime(job.on.year, job.on.month, job.on.day, 12, tzinfo=UTC)
        try:
            pdf, pages = self.typesetter.pdf(text, int(noon.timestamp()), on_one_page=on_one_page)
        except CannotPrint as error:
            self._tell(Problem(job.source, 1, Code.UNPRINTABLE, f"{job.address} is not made: {error}"))
            return None
        file = self.folder / job.address
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_bytes() != pdf:
            file.write_bytes(pdf)
        return {"key": job.key, "home": job.home, "label": job.label, "size": len(pdf), "pages": pages}

    def _tell(self, problem: Problem) -> None:
        if problem.path in self._refused:
            return  # the check has told what is wrong there, and why nothing is printed
        self.domain.errors += 1
        report(self.app, [problem])

    def _tell_missing(self) -> None:
        """Say of each character that no font has where it stands: in a setting, say, which no check reads."""
        for char, path, line in self._missing:
            message = f"no font of the PDFs has {name_of(char)}; write a word instead"
            self._tell(Problem(path, line, Code.MISSING_GLYPH, message))

    def _place_of(self, char: str, source: str) -> tuple[str, int]:
        """Where a character stands: in the page's own file, or in one that it takes text from."""
        root = Path(self.app.srcdir).parent
        sources = [source, *(self._source(docname) for docname in self.library.entries)]
        for path in dict.fromkeys(sources):
            for number, line in enumerate((root / path).read_text(encoding="utf-8").split("\n"), 1):
                if char in line:
                    return path, number
        return source, 1


class _Note:
    """What was made: for each PDF its key, and what is needed to offer it."""

    def __init__(self, whole: str, made: dict[str, dict[str, Any]]) -> None:
        self.whole, self.made = whole, made

    @classmethod
    def read(cls, file: Path) -> _Note:
        try:
            noted = json.loads(file.read_text(encoding="utf-8"))
            return cls(str(noted["whole"]), dict(noted["made"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls("", {})

    def save(self, file: Path) -> None:
        text = json.dumps({"whole": self.whole, "made": self.made}, indent=0)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")

    def offers(self) -> dict[str, tuple[Offer, ...]]:
        offers: defaultdict[str, list[Offer]] = defaultdict(list)
        for address, one in self.made.items():
            offers[one["home"]].append(Offer(one["label"], address, one["size"], one["pages"]))
        return {home: tuple(found) for home, found in offers.items()}


def _remove_all_but(folder: Path, wanted: set[str]) -> None:
    """Delete PDFs that are not made any more: of a briefing that was withdrawn, nothing must be left."""
    for file in sorted((folder / FOLDER).rglob("*"), reverse=True):
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif file.relative_to(folder).as_posix() not in wanted:
            file.unlink()
    if not wanted:
        (folder / NOTE).unlink(missing_ok=True)
        if (folder / FOLDER).is_dir():
            (folder / FOLDER).rmdir()


def _pictures(app: Sphinx) -> dict[str, str]:
    """For each page with pictures, a digest of their bytes."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, (docnames, _) in sorted(app.env.images.items()):
        file = Path(app.srcdir) / path
        digest = hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest() if file.is_file() else ""
        for docname in docnames:
            found[docname].append(digest)
    return {docname: _hash(*digests) for docname, digests in found.items()}


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
