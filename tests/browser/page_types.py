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
    "digests/solihull-2022-23",
    "handbook/index",
    "handbook/roles",
    "handbook/components",
    "404",
    "themes/the-child-and-family/learning",  # the rest of a long list
    "recommendations/status-open",  # one way into a list
)
PAGES = (*INDEXES, *THINGS, *BRIEFINGS)
