"""Front matter as a tree that knows its comments and how each value is written, for the formatter.

`frontmatter` reads what a page says; this reads how it is written. Both go by the same events of YAML.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HASH: Final = re.compile(r"(?<!\S)#")


class Comment(NamedTuple):
    """A comment: its place, its text with the ``#``, and whether nothing stands before it on its line."""

    line: int
    column: int
    text: str
    alone: bool


@dataclass(slots=True)
class Scalar:
    """A value: what it says, how it is quoted ("", ``'``, ``"``, ``|`` or ``>``), and as it stands in the source."""

    text: str
    style: str
    source: str


@dataclass(slots=True)
class Entry:
    """A key with its value, or an entry of a list, which has no key.

    Attributes:
        key: as it stands in the source, or "".
        node: the value.
        above: the comments above it, with "" for a blank line.
        behind: the comment on its line, or "".
    """

    key: str
    node: Node
    above: list[str] = field(default_factory=list)
    behind: str = ""


@dataclass(slots=True)
class Collection:
    """A list or a mapping, between brackets (`flow`) or not; `tail` are the comments below its last entry."""

    entries: list[Entry]
    is_mapping: bool
    flow: bool
    tail: list[str] = field(default_factory=list)

    @property
    def has_comments(self) -> bool:
        """Whether a comment stands anywhere in it."""
        return bool(self.tail) or any(
            any(entry.above) or entry.behind or (isinstance(entry.node, Collection) and entry.node.has_comments)
            for entry in self.entries
        )


Node = Scalar | Collection


def read_tree(source: str) -> Collection | None:
    """The tree of front matter that `frontmatter` has read without a problem; None when it holds no mapping."""
    events = list(yaml.parse(source, Loader=_LOADER))
    tree = _TreeReader(source, events).read()
    return tree if isinstance(tree, Collection) and tree.is_mapping else None


class _TreeReader:
    def __init__(self, source: str, events: list[yaml.Event]) -> None:
        self.lines = source.split("\n")
        self.events = deque(events)
        self.comments = deque(_comments(self.lines, events))
        self.closed = 0
        """The line on which the last collection ended."""

    def read(self) -> Node | None:
        while self.events:
            event = self.events.popleft()
            if isinstance(event, yaml.NodeEvent):
                return self._node(event, -1)
        return None

    def _node(self, event: yaml.Event, outer: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, event.style or "", _source(self.lines, event))
        return self._collection(event, outer)

    def _collection(self, start: yaml.Event, outer: int) -> Collection:
        """A list or mapping; `outer` is the column of what it belongs to."""
        is_mapping, flow = isinstance(start, yaml.MappingStartEvent), bool(getattr(start, "flow_style", False))
        found = Collection([], is_mapping, flow)
        column = _place(start)[1]
        while not isinstance(event := self.events.popleft(), yaml.CollectionEndEvent):
            line = _place(event)[0]
            entry = Entry(_source(self.lines, event) if is_mapping else "", Scalar("", "", ""), self._above(line))
            found.entries.append(entry)
            value = self.events.popleft() if is_mapping else event
            if is_mapping and _place(value)[0] > line:
                self.events.appendleft(value)
                entry.behind = self._behind(line)
                self.events.popleft()
            entry.node = self._node(value, column if is_mapping else outer)
            if isinstance(value, yaml.ScalarEvent) or (isinstance(entry.node, Collection) and entry.node.flow):
                entry.behind = entry.behind or self._behind(self._last_line(value))
            if not is_mapping and isinstance(entry.node, Collection) and not entry.node.flow:
                first = entry.node.entries[0]
                entry.above += first.above
                first.above = []
        self.closed = _place(event)[0]
        found.tail = self._tail(self.closed, 0 if flow or outer < 0 else column if is_mapping else outer + 1, outer < 0)
        return found

    def _last_line(self, event: yaml.Event) -> int:
        if not isinstance(event, yaml.ScalarEvent):
            return self.closed
        assert event.end_mark is not None
        return _place(event)[0] if event.style in ("|", ">") else int(event.end_mark.line)

    def _above(self, line: int) -> list[str]:
        found: list[Comment] = []
        while self.comments and self.comments[0].line < line:
            found.append(self.comments.popleft())
        first = found[0].line if found else line
        rows = [""] if first and not self.lines[first - 1].strip() else []
        for comment, below in zip(found, [*(one.line for one in found[1:]), line], strict=False):
            rows += [comment.text, *([""] if below > comment.line + 1 else [])]
        return rows

    def _behind(self, line: int) -> str:
        follows = self.comments and self.comments[0].line == line and not self.comments[0].alone
        if follows and _place(self.events[0])[0] > line:  # else a bracket closes before the comment
            return self.comments.popleft().text
        return ""

    def _tail(self, end: int, least: int, is_whole: bool) -> list[str]:
        """The comments above line `end` that stand as far to the right as a collection; all, if it is the whole."""
        rows: list[str] = []
        while self.comments and (is_whole or (self.comments[0].line < end and self.comments[0].column >= least)):
            rows.append(self.comments.popleft().text)
        return rows


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None
    return mark.line, mark.column


def _source(lines: list[str], event: yaml.Event) -> str:
    """A value as it stands in the source; of one over several lines its first."""
    assert event.end_mark is not None
    line, column = _place(event)
    return lines[line][column : event.end_mark.column] if event.end_mark.line == line else lines[line][column:]


def _comments(lines: list[str], events: list[yaml.Event]) -> Iterator[Comment]:
    """The comments: each ``#`` after a space that stands in no value."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            for line, start, end in _spans(lines, event):
                taken.setdefault(line, []).append((start, end))
    for number, row in enumerate(lines):
        for match in _HASH.finditer(row):
            column = match.start()
            if not any(start <= column < end for start, end in taken.get(number, ())):
                yield Comment(number, column, row[column:].rstrip(), not row[:column].strip())
                break


def _spans(lines: list[str], event: yaml.ScalarEvent) -> Iterator[tuple[int, int, int]]:
    """The lines and columns that a value takes."""
    first, column = _place(event)
    assert event.end_mark is not None
    if event.style in ("|", ">"):
        margin = next((_indent(row) for row in lines[first + 1 :] if row.strip()), 0)
        for number in range(first + 1, len(lines)):
            if lines[number].strip() and _indent(lines[number]) < margin:
                return
            yield number, 0, len(lines[number])
        return
    last, end = event.end_mark.line, event.end_mark.column
    for number in range(first, last + 1):
        yield number, column if number == first else 0, end if number == last else len(lines[number])


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
