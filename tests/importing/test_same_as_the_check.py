"""What the check would stop does not come into a draft, and the account of the import counts it (issue 20)."""

from __future__ import annotations

import pytest
from importing import imported

from briefings.importing.people import OF_ONE_PERSON, ONE_CHILD, STAFF, without_people
from briefings.importing.pieces import Hint, Line, cell_of, text_of
from briefings.importing.refusals import ImportRefused
from briefings.importing.report import Report
from briefings.model.privacy import findings_in
from briefings.model.problems import Level

TEXTS = {
    "When Maya was nine her father left.": ONE_CHILD,
    "A girl called Maya, who was 7, was seen.": ONE_CHILD,
    "Andrea was brought in by her mother.": ONE_CHILD,
    "He was born on 14 June 2003.": ONE_CHILD,
    "Megan took over as social worker.": STAFF,
    "We read what Megan Hughes wrote.": STAFF,
    "Child's name: Maya": STAFF,
    "The car, reg AB12 CDE, was seen.": OF_ONE_PERSON,
    "Write to jay.dee at gmail.com.": OF_ONE_PERSON,
    "Her NHS number is 943 476 5919.": OF_ONE_PERSON,
    "The minutes were late.": "",
    "They are the only Somali family in the village.": "",
}


def is_stopped(text: str) -> bool:
    return any(one.rule.code.level is Level.ERROR for one in findings_in(text))


def test_the_import_leaves_out_what_the_check_stops_and_nothing_else() -> None:
    for text, why in TEXTS.items():
        report = Report()
        kept = "".join("".join(one.texts) for one in without_people([Line(text)], report))
        assert is_stopped(text) is bool(why)
        assert kept == ("" if why else text)
        assert [reason for reason, _ in report.left_out] == [why] * bool(why)
        assert text not in str(report)


def test_a_cell_of_a_table_is_left_out_by_the_same_rule_as_a_line() -> None:
    for text, why in TEXTS.items():
        report = Report()
        row = Line("", Hint.ROW, cells=(cell_of("1.1"), cell_of(text), cell_of("Police")))
        (kept,) = without_people([row], report)
        assert [text_of(cell) for cell in kept.cells] == ["1.1", "" if why else text, "Police"]
        assert [reason for reason, _ in report.left_out] == [why] * bool(why)
        assert text not in str(report)


def test_what_the_head_of_a_column_says_counts_in_the_import_too() -> None:
    """A date is one of birth under "Date of birth" only, and a name without a list is one under "Name"."""
    rows = (("Name", "Date of birth", "Reviewed"), ("Zorvan", "14/06/2003", "15/06/2023"))
    lines = [Line("", Hint.ROW, cells=tuple(map(cell_of, row))) for row in rows]
    _, row = without_people(lines, Report())
    assert [text_of(cell) for cell in row.cells] == ["", "", "15/06/2023"]


def test_a_record_whose_text_was_left_out_is_no_part_of_the_one_above() -> None:
    draft = imported(
        "# Review of sleep\n\n## Learning\n\n- Minutes were late.\n\nRecommendations\n\n"
        "Action\tLead\tBy when\nWrite to nurseries.\tSchools\tMay 2026\n"
        "Andrea was brought in by her mother.\tPolice\tJune 2026\nTrain all staff.\tGPs\tJuly 2026\n"
        "\n## Context\n\nWe looked at six families.\n\nWho wrote this\tMegan Hughes\nArea\tThe north\n"
    )
    assert [one["text"] for one in draft.data["recommendations"]] == ["Write to nurseries.", "Train all staff."]
    assert "Police" not in draft.text
    assert "Andrea" not in draft.text + draft.said
    assert "Hughes" not in draft.text + draft.said
    assert "Who wrote this" not in draft.text
    assert "the rest of rows whose text was left out" in draft.said


def test_of_an_owner_who_is_named_the_agency_stays() -> None:
    cells = (
        "Write to nurseries.",
        "Megan Hughes, Police",
        "Dr Megan Hughes (GPs)",
        "Megan Hughes, Andrea Jones",
        "Megan Hughes",
    )
    report = Report()
    (row,) = without_people([Line("", Hint.ROW, cells=tuple(map(cell_of, cells)))], report)
    assert [text_of(cell) for cell in row.cells] == ["Write to nurseries.", "Police", "GPs", "", ""]
    assert len(report.left_out) == 4


def test_long_reports_are_searched_to_the_end() -> None:
    """A page lists the first 200 findings, and refuses 5,000 names; a report is searched in pieces."""
    lines = [Line(f"Andrea saw {number} of them with her mother.") for number in range(300)]
    report = Report()
    assert without_people(lines, report) == []
    towns = [Line("Zorvan, Kelbor, Mistar, Tolvin, Brentar, Galvor went there. " * 10) for _ in range(100)]
    assert len(without_people([*towns, lines[0]], report)) == len(towns)
    with pytest.raises(ImportRefused, match="split it"):
        without_people([Line("word " * 30_000)], report)
