"""A real browser for tests and screenshots: find a Chromium, or install one, and serve a built site to it.

``BRIEFINGS_CHROMIUM`` names the program to use; otherwise what is on the machine; otherwise it is installed.
"""

from __future__ import annotations

import fcntl
import functools
import gzip
import http.server
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HEADERS: Final = Path(__file__).resolve().parents[1] / "docs" / "hosting" / "_headers"
_QUIET: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowserError(Exception):
    """No Chromium can be found or installed; the message says what was tried."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless Chromium, closed at the end.

    Raises:
        NoBrowserError: when there is none and none can be installed.
    """
    with sync_playwright() as playwright:
        program = find_chromium(playwright)
        arguments = [*_QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def find_chromium(playwright: Playwright) -> str:
    """The program to start.

    Raises:
        NoBrowserError: when there is none and none can be installed.
    """
    chosen = os.environ.get("BRIEFINGS_CHROMIUM")
    if chosen:
        found = shutil.which(chosen)
        if not found:
            raise NoBrowserError(f"BRIEFINGS_CHROMIUM names {chosen!r}, which is not a program that can be started.")
        return found
    return _present(playwright) or _installed(playwright)


def _present(playwright: Playwright) -> str:
    on_path = next((found for name in NAMES if (found := shutil.which(name))), "")
    own = playwright.chromium.executable_path
    return on_path or (own if Path(own).is_file() else "")


def _installed(playwright: Playwright) -> str:
    """Install Chromium: with apt as root, else as playwright does. Two test runners must not do it at once."""
    tried = []
    lock = Path(tempfile.gettempdir()) / f"briefings-chromium-{os.geteuid()}.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if found := _present(playwright):
            return found
        if os.geteuid() == 0 and shutil.which("apt-get"):
            commands = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
        else:
            commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in commands:
            tried.append(" ".join(command))
            subprocess.run(command, check=False, capture_output=True, env=environment)
    if found := _present(playwright):
        return found
    raise NoBrowserError(
        f"No Chromium was found and none could be installed (tried: {'; '.join(tried)}). "
        "Install Chromium, or name one: BRIEFINGS_CHROMIUM=/path/to/chromium"
    )


def headers_of(file: Path = HEADERS) -> dict[str, str]:
    """The headers for every page, as a ``_headers`` file gives them."""
    headers: dict[str, str] = {}
    within = False
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            within = line.strip() == "/*"
        elif within and line.startswith(" ") and ":" in line:
            name, _, value = line.strip().partition(": ")
            headers[name] = value
    return headers


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, headers: Mapping[str, str], compresses: bool, **options: Any) -> None:
        self.ours = headers
        self.compresses = compresses
        super().__init__(*args, **options)

    def send_head(self) -> Any:
        """Send a file as it is, or compressed as most hosts do."""
        file = Path(self.translate_path(self.path))
        if not self.compresses or not file.is_file() or file.suffix in (".woff2", ".png"):
            return super().send_head()
        written = self.date_time_string(int(file.stat().st_mtime))
        if self.headers.get("If-Modified-Since") == written:
            self.send_response(304)
            self.end_headers()
            return None
        content = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Last-Modified", written)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def end_headers(self) -> None:
        for name, value in self.ours.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None, *, compresses: bool = False) -> Iterator[str]:
    """Serve a built site on this computer only, with the headers that we ship; gives its address."""
    ours = headers_of() if headers is None else headers
    handler = functools.partial(_Handler, directory=str(folder), headers=ours, compresses=compresses)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
