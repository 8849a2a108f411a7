"""The index itself: what is in it, that it is the same every time, and what happens when Pagefind is not as we know it."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import cbor2
import pytest
from building import ROOT, SITES
from searchable_site import searchable

from briefings.model.scopes import EDITORS, READERS
from briefings.model.vocabulary import Kind
from briefings.outputs import search
from briefings.outputs.search import pagefind, tidying
from briefings.outputs.search.records import EVERYONE, KINDS
from briefings.outputs.search.table import table_of, words_of
from briefings.outputs.search.texts import PageText, number_words

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

NAME = re.compile(r"fragment/([0-9a-f]{4})([0-9a-f]+)\.pf_fragment")


def index_of(built: Built) -> dict[str, bytes]:
    return {name.removeprefix("pagefind/"): data for name, data in built.files.items() if name.startswith("pagefind/")}


def plain(name: str, data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def fragments(built: Built) -> dict[int, dict[str, Any]]:
    """What is kept of each record, by its number."""
    found = {}
    for name, data in index_of(built).items():
        if match := NAME.fullmatch(name):
            found[int(match[2][::-1], 16)] = json.loads(plain(name, data).removeprefix(b"pagefind_dcd"))
    return found


def test_every_page_item_recommendation_and_audit_is_a_record(published: Built) -> None:
    """Each with its address; what is withdrawn, the search itself, the home page and the handbook are not."""
    library = published.library
    addresses = {fragment["url"] for fragment in fragments(published).values()}
    expected = {f"{one.entry.docname}.html#{one.item.id}" for one in library.items}
    expected |= {f"{one.entry.docname}.html#{one.recommendation.anchor}" for one in library.recommendations}
    expected |= {f"{one.entry.docname}.html#{one.audit.anchor}" for one in library.audits}
    left_out = ("search", "index", "briefings/withdrawn-2015")
    expected |= {f"{name}.html" for name in library.entries if name not in left_out and not EDITORS.is_for(name)}
    assert addresses == expected


def test_every_address_exists(published: Built) -> None:
    """A result leads to a page that exists, and to a place on it."""
    for fragment in fragments(published).values():
        page, _, anchor = fragment["url"].partition("#")
        assert not anchor or f'id="{anchor}"' in published.text(page)


def test_withdrawn_and_non_public_text_is_in_no_shard(published: Built) -> None:
    """P52, P5: no word that stands only in a withdrawn briefing, a draft or one under embargo, in any file, unpacked."""
    hidden = [
        SITES / "full/content" / name
        for name in ("briefings/withdrawn-2015.md", "briefings/embargoed-2026.md", "drafts/next-one.md")
    ]
    words = {word for file in hidden for word in re.findall(r"[A-Z]{8,}", file.read_text(encoding="utf-8"))}
    assert {"WITHDRAWNITEM", "WITHDRAWNTITLE", "EMBARGOITEM", "DRAFTITEM"} <= words
    for name, data in index_of(published).items():
        text = plain(name, data).lower()
        assert [word for word in words if word.lower().encode() in text] == [], name


def test_the_same_bytes_every_time(tmp_path: Path, published: Built) -> None:
    """Pagefind's own output differs from run to run; ours does not, wherever and whenever it is built."""
    again = searchable(tmp_path / "elsewhere").build()
    assert index_of(again) == index_of(published)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_records_in_any_process(published: Built, seed: str) -> None:
    """No order of a set shows: another process, with other hashes, makes the same records."""
    script = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from briefings.model.content import load_content; from briefings.model.scopes import READERS; "
        "from briefings.outputs import search; "
        "library = load_content(Path(sys.argv[1]), as_of=date(2026, 11, 20)).library; "
        "records = search.records_of(library, READERS); "
        "print(search.release_of(records))"
    )
    command = [sys.executable, "-c", script, str(published.out.parent / "content")]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "ext")}
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()
    assert said == search.release_of(search.records_of(published.library, READERS))


def test_a_change_renames_all_records(tmp_path: Path, published: Built) -> None:
    """No browser can take a kept record of one release for one of the next."""
    site = searchable(tmp_path / "site")
    site.edit("themes/neglect.md", "title: Neglect", "title: Neglect of a child")
    before = {name for name in index_of(published) if name.startswith("fragment/")}
    after = {name for name in index_of(site.build(expect=True)) if name.startswith("fragment/")}
    assert before.isdisjoint(after)


def test_the_list_of_the_index_agrees_with_the_table(published: Built) -> None:
    """Records are numbered in the order of the table, newest first; no filter or sort is left in the index."""
    files = index_of(published)
    listed = next(name for name in files if name.endswith(".pf_meta"))
    meta = cbor2.loads(plain(listed, files[listed]).removeprefix(b"pagefind_dcd"))
    release, width = json.loads(files["facets.json"])["release"], len(f"{len(meta[1]) - 1:x}")
    assert [page[0] for page in meta[1]] == [f"{release}{'0' * width}", *[""] * (len(meta[1]) - 1)]
    assert set(fragments(published)) == set(range(len(meta[1])))
    assert meta[3:5] == [[], []]
    assert not any(name.startswith("filter/") for name in files)
    table = json.loads(files["facets.json"])
    assert table["total"] == len(meta[1])
    kept = fragments(published)
    assert [kept[number]["url"] for number in range(len(kept))] == [
        one.address for one in search.records_of(published.library, READERS)
    ]
    years = [
        int(kept[number]["filters"]["year"][0]) for number in range(len(kept)) if "year" in kept[number]["filters"]
    ]
    assert years == sorted(years, reverse=True)


def test_small_parts_hold_every_word(published: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut as small as can be, the index has all that Pagefind wrote of each word, and the list leads to its part."""
    monkeypatch.setattr(tidying, "PART", 400)
    records = search.records_of(published.library, READERS)
    with pagefind.Pagefind() as running:
        running.add(records)
        files = running.files()

    def unpacked(data: bytes) -> Any:
        return cbor2.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))

    def words(named: dict[str, bytes]) -> list[Any]:
        (listed,) = (unpacked(data) for name, data in named.items() if name.endswith(".pf_meta"))
        found = []
        for first, last, name in listed[2]:
            (held,) = unpacked(named[f"index/{name}.pf_index"])
            assert held[0][0].startswith(first)
            assert held[-1][0] == last
            found.append(held)
        assert all(one[1] < other[0] for one, other in pairwise(listed[2]))
        return found

    *tidy, warm_up = words(tidying.tidy(files, records, "abcd"))
    assert [word[0] for word in warm_up] == [tidying.WARM_UP]
    assert [word for part in tidy for word in part] == [word for part in words(files) for word in part]
    assert all(len(part) == 1 or sum(len(cbor2.dumps(word)) for word in part) <= tidying.PART for part in tidy)
    assert len(tidy) > 10 * len(words(files))


def test_a_part_of_another_kind_is_refused(published: Built) -> None:
    """A later Pagefind may write its index in another way: said, never guessed."""
    record = search.records_of(published.library, READERS)[0]
    with pagefind.Pagefind() as running:
        running.add([record])
        files = running.files()
    (name,) = (name for name in files if name.startswith("index/"))
    changed = files | {name: gzip.compress(b"pagefind_dcd" + cbor2.dumps({"words": []}))}
    with pytest.raises(pagefind.PagefindError, match="wrote a part of the index in another way"):
        tidying.tidy(changed, [record], "abcd")


def test_the_table_gives_back_the_facets_of_each_record(published: Built) -> None:
    """Read as the search page reads it: sets, runs, and what stands above a value."""
    records = search.records_of(published.library, READERS)
    table = table_of(records, published.library, "release")
    above = {
        name: {value[0]: value[2] for value in values if len(value) > 2} for name, values in table["facets"].items()
    }
    for name, values in (
        ("kind", lambda one: {one.kind}),
        ("theme", lambda one: set(one.themes)),
        ("agency", lambda one: set(one.agencies)),
        ("partnership", lambda one: set(one.partnerships)),
        ("year", lambda one: {str(one.year)} if one.year else set()),
    ):
        column = table["columns"][name]
        rows = [
            column["sets"][number]
            for number, times in zip(column["runs"][::2], column["runs"][1::2], strict=True)
            for _ in range(times)
        ]
        slugs = [{table["facets"][name][place][0] for place in row} for row in rows]
        for found in slugs:
            todo = list(found)
            while todo:
                parent = above[name].get(todo.pop())
                if parent and parent not in found:
                    found.add(parent)
                    todo.append(parent)
        assert slugs == [values(one) for one in records], name


def test_names_abbreviations_and_former_names_find_a_page(published: Built) -> None:
    """Words that people use, beside those on the page."""
    records = {one.address: one for one in search.records_of(published.library, READERS)}
    for kind in (Kind.THEME, Kind.AGENCY, Kind.POLICY):
        for entry in published.library.of_kind(kind):
            for name in getattr(entry.record, "other_names", ()):
                assert name in records[f"{entry.docname}.html"].names
    alder = published.library.entries["partnerships/alder"].record
    assert all(former.name in records["partnerships/alder.html"].names for former in alder.former_names)
    words = words_of(list(records.values()), published.library, READERS, "abcd")
    assert words["release"] == "abcd"
    for title, address, number in (page for pages in words["names"].values() for page in pages if len(page) == 3):
        assert list(records)[number] == address
        assert records[address].title == title


def test_abbreviations_work_both_ways(tmp_path: Path) -> None:
    """Who writes ICPC is found by the words that it stands for, and the other way round."""
    site = searchable(tmp_path / "site", briefings_search=False)
    site.write("glossary.md", "---\nterms:\n  - {term: ZQC, means: zonal quality conference}\n---\n\n# Glossary\n")
    site.write("one.md", "# One\n\nThe ZQC met.\n")
    site.write("two.md", "# Two\n\nA zonal quality conference met.\n")
    built = site.build(expect=True)
    records = {one.address: one for one in search.records_of(built.library, READERS)}
    assert "zonal quality conference" in records["one.html"].names
    assert "ZQC" in records["two.html"].names


def test_each_choice_of_a_facet_is_a_word_that_finds(published: Built) -> None:
    """Who types "questions Alder 2024" finds questions of Alder from 2024: a choice is among the words of each record."""
    titles = {
        entry.slug: entry.title for kind in (Kind.THEME, Kind.AGENCY) for entry in published.library.of_kind(kind)
    }
    parts = [one for one in search.records_of(published.library, READERS) if one.within]
    assert parts
    for record in parts:
        words = f"{record.about} {record.title} {record.text}"
        assert KINDS[record.kind][0] in words
        assert str(record.year) in words
        assert record.place in words
        assert not record.themes or any(titles[slug] in words for slug in record.themes), record
        assert record.agencies == (EVERYONE,) or any(titles[slug] in words for slug in record.agencies), record


def test_what_a_briefing_tells_beside_its_items_is_found(tmp_path: Path) -> None:
    """Evidence, counts, promises and the source are on the page: the search must not say that they are nowhere."""
    site = searchable(tmp_path / "site", briefings_search=False)
    front = """\
---
title: A briefing
summary: A summary.
partnership: alder
published: 2024
published_note: A zebranote.
layout: findings-and-actions
themes: [neglect]
review_by: 2031-01
source: {title: A zebratitle, publisher: A zebrapublisher}
audits:
  - id: one
    title: An audit
    method: themed-audit
    held: 2024
    themes: [neglect]
    sample: {unit: children, size: 10, groups: [{name: A zebragroup, size: 10}]}
    measures: [{what: A zebrameasure, met: 9, of: 10}]
    next: {what: A zebrapromise, due: 2030}
recommendations:
  - {id: "1", audit: one, text: Do it., updates: [{on: 2024, status: green, evidence: [A zebraproof]}]}
anonymisation: {checked_by: Somebody, on: 2024-02-02}
---

## A heading

:::{learning} neglect
- A finding.
:::
"""
    site.write("briefings/zebra.md", front)
    built = site.build()
    page = next(one for one in search.records_of(built.library, READERS) if one.address == "briefings/zebra.html")
    for word in ("note", "title", "publisher", "group", "measure", "promise", "proof"):
        assert f"zebra{word}" in page.about, word


def test_other_ways_to_say_it_come_with_the_words(tmp_path: Path) -> None:
    """What editors write down as a synonym leads to the words that the site uses."""
    site = searchable(tmp_path / "site", briefings_search=False)
    synonym = "synonyms: [{people_type: Staff turnover, look_for: workers changed}]"
    site.write("search.md", f"---\nsummary: Find things.\n{synonym}\n---\n\n# Search\n")
    library = site.build().library
    assert words_of(search.records_of(library, READERS), library, READERS, "r")["names"]["staff turnover"] == [
        ("workers changed", "")
    ]
    assert "staff turnover" not in words_of(search.records_of(library, EDITORS), library, EDITORS, "r")["names"]


def test_how_a_page_looks_makes_no_difference(published: Built, tmp_path: Path) -> None:
    """The index is made of entries: without any built page it is the same, byte for byte."""
    search.make_index(tmp_path, published.library)
    made = {file.relative_to(tmp_path).as_posix(): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert made == {name: data for name, data in published.files.items() if "pagefind/" in name}


def test_the_text_of_a_page_is_what_its_editor_wrote(tmp_path: Path) -> None:
    """Headings, paragraphs, tables, stories and the titles of what is named; no item, list, caption or name of a file."""
    site = searchable(tmp_path / "site", briefings_search=False)
    site.write(
        "one.md",
        "---\nsummary: A summary.\n---\n\n# One\n\nSee {theme}`neglect`.\n\n## A heading\n\n| Cell |\n|---|\n| Row |\n",
    )
    site.write("glossary.md", "---\nterms:\n  - {term: ZQC, means: zonal quality conference}\n---\n\n# Glossary\n")
    built = site.build(expect=True)
    records = {one.address: one for one in search.records_of(built.library, READERS)}
    neglect = built.library.title_of("theme", "neglect")
    assert records["one.html"].text == f"A summary. See {neglect}. A heading. Cell. Row."
    for entry in built.library.of_kind(Kind.BRIEFING):
        if f"{entry.docname}.html" in records:
            text = records[f"{entry.docname}.html"].text
            assert not any(built.library.text_of(item) in text for _, item in entry.items)
            assert "PDF" not in text
    assert "ZQC: zonal quality conference." in records["glossary.html"].text


def test_numbers_with_dots_are_words_of_their_own(published: Built) -> None:
    """1.6 is found as written, and is not the beginning of 1.61; a date or a version at the end of a sentence counts too."""
    assert number_words("See 1.6 and 1.61, then 2.10.3. Not 7 or v1.2b.") == "n1d6z n1d61z n2d10d3z"
    for found in published.library.recommendations:
        address = f"{found.entry.docname}.html#{found.recommendation.anchor}"
        record = next(one for one in search.records_of(published.library, READERS) if one.address == address)
        assert found.recommendation.id in record.names.split(" · ")
        assert record.text.startswith(f"{found.recommendation.id}: ")
        assert number_words(found.recommendation.id) in record.names


def test_the_handbook_has_a_search_of_its_own(tmp_path: Path) -> None:
    """Neither search finds a page of the other; without a page to search the handbook on, there is no such index."""
    site = searchable(tmp_path / "site")
    site.write("handbook/keys.md", "# Keys of editors\n\nOnly zymurgists read this.\n")
    assert not any(name.startswith("handbook/pagefind/") for name in site.build().files)
    site.write("handbook/search.md", "# Search the handbook\n\nFind a key.\n")
    built = site.build()
    assert [one.address for one in search.records_of(built.library, EDITORS)] == [
        "handbook/keys.html",
        "handbook/writing.html",
    ]
    assert not any(one.address.startswith("handbook/") for one in search.records_of(built.library, READERS))
    for name, data in built.files.items():
        if "pagefind/" in name and not name.endswith((".js", ".pagefind")):
            assert (b"zymurg" in plain(name, data)) <= name.startswith("handbook/"), name
    box = '<form class="find" role="search" action="search.html" method="get">\n<label for="find">Search the handbook</label>'
    assert box in built.text("handbook/keys.html")
    assert json.loads(built.files["handbook/pagefind/facets.json"])["facets"].keys() == {"kind"}
    site.delete("handbook/search.md")
    built = site.build()
    assert not any(name.startswith("handbook/pagefind/") for name in built.files)
    assert 'action="../search.html"' in built.text("handbook/keys.html")


def test_a_page_keeps_each_new_word_of_its_items() -> None:
    """Said in an item alone, a word still finds the page; a word that both say is stored once."""
    text = PageText("The plan was kept.", "The child saw the “plan”. Nobody saw (a child) - kept.")
    assert text.words_of_items().split() == ["-", "a", "child", "nobody", "saw"]
    assert text.words_of_items("A Child").split() == ["-", "nobody", "saw"]


def test_a_result_of_a_page_does_not_carry_words_that_only_find_it(published: Built) -> None:
    """A reader loads ten results with a query: what is never shown would be a third of them."""
    for fragment in fragments(published).values():
        if "#" not in fragment["url"]:
            assert fragment["meta"].keys() == {"title"}


# Pagefind as we know it


def test_an_order_of_its_own_is_refused(published: Built) -> None:
    """Were records renumbered, facets would be those of others: better no search than a wrong one."""
    records = search.records_of(published.library, READERS)
    with pagefind.Pagefind() as running:
        running.add(records)
        files = running.files()
    swapped = (records[1], records[0], *records[2:])
    with pytest.raises(pagefind.PagefindError, match="did not keep the records in their order"):
        tidying.tidy(files, swapped, "release")
    with pytest.raises(pagefind.PagefindError, match=f"took {len(records)} of {len(records) - 1} records"):
        tidying.tidy(files, records[:-1], "release")


def test_what_pagefind_refuses_is_said(published: Built) -> None:
    record = search.records_of(published.library, READERS)[0]
    with pagefind.Pagefind() as running, pytest.raises(pagefind.PagefindError, match="Pagefind says"):
        running._ask([{"type": "AddRecord", "index_id": 99, **pagefind.as_pagefind(record)}])


def test_a_program_that_ends_too_early_is_said(published: Built) -> None:
    records = search.records_of(published.library, READERS)
    with pagefind.Pagefind() as running:
        running._process.kill()
        with pytest.raises(pagefind.PagefindError, match="ended before it was done"):
            running.add(records)


def test_a_failure_leaves_the_index_as_it_was(
    published: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P57: nothing half made."""
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "old").write_text("old", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise pagefind.PagefindError("no")

    monkeypatch.setattr(search, "tidy", refuse)
    with pytest.raises(pagefind.PagefindError):
        search.make_index(tmp_path, published.library)
    assert (tmp_path / "pagefind" / "old").is_file()


def test_lengths_are_rounded() -> None:
    assert [tidying.rounded(words) for words in (0, 1, 64, 65, 128, 129, 1000)] == [1, 1, 1, 2, 2, 4, 16]


def test_hostile_text_is_indexed_as_text(published: Built) -> None:
    """Emoji, markup, control characters and commas pass through the pipe to Pagefind."""
    record = replace(search.records_of(published.library, READERS)[0], text="<b>a</b>, 🙂 \u202e \x01 ,,, ½ zebra")
    with pagefind.Pagefind() as running:
        running.add([record])
        files = tidying.tidy(running.files(), [record], "abcd")
    kept = json.loads(gzip.decompress(files["fragment/abcd0.pf_fragment"]).removeprefix(b"pagefind_dcd"))
    assert "<b>a</b>" in kept["content"]
    assert "🙂" in kept["content"]
