"""What the audit reads in a file, and which words it looks for (P3, P43)."""

from __future__ import annotations

import gzip
import io
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import cbor2
import pikepdf
import pytest
import typst
from press import Press, make_press
from pypdf import PdfReader

from briefings.audit import audit
from briefings.audit.allowed import PROGRAMS
from briefings.audit.canaries import Canaries, canaries_for
from briefings.audit.texts import texts_of, words_in
from briefings.model.content import load_content

if TYPE_CHECKING:
    from collections.abc import Callable

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
            other = {
                word for page in PdfReader(io.BytesIO(data)).pages for word in words_in(page.extract_text().casefold())
            }
            assert other <= {word for text in texts_of(name, data) for word in words_in(text)}, name
            found += len(other)
    assert found > 50


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sheet.pdf", b"%PDF-1.7\nnothing of the kind"),
        (
            "sheet.pdf",
            b"%PDF-1.7\n1 0 obj\n<</Filter /LZWDecode /Length 3>>\nstream\n\x80\x0b\x60\nendstream\nendobj\n",
        ),
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


def index(*words: str) -> bytes:
    """A part of the search index: its words are stems, and the length of each stands before it as a letter."""
    return gzip.compress(b"pagefind_dcd" + cbor2.dumps([[[word, [[0, [-25, 1], []]]] for word in words]]))


@pytest.mark.parametrize("stem", ["frobnic", "frobnicat", "frobnication"])
def test_stems_in_the_search_index_are_found(stem: str) -> None:
    canaries = Canaries(words=frozenset({"frobnication"}), heads=frozenset({"frobni"}))
    assert list(canaries.faults("pagefind/index/en_1.pf_index", index("children", stem)))
    assert not list(canaries.faults("pagefind/index/en_1.pf_index", index("children", "frobisher", "frob")))


def secrets(press: Press, text: str) -> Canaries:
    library = load_content(press.content, as_of=date(2026, 11, 20)).library
    return canaries_for({"drafts/page-of-ours": text}, {}, library, press.content, press.site)


def test_no_word_of_a_public_site_is_taken_for_a_secret(printed: Press) -> None:
    """A draft may hold any word that our tools write into every site: Pagefind's program says "coverage", lists say "arabic"."""
    everything = set()
    for name, data in printed.files.items():
        if Path(name).suffix not in {".png", ".woff2"}:
            for text in texts_of(name, data):
                everything |= set(words_in(re.sub(r"\S{22}==", " ", text)))  # checksums are no words
    assert len(everything) > 2000
    assert audit(printed.output, secrets(printed, " zebrafish ".join(sorted(everything)))) == []


def test_the_programs_of_pagefind_are_those_that_we_know(printed: Press) -> None:
    """They are read with all others, and searched for what is held back, as soon as a byte of them differs."""
    written = [name for name in PROGRAMS if name in printed.files]
    assert written == ["pagefind/pagefind.js", "pagefind/wasm.en.pagefind"]
    for name in written:
        assert sha256(printed.files[name]).hexdigest() == PROGRAMS[name]


def test_a_program_that_was_changed_is_searched(copied: Press) -> None:
    with (copied.output / "pagefind" / "pagefind.js").open("ab") as stream:
        stream.write(b"\n// zebrafish")
    (fault,) = audit(copied.output, secrets(copied, "zebrafish"))
    assert fault.startswith("pagefind/pagefind.js: holds words")


def test_words_of_packs_and_of_new_addresses_are_no_secrets(copied: Press) -> None:
    copied.write(
        "links.yaml",
        'links:\n- address: "https://old.example/a"\n  state: moved\n  moved_to: "https://zebrafish.example/"\n'
        '- address: "https://old.example/b"\n  state: gone\n  archived: "https://archive.example/quixotic"\n',
    )
    copied.write("packs/one.yaml", "title: Unheardof\ndate: 2026-11-20\nsummary: Frobnication.\n")
    assert secrets(copied, "zebrafish quixotic unheardof frobnication giraffe").words == {"giraffe"}


def test_an_editor_is_told_which_words_where_nobody_else_reads_it(copied: Press) -> None:
    """In the log of a public workflow stands neither the word nor the page; on the editor's computer stand both."""
    copied.write(
        "drafts/page-of-ours.md",
        "---\ntitle: Zebrafish\n---\n\nThe zebrafish and nobody but the team knew of it then.\n",
    )
    settings = copied.site / "conf.py"
    settings.write_text(settings.read_text() + '\nbriefings_footer = "Zebra" + "fish"\n')
    (private := copied.folder / "private").mkdir()
    done = copied.run(expect=1, env={"TMPDIR": str(private)})
    said = done.stdout + done.stderr
    assert "zebrafish" not in said.lower()
    assert "page-of-ours" not in said
    (notes,) = private.iterdir()
    assert str(notes) in done.stderr
    assert "index.html: zebrafish, as in drafts/page-of-ours\n" in notes.read_text()
    assert notes.stat().st_mode & 0o777 == 0o600


LISTS = """\
---
title: Gnomon
themes: [core-groups, resolution-and-escalation, sharing-minutes-and-plans, smart-plans, voice-of-the-child]
agencies:
  - childrens-social-care
  - health-visiting
  - police
  - probation
---

:::{learning} sharing-minutes-and-plans smart-plans voice-of-the-child
:agencies: childrens-social-care, health-visiting, police, probation, schools
- The minutes were sent to nobody but the chair, the police and the school.
:::
"""


def test_lists_of_public_names_are_no_quotation(printed: Press) -> None:
    """Two briefings may be on the same themes, in the same order, and the pages of the other name them so."""
    runs = {" ".join(run) for run in secrets(printed, LISTS).runs}
    assert "minutes were sent to nobody but the" in runs
    assert "the chair the police and the school" in runs
    assert not [run for run in runs if "plans" in run or "visiting" in run or "probation" in run]


def test_a_public_name_in_a_sentence_is_no_quotation(copied: Press) -> None:
    """Another page may name it after the same two words; the rest of the sentence is still known again."""
    copied.write(
        "policies/hub.md", "---\ntitle: Multi-agency Safeguarding Hub (MASH) in Alder\n---\n\nWho works with a child.\n"
    )
    text = "Nobody asked in the {policy}`Multi-agency Safeguarding Hub (MASH) <hub>` why the grandmother had called it twice."
    runs = {" ".join(run) for run in secrets(copied, f"{text} Ask {{policy}}`hub` in the hub.").runs}
    assert "in the multi agency safeguarding hub mash" not in runs
    assert "why the grandmother had called it twice" in runs
    assert not [run for run in runs if "mash hub" in run or "ask hub" in run]


def test_a_briefing_can_be_withdrawn_though_another_has_the_same_themes(tmp_path: Path) -> None:
    """The audit held up the withdrawal of a real briefing at this, and would have done so at two in the morning."""
    press = make_press(tmp_path)
    themes = ["a-voice-of-the-child", "keeping-minutes-well", "sharing-of-the-minutes", "working-together-well"]
    for slug in themes:
        title = slug.replace("-", " ").capitalize()
        press.write(f"themes/{slug}.md", f"---\ntitle: {title}\nsummary: About it.\n---\n")
    listed = f"themes: [{', '.join(reversed(themes))}]"
    press.edit("briefings/first.md", "themes: [neglect]", listed)
    first = (press.content / "briefings/first.md").read_text(encoding="utf-8")
    stone = "status: withdrawn\nwithdrawn: {on: 2026-11-01, why: It was wrong.}"
    press.write("briefings/second.md", first.replace(listed, f"themes: [{', '.join(themes)}]\n{stone}"))
    press.run()
