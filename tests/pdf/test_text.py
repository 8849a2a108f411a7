"""A PDF says what its page says."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pikepdf
import pytest
from conftest import BASE
from docutils import nodes
from pdf_text import elements, pages, squeezed
from qr_reader import read

from briefings.model.vocabulary import Kind
from briefings.outputs.pdf.qr import qr_code
from briefings.outputs.pdf.shapes import plain_text, web_link
from briefings.outputs.pdf.sheets import MOST_WITH_EVIDENCE
from briefings.outputs.pdf.writing import Speller

if TYPE_CHECKING:
    from building import Built


def text_of(built: Built, docname: str, sheet: str = "", label: str = "Learningbriefing") -> str:
    """The text of a briefing's PDF without the edges of its pages, and without what is spelled out."""
    entry = built.library.entries[docname]
    found = ""
    for page in pages((built.out / f"pdf/{docname}{sheet}.pdf").read_bytes()):
        edges = rf"Page\d+of\d+|{re.escape(squeezed(built.app.config.project))}·asof\d+[A-Z][a-z]+\d+"
        found += re.sub(edges, "", page).replace(squeezed(entry.title) + label, label)
    for means in built.library.glossary.values():
        found = re.sub(rf"\({re.escape(squeezed(means.means))}s?\)", "", found)
    return re.sub(rf"{label}(?:·\w+?(?:9|\d+))?", "", found)


@pytest.mark.parametrize("site", ["real", "extreme"])
def test_every_sentence_of_a_briefing_is_in_its_handout(site, request):
    """Every piece of text between two pieces of markup, of every paragraph, heading, item and cell."""
    built = request.getfixturevalue(site)
    missing = []
    for entry in built.library.of_kind(Kind.BRIEFING):
        printed = text_of(built, entry.docname)
        for piece in built.doctree(entry.docname).findall(nodes.Text):
            if isinstance(piece.parent, nodes.raw):
                continue  # a line break
            words = squeezed(piece.astext())
            if isinstance(piece.parent, nodes.reference):  # an address is printed without what nobody types
                words = words.removeprefix("https://").rstrip("/")
            arabic = any("\u0600" <= char <= "\u06ff" for char in words)  # read back in the order of its shapes
            reference = isinstance(piece.parent, nodes.inline) and piece.parent.parent.tagname == "pending_xref"
            if words not in printed and not arabic and not reference and len(words) > 3:
                missing.append((entry.docname, piece.astext()))
    assert missing == []


def test_every_recommendation_is_printed_and_its_evidence_too(real):
    """The handout has each with its status; where there are very many, a sheet of their own has what was done."""
    seen = 0
    for entry in real.library.of_kind(Kind.BRIEFING):
        handout = text_of(real, entry.docname)
        own = real.out / f"pdf/{entry.docname}-recommendations.pdf"
        many = len(entry.record.recommendations) > MOST_WITH_EVIDENCE
        assert own.is_file() == many
        complete = text_of(real, entry.docname, "-recommendations", "Recommendations") if many else handout
        for one in entry.record.recommendations:
            word = real.library.recommendation_of_key[f"{entry.slug}/{one.id}"].reading.word
            for text in (handout, complete):
                assert f"{one.id}{squeezed(one.text)}{word.replace(' ', '')}" in text, (entry.slug, one.id)
            for said in (said for update in one.updates for said in update.evidence):
                assert squeezed(said) in complete, (entry.slug, one.id, said)
                seen += 1
    assert seen > 20


def test_every_question_of_a_theme_is_in_its_pack(extreme):
    text = "".join(pages((extreme.out / "pdf/themes/neglect.pdf").read_bytes()))
    for number in range(1, 41):
        assert f"Questionnumber{number}:" in text
    assert "Runsheet" in text
    assert "Actionform" in text


def test_a_named_pack_holds_what_its_file_names(extreme):
    text = "".join(pages((extreme.out / "pdf/packs/all.pdf").read_bytes()))
    for part in ("Inthispack", "Runsheet", "Fortyquestions", "Awidetable", "Chosenforthismeeting", "Actionform"):
        assert part in text
    assert text.count("Questionnumber7:") >= 2


def test_a_long_address_is_not_printed_but_still_leads_there(extreme):
    pdf = (extreme.out / "pdf/briefings/long-link.pdf").read_bytes()
    text = "".join(pages(pdf))
    assert "www.example.org/…" in text
    assert "a-very-long-path/a-very-long-path" not in text
    with pikepdf.open(extreme.out / "pdf/briefings/long-link.pdf") as document:
        links = [str(one.A.URI) for page in document.pages for one in page.get("/Annots", []) if "/A" in one]
    assert any(link.endswith("a-very-long-path/end") for link in links)


def test_an_address_in_the_text_is_printed_once():
    """A link whose text is its address has no second one behind it, also where it is too long to print again."""
    short, long = "https://www.example.org/a/", "https://www.example.org/" + "long/" * 40
    assert plain_text(web_link(short, [short])) == "www.example.org/a"
    assert plain_text(web_link(long, [long])) == long
    assert plain_text(web_link(long, ["the report"])) == "the report (www.example.org/…)"


def test_without_a_web_address_there_is_no_code_and_no_link(paper):
    """Nobody must scan a code that leads nowhere."""
    built = paper.build(config={"html_baseurl": ""})
    text = "".join(pages((built.out / "pdf/briefings/core-groups-2017.pdf").read_bytes()))
    assert "Ontheweb:" not in text
    assert "Onthewebsite:briefings/core-groups-2017.html" in text
    with pikepdf.open(built.out / "pdf/briefings/core-groups-2017.pdf") as document:
        assert not any(one.S == "/Figure" for one in elements(document.Root.StructTreeRoot))
    assert "html_baseurl is not set" in built.said


def test_abbreviations_are_spelled_out_once():
    spell = Speller([("GP", "general practitioner"), ("MARAC", "a meeting")])
    assert spell("Ask GPs and the GP.") == "Ask GPs (general practitioners) and the GP."
    assert spell("MARAC (a kind of meeting)") == "MARAC (a kind of meeting)"
    assert spell("MARAC") == "MARAC"
    assert Speller([("GP", "x")])("a meeting (GP)") == "a meeting (GP)"


def test_the_code_on_a_handout_opens_its_page(extreme):
    """A reader of codes of our own finds the address; the paper says it in words, and as a link, too."""
    url = f"{BASE}briefings/core-groups-2017.html"
    assert read(qr_code(url)) == url
    with pikepdf.open(extreme.out / "pdf/briefings/core-groups-2017.pdf") as document:
        links = [str(one.A.URI) for one in document.pages[0].Annots if "/A" in one]
        figures = [str(one.Alt) for one in elements(document.Root.StructTreeRoot) if one.S == "/Figure"]
    assert url in links
    assert f"QR code that opens this page: {url}" in figures
    assert f"Ontheweb:{url}" in "".join(pages((extreme.out / "pdf/briefings/core-groups-2017.pdf").read_bytes()))


def test_a_name_is_a_link_where_it_stands_first_and_in_lists(real):
    """Said again in text, it is words only; facts and lists of procedures lead there always."""
    name = "pdf/briefings/sandwell-core-groups.pdf"
    with pikepdf.open(real.out / name) as document:
        found = Counter(str(one.A.URI) for page in document.pages for one in page.Annots if "/A" in one)
    ours = {url.removeprefix(BASE): times for url, times in found.items()}
    assert ours["agencies/gps.html"] == 1
    assert "agencies/gps" in real.text("briefings/sandwell-core-groups.html")
    assert ours["policies/resolution-and-escalation-sandwell.html"] == 2
