"""The list of small inputs that went wrong once, for the tests that hold each of them: see ``tests/data/mistakes.yaml``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml
from pages import briefing

LIST: Final = Path(__file__).with_name("data") / "mistakes.yaml"
RUNS: Final = frozenset({"page", "headings", "above", "shell", "publish", "day", "folder", "import"})
AROUND: Final = {
    "body": "Text.\n\n{}\n\nMore.\n",
    "first line of the body": "{}\n\nText.\n",
    "table": "{}\n",
    "second line of a questions block": ":::{{questions}} minutes\n- Who was there?\n{}\n:::\n",
    "indented continuation of an item": ":::{{questions}} minutes\n- Who was there?\n{}\n:::\n",
    "learning item": ":::{{learning}} minutes\n{}\n:::\n",
    "a table of two columns": "| A | B |\n|---|---|\n{}\n",
}

Case = dict[str, Any]


def cases(run: str) -> list[Case]:
    """The cases with which one thing is done."""
    every: list[Case] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    assert len({case["id"] for case in every}) == len(every)
    assert {case.get("run", "page") for case in every} == RUNS
    return [case for case in every if case.get("run", "page") == run]


def page_of(case: Case) -> str:
    """A briefing with the input where it belongs."""
    if case["where"] != "front matter":
        body = AROUND.get(case["where"], AROUND["body"]).format(case["in"])
        return briefing(body, themes=["minutes"], title=f"About {case['id']}")
    given = re.findall(r"(?m)^(\w+):", case["in"])
    keys: dict[str, Any] = {"title": f"About {case['id']}", "themes": ["minutes"]}
    text = briefing("Text.\n", **keys | dict.fromkeys(given))
    return text.replace("---\n", f"---\n{case['in']}\n", 1)
