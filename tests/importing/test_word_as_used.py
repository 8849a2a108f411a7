"""Word files as people write them: typed bullets, links, notes, formulas, tracked changes, hidden text, boxes."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from importing import Read, imported
from word_files import saved

from briefings.importing.colours import status_of_colour
from briefings.importing.pieces import Hint
from briefings.importing.word import read_word

FOOTNOTES = (
    '<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t> Counted in May.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word_with(body: str, *, main: str = "document.xml") -> bytes:
    """A Word file whose body is the XML given, with a link `rId8` and a footnote 2."""
    parts: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(saved(Document()))) as package:
        raw = {name: package.read(name) for name in package.namelist()}
    parts[f"word/{main}"] = f'<?xml version="1.0"?><w:document {SPACES}><w:body>{body}</w:body></w:document>'
    parts["word/footnotes.xml"] = FOOTNOTES
    relations = raw.pop("word/_rels/document.xml.rels").decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = (
        f'<Relationship Id="rId88" Type="{office}/hyperlink" Target="https://example.org/tool" TargetMode="External"/>'
        f'<Relationship Id="rId89" Type="{office}/footnotes" Target="footnotes.xml"/>'
    )
    parts[f"word/_rels/{main}.rels"] = relations.replace("</Relationships>", f"{more}</Relationships>")
    raw.pop("word/document.xml")
    parts["_rels/.rels"] = raw.pop("_rels/.rels").decode().replace("word/document.xml", f"word/{main}")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in raw.items():
            package.writestr(name, data)
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


def paragraph(inner: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


HEAD = paragraph(run("A report"), "Title") + paragraph(run("Learning"), "Heading1")


def left_out(read: Read, why: str) -> list[str]:
    return [text for reason, text in read.imported.report.left_out if why in reason]


def test_typed_bullets_are_items_without_their_mark() -> None:
    """Paragraphs that begin with a typed bullet and a tab, and lines broken within one paragraph."""
    body = HEAD + paragraph("<w:r><w:t>•</w:t><w:tab/><w:t>Minutes came late.</w:t></w:r>")
    body += paragraph(f"{run('– Nobody asked.')}<w:r><w:br/></w:r>{run('– Nobody knew.')}")
    assert imported(word_with(body), "a.docx").items("learning") == [
        "Minutes came late.",
        "Nobody asked.",
        "Nobody knew.",
    ]


def test_the_address_of_a_link_is_listed() -> None:
    """Its words stay in the sentence."""
    link = f'<w:hyperlink r:id="rId88">{run("the tool")}</w:hyperlink>'
    read = imported(word_with(HEAD + paragraph(run("Use ") + link + run(" early."), "ListBullet")), "a.docx")
    assert read.items("learning") == ["Use the tool early."]
    assert left_out(read, "address of a link") == ["https://example.org/tool"]


def test_a_note_stands_with_its_sentence() -> None:
    """A footnote is no item of its own."""
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    read = imported(word_with(HEAD + paragraph(run("Half came late.") + reference, "ListBullet")), "a.docx")
    assert read.items("learning") == ["Half came late. (note: Counted in May.)"]


def test_a_formula_keeps_its_figure() -> None:
    """The share in a formula stands in its sentence."""
    formula = "<m:oMath><m:r><m:t>60%</m:t></m:r></m:oMath>"
    read = imported(word_with(paragraph(run("The share was ") + formula + run(" of all files."))), "a.docx")
    assert "The share was 60% of all files." in read.text


def test_deleted_and_hidden_text_is_left_out_and_listed() -> None:
    """What Word strikes through or does not show is not in the draft."""
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>badly </w:delText></w:r></w:del>'
    body = HEAD + paragraph(run("Chairs ") + gone + run("prepared.") + run(" Secret.", "<w:vanish/>"), "ListBullet")
    read = imported(word_with(body), "a.docx")
    assert read.items("learning") == ["Chairs prepared."]
    assert left_out(read, "tracked changes") == ["badly"]
    assert left_out(read, "hidden text") == ["Secret."]


def test_a_text_box_is_read_once() -> None:
    """Word keeps it in a new form and in an old one."""
    box = paragraph(run("A box."))
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert imported(word_with(paragraph(run("Before.") + both)), "a.docx").text.count("A box.") == 1


def test_the_main_part_may_have_another_name() -> None:
    """Files of some programs hold document2.xml."""
    assert "Found so." in imported(word_with(paragraph(run("Found so.")), main="document2.xml"), "a.docx").text


def test_the_result_of_a_field_is_kept() -> None:
    """Its instruction is not text; the address in it is listed."""
    link = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/x"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("here")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    read = imported(word_with(paragraph(run("Read it ") + link + run("."))), "a.docx")
    assert "Read it here." in read.text
    assert left_out(read, "address of a link") == ["https://example.org/x"]


def test_colours_of_cells_are_kept() -> None:
    """Clear traffic light colours stand for a status; grey, white and blue do not."""
    wanted = {"00B050": "green", "92D050": "green", "FFC000": "amber", "FFFF00": "amber", "FF0000": "red"}
    assert {fill: status_of_colour(fill) for fill in wanted} == wanted
    assert [status_of_colour(fill) for fill in ("FFFFFF", "auto", "D9D9D9", "4472C4", "000000")] == [""] * 5
    cell = '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="FF0000"/></w:tcPr><w:p/></w:tc>'
    row = f"<w:tbl><w:tr><w:tc>{paragraph(run('Train.'))}</w:tc>{cell}</w:tr></w:tbl>"
    (line,) = read_word(word_with(row)).lines
    assert line.hint is Hint.ROW
    assert [part.colour for cell in line.cells for part in cell] == ["", "red"]


def test_an_impossible_date_is_no_traceback() -> None:
    """It is said to be none."""
    assert "'31.06.2024' is not a date" in imported("Report on neglect\n\n31.06.2024\n\nFindings\n\n- Late.\n").said
