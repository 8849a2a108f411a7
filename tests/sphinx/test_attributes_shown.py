"""Attributes change nothing but what they say: no output shows them, and both forms give the same site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from building import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site

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
