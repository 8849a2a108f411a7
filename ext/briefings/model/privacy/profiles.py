"""What hides within the parts that a picture needs: words in its colour profile, bytes behind its last row (P41)."""

from __future__ import annotations

import re
import zlib
from typing import Final

_LONGEST_PROFILE: Final = 1_000_000
_CHUNK: Final = 1 << 20
_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""By the kind of colour, how many numbers a point has."""
_PASSES: Final = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Of a picture that comes in seven passes: where each begins, and its steps."""
_PRINTED: Final = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_WIDE: Final = re.compile(rb"(?:\x00[\x20-\x7e]){4,}")


def words_of_profile(profile: bytes) -> str:
    """What can be read in a colour profile, a line for each run of letters.

    Args:
        profile: its bytes, unpacked.
    """
    found = [match[0].decode("latin-1") for match in _PRINTED.finditer(profile)]
    return "\n\n".join([*found, *(match[0].decode("utf-16-be") for match in _WIDE.finditer(profile))])


def unpacked_profile(part: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the profile in a PNG's iCCP part; of one that cannot be unpacked, only the name."""
    name, _, rest = part.partition(b"\0")
    try:
        return name.decode("latin-1"), zlib.decompressobj().decompress(rest[1:], _LONGEST_PROFILE)
    except zlib.error:
        return name.decode("latin-1"), b""


def hides_behind_last_row(header: bytes, packed: bytes) -> bool:
    """Whether the packed points of a PNG go on after its last row, or bytes follow them.

    Args:
        header: the bytes of its IHDR part.
        packed: those of all its IDAT parts.
    """
    unpacker, size = zlib.decompressobj(), 0
    expected = _size_of_points(header)
    try:
        rest = packed
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, _CHUNK))
            if size > expected:
                return True
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return False  # a broken picture hides nothing that a viewer would show; the browser test of pictures refuses it
    return bool(unpacker.unused_data.strip(b"\0"))


def _size_of_points(header: bytes) -> int:
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colour = header[8], header[9]
    bits = depth * _SAMPLES.get(colour, 4)
    if not header[12]:
        return height * (1 + (width * bits + 7) // 8)
    size = 0
    for left, top, across, down in _PASSES:
        columns, rows = max(0, -(-(width - left) // across)), max(0, -(-(height - top) // down))
        size += rows * (1 + (columns * bits + 7) // 8) if columns else 0
    return size
