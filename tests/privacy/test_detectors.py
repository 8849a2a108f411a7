"""The rules against labelled texts: nothing that must be found is missed, nothing ordinary is blocked (P36 to P39)."""

from __future__ import annotations

import subprocess
import sys

import pytest
from building import ROOT
from labelled_texts import (
    AGES,
    BIRTHS,
    EMAILS,
    LOOK_ALIKES,
    NAMES,
    NINO_FORMS,
    PHONES,
    POSTCODES,
    PROFESSIONALS,
    REFERENCES,
    RELATIONS,
    SENTENCES,
    disguises,
    nhs_numbers,
    temporary_upns,
    upns,
)

from briefings.model.privacy import findings_in
from briefings.model.privacy.rules import Rule
from briefings.model.problems import Level

ENOUGH = 0.99


def labelled() -> dict[Rule, list[str]]:
    """Every text that must be found, by its rule."""
    found: dict[Rule, list[str]] = {rule: [] for rule in Rule}
    for number in nhs_numbers(12):
        for _, form in disguises(number, 3, 3, 4):
            found[Rule.NHS_NUMBER] += [sentence.format(form) for sentence in SENTENCES[:6]]
        found[Rule.NHS_NUMBER] += [f"NHS number {number}.", f"hospital number: {number}", f"the patient ({number})"]
    for number in (*upns(12), *temporary_upns(6)):
        for _, form in disguises(number, 1, 3, 4, 5):
            found[Rule.UPN].append(SENTENCES[0].format(form))
        found[Rule.UPN] += [sentence.format(number) for sentence in SENTENCES]
        found[Rule.UPN].append(SENTENCES[0].format(number.lower()))
    for rule, forms in (
        (Rule.NINO, NINO_FORMS),
        (Rule.EMAIL, EMAILS),
        (Rule.PHONE, PHONES),
        (Rule.POSTCODE, POSTCODES),
    ):
        found[rule] += [sentence.format(form) for form in forms for sentence in SENTENCES]
    found[Rule.CASE_REFERENCE] = [f"The plan ({form}) was late." for form in REFERENCES]
    found[Rule.DATE_OF_BIRTH] = [f"The child ({form}) was seen." for form in BIRTHS]
    found[Rule.NAME_AND_AGE] = [form.format(name) for name in NAMES for form in AGES]
    found[Rule.NAME_AND_RELATION] = [form.format(name) for name in NAMES for form in RELATIONS]
    found[Rule.NAMED_PROFESSIONAL] = [f"What we did.\n\n{text}\n" for text in PROFESSIONALS]
    return {rule: texts for rule, texts in found.items() if texts}


def blocked(text: str) -> set[Rule]:
    return {finding.rule for finding in findings_in(text) if finding.rule.code.level is Level.ERROR}


@pytest.mark.parametrize("rule", labelled(), ids=lambda rule: rule.code.slug)
def test_what_must_be_found_is_found(rule: Rule) -> None:
    """P36, P38: at least 99 in 100 valid forms, in every disguise, are blocked."""
    texts = labelled()[rule]
    missed = [text for text in texts if rule not in blocked(text)]
    assert 1 - len(missed) / len(texts) >= ENOUGH, f"{len(missed)} of {len(texts)}: {missed[:10]!r}"


def test_look_alikes_are_not_blocked() -> None:
    """P37: each of these alone is something that public text is full of."""
    wrong = {text: blocked(text) for text in LOOK_ALIKES if blocked(text)}
    assert wrong == {}


def test_public_text_is_not_blocked() -> None:
    """P37: 50 pages of 300 words in the manner of public reports; at most one is blocked by mistake."""
    pages = []
    for number in range(50):
        chosen = [LOOK_ALIKES[(number * 7 + step * (number % 5 + 1)) % len(LOOK_ALIKES)] for step in range(25)]
        pages.append("\n\n".join(chosen))
    assert sum(bool(blocked(page)) for page in pages) <= 1


def test_our_own_pages_are_not_blocked() -> None:
    """The five published briefings and all registers, as they are."""
    wrong = {}
    for file in sorted((ROOT / "content").rglob("*.md")):
        if found := blocked(file.read_text(encoding="utf-8")):
            wrong[file.name] = {rule.code.slug for rule in found}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"Number {nhs_numbers(1)[0]} in the list.", Rule.MAYBE_NHS_NUMBER),
        ("They lived at 12 Alder Grove Road then.", Rule.STREET_ADDRESS),
        ("The postcode area BS1 was chosen.", Rule.POSTCODE_AREA),
        ("The child was seen on 3 May 2014.", Rule.EXACT_DATE),
        ("Two Somali children were in the sample.", Rule.SMALL_NUMBER),
        ("One of the four families was of Polish heritage.", Rule.SMALL_NUMBER),
        ("The child, aged 7, went to Alder Vale Primary School.", Rule.IDENTIFYING_PLACE),
        ("It was Zorvan Okonkwo who came.", Rule.FULL_NAME),
    ],
)
def test_what_may_be_a_problem_is_advice(text: str, rule: Rule) -> None:
    """P39: told, never blocked."""
    found = {finding.rule for finding in findings_in(text)}
    assert rule in found
    assert not blocked(text)


@pytest.mark.parametrize(
    ("text", "rule", "times"),
    [
        ("From AB1 2AD EX3 4GH to GH5 6JJ.", Rule.POSTCODE, 2),
        ("From BS1\n> 4DJ, BS1 4DJ and bs14dj.", Rule.POSTCODE, 3),
        ("İstanbul. The case reference is AB/123456.", Rule.CASE_REFERENCE, 1),
        ("Write to sam.okoro (AT) partnership [DOT] com.", Rule.EMAIL, 1),
        ("McFarmer (7) and O'School (8) came.", Rule.NAME_AND_AGE, 2),
        ("When Kayode, aged 7, came, the police did not.", Rule.NAME_AND_AGE, 1),
        ("Kayode (7)", Rule.NAME_AND_AGE, 1),
        ("Head Teacher for the north area of town:\n>         Chidi Okonkwo", Rule.NAMED_PROFESSIONAL, 1),
        ("He said 'Hannah Okonkwo' twice, and'Hannah Okonkwo'.", Rule.NAMED_IN_FULL, 2),
        ("A long line. " * 200 + "Her mother, Kayode, rang. " + "A long line. " * 200, Rule.NAME_AND_RELATION, 1),
    ],
)
def test_looking_only_where_something_can_stand_misses_nothing(text: str, rule: Rule, times: int) -> None:
    """Rules look at likely places only, for speed; here the places lie at edges, together or far apart."""
    assert [finding.rule for finding in findings_in(text)].count(rule) == times


def test_a_page_full_of_findings_is_read_in_time() -> None:
    """P32: twice the text takes about twice the steps, not four times; counted, not timed."""
    counts = []
    for size in (200, 400):
        steps = 0

        def count(frame, event, argument) -> None:
            nonlocal steps
            steps += 1

        text = "James Smith and Hannah Okonkwo, aged 7, of BS1 4DJ. " * size
        sys.setprofile(count)
        try:
            findings_in(text)
        finally:
            sys.setprofile(None)
        counts.append(steps)
    assert counts[1] < 2.5 * counts[0]


@pytest.mark.parametrize("number", ["0000000000", "1111111111", "999 999 9999", "943 476 5918"])
def test_numbers_that_cannot_be_nhs_numbers_are_left_alone(number: str) -> None:
    """All digits the same pass the check sum; a wrong check digit is no number of anybody."""
    assert findings_in(f"NHS number {number}.") == []


@pytest.mark.parametrize("prefix", ["BG", "GB", "NK", "KN", "TN", "NT", "ZZ", "DA", "FA", "IA", "QA", "UA", "VA", "AO"])
def test_prefixes_that_are_never_issued_are_no_insurance_numbers(prefix: str) -> None:
    assert Rule.NINO not in blocked(f"The code {prefix}123456C is on it.")


def test_invented_names_that_are_declared_may_stand() -> None:
    """P38: the page says that the name is not the child's."""
    text = "Sam, aged 7, and Sam's mother were asked. Jo (3) was at home."
    assert blocked(text) == {Rule.NAME_AND_AGE, Rule.NAME_AND_RELATION}
    assert findings_in(text, ["Sam", "Jo"]) == []
    assert {finding.rule for finding in findings_in(text, ["Sam"])} == {Rule.NAME_AND_AGE}


def test_a_declared_name_does_not_excuse_anything_else() -> None:
    assert blocked(f"Sam, aged 7, NHS number {nhs_numbers(1)[0]}.") == {Rule.NAME_AND_AGE, Rule.NHS_NUMBER}
    assert {f.rule for f in findings_in(f"Sam, NHS number {nhs_numbers(1)[0]}.", ["Sam"])} == {Rule.NHS_NUMBER}


def test_places_are_those_of_the_file_however_the_text_is_disguised() -> None:
    """Line and column lead to the first character in the file, past entities and zero-width characters."""
    number = nhs_numbers(1)[0]
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
    (found,) = findings_in(f"One line.\n\n&amp; \u200b\u200bthen {spaced} here.")
    assert (found.line, found.column) == (3, 14)
    assert found.shape == "### ### ####"


@pytest.mark.parametrize("rule", labelled(), ids=lambda rule: rule.code.slug)
def test_a_finding_does_not_hold_what_was_found(rule: Rule) -> None:
    """P36: neither its shape nor anything else of it: no digit of a number, no letter of a name."""
    for text in labelled()[rule][:40]:
        for finding in findings_in(text):
            assert not any(char.isalnum() and char not in "x#" for char in finding.shape), text
            assert not {finding.shape.strip("x ")} & set(NAMES)


def test_the_command_never_prints_what_it_found(tmp_path) -> None:
    """P36: the whole way to the screen, for every rule."""
    content = tmp_path / "content"
    content.mkdir()
    secrets = [texts[0] for texts in labelled().values()]
    (content / "index.md").write_text("# Home\n\n" + "\n\n".join(secrets), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "briefings", "check", "--content", str(content)], capture_output=True, text=True
    )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    for rule in labelled():
        assert f"[{rule.code.slug}]" in said
    for number in (nhs_numbers(1)[0], upns(1)[0]):
        assert number not in said
        assert number[-4:] not in said
    for secret in ("Jayden", "AB123456C", "kai.okoro", "903 1234", "4DJ", "1234567", "May 2014", "Okoro"):
        assert secret not in said
