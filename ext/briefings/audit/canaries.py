"""What must not stand in any published file: words and phrases that only pages have which are not public.

A canary is chosen so that it can come from nowhere else: it stands in no public page, no template, no script, no line
of this program, and is nothing that the tools write into every site. Canaries live in memory only. A fault says in
which file one was found, never which, so that a log cannot leak what the site did not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefings.audit.allowed import WORDS_OF_TOOLS
from briefings.audit.texts import STEMS, texts_of, words_in
from briefings.model.scan import REGISTERS, docname_of
from briefings.model.selection import Tombstone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefings.model.library import Library

_MARKUP: Final = re.compile(r"(<[^>]*>|&[a-z]+;|&#\w+;)")
_JOINTS: Final = "-_./'’‐‑"
"""The search index has "co-operation" as "cooperation" too."""
_SHORTEST: Final = 6
"""Shorter words may be part of anything: a hash, the name of a variable."""
_HEAD: Final = 6
_WITH_HEAD: Final = 9
"""Of a word this long the search index keeps the head, whatever ending it takes off."""
_RUN: Final = 7
"""How many words in a row are taken for a quotation ..."""
_PART: Final = 4
_OWN_PARTS: Final = 3
"""... unless nearly all parts of it stand in public text: "in the Multi-agency Safeguarding Hub" is no quotation."""
_NAMES: Final = re.compile(
    r"^[ ]*[\w-]+:[ ]*$|\[[a-z0-9,/\s-]*\]|^[ ]*-[ ]+[a-z0-9/-]+[ ]*$|^:[a-z-]+:.*$|^[ ]*:{3,}.*$"
    r"|\{[a-z-]+\}`[a-z0-9/-]+`|\{[a-z-]+\}|<[a-z0-9/-]+>",
    re.MULTILINE,
)
"""Where a page names others, such as themes or policies: other pages may have the same names in a row."""
_SHORTEST_NAME: Final = 8
_SOURCES: Final = frozenset({".py", ".html", ".js", ".css", ".svg", ".toml", ".txt", ".typ", ".md"})
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_LISTS: Final = _PACKAGE / "model" / "privacy" / "lists"


@dataclass(frozen=True, slots=True)
class Canaries:
    """What is searched for in every file.

    Attributes:
        words: single words, in lower case.
        heads: the first letters of longer words, for the search index, which has no endings.
        names: file names of pages that are not public.
        runs: runs of words, in lower case.
    """

    words: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    runs: frozenset[tuple[str, ...]] = frozenset()

    def faults(self, name: str, data: bytes) -> Iterator[str]:
        """A sentence when a file holds any of it; the word itself is not told."""
        if not (self.words or self.names or self.runs):
            return
        if any(one in name.lower() for one in self.names):
            yield "a file has the name of a page that is not public [not-public]"
        try:
            for text in texts_of(name, data):
                if any(one in text for one in self.names):
                    yield f"{name}: names a page that is not public [not-public]"
                if not self._clean(text, stems=Path(name).suffix in STEMS):
                    yield f"{name}: holds words that stand only in a page that is not public [not-public]"
                    return
        except ValueError:
            yield f"{name}: cannot be unpacked, so nobody knows what it says [file-types]"

    def found(self, name: str, data: bytes) -> set[str]:
        """Which of it a file holds: for the eyes of whoever may read the pages that are not public."""
        hits: set[str] = set()
        for text in texts_of(name, data):
            words = words_in(_MARKUP.sub(" ", text))
            hits |= self.words & {*words, *words_in(text)}
            hits |= {" ".join(run) for run in self.runs.intersection(_runs(words))}
            hits |= {one for one in self.names if one in text}
            if Path(name).suffix in STEMS:
                hits |= {word for word in words if word[:_HEAD] in self.heads}
        return hits

    def _clean(self, text: str, *, stems: bool) -> bool:
        if stems:
            return self.heads.isdisjoint([word[:_HEAD] for word in words_in(text)])
        parts = _MARKUP.split(text)
        words = words_in(" ".join(parts[::2]))
        if not self.words.isdisjoint(words) or not self.runs.isdisjoint(_runs(words)):
            return False
        # Attributes count too: a description or an alternative text is read aloud.
        marks = " ".join(set(parts[1::2]))
        if "%" in marks:
            marks += unquote(marks)
        return self.words.isdisjoint(words_in(marks))


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
    parts: set[tuple[str, ...]] = set()
    for text in (*held.values(), *withdrawn.values()):
        words.update(word for word in words_in(text.casefold()) if len(word) >= _SHORTEST)
        for prose in _NAMES.split(text):
            found = words_in(prose.casefold())
            runs.update(_runs(found))
            parts.update(_runs(found, _PART))
    slugs = {docname.rpartition("/")[2].casefold() for docname in held}
    names = {slug for slug in slugs if len(slug) >= _SHORTEST_NAME}
    seen: set[str] = set()
    content = [text.casefold() for text in _content(library, public, withdrawn)]
    for known in content:
        seen.update(words_in(reduce(lambda text, joint: text.replace(joint, ""), _JOINTS, known)))
    for known in chain(content, map(str.casefold, _program(site))):
        found = words_in(_MARKUP.sub(" ", known))
        seen.update(found, words_in(known))
        parts.difference_update(_runs(found, _PART))
        names = {slug for slug in names if slug not in known}
        seen.update(words_in(reduce(lambda text, joint: text.replace(joint, ""), _JOINTS, known)))
    words -= seen
    heads = {word[:_HEAD] for word in seen}
    heads |= {head[:-1] + "i" for head in heads if head.endswith("y")}  # "supply", as the index has it
    wanted = {word[:_HEAD] for word in words if len(word) >= _WITH_HEAD}
    own = {run for run in runs if sum(part in parts for part in _runs(run, _PART)) >= _OWN_PARTS}
    return Canaries(frozenset(words), frozenset(wanted - heads), frozenset(names), frozenset(own))


def evidence(files: Iterable[tuple[str, bytes]], canaries: Canaries, pages: Mapping[str, str]) -> str:
    """Which words stand in which file, and of which page they are: never for a log that others can read."""
    said = {page: f"{page} {text}".casefold() for page, text in pages.items()}
    said = {page: f"{text} {' '.join(words_in(text))}" for page, text in said.items()}
    lines = []
    for name, data in files:
        for hit in sorted(canaries.found(name, data)):
            begins = hit if " " in hit else hit[:_HEAD]  # in the search index words have no endings
            lines.append(f"{name}: {hit}, as in {', '.join(page for page, text in said.items() if begins in text)}\n")
    return "".join(lines)


def _content(library: Library, public: Path, withdrawn: Mapping[str, str]) -> Iterator[str]:
    """The texts of editors that may come out: public pages, packs, addresses of the ledger, tombstones."""
    for file in sorted(public.rglob("*.md")):
        docname = docname_of(file.relative_to(public))
        yield docname
        if docname not in withdrawn:
            yield file.read_text(encoding="utf-8", errors="replace")
    for folder, ending in REGISTERS.items():
        for file in sorted((public / folder).glob(f"*{ending}")):
            yield f"{file.stem} {file.read_text(encoding='utf-8', errors='replace')}"
    yield from sorted(library.registers.ledger.targets)
    for entry in library.entries.values():
        if isinstance(entry.record, Tombstone):
            yield f"{entry.title} {entry.record.on} {entry.record.why}"


def _program(site: Path) -> Iterator[str]:
    """All other texts that may come out: templates, scripts, this program, what tools write.

    The lists of the privacy check hold most words of English and come out nowhere: they make no word public.
    """
    yield WORDS_OF_TOOLS
    folders = (_PACKAGE, site / "_templates", site / "_static")
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if file.suffix in _SOURCES and _LISTS not in file.parents:
                yield file.read_text(encoding="utf-8", errors="replace")
    yield (site / "conf.py").read_text(encoding="utf-8", errors="replace")


def _runs(words: Sequence[str], length: int = _RUN) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)
