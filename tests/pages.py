"""Write pages, folders and libraries for the tests of the model, from as few words as possible."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from briefings.model.consistency import check_library
from briefings.model.library import Library
from briefings.model.page import ReadPage, read_page
from briefings.model.problems import Code, Problem, in_order
from briefings.model.vocabulary import BLOCK_TERMS, FOLDER_OF_KIND, BlockKind, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from briefings.model.entry import DocEntry

TODAY = date(2026, 11, 20)
CANARY = "Quillwort"
"""A word that stands in the body of pages that must not be published."""
_LETTERS = {kind.value: BLOCK_TERMS[kind].letter for kind in BlockKind if kind is not BlockKind.CASE}

MINIMAL: dict[Kind, dict[str, Any]] = {
    Kind.BRIEFING: {
        "title": "Core groups",
        "summary": "What an audit found.",
        "partnership": "alder",
        "published": "2017-01",
        "themes": ["neglect"],
        "review_by": "2027-11",
        "anonymisation": {"checked_by": "Board manager", "on": "2026-06-01"},
    },
    Kind.THEME: {"title": "Neglect", "summary": "When needs are not met."},
    Kind.POLICY: {"title": "Neglect tool", "kind": "tool", "summary": "A tool.", "owner": "The board"},
    Kind.AGENCY: {"title": "Police", "summary": "The local force."},
    Kind.PARTNERSHIP: {
        "title": "Alder Safeguarding Partnership",
        "short_title": "Alder",
        "summary": "The partners.",
        "area": "Alder",
    },
    Kind.PAGE: {},
}


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, data: object) -> bool:
        return True


@cache
def _yaml_of(data: str) -> str:
    front = json.loads(data)
    return yaml.dump(front, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000) if front else ""


def page(front: Mapping[str, Any] | None, body: str = "") -> str:
    """A page from its front matter (None: it has none) and body."""
    return body if front is None else f"---\n{_yaml_of(json.dumps(front))}---\n\n{body}"


def written(kind: Kind, body: str = "", /, **keys: Any) -> str:
    """A page of a kind with what it must have, and `keys` beside or instead; a key that is None is left out."""
    front = {key: value for key, value in {**MINIMAL[kind], **keys}.items() if value is not None}
    if kind is Kind.PAGE:
        body = f"# A page\n\n{body}"
    return page(front, body)


def briefing(body: str = "", /, **keys: Any) -> str:
    """A briefing."""
    return written(Kind.BRIEFING, body, **keys)


def block(kind: str, *bullets: str, themes: str = "neglect", **options: str) -> str:
    """A block of a briefing."""
    lines = [f":::{{{kind}}} {themes}", *(f":{name}: {value}" for name, value in options.items())]
    return "\n".join([*lines, *(f"- {bullet}" for bullet in bullets), ":::\n"])


def read(text: str | bytes, docname: str = "briefings/core-groups") -> ReadPage:
    """Read one page, as a file with this name below ``content/`` would be read."""
    data = text.encode() if isinstance(text, str) else text
    return read_page(data, docname=docname, path=f"content/{docname}.md")


@cache
def entry_of(text: str, docname: str = "briefings/core-groups") -> DocEntry:
    """The entry of a page that has no error."""
    found = read(text, docname)
    assert found.entry is not None, lines(found.problems)
    return found.entry


def numbered(text: str) -> str:
    """A page whose items are pinned by kind and number, ``q3``: short addresses, for tests that name many."""
    counts: Counter[str] = Counter()
    used = set(re.findall(r"\{#(\w+)", text))
    lines = text.split("\n")
    letter, fence, end = "", "", -1
    for number, line in enumerate(lines):
        if match := re.match(r"(:{3,}|`{3,})\{([a-z-]+)\}", line.lstrip()):
            letter, fence = _LETTERS.get(match[2], ""), match[1]
        elif letter and line.strip() == fence:
            letter = ""
        elif letter and line.startswith("- ") and line[2:].strip() and "{#" not in line:
            end = number
            while lines[end + 1].startswith("  ") and lines[end + 1].strip():
                end += 1
            counts[letter] += 1
            while f"{letter}{counts[letter]}" in used:
                counts[letter] += 1
            lines[end] = f"{lines[end].rstrip()} {{#{letter}{counts[letter]}}}"
    return "\n".join(lines)


def library_of(pages: Mapping[str, str], as_of: date = TODAY) -> Library:
    """A library of pages by docname, none of which has an error."""
    return Library({docname: entry_of(numbered(text), docname) for docname, text in pages.items()}, as_of)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a content folder, and return the folder."""
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def lines(problems: Iterable[Problem]) -> list[str]:
    """The problems as they are printed, in order."""
    return [str(problem) for problem in in_order(problems)]


def codes(problems: Iterable[Problem]) -> list[Code]:
    """The codes of the problems, in order."""
    return [problem.code for problem in in_order(problems)]


@cache
def _world() -> tuple[tuple[str, DocEntry], ...]:
    pages = {
        "about": written(Kind.PAGE),
        "themes/index": written(Kind.PAGE),
        "themes/neglect": written(Kind.THEME),
        "themes/core-groups": written(Kind.THEME, title="Core groups", parent="meetings"),
        "themes/meetings": written(Kind.THEME, title="Meetings"),
        "policies/neglect-tool": written(Kind.POLICY),
        "policies/escalation": written(Kind.POLICY, title="Escalation", kind="local-procedure", partnership="alder"),
        "agencies/police": written(Kind.AGENCY),
        "agencies/schools": written(Kind.AGENCY, title="Schools"),
        "partnerships/alder": written(Kind.PARTNERSHIP),
        "briefings/earlier": briefing(
            block("questions", "Who takes the minutes?"),
            title="Earlier",
            audits=[{"id": "first", "title": "First", "method": "workshop", "held": "2015"}],
            recommendations=[{"id": "1.6", "text": "Share minutes.", "owner": "alder", "due": "2016"}],
        ),
    }
    return tuple((docname, entry_of(numbered(text), docname)) for docname, text in pages.items())


def problems_of(text: str, docname: str = "briefings/case") -> list[Problem]:
    """All problems of a page among a few others that it can name, as `make check` tells them, without advice."""
    found = read(numbered(text), docname)
    problems = list(found.problems)
    if found.entry is not None:
        library = Library({**dict(_world()), docname: found.entry}, TODAY)
        problems += check_library(library)
    return list(in_order(problems))


def docname_of(kind: Kind, slug: str) -> str:
    """Where a page of a kind stands."""
    return f"{FOLDER_OF_KIND[kind]}/{slug}" if kind in FOLDER_OF_KIND else slug
