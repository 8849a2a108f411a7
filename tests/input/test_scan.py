"""The content folder: what may stand in it, and what is never followed or read (P14 to P16)."""

from __future__ import annotations

import os
import socket
import unicodedata
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from each import each
from pages import TODAY, briefing, codes, lines, write, written

from briefings.model.content import load_content
from briefings.model.problems import Code, Level
from briefings.model.scan import MAX_NAME, scan
from briefings.model.vocabulary import Kind

PAGE = "# Page\n"
Fresh = Callable[[], Path]


def scanned(root: Path, *, drafts: bool = False) -> tuple[list[str], list[str]]:
    """The names of the pages that may be read, and the problems with all else."""
    files, problems = scan(root, drafts=drafts)
    return [file.shown for file in files], lines(problems)


@pytest.fixture
def fresh(tmp_path: Path) -> Fresh:
    """Makes content folders with one theme: one for each case."""
    places = (tmp_path / str(number) / "content" for number in count())
    return lambda: write(next(places), {"themes/neglect.md": written(Kind.THEME)})


@pytest.fixture
def root(fresh: Fresh) -> Path:
    """A content folder with one theme."""
    return fresh()


def test_pages_and_pictures_are_what_belongs_here(root: Path) -> None:
    """Pages of each kind, an index each, free pages, the handbook and pictures stand in content."""
    write(
        root,
        {
            "index.md": PAGE,
            "about.md": PAGE,
            "briefings/a-1.md": PAGE,
            "briefings/index.md": PAGE,
            "briefings/chart.png": b"",
            "themes/figures/x.webp": b"",
            "handbook/index.md": PAGE,
            "handbook/blocks/learning.md": PAGE,
            "policies/x.md": PAGE,
            "agencies/x.md": PAGE,
            "partnerships/x.md": PAGE,
            "drafts/secret.md": PAGE,
            "themes/.DS_Store": b"",
        },
    )
    files, problems = scan(root)
    assert problems == []
    assert [file.docname for file in files] == [
        "about",
        "index",
        "agencies/x",
        "briefings/a-1",
        "briefings/index",
        "handbook/index",
        "partnerships/x",
        "policies/x",
        "themes/neglect",
        "handbook/blocks/learning",
    ]
    assert files[2].shown == "content/agencies/x.md"
    assert files[2].file.read_text() == PAGE


def test_drafts_are_seen_only_when_asked_for(root: Path) -> None:
    """A public build does not even list what stands in drafts/, however wrong it is."""
    write(root, {"drafts/next.md": PAGE, "drafts/A B.md": PAGE, "drafts/x.py": b""})
    assert scanned(root) == (["content/themes/neglect.md"], [])
    files, problems = scanned(root, drafts=True)
    assert files == ["content/drafts/next.md", "content/themes/neglect.md"]
    assert len(problems) == 2


@each(
    "name",
    [
        *["conf.py", "docutils.conf", "evil.rst", "themes/evil.rst", "themes/conf.py", "x.txt", "themes/x.html", "themes/x.svg"],
        *["themes/x.md.orig", "themes/x.markdown", "themes/x.MD", "themes/x", "themes/.md", "Makefile", "themes/x.md~"],
        *[".env", ".htaccess", "requirements.txt", "themes/x.PNG", "themes/x.pdf", "themes/x.json", "themes/x.ipynb"],
    ],
)  # fmt: skip
def test_files_that_are_not_content_are_told(fresh: Fresh, name: str) -> None:
    """Settings, code, other markup and other files are never read, and are told (P15)."""
    root = write(fresh(), {name: b"raise SystemExit"})
    files, problems = scanned(root)
    assert files == ["content/themes/neglect.md"]
    assert [line.rpartition("[")[2] for line in problems] == ["unexpected-file]"]
    assert problems[0].startswith(f"content/{name}: ")


@each("folder", ["_templates", "_static", ".github/workflows", ".git", "pages", "briefing", "Themes", "__pycache__"])
def test_folders_that_are_not_content_are_told_and_not_entered(fresh: Fresh, folder: str) -> None:
    """A folder that content does not have, such as _templates or workflows, is told once and not looked into."""
    root = write(fresh(), {f"{folder}/a.md": PAGE, f"{folder}/conf.py": b"", f"{folder}/b/c.md": PAGE})
    files, problems = scanned(root)
    assert files == ["content/themes/neglect.md"]
    assert len(problems) == 1
    assert problems[0].startswith(
        f"content/{folder.split('/')[0]}: content has no folder of this name; it has agencies, "
    )


def test_pages_of_a_kind_stand_directly_in_its_folder(root: Path) -> None:
    """A theme in a folder below themes/ would have no slug of its own."""
    write(root, {"themes/harm/neglect-2.md": PAGE})
    assert scanned(root)[1] == [
        "content/themes/harm/neglect-2.md: pages stand directly in themes/; move it up [unexpected-file]"
    ]


# links and devices (P14) -----------------------------------------------------------------------------------------


def told(root: Path) -> list[tuple[str, Code]]:
    return [(problem.path, problem.code) for problem in sorted(scan(root)[1], key=lambda one: one.sort_key)]


@each("target", ["/etc/passwd", "neglect.md", "nowhere.md", "loop.md", "../../outside.md", ".."])
def test_symbolic_links_are_not_followed(fresh: Fresh, target: str) -> None:
    """A symbolic link is refused wherever it leads: out, in, nowhere or to itself."""
    root = fresh()
    (root.parent / "outside.md").write_text(PAGE)
    (root / "themes" / "loop.md").symlink_to(target)
    assert told(root) == [("content/themes/loop.md", Code.LINK_IN_CONTENT)]
    assert scanned(root)[0] == ["content/themes/neglect.md"]


@each("name", ["policies", "drafts", "handbook", "themes/more", "x"])
def test_links_to_folders_are_not_followed(fresh: Fresh, name: str) -> None:
    """A link to a folder, even to the folder that it stands in, is refused and not entered."""
    root = fresh()
    (root / name).symlink_to(root, target_is_directory=True)
    assert told(root) == [(f"content/{name}", Code.LINK_IN_CONTENT)]


def test_hard_links_are_refused(root: Path) -> None:
    """A hard link could show a file from anywhere on the disk."""
    outside = root.parent / "outside.md"
    outside.write_text(PAGE)
    (root / "about.md").hardlink_to(outside)
    assert told(root) == [("content/about.md", Code.LINK_IN_CONTENT)]


def test_pipes_sockets_and_devices_are_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no file is refused without being opened: reading a pipe would wait for ever."""
    os.mkfifo(root / "themes" / "pipe.md")
    monkeypatch.chdir(root / "themes")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        expected = [("content/themes/pipe.md", Code.NOT_A_FILE), ("content/themes/socket.md", Code.NOT_A_FILE)]
        try:
            os.mknod("null.md", 0o666 | 0o020000, os.makedev(1, 3))
        except PermissionError:
            pass
        else:
            expected.insert(0, ("content/themes/null.md", Code.NOT_A_FILE))
        assert told(root) == expected


def test_nothing_behind_a_link_is_read(root: Path) -> None:
    """No word of what a link leads to reaches the library or a message."""
    secret = root.parent / "secret.md"
    secret.write_text(briefing("Quillwort\n", title="Quillwort"))
    (root / "briefings").mkdir()
    (root / "briefings" / "x.md").symlink_to(secret)
    content = load_content(root, as_of=TODAY, drafts=True)
    assert "briefings/x" not in content.library.entries
    assert "Quillwort" not in "".join(lines(content.problems))


def test_a_folder_that_cannot_be_opened_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permissions is a problem, and the rest is still checked."""
    write(root, {"handbook/a.md": PAGE})
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "handbook":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert scanned(root) == (
        ["content/themes/neglect.md"],
        ["content/handbook: the folder cannot be opened; check its permissions [unreadable]"],
    )


# names (P16) -----------------------------------------------------------------------------------------------------


@each(
    "stem",
    [
        *[
            "Neglect",
            "ne glect",
            "neglect_2",
            "neglect.2",
            "-neglect",
            "neglect-",
            "ne--glect",
            "néglect",
            "nеglect",
            "ｎeglect",
        ],
        *[
            "neglect\u202e",
            "neg\u200blect",
            "neglect'",
            "neglect&",
            "ne\nglect",
            "ne\tglect",
            "…",
            "%2e%2e",
            "neglect#",
            "日本",
            " x",
        ],
        *["con", "prn", "aux", "nul", "com1", "lpt9", "genindex", "search-index", "data", "pdf", "pagefind"],
        "a" * (MAX_NAME + 1),
    ],
)
def test_bad_names(fresh: Fresh, stem: str) -> None:
    """A name is the public address: a-z, 0-9 and single hyphens, not too long, and none that a computer reserves."""
    files, problems = scan(write(fresh(), {f"handbook/{stem}.md": PAGE}))
    assert [file.docname for file in files] == ["themes/neglect"]
    assert codes(problems) == [Code.BAD_NAME]
    said = str(problems[0])
    assert said.isprintable()
    assert "\n" not in said


@each("stem", ["neglect", "a", "2017", "search", "glossary", "con-2", "a" * MAX_NAME, "x-1-y"])
def test_good_names(fresh: Fresh, stem: str) -> None:
    """Plain names are accepted; search.md is our own page, not one that a builder writes over."""
    assert scan(write(fresh(), {f"handbook/{stem}.md": PAGE}))[1] == []


def test_names_of_folders_and_pictures_follow_the_same_rules(root: Path) -> None:
    """A folder or picture has an address as well."""
    write(root, {"handbook/My Folder/x.md": PAGE, "handbook/con/x.md": PAGE, "themes/My Chart.png": b""})
    assert [line.split(": ")[0] for line in scanned(root)[1]] == [
        "content/handbook/My Folder",
        "content/handbook/con",
        "content/themes/My Chart.png",
    ]


def test_a_letter_that_looks_alike_is_named(root: Path) -> None:
    """The message shows the number of a letter that only looks like ours (P17)."""
    write(root, {"themes/nеglect.md": PAGE})
    assert "'е' in it is U+0435 (cyrillic small letter ie)" in scanned(root)[1][-1]


def test_names_that_are_no_text_do_not_break_the_message(root: Path) -> None:
    """A file name that is not UTF-8, or that holds line breaks, is shown so that a terminal and a log stay whole."""
    os.close(os.open(os.fsencode(root) + b"/themes/caf\xe9.md", os.O_CREAT | os.O_WRONLY))
    os.close(os.open(os.fsencode(root) + b"/themes/a\nb: forged [loop].txt", os.O_CREAT | os.O_WRONLY))
    (root / "the\nmes").mkdir()
    problems = scanned(root)[1]
    assert len(problems) == 3
    for line in problems:
        assert line.isprintable()
        line.encode()


@each(
    ("one", "other"),
    [
        ("themes/neglect.md", "themes/Neglect.md"),
        ("themes/neglect.md", "themes/NEGLECT.md"),
        (unicodedata.normalize("NFC", "themes/café.md"), unicodedata.normalize("NFD", "themes/café.md")),
        ("themes/strasse.md", "themes/straße.md"),
        ("themes/neglect.md", "themes/ｎeglect.md"),
    ],
)
def test_names_that_are_the_same_on_other_computers(fresh: Fresh, one: str, other: str) -> None:
    """Two names that differ in capitals or in how accents are stored would be one file elsewhere: told as such."""
    found = scan(write(fresh(), {one: PAGE, other: PAGE}))[1]
    assert Code.NAME_COLLISION in codes(found)
    assert Code.BAD_NAME in codes(found)


@each(
    ("one", "other"),
    [
        ("briefings/x.md", "drafts/x.md"),
        ("themes.md", "themes/index.md"),
        ("handbook/blocks.md", "handbook/blocks/index.md"),
    ],
)
def test_two_pages_cannot_have_one_address(fresh: Fresh, one: str, other: str) -> None:
    """A draft beside a briefing of the same name, or a page beside a folder with an index, is refused."""
    problems = scanned(write(fresh(), {one: PAGE, other: PAGE}), drafts=True)[1]
    assert len(problems) == 1
    assert "would have the address of content/" in problems[0]
    assert problems[0].endswith("rename or delete one of them [name-collision]")


def test_the_order_is_always_the_same(root: Path) -> None:
    """However the file system lists them, files and problems come in the same order."""
    write(root, {f"handbook/p{number}.md": PAGE for number in (3, 1, 2)} | {"Z.txt": b"", "a.txt": b""})
    assert scanned(root) == scanned(root)
    assert scanned(root)[0] == [
        *(f"content/handbook/p{number}.md" for number in (1, 2, 3)),
        "content/themes/neglect.md",
    ]


def test_an_empty_folder_is_no_mistake(tmp_path: Path) -> None:
    """A content folder may be empty."""
    (tmp_path / "content").mkdir()
    assert scanned(tmp_path / "content") == ([], [])


# data files: read by their names, so what stands under the name must be looked at first


@each("name", ["links.yaml", "privacy-allow.yaml", "packs/x.yaml", "use/x.csv", "about.md"])
@each("what", ["link", "endless", "pipe", "folder"])
def test_what_is_no_plain_file_is_never_opened(fresh: Fresh, tmp_path: Path, name: str, what: str) -> None:
    """Not even to look into it: a link leads anywhere, a pipe or a device never ends (P13, P14)."""
    root = fresh()
    secret = tmp_path / "secret"
    secret.write_text("links:\n  - quillwort: x\nallow:\n  - quillwort: x\nquillwort: x\n")
    file = root / name
    file.parent.mkdir(exist_ok=True)
    if what == "pipe":
        os.mkfifo(file)
    elif what == "folder":
        file.mkdir()
    else:
        file.symlink_to(secret if what == "link" else "/dev/zero")
    problems = load_content(root, as_of=TODAY).problems
    assert [problem.path for problem in problems if problem.code.level is Level.ERROR], problems
    assert not [problem for problem in problems if "quillwort" in str(problem)]


@each("name", ["packs", "use", "briefings", "themes"])
def test_a_folder_that_is_a_link_is_not_looked_into(fresh: Fresh, tmp_path: Path, name: str) -> None:
    """What lies behind it is neither read nor named."""
    root = fresh()
    outside = tmp_path / "outside"
    write(
        outside, {"quillwort.yaml": "quillwort: x\n", "quillwort.csv": "quillwort\n", "quillwort.md": "# quillwort\n"}
    )
    if name == "themes":
        (root / name / "neglect.md").unlink()
        (root / name).rmdir()
    (root / name).symlink_to(outside)
    problems = load_content(root, as_of=TODAY).problems
    assert Code.LINK_IN_CONTENT in codes(problems)
    assert not [problem for problem in problems if "quillwort" in str(problem)]


def test_a_ledger_has_room_for_thousands_of_addresses(root: Path) -> None:
    """It cannot be split, as a page can; and is bounded all the same. (A thousand long ones are as much as four thousand.)"""
    page = "a-rather-long-address-of-a-page/" * 10
    row = f"  - address: https://example.org/{page}{{}}\n    state: live\n    checked: 2026-11-01\n"
    ledger = "links:\n" + "".join(row.format(number) for number in range(1000))
    write(root, {"links.yaml": ledger})
    found = load_content(root, as_of=TODAY)
    assert len(found.library.registers.ledger.links) == 1000
    write(root, {"links.yaml": ledger * 10})
    assert Code.TOO_LARGE in codes(load_content(root, as_of=TODAY).problems)
