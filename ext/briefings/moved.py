"""A page at each address that a briefing, theme, policy or agency had before: it says where the page went."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from briefings.domain import domain_of
from briefings.model.consistency import KINDS_RENAMED
from briefings.model.former import former_slugs
from briefings.model.vocabulary import FOLDER_OF_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

TEMPLATE: Final = "moved.html"


def collect_moved(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """The pages at former addresses that were not yet written; links there go on working, without any script."""
    written = app.briefings_written  # type: ignore[attr-defined]
    if written.unchanged:
        return
    library = domain_of(app.env).library
    for kind in KINDS_RENAMED:
        for entry in library.of_kind(kind):
            digest = hashlib.blake2b(f"{entry.docname}\0{entry.title}".encode(), digest_size=16).hexdigest()
            for slug in former_slugs(entry):
                page = f"{FOLDER_OF_KIND[kind]}/{slug}"
                if written.is_stale(page, digest):
                    yield page, {"moved_to": entry.docname, "moved_title": entry.title}, TEMPLATE
