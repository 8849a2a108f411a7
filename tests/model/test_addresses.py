"""Where a policy can be read, and which procedure applies to a theme, on a made-up library."""

from __future__ import annotations

from typing import Any

from each import each
from pages import block, briefing, library_of, written

from briefings.model.addresses import whereabouts
from briefings.model.advice import advise
from briefings.model.dates import PartialDate
from briefings.model.ledger import Ledger, Link
from briefings.model.problems import Code
from briefings.model.views import Views
from briefings.model.vocabulary import AddressState, CheckedBy, Kind, ListingKind

HERE = "https://alder.example.org/policy"
SEEN = {"address": HERE, "last_seen": "2026-11"}


def known(keys: dict[str, Any], link: Link | None = None) -> Any:
    """What is known of the address of a policy with these keys."""
    entry = library_of({"policies/p": written(Kind.POLICY, **keys)}).entries["policies/p"]
    return whereabouts(entry.record, Ledger({link.address: link} if link else {}))


@each(
    ("keys", "state", "href"),
    [
        (SEEN, None, HERE),
        ({"address": HERE}, None, ""),  # nobody ever saw it
        ({"address": HERE}, AddressState.LIVE, HERE),
        (SEEN, AddressState.GONE, ""),
        (SEEN | {"archived": "https://archive.org/p"}, AddressState.GONE, "https://archive.org/p"),
        ({"former_addresses": [HERE]}, None, ""),
        ({"archived": "https://archive.org/p"}, None, "https://archive.org/p"),
    ],
)
def test_only_what_somebody_saw_is_linked(keys: dict[str, Any], state: AddressState | None, href: str) -> None:
    """A link needs somebody who saw the address, and no sweep that found it gone."""
    way_out = known(keys, Link(HERE, state) if state else None).way_out
    assert (way_out.href if way_out else "") == href


@each(("by_sweep", "expected"), [("2026-10", CheckedBy.PERSON), ("2026-12", CheckedBy.SWEEP)])
def test_the_later_of_two_checks_counts(by_sweep: str, expected: CheckedBy) -> None:
    """A person's check and that of a sweep are one record: the later one."""
    link = Link(HERE, AddressState.GONE, checked=PartialDate.parse(by_sweep))
    where = known({"address": HERE, "checked": {"on": "2026-11", "by": "person"}}, link)
    assert where.checked_by is expected
    assert where.is_linked is (expected is CheckedBy.PERSON)


def test_a_page_says_no_more_than_was_seen() -> None:
    """Seen in a copy is not opened; and the holder is named where the link leads to its site only."""
    assert known(SEEN).seen == "Last seen November 2026, in a stored copy. Nobody has opened the address since."
    leads = {"what": "holder", "holder": "Elia"}
    assert known(SEEN | {"leads_to": leads}).way_out.words == "Through the site of Elia (alder.example.org)"


def test_which_procedure_applies() -> None:
    """National first, then by partnership, then resources; an old edition gives way to the one that replaced it."""
    pages = {
        "themes/neglect": written(Kind.THEME),
        "themes/other": written(Kind.THEME),
        "partnerships/alder": written(Kind.PARTNERSHIP, short_title="Alder"),
        "partnerships/birch": written(Kind.PARTNERSHIP, short_title="Birch"),
        "policies/old": written(Kind.POLICY, status="superseded", superseded_by="new"),
        "policies/new": written(Kind.POLICY, title="New"),
        "policies/shared": written(Kind.POLICY, title="Shared", shared_by=["alder", "birch"], every_theme="true"),
        "policies/local": written(Kind.POLICY, title="Local", partnership="alder", themes=["neglect"]),
        "policies/help": written(Kind.POLICY, title="Help", kind="resource", themes=["neglect"]),
        "policies/elsewhere": written(Kind.POLICY, title="Elsewhere", themes=["other"]),
        "briefings/b": briefing(block("learning", "It was late, see {policy}`old`.", themes="neglect")),
    }
    views = Views(library_of(pages))
    found = next(one for one in views.of("themes/neglect").sections if one.listing.kind is ListingKind.PROCEDURES)
    assert found.title == "Which procedure applies to me?"
    rows = [(row.group, row.face.title) for row in found.rows]
    assert rows == [
        ("National", "New"),
        ("Alder", "Local"),
        ("Alder", "Shared"),
        ("Birch", "Shared"),
        ("Resources for practitioners", "Help"),
    ]


def test_an_entry_without_an_address_is_advice() -> None:
    """Somebody can find it: a line for each entry that nobody can open."""
    pages = {"policies/lost": written(Kind.POLICY), "policies/found": written(Kind.POLICY, **SEEN)}
    found = [one.path for one in advise(library_of(pages)) if one.code is Code.NO_ADDRESS]
    assert found == ["content/policies/lost.md"]
