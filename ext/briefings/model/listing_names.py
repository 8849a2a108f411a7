"""The names of listings on their page, which start the addresses of what belongs to them: pages of the rest, filters.

A name is made of what a listing asks for, not of its place: ``list-policy-register``, or where a page has two of a kind
``list-item-list-questions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from briefings.model.entry import Query
from briefings.model.heading_addresses import slug_of
from briefings.model.item_addresses import distinct

if TYPE_CHECKING:
    from briefings.model.entry import Listing


def name_listings(listings: Iterable[Listing]) -> list[Listing]:
    """Listings with a name for each; those that ask for the very same are counted."""
    listings = list(listings)
    names = distinct({str(number): list(_forms(listing)) for number, listing in enumerate(listings)}, frozenset())
    return [listing._replace(name=names[str(number)]) for number, listing in enumerate(listings)]


def _forms(listing: Listing) -> Iterator[str]:
    form = f"list-{listing.kind.value}"
    yield form
    for value, usual in zip(listing.query, Query(), strict=True):
        if value != usual:
            value = getattr(value, "words", value)  # of a date
            words = value if isinstance(value, tuple) else (value,)
            form = "-".join([form, *(slug_of(str(word)) for word in words)])
            yield form
