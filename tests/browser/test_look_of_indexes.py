"""Accessibility of the indexes: each at two widths and in three colour schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from looking import WIDTHS, looks_right
from page_types import INDEXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit


@pytest.mark.parametrize("name", INDEXES)
@pytest.mark.usual(name=["index", "themes/index", "search", "my-pack", "404"])
def test_accessible(visit: Callable[..., Visit], name: str) -> None:
    made = visit()
    for width in WIDTHS:
        looks_right(made, name, width)
