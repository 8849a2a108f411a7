"""Pages that were checked a moment ago are not checked again, unless anything about them is different."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefings.model import content as module
from briefings.model.content import Content, load_content

SITE = Path(__file__).parents[1] / "sites" / "full" / "content"
AS_OF = date(2026, 11, 20)
HELD = "briefings/embargoed-2026"
"""A page that is not public yet: nothing of it is kept, so it is looked at every time."""


@pytest.fixture
def chosen_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The docnames of pages that were chosen anew."""
    again: list[str] = []
    choose = module.choose

    def noting(source, *arguments, **options):
        again.append(source.docname)
        return choose(source, *arguments, **options)

    monkeypatch.setattr(module, "choose", noting)
    return again


@pytest.fixture(scope="module")
def first() -> Content:
    return load_content(SITE, as_of=AS_OF)


def test_what_was_checked_is_taken_and_comes_out_the_same(first: Content, chosen_again: list[str]) -> None:
    second = load_content(SITE, as_of=AS_OF, checked=first.chosen, advice=False)
    assert chosen_again == [HELD]
    assert second.library.digest == first.library.digest
    assert second.chosen == first.chosen


def test_a_page_of_other_bytes_is_checked_again(first: Content, chosen_again: list[str], tmp_path: Path) -> None:
    for file in SITE.rglob("*"):
        if file.is_file():
            copy = tmp_path / "content" / file.relative_to(SITE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    changed = tmp_path / "content" / "about.md"
    changed.write_bytes(changed.read_bytes() + b"\nCall 0161 496 0999.\n")
    second = load_content(tmp_path / "content", as_of=AS_OF, checked=first.chosen)
    assert chosen_again == ["about", HELD]
    assert [str(problem) for problem in second.problems if problem.path == "content/about.md"]
    assert "about" not in second.chosen


def test_a_page_whose_allowed_findings_changed_is_checked_again(first: Content, chosen_again: list[str]) -> None:
    name, page = next(iter(first.chosen.items()))
    entry = module.replace(page.entry, allowed=(("email", "0" * 8),))
    load_content(SITE, as_of=AS_OF, checked={**first.chosen, name: module.replace(page, entry=entry)})
    assert sorted(chosen_again) == sorted([name, HELD])
