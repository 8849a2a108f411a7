"""Every builder of Sphinx that makes something to read works, without warnings, and shows what the site adds to pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Built, Site, build_site, words_of

from briefings.outputs import data

if TYPE_CHECKING:
    from collections.abc import Callable

DERIVED = ("What needs to improve", "Chairing fell to one person.", "Minutes still do not arrive")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """The full site, built once with each builder that is asked for."""
    site = Site.copy("full", tmp_path_factory.mktemp("builders") / "full")
    kept: dict[str, Built] = {}

    def build(builder: str) -> Built:
        if builder not in kept:
            kept[builder] = build_site(site.content, site.folder / builder, site.folder / "doctrees", builder=builder)
        return kept[builder]

    return build


def test_html(built: Callable[[str], Built]) -> None:
    """A page for each file."""
    text = words_of(built("html").text("themes/minutes.html"))
    assert all(words in text for words in DERIVED)


def test_folders(built: Callable[[str], Built]) -> None:
    """The same pages, each as the index of a folder of its own, with links that fit."""
    site = built("dirhtml")
    text = site.text("themes/minutes/index.html")
    assert all(words in words_of(text) for words in DERIVED)
    assert 'href="../../briefings/digest-2023/#l1"' in text
    pages = {name for name in built("html").files if name.endswith(".html")} - {"404.html"}
    as_folders = {name if name.endswith("index.html") else f"{name[:-5]}/index.html" for name in pages}
    assert {name for name in site.files if name.endswith(".html")} - {"404/index.html", "404.html"} == as_folders


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_within_the_site_leads_somewhere(built: Callable[[str], Built], builder: str) -> None:
    """No link of any page leads to a file that is not there, or to a place that is not on it."""
    files = built(builder).files
    for name, content in files.items():
        if not name.endswith(".html"):
            continue
        for address in set(re.findall(r'(?:href|src)="([^"]*)"', content.decode())):
            if re.match(r"[a-z]+:", address) or "_static/" in address or name.startswith("404"):
                continue  # the style sheet is that of the real site; the page for lost readers stands at no address
            path, _, anchor = address.partition("#")
            path = path.partition("?")[0]
            target = resolved(name, path) if path else name
            assert target in files, f"{name}: {address}"
            if anchor:
                assert f'id="{anchor}"'.encode() in files[target], f"{name}: {address}"


def resolved(page: str, path: str) -> str:
    """The file that a link leads to."""
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    name = "/".join(parts)
    return f"{name}/index.html".lstrip("/") if path.endswith("/") or path in (".", "..") else name


def test_single_page(built: Callable[[str], Built]) -> None:
    """Everything on one page, long lists whole, each address once, and each link leads to one."""
    site = built("singlehtml")
    html = site.text("index.html")
    text = words_of(html)
    assert all(words in text for words in DERIVED)
    for entry in site.domain.entries.values():
        assert entry.title in text
    addresses = re.findall(r'\bid="([^"]+)"', html)
    assert sorted(addresses) == sorted(set(addresses))
    for target in set(re.findall(r'href="#([^"]+)"', html)):
        assert target in addresses, target
    assert [name for name in site.files if name.endswith(".html")] == ["index.html"]
    pictures = re.findall(r'<img[^>]* src="(_images/[^"]+)"', html)
    assert pictures
    assert site.files.keys() >= set(pictures)


def test_text(built: Callable[[str], Built]) -> None:
    """Plain text, with lists and tables."""
    site = built("text")
    text = " ".join(site.text("themes/minutes.txt").split())
    assert all(words in text for words in DERIVED)
    briefing = " ".join(site.text("briefings/core-groups-2017.txt").split())
    assert "Send minutes" in briefing
    assert "8 children" in briefing


def test_latex(built: Callable[[str], Built]) -> None:
    """One LaTeX document of all pages, in which every link within the site has its label."""
    site = built("latex")
    [name] = [name for name in site.files if name.endswith(".tex")]
    tex = site.text(name)
    assert all(words in tex for words in DERIVED)
    for docname, entry in site.domain.entries.items():
        if docname != "index" and "'" not in entry.title:  # the first page has the title of the whole in LaTeX
            assert entry.title.replace("&", "\\&") in tex
    assert tex.count("Minutes still do not arrive") >= 2


def test_builders_agree_on_what_is_there(built: Callable[[str], Built]) -> None:
    """Items, in their words, are in every form of the site."""
    library = built("html").library
    forms = {
        "singlehtml": words_of(built("singlehtml").text("index.html")),
        "text": " ".join(" ".join(content.decode().split()) for content in built("text").files.values()),
    }
    for form, text in forms.items():
        for found in library.items:
            start = library.text_of(found.item)[:24].split("`")[0]
            assert start.rstrip(".") in text.replace("*", "").replace('"', ""), (form, found.key)


def test_data_is_the_same_whatever_the_builder(built: Callable[[str], Built]) -> None:
    """The data files come from the library alone."""
    assert built("html").files["data/items.json"] == built("dirhtml").files["data/items.json"]
    assert dict(data.render(built("text").library)).keys() == dict(data.render(built("html").library)).keys()
