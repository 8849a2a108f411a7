"""The plain values that a sheet is made of. The Typst design has one branch for each, and refuses all others.

Inline, besides plain text::

    em strong soft (c)   link (url, c)   code (s)   status (status, s)   state (state, c)   br

Blocks::

    h (level, id, c)  p text label soft (c)  ul (c: lists of blocks)  ol (start, c)  dl (c: pairs)  quote (c)  code (s)
    hr  figure (src, alt, caption)  table (head, rows, widths, stub, caption, room)  cards (c: title and lines)
    block (kind, level, title, note, items or c)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Inline = str | dict[str, Any]
Inlines = list[Inline]
Block = dict[str, Any]
Blocks = list[Block]
Sheet = dict[str, Any]

LONGEST_ADDRESS: Final = 90
"""How long a web address may be on paper; nobody types a longer one."""


def wrap(name: str, *content: Inline) -> dict[str, Any]:
    """An inline or a block that holds only inlines."""
    return {"t": name, "c": list(content)}


def link(url: str, content: Inlines) -> Inlines:
    """Something that leads to an address; plain where there is no address."""
    return [{"t": "link", "url": url, "c": content}] if url else content


def heading(level: int, content: Inlines, anchor: str | None = None) -> Block:
    """A heading; `anchor` is its place in the PDF."""
    return {"t": "h", "level": level, "id": anchor, "c": content}


def joined(parts: Iterable[Inlines], between: str = ", ") -> Inlines:
    """Inlines with something between them; empty ones are left out."""
    made: Inlines = []
    for part in parts:
        if not part or part == [""]:
            continue
        if made:
            made.append(between)
        made += part
    return made


def table(
    heads: list[Inlines],
    rows: list[list[Blocks]],
    *,
    caption: Inlines | None = None,
    stub: int = 1,
    widths: list[int] | None = None,
) -> Block:
    """A table; a row in which all cells are empty is room to write."""
    return {
        "t": "table",
        "id": None,
        "head": [[wrap("text", *head)] for head in heads],
        "rows": rows,
        "widths": widths or [1] * len(heads),
        "stub": stub,
        "caption": caption,
        "room": ROOM,
    }


ROOM: Final = 13
"""The height of an empty row, in millimetres: two lines of handwriting."""


def plain_text(content: Iterable[Inline]) -> str:
    """The text of inlines, without marks and links."""
    return "".join(
        one if isinstance(one, str) else one["s"] if "s" in one else plain_text(one.get("c", ())) for one in content
    )


def web_link(url: str, said: Inlines) -> Inlines:
    """A link to another site; on paper its address stands after its text, unless the text is the address.

    Args:
        url: where it leads.
        said: its text, with inline markup.
    """
    printed, text = shown_address(url), plain_text(said)
    if text.rstrip("/").endswith(printed):
        return link(url, [printed])
    if text == url or f"http://{text}" == url:
        return link(url, said)
    return [*link(url, said), wrap("soft", f" ({printed})")]


def shown_address(url: str) -> str:
    """A web address as printed: whole as long as someone could type it, then only where it leads."""
    plain = url.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/")
    if len(plain) <= LONGEST_ADDRESS:
        return plain
    return f"{plain.partition('/')[0]}/…"
