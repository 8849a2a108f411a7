"""The list of small inputs that went wrong once: each is found by its code, and none that means what it says is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from each import each
from pages import TODAY, briefing

from briefings.model.content import load_content

TESTS = Path(__file__).resolve().parents[1]
CASES = yaml.safe_load((TESTS / "data" / "mistakes.yaml").read_text(encoding="utf-8"))
OF_EVERY_SHORT_PAGE = {"questions-missing", "practice-points-missing", "alike"}
AROUND = {
    "body": "Text.\n\n{}\n\nMore.\n",
    "table": "{}\n",
    "second line of a questions block": ":::{{questions}} minutes\n- Who was there?\n{}\n:::\n",
    "indented continuation of an item": ":::{{questions}} minutes\n- Who was there?\n{}\n:::\n",
    "learning item": ":::{{learning}} minutes\n{}\n:::\n",
    "a table of two columns": "| A | B |\n|---|---|\n{}\n",
}


def page_of(case: dict[str, str]) -> str:
    if case["where"] == "front matter":
        return briefing(title=None, themes=["minutes"]).replace("---\n", f"---\n{case['in']}\n", 1)
    return briefing(AROUND.get(case["where"], AROUND["body"]).format(case["in"]), themes=["minutes"])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The codes of each case, from one check of a site with all of them."""
    content = tmp_path_factory.mktemp("list") / "content"
    shutil.copytree(TESTS / "sites" / "full" / "content", content)
    for case in CASES:
        (content / "briefings" / f"{case['id']}.md").write_text(page_of(case), encoding="utf-8")
    codes: dict[str, set[str]] = {}
    for problem in load_content(content, as_of=TODAY, drafts=True).problems:
        codes.setdefault(Path(problem.path).stem, set()).add(problem.code.slug)
    return codes


@each("case", CASES)
def test_each_input_has_its_right_value(case: dict[str, str], found: dict[str, set[str]]) -> None:
    assert sorted(found.get(case["id"], set()) - OF_EVERY_SHORT_PAGE) == case["codes"]
