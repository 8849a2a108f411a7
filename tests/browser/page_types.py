"""A page of every type: what every test of the look goes through."""

from __future__ import annotations

BRIEFINGS = (
    "briefings/sandwell-core-groups",  # seven numbered boxes
    "briefings/shropshire-2017-three-audits",  # findings and actions
    "briefings/south-gloucestershire-2019-strategy-to-core-group",  # three columns
    "briefings/devon-2011-case-audits",  # 32 recommendations
    "briefings/solihull-2022-23",  # a digest of five audits
)
THINGS = (
    "themes/sharing-minutes-and-plans",
    "themes/working-together-well",  # holds other themes; the longest lists
    "policies/working-together-2018",  # replaced
    "policies/devon-mash-page",  # its address is gone
    "policies/signs-of-safety",  # items of several kinds in one list
    "policies/made-up-tool",  # withdrawn, and its review is overdue
    "policies/made-up-tool-before",  # a former address
    "briefings/made-up-withdrawn",
    "agencies/childrens-social-care",
    "partnerships/devon",
)
INDEXES = (
    "index",
    "briefings/index",
    "themes/index",
    "policies/index",
    "agencies/index",
    "partnerships/index",
    "questions",
    "recommendations",
    "audits",
    "glossary",
    "about",
    "accessibility",
    "search",
    "my-pack",
    "run-sheet",
    "use",
    "digests/solihull-2022-23",
    "handbook/index",
    "handbook/roles",
    "handbook/components",
    "handbook/recommendation-records",  # what records lack
    "handbook/addresses",  # entries that need an address
    "404",
    "themes/the-child-and-family/learning",  # the rest of a long list
    "recommendations/status-open",  # one way into a list
)
PAGES = (*INDEXES, *THINGS, *BRIEFINGS)
MADE_UP = {
    "briefings/made-up-withdrawn.md": """---
title: Made up and withdrawn
summary: Nobody reads this any more.
partnership: sandwell
published: 2020
themes: [neglect]
status: withdrawn
withdrawn: {on: 2026-03-03, why: Somebody could have been recognised.}
review_by: 2030
anonymisation: {checked_by: Board manager, on: 2020-01-01}
---

:::{learning} neglect
- Nobody reads this either.
:::
""",
    "policies/made-up-tool.md": """---
title: A made-up tool for screening
kind: tool
summary: A tool that was withdrawn.
owner: Nobody
status: withdrawn
review_due: 2024-04
former_slugs: [made-up-tool-before]
---
""",
}
"""Pages of types that our own content has not, by file."""
