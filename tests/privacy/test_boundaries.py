"""Where each rule begins and ends: what is found to the letter, and what lies just beyond it (P36 to P41)."""

from __future__ import annotations

import pytest
from labelled_texts import nhs_numbers, temporary_upns, upns

from briefings.model.privacy import Finding, _shape, _without_overlaps, findings_in, problems_of_page
from briefings.model.privacy.allow import Allowed
from briefings.model.privacy.identifiers import Taken
from briefings.model.privacy.plain import plain
from briefings.model.privacy.rules import Rule
from briefings.model.problems import Level

NUMBER = nhs_numbers(1)[0]
SPACED = f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}"


def found(text: str, declared: tuple[str, ...] = ()) -> list[tuple[str, int, int]]:
    return [(one.rule.code.slug, one.line, one.column) for one in findings_in(text, declared)]


def rules(text: str, declared: tuple[str, ...] = ()) -> set[Rule]:
    return {one.rule for one in findings_in(text, declared)}


def only(text: str) -> Finding:
    (one,) = findings_in(text)
    return one


# where, and in which form ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (f"{SPACED}", 1, 1),
        (f"See {SPACED}", 1, 5),
        (f"\n{SPACED}\n", 2, 1),
        (f"a\n\nb {SPACED}", 3, 3),
        (f"a\u200b {SPACED}", 1, 4),
        (f"&amp;\n{SPACED}", 2, 1),
        (f"\u200b{SPACED}", 1, 2),
        (f"é {SPACED}", 1, 3),
        (f"\ufb01n {SPACED}", 1, 4),  # one letter that reads as two
    ],
)
def test_line_and_column_are_those_of_the_file(text: str, line: int, column: int) -> None:
    one = only(text)
    assert (one.line, one.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (f"{SPACED}", "### ### ####"),
        ("Kaelan, aged 7", "xxxxxx, xxxx #"),
        ("Kaelan's\nmother", "xxxxxx'x xxxxxx"),
        ("Zoë, aged 7", "xxx, xxxx #"),
        ("Kaelan (7 months)", "xxxxxx (# xxxxxx)"),
        ("kaelan.okoro@alder-vale.gov.uk", "xxxxxx.xxxxx@xxxxx-xxxx…"),
        ("kaelan.okor@alder.gov.uk", "xxxxxx.xxxx@xxxxx.xxx.xx"),  # 24 letters are shown
        ("kael€n.okoro@alder.gov.uk", "x.xxxxx@xxxxx.xxx.xx"),
    ],
)
def test_the_shape_shows_form_and_nothing_else(text: str, shape: str) -> None:
    assert only(text).shape == shape


def test_the_shape_of_what_is_not_ascii_is_a_question_mark() -> None:
    """So that a terminal or a log shows the same everywhere."""
    assert only("Kaelan’s\u00a0mother").shape == "xxxxxx'x xxxxxx"
    assert only("Kaelan, aged 7†").shape == "xxxxxx, xxxx #"
    assert only("Kaelan**, aged 7").shape == "xxxxxx**, xxxx #"
    assert _shape("7†\x07é\t٣…") == "#??x #?"
    assert _shape("x" * 24) == "x" * 24
    assert _shape("x" * 25) == "x" * 23 + "…"


def test_a_problem_of_a_page_is_a_sentence_with_its_line() -> None:
    said = problems_of_page(f"# Home\n\nNHS {SPACED}\n", page="jayden-aged-7", path="content/x.md", allowed=Allowed())
    one = only(f"# Home\n\nNHS {SPACED}\n")
    assert [str(problem) for problem in said] == [
        f"content/x.md:3: column 5 has an NHS number (### ### ####); delete it (fingerprint {one.fingerprint}) [nhs-number]",
        "content/x.md: the file name holds a name with an age; rename the file [private-file-name]",
    ]
    assert said[1].line == 0


def test_declared_names_hold_for_the_text_and_for_the_file_name() -> None:
    text = "Jayden, aged 7."
    options = {"page": "briefings/jayden-aged-7", "path": "x", "allowed": Allowed()}
    assert problems_of_page(text, **options, declared=["Jayden"]) == []
    assert len(problems_of_page(text, **options)) == 2


def test_only_the_last_part_of_a_docname_is_the_file_name() -> None:
    """The folder in front is a word of ours."""
    assert problems_of_page("", page="jayden/aged-7", path="x", allowed=Allowed()) == []


# paragraphs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("The child was seen.\nOn 3 May 2014.", True),
        ("The child was seen.\n\nOn 3 May 2014.", False),
        ("The child was seen.\n \t\nOn 3 May 2014.", False),
        ("> The child was seen.\n>\n> On 3 May 2014.", False),
        ("On 3 May 2014.\n\nThe child was seen.", False),
        ("Before.\n\nThe child was seen on 3 May 2014.\n\nAfter.", True),
        # of front matter each line is a fact by itself
        ("---\na: the child\nb: 3 May 2014\n---\n\nText.", False),
        ("---\na: the child on 3 May 2014\n---\n\nText.", True),
        ("---\na: the child\n---\n3 May 2014", False),
        ("a\n---\nb: the child\nc: 3 May 2014\n---\n", True),
        ("---\na: x\n---\nThe child was seen.\nOn 3 May 2014.", True),
    ],
)
def test_a_date_counts_beside_a_child_in_its_paragraph(text: str, is_found: bool) -> None:
    assert (Rule.EXACT_DATE in rules(text)) is is_found


def test_a_declared_name_is_a_child_too() -> None:
    """What is invented is still a child: an exact date beside it, or its school, may tell who was meant."""
    assert rules("Sam was seen on 3 May 2014.") == {Rule.FIRST_NAME}
    assert rules("Sam was seen on 3 May 2014.", ("Jo", "Sam")) == {Rule.EXACT_DATE}
    assert rules("Jo was seen on 3 May 2014.", ("Jo", "Sam")) == {Rule.EXACT_DATE}
    assert rules("Samson was seen on 3 May 2014.", ("Sam",)) == {Rule.FIRST_NAME}
    assert rules("Jo went to Alder Vale Primary School.", ("Sam", "Jo")) == {Rule.IDENTIFYING_PLACE}
    assert rules("Then Jo, seen on 3 May 2014.\n\nOn 4 May 2014.", ("Jo",)) == {Rule.EXACT_DATE}


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("The child went to Alder Vale Primary School.", True),
        ("Pupils went to Alder Vale Primary School.", False),
        ("The child went to a school.", False),
        ("The child left.\n\nAlder Vale Primary School was asked.", False),
        ("Alder Vale Primary School was asked.\n\nThe child left.", False),
    ],
)
def test_a_place_counts_beside_a_child_in_its_paragraph(text: str, is_found: bool) -> None:
    assert (Rule.IDENTIFYING_PLACE in rules(text)) is is_found


def test_a_small_number_counts_in_the_sentence_of_the_attribute() -> None:
    assert rules("Two children were seen. Many are Somali. Two boys were not.") == set()
    assert found("Two children were seen. Two Somali boys were not.") == [("small-number", 1, 25)]
    assert found("Two Somali boys were seen. Two children were not.") == [("small-number", 1, 1)]


# each place once -------------------------------------------------------------------------------------------------


def test_of_two_findings_in_one_place_the_one_that_blocks_is_told() -> None:
    """Even where the advice is longer; and of two that block the longer, then the first."""
    assert found(f"The child, born on 3 May 2014, NHS {SPACED}.") == [("date-of-birth", 1, 20), ("nhs-number", 1, 36)]
    assert found("Hannah Okonkwo, aged 7, rang.") == [("name-and-age", 1, 1)]
    assert found("Dr Hannah Okonkwo rang.") == [("named-professional", 1, 4)]
    assert found("Kaelan, aged 7, and Kaelan's mother") == [("name-and-age", 1, 1), ("name-and-relation", 1, 21)]


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(Rule.FULL_NAME, 0, 30), (Rule.POSTCODE, 5, 10)], [1]),  # what blocks, though it is shorter
        ([(Rule.POSTCODE, 5, 10), (Rule.FULL_NAME, 0, 30)], [0]),
        ([(Rule.EMAIL, 5, 10), (Rule.NHS_NUMBER, 4, 12)], [1]),  # the longer
        ([(Rule.NHS_NUMBER, 4, 12), (Rule.EMAIL, 5, 10)], [0]),
        ([(Rule.EMAIL, 6, 12), (Rule.PHONE, 4, 10)], [1]),  # the first of two that are as long
        ([(Rule.EMAIL, 20, 22), (Rule.PHONE, 4, 10), (Rule.NINO, 10, 20)], [1, 2, 0]),  # side by side, in order
        ([(Rule.EMAIL, 0, 10), (Rule.PHONE, 0, 10)], [0]),
    ],
)
def test_each_place_is_told_once(spans: list, kept: list[int]) -> None:
    assert _without_overlaps(iter(spans)) == [spans[number] for number in kept]


def test_findings_stand_in_the_order_of_the_text() -> None:
    """Whatever rule found them, and however long they are."""
    text = f"Write to kai@alder.gov.uk, or BS1 4DJ, about Kaelan, aged 7, or {SPACED}, or AB123456C."
    assert [one[0] for one in found(text)] == ["email", "postcode", "name-and-age", "nhs-number", "nino"]


def test_what_is_taken_is_not_taken_again() -> None:
    taken = Taken()
    assert taken.is_free(0, 5)
    assert taken.add(10, 20)
    for start, end, free in (
        (0, 10, True), (20, 30, True), (0, 11, False), (19, 30, False), (12, 15, False), (5, 25, False), (10, 20, False),
    ):  # fmt: skip
        assert taken.is_free(start, end) is free, (start, end)
    assert not taken.add(15, 25)
    assert taken.is_free(20, 25)
    assert taken.add(30, 40)
    assert taken.add(20, 30)
    assert taken.add(0, 3)
    assert not taken.is_free(2, 4)
    assert taken.is_free(3, 10)
    assert taken.is_free(40, 41)
    assert not taken.is_free(25, 26)


# fingerprints ----------------------------------------------------------------------------------------------------


def test_a_fingerprint_is_of_the_six_words_on_each_side() -> None:
    """In the paragraph of the finding; further words change nothing."""
    core = f"one two three four five six {SPACED} a b c d e f"
    expected = only(core).fingerprint
    for text in (
        f"zero {core}",
        f"{core} g",
        f"More.\n\n{core}\n\nMore still.",
        core.upper(),
        core.replace("six ", "six  "),
    ):
        assert only(text).fingerprint == expected, text
    for text in (
        core.replace("one", "uno"),
        core.replace(" f", " g"),
        core.replace("six", "6th"),
        core.replace(" a", ""),
    ):
        assert only(text).fingerprint != expected, text


def test_a_finding_almost_alone_is_known_by_what_stands_around_its_paragraph() -> None:
    """Below four words, those of the paragraphs around count; the same cell of two tables is not the same finding."""
    alone = f"Before.\n\nnumber {SPACED}\n\nAfter."
    assert only(alone).fingerprint != only(alone.replace("Before", "Earlier")).fingerprint
    assert only(alone).fingerprint != only(alone.replace("After", "Later")).fingerprint
    enough = f"Before.\n\nthe number is {SPACED} here\n\nAfter."
    assert only(enough).fingerprint == only(enough.replace("Before", "Earlier").replace("After", "Later")).fingerprint
    three = f"Before.\n\nthe number {SPACED} here\n\nAfter."
    assert only(three).fingerprint != only(three.replace("Before", "Earlier")).fingerprint


def test_other_findings_are_no_words_around() -> None:
    """Their values must not be worked out from a fingerprint either; nor does their length count."""
    text = "Both numbers, that is {} and {}, were on the same sheet of paper."
    one, two = nhs_numbers(2)
    first = [f.fingerprint for f in findings_in(text.format(f"NHS {one}", f"NHS {two}"))]
    spaced = f"NHS {two[:3]} {two[3:6]} {two[6:]}"
    assert len(first) == 2
    assert first == [f.fingerprint for f in findings_in(text.format(f"NHS {two}", f"NHS {one}"))]
    assert first == [f.fingerprint for f in findings_in(text.format(f"NHS {one}", spaced))]


# numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"hospital {'x' * 30} {NUMBER}", Rule.NHS_NUMBER),
        (f"hospital {'x' * 45} {NUMBER}", Rule.MAYBE_NHS_NUMBER),
        (f"{NUMBER} {'x' * 25} hospital", Rule.NHS_NUMBER),
        (f"{NUMBER} {'x' * 45} hospital", Rule.MAYBE_NHS_NUMBER),
        (f"Patient {NUMBER}", Rule.NHS_NUMBER),
        (SPACED, Rule.NHS_NUMBER),
    ],
)
def test_a_word_nearby_makes_ten_digits_sure(text: str, rule: Rule) -> None:
    assert rules(text) == {rule}


def test_a_number_that_is_none_does_not_hide_the_next() -> None:
    """The first is no NHS number, the second is; likewise of pupils, phones, postcodes and references."""
    one, two = nhs_numbers(2)
    assert found(f"1234567890, NHS 1111111111, then NHS {one}; NHS {two}") == [
        ("nhs-number", 1, 38),
        ("nhs-number", 1, 54),
    ]
    pupil = upns(1)[0]
    assert found(f"A00000000000{'0' if pupil[0] != 'A' else '1'} and {pupil}")[-1][0] == "upn"
    assert found("0800 1111 222 and 0117 903 1234") == [("phone", 1, 19)]
    assert found("URN 123456 of a school. Case no. 1234567 too.") == [("case-reference", 1, 34)]


@pytest.mark.parametrize("number", [*upns(6), *temporary_upns(6)])
def test_every_letter_and_digit_of_a_pupil_number_counts(number: str) -> None:
    """A wrong check letter, or one digit changed, is no pupil number."""
    assert rules(f"The pupil {number} left.") == {Rule.UPN}
    wrong = "A" if number[0] != "A" else "B"
    assert Rule.UPN not in rules(f"The pupil {wrong}{number[1:]} left.")
    for place in range(1, 12):
        digit = str((int(number[place]) + 1) % 10)
        assert Rule.UPN not in rules(f"The pupil {number[:place]}{digit}{number[place + 1 :]} left."), place


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Ring +44 (0)117 903 1234.", True),
        ("Ring 0044 (0)117 903 1234.", True),
        ("Ring +44 117 903 1234.", True),
        ("Ring (0117) 903 1234.", True),
        ("Ring 07700 900123.", True),
        ("Ring +44 7700 900123.", True),
        ("Ring 0800 1111.", False),
        ("Ring 0808 800 5000.", False),
        ("Ring 0000 000 0000.", False),
    ],
)
def test_phones(text: str, is_found: bool) -> None:
    assert (Rule.PHONE in rules(text)) is is_found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at BS1 4DJ then", [("postcode", 1, 4)]),
        ("at BS1 4DJ, BS1 5DJ", [("postcode", 1, 4), ("postcode", 1, 13)]),
        ("at bs1 4dj then", [("postcode", 1, 4)]),
        ("the postcode area BS1 was", [("postcode-area", 1, 19)]),
        ("the BS1 postcode was", [("postcode-area", 1, 5)]),
        ("on the 1st", []),
    ],
)
def test_postcodes(text: str, expected: list) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("The school has URN 123456.", False),
        ("URN 123456 is the academy.", False),
        ("The police gave URN 123456.", True),
        ("The school has URN 1234567.", True),
        ("The school has URN AB/12345.", True),
        ("The school has case number 123456.", True),
        ("Case number 1234 was.", False),
        (f"The school {'x' * 60} URN 123456.", True),
    ],
)
def test_references(text: str, is_found: bool) -> None:
    """The number that a school is known by is no secret; any other URN is one of a case."""
    assert (Rule.CASE_REFERENCE in rules(text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("kai@alder.gov.uk", True),
        ("kai [at] alder [DOT] gov [dot] uk", True),
        ("kai (at) alder (dot) gov (dot) uk", True),
        ("kai@example.org", False),
        ("kai (at) example (DOT) org", False),
        ("kai@EXAMPLE.ORG", False),
    ],
)
def test_addresses(text: str, is_found: bool) -> None:
    assert (Rule.EMAIL in rules(text)) is is_found


# names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Kaelan's mother rang.", True),
        ("Kaelan, aged 7.", True),
        ("Police (3) and Health (4).", False),
        ("Zorvan (3) came. The zorvan is a fish.", False),  # in lower case too: a word
        ("Jayden (3) came. A jayden is a fish.", True),  # but never of a first name
        ("The Child's mother rang.", False),
        ("CAMHS (3) and IDVA (2).", False),
        ("Core group's mother rang.", False),
        ("When Kaelan, aged 7, left.", True),
        ("A (7) and B (9).", False),
    ],
)
def test_a_capital_letter_makes_no_name(text: str, is_found: bool) -> None:
    assert bool(rules(text) & {Rule.NAME_AND_AGE, Rule.NAME_AND_RELATION}) is is_found


def test_a_declared_first_name_may_stand_with_any_surname() -> None:
    """And a full name that is declared, but no other of the same first name; nor what another rule has told."""
    assert rules("Hannah Okonkwo rang.") == {Rule.NAMED_IN_FULL}
    assert rules("Hannah Okonkwo rang.", ("Hannah",)) == set()
    assert rules("Hannah Okonkwo rang.", ("Hannah Okonkwo",)) == set()
    assert rules("Hannah Okpara rang.", ("Hannah Okonkwo",)) == {Rule.NAMED_IN_FULL}
    assert rules("Hannah Conference was held.") == {Rule.FIRST_NAME}
    assert found("Then Hannah Okonkwo, aged 7, left. Hannah Okonkwo rang.") == [
        ("name-and-age", 1, 6),
        ("named-in-full", 1, 36),
    ]


def test_the_apostrophe_of_a_word_is_no_part_of_it() -> None:
    assert rules("Police's mother, and the Board's father.") == set()


@pytest.mark.parametrize("word", "Braiding Caption Vestment Brightness Stewardship Charity Sundries".split())
def test_a_title_of_two_words_is_no_professional(word: str) -> None:
    """What ends like a noun of an activity is no surname, unless a first name stands before it."""
    assert Rule.NAMED_PROFESSIONAL not in rules(f"Manager: Zorvan {word}")
    assert Rule.NAMED_PROFESSIONAL in rules(f"Manager: Hannah {word}")
    assert Rule.NAMED_PROFESSIONAL not in rules(f"Manager: Zorvan {word.upper()}")
    assert Rule.NAMED_PROFESSIONAL in rules("Manager: Zorvan Okpara")


# disguises -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a&nbsp;b", "a b"),
        ("a&#10;b", "a b"),
        ("a%0Ab", "a%0Ab"),  # below %20 nothing is meant
        ("%41%7a", "Az"),
        ("\\u0041\\x42", "AB"),
        ("\\u00e9&eacute;", "éé"),
        ("&fflig;", "ff"),
        ("&ThickSpace;x", "&ThickSpace;x"),
        ("&#x1F600;", "\U0001f600"),
        ("\uff11\uff12", "12"),
        ("\u0661\u06f2\u0969 a", "123 a"),
        ("a\u00ad\u200bb", "a-b"),
        ("a\u2013b\u2019c\u00a0d", "a-b'c d"),
        ("é", "é"),
    ],
)
def test_disguises_come_off(source: str, text: str) -> None:
    made = plain(source)
    assert made.text == text
    assert made.where(0) == (1, 1)


def test_places_are_kept_only_where_they_differ() -> None:
    """A text without disguises is its own map, which is quick; of any other each letter has its place."""
    assert plain("plain text – with é").places is None
    assert plain("a\u200bb").places == (0, 2)
    assert plain("&amp;\nb").places == (0, 5, 6)
    assert plain("\ufb01x").places == (0, 0, 1)
    assert plain("a\nb").starts == (0, 2)


@pytest.mark.parametrize("rule", Rule)
def test_advice_never_blocks_and_the_rest_always_does(rule: Rule) -> None:
    """The levels of promises.md, section 4."""
    advice = {
        Rule.MAYBE_NHS_NUMBER, Rule.POSTCODE_AREA, Rule.STREET_ADDRESS, Rule.EXACT_DATE, Rule.FULL_NAME,
        Rule.IDENTIFYING_PLACE, Rule.SMALL_NUMBER, Rule.FIRST_NAME, Rule.RARE, Rule.INITIALS,
    }  # fmt: skip
    assert (rule.code.level is Level.ERROR) is (rule not in advice)


# where in a text it stands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["", " ", "\n", "We looked at it.\n\n"])
def test_a_reference_is_found_at_the_start_of_a_text(before: str) -> None:
    assert rules(f"{before}Case number 482913 was late.") == {Rule.CASE_REFERENCE}


def test_every_reference_with_the_same_label_is_found() -> None:
    text = "Case number 482913 was late. Case number 482914 was not. Case number 482915 was never.\n"
    assert [one.column for one in findings_in(text)] == [13, 42, 70]


@pytest.mark.parametrize("label", ["postcode", "post code", "Post Code", "POSTCODE"])
def test_an_area_is_found_under_both_spellings(label: str) -> None:
    assert rules(f"Families in {label} area BS34 were not asked.") == {Rule.POSTCODE_AREA}


def test_only_the_paragraph_about_a_child_is_searched_for_dates() -> None:
    child, date = "A boy was seen at home", "on 3 May 2019"
    assert rules(f"{child} {date}.\n") == {Rule.EXACT_DATE}
    assert rules(f"{child}.\n\nThe board met {date}.\n") == set()
    assert rules(f"The board met {date}.\n\n{child}.\n") == set()


@pytest.mark.parametrize(
    "before", ["", "The School was asked.\n\n", "Our Primary School knew; ", "Nobody was asked.\n\n"]
)
def test_a_place_beside_a_child_is_found_wherever_it_stands(before: str) -> None:
    """After a place without a name, and as the first words of the last paragraph."""
    assert Rule.IDENTIFYING_PLACE in rules(f"{before}Larkmead Primary School saw the boy every day.")


def test_a_place_in_another_paragraph_than_the_child_is_none_of_it() -> None:
    assert rules("A boy was seen at home.\n\nLarkmead Primary School was praised.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "zorvan is a word of ours. Zorvan, aged 7, was seen.",
        "We say zorvan and zorvan.example. Zorvan, aged 7, was seen.",
        "We say zorvan.example and zorvan here. Zorvan, aged 7, was seen.",
    ],
)
def test_a_word_that_the_page_has_in_lower_case_is_no_name(text: str) -> None:
    assert rules(text) == set()


def test_a_word_in_an_address_is_no_ordinary_word() -> None:
    assert rules("See zorvan.example for more. Zorvan, aged 7, was seen.") == {Rule.NAME_AND_AGE}
