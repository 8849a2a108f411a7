"""What a published file says, whatever it is packed in, as plain text in lower case; and the words of a text."""

from __future__ import annotations

import functools
import gzip
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cbor2

from briefings.audit.pdf_text import texts_in_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

STEMS: Final = frozenset({".pf_index"})
"""Parts of the search index: of each word they hold what is left without its ending."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_LETTERS_ALONE: Final = bytes(byte if byte > 127 or chr(byte).isalpha() else 32 for byte in range(256))
_GZIP: Final = b"\x1f\x8b"
_CBOR: Final = STEMS | {".pf_meta", ".pf_filter"}
_CBOR_AFTER: Final = b"pagefind_dcd"
_JSON: Final = frozenset({".json", ".webmanifest", ".pf_fragment"})
_HEXADECIMAL: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPED: Final = re.compile(r"\\[nrtbfN]")
_BINARY: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".woff2", ".ico", ".wasm", ".pagefind"})
_WRITING: Final = re.compile(rb"(?:[\x20-\x7e]|[\xc3-\xf4][\x80-\xbf]{1,3}){6,}")
"""What may be text among bytes that are not."""


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """What a file says, in lower case: unpacked, and with PDF read as text and metadata.

    Raises:
        ValueError: when it cannot be unpacked.
    """
    try:
        yield from map(str.casefold, _texts(Path(name).suffix, data))
    except (OSError, EOFError, zlib.error, cbor2.CBORDecodeError) as error:
        raise ValueError(name) from error


def _texts(suffix: str, data: bytes) -> Iterator[str]:
    if suffix == ".pdf":
        yield from texts_in_pdf(data)
        return
    if suffix == ".inv":
        yield _unpacked_inventory(data).decode("utf-8", "replace")
        return
    if data.startswith(_GZIP):
        data = gzip.decompress(data)
    if suffix in _CBOR:
        yield "\n".join(_strings(cbor2.loads(data.removeprefix(_CBOR_AFTER))))
        return
    if suffix in _BINARY:
        yield b"\n".join(_WRITING.findall(data)).decode("utf-8", "replace")
        return
    text = data.decode("utf-8", "replace")
    if suffix in _JSON and "\\u" in text:
        text = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), text)
    if suffix in _JSON or suffix == ".ics":
        # A line that is broken in a calendar goes on after a space; a word must not start with the n of "\n".
        text = _ESCAPED.sub(" ", text.replace("\r\n ", "").replace("\r\n\t", ""))
    yield text


def _strings(value: Any) -> Iterator[str]:
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list | tuple):
            left += [part for part in one if type(part) is not int]  # of which the index is full
        elif isinstance(one, dict):
            left += [*one, *one.values()]


def _unpacked_inventory(data: bytes) -> bytes:
    """An ``objects.inv``: four lines, then zlib."""
    lines = data.split(b"\n", 4)
    return b"\n".join(lines[:4]) + b"\n" + zlib.decompress(lines[-1])


def words_in(text: str) -> list[str]:
    r"""The runs of letters in a text, in order: what ``[^\W\d_]+`` finds, in half the time."""
    letters = _NOT_ASCII.sub(_letters_of, text).encode("utf-8", "replace")
    return letters.translate(_LETTERS_ALONE).decode().split()


def _letters_of(match: re.Match[str]) -> str:
    return _only_letters(match[0])


@functools.cache
def _only_letters(text: str) -> str:
    return "".join(letter if _LETTER.match(letter) else " " for letter in text)
