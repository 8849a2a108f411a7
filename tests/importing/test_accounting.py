"""No sentence is lost, whatever the document looks like; and what is written is read back as it was."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from importing import imported, lost_words, words
from word_files import word_of

from briefings.importing.accounting import missing
from briefings.model.frontmatter import split
from briefings.model.inline import plain, runs_from
from briefings.model.markup import create_parser
from briefings.model.writing import escape, front_matter

WORD = st.text(st.characters(whitelist_categories=["Ll", "Lu", "Nd"], max_codepoint=0x17F), min_size=1, max_size=9)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
LINE = st.one_of(
    SENTENCE,
    SENTENCE.map("- {}".format),
    SENTENCE.map("# {}".format),
    SENTENCE.map("### {}:".format),
    st.tuples(st.integers(1, 12), SENTENCE).map(lambda pair: f"{pair[0]}. {pair[1]}"),
    st.tuples(SENTENCE, SENTENCE, SENTENCE).map("\t".join),
    st.tuples(st.integers(1, 9), st.integers(1, 9), SENTENCE, SENTENCE).map(
        lambda row: f"{row[0]}.{row[1]}\t{row[2]}\t{row[3]}\tGreen"
    ),
    st.sampled_from(
        [
            "",
            "",
            "## Findings",
            "Good practice:",
            "No.\tRecommendation\tEvidence\tRAG",
            "1\tMarch 2020",
            "Gail, age 13. Left home.",
        ]
    ),
)
TEXT = SENTENCE.flatmap(lambda first: st.lists(LINE, max_size=25).map(lambda lines: "\n".join([first, *lines])))


@given(TEXT)
def test_every_word_of_any_text_is_accounted_for(text: str) -> None:
    """As often as a word is printed, it stands in the draft or in the leftovers."""
    assert lost_words(text, imported(text)) == Counter()


@given(TEXT)
def test_every_word_of_any_word_file_is_accounted_for(text: str) -> None:
    """The same for Word."""
    source = text.replace("#", "").replace("\n- ", "\n")
    assert lost_words(source, imported(word_of(text), "report.docx")) == Counter()


def test_the_account_finds_what_is_lost() -> None:
    """The check that the import makes of itself is no rubber stamp."""
    assert missing(["Minutes were late. Nobody knew."], "Minutes were late.") == ["Nobody knew."]
    assert missing(["Minutes were late."], "minutes WERE\n\nlate") == []
    assert missing(["Minutes were late."], "late minutes were") == ["Minutes were late."]


ANY = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=60)


@given(ANY)
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    """What `escape` writes, the parser of the site reads as the same plain text, in one paragraph."""
    wanted = " ".join(text.split())
    tokens = create_parser().parse(escape(text))
    if not wanted:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert plain(runs_from(tokens[1].children or ()), lambda name, target: target) == wanted


@given(
    st.dictionaries(st.sampled_from(["title", "summary", "reference"]), ANY.filter(str.split), min_size=1),
    st.lists(ANY.filter(str.split), max_size=4),
)
def test_front_matter_is_read_as_it_was(data: dict[str, str], entries: list[str]) -> None:
    """What `front_matter` writes, `split` reads as the same values."""
    written = front_matter({**data, "themes": entries, "audits": [{"id": one} for one in entries]})
    front, problems = split(written + "\nText\n", path="x", required=True)
    assert problems == []
    flat = [" ".join(one.split()) for one in entries]
    wanted = {key: " ".join(one.split()) for key, one in data.items()}
    assert front.data == wanted | ({"themes": flat, "audits": [{"id": one} for one in flat]} if entries else {})


def test_words_are_counted_in_another_way_than_the_import_does() -> None:
    """The oracle of this file splits as a person would."""
    assert words("It's 5/6, “late”: no_one.") == ["it", "s", "5", "6", "late", "no", "one"]
