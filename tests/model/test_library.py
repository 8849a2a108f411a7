"""All pages together: what is selected, who mentions whom, what belongs where, how things are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from each import each
from hypothesis import given
from hypothesis import strategies as st
from pages import TODAY, block, briefing, entry_of, library_of, written

from briefings.model.dates import PartialDate
from briefings.model.entry import Query
from briefings.model.faces import Face, State
from briefings.model.library import Library
from briefings.model.selection import Tombstone, tombstone_of
from briefings.model.vocabulary import BlockKind, Kind, Sort, Status


def audit(id_: str, held: str, **keys: Any) -> dict[str, Any]:
    return {"id": id_, "title": f"Audit {id_}", "method": "workshop", "held": held, **keys}


@cache
def library() -> Library:
    """Two partnerships, three briefings, themes and agencies with others below them, policies in chains."""
    first = (
        block("learning", "Minutes were late. See {policy}`tool`.", themes="minutes", audit="may")
        + "\n"
        + block("questions", "Who chairs?", themes="core-groups", agencies="police", audit="november")
        + "\n"
        + block("practice-points", "Write it down.", themes="neglect", agencies="health-visiting", audit="may")
    )
    second = (
        block("learning", "Neglect was missed.", themes="neglect")
        + "\n"
        + block("good-practice", "Fathers were asked. See {item}`first/l1`.", themes="core-groups", agencies="schools")
    )
    pages = {
        "themes/meetings": written(Kind.THEME, title="Meetings"),
        "themes/core-groups": written(Kind.THEME, title="Core groups", parent="meetings"),
        "themes/minutes": written(Kind.THEME, title="Minutes", parent="core-groups"),
        "themes/neglect": written(Kind.THEME, title="Neglect"),
        "agencies/health": written(Kind.AGENCY, title="Health"),
        "agencies/health-visiting": written(Kind.AGENCY, title="Health visiting", part_of="health"),
        "agencies/police": written(Kind.AGENCY, title="Police"),
        "agencies/schools": written(Kind.AGENCY, title="Schools"),
        "partnerships/alder": written(Kind.PARTNERSHIP),
        "partnerships/birch": written(Kind.PARTNERSHIP, title="Birch Partnership", short_title="Birch"),
        "policies/act": written(Kind.POLICY, title="An Act", kind="act", status="current", issued="1989"),
        "policies/tool": written(Kind.POLICY, title="The tool", status="superseded", superseded_by="tool-2", under="act"),
        "policies/tool-2": written(
            Kind.POLICY, title="The tool 2", status="superseded", superseded_by="tool-3", issued="2015", partnership="birch"
        ),
        "policies/tool-3": written(Kind.POLICY, title="The tool 3", status="current", issued="2020"),
        "briefings/first": briefing(
            first,
            title="First",
            published="2017-01",
            themes=["core-groups"],
            agencies=["police"],
            policies=["act"],
            audits=[
                audit("may", "2016-05", themes=["minutes"], took_part=["health-visiting"]),
                audit("november", "2016-11", themes=["neglect"], took_part=["police"]),
            ],
            recommendations=[
                {"id": "1", "text": "Share minutes.", "owner": "police", "audit": "may", "addresses": ["l1"], "due": "2017"},
                {"id": "2", "text": "Agree a chair.", "owner": "alder", "themes": ["core-groups"], "policies": ["tool"],
                 "updates": [{"on": "2018", "status": "green", "evidence": ["Done"]}]},
            ],
        ),
        "briefings/second": briefing(
            second,
            title="Second",
            partnership="birch",
            published="2023",
            themes=["neglect"],
            audits=[audit("only", "2022-08", follows=["first/may"], themes=["neglect"], took_part=["schools"])],
            recommendations=[{"id": "1.6", "text": "Look for neglect.", "owner": "birch", "agencies": ["health-visiting"]}],
        ),
        "briefings/third": briefing(block("impact", "It changed."), title="A third", published="2019-03-01", partnership="birch"),
    }  # fmt: skip
    return library_of(pages)


def items(**keys: Any) -> list[str]:
    return [found.key for found in library().select_items(Query(**keys))]


ALL_ITEMS = ["second/l1", "second/g1", "third/i1", "first/q1", "first/l1", "first/p1"]


@each(
    ("query", "expected"),
    [
        ({}, ALL_ITEMS),
        ({"sort": Sort.OLDEST}, ["first/l1", "first/p1", "first/q1", "third/i1", "second/l1", "second/g1"]),
        ({"sort": Sort.TITLE}, ["second/g1", "third/i1", "first/l1", "second/l1", "first/q1", "first/p1"]),
        ({"kinds": (BlockKind.LEARNING,)}, ["second/l1", "first/l1"]),
        ({"kinds": (BlockKind.LEARNING, BlockKind.QUESTIONS)}, ["second/l1", "first/q1", "first/l1"]),
        ({"theme": "neglect"}, ["second/l1", "third/i1", "first/p1"]),
        ({"theme": "minutes"}, ["first/l1"]),
        ({"theme": "core-groups"}, ["second/g1", "first/q1", "first/l1"]),  # with the theme below it
        ({"theme": "meetings"}, ["second/g1", "first/q1", "first/l1"]),
        ({"theme": "nothing"}, []),
        ({"agency": "police"}, ["first/q1"]),
        ({"agency": "health"}, ["first/p1"]),  # with the agency below it
        ({"everyone": True}, ["second/l1", "third/i1", "first/l1"]),
        ({"partnership": "birch"}, ["second/l1", "second/g1", "third/i1"]),
        ({"policy": "tool"}, ["first/l1"]),
        ({"policy": "act"}, []),
        ({"since": PartialDate(2022)}, ["second/l1", "second/g1"]),
        ({"since": PartialDate(2016, 11)}, ["second/l1", "second/g1", "third/i1", "first/q1"]),
        ({"theme": "core-groups", "agency": "police", "partnership": "alder"}, ["first/q1"]),
    ],
)
def test_items(query: dict[str, Any], expected: list[str]) -> None:
    """Items are selected by every filter, newest first by their own audit, within a page as written."""
    assert items(**query) == expected


@each(
    ("query", "expected"),
    [
        ({}, ["second/1.6", "first/2", "first/1"]),
        ({"theme": "minutes"}, ["first/1"]),  # by the item that it answers
        ({"theme": "meetings"}, ["first/2", "first/1"]),
        ({"agency": "police"}, ["first/1"]),  # by its owner
        ({"agency": "health"}, ["second/1.6"]),
        ({"partnership": "alder"}, ["first/2", "first/1"]),
        ({"policy": "tool"}, ["first/2"]),
        ({"briefing": "first"}, ["first/2", "first/1"]),
        ({"status": "open"}, ["second/1.6", "first/1"]),
        ({"status": "green"}, ["first/2"]),
        ({"status": "overdue"}, ["first/1"]),
        ({"status": "quiet"}, ["second/1.6", "first/1"]),
        ({"owner": "birch"}, ["second/1.6"]),
        ({"since": PartialDate(2017)}, ["second/1.6", "first/2"]),
        ({"sort": Sort.OLDEST}, ["first/1", "first/2", "second/1.6"]),
        ({"sort": Sort.TITLE}, ["first/2", "second/1.6", "first/1"]),
    ],
)
def test_recommendations(query: dict[str, Any], expected: list[str]) -> None:
    """Recommendations are selected by theme (their own or that of what they answer), agency, policy, owner and state."""
    assert [found.key for found in library().select_recommendations(Query(**query))] == expected


@each(
    ("query", "expected"),
    [
        ({}, ["second/only", "first/november", "first/may"]),
        ({"sort": Sort.OLDEST}, ["first/may", "first/november", "second/only"]),
        ({"theme": "core-groups"}, ["first/may"]),
        ({"agency": "health"}, ["first/may"]),
        ({"partnership": "birch"}, ["second/only"]),
        ({"policy": "act"}, ["first/november", "first/may"]),
        ({"since": PartialDate(2016, 6)}, ["second/only", "first/november"]),
        ({"briefing": "first"}, ["first/november", "first/may"]),
    ],
)
def test_audits(query: dict[str, Any], expected: list[str]) -> None:
    """Audits are selected by theme, who took part, partnership and date."""
    assert [found.key for found in library().select_audits(Query(**query))] == expected


@each(
    ("query", "expected"),
    [
        ({}, ["second", "third", "first"]),
        ({"sort": Sort.OLDEST}, ["first", "third", "second"]),
        ({"sort": Sort.TITLE}, ["third", "first", "second"]),
        ({"theme": "neglect"}, ["second", "third", "first"]),  # by a block as well
        ({"theme": "meetings"}, ["second", "first"]),
        ({"agency": "police"}, ["first"]),
        ({"partnership": "birch"}, ["second", "third"]),
        ({"policy": "tool"}, ["first"]),
        ({"since": PartialDate(2019)}, ["second", "third"]),
    ],
)
def test_briefings(query: dict[str, Any], expected: list[str]) -> None:
    """Briefings are selected by what they and their blocks are about, newest first."""
    assert [entry.slug for entry in library().select_briefings(Query(**query))] == expected


@each(
    ("query", "expected"),
    [
        ({}, ["act", "tool", "tool-2", "tool-3"]),
        ({"partnership": "birch"}, ["tool-2"]),
        ({"policy": "act"}, ["tool"]),  # what belongs under it
        ({"briefing": "first"}, ["act", "tool"]),
        ({"briefing": "third"}, []),
        ({"theme": "minutes"}, ["tool"]),
        ({"theme": "neglect"}, []),
        ({"since": PartialDate(2010)}, ["tool-3", "tool-2"]),
        ({"sort": Sort.OLDEST}, ["tool", "act", "tool-2", "tool-3"]),
    ],
)
def test_policies(query: dict[str, Any], expected: list[str]) -> None:
    """Policies are selected by who rests on them, by theme, owner and date."""
    assert [entry.slug for entry in library().select_policies(Query(**query))] == expected


def test_themes() -> None:
    """All themes by title, or those right below one."""
    assert [entry.slug for entry in library().select_themes(Query())] == [
        "core-groups",
        "meetings",
        "minutes",
        "neglect",
    ]
    assert [entry.slug for entry in library().select_themes(Query(theme="meetings"))] == ["core-groups"]
    assert library().select_themes(Query(theme="minutes")) == []


def test_what_is_below() -> None:
    """A theme includes those below it, over all levels; so does an agency."""
    assert library().below(Kind.THEME, "meetings") == {"meetings", "core-groups", "minutes"}
    assert library().below(Kind.THEME, "minutes") == {"minutes"}
    assert library().below(Kind.AGENCY, "health") == {"health", "health-visiting"}
    assert library().below(Kind.THEME, "nothing") == {"nothing"}


def test_loops_do_no_harm() -> None:
    """Themes, agencies and policies that lead back to themselves are a problem told elsewhere, and no endless loop."""
    loops = library_of(
        {
            "themes/a": written(Kind.THEME, parent="b"),
            "themes/b": written(Kind.THEME, parent="a"),
            "themes/c": written(Kind.THEME, parent="c"),
            "policies/a": written(Kind.POLICY, status="superseded", superseded_by="b"),
            "policies/b": written(Kind.POLICY, status="superseded", superseded_by="a"),
            "policies/c": written(Kind.POLICY, status="superseded", superseded_by="c"),
            "policies/d": written(Kind.POLICY, status="superseded", superseded_by="gone"),
        }
    )
    assert loops.below(Kind.THEME, "a") == loops.below(Kind.THEME, "b") == {"a", "b"}
    assert loops.below(Kind.THEME, "c") == {"c"}
    for slug in "abcd":
        entry = loops.find(Kind.POLICY, slug)
        assert entry is not None
        assert loops.current_edition(entry) is None
        assert loops.states_of(entry) == (State("superseded", "replaced"),)


# who mentions whom -------------------------------------------------------------------------------------------------


def test_who_rests_on_a_policy() -> None:
    """A briefing rests on the policies of its front matter, its items and its recommendations; each place is known."""
    assert library().mentions_of_policy("tool") == {("briefings/first", "l1"), ("briefings/first", "r2")}
    assert library().mentions_of_policy("act") == {("briefings/first", "")}
    assert library().mentions_of_policy("tool-3") == frozenset()
    assert library().briefings_of_policy["tool"] == {"briefings/first"}


def test_related_briefings_share_most_themes() -> None:
    """Related briefings share themes, the most shared first, then the newest; never the briefing itself."""
    pages = {
        f"briefings/{slug}": briefing(themes=list(themes), published=published)
        for slug, themes, published in (
            ("a", ("x", "y", "z"), "2020"),
            ("b", ("x",), "2021"),
            ("c", ("x", "y"), "2015"),
            ("d", ("z",), "2022"),
            ("e", ("w",), "2023"),
        )
    }
    related = library_of(pages)
    assert [entry.slug for entry in related.related_to("a")] == ["c", "d", "b"]
    assert related.related_to("e") == []
    assert related.related_to("nothing") == []


def test_items_count_at_the_date_of_their_audit() -> None:
    """An item counts when its audit was held; without one, when the briefing was published; of one audit, at that."""
    when = {found.key: str(found.when) for found in library().items}
    assert when == {
        "first/l1": "2016-05",
        "first/q1": "2016-11",
        "first/p1": "2016-05",
        "second/l1": "2022-08",
        "second/g1": "2022-08",
        "third/i1": "2019-03-01",
    }


# names ---------------------------------------------------------------------------------------------------------------


@each(
    ("what", "target", "expected"),
    [
        ("theme", "neglect", Face("Neglect", "themes/neglect")),
        ("agency", "police", Face("Police", "agencies/police")),
        ("partnership", "birch", Face("Birch Partnership", "partnerships/birch")),
        ("briefing", "first", Face("First", "briefings/first")),
        ("owner", "police", Face("Police", "agencies/police")),
        ("owner", "birch", Face("Birch Partnership", "partnerships/birch")),
        ("audit", "first/may", Face("Audit may, May 2016", "briefings/first", "audit-may")),
        ("recommendation", "second/1.6", Face("Recommendation 1.6", "briefings/second", "r1-6")),
        ("item", "first/q1", Face("Question: Who chairs?", "briefings/first", "q1")),
        ("item", "first/l1", Face("Learning: Minutes were late. See The tool.", "briefings/first", "l1")),
        ("policy", "tool-3", Face("The tool 3", "policies/tool-3", states=())),
        (
            "policy",
            "tool",
            Face(
                "The tool",
                "policies/tool",
                states=(State("superseded", "replaced by", "The tool 3", "policies/tool-3"),),
            ),
        ),
        ("theme", "nothing", None),
        ("owner", "nobody", None),
        ("item", "first/q9", None),
        ("item", "first", None),
        ("item", "nothing/q1", None),
        ("briefing", "themes/neglect", None),
    ],
)
def test_faces(what: str, target: str, expected: Face | None) -> None:
    """Everything that can be mentioned has a title, a page and a place; a policy has its state beside it."""
    assert library().face(what, target) == expected
    assert library().title_of(what, target) == (expected.title if expected else target)


SUCCESSOR = {"what": "successor", "holder": "Alder"}


@each(
    ("keys", "states"),
    [
        ({}, []),
        ({"status": "current"}, []),
        ({"status": "withdrawn"}, [("withdrawn", "withdrawn", "")]),
        ({"status": "superseded", "superseded_by": "new"}, [("superseded", "replaced by", "New")]),
        (
            {"status": "superseded", "address": "https://a.b", "last_seen": "2026", "leads_to": SUCCESSOR},
            [("superseded", "replaced", "")],
        ),
        ({"status": "current", "address": "https://a.b", "last_seen": "2026"}, []),
        ({"former_addresses": ["https://a.b"]}, [("gone", "link gone", "")]),
        ({"former_addresses": ["https://a.b"], "archived": "https://archive.b/a"}, []),
        ({"former_addresses": ["https://a.b"], "address": "https://c.b", "last_seen": "2026"}, []),
    ],
)
def test_states_of_policies(keys: dict[str, Any], states: list[tuple[str, str, str]]) -> None:
    """A mention says only what matters there: replaced, withdrawn or gone; never "current" or "not checked"."""
    found = library_of(
        {"policies/old": written(Kind.POLICY, **keys), "policies/new": written(Kind.POLICY, title="New")}
    )
    entry = found.find(Kind.POLICY, "old")
    assert entry is not None
    assert [(state.name, state.words, state.title) for state in found.states_of(entry)] == states


def test_a_long_chain_ends_at_what_stands_now() -> None:
    """Of many editions the last one is named, however many there are between."""
    pages = {
        f"policies/p{n}": written(Kind.POLICY, title=f"Edition {n}", status="superseded", superseded_by=f"p{n + 1}")
        for n in range(40)
    } | {"policies/p40": written(Kind.POLICY, title="Edition 40", status="current")}
    chain = library_of(pages)
    entry = chain.find(Kind.POLICY, "p0")
    assert entry is not None
    newest = chain.current_edition(entry)
    assert newest is not None
    assert newest.title == "Edition 40"


def test_long_items_are_clipped_at_a_word() -> None:
    """An item is named by its first words; a word that is too long is cut as well."""
    words, letters = "word " * 40, "x" * 300
    found = library_of({"briefings/x": briefing(block("learning", words.strip(), letters))})
    assert found.title_of("item", "x/l1") == f"Learning: {('word ' * 16).strip()} …"
    assert found.title_of("item", "x/l2") == f"Learning: {'x' * 80} …"


def test_items_that_mention_one_another() -> None:
    """The name of an item is the same whichever is asked for first, also when items mention one another or themselves."""
    text = briefing(block("learning", "A, see {item}`x/l2`.", "B, see {item}`x/l1`.", "C, see {item}`x/l3`."))
    orders = [["l1", "l2", "l3"], ["l2", "l1", "l3"], ["l3", "l2", "l1"]]
    titles = []
    for order in orders:
        found = library_of({"briefings/x": text})
        titles.append({item: found.title_of("item", f"x/{item}") for item in order})
    assert titles[0] == titles[1] == titles[2]


# withdrawn, drafts, digest -------------------------------------------------------------------------------------------


def withdrawn_second() -> Library:
    entry = library().entries["briefings/second"]
    record = replace(
        entry.record,
        status="withdrawn",
        withdrawn={"on": "2026-11-20", "why": "Out of date."},
    )  # type: ignore[call-arg]
    return Library({**library().entries, entry.docname: tombstone_of(replace(entry, record=record))}, TODAY)


def test_a_tombstone_is_in_no_list() -> None:
    """A withdrawn briefing keeps its page, and is gone from every list, count and mention."""
    found = withdrawn_second()
    assert isinstance(found.entries["briefings/second"].record, Tombstone)
    assert [entry.slug for entry in found.of_kind(Kind.BRIEFING)] == ["first", "third"]
    for chosen in (found.select_items, found.select_recommendations, found.select_audits):
        assert all(one.entry.slug != "second" for one in chosen(Query()))
    assert all(entry.slug != "second" for entry in found.select_briefings(Query()))
    assert all(entry.slug != "second" for slug in ("first", "third") for entry in found.related_to(slug))
    assert found.related_to("second") == []
    for what, target in (
        ("briefing", "second"),
        ("item", "second/l1"),
        ("recommendation", "second/1.6"),
        ("audit", "second/only"),
    ):
        face = found.face(what, target)
        assert face is not None
        assert (face.title, face.docname) == ("a briefing that was withdrawn", "briefings/second")


def test_a_draft_is_found_by_its_name() -> None:
    """In a preview a draft can be mentioned like a briefing."""
    found = library_of({"drafts/next": briefing(title="Next")})
    assert found.title_of("briefing", "next") == "Next"


def test_only_the_right_kind_is_found() -> None:
    """An index is no theme, and a theme no policy."""
    found = library_of({"themes/index": written(Kind.PAGE), "themes/neglect": written(Kind.THEME)})
    assert found.find(Kind.THEME, "index") is None
    assert found.find(Kind.POLICY, "neglect") is None
    assert found.find(Kind.THEME, "neglect") is not None


def test_the_digest_changes_with_every_page_and_the_date() -> None:
    """Anything that changes a page, adds or removes one, withdraws one or moves the date changes the digest."""
    whole = library()
    entries = whole.entries
    fewer = {name: entry for name, entry in entries.items() if name != "themes/neglect"}
    edited = {**entries, "themes/neglect": entry_of(written(Kind.THEME, "More.\n", title="Neglect"), "themes/neglect")}
    digests = {
        whole.digest,
        Library(fewer, TODAY).digest,
        Library(edited, TODAY).digest,
        Library(entries, date(2026, 11, 21)).digest,
        withdrawn_second().digest,
    }
    assert len(digests) == 5
    assert Library(dict(reversed(entries.items())), TODAY).digest == whole.digest


@given(st.permutations(sorted(library().entries)))
def test_the_order_of_reading_makes_no_difference(order: list[str]) -> None:
    """However the pages were read, serial, parallel or after a change, everything comes in the same order (Hypothesis)."""
    found = Library({docname: library().entries[docname] for docname in order}, TODAY)
    for sort in Sort:
        query = Query(sort=sort)
        assert [one.key for one in found.select_items(query)] == [one.key for one in library().select_items(query)]
        assert [one.slug for one in found.select_briefings(query)] == [
            one.slug for one in library().select_briefings(query)
        ]
        assert [one.slug for one in found.select_policies(query)] == [
            one.slug for one in library().select_policies(query)
        ]
    assert list(found.entries) == list(library().entries)
    assert found.digest == library().digest


def test_status_of_found_recommendations() -> None:
    """What is done is not open; what is due and not done is overdue on the day after."""
    one = library().recommendation_of_key["first/1"]
    assert one.status is Status.NOT_RATED
    assert not one.is_overdue(date(2017, 12, 31))
    assert one.is_overdue(date(2018, 1, 1))
    done = library().recommendation_of_key["first/2"]
    assert "open" not in done.standings(TODAY)
    assert not done.is_overdue(TODAY)
