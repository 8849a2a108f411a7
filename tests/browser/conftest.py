"""The real site with a few made-up pages, built once, served with the headers that we ship, and one Chromium for all tests."""

from __future__ import annotations

import fcntl
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from building import ROOT, build_site
from page_types import MADE_UP

from scripts.browser import NoBrowserError, open_browser, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

AS_OF = "2026-11-21"


@dataclass
class Visit:
    """A page in the browser, and everything that went wrong on it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, name: str) -> Page:
        """Open a page of the site, such as ``themes/neglect``."""
        self.page.goto(f"{self.address}/{name}.html")
        return self.page

    def sees(self, *, width: int, scheme: str = "light") -> None:
        """Change the width of the window and the reader's colours."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light",
            forced_colors="active" if scheme == "forced" else "none",
        )

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site and a few made-up pages, as built for readers: by the first test runner that needs it, for all of them."""
    folder = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    site, done = folder / "browser-site", folder / "browser-site-done"
    with (folder / "browser-site-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(site, ignore_errors=True)
            content = folder / "browser-content"
            shutil.copytree(ROOT / "content", content, dirs_exist_ok=True)
            for name, text in MADE_UP.items():
                (content / name).write_text(text, encoding="utf-8")
            config = {"briefings_as_of": AS_OF, "briefings_search": True}
            build_site(content, site, confdir=ROOT, config=config)
            done.touch()
    return site


@pytest.fixture(scope="session")
def address(out: Path) -> Iterator[str]:
    """Where the site is served, with a strict Content-Security-Policy."""
    with served(out) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with open_browser() as opened:
            yield opened
    except NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Open a window: ``visit(java_script_enabled=False)``. At the end nothing may have gone wrong in any."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_window(**options: object) -> Visit:
        context = browser.new_context(**options)
        contexts.append(context)
        made = Visit(context.new_page(), address)
        made.page.on("console", lambda message: _note_message(made, message))
        made.page.on("pageerror", lambda error: made.faults.append(str(error)))
        made.page.on("requestfailed", lambda request: _note_failure(made, request))
        made.page.on(
            "response",
            lambda response: response.status >= 400 and made.faults.append(f"{response.status}: {response.url}"),
        )
        visits.append(made)
        return made

    yield open_window
    for context in contexts:
        context.close()
    assert [fault for made in visits for fault in made.faults] == []


def _note_message(made: Visit, message: ConsoleMessage) -> None:
    """Note a fault that the page reports; how soon a font came is the computer's doing (`font-display: optional`)."""
    is_about_time = ".woff2 was preloaded using link preload but not used within a few seconds" in message.text
    if message.type in ("error", "warning") and not is_about_time:
        made.faults.append(message.text)


def _note_failure(made: Visit, request: Request) -> None:
    if request.failure != "net::ERR_ABORTED":  # the reader went on before it had come
        made.faults.append(f"not loaded: {request.url}: {request.failure}")
