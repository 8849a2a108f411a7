"""What pages tell other programs: sitemap, Open Graph, schema.org, the page for lost addresses, links from other sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import html5lib
import pytest
from building import build_site
from searchable_site import searchable
from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Built, Site

BASE = "https://learning.example/audits/"


def tree(html: str) -> Any:
    return html5lib.parse(html, namespaceHTMLElements=False)


def test_the_sitemap_lists_every_page_that_readers_look_for(published: Built) -> None:
    """Whole addresses of pages that exist; no search, no lost page, nothing withdrawn."""
    found = [
        node.text or ""
        for node in ElementTree.fromstring(published.files["sitemap.xml"]).iter()
        if node.tag.endswith("}loc")
    ]
    names = {address.removeprefix(BASE) for address in found}
    assert all(address.startswith(BASE) for address in found)
    assert names <= published.files.keys()
    assert {"index.html", "briefings/core-groups-2017.html", "themes/neglect.html"} <= names
    assert not names & {"search.html", "404.html", "briefings/withdrawn-2015.html"}


def test_open_graph(published: Built) -> None:
    """A message that links to a page shows its title and summary."""
    page = tree(published.text("briefings/core-groups-2017.html"))
    found = {meta.get("property"): meta.get("content") for meta in page.iter("meta") if meta.get("property")}
    assert found["og:title"] == published.library.entries["briefings/core-groups-2017"].title
    assert found["og:url"] == f"{BASE}briefings/core-groups-2017.html"
    assert found["og:type"] == "article"
    assert found["og:locale"] == "en_GB"
    assert found["og:description"]
    canonical = [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"]
    assert canonical == [found["og:url"]]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("briefings/core-groups-2017.html", "Report"),
        ("policies/children-act.html", "CreativeWork"),
        ("themes/neglect.html", "DefinedTerm"),
        ("index.html", "WebPage"),
    ],
)
def test_schema_org_as_microdata(published: Built, name: str, what: str) -> None:
    """Said in attributes, because a script in a page is not allowed here."""
    page = tree(published.text(name))
    main = next(page.iter("main"))
    assert main.get("itemtype") == f"https://schema.org/{what}"
    assert main.get("itemscope") == ""
    said = {meta.get("itemprop"): meta.get("content") for meta in main.iter("meta")}
    assert said["name"] == "".join(next(main.iter("h1")).itertext())
    assert [script for script in page.iter("script") if not script.get("src")] == []


def test_the_lost_page_holds_at_any_depth(published: Built) -> None:
    """Every address on it starts at the root of the host, in the folder of the site."""
    page = tree(published.text("404.html"))
    found = [node.get(name) for node in page.iter() for name in ("href", "src", "action") if node.get(name)]
    inside = [address for address in found if not address.startswith(("https://", "#"))]
    assert inside
    assert all(address.startswith("/audits/") for address in inside)
    assert {address.removeprefix("/audits/") for address in inside} <= published.files.keys()


def test_without_an_address_the_lost_page_takes_the_root(full: Built) -> None:
    assert 'href="/_static/site.css"' in full.text("404.html")


def test_an_address_that_is_none_is_refused(site: Callable[..., Site]) -> None:
    built = site("minimal", html_baseurl="learning.example").build(expect=True)
    assert isinstance(built.error, ConfigError)
    assert "html_baseurl must be the address of the site" in str(built.error)


def test_the_search_box_is_on_every_page_but_the_search(published: Built, full: Built) -> None:
    """A plain form that leads to the search page; a site without one has no box."""
    for name in published.files:
        if name.endswith(".html"):
            forms = re.findall(r'<form class="find" role="search" action="([^"]*)" method="get">', published.text(name))
            depth = name.count("/")
            expected = (
                []
                if name == "search.html"
                else ["/audits/search.html" if name == "404.html" else "../" * depth + "search.html"]
            )
            assert forms == expected, name
    assert 'class="find"' not in full.text("index.html")


def test_a_search_page_that_comes_later_is_led_to_from_all_pages(tmp_path: Path) -> None:
    """An incremental build is a clean one: every page gets the box when the search page appears."""
    site = searchable(tmp_path / "site", briefings_search=False)
    text = site.read("search.md")
    site.delete("search.md")
    site.build()
    site.write("search.md", text)
    assert 'class="find"' in site.build().text("themes/neglect.html")


def test_another_sphinx_site_links_to_ours(published: Built, tmp_path: Path) -> None:
    """``{external+learning:briefings:policy}`` on a plain Sphinx site leads to our page, through ``objects.inv``."""
    content, conf = tmp_path / "content", tmp_path / "conf"
    content.mkdir()
    conf.mkdir()
    (conf / "conf.py").write_text(
        f"""project = "Another site"
extensions = ["myst_parser", "sphinx.ext.intersphinx", "briefings.links"]
intersphinx_mapping = {{"learning": ({BASE!r}, {str(published.out / "objects.inv")!r})}}
html_theme = "basic"
""",
        encoding="utf-8",
    )
    (content / "index.md").write_text(
        "# Links\n\n- {external+learning:briefings:policy}`children-act`\n"
        "- {external+learning:briefings:item}`core-groups-2017/q1`\n"
        "- {external+learning:briefings:recommendation}`the first one <core-groups-2017/1.1>`\n",
        encoding="utf-8",
    )
    other = build_site(content, tmp_path / "out", confdir=conf)
    page = other.text("index.html")
    assert f'href="{BASE}policies/children-act.html' in page
    assert "Children Act</span></a>" in page
    assert f'href="{BASE}briefings/core-groups-2017.html#q1"' in page
    assert f'href="{BASE}briefings/core-groups-2017.html#r1-1"' in page
    assert "the first one</span></a>" in page
