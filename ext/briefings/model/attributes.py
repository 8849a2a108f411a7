"""Attributes in braces: what an item, a block or a section says of itself, and what it inherits.

``{.neglect .gps #late-minutes audit=neglect-2016}`` adds a theme and an agency, pins the address and names the audit.
Four levels add up, and the nearest wins: the audit of the briefing, the section, the block, the item::

    audit's themes  <  section  <  block  <  item
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.entry import Reference
from briefings.model.heading_addresses import is_heading_address
from briefings.model.item_addresses import ADDRESS
from briefings.model.problems import Code, did_you_mean, look_alike, shown, write_instead
from briefings.model.schema import PART_PATH, SLUG
from briefings.model.vocabulary import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

    Report = Callable[[int, Code, str], None]

KEYS: Final = ("audit", "origin", "recurs", "themes", "agencies")
WORD: Final = "theme-or-agency"
"""What a reference names whose word is no agency: a theme, or nothing."""
MAX_PIN: Final = 60
PIN: Final = re.compile(ADDRESS, re.ASCII)
_PARTS: Final = re.compile(r"""[^\s"]*"[^"]*"\S*|\S+""")
_KEY: Final = re.compile(r'([A-Za-z_-]+)=(?:"([^"]*)"|([^"\s]*))')
_CURLY: Final = re.compile("[“”„‟‘’]")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What one level says, before it inherits.

    Attributes:
        themes: the themes that it adds.
        agencies: the agencies that it adds; none means everyone.
        audit: the audit that it names; "" takes an inherited one away, None says nothing.
        origin: who wrote the words, if it says so.
        pin: the address that it pins, or "".
        recurs: what an earlier audit found and this one again, as ``briefing/item``; None says nothing.
        replaces_themes: whether its themes stand in place of inherited ones.
        replaces_agencies: the same of agencies.
        brings_themes: whether the themes of the audit that it names join in.
    """

    themes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    audit: str | None = None
    origin: Origin | None = None
    pin: str = ""
    recurs: tuple[str, ...] | None = None
    replaces_themes: bool = False
    replaces_agencies: bool = False
    brings_themes: bool = False


class Meaning(NamedTuple):
    """What holds for an item in the end."""

    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    audit: str | None
    origin: Origin
    recurs: tuple[str, ...] = ()


@dataclass(slots=True)
class Named:
    """What the attributes of a page mention, and how words are told apart.

    Attributes:
        agencies: the slugs of all agencies; a word that is none of them is a theme.
        references: the mentions, in order.
        pins: the addresses that are pinned on the page, with their lines.
    """

    agencies: Set[str] = frozenset()
    references: list[Reference] = field(default_factory=list)
    pins: dict[str, int] = field(default_factory=dict)


def meaning_of(levels: Iterable[Attributes], themes_of_audit: Mapping[str, tuple[str, ...]]) -> Meaning:
    """Join the levels from the outermost to the nearest.

    The themes of the audit come first where braces name it; where an option names it, only if there are no others.
    """
    levels = tuple(levels)
    audit, brings = "", False
    for level in levels:
        if level.audit is not None:
            audit, brings = level.audit, level.brings_themes
    of_audit = themes_of_audit.get(audit, ()) if audit else ()
    themes: tuple[str, ...] = of_audit if brings else ()
    agencies: tuple[str, ...] = ()
    origin = Origin.SOURCE
    recurs: tuple[str, ...] = ()
    for level in levels:
        themes = level.themes if level.replaces_themes else added(themes, level.themes)
        agencies = level.agencies if level.replaces_agencies else added(agencies, level.agencies)
        origin = level.origin or origin
        recurs = recurs if level.recurs is None else level.recurs
    return Meaning(themes or (() if brings else of_audit), agencies, audit or None, origin, recurs)


def added(inherited: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """What is inherited, then what is said here; what is said again has its place here."""
    return (*(slug for slug in inherited if slug not in own), *own)


def read_braces(text: str, line: int, report: Report, named: Named, *, of_heading: bool = False) -> Attributes:
    """Understand braces, and report each part that cannot be understood.

    Args:
        text: the braces with what is in them.
        line: the line on which they stand.
        report: called with line, code and message.
        named: tells themes from agencies, and takes the mentions.
        of_heading: whether they belong to a heading, whose address may be of any script.
    """
    found = Attributes()
    keys: list[str] = []
    for part in _PARTS.findall(text.strip().removeprefix("{").removesuffix("}")):
        if part[0] == "." and len(part) > 1:
            found = _with_word(found, part[1:], line, report, named)
        elif part[0] == "#" and len(part) > 1:
            found = _with_pin(found, part[1:], line, report, named, of_heading)
        elif match := _KEY.fullmatch(part):
            if match[1] in keys:
                report(line, Code.DUPLICATE_KEY, f"'{match[1]}=' stands twice in the braces; delete one")
            keys.append(match[1])
            found = _with_key(found, match[1], match[2] or match[3] or "", line, report, named)
        else:
            report(line, Code.UNKNOWN_ATTRIBUTE, _not_understood(part))
    return found


def _with_word(found: Attributes, word: str, line: int, report: Report, named: Named) -> Attributes:
    slug = checked_slug(word, line, report)
    if not slug:
        return found
    if slug in (*found.themes, *found.agencies):
        report(line, Code.DUPLICATE_ENTRY, f"'{slug}' stands twice; delete one")
        return found
    if slug in named.agencies:
        named.references.append(Reference("agency", slug, line))
        return replace(found, agencies=(*found.agencies, slug))
    named.references.append(Reference(WORD, slug, line))
    return replace(found, themes=(*found.themes, slug))


def _with_pin(found: Attributes, word: str, line: int, report: Report, named: Named, of_heading: bool) -> Attributes:
    fits = is_heading_address(word) if of_heading else PIN.fullmatch(word)
    if not fits or len(word) > MAX_PIN:
        message = (
            f"'#{shown(word)}' cannot be an address; use a letter, then a-z, 0-9 and hyphens, {MAX_PIN} at most"
            f"{look_alike(word)}"
        )
        report(line, Code.BAD_SLUG, message)
    elif found.pin:
        report(line, Code.DUPLICATE_ENTRY, f"an item has one address; delete '#{found.pin}' or '#{word}'")
    elif word in named.pins:
        message = f"the address '#{word}' is pinned on line {named.pins[word]} already; choose another"
        report(line, Code.DUPLICATE_ENTRY, message)
    else:
        named.pins[word] = line
        return replace(found, pin=sys.intern(word))
    return found


def _with_key(found: Attributes, key: str, value: str, line: int, report: Report, named: Named) -> Attributes:
    if _CURLY.search(value):
        message = f"curly quotation marks stand in '{key}='; write straight ones, {key}=\"…\""
        report(line, Code.CURLY_QUOTES, message)
    elif key == "audit":
        slug = checked_slug(value, line, report) if value else ""
        if slug:
            named.references.append(Reference("audit-of-page", slug, line))
        return replace(found, audit=slug, brings_themes=True) if slug or not value else found
    elif key == "recurs":
        return replace(found, recurs=read_paths(value, line, report))
    elif key == "origin":
        if value in tuple(Origin):
            return replace(found, origin=Origin(value))
        hint = did_you_mean(value, tuple(Origin)) or f"; use {', '.join(Origin)}"
        report(line, Code.BAD_VALUE, f"'origin' cannot be '{shown(value)}'{hint}")
    elif key == "themes":
        return replace(
            found,
            themes=checked_slugs(value, "theme", line, report, named.references),
            replaces_themes=True,
        )
    elif key == "agencies":
        return replace(
            found,
            agencies=checked_slugs(value, "agency", line, report, named.references),
            replaces_agencies=True,
        )
    else:
        hint = did_you_mean(key, KEYS) or f"; braces know {', '.join(KEYS)}"
        report(line, Code.UNKNOWN_ATTRIBUTE, f"there is no attribute '{shown(key)}='{hint}")
    return found


def read_paths(text: str, line: int, report: Report) -> tuple[str, ...]:
    """What was found again: items and recommendations of other briefings, each once."""
    paths = [word for word in re.split(r"[\s,]+", text) if word]
    for path, times in Counter(paths).items():
        if not re.match(PART_PATH, path):
            example = "core-groups-2017/l-minutes-came-late"
            said = f"'{shown(path)}' does not name an item; write its briefing and itself, like {example}"
            report(line, Code.BAD_VALUE, said)
        elif times > 1:
            report(line, Code.DUPLICATE_ENTRY, f"'{path}' is named twice; delete one")
    return tuple(dict.fromkeys(path for path in paths if re.match(PART_PATH, path)))


def _not_understood(part: str) -> str:
    if _CURLY.search(part):
        return f"'{shown(part, 40)}' has curly quotation marks; write straight ones, key=\"…\""
    word = part.strip(",;")
    if SLUG.fullmatch(word):
        return f"'{shown(part, 40)}' is not understood in braces; write '.{word}' to add a theme or an agency"
    return (
        f"'{shown(part, 40)}' is not understood in braces; write '.slug' for a theme or an agency, '#word' for an "
        "address, or 'key=value'"
    )


def checked_slug(text: str, line: int, report: Report) -> str:
    """The slug, or "" when it is none, which is reported."""
    if SLUG.fullmatch(text):
        return sys.intern(text)
    instead = write_instead(text) or "; correct it"
    message = f"'{shown(text)}' is not a slug of a-z, 0-9 and hyphens{instead}"
    report(line, Code.BAD_SLUG, message)
    return ""


def checked_slugs(text: str, what: str, line: int, report: Report, references: list[Reference]) -> tuple[str, ...]:
    """The slugs of a list with spaces or commas, each once; they are noted as mentions."""
    slugs = [slug for word in re.split(r"[\s,]+", text) if word and (slug := checked_slug(word, line, report))]
    references += [Reference(what, slug, line) for slug in slugs]
    once = tuple(dict.fromkeys(slugs))
    for slug in once if len(once) < len(slugs) else ():
        if slugs.count(slug) > 1:
            report(line, Code.DUPLICATE_ENTRY, f"'{slug}' stands twice; delete one")
    return once
