"""Every address of the site of commit 9fbac16 still leads to its page, and in the briefings to its text."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefings.model.content import load_content
from briefings.model.former import former_addresses, former_slugs, places_of

if TYPE_CHECKING:
    from briefings.model.library import Library

ROOT = Path(__file__).resolve().parents[1]
KEPT = (Path(__file__).with_name("data") / "addresses-9fbac16.txt").read_text(encoding="utf-8").splitlines()[1:]
IN_BRIEFINGS = [line for line in KEPT if "#" in line]
REWORDED = {
    "devon-2011-case-audits#l2",
    "devon-2011-case-audits#l6",
    "devon-2011-case-audits#a4",
    "sandwell-core-groups#l1",
    "shropshire-2017-three-audits#l1",
    "shropshire-2017-three-audits#l4",
    "shropshire-2017-three-audits#l5",
    "shropshire-2017-three-audits#l7",
    "shropshire-2017-three-audits#l9",
    "shropshire-2017-three-audits#l14",
    "shropshire-2017-three-audits#l15",
    "shropshire-2017-three-audits#l16",
    "solihull-2022-23#l2",
    "south-gloucestershire-2019-strategy-to-core-group#l6",
}
"""Said in words nearer to those of the report since; looked at by a person: each means what it meant."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_content(ROOT / "content", as_of=date(2026, 11, 29), advice=False).library


def test_every_page_is_where_it_was(library: Library) -> None:
    """Or a page at its old address leads on."""
    pages = {line for line in KEPT if "#" not in line}
    moved = {
        f"{entry.docname.rpartition('/')[0]}/{slug}"
        for entry in library.entries.values()
        for slug in former_slugs(entry)
    }
    assert len(pages) > 150
    assert pages - library.entries.keys() - moved == set()


def test_every_place_in_a_briefing_shows_its_text(library: Library) -> None:
    """Items, headings, recommendations and audits, at their address or at one that leads on to it."""
    assert len(IN_BRIEFINGS) > 300
    faults = []
    for line in IN_BRIEFINGS:
        address, _, words = line.partition(" ")
        docname, _, place = address.partition("#")
        shown = _shown(library, docname, place)
        if shown is None or (words and not _is_alike(words, shown) and address.partition("/")[2] not in REWORDED):
            faults.append(f"{line} -> {shown}")
    assert faults == [], "\n".join(faults)


def _shown(library: Library, docname: str, place: str) -> str | None:
    """What a reader who follows a link sees; None when nothing."""
    entry = library.entries[docname]
    former = {one.was: one.now for one in former_addresses(entry)}
    now = former.get(place) or place
    texts = {heading.id: heading.text for heading in entry.headings}
    texts |= {item.id: library.text_of(item) for _, item in entry.items}
    return texts.get(now, "" if now in places_of(entry) else None)


def _is_alike(words: str, shown: str) -> bool:
    """Whether a text begins with these words, or with most of them."""
    known, said = words.casefold().split(), shown.casefold().split()
    return difflib.SequenceMatcher(None, known, said[: len(known) + 3], autojunk=False).ratio() > 0.5
