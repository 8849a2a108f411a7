"""What is let go of to save memory comes back the same when it is asked for again."""

from __future__ import annotations

import gc
import weakref
from functools import cache

from each import each
from pages import block, briefing, library_of, written

from briefings.model.index import Index
from briefings.model.library import Library
from briefings.model.views import Views
from briefings.model.vocabulary import Kind

THINGS = ("ash", "beech", "birch", "cedar")


@cache
def trees() -> Index[str]:
    """Trees by their first letter, and by a name that each has for itself."""
    return Index(THINGS, lambda tree: (("letter", tree[0]), ("name", tree), ("name", f"{tree} tree")))


@each(
    ("trait", "values", "found"),
    [
        ("name", ["birch"], ["birch"]),
        ("name", ["ash"], ["ash"]),  # whose place is 0
        ("letter", ["b"], ["beech", "birch"]),
        ("letter", ["c", "b", "x"], ["beech", "birch", "cedar"]),
        ("name", ["cedar tree", "ash"], ["ash", "cedar"]),
        ("name", [], []),
        ("letter", ["x"], []),
        ("size", ["tall"], []),
    ],
)
def test_things_are_found_by_what_they_have(trait: str, values: list[str], found: list[str]) -> None:
    """Alone or shared by many, by one value or by several: in the order of all, as often as it is asked."""
    for _ in range(2):
        assert trees().in_all([trees().having(trait, values)]) == found
    assert trees().in_all([trees().having(trait, values), trees().having("name", THINGS)]) == found


def library() -> Library:
    """A theme whose list is cut, a policy that is mentioned, and a page with the tracker and its filters."""
    pages = {
        "themes/neglect": written(Kind.THEME),
        "agencies/police": written(Kind.AGENCY),
        "partnerships/alder": written(Kind.PARTNERSHIP),
        "policies/tool": written(Kind.POLICY),
        "tracker": written(Kind.PAGE, ":::{recommendation-tracker}\n:::\n\n:::{question-bank}\n:::\n"),
    }
    for number in range(8):
        pages[f"briefings/b-{number}"] = briefing(
            block("learning", "Found. See {policy}`tool`.", "Also found.") + "\n" + block("questions", "Who asks?"),
            published=str(2010 + number),
            recommendations=[{"id": "1", "text": "Do it.", "owner": "police", "themes": ["neglect"]}],
        )
    return library_of(pages)


def shown(views: Views) -> dict[str, object]:
    """All that all pages show, and what their digests are."""
    pages = {name: (views.digest(name), views.of(name)) for name in views.library.entries}
    return pages | {page.pagename: page for page in views.rest_pages}


def test_what_was_forgotten_is_found_again() -> None:
    """Indexes, answers and what pages show: none of them is there any more, and all of them come to the same."""
    views = Views(library())
    before = shown(views)
    assert any(name.startswith("themes/neglect/") for name in before), "no list is cut"
    assert any("_index" in name for name in vars(views.library)), "indexes are not where they are looked for"
    views.forget_queries()
    views.forget_pages()
    assert not [name for name in vars(views.library) if name.endswith("_index")]
    assert not views._found
    assert not views._views
    again = Views(views.library)
    assert shown(again) == before
    assert {name: views.of(name) for name in views.library.entries} == {
        name: again.of(name) for name in views.library.entries
    }


def test_views_that_have_printed_are_gone_at_once() -> None:
    """Those of the PDFs: no ring of rows and views is left for a collector that seldom looks."""
    views = Views(library(), bounded=False)
    assert shown(views)
    views.forget_pages()
    gone = weakref.ref(views)
    gc.disable()
    try:
        del views
        assert gone() is None
    finally:
        gc.enable()
