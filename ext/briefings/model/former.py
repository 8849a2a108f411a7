"""Addresses that items, headings and briefings had before: where each leads now, and what is wrong with any of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.heading_addresses import FRAME_ADDRESSES
from briefings.model.item_addresses import nearest, words_of
from briefings.model.problems import Code, Problem, did_you_mean, shown
from briefings.model.schema import FORMER_WAS, Agency, Briefing, Policy, Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.entry import DocEntry
    from briefings.model.faces import Face
    from briefings.model.library import Library
    from briefings.model.schema import FormerAddress

KEY: Final = "former_addresses"


class Departed(NamedTuple):
    """What a page says at an address that it does not hold any more: words, and where it is now, if anywhere."""

    was: str
    words: str
    face: Face | None


def former_slugs(entry: DocEntry) -> tuple[str, ...]:
    """The addresses that a page had before."""
    return entry.record.former_slugs if isinstance(entry.record, Briefing | Theme | Policy | Agency) else ()


def former_addresses(entry: DocEntry) -> tuple[FormerAddress, ...]:
    """The addresses that places on a page had before."""
    return entry.record.former_addresses if isinstance(entry.record, Briefing) else ()


def places_of(entry: DocEntry) -> dict[str, str]:
    """The addresses on a page that readers may link to, and what each is: item, heading, recommendation or audit."""
    places = dict.fromkeys((heading.id for heading in entry.headings), "heading")
    places |= dict.fromkeys((item.id for _, item in entry.items), "item")
    if isinstance(entry.record, Briefing):
        places |= dict.fromkeys((one.anchor for one in entry.record.recommendations), "recommendation")
        places |= dict.fromkeys((one.anchor for one in entry.record.audits), "audit")
    return places


def aliases_of(entry: DocEntry) -> dict[str, tuple[str, ...]]:
    """By the address of an item or heading, those that it had before."""
    own = {place for place, what in places_of(entry).items() if what in ("item", "heading")}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in former_addresses(entry):
        if one.now in own:
            found[one.now].append(one.was)
    return {now: tuple(those) for now, those in found.items()}


def departed_from(library: Library, entry: DocEntry) -> tuple[Departed, ...]:
    """What a page says at its end of places that moved elsewhere or were taken out."""
    held = {was for those in aliases_of(entry).values() for was in those}
    return tuple(_departed(library, entry, one) for one in former_addresses(entry) if one.was not in held)


def _departed(library: Library, entry: DocEntry, one: FormerAddress) -> Departed:
    words = f"“{words_of(one.was)}”"
    if one.now is None:
        return Departed(one.was, f"{words} was taken out: {one.gone}", None)
    if "/" in one.now:
        return Departed(one.was, f"{words} has moved to another briefing:", library.face("item", one.now))
    parts = entry.record.recommendations if isinstance(entry.record, Briefing) else ()
    number = next((part.id for part in parts if part.anchor == one.now), "")
    what, part = ("recommendation", number) if number else ("audit", one.now.removeprefix("audit-"))
    return Departed(one.was, f"{words} is now part of:", library.face(what, f"{entry.slug}/{part}"))


def no_such_item(address: str, entry: DocEntry, briefing: str = "") -> str:
    """The end of a sentence on an address that no item of a briefing has: why it is gone, or the nearest.

    Args:
        address: the address that is not there.
        entry: the briefing.
        briefing: its slug where another page names the item, or "".
    """
    gone = gone_because(entry, address)
    return f"it {gone}" if gone else nearest(address, entry.items, briefing)


def gone_because(entry: DocEntry, address: str) -> str:
    """The end of a sentence on an item that was taken out, as its briefing says; "" where it does not say so."""
    why = next((one.gone for one in former_addresses(entry) if one.was == address and one.gone), "")
    return f"was taken out ('{shown(why, 80)}'); delete the mention, or name another item" if why else ""


def check_former(library: Library, content: str) -> Iterator[Problem]:
    """Every former address that is in use, leads nowhere, leads on twice or round in a circle."""
    for entry in library.entries.values():
        former = former_addresses(entry)
        if not former:
            continue
        path = f"{content}/{entry.docname}.md"
        lines = _lines(entry, FORMER_WAS)
        for one, message in _wrong(entry, former):
            yield Problem(path, lines.get(one.was, 0), Code.FORMER_ADDRESS, message)


def _wrong(entry: DocEntry, former: tuple[FormerAddress, ...]) -> Iterator[tuple[FormerAddress, str]]:
    places = places_of(entry)
    times = Counter(one.was for one in former)
    was = {one.was: one for one in former}
    frame = frozenset(FRAME_ADDRESSES)
    for one in was.values():
        name = f"'{shown(one.was)}'"
        if times[one.was] > 1:
            yield one, f"{name} stands twice in '{KEY}'; keep the line that is right"
        elif one.was in places:
            what = places[one.was]
            said = f"{name} is the address of {'an' if what[0] in 'ia' else 'a'} {what} of this page"
            yield one, f"{said}; delete the line, or pin another address there"
        elif one.was in frame:
            yield one, f"the page itself calls something {name}; delete the line"
        elif one.now == one.was:
            yield one, f"{name} leads to itself; name the address that it has now, or say why it is 'gone'"
        elif one.now in was and one.now not in places:
            yield one, f"{name} leads to '{shown(one.now)}', which is a former address too; {_end_of_chain(one, was)}"
        elif one.now and "/" not in one.now and one.now not in places:
            hint = did_you_mean(one.now, places) or "; name an item or a heading of this page"
            yield one, f"{name} leads to '{shown(one.now)}', which is not on this page{hint}"


def _end_of_chain(one: FormerAddress, was: dict[str, FormerAddress]) -> str:
    """What to write in place of a chain."""
    seen, here = {one.was}, one
    while here.now in was:
        assert here.now is not None
        if here.now in seen:
            return "these lines lead round in a circle: name the address that each has now"
        seen.add(here.now)
        here = was[here.now]
    return f"write '{shown(here.now)}'" if here.now else "say why it is 'gone' here too"


def _lines(entry: DocEntry, what: str) -> dict[str, int]:
    return {one.target: one.line for one in entry.references if one.what == what}
