"""Which PDFs are made, when, and what a page says of them."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from building import ROOT, differences
from extremes import add_extremes, block, briefing
from pdf_text import pages

from briefings.model.content import load_content
from briefings.model.problems import errors_in
from briefings.outputs.pdf.typeset import CannotPrint, Typesetter
from briefings.package_files import theme_folder


def pdfs(built):
    return {name: content for name, content in built.files.items() if name.endswith(".pdf")}


def stamps(built):
    return {path.name: path.stat().st_mtime_ns for path in sorted(built.out.rglob("*.pdf"))}


def test_same_content_same_bytes(paper):
    """Two builds, and one with two workers, give the same PDFs."""
    add_extremes(paper)
    first = pdfs(paper.build("one"))
    assert differences(first, pdfs(paper.build("two"))) == []
    assert differences(first, pdfs(paper.build("three", parallel=2))) == []


def test_pages_say_how_large_each_pdf_is(extreme):
    """The size that stands on the page is that of the file."""
    page = extreme.text("briefings/forty.html")
    for name, label in (("forty.pdf", "Handout"), ("forty-one-page.pdf", "One page")):
        size = (extreme.out / "pdf/briefings" / name).stat().st_size
        assert re.search(
            rf'href="../pdf/briefings/{name}">{label}</a> <span>PDF, \d+ pages?, {round(size / 1000)} KB<', page
        ), name


def test_nothing_changed_nothing_is_made(paper):
    before = stamps(paper.build())
    assert stamps(paper.build()) == before


def test_only_what_changed_is_made_again_and_equals_a_clean_build(paper):
    add_extremes(paper)
    before = stamps(paper.build())
    paper.edit("briefings/no-questions.md", "One thing.", "Another thing.")
    again = paper.build()
    changed = {name for name, stamp in stamps(again).items() if before.get(name) != stamp}
    assert "no-questions.pdf" in changed
    assert "forty.pdf" not in changed
    assert "wide.pdf" not in changed
    assert differences(again.files, paper.clean().files) == []


def test_what_is_withdrawn_or_deleted_leaves_no_pdf(paper):
    """Neither its own PDFs nor a word of it in another."""
    paper.write("briefings/gone.md", briefing("Going", "## Ask\n\n" + block("questions", ["Is xylophone here?"])))
    paper.write("briefings/stays.md", briefing("Staying", "## Ask\n\n" + block("questions", ["Is it?"])))
    before = paper.build()
    assert (before.out / "pdf/briefings/gone.pdf").is_file()
    paper.delete("briefings/gone.md")
    paper.edit(
        "briefings/stays.md",
        "review_by: 2027",
        "review_by: 2027\nstatus: withdrawn\nwithdrawn: {on: 2026-01-01, why: Old.}",
    )
    after = paper.build()
    names = set(pdfs(after))
    assert not {name for name in names if "gone" in name or "stays" in name}
    assert not (after.out / "pdf/briefings/gone-one-page.pdf").exists()
    assert differences(after.files, paper.clean().files) == []


def test_a_preview_makes_none_unless_asked(paper):
    built = paper.build()
    assert pdfs(built)
    assert not pdfs(paper.build(config={"briefings_pdf": False}))
    assert "Use this in a meeting" not in built.text("index.html")


def test_a_character_that_no_font_has(paper):
    """The line is named, and all other PDFs are made; the same in the next build."""
    body = "## Ask\n\n" + block("questions", ["How are we?", "Are we 🙂 about it?"])
    paper.write("briefings/smile.md", briefing("Smile", body))
    for _ in range(2):
        built = paper.build(expect=True)
        found = [line for line in built.warnings if "missing-glyph" in line]
        assert len(found) == 1
        assert any(
            "content/briefings/smile.md:15:" in line and "U+1F642, slightly smiling face" in line for line in found
        ), found
        names = set(pdfs(built))
        assert "pdf/briefings/smile.pdf" not in names
        assert "pdf/briefings/core-groups-2017.pdf" in names
    paper.edit("briefings/smile.md", "🙂", "happy")
    assert "pdf/briefings/smile.pdf" in pdfs(paper.build())


def test_a_table_that_is_too_wide_for_paper(paper):
    """Sixteen columns are printed; with one more, the line is named, and all other pages are made."""

    def table(columns):
        lines = ("| " + " | ".join(f"{word}{number}" for number in range(columns)) + " |" for word in ("Head", "cell"))
        head, row = lines
        return f"## Numbers\n\n{head}\n|{'---|' * columns}\n{row}\n"

    paper.write("briefings/sixteen.md", briefing("Sixteen columns", table(16)))
    paper.write("briefings/seventeen.md", briefing("Seventeen columns", table(17)))
    built = paper.build(expect=True)
    (found,) = (line for line in built.warnings if "[briefings.unprintable]" in line)
    assert "content/briefings/seventeen.md:13: " in found
    assert "this table has 17 columns, and paper has room for 16; split it" in found
    names = set(pdfs(built))
    assert "pdf/briefings/sixteen.pdf" in names
    assert "pdf/briefings/seventeen.pdf" not in names
    text = "".join(pages(built.files["pdf/briefings/sixteen.pdf"]))
    assert all(f"Head{number}" in text and f"cell{number}" in text for number in range(16))


BAD_PACKS = [
    (
        "briefings: [core-groups-2018]",
        3,
        "there is no public briefing 'core-groups-2018'; did you mean 'core-groups-2017'?",
    ),
    ("briefings: [withdrawn-2015]", 3, "was withdrawn; take it out of the pack"),
    ("briefings: [embargoed-2026]", 3, "there is no public briefing 'embargoed-2026'"),
    ("items: [core-groups-2017/q99]", 3, "there is no item 'core-groups-2017/q99'"),
    ("items: [q1]", 3, "must look like"),
    ("themes: [neglct]", 3, "did you mean 'neglect'?"),
    ("checklists: {theme: neglect, agency: polis}", 3, "did you mean 'police'?"),
    ("checklists: {}", 3, "theme"),
    ("checklists:\n  - {theme: neglect, agency: police}", 4, "would be empty"),
    ("checklists: {agency: police}", 3, "no briefing has a practice point for the agency 'police'"),
    ("brefings: [core-groups-2017]", 3, "did you mean 'briefings'?"),
    ("summary: Empty.", 0, "is empty"),
    ("themes: [neglect", 3, "bracket"),
    ("themes: [neglect]\nthemes: [minutes]", 4, "stands twice"),
]


@pytest.mark.parametrize(("lines", "line", "words"), BAD_PACKS)
def test_a_pack_that_cannot_be_printed_says_why(paper, lines, line, words):
    """With the file and the line, as for pages."""
    paper.write("packs/bad.yaml", f"title: Bad\ndate: 2026-11-01\n{lines}\n")
    found = [str(one) for one in errors_in(_load(paper).problems)]
    place = f"content/packs/bad.yaml:{line}:" if line else "content/packs/bad.yaml"
    assert any(one.startswith(place) and words in one for one in found), found


BAD_USES = [
    ("2026-05-04,police,A,core-groups-2017,q1", "this line has 5 cells, not 6"),
    ("05/04/2026,police,A,core-groups-2017,q1,", "2026-04-05"),
    ("2026-05-04,polis,A,core-groups-2017,q1,", "did you mean 'police'?"),
    ("2026-05-04,police,A,core-groups-2017,q99,", "there is no item 'core-groups-2017/q99'"),
    ("2026-05-04,police,A,core-groups-2017,one,", "there is no item 'core-groups-2017/one'"),
    ("2026-05-04,police,A,pack:none,,", "there is no pack 'none'"),
    ("2026-05-04,police,A,,,", "'used' has no value"),
    ("2030-05-04,police,A,core-groups-2017,,", "is still to come"),
    ('2026-05-04,police,"A,core-groups-2017,,', "not CSV"),
]


@pytest.mark.parametrize(("row", "words"), BAD_USES)
def test_a_use_register_with_a_mistake_says_where(paper, row, words):
    paper.write(
        "use/2026.csv", f"date,agency,team,used,questions,change\n2026-01-05,police,A,core-groups-2017,,\n{row}\n"
    )
    found = [str(one) for one in errors_in(_load(paper).problems)]
    assert any(one.startswith("content/use/2026.csv:3:") and words in one for one in found), found


def test_files_that_do_not_belong_there_are_told(paper):
    paper.write("packs/notes.txt", "x")
    paper.write("use/2026.csv", "wrong,columns\n")
    found = [str(one) for one in errors_in(_load(paper).problems)]
    assert any(one.startswith("content/packs/notes.txt: packs/ holds .yaml files only") for one in found)
    assert any(one.startswith("content/use/2026.csv:1: the first line must be the columns") for one in found)


def test_use_is_shown_as_counts(extreme):
    """By agency, by briefing or pack, and by month; a board sees reach at a glance."""
    page = re.sub(r"<[^>]+>", " ", extreme.text("my-pack.html"))
    words = " ".join(page.split())
    assert "3 meetings recorded." in words
    assert re.search(r"Meetings by agency \(of 3\) Agency Meetings Share Police 2 .*Schools 1", words)
    assert re.search(r"Forty questions 2 .*All of it 1", words)
    assert re.search(r"June 2026 2 .*May 2026 1", words)


def test_ready_made_packs_are_offered_with_their_size(extreme):
    page = extreme.text("my-pack.html")
    assert 'href="pdf/packs/all.pdf"' in page
    assert re.search(r"1 November 2026\s·\sPDF, \d+ pages, \d+ KB", page)


def _load(site):
    from datetime import date

    return load_content(site.content, as_of=date(2026, 11, 20))


def test_a_fault_of_the_typesetter_stops_one_pdf_only(paper, monkeypatch):
    """Its faults come as a kind of error that nothing else expects; they must not end a build."""

    class PanicException(BaseException):
        pass

    class Broken:
        def compile(self, **_):
            raise PanicException("byte range")

    working = Typesetter.__dict__["_compiler"].func
    calls = iter(range(1000))
    broken = cached_property(lambda self: Broken() if next(calls) == 0 else working(self))
    broken.__set_name__(Typesetter, "_compiler")
    monkeypatch.setattr(Typesetter, "_compiler", broken)
    built = paper.build(expect=True)
    assert sum("the typesetter failed: byte range" in line for line in built.warnings) == 1
    assert len(pdfs(built)) > 1


def test_the_partnerships_own_form_comes_filled_in(paper):
    """On the page of a briefing: which briefing, which questions, and the date."""
    url = "https://forms.example.org/f?id=7"
    built = paper.build(config={"briefings_feedback_url": url})
    found = re.search(r'href="([^"]+)"[^>]*>Tell us what you agreed', built.text("briefings/core-groups-2017.html"))
    assert found
    asked = parse_qs(urlsplit(unescape(found[1])).query)
    assert asked["id"] == ["7"]
    assert asked["briefing"] == ["core-groups-2017"]
    assert asked["date"] == [built.app.config.briefings_as_of]
    assert all(
        re.search(rf'id="{one}"', built.text("briefings/core-groups-2017.html"))
        for one in asked["questions"][0].split()
    )
    assert "Tell us what you agreed" not in paper.build("plain").text("briefings/core-groups-2017.html")


def test_use_of_the_real_site_is_counted_on_a_page(real):
    """Until somebody records a meeting, the page says that there is none."""
    page = real.text("use.html")
    assert "How briefings were used" in page
    recorded = any((ROOT / "content" / "use").glob("*.csv"))
    assert ("No meeting is recorded yet." in page) != recorded
    assert 'href="use.html"' in real.text("my-pack.html")


def test_a_picture_outside_the_content_is_refused(tmp_path):
    """The typesetter reads copies in a folder of the build; nothing else is copied there."""
    design = theme_folder() / "print"
    typesetter = Typesetter(design / "print.typ", design / "fonts", tmp_path / "content", tmp_path / "root")
    assert typesetter.picture("briefings/chart.png") == "/pictures/briefings/chart.png"
    for path in ("../secret.png", "briefings/../../secret.png", "/etc/secret.png"):
        with pytest.raises(CannotPrint, match="outside the folder 'content/'"):
            typesetter.picture(path)
