"""One file becomes one entry: encodings, kinds, and everything at once."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from each import each
from pages import CANARY, TODAY, block, briefing, codes, entry_of, lines, page, read, write, written

from briefings.model.content import load_content, read_file
from briefings.model.digest import digest_of
from briefings.model.page import MAX_BYTES, kind_of
from briefings.model.problems import Code
from briefings.model.scan import SourceFile
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from pathlib import Path

BOM = b"\xef\xbb\xbf"
TEXT = briefing(f"One.\n\nCafé {CANARY}.\n\n" + block("learning", "A finding."), title="Café")


# encodings (P18) -------------------------------------------------------------------------------------------------


@each(
    ("ends", "bom"),
    [("\n", b""), ("\r\n", b""), ("\r", b""), ("\n", BOM), ("\r\n", BOM), ("mixed", b"")],
)
def test_line_ends_and_byte_order_marks_make_no_difference(ends: str, bom: bytes) -> None:
    """Windows, old Mac and mixed line ends and a byte order mark are accepted; lines keep their numbers."""
    if ends == "mixed":
        data = b"".join(
            row.encode() + (b"\r\n", b"\n", b"\r")[number % 3] for number, row in enumerate(TEXT[:-1].split("\n"))
        )
    else:
        data = bom + TEXT.replace("\n", ends).encode()
    found, expected = read(data), read(TEXT)
    assert lines(found.problems) == []
    assert found.body == expected.body
    assert found.entry is not None
    assert found.entry.title == "Café"
    assert found.entry.blocks == expected.entry.blocks if expected.entry else False


@each("ends", ["\n", "\r\n", "\r"])
@each("encoding", ["latin-1", "cp1252"])
def test_other_encodings_are_refused_with_the_byte(encoding: str, ends: str) -> None:
    """A file that is not UTF-8 is refused; the message names the file, the line and the byte."""
    data = TEXT.replace("title: Café", "title: Cafe").replace("\n", ends).encode(encoding)
    found = read(data)
    place = data.index("é".encode(encoding))
    line = TEXT[: TEXT.index(f"Café {CANARY}")].count("\n") + 1
    assert (found.entry, found.body) == (None, "")
    message = f"the file is not UTF-8 text (byte {place}); save it again with the encoding UTF-8"
    assert lines(found.problems) == [f"content/briefings/core-groups.md:{line}: {message} [not-utf8]"]


def test_the_byte_counts_from_the_start_of_the_file() -> None:
    """A byte order mark counts, so that a hex editor finds the byte."""
    assert "byte 4)" in lines(read(BOM + b"a\xff").problems)[0]


@each("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_refused(encoding: str) -> None:
    """UTF-16, with or without a mark, is no UTF-8: one problem, not one for each line."""
    found = read(TEXT.replace("é", "e").encode(encoding))
    assert (found.entry, found.body) == (None, "")
    assert len(found.problems) == 1
    assert found.problems[0].code in (Code.NOT_UTF8, Code.NUL_BYTE)
    assert "byte" in found.problems[0].message


def test_a_nul_byte_is_refused_with_its_place() -> None:
    """A NUL byte is refused with its line and byte, wherever it stands."""
    data = TEXT.encode().replace(b"One.", b"On\0e.")
    found = read(data)
    assert codes(found.problems) == [Code.NUL_BYTE]
    assert f"(byte {data.index(bytes(1))})" in found.problems[0].message
    assert found.problems[0].line == TEXT[: TEXT.index("One.")].count("\n") + 1


def test_bad_letters_do_not_hide_other_mistakes() -> None:
    """A page with an invisible character is read on, so that all its mistakes are told in one run."""
    text = briefing("a\u200bb\n\n<b>c</b>\n", themes=["neg\u200blect"], layot="digest")
    assert codes(read(text).problems) == [Code.BAD_CHARACTER, Code.UNKNOWN_KEY, Code.BAD_CHARACTER, Code.RAW_HTML]


@each(("size", "expected"), [(MAX_BYTES, []), (MAX_BYTES + 1, [Code.TOO_LARGE])])
def test_a_page_has_at_most_a_megabyte(size: int, expected: list[Code]) -> None:
    """A page may be 1 MB and no byte more."""
    start, end = briefing("```text\n").encode(), b"\n```\n"
    data = start + b"a" * (size - len(start + end)) + end
    assert codes(read(data).problems) == expected


def test_no_more_is_read_of_a_file_that_is_too_large(tmp_path: Path) -> None:
    """Of a huge file only as much is read as shows that it is too large."""
    file = tmp_path / "x.md"
    with file.open("wb") as out:
        out.truncate(50_000_000_000)
    data, problem = read_file(SourceFile("x", file, "content/x.md"))
    assert (len(data), problem) == (MAX_BYTES + 1, None)
    assert codes(read(data).problems) == [Code.TOO_LARGE]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A file that is gone, or that may not be read, is told by its name."""
    data, problem = read_file(SourceFile("briefings/x", tmp_path / "x.md", "content/briefings/x.md"))
    assert data == b""
    assert str(problem) == "content/briefings/x.md: the file cannot be opened; check its permissions [unreadable]"


# kinds and entries -----------------------------------------------------------------------------------------------


@each(
    ("docname", "kind"),
    [
        ("briefings/x", Kind.BRIEFING),
        ("drafts/x", Kind.BRIEFING),
        ("themes/x", Kind.THEME),
        ("policies/x", Kind.POLICY),
        ("agencies/x", Kind.AGENCY),
        ("partnerships/x", Kind.PARTNERSHIP),
        ("briefings/index", Kind.PAGE),
        ("themes/index", Kind.PAGE),
        ("index", Kind.PAGE),
        ("about", Kind.PAGE),
        ("handbook/x", Kind.PAGE),
        ("handbook/themes/x", Kind.PAGE),
    ],
)
def test_the_folder_decides_the_kind(docname: str, kind: Kind) -> None:
    """A page's folder is its kind; an index is a page like about.md."""
    assert kind_of(docname) is kind


def test_an_entry_holds_what_the_site_knows() -> None:
    """Title, record, blocks and digest of a page are stored, without its text, and can be pickled."""
    found = entry_of(TEXT)
    assert (found.docname, found.slug, found.title, found.kind) == (
        "briefings/core-groups",
        "core-groups",
        "Café",
        Kind.BRIEFING,
    )
    assert found.digest == digest_of(TEXT.encode())
    stored = pickle.dumps(found)
    assert pickle.loads(stored) == found
    assert CANARY.encode() not in stored


def test_the_digest_is_that_of_the_bytes() -> None:
    """What changes a file changes its digest, and nothing else does."""
    assert digest_of(TEXT.encode()) != digest_of(TEXT.replace("\n", "\r\n").encode())
    assert digest_of(b"") == digest_of(b"")


def test_the_title_of_a_page_is_its_heading() -> None:
    """A page such as about.md takes its title from its first line."""
    assert entry_of("# About this site\n\nText.\n", "about").title == "About this site"


def test_a_mention_is_noted_once_per_line_and_place() -> None:
    """Naming a theme twice on a line is one mention."""
    found = entry_of(briefing("{theme}`neglect` and {theme}`neglect`\n", themes=["core-groups"]))
    assert [one.target for one in found.references if one.in_text] == ["neglect"]


# one bad page among many (P33) -----------------------------------------------------------------------------------

FAULTS = [
    "<b>raw</b>\n",
    "[x](javascript:alert(1))\n",
    "{raw}`x`\n",
    "```{include} /etc/passwd\n```\n",
    "{theme}`neglet`\n",
    ":::{learning} neglect\nText.\n:::\n",
    "#### Too deep\n",
    "a\u202eb\n",
    "% hidden\n",
    ":::{item-list}\n:limit: x\n:::\n",
]


def test_all_problems_of_all_pages_in_one_run(tmp_path: Path) -> None:
    """Twenty bad pages among five hundred: every problem is told, sorted by file and line; the others are all read."""
    faulty = {f"handbook/p-{number * 25:03}": FAULTS[number % 10] for number in range(20)}
    pages = {f"handbook/p-{number:03}": "Text.\n" for number in range(500)} | faulty
    root = write(tmp_path / "content", {f"{name}.md": f"# A page\n\n{text}" for name, text in pages.items()})
    content = load_content(write(root, {"themes/neglect.md": written(Kind.THEME)}), as_of=TODAY)
    expected = [
        *[Code.RAW_HTML, Code.LINK_NOT_ALLOWED, Code.UNKNOWN_ROLE, Code.UNKNOWN_DIRECTIVE, Code.UNKNOWN_THEME],
        *[Code.BLOCK_OUT_OF_PLACE, Code.BAD_HEADING, Code.BAD_CHARACTER, Code.HIDDEN_COMMENT, Code.BAD_NUMBER],
    ]
    lines_of = [3, 3, 3, 3, 3, 3, 3, 3, 3, 4]
    assert [(one.path, one.line, one.code) for one in content.problems] == [
        (f"content/{name}.md", lines_of[number % 10], expected[number % 10]) for number, name in enumerate(faulty)
    ]
    unknown = {name for name, text in faulty.items() if "{theme}" in text}  # which is wrong beside others only
    assert set(content.library.entries) == {"themes/neglect", *pages} - set(faulty) | unknown


def test_everything_wrong_at_once() -> None:
    """Front matter and body are checked both, whatever is wrong with the other."""
    text = page({"title": "x", "published": "soon"}, "<b>a</b>\n")
    assert {Code.MISSING_KEY, Code.BAD_DATE, Code.RAW_HTML} == set(codes(read(text).problems))
