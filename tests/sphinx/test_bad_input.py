"""Bad input: refused with a sentence and a line, and nothing of that page in the output (promises P6 to P18, P22, P23,
P32, P33). All hostile pages stand in one site among good ones, so that one build answers for all of them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import ROOT, SITES, Built, Site, differences, tree, words_of
from hostile import CASES, FRONT, HARMLESS, Case
from sphinx.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


def canary(case: Case) -> str:
    return f"CANARY{case.name.replace('-', '').upper()}YRANAC"


def add_cases(site: Site, cases: list[Case]) -> None:
    """Write a page for each case, with its own canary, and the files that payloads are after."""
    (site.folder / "secret.txt").write_text("TOPSECRET")
    (site.folder / "secret.png").write_text("TOPSECRET")
    for case in cases:
        text = case.text if isinstance(case.text, bytes) else case.text.encode()
        for old, new in (
            ("CANARY", canary(case)),
            ("FILE", str(site.folder / f"pwned-{case.name}")),
            ("SECRET", str(site.folder / "secret.txt")),
        ):
            codec = "utf-16-le" if case.name == "utf-16" else "utf-8"
            text = text.replace(old.encode(codec), new.encode(codec))
        site.write(f"briefings/{case.name}.md", text)


def told(built: Built, name: str) -> list[tuple[int, str, str]]:
    """What is told of one page: line, code, sentence."""
    found = []
    for line in built.warnings:
        match = re.fullmatch(rf"content/{re.escape(name)}(?::(\d+))?: WARNING: (.*) \[briefings\.([a-z0-9-]+)\]", line)
        if match:
            found.append((int(match[1] or 0), match[3], match[2]))
    return found


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site.copy("full", tmp_path_factory.mktemp("hostile") / "full")
    add_cases(site, CASES)
    return site


@pytest.fixture(scope="session")
def refused(hostile: Site) -> Built:
    """One build of all hostile pages among the good ones."""
    return hostile.build(expect=True)


@pytest.fixture(scope="session")
def output(refused: Built) -> bytes:
    """All that this build wrote."""
    return b"\0".join(refused.files.values())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_page_is_refused(refused: Built, output: bytes, case: Case) -> None:
    """Its editor is told where and why; no byte of the page reaches the output, nor what is kept between builds."""
    found = told(refused, f"briefings/{case.name}.md")
    assert (case.line, case.code) in [(line, code) for line, code, _ in found], found
    assert any(case.words in sentence for line, code, sentence in found if code == case.code), found
    assert canary(case).encode() not in output
    assert f"briefings/{case.name}" not in refused.app.env.found_docs  # type: ignore[union-attr]
    assert not (refused.out / "briefings" / f"{case.name}.html").exists()


def test_nothing_of_any_refused_page_is_anywhere(hostile: Site, refused: Built, full: Built) -> None:
    """The site is, byte for byte, the site without them; nothing ran, nothing was read, nothing was kept."""
    assert refused.status == 1
    assert differences(refused.files, full.files) == []
    kept = b"\0".join(tree(hostile.folder / "out-doctrees").values())
    for secret in (b"YRANAC", b"TOPSECRET"):
        assert secret not in kept
        assert secret not in b"\0".join(refused.files.values())
    assert not list(hostile.folder.glob("pwned*"))


def test_problems_never_repeat_long_text_of_a_page(refused: Built) -> None:
    """A message shows at most the wrong value, cut short: logs are public."""
    assert max(len(line) for line in refused.warnings) < 400
    assert "TOPSECRET" not in "".join(refused.warnings)


@pytest.mark.parametrize("case", HARMLESS, ids=[case.name for case in HARMLESS])
def test_odd_page_is_published_as_it_is(site: Callable[..., Site], case: Case) -> None:
    """What looks like code is text: it is shown, and never run or computed; it takes no time either."""
    copy = site("minimal")
    add_cases(copy, [case])
    started = time.process_time()
    built = copy.build()
    assert time.process_time() - started < 20
    html = built.text(f"briefings/{case.name}.html")
    assert "1337" not in html
    assert not list(copy.folder.glob("pwned*"))
    assert "<script>1" not in html
    assert "<script>x" not in html
    assert "<script>alert" not in html
    if case.name == "jinja":
        assert "{{ 7 * 191 }}" in words_of(html)
        assert "os.popen(" in words_of(html)
    if case.name.endswith("-title"):
        title = {
            "jinja-in-title": "T {{ 7 * 191 }}",
            "norway-title": "NO",
            "number-title": "1.10",
            "date-title": "2020-01-01",
        }
        assert built.library.entries[f"briefings/{case.name}"].title == title[case.name]
        assert f">{title[case.name]}<" in html


def test_markup_in_front_matter_is_text(site: Callable[..., Site]) -> None:
    """Titles, names, summaries: whatever stands in them is shown as it is and never becomes markup, anywhere."""
    script = "<script>alert(1)</script> &amp; {{ 7 * 191 }} *x*"
    quoted = f"'T {script}'"
    copy = site("full")
    for path in sorted(copy.content.rglob("*.md")):
        name = path.relative_to(copy.content).as_posix()
        head, fence, rest = copy.read(name).partition("\n---\n")
        if fence and head.startswith("---"):
            head = re.sub(
                r"\b(title|summary|short_title|area|why|text|publisher|reference|published_note): "
                r"(?:\"[^\"]*\"|[^,}\n]*)(?=\n|$|[,}])",
                rf"\1: {quoted}",
                head,
            )
            copy.write(name, head + fence + rest)
    built = copy.build(expect=True)
    shown = 0
    for name, content in built.files.items():
        if name.endswith(".html"):
            assert b"<script>alert" not in content, name
            assert b"1337" not in content, name
            shown += words_of(content.decode()).count("T <script>alert(1)</script> &amp; {{ 7 * 191 }} *x*")
    assert shown > 50


# ---------------------------------------------------------------- again and again


def test_the_same_problems_every_time(hostile: Site, refused: Built) -> None:
    """The second and the third build find the same problems and fail like the first; with a cache, without, with -j2."""
    for options in ({}, {}, {"fresh": True}, {"parallel": 2}, {"warning_is_error": True}, {"warning_is_error": True}):
        again = hostile.build(expect=True, **options)
        assert sorted(again.warnings) == sorted(refused.warnings), options
        assert again.status == refused.status == 1, options
        assert differences(again.files, refused.files) == [], options


def test_problems_are_all_told_in_order(refused: Built) -> None:
    """Every problem of every page in one run, by file and line (P33)."""
    places = []
    for line in refused.warnings:
        match = re.match(r"([^:]+?)(?::(\d+))?: WARNING: ", line)
        assert match, line
        places.append((match[1], int(match[2] or 0)))
    assert places == sorted(places)
    assert {name for name, _ in places} >= {f"content/briefings/{case.name}.md" for case in CASES}


def test_warnings_of_sphinx_fail_every_time(site: Callable[..., Site]) -> None:
    """What Sphinx itself warns of, while reading or writing, fails each build too, though it tells it only once (P23)."""
    copy = site("minimal")
    copy.write(
        "about.md", "# About\n\n![A picture](nothing.png)\n\n[a]: https://x.example/\n[a]: https://y.example/\n\n[a]\n"
    )
    first = copy.build(expect=True)
    assert first.warnings
    for _ in range(2):
        again = copy.build(expect=True)
        assert (again.status, sorted(again.warnings)) == (1, sorted(first.warnings))
    copy.delete("about.md")
    assert copy.build().status == 0


def test_strict_stops_before_anything_is_written(hostile: Site) -> None:
    """With ``briefings_strict``, content with errors writes no file at all, and all errors are still told."""
    built = hostile.build("strict", expect=True, config={"briefings_strict": True})
    assert built.status == 2
    assert "stop the build" in str(built.error)
    assert [name for name in built.files if not name.endswith("/")] == []
    assert len({line.split(":")[0] for line in built.warnings}) >= len(CASES)


def test_strict_leaves_what_was_there(site: Callable[..., Site]) -> None:
    """A strict build that stops leaves the output of the build before it alone, and stops again."""
    copy = site("full", briefings_strict=True)
    before = copy.build().files
    copy.edit("briefings/core-groups-2017.md", "partnership: alder", "partnership: elder")
    for _ in range(3):
        built = copy.build(expect=True)
        assert built.status == 2
        assert built.files == before
        assert [line.split(" WARNING: ")[1] for line in built.warnings] == [
            "partnership 'elder' does not exist; did you mean 'alder'? ('briefings partnerships' lists all) [briefings.unknown-partnership]"
        ]
    copy.edit("briefings/core-groups-2017.md", "partnership: elder", "partnership: alder")
    assert copy.build().files == before


def test_broken_home_page_still_tells_everything(site: Callable[..., Site]) -> None:
    """Without a home page there is no site; but all problems are told, of other pages too, every time."""
    copy = site("full")
    copy.write("index.md", "No title.\n\n<b>x</b>\n")
    copy.write("briefings/no-front.md", "Words.\n")
    for _ in range(2):
        built = copy.build(expect=True)
        assert built.status == 2
        assert built.error is not None
        assert "content/index.md:3: WARNING" in "\n".join(built.warnings)
        assert "content/briefings/no-front.md:1: WARNING" in "\n".join(built.warnings)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text", "latex"])
def test_every_builder_refuses(hostile: Site, builder: str) -> None:
    """No builder publishes what another refuses."""
    built = hostile.build(f"as-{builder}", builder=builder, expect=True)
    assert built.status == 1
    assert built.holding("YRANAC", "TOPSECRET") == []


def test_the_real_command(hostile: Site, refused: Built) -> None:
    """``sphinx-build`` itself says the same, with exit status 1, and no traceback."""
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-c",
        str(SITES),
        str(hostile.content),
        str(hostile.folder / "cli"),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "ext"), "NO_COLOR": "1"}
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        lines = done.stderr.replace(f"{hostile.content.resolve().parent}/", "").strip().splitlines()
        assert sorted(lines) == sorted(refused.warnings)


# ---------------------------------------------------------------- P14 links, devices


def link_to_file(site: Site) -> None:
    (site.content / "briefings" / "linked.md").symlink_to(site.folder / "secret.md")


def link_to_folder(site: Site) -> None:
    (site.content / "handbook" / "linked").symlink_to(site.folder / "outside")


def link_at_top(site: Site) -> None:
    (site.content / "more").symlink_to(site.folder / "outside")


def link_in_drafts(site: Site) -> None:
    (site.content / "drafts" / "linked").symlink_to(site.folder / "outside")


def drafts_are_a_link(site: Site) -> None:
    shutil.rmtree(site.content / "drafts")
    (site.content / "drafts").symlink_to(site.folder / "outside")


def link_to_itself(site: Site) -> None:
    (site.content / "handbook" / "again").symlink_to(site.content)


def picture_link(site: Site) -> None:
    (site.content / "chart.png").unlink()
    (site.content / "chart.png").symlink_to(site.folder / "secret.md")


def broken_link(site: Site) -> None:
    (site.content / "briefings" / "linked.md").symlink_to("nowhere.md")


def hard_link(site: Site) -> None:
    os.link(site.folder / "secret.md", site.content / "briefings" / "linked.md")


def pipe(site: Site) -> None:
    os.mkfifo(site.content / "briefings" / "linked.md")


def a_socket(site: Site) -> None:
    server = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(site.content)  # the name of a socket must be short
    try:
        server.bind("linked.md")
    finally:
        os.chdir(here)
        server.close()


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (link_to_file, "briefings/linked.md", "link-in-content"),
        (link_to_folder, "handbook/linked", "link-in-content"),
        (link_at_top, "more", "link-in-content"),
        (link_in_drafts, "drafts/linked", "link-in-content"),
        (drafts_are_a_link, "drafts", "link-in-content"),
        (link_to_itself, "handbook/again", "link-in-content"),
        (picture_link, "chart.png", "link-in-content"),
        (broken_link, "briefings/linked.md", "link-in-content"),
        (hard_link, "briefings/linked.md", "link-in-content"),
        (pipe, "briefings/linked.md", "not-a-file"),
        (a_socket, "linked.md", "not-a-file"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_links_and_devices_stop_the_build_before_sphinx_looks(
    site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, make: Callable[[Site], None], name: str, code: str
) -> None:
    """Nothing is followed: the build stops before Sphinx walks the folder, tells all problems, and writes nothing."""
    copy = site("full")
    (copy.folder / "outside").mkdir()
    for place in (copy.folder / "secret.md", copy.folder / "outside" / "secret.md"):
        place.write_text(FRONT.replace("CANARY", "TOPSECRET"))
    copy.write("briefings/no-front.md", "Words.\n")
    make(copy)
    looked = []
    find = Project.discover
    monkeypatch.setattr(Project, "discover", lambda self, *args: looked.append(self) or find(self, *args))
    for _ in range(2):
        built = copy.build(expect=True)
        assert built.status == 2
        assert "not followed" in str(built.error)
        lines = "\n".join(built.warnings)
        assert f"content/{name}:1: WARNING: " in lines
        assert f"[briefings.{code}]" in lines
        assert "content/briefings/no-front.md:1: WARNING: " in lines
        assert built.holding("TOPSECRET") == []
    assert looked == []


# ---------------------------------------------------------------- P15 files that do not belong


def test_files_that_are_not_content_are_told_and_ignored(site: Callable[..., Site], full: Built) -> None:
    """``conf.py``, scripts, reStructuredText, templates, workflows, translations: told, and without any effect."""
    copy = site("full")
    payload = f"open({str(copy.folder / 'pwned')!r}, 'w')\n"
    files = {
        "conf.py": payload + "html_title = 'PWNED'\n",
        "evil.py": payload,
        "sitecustomize.py": payload,
        "evil.rst": "PWNED\n=====\n\n.. raw:: html\n\n   <script>PWNED</script>\n",
        "briefings/evil.rst": "PWNED\n=====\n",
        "docutils.conf": "[general]\nraw_enabled: 1\nfile_insertion_enabled: 1\n",
        "_templates/page.html": "PWNED",
        "_templates/layout.html": "PWNED",
        "_static/site.css": "PWNED",
        ".github/workflows/build.yml": "PWNED",
        "locales/en_GB/LC_MESSAGES/about.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Nobody is named here."\nmsgstr "<script>PWNED</script>"\n',
        "locales/en_GB/LC_MESSAGES/sphinx.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Note"\nmsgstr "PWNED"\n',
        "briefings/page.html": "PWNED",
        "briefings/chart.svg": "<svg onload='PWNED'/>",
        "Makefile": "PWNED",
    }  # fmt: skip
    for name, text in files.items():
        copy.write(name, text)
    built = copy.build(expect=True)
    assert built.status == 1
    assert differences(built.files, full.files) == []
    assert not (copy.folder / "pwned").exists()
    assert not list(copy.content.rglob("*.mo"))
    lines = "\n".join(built.warnings)
    for name in files:
        top = name.split("/")[0]
        told_of = name if top in ("briefings",) or "/" not in name else top
        assert f"content/{told_of}:1: WARNING: " in lines, name
    assert lines.count("[briefings.unexpected-file]") >= 9


# ---------------------------------------------------------------- P16 names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("briefings/Core-Groups-2017.md", "bad-name"),
        ("briefings/core_groups.md", "bad-name"),
        ("briefings/core groups.md", "bad-name"),
        ("briefings/caf\u00e9.md", "bad-name"),
        ("briefings/cafe\u0301.md", "bad-name"),
        ("briefings/con.md", "bad-name"),
        ("briefings/nul.md", "bad-name"),
        ("genindex.md", "bad-name"),
        ("data.md", "bad-name"),
        ("briefings/" + "x" * 150 + ".md", "bad-name"),
        ("briefings/..md", "bad-name"),
        ("briefings/-x.md", "bad-name"),
        ("briefings/x\u202ey.md", "bad-name"),
        ("briefings/\u0441ore.md", "bad-name"),
        ("briefings/sub/page.md", "unexpected-file"),
        ("elsewhere/page.md", "unexpected-file"),
        ("briefings/page.MD", "unexpected-file"),
        ("briefings.md", "name-collision"),
    ],
)
def test_names_that_cannot_be_addresses(site: Callable[..., Site], full: Built, name: str, code: str) -> None:
    """A file whose name cannot be an address everywhere is told and not published."""
    copy = site("full")
    copy.write(name, FRONT.replace("CANARY", "TOPSECRET"))
    built = copy.build(expect=True)
    assert built.status == 1
    assert f"[briefings.{code}]" in "\n".join(built.warnings)
    if code != "name-collision":
        assert built.holding("TOPSECRET") == []
        assert differences(built.files, full.files) == []


def test_not_utf8_is_told_with_the_file_and_the_byte(refused: Built) -> None:
    """Sphinx alone stops at such a file without naming it."""
    [(line, _, sentence)] = told(refused, "briefings/latin-1.md")
    assert line == 11
    assert re.search(r"byte \d+", sentence)


def test_unreadable_file(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be opened is told; the others are published."""
    copy = site("minimal")
    copy.write("briefings/locked.md", FRONT.replace("CANARY", "TOPSECRET"))
    opening = os.open

    def locked(path: Any, *args: Any, **kwargs: Any) -> int:
        if str(path).endswith("locked.md"):
            raise PermissionError(13, "Permission denied")
        return opening(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", locked)
    built = copy.build(expect=True)
    monkeypatch.undo()
    assert built.status == 1
    assert "content/briefings/locked.md:1: WARNING: the file cannot be opened" in "\n".join(built.warnings)
    assert built.holding("TOPSECRET") == []
    assert "themes/neglect.html" in built.files


# ---------------------------------------------------------------- what is not public


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text", "latex"])
def test_what_is_not_public_is_nowhere(site: Callable[..., Site], builder: str) -> None:
    """Drafts, embargoed and withdrawn briefings: no word of them in any output, nor in what is kept between builds."""
    copy = site("full")
    built = copy.build(builder=builder)
    assert built.holding("WITHDRAWN", "EMBARGO", "DRAFT", "next-one", "embargoed-2026") == []
    kept = b"\0".join(tree(copy.folder / "out-doctrees").values())
    for word in (b"WITHDRAWNTITLE", b"WITHDRAWNITEM", b"EMBARGO", b"DRAFT"):
        assert word not in kept
    said = built.said + "\n".join(built.warnings)
    assert "EMBARGO" not in said
    assert "DRAFT" not in said


def test_problems_of_what_is_not_public_say_nothing_of_it(site: Callable[..., Site]) -> None:
    """A briefing that is held back is not told of either: the log of a public build is public."""
    copy = site("full")
    copy.edit("briefings/embargoed-2026.md", "policies: [guidance-2023]", "policies: [no-such-policy]")
    built = copy.build()
    assert "no-such-policy" not in built.said


def test_mention_of_what_is_not_public_is_a_problem(site: Callable[..., Site]) -> None:
    """A page that mentions an embargoed briefing is told that it does not exist; its title is not given away."""
    copy = site("full")
    copy.write("about.md", "# About\n\nSee {briefing}`embargoed-2026`.\n")
    built = copy.build(expect=True)
    assert built.status == 1
    assert built.holding("EMBARGO") == []
    assert "EMBARGO" not in "\n".join(built.warnings)


def test_preview_shows_drafts(site: Callable[..., Site]) -> None:
    """A preview shows what is not public yet, and still nothing that was withdrawn."""
    built = site("full", briefings_drafts=True).build()
    assert {"drafts/next-one.html", "briefings/embargoed-2026.html"} <= set(built.holding("DRAFTITEM", "EMBARGOITEM"))
    assert built.holding("WITHDRAWN") == []


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize("value", ["yesterday", "20/11/2026", "2026-13-01"])
def test_bad_date_of_the_build(site: Callable[..., Site], value: str) -> None:
    """A date that cannot be read stops the build with a sentence."""
    built = site("minimal", briefings_as_of=value).build(expect=True)
    assert built.status == 2
    assert f"briefings_as_of must be a date like 2026-11-20, not '{value}'" in str(built.error)


def test_settings_cannot_open_doors(site: Callable[..., Site]) -> None:
    """Settings of ``conf.py`` cannot publish sources, read other kinds of file or give MyST its syntax back."""
    copy = site(
        "minimal",
        html_copy_source=True,
        source_suffix={".md": "markdown", ".rst": "restructuredtext"},
        myst_enable_extensions=["substitution", "html_image", "attrs_inline"],
        myst_substitutions={"x": "PWNED"},
        locale_dirs=["locales"],
    )
    copy.write("about.md", "# About\n\n{{ x }} [words]\\{.PWNED}\n")
    copy.write("evil.rst", "PWNED\n=====\n")
    built = copy.build(expect=True)
    assert built.holding("PWNED") == ["about.html"]
    assert "{{ x }} [words]{.PWNED}" in words_of(built.text("about.html"))
    assert not (built.out / "_sources").exists()
    copy.write("about.md", "# About\n\n[words]{.PWNED}\n")
    refused = copy.build(expect=True)
    assert "about.md:3: " in "\n".join(refused.warnings)
    assert "[briefings.unknown-attribute]" in "\n".join(refused.warnings)


def watch(app: Sphinx) -> None:
    """A stand-in for extensions that force a page to be read again."""
    app.connect("env-get-outdated", lambda app, env, added, changed, removed: sorted(env.found_docs), priority=999)


def test_page_that_another_extension_has_read_again(site: Callable[..., Site]) -> None:
    """A page that did not change and is read again all the same comes out as it was, not empty."""
    copy = site("full")
    before = copy.build().files
    assert differences(copy.build(before=watch).files, before) == []
