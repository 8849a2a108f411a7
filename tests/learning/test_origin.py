"""What was written for this site says so wherever it stands, and what the report printed never does."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from building import ROOT, Built
from oracle import Oracle, Shown, places_in
from test_edges import BOARD, briefing

from briefings.model.content import load_content
from briefings.model.scopes import READERS
from briefings.outputs.search.records import records_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from building import Site

MARK = "written for this site"


@pytest.fixture(scope="module")
def ours() -> dict[str, bool]:
    """For each address of an item, whether its source says that it is ours."""
    return {item.place: item.is_ours for item in Oracle.of(ROOT / "content").items}


def words(part: Element) -> str:
    return " ".join("".join(part.itertext()).split())


def is_marked(part: Element) -> bool:
    """Whether the one form of words stands in it."""
    return MARK in words(part).lower()


def blocks_of(page: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Every block of a briefing's own page, with its items."""
    for block in page.iter("section"):
        if "block" in block.get("class", "").split():
            yield block, [item for item in block.iter("li") if item.get("id")]


def test_the_sources_hold_both(ours: dict[str, bool]) -> None:
    """Were there none of one kind, the other tests would look for nothing."""
    assert sum(ours.values()) > 30
    assert sum(not own for own in ours.values()) > 150


def test_on_the_page_of_its_briefing(real: Built, ours: dict[str, bool]) -> None:
    """Beside the item, or once above all items of a block that is ours."""
    shown = Shown(real.out)
    seen = 0
    for slug in Oracle.of(ROOT / "content").briefings:
        for block, items in blocks_of(shown.page(f"briefings/{slug}")):
            above = any(is_marked(line) for line in block.findall("p"))
            for item in items:
                place = f"briefings/{slug}.html#{item.get('id')}"
                assert (above or is_marked(item)) == ours[place], place
                seen += 1
    assert seen == len(ours)


def test_in_every_list(real: Built, ours: dict[str, bool]) -> None:
    """On the pages of themes, agencies and policies, in the question bank, and on every page of the rest of a list."""
    shown = Shown(real.out)
    seen: set[str] = set()
    for file in sorted(real.out.rglob("*.html")):
        if "item-" not in file.read_text(encoding="utf-8"):
            continue
        page = shown.page(str(file.relative_to(real.out)).removesuffix(".html"))
        for row in page.iter("li"):
            if "item-" in row.get("class", ""):
                (place,) = places_in(_alone(row))
                assert is_marked(row) == ours[place], (file.name, place)
                seen.add(place)
    assert len(seen) > 0.9 * len(ours)


def _alone(row: Element) -> Element:
    holder = row.makeelement("ul", {})
    holder.append(row)
    return holder


def minute_of(page: Element) -> list[tuple[str, list[str]]]:
    """The parts of "In one minute": the line above each, and the addresses of its items."""
    box = next(part for part in page.iter("section") if part.get("class") == "minute")
    parts: list[tuple[str, list[str]]] = []
    for child in box:
        if child.tag == "p":
            parts.append((words(child), []))
        elif child.tag == "ul":
            parts[-1][1].extend(link.get("href", "") for link in child.iter("a") if "mark" in link.get("class", ""))
    return parts


def test_in_one_minute(real: Built, ours: dict[str, bool]) -> None:
    """Printed practice points first, then two or three findings; only then ours, under a line that says so."""
    shown = Shown(real.out)
    oracle = Oracle.of(ROOT / "content")
    for slug in oracle.briefings:
        mine = [item for item in oracle.items if item.briefing == slug]
        printed = {item.place for item in mine if item.kind == "practice-points" and not item.is_ours}
        order = []
        for title, anchors in minute_of(shown.page(f"briefings/{slug}")):
            places = [f"briefings/{slug}.html{anchor}" for anchor in anchors]
            assert places, (slug, title)
            assert {ours[place] for place in places} == {MARK in title.lower()}, (slug, title)
            kinds = {item.kind for item in mine if item.place in places}
            assert len(kinds) == 1, (slug, title)
            order.append((MARK in title.lower(), kinds.pop(), len(places)))
        assert order[0][:2] == ((False, "practice-points") if printed else (False, "learning")), slug
        assert next(number for _, kind, number in order if kind == "learning") in (2, 3), slug
        assert [is_ours for is_ours, *_ in order] == sorted(is_ours for is_ours, *_ in order), slug
        assert sum(number for *_, number in order) <= 7, slug


def test_standing_questions_are_ours(real: Built) -> None:
    """No report printed the questions that go with every briefing."""
    shown = Shown(real.out)
    for slug in Oracle.of(ROOT / "content").briefings:
        part = shown.page(f"briefings/{slug}").find(".//section[@id='standing']")
        assert part is not None
        assert is_marked(part), slug


def test_in_the_data(real: Built, ours: dict[str, bool]) -> None:
    """The table of items has the mark in words, and the code that other programs read."""
    rows = json.loads((real.out / "data" / "items.json").read_text(encoding="utf-8"))["items"]
    assert {row["address"]: row["origin_words"] for row in rows} == {
        place: MARK if own else "" for place, own in ours.items()
    }
    assert all((row["origin"] == "site") == ours[row["address"]] for row in rows)


def test_in_the_records_of_the_search(ours: dict[str, bool]) -> None:
    """A result shows what its record says of it."""
    library = load_content(ROOT / "content", as_of=date(2026, 11, 21)).library
    records = {one.address: one.origin for one in records_of(library, READERS)}
    assert {place: records[place] for place in ours} == {place: MARK if own else "" for place, own in ours.items()}


def test_items_of_both_origins_in_one_minute(site: type[Site]) -> None:
    """A made-up report with two practice points, five findings and nine points of ours: all of it in seven sentences."""

    def block(kind: str, name: str, number: int, options: str = "") -> str:
        bullets = "".join(f"- {name} {one}.\n" for one in range(1, number + 1))
        return f":::{{{kind}}} neglect\n{options}{bullets}:::\n\n"

    made = site("minimal", briefings_as_of="2026-11-21")
    made.delete("briefings/first.md")
    made.write("board.md", BOARD)
    body = block("practice-points", "Ours", 9, ":origin: site\n") + block("learning", "Found", 5)
    made.write("briefings/only.md", briefing(body=body + block("practice-points", "Printed", 2)))
    parts = minute_of(Shown(made.build().out).page("briefings/only"))
    assert [(title, len(items)) for title, items in parts] == [
        ("What to do differently", 2),
        ("What was found", 2),
        ("Written for this site", 3),
    ]
