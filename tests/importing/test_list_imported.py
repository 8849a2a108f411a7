"""The list of small inputs that went wrong once: what an import makes of those that stand in reports."""

from __future__ import annotations

import re

from each import each
from importing import Read, imported
from mistakes import Case, cases
from test_word_as_used import paragraph, run, word_with
from word_files import word_of

PIECES = {
    "link": lambda text: f'<w:hyperlink r:id="rId88">{run(text)}</w:hyperlink>',
    "formula": lambda text: f"<m:oMath>{mathematics(text)}</m:oMath>",
    "note": lambda text: '<w:r><w:footnoteReference w:id="2"/></w:r>',
}


def mathematics(text: str) -> str:
    """A figure, or a fraction, as Word keeps it."""
    above, _, below = text.partition("/")
    part = "<m:r><m:t>{}</m:t></m:r>".format
    return f"<m:f><m:num>{part(above)}</m:num><m:den>{part(below)}</m:den></m:f>" if below else part(above)


def word_line(line: str) -> str:
    """A paragraph of Word; one that begins with a hyphen is a bullet of its own style."""
    style = "ListBullet" if line.startswith("- ") else ""
    inner = ""
    for text, name, within in re.findall(r"([^<]+)|<(\w+)>(?:([^<]*)</\w+>)?", line.removeprefix("- ")):
        typed = '</w:t><w:tab/><w:t xml:space="preserve">'.join(text.split("\t"))
        inner += PIECES[name](within) if name else run(typed)
    return paragraph(inner, style)


def document_of(case: Case) -> tuple[bytes, str]:
    """The report of a case and the name of its file."""
    heading = case.get("heading", "Areas for improvement")
    if case.get("as") != "word":
        above = f"{case['above']}\n\n" if "above" in case else ""
        return f"# A report\n\n{above}## {heading}\n\n{case['in']}\n".encode(), "report.txt"
    if "heading" in case:
        return word_of(f"# A report\n## {heading}\n{case['in']}"), "report.docx"
    head = paragraph(run("A report"), "Title") + paragraph(run(heading), "Heading1")
    return word_with(head + "".join(map(word_line, case["in"].split("\n")))), "report.docx"


def samples(read: Read) -> int:
    return sum("sample" in audit for audit in read.data.get("audits", ()))


@each("case", cases("import"))
def test_each_report_is_read_as_it_is_meant(case: Case) -> None:
    """Items, recommendations and samples; what is left out is listed, and what is gone stands nowhere in the draft."""
    read = imported(*document_of(case))
    left = [f"{why}: {text}" for why, text in read.imported.report.left_out]
    if "items" in case:
        assert read.items("learning") == case["items"]
    if "samples" in case:
        assert samples(read) == case["samples"]
    plans = [one["text"] for one in read.data.get("recommendations", ())]
    assert plans == case.get("recommendations", [])
    assert [text for text in case.get("kept", ()) if text not in read.text] == []
    assert [text for text in case.get("said", ()) if text not in read.said] == []
    assert [text for text in case.get("gone", ()) if text in read.text or text in read.said] == []
    assert [text for text in case.get("left", ()) if not any(text in one for one in left)] == []
