"""Rows of a PDF as paragraphs, bullets and headings, by size, weight, indent and the gaps between them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefings.importing.pdf.narrow import is_one_word
from briefings.importing.pieces import Hint, Line, flat, typed_mark
from briefings.model.markup import without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefings.importing.pdf.marks import Word
    from briefings.importing.pdf.rows import Row

_BIGGER: Final = 1.12
_APART: Final = 1.35
_LOOSE: Final = 2.2
_INDENT: Final = 3.0
_LONGEST_HEADING: Final = 30
_SHORT: Final = 0.72
_MOST_LEVELS: Final = 5
_KEEPS_HYPHEN: Final = re.compile(
    r"(?:^|\W)(?:multi|non|re|co|well|inter|self|pre|post|anti|cross|follow|one|two|three|four|five|long|short|high|low|"
    r"full|part|early|first|second|third|face|day|decision|child|whole|joint|key|so|up|on|in|out|off|by|to|e|mid|sub|ex|half|"
    r"under|over|trauma|school|home|risk|evidence|age|end|step|peer|police|health|family|person|strengths)-$",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.!?:;]['’\")]*$")


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a document: the size of its text, and the sizes that are headings, the largest first."""

    body: float
    headings: tuple[float, ...]

    def level(self, size: float) -> int:
        """The level of a heading of some size; 0 for text."""
        if size < self.body * _BIGGER:
            return 0
        larger = sum(one > size + 0.4 for one in self.headings)
        return min(larger + 1, _MOST_LEVELS)


def type_of(words: Iterable[Word]) -> Type:
    """The sizes that a document is set in."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[_rounded(word.size)] += len(word.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    headings = sorted((size for size in sizes if size >= body * _BIGGER), reverse=True)
    return Type(body, tuple(headings))


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def lines_of(rows: Sequence[Row], kind: Type, right: float = 0.0) -> Iterator[Line]:
    """The paragraphs, bullets and headings of a region.

    Args:
        rows: of the region, from the top.
        kind: the type that the document is set in.
        right: how far its lines may reach; 0 where only the rows themselves can say it.
    """
    for group in _paragraphs(rows, kind, right):
        text = _joined(group)
        if not text:
            continue
        size = _rounded(group[0].size)
        bold = all(word.bold for row in group for word in row.words if any(map(str.isalnum, word.text)))
        level = kind.level(size) if len(text.split()) <= _LONGEST_HEADING else 0
        if level and not _is_glyph(group[0].words[0].text):
            yield Line(text, Hint.HEADING, level)
        elif bold and len(text.split()) <= _LONGEST_HEADING and not _is_glyph(group[0].words[0].text):
            yield Line(text, Hint.BOLD)
        else:
            yield typed_mark(text) or Line(text)


def _is_glyph(text: str) -> bool:
    """Whether a word is a bullet, and no number or letter."""
    return not any(map(str.isalnum, text)) or text == "o"


def _paragraphs(rows: Sequence[Row], kind: Type, right: float) -> list[list[Row]]:
    pitch = _pitch(rows)
    right = right or max((row.words[-1].x1 for row in rows), default=0.0)
    left = min((row.words[0].x0 for row in rows), default=0.0)
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _goes_on(groups[-1], row, pitch, (left, right), kind):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance from a row to the next, in sizes of its letters."""
    steps = Counter(
        round((below.y - above.y) / max(above.size, 1.0), 1)
        for above, below in pairwise(rows)
        if 0 < below.y - above.y < _LOOSE * above.size
    )
    most = max(steps.values(), default=0)
    return min((step for step, times in steps.items() if times * 2 >= most), default=1.3)


def _goes_on(group: list[Row], row: Row, pitch: float, edges: tuple[float, float], kind: Type) -> bool:
    """Whether a row goes on with the paragraph before it."""
    last, first = group[-1], group[0]
    left, right = edges
    if abs(row.size - last.size) > 0.09 * last.size or (row.words[0].bold != first.words[0].bold and row.words[0].bold):
        return False
    if row.y - last.y > max(pitch * _APART, pitch + 0.25) * last.size:
        return False
    first_is_marked = typed_mark(first.text) is not None
    starts = typed_mark(row.text) is not None and (len(row.words) > 1)
    if starts and (not row.words[0].text[0].isalpha() or first_is_marked):
        return False
    inner = first.words[1].x0 if first_is_marked and len(first.words) > 1 else first.words[0].x0
    if first_is_marked and row.words[0].x0 < inner - _INDENT and row.words[0].x0 <= first.words[0].x0 + 1:
        # Wrapped text of a typed bullet may hang under its bullet: then only a full row goes on.
        return row.text[0].islower() or (
            not _ENDS.search(last.text) and last.words[-1].x1 > left + _SHORT * (right - left)
        )
    all_bold = all(word.bold for word in last.words)
    if all_bold != all(word.bold for word in row.words) and all_bold and len(group) == 1 and not row.text[0].islower():
        return False
    reach = last.words[-1].x1 + (row.words[0].x1 - row.words[0].x0)
    would_fit = reach < right - 2 * last.size  # then the line was ended on purpose
    is_new = _ENDS.search(last.text) or (not row.text[0].islower() and not kind.level(row.size))
    return not (would_fit and is_new)


def _joined(group: Sequence[Row]) -> str:
    text = ""
    for row in group:
        words = row.words
        if text.endswith("-") and words[0].text[:1].islower() and not _KEEPS_HYPHEN.search(text.rpartition(" ")[2]):
            text = text[:-1] + row.text
        elif text.endswith(_CUT):
            text = text.removesuffix(_CUT).removesuffix("-")
            text += f"{'-' if _keeps_hyphen(text, row.text) else ''}{row.text}"
        elif text.endswith("-") and words[0].text[:1].isalnum():
            text += row.text
        else:
            text = f"{text} {row.text}" if text else row.text
        if words[-1].soft:
            text += _CUT
    return flat(without_bad_characters(text.replace(f"-{_CUT}", "").replace(_CUT, "")))


def _keeps_hyphen(before: str, after: str) -> bool:
    """Whether a word that a line cuts at a hyphen is written with it: "pre-birth", but not "pre-vent"."""
    first = before.rpartition(" ")[2]
    return _KEEPS_HYPHEN.search(f"{first}-") is not None and not is_one_word(first, after)


_CUT: Final = "\u200b"


def joined_over_breaks(lines: Sequence[Line]) -> list[Line]:
    """The lines, where a sentence that a column or page cuts is one again."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        goes_on = (
            last is not None
            and line.hint is Hint.TEXT
            and not line.number
            and last.hint in (Hint.TEXT, Hint.ITEM)
            and line.text[:1].islower()
            and not _ENDS.search(last.text)
        )
        if goes_on and last is not None:
            text = last.text
            keeps = not text.endswith("-") or _KEEPS_HYPHEN.search(text.rpartition(" ")[2])
            space = "" if text.endswith("-") else " "
            joined[-1] = replace(last, text=f"{text if keeps else text[:-1]}{space}{line.text}")
        else:
            joined.append(line)
    return joined
