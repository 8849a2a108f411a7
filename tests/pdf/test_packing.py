"""What the typesetter made is written again, smaller, and heads of rows are told: nothing else may change."""

from __future__ import annotations

import io

import pikepdf
import pytest

from briefings.outputs.pdf.packing import packed


def made(*objects: bytes, root: int) -> bytes:
    """A PDF written as the typesetter writes it."""
    pdf, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objects) + 1)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/ID[(a)(b)]>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        root,
        len(pdf),
    )
    return pdf + head + table + trailer


CELL = b"<</Type/StructElem/S/TD/P 4 0 R/A[<</O/Table/Headers[(x)]>><</O/Layout>>]/K[%d]>>"
STORY = b"<</Length 17>>\nstream\nq\nendobj\n1 0 obj\n\nendstream"
TREE = (
    b"<</Type/StructTreeRoot/K[2 0 R]>>",
    b"<</Type/StructElem/S/Document/K[<</Type/MCR/Pg 9 0 R/MCID 5>>3 0 R]>>",
    b"<</Type/StructElem/S/Table/K[7 0 R]>>",
    b"<</Type/StructElem/S/TR/P 7 0 R/K[5 0 R 6 0 R]>>",
    CELL % 1,
    CELL % 2,
    b"<</Type/StructElem/S/TBody/K[4 0 R]>>",
    STORY,
    b"<</Type/Page/Parent 10 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 8 0 R>>",
    b"<</Type/Pages/Count 1/Kids[9 0 R]>>",
    b"<</Type/Catalog/Pages 10 0 R/StructTreeRoot 1 0 R>>",
)


def cells(pdf: bytes) -> list[tuple[str, str]]:
    """Of the cells of the row, their tag and scope."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (table,) = (one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TR")
        scopes = [cell.A.get("/Scope", "") if isinstance(cell.A, pikepdf.Dictionary) else "" for cell in table.K]
        return [(str(cell.S), str(scope)) for cell, scope in zip(table.K, scopes, strict=True)]


@pytest.mark.parametrize(
    ("stubs", "expected"),
    [
        ([1], [("/TH", "/Row"), ("/TD", "")]),
        ([2], [("/TH", "/Row"), ("/TH", "/Row")]),
        ([0], [("/TD", ""), ("/TD", "")]),
    ],
)
def test_heads_of_rows_are_told(stubs, expected):
    assert cells(packed(made(*TREE, root=11), stubs)) == expected


def test_nothing_else_changes():
    """Every object is there with its number, and streams byte by byte, whatever stands in them."""
    before = made(*TREE, root=11)
    after = packed(before, [1])
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
        written = {one.objgen: one.unparse() for one in old.objects if one.get("/S") != "/TD"}
        assert written.items() <= {one.objgen: one.unparse() for one in new.objects}.items()
        assert new.pages[0].Contents.read_raw_bytes() == old.pages[0].Contents.read_raw_bytes()
        assert new.pages[0].objgen == old.pages[0].objgen == (9, 0)
        assert new.Root.StructTreeRoot.K[0].K[1].K[0].S == "/TBody"


def test_real_pdfs_are_whole(extreme):
    """As another program reads them: no fault in any, and no object left out."""
    pdfs = {name: content for name, content in extreme.files.items() if name.endswith(".pdf")}
    faults = {}
    for name, content in pdfs.items():
        with pikepdf.open(io.BytesIO(content)) as document:
            if found := document.check_pdf_syntax():
                faults[name] = found
    assert faults == {}
    assert len(pdfs) > 10
