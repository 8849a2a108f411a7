"""Reports of the same shapes in other words: other headings, numbering, tables and dates than in the five documents."""

from __future__ import annotations

import pytest
from docx import Document
from importing import imported, lost_sentences, lost_words
from word_files import saved, word_of

from briefings.importing.people import STAFF

COLUMNS = """# Thematic audit of neglect

Our audit of 3rd March 2024 looked at the files of twelve children. Agencies that took part were police, schools and
GPs. Families were asked what they thought. 7 of the cases were discussed.

## {good}

- Schools told other agencies early.
- The police shared reports within a day.

## {worried}

- GPs did not get the minutes.
- Nobody spoke to the father.

## {needed}

- Send minutes within five days.
"""


@pytest.mark.parametrize(
    ("good", "worried", "needed"),
    [
        ("What's working well?", "What are we worried about?", "What needs to happen"),
        ("Strengths", "Areas for development", "Practice points"),
        ("What went well:", "Areas of concern", "What this means for practice"),
        ("Examples of good practice", "Key findings", "Top tips"),
        ("GOOD PRACTICE", "LESSONS LEARNED", "WHAT PRACTITIONERS SHOULD DO"),
        ("Positive practise", "Areas for improvment", "What needs to hapen"),
    ],
)
@pytest.mark.parametrize("kind", ["text", "word"])
def test_headings_in_other_words(good: str, worried: str, needed: str, kind: str) -> None:
    """Synonyms of the printed names, capitals and slips of the pen are recognised."""
    text = COLUMNS.format(good=good, worried=worried, needed=needed).replace(
        "police, schools and\nGPs", "police, schools and GPs"
    )
    draft = imported(word_of(text), "report.docx") if kind == "word" else imported(text)
    assert [(one, len(items)) for one, _, items in draft.blocks[:3]] == [
        ("good-practice", 2),
        ("learning", 2),
        ("practice-points", 1),
    ]
    audit = draft.data["audits"][0]
    assert audit["held"] == "2024-03-03"
    assert audit["sample"] == {"unit": "children", "size": "12", "discussed": "7"}
    assert sorted(audit["took_part"]) == ["gps", "police", "schools"]
    assert audit["families_asked"] == "true"
    assert lost_words(text, draft) == {}


def test_a_heading_that_is_only_like_a_known_one_is_a_guess() -> None:
    """Nothing is guessed silently: what was not recognised by its very words is said, and hinted in the draft."""
    draft = imported(
        "# Report\n\n## Key audit findings from our cases\n\n- Minutes were late.\n\n## Cake recipes\n\nFlour.\n"
    )
    assert draft.items("learning") == ["Minutes were late."]
    said = "'Key audit findings from our cases' is read as learning"
    assert any(said in one for one in draft.imported.report.guessed)
    assert f"[[check: {said}" in draft.body
    assert "## Cake recipes" in draft.body


@pytest.mark.parametrize("form", ["Box {}: ", "{} - ", "{}. ", "0{} – ", "Section {}) "])
def test_other_numbering_is_put_in_order(form: str) -> None:
    """Seven boxes in any numbering and any order come back in the order of their numbers."""
    names = ["Why we looked", "Background", "What we did", "Key learning", "Good practice", "Next steps", "Questions"]
    sections = [f"{form.format(number)}{name}\n\nText of {name.lower()}.\n" for number, name in enumerate(names, 1)]
    text = "\n".join(sections[index] for index in (0, 6, 3, 1, 5, 2, 4))
    draft = imported(f"A title\n\n{text}")
    headings = [
        line.split(form.split("{}")[1].strip() or " ", 1)[-1].strip()
        for line in draft.outline
        if line.startswith("## ")
    ]
    assert [name for name in headings if name in names] == names
    assert "order of their printed numbers; they stood as 1, 7, 4, 2, 6, 3, 5" in draft.said
    assert lost_sentences(text, draft) == []


def test_a_number_printed_twice_is_left_alone() -> None:
    """When numbers contradict each other, order is not invented."""
    draft = imported("T\n\n1. Aim\n\nA.\n\n3. Findings\n\nB.\n\n2. Impact\n\nC.\n\n2. Questions\n\nD?\n")
    assert "a number stands twice" in draft.said
    assert [line for line in draft.outline if line.startswith("## ")][:2] == ["## 1. Aim", "## 3. Findings"]


HEAD = "Ref\tAgreed action\tLead agency\tBy when\tProgress\tRAG rating"
ROWS = [
    "2.1\tTrain all chairs.\tPolice\t31/03/2025\t<p>Half were trained.</p>\tAmber",
    "2.2\tSend minutes within five days to everybody\tSchools\tJune 2025\t<ul><li>A form was made</li><li>Used in all</li></ul>\tComplete",
    "\twho was invited.\t\t\t<li>Checked in May.</li>\t",
    "2.3\tAsk families.\tJane Smith\tSpring\t\tpurple",
]


@pytest.mark.parametrize("cut", [(), (1,), (2,), (1, 2), (1, 2, 3)])
def test_a_table_cut_in_other_places(cut: tuple[int, ...]) -> None:
    """Wherever pages break the table, with its head and title printed again, the records are the same."""
    lines = ["# Action plan", "", "## Recommendations", "", "2\tAudit of May 2024", HEAD]
    for index, row in enumerate(ROWS):
        if index in cut:
            lines += ["", "2\tAudit of May 2024", HEAD]
        lines.append(row)
    draft = imported("\n".join(lines))
    first, second, third = draft.data["recommendations"]
    assert (first["owner"], first["due"], first["updates"][0]["status"]) == ("police", "2025-03-31", "Amber")
    assert second["text"] == "Send minutes within five days to everybody who was invited."
    assert second["updates"][0]["evidence"] == ["A form was made", "Used in all", "Checked in May."]
    assert (second["owner"], second["due"], second["updates"][0]["status"]) == ("schools", "2025-06", "Complete")
    assert "owner" not in third
    assert "due" not in third
    assert "Jane Smith" not in draft.text
    said = draft.said
    assert "Jane" not in said  # names of staff are counted, not repeated
    assert f"{STAFF}: 1 piece, 2 words, not repeated here" in said
    assert "2.3 Spring" in said
    assert "printed as 'purple'; it was not read" in said
    assert "for example with '- {printed: Complete, status: green}'" in said
    assert [audit["held"] for audit in draft.data["audits"]] == ["2024-05"]


def test_columns_in_a_word_table() -> None:
    """A report that prints its three columns as a table becomes three blocks."""
    document = Document()
    document.add_heading("Multi-agency audit", 0)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(
        table.rows[0].cells, ["Working well", "What are we worried about?", "What needs to happen?"], strict=True
    ):
        cell.text = text
    for cell, items in zip(
        table.rows[1].cells, [["Early calls."], ["Late minutes.", "No father."], ["Send minutes."]], strict=True
    ):
        cell.text = items[0]
        for item in items[1:]:
            cell.add_paragraph(item, style="List Bullet")
    table.rows[0].cells[0].text = "What is working well"
    draft = imported(saved(document), "report.docx")
    assert [(kind, items) for kind, _, items in draft.blocks[:3]] == [
        ("good-practice", ["Early calls."]),
        ("learning", ["Late minutes.", "No father."]),
        ("practice-points", ["Send minutes."]),
    ]


def test_boxes_in_a_word_table() -> None:
    """A page laid out as a table of numbered boxes becomes sections in their order."""
    document = Document()
    table = document.add_table(rows=2, cols=2)
    boxes = ["1. Aim", "3. Findings", "2. Background", "4. Good practice"]
    for cell, box in zip([cell for row in table.rows for cell in row.cells], boxes, strict=True):
        cell.text = box
        cell.add_paragraph(f"About {box[3:].lower()}.")
    draft = imported(saved(document), "report.docx")
    assert [line for line in draft.outline if line.startswith("## ")][:4] == [
        "## 1. Aim",
        "## 2. Background",
        "## 3. Findings",
        "## 4. Good practice",
    ]
    assert draft.items("learning") == ["About findings."]


def test_questions_are_recognised_without_their_heading() -> None:
    """Bullets that are mostly questions are questions, whatever the heading says; it is said."""
    draft = imported("# Report\n\n## Over to you\n\n- Who takes minutes?\n- When do they go out?\n- Talk about it.\n")
    assert len(draft.items("questions")) == 3
    assert "[[check: 'Over to you' is read as questions" in draft.body
    odd = imported("# Report\n\n## Apples\n\n- Who takes minutes?\n- When do they go out?\n- Talk about it.\n")
    assert len(odd.items("questions")) == 3
    assert "[[check: the bullets under 'Apples' are read as questions" in odd.body


def test_lines_cut_to_the_width_of_a_page_are_joined() -> None:
    """Pasted text with hard line ends becomes whole paragraphs and bullets again."""
    text = """Report on neglect

Findings

• Minutes of core group meetings were not always available to everyone who
  had been invited to them.
• The father was not asked.

Background

The audit of May 2024 looked at the files of eight children, all of whom had
a child protection plan, and asked whether agencies had worked together well
from the first day on.
"""
    draft = imported(text)
    assert draft.items("learning")[0].endswith("everyone who had been invited to them.")
    assert (
        "all of whom had a child protection plan, and asked whether agencies had worked together well from"
        in draft.body
    )
    assert "joined" in draft.said


def test_what_word_keeps_apart_is_listed() -> None:
    """Heads and feet of pages, which are no part of the text, are in the list of what was left out."""
    document = Document()
    document.add_heading("Findings", 1)
    document.add_paragraph("Minutes were late.", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "Confidential: not for sharing"
    document.sections[0].footer.paragraphs[0].text = "Version 3"
    draft = imported(saved(document), "report.docx")
    assert ("the head of the pages", "Confidential: not for sharing") in draft.imported.report.left_out
    assert ("the foot of the pages", "Version 3") in draft.imported.report.left_out
    assert "Confidential" not in draft.text
