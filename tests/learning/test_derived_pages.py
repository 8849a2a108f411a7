"""Every derived page shows exactly what the sources hold: nothing is missing, nothing stands where it must not."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

from building import ROOT, Built
from oracle import Oracle, Shown, places_in
from real import real_site

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("learning", "good-practice", "practice-points", "questions")
DONE = ("actions", "impact")


def check(content: Path, out: Path) -> None:
    """Compare every derived list of a built site with the oracle."""
    oracle, shown = Oracle.of(content), Shown(out)
    check_themes(oracle, shown)
    check_agencies(oracle, shown)
    check_policies(oracle, shown, content)
    check_partnerships(oracle, shown)
    check_questions(oracle, shown)
    check_tracker(oracle, shown)
    check_matrix(oracle, shown)


def same(listed: list[str], expected: set[str], where: str) -> None:
    """Each expected address once, and no other."""
    assert Counter(listed) == Counter(expected), where


def check_themes(oracle: Oracle, shown: Shown) -> None:
    for theme in oracle.parents.keys() - {"index"}:
        for kind in KINDS + DONE:
            same(shown.listed(f"themes/{theme}", kind), oracle.places(kind=kind, theme=theme), f"{theme} {kind}")
        below = oracle.below(theme, oracle.parents)
        still_open = {one.place for one in oracle.recommendations if one.themes & below and one.status != "green"}
        check_open(shown, f"themes/{theme}", still_open)


def check_open(shown: Shown, docname: str, still_open: set[str]) -> None:
    """Recommendations still open; where the list is cut it leads to all of them, open or not, told by status there."""
    if shown.way_to_rest(docname, "recommendations"):
        section = shown.page(docname).find(".//section[@id='recommendations']")
        assert section is not None
        shown_here = places_in(section)
        assert len(set(shown_here)) == len(shown_here) == 10, docname
        assert set(shown_here) < still_open <= set(shown.listed(docname, "recommendations")), docname
    else:
        same(shown.listed(docname, "recommendations"), still_open, docname)


def check_agencies(oracle: Oracle, shown: Shown) -> None:
    for agency in oracle.part_of.keys() - {"index"}:
        for kind in KINDS:
            same(shown.listed(f"agencies/{agency}", kind), oracle.places(kind=kind, agency=agency), f"{agency} {kind}")
        below = oracle.below(agency, oracle.part_of)
        meant = {one.place for one in oracle.recommendations if one.agencies & below}
        same(shown.listed(f"agencies/{agency}", "recommendations"), meant, f"{agency} recommendations")


def check_policies(oracle: Oracle, shown: Shown, content: Path) -> None:
    for file in (content / "policies").glob("*.md"):
        if file.stem == "index":
            continue
        items = {item.place for item in oracle.items if file.stem in item.policies}
        same(shown.listed(f"policies/{file.stem}", "items"), items, f"{file.stem} items")
        recommended = {one.place for one in oracle.recommendations if file.stem in one.policies}
        same(shown.listed(f"policies/{file.stem}", "recommendations"), recommended, f"{file.stem} recommendations")


def check_partnerships(oracle: Oracle, shown: Shown) -> None:
    for partnership in {front["partnership"] for front in oracle.briefings.values()}:
        still_open = {
            one.place for one in oracle.recommendations if one.partnership == partnership and one.status != "green"
        }
        check_open(shown, f"partnerships/{partnership}", still_open)


def check_questions(oracle: Oracle, shown: Shown) -> None:
    """The bank and each of its filters, which are plain pages."""
    for theme in oracle.parents.keys() - {"index"}:
        same(shown.listed("questions", f"theme-{theme}"), oracle.places(kind="questions", theme=theme), theme)
    for agency in oracle.part_of.keys() - {"index"}:
        same(shown.listed("questions", f"agency-{agency}"), oracle.places(kind="questions", agency=agency), agency)
    for partnership in {item.partnership for item in oracle.items}:
        expected = oracle.places(kind="questions", partnership=partnership)
        same(shown.listed("questions", f"partnership-{partnership}"), expected, partnership)


def check_tracker(oracle: Oracle, shown: Shown) -> None:
    """Each filter of the tracker by status and owner."""
    for status in ("green", "amber", "red", "not-rated"):
        expected = {one.place for one in oracle.recommendations if one.status == status}
        same(shown.listed("recommendations", f"status-{status}"), expected, status)
    for owner, inferred in {(one.owner, "owner" in one.inferred) for one in oracle.recommendations if one.owner}:
        expected = {
            one.place for one in oracle.recommendations if (one.owner, "owner" in one.inferred) == (owner, inferred)
        }
        same(shown.listed("recommendations", f"{'inferred-' if inferred else ''}owner-{owner}"), expected, owner)


def check_matrix(oracle: Oracle, shown: Shown) -> None:
    """The numbers of the theme matrix, and that each leads to a page and place that exist."""
    table = next(one for one in shown.page("themes/index").iter("table") if "matrix" in one.get("class", ""))
    heads = ["".join(head.itertext()).strip() for head in table.iter("th") if head.get("scope") == "col"]
    years = [head for head in heads if head.isdecimal()]
    learning = [item for item in oracle.items if item.kind == "learning"]
    for row in [row for row in table.iter("tr") if row.find("td") is not None]:
        head = row.find("th")
        assert head is not None
        link = next(head.iter("a"))
        theme = link.get("href", "").removesuffix(".html")
        below = oracle.below(theme, oracle.parents)
        for year, cell in zip(years, row.findall("td"), strict=False):
            count = sum(item.year == int(year) and bool(item.themes & below) for item in learning)
            assert "".join(cell.itertext()).strip() == str(count), (theme, year)
            for target in cell.iter("a"):
                page, _, anchor = target.get("href", "").partition("#")
                found = shown.page(f"themes/{page.removesuffix('.html')}")
                assert any(one.get("id") == anchor for one in found.iter()), (theme, year, page, anchor)


def test_the_real_site_shows_what_its_sources_hold(real: Built) -> None:
    """Themes, agencies, policies, partnerships, questions, recommendations and the matrix equal the oracle."""
    check(ROOT / "content", real.out)


def test_derived_pages_stay_right_without_a_clean_build(tmp_path: Path) -> None:
    """After an addition, an edit, a new theme, a withdrawal and a deletion, every derived page equals the oracle."""
    site = real_site(tmp_path / "site")
    shutil.rmtree(site.content / "packs")  # a pack that names a withdrawn briefing is refused, which is another test
    site.build()
    source = "briefings/sandwell-core-groups.md"

    copy = site.read(source).replace("sandwell-core-groups/", "one-more/")
    copy = copy.replace("now: core-groups-what", "now: again-core-groups-what")  # the address of its title
    site.write("briefings/one-more.md", copy.replace('title: "', 'title: "Again: ', 1))
    check(site.content, site.build().out)

    site.edit("briefings/one-more.md", ":::{learning} neglect ", ":::{learning} unborn-babies neglect ")
    check(site.content, site.build().out)

    site.edit("briefings/one-more.md", ":::{questions} {", ":::{questions} siblings {")
    check(site.content, site.build().out)

    site.edit(
        source,
        "layout: seven-minute\n",
        "layout: seven-minute\nstatus: withdrawn\nwithdrawn: {on: 2026-11-01, why: Old.}\n",
    )
    check(site.content, site.build().out)

    site.delete("briefings/one-more.md")
    built = site.build()
    check(site.content, built.out)
    assert built.holding("one-more") == []


def test_every_item_stands_on_its_own_page(real: Built) -> None:
    """Each item of the sources has its address on its briefing."""
    shown = Shown(real.out)
    for slug in Oracle.of(ROOT / "content").briefings:
        ids = {one.get("id") for one in shown.page(f"briefings/{slug}").iter()}
        expected = {
            item.place.rpartition("#")[2] for item in Oracle.of(ROOT / "content").items if item.briefing == slug
        }
        assert expected <= ids, slug
