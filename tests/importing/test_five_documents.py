"""The five source documents come out with the right structure, in the right order, and with every sentence.

They belong to their publishers, so they are not part of this project: BRIEFINGS_SOURCES names the folder that holds
them. The shapes are tested without them too (`test_shapes`).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from importing import AS_OF, Read, imported, lost_sentences, lost_words
from word_files import word_of

from briefings.importing.terms import Terms
from briefings.model.content import load_content

SOURCES = Path(os.environ.get("BRIEFINGS_SOURCES", "/work/shared/sources"))
CONTENT = Path(__file__).resolve().parents[2] / "content"
pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="BRIEFINGS_SOURCES names no folder with the five documents"
)
NAMES = {
    "sandwell": "sandwell-core-groups",
    "devon": "devon-case-audits-2009-2010",
    "south-gloucestershire": "south-gloucestershire-strategy-to-core-group",
    "shropshire": "shropshire-briefing-9",
    "solihull": "solihull-learning-2022-23",
}


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms.of(load_content(CONTENT, as_of=AS_OF).library)


def text_of(name: str) -> str:
    return (SOURCES / f"{NAMES[name]}.txt").read_text(encoding="utf-8")


def visible(text: str) -> str:
    """What a reader sees of a source: without tags, emphasis, escapes and the addresses behind links."""
    text = re.sub(r"</?(?!http)[a-z][^<>]*>", " ", text).replace("<http", " http")
    return re.sub(r"[*\\]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))


@pytest.fixture(scope="module", params=["text", "word"])
def drafts(request: pytest.FixtureRequest, terms: Terms) -> dict[str, Read]:
    found = {}
    for name in NAMES:
        text = text_of(name)
        word = request.param == "word"
        found[name] = imported(word_of(text) if word else text, f"{name}.{'docx' if word else 'txt'}", terms)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost(drafts: dict[str, Read], name: str) -> None:
    """Each word of the source stands in the draft or in the leftovers, as often as it was printed."""
    assert lost_words(visible(text_of(name)), drafts[name]) == Counter()


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_lost(drafts: dict[str, Read], name: str) -> None:
    """Each line of the source stands word for word in the draft or in the leftovers; rows are compared by cell."""
    source = re.sub(r"(?m)^.*\t.*$", "", visible(text_of(name)))
    assert lost_sentences(source, drafts[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_draft_holds_no_html_and_no_leftover_markup(drafts: dict[str, Read], name: str) -> None:
    """Markup of a converter is taken out; nothing but our own blocks remains."""
    assert not re.search(r"<(ul|p|li|i|b)\b|style=", drafts[name].text)
    assert drafts[name].data["partnership"] == name


def test_the_boxes_are_back_in_their_order(drafts: dict[str, Read]) -> None:
    """The text has seven numbered boxes as 01, 02, 07, 03; the draft has them as printed, and says so."""
    draft = drafts["sandwell"]
    assert re.findall(r"(?m)^## (\d\d) –", draft.body) == ["01", "02", "03", "04", "05", "06"]
    assert [len(items) for _, _, items in draft.blocks[:3]] == [7, 6, 5]
    assert [kind for kind, _, _ in draft.blocks[:3]] == ["learning", "learning", "good-practice"]
    assert draft.data["recommendations"][0]["text"].startswith("The SCSP to ensure")
    assert draft.data["layout"] == "seven-minute"
    assert "they stood as 1, 2, 7, 3, 4, 5, 6" in draft.said


def test_a_sample_is_proposed_and_a_missing_date_is_said(drafts: dict[str, Read]) -> None:
    """Four workshops and two cases; the January 2020 in the text belongs to another audit."""
    audit = drafts["sandwell"].data["audits"][0]
    assert [(one["unit"], one["size"]) for one in audit["sample"]] == [("workshops", "4"), ("cases", "2")]
    assert audit["held"].startswith("[[")
    assert "does not say when it was held" in drafts["sandwell"].said


def test_broken_tables_become_thirty_two_records(drafts: dict[str, Read]) -> None:
    """Rows over page breaks are joined, heads that are printed again are dropped, statuses are as printed."""
    draft = drafts["devon"]
    records = draft.data["recommendations"]
    numbers = [f"{audit}.{one}" for audit, most in ((1, 7), (2, 11), (3, 5), (4, 9)) for one in range(1, most + 1)]
    assert [one["id"] for one in records] == numbers
    assert Counter(one["updates"][0]["status"] if "updates" in one else "" for one in records) == {
        "Green": 10, "Amber": 2, "Orange": 4, "Red": 1, "not-rated": 15,
    }  # fmt: skip
    assert Counter(one["audit"] for one in records) == {
        "march-2009": 7, "december-2009": 11, "april-2010": 5, "september-2010": 9,
    }  # fmt: skip
    split = records[5]
    assert split["text"].startswith("The core group structure must be robust, rigorous and reliable. Core group")
    assert any("minimum of 4 weekly commenced June 2010." in one for one in split["updates"][0]["evidence"])
    assert draft.data["published"] == "2011-03-04"
    assert draft.data["layout"] == "recommendations"
    assert draft.data["audits"][3]["title"] == "September 2010 (Integrated Children's Service)"


def test_professionals_are_left_out(drafts: dict[str, Read]) -> None:
    """The names of the leads are in the leftovers, and not in the draft."""
    draft = drafts["devon"]
    leads = next(text for why, text in draft.imported.report.left_out if text.startswith("Professional Leads"))
    for name in re.findall(r"[A-Z]\w+ [A-Z]\w+", leads.partition(":")[2]):
        assert name not in draft.text


def test_three_columns(drafts: dict[str, Read]) -> None:
    """What works, what worries and what needs to happen, with who took part, when, and how many."""
    draft = drafts["south-gloucestershire"]
    kinds = [(kind, len(items)) for kind, _, items in draft.blocks]
    assert kinds[:3] == [("good-practice", 14), ("learning", 10), ("practice-points", 10)]
    audit = draft.data["audits"][0]
    assert audit["held"] == "2019-02-28"
    assert audit["sample"] == {"unit": "children", "size": "10", "discussed": "6"}
    assert len(audit["took_part"]) == 9
    assert audit["families_asked"] == "true"
    assert draft.data["layout"] == "three-columns"


def test_what_is_told_of_one_child_is_left_out(drafts: dict[str, Read]) -> None:
    """Ten paragraphs begin with a made-up name and an age: they are leftovers."""
    draft = drafts["south-gloucestershire"]
    stories = [text for why, text in draft.imported.report.left_out if "one child" in why]
    assert len(stories) == 10
    for story in stories:
        assert story.split(",")[0].split()[0] not in draft.text


def test_three_audits_by_topic(drafts: dict[str, Read]) -> None:
    """Findings and actions by topic; the actions on core groups stand below the actions, as their topic."""
    draft = drafts["shropshire"]
    assert [audit["held"] for audit in draft.data["audits"]] == ["2016-05", "2016-09", "2016-11"]
    assert [(kind, audit, len(items)) for kind, audit, items in draft.blocks] == [
        ("learning", "may-2016", 7),
        ("learning", "september-2016", 9),
        ("learning", "november-2016", 4),
        ("good-practice", "", 7),
        ("actions", "may-2016", 3),
        ("actions", "september-2016", 5),
        ("actions", "november-2016", 5),
        ("questions", "", 5),
    ]
    assert "### Core Groups" in draft.body
    assert draft.data["published"] == "2017-01"
    assert draft.data["reference"] == "Briefing 9"


def test_five_audits_of_a_year(drafts: dict[str, Read]) -> None:
    """Each audit has its own date and sample, and its blocks say which audit they come from."""
    draft = drafts["solihull"]
    audits = draft.data["audits"]
    assert [(one["held"], one["sample"]["unit"], one["sample"]["size"]) for one in audits] == [
        ("2022-08", "children", "7"),
        ("2022-09", "meetings", "8"),
        ("2022-11", "children", "7"),
        ("2023-01", "children", "12"),
        ("2023-03", "children", "6"),
    ]
    assert [one["method"] for one in audits] == ["deep-dive", "dip-sample", "deep-dive", "themed-audit", "deep-dive"]
    assert [group["size"] for group in audits[0]["sample"]["groups"]] == ["2", "2", "3"]
    assert [(one["met"], one["of"]) for one in audits[4]["measures"]] == [("5", "6"), ("4", "6")]
    assert Counter(kind for kind, _, _ in draft.blocks) == {
        "learning": 7, "good-practice": 5, "practice-points": 5, "actions": 3, "questions": 1,
    }  # fmt: skip
    for kind, audit, _ in draft.blocks:
        assert bool(audit) == (kind in ("good-practice", "practice-points"))
    assert draft.data["layout"] == "digest"
