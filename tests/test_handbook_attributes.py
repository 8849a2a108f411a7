"""The page of attributes in the handbook: what each example means is what the table below it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from briefings.model.attributes import KEYS
from briefings.model.attributes_schema import attributes_schema
from briefings.model.content import load_content

PAGE = Path(__file__).resolve().parents[1] / "content" / "handbook" / "attributes.md"
CASE = re.compile(
    r"(?ms)^## (?P<title>[^\n]+)\n(?:(?!^## ).)*?```markdown\n(?P<example>.*?)\n```\n\n(?P<table>(?:\|[^\n]*\n)+)"
)
FRONT = """---
title: A briefing
summary: What it says.
partnership: exampleshire
published: 2017-01
themes: [core-groups]
audits:
  - {id: core-groups-2016, title: One, method: workshop, held: 2016, themes: [core-groups]}
  - {id: other, title: Two, method: workshop, held: 2016}
review_by: 2027
anonymisation: {checked_by: Board manager, on: 2026-11-20}
---

"""
CASES = [pytest.param(match["example"], match["table"], id=match["title"]) for match in CASE.finditer(PAGE.read_text())]


def rows(table: str) -> list[list[str]]:
    return [
        [re.sub(r"\\(.)", r"\1", cell.strip()) for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        for row in table.splitlines()[2:]
    ]


@pytest.mark.parametrize(("example", "table"), CASES)
def test_each_case_comes_out_as_its_table_says(tmp_path: Path, example: str, table: str) -> None:
    """Themes, agencies, audit and origin of each bullet, and each problem with its line, are those of the table."""
    content = tmp_path / "content"
    pages = {
        "themes/core-groups.md": "---\ntitle: Core groups\nsummary: Meetings.\n---\n",
        "themes/training.md": "---\ntitle: Training\nsummary: Learning.\n---\n",
        "agencies/police.md": "---\ntitle: Police\nsummary: They.\n---\n",
        "agencies/schools.md": "---\ntitle: Schools\nsummary: They.\n---\n",
        "partnerships/exampleshire.md": "---\ntitle: Exampleshire\nshort_title: E\nsummary: They.\narea: E\n---\n",
        "briefings/one.md": f"{FRONT}{example}\n",
    }
    for name, text in pages.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    read = load_content(content, as_of=date(2026, 11, 21), drafts=True, advice=False)
    if "| line |" in table:
        first = FRONT.count("\n")
        found = [[str(one.line - first), one.message] for one in read.problems]
        assert [row[0] for row in found] == [row[0] for row in rows(table)]
        assert found == rows(table)
        return
    assert [str(problem) for problem in read.problems] == []
    assert [
        [
            "".join(map(str, item.runs)),
            ", ".join(block.themes),
            ", ".join(block.agencies) or "everyone",
            block.audit or "",
            block.origin.value,
        ]
        for block, item in read.library.entries["briefings/one"].items
    ] == rows(table)


def test_the_page_has_cases() -> None:
    """Each section with an example is a case."""
    assert len(CASES) == PAGE.read_text().count("```markdown")


def as_object(braces: str) -> dict[str, object]:
    """What braces say, as the object that the schema describes; worked out apart from the parser."""
    found: dict[str, object] = {}
    for part in re.findall(r"""[\w-]+=(?:"[^"]*"|\S*)|\.\S+|#\S+""", braces.strip("{}")):
        key, _, value = part.partition("=")
        if part[0] == ".":
            found.setdefault("words", []).append(part[1:])  # type: ignore[attr-defined]
        elif part[0] == "#":
            found["id"] = part[1:]
        else:
            plain = value.strip('"')
            found[key] = plain if key in ("audit", "origin") else plain.split()
    return found


def test_the_schema_describes_what_the_page_shows() -> None:
    """Each key of the schema is in the table at the top, and each brace of an example that is understood is valid."""
    schema = attributes_schema()
    text = PAGE.read_text(encoding="utf-8")
    table = text.partition("\n## ")[0]
    assert set(KEYS) <= schema["properties"].keys()
    assert [key for key in KEYS if f"`{key}=" not in table] == []
    right = [match["example"] for match in CASE.finditer(text) if "| line |" not in match["table"]]
    braces = re.findall(r"\{[.#a-z][^{}`\n]*[=.#][^{}`\n]*\}|\{[.#][^{}\n]+\}", "\n".join(right))
    assert len(braces) > 10
    for one in braces:
        jsonschema.validate(as_object(one), schema)
    for wrong in ("{.Neglect}", "{#-}", "{origin=us}", "{theme=a}", '{themes="a a"}'):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(as_object(wrong), schema)
