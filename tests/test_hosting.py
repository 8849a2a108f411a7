"""The three places that say what a page may do agree: the file for nginx, `_headers`, and the pages themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.pages import CONTENT_SECURITY_POLICY
from scripts.browser import headers_of

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTING = Path(__file__).resolve().parents[1] / "docs" / "hosting"
NGINX = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
ONLY_IN_HEADERS = {"frame-ancestors", "require-trusted-types-for", "trusted-types"}
"""Browsers ignore the first in a page; the others would stop scripts that a host adds to its own pages."""


def directives(policy: str) -> Mapping[str, set[str]]:
    return {part.split()[0]: set(part.split()[1:]) for part in policy.split(";") if part.strip()}


def test_nginx_sends_what_other_hosts_send() -> None:
    """Every header but the one for caching, word for word, on error pages too."""
    sent = dict(re.findall(r'(?m)^add_header (\S+) "([^"]*)" always;$', NGINX))
    expected = headers_of()
    del expected["Cache-Control"]  # nginx makes it with `expires`
    assert sent == expected
    assert len(sent) >= 6


def test_a_page_forbids_what_the_headers_forbid() -> None:
    """Only the search may run WebAssembly, so the header, which is for all pages, allows it and each page does not."""
    header = directives(headers_of()["Content-Security-Policy"])
    page = directives(CONTENT_SECURITY_POLICY)
    assert header.keys() - page.keys() == ONLY_IN_HEADERS
    assert header["script-src"] - page["script-src"] == {"'wasm-unsafe-eval'"}
    for name in page.keys() - {"script-src"}:
        assert page[name] == header[name], name
    assert page["default-src"] == {"'none'"}
    allowed = set().union(*page.values()) | set().union(*header.values()) - {"'script'"}
    assert allowed - {"'script'"} == {"'none'", "'self'", "'wasm-unsafe-eval'"}


def test_nginx_shows_the_page_for_lost_readers() -> None:
    """Its links start at the root; those of any other page would lead nowhere from a deeper address."""
    assert "error_page 404 /404.html;" in NGINX
