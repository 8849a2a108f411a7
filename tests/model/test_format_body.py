"""The canonical form of a body: less to write, and nothing that it says is changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefings.model.body import read_body
from briefings.model.format_body import format_body
from briefings.model.format_page import format_draft_body
from briefings.model.layouts import BODIES as BODIES_OF_LAYOUTS
from briefings.model.vocabulary import Kind

AUDITS = {"one": ("neglect",), "two": ("training", "neglect"), "bare": ()}
AGENCIES = frozenset({"gps", "police"})
SLUGS = st.lists(st.sampled_from(["neglect", "training", "siblings"]), unique=True, min_size=1, max_size=3)
BULLETS = st.lists(
    st.builds(
        lambda words, end: f"- {words}{end}\n",
        st.sampled_from(
            ["Minutes were late.", "Nobody asked\n  the school.", "**Yes**, {theme}`neglect`.", "A \\{b}."]
        ),
        st.sampled_from(
            ["", " {.gps}", " {.siblings .police}", " {themes=training}", ' {agencies=""}', " {audit=two}"]
        ),
    ),
    min_size=1,
    max_size=3,
).map("".join)
BLOCKS = st.builds(
    lambda kind, slugs, options, bullets: f":::{{{kind}}} {' '.join(slugs)}\n{options}{bullets}:::\n",
    st.sampled_from(["learning", "questions"]),
    SLUGS,
    st.sampled_from(["", ":audit: one\n", ":agencies: gps\n", ":origin: site\n:audit: bare\n", ":recurs: x/l1\n"]),
    BULLETS,
)
PARTS = st.one_of(
    BLOCKS,
    BLOCKS,
    st.sampled_from(
        [
            "{audit=two .siblings}\n## A section\n",
            "## Another {.gps}\n",
            "## Plain\n",
            "Text.\n",
            "> Quoted.\n",
            "- a list\n- of its own\n",
            "```text\n## no heading\n\n:::{learning}\n```\n",
            ":::{case}\nA story.\n:::\n",
            "Old\n---\n",
        ]
    ),
    BLOCKS.map(lambda one: f":::::{{grid}} 1\n::::{{grid-item}}\n{one}::::\n:::::\n"),
)
BODIES = st.lists(PARTS, max_size=7).map(lambda parts: "\n".join(["## First\n", *parts]))


def said(text: str) -> object:
    body, problems = read_body(text, kind=Kind.BRIEFING, path="x.md", agencies=AGENCIES, audits=AUDITS)
    items = [
        (block.kind, block[1:5], block.recurs, item.id, item.runs) for block in body.blocks for item in block.items
    ]
    return items, body.prose, [problem.code for problem in problems]


def formatted(text: str) -> str:
    return format_body(text, agencies=AGENCIES, audits=AUDITS)


@given(BODIES)
def test_nothing_that_a_body_says_is_changed(body: str) -> None:
    """Kind, themes, agencies, audit, origin, address and words of each item, and all other text, stay as they are."""
    assert said(formatted(body)) == said(body)


@given(BODIES)
def test_formatting_twice_changes_nothing(body: str) -> None:
    """The canonical form is its own canonical form."""
    once = formatted(body)
    assert formatted(once) == once


def test_neighbours_are_joined_and_what_they_share_is_moved_up() -> None:
    """One block of one kind, with the audit at the section."""
    text = (
        "## A\n\n:::{learning} neglect\n:audit: one\n- A.\n:::\n\n:::{learning} neglect siblings\n:audit: one\n- B.\n:::\n\n"
        ":::{questions} neglect\n:audit: one\n:agencies: gps\n- C?\n:::\n"
    )
    assert formatted(text) == (
        "{audit=one}\n## A\n\n:::{learning}\n- A.\n- B. {.siblings}\n:::\n\n:::{questions} {.gps}\n- C?\n:::\n"
    )


def test_a_body_with_an_error_is_left_alone() -> None:
    """Nobody's half-written page is rearranged."""
    text = "## A\n\n:::{learning} neglect\n- A.\n:::\n:::{learning} neglect\n- B. {x}\n:::\n"
    assert formatted(text) == text


def test_addresses_can_be_pinned() -> None:
    """The address that an item has, or another one."""
    text = ":::{learning} neglect\n- A.\n:::\n"
    pinned = format_body(text, agencies=AGENCIES, audits=AUDITS, pins={"l-a": "l1"})
    assert pinned == ":::{learning} neglect\n- A. {#l1}\n:::\n"


def test_templates_are_in_canonical_form() -> None:
    """What `new` and the web form begin with has nothing to format once a theme is chosen."""
    for layout, body in BODIES_OF_LAYOUTS.items():
        chosen = body.replace("THEME", "neglect")
        assert format_body(chosen, agencies=AGENCIES, audits={"audit-1": ()}) == chosen, layout


def test_a_theme_that_is_to_be_chosen() -> None:
    """A hint in the place of a theme is moved up with the rest."""
    block = ":::{learning} [[theme]]\n:audit: one\n- A.\n:::\n"
    assert format_draft_body(f"## A\n\n{block}\n{block}", agencies=AGENCIES, audits={"one": ()}) == (
        "## A\n\n:::{learning} [[theme]] {audit=one}\n- A.\n- A.\n:::\n"
    )
    questions = block.replace("learning", "questions")
    assert format_draft_body(f"## A\n\n{block}\n{questions}", agencies=AGENCIES, audits={"one": ()}).startswith(
        "{audit=one .[[theme]]}\n## A\n\n:::{learning}\n"
    )
