"""What a picture carries besides what it shows: place, camera, author, an earlier version (promise P41).

PNG, JPEG and WebP are read as far as their parts say what they are; nothing is decoded. A part that is not needed to
show the picture is refused, so that the person who adds it takes it out (any program that "removes properties" does).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Final

from briefings.model.privacy.profiles import hides_behind_last_row, unpacked_profile, words_of_profile

DAMAGED: Final = ("less than a whole picture", "something that is no PNG, JPEG or WebP picture")
"""What is said of a file that cannot be shown at all."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER: Final = 13
_JPEG_PROFILE: Final = b"ICC_PROFILE\0"
_WEBP_PROFILE: Final = b"ICCP"
_LONGEST_PROFILE: Final = 4_096
"""How much of a profile holds its words: description and copyright come first."""
_PNG_SHOWS: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCv cLLi bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_PNG_CARRIES: Final = {
    b"eXIf": "Exif data (place, camera, date)",
    b"tEXt": "a text",
    b"zTXt": "a text",
    b"iTXt": "a text",
    b"tIME": "the time when it was changed",
}
_JPEG_CARRIES: Final = {
    0xE1: "Exif or XMP data (place, camera, date)",
    0xED: "IPTC data (author, place)",
    0xFE: "a comment",
}
_JPEG_SHOWS: Final = frozenset({0xE0, 0xE2, 0xEE})  # JFIF, colour profile, Adobe
_JPEG_PICTURE: Final = 0xDA
_JPEG_END: Final = 0xD9
_JPEG_NEXT: Final = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])", re.DOTALL)
"""What begins a part; 00 and D0 to D7 after FF are of the picture itself."""
_JPEG_FRAME: Final = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..[\x08\x0c](....)", re.DOTALL)
_WEBP_FRAMES: Final = re.compile(rb"VP8X.{14}|VP8L.{4}\x2f.{4}|VP8 .{7}\x9d\x01\x2a.{4}", re.DOTALL)
_WEBP_FRAME: Final = 16  # bytes before the parts of one picture of many
_WEBP_SHOWS: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_CARRIES: Final = {b"EXIF": "Exif data (place, camera, date)", b"XMP ": "XMP data (author, history)"}


def carried_in(data: bytes) -> tuple[str, ...]:
    """What a picture carries that it need not, each named once; a broken or unknown picture is named too.

    Args:
        data: the bytes of a PNG, JPEG or WebP file.
    """
    if data.startswith(_PNG):
        found = _png(data)
    elif data.startswith(b"\xff\xd8"):
        found = _jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        found = _webp(data)
    else:
        found = ["something that is no PNG, JPEG or WebP picture"]
    return tuple(dict.fromkeys(found))


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a picture, as it says itself: the largest that it says. (0, 0) when it says nothing."""
    if data.startswith(_PNG) and len(data) >= 24:
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    if data.startswith(b"\xff\xd8"):
        sizes = [struct.unpack(">HH", match[1])[::-1] for match in _JPEG_FRAME.finditer(data)]
    elif data[:4] == b"RIFF":
        sizes = [_webp_size(match[0]) for match in _WEBP_FRAMES.finditer(data)]
    else:
        sizes = []
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


def _webp_size(part: bytes) -> tuple[int, int]:
    if part.startswith(b"VP8X"):
        return int.from_bytes(part[12:15], "little") + 1, int.from_bytes(part[15:18], "little") + 1
    if part.startswith(b"VP8L"):
        bits = int.from_bytes(part[9:13], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", part, 14)
    return width & 0x3FFF, height & 0x3FFF


def _png(data: bytes) -> list[str]:
    found: list[str] = []
    header = b""
    points: list[bytes] = []
    for kind, start, end in _png_parts(data):
        if kind == b"IEND":
            hidden = len(header) >= _PNG_HEADER and hides_behind_last_row(header, b"".join(points))
            return [*found, *(["something behind its last row"] if hidden else []), *_after(data, end + 4)]
        if kind == b"IHDR":
            header = data[start:end]
        elif kind == b"IDAT":
            points.append(data[start:end])
        if kind not in _PNG_SHOWS:
            found.append(_PNG_CARRIES.get(kind, "a part that is not needed to show it"))
    return [*found, "less than a whole picture"]


def _png_parts(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each part of a PNG: its kind, and where its own bytes begin and end."""
    place = len(_PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        yield data[place + 4 : place + 8], place + 8, place + 8 + length
        place += 12 + length


def words_in(data: bytes) -> tuple[str, str]:
    """The name of a picture's colour profile, and what can be read in the profile; empty where it has none.

    Args:
        data: the bytes of a PNG, JPEG or WebP file.
    """
    if data.startswith(_PNG):
        for kind, start, end in _png_parts(data):
            if kind == b"iCCP":
                name, profile = unpacked_profile(data[start:end])
                return name, words_of_profile(profile)
        return "", ""
    place = data.find(_JPEG_PROFILE if data.startswith(b"\xff\xd8") else _WEBP_PROFILE)
    return "", words_of_profile(data[place : place + _LONGEST_PROFILE]) if 0 <= place < _LONGEST_PROFILE else ""


def _jpeg(data: bytes) -> list[str]:
    found: list[str] = []
    place, shown, in_picture = 2, False, False
    # Between parts nothing may stand; the picture itself ends with the next part, or with the end of all.
    while match := (_JPEG_NEXT.search if in_picture else _JPEG_NEXT.match)(data, place):
        marker, place = match[1][0], match.end()
        if marker == _JPEG_END and shown:
            return [*found, *_after(data, place)]
        if marker in _JPEG_CARRIES:
            found.append(_JPEG_CARRIES[marker])
        elif 0xE0 <= marker <= 0xEF and marker not in _JPEG_SHOWS:
            found.append("a part that is not needed to show it")
        elif marker == 0xE2 and data[place + 2 : place + 6] == b"MPF\0":
            found.append("further pictures")
        place += max(int.from_bytes(data[place : place + 2], "big"), 2)
        in_picture = marker == _JPEG_PICTURE
        shown |= in_picture
    return [*found, "less than a whole picture"]


def _webp(data: bytes) -> list[str]:
    (size,) = struct.unpack_from("<I", data, 4)
    end = 8 + size
    if end > len(data):
        return ["less than a whole picture"]
    return [*_webp_parts(data, 12, end), *_after(data, end)]


def _webp_parts(data: bytes, place: int, end: int) -> list[str]:
    found: list[str] = []
    while place + 8 <= end:
        kind = data[place : place + 4]
        (length,) = struct.unpack_from("<I", data, place + 4)
        if kind not in _WEBP_SHOWS:
            found.append(_WEBP_CARRIES.get(kind, "a part that is not needed to show it"))
        elif kind == b"ANMF":  # one picture of many, with parts of its own
            found += _webp_parts(data, place + 8 + _WEBP_FRAME, min(place + 8 + length, end))
        place += 8 + length + length % 2
    return found if end <= place <= end + 1 else [*found, "less than a whole picture"]


def _after(data: bytes, end: int) -> list[str]:
    return ["something after its end"] if data[end:].strip(b"\0") else []
