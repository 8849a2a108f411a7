"""A site that was built once, for the tests that change it and build on."""

from __future__ import annotations

import shutil

import pytest
from building import Site


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The full site, built once; `building.as_begun` puts everything back as it was then."""
    site = Site.copy("full", tmp_path_factory.mktemp("pristine") / "full")
    site.build()
    shutil.copytree(site.folder, site.folder.with_name("kept"))
    return site
