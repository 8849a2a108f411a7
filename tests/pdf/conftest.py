"""The real site and a site of extremes, printed once for all tests that only look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import ROOT, Site, build_site
from extremes import add_extremes

if TYPE_CHECKING:
    from building import Built

BASE = "https://learning.example.org/"
PRINT = {"briefings_pdf": True, "html_baseurl": BASE}


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real site with its PDFs."""
    out = tmp_path_factory.mktemp("real") / "out"
    return build_site(ROOT / "content", out, confdir=ROOT, config={**PRINT, "briefings_as_of": "2026-11-21"})


@pytest.fixture(scope="session")
def extreme(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tiny site with pages that are as hard to print as content can be."""
    site = Site.copy("full", tmp_path_factory.mktemp("extreme") / "full", **PRINT)
    add_extremes(site)
    return site.build()


@pytest.fixture
def paper(tmp_path) -> Site:
    """The tiny site, to change and print."""
    return Site.copy("full", tmp_path / "full", **PRINT)
