"""Pages that must be refused: what stands in each, and which line and code its editor is told.

In a page, ``CANARY`` stands for a word that nobody may ever see in the output, ``FILE`` for a file that a payload would
write, and ``SECRET`` for one outside the content that a payload would read. `FRONT` is what most pages begin with; the
body begins on line 13, one more key in the front matter stands on line 9.
"""

from __future__ import annotations

from dataclasses import dataclass

FRONT = """\
---
title: T CANARY
summary: S CANARY
partnership: alder
published: 2020
themes: [neglect]
review_by: 2027
anonymisation: {checked_by: Role, on: 2020-01-05}
---

B CANARY

"""
JINJA = "{{ cycler.__init__.__globals__.os.popen('touch FILE').read() }}"


@dataclass(frozen=True)
class Case:
    """A page that must be refused."""

    name: str
    text: str | bytes
    line: int
    code: str
    words: str = ""


def body(name: str, text: str, code: str, *, line: int = 13, words: str = "") -> Case:
    return Case(name, f"{FRONT}{text}\n", line, code, words)


def front(name: str, extra: str, code: str, *, line: int = 9, words: str = "") -> Case:
    lines = FRONT.split("\n")
    return Case(name, "\n".join([*lines[:8], extra, *lines[8:]]), line, code, words)


def instead(name: str, old: str, new: str, line: int, code: str, words: str = "") -> Case:
    assert old in FRONT
    return Case(name, FRONT.replace(old, new), line, code, words)


CASES = [
    # ------------------------------------------------------------ P6 front matter missing, open, late, bad
    Case("no-front-matter", "# T CANARY\n\nB CANARY\n", 1, "front-matter-missing"),
    Case("never-closed", FRONT.replace("---\n\nB", "\nB"), 1, "front-matter-open"),
    Case("blank-line-first", f"\n{FRONT}", 2, "front-matter-late"),
    Case("text-first", f"Hello CANARY\n{FRONT}", 1, "front-matter-missing"),
    Case("space-before-fence", f" {FRONT}", 1, "front-matter-missing"),
    Case("a-list", "---\n- CANARY\n---\n\nB CANARY\n", 2, "bad-yaml"),
    Case("a-word", "---\nCANARY\n---\n\nB CANARY\n", 2, "bad-yaml"),
    Case("empty-front", "---\n---\n\nB CANARY\n", 1, "front-matter-missing"),
    Case("empty-file", "", 1, "front-matter-missing"),
    instead("open-bracket", "themes: [neglect]", "themes: [neglect", 6, "bad-yaml"),
    instead("open-quote", "title: T CANARY", 'title: "T CANARY', 2, "bad-yaml"),
    instead("colon", "summary: S CANARY", "summary: S: CANARY", 3, "bad-yaml", "quotes"),
    instead("tab", "published: 2020", "published:\t2020\n\tx: 1", 6, "bad-yaml", "tab"),
    instead("impossible-date", "published: 2020", "published: 2023-13-45", 5, "bad-date", "2023-13-45"),
    instead("british-date", "published: 2020", "published: 31/5/24", 5, "bad-date", "31/5/24"),
    instead("february-30", "on: 2020-01-05", "on: 2020-02-30", 8, "bad-date"),
    instead("month-only", "on: 2020-01-05", "on: 2020-01", 8, "bad-date", "full date"),
    instead("not-checked", "anonymisation: {checked_by: Role, on: 2020-01-05}\n", "", 1, "missing-key", "anonymisation"),
    # ------------------------------------------------------------ P7 duplicate keys, aliases, tags, size
    front("twice", "published: 2021", "duplicate-key", words="line 5"),
    front("embargo-twice", "embargo_until: 2030-01-01\nembargo_until: 2020-01-01", "duplicate-key", line=10),
    front("anchor", "reference: &a CANARY", "bad-yaml"),
    front("alias", "reference: *a", "bad-yaml"),
    front("merge", "<<: {layout: digest}", "bad-yaml"),
    front("tag", "reference: !!python/object/apply:os.system ['touch FILE']", "bad-yaml"),
    front("bomb", "reference: &a [x,x]\nlayout: &b [*a,*a]", "bad-yaml"),
    front("deep", f"reference: {'{a: ' * 40}x{'}' * 40}", "nested-too-deep"),
    front("two-documents", "--- {layout: digest}", "bad-yaml"),
    Case("big-front", FRONT.replace("title: T", f"title: {'x' * 70_000} T"), 1, "too-large"),
    Case("big-page", FRONT + "word " * 210_000, 1, "too-large"),
    # ------------------------------------------------------------ P8 unknown keys, wrong types, YAML 1.1
    front("unknown-key", "publishd: 2020", "unknown-key", words="did you mean 'published'"),
    front("unknown-inner", "source: {titel: x, publisher: y}", "unknown-key", words="did you mean 'title'"),
    instead("wrong-type", "themes: [neglect]", "themes: neglect", 6, "wrong-type"),
    instead("norway", "partnership: alder", "partnership: NO", 4, "bad-slug", "NO"),
    front("off", "status: off", "bad-value", words="off"),
    instead("sexagesimal", "review_by: 2027", "review_by: 22:22", 7, "bad-date", "22:22"),
    front("float-id", "recommendations: [{id: 1.10, text: [x]}]", "wrong-type"),
    front("yes", "audits: [{id: a, title: A, method: survey, held: 2020, families_asked: yes}]", "bad-value", words="yes"),
    # ------------------------------------------------------------ P9 settings of MyST and Sphinx
    front("myst", "myst: {enable_extensions: [substitution]}", "unknown-key"),
    front("html-meta", 'html_meta: {"http-equiv=refresh": "0; url=https://evil.example/CANARY"}', "unknown-key"),
    front("substitutions", f'substitutions: {{x: "{JINJA}"}}', "unknown-key"),
    front("quoted-key", '"myst": {disable_syntax: []}', "unknown-key"),
    front("escaped-key", '"\\u006dyst": {gfm_only: false}', "unknown-key"),
    instead("nested-key", "on: 2020-01-05}", "on: 2020-01-05, myst: {}}", 8, "unknown-key"),
    front("nosearch", "orphan: true", "unknown-key"),
    front("tocdepth", "tocdepth: 1", "unknown-key"),
    # ------------------------------------------------------------ P11 HTML, comments, directives, roles
    body("script", "<script>alert('CANARY')</script>", "raw-html"),
    body("inline-html", "Words <b onclick=x>CANARY</b>.", "raw-html"),
    body("img", "<img src=x onerror=alert(1)>", "raw-html"),
    body("word-processor", '<ul style="CANARY"><li>x</li></ul>', "raw-html", words="import"),
    body("processing", "<?php CANARY ?>", "raw-html"),
    body("cdata", "<![CDATA[CANARY]]>", "raw-html"),
    body("entity-tag", "<!DOCTYPE CANARY>", "raw-html"),
    body("comment", "<!-- is this the real school? CANARY -->", "hidden-comment"),
    body("inline-comment", "Words <!-- CANARY --> words.", "hidden-comment"),
    body("percent-comment", "% CANARY", "hidden-comment"),
    body("block-break", "+++ CANARY", "syntax-not-allowed"),
    body("target", "(CANARY)=\n\nWords.", "syntax-not-allowed"),
    body("raw", "```{raw} html\n<script>CANARY</script>\n```", "unknown-directive"),
    body("raw-colon", ":::{raw} html\n<script>CANARY</script>\n:::", "unknown-directive"),
    body("raw-in-note", "::::{note}\n:::{raw} html\n<i>CANARY</i>\n:::\n::::", "unknown-directive", line=14),
    body("eval-rst", "```{eval-rst}\n.. raw:: html\n\n   <script>CANARY</script>\n```", "unknown-directive"),
    body("include", "```{include} SECRET\n```", "unknown-directive"),
    body("literalinclude", "```{literalinclude} ../../secret.txt\n```", "unknown-directive"),
    body("csv-table", "```{csv-table}\n:file: SECRET\n```", "unknown-directive"),
    body("image-directive", "```{image} ../../secret.png\n```", "unknown-directive"),
    body("figure", "```{figure} file:///etc/passwd\n```", "unknown-directive"),
    body("toctree", "```{toctree}\nCANARY\n```", "unknown-directive"),
    body("only", "```{only} internal\nCANARY\n```", "unknown-directive"),
    body("todo", "```{todo}\nCANARY\n```", "unknown-directive"),
    body("math", "```{math}\nCANARY\n```", "unknown-directive"),
    body("indented-code", "    <b>CANARY</b>", "indented-text"),
    body("code", "```{code-block} python\nCANARY\n```", "unknown-directive"),
    body("glossary", "```{glossary}\nCANARY\n```", "unknown-directive"),
    body("domain-directive", ":::{std:program} CANARY\n:::", "unknown-directive"),
    body("own-domain", ":::{briefings:learning} neglect\n- CANARY\n:::", "unknown-directive"),
    body("raw-role", "{raw}`<i>CANARY</i>`", "unknown-role"),
    body("doc-role", "{doc}`CANARY`", "unknown-role"),
    body("download-role", "{download}`../../secret.txt`", "unknown-role"),
    body("sub-ref", "{sub-ref}`CANARY`", "unknown-role"),
    body("math-role", "{math}`CANARY`", "unknown-role"),
    body("external-role", "{external+x:theme}`CANARY`", "unknown-role"),
    body("role-in-heading", "## Words {raw}`CANARY`", "unknown-role"),
    body("role-in-item", ":::{learning} neglect\n- {raw}`CANARY`\n:::", "unknown-role", line=14),
    body("html-in-item", ":::{learning} neglect\n- one\n- <b>CANARY</b>\n:::", "raw-html", line=15),
    body("html-in-table", "| a | b |\n|---|---|\n| x | <b>CANARY</b> |", "raw-html", line=15),
    # ------------------------------------------------------------ P12 addresses
    body("javascript", "[CANARY](javascript:alert(1))", "link-not-allowed"),
    body("javascript-case", "[x](JaVaScRiPt:alert('CANARY'))", "link-not-allowed"),
    body("javascript-entity", "[x](&#106;avascript:alert('CANARY'))", "link-not-allowed"),
    body("javascript-colon", "[x](javascript&colon;alert('CANARY'))", "link-not-allowed"),
    body("javascript-encoded", "[x](%6Aavascript:CANARY)", "link-not-allowed"),
    body("javascript-tab", "[x](<java\tscript:CANARY>)", "link-not-allowed"),
    body("javascript-space", "[x](< javascript:CANARY>)", "link-not-allowed"),
    body("vbscript", "[x](vbscript:CANARY)", "link-not-allowed"),
    body("data-address", "[x](data:text/html,CANARY)", "link-not-allowed"),
    body("file", "[x](file:///etc/passwd#CANARY)", "link-not-allowed"),
    body("protocol-relative", "[x](//evil.example/CANARY)", "link-not-allowed"),
    body("backslashes", "[x](\\\\evil.example/CANARY)", "link-not-allowed"),
    body("user-in-address", "[x](https://a@evil.example/CANARY)", "link-not-allowed"),
    body("autolink", "<javascript:alert('CANARY')>", "link-not-allowed"),
    body("definition", "[x][y]\n\n[y]: javascript:CANARY", "link-not-allowed"),
    body("inventory", "[x](inv:sphinx:std#CANARY)", "link-not-allowed"),
    body("project-scheme", "[x](project:../../secret.txt)", "link-not-allowed"),
    body("path-scheme", "[x](path:../../secret.txt)", "link-not-allowed"),
    body("nowhere", "[CANARY](#)", "link-not-allowed"),
    front("source-url", "source: {title: t, publisher: p, url: 'javascript:CANARY'}", "bad-address"),
    # ------------------------------------------------------------ P13 files
    body("up", "![CANARY](../chart.png)", "link-not-allowed"),
    body("absolute", "![CANARY](/etc/passwd.png)", "link-not-allowed"),
    body("encoded-up", "![CANARY](%2e%2e/chart.png)", "link-not-allowed"),
    body("remote-picture", "![CANARY](https://evil.example/t.png)", "link-not-allowed"),
    body("svg-picture", "![CANARY](chart.svg)", "link-not-allowed"),
    body("link-to-file", "[CANARY](../../secret.txt)", "link-not-allowed"),
    body("link-to-text", "[CANARY](secret.txt)", "link-not-allowed"),
    # ------------------------------------------------------------ P17 characters
    body("bidi", "Words \u202e CANARY", "bad-character", words="U+202E"),
    body("zero-width", "Wor\u200bds CANARY", "bad-character", words="U+200B"),
    body("escape-character", "Words \x1b[31m CANARY", "bad-character", words="U+001B"),
    front("escaped-bidi", 'reference: "CANARY \\u202e"', "bad-character", words="U+202E"),
    instead("look-alike-slug", "themes: [neglect]", "themes: [neglеct]", 6, "bad-slug"),
    front("look-alike-key", "stаtus: published", "unknown-key"),
    # ------------------------------------------------------------ P18 encodings
    Case("latin-1", FRONT.replace("B CANARY", "B CANARY café").encode("latin-1"), 11, "not-utf8", "byte"),
    Case("utf-16", FRONT.encode("utf-16"), 1, "not-utf8", "byte"),
    Case("nul-character", FRONT.replace("B CANARY", "B \0 CANARY").encode(), 11, "nul-byte"),
    # ------------------------------------------------------------ P32 too much of it
    body("quotes", f"{'>' * 3000} CANARY", "nested-too-deep"),
    body("fences", "".join(f"{':' * (40 - level)}{{note}}\n" for level in range(30)) + "CANARY\n" + "".join(f"{':' * (11 + level)}\n" for level in range(30)), "nested-too-deep", line=20),
    body("brackets", f"{'[' * 20_000} x", "too-long"),
    body("stars", f"{'*a **b ' * 8_000} x", "too-long"),
    body("ticks", f"{'` `` ' * 8_000} x", "too-long"),
    body("links", f"{'[a](' * 10_000}", "too-long"),
    body("one-line", "word " * 150_000, "too-long"),
]  # fmt: skip

HARMLESS = [
    # Odd, but no reason to refuse a page; it only has to be quick, and nothing may run.
    Case("jinja", f"{FRONT}{JINJA} and {{{{ 7 * 191 }}}}\n\n`{JINJA}`\n", 0, ""),
    Case("jinja-in-title", FRONT.replace("T CANARY", "T {{ 7 * 191 }}").replace("title: ", "title: '").replace("}}", "}}'"), 0, ""),
    Case("table", FRONT + "|a" * 16 + "|\n" + "|-" * 16 + "|\n" + ("|x" * 16 + "|\n") * 200, 0, ""),
    Case("entities", f"{FRONT}&lt;script&gt;alert(1)&lt;/script&gt; &amp;#106;\n", 0, ""),
    Case("not-quite-html", f"{FRONT}<svg/onload=alert(1)> < script>1 &lt;b&gt;\n", 0, ""),
    Case("many-lines", f"{FRONT}" + f"{'word ' * 1500}\n\n" * 60, 0, ""),
    Case("escaped", f"{FRONT}\\<script>x\\</script> \\{{{{ 1 \\}}}}\n", 0, ""),
    Case("code", f"{FRONT}```html\n<script>1</script>\n```\n\n~~~\n<b>{JINJA}</b>\n~~~\n", 0, ""),
    Case("crlf", FRONT.replace("\n", "\r\n"), 0, ""),
    Case("mixed-ends", FRONT.replace("\n", "\r\n", 4), 0, ""),
    Case("bom", "\ufeff" + FRONT, 0, ""),
    Case("norway-title", FRONT.replace("title: T CANARY", "title: NO"), 0, ""),
    Case("number-title", FRONT.replace("title: T CANARY", "title: 1.10"), 0, ""),
    Case("date-title", FRONT.replace("title: T CANARY", "title: 2020-01-01"), 0, ""),
]  # fmt: skip
