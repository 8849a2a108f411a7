"""The data files keep to their schemas, say their version and licence, and are explained on a page."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from building import ROOT
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from building import Built

NAMES = ("briefings", "items", "audits", "recommendations", "policies")


def faults(built: Built, name: str) -> list[str]:
    schema = json.loads(built.text(f"data/{name}.schema.json"))
    Draft202012Validator.check_schema(schema)
    data = json.loads(built.text(f"data/{name}.json"))
    assert data["$schema"] == f"{name}.schema.json"
    return [f"{list(error.path)}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("name", NAMES)
def test_data_keeps_to_its_schema(published: Built, real: Built, name: str) -> None:
    assert faults(published, name) == []
    assert faults(real, name) == []
    assert json.loads(real.text(f"data/{name}.json"))[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_refuses_what_it_does_not_know(published: Built, name: str) -> None:
    """An unknown field, a missing one or a value of another type is a fault: the schema is no formality."""
    schema = json.loads(published.text(f"data/{name}.schema.json"))
    data = json.loads(published.text(f"data/{name}.json"))
    field = next(iter(data[name][0]))
    for change in (
        lambda row: row.update(unknown="x"),
        lambda row: row.pop(field),
        lambda row: row.update({field: 7}),
    ):
        broken: dict[str, Any] = deepcopy(data)
        change(broken[name][0])
        assert not Draft202012Validator(schema).is_valid(broken)


def test_licence_and_version(published: Built, full: Built) -> None:
    """A site that names a licence names it in every file; one that names none says so."""
    for name in NAMES:
        data = json.loads(published.text(f"data/{name}.json"))
        assert data["licence"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
        assert data["version"] == 2
        assert json.loads(full.text(f"data/{name}.json"))["licence"] is None


def test_the_page_names_every_file() -> None:
    """Whoever finds the data is told what it is."""
    page = (ROOT / "content" / "about-data.md").read_text(encoding="utf-8")
    for name in (*(f"{name}.json" for name in NAMES), "recommendations.csv", "feed.xml", "calendar.ics", "objects.inv"):
        assert name in page
    assert "schema" in page
    assert "licence" in page.lower()
