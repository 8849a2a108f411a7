"""What the site claims is what a report bears: what we inferred, what was printed, what was found again."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from building import ROOT, Built, words_of
from oracle import Oracle, Shown
from test_edges import BOARD, briefing

from briefings.model.scopes import READERS
from briefings.outputs.search.records import records_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site

    MakeSite = Callable[..., Site]

DEVON = "devon-2011-case-audits"
SANDWELL = "sandwell-core-groups"
OURS = "our reading"


@pytest.fixture
def small(site: MakeSite) -> Site:
    """A made-up site of two partnerships without a briefing."""
    made = site("minimal", briefings_as_of="2026-11-21")
    made.delete("briefings/first.md")
    made.write("board.md", BOARD)
    made.write(
        "partnerships/birch.md",
        "---\ntitle: Birch partnership\nshort_title: Birch\nsummary: The partners of Birch.\narea: Birch\n---\n",
    )
    return made


def front_of(slug: str) -> dict[str, Any]:
    """The front matter of a real briefing, as text."""
    text = (ROOT / "content" / "briefings" / f"{slug}.md").read_text(encoding="utf-8")
    return yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader)  # type: ignore[no-any-return]


def table(built: Built, name: str) -> list[dict[str, Any]]:
    """The rows of a data file."""
    return json.loads((built.out / "data" / f"{name}.json").read_text(encoding="utf-8"))[name]  # type: ignore[no-any-return]


def recommendation(**keys: Any) -> str:
    """The front matter of one recommendation, as one line."""
    one = {"id": '"1"', "text": "Do it.", "owner": "alder", "due": "2020", **keys}
    return f"recommendations:\n  - {{{', '.join(f'{key}: {value}' for key, value in one.items())}}}\n"


# ---------------------------------------------------------------- what we inferred


def test_owners_and_due_dates_that_devon_does_not_print_are_marked(real: Built) -> None:
    """The report has no column of owners, and its four dates of 1 April 2011 stand in the evidence."""
    rows = front_of(DEVON)["recommendations"]
    assert all("owner" in row["inferred"] for row in rows)
    dated = [row["id"] for row in rows if row.get("due")]
    assert dated == ["1.3", "2.1", "2.5", "4.6"]
    assert all("due" in row["inferred"] for row in rows if row["id"] in dated)
    assert all("1 April 2011" in str(row["updates"]) for row in rows if row["id"] in dated)
    found = {row["number"]: row for row in table(real, "recommendations") if row["briefing"] == DEVON}
    assert {number for number, row in found.items() if "due" in row["inferred"]} == set(dated)
    shown = Shown(real.out)
    for name in (f"briefings/{DEVON}", "recommendations/partnership-devon"):
        page = shown.page(name)
        cells = [
            words_of_part(row) for row in page.iter("tr") if any("1 April 2011" in text for text in row.itertext())
        ]
        assert all(OURS in cell for cell in cells), name
    assert not (real.out / "recommendations" / "owner-devon.html").exists()
    assert len(shown.listed("recommendations", "inferred-owner-devon")) == sum(row["owner"] == "devon" for row in rows)


def words_of_part(part: Any) -> str:
    """The words of a part of a page."""
    return " ".join(" ".join(part.itertext()).split())


def test_nobody_is_held_to_a_date_that_no_report_prints(real: Built) -> None:
    """What is overdue by the sources alone: due as printed, over, and not done."""
    oracle = Oracle.of(ROOT / "content")
    shown = Shown(real.out)
    expected = {one.place for one in oracle.recommendations if one.overdue(2026, 11, 21)}
    assert set(shown.listed("recommendations", "status-overdue")) == expected
    assert "overdue" not in words_of(real.text(f"briefings/{DEVON}.html"))


def test_a_due_date_as_printed_is_overdue_and_one_that_we_inferred_is_not(small: Site) -> None:
    """The same recommendation twice; only the one whose report prints the date is overdue."""
    small.write("briefings/printed.md", briefing("Printed", more=recommendation(due="2021-03")))
    small.write("briefings/read.md", briefing("Read", more=recommendation(due="2021-04", inferred="[due]")))
    built = small.build()
    board = words_of(built.text("board.html"))
    assert "March 2021, overdue" in board
    assert f"April 2021 ({OURS})" in board
    assert f"April 2021 ({OURS}), overdue" not in board
    assert "Overdue 1" in board


def test_owners_are_counted_apart(small: Site) -> None:
    """What a report prints and what we inferred are two counts."""
    for number in range(3):
        small.write(f"briefings/printed-{number}.md", briefing(f"Printed {number}", more=recommendation()))
    small.write("briefings/read.md", briefing("Read", more=recommendation(inferred="[owner]")))
    built = small.build()
    board = built.text("board.html")
    assert f"By owner, {OURS}" in words_of(board)
    shown = Shown(built.out)
    assert len(shown.listed("board", "owner-alder")) == 3
    assert len(shown.listed("board", "inferred-owner-alder")) == 1


def test_the_year_of_the_sandwell_audit_is_marked_wherever_it_is_shown(real: Built) -> None:
    """The source carries no date: the audit, its items and the tables of years say whose reading 2021 is."""
    assert front_of(SANDWELL)["audits"][0]["inferred"] == ["held"]
    (audit,) = [row for row in table(real, "audits") if row["briefing"] == SANDWELL]
    assert audit["inferred"] == ["held"]
    items = [row for row in table(real, "items") if row["when_inferred"]]
    assert items
    assert {row["briefing"] for row in items} == {SANDWELL}
    for name in ("audits", "themes/core-groups", "partnerships/sandwell", f"briefings/{SANDWELL}"):
        text = words_of(real.text(f"{name}.html"))
        assert f"2021 ({OURS})" in text, name
        assert not re.search(r"Sandwell, 2021(?! \(our reading\)|$|[.;])", text.partition("it is our reading")[0]), name
    assert f"it is {OURS}: Sandwell, 2021" in words_of(real.text("themes/index.html"))


def test_what_is_inferred_is_in_the_table_for_spreadsheets(real: Built) -> None:
    """One column says which of the others the source does not print."""
    text = (real.out / "data" / "recommendations.csv").read_text(encoding="utf-8-sig")
    rows = {row["id"]: row["inferred"] for row in csv.DictReader(io.StringIO(text))}
    assert rows[f"{DEVON}/1.3"] == "owner; due"
    assert rows[f"{SANDWELL}/1"] == ""


@pytest.mark.parametrize(
    ("more", "line", "said"),
    [
        (recommendation(inferred="[owners]"), 8, "entry 1 of 'inferred' of recommendations 1 must be one of owner"),
        (recommendation(inferred="[owner, owner]"), 8, "names 'owner' twice; delete one"),
        (
            'recommendations:\n  - id: "1"\n    text: Do it.\n    owner: alder\n    inferred: [due]\n',
            11,
            "marks 'due' as inferred, but 'due' is not there; add 'due:' or take it out of 'inferred:'",
        ),
    ],
)
def test_a_mark_that_marks_nothing_is_refused(small: Site, more: str, line: int, said: str) -> None:
    """Each with its line and what to do."""
    small.write("briefings/only.md", briefing(more=more))
    built = small.build(expect=True)
    assert built.status == 1
    assert [one for one in built.warnings if said in one and f"only.md:{line}:" in one], built.warnings


# ---------------------------------------------------------------- what was found in many places


def test_a_finding_elsewhere_is_never_said_to_be_what_was_done_here(small: Site) -> None:
    """The tempting claim: a green recommendation in one area, a later finding with the same theme in another."""
    green = recommendation(themes="[neglect]", updates="[{on: 2016-01, status: green, evidence: [Done]}]")
    finding = ":::{learning} neglect\n- Still a problem.\n:::"
    small.write("briefings/early.md", briefing("Early", published="2015", more=green, body=finding))
    late = briefing("Late", published="2019", body=finding).replace("partnership: alder", "partnership: birch")
    small.write("briefings/late.md", late)
    small.write("index.md", "# Home\n\n:::{found-in-many-places}\n:::\n")
    home = words_of(small.build().text("index.html"))
    assert "2 of 2 partnerships, 2015 to 2019" in home
    assert "2 findings" in home
    for claim in ("again", "came back", "called", "done", "Recommendation"):
        assert claim not in home, claim


def test_themes_found_in_many_places_are_counted_as_the_sources_count_them(real: Built) -> None:
    """Each row of the home page and of the recommendations, by partnership, finding and year."""
    findings = [item for item in Oracle.of(ROOT / "content").items if item.kind == "learning"]
    everywhere = {item.partnership for item in findings}
    shown = Shown(real.out)
    for name, least in (("index", 3), ("recommendations", 10)):
        tables = [part for part in shown.page(name).iter("table") if "places" in part.get("class", "").split()]
        rows = [row for part in tables for row in part.iter("tr") if row.find("td") is not None]
        assert len(rows) >= least
        for row in rows:
            theme = next(link.get("href", "") for link in row.iter("a")).rpartition("/")[2].removesuffix(".html")
            about = [item for item in findings if theme in item.themes]
            places = {item.partnership for item in about}
            assert f"{len(places)} of {len(everywhere)} partnerships" in words_of_part(row), theme
            assert f"{len(about)} finding" in words_of_part(row), theme
            assert all(str(year) in words_of_part(row) for year in _ends({item.year for item in about})), theme


def test_where_nothing_is_overdue_other_recommendations_are_not_denied(small: Site) -> None:
    """A due date that no report prints is not overdue; the list does not say that there is no recommendation."""
    small.write("briefings/read.md", briefing("Read", more=recommendation(due="2021-04", inferred="[due]")))
    small.write("index.md", "# Home\n\n:::{recommendation-table}\n:status: overdue\n:::\n")
    home = words_of(small.build().text("index.html"))
    assert "No recommendation has a printed due date that has passed." in home
    assert "No recommendation yet." not in home


def _ends(years: set[int]) -> set[int]:
    return {min(years), max(years)}


# ---------------------------------------------------------------- what was found again in the same place

AUDIT = "audits:\n  - {{id: look, title: A look, method: dip-sample, held: {held}}}\n"
HOME = "# Home\n\n## Where\n\n:::{found-in-many-places}\n:::\n\n:::{found-again}\n:::\n"


def look(title: str, held: str, *, place: str = "alder", more: str = "", body: str = "") -> str:
    """A briefing of one audit of a partnership."""
    text = briefing(title, published=held[:4], more=AUDIT.format(held=held) + more, body=body)
    return text.replace("partnership: alder", f"partnership: {place}")


def finding(text: str, recurs: str = "", *, audit: str = ":audit: look\n") -> str:
    """A finding on neglect, and what it says was found before."""
    return f":::{{learning}} neglect\n{audit}{f':recurs: {recurs}' + chr(10) if recurs else ''}- {text}\n:::\n"


@pytest.fixture
def again(small: Site) -> Site:
    """Alder found the same twice and recommended it once; Birch found it too; no editor has linked anything yet."""
    green = recommendation(audit="look", themes="[neglect]", updates="[{on: 2016-05, status: Green, evidence: [Done]}]")
    small.write("briefings/first.md", look("First", "2016-03", more=green, body=finding("Nobody asked the child.")))
    small.write("briefings/second.md", look("Second", "2019-09", body=finding("The child was not asked.")))
    small.write("briefings/other.md", look("Other", "2020-01", place="birch", body=finding("No child was asked.")))
    small.write("index.md", HOME)
    return small


def test_nothing_is_found_again_without_an_editors_link(again: Site) -> None:
    """The tempting claims: the same theme, the same place, a later audit; nothing is said, with no heading either."""
    built = again.build()
    assert "2 of 2 partnerships" in words_of(built.text("index.html"))
    pages = [words_of(text.decode()) for name, text in built.files.items() if name.endswith(".html")]
    assert [page for page in pages if "found again" in page.casefold() or "found before" in page.casefold()] == []
    assert all(row["recurs"] == row["found_again"] == [] for row in table(built, "items"))


def test_what_an_editor_links_is_shown_on_both_ends(again: Site) -> None:
    """On the home page, beside both findings, beside the recommendation with its printed status, and in the data."""
    again.edit("briefings/second.md", ":audit: look\n", ":audit: look\n:recurs: first/l1, first/1\n")
    built = again.build()
    section = next(one for one in Shown(built.out).page("index").iter("section") if "returns" in str(classes(one)))
    assert "Found again here" in words_of_part(section)
    rows = [words_of_part(row) for row in section.iter("tr") if row.find("td") is not None]
    assert len(rows) == 2
    stood = f"Green, May 2016: Done ({OURS})"
    for row in rows:
        assert row.startswith("Alder")
        assert "September 2019" in row
        assert "March 2016" in row
        assert "Birch" not in row
    assert sum(stood in row for row in rows) == 1
    assert "called it done" not in words_of(built.text("index.html"))
    first, second = (words_of(built.text(f"briefings/{name}.html")) for name in ("first", "second"))
    assert first.count("Found again in September 2019: Learning") == 2
    assert "Found before in March 2016: Learning" in second
    assert f"Found before in March 2016: Recommendation 1, which stood at {stood}" in second
    items = {row["id"]: row for row in table(built, "items")}
    assert items["second/l1"]["recurs"] == ["first/l1", "first/1"]
    assert items["first/l1"]["found_again"] == ["second/l1"]
    (told,) = table(built, "recommendations")
    assert told["found_again"] == ["second/l1"]
    clean = again.clean()
    assert built.files == clean.files


def classes(part: Any) -> list[str]:
    """The classes of the tables right inside a section."""
    return [child.get("class", "") for child in part.findall("table")]


def test_a_link_that_comes_later_reaches_both_ends(again: Site) -> None:
    """A build that goes on from another shows and forgets the link on the page that did not change."""
    again.build()
    again.edit("briefings/second.md", ":audit: look\n", ":audit: look\n:recurs: first/l1\n")
    built = again.build()
    assert "Found again in September 2019" in words_of(built.text("briefings/first.html"))
    assert built.files == again.clean("clean").files
    again.edit("briefings/second.md", ":recurs: first/l1\n", "")
    built = again.build()
    assert "Found again" not in words_of(built.text("briefings/first.html"))
    assert built.files == again.clean("clean").files


def test_a_withdrawal_does_not_wait_for_a_link(again: Site) -> None:
    """What was found again in a briefing that was withdrawn is not shown, and stops nothing."""
    again.edit("briefings/second.md", ":audit: look\n", ":audit: look\n:recurs: first/l1\n")
    again.edit(
        "briefings/first.md", "review_by", "status: withdrawn\nwithdrawn: {on: 2020-01-01, why: Old.}\nreview_by"
    )
    assert "Found before" not in words_of(again.build().text("briefings/second.html"))


@pytest.mark.parametrize(
    ("recurs", "said"),
    [
        ("first/l2", "names 'first/l2', which does not exist; did you mean 'first/l1'? [briefings.unknown-item]"),
        ("forst/l1", "names 'forst/l1', which does not exist; did you mean 'first/l1'? [briefings.unknown-item]"),
        ("third/l1", "is of January 2020, and this is of September 2019; put 'recurs:' on the later of the two"),
        ("second/l1", "is of the very item that says so; name what an earlier audit found, or delete it"),
        ("second/l2", "is of September 2019, and this is of September 2019; put 'recurs:' on the later"),
        ("other/l1", "is of birch, and this is of alder; only what one partnership found twice is found again"),
        ("undated/l1", "cannot be dated, because it does not say from which audit it is; add 'audit:' to it"),
        (
            "l1",
            "'l1' does not name an item; write its briefing and itself, like core-groups-2017/l-minutes-came-late [briefings.bad-value]",
        ),
        ("first/l1 first/l1", "'first/l1' is named twice; delete one [briefings.duplicate-entry]"),
    ],
)
def test_a_link_that_the_audits_do_not_bear_is_refused(again: Site, recurs: str, said: str) -> None:
    """A missing target, a later one, the item itself, another partnership: each with its line and what to do."""
    again.write("briefings/third.md", look("Third", "2020-01", body=finding("Still not asked.")))
    again.write("briefings/undated.md", briefing("Undated", published="2010", body=finding("Not asked.", audit="")))
    body = finding("The child was not asked.", recurs) + "\n" + finding("Nor was the mother.")
    again.write("briefings/second.md", look("Second", "2019-09", body=body))
    built = again.build(expect=True)
    assert [one for one in built.warnings if said in one and "second.md:15:" in one], built.warnings


def test_a_recommendation_may_be_what_found_it_again(again: Site) -> None:
    """The key stands on a recommendation too; the line of a wrong one is named."""
    asks = recommendation(audit="look", recurs="[first/1]")
    again.write("briefings/second.md", look("Second", "2019-09", more=asks))
    built = again.build()
    assert "Found again in September 2019: Recommendation 1" in words_of(built.text("briefings/first.html"))
    assert "Found before in March 2016: Recommendation 1" in words_of(built.text("briefings/second.html"))
    again.edit("briefings/second.md", "recurs: [first/1]", "recurs: [other/l1]")
    built = again.build(expect=True)
    assert [one for one in built.warnings if "second.md:10:" in one and "[briefings.not-found-again]" in one], (
        built.warnings
    )


# ---------------------------------------------------------------- before and after


def two_audits(place: str, *, compares: str = "") -> str:
    """Two audits of a briefing, the second with more that was good; whether they compare is for the case to say."""
    return f"""\
audits:
  - {{id: one, title: First look, method: dip-sample, held: 2019-01, measures: [{{what: Seen, met: 1, of: 9}}],
     sample: {{unit: children, size: 4}}, grades: {{inadequate: 4}}}}
  - id: two
    title: Second look
    method: dip-sample
    held: 2020-01
    follows: [{place}/one]
    measures: [{{what: Seen, met: 8, of: 9}}]
    sample: {{unit: children, size: 4}}
    grades: {{good: 4}}
{compares}"""


COMPARES = "    compares: {word}\n    differs: Other children were looked at.\n"
WORDS_OF_CHANGE = ("change", "before and after", "improve", "progress")


def beside(built: Built, name: str) -> list[tuple[str, str, list[str]]]:
    """Of each table of audits side by side: its caption, all words of the list around it, and its numbers."""
    found = []
    for section in Shown(built.out).page(name).iter("section"):
        tables = [part for part in section.iter("table") if "comparison" in part.get("class", "").split()]
        if tables and not any(inner is not section and list(inner.iter("table")) for inner in section.iter("section")):
            for part in tables:
                caption = part.find("caption")
                assert caption is not None
                numbers = list(filter(None, (words_of_part(cell) for cell in part.iter("td"))))
                found.append((words_of_part(caption), words_of_part(section), numbers))
    return found


@pytest.mark.parametrize("word", ["", "yes", "partly"])
def test_audits_are_before_and_after_only_where_they_compare(small: Site, word: str) -> None:
    """The tempting claim: much better figures a year later, of audits that nobody has said compare."""
    compares = COMPARES.format(word=word) if word else ""
    small.write("briefings/only.md", briefing("Only", more=two_audits("only", compares=compares)))
    small.write("audits.md", "# Audits\n\n## Twice\n\n:::{before-and-after}\n:::\n")
    built = small.build()
    for name in ("audits", "briefings/only", "partnerships/alder"):
        shown = beside(built, name)
        assert len(shown) == 1, name
        for caption, words, numbers in shown:
            assert numbers == ["0 of 4", "4 of 4", "4 of 4", "0 of 4", "1 of 9", "8 of 9"]
            assert caption.startswith("Before and after" if word else "Side by side"), name
            assert ("Other children were looked at." in words) == bool(word)
            assert ("Nobody has said that these audits compare." in words) == (not word)
            if not word:
                said = words.replace("do not show that practice became better or worse", "").casefold()
                assert [one for one in WORDS_OF_CHANGE if one in said] == [], name
    (row,) = [row for row in table(built, "audits") if row["id"] == "only/two"]
    assert (row["compares"], row["differs"]) == ((word, "Other children were looked at.") if word else (None, None))
    (record,) = [one for one in records_of(built.library, READERS) if one.title == "Second look"]
    assert ("Other children were looked at." in record.text) == bool(word)
    assert "change" not in record.text


def test_no_two_audits_of_the_real_site_are_called_a_change_unless_they_compare(real: Built) -> None:
    """Devon's grades stand in one table on three pages; its September audit says in part, and what differs."""
    audits = {audit["id"]: audit for audit in front_of(DEVON)["audits"]}
    assert audits["september-2010"]["compares"] == "partly"
    for name in ("audits", f"briefings/{DEVON}", "partnerships/devon"):
        (shown,) = beside(real, name)
        assert shown[0].startswith("Before and after. Devon"), name
        assert f"Its figures compare in part. {audits['september-2010']['differs']}" in shown[1], name
    chained = {key for audit in audits.values() for key in audit.get("follows", [])}
    assert all("compares" not in audits[key.partition("/")[2]] for key in chained)


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        ("    compares: partly\n", 18, "'compares: partly' without a sentence; add 'differs:'"),
        ("    compares: partly\n    differs:\n", 19, "'differs' of audits 2 has no value"),
        ("    compares: perhaps\n    differs: It does.\n", 18, "must be one of yes or partly, not 'perhaps'"),
    ],
)
def test_a_comparison_without_a_sentence_is_refused(small: Site, keys: str, line: int, said: str) -> None:
    """Each with its line and what to do."""
    small.write("briefings/only.md", briefing(more=two_audits("only", compares=keys)))
    built = small.build(expect=True)
    assert [one for one in built.warnings if said in one and f"only.md:{line}:" in one], built.warnings


def test_a_comparison_with_no_audit_is_refused(small: Site) -> None:
    """An audit that follows none has nothing to compare with."""
    audits = two_audits("only", compares=COMPARES.format(word="yes")).replace("    follows: [only/one]\n", "")
    small.write("briefings/only.md", briefing(more=audits))
    built = small.build(expect=True)
    said = "has 'compares:', but names no earlier audit; add 'follows:', or delete it"
    assert [one for one in built.warnings if said in one and "only.md:17:" in one], built.warnings


# ---------------------------------------------------------------- as printed, then our reading

SCALE = """\
status_scale:
  - {printed: Complete, status: green, key: true}
  - {printed: Orange, status: amber}
  - {printed: Stalled, status: red, key: false}
"""


@pytest.fixture
def scaled(small: Site) -> Site:
    """The partnership Alder explains "Complete" and nothing else; four recommendations stand in all four ways."""
    small.edit("partnerships/alder.md", "area: Alder\n", f"area: Alder\n{SCALE}")
    for number, status in enumerate(("Complete", "orange", "Stalled", "not-rated")):
        updates = f"[{{on: 2016-01-31, status: {status}, evidence: [Seen]}}]"
        small.write(f"briefings/b{number}.md", briefing(f"B{number}", more=recommendation(updates=updates)))
    updates = "[{on: 2016, status: green, inferred: [status, on], evidence: [Seen]}]"
    small.write("briefings/ours.md", briefing("Ours", more=recommendation(updates=updates)))
    return small


def test_the_printed_word_stands_first_and_our_reading_is_marked(scaled: Site) -> None:
    """On the page of the briefing, in the tracker and in the calendar: word, date, and what we read it as."""
    built = scaled.build()
    said = {
        "b0": ("Complete", "31 January 2016 · Done"),
        "b1": ("Orange", f"31 January 2016 · Under way ({OURS})"),
        "b2": ("Stalled", f"31 January 2016 · Not started or stuck ({OURS})"),
        "b3": ("Not rated", "31 January 2016"),
        "ours": ("Done", f"2016 ({OURS}) · {OURS}"),
    }
    for slug, (word, about) in said.items():
        page = words_of(built.text(f"briefings/{slug}.html")).replace("\N{NO-BREAK SPACE}", " ")
        assert f"{word} {about}" in page, slug
    board = words_of(built.text("board.html"))
    for label in (f"Done ({OURS}) 2", f"Under way ({OURS}) 1", f"Not started or stuck ({OURS}) 1", "Not rated 1"):
        assert label in board, label
    calendar = built.text("calendar.ics").replace("\n ", "")
    assert "Status: Complete\\, 31 January 2016: Done." in calendar
    assert f"Status: Stalled\\, 31 January 2016: Not started or stuck ({OURS})." in calendar


def test_printed_status_and_our_reading_are_data(scaled: Site) -> None:
    """The word, our status, and whether it is ours: in JSON, in the table, and in what search knows."""
    built = scaled.build()
    rows = {row["briefing"]: row for row in table(built, "recommendations")}
    found = {slug: (row["printed_status"], row["status"], row["our_reading"]) for slug, row in rows.items()}
    assert found == {
        "b0": ("Complete", "green", False),
        "b1": ("Orange", "amber", True),
        "b2": ("Stalled", "red", True),
        "b3": (None, "not-rated", False),
        "ours": (None, "green", True),
    }
    assert all(row["updates"][-1]["printed_status"] == row["printed_status"] for row in rows.values())
    texts = {one.within: one.text for one in records_of(built.library, READERS) if one.kind == "recommendation"}
    assert texts["B2"].endswith(f"Status: Stalled, 31 January 2016: Not started or stuck ({OURS}).")


def test_devons_colours_are_printed_words_without_a_key(real: Built) -> None:
    """Devon prints Green, Amber, Orange and Red, and explains none of them."""
    page = words_of(real.text(f"briefings/{DEVON}.html")).replace("\N{NO-BREAK SPACE}", " ")
    printed = {row["id"]: row["updates"][0]["status"] for row in front_of(DEVON)["recommendations"]}
    meanings = {"Green": "Done", "Amber": "Under way", "Orange": "Under way", "Red": "Not started or stuck"}
    for word, meaning in meanings.items():
        times = sum(status == word for status in printed.values())
        assert page.count(f"{word} 4 March 2011 · {meaning} ({OURS})") == times, word
    assert set(printed.values()) == {*meanings, "not-rated"}
    assert "Green: Done (our reading)" in words_of(real.text("partnerships/devon.html"))
