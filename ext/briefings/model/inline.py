"""Text with inline markup, as plain values: small to store, and the same wherever an item is shown.

A run is a string, or a tuple whose first entry says what it is::

    ("em", runs)  ("strong", runs)  ("code", text)  ("link", address, runs)  ("role", name, target, text)  ("break",)
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token

Run = str | tuple[Any, ...]
Runs = tuple[Run, ...]
_WRAPPERS = {"em_open": "em", "strong_open": "strong", "link_open": "link"}


def runs_from(children: Iterable[Token]) -> Runs:
    """Turn the children of a checked inline token into runs, joining neighbouring text."""
    return _collect(iter(children))


def _collect(tokens: Iterator[Token]) -> Runs:
    runs: list[Run] = []

    def add_text(text: str) -> None:
        if runs and isinstance(runs[-1], str):
            runs[-1] += text
        elif text:
            runs.append(text)

    for token in tokens:
        if token.type in _WRAPPERS:
            inner = _collect(tokens)
            name = _WRAPPERS[token.type]
            runs.append((name, str(token.attrs["href"]), inner) if name == "link" else (name, inner))
        elif token.type.endswith("_close"):
            break
        elif token.type == "code_inline":
            runs.append(("code", token.content))
        elif token.type == "myst_role":
            target, text = split_role(token.content)
            runs.append(("role", token.meta["name"], target, text))
        elif token.type == "softbreak":
            add_text(" ")
        elif token.type == "hardbreak":
            runs.append(("break",))
        else:
            add_text(token.content)
    return tuple(runs)


def split_role(content: str) -> tuple[str, str | None]:
    """The target and the editor's own text of a role: ``slug`` or ``own text <slug>``."""
    content = " ".join(content.split())
    if content.endswith(">") and " <" in content:
        text, _, target = content[:-1].rpartition(" <")
        return sys.intern(target), text
    return sys.intern(content), None


def plain(runs: Runs, title_of: Callable[[str, str], str]) -> str:
    """The text without markup.

    Args:
        runs: the text.
        title_of: gives the title to show for a role's name and target.
    """
    if len(runs) == 1 and isinstance(runs[0], str):
        return runs[0]
    parts = []
    for run in runs:
        if isinstance(run, str):
            parts.append(run)
        elif run[0] == "code":
            parts.append(run[1])
        elif run[0] == "role":
            parts.append(run[3] or title_of(run[1], run[2]))
        elif run[0] == "break":
            parts.append(" ")
        else:
            parts.append(plain(run[-1], title_of))
    return "".join(parts)


def roles_in(runs: Runs) -> Iterator[tuple[str, str]]:
    """Name and target of every role in the text."""
    for run in runs:
        if isinstance(run, str):
            continue
        if run[0] == "role":
            yield run[1], run[2]
        elif isinstance(run[-1], tuple):
            yield from roles_in(run[-1])
