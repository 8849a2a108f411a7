"""Split a page into front matter and body, and read the front matter with a line number for every key.

YAML is read event by event instead of with ``yaml.load``: what YAML 1.1 would guess (``NO``, ``1.10``, ``22:22``)
stays text, and aliases, tags and deep nesting are refused before anything is built from them (promises P6 to P8).
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml

from briefings.model.mistakes import merge_leftovers
from briefings.model.problems import Code, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = str | None | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

MAX_FRONT_MATTER: Final = 64 * 1024
MAX_DEPTH: Final = 12
_FENCE = re.compile(r"---[ \t]*")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SHORT: Final = 40
_CURLY = re.compile(r"[“”„«‘’‚]([^“”„«»‘’‚]|’(?=\w))*[“”»‘’]|[“„«][^”“»]*")
"""A value in curly quotes, which a word processor made of straight ones."""
_CURLY_OPENS: Final = "“”„«‘’‚"
_SHORT_VALUE = re.compile(r"[a-z0-9./:_-]*")
_TEXT_KEYS: Final = frozenset({"title", "summary", "text", "what", "why", "reference", "short_title", "publisher"})
EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class FrontMatter:
    """What stands above the body.

    Attributes:
        data: the mapping, with every scalar as text, or None for an empty value.
        lines: 1-based line of each key and list item, by its path such as ``("audits", 0, "id")``.
        body: the rest of the file with a blank line for each line of front matter, so that lines keep their numbers;
            None when nobody can say where the front matter ends.
        body_starts: the first line of the body; beyond the end when nobody can say.
    """

    data: dict[str, Value] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    body: str | None = None
    body_starts: int = 1

    def line_of(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


class _Refused(Exception):
    """Front matter that is not read any further."""

    def __init__(self, line: int, code: Code, message: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message = line, code, message


def split(text: str, *, path: str, required: bool) -> tuple[FrontMatter, list[Problem]]:
    """Take a page apart.

    Args:
        text: the whole file, with ``\\n`` line ends and no byte order mark.
        path: the file's name for messages.
        required: whether this kind of page must have front matter.

    Returns:
        The front matter and the problems found. With any problem, the data must not be used.
    """
    front = FrontMatter()
    problems: list[Problem] = []
    try:
        _split_into(front, text, required, path, problems)
    except _Refused as refused:
        problems.append(Problem(path, refused.line, refused.code, refused.message))
    return front, problems


def read_data(text: str, *, path: str, longest: int = MAX_FRONT_MATTER) -> tuple[FrontMatter, list[Problem]]:
    """Read a file that is nothing but ``key: value``, as front matter is read; as `split`, without fences and body.

    Args:
        text: the whole file.
        path: the file's name for messages.
        longest: how many bytes it may have.
    """
    front = FrontMatter()
    problems: list[Problem] = []
    try:
        if len(text.encode()) > longest:
            raise _Refused(1, Code.TOO_LARGE, f"the file is over {longest // 1024} kB; split it")
        if leftovers := merge_leftovers(text):
            raise _Refused(*leftovers[0])
        value = _Reader(text, front.lines, path, problems, offset=0).read()
        if not isinstance(value, dict):
            raise _Refused(1, Code.BAD_YAML, "the file must be lines of 'key: value'")
        front.data = value
    except _Refused as refused:
        problems.append(Problem(path, refused.line, refused.code, refused.message))
    return front, problems


def _split_into(front: FrontMatter, text: str, required: bool, path: str, problems: list[Problem]) -> None:
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        late = next((number for number, line in enumerate(lines, 1) if line.strip()), None)
        if late and _FENCE.fullmatch(lines[late - 1]):
            raise _Refused(
                late,
                Code.FRONT_MATTER_LATE,
                "the front matter must start on line 1; delete everything above the first '---'",
            )
        front.body = text
        if required:
            raise _Refused(
                1,
                Code.FRONT_MATTER_MISSING,
                "this page has no front matter; put it between two lines of '---' at the top",
            )
        return
    front.body_starts = len(lines) + 1
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        raise _Refused(
            1,
            Code.FRONT_MATTER_OPEN,
            "the front matter is not closed; put a line of '---' after its last key",
        )
    source = "\n".join(lines[1:end]) + "\n"
    front.body_starts = end + 2
    front.body = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    if len(source.encode()) > MAX_FRONT_MATTER:
        raise _Refused(1, Code.TOO_LARGE, "the front matter is over 64 kB; move text into the body")
    value = _Reader(source, front.lines, path, problems).read()
    problems += [
        Problem(path, number, Code.BAD_YAML, "a tab stands in the front matter; use spaces")
        for number, line in enumerate(lines[1:end], 2)
        if "\t" in line.rstrip()
    ]
    if value is None:
        if required:
            raise _Refused(1, Code.FRONT_MATTER_MISSING, "the front matter is empty; fill in its keys")
        return
    if not isinstance(value, dict):
        raise _Refused(2, Code.BAD_YAML, "the front matter must be lines of 'key: value'")
    front.data = value


class _Reader:
    """Builds plain values from YAML events, noting lines. `offset` is the line of the opening fence."""

    def __init__(
        self, source: str, lines: dict[Path, int], path: str, problems: list[Problem], offset: int = 1
    ) -> None:
        self.offset = offset
        self.source_lines = source.split("\n")
        self.has_comments = "#" in source
        self.events = self._events(source)
        self.lines = lines
        self.path = path
        self.problems = problems

    def _events(self, source: str) -> Iterator[yaml.Event]:
        depth = documents = 0
        try:
            for event in yaml.parse(source, Loader=_LOADER):
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    raise _Refused(
                        self._line(event),
                        Code.BAD_YAML,
                        "'&' and '*' names are not used here; write the value out, or quote it",
                    )
                if getattr(event, "tag", None):
                    raise _Refused(
                        self._line(event), Code.BAD_YAML, "'!' tags are not used here; write plain text, or quote it"
                    )
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    if depth > MAX_DEPTH:
                        raise _Refused(
                            self._line(event),
                            Code.NESTED_TOO_DEEP,
                            "the front matter is nested too deeply; use fewer levels",
                        )
                elif isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise _Refused(
                            self._line(event), Code.BAD_YAML, "front matter is one document; delete the extra marker"
                        )
                yield event
        except yaml.YAMLError as error:
            line, message = self._cause(error)
            raise _Refused(line + 1 + self.offset, Code.BAD_YAML, message) from None

    def _cause(self, error: yaml.YAMLError) -> tuple[int, str]:
        """The likeliest cause of a syntax error, for somebody who fixes front matter: 0-based line and sentence."""
        context, problem = getattr(error, "context", "") or "", getattr(error, "problem", "") or ""
        line, opened = (
            min(mark.line if mark else 0, len(self.source_lines) - 1)
            for mark in (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
        )
        if "quoted scalar" in context:
            if "end of stream" in problem:
                return opened, "a quotation mark opens here and is not closed; add the closing one"
            return line, "a backslash in double quotes is a code; put the whole value in single quotes"
        for here in (line, max(line - 1, 0)):
            if message := self._advice(self.source_lines[here], line - here):
                return here, message
        if "flow" in context:
            while opened and not re.search(r"[\[{]", self.source_lines[opened]):  # the end of the file is no bracket
                opened -= 1
            return opened, "a bracket opens here and is not closed; add the closing one, or quote the value"
        return line, "the front matter is not valid near here; check quotes, brackets and indentation"

    @staticmethod
    def _advice(text: str, above: int) -> str:
        """What is wrong with a line; `above` is 1 for the line above the one where the error came to light."""
        if not above and "\t" in text:
            return "a tab stands in the front matter; use spaces"
        if not above and "\u00a0" in text:
            return "a no-break space stands in the front matter; type the spaces of this line again"
        if re.match(r"\s*(- )?[\w-]+: +[“”„‘]", text):
            return "curly quotation marks do not quote a value; put straight ones around the whole value"
        if re.match(r"\s*(- )?[\w-]+: [^'\"\[{].*: ", text) or re.match(r"\s*- [^'\"\[{].*: .*: ", text):
            return "this value holds a colon and a space; put the whole value in quotes"
        if re.match(r"\s*(- )?[\w-]+: +(['\"]).*\2.*\S", text):
            return "text stands after the closing quotation mark; use the other kind of quotes around the whole value"
        if not above and re.match(r"\s*(- )?([\w-]+: +)?([%@`*&,|>?\]}]|(?<=: )-)", text):
            return "this value starts with a character that needs quotes; put the whole value in quotes"
        if above and re.match(r"\s*(- )?[\w-]+:[^\s:]", text):
            return "a key ends with a colon and a space; put a space after the colon"
        if above and re.fullmatch(r"\s*\w[^:]*", text):
            return "this line is no 'key: value'; add what is missing, or indent it below its key"
        return ""

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        assert mark is not None
        return mark.line + 1 + self.offset

    def read(self) -> Value:
        value: Value = None
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                value = self._value(event, ())
        return value

    def _value(self, event: yaml.Event, path: Path) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            if not event.style:
                if self._is_cut(event, path):
                    line = (
                        self.source_lines[self._line(event) - 1 - self.offset].partition(": ")[2].strip() or event.value
                    )
                    message = f"a space and '#' cut this value short; put all of it in quotes: '{shown(line)}'"
                    self.problems.append(Problem(self.path, self._line(event), Code.VALUE_CUT, message))
                if event.value in EMPTY_WORDS:
                    return None
                if event.value[0] in _CURLY_OPENS and _CURLY.fullmatch(event.value):
                    message = (
                        "curly quotation marks do not quote a value; delete them, or put straight ones "
                        f"around the whole: '{shown(event.value)}'"
                    )
                    self.problems.append(Problem(self.path, self._line(event), Code.CURLY_QUOTES, message))
                    return event.value.strip("“”„«»‘’‚")
            # Slugs come again on page after page: what is stored holds each of them once.
            return sys.intern(event.value) if len(event.value) <= _SHORT else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _is_cut(self, event: yaml.ScalarEvent, path: Path) -> bool:
        """Whether ``#`` cuts a text short. A comment behind a slug, a date or a number is a comment."""
        mark = event.end_mark
        assert mark is not None
        if not self.has_comments or not event.value or mark.line >= len(self.source_lines):
            return False
        rest = self.source_lines[mark.line][mark.column :]
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        is_text = key in _TEXT_KEYS or not _SHORT_VALUE.fullmatch(event.value)
        return is_text and re.match(r"[ \t]+#", rest) is not None

    def _sequence(self, path: Path) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            here = (*path, len(values))
            self.lines[here] = self._line(event)
            values.append(self._value(event, here))
        return values

    def _mapping(self, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = self._line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(line, Code.BAD_YAML, "a key must be a plain word")
            key = event.value
            if key == "<<":
                raise _Refused(line, Code.BAD_YAML, "'<<' is not used here; write the keys out")
            here = (*path, key)
            if key in values:
                first = self.lines[here]
                self.problems.append(
                    Problem(
                        self.path,
                        line,
                        Code.DUPLICATE_KEY,
                        f"'{shown(key)}' stands twice, first on line {first}; delete one of them",
                    )
                )
            self.lines.setdefault(here, line)
            values[key] = self._value(next(self.events), here)
        return values
