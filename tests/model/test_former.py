"""Addresses that items, headings and briefings had before: each leads on, or says why it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import block, briefing, entry_of, library_of, lines, problems_of, written

from briefings.model.consistency import check_library
from briefings.model.dates import PartialDate
from briefings.model.former import aliases_of, departed_from
from briefings.model.library import Library
from briefings.model.registers import NamedPack, Registers, Use, check_registers
from briefings.model.schema import Pack
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BODY = f"## What we found\n\n{block('learning', 'Minutes came late. {#late}', 'Nobody asked. {#nobody}')}"


def with_former(*rows: Mapping[str, str], body: str = BODY, **keys: object) -> str:
    return briefing(body, former_addresses=list(rows), **keys)


WRONG: Sequence[tuple[list[dict[str, str]], str]] = [
    ([{"was": "late", "now": "nobody"}], "'late' is the address of an item of this page"),
    ([{"was": "what-we-found", "now": "nobody"}], "'what-we-found' is the address of a heading of this page"),
    ([{"was": "main", "now": "nobody"}], "the page itself calls something 'main'; delete the line"),
    ([{"was": "old", "now": "nobodi"}], "leads to 'nobodi', which is not on this page; did you mean 'nobody'?"),
    ([{"was": "old", "now": "old"}], "'old' leads to itself"),
    ([{"was": "old", "now": "older"}, {"was": "older", "now": "late"}], "a former address too; write 'late'"),
    ([{"was": "old", "now": "older"}, {"was": "older", "gone": "It is gone."}], "say why it is 'gone' here too"),
    ([{"was": "old", "now": "older"}, {"was": "older", "now": "old"}], "lead round in a circle"),
    ([{"was": "old", "now": "late"}, {"was": "old", "now": "nobody"}], "'old' stands twice"),
    ([{"was": "old", "now": "earlier/q9"}], "item 'earlier/q9' does not exist"),
    ([{"was": "old"}], "needs 'now' (the address that it has now) or 'gone'"),
    ([{"was": "old", "now": "late", "gone": "It is gone."}], "and not both"),
    ([{"was": "Old address", "now": "late"}], "cannot be an address: 'Old address'"),
    ([{"was": "old", "now": "Earlier/q1"}], "does not name an item of another briefing"),
]


@pytest.mark.parametrize(("rows", "said"), WRONG)
def test_what_cannot_lead_on_is_a_problem_with_its_line(rows: list[dict[str, str]], said: str) -> None:
    """In a sentence that says what to do."""
    found = lines(problems_of(with_former(*rows)))
    assert any(said in line for line in found), found
    assert all(int(line.split(":")[1]) > 10 for line in found)


def test_what_leads_on_is_no_problem() -> None:
    """To an item, a heading, a recommendation, an audit or another briefing; or to the words that say why it is gone."""
    text = with_former(
        {"was": "old", "now": "late"},
        {"was": "l1", "now": "late"},
        {"was": "id1", "now": "what-we-found"},
        {"was": "l2", "now": "r1-1"},
        {"was": "l3", "now": "audit-first"},
        {"was": "l4", "now": "earlier/q1"},
        {"was": "l-nobody-came", "gone": "The form is not used any more."},
        audits=[{"id": "first", "title": "First", "method": "workshop", "held": "2016"}],
        recommendations=[
            {"id": "1.1", "text": "Ask.", "owner": "alder", "due": "2027", "addresses": ["old", "nobody"]}
        ],
    )
    assert lines(problems_of(text)) == []
    assert aliases_of(entry_of(text)) == {"late": ("old", "l1"), "what-we-found": ("id1",)}


def library() -> Library:
    return library_of(
        {
            "partnerships/alder": written(Kind.PARTNERSHIP),
            "themes/neglect": written(Kind.THEME),
            "agencies/police": written(Kind.AGENCY),
            "briefings/one": with_former(
                {"was": "old", "now": "late"},
                {"was": "l4", "now": "two/q1"},
                {"was": "l-nobody-came", "gone": "The form is not used any more."},
                recommendations=[{"id": "1", "text": "Ask.", "owner": "alder", "due": "2027", "addresses": ["old"]}],
            ),
            "briefings/two": briefing(
                f"{block('questions', 'Who takes the minutes?')}\nSee {{item}}`one/old` and {{item}}`one/l-nobody-came`.\n"
            ),
        }
    )


def test_what_names_an_old_address_shows_the_item_as_it_is_now() -> None:
    """Recommendations with its themes, roles, what was found again, records and packs."""
    found = library()
    assert found.face("item", "one/old") == found.face("item", "one/late")
    assert found.face("item", "one/l4") == found.face("item", "two/q1")
    assert found.part("one/old") is found.item_of_key["one/late"]
    assert found.recommendation_of_key["one/1"].themes == ("neglect",)


def test_what_is_gone_says_why_wherever_it_is_named() -> None:
    """On the page itself, in the check of a page that names it, and in that of a pack."""
    found = library()
    entry = found.entries["briefings/one"]
    assert [(one.was, one.words, one.face and one.face.anchor) for one in departed_from(found, entry)] == [
        ("l4", "“4” has moved to another briefing:", "q1"),
        ("l-nobody-came", "“nobody came” was taken out: The form is not used any more.", None),
    ]
    (said,) = lines(check_library(found))
    assert "item 'one/l-nobody-came' does not exist; it was taken out ('The form is not used any more.')" in said
    pack = Pack(title="One", date=PartialDate(2026, 11, 20), items=("one/l-nobody-came", "one/old"))
    names = tuple(("item", key, 4) for key in pack.items)
    packs = Registers(packs=(NamedPack("one", pack, "content/packs/one.yaml", names),))
    (said,) = lines(check_registers(Library(found.entries, found.as_of, packs)))
    assert said.startswith("content/packs/one.yaml:4: there is no item 'one/l-nobody-came'; it was taken out (")


def test_a_record_of_use_that_names_what_was_taken_out_since_stays_true() -> None:
    """As one of a briefing that was withdrawn; what is gone without a word is told."""
    found = library()
    on = PartialDate(2026, 11, 20)

    def told(*questions: str) -> list[str]:
        use = Use(on, "police", "Team", "one", questions, "", "content/use/2026.csv", 2)
        return lines(check_registers(Library(found.entries, found.as_of, Registers(uses=(use,)))))

    assert told("old", "late", "l-nobody-came") == []
    assert told("l-something-else") != []


def test_a_former_slug_of_a_briefing_leads_on() -> None:
    """What names the old one is told the new one; one that is in use is refused, with its line."""
    pages = {
        "partnerships/alder": written(Kind.PARTNERSHIP),
        "themes/neglect": written(Kind.THEME),
        "briefings/new": briefing(former_slugs=["old", "taken", "new"]),
        "briefings/taken": briefing("See {briefing}`old`.\n"),
    }
    found = lines(check_library(library_of(pages)))
    assert len(found) == 3
    assert "'new' in 'former_slugs' is the address of this page; delete it here or there" in found[1]
    assert "'taken' in 'former_slugs' is the address of 'taken'; delete it here or there" in found[0]
    assert not any(":0:" in line for line in found)
    assert "briefing 'old' does not exist; it was renamed, write 'new'" in found[2]
