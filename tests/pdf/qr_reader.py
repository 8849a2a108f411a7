"""Reads a QR code from its drawing (ISO/IEC 18004, versions 3 to 5 at level M): written apart from what draws it."""

from __future__ import annotations

import re
from typing import Final

BLOCKS: Final = {3: (1, 44), 4: (2, 32), 5: (2, 43)}
"""For each version at level M: how many blocks, and how many codewords of data are in each."""
BORDER: Final = 2


def read(svg: str) -> str:
    """The text of a code that is drawn as horizontal lines."""
    dark = _dark(svg)
    size = max(max(place) for place in dark) + 1
    version = (size - 17) // 4
    # The first five bits of the format, beside the upper left corner, hold the level and the mask.
    told = "".join("1" if (8, column) in dark else "0" for column in range(5))
    level, mask = divmod(int(told, 2) ^ 0b10101, 8)
    assert (level, mask) == (0, 0), "level M, mask 0"
    bits = ["1" if ((row, column) in dark) ^ ((row + column) % 2 == 0) else "0" for row, column in _path(size)]
    words = [int("".join(bits[start : start + 8]), 2) for start in range(0, len(bits) - 7, 8)]
    blocks, length = BLOCKS[version]
    data = "".join(f"{words[blocks * number + block]:08b}" for block in range(blocks) for number in range(length))
    assert data[:4] == "0100", "bytes"
    count = int(data[4:12], 2)
    return bytes(int(data[12 + 8 * number : 20 + 8 * number], 2) for number in range(count)).decode()


def _dark(svg: str) -> set[tuple[int, int]]:
    """Row and column of every dark module."""
    found = set()
    x = y = 0.0
    drawn = re.search(r' d="([^"]+)"', svg)
    assert drawn
    for command, arguments in re.findall(r"([Mmh])([^Mmh]+)", drawn[1]):
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", arguments)]
        if command == "h":
            found |= {(int(y) - BORDER, int(x) + step - BORDER) for step in range(int(numbers[0]))}
            x += numbers[0]
        elif command == "M":
            x, y = numbers
        else:
            x, y = x + numbers[0], y + numbers[1]
    return found


def _path(size: int) -> list[tuple[int, int]]:
    """The modules that hold data, in order: in pairs of columns from the right, up and down by turns."""
    centre = size - 7

    def holds_data(row: int, column: int) -> bool:
        corner = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
        aligns = abs(row - centre) <= 2 and abs(column - centre) <= 2
        return not corner and not aligns and 6 not in (row, column)

    path = []
    columns = [column for column in range(size - 1, 0, -1) if column > 6 and (size - column) % 2]
    columns += [5, 3, 1]
    for turn, right in enumerate(columns):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        path += [(row, column) for row in rows for column in (right, right - 1) if holds_data(row, column)]
    return path
