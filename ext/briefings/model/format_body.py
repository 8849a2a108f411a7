"""One canonical form for the blocks of a body: neighbours joined, what bullets share moved up, attributes in order.

It changes how a page is written, never what it says: whatever would read back differently is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.attribute_rules import BRACES, attributes_of
from briefings.model.attributes import Attributes, Meaning, Named, meaning_of, read_braces
from briefings.model.body import Body, read_body
from briefings.model.format_text import tidy
from briefings.model.markup import create_parser
from briefings.model.problems import errors_in
from briefings.model.vocabulary import BlockKind, Kind, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from markdown_it.token import Token

    from briefings.model.entry import Block


_FENCE: Final = re.compile(r"\{([a-z-]+)\}")
_ENDS: Final = re.compile(rf"(?:^|\s+)(?:{BRACES.pattern})\s*$")
_BULLET: Final = re.compile(r"[ \t]*[-*+][ \t]+")
_KINDS: Final = frozenset(kind.value for kind in BlockKind)
_NOTHING: Final = Attributes()
_NO_MEANING: Final = Meaning((), (), None, Origin.SOURCE)
_GRIDS: Final = frozenset({"grid", "grid-item"})
_OPTION: Final = re.compile(r"\s*:[^\s:]+:.*")
_SIMPLE: Final = re.compile(r"[\w./-]+", re.ASCII)


@dataclass(slots=True)
class _Item:
    text: str
    pin: str
    meaning: Meaning


@dataclass(slots=True)
class _Part:
    """A stretch of the body: a heading, a block, or any other lines.

    Attributes:
        lines: the lines as they are; of a heading without its attributes, of a case what it holds.
        depth: the level of a heading, else 0.
        pin: the address that a heading pins, or "".
        own: what a heading says of its section.
        kind: the kind of a block.
        items: the items of a block.
        meaning: what holds for a block as a whole; of use where it has no items.
        nested: how many blocks stand in these lines, in a list or a quotation.
        inner: what a grid or a part of one holds, between its first lines and `fence`.
        fence: the last line of a grid or a part of one.
    """

    lines: list[str]
    depth: int = 0
    pin: str = ""
    own: Attributes = _NOTHING
    kind: BlockKind | None = None
    items: list[_Item] = field(default_factory=list)
    meaning: Meaning = _NO_MEANING
    nested: int = 0
    inner: list[_Part] = field(default_factory=list)
    fence: str = ""

    @property
    def blocks(self) -> Iterator[_Part]:
        """This block, or those in this grid."""
        if self.kind:
            yield self
        for part in self.inner:
            yield from part.blocks

    @property
    def meanings(self) -> list[Meaning]:
        return [item.meaning for item in self.items] or [self.meaning]


def format_body(
    text: str,
    *,
    agencies: Set[str] = frozenset(),
    audits: Mapping[str, tuple[str, ...]],
    pins: Mapping[str, str] | None = None,
) -> str:
    """The body of a briefing in its canonical form; unchanged when it has errors or would read back differently.

    Args:
        text: the body, without the front matter.
        agencies: the slugs of all agencies.
        audits: the themes of each audit of the briefing.
        pins: addresses to pin, by the address that an item has now.
    """
    before, problems = read_body(text, kind=Kind.BRIEFING, path="", agencies=agencies, audits=audits)
    if errors_in(problems):
        return text
    parts = _joined(_parts(_Source(text.split("\n"), before, pins or {}), text, 0))
    written = "\n".join(_written(parts, audits)).strip("\n") + "\n"
    after, problems = read_body(written, kind=Kind.BRIEFING, path="", agencies=agencies, audits=audits)
    pinned = dict(pins or {})
    return written if not errors_in(problems) and _said(after) == _said(before, pinned) else text


def _said(body: Body, pins: Mapping[str, str] | None = None) -> object:
    """What a body says, whatever the lines it stands on, with other addresses for some items."""
    pins = pins or {}
    items = [
        (block.kind, _meaning(block), pins.get(item.id, item.id), item.runs)
        for block in body.blocks
        for item in block.items
    ]
    cases = [(block.kind, _meaning(block)) for block in body.blocks if not block.items]
    mentions = sorted((one.what, one.target, pins.get(one.place, one.place)) for one in body.references if one.in_text)
    return items, cases, body.listings, mentions, body.prose, body.words


# reading -------------------------------------------------------------------------------------------------------


class _Source(NamedTuple):
    """The lines of a body, what they mean, and the addresses to pin."""

    lines: list[str]
    body: Body
    pins: Mapping[str, str]


def _parts(source: _Source, text: str, offset: int) -> list[_Part]:
    """The stretches of a body, or of what a grid holds, in order; `offset` lines of the body stand above it."""
    parts: list[_Part] = []
    done = 0
    lines = text.split("\n")
    tokens = [token for token in create_parser().parse(text) if token.level == 0 and token.map]
    for token in tokens:
        assert token.map is not None
        start, end = token.map
        found = attributes_of(token)
        first = min([start, *(start + shift for shift, _ in found)])
        if token.type == "heading_open":
            part = _heading(token, lines[start:end])
        elif kind := _kind_of(token):
            part = _block(kind, token, source, offset)
        elif _name_of(token) in _GRIDS and token.type == "colon_fence":
            part = _grid(token, source, lines, offset)
        else:
            continue
        parts += [*_other(lines[done:first], done + offset, source.body), part]
        done = end
    return [*parts, *_other(lines[done:], done + offset, source.body)]


def _name_of(token: Token) -> str:
    match = _FENCE.match(token.info.strip()) if token.type in ("fence", "colon_fence") else None
    return match[1] if match else ""


def _kind_of(token: Token) -> BlockKind | None:
    name = _name_of(token)
    return BlockKind(name) if name in _KINDS else None


def _other(lines: list[str], start: int, body: Body) -> list[_Part]:
    nested = sum(start < line <= start + len(lines) for line in body.block_lines)
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return [_Part(tidy("\n".join(lines)).split("\n"), nested=nested)] if lines else []


def _grid(token: Token, source: _Source, lines: list[str], offset: int) -> _Part:
    assert token.map is not None
    start, end = token.map
    content = token.content.split("\n")
    used = _options_in(content)
    inner = _parts(source, "\n".join(content[used:]), offset + start + 1 + used)
    return _Part(lines[start : start + 1 + used], inner=_joined(inner), fence=lines[end - 1])


def _options_in(content: list[str]) -> int:
    return next((at for at, row in enumerate(content) if not _OPTION.fullmatch(row)), len(content))


def _read(token: Token) -> list[Attributes]:
    return [read_braces(braces, 0, lambda *_: None, Named()) for _, braces in attributes_of(token)]


def _heading(token: Token, lines: list[str]) -> _Part:
    own = _read(token)
    if token.markup.startswith("#"):
        lines = [_without(lines[0], len(own))]
    pin = next((one.pin for one in own if one.pin), "")
    raw = " ".join(braces for _, braces in attributes_of(token))
    return _Part(lines, depth=int(token.tag[1]), pin=pin, own=_joined_attributes(own, raw))


def _joined_attributes(own: Iterable[Attributes], raw: str) -> Attributes:
    """One level for those of a heading; two braces on one heading are one inside the other."""
    levels = list(own)
    if len(levels) < 2:
        return levels[0] if levels else Attributes()
    return read_braces("{" + re.sub(r"[{}]", " ", raw) + "}", 0, lambda *_: None, Named())


def _block(kind: BlockKind, token: Token, source: _Source, offset: int) -> _Part:
    assert token.map is not None
    lines, body, pins = source
    number = body.block_lines.index(token.map[0] + 1 + offset) + 1
    blocks = [block for block in body.blocks if block.number == number]
    part = _Part([], kind=kind, meaning=_meaning(blocks[0]))
    content = token.content.split("\n")
    used = _options_in(content)
    if kind is BlockKind.CASE:
        part.lines = tidy("\n".join(content[used:-1])).split("\n")
        return part
    of_line = {item.line: (block, item) for block in blocks for item in block.items}
    starts = sorted(of_line)
    last = token.map[1] - 1 + offset
    for start, following in zip(starts, [*starts[1:], last + 1], strict=True):
        block, item = of_line[start]
        rows = [row for row in lines[start - 1 : following - 1] if row.strip()]
        rows[0] = _BULLET.sub("", rows[0], count=1)
        own_text = "\n".join([rows[0], *(_indented(row) for row in rows[1:])])
        while match := _ENDS.search(own_text):
            own_text = own_text[: match.start()]
        pin = pins.get(item.id) or (item.id if f"#{item.id}" in lines_of_braces(rows) else "")
        part.items.append(_Item(own_text.rstrip(), pin, _meaning(block)))
    return part


def _meaning(block: Block) -> Meaning:
    return Meaning(block.themes, block.agencies, block.audit, block.origin, block.recurs)


def lines_of_braces(rows: Iterable[str]) -> set[str]:
    """The words of all braces in some lines."""
    return {word for row in rows for braces in BRACES.findall(row) for word in braces.strip("{}").split()}


def _indented(row: str) -> str:
    bare = row.lstrip()
    return f"  {bare}" if re.match(r"[\w\"'“‘({*\[]", bare) and not re.match(r"\d+[.)]", bare) else row


def _without(line: str, times: int) -> str:
    line = line.rstrip()
    for _ in range(times):
        line = _ENDS.sub("", line) if _ENDS.search(line) else line
    return line


# arranging -----------------------------------------------------------------------------------------------------


def _joined(parts: list[_Part]) -> list[_Part]:
    """Join blocks of one kind that follow one another; a case stays by itself."""
    found: list[_Part] = []
    for part in parts:
        before = found[-1] if found else None
        if part.items and before is not None and before.items and before.kind is part.kind:
            before.items += part.items
        else:
            found.append(part)
    return found


def _section(parts: Sequence[_Part], start: int) -> Sequence[_Part]:
    """A heading with all that stands below it."""
    depth = parts[start].depth
    end = next((at for at in range(start + 1, len(parts)) if 0 < parts[at].depth <= depth), len(parts))
    return parts[start:end]


def _written(
    parts: Sequence[_Part], audits: Mapping[str, tuple[str, ...]], outer: Sequence[Attributes] = ()
) -> Iterator[str]:
    """The lines of the parts; `outer` is what holds for a grid that they stand in."""
    sections: list[tuple[int, Attributes]] = [(0, own) for own in outer]
    for at, part in enumerate(parts):
        if part.depth:
            while sections and sections[-1][0] >= part.depth:
                sections.pop()
            levels = [own for _, own in sections]
            own = _of_section(_section(parts, at), levels, audits, part.own)
            sections.append((part.depth, own))
            if braces := _braces(own, part.pin if not part.lines[0].startswith("#") else ""):
                yield braces
            pin = f" {{#{part.pin}}}" if part.pin and part.lines[0].startswith("#") else ""
            yield from [part.lines[0] + pin, *part.lines[1:]]
        elif part.kind:
            yield from _block_lines(part, [own for _, own in sections], audits)
        elif part.fence:
            yield from [*part.lines, ""]
            yield from _written(part.inner, audits, [own for _, own in sections])
            yield part.fence
        else:
            yield from part.lines
        yield ""


def _of_section(
    parts: Sequence[_Part], levels: list[Attributes], audits: Mapping[str, tuple[str, ...]], own: Attributes
) -> Attributes:
    """What the blocks of a section share and do not inherit; one block says it by itself."""
    if any(_has_nested(part) for part in parts):
        return own
    blocks = [block for part in parts for block in part.blocks]
    if len(blocks) < 2:
        return Attributes()
    return _own(_shared([meaning for block in blocks for meaning in block.meanings], levels, audits), levels, audits)


def _has_nested(part: _Part) -> bool:
    return bool(part.nested) or any(map(_has_nested, part.inner))


def _shared(meanings: Sequence[Meaning], levels: list[Attributes], audits: Mapping[str, tuple[str, ...]]) -> Meaning:
    inherited = meaning_of(levels, audits)
    first = meanings[0]

    def common(slugs: Iterable[tuple[str, ...]], of_first: tuple[str, ...]) -> tuple[str, ...]:
        every = set(of_first).intersection(*slugs)
        return tuple(slug for slug in of_first if slug in every)

    audits_named = {one.audit for one in meanings}
    origins = {one.origin for one in meanings}
    found_again = {one.recurs for one in meanings}
    return Meaning(
        common((one.themes for one in meanings), first.themes),
        common((one.agencies for one in meanings), first.agencies),
        first.audit if len(audits_named) == 1 else inherited.audit,
        first.origin if len(origins) == 1 else inherited.origin,
        first.recurs if len(found_again) == 1 else inherited.recurs,
    )


def _own(wanted: Meaning, levels: list[Attributes], audits: Mapping[str, tuple[str, ...]]) -> Attributes:
    """What a level has to say so that the wanted meaning comes out."""
    inherited = meaning_of(levels, audits)
    audit = None if wanted.audit == inherited.audit else wanted.audit or ""
    origin = None if wanted.origin == inherited.origin else wanted.origin
    own = Attributes(audit=audit, origin=origin, brings_themes=audit is not None)
    inherited = meaning_of([*levels, own], audits)
    themes, replaces_themes = _said_again(wanted.themes, inherited.themes)
    agencies, replaces_agencies = _said_again(wanted.agencies, inherited.agencies)
    return Attributes(
        themes=themes,
        agencies=agencies,
        audit=audit,
        origin=origin,
        recurs=None if wanted.recurs == inherited.recurs else wanted.recurs,
        replaces_themes=replaces_themes,
        replaces_agencies=replaces_agencies,
        brings_themes=audit is not None,
    )


def _said_again(wanted: tuple[str, ...], inherited: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The shortest end of what is wanted that adds up to it, and whether it has to replace what is inherited."""
    if not set(inherited) <= set(wanted):
        return wanted, True
    for at in range(len(wanted), -1, -1):
        own = wanted[at:]
        if tuple(slug for slug in inherited if slug not in own) == wanted[:at]:
            return own, False
    return wanted, True


# writing -------------------------------------------------------------------------------------------------------


def _block_lines(part: _Part, levels: list[Attributes], audits: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    assert part.kind is not None
    own = _own(_shared(part.meanings, levels, audits), levels, audits)
    plain = own.themes if not own.replaces_themes else ()
    rest = _braces(own if own.replaces_themes else _without_themes(own), "")
    fence = ":::"
    while any(line.startswith(fence) for line in part.lines):
        fence += ":"
    yield " ".join(word for word in (f"{fence}{{{part.kind.value}}}", *plain, rest) if word)
    yield from part.lines
    for item in part.items:
        braces = _braces(_own(item.meaning, [*levels, own], audits), item.pin)
        yield f"- {item.text} {braces}".rstrip()
    yield fence


def _without_themes(own: Attributes) -> Attributes:
    return replace(own, themes=(), replaces_themes=False)


def _braces(own: Attributes, pin: str) -> str:
    """Attributes in their fixed order, or "" where there are none."""
    words = [f"#{pin}"] if pin else []
    words += [f"audit={own.audit or _quoted(())}"] if own.audit is not None else []
    words += [f"origin={own.origin.value}"] if own.origin else []
    words += [f"recurs={_quoted(own.recurs)}"] if own.recurs is not None else []
    words += [f"themes={_quoted(own.themes)}"] if own.replaces_themes else []
    words += [f"agencies={_quoted(own.agencies)}"] if own.replaces_agencies else []
    words += [f".{slug}" for slug in own.themes if not own.replaces_themes]
    words += [f".{slug}" for slug in own.agencies if not own.replaces_agencies]
    return f"{{{' '.join(words)}}}" if words else ""


def _quoted(slugs: tuple[str, ...]) -> str:
    text = " ".join(slugs)
    return text if _SIMPLE.fullmatch(text) else f'"{text}"'
