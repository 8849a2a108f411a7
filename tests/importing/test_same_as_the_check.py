"""What the check would stop does not come into a draft, and the account of the import counts it (issue 20)."""

from __future__ import annotations

from briefings.importing.people import OF_ONE_PERSON, ONE_CHILD, STAFF, without_people
from briefings.importing.pieces import Line
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
