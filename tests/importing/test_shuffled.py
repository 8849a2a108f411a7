"""Reports that are shuffled, restyled or damaged: a draft or a sentence, never a traceback, and no word lost."""

from __future__ import annotations

import random
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st
from importing import AS_OF, TERMS, imported, lost_words
from reports import Element, Invented, plain, reports, word

from briefings.importing.importer import import_document
from briefings.importing.refusals import ImportRefused

ALL = reports()
SOUND = word(ALL[0])


@settings(max_examples=30)
@given(st.integers(0, len(ALL) - 1), st.integers(0, 10_000), st.sets(st.sampled_from(["bold", "numbered", "typed"])))
def test_a_shuffled_and_restyled_report_loses_no_word(which: int, seed: int, options: set[str]) -> None:
    """Sections in another order, bullets typed, headings bold or numbered: every word is in the draft or the account."""
    elements = [one for one in ALL[which].elements if one.mark != "c|"]
    random.Random(seed).shuffle(elements)
    report = Invented("shuffled", options, {}, elements)
    text = plain(report)
    draft = imported(text)
    assert not lost_words(text, draft)


@settings(max_examples=30)
@given(st.integers(0, len(ALL) - 1), st.integers(1, 5))
def test_items_that_are_split_stay_in_their_block(which: int, pieces: int) -> None:
    """More bullets below a heading change nothing of the heading's kind."""
    report = ALL[which]
    doubled = [one for element in report.elements for one in [element] * (pieces if element.mark.endswith("-") else 1)]
    kinds = [kind for kind, _, _ in imported(word(report), "report.docx").blocks]
    again = Invented(
        report.name, report.options, report.facts, [Element(one.mark, one.text, one.cells) for one in doubled]
    )
    if any(one.mark == "c|" for one in report.elements):
        return
    assert [kind for kind, _, _ in imported(word(again), "report.docx").blocks] == kinds


@settings(max_examples=40)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=12))
def test_a_damaged_word_file_is_read_or_refused(at: int, damage: bytes) -> None:
    """Whatever is wrong with a file, there is a draft or a sentence."""
    data = bytearray(SOUND)
    place = at % len(data)
    data[place : place + len(damage)] = damage
    with suppress(ImportRefused):
        import_document(bytes(data), "report.docx", terms=TERMS, as_of=AS_OF)
