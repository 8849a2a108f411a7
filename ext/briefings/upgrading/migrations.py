"""What a newer version writes otherwise, as changes of one text. Whatever is written as it should be stays as it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from briefings.model.entry import letter_of
from briefings.model.frontmatter import split
from briefings.model.item_addresses import NUMBERED
from briefings.model.vocabulary import Status
from briefings.model.writing import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefings.model.library import Library

Addresses = Mapping[str, Mapping[str, str]]
"""The new address of an item by the slug of its briefing and the number that it had."""
_LISTINGS: Final = {"keeps-coming-back": "found-in-many-places"}
_ADDRESS: Final = re.compile(r"(?m)^address:[ \t]*(?:\{[^}\n]*\}[ \t]*)?\n(?:[ \t]+.*\n)*")
_GONE: Final = "gone"
_ITEM_ROLE: Final = re.compile(r"(\{item\}`)([^`]*)(`)")
_PATH: Final = re.compile(r"(?<![\w/-])([a-z0-9-]+)/([a-z][1-9][0-9]{0,3})(?![\w-])", re.ASCII)
_ANCHOR: Final = re.compile(r"(?<![\w-])([a-z0-9-]+)\.md#([a-z][1-9][0-9]{0,3})(?![\w-])", re.ASCII)
_OWN_KEY: Final = re.compile(r"(?m)^([ \t]*(?:- )?)addresses:[ \t]*(\[[^\]]*\]|(?:\n\1?[ \t]*- [^\n]*)+)")
_NUMBER: Final = re.compile(r"(?<![\w-])[a-z][1-9][0-9]{0,3}(?![\w-])", re.ASCII)
_CONF: Final = re.compile(
    r'(?m)^(?:html_theme_path|templates_path) = \["_templates"\]\n|^html_static_path = \["_static"\]\n'
)


def with_plain_address(text: str) -> str:
    """A policy whose `address` is the web address itself; one that was gone is a former address."""
    data = split(text, path="", required=False)[0].data
    address = data.get("address")
    found = _ADDRESS.search(text)
    if found is None or not isinstance(address, dict) or not isinstance(address.get("url"), str):
        return text
    url = str(address["url"])
    lines = [f"former_addresses: [{url}]" if address.get("state") == _GONE else f"address: {url}"]
    for key in ("last_seen", "archived"):
        if isinstance(known := address.get(key), str):
            lines.append(f"{key}: {known}")
    if isinstance(instead := address.get("instead"), str) and "superseded_by" not in data:
        lines.append(f"superseded_by: {instead}")
        if "status" not in data:
            lines.append("status: superseded")
    return text[: found.start()] + "\n".join(lines) + "\n" + text[found.end() :]


def with_names_of_listings(text: str) -> str:
    """A page with the listings as they are called now."""
    return re.sub(
        rf"(?m)^([ \t]*:{{3,}}\{{)({'|'.join(_LISTINGS)})(?=\}})", lambda match: match[1] + _LISTINGS[match[2]], text
    )


def without_paths_of_theme(text: str) -> str:
    """Settings without the lines that say where the theme lies: it comes with the package."""
    return _CONF.sub("", text)


def numbered_items(library: Library) -> dict[str, dict[str, str]]:
    """The address of each item by briefing and by the number that it had, its place among those of its kind."""
    found: dict[str, dict[str, str]] = {}
    for entry in library.entries.values():
        items = [(letter_of(block.kind), item.id) for block in entry.blocks for item in block.items]
        counts: dict[str, int] = {}
        numbers = found.setdefault(entry.slug, {})
        for letter, address in items:
            counts[letter] = counts.get(letter, 0) + 1
            numbers[f"{letter}{counts[letter]}"] = address
        for _, address in items:
            if NUMBERED.fullmatch(address):
                numbers[address] = address  # pinned by an editor, so it is still that item
    return found


def with_addresses(text: str, slug: str, known: Addresses) -> str:
    """A page whose references name items by their address.

    Args:
        text: the page.
        slug: the briefing that it is, for references to its own items.
        known: the addresses by number.
    """
    own = known.get(slug, {})
    text = _OWN_KEY.sub(lambda key: _NUMBER.sub(lambda number: own.get(number[0], number[0]), key[0]), text)
    text = _ITEM_ROLE.sub(lambda role: role[1] + with_addresses_in_pack(role[2], known) + role[3], text)
    return _ANCHOR.sub(lambda link: f"{link[1]}.md#{_new(link, known)}", text)


def with_addresses_in_pack(text: str, known: Addresses) -> str:
    """A pack, or the content of a role, with the address of each item."""
    return _PATH.sub(lambda path: f"{path[1]}/{_new(path, known)}", text)


def with_addresses_in_table(text: str, known: Addresses) -> str:
    """A use register whose questions are named by their address."""
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or not {"used", "questions"} <= set(rows[0]):
        return text
    used, questions = rows[0].index("used"), rows[0].index("questions")
    changed = False
    for row in rows[1:]:
        if len(row) > max(used, questions):
            own: Mapping[str, str] = known.get(row[used], {})
            new = _NUMBER.sub(lambda number, own=own: own.get(number[0], number[0]), row[questions])  # type: ignore[misc]
            changed = changed or new != row[questions]
            row[questions] = new
    if not changed:
        return text
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _new(found: re.Match[str], known: Addresses) -> str:
    return known.get(found[1], {}).get(found[2], found[2])


def with_status_scale(text: str, words: Iterable[str]) -> str:
    """A partnership that says how each status that it prints is read; one that says so already stays as it is."""
    words = sorted({word.lower() for word in words} - {Status.NOT_RATED})
    if "orange" not in words or re.search(r"(?m)^status_scale:", text):
        return text
    lines = ["status_scale:"]
    lines += [f"  - {{printed: {value(word)}, status: {_read_as(word)}}}" for word in words]
    end = [match.end() for match in re.finditer(r"(?m)^---[ \t]*\n", text)][1:2]
    return text if not end else f"{text[: end[0] - 4]}{chr(10).join(lines)}\n{text[end[0] - 4 :]}"


def _read_as(word: str) -> str:
    return Status.AMBER if word == "orange" else word


def with_requirement(text: str, version: str) -> str:
    """A list of requirements that names this version of the package; its other lines stay."""
    return re.sub(r"(?m)^(sphinx-briefings)[ \t]*[=<>~!][^\s#;]*", rf"\1=={version}", text)
