"""Words of a page put into rows, and rows into the order in which a person reads them: columns one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefings.importing.pieces import BULLETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefings.importing.pdf.marks import Word

_SAME_ROW: Final = 0.4
_GUTTER: Final = 0.75
_CLEAR: Final = 0.34
_FEWEST_ROWS: Final = 2
_SURE_ROWS: Final = 3
_WIDE: Final = 1.6
_NEW_PART: Final = 1.7
_NEXT_BULLET: Final = 2.6
_LABEL_WORDS: Final = 5
_MARK: Final = re.compile(
    rf"[{re.escape(BULLETS)}o–—-]|\(?\d{{1,2}}[.):]|\(?[a-z][.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}[.)]?"
)
_FARTHEST: Final = 60.0


@dataclass(slots=True)
class Row:
    """Words that stand on one line, from left to right."""

    words: list[Word] = field(default_factory=list)

    @property
    def y(self) -> float:
        """Where the line stands."""
        return max(self.words, key=lambda word: word.size).y

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def text(self) -> str:
        """Its words with spaces between."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Pairs:
    """Rows of labels with their values, which stand beside each other and belong together."""

    rows: list[tuple[list[Row], list[Row]]]


Region = list[Row]


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Words as rows, from the top; in a row from the left."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda one: (one.y, one.x0)):
        last = rows[-1] if rows else None
        if last and abs(word.y - last.words[-1].y) <= _SAME_ROW * max(word.size, last.words[-1].size):
            last.words.append(word)
        else:
            rows.append(Row([word]))
    for row in rows:
        row.words.sort(key=lambda one: one.x0)
    return rows


def regions_of(words: Sequence[Word]) -> Iterator[Region | Pairs]:
    """The parts of a page in reading order: what stands across it, and each column by itself."""
    yield from _cut(rows_of(_with_marks(words)))


def _with_marks(words: Sequence[Word]) -> list[Word]:
    """The words, with a bullet or number reaching to the word behind it, so that no column begins between them."""
    for row in rows_of(words):
        for before, mark, text in zip([None, *row.words], row.words, row.words[1:], strict=False):
            is_first = before is None or mark.x0 - before.x1 >= _GUTTER * mark.size
            if is_first and _MARK.fullmatch(mark.text) and 0 < text.x0 - mark.x1 < _FARTHEST:
                mark.x1 = text.x0 - 0.1
    return list(words)


def _cut(rows: list[Row]) -> Iterator[Region | Pairs]:
    if not rows:
        return
    band = _best_band(rows)
    if band is None:
        yield rows
        return
    first, last, at = band
    yield from _cut(rows[:first])
    left = [Row([word for word in row.words if word.x1 <= at]) for row in rows[first:last]]
    right = [Row([word for word in row.words if word.x1 > at]) for row in rows[first:last]]
    if pairs := _pairs(left, right):
        yield pairs
    else:
        yield from _cut(rows_of(word for row in left for word in row.words))
        yield from _cut(rows_of(word for row in right for word in row.words))
    yield from _cut(rows[last:])


def _best_band(rows: list[Row]) -> tuple[int, int, float] | None:
    """The rows, and the place between two columns, that part a page best; None where it has one column."""
    best: tuple[float, int, int, float] | None = None
    size = sorted(row.size for row in rows)[len(rows) // 2]
    seen: set[tuple[int, int, float]] = set()
    for near, width in _gaps(rows):
        for around in _bands(rows, near, _CLEAR * size):
            at = _middle(rows[around[0] : around[1]], near)
            for first, last in _bands(rows, at, _CLEAR * size):
                if last <= around[0] or first >= around[1] or (first, last, round(at)) in seen:
                    continue
                seen.add((first, last, round(at)))
                found = _scored(rows, *_without_other_parts(rows, first, last, at), at, width, size)
                if found and (best is None or found[0] > best[0] + 0.01):
                    best = found
    return best[1:] if best else None


def _middle(rows: list[Row], at: float) -> float:
    """The middle of the clear space around a place."""
    left = max((word.x1 for row in rows for word in row.words if word.x1 <= at), default=at)
    right = min((word.x0 for row in rows for word in row.words if word.x0 >= at), default=at)
    return (left + right) / 2


def _scored(
    rows: list[Row], first: int, last: int, at: float, width: float, size: float
) -> tuple[float, int, int, float] | None:
    """How well a place parts some rows into columns, before them; None when it does not."""
    left = sum(any(word.x1 <= at for word in row.words) for row in rows[first:last])
    right = sum(any(word.x1 > at for word in row.words) for row in rows[first:last])
    fewest = min(left, right)
    if fewest < _FEWEST_ROWS or (fewest < _SURE_ROWS and width < _WIDE * size):
        return None
    return (left + right) * (1 + min(width, 4 * size) / (8 * size)), first, last, at


def _gaps(rows: list[Row]) -> list[tuple[float, float]]:
    """Places of gaps that could lie between columns, each once, and how wide they are."""
    found: dict[int, tuple[float, float]] = {}
    for row in rows:
        for one, two in zip(row.words, row.words[1:], strict=False):
            width = two.x0 - one.x1
            if width >= _GUTTER * max(one.size, two.size):
                edge = (_CLEAR + 0.02) * max(one.size, two.size)
                for at in (one.x1 + edge, two.x0 - edge, (one.x1 + two.x0) / 2):
                    key = round(at / 3)
                    if key not in found or found[key][1] < width:
                        found[key] = at, width
    # Columns may have no row in common: then a gap lies between the words of neighbouring rows.
    edges = sorted({round(word.x0, 1) for row in rows for word in row.words[:1]})
    for edge in edges[1:]:
        found.setdefault(round((edge - 6) / 3), (edge - 6, 0.0))
    return [found[key] for key in sorted(found)]


def _bands(rows: list[Row], at: float, clear: float) -> Iterator[tuple[int, int]]:
    """Runs of rows in which no word stands on a place or close to it."""
    start: int | None = None
    for index, row in enumerate(rows):
        crossed = any(word.x0 < at + clear and word.x1 > at - clear for word in row.words)
        if crossed and start is not None:
            yield start, index
            start = None
        elif not crossed and start is None:
            start = index
    if start is not None:
        yield start, len(rows)


def _without_other_parts(rows: list[Row], first: int, last: int, at: float) -> tuple[int, int]:
    """The band without what stands on one side only, above or below both columns and apart from them."""
    both = [index for index in range(first, last) if any(word.x1 > at for word in rows[index].words)]
    lefts = [index for index in range(first, last) if any(word.x1 <= at for word in rows[index].words)]
    if not both or not lefts:
        return first, first
    begin, end = max(min(both), min(lefts)), min(max(both), max(lefts)) + 1
    while begin > first and _near(rows[begin - 1], rows[begin]):
        begin -= 1
    while end < last and (_near(rows[end - 1], rows[end]) or _is_next_bullet(rows[begin:end], rows[end])):
        end += 1
    return begin, end


def _is_next_bullet(column: Sequence[Row], row: Row) -> bool:
    """Whether a row goes on with a list of a column: a bullet below others, not far from the last."""
    if not column:
        return False
    first, last = row.words[0], column[-1]
    aligned = any(word.text == first.text and abs(word.x0 - first.x0) < 1 for one in column for word in one.words)
    return aligned and _MARK.fullmatch(first.text) is not None and row.y - last.y <= _NEXT_BULLET * last.size


def _near(above: Row, below: Row) -> bool:
    """Whether two rows belong to the same part: close together, and the lower one no bigger."""
    return below.y - above.y <= _NEW_PART * max(above.size, below.size) and below.size <= above.size * 1.12


def _pairs(left: list[Row], right: list[Row]) -> Pairs | None:
    """Labels and values, where each short text on the left has its text beside it."""
    labels = [(row, beside) for row, beside in zip(left, right, strict=True) if row.words]
    if len(labels) < _FEWEST_ROWS or not labels[0][1].words or not left[0].words:
        return None
    for row, beside in labels:
        if not beside.words or len(row.words) > _LABEL_WORDS or _MARK.fullmatch(row.words[0].text):
            return None
        if row.text[0].islower() or row.text.endswith((".", ",", "?", ";")):
            return None  # text of a narrow column
        if _MARK.fullmatch(beside.words[0].text) and not beside.words[0].text[0].isalnum():
            return None
    if labels[0][0].words[0].bold and labels[0][1].words[0].bold:
        return None  # two heads of columns
    rows: list[tuple[list[Row], list[Row]]] = []
    for row, beside in zip(left, right, strict=True):
        if row.words:
            rows.append(([row], []))
        if beside.words:
            rows[-1][1].append(beside)
    return Pairs(rows)
