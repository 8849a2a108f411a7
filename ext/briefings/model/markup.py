"""The Markdown of the site: one parser for the check and for the build, and an allow-list of what it may hold.

Everything is refused that is not named here: a deny-list would have to know every trick (promises P9 to P13).
The same parser object reads the page again when Sphinx builds it, so what was checked is what is rendered.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from briefings.model.attribute_rules import add_attributes
from briefings.model.block_rules import add_refused_blocks
from briefings.model.glyphs import unprintable_in
from briefings.model.heading_addresses import is_heading_address
from briefings.model.inline_rules import add_rules
from briefings.model.links import fault_of_address, fault_of_text, is_web_address
from briefings.model.mistakes import braces_refused
from briefings.model.problems import Code, did_you_mean, shown
from briefings.model.vocabulary import ROLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    Report = Callable[[int, Code, str], None]

MAX_NESTING: Final = 20
"""How deep lists, quotations and blocks may stand in one another; each list counts twice, with its bullet."""
MAX_PARAGRAPH: Final = 10_000
CODE_LANGUAGES: Final = frozenset({"", "text", "markdown", "yaml", "bash", "console", "json", "python", "html", "toml"})
_ALLOWED_BLOCK: Final = frozenset(
    "paragraph_open paragraph_close heading_open heading_close bullet_list_open bullet_list_close ordered_list_open "
    "ordered_list_close list_item_open list_item_close blockquote_open blockquote_close inline fence colon_fence "
    "code_block table_open table_close thead_open thead_close tbody_open tbody_close tr_open tr_close th_open "
    "th_close td_open td_close dl_open dl_close dt_open dt_close dd_open dd_close hr".split()
)
_ALLOWED_INLINE: Final = frozenset(
    "text text_special softbreak hardbreak em_open em_close strong_open strong_close link_open link_close "
    "code_inline myst_role image".split()
)
_REFUSED = {
    "html_block": (
        Code.RAW_HTML,
        "HTML is not used here; write it in Markdown (text from a word processor: import it)",
    ),
    "html_inline": (
        Code.RAW_HTML,
        "HTML is not used here; write it in Markdown (text from a word processor: import it)",
    ),
    "myst_line_comment": (
        Code.HIDDEN_COMMENT,
        "comments are not used here; delete the line that starts with '%'",
    ),
    "myst_block_break": (Code.SYNTAX_NOT_ALLOWED, "'+++' is not used here; delete it"),
    "myst_target": (
        Code.SYNTAX_NOT_ALLOWED,
        "'(name)=' is not used here; headings and items have addresses already",
    ),
}
_NO_TEXT: Final = ("", "heading_close", "hr")
"""What a line across the page does not separate from what follows it: nothing, a heading, another line."""
_LINE_OUT_OF_PLACE: Final = (
    "a line across the page ('---') separates two paragraphs, but there is no paragraph right above it, or it is in a "
    "list, a quotation or a block; delete it"
)
_MAY_HOLD_A_PICTURE: Final = ("paragraph_open", "th_open", "td_open")
_COMMENT = (Code.HIDDEN_COMMENT, "a comment would be published; delete it")
_ALMOST_ROLE = re.compile(r"\{(?![\w+:-]+\}$)([^{}\s]{1,40})\}$", re.ASCII)
"""Braces before code that were meant as a role, but have a character in them that no role has."""
_MAIL_LINK = re.compile(r"mailto:[^\s@:?&/]+@[^\s@:?&/]+", re.ASCII | re.IGNORECASE)
_LINK_WITHIN = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.md(?:#.+)?|#.+")
_IMAGE = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.(?:png|jpg|jpeg|webp)", re.ASCII)


# Seen by nobody, though Python calls them printable: joiners, fillers, blanks and selectors (not those of emoji).
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0d\uffa0\U000e0100-\U000e01ef]"
)


def create_parser() -> MarkdownIt:
    """The Markdown parser of the site: CommonMark with tables, definition lists, roles and colon fences.

    HTML and comments are recognised so that they can be refused; links are not filtered here, so that
    `check_tokens` sees all of them. Never render with it what `check_tokens` has not passed.
    """
    md = MarkdownIt("commonmark", {"maxNesting": 2 * MAX_NESTING}).enable("table")
    md.use(myst_role_plugin).use(deflist_plugin)
    add_refused_blocks(md)
    add_rules(md)
    add_attributes(md)
    md.core.ruler.before("inline", "long_paragraphs", _empty_long_paragraphs)
    md.block.ruler.before(
        "fence",
        "colon_fence",
        make_fence_rule(markers=(":",), token_type="colon_fence"),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md


def _empty_long_paragraphs(state: StateCore) -> None:
    """Mark paragraphs that are too long and do not read them: some Markdown takes the square of its length to read."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            token.meta["too_long"] = len(token.content)
            token.content = ""


def check_tokens(tokens: list[Token], offset: int, report: Report, *, level: int) -> list[Token]:
    """Report every token that the allow-list does not hold.

    Args:
        tokens: what the parser of `create_parser` made of a page, or of a directive's content.
        offset: what to add to a token's line to get a 1-based line of the file.
        report: called with line, code and message.
        level: how deep in the page the tokens stand; headings stand at 0 only.

    Returns:
        The tokens without those that are nested too deeply, of which the parser may have left some out.
    """
    kept: list[Token] = []
    told = False
    for token in tokens:
        line = (token.map[0] if token.map else 0) + offset
        is_deep = level + token.level > MAX_NESTING
        if any(child.level > MAX_NESTING for child in token.children or ()):
            is_deep, token.children = True, []
        if is_deep and not told:
            report(line, Code.NESTED_TOO_DEEP, "the page is nested too deeply here; use fewer levels")
        told = is_deep or (told and token.level > 0)
        if level + token.level > MAX_NESTING:
            continue
        before = kept[-1].type if kept else ""
        kept.append(token)
        if token.type not in _ALLOWED_BLOCK:
            code, message = _refusal(token)
            report(line, code, message)
        elif token.type == "heading_open" and level + token.level:
            report(line, Code.BAD_HEADING, "a heading cannot stand inside a block, list or quotation; close that first")
        elif token.type == "fence":
            _check_code(token, line, report)
        elif token.type == "hr" and (level + token.level or before in _NO_TEXT):
            report(line, Code.LINE_OUT_OF_PLACE, _LINE_OUT_OF_PLACE)
        elif token.type == "inline":
            _check_inline(token, line, report, before)
    return kept


def _check_code(token: Token, line: int, report: Report) -> None:
    info = token.info.strip()
    if not info.startswith("{") and info not in CODE_LANGUAGES:
        known = ", ".join(sorted(CODE_LANGUAGES - {""}))
        report(
            line,
            Code.SYNTAX_NOT_ALLOWED,
            f"'{shown(info)}' is not a code language used here; use one of {known}",
        )


def _check_inline(token: Token, line: int, report: Report, around: str) -> None:
    """Check the text of a paragraph, heading or cell; `around` is the token that opens it."""
    if length := token.meta.get("too_long"):
        report(line, Code.TOO_LONG, f"this paragraph has {length} characters, more than {MAX_PARAGRAPH}; split it")
    before = ""
    texts = _texts_of_links(token)
    for number, (child, here) in enumerate(lined_children(token, line), 1):
        if child.type == "braces":
            after = token.children[number].content if number < len(token.children or ()) else ""  # type: ignore[index]
            report(here, *braces_refused(child.content, after))
        elif child.type not in _ALLOWED_INLINE:
            code, message = _refusal(child)
            report(here, code, message)
        elif child.type == "link_open":
            _check_link(str(child.attrs["href"]), texts[id(child)], here, report)
        elif child.type == "image":
            _check_image(child, here, report)
            if len(token.children or ()) > 1 or around not in _MAY_HOLD_A_PICTURE:
                report(here, Code.UNPRINTABLE, "a picture stands inside a sentence; give it a paragraph of its own")
        elif child.type == "myst_role" and child.meta["name"] not in ROLE_NAMES:
            _refuse_role(child.meta["name"], here, report)
        elif child.type == "code_inline" and (almost := _ALMOST_ROLE.search(before)):
            _refuse_role(almost[1], here, report)
        for text in (child.content, str(child.attrs.get("title", ""))):
            for problem in bad_characters(text):
                report(here, Code.BAD_CHARACTER, problem)
            if "&" in token.content:  # what stands in the file itself is looked at before
                for problem in unprintable_in(without_bad_characters(text)):
                    report(here, Code.MISSING_GLYPH, problem)
        before = child.content if child.type in ("text", "text_special") else ""


def _refuse_role(name: str, line: int, report: Report) -> None:
    hint = did_you_mean(name, ROLE_NAMES) or "; write plain text instead"
    report(line, Code.UNKNOWN_ROLE, f"there is no role '{{{shown(name)}}}' here{hint}")


def lined_children(token: Token, line: int) -> Iterator[tuple[Token, int]]:
    """The children of an inline token, each with the line it stands on; `line` is that of the token."""
    for child in token.children or ():
        yield child, line
        if child.type in ("softbreak", "hardbreak"):
            line += 1


def _refusal(token: Token) -> tuple[Code, str]:
    if token.type in ("html_block", "html_inline") and token.content.lstrip().startswith("<!--"):
        return _COMMENT
    default = (
        Code.SYNTAX_NOT_ALLOWED,
        f"this Markdown ({token.type}) is not used here; write it more simply",
    )
    return _REFUSED.get(token.type, default)


def _texts_of_links(token: Token) -> dict[int, str]:
    """What readers see of each link in a paragraph, by the token that opens it."""
    texts: dict[int, str] = {}
    opened: Token | None = None
    for child in token.children or ():
        if child.type == "link_open":
            opened, texts[id(child)] = child, ""
        elif child.type == "link_close":
            opened = None
        elif opened is not None:
            texts[id(opened)] += " " if child.type in ("softbreak", "hardbreak") else child.content
    return texts


def _check_link(address: str, text: str, line: int, report: Report) -> None:
    is_web = is_web_address(address)
    if is_web or _MAIL_LINK.fullmatch(address):
        if is_web and (fault := fault_of_address(address)):
            report(line, Code.LINK_NOT_ALLOWED, f"a link cannot lead there: {fault}")
        elif fault := fault_of_text(text, address):
            report(line, Code.LINK_NOT_ALLOWED, fault)
        return
    if is_link_within(unquote(address)):
        return
    if address in ("", "#"):
        report(line, Code.LINK_NOT_ALLOWED, "this link leads nowhere; give it an address or make it plain text")
        return
    report(
        line,
        Code.LINK_NOT_ALLOWED,
        f"a link cannot lead to '{shown(address)}'; use an https, http or mailto address, "
        "a page such as about.md, or a role such as {policy}`slug`",
    )


def _check_image(token: Token, line: int, report: Report) -> None:
    address = str(token.attrs["src"])
    if not _IMAGE.fullmatch(address):
        report(
            line,
            Code.LINK_NOT_ALLOWED,
            f"a picture cannot be '{shown(address)}'; put a png, jpg or webp file beside the page",
        )
    if any(child.type not in ("text", "text_special", "softbreak") for child in token.children or ()):
        report(line, Code.SYNTAX_NOT_ALLOWED, "the text of a picture is plain; take the markup out of its brackets")
    for child in token.children or ():
        for problem in bad_characters(child.content):
            report(line, Code.BAD_CHARACTER, problem)
    if not token.content.strip():
        report(
            line,
            Code.LINK_NOT_ALLOWED,
            "this picture has no text for people who cannot see it; write ![what it shows](…)",
        )


def is_link_within(address: str) -> bool:
    """Whether a link leads to a page of the content folder or a place on one: ``about.md``, ``#minutes``."""
    place = address.partition("#")[2]
    return _LINK_WITHIN.fullmatch(address) is not None and (not place or is_heading_address(place))


def bad_characters(text: str) -> Iterator[str]:
    """A sentence for each kind of character that may not stand in content: control, bidi, zero width, private."""
    if text.isprintable() and not _INVISIBLE.search(text):
        return
    for char in sorted(set(text)):
        if _is_bad(char):
            code, name = f"U+{ord(char):04X}", unicodedata.name(char, "no name").lower()
            if unicodedata.category(char) in ("Co", "Cn"):
                yield f"a character that not every computer knows, {code}, stands here; write it in plain text"
            else:
                yield f"an invisible character {code} ({name}) stands here; delete it"


def without_bad_characters(text: str) -> str:
    """The text as far as it can be read on, once its bad characters are reported."""
    return "".join(char for char in text if not _is_bad(char))


def _is_bad(char: str) -> bool:
    if char in "\n\t\r":
        return False
    category = unicodedata.category(char)
    return category.startswith("C") or category in ("Zl", "Zp") or _INVISIBLE.match(char) is not None
