"""Nothing is lost: who begins at the home page comes to every page in three steps, and to every file by a link that is seen."""

from __future__ import annotations

import posixpath
import re
from collections import deque
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from briefings.model.files import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building import Built

STEPS: Final = 3
LINK: Final = re.compile(r'<(?:a\b[^>]*? href|form\b[^>]*? action)="([^"]+)"')
"""A link, or the form at the head of every page that leads to the search."""
NOT_FOR_PEOPLE: Final = (
    "_static/",
    "_images/",
    "_sources/",
    "pagefind/",
    "handbook/pagefind/",
    ".",
)
NOT_LED_TO: Final = ("404.html", "sitemap.xml")
"""What hosts and search engines ask for by themselves."""


def test_every_page_is_three_steps_from_home_and_every_file_has_a_link(real: Built) -> None:
    published = real.files
    steps = _steps_from_home(published)
    files = {name for name in published if not name.startswith(NOT_FOR_PEOPLE) and name not in NOT_LED_TO}
    assert len(files) > 350
    assert sorted(files - steps.keys()) == []
    pages = [name for name in files if name.endswith(".html")]
    assert sorted(page for page in pages if steps[page] > STEPS) == []


def test_data_feeds_and_calendar_are_on_the_page_of_files(real: Built) -> None:
    """The list that pages link is the list of what is made."""
    published = real.files
    made = {
        name for name in published if name.startswith("data/") or name in ("feed.xml", "calendar.ics", "objects.inv")
    }
    assert made == {name for name, _ in FILES}
    links = set(LINK.findall(real.text("about-data.html")))
    assert made <= links
    assert "data/recommendations.csv" in LINK.findall(real.text("recommendations.html"))
    for kind in ("themes", "partnerships"):
        feeds = [name for name in published if re.fullmatch(rf"{kind}/[a-z0-9-]+/feed\.xml", name)]
        assert feeds
        for feed in feeds:
            page = f"{feed.removesuffix('/feed.xml')}.html"
            assert posixpath.relpath(feed, kind) in LINK.findall(real.text(page)), page


def _steps_from_home(published: dict[str, bytes]) -> dict[str, int]:
    steps, todo = {"index.html": 0}, deque(["index.html"])
    while todo:
        page = todo.popleft()
        for found in _links_of(published[page].decode(), page):
            if found in published and found not in steps:
                steps[found] = steps[page] + 1
                if found.endswith(".html"):
                    todo.append(found)
    return steps


def _links_of(text: str, page: str) -> Iterator[str]:
    for href in LINK.findall(text):
        address = urlsplit(href)
        if address.path and not address.scheme and not address.netloc:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address.path)))
