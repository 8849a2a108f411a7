"""The full tiny site with a search page, an address of its own and a licence: what outputs are tested on."""

from __future__ import annotations

import pytest
from building import Built
from searchable_site import searchable


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site as its readers get it."""
    return searchable(tmp_path_factory.mktemp("outputs") / "site").build()
