"""What must not stand in any published file: words and phrases that only pages have which are not public.

A canary is chosen so that it can come from nowhere else: it stands in no public page, no template, no script and no
line of this program. Canaries live in memory only. A fault says in which file one was found, never which, so that a
log cannot leak what the site did not.
"""

from __future__ import annotations

import functools
import gzip
import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefings.audit.pdf_text import texts_in_pdf
from briefings.model.selection import Tombstone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefings.model.library import Library

_LETTER: Final = re.compile(r"[^\W\d_]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_LETTERS_ALONE: Final = bytes(byte if byte > 127 or chr(byte).isalpha() else 32 for byte in range(256))
_MARKUP: Final = re.compile(r"<[^>]*>|&[a-z]+;|&#\w+;")
_SHORTEST: Final = 6
"""Shorter words may be part of anything: a hash, the name of a variable."""
_RUN: Final = 7
"""How many words in a row are taken for a quotation."""
_SHORTEST_NAME: Final = 8
_SOURCES: Final = frozenset({".py", ".html", ".js", ".css", ".svg", ".toml", ".txt", ".typ", ".md"})
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_HEXADECIMAL: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPED: Final = re.compile(r"\\[nrtbfN]")
_GZIP: Final = b"\x1f\x8b"
_JSON: Final = frozenset({".json", ".webmanifest", ".pf_fragment", ".pf_meta"})
_BINARY: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".woff2", ".ico", ".wasm", ".pagefind", ".pf_index"})
_WRITING: Final = re.compile(rb"(?:[\x20-\x7e]|[\xc3-\xf4][\x80-\xbf]{1,3}){6,}")
"""What may be text among bytes that are not."""


@dataclass(frozen=True, slots=True)
class Canaries:
    """What is searched for in every file.

    Attributes:
        words: single words, in lower case.
        names: file names of pages that are not public.
        runs: runs of words, in lower case.
    """

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    runs: frozenset[tuple[str, ...]] = frozenset()

    def faults(self, name: str, data: bytes) -> Iterator[str]:
        """A sentence when a file holds any of it; the word itself is not told."""
        if not (self.words or self.names or self.runs):
            return
        lowered = name.lower()
        if any(one in lowered for one in self.names):
            yield "a file has the name of a page that is not public [not-public]"
        try:
            for text in texts_of(name, data):
                if any(one in text for one in self.names):
                    yield f"{name}: names a page that is not public [not-public]"
                if self._in(text):
                    yield f"{name}: holds words that stand only in a page that is not public [not-public]"
                    return
        except (OSError, EOFError, ValueError, zlib.error):
            yield f"{name}: cannot be unpacked, so nobody knows what it says [file-types]"

    def _in(self, text: str) -> bool:
        marked = _MARKUP.findall(text)
        words = words_in(_MARKUP.sub(" ", text) if marked else text)
        if not self.words.isdisjoint(words) or not self.runs.isdisjoint(_runs(words)):
            return True
        # Attributes count too: a description or an alternative text is read aloud.
        marks = " ".join(marked)
        if "%" in marks:
            marks += unquote(marks)
        return not self.words.isdisjoint(words_in(marks))


def words_in(text: str) -> list[str]:
    """The runs of letters in a text, in order: what ``[^\\W\\d_]+`` finds, in half the time."""
    letters = _NOT_ASCII.sub(_letters_of, text).encode("utf-8", "replace")
    return letters.translate(_LETTERS_ALONE).decode().split()


def _letters_of(match: re.Match[str]) -> str:
    return _only_letters(match[0])


@functools.cache
def _only_letters(text: str) -> str:
    return "".join(letter if _LETTER.match(letter) else " " for letter in text)


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
    words: set[str] = set()
    runs: set[tuple[str, ...]] = set()
    for text in (*held.values(), *withdrawn.values()):
        found = words_in(text.casefold())
        words.update(word for word in found if len(word) >= _SHORTEST)
        runs.update(_runs(found))
    slugs = {docname.rpartition("/")[2].casefold() for docname in held}
    names = {slug for slug in slugs if len(slug) >= _SHORTEST_NAME}
    for text in _known(library, public, site, withdrawn):
        known = text.casefold()
        found = words_in(_MARKUP.sub(" ", known))
        words.difference_update(found, words_in(known))
        runs.difference_update(_runs(found))
        names = {slug for slug in names if slug not in known}
    return Canaries(frozenset(words), frozenset(names), frozenset(runs))


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """What a file says, in lower case: unpacked, and with PDF read as text and metadata."""
    suffix = Path(name).suffix
    if suffix == ".pdf":
        yield from map(str.casefold, texts_in_pdf(data))
        return
    if suffix == ".inv":
        yield _unpacked_inventory(data).decode("utf-8", "replace").casefold()
        return
    if data.startswith(_GZIP):
        data = gzip.decompress(data)
    if suffix in _BINARY:
        yield b"\n".join(_WRITING.findall(data)).decode("utf-8", "replace").casefold()
        return
    text = data.decode("utf-8", "replace")
    if suffix in _JSON and "\\u" in text:
        text = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), text)
    if suffix in _JSON or suffix == ".ics":
        # A line that is broken in a calendar goes on after a space; a word must not start with the n of "\n".
        text = _ESCAPED.sub(" ", text.replace("\r\n ", "").replace("\r\n\t", ""))
    yield text.casefold()


def _unpacked_inventory(data: bytes) -> bytes:
    """An ``objects.inv``: four lines, then zlib."""
    head, packed = data[:0], data
    for _ in range(4):
        line, _, packed = packed.partition(b"\n")
        head += line + b"\n"
    return head + zlib.decompress(packed)


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


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_RUN)), strict=False)
