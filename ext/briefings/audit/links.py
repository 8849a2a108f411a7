"""Whether every link within the site leads somewhere: to a file that exists, and to a place in it that exists."""

from __future__ import annotations

from collections import defaultdict
from posixpath import normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.audit.page import Link

NOT_FOUND: Final = "404.html"
"""Hosts show this page at any address, so its links start at the root of the host, whatever folder the site is in."""


class Addresses:
    """All files of a site, the places in its pages, and all links between them."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._ids: dict[str, set[str]] = {}
        self._links: list[tuple[str, list[Link]]] = []
        self._fine: defaultdict[str, set[str]] = defaultdict(set)  # on every page of a folder

    def add_file(self, name: str) -> None:
        """Note a file."""
        self._files.add(name)

    def add_page(self, name: str, ids: set[str], links: list[Link]) -> None:
        """Note the places of a page, and its links within the site."""
        self._ids[name] = ids
        self._links.append((name, links))

    def faults(self) -> Iterator[str]:
        """A sentence for each link that leads nowhere."""
        for name, links in self._links:
            folder = name.rpartition("/")[0]
            fine = self._fine[folder]
            wrong: dict[str, str] = {}
            for href in {href for href, _ in links} - fine:
                if fault := self._fault(name, folder, href):
                    wrong[href] = fault
                elif name != NOT_FOUND and not href.startswith(("#", "?")):
                    fine.add(href)
            if wrong:
                yield from (f"{name}:{line}: {wrong[href]} [links]" for href, line in links if href in wrong)

    def _fault(self, name: str, folder: str, href: str) -> str:
        address, _, anchor = href.partition("#")
        path = unquote(address.partition("?")[0])
        if path.startswith("/") and name == NOT_FOUND:
            known = any(part in self._files for part in _below(path))
            return "" if known else f"the link '{href}' leads to a file that is not there"
        if path.startswith("/"):
            return f"the link '{href}' starts at the root of the host; the site may stand in a folder"
        target = normpath(f"{folder}/{path}" if folder else path) if path else name
        if path.endswith("/") or target == ".":
            target = "index.html" if target == "." else f"{target}/index.html"
        if target.startswith(".."):
            return f"the link '{href}' leads out of the site"
        if target not in self._files:
            return f"the link '{href}' leads to a file that is not there"
        if anchor and target in self._ids and unquote(anchor) not in self._ids[target]:
            return f"the link '{href}' leads to a place that is not on that page"
        return ""


def _below(path: str) -> Iterator[str]:
    """A path from the root of the host, as seen from each folder on its way."""
    parts = path.strip("/").split("/")
    for start in range(len(parts)):
        yield "/".join(parts[start:])
