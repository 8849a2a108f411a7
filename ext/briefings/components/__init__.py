"""Components: what pages are made of. Nodes say what stands there, one macro each says how it looks in HTML.

The macros are in ``theme/components/``: a site that wants another card or table changes one file. Other builders
know nothing of them: they write each node as the docutils node that it is a kind of.
"""

from __future__ import annotations

from briefings.components.kinds import banner, block, card, component, filter_list, part, state_mark, tag_list
from briefings.components.macros import macros_of
from briefings.components.tables import write_table
from briefings.components.writing import register

__all__ = [
    "banner",
    "block",
    "card",
    "component",
    "filter_list",
    "macros_of",
    "part",
    "register",
    "state_mark",
    "tag_list",
    "write_table",
]
