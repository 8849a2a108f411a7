"""How much of what identifies somebody is found: two corpora that do not know each other (P38, P39; docs/privacy.md).

Of `heldout` only the shares are looked at, never a sentence: a rule made for one of its misses makes it worthless.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import devcorpus
import heldout
import pytest
from building import ROOT

from briefings.model.privacy import findings_in
from briefings.model.problems import Level

DOCS = ROOT / "docs" / "privacy.md"
_ROW = re.compile(r"^\| ([\w ,'-]+) \| (\d+) \| ([\d.]+) % \| ([\d.]+) % \|$", re.MULTILINE)
_KINDS = {
    "age": "name with an age", "birth": "name with a birth", "relation": "name with a relation", "role": "name with a role",
    "rank_": "name after a rank", "title_": "name after a title", "table": "name in a table", "label": "name after a label",
    "dob": "date of birth", "number": "number or user name with a cue", "nhs": "NHS number in odd groups",
    "full_name": "full name alone", "first_name": "first name alone", "rare": "the only one, a rare thing in a small place",
    "initials": "initials", "place": "school, street or village", "event_date": "exact date of an event",
}  # fmt: skip


def share(texts: list[str], is_found: Callable[[set[Level]], bool]) -> float:
    found = [
        is_found({one.rule.code.level for one in findings_in(f"What we did.\n\n{text}\n\nThen.\n")}) for text in texts
    ]
    return 100 * sum(found) / len(found)


def is_blocked(levels: set[Level]) -> bool:
    return Level.ERROR in levels


@pytest.fixture(scope="module")
def shares() -> dict[str, tuple[int, float, float]]:
    """Of each kind of the held-out corpus: how many sentences, and the shares that are blocked, and blocked or advised."""
    return {
        kind: (len(texts), share(texts, is_blocked), share(texts, bool)) for kind, texts in heldout.sentences().items()
    }


def test_the_corpora_do_not_know_each_other() -> None:
    """No shape and no name of one is in the other, apart from names that everybody has."""
    theirs = {form for forms in heldout._GRAMMAR.values() for form in forms}
    ours = {shape for shapes in devcorpus.KINDS.values() for shape in shapes}
    assert not theirs & ours
    assert sum(map(len, heldout.sentences().values())) > 1000
    assert sum(map(len, devcorpus.sentences().values())) > 1000


def test_both_are_the_same_every_time() -> None:
    assert heldout.sentences(20) == heldout.sentences(20)
    assert devcorpus.sentences() == devcorpus.sentences()


@pytest.mark.parametrize("kind", devcorpus.KINDS)
def test_shapes_that_we_know_are_found(kind: str) -> None:
    """At least 95 in 100; what should be blocked is, and of the rest something is said."""
    texts = [text for _, text in devcorpus.sentences()[kind]]
    floor = 95 if kind != "alone" else 85
    assert share(texts, is_blocked if kind in devcorpus.BLOCKING else bool) >= floor


def test_unseen_sentences_are_blocked_or_told(shares: dict) -> None:
    """Of what should be blocked; and of all kinds something is said."""
    blocking = [shares[kind] for kind in heldout.BLOCKING]
    assert sum(size * blocked for size, blocked, _ in blocking) / sum(size for size, _, _ in blocking) >= 95
    every = list(shares.values())
    assert sum(size * told for size, _, told in every) / sum(size for size, _, _ in every) >= 96
    said = re.search(
        r"Of the kinds that block, ([\d.]+) % .* ([\d.]+) % are blocked and ([\d.]+) %",
        DOCS.read_text(encoding="utf-8"),
    )
    sizes = sum(size for size, _, _ in every)
    assert said
    assert said.groups() == (
        f"{sum(size * blocked for size, blocked, _ in blocking) / sum(size for size, _, _ in blocking):.1f}",
        f"{sum(size * blocked for size, blocked, _ in every) / sizes:.1f}",
        f"{sum(size * told for size, _, told in every) / sizes:.1f}",
    )


@pytest.mark.parametrize("kind", heldout.BLOCKING)
def test_what_identifies_is_blocked(kind: str, shares: dict) -> None:
    """95 in 100 of each kind that blocks: a name with an age, a relation, a role, and all the others."""
    assert shares[kind][1] >= 95


def test_the_table_in_the_docs_is_what_was_measured(shares: dict) -> None:
    """docs/privacy.md has the figures of the held-out corpus; where this fails, copy them from the message."""
    assert [match[0] for match in _ROW.finditer(DOCS.read_text(encoding="utf-8"))] == list(rows(shares))


def rows(shares: dict[str, tuple[int, float, float]]) -> list[str]:
    return [
        f"| {_KINDS[kind]} | {size} | {blocked:.1f} % | {told:.1f} % |"
        for kind, (size, blocked, told) in shares.items()
    ]
