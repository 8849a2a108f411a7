"""The files of a site that are no page: data, feeds and the calendar, each with what it holds. Pages link them."""

from __future__ import annotations

from typing import Final

Files = tuple[tuple[str, str], ...]
TABLES: Final[Files] = (
    ("data/recommendations.csv", "as a table for a spreadsheet (CSV)"),
    ("data/recommendations.json", "as data (JSON)"),
)
"""What the list of recommendations offers to take away."""
_DATA: Final = {
    "briefings": "every briefing, with its audits, themes and policies",
    "items": "every finding, practice point, question and action, with its address",
    "audits": "every audit, with samples, grades and measures",
    "recommendations": "every recommendation, with its dated history",
    "policies": "every policy, with its state",
}
FILES: Final[Files] = (
    ("data/recommendations.csv", "every recommendation as a table for a spreadsheet"),
    *((f"data/{name}.json", holds) for name, holds in _DATA.items()),
    *((f"data/{name}.schema.json", f"what each field of {name}.json means") for name in _DATA),
    ("feed.xml", "a feed of all briefings (Atom)"),
    ("calendar.ics", "a calendar of what is due"),
    ("objects.inv", "the names of all pages, items and recommendations, for other Sphinx sites"),
)
"""Every such file, but the feeds of themes and partnerships: their pages link those."""
