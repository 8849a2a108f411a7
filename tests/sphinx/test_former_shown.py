"""Old links lead on: to the item or heading at its address now, to where it went, or to why it was taken out."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import pytest
from building import Site, check

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Built

FORMER = """former_addresses:
  - {was: l-old, now: l-new}
  - {was: id1, now: what-was-found}
  - {was: l-elsewhere, now: core-groups-2017/q1}
  - {was: l-gone, gone: The form that it asked about is not used any more.}
former_slugs: [once, formerly]
"""
PAGE = f"""---
title: Two forms
summary: Something was found.
partnership: alder
published: 2016-05
themes: [neglect]
{FORMER}review_by: 2030
anonymisation: {{checked_by: Board manager, on: 2026-11-20}}
---

See [what we found](#id1), [it](#l-old), [that](#l-gone) and {{item}}`two-forms/l-old`.

## What was found

:::{{learning}} neglect
- Minutes were late, as everybody said. {{#l-new}}
:::
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Site:
    copy = Site.copy("full", tmp_path_factory.mktemp("former") / "site")
    copy.write("briefings/two-forms.md", PAGE)
    return copy


@pytest.fixture(scope="module")
def built(copy: Site) -> Built:
    return copy.build()


def test_old_addresses_stand_where_their_text_is(built: Built) -> None:
    """In the item and in the heading; what is gone says why at the end of the page."""
    html = built.text("briefings/two-forms.html")
    assert re.search(r'<li id="l-new"><span id="l-old"></span><p>Minutes were late', html)
    assert re.search(r'<section id="what-was-found">\s*<h2>What was found<span id="id1"></span></h2>', html)
    assert '<li id="l-gone">“gone” was taken out: The form that it asked about is not used any more.</li>' in html
    assert re.search(r'<li id="l-elsewhere">“elsewhere” has moved to another briefing: <a [^>]*href="core-groups', html)
    assert html.count("Minutes were late") >= 2  # the item, and the mention that names its old address


def test_the_page_of_a_briefing_that_was_renamed_leads_on(built: Built) -> None:
    """At each of its old addresses."""
    for slug in ("once", "formerly"):
        assert 'href="two-forms.html">Two forms</a>' in built.text(f"briefings/{slug}.html")


def test_the_inventory_keeps_old_addresses(built: Built) -> None:
    """They are published for as long as they lead on, so the next publish looks after them too."""
    text = zlib.decompress((built.out / "objects.inv").read_bytes().split(b"\n", 4)[4]).decode()
    lines = {line.split(" ")[0]: line for line in text.splitlines()}
    assert " briefings:item -1 briefings/two-forms.html#l-old " in lines["two-forms/l-old"]
    assert " briefings:heading -1 briefings/two-forms.html#id1 " in lines["briefings/two-forms#id1"]
    assert (
        " briefings:heading -1 briefings/two-forms.html#what-was-found " in lines["briefings/two-forms#what-was-found"]
    )


def test_building_on_comes_to_the_same(copy: Site, built: Built) -> None:
    """When an item that moved elsewhere is reworded there, the page that leads on is written again."""
    assert built.status == 0
    copy.edit("briefings/core-groups-2017.md", "How ready are we when we walk in?", "How well prepared are we?")
    assert "How well prepared are we?" in check(copy).text("briefings/two-forms.html")


def test_links_lead_to_headings_of_any_script(site: Callable[..., Site]) -> None:
    """On the page itself and on another; a link to a place that is not there is told."""
    copy = site("minimal")
    links = "See [below](#ärzte-der-klinik), [there](other.md#谁不在) and [here](#was_x)."
    copy.write("about.md", f"# About\n\n{links}\n\n## Ärzte der Klinik\n\nWords.\n\n## was_x\n\nMore.\n")
    copy.write("other.md", "# Other\n\n## 谁不在？\n\nWords.\n")
    html = copy.build().text("about.html")
    assert 'href="#ärzte-der-klinik"' in html
    assert '<section id="ärzte-der-klinik">' in html
    assert 'href="other.html#谁不在"' in html
    copy.edit("about.md", "#was_x", "#%F0%9F%98%80")
    assert "a link cannot lead to" in "".join(copy.build(expect=True).warnings)
