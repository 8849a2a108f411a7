"""Rewrite the content of a site step by step, in a copy: a later step needs what an earlier one made readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefings.model.content import agencies_among, load_content
from briefings.model.format_page import addresses_in_use, format_page
from briefings.model.scan import scan
from briefings.model.schema import Briefing
from briefings.model.vocabulary import FOLDER_OF_KIND, Kind
from briefings.upgrading.deprecations import DEPRECATIONS
from briefings.upgrading.migrations import (
    numbered_items,
    with_addresses,
    with_addresses_in_pack,
    with_addresses_in_table,
    with_names_of_listings,
    with_plain_address,
    with_status_scale,
)
from briefings.upgrading.record import as_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from briefings.model.library import Library


def migrate(content: Path, since: str, as_of: date) -> None:
    """Bring the content to how this version writes it.

    Args:
        content: the folder, which is changed: a copy.
        since: the version that the site was made with.
        as_of: the date to read it for.
    """
    for version, step in _STEPS:
        if as_numbers(version) > as_numbers(since):
            step(content, as_of)


def _pages(content: Path) -> Iterator[tuple[str, Path, str]]:
    """The pages that can be read as text, with the address of each; none of the package or of a handbook."""
    for source in scan(content, drafts=True)[0]:
        if source.is_common or source.docname.startswith("handbook/"):
            continue
        try:
            yield source.docname, source.file, source.file.read_bytes().decode().replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue


def _write(file: Path, before: str, after: str) -> None:
    if after != before:
        file.write_bytes(after.encode())


def _library(content: Path, as_of: date) -> Library:
    return load_content(content, as_of=as_of, drafts=True, advice=False).library


def _plain_addresses_and_listings(content: Path, _: date) -> None:
    for docname, file, text in _pages(content):
        is_policy = docname.startswith(f"{FOLDER_OF_KIND[Kind.POLICY]}/")
        _write(file, text, with_names_of_listings(with_plain_address(text) if is_policy else text))


def _items_by_address(content: Path, as_of: date) -> None:
    known = numbered_items(_library(content, as_of))
    for docname, file, text in _pages(content):
        _write(file, text, with_addresses(text, docname.rpartition("/")[2], known))
    for pattern, change in (("packs/*.yaml", with_addresses_in_pack), ("use/*.csv", with_addresses_in_table)):
        for file in sorted(content.glob(pattern)):
            text = file.read_text(encoding="utf-8")
            _write(file, text, change(text, known))


def _status_scales(content: Path, as_of: date) -> None:
    words: dict[str, set[str]] = {}
    for entry in _library(content, as_of).entries.values():
        if isinstance(record := entry.record, Briefing):
            said = {str(update.status) for one in record.recommendations for update in one.updates}
            words.setdefault(record.partnership, set()).update(said)
    for docname, file, text in _pages(content):
        folder, _, slug = docname.rpartition("/")
        if folder == FOLDER_OF_KIND[Kind.PARTNERSHIP] and slug in words:
            _write(file, text, with_status_scale(text, words[slug]))


def _attributes(content: Path, as_of: date) -> None:
    """Give pages that use options of blocks their canonical form; other pages keep theirs."""
    old = [one.pattern for one in DEPRECATIONS if one.where == ".md"]
    agencies = agencies_among(source.docname for source in scan(content, drafts=True)[0])
    used = addresses_in_use(_library(content, as_of))
    for docname, file, text in _pages(content):
        if any(pattern.fullmatch(line) for pattern in old for line in text.splitlines()):
            pinned = used.get(docname, set())
            done = format_page(text.encode(), docname, file.name, agencies=agencies, pinned=pinned)
            _write(file, text, done.data.decode())


_STEPS: Final[tuple[tuple[str, Callable[[Path, date], None]], ...]] = (
    ("0.2.0", _plain_addresses_and_listings),
    ("0.2.0", _items_by_address),
    ("0.2.0", _status_scales),
    ("0.2.0", _attributes),
)
"""Each step with the version that brought it, in order."""
