"""The table for spreadsheets can be read by somebody who knows none of our slugs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from briefings.outputs.spreadsheet import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Built, Site

NAME = "data/recommendations.csv"


def rows_of(built: Built) -> dict[str, dict[str, str]]:
    """The rows of the table by id."""
    text = (built.out / NAME).read_text(encoding="utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_names_stand_beside_slugs(real: Built) -> None:
    """Whose it is, from which audit and briefing, what it is about: in words, as its pages have them."""
    library = real.library
    rows = rows_of(real)
    assert len(rows) == len(library.recommendations)
    assert tuple(next(iter(rows.values()))) == COLUMNS
    for row in rows.values():
        page = library.entries[f"briefings/{row['briefing']}"]
        assert row["briefing_title"] == page.title
        assert row["owner_name"] == (library.title_of("owner", row["owner"]) if row["owner"] else "")
        for slugs, names, what in (("agencies", "agency_names", "agency"), ("themes", "theme_names", "theme")):
            given = row[slugs].split("; ") if row[slugs] else []
            assert row[names] == "; ".join(library.title_of(what, slug) for slug in given)
        assert row["partnership_name"].lower().replace(" ", "-") == row["partnership"]


def test_status_as_printed_and_as_we_read_it(real: Built) -> None:
    """The printed word, our status with its name, whose reading it is, and what is overdue."""
    rows = rows_of(real)
    stands = ("printed_status", "status", "status_name", "our_reading", "overdue", "updated")
    orange, blank = rows["devon-2011-case-audits/1.5"], rows["devon-2011-case-audits/1.1"]
    assert [orange[key] for key in stands] == ["Orange", "amber", "Under way", "yes", "no", "2011-03-04"]
    assert [blank[key] for key in stands] == ["", "not-rated", "Not rated", "no", "no", "2011-03-04"]
    told = json.loads((real.out / "data/recommendations.json").read_text(encoding="utf-8"))["recommendations"]
    for row in told:
        assert row["overdue"] == real.library.recommendation_of_key[row["id"]].is_overdue(real.library.as_of)
        assert (rows[row["id"]]["overdue"] == "yes") == row["overdue"]
        assert rows[row["id"]]["printed_status"] == (row["printed_status"] or "")


def test_addresses_are_absolute_where_the_site_has_one(site: Callable[..., Site]) -> None:
    """They can be opened from the table; they follow the site when it moves, and begin at its root without one."""
    copy = site("full", html_baseurl="https://learning.example/audits")
    for base in ("https://learning.example/audits/", "https://elsewhere.example/", ""):
        copy.config["html_baseurl"] = base
        built = copy.build()
        for row in rows_of(built).values():
            page, _, place = row["address"].partition("#")
            assert page.startswith(base)
            assert f'id="{place}"' in built.text(page.removeprefix(base))
