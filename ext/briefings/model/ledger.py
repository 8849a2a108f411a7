"""The link ledger, ``content/links.yaml``: what is known of every address outside the site that the pages name.

The build renders from it and never asks the network, so the same content gives the same site. `make links` asks, and
proposes changes; a person accepts them (promise P49).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.dates import PartialDate
from briefings.model.frontmatter import read_data
from briefings.model.links import fault_of_address, is_web_address
from briefings.model.problems import Code, Problem, did_you_mean, shown
from briefings.model.scan import read_plain
from briefings.model.schema import Briefing, Policy
from briefings.model.vocabulary import AddressState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefings.model.library import Library

LEDGER_FILE: Final = "links.yaml"
MAX_LEDGER: Final = 2_000_000
"""Enough for thousands of addresses: the file cannot be split as a page can."""
_DATES: Final = ("first_seen", "last_good", "checked", "failing_since")
KEYS: Final = (
    "address",
    "state",
    "first_seen",
    "last_good",
    "checked",
    "failures",
    "failing_since",
    "moved_to",
    "archived",
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside the site.

    Attributes:
        address: as the pages name it.
        state: what is known of it; `UNKNOWN` when it cannot be said, such as when a site turns programs away.
        first_seen: when a page first named it.
        last_good: when it last worked.
        checked: when it was last tried.
        failures: how often in a row it was not there.
        failing_since: the first of these failures.
        moved_to: where it is now.
        archived: a copy in an archive.
    """

    address: str
    state: AddressState = AddressState.UNKNOWN
    first_seen: PartialDate | None = None
    last_good: PartialDate | None = None
    checked: PartialDate | None = None
    failures: int = 0
    failing_since: PartialDate | None = None
    moved_to: str = ""
    archived: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All links by address. `digest` changes exactly when the file does."""

    links: dict[str, Link]
    digest: bytes = b""

    @property
    def targets(self) -> frozenset[str]:
        """Where links moved to, and copies of them."""
        return frozenset(place for link in self.links.values() for place in (link.moved_to, link.archived) if place)

    def of(self, address: str) -> Link | None:
        """What is known of an address; a place within a page does not matter."""
        return self.links.get(address) or self.links.get(address.partition("#")[0])


NO_LEDGER: Final = Ledger({})


def read_ledger(root: Path) -> tuple[Ledger, list[Problem]]:
    """Read the ledger of a content folder; an entry that cannot be understood is told and left out."""
    path = f"{root.name}/{LEDGER_FILE}"
    try:
        text = read_plain(root / LEDGER_FILE, MAX_LEDGER).decode()
    except FileNotFoundError:
        return NO_LEDGER, []
    except (OSError, UnicodeDecodeError):
        return NO_LEDGER, [Problem(path, 0, Code.UNREADABLE, "the file cannot be opened as UTF-8 text; save it again")]
    front, problems = read_data(text, path=path, longest=MAX_LEDGER)
    if problems:
        return NO_LEDGER, problems
    entries = front.data.get("links")
    if set(front.data) != {"links"} or not isinstance(entries, list):
        return NO_LEDGER, [
            Problem(path, 1, Code.LEDGER_SHAPE, "the file holds one key, 'links', with a list of entries")
        ]
    links: dict[str, Link] = {}
    for number, entry in enumerate(entries):
        line = front.line_of(("links", number))
        link, said = _link(entry)
        if link is not None and link.address in links:
            link, said = None, "this address stands twice; keep one entry"
        if link is None:
            problems.append(Problem(path, line, Code.LEDGER_SHAPE, said))
        else:
            links[link.address] = link
    return Ledger(links, hashlib.blake2b(text.encode(), digest_size=16).digest()), problems


def unlisted(library: Library, content: str = "content") -> Iterator[Problem]:
    """Advice on addresses in front matter that the ledger does not list yet; `make links` adds them."""
    ledger = library.registers.ledger
    for entry in library.entries.values():
        record = entry.record
        address = record.address or "" if isinstance(record, Policy) else ""
        if isinstance(record, Briefing) and record.source and record.source.url:
            address = record.source.url
        if address and ledger.links and ledger.of(address) is None and address not in ledger.targets:
            message = "the web address is not in links.yaml yet; run 'make links' and add what it proposes"
            yield Problem(f"{content}/{entry.docname}.md", 0, Code.LINK_UNLISTED, message)


def _link(entry: object) -> tuple[Link | None, str]:
    """The entry, or what is wrong with it."""
    if not isinstance(entry, dict):
        return None, f"an entry has the keys {', '.join(KEYS)}"
    values: dict[str, str] = {key: value for key, value in entry.items() if isinstance(value, str)}
    for key in entry:
        if key not in KEYS:
            return None, f"an entry has no key '{shown(key)}'{did_you_mean(key, KEYS)}"
        if key not in values:
            return None, f"'{key}' has no value; fill it in or delete it"
    for key in ("address", "moved_to", "archived"):
        if key in values and not is_web_address(values[key]):
            return None, f"'{key}' must be an address like https://example.org/page"
        if key in values and key != "address" and (fault := fault_of_address(values[key])):
            return None, f"'{key}' cannot be linked to: {fault}"
    if "address" not in values or "state" not in values:
        return None, "an entry needs 'address' and 'state'"
    states = [state.value for state in AddressState]
    if values["state"] not in states:
        return None, f"'state' is one of {', '.join(states)}{did_you_mean(values['state'], states)}"
    dates: dict[str, PartialDate] = {}
    for key in _DATES:
        try:
            if key in values:
                dates[key] = PartialDate.parse(values[key])
        except ValueError:
            return None, f"'{key}' must be a date like 2026-11-20 or 2016"
    failures = values.get("failures", "0")
    if not re.fullmatch(r"\d{1,4}", failures, re.ASCII):
        return None, "'failures' must be a whole number"
    state = AddressState(values["state"])
    if state is AddressState.MOVED and "moved_to" not in values:
        return None, "a link that moved needs 'moved_to'"
    if state is AddressState.ARCHIVED and "archived" not in values:
        return None, "a link that is archived needs 'archived'"
    return (
        Link(
            values["address"],
            state,
            dates.get("first_seen"),
            dates.get("last_good"),
            dates.get("checked"),
            int(failures),
            dates.get("failing_since"),
            values.get("moved_to", ""),
            values.get("archived", ""),
        ),
        "",
    )


def written(links: Iterable[Link]) -> str:
    """The ledger as a file, in the one order and form that it has."""
    lines = [
        "# What is known of the addresses that our pages name. `make links` proposes changes; the site is made",
        "# from this file alone. A link is called gone only after it failed several times over two weeks.",
    ]
    ordered = sorted(links, key=lambda link: link.address)
    if not ordered:
        return "\n".join([*lines, "links: []", ""])
    lines.append("links:")
    for link in ordered:
        mark = "- "
        for key in KEYS:
            value = getattr(link, key)
            if value not in (None, "", 0):
                text = _iso(value) if isinstance(value, PartialDate) else str(value)
                lines.append(f"{mark}{key}: {_quoted(text) if '://' in text else text}")
                mark = "  "
    return "\n".join([*lines, ""])


def _iso(date: PartialDate) -> str:
    parts = [f"{date.year:04d}"]
    parts += [f"{part:02d}" for part in (date.month, date.day) if part is not None]
    return "-".join(parts)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
