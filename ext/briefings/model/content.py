"""The whole content folder: find, read, decide, join, check. Used by every script, and by Sphinx in the same steps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefings.model.advice import advise
from briefings.model.attributes import WORD
from briefings.model.conf_file import CONF, check_conf, pack_pages_in, read_conf
from briefings.model.consistency import check_library
from briefings.model.digest import digest_of
from briefings.model.hints import is_draft
from briefings.model.ledger import unlisted
from briefings.model.library import Library
from briefings.model.meanings import check_meaning
from briefings.model.page import MAX_BYTES, ReadPage, is_too_large, read_page
from briefings.model.picture_files import damaged_pictures, missing_pictures, picture_files
from briefings.model.places import check_places
from briefings.model.privacy import (
    problems_of_page,
    problems_of_pictures,
    problems_of_registers,
    problems_of_settings,
)
from briefings.model.privacy.allow import Allowed, read_allowed
from briefings.model.problems import Code, Level, Problem, errors_in, in_order
from briefings.model.refused import RefusedPage, refused_page
from briefings.model.registers import check_registers, read_registers
from briefings.model.scan import SourceFile, read_plain, scan
from briefings.model.schema import Briefing
from briefings.model.selection import (
    Decision,
    Tombstone,
    decide,
    is_withdrawn,
    reasons_in,
    reasons_to_hold,
    tombstone_of,
)
from briefings.model.vocabulary import FOLDER_OF_KIND, Kind
from briefings.model.wording import advise_on_words

if TYPE_CHECKING:
    from collections.abc import Set
    from datetime import date
    from pathlib import Path

    from briefings.model.entry import DocEntry

Kept = Callable[[str, bytes], "DocEntry | None"]
_TOMBSTONE_BODY = ""
_PICTURE = re.compile(rb"(?m)^!\[[^\]\n]*\]\([^)\n]*\)[ \t]*$")


@dataclass(frozen=True, slots=True)
class ChosenPage:
    """A page as far as a build may see it.

    Attributes:
        entry: None when it is refused or held back.
        body: the Markdown to render.
        problems: what to tell; nothing of a page that is held back.
        refused: what is known of a page that is refused.
    """

    entry: DocEntry | None
    body: str
    problems: tuple[Problem, ...]
    refused: RefusedPage | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What the content folder holds for one date; `chosen` are the pages that were read, without those kept."""

    library: Library
    problems: tuple[Problem, ...]
    chosen: dict[str, ChosenPage]


def read_file(source: SourceFile) -> tuple[bytes, Problem | None]:
    """The bytes of a file, or the problem with opening it; of a file that is too large, only the start.

    Pages of the package are read without pictures: Sphinx finds these in the folder of a site alone.
    """
    try:
        data = read_plain(source.file, MAX_BYTES)
        return _PICTURE.sub(b"", data) if source.is_common else data, None
    except OSError:
        return b"", Problem(source.shown, 0, Code.UNREADABLE, "the file cannot be opened; check its permissions")


def choose(
    source: SourceFile,
    data: bytes,
    *,
    as_of: date,
    drafts: bool = False,
    allowed: Allowed | None = None,
    agencies: Set[str] = frozenset(),
    printed: Set[str] = frozenset(),
) -> ChosenPage:
    """Read one file and decide what a build may see of it.

    Args:
        source: the file.
        data: its bytes.
        as_of: the date of the build.
        drafts: whether what is not public may be seen (previews and checks).
        allowed: privacy findings that may stand.
        agencies: the slugs of all agencies.
        printed: the pages of text that are printed with every pack.
    """
    allowed = allowed or Allowed()
    read: ReadPage = read_page(
        data,
        docname=source.docname,
        path=source.shown,
        agencies=agencies,
        is_printed=source.docname in printed,
    )
    if read.entry is None:
        if not drafts and isinstance(read.record, Briefing) and any(reasons_in(read.record, as_of)):
            return ChosenPage(None, "", ())
        found = _private(source, data, read, allowed) if not is_too_large(data) else []
        return ChosenPage(None, "", in_order([*read.problems, *found]), read.refused)
    decision = decide(read.entry, as_of)
    if decision is Decision.HELD and not drafts:
        return ChosenPage(None, "", ())
    if decision is Decision.TOMBSTONE or is_withdrawn(read.entry):
        stone = tombstone_of(read.entry)
        found = _private(source, data if drafts else _words_of(stone), read, allowed)
        stone = replace(stone, allowed=allowed.needed_by(source.docname))
        problems = in_order([*read.problems, *found])
        if errors_in(found):
            return ChosenPage(None, "", problems, RefusedPage(source.docname))
        return ChosenPage(stone, _TOMBSTONE_BODY, problems)
    found = _private(source, data, read, allowed)
    problems = in_order([*read.problems, *found])
    if errors_in(found):
        return ChosenPage(None, "", problems, refused_page(read.entry))
    entry = replace(read.entry, allowed=allowed.needed_by(source.docname))
    return ChosenPage(entry, read.body, problems)


def _private(source: SourceFile, data: bytes, read: ReadPage, allowed: Allowed) -> list[Problem]:
    """What could tell who somebody is."""
    pseudonyms = getattr(read.record, "pseudonyms", None)
    return problems_of_page(
        re.sub(r"\r\n?", "\n", data.decode("utf-8", "replace").removeprefix("\ufeff")),
        page=source.docname,
        path=source.shown,
        allowed=allowed,
        declared=pseudonyms.names if pseudonyms else (),
    )


def not_public_yet(entry: DocEntry, source: SourceFile, as_of: date) -> list[Problem]:
    """What a preview says of a page that readers cannot see: it depends on the date, so it is asked in every build."""
    if decide(entry, as_of) is not Decision.HELD:
        return []
    reasons = ", and ".join(reasons_to_hold(entry, as_of))
    return [Problem(source.shown, 0, Code.NOT_PUBLIC_YET, f"this briefing is not public yet: {reasons}")]


def _is_tombstone(entry: DocEntry | None) -> bool:
    return entry is not None and isinstance(entry.record, Tombstone)


def _words_of(stone: DocEntry) -> bytes:
    """All that a tombstone says."""
    return stone.record.why.encode() if isinstance(stone.record, Tombstone) else b""


def agencies_among(docnames: Iterable[str]) -> frozenset[str]:
    """The slugs of the agencies among pages, by which attributes tell them from themes before any page is read."""
    folder = f"{FOLDER_OF_KIND[Kind.AGENCY]}/"
    return frozenset(name.removeprefix(folder) for name in docnames if name.startswith(folder))


def _words_stand(entry: DocEntry, agencies: Set[str]) -> bool:
    """Whether each word of its attributes is still what it was taken for when the page was read."""
    return not any(
        (one.target in agencies) is (one.what == WORD) for one in entry.references if one.what in (WORD, "agency")
    )


def _chosen_before(
    page: ChosenPage | None, source: SourceFile, data: bytes, allowed: Allowed, agencies: Set[str]
) -> ChosenPage | None:
    """A page that was chosen before, if it and its privacy findings are still the same."""
    entry = page.entry if page else None
    if entry is None or entry.digest != digest_of(data) or entry.allowed != allowed.of(source.docname):
        return None
    if not _words_stand(entry, agencies):
        return None
    allowed.keep(source.docname)
    return page


def _for_editors(problems: list[Problem], files: list[SourceFile], root: str) -> list[Problem]:
    """What editors can do something about: no advice on pages of the package, whose mistakes name the package."""
    common = {f"{root}/{source.docname}.md": source.shown for source in files if source.is_common}
    common |= {name: name for name in common.values()}
    return [
        replace(problem, path=common.get(problem.path, problem.path))
        for problem in problems
        if problem.path not in common or problem.code.level is Level.ERROR
    ]


def _problems_between(library: Library, content: str) -> Iterator[Problem]:
    """The problems between pages, also those that only show once what is not public yet is left out."""
    yield from _problems_of(library, content)
    as_of = library.as_of
    public = {name: entry for name, entry in library.entries.items() if decide(entry, as_of) is not Decision.HELD}
    if len(public) < len(library.entries):
        refused = {name: page for name, page in library.refused.items() if not is_draft(name)}
        readers = Library(public, as_of, library.registers, refused)
        yield from _problems_of(readers, content)


def _problems_of(library: Library, content: str) -> Iterator[Problem]:
    yield from check_library(library, content)
    yield from check_places(library, content)
    yield from check_registers(library)
    yield from check_meaning(library, content)


def _problems_of_pictures(entries: Iterable[DocEntry], root: Path, *, drafts: bool) -> Iterator[Problem]:
    """What is wrong with the pictures of the content: what they carry, whether they can be shown, which are missing."""
    pictures = picture_files(root, drafts=drafts)
    found = problems_of_pictures(root, drafts=drafts)
    yield from found
    doubtful = {problem.path for problem in found}
    yield from damaged_pictures(root, [name for name in pictures if f"{root.name}/{name}" not in doubtful])
    yield from missing_pictures(entries, pictures, root.name)


def load_content(
    root: Path,
    *,
    as_of: date,
    drafts: bool = False,
    kept: Kept = lambda docname, data: None,
    checked: Mapping[str, ChosenPage] = MappingProxyType({}),
    advice: bool = True,
    settings: Path | None = None,
) -> Content:
    """Read the whole content folder.

    Args:
        root: the folder, usually called ``content``.
        as_of: the date of the build.
        drafts: whether to include what is not public, for previews and checks.
        kept: given a docname and the bytes of its file, the entry of an earlier build that still holds, or None.
        checked: pages as they were chosen a moment ago, for the same date; one of other bytes is chosen again.
        advice: whether to look at words, and compare all pages, for what could be better, which never stops a build.
        settings: the site's ``conf.py``, where it is not beside the content.

    Returns:
        The library of every page that may be seen, and all problems of all files in order.
    """
    conf_file = settings or root.parent / CONF
    conf = read_conf(conf_file)
    printed = pack_pages_in(conf)
    files, problems = scan(root, drafts=drafts)
    agencies = agencies_among(source.docname for source in files)
    entries: dict[str, DocEntry] = {}
    chosen: dict[str, ChosenPage] = {}
    refused: dict[str, RefusedPage] = {}
    looked_through: set[str] = set()
    allowed, found = read_allowed(root, as_of)
    problems += found
    for source in files:
        data, problem = read_file(source)
        if problem:
            problems.append(problem)
            refused[source.docname] = RefusedPage(source.docname)
            continue
        entry = kept(source.docname, data)
        if entry and entry.allowed == allowed.of(source.docname) and _words_stand(entry, agencies):
            allowed.keep(source.docname)
            entries[source.docname] = entry
            problems += not_public_yet(entry, source, as_of)
            continue
        page = _chosen_before(checked.get(source.docname), source, data, allowed, agencies)
        page = page or choose(
            source, data, as_of=as_of, drafts=drafts, allowed=allowed, agencies=agencies, printed=printed
        )
        if advice and page.entry and page.entry.kind is Kind.BRIEFING:
            page = replace(page, problems=(*page.problems, *advise_on_words(page.body, source.shown)))
        problems += page.problems
        if (page.entry or page.problems) and (drafts or not _is_tombstone(page.entry)):
            looked_through.add(source.docname)
        if page.refused:
            refused[source.docname] = page.refused
        if page.entry:
            entries[source.docname] = page.entry
            chosen[source.docname] = page
            problems += not_public_yet(page.entry, source, as_of)
    registers, found = read_registers(root, allowed)
    looked_through.update(registers.pages)
    problems += _problems_of_pictures(entries.values(), root, drafts=drafts)
    problems += problems_of_registers(root, allowed)
    problems += problems_of_settings(conf.decode("utf-8", "replace"), path=CONF, allowed=allowed)
    problems += check_conf(conf, conf_file.parent, {source.docname for source in files}) if conf else []
    problems += allowed.stale(looked_through, root, drafts=drafts)
    library = Library(entries, as_of, registers, refused)
    problems += found
    problems += _problems_between(library, root.name)
    problems += unlisted(library, root.name)
    problems += advise(library, root.name) if advice else []
    return Content(library, in_order(_for_editors(problems, files, root.name)), chosen)
