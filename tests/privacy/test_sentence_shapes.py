"""One sentence of each shape, and its nearest neighbour that is nobody (P38, P39)."""

from __future__ import annotations

import pytest

from briefings.model.privacy import findings_in
from briefings.model.privacy.rules import Rule
from briefings.model.problems import Level


def rules(text: str) -> set[Rule]:
    return {one.rule for one in findings_in(text)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A 7-year-old boy, Jayden, was seen.", Rule.NAME_AND_AGE),
        ("A girl called Maya, who was 7, was seen.", Rule.NAME_AND_AGE),
        ("Jayden is seven.", Rule.NAME_AND_AGE),
        ("| Name | Age |\n|---|---|\n| Jordan | 14 |", Rule.NAME_AND_AGE),
        ("Noah and Leo (both 4) were at home.", Rule.NAME_AND_AGE),
        ("April (12) told her teacher.", Rule.NAME_AND_AGE),
        ("Will (9) told her teacher.", Rule.NAME_AND_AGE),
        ("JAYDEN, AGED 7, was seen.", Rule.NAME_AND_AGE),
        ("Then there is Maya. She is nine.", Rule.NAME_AND_AGE),
        ("Maya was born in 2014.", Rule.NAME_AND_AGE),
        ("Mum, Andrea, said she was tired.", Rule.NAME_AND_RELATION),
        ("The twins, Carol and Leo, were seen.", Rule.NAME_AND_RELATION),
        ("Andrea is the child's mother.", Rule.NAME_AND_RELATION),
        ("Little Maya was weighed.", Rule.NAME_AND_RELATION),
        ("PC 2231 Hughes attended.", Rule.NAMED_PROFESSIONAL),
        ("PC Young attended.", Rule.NAMED_PROFESSIONAL),
        ("Dr Young made the referral.", Rule.NAMED_PROFESSIONAL),
        ("HHJ Fox made the order.", Rule.NAMED_PROFESSIONAL),
        ("Chaired by Gabrielle Davies.", Rule.NAMED_PROFESSIONAL),
        ("Health visitor Megan rang.", Rule.NAMED_PROFESSIONAL),
        ("Megan Hughes\nTeam manager", Rule.NAMED_PROFESSIONAL),
        ("The case was allocated to Megan.", Rule.NAMED_PROFESSIONAL),
        ("When Maya was nine her father left.", Rule.NAME_AND_AGE),
        ("Maya is in Year 5.", Rule.NAME_AND_AGE),
        ("Andrea was brought in by her mother.", Rule.NAME_AND_RELATION),
        ("The Pritchard family were seen.", Rule.NAME_AND_RELATION),
        ("Megan took over as social worker.", Rule.NAMED_PROFESSIONAL),
        ("Megan (CAMHS) rang.", Rule.NAMED_PROFESSIONAL),
        ("We read what Megan Hughes wrote.", Rule.NAMED_IN_FULL),
        ("Surname: Young", Rule.LABELLED_NAME),
        ("She is known as Maya.", Rule.LABELLED_NAME),
        ("Child's name: Maya", Rule.LABELLED_NAME),
        ("| Who | Role |\n|---|---|\n| Megan Hughes | Social worker |", Rule.NAMED_PROFESSIONAL),
        ("14 June 2003 is her birthday.", Rule.DATE_OF_BIRTH),
        ("| Child | DOB |\n|---|---|\n| Child A | 14/06/2003 |", Rule.DATE_OF_BIRTH),
        ("DOB: 12-Mar-2016", Rule.DATE_OF_BIRTH),
        ("He was born on Tuesday 14th June 2003.", Rule.DATE_OF_BIRTH),
        ("born on the fourteenth of June", Rule.DATE_OF_BIRTH),
        ("The car, reg AB12 CDE, was seen.", Rule.PERSONAL_NUMBER),
        ("A blue van, AB12 CDE, was seen.", Rule.PERSONAL_NUMBER),
        ("The card is 4111 1111 1111 1111.", Rule.PERSONAL_NUMBER),
        ("Her Skype is jay.dee.", Rule.USER_NAME),
        ("Passport number: 533380006", Rule.PERSONAL_NUMBER),
        ("NI number AB 12 34 56", Rule.NINO),
        ("NHS number 94 3476 5919", Rule.NHS_NUMBER),
        ("On Snapchat he is jaydee99.", Rule.USER_NAME),
        ("Instagram: @jay.dee", Rule.USER_NAME),
        ("Write to jay.dee at gmail.com.", Rule.EMAIL),
    ],
)  # fmt: skip
def test_a_shape_is_blocked(text: str, rule: Rule) -> None:
    assert rule in rules(text)
    assert rule.code.level is Level.ERROR


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("What was life like for Maya?", Rule.FIRST_NAME),
        ("Nobody asked Zorvan.", Rule.FIRST_NAME),
        ("We read what Zorvan Hughes wrote.", Rule.FULL_NAME),
        ("They are the only Somali family in the village.", Rule.RARE),
        ("No other child in the county has this condition.", Rule.RARE),
        ("Child B, aged 3, lived with her aunt in a village.", Rule.RARE),
        ("J.T., aged 7, was seen.", Rule.INITIALS),
        ("A boy with the initials J.T. was seen.", Rule.INITIALS),
        ("The child (JT) was seen.", Rule.INITIALS),
        ("Her father, the local butcher, was seen.", Rule.RARE),
        ("The girl was found on 3rd May.", Rule.EXACT_DATE),
        ("The Victoria Climbié case was read again.", Rule.FULL_NAME),
        ("The girl lived in Zorvan.", Rule.IDENTIFYING_PLACE),
        ("The child lived in Larkmead Road.", Rule.IDENTIFYING_PLACE),
    ],
)
def test_a_circumstance_is_advice(text: str, rule: Rule) -> None:
    assert rules(text) == {rule}
    assert rule.code.level is Level.ADVICE


@pytest.mark.parametrize(
    "text",
    [
        "Within 6 weeks of the audit, every agency must train its staff.",
        "In April (12 cases) and May (9 cases) more came.",
        "January (3), February (4), April (12), May (7).",
        "Police (3), Health (2) and Education (4) came.",
        "Solihull's parents were asked. Devon (14) and Kent (12) were asked.",
        "Child A, aged 7, and Child B (9) were seen. Sibling C's mother rang.",
        "The social worker, health visitor and GP met.",
        "Social Worker, Team Manager and Head of Service are roles.",
        "Grace Period and Hope House are names of things. Will agencies act?",
        "Users can only choose one option from the list in the school.",
        "The only way to keep a child safe is to ask.",
        "Mark the form. May we ask? Will was not the word.",
        "PDFs of every kind, and URLs, are judged.",
        "Case 4 of 12; table 3; 2019-05-03; £12,345; 36 of 40 plans.",
        "The account of 2019 and the profile of 12 children.",
        "Look at gov.uk. The child attends school.",
        "name: Alder Safeguarding Children Board, from: 2006",
        "name: Carrick Bay Safeguarding Children Board, from: 2008",
        "Name: Autosave content of the form",
        "Munro (2011) said that the child's journey matters. Brandon et al asked about the mother.",
        "Elia International owns the tool. Clare's Law lets the police tell a partner.",
        "The young person (YP) and the designated doctor (DD) met; JT is a team.",
        "The German family and the Welsh children came. You'll see the child's plan.",
        "They were visited in 9 weeks, on 12 days and at 7 meetings; the card 1234 5678 9012 3456 is none.",
        "Domestic abuse in Thornley: what we learned about the child",
        "Carrick Bay and Milton Keynes asked the child's mother.",
        "Ashfold told the child's mother; Ashfold had 12 children aged 7.",
        "A place at nursery, and one in the village hall for the public.",
    ],
)
def test_a_neighbour_of_it_is_left_alone(text: str) -> None:
    assert {rule for rule in rules(text) if rule.code.level is Level.ERROR} == set()


def test_an_ordinary_word_is_no_name_without_anything_near() -> None:
    assert rules("Will and Grace came. April rang. Young people were asked.") == set()
