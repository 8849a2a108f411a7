"""On paper, too, what was written for this site says so, and what the report printed does not."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from building import ROOT
from pdf_text import pages, squeezed

from briefings.model.minute import FOUND
from briefings.model.vocabulary import BLOCK_TERMS
from briefings.outputs.pdf.procedures import TITLE

if TYPE_CHECKING:
    from building import Built

MARK = squeezed("ritten for this site")
TITLES = {squeezed(term.title) for term in BLOCK_TERMS.values()} | {
    squeezed(FOUND),
    "Totalkabout",
    "Ournotes",
    squeezed(TITLE),
}
OURS = re.compile(r":::+\{[a-z-]+\}.*\n(?::[a-z]+:.*\n)*?:origin: site\n|\{[^}\n]*origin=site[^}\n]*\}")


def text_of(built: Built, name: str) -> str:
    """The text of a PDF without the edges of its pages, and without what is spelled out."""
    text = re.sub(r"Page\d+of\d+", "", "".join(pages((built.out / "pdf" / name).read_bytes())))
    for means in built.library.glossary.values():
        text = re.sub(rf"\({re.escape(squeezed(means.means))}s?\)", "", text)
    return text


def check(built: Built, name: str, only: str = "") -> tuple[int, int]:
    """Look behind and above each item that stands in a PDF; return how many of ours and of the report were seen."""
    rows = json.loads((built.out / "data" / "items.json").read_text(encoding="utf-8"))["items"]
    ours = {row["id"]: row["origin"] == "site" for row in rows}
    text = text_of(built, name)
    events: list[tuple[int, str, str]] = [
        (found.start(), "title", "") for title in TITLES for found in re.finditer(re.escape(title), text)
    ]
    events += [(found.start(), "mark", text[found.start() - 1]) for found in re.finditer(MARK, text)]
    for row in rows:
        words = squeezed(row["text"])
        if row["briefing"].startswith(only) and len(words) > 25:
            events += [(found.start(), "item", row["id"]) for found in re.finditer(re.escape(words), text)]
    events.sort()
    above, seen = False, [0, 0]
    for number, (_, what, value) in enumerate(events):
        if what == "title":
            above = False
        elif what == "mark" and value == "W":
            above = True
        elif what == "item":
            following = events[number + 1] if number + 1 < len(events) else (0, "", "")
            beside = following[1:] == ("mark", "w")
            assert (above or beside) == ours[value], (name, value)
            seen[ours[value]] += 1
    return seen[True], seen[False]


def test_the_sources_say_what_is_ours(real: Built) -> None:
    """The data that these tests look up agree with the front of each block in the sources."""
    rows = json.loads((real.out / "data" / "items.json").read_text(encoding="utf-8"))["items"]
    for slug in {row["briefing"] for row in rows}:
        source = (ROOT / "content" / "briefings" / f"{slug}.md").read_text(encoding="utf-8")
        assert bool(OURS.search(source)) == any(row["origin"] == "site" for row in rows if row["briefing"] == slug)


@pytest.mark.parametrize("sheet", ["", "-one-page"])
def test_in_handouts_and_one_page_sheets(real: Built, sheet: str) -> None:
    """Every item of every briefing; in "In one minute", too."""
    ours = printed = 0
    for file in sorted((ROOT / "content" / "briefings").glob("*-*.md")):
        found = check(real, f"briefings/{file.stem}{sheet}.pdf", file.stem)
        ours, printed = ours + found[0], printed + found[1]
    assert ours >= 20
    assert printed >= 30


def test_a_one_page_sheet_holds_findings_points_and_questions_and_no_footnote(real: Built) -> None:
    """A star that leads to a line at the foot was true of some pages only."""
    for file in sorted((ROOT / "content" / "briefings").glob("*-*.md")):
        text = text_of(real, f"briefings/{file.stem}-one-page.pdf")
        for title in (FOUND, "What to do differently", "To talk about"):
            assert squeezed(title) in text, (file.stem, title)
        assert "*" not in text, file.stem
        assert "theotherswereprinted" not in text, file.stem


def test_in_question_packs_checklists_and_packs(real: Built) -> None:
    """Items of several briefings in one list."""
    total = [0, 0]
    for name in (
        "themes/core-groups",
        "themes/neglect",
        "agencies/childrens-social-care",
        "packs/core-groups-team-meeting",
    ):
        for sheet in ("", "-checklist"):
            if (real.out / f"pdf/{name}{sheet}.pdf").exists():
                found = check(real, f"{name}{sheet}.pdf")
                total = [total[0] + found[0], total[1] + found[1]]
    assert min(total) >= 10, total
