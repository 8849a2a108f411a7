"""What the audit reads in a file, and which words it looks for (P3, P43)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
import typst
from pypdf import PdfReader

from briefings.audit.canaries import Canaries, texts_of, words_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from press import Press

PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
SHEET = f"""\
#set document(title: "Canarytitle (of one)", keywords: "Zażółćkanarek")
#set text(lang: "en")
= Canaryheading
Canarybody, and a #link("https://canaryhost.example/canarypath")[link]. Kanarekłąka in Łódź.
#image(bytes("{PICTURE}"), alt: "Canaryalternative")
#set page(width: 4cm, height: 9cm, margin: 5mm)
#set par(justify: true)
#set text(hyphenate: true)
A line that will be broken somewhere in the middle of canaryinternationalisation, and then it goes on.
"""
SAID = (
    "canarytitle zażółćkanarek canaryheading canarybody canaryhost canarypath kanarekłąka canaryalternative"
    " canaryinternationalisation"
).split()


def as_made(pdf: bytes) -> bytes:
    return pdf


def packed(pdf: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    return made.getvalue()


def unpacked(pdf: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    return made.getvalue()


@pytest.mark.parametrize("form", [as_made, packed, unpacked])
def test_whatever_a_pdf_says_is_read(form: Callable[[bytes], bytes]) -> None:
    """Text, also broken over lines; title, key words, addresses of links, alternative texts; in every way to store them."""
    pdf = form(typst.compile(SHEET.encode()))
    for word in SAID:
        assert list(Canaries(words=frozenset({word})).faults("sheet.pdf", pdf)) == [
            "sheet.pdf: holds words that stand only in a page that is not public [not-public]"
        ], word
    assert not list(Canaries(words=frozenset({"canaryelsewhere"})).faults("sheet.pdf", pdf))


def test_two_readers_find_the_same_words_in_our_pdfs(printed: Press) -> None:
    """The reader of the audit is quick; another one, written by other people, must not see more."""
    found = 0
    for name, data in printed.files.items():
        if name.endswith(".pdf"):
            other = {word for page in PdfReader(io.BytesIO(data)).pages for word in words_in(page.extract_text().casefold())}
            assert other <= {word for text in texts_of(name, data) for word in words_in(text)}, name
            found += len(other)
    assert found > 50


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sheet.pdf", b"%PDF-1.7\nnothing of the kind"),
        ("sheet.pdf", b"%PDF-1.7\n1 0 obj\n<</Filter /LZWDecode /Length 3>>\nstream\n\x80\x0b\x60\nendstream\nendobj\n"),
        ("part.pf_fragment", b"\x1f\x8b\x08\x00broken"),
        ("objects.inv", b"# Sphinx inventory version 2\n# a\n# b\n# c\nnot zlib"),
    ],
)
def test_what_cannot_be_unpacked_is_a_fault(name: str, data: bytes) -> None:
    """Nobody knows what stands in it."""
    (fault,) = Canaries(words=frozenset({"canary"})).faults(name, data)
    assert fault.startswith(f"{name}: cannot be unpacked")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data/list.json", '{"text": "One line\\ncanarysong"}'),
        ("data/list.json", '{"text": "\\u0063anarysong"}'),
        ("data/list.json", '{"text": "ćcanarysong", "more": "\\u00e9\\tcanarysong"}'),
        ("en_1.pf_fragment", 'pagefind_dcd{"content": "One line\\ncanarysong"}'),
        ("reviews.ics", "SUMMARY:A line that is broken in its ninth word\\, canary\r\n song goes on"),
        ("reviews.ics", "DESCRIPTION:One line\\ncanarysong"),
        ("index.html", '<a href="mailto:a@b.example?body=One%0Acanarysong">Write</a>'),
        ("index.html", '<img alt="canarysong">'),
        ("index.html", "<p>“Canarysong”—and</p>"),
        ("_static/a.svg", "<svg><title>canarysong</title></svg>"),
        ("picture.png", "\x89PNG tEXt\x00canarysong"),
        ("en_1.pf_index", "\x82\x85ccanarysong\x03canarysong\x0bz"),
    ],
)
def test_a_word_is_found_in_every_disguise(name: str, text: str) -> None:
    assert list(Canaries(words=frozenset({"canarysong"})).faults(name, text.encode()))


def test_words_with_accents_are_found_among_bytes() -> None:
    data = b"\x89PNG\x00\xff" + "Zażółćkanarek".encode() + b"\xff\x00"
    assert list(Canaries(words=frozenset({"zażółćkanarek"})).faults("picture.png", data))


def test_a_pdf_that_is_locked_is_a_fault() -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(typst.compile(SHEET.encode()))) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    (fault,) = Canaries(words=frozenset({"canary"})).faults("sheet.pdf", made.getvalue())
    assert "cannot be unpacked" in fault


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one, two3three_four", ["one", "two", "three", "four"]),
        ("“canary”—word’s naïve\u00a0ż²ółć", ["canary", "word", "s", "naïve", "ż²ółć"]),
        ("ﬁsh ʼn 你好 a\u0301b", ["ﬁsh", "ʼn", "你好", "a", "b"]),
        ("", []),
    ],
)
def test_words_are_runs_of_letters(text: str, words: list[str]) -> None:
    assert words_in(text) == words
