"""Everything a PDF says: what is drawn, and what is told in its objects (title, addresses, alternative texts).

PDFium draws the text out of pages: what takes pypdf twenty milliseconds takes it four. What is not drawn stands as
strings in the objects of the file, in the clear or in packed streams. These we unpack ourselves, all of them; a stream
that is packed in a way that we do not know makes the whole file unreadable, never silently shorter.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from briefings.pdfium import UnreadablePdfError, drawn_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_UNPACKED_BY: Final = re.compile(rb"/(\w+Decode|Crypt)\b")
_INNER: Final = rb"\([^\\()]*(?:\\.[^\\()]*)*\)"
_LITERAL: Final = re.compile(rb"(\([^\\()]*(?:(?:\\.|" + _INNER + rb")[^\\()]*)*\))", re.DOTALL)
"""A string; brackets within need no escape when they come in pairs."""
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
_UTF16: Final = b"\xfe\xff"
_ESCAPED: Final = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPES: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}
_BROKEN_WORD: Final = "\ufffe"
"""PDFium puts it where a word goes on in the next line."""
_TOLD_IN_PAGES: Final = (b"/ActualText", b"/Alt")


class Unreadable(ValueError):
    """A file that says more than can be read."""


def texts_in_pdf(data: bytes) -> Iterator[str]:
    """The text of each page, then everything that stands in strings.

    Raises:
        Unreadable: when part of it cannot be read.
    """
    yield from _drawn(data)
    objects, plain = _unpacked(data)
    yield from plain
    yield "\n".join(_strings(objects))


def _drawn(data: bytes) -> Iterator[str]:
    try:
        for text in drawn_texts(data):
            yield text
            if _BROKEN_WORD in text:
                yield re.sub(rf"{_BROKEN_WORD}\s*", "", text)
    except UnreadablePdfError:
        raise Unreadable from None


def _unpacked(data: bytes) -> tuple[bytes, list[str]]:
    """The objects of a file, packed ones too; and what stands in streams that are not packed."""
    objects: list[bytes] = []
    plain: list[str] = []
    done = 0
    for match in _STREAM.finditer(data):
        start = match.end()
        if match.start() < done:
            continue  # inside a stream
        head = data[max(done, data.rfind(b"obj", 0, start)) : start]
        filters = _UNPACKED_BY.findall(head)
        if b"/EmbeddedFile" in head or (b"/ObjStm" in head and b"/Predictor" in head):
            raise Unreadable
        objects.append(data[done:start])
        done = max(start, data.find(b"endstream", start))
        if filters == [b"DCTDecode"]:
            continue  # a JPEG has no words of the file's own
        if filters == [b"FlateDecode"]:
            stream, done = _inflated(data, start)
        elif filters:
            raise Unreadable
        else:
            stream = data[start:done]
        if b"/ObjStm" in head or any(mark in stream for mark in _TOLD_IN_PAGES):
            objects.append(stream)
        elif b"/Metadata" in head or not filters:
            plain.append(stream.decode("utf-8", "replace"))
    objects.append(data[done:])
    return b"\n".join(objects), plain


def _inflated(data: bytes, start: int) -> tuple[bytes, int]:
    """What a packed stream holds, and where it ends."""
    unpacker = zlib.decompressobj()
    try:
        stream = unpacker.decompress(memoryview(data)[start:])
    except zlib.error:
        raise Unreadable from None
    if not unpacker.eof:
        raise Unreadable
    return stream, len(data) - len(unpacker.unused_data)


def _strings(objects: bytes) -> Iterator[str]:
    """Every string, in each of the ways to write it."""
    parts = _LITERAL.split(objects)
    rest = b"".join(parts[::2])
    if b"(" in rest or b")" in rest or b"/Encrypt" in rest:
        raise Unreadable
    for literal in parts[1::2]:
        yield _text(_ESCAPED.sub(_unescaped, literal[1:-1]) if b"\\" in literal else literal[1:-1])
    for match in _HEX.finditer(rest):
        digits = b"".join(match[1].split())
        yield _text(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))


def _text(string: bytes) -> str:
    return string[2:].decode("utf-16-be", "replace") if string.startswith(_UTF16) else string.decode("latin-1")


def _unescaped(match: re.Match[bytes]) -> bytes:
    found = match[1]
    return bytes([int(found, 8) & 255]) if found.isdigit() and found < b"8" else _ESCAPES.get(found, found)
