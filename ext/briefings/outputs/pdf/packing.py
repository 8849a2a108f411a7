"""What the typesetter made, with heads of rows told to screen readers, in half the bytes.

The typesetter writes each object of a PDF by itself, in plain text, which is about half of a handout. Here all of them
go into one compressed object stream (ISO 32000-1, 7.5.7 and 7.5.8); what is a stream already stays as it is.
"""

from __future__ import annotations

import re
import struct
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Objects = dict[int, bytes]
"""The objects of a PDF by number, each as it is written."""
_START: Final = b"startxref"
_PLACE: Final = re.compile(rb"(\d{10}) \d{5} ([nf])")
_PLACE_OF: Final = struct.Struct(">BIH").pack
"""Where an object is: in the file (1, offset, 0) or in a stream of objects (2, its number, how manieth)."""
_FREE: Final = _PLACE_OF(0, 0, 0)
_FIRST: Final = _PLACE_OF(0, 0, 0xFFFF)
_KIND: Final = re.compile(rb"/Type/StructElem/S/(\w+)")
_KIDS: Final = re.compile(rb"/K\[(.*?)\]", re.DOTALL)
_INNER: Final = re.compile(rb"<<.*?>>", re.DOTALL)
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_CELL: Final = re.compile(rb"/S/TD(/P \d+ 0 R)(?:/A\[.*?\])?(/K\[)", re.DOTALL)
_TEXT: Final = {b"P", b"Span", b"Link", b"Lbl", b"Code", b"Em", b"Strong", *(b"H%d" % level for level in range(1, 7))}
"""Tags of what cannot hold a table."""


def packed(pdf: bytes, stubs: Sequence[int]) -> bytes:
    """A PDF of the typesetter's, smaller.

    Args:
        pdf: as the typesetter wrote it.
        stubs: for each table, in reading order, how many columns at its left are heads of rows.
    """
    objects, trailer = _read(pdf)
    if any(stubs):
        _tell_row_heads(objects, stubs)
    return _written(objects, trailer)


def _read(pdf: bytes) -> tuple[_Objects, bytes]:
    """The objects of a PDF, and where its trailer says to begin."""
    table = int(pdf[pdf.rindex(_START) + len(_START) :].split()[0])
    lines = enumerate(_PLACE.findall(pdf, table))
    places = sorted((int(offset), number) for number, (offset, use) in lines if use == b"n")
    objects: _Objects = {}
    for (start, number), (end, _) in pairwise([*places, (table, 0)]):
        whole = pdf[start:end]
        objects[number] = whole[whole.index(b"obj\n") + 4 : whole.rindex(b"\nendobj")]
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(_START)]
    return objects, trailer[trailer.index(b"/Root") : trailer.rindex(b">>")]


def _tell_row_heads(objects: _Objects, stubs: Sequence[int]) -> None:
    """Make the cells that are heads of rows such: the typesetter can only say it of columns."""
    left = iter(stubs)
    root = next(number for number, written in objects.items() if written.startswith(b"<</Type/StructTreeRoot"))
    for table in _tables(objects, root):
        columns = next(left, 0)
        rows = (row for part in _kids(objects, table, b"TBody") for row in _kids(objects, part, b"TR"))
        for cell in (cell for row in rows for cell in _kids(objects, row, b"TD")[:columns]):
            objects[cell] = _CELL.sub(rb"/S/TH\1/A<</O/Table/Scope/Row>>\2", objects[cell], count=1)


def _kind(written: bytes) -> bytes:
    found = _KIND.search(written)
    return found[1] if found else b""


def _kids(objects: _Objects, parent: int, kind: bytes = b"") -> list[int]:
    """The elements right below another one; those of a kind."""
    listed = _KIDS.search(objects[parent])
    numbers = map(int, _REFERENCE.findall(_INNER.sub(b" ", listed[1]))) if listed else ()
    return [number for number in numbers if not kind or _kind(objects[number]) == kind]


def _tables(objects: _Objects, parent: int) -> Iterator[int]:
    """The tables below an element, in reading order; text, of which most of a document is, is not searched."""
    for kid in _kids(objects, parent):
        kind = _kind(objects[kid])
        if kind == b"Table":
            yield kid
        elif kind and kind not in _TEXT:
            yield from _tables(objects, kid)


def _written(objects: _Objects, trailer: bytes) -> bytes:
    """Streams one after another, then all other objects in a stream, then a stream that says where each is."""
    numbers = sorted(objects)
    holder = numbers[-1] + 1
    where = [_FREE] * (holder + 2)
    where[0] = _FIRST
    pdf = [b"%PDF-1.7\n%\x80\x80\x80\x80\n"]
    end = len(pdf[0])
    inside: list[bytes] = []
    heads: list[str] = []
    at = 0
    for number in numbers:
        written = objects[number]
        if written.endswith(b"endstream"):
            where[number] = _PLACE_OF(1, end, 0)
            pdf.append(_object(number, written))
            end += len(pdf[-1])
        else:
            where[number] = _PLACE_OF(2, holder, len(inside))
            heads.append(f"{number} {at}")
            inside.append(written)
            at += len(written) + 1
    head = f"{' '.join(heads)}\n".encode()
    kind = b"/Type/ObjStm/N %d/First %d" % (len(inside), len(head))
    # One more hundredth of bytes than the best level, for half of its time.
    pdf.append(_object(holder, _stream(kind, zlib.compress(head + b"\n".join(inside), level=4))))
    where[holder] = _PLACE_OF(1, end, 0)
    end += len(pdf[-1])
    where[holder + 1] = _PLACE_OF(1, end, 0)
    kind = b"/Type/XRef/Size %d/W[1 4 2]%b" % (holder + 2, trailer)
    pdf.append(_object(holder + 1, _stream(kind, zlib.compress(b"".join(where), level=1))))
    return b"".join(pdf) + b"startxref\n%d\n%%%%EOF\n" % end


def _object(number: int, written: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, written)


def _stream(entries: bytes, body: bytes) -> bytes:
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (entries, len(body), body)
