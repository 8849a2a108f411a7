"""Blocks of MyST that the site does not use: recognised so that they can be refused, instead of shown as text.

They are those of the `myst_blocks` plugin of mdit-py-plugins. Ours read no character behind the end of the text, as
that plugin (0.7.0) does for the last line of a quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_BREAK: Final = re.compile(r"\+(?:[ \t]*\+){2,}.*")
_TARGET: Final = re.compile(r"\(.+\)=")
_INTERRUPTS: Final[RuleOptionsType] = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def add_refused_blocks(md: MarkdownIt) -> None:
    """Let a parser recognise ``% comment``, ``+++`` and ``(name)=``."""
    md.block.ruler.before("blockquote", "myst_line_comment", _comment, _INTERRUPTS)
    md.block.ruler.before("hr", "myst_block_break", _block_break, _INTERRUPTS)
    md.block.ruler.before("hr", "myst_target", _target, _INTERRUPTS)


def _words_of(state: StateBlock, line: int, sign: str) -> str:
    """A line that begins with a sign, without what is before and after its words; nothing for any other line.

    Nor for a line of an indented code block. Nearly all lines begin otherwise, and every line is asked three times.
    """
    start = state.bMarks[line] + state.tShift[line]
    if not (state.src.startswith(sign, start) or state.src[start : start + 1].isspace()) or state.is_code_block(line):
        return ""
    return state.src[start : state.eMarks[line]].strip()


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    after = start
    while after < end and _words_of(state, after, "%").startswith("%"):
        after += 1
    return after > start and _push(state, "myst_line_comment", start, after, silent)


def _block_break(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = _BREAK.fullmatch(_words_of(state, start, "+"))
    return found is not None and _push(state, "myst_block_break", start, start + 1, silent)


def _target(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = _TARGET.fullmatch(_words_of(state, start, "("))
    return found is not None and _push(state, "myst_target", start, start + 1, silent)


def _push(state: StateBlock, name: str, start: int, after: int, silent: bool) -> bool:
    if not silent:
        state.push(name, "", 0).map = [start, after]
        state.line = after
    return True
