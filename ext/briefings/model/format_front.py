"""One canonical form for front matter: keys in the order of the schema, quotes where they are needed, short lists.

Values and comments stay what they are: what would read back differently is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefings.model.front_comments import Collection, Entry, Scalar, read_tree
from briefings.model.frontmatter import EMPTY_WORDS, read_data
from briefings.model.schema import RECORD_OF_KIND, named_parts
from briefings.model.writing import SHORT_LIST, SPACES, is_no_text_elsewhere, quoted, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.front_comments import Node
    from briefings.model.frontmatter import Value
    from briefings.model.vocabulary import Kind

_WORD: Final = re.compile(r"\w+")
_RANGE: Final = ("from", "to")


def format_front(source: str, kind: Kind) -> str:
    """Front matter in its canonical form, without its fences; unchanged when it would read back differently.

    Args:
        source: the lines between the fences, which have been read without a problem.
        kind: of the page; it says the order of the keys.
    """
    tree = read_tree(source)
    if tree is None:
        return source
    written = "\n".join([*_mapping(tree, "", RECORD_OF_KIND[kind]), *tree.tail]) + "\n"
    return written if _said(written) == _said(source) else source


def _said(source: str) -> object:
    """What front matter says: its values, and each word of its comments, wherever they stand."""
    front, problems = read_data(source, path="")
    return _flat(front.data), Counter(_WORD.findall(source)), [problem.code for problem in problems]


def _flat(one: Value) -> object:
    if isinstance(one, str):
        return SPACES.sub(" ", one).strip(" ")
    if isinstance(one, dict):
        return {key: _flat(inner) for key, inner in one.items()}
    return [_flat(inner) for inner in one] if isinstance(one, list) else one


@cache
def _order_of(record: Any) -> dict[str, tuple[int, Any]]:
    """The place of each key of a record, and the record that its value is, if it is one."""
    if record is None:
        return {}
    parts = {key: inner for key, (_, inner) in named_parts(record).items()}
    return {
        key: (place, inner if is_dataclass(inner) and inner.__module__ == record.__module__ else None)
        for place, (key, inner) in enumerate(parts.items())
    }


def _name(entry: Entry) -> str:
    return entry.key.strip("'\"")


def _sorted(node: Collection, record: Any) -> list[Entry]:
    """The entries in the order of the schema; keys that it does not know come last, as they stood."""
    order = _order_of(record)
    names = [*map(_name, node.entries)]
    if sorted(names) == sorted(_RANGE):
        order = {key: (place, None) for place, key in enumerate(_RANGE)}
    return sorted(node.entries, key=lambda entry: order.get(_name(entry), (len(order), None))[0])


def _mapping(node: Collection, indent: str, record: Any) -> Iterator[str]:
    order = _order_of(record)
    for number, entry in enumerate(_sorted(node, record)):
        yield from _comments(entry.above[entry.above[:1] == [""] and not number :], indent)
        yield from _entry(f"{indent}{entry.key}:", entry, indent, order.get(_name(entry), (0, None))[1], _name(entry))


def _comments(rows: list[str], indent: str) -> Iterator[str]:
    yield from (f"{indent}{row}" if row else "" for row in rows)


def _entry(head: str, entry: Entry, indent: str, record: Any, key: str) -> Iterator[str]:
    """A key, or the dash of a list, with what belongs to it."""
    node, behind = entry.node, f"  {entry.behind}" if entry.behind else ""
    if isinstance(node, Scalar):
        yield f"{head} {_scalar(node, key, comment=bool(behind))}".rstrip() + behind
        return
    short = _on_one_line(node, key, record)
    if short and (node.is_mapping or len(head) + 1 + len(short) <= SHORT_LIST):
        yield f"{head} {short}{behind}"
        return
    yield f"{head}{behind}"
    inner = f"{indent}  "
    if node.is_mapping:
        yield from _mapping(node, inner, record)
    else:
        yield from _items(node, inner, record, key)
    yield from _comments(node.tail, inner)


def _items(node: Collection, indent: str, record: Any, key: str) -> Iterator[str]:
    for number, entry in enumerate(node.entries):
        above = entry.above[entry.above[:1] == [""] and not number :]
        if isinstance(entry.node, Scalar) or _on_one_line(entry.node, key, record):
            yield from _comments(above, indent)
            yield from _entry(f"{indent}-", entry, indent, record, key)
            continue
        rows = list(_mapping(entry.node, f"{indent}  ", record))
        first = next(at for at, row in enumerate(rows) if row.strip() and not row.lstrip().startswith("#"))
        yield from _comments(above, indent)
        yield from _comments([row.strip() for row in rows[:first]], indent)
        yield f"{indent}- {rows[first].lstrip()}"
        yield from rows[first + 1 :]
        yield from _comments(entry.node.tail, f"{indent}  ")


def _on_one_line(node: Collection, key: str, record: Any) -> str:
    """A list of words, a range, or what was written on one line; nothing for what takes several."""
    if node.has_comments or not all(isinstance(entry.node, Scalar) for entry in node.entries):
        return ""
    if node.is_mapping:
        if not node.flow and sorted(map(_name, node.entries)) != sorted(_RANGE):
            return ""
        entries = _sorted(node, record)
        return f"{{{', '.join(f'{entry.key}: {_flow(entry, _name(entry), True)}'.rstrip() for entry in entries)}}}"
    if not node.flow and any(" " in _text(entry.node) for entry in node.entries):
        return ""
    return f"[{', '.join(_flow(entry, key, False) for entry in node.entries)}]"


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _flow(entry: Entry, key: str, in_mapping: bool) -> str:
    assert isinstance(entry.node, Scalar)
    return _scalar(entry.node, key, flow="{" if in_mapping else "[")


def _scalar(node: Scalar, key: str, *, flow: str = "", comment: bool = False) -> str:
    """A value with quotes where it needs them: where it would be read otherwise, or by other tools as a number."""
    text = SPACES.sub(" ", node.text).strip(" ")
    if not node.style and text in EMPTY_WORDS:
        return node.source
    if node.style == '"' and "\\" in node.source:
        return node.source
    if node.style in ("'", '"') and is_no_text_elsewhere(text):
        return quoted(text)
    return value(text, key or "key", flow=flow, comment=comment)
