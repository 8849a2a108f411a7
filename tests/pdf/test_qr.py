"""QR codes: every size is drawn as another program draws it, module by module."""

from __future__ import annotations

import re

import pytest
import segno

from briefings.outputs.pdf.qr import BORDER, qr_code

FULL = (
    14,
    26,
    42,
    62,
    84,
    106,
    122,
    152,
    180,
    213,
    251,
    287,
    331,
    362,
    412,
    450,
    504,
    560,
    624,
    666,
    711,
    779,
    857,
    911,
)
FULL += (997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331)
"""How many bytes fill each version at level M (ISO/IEC 18004, table 7)."""


def rows(svg: str) -> list[str]:
    """The modules of a code as they are drawn."""
    side = re.search(r'width="(\d+)" height="(\d+)"', svg)
    assert side
    assert side[1] == side[2]
    size = int(side[1]) - 2 * BORDER
    drawn = [["0"] * size for _ in range(size)]
    x = row = 0
    for command, first, second in re.findall(r"([Mmh])(\d+)(?: (\d+))?", svg.partition(' d="')[2]):
        if command == "M":
            x, row = int(first) - BORDER, int(second) - BORDER
        elif command == "m":
            x += int(first)
        else:
            drawn[row][x : x + int(first)] = ["1"] * int(first)
            x += int(first)
    return ["".join(line) for line in drawn]


@pytest.mark.parametrize("version", range(1, 41))
def test_a_code_is_drawn_as_others_draw_it(version):
    """Filled to the last byte: what stands behind a shorter text, segno pads by one byte more than the standard."""
    text = ("https://learning.example.org/" * 81)[: FULL[version - 1]]
    other = segno.make(text, error="m", version=version, mask=0, mode="byte", boost_error=False)
    assert rows(qr_code(text)) == ["".join(map(str, line)) for line in other.matrix]


def test_one_byte_more_needs_a_larger_code():
    assert len(rows(qr_code("x" * 14))) == 21
    assert len(rows(qr_code("x" * 15))) == 25
    assert len(rows(qr_code("é" * 7))) == 21


def test_what_no_code_holds_is_refused():
    with pytest.raises(ValueError, match="2332 bytes"):
        qr_code("x" * 2332)
