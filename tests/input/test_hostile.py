"""Content that wants to run code, read files, hide something or lead elsewhere is refused (P9 to P13, P17, P32)."""

from __future__ import annotations

import re
import signal
import threading
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from each import each
from hypothesis import given
from hypothesis import strategies as st
from pages import CANARY, TODAY, block, briefing, codes, entry_of, lines, page, read, written

from briefings.model.body import LEVELS_OF_A_BLOCK
from briefings.model.content import choose
from briefings.model.inline import plain
from briefings.model.markup import MAX_NESTING, MAX_PARAGRAPH, create_parser
from briefings.model.page import MAX_LINES, is_too_large
from briefings.model.problems import Code
from briefings.model.scan import SourceFile
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.page import ReadPage

# what surrounds hostile content: wherever it stands, it is found -------------------------------------------------


def prefixed(text: str, first: str, rest: str) -> str:
    """Put text into a list or quotation."""
    rows = text.rstrip("\n").split("\n")
    return "\n".join([first + rows[0], *((rest + row).rstrip() for row in rows[1:])]) + "\n"


AROUND_BLOCKS = {
    "alone": lambda text: text,
    "after text": lambda text: f"Text.\n\n{text}",
    "in a list": lambda text: "- a\n\n" + prefixed(text, "  ", "  "),
    "first in a list": lambda text: prefixed(text, "- ", "  "),
    "in a numbered list": lambda text: "1. a\n\n" + prefixed(text, "   ", "   "),
    "in a quotation": lambda text: prefixed(text, "> ", "> "),
    "in a list in a quotation": lambda text: prefixed(prefixed(text, "- ", "  "), "> ", "> "),
    "in a definition": lambda text: "Term\n: Text.\n\n" + prefixed(text, "  ", "  "),
    "in a case": lambda text: f"::::::{{case}}\n{text}::::::\n",
    "in a note": lambda text: f"::::::{{note}}\n\n{text}::::::\n",
    "in a note of backticks": lambda text: f"``````{{note}}\n{text}``````\n",
    "in a grid": lambda text: f":::::::::{{grid}} 1\n::::::::{{grid-item}}\n\n{text}::::::::\n:::::::::\n",
    "in a block of bullets": lambda text: "::::::{learning} neglect\n- a\n\n" + prefixed(text, "  ", "  ") + "::::::\n",
}
AROUND_WORDS = {
    "in a paragraph": lambda text: f"Some {text} text.\n",
    "on a second line": lambda text: f"Some\n{text}\ntext.\n",
    "in emphasis": lambda text: f"*Some **very {text} important** text.*\n",
    "in a heading": lambda text: f"## Some {text} text\n",
    "in a table": lambda text: f"| a | b |\n|---|---|\n| c | d {text} |\n",
    "in a head of a table": lambda text: f"| a | b {text} |\n|---|---|\n| c | d |\n",
    "in a list": lambda text: f"- some {text} text\n",
    "in a bullet of a block": lambda text: f":::{{learning}} neglect\n- some {text} text\n:::\n",
    "in a term": lambda text: f"Term {text}\n: Text.\n",
    "in columns": lambda text: f"::::{{grid}} 2\n:::{{grid-item}}\nSome {text} text.\n:::\n::::\n",
}

BLOCKS = {
    "script": ("<script>alert(1)</script>\n", Code.RAW_HTML),
    "style": ("<style>body{display:none}</style>\n", Code.RAW_HTML),
    "frame": ('<iframe src="https://evil.example"></iframe>\n', Code.RAW_HTML),
    "word processor list": ('<ul style="margin:0">\n<li>a</li>\n</ul>\n', Code.RAW_HTML),
    "unknown tag": ("<x-evil>\n", Code.RAW_HTML),
    "processing instruction": ("<?php evil() ?>\n", Code.RAW_HTML),
    "declaration": ("<!DOCTYPE html>\n", Code.RAW_HTML),
    "cdata": ("<![CDATA[ x ]]>\n", Code.RAW_HTML),
    "comment": ("<!-- is this the real school? -->\n", Code.HIDDEN_COMMENT),
    "comment over lines": ("<!--\nhidden\n-->\n", Code.HIDDEN_COMMENT),
    "comment of MyST": ("% hidden\n", Code.HIDDEN_COMMENT),
    "target": ("(name)=\n", Code.SYNTAX_NOT_ALLOWED),
    "block break": ("+++ {\"a\": 1}\n", Code.SYNTAX_NOT_ALLOWED),
    "code in an unknown language": ("```evil\nx\n```\n", Code.SYNTAX_NOT_ALLOWED),
    "code with options": ("```python {emphasize-lines=1}\nx\n```\n", Code.SYNTAX_NOT_ALLOWED),
    "attributes before code": ("```{.python #x}\nx\n```\n", Code.UNKNOWN_DIRECTIVE),
    "raw attribute": ("```{=html}\n<b>x</b>\n```\n", Code.UNKNOWN_DIRECTIVE),
}  # fmt: skip
DIRECTIVES = (
    "raw include literalinclude eval-rst image figure download csv-table list-table table math only toctree code "
    "code-block code-cell parsed-literal replace role default-role unicode date class container compound topic sidebar "
    "admonition warning meta title index glossary todo automodule autoclass graphviz ifconfig mermaid card dropdown "
    "tab-set button-link div versionadded contents sectnum header footer epigraph rst-class py:function std:option "
    "briefings:learning LEARNING learning:x"
).split()
BLOCKS |= {
    f"directive {name}": (f"```{{{name}}} html\n:file: /etc/passwd\n\n<b>{CANARY}</b>\n```\n", Code.UNKNOWN_DIRECTIVE)
    for name in DIRECTIVES
}
WORDS = {
    "tag": ("<b>bold</b>", Code.RAW_HTML),
    "image with script": ("<img src=x onerror=alert(1)>", Code.RAW_HTML),
    "closing tag": ("</div>", Code.RAW_HTML),
    "comment": ("<!-- hidden -->", Code.HIDDEN_COMMENT),
    "processing instruction": ("<?x y?>", Code.RAW_HTML),
    "link to script": ("[x](javascript:alert(1))", Code.LINK_NOT_ALLOWED),
    "autolink to a file": ("<file:///etc/passwd>", Code.LINK_NOT_ALLOWED),
    "picture from elsewhere": ("![x](https://evil.example/x.png)", Code.LINK_NOT_ALLOWED),
    "picture out of the folder": ("![x](../x.png)", Code.LINK_NOT_ALLOWED),
    "bidi by an entity": ("a&#x202E;b", Code.BAD_CHARACTER),
    "zero width by an entity": ("a&ZeroWidthSpace;b", Code.BAD_CHARACTER),
}
ROLES = (
    "raw download math eval code abbr abbreviation sub sup sub-ref doc ref any numref term option envvar file kbd "
    "py:func std:ref cite footcite icon octicon fa bdg-link button raw-html html briefings:theme Theme themes x"
).split()
WORDS |= {f"role {name}": (f"{{{name}}}`{CANARY} <x>`", Code.UNKNOWN_ROLE) for name in ROLES}
WORDS |= {
    "role with a letter that looks alike": ("{themе}`neglect`", Code.UNKNOWN_ROLE),
    "role of two ticks": ("{raw}``x``", Code.UNKNOWN_ROLE),
}


RARE = {f"directive {name}" for name in DIRECTIVES[4:]} | {f"role {name}" for name in ROLES[4:]}
"""What goes the same way as others of its kind, and is tried in a few places only."""


@cache
def read_body(body: str) -> ReadPage:
    """Read a body on a page that is soon read: one without front matter, or a briefing if it has blocks of one."""
    if "{learning}" in body or "{case}" in body:
        return read(briefing(body))
    return read(f"# A page\n\n{body}", "about")


@each("around", AROUND_BLOCKS)
@each("name", BLOCKS)
def test_hostile_blocks_are_refused_wherever_they_stand(name: str, around: str) -> None:
    """Raw HTML, comments and every block that is not ours are refused, alone or inside anything else (P11)."""
    if name in RARE and around not in ("alone", "in a quotation", "in a grid"):
        return
    if around == "first in a list" and name == "block break":
        return  # "- +++" is text
    text, code = BLOCKS[name]
    found = read_body(f"{AROUND_BLOCKS[around](text)}\n{CANARY}\n")
    assert found.entry is None
    assert found.body == ""
    expected = {code, Code.BLOCK_SHAPE} if around == "in a block of bullets" else {code}
    assert expected.intersection(codes(found.problems)), lines(found.problems)
    assert CANARY not in "".join(lines(found.problems))


@each("around", AROUND_WORDS)
@each("name", WORDS)
def test_hostile_words_are_refused_wherever_they_stand(name: str, around: str) -> None:
    """Inline HTML, roles that are not ours and links out of the rules are refused in any sentence (P11, P12)."""
    if name in RARE and around not in ("in a paragraph", "in a bullet of a block", "in a table"):
        return
    text, code = WORDS[name]
    found = read_body(AROUND_WORDS[around](text))
    assert found.entry is None
    assert code in codes(found.problems), lines(found.problems)


@each("around", AROUND_WORDS)
def test_problems_point_to_the_line(around: str) -> None:
    """The problem names the line on which the hostile words stand."""
    text = briefing(AROUND_WORDS[around]("<b>"))
    (problem,) = [one for one in read(text).problems if one.code is Code.RAW_HTML]
    assert "<b>" in text.split("\n")[problem.line - 1]


@each("around", AROUND_BLOCKS)
def test_harmless_blocks_are_not_refused(around: str) -> None:
    """What surrounds them in these tests is no mistake of its own."""
    if around != "in a block of bullets":
        found = read(briefing(AROUND_BLOCKS[around]("```text\na\n```\n")))
        assert found.entry is not None, lines(found.problems)


@each("around", AROUND_WORDS)
def test_harmless_words_are_not_refused(around: str) -> None:
    """What surrounds them in these tests is no mistake of its own."""
    for text in (
        "words",
        "{theme}`neglect`",
        "`code <b>`",
        "[x](https://example.org/)",
        "&lt;b&gt; &amp; \\<b>",
        "{{ x }}",
    ):
        found = read(briefing(AROUND_WORDS[around](text)))
        assert found.entry is not None, lines(found.problems)


def test_a_hint_excuses_nothing_hostile() -> None:
    """A draft may hold hints, [[in brackets]], and be previewed; what is hostile on the same line is refused all the same."""
    assert read(briefing("[[What was looked at?]]\n"), "drafts/x").entry is not None
    for name, (text, code) in {**BLOCKS, **WORDS}.items():
        if name not in ("target", "code with options"):  # with more behind it, this is text
            first, _, rest = text.partition("\n")
            found = read(briefing(f"{first} [[hint]]\n{rest}\n"), "drafts/x")
            assert found.entry is None, (name, lines(found.problems))
            assert {code, Code.UNKNOWN_DIRECTIVE, Code.SYNTAX_NOT_ALLOWED}.intersection(codes(found.problems)), name


def test_text_of_a_word_processor_gets_a_hint() -> None:
    """HTML that came from a word processor is met with what to do about it."""
    (problem,) = read(briefing('<ul style="margin:0"><li>a</li></ul>\n')).problems
    assert problem.message == "HTML is not used here; write it in Markdown (text from a word processor: import it)"


# settings of MyST ------------------------------------------------------------------------------------------------

SETTINGS = {
    "myst": "myst: {enable_extensions: [substitution]}",
    "myst over lines": "myst:\n  enable_extensions: [substitution]\n  disable_syntax: []",
    "myst schemes": 'myst: {url_schemes: {j: "javascript:{{path}}"}}',
    "html_meta": 'html_meta: {"http-equiv=refresh": "0; url=https://evil.example"}',
    "substitutions": 'substitutions: {x: "{{ y }}"}',
    "quoted": '"myst": {gfm_only: false}',
    "single quotes": "'html_meta': {a: b}",
    "escaped": '"m\\u0079st": {gfm_only: false}',
    "escaped by hex": '"\\x6dyst": {gfm_only: false}',
    "explicit key": "? myst\n: {gfm_only: false}",
    "folded key": '? >-\n  myst\n: {gfm_only: false}',
    "tagged": "!!str myst: {gfm_only: false}",
    "spaces around": '" myst ": {gfm_only: false}',
    "merged": "<<: {myst: {gfm_only: false}}",
    "look-alike": "mуst: {gfm_only: false}",
    "other names": "orphan: true\nnosearch: true\ntocdepth: 1\nabstract: x\nauthors: [x]\njupytext: {}\nkernelspec: {}",
    "further in": "source: {title: a, publisher: b, myst: {gfm_only: false}}",
    "in an audit": "audits:\n  - {id: a, title: A, method: workshop, held: 2016, html_meta: {a: b}}",
}  # fmt: skip


@each("kind", [Kind.BRIEFING, Kind.THEME, Kind.PAGE])
@each("setting", SETTINGS.values(), ids=SETTINGS)
def test_no_page_changes_a_setting(setting: str, kind: Kind) -> None:
    """Front matter for MyST, such as myst, html_meta or substitutions, is refused, however its key is written (P9)."""
    text = written(kind, CANARY, summary="What it is.").replace("---\n", f"---\n{setting}\n", 1)
    found = read(text, {Kind.BRIEFING: "briefings/x", Kind.THEME: "themes/x", Kind.PAGE: "about"}[kind])
    assert found.entry is None
    assert found.body == ""
    assert {Code.UNKNOWN_KEY, Code.BAD_YAML}.intersection(codes(found.problems))


@each("key", ["myst", "html_meta", "substitutions"])
def test_the_whole_front_matter_on_one_line(key: str) -> None:
    """A mapping in braces is front matter like any other."""
    found = read(f"---\n{{title: x, summary: y, {key}: {{a: b}}}}\n---\n", "themes/x")
    assert (found.entry, codes(found.problems)) == (None, [Code.UNKNOWN_KEY])


def test_front_matter_cannot_come_twice() -> None:
    """A second section of front matter is body: a line, and text."""
    found = read(page({"summary": "x"}, "---\nmyst: {a: b}\n---\n\n# Title\n"), "about")
    assert found.entry is None


def named(name: str, target: str) -> str:
    return target


EXPRESSIONS = [
    "{{ 7 * 7 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('touch /tmp/briefings-canary').read() }}",
    "{% for x in y %}{{ x }}{% endfor %}",
    "{{ env.config }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>".replace("<", "\\<"),
]


@each("expression", EXPRESSIONS)
def test_expressions_stay_literal(expression: str) -> None:
    """Braces are letters like any others: in front matter, text, headings, items and roles they stay as written (P10)."""
    body = f"## {expression}\n\n{expression}\n\n" + block("learning", f"A {expression}")
    found = read(briefing(body, title=f"A {expression}"))
    assert found.entry is not None, lines(found.problems)
    assert found.entry.title == f"A {expression}"
    assert found.body.count(expression) == 3
    ((_, item),) = found.entry.items
    assert plain(item.runs, named) == "A " + expression.replace("\\<", "<").replace("__", "")


# where links lead ------------------------------------------------------------------------------------------------

SCHEMES = [
    *["javascript:alert(1)", "JAVASCRIPT:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)"],
    *["javascript&#58;alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "java&Tab;script:alert(1)"],
    *["java&NewLine;script:alert(1)", "java&#x09;script:alert(1)", "%6Aavascript:alert(1)", "javascript%3Aalert(1)"],
    *[
        "\\javascript:alert(1)",
        "java\\script:alert(1)",
        "javascript\\:alert(1)",
        "vbscript:x",
        "livescript:x",
        "mocha:x",
    ],
    *["data:text/html;base64,PHNjcmlwdD4=", "data:image/png;base64,AAAA", "data:,x", "DATA:text/html,x"],
    *[
        "file:///etc/passwd",
        "file:/etc/passwd",
        "file://host/x",
        "FILE:///x",
        "ftp://evil.example/x",
        "ssh://x",
        "ws://x",
    ],
    *["blob:https://x/y", "about:blank", "view-source:https://x", "jar:https://x!/", "intent://x", "tel:123", "sms:1"],
    *[
        "inv:python#x",
        "path:/etc/passwd",
        "project:x",
        "myst:x",
        "wiki:x",
        "doc:x",
        "urn:x",
        "x:y",
        "http",
        "https:",
        ":x",
    ],
    *[
        "//evil.example/x",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "&sol;/evil.example",
    ],
    *["https:evil.example", "https:/evil.example", "https:///evil.example", "http:\\\\evil.example", "https://"],
    *["https:\\/\\/evil.example\\\\x", "https&colon;//evil.example", "https://good.example@evil.example/"],
    *["https://user:word@evil.example/", "https://good.example\\@evil.example/", "https://?x", "https://#x"],
    *["mailto:a@example.org?bcc=b@example.org", "mailto:", "mailto:a", "mailto:a@b@c", "mailto:a@example.org/x"],
    *["/etc/passwd", "/about.md", "../about.md", "themes/../about.md", "./about.md", "..", ".", "../../conf.py"],
    *[
        "%2e%2e/about.md",
        "..%2fabout.md",
        "%2E%2E%5Cabout.md",
        "..\\about.md",
        "%252e%252e/about.md",
        "themes//about.md",
    ],
    *[
        "about",
        "about.html",
        "about.rst",
        "about.md?x=1",
        "about.md/",
        "about.MD",
        "About.md",
        "C:\\about.md",
        "~/about.md",
    ],
    *["?x=1", "#", "", "#A B", "#Ünï", "about.md#", "about.md#../x", "conf.py", "ab%00out.md"],
]
"""Addresses that no link and no picture may have."""
SCHEMES = [address for address in SCHEMES if address not in ("https&colon;//evil.example",)]

GOOD_LINKS = [
    *["https://example.org", "http://example.org/", "HTTPS://EXAMPLE.ORG/x?y=1&z=(2)#a", "https://example.org:8080/x"],
    *[
        "mailto:board@example.org",
        "about.md",
        "themes/neglect.md",
        "about.md#l3",
        "#l3",
        "#in-one-minute",
        "https://exämple.org/ü",
    ],
]


class _Links(HTMLParser):
    """Finds where the links and pictures of HTML lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action", "srcset", "formaction"):
                self.found.append(value or "")


def places_in(body: str) -> list[str]:
    """Where links and pictures lead when the Markdown is made into HTML; what is refused leads nowhere."""
    found = read_body(body)
    if found.entry is None:
        assert found.body == ""
        return []
    return _Links(create_parser().render(found.body)).found


_SAFE = re.compile(
    r"https?://[^/@\\]+([/?#].*)?|mailto:[^?]+@[^?]+|([a-z0-9-]+/)*[a-z0-9-]+\.(md|png|jpg|jpeg|webp)(#[a-z0-9-]+)?|#[a-z0-9-]+",
    re.IGNORECASE,
)
FORMS = {
    "link": "[x]({})",
    "link in angles": "[x](<{}>)",
    "link with a title": '[x]({} "y")',
    "definition": "[x]\n\n[x]: {}",
    "definition in angles": "[x][]\n\n[x]: <{}>",
    "definition of another name": "[x][y]\n\n[y]: {} 'title'",
    "picture": "![x]({})",
    "picture by definition": "![x]\n\n[x]: {}",
    "picture in a link": "[![x]({})](https://example.org)",
    "autolink": "<{}>",
    "bullet": ":::{{learning}} neglect\n- [x]({})\n:::",
    "definition above a block": "[x]: {}\n\n:::{{learning}} neglect\n- See [x].\n:::",
    "definition below a case": ":::{{case}}\nSee [x].\n:::\n\n[x]: {}",
    "definition in columns": "::::{{grid}} 2\n:::{{grid-item}}\n[x]\n\n[x]: {}\n:::\n::::",
    "table": "| a |\n|---|\n| [x]({}) |",
}


@each("form", FORMS)
@each("address", SCHEMES)
def test_no_link_leads_out_of_the_rules(address: str, form: str) -> None:
    """Whatever scheme, however disguised, in whatever form of link or picture: it is refused or stays plain text (P12)."""
    for place in places_in(FORMS[form].format(address) + "\n"):
        assert _SAFE.fullmatch(place)


@each("form", ["link", "definition above a block", "definition below a case"])
@each("address", [address for address in SCHEMES if address and " " not in address])
def test_refused_links_are_explained(address: str, form: str) -> None:
    """A link that leads out of the rules is a problem, also when it is defined far from where it is used."""
    found = read_body(FORMS[form].format(address) + "\n")
    assert codes(found.problems) == [Code.LINK_NOT_ALLOWED], lines(found.problems)


@each("form", ["link", "definition", "bullet", "definition above a block", "definition below a case", "table"])
@each("address", GOOD_LINKS)
def test_plain_links_are_allowed(address: str, form: str) -> None:
    """Web pages, e-mail addresses, pages and places of the site may be linked to."""
    assert codes(read_body(FORMS[form].format(address) + "\n").problems) == []


@each("text", ["[x]()", "[x](#)", "[x](<>)"])
def test_a_link_to_nowhere_says_so(text: str) -> None:
    """A placeholder that was never filled in is met with what to do."""
    (problem,) = read(briefing(text)).problems
    assert problem.message == "this link leads nowhere; give it an address or make it plain text"


@each(
    "body",
    [
        ":::{{learning}} neglect\n[x]: {good}\n- See [x].\n:::\n\n:::{{case}}\nSee [x].\n\n[x]: {bad}\n:::\n",
        ":::{{case}}\nSee [x].\n\n[x]: {bad}\n:::\n",
        "::::{{note}}\n[x]: {good}\n\n:::{{case}}\n[x]: {bad}\n\nSee [x].\n:::\n::::\n",
        "[x]: {good}\n\n:::{{case}}\nSee [x].\n\n[x]: {bad}\n:::\n",
        ":::{{case}}\n> [X]: {bad}\n\nSee ![x].\n:::\n",
    ],
)
def test_blocks_define_no_links(body: str) -> None:
    """A block cannot define where a link leads: blocks are rendered one by one, so another could then lead elsewhere."""
    for bad in ("ftp://evil.example/x", "https://example.org/harmless"):
        found = read(briefing(body.format(good="https://example.org", bad=bad)))
        assert found.entry is None
        assert Code.SYNTAX_NOT_ALLOWED in codes(found.problems)
        assert any("cannot stand inside a block" in line for line in lines(found.problems))


# pictures --------------------------------------------------------------------------------------------------------

BAD_PICTURES = [
    *["https://evil.example/x.png", "//evil.example/x.png", "data:image/png;base64,AAAA", "file:///x.png", "/x.png"],
    *["../x.png", "a/../x.png", "a/../../x.png", "./x.png", "..%2fx.png", "%2e%2e/x.png", "..\\x.png", "C:\\x.png"],
    *["x.svg", "x.gif", "x.html", "x.png.svg", "x", "x.png?y", "x.png#y", "x.PNG", "X.png", "x y.png", "x%20y.png"],
    *["a//x.png", "x.png/", "*.png", "x.{png,jpg}", "x.*", "$HOME/x.png", "~/x.png", "con:x.png", "x\u200b.png"],
]  # fmt: skip


@each("address", BAD_PICTURES)
def test_pictures_stay_in_their_folder(address: str) -> None:
    """A picture is a png, jpg or webp file beside the page or below it, and nothing else (P13)."""
    for text in (f"![what it shows](<{address}>)\n", f"![what it shows]\n\n[what it shows]: <{address}>\n"):
        found = read(briefing(text))
        assert found.entry is None
        assert {Code.LINK_NOT_ALLOWED, Code.BAD_CHARACTER}.intersection(codes(found.problems))


@each("address", ["x.png", "chart-2.webp", "figures/a/x.jpg", "x.jpeg"])
def test_pictures_beside_the_page(address: str) -> None:
    """A picture beside the page may be shown, with words for those who cannot see it."""
    assert codes(read(briefing(f"![What it shows]({address})\n")).problems) == []
    assert codes(read(briefing(f"![]({address})\n")).problems) == [Code.LINK_NOT_ALLOWED]
    assert codes(read(briefing(f"![ ]({address})\n")).problems) == [Code.LINK_NOT_ALLOWED]


@each(
    ("text", "code"),
    [
        ("![a <b>c</b>](x.png)", Code.SYNTAX_NOT_ALLOWED),
        ("![a *c*](x.png)", Code.SYNTAX_NOT_ALLOWED),
        ("![{raw}`c`](x.png)", Code.SYNTAX_NOT_ALLOWED),
        ("![[c](javascript:x)](x.png)", Code.SYNTAX_NOT_ALLOWED),
        ("![a&#x202E;b](x.png)", Code.BAD_CHARACTER),
        ('![a](x.png "b&#x202E;c")', Code.BAD_CHARACTER),
        ('[a](https://example.org "b&#x202E;c")', Code.BAD_CHARACTER),
    ],
)
def test_nothing_hides_in_the_words_of_a_picture_or_link(text: str, code: Code) -> None:
    """The words for a picture, and the title of a link, are plain and visible."""
    assert code in codes(read(briefing(f"{text}\n")).problems)


# letters that nobody sees ----------------------------------------------------------------------------------------

UNSEEN = {
    **{
        f"bidi U+{code:04X}": chr(code)
        for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
    },
    **{
        f"zero width U+{code:04X}": chr(code)
        for code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x180E, 0x034F)
    },
    **{
        f"control U+{code:04X}": chr(code)
        for code in (0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F)
    },
    **{f"line end U+{code:04X}": chr(code) for code in (0x2028, 0x2029)},
    **{f"filler U+{code:04X}": chr(code) for code in (0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x17B4)},
    **{f"selector U+{code:04X}": chr(code) for code in (0xFE00, 0xE0100, 0xE0001, 0xE0041, 0x180B)},
    **{f"private U+{code:04X}": chr(code) for code in (0xE000, 0xF0B7, 0xF8FF, 0xF0000)},
    **{f"no character U+{code:04X}": chr(code) for code in (0xFFFE, 0xFFFF, 0xFDD0)},
}


@each("letter", UNSEEN.values(), ids=UNSEEN)
def test_unseen_letters_are_refused_with_their_number(letter: str) -> None:
    """Characters that change what is read without being seen are refused, in text, front matter and names (P17)."""
    number = f"U+{ord(letter):04X}"
    escaped = f'"a\\U{ord(letter):08X}b"'
    for text in (
        briefing(f"a{letter}b\n"),
        briefing(title=f"a{letter}b"),
        briefing(f"`a{letter}b`\n"),
        briefing(f"```text\na{letter}b\n```\n"),
        briefing(block("learning", f"a{letter}b")),
        briefing().replace("title: Core groups", f"title: {escaped}"),
    ):
        found = read(text)
        assert found.entry is None
        problem = next(one for one in found.problems if one.code is Code.BAD_CHARACTER)
        assert number in problem.message
        row = text.split("\n")[problem.line - 1]
        assert letter in row or row.startswith("title: ")
        assert letter not in "".join(lines(found.problems))


@each("text", ["naïve café", "– — … “ ” ‘ ’", "£5 and €6", "a\u00a0b", "ß Æ Œ Ł", "Ελλάδα", "✓ ✔\ufe0f", "é"])
def test_letters_of_all_languages_are_welcome(text: str) -> None:
    """Accents, dashes, quotes, no-break spaces and signs are text."""
    assert entry_of(briefing(f"{text}\n", title=text)).title == text


@each("text", ["日本", "👍", "ആ", "&#x1F44D;", "&#26085;"])
def test_letters_that_paper_cannot_show_are_told_as_publishing_tells_them(text: str) -> None:
    """Publishing stops for a character that no font of the PDFs has; so the check says it, with the line."""
    before = briefing("Words.\n").count("\n")
    problems = read(briefing(f"Words.\n{text}\n")).problems
    assert {(problem.line, problem.code) for problem in problems} == {(before + 1, Code.MISSING_GLYPH)}
    assert all("no font of the PDFs has '" in problem.message for problem in problems)
    assert codes(read(f"# A page\n\n{text}\n", "about").problems) == []  # which is only shown on screens
    assert Code.MISSING_GLYPH in codes(read(f"# A page {text}\n", "about").problems)
    escaped = '"\\u65e5"' if text == "日本" else text
    if not text.startswith("&"):
        title = briefing().replace("title: Core groups", f"title: {escaped}")
        assert [problem.line for problem in read(title).problems if problem.code is Code.MISSING_GLYPH] == [2]


@each(
    ("text", "place"),
    [
        (briefing().replace("title:", "titlе:"), "key"),
        (briefing(themes=["nеglect"]), "theme"),
        (briefing(layout="digеst"), "value"),
        (briefing(":::{lеarning} neglect\n- A.\n:::\n"), "block"),
        (briefing(":::{learning} neglect\n:аudit: x\n- A.\n:::\n"), "option"),
        (briefing("{thеme}`neglect`\n"), "role"),
    ],
)
def test_letters_that_look_alike_are_named_in_names(text: str, place: str) -> None:
    """In a key, slug, block, option or role a foreign letter that looks like ours is shown with its number (P17)."""
    found = read(text)
    assert found.entry is None
    assert any(re.search(r"is U\+04\d\d \(cyrillic small letter", line) for line in lines(found.problems)), place


# far too much ----------------------------------------------------------------------------------------------------


@contextmanager
def bounded(seconds: int = 20) -> Iterator[None]:
    """Fail instead of hanging: far more than is needed even on a slow computer."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(*_: object) -> None:
        raise TimeoutError(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def nested_blocks(depth: int) -> str:
    return (
        "".join(f"{':' * (3 + depth - n)}{{note}}\n" for n in range(depth))
        + "x\n"
        + "".join(f"{':' * (4 + n)}\n" for n in range(depth))
    )


def bomb() -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 11)]
    return "---\n" + "\n".join(rows) + "\n---\n"


TOO_MUCH = {
    "quotations in quotations": (briefing(">" * 3000 + " x\n"), Code.NESTED_TOO_DEEP),
    "lists in lists": (briefing("".join(" " * (2 * n) + "- x\n" for n in range(300))), Code.NESTED_TOO_DEEP),
    "numbered lists in lists": (briefing("1. " * 500 + "x\n"), Code.NESTED_TOO_DEEP),
    "quotations in lists": (briefing("- > " * 500 + "x\n"), Code.NESTED_TOO_DEEP),
    "blocks in blocks": (briefing(nested_blocks(300)), Code.NESTED_TOO_DEEP),
    "emphasis in emphasis": (briefing("*a **b " * 60 + "b** a* " * 60), Code.NESTED_TOO_DEEP),
    "emphasis in emphasis in a bullet": (
        briefing(block("learning", "*a **b " * 60 + "b** a* " * 60)),
        Code.NESTED_TOO_DEEP,
    ),
    "brackets": (briefing("[" * 20_000), Code.TOO_LONG),
    "brackets in a bullet": (briefing(block("learning", "[" * 20_000)), Code.TOO_LONG),
    "pictures": (briefing("![" * 10_000), Code.TOO_LONG),
    "emphasis that is never closed": (briefing("*a **b " * 8_000), Code.TOO_LONG),
    "braces": (briefing("{" * 100_000), Code.TOO_LONG),
    "ticks": (briefing("".join("`" * n + " " for n in range(1, 300))), Code.TOO_LONG),
    "a heading": (briefing("## " + "x" * 20_000), Code.TOO_LONG),
    "a cell": (briefing("| a |\n|---|\n| " + "x" * 20_000 + " |\n"), Code.TOO_LONG),
    "mappings in mappings": ("---\n" + "".join(" " * n + "a:\n" for n in range(200)) + "---\n", Code.NESTED_TOO_DEEP),
    "lists in lists of YAML": ("---\na: " + "[" * 30_000 + "\n---\n", Code.NESTED_TOO_DEEP),
    "braces of YAML": ("---\na: " + "{a: " * 10_000 + "\n---\n", Code.NESTED_TOO_DEEP),
    "aliases of aliases": (bomb(), Code.BAD_YAML),
    "a key of 60 kB": (f"---\n? {'k' * 60_000}\n: x\n---\n", Code.UNKNOWN_KEY),
    "a page of 2 MB": (briefing("A paragraph of a page.\n\n" * 85_000), Code.TOO_LARGE),
    "a line of 2 MB": (briefing("x" * 2_000_000), Code.TOO_LARGE),
    "400 kB of definition lists": (briefing("T\n: d\n" * 66_000), Code.TOO_LARGE),
    "100,000 headings": (briefing("## h\n\n" * 100_000), Code.TOO_LARGE),
    "60,000 rows of a table": (briefing("|a|b|\n|-|-|\n" + "|x|y|\n" * 60_000), Code.TOO_LARGE),
    "100,000 lines of an old Mac": (briefing("x\r" * 100_000), Code.TOO_LARGE),
    "front matter of 2 MB": (f"---\ntitle: {'x' * 2_000_000}\n---\n", Code.TOO_LARGE),
}


@each(("text", "code"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_far_too_much_is_refused_in_time(text: str, code: Code) -> None:
    """What would take long to read, or be cut off unseen, is refused with a sentence, soon (P32)."""
    with bounded():
        found = read(text)
    assert found.entry is None
    assert found.body == ""
    assert code in codes(found.problems)
    assert all(len(line) < 400 for line in lines(found.problems))


def test_too_many_lines_are_told_where_they_begin() -> None:
    """P32: with file and line, by the same count as an editor's; nothing else of the page is looked at."""
    for end in ("\n", "\r\n", "\r"):
        page = f"x{end}" * MAX_LINES
        assert not is_too_large(page.encode())
        (problem,) = read(f"{page}x", "about").problems
        assert str(problem) == (
            "content/about.md:5001: the page has 5,001 lines, more than 5,000; split it or shorten it [too-large]"
        )
        source = SourceFile("about", Path("unused"), "content/about.md")
        assert choose(source, f"{page}x".encode(), as_of=TODAY).problems == (problem,)


DENSE = {
    "definition lists": "T\n: d\n",
    "definitions of one term": ": d\n",
    "headings": "## h\n\n",
    "rows of a table": "|x|y|\n",
}


@each("piece", DENSE.values(), ids=DENSE)
def test_as_many_lines_as_may_be_are_read_in_time(piece: str) -> None:
    """P32."""
    head = "|a|b|\n|-|-|\n" if piece.startswith("|") else "T\n"
    body = "".join((head + piece * MAX_LINES).splitlines(True)[: MAX_LINES - 50])
    source = SourceFile("about", Path("unused"), "content/about.md")
    with bounded():
        choose(source, written(Kind.PAGE, body).encode(), as_of=TODAY)


LONG = {
    "many paragraphs": "A paragraph.\n\n" * 1_000,
    "many bullets": block("learning", *["A finding."] * 500),
    "a long table": "| a | b |\n|---|---|\n" + "| c | d |\n" * 500,
    "many definitions of links": "".join(f"[a{n}]: https://example.org/{n}\n" for n in range(500))
    + "\n"
    + " ".join(f"[a{n}]" for n in range(500)),
    "a long paragraph": "word " * (MAX_PARAGRAPH // 5 - 1) + "end.",
    "brackets": "[" * (MAX_PARAGRAPH // 4),
    "blocks as deep as may be": nested_blocks(MAX_NESTING // LEVELS_OF_A_BLOCK),
    "lists as deep as may be": "".join(" " * (2 * n) + "- x\n" for n in range(MAX_NESTING // 2 - 1)),
}


@each("body", LONG.values(), ids=LONG)
def test_a_long_page_is_no_mistake(body: str) -> None:
    """A page may be long, and nested as deeply as anyone needs."""
    with bounded():
        found = read(briefing(body))
    assert lines(found.problems) == []


FRAGMENTS = """a * ** _ ` ``` ~~~ ::: { } [ ] ( ) < > ! # ## - 1. | \\ & ; : / % + = " ' {theme} {raw} {learning} {grid} ---
    javascript: https://a.b x.png .. &#x202e; {{ }} :audit: neglect \u200b""".split()
fragments = st.sampled_from([*FRAGMENTS, *["\n", "\n\n", " ", "  ", "    ", "\t", "> "] * 4])


@given(st.lists(fragments, max_size=60).map("".join), st.sampled_from(["briefings/x", "themes/x", "about", "drafts/x"]))
def test_no_page_raises(body: str, docname: str) -> None:
    """Whatever a page holds, reading it gives an entry, or problems with lines of the file (Hypothesis)."""
    for text in (briefing(body), body, f"---\n{body}\n---\n{body}"):
        found = read(text, docname)
        assert (found.entry is None) == (found.body == "") or not text.strip()
        assert all(0 <= one.line <= text.count("\n") + 1 for one in found.problems)
        assert found.entry is not None or any(one.code.level.value == "error" for one in found.problems)


@given(st.lists(fragments, max_size=40).map("".join))
def test_no_page_leads_out_of_the_rules(body: str) -> None:
    """Whatever Markdown is accepted, no link or picture in it leads out of the rules, and no HTML is in it (Hypothesis)."""
    assert all(_SAFE.fullmatch(place) for place in places_in(body))
    found = read(briefing(body))
    if found.entry:
        assert not [token for token in create_parser().parse(found.body) if token.type.startswith("html")]


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever bytes a file holds, they are read or refused (Hypothesis)."""
    found = read(data, "briefings/x")
    assert found.entry is None
    assert found.problems
