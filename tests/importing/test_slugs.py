"""The name that is proposed for a file: whole words, in the letters of addresses."""

from __future__ import annotations

from each import each

from briefings.importing.audits import slug_of


@each(
    "case",
    [
        ("Ynys Môn", "ynys-mon"),
        ("Children’s voices: café talk", "childrens-voices-cafe-talk"),
        ("Neglect, domestic abuse and core groups: what three audits found", "neglect-domestic-abuse-and-core-groups-what-three-audits"),
        ("Learning from reviews of neglect and of the abuse of children in the county", "learning-from-reviews-of-neglect-and-of-the-abuse"),
        ("What it was like to be one of the children who were living with the neglect", "what-it-was-like-to-be-one-of-the-children-who-were-living"),
        ("???", "audit"),
    ],
)  # fmt: skip
def test_a_slug_is_made_of_whole_words(case: tuple[str, str]) -> None:
    """No half word, no accent, and no "with the" at the end of one that was cut."""
    assert slug_of(case[0]) == case[1]
    assert len(slug_of(case[0])) <= 60
