"""PDFs are read by where their words stand; made by Typst, with what the corpus does not have."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import AS_OF, TERMS, Read, imported

from briefings.importing.importer import import_document, read_source
from briefings.importing.pieces import Hint, Source
from briefings.importing.refusals import ImportRefused

HEAD = "#set text(size: 11pt)\n#set par(justify: true)\n"
COLUMNS = (
    HEAD + "#text(size: 20pt, weight: 700)[Audit of neglect]\n\n#columns({columns}, gutter: 14pt)[\n"
    "== What went well\n- Families knew who to call when things became hard for them at home.\n"
    "- Schools kept a good record of what children said to them during the year.\n{break_}"
    "== Areas for improvement\n- Plans were long, and parents did not understand many of their words.\n"
    "- Nobody measured whether the home was better than it had been before.\n]\n"
)


def pdf_of(source: str) -> bytes:
    return typst.compile(source.encode())


def source_of(source: str) -> Source:
    return read_source(pdf_of(source), "report.pdf")


def scan() -> bytes:
    """A page that is only a picture."""
    pixels = zlib.compress(b"".join(b"\0" + b"\x80" * 8 for _ in range(8)))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    picture = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    numbers = ", ".join(map(str, picture))
    return pdf_of(f"#set page(margin: 0pt)\n#image(bytes(({numbers})), width: 100%, height: 100%)")


def turned(data: bytes, degrees: int) -> bytes:
    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        writer.add_page(page).rotate(degrees)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def items(draft: Read) -> dict[str, list[str]]:
    return {kind: found for kind, _, found in draft.blocks[:2]}


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    """No sentence of one column runs on into the next."""
    draft = imported(pdf_of(COLUMNS.format(columns=columns, break_="#colbreak()\n")), "report.pdf")
    assert items(draft) == {
        "good-practice": [
            "Families knew who to call when things became hard for them at home.",
            "Schools kept a good record of what children said to them during the year.",
        ],
        "learning": [
            "Plans were long, and parents did not understand many of their words.",
            "Nobody measured whether the home was better than it had been before.",
        ],
    }


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(degrees: int) -> None:
    """A page whose content lies on its side, and that is turned to be read, gives the same words in the same order."""
    upright = imported(pdf_of(COLUMNS.format(columns=2, break_="#colbreak()\n")), "report.pdf")
    width, height = (842, 595) if degrees % 180 else (595, 842)
    lying = (
        HEAD
        + f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        + (
            f"#place(center + horizon, rotate({-degrees}deg, reflow: true, block(width: 595pt, height: 842pt, inset: 56pt)"
            f"[{COLUMNS.format(columns=2, break_='#colbreak()').removeprefix(HEAD)}]))"
        )
    )
    draft = imported(turned(pdf_of(lying), degrees), "report.pdf")
    assert items(draft) == items(upright)


def test_ligatures_and_hyphens_are_taken_apart() -> None:
    """A word that is cut at the end of a line is one word; a compound keeps its hyphen."""
    text = (
        HEAD
        + '#set text(lang: "en", hyphenate: true)\n#block(width: 5cm)['
        + (
            "The office found five difficult multi-agency conversations about flexible responsibilities and "
            "official notifications of differences in offices afterwards.]"
        )
    )
    words = " ".join(line.text for line in source_of(text).lines)
    assert "office found five difficult multi-agency conversations about flexible responsibilities" in words
    assert "official notifications of differences in offices afterwards." in words


def test_a_table_over_pages_is_one_table() -> None:
    """Its head is printed again on each page, and a row may be cut; merged cells repeat what they say."""
    rows = ", ".join(
        f"[{number}], [Do the thing numbered {number} for all teams.], [Police], [Green]" for number in range(1, 41)
    )
    text = (
        HEAD
        + "#set page(height: 12cm)\n= Plan\n#table(columns: (1cm, 1fr, 2cm, 2cm), table.header([No], [Recommendation], [Owner], [RAG]), "
        + rows
        + ")"
    )
    records = imported(pdf_of(text), "report.pdf").data["recommendations"]
    assert [one["id"] for one in records] == [str(number) for number in range(1, 41)]
    assert {one["owner"] for one in records} == {"police"}
    assert {one["updates"][0]["status"] for one in records} == {"Green"}


def test_a_table_without_rules_is_read_by_its_head() -> None:
    """Columns begin where the words of the head do."""
    text = HEAD + (
        "= Plan\n#table(stroke: none, column-gutter: 12pt, row-gutter: 6pt, columns: (1cm, 1fr, 2.5cm, 2.5cm), "
        "[No], [Recommendation], [Lead], [By when], [1], [Send the minutes to everybody who was invited, and to those "
        "who could not come.], [Police], [June 2025], [2], [Ask the father.], [Schools], [May 2025])"
    )
    first, second = imported(pdf_of(text), "report.pdf").data["recommendations"]
    assert first["text"].endswith("and to those who could not come.")
    assert (first["owner"], first["due"], second["owner"], second["due"]) == ("police", "2025-06", "schools", "2025-05")


def test_footnotes_stand_with_their_sentence_and_running_heads_are_listed() -> None:
    """As in a Word file; the small number is in the account."""
    text = HEAD + (
        '#set page(height: 12cm, header: [Working copy], numbering: "1")\n= Report\n'
        "#set super(typographic: false)\nMinutes#footnote[Of the meetings in May.] came late.\n#pagebreak()\nNobody#footnote[Two of six, all the same.] asked.#footnote[By any one.]\n#pagebreak()\nNobody knew.\n"
    )
    source = source_of(text)
    lines = [line.text for line in source.lines]
    assert "Minutes (note: Of the meetings in May.) came late." in lines
    assert "Nobody (note: Two of six, all the same.) asked. (note: By any one.)" in lines
    left = dict(source.left_out)
    assert left["small numbers that lead to footnotes"] in ("1", "2", "3")
    assert "footnotes, at the foot of a page" not in left
    assert left["printed on each page"] == "Working copy"


def test_pages_that_are_only_pictures_are_named() -> None:
    """A report with some scanned pages is read, and says which pages it could not read."""
    picture = pypdf.PdfWriter()
    for page in pypdf.PdfReader(
        io.BytesIO(pdf_of("= Report\nMany words stand on this page, and all of them are read."))
    ).pages:
        picture.add_page(page)
    for page in pypdf.PdfReader(io.BytesIO(scan())).pages:
        picture.add_page(page)
    whole = io.BytesIO()
    picture.write(whole)
    source = read_source(whole.getvalue(), "report.pdf")
    assert source.doubts == ("these pages are pictures without text (a scan?), nothing of them was read: 2",)


def test_headings_are_levels_by_size() -> None:
    """The largest is the first level; bold text of the usual size may be a heading."""
    source = source_of(HEAD + "= One\nText of one.\n== Two\nText of two.\n\n*Three*\n\nText of three.\n")
    found = [(line.text, line.hint, line.level) for line in source.lines if line.hint in (Hint.HEADING, Hint.BOLD)]
    assert found == [("One", Hint.HEADING, 1), ("Two", Hint.HEADING, 2), ("Three", Hint.BOLD, 0)]


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.binary(max_size=12))
def test_a_damaged_pdf_is_read_or_refused(at: int, bytes_: bytes) -> None:
    """Whatever is wrong with a file, there is a draft or a sentence, never a traceback."""
    data = bytearray(_SOUND)
    place = at % len(data)
    data[place : place + len(bytes_)] = bytes_
    with suppress(ImportRefused):
        import_document(bytes(data), "report.pdf", terms=TERMS, as_of=AS_OF)


_SOUND = pdf_of(COLUMNS.format(columns=2, break_=""))


PRINTED = Path(__file__).with_name("libreoffice")


def test_bullets_of_a_symbol_font_are_bullets() -> None:
    """Word and LibreOffice print them as letters of no alphabet."""
    read = imported((PRINTED / "again-1.pdf").read_bytes(), "again-1.pdf")
    assert (
        "learning",
        "audit",
        ["Nobody wrote down who lived in the home.", "The new partner was not known to the health visitor."],
    ) in read.blocks


def test_words_that_a_narrow_cell_cuts_are_whole_again() -> None:
    """Neither dates nor heads are cut, words that only stand below one another are not joined, and the heading of a table
    that stands close above it stays above it."""
    read = imported((PRINTED / "held-7.pdf").read_bytes(), "held-7.pdf")
    first, *_ = read.data["recommendations"]
    assert (first["id"], first["text"], first["owner"], first["due"]) == (
        "1.1", "Offer interviews in the evening", "police", "2025-01-31"
    )  # fmt: skip
    assert "'Agreed activity' as text, 'Accountable lead' as owner, 'Completion by' as due" in read.text


def test_a_hyphen_at_the_end_of_a_line_stays_where_the_word_is_written_with_it() -> None:
    """PDFium says of both "pre-birth" and "pre-vent" only that they go on."""
    read = imported((PRINTED / "held-10.pdf").read_bytes(), "held-10.pdf")
    assert read.data["title"].startswith("Quality assurance report: pre-birth assessments")


def form_of(*, drawn: bool) -> bytes:
    """A PDF with a filled-in field, with a picture of its value or, as some programs leave it, without one."""
    page = b"BT /F1 11 Tf 50 780 Td 14 TL (Audit of core groups in Aldershire) Tj T* (Findings of the group:) Tj ET"
    value = b"/Tx BMC q BT /F1 11 Tf 2 6 Td (Minutes came three weeks late.) Tj ET Q EMC"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DR << /Font << /F1 3 0 R >> >> /DA (/F1 11 Tf) >> >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [6 0 R] "
            b"/Resources << /Font << /F1 3 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (finding) /V (Minutes came three weeks late.) /F 4 "
        b"/DA (/F1 11 Tf 0 g) /Rect [50 700 400 720] /P 4 0 R%s >>" % (b" /AP << /N 7 0 R >>" if drawn else b""),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 350 20] /Resources << /Font << /F1 3 0 R >> >> /Length %d >>\n"
        b"stream\n%s\nendstream" % (len(value), value),
    ]
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    return b"%PDF-1.7\n" + objects + b"trailer\n<< /Size 8 /Root 1 0 R >>\n%%EOF\n"


@pytest.mark.parametrize("drawn", [True, False])
def test_values_of_form_fields_are_read(drawn: bool) -> None:
    """They are not part of the page's own text."""
    lines = [line.text for line in read_source(form_of(drawn=drawn), "form.pdf").lines]
    assert lines[-1] == "Minutes came three weeks late."
