"""Where on its pages each tagged piece of a PDF stands, read from the tags and from the drawing itself."""

from __future__ import annotations

import functools
import io
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

Matrix = tuple[float, float, float, float, float, float]
UNIT: Final[Matrix] = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Spot:
    """One run of text: its page (from 1) and where it begins, in points from the lower left corner."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One tagged element: its tag, and all runs of text in it in reading order."""

    tag: str
    spots: tuple[Spot, ...]
    kids: tuple[Piece, ...]

    def all(self, *tags: str) -> Iterator[Piece]:
        """Every element below this one with one of the tags."""
        for kid in self.kids:
            if kid.tag in tags:
                yield kid
            yield from kid.all(*tags)


@functools.cache
def tagged(pdf: bytes) -> Piece:
    """The tags of a PDF as a tree, with places."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        runs = {number: _runs(page, number) for number, page in enumerate(document.pages, 1)}

        def piece(element: Any, page: int) -> Piece:
            page = numbers[element.Pg.objgen] if "/Pg" in element else page
            inner = element.get("/K", [])
            spots: list[Spot] = []
            kids = []
            for kid in list(inner) if isinstance(inner, pikepdf.Array) else [inner]:
                if isinstance(kid, int):
                    spots += runs[page][kid]
                elif "/S" in kid:
                    kids.append(piece(kid, page))
                    spots += kids[-1].spots
                elif "/MCID" in kid:
                    there = numbers[kid.Pg.objgen] if "/Pg" in kid else page
                    spots += runs[there][int(kid.MCID)]
            return Piece(str(element.get("/S", "")), tuple(spots), tuple(kids))

        return piece(document.Root.StructTreeRoot, 1)


def _runs(page: pikepdf.Page, number: int) -> defaultdict[int, list[Spot]]:
    """The runs of text of a page by the number of the marked content that they stand in."""
    found: defaultdict[int, list[Spot]] = defaultdict(list)
    marks: list[int | None] = []
    saved: list[Matrix] = []
    here, line = UNIT, UNIT
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                saved.append(here)
            case "Q":
                here = saved.pop()
            case "cm":
                here = _times(_matrix(operands), here)
            case "BT":
                line = UNIT
            case "Tm":
                line = _matrix(operands)
            case "Td":
                line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
            case "BDC":
                about = operands[1]
                marks.append(int(about.MCID) if isinstance(about, pikepdf.Dictionary) and "/MCID" in about else None)
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "Tj" | "TJ" | "'" | '"':
                if marks and marks[-1] is not None:
                    at = _times(line, here)
                    found[marks[-1]].append(Spot(number, at[4], at[5]))
    return found


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, l = other  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l
