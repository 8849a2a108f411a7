"""The audit against pages, files and links that are wrong in one way each: every fault is found, with its line (P43)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from press import Press

from briefings.audit import audit
from briefings.audit.canaries import Canaries
from briefings.audit.page import read_page
from briefings.publishing.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable

NO_CANARIES = Canaries()
PAGE = """\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<title>A page</title>
</head>
<body>
<main id="main" tabindex="-1">
<h1>A page</h1>
HERE
</main>
</body>
</html>
"""


def rules(text: str) -> set[str]:
    return {fault.rpartition("[")[2].rstrip("]") for fault in read_page(text, "page.html").faults}


def with_body(markup: str) -> set[str]:
    return rules(PAGE.replace("HERE", markup))


def test_a_sound_page_has_no_fault() -> None:
    assert with_body('<h2 id="a">Part</h2><p>Text &amp; more, 3 &lt; 4.</p><h3>Sub</h3>') == set()


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<script src="a.js">alert(1)</script>',
        '<script src="https://elsewhere.example/a.js"></script>',
        '<script src="//elsewhere.example/a.js"></script>',
        "<style>p {}</style>",
        '<p style="color: red">x</p>',
        '<p onclick="x()">x</p>',
        '<P ONCLICK="x()">x</P>',
        "<p onclick=x()>x</p>",
        "<p onclick='x()'>x</p>",
        '<p/onclick="x()">x</p>',
        "<iframe></iframe>",
        "<object></object>",
        "<embed>",
        "<base>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        '<a href="java&#x09;script:alert(1)">x</a>',
        '<a href="java\tscript:alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href=" javascript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="vbscript:x">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<a href="//elsewhere.example/">x</a>',
        '<a href="///elsewhere.example/">x</a>',
        '<a href="\\\\elsewhere.example">x</a>',
        '<a href="">x</a>',
        '<a href="https:elsewhere.example" rel="noopener noreferrer">x</a>',
        '<a href="https://elsewhere.example/">x</a>',
        '<a href="https://[" rel="noopener">x</a>',
        '<a href="a.html" target="_blank">x</a>',
        '<a href="a.html" ping="https://elsewhere.example/">x</a>',
        '<img src="https://elsewhere.example/pixel.png" alt="">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<img src="a.png">',
        '<img src="a.png" alt="" srcset="https://elsewhere.example/a.png 2x">',
        '<img src="a.png" alt="" onerror="x()">',
        '<form action="https://elsewhere.example/"></form>',
        '<input type="text" formaction="https://elsewhere.example/">',
        '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
        '<link rel="preconnect" href="https://elsewhere.example/">',
        '<link rel="dns-prefetch" href="//elsewhere.example/">',
        '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">',
        '<meta name="google-site-verification" content="x">',
        '<svg><use href="https://elsewhere.example/a.svg#x"/></svg>',
        "<svg><foreignObject></foreignObject></svg>",
        "<svg><script>x</script></svg>",
        "<svg><animate></animate></svg>",
        "<math></math>",
        "<!-- is this the real school? -->",
        "<![CDATA[x]]>",
        "<?php x ?>",
        "<p>3 < 4</p>",
        "<p>unclosed",
        "</p>",
        "<p><b>x</p></b>",
        "<br></br>",
        "<custom-thing></custom-thing>",
        '<p id="main">x</p>',
        '<p class="a" class="b">x</p>',
        '<label for="nowhere">x</label>',
        '<p tabindex="3">x</p>',
        '<p title="a"b">x</p>',
        "<h1>Another</h1>",
        "<h3>Skipped</h3>",
        "<table><tr><td>x</td></tr></table>",
        "<table><tr><th>x</th></tr></table>",
        '<table><tr><th scope="col">x</th></tr><tr><td>1</td><td>2</td></tr></table>',
        '<table><th scope="col">x</th></table>',
        "<main></main>",
    ],
)
def test_what_is_not_on_the_list_is_a_fault(markup: str) -> None:
    assert with_body(markup), markup


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://elsewhere.example/" rel="noopener noreferrer">x</a>',
        '<a href="mailto:office@example.org">x</a>',
        '<a href="../a.html#b">x</a>',
        '<img src="../_images/a.png" alt="What it shows" width="10" height="10">',
        '<svg viewBox="0 0 10 10" aria-hidden="true"><path d="M0 0"/></svg>',
        '<table><caption>c</caption><tr><th scope="col" colspan="2">x</th></tr><tr><td>1</td><td>2</td></tr></table>',
        '<table><tr><th scope="row" rowspan="2">x</th><td>1</td></tr><tr><td>2</td></tr></table>',
        "<details open><summary>More</summary></details>",
        '<form action="search.html" method="get" role="search"><input type="search" name="q"></form>',
    ],
)
def test_what_pages_need_is_no_fault(markup: str) -> None:
    assert with_body(markup) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<!doctype html>\n", ""),
        (' lang="en-GB"', ""),
        ("<title>A page</title>", "<title> </title>"),
        ("<title>A page</title>", ""),
        ("<h1>A page</h1>", "<h2>A page</h2>"),
        ("<h1>A page</h1>", ""),
        ("default-src 'none'", "default-src 'self'"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ("script-src 'self'", "script-src https://elsewhere.example"),
        ("style-src 'self'", "style-src *"),
        ("Content-Security-Policy", "Content-Security-Policy-Report-Only"),
        ("</html>", ""),
    ],
)
def test_a_page_lacks_nothing_that_every_page_has(old: str, new: str) -> None:
    assert rules(PAGE.replace("HERE", "").replace(old, new))


def test_a_fault_names_its_line() -> None:
    (fault,) = read_page(PAGE.replace("HERE", "<p>\n\n<b style=''>x</b>\n</p>").replace("''", '"x"'), "a/b.html").faults
    assert fault.startswith("a/b.html:13: ")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<p>a\n<b>x</b>\n<p>y</p>", "</main> stands where <p> is open"),
        ("<p>a</b>\n</p>", "page.html:11: </b> stands where <p> is open"),
        ("<section>\n<p>a</p>\n<p>b\n</section>", "page.html:14: </section> stands where <p> is open"),
        ("<p>a</p>\n<p>b<br>\n</br></p>", "page.html:13: </br> closes what has no content"),
        ('<script src="a.js">\n</script>', "page.html:11: a script stands in the page itself"),
        ('<p\nonclick="x()">a</p>', "page.html:11: <p> may not have the attribute 'onclick'"),
        ('<p>a\n</p><ul><li id="a">x</li>\n<li id="a">y</li></ul>', "page.html:13: the id 'a' stands twice"),
        ('<p>\n<label for="b">a</label></p>', "page.html:12: a label or description points to 'b'"),
    ],
)
def test_a_fault_is_told_where_it_is_though_pieces_of_pages_are_read_but_once(markup: str, said: str) -> None:
    """A page is read piece by piece, and what was understood before is not read again."""
    told = [read_page(PAGE.replace("HERE", markup), "page.html").faults for _ in range(2)]
    assert any(said in fault for fault in told[0]), told
    assert told[0] == told[1]


# a whole site ----------------------------------------------------------------------------------------------------


@pytest.fixture
def built(printed: Press, tmp_path: Path) -> Path:
    shutil.copytree(printed.output, tmp_path / "site")
    return tmp_path / "site"


def test_what_we_publish_is_sound(built: Path) -> None:
    assert audit(built, NO_CANARIES) == []


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


SABOTAGE = {
    "a link to a page that is gone": lambda site: (site / "themes" / "neglect.html").unlink(),
    "a link to a place that is gone": lambda site: _replace(site / "briefings" / "first.html", 'id="l1"', 'id="l2"'),
    "a link out of the site": lambda site: _replace(site / "index.html", 'href="', 'href="../../etc/passwd" class="'),
    "a link from the root": lambda site: _replace(site / "index.html", 'href="', 'href="/'),
    "an empty file": lambda site: (site / "index.html").write_text(""),
    "an empty style sheet": lambda site: (site / "_static" / "site.css").write_text(""),
    "a source file": lambda site: (site / "first.md.txt").write_text("x"),
    "a script of Python": lambda site: (site / "x.py").write_text("x"),
    "a hidden file": lambda site: (site / ".buildinfo").write_text("x"),
    "a doctree": lambda site: (site / "x.doctree").write_bytes(b"x"),
    "a symbolic link": lambda site: (site / "x.html").symlink_to("/etc/passwd"),
    "a program named as a picture": lambda site: (site / "x.png").write_bytes(b"\x7fELF" + b"\0" * 40),
    "a page that is not UTF-8": lambda site: (site / "x.html").write_bytes(b"\xff\xfe"),
    "broken data": lambda site: (site / "data" / "briefings.json").write_text("{"),
    "a style sheet from elsewhere": lambda site: _append(site / "_static" / "site.css", "@import 'x.css';"),
    "a font from elsewhere": lambda site: _append(
        site / "_static" / "site.css", "p { background: url(//e.example/x) }"
    ),
    "an import from elsewhere": lambda site: _append(site / "_static" / "site.js", 'import "https://e.example/x.js";'),
    "a call to elsewhere": lambda site: _append(site / "_static" / "site.js", "fetch('https://e.example/')"),
    "code from text": lambda site: _append(site / "_static" / "site.js", "eval ('x')"),
    "a cookie": lambda site: _append(site / "_static" / "site.js", "document.cookie = 'x'"),
    "a drawing with a script": lambda site: _replace(
        site / "_static" / "logo.svg", "</svg>", "<script>x</script></svg>"
    ),
    "a drawing with a handler": lambda site: _replace(site / "_static" / "logo.svg", "<svg ", '<svg onload="x()" '),
    "a drawing with entities": lambda site: _replace(
        site / "_static" / "logo.svg", "<svg ", '<!DOCTYPE svg [<!ENTITY a "b">]><svg '
    ),
    "a style in a page": lambda site: _replace(site / "index.html", "<h1>", '<h1 style="x">'),
}


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text() + text)


@pytest.mark.parametrize("name", SABOTAGE)
def test_every_kind_of_sabotage_is_found(built: Path, name: str) -> None:
    SABOTAGE[name](built)
    assert audit(built, NO_CANARIES)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda site: _append(site / "themes" / "neglect.html", "\n"), "themes/neglect.html is not listed as it is"),
        (lambda site: (site / "themes" / "neglect.html").unlink(), "themes/neglect.html is missing"),
        (lambda site: shutil.copy(site / "404.html", site / "405.html"), "405.html is not listed as it is"),
    ],
)
def test_what_is_audited_is_what_the_manifest_lists(built: Path, change: Callable[[Path], None], said: str) -> None:
    manifest = read_manifest(built)
    assert manifest
    assert audit(built, NO_CANARIES, {}, manifest.files) == []
    change(built)
    assert f"manifest.json: {said} [manifest]" in audit(built, NO_CANARIES, {}, manifest.files)


def test_what_leads_somewhere_on_one_page_need_not_do_so_on_the_next(built: Path) -> None:
    """Places of a page itself, and what only the page for addresses that lead nowhere may have."""
    assert 'href="/feed.xml"' in (built / "404.html").read_text()
    shutil.copy(built / "index.html", built / "a.html")
    assert 'href="#main"' in (built / "a.html").read_text()
    _replace(built / "index.html", 'href="feed.xml"', 'href="/feed.xml"')
    _replace(built / "index.html", 'id="main"', 'id="other"')
    faults = [fault for fault in audit(built, NO_CANARIES) if fault.startswith("index.html:")]
    assert any("'/feed.xml' starts at the root of the host" in fault for fault in faults), faults
    assert any("'#main' leads to a place that is not on that page" in fault for fault in faults), faults


@pytest.mark.parametrize("ending", [".html", ".json", ".css", ".txt", ".svg", ".js"])
def test_a_canary_is_found_in_every_kind_of_file(built: Path, ending: str) -> None:
    """And is not repeated in what is said of it."""
    file = next(file for file in sorted(built.rglob(f"*{ending}")) if file.name != "manifest.json")
    _append(file, "\n/* Zugunruhe */" if ending in (".css", ".js") else " Zugunruhe ")
    faults = audit(built, Canaries(words=frozenset({"zugunruhe"})))
    assert any("[not-public]" in fault for fault in faults)
    assert not any("zugunruhe" in fault.lower() for fault in faults)


def test_a_canary_is_found_in_a_file_name(built: Path) -> None:
    shutil.copy(built / "index.html", built / "secret-plan.html")
    faults = audit(built, Canaries(names=frozenset({"secret-plan"})))
    assert "a file has the name of a page that is not public [not-public]" in faults


def test_a_canary_is_found_in_packed_files(built: Path) -> None:
    """The search index is packed, the inventory too: both are read as what they hold."""
    packed = list(built.rglob("*.pf_fragment"))
    assert packed
    faults = audit(built, Canaries(words=frozenset({"always"})))
    assert any(".pf_fragment" in fault for fault in faults)
