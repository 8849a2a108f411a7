"""Read a page's body: check its Markdown against the allow-list, and collect blocks, listings and mentions.

Sphinx renders the same tokens later; it never decides what an item is. Blocks and listings are met by the directives
in the order in which they are collected here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from pydantic_core import PydanticCustomError

from briefings.model.attribute_rules import attributes_of, pin_of
from briefings.model.attributes import (
    Attributes,
    Named,
    checked_slug,
    checked_slugs,
    meaning_of,
    read_braces,
    read_paths,
)
from briefings.model.dates import PartialDate
from briefings.model.entry import Block, BodyPart, Item, Listing, Query, Reference
from briefings.model.furniture import furniture_of_a_heading
from briefings.model.heading_addresses import FRAME_ADDRESSES, BareHeading, give_heading_addresses
from briefings.model.inline import plain, roles_in, runs_from, split_role
from briefings.model.item_addresses import PENDING, give_addresses
from briefings.model.listing_names import name_listings
from briefings.model.markup import check_tokens, create_parser, is_link_within, lined_children
from briefings.model.mistakes import braces_refused, mistakes_in
from briefings.model.outside_blocks import advice_for_a_list
from briefings.model.problems import Code, Problem, did_you_mean, shown
from briefings.model.vocabulary import (
    PICTURE,
    PLACE,
    ROLE_NAMES,
    BlockKind,
    Kind,
    ListingKind,
    Origin,
    Sort,
    Standing,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from briefings.model.attributes import Meaning
    from briefings.model.entry import Heading
    from briefings.model.inline import Runs

BLOCK_OPTIONS: Final = frozenset({"audit", "agencies", "origin", "recurs"})
LISTING_OPTIONS: Final = frozenset(
    {"theme", "agency", "partnership", "policy", "since", "until", "within", "limit", "sort"}
)
MORE_OPTIONS: Final = {
    ListingKind.ITEMS: frozenset({"kind"}),
    ListingKind.RECOMMENDATIONS: frozenset({"status"}),
    ListingKind.TRACKER: frozenset({"status"}),
    ListingKind.RECOMMENDATION_SUMMARY: frozenset({"status"}),
}
ALL_OPTIONS: Final = LISTING_OPTIONS.union(*MORE_OPTIONS.values())
MAX_MONTHS: Final = 240
LAYOUT_OPTIONS: Final = {
    "grid": frozenset({"gutter"}),
    "grid-item": frozenset({"columns"}),
    "note": frozenset[str](),
}
DIRECTIVES: Final = (
    *(kind.value for kind in BlockKind),
    *(kind.value for kind in ListingKind),
    *LAYOUT_OPTIONS,
)
MAX_LIMIT: Final = 200
_KINDS: Final[dict[ListingKind, tuple[BlockKind, ...]]] = {ListingKind.QUESTION_BANK: (BlockKind.QUESTIONS,)}
_LISTING_NAMES: Final = frozenset(kind.value for kind in ListingKind)
_LONGEST_FENCE: Final = 20
LEVELS_OF_A_BLOCK: Final = 3
"""How much a block counts for `MAX_NESTING`: rendering one takes far more than rendering a list."""
_LAST_BRACES = re.compile(r"(?<!\\)\{[^{}\n]*\}\s*$")
_MEANT_BRACES = re.compile(r"(?<![\\{$#%@])\{[ \t]*[\w.#][\w.#= \t\"“”,;:-]*\}\s*$")
"""Braces that end a text and were meant as attributes, unlike the ``{{ x }}`` of programs."""
_INFO = re.compile(r"\{([^\s}]*)\}(?:\s+(.*))?")
_OPTION = re.compile(r":([^\s:]+):(?:[ \t]+(.*))?")
_GRID_ARGUMENT = re.compile(r"[1-4](?: [1-4] [1-4] [1-4])?")
_GRID_VALUE = re.compile(r"(?:[1-9]|1[0-2])(?: (?:[1-9]|1[0-2])){3}|[1-9]|1[0-2]")


@dataclass(slots=True)
class Body:
    """What a body holds; filled by `read_body`."""

    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    prose: list[Runs] = field(default_factory=list)
    words: int = 0
    block_lines: list[int] = field(default_factory=list)
    """The line on which each block begins, by its number."""
    starts: list[BodyPart] = field(default_factory=list)
    """How many words and blocks stand before each heading of the second level."""
    headings: tuple[Heading, ...] = ()
    """The title, then the headings of the body."""

    @property
    def parts(self) -> tuple[BodyPart, ...]:
        """What stands before the first such heading, then below each."""
        edges = [BodyPart(0, 0), *self.starts, BodyPart(self.words, len(self.blocks))]
        return tuple(BodyPart(end.words - start.words, end.blocks - start.blocks) for start, end in pairwise(edges))


def read_body(
    text: str,
    *,
    kind: Kind,
    path: str,
    agencies: Set[str] = frozenset(),
    audits: Mapping[str, tuple[str, ...]] | None = MappingProxyType({}),
    title: str = "",
    taken: Set[str] = frozenset(),
) -> tuple[Body, list[Problem]]:
    """Check and read the body of a page.

    Args:
        text: the body, with a blank line for each line of front matter.
        kind: the kind of page; blocks belong on briefings only.
        path: the file's name for messages.
        agencies: the slugs of all agencies, by which attributes tell them from themes.
        audits: the themes of each audit of the page; None when its front matter was not understood.
        title: the title, where the front matter holds it.
        taken: the addresses of audits and recommendations of the page.
    """
    reader = _BodyReader(kind, path, agencies, audits)
    reader.read_page(text)
    body, taken = reader.body, taken | set(FRAME_ADDRESSES)
    reader.refuse_pins(taken)
    body.listings = name_listings(body.listings)
    pins = {reader.title_pin, *(heading.pin for heading in reader.headings)}
    body.blocks, body.references = give_addresses(body.blocks, body.references, taken | pins)
    items = {item.id for block in body.blocks for item in block.items}
    body.headings = give_heading_addresses(body.title or title, reader.headings, taken | items, reader.title_pin)
    return body, reader.problems


@cache
def _parser() -> MarkdownIt:
    """One parser for all pages: it keeps nothing of what it read, and takes as long to make as a short page to read."""
    return create_parser()


class _LinkDefinitions(dict[str, Any]):
    """The addresses that a page defines for its links, with the names that were used; copies share those."""

    def __init__(self, definitions: dict[str, Any] | None = None, used: set[str] | None = None) -> None:
        super().__init__(definitions or {})
        self.used: set[str] = set() if used is None else used

    def get(self, name: str, default: Any = None) -> Any:
        """As markdown-it asks when it reads ``[name]``."""
        if name in self:
            self.used.add(name)
        return super().get(name, default)

    def copy(self) -> _LinkDefinitions:
        """The definitions for a block, which may use them but not add to them."""
        return _LinkDefinitions(self, self.used)


class _BodyReader:
    def __init__(self, kind: Kind, path: str, agencies: Set[str], audits: Mapping[str, tuple[str, ...]] | None) -> None:
        self.kind = kind
        self.path = path
        self.body = Body()
        self.audits = audits
        self.named = Named(agencies, self.body.references)
        self.sections: list[tuple[int, Attributes]] = []
        self.title_pin = ""
        self.headings: list[BareHeading] = []
        self.blocks = 0
        self.problems: list[Problem] = []
        self.parser = _parser()
        self.link_definitions = _LinkDefinitions()

    def report(self, line: int, code: Code, message: str) -> None:
        self.problems.append(Problem(self.path, line, code, message))

    # the page ------------------------------------------------------------------------------------------------

    def read_page(self, text: str) -> None:
        tokens = self._tokens(text, 1, level=0)
        self._check_headings(tokens)
        self._note_headings(tokens, text.split("\n"))
        self._walk(tokens, text, 1, level=0)
        for name, definition in self.link_definitions.items():
            if name not in self.link_definitions.used:
                label = shown(name.lower())
                message = (
                    f"'[{label}]: …' would not be shown: it is the address of a link, and no link uses it; "
                    f"write '[{label}]' where the link is meant, or '\\[' if the brackets belong to the text"
                )
                self.report(definition["map"][0] + 1, Code.UNUSED_ADDRESS, message)
        if self.body.title:
            del self.body.prose[0]  # it is the entry's title

    def _tokens(self, text: str, offset: int, *, level: int) -> list[Token]:
        """The checked tokens of the page or of a block's content.

        Only the page itself defines links: blocks are rendered one by one, and not all in the way they are read here,
        so a definition inside one block could change a link in another after it was checked.
        """
        env: dict[str, Any] = {"references": self.link_definitions if level == 0 else self.link_definitions.copy()}
        tokens = self.parser.parse(text, env)
        if level == 0:
            for definition in env.get("duplicate_refs", ()):
                name = shown(str(definition["label"]).lower())
                message = f"the address of the link '[{name}]' is given twice; delete one of them"
                self.report(definition["map"][0] + offset, Code.UNUSED_ADDRESS, message)
        else:
            new = [one for name, one in env["references"].items() if name not in self.link_definitions]
            for definition in (*new, *env.get("duplicate_refs", ())):
                self.report(
                    definition["map"][0] + offset,
                    Code.SYNTAX_NOT_ALLOWED,
                    "an address of a link ('[name]: …') cannot stand inside a block; put it below all blocks",
                )
        for line, code, message in mistakes_in(tokens, text, offset):
            self.report(line, code, message)
        return check_tokens(tokens, offset, self.report, level=level)

    def _check_headings(self, tokens: list[Token]) -> None:
        own_title = self.kind is Kind.PAGE
        level = 0 if own_title else 1
        headings = [
            (int(token.tag[1]), (token.map or [0])[0] + 1, tokens[index + 1])
            for index, token in enumerate(tokens)
            if token.type == "heading_open"
        ]
        if own_title and not (tokens and tokens[0].tag == "h1"):
            first = (tokens[0].map or [0])[0] + 1 if tokens else 1
            self.report(first, Code.BAD_HEADING, "a page starts with its title; put a line '# Title' above all else")
            return
        for number, (new, line, inline) in enumerate(headings):
            text = _plain(inline).strip()
            if not text:
                self.report(line, Code.BAD_HEADING, "this heading has no text; write it or delete the line")
            if self.kind is Kind.BRIEFING and (message := furniture_of_a_heading(text)):
                self.report(line, Code.FURNITURE, message)
            if own_title and number == 0:
                self.body.title = text
            elif new == 1:
                where = "the page has its title already" if own_title else "the title stands in the front matter"
                self.report(line, Code.BAD_HEADING, f"{where}; start this heading with '##'")
            elif new > level + 1:
                self.report(line, Code.BAD_HEADING, f"this heading skips a level; write {'#' * (level + 1)} in front")
            level = new

    def _note_headings(self, tokens: list[Token], lines: list[str]) -> None:
        """Note each heading below the title, and the lines that it stands above."""
        found = [index for index, token in enumerate(tokens) if token.type == "heading_open" and not token.level]
        if self.body.title:
            self.title_pin = pin_of(tokens[found.pop(0)])
        ends = [*((tokens[index].map or [0])[0] for index in found[1:]), len(lines)]
        for index, end in zip(found, ends, strict=False):
            token, (start, after) = tokens[index], tokens[index].map or (0, 0)
            text, level = _plain(tokens[index + 1]).strip(), int(token.tag[1])
            self.headings.append(BareHeading(text, level, start + 1, pin_of(token), tuple(lines[after:end])))

    def refuse_pins(self, taken: Set[str]) -> None:
        """Report each pinned address that something else on the page has."""
        for pin, line in self.named.pins.items():
            if pin in taken:
                message = f"the page itself calls something '#{pin}'; choose another address"
                self.report(line, Code.DUPLICATE_ENTRY, message)

    def _walk(self, tokens: list[Token], text: str, offset: int, level: int, around: str = "") -> None:
        """Read on; `around` is the name of the block that holds the tokens."""
        lines = text.split("\n")
        quotes, heading = 0, ""
        for index, token in enumerate(tokens):
            line = (token.map[0] if token.map else 0) + offset
            is_fence = token.type in ("fence", "colon_fence")
            quotes += token.nesting * (token.tag == "blockquote")
            if around == "grid" and not is_fence and token.level == 0 and token.nesting >= 0:
                self.report(line, Code.BLOCK_SHAPE, "'grid' holds nothing but grid-item blocks; put this into one")
            if token.type == "heading_open" and level + token.level == 0:
                self._enter_section(token, tokens[index + 1], line)
            elif not is_fence or not token.info.strip().startswith("{"):
                self._refuse_attributes(token, line)
            if level == 0 and token.type == "heading_open" and token.tag == "h2":
                self.body.starts.append(BodyPart(self.body.words, len(self.body.blocks)))
            if token.type == "heading_open" and not token.level:
                heading = _plain(tokens[index + 1]).strip()
            if token.type == "bullet_list_open" and token.level + level == 0:
                self._advise_block(heading, line)
            if token.type == "inline":
                self._note_mentions(token, line)
                self._note_prose(runs_from(token.children or ()))
            elif token.type == "colon_fence" and not token.info.strip():
                message = (
                    f"this '{token.markup}' closes nothing; write as many colons as the block began with, or delete it"
                )
                self.report(line, Code.BLOCK_OPEN, message)
                self._prose(token.content, line + 1, level + token.level + LEVELS_OF_A_BLOCK, around)
            elif is_fence:
                self._check_closed(token, lines, line, quotes)
                if token.type == "colon_fence" or token.info.strip().startswith("{"):
                    self._directive(token, line, level + token.level + LEVELS_OF_A_BLOCK, around)
                else:
                    self.body.prose.append((("code", token.content),))

    def _note_prose(self, runs: Runs) -> None:
        self.body.prose.append(runs)
        self.body.words += _words_in(runs)

    def _check_closed(self, token: Token, lines: list[str], line: int, quotes: int) -> None:
        start, end = token.map or (0, 0)
        last = lines[end - 1] if 0 < end <= len(lines) else ""
        last = (re.sub(rf"^(?:\s*>){{0,{quotes}}}", "", last) if quotes else last).strip()
        marker = token.markup[0]
        if end - start < 2 or len(last) < len(token.markup) or last.strip(marker):
            fence = token.markup if len(token.markup) <= _LONGEST_FENCE else f"{marker * 3}…"
            self.report(line, Code.BLOCK_OPEN, f"this block is not closed; put a line of '{fence}' after its last line")

    def _note_mentions(self, token: Token, line: int, place: str = "") -> None:
        for child, here in lined_children(token, line):
            if child.type == "myst_role" and child.meta["name"] in ROLE_NAMES:
                target, _ = split_role(child.content)
                self.body.references.append(Reference(child.meta["name"], target, here, place, in_text=True))
            elif child.type == "link_open" and is_link_within(address := unquote(str(child.attrs["href"]))):
                page, _, anchor = address.partition("#")
                if page:
                    self.body.references.append(Reference("page", page, here, place))
                if anchor:
                    self.body.references.append(Reference(PLACE, address, here, place))
            elif child.type == "image":
                self.body.references.append(Reference(PICTURE, str(child.attrs["src"]), here, place))

    # attributes ----------------------------------------------------------------------------------------------

    def _enter_section(self, heading: Token, inline: Token, line: int) -> None:
        """Note what a heading says of the blocks below it, and forget the sections that it ends."""
        depth = int(heading.tag[1])
        while self.sections and self.sections[-1][0] >= depth:
            self.sections.pop()
        for attributes in self._attributes_of(heading, line, of_heading=True):
            if self.kind is not Kind.BRIEFING and attributes != Attributes(pin=attributes.pin):
                message = "only the sections of a briefing have themes, agencies or audits; delete them here"
                self.report(line, Code.UNKNOWN_ATTRIBUTE, message)
            self.sections.append((depth, attributes))
        self._refuse_last_braces(inline, line)

    def _attributes_of(self, token: Token, line: int, *, of_heading: bool = False) -> list[Attributes]:
        return [
            read_braces(braces, line + shift, self.report, self.named, of_heading=of_heading)
            for shift, braces in attributes_of(token)
        ]

    def _refuse_attributes(self, token: Token, line: int) -> None:
        """Report attributes that belong to nothing that can have any."""
        for shift, braces in attributes_of(token):
            self.report(line + shift, *braces_refused(braces, ""))

    def _refuse_last_braces(self, inline: Token, line: int) -> None:
        """Report braces at the end of a bullet or heading that were not read as attributes."""
        match = _MEANT_BRACES.search(inline.content) if "}" in inline.content else None
        if match and not any(child.type in ("braces", "code_inline") for child in (inline.children or ())[-1:]):
            word = match[0].strip("{} \t\n")
            instead = f"write '{{.{word}}}' to add a theme or an agency" if re.fullmatch(r"[a-z0-9-]+", word) else ""
            message = (
                f"'{shown(match[0].strip(), 40)}' is not understood here; {instead or 'delete it'}, or write '\\{{' if "
                "the braces belong to the text"
            )
            self.report(line + inline.content.count("\n"), Code.UNKNOWN_ATTRIBUTE, message)

    # directives ----------------------------------------------------------------------------------------------

    def _directive(self, token: Token, line: int, level: int, around: str) -> None:
        match = _INFO.fullmatch(token.info.strip())
        if match is None:
            like = f"{token.markup[:3]}{{learning}} neglect"
            message = f"'{shown(token.info.strip())}' is no block; write its name in braces and a space, such as {like}"
            self.report(line, Code.UNKNOWN_DIRECTIVE, message)
            return
        name, argument = match[1], (match[2] or "").strip()
        if name not in DIRECTIVES:
            hint = did_you_mean(name, DIRECTIVES)
            message = (
                f"there is no block or listing '{{{shown(name)}}}'{hint or '; see the handbook for those that exist'}"
            )
            self.report(line, Code.UNKNOWN_DIRECTIVE, message)
            if hint:  # a slip of the pen: what the block holds is meant as usual
                _, content, content_line = self._options(token, line)
                self._prose(content, content_line, level, name)
            return
        if (name == "grid-item") != (around == "grid"):
            self.report(
                line,
                Code.BLOCK_SHAPE,
                f"'grid' holds nothing but grid-item blocks; put '{name}' into one"
                if around == "grid"
                else "a grid-item stands right inside a grid; put a grid around it",
            )
        options, content, content_line = self._options(token, line)
        if name in LAYOUT_OPTIONS or name in _LISTING_NAMES:
            self._refuse_attributes(token, line)
        if name in LAYOUT_OPTIONS:
            self._layout(name, argument, options, content, content_line, line, level)
        elif name in _LISTING_NAMES:
            self._listing(ListingKind(name), argument, options, content, line)
        else:
            self._block(BlockKind(name), token, argument, options, content, content_line, line, level)

    def _options(self, token: Token, line: int) -> tuple[dict[str, tuple[str, int]], str, int]:
        """The ``:key: value`` lines at the start, the content after them, and its first line."""
        rows = token.content.split("\n")
        options: dict[str, tuple[str, int]] = {}
        used = 0
        while used < len(rows) and (match := _OPTION.fullmatch(rows[used].strip())):
            here = line + 1 + used
            if match[1] in options:
                self.report(here, Code.DUPLICATE_KEY, f"the option '{match[1]}' stands twice; delete one")
            options[match[1]] = ((match[2] or "").strip(), here)
            used += 1
        following = rows[used] if used < len(rows) else ""
        if following.startswith("---") and used == 0:
            message = "options are lines ':name: value', and a line cannot stand first; delete the '---'"
            self.report(line + 1, Code.SYNTAX_NOT_ALLOWED, message)
            used = next((number + 1 for number, row in enumerate(rows[1:], 1) if row.startswith("---")), len(rows))
        elif re.match(r"\s*:(?!::)", following):
            message = "a line that starts with ':' is an option, ':name: value'; correct it, or put a blank line above"
            self.report(line + 1 + used, Code.SYNTAX_NOT_ALLOWED, message)
        return options, "\n".join(rows[used:]), line + 1 + used

    def _known_options(self, name: str, options: dict[str, tuple[str, int]], known: frozenset[str]) -> None:
        for option, (value, line) in options.items():
            if option not in known:
                hint = did_you_mean(option, known) or f"; it has {', '.join(sorted(known)) or 'none'}"
                self.report(line, Code.UNKNOWN_OPTION, f"'{name}' has no option '{shown(option)}'{hint}")
            elif not value:
                self.report(line, Code.EMPTY_VALUE, f"the option '{option}' has no value; fill it in or delete it")

    def _slug(self, text: str, what: str, line: int) -> str:
        if slug := checked_slug(text, line, self.report):
            self.body.references.append(Reference(what, slug, line))
        return slug

    def _slugs(self, text: str, what: str, line: int) -> tuple[str, ...]:
        return checked_slugs(text, what, line, self.report, self.body.references)

    def _choice(self, options: dict[str, tuple[str, int]], name: str, allowed: tuple[str, ...], default: str) -> str:
        value, line = options.get(name, (default, 0))
        if value in allowed or not value:
            return value or default
        hint = did_you_mean(value, allowed) or f"; use {', '.join(allowed)}"
        self.report(line, Code.BAD_VALUE, f"'{name}' cannot be '{shown(value)}'{hint}")
        return default

    def _layout(
        self,
        name: str,
        argument: str,
        options: dict[str, tuple[str, int]],
        content: str,
        content_line: int,
        line: int,
        level: int,
    ) -> None:
        self._known_options(name, options, LAYOUT_OPTIONS[name])
        for option, (value, option_line) in options.items():
            if value and option in LAYOUT_OPTIONS[name] and not _GRID_VALUE.fullmatch(value):
                self.report(
                    option_line,
                    Code.BAD_VALUE,
                    f"'{option}' cannot be '{shown(value)}'; use numbers up to 12",
                )
        if not (_GRID_ARGUMENT.fullmatch(argument) if name == "grid" else not argument):
            advice = "write how many columns, 1 to 4, or four such numbers" if name == "grid" else "delete that"
            self.report(line, Code.BAD_VALUE, f"'{name}' cannot have '{shown(argument)}' after its name; {advice}")
        self._prose(content, content_line, level, name)

    def _prose(self, content: str, content_line: int, level: int, around: str) -> None:
        self._walk(self._tokens(content, content_line, level=level), content, content_line, level, around)

    # listings ------------------------------------------------------------------------------------------------

    def _listing(
        self, kind: ListingKind, argument: str, options: dict[str, tuple[str, int]], content: str, line: int
    ) -> None:
        self._known_options(kind.value, options, LISTING_OPTIONS | MORE_OPTIONS.get(kind, frozenset()))
        if argument or content.strip():
            self.report(line, Code.BLOCK_SHAPE, f"'{kind.value}' holds nothing but options; delete the rest")

        def slug(what: str) -> str:
            value, option_line = options.get(what, ("", 0))
            return self._slug(value, what, option_line) if value else ""

        query = Query(
            kinds=self._item_kinds(options) if kind is ListingKind.ITEMS else _KINDS.get(kind, ()),
            theme=slug("theme"),
            agency=slug("agency"),
            partnership=slug("partnership"),
            policy=slug("policy"),
            since=self._day(options, "since"),
            until=self._day(options, "until"),
            within=self._number(options, "within", MAX_MONTHS),
            status=self._choice(options, "status", (*Standing, *Status), ""),
            limit=self._number(options, "limit", MAX_LIMIT),
            sort=Sort(self._choice(options, "sort", tuple(Sort), Sort.NEWEST.value)),
        )
        self.body.listings.append(Listing(kind, "", query))

    def _item_kinds(self, options: dict[str, tuple[str, int]]) -> tuple[BlockKind, ...]:
        value, line = options.get("kind", ("", 0))
        known = [kind.value for kind in BlockKind if kind is not BlockKind.CASE]
        kinds = []
        for word in re.split(r"[\s,]+", value):
            if word in known:
                kinds.append(BlockKind(word))
            elif word:
                hint = did_you_mean(word, known) or f"; use {', '.join(known)}"
                self.report(line, Code.BAD_VALUE, f"'kind' cannot be '{shown(word)}'{hint}")
        return tuple(kinds)

    def _day(self, options: dict[str, tuple[str, int]], name: str) -> PartialDate | None:
        value, line = options.get(name, ("", 0))
        if not value:
            return None
        try:
            return PartialDate.parse(value)
        except PydanticCustomError as error:
            self.report(line, Code.BAD_DATE, f"'{name}' {error.message()}")
            return None

    def _number(self, options: dict[str, tuple[str, int]], name: str, most: int) -> int | None:
        value, line = options.get(name, ("", 0))
        if not value:
            return None
        if not re.fullmatch(r"[1-9]\d{0,2}", value, re.ASCII) or int(value) > most:
            self.report(line, Code.BAD_NUMBER, f"'{name}' must be a number from 1 to {most}, not '{shown(value)}'")
            return None
        return int(value)

    # blocks --------------------------------------------------------------------------------------------------

    def _block(
        self,
        kind: BlockKind,
        token: Token,
        argument: str,
        options: dict[str, tuple[str, int]],
        content: str,
        content_line: int,
        line: int,
        level: int,
    ) -> None:
        if self.kind is not Kind.BRIEFING:
            self.report(
                line,
                Code.BLOCK_OUT_OF_PLACE,
                f"'{kind.value}' belongs on a briefing; move it or use item-list",
            )
            return
        self._known_options(kind.value, options, BLOCK_OPTIONS)
        levels = [
            *(attributes for _, attributes in self.sections),
            *self._attributes_of(token, line),
            *self._of_fence(argument, options, line),
        ]
        for one in levels[len(self.sections) :]:
            if one.pin:
                message = f"a block has no address; put '{{#{one.pin}}}' at the end of a bullet or of a heading"
                self.report(line, Code.UNKNOWN_ATTRIBUTE, message)
        self.blocks += 1
        self.body.block_lines.append(line)
        of_block = self._meaning(levels)
        pending: list[_Pending] = []
        if kind is BlockKind.CASE:
            self._prose(content, content_line, level, kind.value)
        else:
            pending = self._items(kind, levels, of_block, content, content_line, line, level)
            self._miss_themes(kind, of_block, pending, line)
        self._note_recurs(pending, of_block, options)
        for meaning, group in groupby(pending, key=lambda one: one.meaning):
            self._note_block(kind, meaning, tuple(one.item for one in group))
        if not pending:
            self._note_block(kind, of_block, ())

    def _note_recurs(self, pending: list[_Pending], of_block: Meaning, options: dict[str, tuple[str, int]]) -> None:
        """Note what items found again; it is looked up when all pages are known."""
        for one in pending:
            for path in one.meaning.recurs:
                line = options["recurs"][1] if "recurs" in options and path in of_block.recurs else one.item.line
                self.body.references.append(Reference("recurs", path, line, one.item.id))

    def _note_block(self, kind: BlockKind, meaning: Meaning, items: tuple[Item, ...]) -> None:
        themes, agencies, audit, origin, recurs = meaning
        self.body.blocks.append(Block(kind, themes, agencies, audit, origin, items, recurs, self.blocks))

    def _of_fence(self, argument: str, options: dict[str, tuple[str, int]], line: int) -> list[Attributes]:
        """What stands after the name of a block and in its options."""
        after: list[str] = []
        while "}" in argument and (match := _LAST_BRACES.search(argument)):
            after.insert(0, match[0])
            argument = argument[: match.start()].rstrip()
        audit, audit_line = options.get("audit", ("", 0))
        audit = self._slug(audit, "audit-of-page", audit_line) if audit else ""
        own = Attributes(
            themes=self._slugs(argument, "theme", line),
            agencies=self._slugs(*_with_what("agencies", "agency", options)),
            audit=audit or None,
            recurs=read_paths(*options["recurs"], self.report) if "recurs" in options else None,
            origin=Origin(self._choice(options, "origin", tuple(Origin), Origin.SOURCE.value))
            if "origin" in options
            else None,
        )
        return [own, *(read_braces(braces, line, self.report, self.named) for braces in after)]

    def _meaning(self, levels: list[Attributes]) -> Meaning:
        return meaning_of(levels, self.audits or {})

    def _advise_block(self, heading: str, line: int) -> None:
        """Say which block fits a list that stands in none, by the heading above it."""
        if self.kind is Kind.BRIEFING and (message := advice_for_a_list(heading)):
            self.report(line, Code.LIST_OUTSIDE_BLOCK, message)

    def _miss_themes(self, kind: BlockKind, of_block: Meaning, pending: list[_Pending], line: int) -> None:
        """Report a block without a theme, or each of its bullets that has none."""

        def is_missing(meaning: Meaning) -> bool:
            unknown = meaning.audit is not None and (self.audits is None or meaning.audit not in self.audits)
            return not meaning.themes and not unknown

        bare = [one for one in pending if is_missing(one.meaning)]
        if len(bare) == len(pending) and is_missing(of_block):
            message = (
                f"this block names no theme; write {{{kind.value}}} and a theme's slug, "
                "or '{.slug}' at the end of each bullet"
            )
            self.report(line, Code.MISSING_KEY, message)
            return
        for one in bare:
            message = "this bullet has no theme; write '{.slug}' at its end, or name one for the whole block"
            self.report(one.item.line, Code.MISSING_KEY, message)

    def _items(
        self,
        kind: BlockKind,
        levels: list[Attributes],
        of_block: Meaning,
        content: str,
        content_line: int,
        line: int,
        level: int,
    ) -> list[_Pending]:
        tokens = self._tokens(content, content_line, level=level)
        shape = [token.type for token in tokens]
        if [token.type for token in tokens if token.level == 0] != ["bullet_list_open", "bullet_list_close"]:
            message = (
                f"'{kind.value}' holds one list, each line starting with '- ', and nothing else; move the rest out"
            )
            self.report(line, Code.BLOCK_SHAPE, message)
            return []
        pending = []
        for index, token in enumerate(tokens):
            if token.type != "list_item_open" or token.level > 1:
                continue
            here = (token.map[0] if token.map else 0) + content_line
            inner = shape[index + 1 : shape.index("list_item_close", index)]
            is_paragraph = inner == ["paragraph_open", "inline", "paragraph_close"]
            inline = tokens[index + 2]
            if not is_paragraph or not inline.content:
                message = "a bullet holds one paragraph; make a second thought its own bullet"
                if not inner or is_paragraph:
                    message = "this bullet is empty; write it or delete it"
                elif "bullet_list_open" in inner or "ordered_list_open" in inner:
                    message = "a bullet cannot hold further bullets; write them as sentences"
                self.report(here, Code.BLOCK_SHAPE, message)
                continue
            if any(child.type == "image" for child in inline.children or ()):
                self.report(here, Code.BLOCK_SHAPE, "a bullet cannot hold a picture; put it outside the block")
                continue
            one = self._item(levels, of_block, inline, here)
            if not any(map(str.isalpha, _without_titles(one.item.runs))) and not any(roles_in(one.item.runs)):
                self.report(here, Code.BLOCK_SHAPE, "this bullet has no word; write what is meant, or delete it")
            pending.append(one)
        return pending

    def _item(self, levels: list[Attributes], of_block: Meaning, inline: Token, line: int) -> _Pending:
        own = self._attributes_of(inline, line)
        self._refuse_last_braces(inline, line)
        pin = next((one.pin for one in own if one.pin), "")
        item = Item(pin or f"{PENDING}{line}", runs_from(inline.children or ()), line)
        self._note_mentions(inline, line, item.id)
        self.body.words += _words_in(item.runs)
        return _Pending(item, self._meaning([*levels, *own]) if own else of_block)


class _Pending(NamedTuple):
    """An item as it is read, with what holds for it; it may get its address later."""

    item: Item
    meaning: Meaning


def _plain(inline: Token) -> str:
    return _without_titles(runs_from(inline.children or ()))


def _without_titles(runs: Runs) -> str:
    return plain(runs, lambda _, target: target)


def _words_in(runs: Runs) -> int:
    return len(_without_titles(runs).split())


def _with_what(option: str, what: str, options: dict[str, tuple[str, int]]) -> tuple[str, str, int]:
    value, line = options.get(option, ("", 0))
    return value, what, line
