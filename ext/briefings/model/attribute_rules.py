"""Take attributes out of the text: braces that end a bullet or a heading, or stand above a heading or a fence.

The parser itself moves them from the text into the ``meta`` of the token that they belong to, so no reader of the
tokens, and no builder, can take them for words. Braces that belong to nothing stay in the text, where the check
refuses them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

META: Final = "attributes"
Braces = tuple[int, str]
"""The line, counted from that of the token, and the braces with what is in them."""

BRACES: Final = re.compile(r"\{[ \t]*(?:[.#][^\s{}\d]|[A-Za-z_-]{1,40}=)[^{}\n]*\}")
_PIN: Final = re.compile(r"[{ \t]#([^\s{}.#=]+)")
_ENDS: Final = re.compile(rf"(?:(?:^|[ \t]+){BRACES.pattern})+[ \t]*$")


def add_attributes(md: MarkdownIt) -> None:
    """Add the rule to a parser that makes tokens of braces."""
    md.core.ruler.push("attributes", _attributes)


def without_attributes(line: str) -> str:
    """A line of Markdown without the attributes at its end."""
    return _ENDS.sub("", line) if line.rstrip().endswith("}") else line


def pin_of(token: Token | SyntaxTreeNode) -> str:
    """The address that attributes pin, or nothing."""
    pins = (match[1] for _, braces in attributes_of(token) if (match := _PIN.search(braces)))
    return next(pins, "")


def attributes_of(token: Token | SyntaxTreeNode) -> list[Braces]:
    """The attributes of a heading, a fence or a bullet."""
    found: list[Braces] = token.meta.get(META, [])
    return found


def _attributes(state: StateCore) -> None:
    if "{" not in state.src:
        return
    kept: list[Token] = []
    tokens = state.tokens
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if found := _line_above(tokens, index):
            following = tokens[index + 3]
            shift = (following.map or [0])[0] - (token.map or [0])[0]
            _note(following, [(line - shift, braces) for line, braces in found])
            index += 3
            continue
        kept.append(token)
        if token.type == "inline" and len(kept) > 1 and (found := _at_end(token)):
            owner = kept[-2] if kept[-2].type == "heading_open" else token
            _note(owner, found)
        index += 1
    state.tokens = kept


def _note(token: Token, found: list[Braces]) -> None:
    token.meta[META] = [*attributes_of(token), *found]


def _line_above(tokens: list[Token], index: int) -> list[Braces]:
    """The attributes of a paragraph that holds nothing else, above a heading or a fence."""
    if tokens[index].type != "paragraph_open" or len(tokens) < index + 4:
        return []
    inline, following = tokens[index + 1], tokens[index + 3]
    if following.type not in ("heading_open", "fence", "colon_fence"):
        return []
    found: list[Braces] = []
    line = 0
    for child in inline.children or ():
        if child.type == "softbreak":
            line += 1
        elif child.type == "braces" and child.content.endswith("}"):
            found.append((line, child.content))
        elif child.type != "text" or child.content.strip():
            return []
    return found


def _at_end(inline: Token) -> list[Braces]:
    """Take the braces off the end of a text."""
    children = inline.children or []
    if not _is_braces(children):
        return []
    found: list[Braces] = []
    line = sum(child.type in ("softbreak", "hardbreak") for child in children)
    while children:
        last = children[-1]
        if _is_braces(children):
            found.append((line, last.content))
            inline.content = inline.content[: inline.content.rindex(last.content)]
        elif last.type in ("softbreak", "hardbreak"):
            line -= 1
        elif last.type == "text" and not last.content.strip():
            pass
        else:
            break
        children.pop()
    if children and children[-1].type == "text":
        children[-1].content = children[-1].content.rstrip()
    inline.content = inline.content.rstrip()
    return found[::-1]


def _is_braces(children: list[Token]) -> bool:
    at = len(children) - 1
    while at >= 0 and children[at].type == "text" and not children[at].content.strip():
        at -= 1
    return at >= 0 and children[at].type == "braces" and children[at].content.endswith("}")
