"""What all tests share: the tiny sites, and how thoroughly Hypothesis looks."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from building import Built, Site

pytest.register_assert_rewrite("building")  # which is imported where it is needed: tests of the model go without Sphinx

# BRIEFINGS_EXAMPLES=200 looks further than a usual run does; the same seed every time, so that a failure stays.
settings.register_profile(
    "briefings",
    max_examples=int(os.environ.get("BRIEFINGS_EXAMPLES", "20")),
    deadline=None,
    derandomize="BRIEFINGS_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("briefings")


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what is marked "whole"
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the cases of a matrix as "whole" that `make test` does not try: see the marker "usual" in pyproject.toml."""
    for item in items:
        mark = item.get_closest_marker("usual")
        if mark is None:
            continue
        case = item.callspec.params
        for name, values in mark.kwargs.items():
            if case[name] not in values:
                item.add_marker("whole")


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """Restore how signals are treated: commands that run in this process end by ignoring them, and children would too."""
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    """Copy a tiny site that the test may change: ``site("full", briefings_drafts=True)``."""
    from building import Site

    def copy(name: str, **config: object) -> Site:
        return Site.copy(name, tmp_path / name, **config)

    return copy


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The full tiny site, built once for all tests that only look."""
    from building import SITES, build_site

    return build_site(SITES / "full" / "content", tmp_path_factory.mktemp("full") / "out")
