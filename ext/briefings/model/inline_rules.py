"""Rules of Markdown that the site adds to CommonMark: braces, and bare web addresses as links (as GitHub has them)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from briefings.model.problems import did_you_mean
from briefings.model.vocabulary import ROLE_NAMES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_LONGEST_BRACES: Final = 400
_ATTRIBUTES = re.compile(r"\{[ \t]*(?:[.#][^\s{}\d]|[A-Za-z_-]{1,40}=)")
_NAME = re.compile(r"\{[ \t]*([A-Za-z-]{1,40})[ \t]*\}")
_LONGEST_ADDRESS: Final = 2000
_BARE_ADDRESS = re.compile(
    r"(?<![^\s*_~(])(?:https?://|www\.)(?P<host>[\w-]+(?:\.[\w-]+)*)(?P<rest>(?::\d+)?(?:[/?#][^\s<]*)?)", re.IGNORECASE
)
_TRAILING = re.compile(r"[?!.,:*_~'\"]+$|&[a-zA-Z0-9]+;$")


def add_rules(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    md.inline.ruler.after("myst_role", "braces", _braces)
    md.core.ruler.after("inline", "bare_addresses", _bare_addresses)


def _braces(state: StateInline, silent: bool) -> bool:
    """Make one token of braces that look like attributes or a role; all others are letters like any others."""
    pos = state.pos
    if state.src[pos] != "{" or state.src[pos - 1 : pos] == "{" or not _is_meant(state.src, pos):
        return False
    stop = min(state.posMax, pos + _LONGEST_BRACES)
    end = state.src.find("}", pos, stop)
    line_end = state.src.find("\n", pos, stop)
    if end < 0 or 0 <= line_end < end:
        end = pos
    if not silent:
        state.push("braces", "", 0).content = state.src[pos : end + 1]
    state.pos = end + 1
    return True


def _is_meant(text: str, pos: int) -> bool:
    if _ATTRIBUTES.match(text, pos):
        return True
    name = _NAME.match(text, pos)
    return name is not None and (name[1].casefold() in ROLE_NAMES or bool(did_you_mean(name[1], ROLE_NAMES)))


def _bare_addresses(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline" or not token.children:
            continue
        if "://" not in token.content and "www." not in token.content.lower():
            continue
        children: list[Token] = []
        inside = 0
        for child in token.children:
            inside += (child.type == "link_open") - (child.type == "link_close")
            children += _linked(child) if child.type == "text" and not inside else [child]
        token.children = children


def _linked(text: Token) -> list[Token]:
    """A text with its bare addresses as links."""
    content, done = text.content, 0
    found: list[Token] = []
    for match in _BARE_ADDRESS.finditer(content):
        address = _without_trailing(match[0][:_LONGEST_ADDRESS])
        host = match["host"].split(".")
        named = len(host) > 1 or match[0][:4].lower() == "www."
        if not named or any("_" in part for part in host[-2:]) or match.start() < done:
            continue
        found.append(_text(text, content[done : match.start()]))
        href = address if "://" in address[:8] else f"http://{address}"
        opening = Token("link_open", "a", 1, {"href": href}, level=text.level, markup="bare", info="")
        inner = _text(text, address)
        inner.level = text.level + 1
        found += [opening, inner, Token("link_close", "a", -1, level=text.level, markup="bare")]
        done = match.start() + len(address)
    if not found:
        return [text]
    found.append(_text(text, content[done:]))
    return [one for one in found if one.type != "text" or one.content]


def _text(like: Token, content: str) -> Token:
    return Token("text", "", 0, content=content, level=like.level)


def _without_trailing(address: str) -> str:
    """An address without the punctuation that ends a sentence, and without a bracket that it did not open."""
    while True:
        if cut := _TRAILING.search(address):
            address = address[: cut.start()]
        elif address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1]
        else:
            return address
