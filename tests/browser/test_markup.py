"""Every page of the site: its markup is sound, and holds nothing that a strict policy forbids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

if TYPE_CHECKING:
    from pathlib import Path

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def trees(out: Path) -> dict[str, Any]:
    """Every page by its name, parsed as browsers do; a page that browsers have to mend is a fault."""
    found = {}
    for file in sorted(out.rglob("*.html")):
        parser = html5lib.HTMLParser(namespaceHTMLElements=True)
        name = file.relative_to(out).as_posix()
        found[name] = parser.parse(file.read_text(encoding="utf-8"))
        assert parser.errors == [], name
    assert len(found) > 100
    return found


def test_head(trees: dict[str, Any]) -> None:
    titles: dict[str, str] = {}
    for name, tree in trees.items():
        assert tree.get("lang") == "en-GB"
        title = tree.findtext(f".//{HTML}title").strip()
        assert title not in titles, f"{name} and {titles.get(title)} have the same title"
        titles[title] = name
        metas = {one.get("http-equiv") or one.get("name"): one.get("content") for one in tree.iter(f"{HTML}meta")}
        assert metas["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert metas["referrer"] == "no-referrer"
        assert metas["viewport"] == "width=device-width, initial-scale=1"


def test_headings(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        levels = [int(one.tag[-1]) for one in tree.iter() if re.fullmatch(r"h[1-6]", str(one.tag).removeprefix(HTML))]
        main = [
            int(one.tag[-1])
            for one in tree.find(f".//{HTML}main").iter()
            if re.fullmatch(r"h[1-6]", str(one.tag).removeprefix(HTML))
        ]
        assert levels.count(1) == 1, name
        assert main[0] == 1, name
        assert all(after <= before + 1 for before, after in zip(main, main[1:], strict=False)), f"{name}: {main}"


def test_addresses_are_unique_and_lead_somewhere(trees: dict[str, Any], out: Path) -> None:
    ids = {name: [one.get("id") for one in tree.iter() if one.get("id")] for name, tree in trees.items()}
    for name, found in ids.items():
        assert len(found) == len(set(found)), f"{name}: {sorted({one for one in found if found.count(one) > 1})}"
    for name, tree in trees.items():
        for link in tree.iter(f"{HTML}a"):
            href = link.get("href")
            if "://" in href or href.startswith("mailto:"):
                continue
            page, _, place = href.partition("#")
            target = (out / name).parent / page if page else out / name
            assert target.resolve().is_file(), f"{name}: {href}"
            if place:
                assert place in ids.get(target.resolve().relative_to(out.resolve()).as_posix(), ()), f"{name}: {href}"


def test_links_to_other_sites_tell_them_nothing(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        for link in tree.iter(f"{HTML}a"):
            if "://" in link.get("href"):
                assert set(link.get("rel", "").split()) == {"noopener", "noreferrer"}, f"{name}: {link.get('href')}"


def test_nothing_inline_and_nothing_from_elsewhere(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        for one in tree.iter():
            assert not str(one.tag).endswith("}style"), name
            for attribute, value in one.attrib.items():
                assert attribute != "style", name
                assert not str(attribute).startswith("on"), name
                if attribute in ("src", "srcset") or (attribute == "href" and one.tag == f"{HTML}link"):
                    assert "//" not in value, f"{name}: {value}"
            if one.tag == f"{HTML}script":
                assert one.get("src"), name
                assert not (one.text or "").strip(), name


def test_tables_say_what_they_are(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        parents = {child: parent for parent in tree.iter() for child in parent}
        for table in tree.iter(f"{HTML}table"):
            assert table.find(f"{HTML}caption") is not None, name
            for head in table.iter(f"{HTML}th"):
                assert head.get("scope") in ("col", "row"), name


def test_every_page_has_its_landmarks(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        for tag, number in (("main", 1), ("header", 1), ("footer", 1)):
            assert len(list(tree.iter(HTML + tag))) == number, f"{name}: {tag}"
        labels = [one.get("aria-label") for one in tree.iter(f"{HTML}nav")]
        assert None not in labels
        assert len(labels) == len(set(labels)), name
