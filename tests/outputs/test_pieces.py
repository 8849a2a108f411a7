"""Files made of pieces: what is taken from the file as it stands gives the same bytes as what is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from each import each
from pages import block, briefing, library_of, written

from briefings.model.known import keys_of
from briefings.model.vocabulary import Kind
from briefings.outputs import calendar, data
from briefings.outputs.pieces import Piece, Pieces
from briefings.outputs.site import SiteFacts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SITE = SiteFacts("A site", "The board", "https://example.org/")


def base() -> dict[str, str]:
    """Three briefings, with everything that data files and the calendar tell of."""
    pages = {
        "partnerships/alder": written(Kind.PARTNERSHIP),
        "themes/neglect": written(Kind.THEME),
        "agencies/police": written(Kind.AGENCY),
        "policies/tool": written(Kind.POLICY, review_due="2027-01"),
    }
    for number, slug in enumerate(("ash", "birch", "cedar")):
        pages[f"briefings/{slug}"] = briefing(
            block("learning", f"Found in {slug}, see {{policy}}`tool`.", f"More of {slug}, “quoted”."),
            title=f"Briefing of {slug}",
            recommendations=[{"id": "1", "text": f"Do {slug}.", "owner": "police", "due": f"202{9 - number}"}],
            audits=[
                {
                    "id": "first",
                    "title": f"Audit of {slug}",
                    "method": "deep-dive",
                    "held": "2016",
                    "next": {"what": "Another one", "due": "2028"},
                }
            ],
        )
    pages["briefings/dogwood"] = briefing(block("learning", "See {item}`ash/l1`, of {briefing}`birch`."))
    return pages


EDITS = {
    "nothing": {},
    "an item": {"briefings/birch": ("Found in birch", "Seen in Birch: “ü”")},
    "a title that another page shows": {"briefings/birch": ("Briefing of birch", "Birches")},
    "an item that another page names": {"briefings/ash": ("Found in ash", "Nothing in ash")},
    "a policy that all name": {"policies/tool": ("title: Neglect tool", "title: The tool for neglect")},
    "an owner": {"agencies/police": ("title: Police", "title: The police force")},
    "what is due": {"briefings/cedar": ("due: '2027'", "due: '2031'")},
    "the first page": {"briefings/ash": ("Do ash.", "Do ash, and more than ash.")},
    "a page is gone": {"briefings/ash": None},
}


@each("edit", EDITS)
def test_taken_and_made_are_the_same(edit: str, tmp_path: Path) -> None:
    """After any edit, files put together from those before are what a clean build makes."""
    before = base()
    first, files = rendered(before, Pieces(tmp_path))
    write(tmp_path, files)
    after = dict(before)
    for docname, change in EDITS[edit].items():
        text = after.pop(docname)
        if change:
            assert change[0] in text
            after[docname] = text.replace(*change)
    old, new = keys_of(library_of(before)), keys_of(library_of(after))
    same = frozenset(name for name in new if old.get(name) == new[name])
    again = Pieces(tmp_path, same, first.files)
    assert rendered(after, again)[1] == rendered(after, Pieces())[1]
    assert (edit == "nothing") == (same == old.keys())


def test_only_what_changed_is_made(tmp_path: Path) -> None:
    """A piece of an unchanged page is not made again; one without a page that is known, or of a new name, is."""
    made: list[str] = []

    def pieces(*names: str) -> list[Piece]:
        return [Piece(name, name, lambda name=name: made.append(name) or f"<{name}>") for name in names]  # type: ignore[misc]

    first = Pieces(tmp_path)
    write(tmp_path, {"file": b"".join(first.file("file", "[", pieces("a", "é", "c"), ", ", "]"))})
    assert (tmp_path / "file").read_text() == "[<a>, <é>, <c>]"
    made.clear()
    second = Pieces(tmp_path, frozenset({"a", "é", "new"}), first.files)
    parts = second.file("file", "(((", pieces("é", "new", "a", "c"), "; ", "]")
    assert b"".join(parts).decode() == "(((<é>; <new>; <a>; <c>]"
    assert made == ["new", "c"]


def test_a_file_that_is_not_as_it_was_left_is_made_anew(tmp_path: Path) -> None:
    """What somebody changed, cut short or deleted is no source."""
    first, files = rendered(base(), Pieces(tmp_path))
    same = frozenset(keys_of(library_of(base())))
    for broken in (b"", b"[]", files["data/items.json"].replace(b"ash", b"oak"), None):
        write(tmp_path, files)
        if broken is None:
            (tmp_path / "data/items.json").unlink()
        else:
            (tmp_path / "data/items.json").write_bytes(broken)
        assert rendered(base(), Pieces(tmp_path, same, first.files))[1] == files


def rendered(pages: Mapping[str, str], pieces: Pieces) -> tuple[Pieces, dict[str, bytes]]:
    library = library_of(pages)
    files = {name: b"".join(parts) for name, parts in data.render(library, SITE, pieces)}
    return pieces, files | {calendar.NAME: b"".join(calendar.render(library, SITE, pieces))}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
