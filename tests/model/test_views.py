"""What each page shows, how much of it, and that its digest changes exactly when that does."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from each import each
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import TODAY, block, briefing, entry_of, library_of, written

from briefings.model.derived import LONG, SHORT, derived_sections
from briefings.model.library import Library
from briefings.model.selection import tombstone_of
from briefings.model.views import REST_SIZE, Rows, Views
from briefings.model.vocabulary import Kind, ListingKind

Pages = dict[str, str]


def many(number: int, *, listing: str = "") -> Pages:
    """A theme with so many findings, ten to a briefing, and a page with a listing of them."""
    pages: Pages = {
        "themes/neglect": written(Kind.THEME, title="Neglect"),
        "partnerships/alder": written(Kind.PARTNERSHIP),
        "all": written(Kind.PAGE, listing),
    }
    for start in range(0, number, 10):
        bullets = [f"Finding {index:04}." for index in range(start, min(start + 10, number))]
        pages[f"briefings/b-{start:04}"] = briefing(block("learning", *bullets), published=str(2000 + start % 25))
    return pages


def views_of(pages: Pages) -> Views:
    return Views(library_of(pages))


def section(views: Views, docname: str, name: str) -> Any:
    return next(view for view in views.of(docname).sections if view.listing.name == name)


# bounded lists -------------------------------------------------------------------------------------------------------


@each(("number", "shown", "rest"), [(1, 1, False), (SHORT, SHORT, False), (SHORT + 1, SHORT, True), (230, SHORT, True)])
def test_derived_sections_are_bounded(number: int, shown: int, rest: bool) -> None:
    """A theme's page shows the newest few of each kind and leads to the rest; its weight does not grow with the site."""
    view = section(views_of(many(number)), "themes/neglect", "learning")
    assert (len(view.rows), view.total) == (shown, number)
    assert view.rest == ("themes/neglect/learning" if rest else "")


@each(("number", "shown", "rest"), [(LONG, LONG, False), (LONG + 1, LONG, True)])
def test_listings_are_bounded(number: int, shown: int, rest: bool) -> None:
    """A listing that an editor wrote shows so many rows, and leads to the rest."""
    (view,) = views_of(many(number, listing=":::{item-list}\n:::\n")).of("all").listings
    assert (len(view.rows), view.total, view.rest) == (shown, number, "all/list-item-list" if rest else "")


def test_an_editor_says_how_many() -> None:
    """With a limit, so many rows stand on the page."""
    (view,) = views_of(many(30, listing=":::{item-list}\n:limit: 7\n:::\n")).of("all").listings
    assert (len(view.rows), view.total, view.rest) == (7, 30, "all/list-item-list")


def test_the_newest_come_first() -> None:
    """What is cut off is the oldest."""
    view = section(views_of(many(230)), "themes/neglect", "learning")
    years = [int(row.when) for row in view.rows]
    assert years == sorted(years, reverse=True)
    assert years[0] == max(2000 + start % 25 for start in range(0, 230, 10))


@each("number", [11, REST_SIZE, REST_SIZE + 1, 230])
def test_the_rest_holds_every_row_once(number: int) -> None:
    """The pages of the rest hold the whole list, in its order, a hundred rows on each."""
    views = views_of(many(number))
    pages = [page for page in views.rest_pages if page.pagename.startswith("themes/neglect/learning")]
    texts = [row.runs[0] for page in pages for row in page.rows]
    assert sorted(texts) == [f"Finding {index:04}." for index in range(number)]
    assert [len(page.rows) for page in pages[:-1]] == [REST_SIZE] * (len(pages) - 1)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.pages for page in pages} == {len(pages)}
    assert pages[0].pagename == "themes/neglect/learning"
    assert [page.pagename for page in pages[1:]] == [f"themes/neglect/learning-{n}" for n in range(2, len(pages) + 1)]
    assert [row.runs[0] for row in section(views, "themes/neglect", "learning").rows] == texts[:SHORT]


def test_every_way_to_the_rest_leads_somewhere() -> None:
    """Each list that is cut has pages of the rest, and no page of the rest has the address of another or of a page."""
    views = views_of(
        many(230, listing=":::{item-list}\n:::\n\n:::{briefing-list}\n:limit: 3\n:::\n\n:::{question-bank}\n:::\n")
    )
    names = [page.pagename for page in views.rest_pages]
    assert len(names) == len(set(names))
    assert not set(names) & set(views.library.entries)
    for docname in views.library.entries:
        for view in (*views.of(docname).sections, *views.of(docname).listings):
            assert view.rest == "" or view.rest in names


def test_theme_and_agency_lead_to_the_same_checklist() -> None:
    """A pair that has practice points is one page below its theme; the agency's page offers it as the theme's does."""
    points = block("practice-points", "Write it down.", "Ask again.", agencies="police")
    views = views_of(
        {
            "themes/neglect": written(Kind.THEME, title="Neglect"),
            "themes/training": written(Kind.THEME, title="Training"),
            "agencies/police": written(Kind.AGENCY, title="Police"),
            "agencies/gps": written(Kind.AGENCY, title="General practice"),
            "partnerships/alder": written(Kind.PARTNERSHIP),
            "briefings/one": briefing(points),
        }
    )
    theme = dict(section(views, "themes/neglect", "practice-points").ways)
    agency = dict(section(views, "agencies/police", "practice-points").ways)
    (offered,) = theme["For one agency"]
    (found,) = agency["For one theme"]
    assert (found.label, found.count, found.pagename) == ("Neglect", 2, "themes/neglect/practice-points-police")
    assert (offered.count, offered.pagename) == (found.count, found.pagename)
    assert found.pagename in [page.pagename for page in views.rest_pages]
    whole = Views(views.library, bounded=False)
    assert section(whole, "agencies/police", "practice-points").ways == ()


def test_outputs_without_such_pages_show_lists_whole() -> None:
    """PDF and text have no pages of the rest, so nothing is left out there."""
    views = Views(library_of(many(230)), bounded=False)
    view = section(views, "themes/neglect", "learning")
    assert (len(view.rows), view.rest) == (230, "")
    assert list(views.rest_pages) == []


def test_the_weight_of_a_page_does_not_grow_with_the_collection() -> None:
    """A theme's page holds no more rows with twice as many findings."""

    def rows(number: int) -> int:
        return sum(len(view.rows) for view in views_of(many(number)).of("themes/neglect").sections)

    assert rows(460) <= rows(230) + 30  # years and facets may be a few more


@each("kind", ListingKind)
def test_every_listing_can_be_shown_on_an_empty_site(kind: ListingKind) -> None:
    """A site without briefings has no rows, and no mistake."""
    views = views_of({"all": written(Kind.PAGE, f":::{{{kind}}}\n:::\n")})
    (view,) = views.of("all").listings
    assert view.total == len(view.rows)
    assert views.digest("all")


def test_sections_without_rows_are_left_out() -> None:
    """A theme on which nothing was found has no empty headings."""
    views = views_of({"themes/neglect": written(Kind.THEME)})
    assert [view.title for view in views.of("themes/neglect").sections if not view.total] == []


def test_a_withdrawn_briefing_shows_when_and_why_and_nothing_else() -> None:
    """A tombstone has no section, no fact and no mention."""
    text = briefing(
        "See {theme}`neglect`.\n\n" + block("learning", "Gone."),
        status="withdrawn",
        withdrawn={"on": "2026-11-20", "why": "Out of date."},
        recommendations=[{"id": "1", "text": "Gone."}],
    )
    stone = tombstone_of(entry_of(text, "briefings/x"))
    views = Views(Library({**library_of(many(10)).entries, stone.docname: stone}, TODAY))
    view = views.of("briefings/x")
    assert view.withdrawn == ("20 November 2026", "Out of date.")
    assert (view.sections, view.listings, view.mentions, view.facts, view.summary) == ((), (), (), (), "")
    assert derived_sections(stone) == ()
    assert all("Gone" not in repr(views.of(docname)) for docname in views.library.entries)


# digests ---------------------------------------------------------------------------------------------------------------


def base() -> Pages:
    """A small site in which pages show much of one another."""
    return {
        "themes/meetings": written(Kind.THEME, title="Zmeetings", summary="Zabout."),
        "themes/neglect": written(Kind.THEME, title="Zneglect", parent="meetings"),
        "themes/unused": written(Kind.THEME, title="Zunused"),
        "agencies/police": written(Kind.AGENCY, title="Zpolice"),
        "partnerships/alder": written(Kind.PARTNERSHIP, title="Zalder", short_title="Zwood"),
        "policies/tool": written(Kind.POLICY, title="Ztool", status="superseded", superseded_by="new"),
        "policies/new": written(Kind.POLICY, title="Znewtool", status="current"),
        "briefings/a": briefing(
            "Zprose of a.\n\n" + block("learning", "Zfinding, see {policy}`tool`.", agencies="police"),
            title="Za",
            summary="Zsummary of a.",
            recommendations=[{"id": "1", "text": "Zrecommendation.", "owner": "police", "due": "2027"}],
        ),
        "briefings/b": briefing("Zprose of b: {item}`a/l1`.\n\n" + block("questions", "Zquestion?"), title="Zb", published="2019"),
        "index": written(Kind.PAGE, ":::{briefing-list}\n:::\n"),
        "about": written(Kind.PAGE, "Zabout this site.\n"),
    }  # fmt: skip


WORDS = {
    "Zfinding": "briefings/a",
    "Zrecommendation": "briefings/a",
    "Zsummary of a": "briefings/a",
    "Zquestion": "briefings/b",
    "Zneglect": "themes/neglect",
    "Zmeetings": "themes/meetings",
    "Zunused": "themes/unused",
    "Zpolice": "agencies/police",
    "Zalder": "partnerships/alder",
    "Zwood": "partnerships/alder",
    "Znewtool": "policies/new",
    "Ztool": "policies/tool",
    "title: Za\n": "briefings/a",
    "title: Zb\n": "briefings/b",
}
"""What stands on a page, and which page it is; each may be reworded."""


def digests(pages: Pages) -> dict[str, str]:
    views = views_of(pages)
    return {docname: views.digest(docname) for docname in views.library.entries}


def told(value: object) -> str:
    """All text in a view, by walking its values: not the way in which the digest is made."""
    if isinstance(value, str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(told(getattr(value, item.name)) for item in fields(value))
    if isinstance(value, tuple | list | frozenset | set | Rows):
        return " ".join(told(one) for one in value)
    return str(value)


@cache
def shown_at_first() -> dict[str, tuple[str, str]]:
    """The text and the digest of each page of the small site."""
    views = views_of(base())
    return {name: (told(views.of(name)), views.digest(name)) for name in base()}


@each("word", WORDS)
def test_rewording_changes_exactly_the_pages_that_show_it(word: str) -> None:
    """A page is written again when something that it shows is reworded, wherever that stands, and no other page is."""
    pages, docname = base(), WORDS[word]
    assert word in pages[docname]
    old = word.strip().removeprefix("title: ")
    new = f"Q{old[1:]}"
    before = shown_at_first()
    after = views_of({**pages, docname: pages[docname].replace(word, word.replace(old, new))})
    for name, (text, digest) in before.items():
        text_after = told(after.of(name))
        shows = text != text_after
        assert shows == (old in text) == (new in text_after), name
        assert (digest != after.digest(name)) == shows, name


def test_prose_changes_no_other_page() -> None:
    """Editing the text of a page, outside of its blocks, leaves every list on other pages alone."""
    pages = base()
    edited = {
        **pages,
        "briefings/b": pages["briefings/b"].replace("Zprose", "Qprose"),
        "about": pages["about"].replace("Z", "Q"),
    }
    assert digests(pages) == digests(edited)


def test_each_way_of_changing_the_collection_is_noticed() -> None:
    """Adding, removing, moving to another theme, withdrawing, and the passing of time change the pages that show it."""
    pages = base()
    start = digests(pages)

    def changed(edited: Pages, **library: Any) -> set[str]:
        views = Views(replace_date(library_of(edited), **library))
        return {name for name in views.library.entries if start.get(name) != views.digest(name)}

    added = changed({**pages, "briefings/c": briefing(block("learning", "More."), title="C")})
    assert {"themes/neglect", "themes/meetings", "index", "briefings/c"} <= added
    assert not {"about", "themes/unused", "policies/new"} & added
    removed = changed({name: text for name, text in pages.items() if name != "briefings/b"})
    assert {"themes/neglect", "index"} <= removed
    assert not {"about", "policies/new", "themes/unused"} & removed
    moved = changed(
        {**pages, "briefings/b": pages["briefings/b"].replace("} neglect", "} unused").replace("- neglect", "- unused")}
    )
    assert {"themes/neglect", "themes/unused"} <= moved
    later = changed(pages, year=2029)
    assert "briefings/a" in later  # its recommendation is overdue by then
    assert "about" not in later


def replace_date(library: Library, year: int = 2026) -> Library:
    return Library(library.entries, TODAY.replace(year=year))


def test_a_mention_follows_the_title_of_what_it_names() -> None:
    """A page that cites a policy is written again when that policy is renamed or replaced."""
    pages = base()
    start = digests(pages)
    edited = {**pages, "policies/new": written(Kind.POLICY, title="Znewtool", status="withdrawn")}
    assert {name for name, digest in digests(edited).items() if digest != start[name]} >= {"policies/new"}
    renamed = {**pages, "policies/new": written(Kind.POLICY, title="Other", status="current")}
    assert digests(renamed)["briefings/a"] != start["briefings/a"]


titles = st.sampled_from(["Apple", "Birch", "Cedar"])


@st.composite
def small_sites(draw: st.DrawFn) -> Pages:
    """A few pages that mention one another at random."""
    pages: Pages = {"partnerships/alder": written(Kind.PARTNERSHIP, short_title=draw(titles))}
    for slug in ("t1", "t2"):
        parent = draw(st.sampled_from([None, "t1"])) if slug == "t2" else None
        pages[f"themes/{slug}"] = written(Kind.THEME, title=draw(titles), parent=parent)
    pages["policies/p"] = written(Kind.POLICY, title=draw(titles), status=draw(st.sampled_from(["current", "unknown"])))
    for slug in draw(st.lists(st.sampled_from("abcd"), max_size=4, unique=True)):
        theme = draw(st.sampled_from(["t1", "t2"]))
        kind = draw(st.sampled_from(["learning", "questions", "impact"]))
        mention = draw(
            st.sampled_from(["", " {policy}`p`", " {theme}`t1`", " {item}`a/l1`", " {briefing}`b`", " {item}`b/q1`"])
        )
        pages[f"briefings/{slug}"] = briefing(
            draw(st.sampled_from(["", "Prose.\n\n", ":::{item-list}\n:::\n\n"]))
            + block(kind, f"{draw(titles)}{mention}", themes=theme),
            title=draw(titles),
            themes=[theme],
            published=draw(st.sampled_from(["2016", "2020"])),
        )
    pages["index"] = written(Kind.PAGE, ":::{briefing-list}\n:::\n\n:::{item-list}\n:theme: t1\n:::\n")
    return pages


@settings(max_examples=12)
@given(small_sites(), small_sites(), st.randoms(use_true_random=False))
def test_a_digest_changes_exactly_when_what_is_shown_does(one: Pages, other: Pages, random: Any) -> None:
    """Between any two sites, a page's digest differs exactly if what it shows differs, asked in any order (Hypothesis)."""
    first, second = views_of(one), views_of(mixed(one, other, random))
    names = list(first.library.entries)
    random.shuffle(names)
    for name in names:
        if name in second.library.entries:
            same = told(first.of(name)) == told(second.of(name)) and first.of(name) == second.of(name)
            assert (first.digest(name) == second.digest(name)) == same, name


def mixed(one: Pages, other: Pages, random: Any) -> Pages:
    """A site with one page taken from another site."""
    name = random.choice(sorted(other))
    return {**one, name: other[name]}


@settings(max_examples=12)
@given(small_sites(), st.randoms(use_true_random=False))
def test_the_order_of_asking_makes_no_difference(pages: Pages, random: Any) -> None:
    """Whichever page is worked out first, each shows the same: a clean and an incremental build agree (Hypothesis)."""
    names = sorted(pages)
    expected = {name: Views(library_of(pages)).digest(name) for name in names}
    random.shuffle(names)
    views = views_of(pages)
    assert {name: views.digest(name) for name in names} == expected


def test_pages_of_the_rest_change_with_their_rows() -> None:
    """A page of the rest is written again when one of its rows, or the length of the list, changes."""
    pages = many(230)
    before = {page.pagename: page.digest for page in views_of(pages).rest_pages}
    edited = {name: text.replace("Finding 0003", "Finding 9003") for name, text in pages.items()}
    after = {page.pagename: page.digest for page in views_of(edited).rest_pages}
    differ = {name for name in before if before[name] != after[name]}
    assert len([name for name in differ if name.startswith("themes/neglect/learning")]) == 1
    longer = {page.pagename: page.digest for page in views_of(many(240)).rest_pages}
    assert all(before[name] != longer[name] for name in before)


def test_views_are_values() -> None:
    """A view is the same whenever it is asked for, and equal for equal libraries."""
    one, other = views_of(base()), views_of(base())
    for docname in one.library.entries:
        assert one.of(docname) is one.of(docname)
        assert one.of(docname) == other.of(docname)
        assert replace(one.of(docname)) == one.of(docname)
