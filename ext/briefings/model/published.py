"""The guard of published addresses: what the last release had, compared with what the content gives now.

Publishing leaves ``objects.inv``, the list of every page, item, heading and recommendation with its address. An address
in it that would be lost, or would show the text of another, is a problem. Nothing is fetched here: the file lies where
the site was published, or is handed over.
"""

from __future__ import annotations

import difflib
import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.former import former_addresses, former_slugs, places_of
from briefings.model.problems import Code, Problem
from briefings.model.schema import Briefing
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import FOLDER_OF_KIND, KIND_OF_FOLDER, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from briefings.model.entry import DocEntry
    from briefings.model.library import Library

INVENTORY: Final = "objects.inv"
_HEAD: Final = b"# Sphinx inventory version 2\n"
_LINE: Final = re.compile(r"(.+?) ([a-z]+:[a-z-]+) -?\d+ (\S*) (.*)")
_MOST_BYTES: Final = 200_000_000
_ALIKE: Final = 0.6
"""From which share of common words two texts count as one that was reworded."""
_OTHER: Final = 0.4
"""Below which share of common words a text counts as another one."""
ACCEPT: Final = "--accept-new-addresses"


class DamagedInventoryError(ValueError):
    """The list of published addresses cannot be read; the message says why, as the end of a sentence."""


class Place(NamedTuple):
    """A place on a page as it was published: its address, what it is, and how it was called."""

    address: str
    what: str
    title: str


@dataclass(frozen=True, slots=True)
class Published:
    """What the last release had: the places of each page, by docname."""

    pages: dict[str, tuple[Place, ...]] = field(default_factory=dict)


def read_published(data: bytes) -> Published:
    """Read an ``objects.inv``.

    Raises:
        DamagedInventoryError: when it is not one.
    """
    if not data.startswith(_HEAD) or data.count(b"\n") < len(_HEAD.splitlines()) + 3:
        raise DamagedInventoryError("it does not begin like a Sphinx inventory of version 2")
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(data.split(b"\n", 4)[4], _MOST_BYTES).decode()
    except (zlib.error, UnicodeDecodeError):
        raise DamagedInventoryError("what it holds cannot be unpacked") from None
    if not unpacker.eof:
        raise DamagedInventoryError("it ends too early, or is too large")
    pages: dict[str, list[Place]] = {}
    for line in text.splitlines():
        if match := _LINE.fullmatch(line):
            _note(pages, *match.groups())
    return Published({docname: tuple(places) for docname, places in sorted(pages.items())})


def _note(pages: dict[str, list[Place]], name: str, kind: str, uri: str, title: str) -> None:
    domain, _, what = kind.partition(":")
    title = name if title == "-" else title
    if kind == "std:doc":
        pages.setdefault(name, [])
    elif domain == "briefings" and what in ("item", "recommendation"):
        fragment = (f"{uri[:-1]}{name}" if uri.endswith("$") else uri).partition("#")[2]
        address = name.partition("/")[2] if what == "item" else fragment
        docname = f"{FOLDER_OF_KIND[Kind.BRIEFING]}/{name.partition('/')[0]}"
        pages.setdefault(docname, []).append(Place(address, what, title))
    elif domain == "briefings" and what == "heading":
        docname, _, address = name.partition("#")
        pages.setdefault(docname, []).append(Place(address, what, title))


def published_of(library: Library) -> Published:
    """What a release of these pages has: what `read_published` reads in its ``objects.inv``."""
    return Published(
        {
            entry.docname: tuple(
                place for place in _places_now(library, entry) if place.address != entry.headings[0].id
            )
            for entry in library.entries.values()
            if not isinstance(entry.record, Tombstone)
        }
    )


def check_published(published: Published, library: Library, content: str, files: Set[str]) -> Iterator[Problem]:
    """Every published address that would be lost, or would show something else.

    Args:
        published: what the last release had.
        library: the pages as they are now.
        content: the name of the content folder, for messages.
        files: the docnames of all files of the content; what is held back or cannot be read is not lost.
    """
    moved = {
        f"{FOLDER_OF_KIND[entry.kind]}/{slug}": entry
        for entry in library.entries.values()
        for slug in former_slugs(entry)
        if entry.kind in FOLDER_OF_KIND
    }
    for docname, places in published.pages.items():
        entry = library.entries.get(docname) or moved.get(docname)
        if entry is not None:
            if not isinstance(entry.record, Tombstone):
                yield from _check_page(library, entry, places, f"{content}/{entry.docname}.md")
        elif docname not in files and f"drafts/{docname.rpartition('/')[2]}" not in files:
            yield Problem(f"{content}/{docname}.md", 0, Code.ADDRESS_LOST, _lost_page(docname))


def _lost_page(docname: str) -> str:
    folder, _, slug = docname.rpartition("/")
    kind = KIND_OF_FOLDER.get(folder)
    ways = []
    if kind is Kind.BRIEFING:
        ways.append("withdraw it instead of deleting it (briefings withdraw)")
    if kind in (Kind.BRIEFING, Kind.THEME, Kind.POLICY, Kind.AGENCY):
        ways.append(f"write 'former_slugs: [{slug}]' on the page that has its content now (briefings rename does so)")
    ways.append(f"put the file back, or publish with {ACCEPT}")
    return f"this page was published and its file is gone, so links to it would lead nowhere; {'; or '.join(ways)}"


def _check_page(library: Library, entry: DocEntry, places: tuple[Place, ...], path: str) -> Iterator[Problem]:
    now = {place.address: place for place in _places_now(library, entry)}
    had = {entry.headings[0].id, *(place.address for place in places)}  # nothing has become the title
    for place in places:
        if place.address not in now:
            new = _nearest(place, [one for one in now.values() if one.address not in had])
            line = _line_of(entry, new.address) if new else 0
            yield Problem(path, line, Code.ADDRESS_LOST, _lost_place(entry, place, new))
        elif place.what != "recommendation" and (here := now[place.address]).title != place.title:
            yield from _check_title(entry, place, here, now, path)


def _places_now(library: Library, entry: DocEntry) -> Iterator[Place]:
    for heading in entry.headings:
        yield Place(heading.id, "heading", heading.text)
    for address, what in places_of(entry).items():
        if what == "item":
            yield Place(address, what, library.title_of("item", f"{entry.slug}/{address}"))
    if isinstance(entry.record, Briefing):
        for one in entry.record.recommendations:
            yield Place(one.anchor, "recommendation", f"Recommendation {one.id}")
    texts = {heading.id: heading.text for heading in entry.headings}
    for former in former_addresses(entry):
        face = library.face("item", f"{entry.slug}/{former.was}")
        yield Place(former.was, "former", face.title if face else texts.get(former.now or "", ""))


def _check_title(entry: DocEntry, place: Place, here: Place, now: dict[str, Place], path: str) -> Iterator[Problem]:
    """What an address shows that did not change, but whose text did."""
    line = _line_of(entry, here.address)
    other = next((one for one in now.values() if one.title == place.title and one.what in ("item", "heading")), None)
    if other:
        message = (
            f"'#{place.address}' was published with the text that is at '#{other.address}' now, and would show "
            f"another; give each text its address back, with '{{#{place.address}}}' at the end of that one"
        )
        yield Problem(path, line, Code.ADDRESS_LOST, message)
    elif place.what == "item" and here.title and _share(place.title, here.title) < _OTHER:
        message = (
            f"'#{place.address}' showed other words when it was published; if they mean the same, all is well; if not, "
            "give this an address of its own, and say under 'former_addresses:' what became of the old one"
        )
        yield Problem(path, line, Code.ADDRESS_REUSED, message)


def _nearest(place: Place, fresh: list[Place]) -> Place | None:
    """What has the text of a place that is gone at a new address, or nearly its text; or the only new heading."""
    alike = [(_share(place.title, one.title), one) for one in fresh if one.what == place.what]
    share, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    is_only_one = place.what == "heading" and len(alike) == 1  # nothing else can have taken its place
    return best if share >= _ALIKE or is_only_one else None


def _share(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False).ratio()


def _line_of(entry: DocEntry, address: str) -> int:
    lines = {heading.id: heading.line for heading in entry.headings} | {item.id: item.line for _, item in entry.items}
    return lines.get(address, 0)


def _lost_place(entry: DocEntry, place: Place, new: Place | None) -> str:
    """What is lost and what to do; without the words that were published, which may be gone for a reason."""
    is_briefing = isinstance(entry.record, Briefing)
    what, old = place.what, place.address
    if new:
        end = "the bullet" if what == "item" else "the heading"
        pin = f"write '{{#{old}}}' at the end of {end} to keep it"
        forward = f", or '- {{was: {old}, now: {new.address}}}' under 'former_addresses:'" if is_briefing else ""
        said = f"the {what} at '#{old}' was published and is at '#{new.address}' now; {pin}{forward}"
    elif is_briefing:
        said = (
            f"the {what} at '#{old}' was published and is gone; under 'former_addresses:' write '- {{was: {old}, "
            "now: …}' with what it is now, or '- {was: " + old + ", gone: …}' with why it was taken out"
        )
    else:
        said = f"the {what} at '#{old}' was published and is gone; put '{{#{old}}}' at the end of what replaced it"
    return f"{said}; or publish with {ACCEPT}"
