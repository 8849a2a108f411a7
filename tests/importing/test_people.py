"""What is told of one child is left out by its structure; sentences about time are not; staff are not named."""

from __future__ import annotations

import pytest
from docx import Document
from importing import imported
from word_files import saved

from briefings.importing.people import names_staff, tells_of_one_child


@pytest.mark.parametrize(
    "text",
    [
        "Child B, aged 3, lived with an aunt.",
        "Child AB was seen at home.",
        "K2 is the older brother.",
        "Baby M's injuries were seen in hospital.",
        "Young person 3 went to live with a friend.",
        "A 15 year old girl from Oakford was seen by the police.",
        "One four-month-old baby was hurt.",
        "Gail, age 13. Left home.",
        "Gary 18 months. Lives with an aunt.",
        "Tom is 4 years old and likes trains.",
    ],
)
def test_paragraphs_of_one_child_are_recognised(text: str) -> None:
    """By a letter or code, by a name with an age, by an age with "boy", "girl" or "baby"."""
    assert tells_of_one_child(text)


@pytest.mark.parametrize(
    "text",
    [
        "Within 6 weeks of the audit, every agency must train its staff.",
        "After 12 months the plan is reviewed.",
        "Children under 5 years are seen each month.",
        "In 18 months, nothing changed.",
        "Child protection plans were late.",
        "Children and Young People 2024 to 2026",
        "Every 3 months the group meets.",
        "Police (3) and schools (2) took part.",
        "Reviews took place at 6 and 12 months.",
    ],
)
def test_sentences_about_time_and_groups_stay(text: str) -> None:
    """A number of weeks is no age."""
    assert not tells_of_one_child(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Author: Joanna Whitfield, Quality Manager", True),
        ("Chaired by Gabrielle Davies.", True),
        ("Prepared by: Dr Anil Shah", True),
        ("Prepared by: Quality Group", False),
        ("Led by the Safeguarding Children Partnership", False),
        ("Contact: Safeguarding Board", False),
    ],
)
def test_staff_are_recognised(text: str, named: bool) -> None:
    """A person after a word such as "author"; a board or team is nobody."""
    assert names_staff(text) is named


def test_nothing_of_a_child_or_of_staff_stands_in_the_draft_or_the_account() -> None:
    """The account counts the pieces and does not repeat them."""
    draft = imported(
        "# Review\n\nChild B, aged 3, lived with Aunt Roberta.\n\nAuthor: Joanna Whitfield, Quality Manager\n\n"
        "## Learning\n\n- Minutes were late.\n"
    )
    for word in ("Child B", "Roberta", "Joanna", "Whitfield"):
        assert word not in draft.text
        assert word not in draft.said
    assert "1 piece, 8 words, not repeated here" in draft.said


def test_a_name_that_was_taken_out_stands_nowhere_else_either() -> None:
    """Not in a later sentence, a cell, an owner, and not in what was left out for another reason: comments, deletions."""
    draft = imported(
        "# Review of sleep\n\nRoberta, aged 3, lived with an aunt.\n\n## Learning\n\n- Roberta's nursery was not asked.\n"
        "- Minutes were late.\n- [Roberta's story](https://example.org/roberta) is told elsewhere.\n\n"
        "Recommendations\n\nNo\tAction\tLead\tBy when\n1\tWrite to nurseries.\tJoanna Whitfield, social worker\tMay 2026\n"
    )
    assert "Minutes were late." in draft.text
    assert "Write to nurseries." in draft.text
    for word in ("Roberta", "Joanna", "Whitfield"):
        assert word not in draft.text
        assert word not in draft.said
    assert "not repeated here" in draft.said


def test_heads_of_pages_and_comments_of_a_word_file_are_not_repeated_where_they_name_somebody() -> None:
    """A head without a name is."""
    document = Document()
    document.add_heading("Core groups", 1)
    document.add_paragraph("Minutes were late.")
    document.sections[0].header.paragraphs[0].text = "Prepared by Joanna Whitfield"
    document.sections[0].footer.paragraphs[0].text = "Final version for the board"
    draft = imported(saved(document), "report.docx")
    assert "Joanna" not in draft.said
    assert "Final version for the board" in draft.said
    assert "1 piece that may name somebody, 4 words, not repeated here" in draft.said
