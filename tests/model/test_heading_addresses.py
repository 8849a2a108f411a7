"""The addresses of headings: made of their words in any script, or pinned, and never of where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import briefing, entry_of, problems_of

from briefings.model.heading_addresses import is_heading_address, slug_of
from briefings.model.problems import Code

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_ON_GITHUB = {
    "What we've learned: the child": "what-weve-learned-the-child",
    "Schools & police": "schools--police",
    "1. Aim": "1-aim",
    "Résumé für Ärzte": "résumé-für-ärzte",
    "Re\u0301sume\u0301": "résumé",
    "हमने क्या सीखा": "हमने-क्या-सीखा",
    "Что мы узнали?": "что-мы-узнали",
    "谁不在？": "谁不在",
    "snake_case (`code`)": "snake_case-code",
}


def headings(*lines: str, title: str = "A title") -> list[str]:
    """The addresses of the headings of a briefing of these lines."""
    return [one.id for one in entry_of(briefing("\n\n".join(lines) + "\n", title=title)).headings]


@pytest.mark.parametrize(("text", "slug"), AS_ON_GITHUB.items())
def test_the_words_are_put_together_as_on_github(text: str, slug: str) -> None:
    """Whatever the script, and however its accents were typed."""
    if "`" not in text:
        assert slug_of(text) == slug
        assert is_heading_address(slug)
    on_a_page = entry_of(f"# A title\n\n## {text}\n", "about")  # paper cannot show all scripts, so it is no briefing
    assert [one.id for one in on_a_page.headings] == ["a-title", slug]


def test_headings_that_say_the_same_have_the_one_above_in_front() -> None:
    """Both, whichever stands first; where that is the same too, what stands below."""
    assert headings("## Neglect", "### What went well", "Words.", "## Plans", "### What went well", "Words.")[1:] == [
        "neglect",
        "neglect-what-went-well",
        "plans",
        "plans-what-went-well",
    ]
    assert headings("## Aim", "Safe children.", "## Aim", ":::{questions} neglect\n- Who asks? {.gps}\n:::")[1:] == [
        "aim-safe",
        "aim-who",
    ]


def test_a_heading_gives_way_to_items_frame_and_title() -> None:
    """So no two things of a page have one address, and a link to an item never leads to a heading."""
    assert headings(
        "## Main",
        "Some words.",
        "## A title",
        "Other words.",
        "## Late minutes",
        "Words.",
        ":::{learning} neglect\n- Minutes came late. {#late-minutes}\n:::",
        "## Nobody came {#l-nobody-asked}",
        ":::{learning} neglect\n- Nobody asked.\n:::",
    ) == ["a-title", "main-some", "a-title-other", "late-minutes-words", "l-nobody-asked"]


def test_a_pin_that_the_page_needs_itself_is_refused() -> None:
    """The publish would find two places of one address; the check says so before."""
    found = problems_of(briefing("## Aim {#main}\n\nWords.\n"))
    assert [(one.code, one.message) for one in found] == [
        (Code.DUPLICATE_ENTRY, "the page itself calls something '#main'; choose another address")
    ]


def test_a_heading_without_letters_has_an_address_of_its_own() -> None:
    """It is made of the heading, so it does not move."""
    first, second = headings("## ???", "Words.", "## !!!", "Words.")[1:]
    assert first != second
    assert headings("## !!!", "Words.")[1:] == [second]


def test_a_pin_may_be_of_any_script() -> None:
    """So every published address of a heading can be kept."""
    assert headings("## Ergebnisse {#was-wir-für-kinder-gelernt-haben}")[1:] == ["was-wir-für-kinder-gelernt-haben"]
    assert [one.code for one in problems_of(briefing("## Aim {#Für-Alle}\n\nWords.\n"))] == [Code.BAD_SLUG]


SECTIONS = st.tuples(
    st.sampled_from(["Neglect", "Plans", "Schools"]),
    st.lists(st.sampled_from(["Went well", "Worries", "Went badly"]), unique=True, max_size=3),
)


@given(st.lists(SECTIONS, min_size=1, max_size=5, unique_by=lambda one: one[0]), st.randoms(use_true_random=False))
def test_order_changes_no_address(sections: Sequence[tuple[str, list[str]]], random: object) -> None:
    """Whatever is moved, each heading keeps its address."""

    def named(those: Sequence[tuple[str, list[str]]]) -> set[tuple[str, str]]:
        lines = [line for name, below in those for line in (f"## {name}", *(f"### {one}" for one in below))]
        texts = [f"{name}/{one}" for name, below in those for one in ("", *below)]
        return set(zip(texts, headings(*lines)[1:], strict=True))

    moved = [(name, random.sample(below, len(below))) for name, below in sections]  # type: ignore[attr-defined]
    random.shuffle(moved)  # type: ignore[attr-defined]
    assert named(moved) == named(sections)
