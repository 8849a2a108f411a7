"""What of a long briefing is open: the answer first, within a bound, and its reading time is of that."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pages import block, briefing, entry_of, library_of, written

from briefings.model.entry import DocEntry
from briefings.model.library import Library
from briefings.model.minute import minute_of
from briefings.model.reading import (
    ALONE,
    FIRST_OF_A_BLOCK,
    LONG,
    OPEN_WORDS,
    Opening,
    is_long,
    minutes_of,
    openings_of,
    words_shown,
)
from briefings.model.views import Views
from briefings.model.vocabulary import Kind

DOCNAME = "briefings/core-groups"


def sentence(words: int) -> str:
    return " ".join(["Word"] * words)


def part(title: str, *blocks: str, prose: int = 0) -> str:
    return f"## {title}\n\n{sentence(prose)}\n\n" + "\n".join(blocks)


def items(kind: str, number: int, words: int = 20) -> str:
    return block(kind, *[sentence(words)] * number)


def library(*parts: str) -> tuple[Library, DocEntry]:
    pages = {
        "themes/neglect": written(Kind.THEME, title="Neglect"),
        "partnerships/alder": written(Kind.PARTNERSHIP),
        DOCNAME: briefing("\n".join(parts)),
    }
    made = library_of(pages)
    return made, made.entries[DOCNAME]


def shown(*parts: str) -> list[bool]:
    return [opening.is_open for opening in openings_of(*library(*parts))]


def test_the_parts_of_a_body_are_counted() -> None:
    """Words and blocks before the first heading, then below each; a heading of the third level begins no part."""
    entry = entry_of(
        briefing(f"Two words.\n\n{part('One part', items('learning', 2, 5))}\n### Within\n\n{part('Next')}")
    )
    assert [tuple(one) for one in entry.parts] == [(2, 0), (2 + 10 + 1, 1), (1, 0)]
    assert sum(one.words for one in entry.parts) == entry.words


def test_a_short_page_is_shown_whole() -> None:
    """Nothing is folded on it, not even prose."""
    assert shown(part("Aim", prose=100), part("Found", items("learning", 3))) == [True, True]


def test_findings_and_questions_are_open_on_a_long_page() -> None:
    """Prose, actions and what changed are folded; so are points that "In one minute" gives already."""
    found = shown(
        part("Aim", prose=300),
        part("Found", items("learning", 5)),
        part("Done", items("actions", 5)),
        part("Changed", items("impact", 5)),
        part("To do", items("practice-points", 5)),
        part("To ask", items("questions", 5)),
    )
    assert found == [False, True, False, False, False, True]


def test_as_many_findings_as_there_is_room_for() -> None:
    """In the order of the page; after one that is too long, a shorter one does not take its place."""
    parts = [part(f"Found {number}", items("learning", 7)) for number in range(1, 6)]
    assert shown(*parts[:3], part("Long", items("learning", 20)), part("Short", items("good-practice", 1))) == [
        *[True] * 3,
        False,
        False,
    ]


def test_the_ends_of_long_lists_are_folded_where_all_of_them_are_too_much() -> None:
    """Blocks of one kind that follow one another are one list; two items more than the first few are not folded."""
    twice = part(
        "Found", items("learning", 20), items("learning", 20), items("good-practice", FIRST_OF_A_BLOCK + ALONE)
    )
    (opening,) = openings_of(*library(twice))
    assert opening == Opening(folded=tuple(f"l{number}" for number in range(FIRST_OF_A_BLOCK + 1, 41)))


def test_many_records_make_a_page_long() -> None:
    """Audits and recommendations are read too, though they are not in the body."""
    rows = [{"id": str(number), "text": "Do it.", "owner": "alder", "due": "2018"} for number in range(LONG // 40 + 1)]
    assert is_long(entry_of(briefing(recommendations=rows)))
    assert not is_long(entry_of(briefing(recommendations=rows[:3])))


def test_reading_time_is_of_what_is_shown() -> None:
    """Summary, one minute and what is open: a folded part of a thousand words makes no difference."""
    parts = [part("Found", items("learning", 5)), part("To ask", items("questions", 5))]
    made, entry = library(*parts, part("Story", prose=1000))
    words = words_shown(made, entry, minute_of(made, entry), openings_of(made, entry))
    summary, minute = 4, 3 + 3 * 20
    assert words == summary + minute + (1 + 100) + (2 + 100)
    (fact,) = [one for one in Views(made).of(DOCNAME).facts if one.label == "Reading time"]
    assert fact.values[0].title == "1 minute" == f"{minutes_of(words)} minute"
    assert minutes_of(0) == 1


KINDS = st.sampled_from(["learning", "good-practice", "practice-points", "questions", "actions", "impact"])
BLOCKS = st.lists(st.tuples(KINDS, st.integers(1, 15)), max_size=4)


@given(st.lists(st.tuples(BLOCKS, st.integers(0, 200)), min_size=1, max_size=6))
def test_whatever_the_report_is_like(shapes: list[tuple[list[tuple[str, int]], int]]) -> None:
    """The first findings and questions are open; what else is open keeps within the bound; no item is folded twice."""
    made, entry = library(*(part("Part", *(items(*one) for one in blocks), prose=prose) for blocks, prose in shapes))
    openings = openings_of(made, entry)
    assert len(openings) == len(shapes)
    for kind in ("learning", "questions"):
        holding = [number for number, (blocks, _) in enumerate(shapes) if kind in dict(blocks)]
        assert all(openings[number].is_open for number in holding[:1])
    folded = [item for opening in openings for item in opening.folded]
    assert len(folded) == len(set(folded))
    assert all(opening.is_open for opening in openings if opening.folded)
    if is_long(entry):
        answers = {
            number
            for kind in ("learning", "questions")
            for number, (blocks, _) in enumerate(shapes)
            if kind in dict(blocks)
        }
        extra = [number for number, opening in enumerate(openings) if opening.is_open and number not in answers]
        assert sum(entry.parts[number + 1].words for number in extra) <= OPEN_WORDS
    else:
        assert all(opening == Opening() for opening in openings)
