"""Every page of the site: its markup is sound, and holds nothing that a strict policy forbids."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import html5lib
import pytest
from building import ROOT
from markup import Element, parsed
from page_types import PAGES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def pages(out: Path) -> dict[str, Element]:
    """Every page by its name."""
    found = {}
    for file in sorted(out.rglob("*.html")):
        found[file.relative_to(out).as_posix()] = parsed(file.read_text(encoding="utf-8"))
    assert len(found) > 100
    return found


@pytest.mark.parametrize("name", PAGES)
def test_browsers_need_not_mend_anything(out: Path, name: str) -> None:
    parser = html5lib.HTMLParser()
    parser.parse((out / f"{name}.html").read_text(encoding="utf-8"))
    assert parser.errors == []


def test_head(pages: dict[str, Element]) -> None:
    titles: dict[str, str] = {}
    for name, page in pages.items():
        assert next(page.find("html")).attributes["lang"] == "en-GB"
        title = next(page.find("title")).text.strip()
        assert title not in titles, f"{name} and {titles.get(title)} have the same title: {title}"
        titles[title] = name
        attributes = [one.attributes for one in page.find("meta")]
        metas = {one.get("http-equiv") or one.get("name", ""): one.get("content", "") for one in attributes}
        assert metas["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert metas["referrer"] == "no-referrer"
        assert metas["viewport"] == "width=device-width, initial-scale=1"


def test_headings(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        main = next(page.find("main"))
        levels = [int(one.tag[1]) for one in main.find("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, name
        assert [one.tag for one in page.find("h1")] == ["h1"], name
        assert all(after <= before + 1 for before, after in pairwise(levels)), f"{name}: {levels}"


def test_addresses_are_unique_and_lead_somewhere(pages: dict[str, Element], out: Path) -> None:
    ids = {
        name: [one.attributes["id"] for one in page.find() if "id" in one.attributes] for name, page in pages.items()
    }
    for name, found in ids.items():
        assert len(found) == len(set(found)), f"{name}: {sorted({one for one in found if found.count(one) > 1})}"
    known = {name: set(found) for name, found in ids.items()}
    for name, page in pages.items():
        folder = (out / name).parent
        for link in page.find("a"):
            href = link.attributes["href"]
            if "://" in href or href.startswith(("mailto:", "/")):
                continue
            target, _, place = href.partition("?")[0].partition("#")
            file = (folder / target).resolve() if target else out / name
            assert file.is_file(), f"{name}: {href}"
            if place:
                assert place in known[file.relative_to(out.resolve()).as_posix()], f"{name}: {href}"


def test_links_to_other_sites_tell_them_nothing(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        for link in page.find("a"):
            if "://" in link.attributes["href"]:
                said = set(link.attributes.get("rel", "").split())
                assert {"noopener", "noreferrer"} <= said, f"{name}: {link.attributes}"


def test_nothing_inline_and_nothing_from_elsewhere(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        for one in page.find():
            assert one.tag not in ("style", "iframe", "object", "embed"), name
            loaded = one.attributes.get("src", "")
            if one.tag == "link" and one.attributes["rel"] in ("stylesheet", "icon", "modulepreload", "preload"):
                loaded = one.attributes["href"]
            assert "//" not in loaded, f"{name}: {loaded}"
            assert not any(key == "style" or key.startswith("on") for key in one.attributes), (
                f"{name}: {one.attributes}"
            )
            if one.tag == "script":
                assert one.attributes.get("src"), name
                assert not one.text.strip(), name


def test_tables_say_what_they_are(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        for table in page.find("table"):
            frame = table.parent
            assert frame is not None
            labelled = frame.attributes.get("role") == "region" and frame.attributes.get("aria-label")
            assert labelled or next(table.find("caption"), None), f"{name}: a table without a name"
            for head in table.find("th"):
                assert head.attributes.get("scope") in ("col", "row"), f"{name}: {head.text}"


def test_every_page_has_its_landmarks(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        assert len(list(page.find("main"))) == 1, name
        body = next(page.find("body"))
        tops = [child.tag for child in body.children if isinstance(child, Element)]
        assert tops.count("header") == tops.count("footer") == 1, name
        labels = [one.attributes.get("aria-label") for one in page.find("nav")]
        assert None not in labels, name
        assert len(labels) == len(set(labels)), name


def test_links_say_where_they_lead(pages: dict[str, Element]) -> None:
    """Out of their sentence too: no "here", no bare address among the words, nothing empty."""
    for name, page in pages.items():
        for link in page.find("a"):
            said = link.attributes.get("aria-label") or " ".join(link.text.split())
            assert said, f"{name}: {link.attributes}"
            assert not re.fullmatch(r"(?i)(click )?here|read more|more|this|link", said), f"{name}: {said}"


def test_every_type_of_page_is_looked_at(pages: dict[str, Element]) -> None:
    """Whatever is styled on any page of the site stands on one of those that the tests of the look open."""

    def kinds(page: Element) -> set[str]:
        classes = {
            one
            for element in page.find()
            if element.tag != "span" or element.parent is None or element.parent.tag != "pre"  # the words of code
            for one in element.attributes.get("class", "").split()
            if not one.startswith("highlight-")  # its language
        }
        body = next(page.find("body")).attributes.get("class", "")
        return classes | {f"page: {body}"}

    looked_at = set().union(*(kinds(pages[f"{name}.html"]) for name in PAGES))
    missed = {kind: name for name, page in pages.items() for kind in kinds(page) - looked_at}
    assert missed == {}


def test_every_template_makes_a_page_that_is_looked_at(out: Path) -> None:
    """The pages of the site are of these templates; those that no page of it is made of are named here."""
    marks = {
        "home.html": 'class="home"',
        "page.html": 'class="kind-',
        "rest.html": "Other filters",
        "search.html": 'id="search-form"',
        "lost.html": "Page not found",
        "moved.html": "This page has a new address",
    }
    never = {"layout.html", "unreadable.html"}  # the frame of all; only previews have the other
    assert {file.name for file in (ROOT / "ext" / "briefings" / "theme").glob("*.html")} == {*marks, *never}
    texts = [(out / f"{name}.html").read_text(encoding="utf-8") for name in PAGES]
    assert [name for name, mark in marks.items() if not any(mark in text for text in texts)] == []
