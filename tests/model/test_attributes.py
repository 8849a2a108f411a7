"""Attributes in braces: what they mean, where they may stand, and what of them is a problem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import briefing, codes, entry_of, read, written

from briefings.model.attributes import Attributes, meaning_of
from briefings.model.body import read_body
from briefings.model.inline import plain
from briefings.model.problems import Code
from briefings.model.vocabulary import Kind, Origin
from briefings.model.wording import advise_on_words

AUDITS = [{"id": "one", "title": "One", "method": "workshop", "held": "2016", "themes": ["neglect"]}]
WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True, max_size=3).map(tuple)
LEVELS = st.lists(
    st.builds(
        Attributes,
        themes=WORDS,
        agencies=WORDS,
        audit=st.sampled_from([None, "", "one", "two"]),
        origin=st.sampled_from([None, *Origin]),
        replaces_themes=st.booleans(),
        replaces_agencies=st.booleans(),
        brings_themes=st.booleans(),
    ),
    max_size=5,
)


def body_of(text: str, *agencies: str):  # type: ignore[no-untyped-def]
    return read_body(text, kind=Kind.BRIEFING, path="x.md", agencies=frozenset(agencies), audits={"one": ("neglect",)})


def items_of(text: str, *agencies: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Address, words, themes and agencies of each item of a body that has no problem."""
    body, problems = body_of(text, *agencies)
    assert problems == []
    return [
        (item.id, plain(item.runs, lambda name, target: target), block.themes, block.agencies)
        for block in body.blocks
        for item in block.items
    ]


@given(LEVELS)
def test_the_nearest_level_wins(levels: list[Attributes]) -> None:
    """Audit and origin are those of the nearest level that says one; what a level adds is there, each slug once."""
    found = meaning_of(levels, {"one": ("x",)})
    said = [level.audit for level in levels if level.audit is not None]
    assert found.audit == ((said[-1] if said else "") or None)
    origins = [level.origin for level in levels if level.origin]
    assert found.origin == (origins[-1] if origins else Origin.SOURCE)
    assert len(set(found.themes)) == len(found.themes)
    assert len(set(found.agencies)) == len(found.agencies)
    if levels:
        assert found.agencies[len(found.agencies) - len(levels[-1].agencies) :] == levels[-1].agencies
        assert levels[-1].replaces_agencies <= (found.agencies == levels[-1].agencies)
    alone = [level for level in levels if not level.replaces_themes]
    assert set(found.themes) <= {"x", *(slug for level in levels for slug in level.themes)}
    assert alone == levels or "x" not in found.themes or not any(level.themes for level in levels[-1:])


@pytest.mark.parametrize(
    "end",
    ["{.training}", " {.training}  ", "\n  {.training}", "{.a} {.training}", "\t{.training #late}", "{ .training }"],
)
def test_braces_end_a_bullet(end: str) -> None:
    """Attributes stand at the end of the bullet, on its last line, on a line of their own, or in two braces."""
    ((_, words, themes, _),) = items_of(f":::{{learning}} neglect\n- Minutes were\n  late. {end}\n:::\n")
    assert words == "Minutes were late."
    assert themes[0] == "neglect"
    assert themes[-1] == "training"


def test_a_word_is_an_agency_where_one_has_the_slug() -> None:
    """What is no agency is a theme."""
    ((_, _, themes, agencies),) = items_of(":::{learning} neglect\n- Late. {.gps .training}\n:::\n", "gps")
    assert (themes, agencies) == (("neglect", "training"), ("gps",))


@pytest.mark.parametrize("heading", ["## Neglect {.neglect}", "{.neglect}\n## Neglect", "{.neglect}\n\n## Neglect"])
def test_a_section_says_it_for_its_blocks(heading: str) -> None:
    """Above or after a heading; in columns and in smaller sections, but not in the next one."""
    text = (
        f"{heading}\n\n### More\n\n::::{{grid}} 1\n:::{{grid-item}}\n"
        "```{learning}\n- A.\n```\n:::\n::::\n\n## Next\n\n:::{learning} training\n- B.\n:::\n"
    )
    assert [(words, themes) for _, words, themes, _ in items_of(text)] == [("A.", ("neglect",)), ("B.", ("training",))]


def test_a_pin_is_the_address() -> None:
    """A pinned item has its address; the others are numbered around it."""
    text = ":::{questions} neglect\n- A?\n- B? {#q1}\n- C? {#why-late}\n:::\n"
    ids = [address for address, _, _, _ in items_of(text)]
    assert ids[1:] == ["q1", "why-late"]
    assert ids[0] not in ids[1:]


def test_references_know_their_item() -> None:
    """What a bullet mentions is noted with its address, pinned or made."""
    body, _ = body_of(":::{learning} neglect\n- See {policy}`x`. {#pinned}\n- See {policy}`y`.\n:::\n")
    made = [item.id for block in body.blocks for item in block.items]
    assert [one.place for one in body.references if one.what == "policy"] == made
    assert made[0] == "pinned"


LEARNING = ":::{learning} neglect\n- Late. "


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        (f"{LEARNING}{{neglect}}\n:::\n", 2, Code.UNKNOWN_ATTRIBUTE, "write '{.neglect}'"),
        (f"{LEARNING}{{.gps neglect}}\n:::\n", 2, Code.UNKNOWN_ATTRIBUTE, "write '.neglect'"),
        (f"{LEARNING}{{.gps .gps}}\n:::\n", 2, Code.DUPLICATE_ENTRY, "'gps' stands twice"),
        (f"{LEARNING}{{theme=gps}}\n:::\n", 2, Code.UNKNOWN_ATTRIBUTE, "did you mean 'themes'?"),
        (f"{LEARNING}{{audit=one audit=one}}\n:::\n", 2, Code.DUPLICATE_KEY, "'audit=' stands twice"),
        (f"{LEARNING}{{origin=sight}}\n:::\n", 2, Code.BAD_VALUE, "did you mean 'site'?"),
        (f"{LEARNING}{{themes=“a b”}}\n:::\n", 2, Code.CURLY_QUOTES, "straight ones"),
        (f"{LEARNING}{{.Voice}}\n:::\n", 2, Code.BAD_SLUG, "'Voice' is not a slug"),
        (f"{LEARNING}{{#Late}}\n:::\n", 2, Code.BAD_SLUG, "'#Late' cannot be an address"),
        (f"{LEARNING}{{#3}}\n:::\n", 2, Code.UNKNOWN_ATTRIBUTE, ""),
        (f"{LEARNING}{{#a #b}}\n:::\n", 2, Code.DUPLICATE_ENTRY, "an item has one address"),
        (f"{LEARNING}{{#a}}\n- B. {{#a}}\n:::\n", 3, Code.DUPLICATE_ENTRY, "is pinned on line 2 already"),
        (f"{LEARNING}{{.gps\n:::\n", 2, Code.UNKNOWN_ATTRIBUTE, "is not closed"),
        (":::{learning} neglect\n- {.gps}\n:::\n", 2, Code.BLOCK_SHAPE, "this bullet is empty"),
        (":::{learning} neglect\n- A {.gps} b.\n:::\n", 2, Code.UNKNOWN_ATTRIBUTE, "belongs to nothing here"),
        ("{#x}\n:::{learning} neglect\n- A.\n:::\n", 2, Code.UNKNOWN_ATTRIBUTE, "a block has no address"),
        (":::{learning}\n- A. {.gps}\n- B.\n:::\n", 3, Code.MISSING_KEY, "this bullet has no theme"),
        ("{.gps}\n\nText.\n", 1, Code.UNKNOWN_ATTRIBUTE, "belongs to nothing here"),
        ("- Text. {.gps}\n", 1, Code.UNKNOWN_ATTRIBUTE, "belongs to nothing here"),
        ("Text. {.gps}\n", 1, Code.UNKNOWN_ATTRIBUTE, "belongs to nothing here"),
        ("{.gps}\n:::{policy-list}\n:::\n", 1, Code.UNKNOWN_ATTRIBUTE, "belongs to nothing here"),
        ("{.gps}\n```text\nx\n```\n", 1, Code.UNKNOWN_ATTRIBUTE, "belongs to nothing here"),
        ("> ## A {.gps}\n", 1, Code.BAD_HEADING, ""),
        ("## {.gps}\n", 1, Code.BAD_HEADING, "this heading has no text"),
        ("## A {gps}\n", 1, Code.UNKNOWN_ATTRIBUTE, "write '{.gps}'"),
        ("{.gps}\nA\n---\n", 1, Code.BAD_HEADING, ""),
    ],
)
def test_a_brace_that_is_not_understood_is_a_problem(text: str, line: int, code: Code, words: str) -> None:
    """With its line, and what to write instead."""
    _, problems = body_of(text)
    assert any((one.line, one.code) == (line, code) and words in one.message for one in problems), [
        str(one) for one in problems
    ]


def test_only_briefings_have_sections_with_themes() -> None:
    """Elsewhere, a heading may pin its address, and nothing else."""
    text = written(Kind.THEME, "## A {#a}\n\n## B {.neglect}\n")
    found = read(text, "themes/neglect").problems
    assert [problem.code for problem in found] == [Code.UNKNOWN_ATTRIBUTE]


def test_an_audit_that_does_not_exist_is_one_problem() -> None:
    """No bullet is said to have no theme only because the audit that would bring it is misspelt."""
    text = briefing(":::{learning}\n:audit: ome\n- A.\n:::\n", audits=AUDITS)
    assert codes(read(text).problems) == []
    text = text.replace("published: ", "published: x")
    assert Code.MISSING_KEY not in codes(read(text).problems)


@pytest.mark.parametrize("text", ["Text \\{.gps}", "`{.gps}`", "The set {1, 2}", "We asked {late} and so on."])
def test_braces_that_are_text_stay(text: str) -> None:
    """Escaped, in code, or unlike attributes."""
    body, problems = body_of(f"{text}\n")
    assert problems == []
    assert body.blocks == []


def test_advice_on_words_does_not_read_attributes() -> None:
    """A sentence is not longer for the attributes behind it."""
    words = " ".join(["word"] * 30)
    assert list(advise_on_words(f"- {words}. {{.a .b .c #d}}\n", "x.md")) == []
    assert list(advise_on_words("{.holistic audit=robust}\n## A\n", "x.md")) == []


def test_a_page_with_attributes_is_an_entry() -> None:
    """The audit's themes join in where braces name it."""
    entry = entry_of(briefing("{audit=one .training}\n## A\n\n:::{learning}\n- A.\n:::\n", audits=AUDITS))
    assert [(block.themes, block.audit) for block in entry.blocks] == [(("neglect", "training"), "one")]
