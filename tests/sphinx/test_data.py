"""The data files: pure, sorted, stable, complete, true to their schemas, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from building import Built, words_of

from briefings.model.inline import roles_in
from briefings.outputs import data

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site

TABLES = ("briefings", "items", "audits", "recommendations", "policies")


def table(built: Built, name: str) -> list[dict[str, Any]]:
    loaded = json.loads(built.files[f"data/{name}.json"])
    return loaded[name]  # type: ignore[no-any-return]


def test_rendering_is_pure(full: Built) -> None:
    """The same library gives the same bytes, and the site holds just those."""
    once, again = ({name: b"".join(lines) for name, lines in data.render(full.library)} for _ in range(2))
    assert once == again
    for name in TABLES:
        assert json.loads(once[f"data/{name}.json"])[name] == table(full, name)


@pytest.mark.parametrize("name", TABLES)
def test_ids_are_unique_and_in_order(full: Built, name: str) -> None:
    """Rows go by page, and by their order on it; no id is there twice."""
    rows = table(full, name)
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids) > 0
    pages = [row.get("briefing") or row["id"] for row in rows if row.get("status") != "withdrawn"]
    if name != "policies":
        assert pages == sorted(pages)


@pytest.mark.parametrize("name", TABLES)
def test_file_is_true_to_its_schema(full: Built, name: str) -> None:
    """Each file names its schema, and holds what the schema says."""
    loaded = json.loads(full.files[f"data/{name}.json"])
    schema = json.loads(full.files[f"data/{loaded['$schema']}"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(loaded, schema)
    assert loaded["as_of"] == "2026-11-20"


def test_every_item_says_where_it_comes_from(full: Built) -> None:
    """An item carries its kind, plain text, briefing, themes, agencies, audit, origin and address."""
    rows = {row["id"]: row for row in table(full, "items")}
    assert rows.keys() == full.library.item_of_key.keys()
    row = rows["core-groups-2017/l2"]
    assert row["kind"] == "learning"
    assert row["text"] == "Minutes were not always there. See the escalation policy, form 121a and the web."
    assert row["briefing"] == "core-groups-2017"
    assert row["themes"] == ["minutes", "core-groups"]
    assert row["agencies"] == ["schools", "health-visiting"]
    assert row["audit"] == "core-groups-2016"
    assert row["origin"] == "source"
    assert row["address"] == "briefings/core-groups-2017.html#l2"
    assert rows["core-groups-2017/q3"]["origin"] == "site"
    assert rows["columns-2019/l1"]["audit"] == "strategy-2019"  # the only audit there is
    assert rows["digest-2023/q1"]["audit"] is None


@pytest.mark.parametrize("name", TABLES)
def test_every_address_exists(full: Built, name: str) -> None:
    """An address in the data leads to a page of the site, and to a place on it."""
    for row in table(full, name):
        page, _, anchor = row["address"].partition("#")
        assert (full.out / page).is_file(), row["id"]
        assert not anchor or f'id="{anchor}"' in full.text(page), row["id"]


def test_texts_are_what_the_page_shows(full: Built) -> None:
    """The plain text of an item stands on its page, word for word."""
    shown = 0
    for row in table(full, "items"):
        if not list(roles_in(full.library.item_of_key[row["id"]].item.runs)):  # a policy says more on its page
            shown += 1
            assert row["text"] in words_of(full.text(row["address"].partition("#")[0])), row["id"]
    assert shown >= 8


def test_recommendations(full: Built) -> None:
    """A recommendation keeps its updates in order, its steps, the printed status and what we read it as."""
    rows = {row["id"]: row for row in table(full, "recommendations")}
    assert [update["on"] for update in rows["core-groups-2017/1.1"]["updates"]] == ["2017-03-01", "2017-09-01"]
    assert rows["core-groups-2017/1.1"]["status"] == "green"
    assert rows["core-groups-2017/1.2"]["status"] == "amber"
    assert rows["core-groups-2017/1.2"]["updates"][0] == {
        "on": "2017-03-01", "status": "amber", "printed_status": "Orange", "our_reading": True, "evidence": [],
        "inferred": [],
    }  # fmt: skip
    assert (rows["columns-2019/A"]["printed_status"], rows["columns-2019/A"]["our_reading"]) == (None, False)
    assert rows["core-groups-2017/1.2"]["themes"] == ["neglect"]  # that of the item that it answers
    assert rows["columns-2019/A"]["status"] == "not-rated"
    assert rows["columns-2019/A"]["owner"] is None


def test_withdrawn_and_held_back(full: Built) -> None:
    """Of a withdrawn briefing only that it was withdrawn; of what is not public, nothing."""
    everything = b"".join(content for name, content in full.files.items() if name.startswith("data/"))
    for word in (b"WITHDRAWN", b"EMBARGO", b"DRAFT"):
        assert word not in everything
    [row] = [row for row in table(full, "briefings") if row["id"] == "withdrawn-2015"]
    assert row["status"] == "withdrawn"
    assert set(row) <= {"id", "status", "address"}


def test_table_for_spreadsheets(full: Built) -> None:
    """The table opens as CSV, with one line for each recommendation, in UTF-8 with the mark that Excel looks for."""
    raw = full.files["data/recommendations.csv"]
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [f"{row['briefing']}/{row['id'].partition('/')[2] or row['id']}" for row in rows] == [
        row["id"] for row in table(full, "recommendations")
    ]
    first = next(row for row in rows if row["text"] == "Send minutes to everyone.")
    assert first["status"] == "green"
    assert first["updated"] == "2017-09-01"
    assert first["evidence"] == "All eight files had minutes."
    assert first["agencies"] == "schools"


@pytest.mark.parametrize(
    "text",
    ["=HYPERLINK(1)", "+1+1 of all", "-1+1 of all", "@SUM(A1)", "=cmd|' /C calc'!A0", "\u2212not a minus", 'with "quotes", commas', " =1 of all"],
)  # fmt: skip
def test_no_cell_is_a_formula(site: Callable[..., Site], text: str) -> None:
    """No text of a page becomes a formula when the table is opened; nothing of it is lost either."""
    copy = site("full")
    quoted = text.replace("'", "''")
    copy.edit("briefings/core-groups-2017.md", "text: Train everyone.", f"text: '{quoted}'")
    copy.edit("briefings/core-groups-2017.md", "evidence: [All eight files had minutes.]", f"evidence: ['{quoted}']")
    built = copy.build()
    rows = list(csv.DictReader(io.StringIO(built.files["data/recommendations.csv"].decode("utf-8-sig"), newline="")))
    for row in rows:
        for value in row.values():
            assert not value.lstrip().startswith(("=", "+", "-", "@")), value
    assert any(row["text"].removeprefix("'") == text.strip() for row in rows)
    assert any(row["evidence"].removeprefix("'") == text.strip() for row in rows)
