"""The list of small inputs that went wrong once: what the check says of a page, a publish says; what it passes is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import Site
from mistakes import cases, page_of
from test_agreement import as_the_build_says, as_the_check_says
from test_one_check import AS_OF, assert_published, published

from briefings.model.content import load_content

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def pages() -> list[tuple[str, str]]:
    return [(f"briefings/{case['id']}.md", page_of(case)) for case in cases("page")]


def test_the_check_and_a_publish_say_the_same(tmp_path: Path, pages: list[tuple[str, str]]) -> None:
    """Sentence, line and code, for each page of the list."""
    site = Site.copy("full", tmp_path / "full")
    for name, text in pages:
        (site.content / name).write_text(text, encoding="utf-8")
    content = load_content(site.content, as_of=AS_OF, drafts=False)
    assert as_the_build_says(site.build(expect=True)) == as_the_check_says(content)


def test_what_passes_is_published(tmp_path: Path, pages: list[tuple[str, str]]) -> None:
    """Pages and PDFs, without a warning."""
    built, passed = published(Site.copy("full", tmp_path / "full"), pages)
    assert_published(built, passed)
    wanted = {case["id"] for case in cases("page") if set(case["codes"]) <= {"rare"}}
    assert {name.removeprefix("briefings/").removesuffix(".md") for name in passed} >= wanted
