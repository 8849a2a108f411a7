"""What a build knows from an earlier one: it never hides a change, and spares making what did not change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from each import each
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import TODAY, block, briefing, library_of, written
from test_views import WORDS, Pages, base, many, mixed, small_sites, views_of

from briefings.model.known import keys_of
from briefings.model.library import Library
from briefings.model.registers import Registers
from briefings.model.selection import tombstone_of
from briefings.model.views import Views
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from briefings.model.known import Kept


@settings(max_examples=12)
@given(small_sites(), small_sites(), st.randoms(use_true_random=False))
def test_what_an_earlier_build_found_changes_nothing(one: Pages, other: Pages, random: Any) -> None:
    """A build that knows the marks of an earlier one comes to the same digests as one that knows nothing (Hypothesis)."""
    pages = mixed(one, other, random)
    assert all_digests(knowing(pages, left_by(one))) == all_digests(views_of(pages))


@each("word", WORDS)
def test_a_reworded_page_is_noticed_by_who_knew_it(word: str) -> None:
    """Whatever is reworded, wherever it is shown: what was known of the site before does not hide it."""
    pages, docname = base(), WORDS[word]
    new = f"Q{word[1:]}" if not word.startswith("title: ") else f"title: Q{word.removeprefix('title: ')[1:]}"
    edited = {**pages, docname: pages[docname].replace(word, new)}
    assert all_digests(knowing(edited, left_by(pages))) == all_digests(views_of(edited))


def test_another_day_is_another_site() -> None:
    """What is overdue one day was not the day before, though no file changed."""
    later = library_of(base(), TODAY.replace(year=2031))
    views = Views(later, before=lambda: left_by(base()))
    assert all_digests(views) == all_digests(Views(later))


def test_only_rows_that_could_have_changed_are_made_again() -> None:
    """After an edit of one briefing of many, the rows of the others are not made, because no page needs them."""
    pages = many(40)
    names = sorted(name for name in pages if name.startswith("briefings/"))
    left = left_by(pages)
    edited = {**pages, names[0]: pages[names[0]].replace("Finding ", "Discovery ")}
    views = knowing(edited, left)
    all_digests(views)
    assert {key.partition("/")[0] for key in views._made["item"]} == {names[0].partition("/")[2]}
    keys = {docname: key for docname, (key, _) in views.known.kept().items()}
    assert {name for name in names if keys[name] != left[name][0]} == {names[0]}


def knowing(pages: Pages, before: Kept) -> Views:
    """Views that know what an earlier build left."""
    return Views(library_of(pages), before=lambda: before)


def left_by(pages: Pages) -> Kept:
    """What a build of these pages leaves, by way of JSON as between two builds."""
    views = views_of(pages)
    all_digests(views)
    return cast("Kept", json.loads(json.dumps(views.known.kept())))


def all_digests(views: Views) -> dict[str, str]:
    """Of every page, and of every page of the rest."""
    pages = {docname: views.digest(docname) for docname in views.library.entries}
    return pages | {page.pagename: page.digest for page in views.rest_pages}


def chained(**last: Any) -> Pages:
    """Four briefings, the audit of each following that of the one before, and a theme."""
    pages: Pages = {"themes/neglect": written(Kind.THEME), "partnerships/alder": written(Kind.PARTNERSHIP)}
    for number, slug in enumerate("abcd"):
        audit = {"id": "x", "title": f"Audit {slug}", "method": "deep-dive", "held": str(2016 + number)}
        audit |= {"follows": [f"{chr(ord(slug) - 1)}/x"]} if number else {}
        audit |= {"measures": [{"what": "Chaired", "met": number, "of": 9}]} | (last if slug == "d" else {})
        pages[f"briefings/{slug}"] = briefing(title=f"Briefing {slug}", audits=[audit])
    return pages


def named_at_third_hand(title: str) -> Pages:
    """A theme that lists an item that names an item of another briefing, which names a third."""
    return {
        "themes/neglect": written(Kind.THEME),
        "partnerships/alder": written(Kind.PARTNERSHIP),
        "briefings/a": briefing(block("learning", "See {item}`b/l1`.")),
        "briefings/b": briefing(block("learning", "As {briefing}`c` says.")),
        "briefings/c": briefing(title=title),
    }


FAR = {
    "the end of a chain of audits": (chained(), chained(measures=[{"what": "Chaired", "met": 8, "of": 9}])),
    "an audit that follows": (chained(), chained(title="Audit under another name")),
    "the name of what an item names that an item names": (named_at_third_hand("Cedar"), named_at_third_hand("Cypress")),
}


@each("case", FAR)
def test_what_is_shown_from_afar_is_noticed(case: str) -> None:
    """However many steps away it stands."""
    before, after = FAR[case]
    fresh, stale = all_digests(views_of(after)), all_digests(views_of(before))
    assert any(fresh[name] != stale[name] for name in before if before[name] == after[name])
    assert all_digests(knowing(after, left_by(before))) == fresh


def test_keys_hold_what_stands_beside_the_files() -> None:
    """The date, what editors keep besides pages, and whether a page is taken down: none of them changes a page's file."""
    pages = base() | {"briefings/a": briefing(status="withdrawn", withdrawn={"on": "2026-01-01", "why": "Wrong."})}
    entries = library_of(pages).entries
    keys = keys_of(library_of(pages))
    stone = tombstone_of(entries["briefings/a"])
    for other in (Library(entries, TODAY.replace(year=2027)), Library(entries, TODAY, Registers(digest=b"another"))):
        assert all(key != keys[name] for name, key in keys_of(other).items())
    assert keys_of(Library({**entries, stone.docname: stone}, TODAY))["briefings/a"] != keys["briefings/a"]


def test_an_edit_of_one_of_many_that_name_the_same_briefing_is_known_to_concern_itself_alone() -> None:
    """A briefing that hundreds mention does not tie them to one another: none shows what another says of it."""
    pages = base() | {
        f"briefings/b-{number}": briefing(block("learning", f"Found {number}, see {{briefing}}`hub`."))
        for number in range(9)
    }
    pages["briefings/hub"] = briefing(title="The hub")
    before = keys_of(library_of(pages))
    pages["briefings/b-7"] = pages["briefings/b-7"].replace("Found", "Seen")
    after = keys_of(library_of(pages))
    assert [name for name in before if before[name] != after[name]] == ["briefings/b-7"]
