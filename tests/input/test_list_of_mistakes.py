"""The list of small inputs that went wrong once: each is found by its code, and none that means what it says is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from each import each
from mistakes import Case, cases, page_of
from pages import TODAY, briefing, entry_of, write

from briefings.model.content import load_content
from briefings.model.library import Library
from briefings.model.problems import errors_in

SITE = Path(__file__).resolve().parents[1] / "sites" / "full" / "content"
OF_EVERY_SHORT_PAGE = {"questions-missing", "practice-points-missing", "alike"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The codes of each case, from one check of a site with all of them."""
    content = tmp_path_factory.mktemp("list") / "content"
    shutil.copytree(SITE, content)
    for case in cases("page"):
        (content / "briefings" / f"{case['id']}.md").write_text(page_of(case), encoding="utf-8")
    codes: dict[str, set[str]] = {}
    for problem in load_content(content, as_of=TODAY, drafts=True).problems:
        codes.setdefault(Path(problem.path).stem, set()).add(problem.code.slug)
    return codes


@each("case", cases("page"))
def test_each_input_has_its_right_value(case: Case, found: dict[str, set[str]]) -> None:
    assert sorted(found.get(case["id"], set()) - OF_EVERY_SHORT_PAGE) == case["codes"]


@each("case", cases("headings"))
def test_headings_of_the_same_words_have_addresses_of_their_own(case: Case) -> None:
    """Whichever stands first."""
    sections = [f"## {section}" for section in case["in"].split("## ") if section]
    for order in (sections, sections[::-1]):
        given = [one.id for one in entry_of(briefing("\n".join(order))).headings][1:]
        assert sorted(given) == sorted(case["addresses"])


SAVED = """\
:::{questions} minutes
- Who was there?
- Who takes the minutes?
:::

:::{learning} minutes
- Minutes came late.
- Plans were long.
:::
"""
PACK = "title: A pack\ndate: 2026-11-01\nbriefings: [saved]\nitems: [{}]\n"


@each("case", cases("above"))
def test_what_is_put_above_an_item_changes_no_address(case: Case, tmp_path: Path) -> None:
    """The old address shows the old text; packs, addresses of recommendations and rows of use keep their meaning."""
    block = f":::{{{case['where']}}} minutes\n"
    assert block in SAVED
    before = site_with(tmp_path / case["id"] / "before", SAVED, ())
    texts = texts_of(before)
    ids = [key.partition("/")[2] for key in texts]
    for body in (SAVED, SAVED.replace(block, f"{block}{case['in']}\n")):
        after = site_with(tmp_path / case["id"] / str(len(body)), body, ids)
        assert texts.items() <= texts_of(after).items()
        (recommendation,) = (one for one in after.recommendations if one.key.startswith("saved/"))
        assert sorted(recommendation.recommendation.addresses) == sorted(ids)
        assert [use.questions for use in after.registers.uses] == [tuple(one for one in ids if one[0] == "q")]
        assert [pack.name for pack in after.registers.packs] == ["one"]


def texts_of(library: Library) -> dict[str, str]:
    return {one.key: library.text_of(one.item) for one in library.items if one.key.startswith("saved/")}


def site_with(root: Path, body: str, ids: list[str] | tuple[()]) -> Library:
    """The library of the full site with this briefing; a recommendation, a pack and a row of use name its items."""
    shutil.copytree(SITE, root)
    plan = {"id": "1", "text": "Send minutes early.", "owner": "alder", "due": "2027", "addresses": list(ids)}
    files = {"briefings/saved.md": briefing(body, themes=["minutes"], recommendations=[plan])}
    if ids:
        questions = " ".join(one for one in ids if one[0] == "q")
        files["packs/one.yaml"] = PACK.format(", ".join(f"saved/{one}" for one in ids))
        files["use/2026.csv"] = (
            f"date,agency,team,used,questions,change\n2026-11-02,police,Duty team,saved,{questions},\n"
        )
    write(root, files)
    content = load_content(root, as_of=TODAY, drafts=True, advice=False)
    assert [str(one) for one in errors_in(content.problems)] == []
    return content.library
