"""The feeds, read by a feed parser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import feedparser
import pytest
from searchable_site import searchable

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

BASE = "https://learning.example/audits/"
FEEDS = ("feed.xml", "themes/core-groups/feed.xml", "partnerships/alder/feed.xml")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("name", FEEDS)
def test_valid_and_complete(published: Built, name: str) -> None:
    """RFC 4287: id, title, updated and author of the feed and of each entry; addresses are whole."""
    feed = feedparser.parse(published.files[name])
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id.startswith("urn:uuid:")
    assert feed.feed.title
    assert feed.feed.updated_parsed
    assert feed.feed.author
    assert f"{BASE}{name}" in {link.href for link in feed.feed.links if link.rel == "self"}
    assert feed.entries
    for entry in feed.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.link.startswith(f"{BASE}briefings/")
        assert entry.link.removeprefix(BASE) in published.files
        assert entry.title
        assert 0 < len(entry.summary) <= 300
        assert entry.updated_parsed >= entry.published_parsed
        assert entry.author


def test_the_feed_of_all_has_every_public_briefing(published: Built) -> None:
    """What is withdrawn, embargoed or a draft is in no feed."""
    links = {entry.link for entry in feedparser.parse(published.files["feed.xml"]).entries}
    assert links == {f"{BASE}{entry.docname}.html" for entry in published.library.briefings}
    assert "withdrawn" not in "".join(links)


def test_one_feed_for_each_theme_and_partnership(published: Built) -> None:
    """A theme's feed has the briefings that raise it or a theme below it."""
    names = {name for name in published.files if name.endswith("feed.xml")}
    expected = {f"{name.removesuffix('.md')}/feed.xml" for name in _pages("themes") | _pages("partnerships")}
    assert names == expected | {"feed.xml"}
    parent = {entry.id for entry in feedparser.parse(published.files["themes/meetings/feed.xml"]).entries}
    child = {entry.id for entry in feedparser.parse(published.files["themes/core-groups/feed.xml"]).entries}
    assert child
    assert child <= parent


def _pages(folder: str) -> set[str]:
    from building import SITES

    return {f"{folder}/{file.name}" for file in (SITES / "full/content" / folder).glob("*.md") if file.stem != "index"}


def test_ids_stay_when_the_site_moves_and_other_briefings_come(tmp_path: Path, published: Built) -> None:
    """A reader of the feed sees nothing twice."""
    moved = searchable(tmp_path / "site", html_baseurl="https://elsewhere.example/", project="Another name")
    moved.delete("briefings/columns-2019.md")
    moved.edit("briefings/digest-2023.md", "title: ", "title: Changed ")
    before = {entry.id for entry in feedparser.parse(published.files["feed.xml"]).entries}
    after = {entry.id for entry in feedparser.parse(moved.build(expect=True).files["feed.xml"]).entries}
    assert after
    assert after < before


def test_without_an_address_links_are_relative_and_lead_to_pages(tmp_path: Path) -> None:
    """RFC 4287 allows it: a feed reader completes them from the address of the feed."""
    built = searchable(tmp_path / "site", html_baseurl="").build()
    for name in FEEDS:
        tree = ElementTree.fromstring(built.files[name])
        hrefs = [link.attrib["href"] for link in tree.iter(f"{ATOM}link")]
        folder = built.out / name
        assert all((folder.parent / href).resolve().is_file() for href in hrefs), hrefs
        assert not feedparser.parse(built.files[name]).bozo
    assert "sitemap.xml" not in built.files


def test_feeds_of_what_is_gone_are_gone(tmp_path: Path) -> None:
    """An incremental build leaves what a clean one makes."""
    site = searchable(tmp_path / "site", briefings_search=False)
    site.build()
    site.delete("themes/unused.md")
    second = site.build(config={"html_baseurl": ""})
    assert "themes/unused/feed.xml" not in second.files
    assert "themes/unused/" not in second.files
    assert "sitemap.xml" not in second.files


def test_pages_name_their_feeds(published: Built) -> None:
    """Programs find the feed of a theme on its page."""
    page = published.text("themes/core-groups.html")
    assert 'type="application/atom+xml" title="All briefings" href="../feed.xml"' in page
    assert 'href="core-groups/feed.xml"' in page
