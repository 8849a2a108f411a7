"""Draws the QR code of a web address (ISO/IEC 18004): bytes at level M, which reads when a corner is creased.

Any of the eight masks reads. We take the first: to try all of them for the prettiest takes longer than all else. What
depends on the size alone is worked out once, so a code takes a fifth of the time that a general program needs.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from itertools import chain, product, zip_longest
from typing import Final

BORDER: Final = 2
"""How many modules are left white around a code; the margins of a sheet give the rest of what readers want."""
_CHECKS: Final = (
    *(10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26),
    *(26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28),
)
"""For each version at level M, how many bytes of a block correct the others."""
_BLOCKS: Final = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    *(17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
)
"""For each version at level M, how many blocks there are."""
_FORMAT: Final = 0b101010000010010
"""Says "level M, mask 0"."""
_WIDE_COUNT: Final = 10
"""From which version on the number of bytes takes two bytes itself."""
_TOLD: Final = 7
"""From which version on a code says which version it is."""
_DARK: Final = re.compile(b"1+")


@functools.lru_cache(maxsize=1024)
def qr_code(url: str) -> str:
    """The QR code of an address as SVG.

    Raises:
        ValueError: when it is longer than the largest code, of 2,331 bytes.
    """
    data = url.encode()
    version = next((_version(number) for number in range(1, len(_BLOCKS) + 1) if _room(number) >= len(data)), None)
    if version is None:
        raise ValueError(f"an address of {len(data)} bytes has no QR code")
    return _drawn(version, version.modules(data))


@dataclass(frozen=True, slots=True)
class _Version:
    """What all codes of a size have in common.

    Attributes:
        number: from 1 to 40.
        size: how many modules a side has.
        blank: the modules of a code without data, in rows: ``0`` light, ``1`` dark.
        path: where the bits of data go, in order.
        mask: the bits that are turned over, as one number.
        lengths: how many bytes of data each block holds.
        checks: what each value adds to the correction of a block.
    """

    number: int
    size: int
    blank: bytes
    path: tuple[int, ...]
    mask: int
    lengths: tuple[int, ...]
    checks: tuple[int, ...]

    def modules(self, data: bytes) -> bytearray:
        """The modules of a code, in rows."""
        blocks = self._blocks(data)
        words = [word for some in zip_longest(*blocks) for word in some if word is not None]
        words += chain.from_iterable(zip(*map(self._correction, blocks), strict=True))
        spare = len(self.path) - 8 * len(words)
        bits = (int.from_bytes(bytes(words), "big") << spare) ^ self.mask
        made = bytearray(self.blank)
        for place, bit in zip(self.path, f"{bits:0{len(self.path)}b}".encode(), strict=True):
            made[place] = bit
        return made

    def _blocks(self, data: bytes) -> list[bytes]:
        """What is written, in blocks: that bytes follow, how many, the bytes, and what fills the rest."""
        wide = 16 if self.number >= _WIDE_COUNT else 8
        bits = ((0b0100 << wide | len(data)) << 8 * len(data) | int.from_bytes(data, "big")) << 4
        written = bits.to_bytes((wide + 8) // 8 + len(data), "big")
        written += (b"\xec\x11" * sum(self.lengths))[: sum(self.lengths) - len(written)]
        starts = [sum(self.lengths[:number]) for number in range(len(self.lengths))]
        return [written[start : start + length] for start, length in zip(starts, self.lengths, strict=True)]

    def _correction(self, block: bytes) -> bytes:
        """What is left when a block is divided by the generator."""
        size = _CHECKS[self.number - 1]
        top, rest = 8 * (size - 1), 0
        low = (1 << top) - 1
        for word in block:
            rest = (rest & low) << 8 ^ self.checks[word ^ rest >> top]
        return rest.to_bytes(size, "big")


def _room(number: int) -> int:
    """How many bytes a version holds."""
    return _words(number) - _CHECKS[number - 1] * _BLOCKS[number - 1] - (3 if number >= _WIDE_COUNT else 2)


def _words(number: int) -> int:
    """How many bytes a version has in all, with those that correct."""
    aligned = number // 7 + 2 if number > 1 else 0
    modules = (16 * number + 128) * number + 64
    modules -= (25 * aligned - 10) * aligned - 55 if aligned else 0
    return (modules - (36 if number >= _TOLD else 0)) // 8


@functools.cache
def _version(number: int) -> _Version:
    size = 17 + 4 * number
    fixed = _fixed(number, size)
    path = tuple(row * size + column for row, column in _path(size) if (row, column) not in fixed)
    blank = bytearray(b"0" * size * size)
    for (row, column), dark in fixed.items():
        blank[row * size + column] = ord("1") if dark else ord("0")
    mask = int("".join("0" if sum(divmod(place, size)) % 2 else "1" for place in path), 2)
    blocks, checks = _BLOCKS[number - 1], _CHECKS[number - 1]
    short, longer = divmod(_words(number) - blocks * checks, blocks)
    lengths = (*[short] * (blocks - longer), *[short + 1] * longer)
    return _Version(number, size, bytes(blank), path, mask, lengths, _table(checks))


def _fixed(number: int, size: int) -> dict[tuple[int, int], bool]:
    """The modules that hold no data, and whether each is dark."""
    found: dict[tuple[int, int], bool] = {}
    for place in range(size):  # the dashed lines
        found[6, place] = found[place, 6] = place % 2 == 0
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):  # the eyes
        for row, column in product(range(-1, 8), repeat=2):
            if 0 <= top + row < size and 0 <= left + column < size:
                found[top + row, left + column] = max(abs(row - 3), abs(column - 3)) in (0, 1, 3)
    centres = _centres(number, size)
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for middle in set(product(centres, repeat=2)) - corners:
        for row, column in product(range(-2, 3), repeat=2):
            found[middle[0] + row, middle[1] + column] = max(abs(row), abs(column)) != 1
    for bit in range(15):
        dark = bool(_FORMAT >> bit & 1)
        found[bit + (bit > 5) if bit < 8 else size - 15 + bit, 8] = dark
        found[8, size - 1 - bit if bit < 8 else 14 - bit + (bit == 8)] = dark
    found[size - 8, 8] = True
    if number >= _TOLD:
        told = number << 12 | _remainder(number << 12, 0b1111100100101)
        for bit in range(18):
            one, other = size - 11 + bit % 3, bit // 3
            found[one, other] = found[other, one] = bool(told >> bit & 1)
    return found


def _centres(number: int, size: int) -> list[int]:
    """The rows, and columns, that the small squares stand in."""
    if number == 1:
        return []
    count = number // 7 + 2
    step = (8 * number + 3 * count + 5) // (4 * count - 4) * 2
    return [6, *(size - 7 - step * one for one in range(count - 1))]


def _path(size: int) -> list[tuple[int, int]]:
    """All modules in pairs of columns from the right, up and down by turns; no pair holds the dashed line."""
    pairs = [*range(size - 1, 6, -2), 5, 3, 1]
    rows = range(size)
    return [
        (row, column)
        for turn, right in enumerate(pairs)
        for row in (rows if turn % 2 else reversed(rows))
        for column in (right, right - 1)
    ]


def _remainder(value: int, divisor: int) -> int:
    """What is left of a polynomial of bits."""
    while value.bit_length() >= divisor.bit_length():
        value ^= divisor << value.bit_length() - divisor.bit_length()
    return value


def _times(one: int, other: int) -> int:
    """The product of two bytes in the field of the code."""
    product_ = 0
    for bit in range(8):
        product_ ^= (one << bit) * (other >> bit & 1)
    return _remainder(product_, 0b100011101)


def _table(checks: int) -> tuple[int, ...]:
    """For each value of a byte, the generator times it, without its first term, as one number."""
    generator, root = [1], 1
    for _ in range(checks):
        generator = [one ^ _times(other, root) for one, other in zip([*generator, 0], [0, *generator], strict=True)]
        root = _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(value, one) for one in generator[1:]), "big") for value in range(256))


def _drawn(version: _Version, modules: bytearray) -> str:
    """A code as SVG, one horizontal line for each run of dark modules."""
    size = version.size
    lines = []
    for row in range(size):
        at = -BORDER
        start = f"M{{}} {row + BORDER}.5h{{}}"
        for run in _DARK.finditer(modules, row * size, (row + 1) * size):
            first, end = run.start() - row * size, run.end() - row * size
            lines.append(start.format(first - at, end - first))
            at, start = end, "m{} 0h{}"
    side = size + 2 * BORDER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
        f'<path stroke="#000" d="{"".join(lines)}"/></svg>'
    )
