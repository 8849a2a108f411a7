"""Links out of the site, rendered from the ledger: the reader is told what was there; nothing is ever asked (P49)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from building import Site

from briefings.model.content import load_content

LEDGER = """\
links:
- address: "https://council.gov.uk/live"
  state: live
- address: "https://council.gov.uk/gone"
  state: gone
  last_good: 2016-05-03
- address: "https://council.gov.uk/copied"
  state: archived
  last_good: 2016
  archived: "https://web.archive.org/web/2016/https://council.gov.uk/copied"
- address: "https://council.gov.uk/moved"
  state: moved
  moved_to: "https://new.council.gov.uk/moved"
- address: "https://council.gov.uk/closed"
  state: unknown
"""
PAGE = """\
# About

- [Live](https://council.gov.uk/live)
- [The neglect tool](https://council.gov.uk/gone)
- [The form](https://council.gov.uk/copied)
- [The guide](https://council.gov.uk/moved)
- [Closed to programs](https://council.gov.uk/closed)
- [Not listed](https://council.gov.uk/new#part)
"""
POLICY = """\
---
title: A policy with an address
kind: tool
summary: It has an address.
owner: Alder
address: "https://council.gov.uk/%s"
last_seen: 2026-11
---
"""


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def _site(site: Callable[..., Site]) -> Site:
    made = site("minimal")
    made.write("about.md", PAGE)
    for name in ("live", "gone", "moved", "copied"):
        made.write(f"policies/{name}-policy.md", POLICY % name)
    return made


def test_a_dead_link_in_the_text_says_what_it_was(site: Callable[..., Site]) -> None:
    made = _site(site)
    made.write("links.yaml", LEDGER)
    page = made.clean().text("about.html")
    text = _text(page)
    assert 'href="https://council.gov.uk/live"' in page
    assert 'href="https://council.gov.uk/closed"' in page
    assert 'href="https://council.gov.uk/new#part"' in page
    assert 'href="https://council.gov.uk/gone"' not in page
    assert "The neglect tool (https://council.gov.uk/gone, no longer online, last seen 3 May 2016)" in text
    assert 'href="https://council.gov.uk/copied"' not in page
    assert 'href="https://web.archive.org/web/2016/https://council.gov.uk/copied"' in page
    assert "The form (https://council.gov.uk/copied, no longer online, last seen 2016; archived copy)" in text
    assert 'href="https://new.council.gov.uk/moved"' in page


def test_the_address_of_a_policy_is_shown_as_the_ledger_knows_it(site: Callable[..., Site]) -> None:
    """Whatever its front matter says: the ledger is newer."""
    made = _site(site)
    made.write("links.yaml", LEDGER)
    built = made.clean()
    assert 'href="https://council.gov.uk/live"' in built.text("policies/live-policy.html")
    gone = built.text("policies/gone-policy.html")
    assert 'href="https://council.gov.uk/gone"' not in gone
    assert "3 May 2016" in gone
    assert 'href="https://new.council.gov.uk/moved"' in built.text("policies/moved-policy.html")
    assert 'href="https://web.archive.org/' in built.text("policies/copied-policy.html")


def test_a_change_of_the_ledger_reaches_every_page_without_a_clean_build(site: Callable[..., Site]) -> None:
    """P21: the incremental build is the clean one."""
    made = _site(site)
    made.write("links.yaml", LEDGER)
    made.build()
    made.write("links.yaml", LEDGER.replace("state: live", "state: gone"))
    assert made.build().files == {
        **made.clean().files,
        **{name: data for name, data in made.build().files.items() if name.startswith(".")},
    }
    assert 'href="https://council.gov.uk/live"' not in made.build().text("about.html")


def test_a_broken_ledger_stops_the_build(site: Callable[..., Site]) -> None:
    made = _site(site)
    made.write("links.yaml", LEDGER.replace("state: gone", "state: dead"))
    built = made.build(expect=True, config={"briefings_strict": True})
    assert any("content/links.yaml:4:" in line and "[briefings.ledger-shape]" in line for line in built.warnings)
    assert built.error is not None


def test_an_address_that_the_ledger_does_not_list_is_advice(site: Callable[..., Site]) -> None:
    """A site that keeps a ledger is told of what is missing in it; `make links` proposes the entry."""
    made = _site(site)
    made.write("links.yaml", LEDGER)
    made.write("policies/new-policy.md", POLICY % "new-one")
    problems = load_content(made.content, as_of=date(2026, 11, 20)).problems
    assert [problem.path for problem in problems if problem.code.slug == "link-unlisted"] == [
        "content/policies/new-policy.md"
    ]
