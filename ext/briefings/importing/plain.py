"""Read plain text, pasted or from a PDF, into lines: headings, bullets, tables by tabs or bars, wrapped lines."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from briefings.importing.pieces import BULLETS, TYPED_NUMBER, Hint, Line, Source, cell_of, flat
from briefings.importing.refusals import refuse_length
from briefings.model.markup import without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_BULLET = re.compile(rf"\s*(?:[{re.escape(BULLETS)}]\s*|[-*+–—]\s+|o\s+)(?=\S)(.*)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")
_BAR_RULE = re.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_STRONG = re.compile(r"(\*\*\*|\*\*|__|\*|(?<![\w\\])_)(?=\S)(.+?)(?<=\S)\1(?![\w])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_INDENTED: Final = 2
_WIDEST: Final = 120
_NARROWEST: Final = 40
_FULL: Final = 0.72
_FEW: Final = 6


def read_text(text: str) -> Source:
    """The lines of a text.

    Raises:
        ImportRefused: when it is too long.
    """
    refuse_length(len(text.split()))
    reader = _TextReader(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff").replace("\f", "\n\n")))
    reader.read()
    return Source(tuple(reader.lines), tuple(reader.did()), tuple(reader.left_out))


def _is_bold(text: str) -> bool:
    return re.fullmatch(r"\s*(\*\*|__)(?=\S).+(?<=\S)\1:?\s*", text) is not None


def _unescaped(text: str) -> str:
    """Text without the backslashes of Markdown, however often a converter put them there."""
    before = None
    while before != text:
        before, text = text, _ESCAPED.sub(r"\1", text)
    return text


class _TextReader:
    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self.lines: list[Line] = []
        self.left_out: list[tuple[str, str]] = []
        self.joined = 0
        self.cleaned_cells = 0
        self.odd_characters = 0
        self.last_length = 0
        self.width = self._width()

    def did(self) -> Iterator[str]:
        if self.joined:
            yield f"joined {self.joined} lines that were cut to the width of a page"
        if self.cleaned_cells:
            yield f"took HTML out of {self.cleaned_cells} cells of tables; their text is kept"
        if self.odd_characters:
            yield f"took out {self.odd_characters} invisible characters"

    def _width(self) -> int:
        """The width that lines were cut to, or 0: then each line is a paragraph."""
        lengths = [
            len(row) for row in self.rows if row.strip() and "\t" not in row and not row.lstrip().startswith("|")
        ]
        if len(lengths) < _FEW or max(lengths) > _WIDEST or max(lengths) < _NARROWEST:
            return 0
        return max(lengths)

    def read(self) -> None:
        rows = [self._visible(row) for row in self.rows]
        for filled, run in groupby(rows, key=lambda row: bool(row.strip())):
            if filled:
                self._run(list(run))

    def _visible(self, row: str) -> str:
        row = row.replace("\xa0", " ")
        clean = without_bad_characters("".join(BULLETS[0] if char in BULLETS and char != "·" else char for char in row))
        self.odd_characters += len(row) - len(clean)
        return clean

    def _run(self, rows: list[str]) -> None:
        """Rows without a gap between them."""
        before = len(self.lines)
        for row in rows:
            if _RULE.fullmatch(row):
                continue
            self._row(row, first=len(self.lines) == before)
            self.last_length = len(row.rstrip())
        if len(self.lines) == before + 1 and self.lines[-1].hint in (Hint.TEXT, Hint.BOLD):
            self.lines[-1] = replace(self.lines[-1], alone=True)

    def _row(self, row: str, *, first: bool) -> None:
        if row.strip().count("\t") > 1:
            self._table_row(row.split("\t"))
        elif heading := _HEADING.fullmatch(row):
            if text := self._plain(heading[2]):
                self.lines.append(Line(text, Hint.HEADING, len(heading[1])))
        elif "\t" in row.strip() or (row.endswith("\t") and not _BULLET.fullmatch(row.strip())):
            self._table_row(row.split("\t"))
        elif row.strip().startswith("|") and row.strip().endswith("|") and len(row.strip()) > 1:
            if not _BAR_RULE.fullmatch(row):
                self._table_row(row.strip()[1:-1].split("|"))
        elif bullet := _BULLET.fullmatch(row):
            self.lines.append(Line(self._plain(bullet[1]), Hint.ITEM))
        elif numbered := TYPED_NUMBER.fullmatch(row):
            self.lines.append(Line(self._plain(numbered[2]), Hint.TEXT, number=numbered[1]))
        elif not first and self._continues(row):
            self.joined += 1
            self.lines[-1] = replace(self.lines[-1], text=flat(f"{self.lines[-1].text} {self._plain(row)}"))
        elif text := self._plain(row):
            self.lines.append(Line(text, Hint.BOLD if _is_bold(row) else Hint.TEXT))

    def _continues(self, row: str) -> bool:
        """Whether a row goes on with the line before: it is indented below a bullet, or the line was full."""
        last = self.lines[-1] if self.lines else None
        if last is None or last.hint not in (Hint.TEXT, Hint.ITEM):
            return False
        text = row.strip()
        if last.hint is Hint.ITEM and len(row) - len(row.lstrip()) >= _INDENTED:
            return True
        if not self.width:
            return False
        if text[0].islower():
            return True
        return self.last_length >= _FULL * self.width and not (text[0].isdigit() and last.text.endswith("."))

    def _table_row(self, cells: list[str]) -> None:
        parsed = []
        for cell in cells:
            self.cleaned_cells += bool(re.search(r"</?[a-zA-Z][^<>]*>", cell))
            parsed.append(cell_of(self._plain(cell)))
        if any(parsed):
            self.lines.append(Line("", Hint.ROW, cells=tuple(parsed)))

    def _plain(self, text: str) -> str:
        """Text without Markdown: emphasis and escapes go, links keep their text and the address is listed."""

        def link(match: re.Match[str]) -> str:
            words, address = _unescaped(match[1]), _unescaped(match[2])
            if address.startswith(("http", "www", "mailto")) and address not in words:
                self.left_out.append(("the web address of a link, for the policy's page", f"{flat(words)}: {address}"))
            return words

        text = _AUTOLINK.sub(r"\1", _LINK.sub(link, text))
        before = None
        while before != text:
            before, text = text, _STRONG.sub(r"\2", text)
        return flat(_unescaped(text))
