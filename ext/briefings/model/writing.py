"""Write pages: the other direction of `frontmatter` and `body`, for the commands that make or change a file.

What these functions write, the reading part reads back as the same values (tests hold this for any text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final


class Quoted(str):
    """Text that stands in quotes, for tools that would read it as a number."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a hint behind it: a comment to YAML, and an error to the check until it is removed."""

    data: Data
    hint: str


Data = str | Mapping[str, "Data"] | Sequence["Data"] | Noted

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ,.;()/?!'’–—…+=-]*[A-Za-z0-9.()?!'’…+])?", re.ASCII)
_SPECIAL = re.compile(r"[\\`*_\[\]{}<>~|&$]")
_LINE_START = re.compile(r"(?m)^([ \t]*)(?:(#{1,6}|[-+:%=])|(\d{1,9})([.)]))(?=\s|$|[-=:%])")
_WORDS_OF_NOTHING: Final = frozenset({"null", "Null", "NULL"})
_SHORT_LIST: Final = 100


def front_matter(data: Mapping[str, Data]) -> str:
    """The front matter of a page with both of its fences; keys keep their order, empty values are left out."""
    return "---\n" + "\n".join(_mapping(data, 0)) + "\n---\n"


def value(text: str) -> str:
    """One scalar as it stands after ``key: ``; in quotes when YAML would read it as something else."""
    flow_safe = _PLAIN.fullmatch(text) and not re.search(r"[,]|: | #", text)
    return text if flow_safe and text not in _WORDS_OF_NOTHING else _in_quotes(text)


class _InQuotes(str):
    """Text that is quoted whatever it holds."""

    __slots__ = ()


def _scalar(text: str) -> str:
    if isinstance(text, _InQuotes):
        return _in_quotes(text)
    return f"'{text}'" if isinstance(text, Quoted) else value(text)


def _in_quotes(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def escape(text: str) -> str:
    """Plain text as Markdown that says just that, on one line."""
    flat = " ".join(text.split())
    return _LINE_START.sub(_escape_start, _SPECIAL.sub(r"\\\g<0>", flat))


def heading(text: str, level: int) -> str:
    """A heading that says just that text; at its start and end only ``#`` means something."""
    flat = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return f"{'#' * level} {re.sub(r'(?<![^ ])#', chr(92) + '#', flat)}"


def _escape_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}"


def _mapping(data: Mapping[str, Data], depth: int) -> Iterator[str]:
    for key, one in data.items():
        if one.data if isinstance(one, Noted) else one:
            yield from _entry(f"{' ' * depth}{key}:", one, depth)


def hint(text: str) -> str:
    """A text as a hint, ``[[in double brackets]]``, on one line and without brackets within."""
    return f"[[{' '.join(re.sub(r'[][]+', ' ', text).split())}]]"


def _entry(head: str, one: Data, depth: int) -> Iterator[str]:
    if isinstance(one, Noted):
        # Behind plain text a '#' would cut the value short; the reader refuses it there.
        data = _InQuotes(one.data) if isinstance(one.data, str) else one.data
        first, *rest = _entry(head, data, depth)
        yield f"{first}  # {hint(one.hint)}"
        yield from rest
    elif isinstance(one, str):
        yield f"{head} {_scalar(one)}"
    elif isinstance(one, Mapping):
        yield head
        yield from _mapping(one, depth + 2)
    else:
        short = f"{head} [{', '.join(_scalar(part) for part in one if isinstance(part, str))}]"
        if all(isinstance(part, str) for part in one) and len(short) <= _SHORT_LIST:
            yield short
            return
        yield head
        for part in one:
            yield from _list_entry(part, depth + 2)


def _list_entry(part: Data, depth: int) -> Iterator[str]:
    if isinstance(part, str):
        yield f"{' ' * depth}- {_scalar(part)}"
        return
    assert isinstance(part, Mapping)
    rows = list(_mapping(part, depth + 2))
    yield f"{' ' * depth}- {rows[0].lstrip()}"
    yield from rows[1:]
