"""Attributes change nothing but what they say: no output shows them, and both forms give the same site."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from building import differences

from briefings.model.content import load_content
from briefings.model.scopes import READERS
from briefings.outputs.search.records import records_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site

SITE = Path(__file__).resolve().parents[1] / "sites" / "full" / "content"
FRONT = """---
title: Two forms
summary: The same briefing, written in two ways.
partnership: alder
published: 2016-05
themes: [neglect]
audits:
  - {id: first, title: First, method: workshop, held: 2016-03, themes: [neglect]}
review_by: 2030
anonymisation: {checked_by: Board manager, on: 2026-11-20}
---

"""
OPTIONS = """## What we found

:::{learning} neglect
:audit: first
- Minutes were late, as everybody said.
:::

:::{learning} neglect core-groups
:audit: first
:agencies: police
- Nobody asked the officer who knew most.
:::

:::{questions} core-groups
:origin: site
- Who reads our minutes?
:::
"""
BRACES = """{audit=first}
## What we found {.neglect}

:::{learning}
- Minutes were late, as everybody said. {#l1}
- Nobody asked the officer who knew most.
  {#l2 .core-groups .police}
:::

{.core-groups}
:::{questions} {origin=site themes=core-groups audit=""}
- Who reads our minutes? {#q1}
:::
"""


def test_both_forms_give_the_same_site(site: Callable[..., Site]) -> None:
    """HTML, data and all other files are the same, byte for byte, but for what the build keeps for the next one."""
    copy = site("full")
    copy.write("briefings/two-forms.md", FRONT + OPTIONS)
    first = copy.build("one")
    assert "What we found" in first.text("briefings/two-forms.html")
    copy.write("briefings/two-forms.md", FRONT + BRACES)
    second = copy.build("two")
    assert [name for name in differences(first.files, second.files) if name != ".briefings.json"] == []
    assert second.holding("{.core-groups", "{audit=", "{#l1", "origin=site") == []


def test_search_and_paper_are_made_of_the_same(tmp_path: Path) -> None:
    """The records of the search are equal, and so is the entry, of which PDFs, packs and previews are made."""
    made = []
    for name, body in (("options", OPTIONS), ("braces", BRACES)):
        content = tmp_path / name / "content"
        shutil.copytree(SITE, content)
        (content / "briefings" / "two-forms.md").write_text(FRONT + body, encoding="utf-8")
        library = load_content(content, as_of=date(2026, 11, 21), drafts=True).library
        entry = library.entries["briefings/two-forms"]
        blocks = [(block.kind, *block[1:5], [item.runs for item in block.items]) for block in entry.blocks]
        said = [record for record in records_of(library, READERS) if "two-forms" in record.address]
        made.append((blocks, entry.words, entry.prose, entry.parts, [re.sub("#.*", "", str(one)) for one in said]))
    assert made[0] == made[1]
    assert len(made[0][0]) == 3


def test_a_pinned_heading_keeps_its_address(site: Callable[..., Site]) -> None:
    """Whatever its words are, and whichever heading stands above it."""
    copy = site("minimal")
    copy.write(
        "about.md",
        "# About\n\nSee [below](#who).\n\n## Who\n\nWords.\n\n## Where we met {#who}\n\nMore words.\n",
    )
    html = copy.build().text("about.html")
    assert re.findall(r'<section id="([^"]*)">\s*<h2>([^<]*)', html) == [
        ("who-words", "Who"),
        ("who", "Where we met"),
    ]
    assert "{#who}" not in html
