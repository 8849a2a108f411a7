"""The rows of the page of components: each is one component, shown in every state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefings.model.rows.shared import Found, made

if TYPE_CHECKING:
    from briefings.model.entry import Query
    from briefings.model.views import Views

COMPONENTS: Final = (
    "Blocks",
    "Cards",
    "Key facts",
    "Tags",
    "Status of a recommendation",
    "State of a policy",
    "Banners",
    "Tables",
    "Charts",
    "Filters",
    "Breadcrumb",
    "Pages of a long list",
    "Folded parts",
    "Use this in a meeting",
    "Nothing to show",
)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A component, by its name."""

    name: str


def samples(views: Views, query: Query) -> Found:
    """Every component."""
    return made([SampleRow(name) for name in COMPONENTS])
