"""Where a head or heading does not say what it is, its cells and bullets may; that is always a guess."""

from __future__ import annotations

import pytest
from importing import imported

from briefings.importing.wording import kind_by_wording
from briefings.model.vocabulary import BlockKind

HEADED = """Neglect audit

Theme\tWhat has to be better\tHeld by\tNo later than\tState of play
Toolkit\tAll teams use the same toolkit.\tPolice\t31 March 2026\tIn progress
Minutes\tMinutes go out within five days.\tSchools\tApril 2026\tCompleted
"""
HEADLESS = """Neglect audit

Recommendations

1\tAll teams use the same toolkit.\tPolice\t31 March 2026\tIn progress
2\tMinutes go out within five days.\tSchools\tApril 2026\tCompleted
"""


@pytest.mark.parametrize("text", [HEADED, HEADLESS])
def test_columns_are_known_by_what_stands_in_them(text: str) -> None:
    """Dates, statuses and agencies say what a column is; the sentences before them are what is to be done."""
    read = imported(text)
    found = [
        (one["text"], one["owner"], one["due"], one["updates"][0]["status"]) for one in read.data["recommendations"]
    ]
    assert found == [
        ("All teams use the same toolkit.", "police", "2026-03-31", "In progress"),
        ("Minutes go out within five days.", "schools", "2026-04", "Completed"),
    ]
    assert [one["id"] for one in read.data["recommendations"]] == ["1", "2"]
    assert "[[check: the columns of this table are read as follows" in read.text


def test_a_row_of_values_is_no_head() -> None:
    """Its date says so."""
    read = imported(HEADED.replace("Theme\t", "Theme\t", 1) + "Action\tAction two.\tPolice\t1 May 2026\tCompleted\n")
    assert len(read.data["recommendations"]) == 3


@pytest.mark.parametrize(
    ("bullets", "kind"),
    [
        (["Ask who lives in the home.", "Do not wait for the review.", "If you are worried, ring."], "practice-points"),
        (["Nobody asked the father.", "Minutes were sent too late.", "It was not clear who chairs."], "learning"),
        (["A form will be made.", "Training has been bought."], "actions"),
        (["Police", "Schools", "Health"], None),
        (["Seven files were read.", "The group met in May."], None),
        (["Nobody asked the father."], None),
        (["Plans were long.", "Check-ins were weekly."], None),
    ],
)
def test_bullets_are_known_by_their_wording(bullets: list[str], kind: str | None) -> None:
    """Orders, plans and what was missing; anything else stays a list."""
    found = kind_by_wording(bullets)
    assert (found[0] if found else None) == (BlockKind(kind) if kind else None)


def test_a_kind_by_wording_has_a_hint_and_gives_way_to_the_heading() -> None:
    read = imported("Neglect audit\n\nIn the home\n\n• Nobody asked the father.\n• Visits were never alone.\n")
    assert read.blocks[0][0] == "learning"
    assert (
        "[[check: the bullets under 'In the home' are read as learning, for most of them say what was missing"
        in read.text
    )
    known = imported("Neglect audit\n\nWhat is working well\n\n• No child was missed.\n• Nobody was left out.\n")
    assert known.blocks[0][0] == "good-practice"
