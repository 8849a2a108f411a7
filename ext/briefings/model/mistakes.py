"""Mistakes that look like text: valid Markdown that says something else than its writer meant.

A bullet of a word processor joins two questions into one, four spaces turn a paragraph into code, a mark of a merge
becomes seven quotations. Nothing here stops a page that means what it says: each function names what it lets pass.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from markdown_it.rules_block.table import escapedSplit

from briefings.model.foreign_marks import foreign_marks, odd_addresses, rows_of_a_table
from briefings.model.problems import Code, did_you_mean, shown
from briefings.model.vocabulary import ROLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

Mistake = tuple[int, Code, str]
"""Line, code and message."""

_MERGE = re.compile(r"(?m)^[ \t+-]*(?:>[ ]?)?(?:<{7,}.*|>{7,10}(?: .*)?|\|{7}(?: .*)?)$|^[ \t]*={7}$")
_MERGE_ENDS = re.compile(r"(?m)^[ \t+-]*(?:>[ ]?)?(?:<{7}|>{7}(?: |$))")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BULLETS = "»›•‣⁃▪▫■□●○◦∙◘❖➢➤►▶▸☐☑☒♦◆◇·⁌⁍∎"
_BULLET: Final = re.compile(
    rf"(?:[{_BULLETS}]\ufe0f?\s*|o(?:\t\s*|\s+(?=[A-Z“\"‘])))\S|[§Øüqvnl]\t\s*\S|(?:ï‚·|â€¢|Â·|â—\S?)\s*\S"
)
"""Marks that Word, Outlook and telephones put before the entries of a list, and that no sentence begins with."""
_DASH = re.compile(r"[‒–—―−][ \t\u00a0]+(\S)")
_TIGHT = re.compile(r"[-+–][A-Z“\"‘]|\*[A-Z“\"‘][^*]*$")
_NUMBER = re.compile(
    r"(?:\d{1,2}[.)]|\(?[a-z]\)|[a-z]\.|\(?[ivx]{1,4}\)|[ivx]{1,4}\.|\(\d{1,2}\)|[QRF]\d{1,2}[.:)])"
    r"[ \t\u00a0]+[A-Z“\"‘]"
)
_WORD_FIRST = re.compile(r"[A-Za-z]{2,}[ ,]")
"""How nearly every line begins, and no mark of a list or a heading: quick to look for."""
_SENTENCE_END = (".", "?", "!", ":", ";")
_NO_HEADING = re.compile(
    r"[\u00a0\u2007\u202f]*(?:#{1,6}(?![# \t{]|$)|#{7,}|[#＃]*＃)|[\u00a0\u2007\u202f]+#{1,6}[ \t]"
)
_HASHES: Final = "#＃\u00a0\u2007\u202f"
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s]+\]")
_STRUCK = re.compile(r"(?<!\\)~~(?!~)")
_TASK_BOX = re.compile(r"\[[ xX✓✔-]?\](?:\s|$)")
_FOREIGN_ROLE = re.compile(r":([a-z]+):$")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?|\|[ \t]*:?-+:?[ \t]*\|")
_QUOTE_MARKS = re.compile(r"^(?:\s*>)*")
_LONGEST_SETEXT: Final = 120
MOST_COLUMNS: Final = 16
"""How many columns of a table paper has room for."""


def merge_leftovers(text: str) -> list[Mistake]:
    """Every mark that a merge left in a file; what is shown as code may hold them.

    ``=======`` alone may underline a heading: it counts when the file has other marks, or when no text is above it.
    """
    if not _MERGE.search(text):
        return []
    ended = _MERGE_ENDS.search(text) is not None
    found: list[Mistake] = []
    fence = above = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        if mark and not fence and not line.lstrip().startswith("```{"):
            fence = mark[1]
        elif mark and fence and mark[1].startswith(fence) and not line.strip(f" {fence[0]}"):
            fence = ""
        elif not fence and _MERGE.fullmatch(line) and (ended or line.lstrip()[0] == "|" or not above.strip()):
            name = shown(line.strip(), 30)
            message = f"'{name}' is a leftover of a merge; keep the words that are right, and delete the marks"
            found.append((number, Code.MERGE_LEFT, message))
        above = line
    return found


def without_leftovers(text: str, found: Sequence[Mistake]) -> str:
    """The text with an empty line for each mark of a merge, so that the rest can be read."""
    lines = text.split("\n")
    for number, _, _ in found:
        lines[number - 1] = ""
    return "\n".join(lines)


def mistakes_in(tokens: Sequence[Token], text: str, offset: int) -> Iterator[Mistake]:
    """The mistakes in the Markdown of a page, or of the content of a block.

    Args:
        tokens: what the parser made of it.
        text: the Markdown itself.
        offset: what to add to a token's line to get a 1-based line of the file.
    """
    lines = text.split("\n")
    quotes = 0
    for index, token in enumerate(tokens):
        start = token.map[0] if token.map else 0
        quotes += token.nesting * (token.tag == "blockquote")
        if token.type == "code_block":
            yield start + offset, Code.INDENTED_TEXT, _indented(token.content)
        elif token.type == "table_open":
            yield from _wide_rows(tokens[index:], lines, offset)
            if (columns := _columns_of(tokens[index:])) > MOST_COLUMNS:
                yield start + offset, Code.UNPRINTABLE, too_many_columns(columns)
        elif token.type == "heading_open" and token.markup in ("-", "="):
            content = tokens[index + 1].content
            if "\n" in content or len(content) > _LONGEST_SETEXT:
                message = f"the line of '{token.markup}' makes a heading of the text above; put a blank line between"
                yield start + offset, Code.BAD_HEADING, message
        elif token.type == "inline":
            kind = tokens[index - 1].type
            in_item = kind == "paragraph_open" and index > 1 and tokens[index - 2].type == "list_item_open"
            if kind == "paragraph_open" and token.content:
                yield from _paragraph(token, lines[start : start + 1], start + offset, in_item, quotes, lines)
            yield from _inline(token, start + offset, in_item)


def _indented(content: str) -> str:
    if re.search(r"(?m)^\s*(?:[:`]{3,}\{|#{1,6} |[-*+] )", content):
        return "four spaces turn this Markdown into a box of code; take the spaces away from the start of the lines"
    return "four spaces turn this text into a box of code; take them away, or put code between two lines of '```'"


def too_many_columns(columns: int) -> str:
    """What to say of a table that is too wide for paper."""
    return f"this table has {columns} columns, and paper has room for {MOST_COLUMNS}; split it"


def _columns_of(tokens: Sequence[Token]) -> int:
    """How many columns the table has with which the tokens begin."""
    head = [token.type for token in takewhile(lambda token: token.type != "thead_close", tokens)]
    return head.count("th_open")


def _wide_rows(tokens: Sequence[Token], lines: list[str], offset: int) -> Iterator[Mistake]:
    """Rows with more cells than the head of their table: what is beyond it would vanish."""
    columns = 0
    for token in tokens:
        if token.type == "table_close":
            return
        columns += token.type == "th_open"
        if token.type == "tr_open" and token.map and columns:
            cells = escapedSplit(_QUOTE_MARKS.sub("", lines[token.map[0]]).strip())
            cells = cells[not cells[0] :]
            cells = cells[: len(cells) - (bool(cells) and not cells[-1])]
            if len(cells) > columns:
                message = (
                    f"this row has {len(cells)} cells and the head of its table {columns}; "
                    "give the head as many, or write '\\|' for a bar that belongs to the text"
                )
                yield token.map[0] + offset, Code.TABLE_SHAPE, message


def _paragraph(
    token: Token, first: list[str], line: int, in_item: bool, quotes: int, lines: list[str]
) -> Iterator[Mistake]:
    rows = token.content.split("\n")
    start = token.map[0] if token.map else 0
    margin = _indent(first[0]) if first else 0
    dashes = sum(_DASH.match(row) is not None for row in rows)
    before = ""
    for number, row in enumerate(rows):
        if _WORD_FIRST.match(row):
            before = row
            continue
        here = line + number
        source = lines[start + number] if start + number < len(lines) else row
        lazy = in_item and number > 0 and _indent(source) <= margin
        if mark := _mark(row, before, number, lazy, dashes, quotes):
            belongs = "; if it goes on with the sentence above, indent it by two spaces" if lazy else ""
            message = (
                f"'{mark}' at the start of the line does not make a bullet; write '- ' and the words"
                f"{' on a line of its own' if number else ''}{belongs}"
            )
            yield here, Code.TYPED_BULLET, message
        if _NO_HEADING.match(row) and (number == 0 or row.startswith(("##", "＃"))):
            yield here, Code.NOT_A_HEADING, _no_heading(row)
        before = row
    if len(rows) > 1 and any("|" in row for row in rows):
        for number, row in enumerate(rows):
            if _DELIMITERS.fullmatch(row.strip()) and (number or row.strip().startswith("|")):
                message = (
                    "this would be a table, but the row above the dashes does not have as many cells; "
                    "give both the same number, and put a blank line above the table"
                )
                yield line + number, Code.TABLE_SHAPE, message
                return
        if all(re.fullmatch(r"\|.*\|.*\|", row.strip()) for row in rows):
            message = "this would be a table, but a row of dashes is missing below its head; add '|---|---|'"
            yield line, Code.TABLE_SHAPE, message
            return
    if any(sign in token.content for sign in "|+\t"):
        yield from rows_of_a_table(rows, line)


def _indent(line: str) -> int:
    bare = _QUOTE_MARKS.sub("", line)
    return len(bare) - len(bare.lstrip())


def _mark(row: str, before: str, number: int, lazy: bool, dashes: int, quotes: int) -> str:
    """The mark of a list that a line of a paragraph begins with, or nothing.

    A dash may go on with a sentence (``– and then?``), name who is quoted, or stand in a line that was wrapped.
    """
    if _BULLET.match(row):
        return row[0]
    is_sign = not row[0].isascii() and unicodedata.category(row[0]) in ("So", "Sm") and row[1:2].isspace()
    if number and is_sign and (lazy or not row[1:].lstrip()[:1].islower()):
        return row[0]
    ended = before.rstrip().endswith(_SENTENCE_END)
    if dash := _DASH.match(row):
        starts = dash[1].isupper() or dash[1] in '“"‘'
        alone = number == 0 and not quotes and row[0] == "–"
        return row[0] if lazy or dashes > 1 or (starts and ((number and ended) or alone)) else ""
    if _TIGHT.match(row) and (lazy or ended or number == 0):
        return row[0]
    if number and (lazy or ended) and (found := _NUMBER.match(row)):
        return found[0].split()[0]
    return ""


def _no_heading(row: str) -> str:
    marks = len(row.strip("\u00a0\u2007\u202f")) - len(row.lstrip(_HASHES))
    if marks > 6:
        return "a heading has at most six '#'; use fewer"
    words = shown(row.lstrip(_HASHES).strip(), 40)
    return f"this is not a heading yet; write '{'#' * marks} {words}', or '\\#' if the sign belongs to the text"


def _inline(token: Token, line: int, in_item: bool) -> Iterator[Mistake]:
    """Marks of other kinds of Markdown, and roles that are not written as roles."""
    content = token.content
    texts = [child.content for child in token.children or () if child.type == "text"]
    words = "".join(texts)

    def line_of(match: re.Match[str] | None) -> int:
        return line + content.count("\n", 0, match.start()) if match else line

    if "^" in words and (note := _FOOTNOTE.search(content)) and ("[^" in words or any(t[:1] == "^" for t in texts)):
        message = f"'{shown(note[0])}' is a footnote, and there are none here; put the note into the sentence"
        yield line_of(note), Code.SYNTAX_NOT_ALLOWED, message
    if "~~" in words and (struck := _STRUCK.search(content)):
        message = "'~~' does not strike words out here; delete the words, or say in a sentence what has changed"
        yield line_of(struck), Code.SYNTAX_NOT_ALLOWED, message
    if (in_item or content.startswith("[ ]")) and words.startswith("[") and _TASK_BOX.match(content):
        message = (
            "there are no boxes to tick here; delete '[ ]' and use a block of practice-points, "
            "of which packs make checklists"
        )
        yield line, Code.SYNTAX_NOT_ALLOWED, message
    yield from foreign_marks(content, words, line)
    if "://" in words:
        texts_outside = _texts_outside_links(token)
        yield from odd_addresses(texts_outside, content, line)
    before = ""
    for child in token.children or ():
        if child.type == "code_inline" and (foreign := _FOREIGN_ROLE.search(before)) and foreign[1] in ROLE_NAMES:
            message = f"a role is written in braces; write {{{foreign[1]}}}`{shown(child.content)}`"
            yield line_of(re.search(re.escape(foreign[0]), content)), Code.UNKNOWN_ROLE, message
        before = child.content if child.type == "text" else ""


def _texts_outside_links(token: Token) -> str:
    """The words of a paragraph that are neither a link nor code."""
    depth, found = 0, []
    for child in token.children or ():
        depth += child.nesting * (child.type in ("link_open", "link_close"))
        if child.type == "text" and not depth:
            found.append(child.content)
    return " ".join(found)


def braces_refused(content: str, after: str) -> tuple[Code, str]:
    """What to say of braces in the text that nothing understands.

    Args:
        content: the braces with what is in them.
        after: the text that follows them on the line.
    """
    name = content.strip("{} \t\u00a0")
    role = name if name in ROLE_NAMES else name.casefold() if name.casefold() in ROLE_NAMES else ""
    if role:
        target = re.match(r"[\s‘’'\"´“”(<\[:]*([A-Za-z0-9/.-]+)", after)
        slug = target[1].strip(".").lower() if target else "slug"
        message = f"a role is followed by a slug in backticks, without a space; write {{{role}}}`{shown(slug)}`"
        return Code.UNKNOWN_ROLE, message
    hint = did_you_mean(name, ROLE_NAMES) if re.fullmatch(r"[\w-]+", name) else ""
    if hint:
        return Code.UNKNOWN_ROLE, f"there is no role '{{{shown(name)}}}' here{hint}"
    if not content.endswith("}"):
        message = "this brace is not closed on its line; put '}' behind the attributes, or write '\\{' if it is text"
        return Code.UNKNOWN_ATTRIBUTE, message
    message = (
        f"'{shown(content, 40)}' belongs to nothing here; put it at the end of a bullet of a block or on the line "
        "above a heading or a block, or write '\\{' if the braces belong to the text"
    )
    return Code.UNKNOWN_ATTRIBUTE, message
