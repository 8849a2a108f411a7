"""Paper that looks designed: measured on the tags and on where their text is drawn."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest
from building import ROOT
from pdf_places import Piece, Spot, tagged
from pdf_text import pages

from briefings.model.vocabulary import Kind
from briefings.outputs.pdf.typeset import Typesetter
from briefings.package_files import theme_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building import Built

HEADINGS: Final = {f"/H{level}" for level in range(1, 7)}
LINE: Final = 5.0
"""Text that stands this much lower, in points, is on another line."""
MARGIN: Final = 20 * 72 / 25.4
"""How much is left free at the foot of a page."""
BELOW_A_LINE: Final = 2.0
"""How far letters reach below the line that they stand on, at the least."""
HIGHEST_POINT: Final = 60.0
"""No room is left that another point would have had place in."""
SHORTEST_HANDOUT, LONGEST_HANDOUT = 2, 4


@pytest.fixture(params=["real", "extreme"])
def printed(request: pytest.FixtureRequest) -> dict[str, Piece]:
    built: Built = request.getfixturevalue(request.param)
    return {name: tagged(content) for name, content in built.files.items() if name.endswith(".pdf")}


def test_no_heading_stands_alone_at_the_foot_of_a_page(printed):
    """Below every heading, in its own column, is what it is the heading of."""
    seen = 0
    alone = []
    for name, root in printed.items():
        texts = list(_texts(root))
        for number, (tag, first, last) in enumerate(texts):
            if tag not in HEADINGS:
                continue
            seen += 1
            # What stands on the heading's own line, such as a note beside the title of a block, is not below it.
            after = next(
                (start for _, start, _ in texts[number + 1 :] if not _beside(start, last)), Spot(last.page + 1, 0, 0)
            )
            if after.page != last.page or after.y > last.y:
                alone.append((name, tag, first))
    assert alone == []
    assert seen > 100


def test_questions_stand_below_the_briefing_that_they_are_of(real):
    """In packs of questions, title, place and date of a briefing are never the last thing on a page."""
    seen = 0
    alone = []
    for name, content in real.files.items():
        if name.startswith(("pdf/themes/", "pdf/agencies/")) and not name.endswith("-checklist.pdf"):
            for number, page in enumerate(pages(content), 1):
                seen += 1
                text = re.sub(r"Learningfromaudits·asof\w+|Page\d+of\d+", "", page)
                text = re.sub(r"·https://learning\.example\.org/\S+\.html$", "", text)
                if re.search(r"·(?:\d{1,2})?(?:[A-Z][a-z]+)?\d{4}$", text):
                    alone.append((name, number))
    assert seen > 50
    assert alone == []


def test_no_row_of_a_table_is_split(printed):
    """All cells of a row stand on one page, and the text of each runs down and never starts again at the top."""
    rows = [(name, row) for name, root in printed.items() for row in root.all("/TR")]
    assert rows
    split = []
    for name, row in rows:
        cells = [cell.spots for cell in row.all("/TH", "/TD")]
        onto = {spot.page for spots in cells for spot in spots}
        climbs = any(after.y > before.y + LINE for spots in cells for before, after in pairwise(spots))
        if len(onto) > 1 or climbs:
            split.append((name, row.spots[:1]))
    assert split == []


def test_a_table_over_several_pages_repeats_its_heads(extreme):
    """On every page that has rows of it stand its heads: the wide table of sixty rows needs three pages."""
    pdf = extreme.files["pdf/briefings/wide.pdf"]
    (table,) = tagged(pdf).all("/Table")
    onto = sorted({spot.page for spot in table.spots})
    assert len(onto) > 1
    texts = pages(pdf)
    for page in onto:
        assert all(f"Measure{number}" in texts[page - 1] for number in range(1, 13)), page


def test_handouts_are_two_to_four_pages(real):
    """Those of the real site, the one with 32 recommendations too."""
    sizes = {
        entry.slug: len(pages(real.files[f"pdf/{entry.docname}.pdf"])) for entry in real.library.of_kind(Kind.BRIEFING)
    }
    assert len(sizes) == len(list(real.library.of_kind(Kind.BRIEFING))) > 0
    assert {slug: size for slug, size in sizes.items() if not SHORTEST_HANDOUT <= size <= LONGEST_HANDOUT} == {}


def _texts(piece: Piece) -> Iterator[tuple[str, Spot, Spot]]:
    """Headings whole, all else run by run, in reading order: what it is, where it begins and where it ends."""
    if piece.tag in HEADINGS and piece.spots:
        yield piece.tag, piece.spots[0], piece.spots[-1]
    elif piece.kids:
        own = set(piece.spots) - {spot for kid in piece.kids for spot in kid.spots}
        inside = [text for kid in piece.kids for text in _texts(kid)]
        order = {spot: number for number, spot in enumerate(piece.spots)}
        inside += [("", spot, spot) for spot in own]
        yield from sorted(inside, key=lambda text: order[text[1]])
    else:
        yield from (("", spot, spot) for spot in piece.spots)


def _beside(one: Spot, other: Spot) -> bool:
    return one.page == other.page and abs(one.y - other.y) <= LINE


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    design = theme_folder() / "print"
    return Typesetter(design / "print.typ", design / "fonts", ROOT / "content", tmp_path_factory.mktemp("print"))


@pytest.mark.parametrize("lines", range(1, 9))
@pytest.mark.parametrize("more", [0, 7])
def test_a_checklist_that_is_too_long_stops_above_the_foot_of_its_page(typesetter, lines, more):
    """However much stands above it, as many points as there is room for, and the line that says how many are left out."""
    meta = dict.fromkeys(("url", "qr", "place"))
    meta |= {name: name for name in ("title", "label", "site", "description", "as-of")}
    meta |= {"lang": "en", "region": "GB", "brand": "#0f4c5c"}
    point = {"id": "p1", "c": ["Ask. " * 30], "about": ["Core groups, 2017"], "starred": False}
    front = {"title": "Neglect", "lead": "Tick what we do every time. " * 3 * lines, "facts": [], "banners": []}
    sheet = {"kind": "checklist", "meta": meta, "front": front, "points": [point] * 40, "more": more}
    pdf, count = typesetter.pdf(json.dumps(sheet), 0, on_one_page=True)
    (text,) = pages(pdf)
    drawn = text.count("Coregroups,2017")
    assert count == 1
    assert 10 < drawn < 40
    assert f"{40 + more - drawn}morepracticepointsdidnotfit" in text
    lowest = min(spot.y for _, *spots in _texts(tagged(pdf)) for spot in spots)
    assert MARGIN + BELOW_A_LINE < lowest < MARGIN + HIGHEST_POINT
