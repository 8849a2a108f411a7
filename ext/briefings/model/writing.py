"""Write pages: the other direction of `frontmatter` and `body`, for the commands that make or change a file.

What these functions write, the reading part reads back as the same values (tests hold this for any text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

from briefings.model.frontmatter import read_data

if TYPE_CHECKING:
    from briefings.model.frontmatter import Value


class Quoted(str):
    """Text that stands in quotes where other tools would read it as a number."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a hint behind it: a comment to YAML, and an error to the check until it is removed."""

    data: Data
    hint: str


Data = str | Mapping[str, "Data"] | Sequence["Data"] | Noted

_SPECIAL = re.compile(r"[\\`*_\[\]{}<>~|&$]")
_LINE_START = re.compile(r"(?m)^([ \t]*)(?:(#{1,6}|[-+:%=])|(\d{1,9})([.)]))(?=\s|$|[-=:%])")
SPACES: Final = re.compile(r"[ \t\r\n]+")
"""What is one space in a value, however it is written."""
_RESOLVER: Final = yaml.SafeLoader("")
SHORT_LIST: Final = 120
"""A list stands on one line when the line is no longer than this."""


def front_matter(data: Mapping[str, Data]) -> str:
    """The front matter of a page with both of its fences; keys keep their order, empty values are left out."""
    return "---\n" + "\n".join(_mapping(data, 0)) + "\n---\n"


def value(text: str, key: str = "key", *, flow: str = "", comment: bool = False) -> str:
    """One scalar as it stands in front matter; in quotes when it would be read as something else without them.

    Args:
        text: the value.
        key: its key; behind the keys of texts, a comment needs quotes before it.
        flow: the bracket that it stands in on one line, ``[`` or ``{``, or "".
        comment: whether a comment follows on the line.
    """
    return text if _reads_back(text, key, flow, comment) else quoted(text)


def _reads_back(text: str, key: str, flow: str, comment: bool) -> bool:
    closed = {"": text, "[": f"[{text}]", "{": f"{{{key}: {text}}}"}[flow]
    wanted: dict[str, Value] = {"": text, "[": [text], "{": {key: text}}
    front, problems = read_data(f"{key}: {closed}{'  # x' if comment else ''}\n", path="")
    return not problems and front.data == {key: wanted[flow]}


def quoted(text: str) -> str:
    """Text in quotes on one line: double ones, which need no change to an apostrophe, if the text allows."""
    flat = SPACES.sub(" ", text).strip(" ")
    if '"' in flat or "\\" in flat:
        return "'" + flat.replace("'", "''") + "'"
    return f'"{flat}"'


def is_no_text_elsewhere(text: str) -> bool:
    """Whether other tools read a value as a number, a date or a truth when it has no quotes."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag != "tag:yaml.org,2002:str")


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
            yield from _entry(key, one, depth)


def hint(text: str) -> str:
    """A text as a hint, ``[[in double brackets]]``, on one line and without brackets within."""
    return f"[[{' '.join(re.sub(r'[][]+', ' ', text).split())}]]"


def _entry(key: str, one: Data, depth: int, behind: str = "") -> Iterator[str]:
    head = f"{' ' * depth}{key}:"
    if isinstance(one, Noted):
        yield from _entry(key, one.data, depth, f"  # {hint(one.hint)}")
    elif isinstance(one, str):
        written = (
            quoted(one)
            if isinstance(one, Quoted) and is_no_text_elsewhere(one)
            else value(one, key, comment=bool(behind))
        )
        yield f"{head} {written}{behind}"
    elif isinstance(one, Mapping):
        yield f"{head}{behind}"
        yield from _mapping(one, depth + 2)
    else:
        short = f"{head} [{', '.join(value(part, key, flow='[') for part in one if isinstance(part, str))}]"
        if all(isinstance(part, str) for part in one) and len(short) <= SHORT_LIST:
            yield f"{short}{behind}"
            return
        yield f"{head}{behind}"
        for part in one:
            yield from _list_entry(part, depth + 2)


def _list_entry(part: Data, depth: int) -> Iterator[str]:
    if isinstance(part, str):
        yield f"{' ' * depth}- {value(part)}"
        return
    assert isinstance(part, Mapping)
    rows = list(_mapping(part, depth + 2))
    yield f"{' ' * depth}- {rows[0].lstrip()}"
    yield from rows[1:]
