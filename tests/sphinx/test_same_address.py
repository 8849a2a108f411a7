"""Two files of the same address, as while a briefing is copied to drafts: a preview goes on, and is right afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import NEW, check

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site

FIRST, COPY = "briefings/new-2025.md", "drafts/new-2025.md"
AUDIT = "audits: [{id: visits, title: Visits, method: deep-dive, held: 2025-01, next: {what: Again, due: 2028}}]\n"
TWICE = NEW.replace("review_by", f"{AUDIT}review_by")


def edit_copy(site: Site) -> None:
    site.edit(COPY, "Audit of calls", "What calls showed")


def delete_copy(site: Site) -> None:
    site.delete(COPY)


def delete_first(site: Site) -> None:
    site.delete(FIRST)


def edit_another(site: Site) -> None:
    site.edit("briefings/core-groups-2017.md", "Chairing fell", "The chair fell")


@pytest.mark.parametrize("step", [edit_copy, delete_copy, delete_first, edit_another])
@pytest.mark.usual(step=[edit_copy, delete_first])
def test_a_copy_in_drafts_leaves_nothing_behind(step: Callable[[Site], None], site: Callable[..., Site]) -> None:
    """A preview while a briefing stands twice, and the next one, are what clean builds give."""
    copy = site("full", briefings_drafts=True)
    copy.write(FIRST, TWICE)
    copy.build(expect=True)
    copy.write(COPY, TWICE.replace("visits, title: Visits", "calls, title: Audit of calls"))
    check(copy)
    step(copy)
    check(copy)


def test_a_refused_page_that_is_deleted_leaves_nothing_behind(site: Callable[..., Site]) -> None:
    """What a preview says in the place of a file that cannot be shown goes with the file, though no other page changed."""
    copy = site("full", briefings_drafts=True)
    copy.build(expect=True)
    copy.write(FIRST, "---\ntitle: A new briefing\nmystery: 1\n---\n")
    assert "briefings/new-2025.html" in check(copy).files
    copy.delete(FIRST)
    assert "briefings/new-2025.html" not in check(copy).files


def test_advice_on_a_page_goes_with_it(site: Callable[..., Site]) -> None:
    """A preview tells nothing of a file that was deleted since, though Sphinx has not yet forgotten it."""
    copy = site("full", briefings_drafts=True)
    copy.build(expect=True)
    copy.delete("briefings/columns-2019.md")
    check(copy)
