"""What must not stand in any published file: words and phrases that only pages have which are not public.

A canary is chosen so that it can come from nowhere else: it stands in no public page, no template, no script and no
line of this program. Canaries live in memory only. A fault says in which file one was found, never which, so that a
log cannot leak what the site did not.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.selection import Tombstone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefings.model.library import Library

_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKUP: Final = re.compile(r"<[^>]*>|&[a-z]+;|&#\w+;")
_SHORTEST: Final = 6
"""Shorter words may be part of anything: a hash, the name of a variable."""
_RUN: Final = 7
"""How many words in a row are taken for a quotation."""
_SHORTEST_NAME: Final = 8
_SOURCES: Final = frozenset({".py", ".html", ".js", ".css", ".svg", ".toml", ".txt", ".typ", ".md"})
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_GZIP: Final = b"\x1f\x8b"
_BINARY: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".woff2", ".ico", ".wasm", ".inv"})


@dataclass(frozen=True, slots=True)
class Canaries:
    """What is searched for in every file.

    Attributes:
        words: single words, in lower case.
        names: file names of pages that are not public.
        runs: runs of words, in lower case, each as one text.
    """

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    runs: frozenset[str] = frozenset()

    def faults(self, name: str, data: bytes) -> Iterator[str]:
        """A sentence when a file holds any of it; the word itself is not told."""
        if not (self.words or self.names or self.runs):
            return
        lowered = name.lower()
        if any(one in lowered for one in self.names):
            yield "a file has the name of a page that is not public [not-public]"
        for text in texts_of(name, data):
            if any(one in text for one in self.names):
                yield f"{name}: names a page that is not public [not-public]"
            plain = _MARKUP.sub(" ", text)
            found = _WORD.findall(plain)
            # Attributes count too: a description or an alternative text is read aloud.
            hit = not self.words.isdisjoint(found) or not self.words.isdisjoint(_WORD.findall(text))
            if hit or not self.runs.isdisjoint(_runs(found)):
                yield f"{name}: holds words that stand only in a page that is not public [not-public]"
                return


def canaries_for(
    held: Mapping[str, str], withdrawn: Mapping[str, str], library: Library, public: Path, site: Path
) -> Canaries:
    """Choose canaries.

    Args:
        held: the text of pages that are held back, by docname.
        withdrawn: the text of withdrawn pages; their name, and what the tombstone says, are public.
        library: the public pages.
        public: the folder with the public pages (withdrawn ones may be among them; they do not count).
        site: the folder of the site: words of its templates are not secret.
    """
    if not held and not withdrawn:
        return Canaries()
    known_words: set[str] = set()
    known_runs: set[str] = set()
    known_text: list[str] = []
    for text in _known(library, public, site, withdrawn):
        lowered = text.casefold()
        words = _WORD.findall(_MARKUP.sub(" ", lowered))
        known_words.update(words, _WORD.findall(lowered))
        known_runs.update(_runs(words))
        known_text.append(lowered)
    everything = "\n".join(known_text)
    words_out: set[str] = set()
    runs_out: set[str] = set()
    for text in (*held.values(), *withdrawn.values()):
        words = _WORD.findall(text.casefold())
        words_out.update(word for word in words if len(word) >= _SHORTEST)
        runs_out.update(_runs(words))
    slugs = {docname.rpartition("/")[2].casefold() for docname in held}
    names = {slug for slug in slugs if len(slug) >= _SHORTEST_NAME and slug not in everything}
    return Canaries(frozenset(words_out - known_words), frozenset(names), frozenset(runs_out - known_runs))


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """What a file says, in lower case: unpacked, and with PDF read as text and metadata."""
    suffix = Path(name).suffix
    if suffix == ".pdf":
        yield from _pdf_texts(data)
        return
    if suffix == ".inv":
        yield _unpacked_inventory(data).decode("utf-8", "replace").casefold()
        return
    if data.startswith(_GZIP):
        data = gzip.decompress(data)
    if suffix in _BINARY:
        yield data.decode("latin-1").lower()
        return
    text = data.decode("utf-8", "replace")
    if suffix == ".json" and "\\u" in text:
        text = json.dumps(json.loads(text), ensure_ascii=False)
    yield text.casefold()


def _pdf_texts(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # only sites with PDF pay for it

    reader = PdfReader(io.BytesIO(data))
    for page in reader.pages:
        yield page.extract_text().casefold()
    yield " ".join(f"{key} {value}" for key, value in (reader.metadata or {}).items()).casefold()
    yield " ".join(str(one.get("/Title", "")) for one in _flat(reader.outline) if isinstance(one, dict)).casefold()
    metadata = reader.root_object.get("/Metadata")
    if metadata is not None:
        yield metadata.get_object().get_data().decode("utf-8", "replace").casefold()


def _flat(outline: Iterable[object]) -> Iterator[object]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _unpacked_inventory(data: bytes) -> bytes:
    """An ``objects.inv``: four lines, then zlib."""
    head, packed = data[:0], data
    for _ in range(4):
        line, _, packed = packed.partition(b"\n")
        head += line + b"\n"
    try:
        return head + zlib.decompress(packed)
    except zlib.error:
        return data


def _known(library: Library, public: Path, site: Path, withdrawn: Mapping[str, str]) -> Iterator[str]:
    """Every text that may come out: public pages, tombstones, templates, scripts, this program."""
    for file in sorted(public.rglob("*.md")):
        docname = file.relative_to(public).with_suffix("").as_posix()
        yield docname
        if docname not in withdrawn:
            yield file.read_text(encoding="utf-8", errors="replace")
    for entry in library.entries.values():
        if isinstance(entry.record, Tombstone):
            yield f"{entry.title} {entry.record.on} {entry.record.why}"
    folders = (_PACKAGE, site / "_templates", site / "_static", site / "_styles")
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if file.suffix in _SOURCES:
                yield file.read_text(encoding="utf-8", errors="replace")
    yield (site / "conf.py").read_text(encoding="utf-8", errors="replace")


def _runs(words: list[str]) -> Iterator[str]:
    return map(" ".join, zip(*(words[start:] for start in range(_RUN)), strict=False))
