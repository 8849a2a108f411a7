"""What is stored of a page: text and ids, never document tree nodes.

`DocEntry` is the only thing that the domain keeps between builds, so it is lean. What is derived from several entries
lives in `library` and is never stored. What there is most of is named tuples: they are half as large in the stored
environment as data classes, and read three times as fast.
"""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NamedTuple

from briefings.model.vocabulary import BLOCK_TERMS, BlockKind, Kind, ListingKind, Origin, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefings.model.dates import PartialDate
    from briefings.model.inline import Runs
    from briefings.model.schema import Record
    from briefings.model.selection import Tombstone


class Item(NamedTuple):
    """One bullet of a block: a finding, a question, a practice point. `id` is its address on the page (``q3``)."""

    id: str
    runs: Runs
    line: int


class Block(NamedTuple):
    """Items of a briefing that follow one another and have all but their words in common.

    A block of the page is one or several of these, because its bullets may have attributes of their own; `number`
    counts the blocks of the page from 1. No agencies means everyone; `case` blocks hold prose and no items.
    `recurs` is what an earlier audit found, and its items found again: each ``briefing/item``.
    """

    kind: BlockKind
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    audit: str | None
    origin: Origin
    items: tuple[Item, ...]
    recurs: tuple[str, ...] = ()
    number: int = 0


class Heading(NamedTuple):
    """A heading of a page, or its title (level 1). `id` is its address on the page."""

    id: str
    text: str
    level: int
    line: int


class BodyPart(NamedTuple):
    """A part of a body: how many words it has, its heading among them, and how many of the page's blocks."""

    words: int
    blocks: int


class Query(NamedTuple):
    """What a listing asks for. Empty values do not filter; a theme or agency includes those below it.

    Attributes:
        kinds: kinds of item, for item lists only.
        since: the first date that counts.
        limit: how many rows to show on the page itself.
        until: the last date that counts.
        within: only what is at most so many months old on the date of the build.
        status: a `Status` or `Standing`, for recommendations only.
        everyone: only items that are for no agency in particular; set by the site, not by editors.
        owner: only recommendations of one owner; set by the site.
        inferred: with `owner`, only those whose owner the source does not print, else only those whose owner it prints.
        briefing: only what belongs to one briefing, and for briefings those related to it; set by the site.
    """

    kinds: tuple[BlockKind, ...] = ()
    theme: str = ""
    agency: str = ""
    partnership: str = ""
    policy: str = ""
    since: PartialDate | None = None
    limit: int | None = None
    sort: Sort = Sort.NEWEST
    until: PartialDate | None = None
    within: int | None = None
    status: str = ""
    everyone: bool = False
    owner: str = ""
    briefing: str = ""
    inferred: bool = False


class Listing(NamedTuple):
    """A listing as an editor wrote it, or as the site adds it to a page. `name` is unique on its page."""

    kind: ListingKind
    name: str
    query: Query

    @property
    def filters(self) -> str:
        """The address of its filters on its page, where it has any."""
        return f"{self.name}-filters"


class Reference(NamedTuple):
    """A mention of something else.

    Attributes:
        what: what is named: a role name, ``owner``, ``audit``, ``item-of-page``, ``audit-of-page`` or ``page``.
        target: the slug, or ``slug/id``.
        line: 1-based line of the mention.
        place: the item or recommendation (its address) that holds it, or "" for the page as a whole.
        in_text: whether it is a role in the text, so that the title of what it names is shown there.
    """

    what: str
    target: str
    line: int
    place: str = ""
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class DocEntry:
    """All that the site knows of one page.

    Attributes:
        docname: folder and slug, as Sphinx names documents.
        kind: what the page is.
        title: plain text.
        record: its front matter.
        blocks: the blocks of its body, in order.
        listings: the listings of its body, in order.
        references: everything that it mentions, in order.
        prose: the text of its body outside the items of its blocks, for the search: a passage for each heading,
            paragraph, table cell and example.
        words: how many words its body has.
        parts: what stands before its first heading of the second level, then below each of them.
        abbreviations: the words of capitals and digits in its text, such as MARAC or GCP2.
        digest: BLAKE2 digest of the file, by which a change is noticed.
        allowed: the privacy findings that may stand on it, as rule and fingerprint.
        headings: its title, then the headings of its body in order.
    """

    docname: str
    kind: Kind
    title: str
    record: Record | Tombstone
    blocks: tuple[Block, ...]
    listings: tuple[Listing, ...]
    references: tuple[Reference, ...]
    prose: tuple[Runs, ...]
    words: int
    parts: tuple[BodyPart, ...]
    abbreviations: tuple[str, ...]
    digest: bytes
    allowed: tuple[tuple[str, str], ...] = ()
    headings: tuple[Heading, ...] = ()
    packed: bytes = field(default=b"", init=False, repr=False, compare=False)
    """What was unpacked, so that a page that did not change need not be packed again."""

    def __reduce__(self) -> tuple[Callable[[bytes], DocEntry], tuple[bytes]]:
        """Store a page packed: a third of the size, and no slower to read and write than the plain values."""
        packed = self.packed
        if not packed:  # not kept: a build stores its pages once
            values = tuple(getattr(self, one.name) for one in fields(self) if one.init)
            packed = zlib.compress(pickle.dumps(values, pickle.HIGHEST_PROTOCOL), level=1)
        return _unpacked, (packed,)

    @property
    def slug(self) -> str:
        """The last part of the docname: the page's public name."""
        return self.docname.rpartition("/")[2]

    @property
    def items(self) -> Iterator[tuple[Block, Item]]:
        """Every item with its block, in order."""
        for block in self.blocks:
            for item in block.items:
                yield block, item


def _unpacked(packed: bytes) -> DocEntry:
    entry = DocEntry(*pickle.loads(zlib.decompress(packed)))  # noqa: S301 - a part of what Sphinx itself unpickled
    object.__setattr__(entry, "packed", packed)
    return entry


def letter_of(kind: BlockKind) -> str:
    """The letter that starts the address of a block's items."""
    return BLOCK_TERMS[kind].letter
