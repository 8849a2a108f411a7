"""Every PDF can be read by everybody, says what it is, and bears nobody's traces."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pdf_text import elements, faults, pages

if TYPE_CHECKING:
    from building import Built


def pdfs(built: Built) -> dict[str, bytes]:
    return {name: content for name, content in built.files.items() if name.endswith(".pdf")}


@pytest.fixture(params=["real", "extreme"])
def printed(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return pdfs(request.getfixturevalue(request.param))


def test_every_pdf_is_accessible(printed):
    """PDF/UA-1, judged by a program of its own, and a scope for every table head."""
    assert len(printed) > 10
    assert {name: found for name, pdf in printed.items() if (found := faults(pdf))} == {}


def test_every_pdf_says_what_it_is_and_nothing_of_us(printed):
    """Title, language and bookmarks; no name, folder or program of the computer that made it."""
    for name, pdf in printed.items():
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert str(document.docinfo["/Title"]), name
            assert str(document.Root.Lang) == "en-GB", name
            assert "/Outlines" in document.Root, name
            assert str(document.docinfo["/Author"]) in ("Learning from audits", "Tiny site"), name
            plain = io.BytesIO()
            document.save(
                plain,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                compress_streams=False,
            )
        for trace in (b"/tmp/", b"/work/", b"/home/", b"/root"):
            assert trace not in plain.getvalue(), name


def test_every_page_has_its_number_and_the_date(printed):
    for name, pdf in printed.items():
        texts = pages(pdf)
        for number, text in enumerate(texts, 1):
            assert f"Page{number}of{len(texts)}" in text, (name, number)
            assert "asof2" in text, (name, number)


def test_one_page_is_one_page(printed):
    for name, pdf in printed.items():
        if name.endswith(("-one-page.pdf", "-checklist.pdf")):
            assert len(pages(pdf)) == 1, name


def test_what_does_not_fit_on_one_page_is_said(extreme):
    """Thirty long points: as many as there is room for, and the number of the others in words."""
    found = pages(pdfs(extreme)["pdf/briefings/thirty-one-page.pdf"])[0]
    shown = sum(f"Pointnumber{number}:" in found for number in range(1, 31))
    assert 5 < shown < 30
    assert f"{30 - shown}morepracticepointsdidnotfitonthispage" in found


def test_statuses_are_words_and_tables_have_row_heads(extreme):
    pdf = pdfs(extreme)["pdf/briefings/core-groups-2017.pdf"]
    text = "".join(pages(pdf))
    assert "Done" in text
    assert "Underway" in text
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tags = [str(element.S) for element in elements(document.Root.StructTreeRoot)]
    assert "/L" in tags
    assert "/H1" in tags
