"""What cannot be imported is refused with a sentence that says what to do instead; no traceback, no half a draft."""

from __future__ import annotations

import io
import zipfile

import pypdf
import pytest
from docx import Document
from importing import imported
from word_files import saved, word_of

from briefings.importing import office, refusals
from briefings.importing.refusals import ImportRefused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WELSH = (
    "Mae'r adroddiad hwn yn edrych ar y gwaith gyda phlant a theuluoedd. Roedd y grŵp craidd wedi cyfarfod, ond nid oedd "
    "pobl yn gwybod am y cynllun. Mae angen i bawb rannu gwybodaeth gyda phlant a'u teuluoedd, neu ni fydd y cynllun yn "
    "gweithio. Roedd y gweithwyr wedi gwrando ar blant, a hefyd ar eu rhieni, ond nid oedd y cofnodion yn dangos hynny. "
) * 3


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in files.items():
            package.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def pdf_of(*pages: str) -> bytes:
    """A PDF with a page for each text; an empty text makes a page without any, as a scan has."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, text in enumerate(pages):
        content = 5 + 2 * number
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        rows = "".join(f"({row}) Tj T* " for row in text.split("\n")) if text else ""
        stream = f"BT /F1 11 Tf 50 780 Td 14 TL {rows}ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of("Findings and more words than five here")))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused where no other program can help; `test_office_files.py` has the rest."""
    monkeypatch.setattr(office, "program", lambda: "")


GOOD_WORD = word_of("# Findings\n\n- Minutes were late.")

CASES = {
    "empty": (b" \n", "report.txt", "the file is empty"),
    "old Word file": (OLE, "report.doc", "save it as .docx"),
    "old Word file with a new name": (OLE, "report.docx", "save it as .docx"),
    "slides": (zipped(**{"ppt/presentation.xml": b""}), "report.pptx", "copy the table or slides into Word"),
    "rich text that is called a Word file": (b"{\\rtf1 Hello}", "report.doc", "save it as .docx"),
    "rich text under another name": (b"{\\rtf1 Hello}", "report.txt", "save it as .docx"),
    "a web page that is called a Word file": (b"<html><body>x</body></html>", "report.doc", "save it as .docx"),
    "Word file with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "report.docx", "take the password off"),
    "Word file with macros": (zipped(word__document_xml=b"", word__vbaProject_bin=b""), "report.docm", "without macros"),
    "macros under another name": (
        zipped(**{"word__document.xml": b"<x/>", "word__vbaProject.bin": b"x"}), "report.docx", "without macros",
    ),
    "cut short": (GOOD_WORD[: len(GOOD_WORD) // 2], "report.docx", "open it in Word and save it again"),
    "no Word file": (zipped(hello=b"world"), "report.docx", "open it in Word and save it again"),
    "broken inside": (zipped(**{"word__document.xml": b"<w:broken"}), "report.docx", "open it in Word and save it again"),
    "entities": (
        zipped(**{"word__document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "report.docx", "save it again",
    ),
    "text with the name of a Word file": (b"Findings", "report.docx", "open it in Word and save it again"),
    "scanned PDF": (pdf_of("", "", ""), "report.pdf", "ask the publisher for the Word file"),
    "broken PDF": (b"%PDF-1.4 nothing", "report.pdf", "cannot be opened"),
    "PDF with a password": (locked_pdf(), "report.pdf", "locked with a password"),
    "PDF of 200 pages": (pdf_of(*["Findings of many audits and more"] * 200), "report.pdf", "chapter by chapter"),
    "200 pages of Word": (word_of("\n".join(["word " * 400] * 101)), "report.docx", "chapter by chapter"),
    "200 pages of text": (b"word " * 40_001, "report.txt", "chapter by chapter"),
    "Welsh": (WELSH.encode(), "report.txt", "import the English version"),
    "Welsh in Word": (word_of(WELSH), "report.docx", "import the English version"),
    "spreadsheet": (zipped(xl=b""), "report.xlsx", "copy the table or slides into Word"),
    "picture": (b"\x89PNG\r\n", "page.png", "a picture has no text"),
    "OpenDocument": (zipped(mimetype=b""), "report.odt", "save it as .docx"),
    "neither text nor Word": (bytes(range(256)) * 4, "report", "no text, Word or PDF file"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_refused_with_a_sentence(case: str) -> None:
    """Each says what to do instead, in one sentence without a word of Python."""
    data, name, advice = CASES[case]
    with pytest.raises(ImportRefused, match=advice) as refusal:
        imported(data, name)
    assert "\n" not in str(refusal.value)
    assert "Error" not in str(refusal.value)


def test_a_file_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would fill the computer is not unpacked."""
    monkeypatch.setattr(refusals, "MAX_UNPACKED", 1000)
    with pytest.raises(ImportRefused, match="unpacks to over"):
        imported(GOOD_WORD, "report.docx")


def test_a_pdf_with_text_is_imported() -> None:
    """Page numbers and what stands on each page go to the leftovers, the rest is read as text."""
    pages = [
        f"Report on core groups\nFindings\n- Finding number {name}.\n{number}"
        for number, name in ((1, "one"), (2, "two"), (3, "three"))
    ]
    draft = imported(pdf_of(*pages), "report.pdf")
    assert [item for item in draft.items("learning") if item.startswith("Finding number")] == [
        "Finding number one.",
        "Finding number two.",
        "Finding number three.",
    ]
    left = draft.imported.report.left_out
    assert [text for why, text in left if why == "a page number"] == ["1", "2", "3"]
    assert "3 pages" in draft.said


def test_other_encodings_are_read() -> None:
    """Text saved by an old editor keeps its letters."""
    assert "Siân’s café" in imported("Findings\n\n- Siân’s café.".encode("cp1252")).text
    assert "Siân" in imported("Findings\n\n- Siân.".encode("utf-16")).text


def test_an_empty_word_file_is_a_draft_of_hints() -> None:
    """Nothing to import is no reason for a traceback."""
    assert "no title was found" in imported(saved(Document()), "report.docx").said
