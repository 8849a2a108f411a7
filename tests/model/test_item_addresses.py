"""The addresses of items: made of their words, or pinned, and never of where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pages import block, briefing, entry_of, problems_of, read

from briefings.model.body import read_body
from briefings.model.inline import plain
from briefings.model.item_addresses import LONGEST, labels_of, words_in, words_of
from briefings.model.vocabulary import Kind

SENTENCES = st.sampled_from(
    [
        "How well do we know the child's plan before we walk in?",
        "How well do we know the child's plan before we write?",
        "How well do we know the child's plan?",
        "Who takes the minutes?",
        "Who takes the minutes and sends them out?",
        "Wer war nicht da?",
        "誰がいませんでしたか",
        "谁不在?",
        "Café, naïve: è vero?",
        "Who?",
    ]
)


def addresses(*bullets: str, kind: str = "questions") -> dict[str, str]:
    """Address and words of each bullet of one block."""
    text = "\n".join([f":::{{{kind}}} neglect", *(f"- {one}" for one in bullets), ":::\n"])
    body, problems = read_body(text, kind=Kind.BRIEFING, path="x.md")
    assert problems == []
    return {item.id: plain(item.runs, lambda _, to: to) for block in body.blocks for item in block.items}


def test_an_address_is_made_of_the_first_words() -> None:
    """The letter of the kind, then words, cut at a word; accents and apostrophes go."""
    (address,) = addresses("How well do we know the child's plan before we walk in?")
    assert address == "q-how-well-do-we-know-the-childs-plan"
    assert len(address) <= LONGEST
    assert list(addresses("Café, naïve: è vero?", kind="learning")) == ["l-cafe-naive-e-vero"]


def test_more_words_tell_two_items_apart() -> None:
    """Both get more words, whichever stands first; what has no more words keeps those that it has."""
    found = addresses(
        "How well do we know the child's plan before we walk in?",
        "How well do we know the child's plan before we write?",
    )
    assert list(found) == [
        "q-how-well-do-we-know-the-childs-plan-before-we-walk",
        "q-how-well-do-we-know-the-childs-plan-before-we-write",
    ]


def test_words_of_no_latin_letter_have_addresses_of_their_own() -> None:
    """They do not depend on the order either."""
    one = addresses("谁不在?", "誰がいませんでしたか")
    assert {words: address for address, words in one.items()} == {
        words: address for address, words in addresses("誰がいませんでしたか", "谁不在?").items()
    }
    assert len(one) == 2


@given(st.lists(SENTENCES, unique=True, max_size=8), st.randoms())
def test_order_changes_no_address(bullets: list[str], random: object) -> None:
    """Whatever is moved, each item keeps its address."""
    before = addresses(*bullets) if bullets else {}
    moved = list(bullets)
    random.shuffle(moved)  # type: ignore[attr-defined]
    assert (addresses(*moved) if moved else {}) == before


@given(
    st.lists(SENTENCES, unique=True, min_size=1, max_size=5),
    st.lists(SENTENCES, unique=True, min_size=1, max_size=5),
)
def test_an_address_shows_its_text_or_is_gone(before: list[str], after: list[str]) -> None:
    """After any insertion, deletion, move or rewording, no address shows another sentence than it did."""
    old, new = addresses(*before), addresses(*after)
    for address, words in old.items():
        if address in new and words in new.values():
            assert new[address] == words


def test_a_pin_has_precedence() -> None:
    """What is made of words gives way to what is pinned."""
    assert list(addresses("Who? {#q-who}", "Who")) == ["q-who", "q-who-2"]


def test_a_reference_to_what_was_reworded_is_a_problem_with_the_nearest() -> None:
    """So is one by number, as items were once called."""
    body = ":::{learning} neglect\n- Minutes were sent out late. {#late-minutes}\n- Nobody asked. {#nobody}\n:::\n"
    rows = [{"id": "1", "text": "a", "owner": "alder", "due": "2027", "addresses": ["late-minute"]}]
    text = briefing(body, recommendations=rows)
    assert [one.message for one in problems_of(text)] == [
        "this briefing has no item 'late-minute'; did you mean 'late-minutes'?"
    ]
    assert [one.message for one in problems_of(text.replace("late-minute\n", "l2\n"))] == [
        "this briefing has no item 'l2'; items are not numbered any more; number 2 of its kind is 'nobody'"
    ]
    assert read(text).entry is not None


def test_words_of_an_address() -> None:
    """As people say them."""
    assert [words_of(one) for one in ("q3", "q-who-was-there", "late-minutes")] == [
        "3",
        "who was there",
        "late minutes",
    ]
    assert words_in("The child's 2 plans") == ("the", "childs", "2", "plans")


def test_labels_on_paper_are_short_and_keep_pins() -> None:
    """A pin stays what it is; all others are counted, past the pins."""
    entry = entry_of(
        briefing(
            block("questions", "Who was there?", "Who came late? {#q1}", "What is the plan?", "Why so? {#why-so}")
            + block("learning", "Minutes came late.")
        )
    )
    assert list(labels_of(entry.items).values()) == ["q2", "q1", "q3", "q4", "l1"]
