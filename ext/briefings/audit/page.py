"""Read one page of HTML by a grammar that is narrower than HTML: whatever does not fit it is a fault.

A lenient parser and a browser may disagree about odd markup, and attacks live in that gap. Our pages have no odd
markup, so the audit asks for the plain form: lower-case tags, double quotes, everything closed, no comments.

A page is read in pieces, each from a tag at the start of a line to the next such tag. The same frames and rows stand on
many pages, so each piece is understood once, and only what matters to the page that it stands on is kept of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import chain
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from briefings.audit.allowed import (
    ATTRIBUTES,
    EVERYWHERE,
    FAMILIES,
    LINK_KINDS,
    LINKS_THAT_LOAD,
    META_NAMES,
    SVG_SHAPES,
    VOID,
)

_NAME: Final = "[a-zA-Z][a-zA-Z0-9-]*"
_TAG: Final = re.compile(rf'<(?:(/?)({_NAME})((?:[ \n]+{_NAME}(?:="[^"<]*")?)*)[ \n]*(/?)>|)')
_PAIR: Final = re.compile(rf'[ \n]+({_NAME})(?:="([^"<]*)")?')
_DOCTYPE: Final = re.compile(r"<!doctype html>\s*", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"//|[a-zA-Z][a-zA-Z0-9+.-]*:")
_IN_NO_ADDRESS: Final = re.compile(r"[\x00-\x20\\]")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ONCE: Final = ("html", "head", "body", "main", "h1")
_MEANING: Final = frozenset({*_HEADINGS, *_ONCE, "title", "script", "meta", "table", "tr", "td", "th"})
"""The tags that mean something for the page as a whole; the others are judged by themselves."""
_REFERRING: Final = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")
_UNSAFE_POLICY: Final = ("unsafe-", "data:", "http:", "https:", "*")
_SEARCHES: Final = frozenset({"search.html", "handbook/search.html"})
_SEARCH_MAY: Final = re.compile(r"'wasm-unsafe-eval'|(?<=connect-src 'self')( https?://[a-z0-9.:-]+)+")
"""What the search pages alone may: run Pagefind's program, and read the indexes of sites that they are told of."""
_PLAIN_SCHEMES: Final = frozenset({"https", "http", "mailto"})
_WEB: Final = frozenset({"https", "http"})


Link = tuple[str, int]
"""A link within the site as it stands in a page, and its line."""


@dataclass(slots=True)
class PageRead:
    """What one page holds."""

    ids: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Start(NamedTuple):
    """A start tag, understood.

    Attributes:
        tag: its name.
        attributes: what stands in it.
        opens: whether it is to be closed by another tag.
        link: where it leads within the site.
        refers: the ids on the page that it points to.
        means: whether it means something for the page as a whole, its headings, tables or security.
        faults: those of the tag by itself, each with its rule.
        bare: whether no text stands between it and the next tag.
    """

    tag: str
    attributes: dict[str, str]
    opens: bool
    link: str
    refers: tuple[str, ...]
    means: bool
    faults: tuple[str, ...]
    bare: bool = False


_ODD: Final = _Start(
    "", {}, False, "", (), False, ("markup that is no plain tag: a comment, an odd quote or a stray '<' [markup]",)
)


class _Mark(NamedTuple):
    """What a tag does to the page that it stands on.

    Attributes:
        opens: the name that it leaves open, or "".
        closes: the name that it closes, or "".
        start: the tag, when there is more to see to than what is open.
        below: how many lines below the start of its piece it stands.
    """

    opens: str
    closes: str
    start: _Start | None
    below: int


class _Piece(NamedTuple):
    """Part of a page, understood.

    Attributes:
        lines: how many it has.
        links: those within the site; lines are counted from its start.
        marks: what its tags do to the page, without what cancels out.
    """

    lines: int
    links: tuple[Link, ...]
    marks: tuple[_Mark, ...]


class _Table:
    """Counts the cells of a table, so that every row has as many columns as the first."""

    def __init__(self) -> None:
        self.headed = False
        self.rows: list[int] = []
        self.below: list[tuple[int, int]] = []  # columns that cells of earlier rows take in the rows to come

    def row(self) -> None:
        self.rows.append(sum(width for width, _ in self.below))
        self.below = [(width, height - 1) for width, height in self.below if height > 1]

    def cell(self, attributes: dict[str, str]) -> bool:
        width, height = _number(attributes.get("colspan")), _number(attributes.get("rowspan"))
        if not self.rows:
            return False
        self.rows[-1] += width
        if height > 1:
            self.below.append((width, height - 1))
        return True


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 1


def read_page(text: str, name: str) -> PageRead:
    """Read a page.

    Args:
        text: the page.
        name: its file name, for faults.

    Returns:
        Its ids, its links within the site and all its faults.
    """
    return _Reader(text, name).read()


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.page = PageRead()
        self.open: list[str] = []
        self.tables: list[_Table] = []
        self.counts: dict[str, int] = {}
        self.level = 0
        self.referring: list[tuple[str, int]] = []
        self.policy = False

    def fault(self, line: int, said: str) -> None:
        self.page.faults.append(f"{self.name}:{line}: {said}")

    def read(self) -> PageRead:
        text, links, left_open = self.text, self.page.links, self.open
        start = _DOCTYPE.match(text)
        if not start:
            self.fault(1, "the page does not begin with <!doctype html> [doctype]")
        where = start.end() if start else 0
        line = 1 + text.count("\n", 0, where)
        first, *others = text[where:].split("\n<")
        for piece in chain((first,), map("<".__add__, others)):
            lines, found, marks = _piece(piece)
            if found:
                links += [(href, line + below) for href, below in found]
            for opens, closes, tag, below in marks:
                if tag:
                    self._look(line + below, tag)
                if opens:
                    left_open.append(opens)
                elif closes:
                    self._end(line + below, closes)
            line += lines
        if left_open:
            self.fault(line - 1, f"<{left_open[-1]}> is not closed [markup]")
        self._whole()
        return self.page

    def _look(self, line: int, start: _Start) -> None:
        """What a start tag is by itself, and what it says of other tags."""
        for said in start.faults:
            self.fault(line, said)
        if anchor := start.attributes.get("id"):
            if anchor in self.page.ids:
                self.fault(line, f"the id '{anchor}' stands twice [ids]")
            self.page.ids.add(anchor)
        self.referring += [(one, line) for one in start.refers]
        if start.means:
            self.counts[start.tag] = self.counts.get(start.tag, 0) + 1
            self._meaning(line, start)

    def _meaning(self, line: int, start: _Start) -> None:
        """What a tag means for headings, tables and the security of the page."""
        tag, attributes = start.tag, start.attributes
        if tag in _HEADINGS and "template" not in self.open:
            level = int(tag[1])
            if level > self.level + 1:
                self.fault(line, f"<{tag}> follows level {self.level}: a level is skipped [headings]")
            self.level = level
        elif tag == "table":
            self.tables.append(_Table())
        elif tag == "title" and start.bare and "svg" not in self.open:
            self.fault(line, "the title of the page is empty [title]")
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == "content-security-policy":
            policy = attributes.get("content", "")
            if self.name in _SEARCHES:
                policy = _SEARCH_MAY.sub("", policy)
            self.policy = "default-src 'none'" in policy and not any(word in policy for word in _UNSAFE_POLICY)
        if not self.tables:
            return
        table = self.tables[-1]
        if tag == "tr":
            table.row()
        elif tag in ("td", "th"):
            table.headed |= tag == "th"
            if tag == "th" and "scope" not in attributes and "headers" not in attributes:
                self.fault(line, "a header cell has no scope [tables]")
            if not table.cell(attributes):
                self.fault(line, "a cell stands outside a row [tables]")

    def _end(self, line: int, name: str) -> None:
        if self.open and self.open[-1] == name:
            self.open.pop()
        elif name in VOID:
            self.fault(line, f"</{name}> closes what has no content [markup]")
        else:
            opened = f"<{self.open[-1]}> is open" if self.open else "nothing is open"
            self.fault(line, f"</{name}> stands where {opened} [markup]")
            if name in self.open:
                while self.open.pop() != name:
                    pass
        if name == "table" and self.tables:
            self._table(line, self.tables.pop())

    def _table(self, line: int, table: _Table) -> None:
        if not table.headed:
            self.fault(line, "the table has no header cells [tables]")
        if len(set(table.rows)) > 1:
            self.fault(line, "the rows of the table have different numbers of columns [tables]")

    def _whole(self) -> None:
        """What the page as a whole must have."""
        for tag in _ONCE:
            if self.counts.get(tag) != 1:
                rule = "headings" if tag == "h1" else "markup"
                self.fault(1, f"the page has {self.counts.get(tag, 0)} <{tag}> [{rule}]")
        if not self.counts.get("title"):
            self.fault(1, "the page has no title [title]")
        if not self.policy:
            self.fault(1, "the page has no strict Content-Security-Policy [policy]")
        for anchor, line in self.referring:
            if anchor not in self.page.ids:
                self.fault(line, f"a label or description points to '{anchor}', which the page does not have [ids]")


@lru_cache(maxsize=50_000)
def _piece(source: str) -> _Piece:
    """Understand a piece of a page."""
    links: list[Link] = []
    marks: list[_Mark] = []
    below = counted = 0
    for match in _TAG.finditer(source):
        below += source.count("\n", counted, match.start())
        counted, name = match.start(), match[2]
        if not match[1]:
            start = _start(match[0]) if name else _ODD
            if name == "script" and not source.startswith("</script>", match.end()):
                start = start._replace(faults=(*start.faults, "a script stands in the page itself [inline]"))
            elif name == "title":
                start = start._replace(bare=not source[match.end() :].partition("<")[0].strip())
            if start.link:
                links.append((start.link, below))
            matters = start.faults or start.refers or start.means or "id" in start.attributes
            if matters or start.opens:
                marks.append(_Mark(name if start.opens else "", "", start if matters else None, below))
        elif marks and marks[-1].opens == name and name != "table":
            opened = marks.pop()  # nothing within that matters: the two cancel out
            if opened.start:
                marks.append(opened._replace(opens=""))
        else:
            marks.append(_Mark("", name, None, below))
    return _Piece(source.count("\n") + 1, tuple(links), tuple(marks))


@lru_cache(maxsize=50_000)
def _start(source: str) -> _Start:
    """Understand one start tag. Most tags of a site stand on every page, so they are understood once."""
    match = _TAG.match(source)
    assert match is not None
    tag = match[2]
    faults: list[str] = []
    attributes: dict[str, str] = {}
    allowed = ATTRIBUTES.get(tag)
    if allowed is None:
        opens = tag not in VOID and not match[4]
        fault = f"<{tag}> is not a tag that pages may have [allow-list]"
        return _Start(tag, {}, opens, "", (), tag in _MEANING, (fault,))
    for name, value in _PAIR.findall(match[3]):
        key = name.lower()  # SVG writes viewBox
        if key in attributes:
            faults.append(f"<{tag}> has '{key}' twice")
        attributes[key] = unescape(value)
        if key not in allowed and key not in EVERYWHERE and not FAMILIES.fullmatch(key):
            faults.append(f"<{tag}> may not have the attribute '{key}'")
    if match[4] and tag not in VOID and tag not in SVG_SHAPES:
        faults.append(f"<{tag}/> closes itself")
    link = _address(tag, attributes, faults)
    _rules(tag, attributes, faults)
    opens = tag not in VOID and not match[4]
    refers = tuple(one for key in _REFERRING for one in attributes.get(key, "").split())
    told = tuple(f"{fault} [allow-list]" for fault in faults)
    return _Start(tag, attributes, opens, link, refers, tag in _MEANING, told)


def _address(tag: str, attributes: dict[str, str], faults: list[str]) -> str:
    """Judge what a tag links to or loads; return the address when it leads within the site."""
    key = next((key for key in ("href", "src", "action") if key in attributes), "")
    if not key:
        return ""
    address = attributes[key]
    if not address or _IN_NO_ADDRESS.search(address):
        faults.append(f"<{tag}> has an empty address or one with spaces, control characters or backslashes")
        return ""
    if not _ELSEWHERE.match(address):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        faults.append(f"<{tag}> has an address that is none")
        return ""
    loads = tag not in ("a", "link") or (tag == "link" and attributes.get("rel") in LINKS_THAT_LOAD)
    if loads:
        faults.append(f"<{tag}> loads something from another site")
    elif parts.scheme not in (_PLAIN_SCHEMES if tag == "a" else _WEB) or (parts.scheme in _WEB and not parts.netloc):
        faults.append(f"<{tag}> has an address with the scheme '{parts.scheme or 'none'}'")
    elif tag == "a" and parts.scheme in _WEB and "noopener" not in attributes.get("rel", ""):
        faults.append("<a> leads to another site without rel=noopener noreferrer")
    return ""


def _rules(tag: str, attributes: dict[str, str], faults: list[str]) -> None:
    """What single tags need beyond allowed attributes."""
    if tag == "img" and "alt" not in attributes:
        faults.append("<img> has no alt")
    elif tag == "html" and not attributes.get("lang"):
        faults.append("<html> has no lang")
    elif tag == "script" and "src" not in attributes:
        faults.append("<script> has no src: a script stands in the page itself")
    elif tag == "link" and not set(attributes.get("rel", "").split()) <= LINK_KINDS:
        faults.append(f"<link> may not be '{attributes.get('rel', '')}'")
    elif tag == "meta":
        if attributes.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            faults.append(f"<meta> may not be '{attributes['http-equiv']}'")
        if "name" in attributes and attributes["name"] not in META_NAMES:
            faults.append(f"<meta> may not be named '{attributes['name']}'")
    if attributes.get("tabindex", "0") not in ("0", "-1"):
        faults.append(f"<{tag}> changes the order of the tab key")
