"""Where a policy or a source can be read: what its page says of its address, with what the link ledger knows.

The page says where something is and when it was last seen; the ledger (``links.yaml``) says what a sweep found. Both
are joined here and nowhere else, so that every page, file and list says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from briefings.model.schema import Briefing, Policy
from briefings.model.vocabulary import AddressState, CheckedBy, LeadsTo

if TYPE_CHECKING:
    from briefings.model.dates import PartialDate
    from briefings.model.ledger import Ledger, Link
    from briefings.model.schema import Check, Leads, Record, Source
    from briefings.model.selection import Tombstone

_LOST = (AddressState.GONE, AddressState.ARCHIVED)


class WayOut(NamedTuple):
    """A link that leads out of the site: what it says, and where it leads."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of the address of one thing.

    Attributes:
        url: where it is now, or "".
        state: what is known of that address.
        archived: an archived copy, or "".
        former: where it was once; never linked.
        last_seen: when its page or a stored copy of it was last seen.
        checked_on: when the address was last opened.
        checked_by: who opened it.
        leads_to: what the address leads to, if not to the thing itself.
    """

    url: str = ""
    state: AddressState = AddressState.UNKNOWN
    archived: str = ""
    former: tuple[str, ...] = ()
    last_seen: PartialDate | None = None
    checked_on: PartialDate | None = None
    checked_by: CheckedBy | None = None
    leads_to: Leads | None = None

    @property
    def is_linked(self) -> bool:
        """Whether the address may be a link: somebody saw it, and no sweep found it gone."""
        if not self.url or self.state in _LOST:
            return False
        return self.state is AddressState.LIVE or self.last_seen is not None

    @property
    def is_gone(self) -> bool:
        """Whether it had an address, and there is nothing left to open."""
        had_one = bool(self.former) or (bool(self.url) and self.state in _LOST)
        return had_one and self.way_out is None

    @property
    def way_out(self) -> WayOut | None:
        """The one link that leads a reader on, or None when there is nothing to open."""
        if self.is_linked:
            return WayOut(_words(self.leads_to, host_of(self.url)), self.url)
        return self.archive

    @property
    def archive(self) -> WayOut | None:
        """The link to the archived copy."""
        return WayOut(f"Archived copy at {host_of(self.archived)}", self.archived) if self.archived else None

    @property
    def seen(self) -> str:
        """When the address was last seen or opened, in words; only what is known."""
        if self.checked_on:
            who = "the check of links" if self.checked_by is CheckedBy.SWEEP else "a person"
            said = f"Last opened by {who}: {self.checked_on.words}."
            if self.last_seen and self.last_seen.last < self.checked_on.first:
                said += f" Last seen there: {self.last_seen.words}."
            return said
        if self.last_seen:
            return f"Last seen {self.last_seen.words}, in a stored copy. Nobody has opened the address since."
        return ""


def whereabouts(record: Record | Tombstone, ledger: Ledger) -> Whereabouts:
    """What is known of where a policy, or the source of a briefing, can be read."""
    if isinstance(record, Policy):
        known = Whereabouts(
            url=record.address or "",
            archived=record.archived or "",
            former=record.former_addresses,
            last_seen=record.last_seen,
            leads_to=record.leads_to,
        )
        return _joined(known, record.checked, ledger)
    if isinstance(record, Briefing) and record.source:
        return _of_source(record.source, ledger)
    return Whereabouts()


def _of_source(source: Source, ledger: Ledger) -> Whereabouts:
    known = Whereabouts(
        url=source.url or "",
        archived=source.archived or "",
        last_seen=source.last_seen,
        leads_to=source.leads_to,
    )
    return _joined(known, source.checked, ledger)


def _joined(known: Whereabouts, check: Check | None, ledger: Ledger) -> Whereabouts:
    """What the page says, with what the ledger says; of two checks, the later one counts."""
    link = ledger.of(known.url) if known.url else None
    if check and known.url and _is_later(check, link):
        return Whereabouts(
            url=known.url,
            state=AddressState.LIVE,
            archived=(link.archived if link else "") or known.archived,
            former=known.former,
            last_seen=check.on,
            checked_on=check.on,
            checked_by=check.by,
            leads_to=known.leads_to,
        )
    if link is None:
        return known
    moved = link.state is AddressState.MOVED
    return Whereabouts(
        url=link.moved_to if moved else known.url,
        state=AddressState.LIVE if moved else link.state,
        archived=link.archived or known.archived,
        former=known.former,
        last_seen=link.last_good or known.last_seen,
        checked_on=link.checked,
        checked_by=CheckedBy.SWEEP if link.checked else None,
        leads_to=known.leads_to,
    )


def _is_later(check: Check, link: Link | None) -> bool:
    return link is None or link.checked is None or check.on.last >= link.checked.last


def host_of(address: str) -> str:
    """The host of an address, as readers know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _words(leads_to: Leads | None, host: str) -> str:
    if leads_to is None:
        return f"Read it at {host}"
    title = f"{leads_to.title}, " if leads_to.title else ""
    match leads_to.what:
        case LeadsTo.SUCCESSOR:
            return f"What replaced it: {title}{leads_to.holder} ({host})"
        case LeadsTo.RELATED:
            return f"About it: {title}{leads_to.holder} ({host})"
        case LeadsTo.NEWER_EDITION:
            return f"The page that now carries a newer edition: {leads_to.holder} ({host})"
    return f"Through the site of {leads_to.holder} ({host})"
