"""The full tiny site with a search page, an address of its own and a licence: what outputs are tested on."""

from __future__ import annotations

import pytest
from building import ROOT, Built, build_site
from searchable_site import searchable


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site as its readers get it."""
    return searchable(tmp_path_factory.mktemp("outputs") / "site").build()


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real site, built without an address of its own."""
    return build_site(
        ROOT / "content",
        tmp_path_factory.mktemp("real") / "out",
        confdir=ROOT,
        config={"briefings_as_of": "2026-11-21"},
    )
