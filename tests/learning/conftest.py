"""The real site, built once for all tests that only look."""

from __future__ import annotations

import pytest
from building import ROOT, Built, build_site
from real import AS_OF


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real site as it is published."""
    out = tmp_path_factory.mktemp("real") / "out"
    return build_site(ROOT / "content", out, confdir=ROOT, config={"briefings_as_of": AS_OF})
