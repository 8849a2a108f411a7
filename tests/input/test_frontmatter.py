"""Front matter: what cannot be fully understood never publishes the page (P6 to P8)."""

from __future__ import annotations

import pytest
import yaml
from each import each
from hypothesis import given
from hypothesis import strategies as st
from pages import CANARY, briefing, codes, lines, page, read

from briefings.model import frontmatter
from briefings.model.frontmatter import MAX_DEPTH, MAX_FRONT_MATTER, FrontMatter, split
from briefings.model.markup import bad_characters
from briefings.model.problems import Code, Problem

ALL_KEYS = briefing().split("---\n")[1]
"""Front matter that has everything, so that what is tested is the only thing wrong."""
AFTER = ALL_KEYS.count("\n") + 2
"""The line after them."""


def parsed(text: str, *, required: bool = True) -> tuple[FrontMatter, list[Problem]]:
    return split(text, path="content/x.md", required=required)


# one row for each way in which front matter goes wrong: the file, the line and the code
MALFORMED = {
    # missing, late, not closed
    "empty file": ("", 1, Code.FRONT_MATTER_MISSING),
    "no front matter": ("Text.\n", 1, Code.FRONT_MATTER_MISSING),
    "blank line first": (f"\n---\n{ALL_KEYS}---\n", 2, Code.FRONT_MATTER_LATE),
    "blank lines first": (f"\n\n  \n---\n{ALL_KEYS}---\n", 4, Code.FRONT_MATTER_LATE),
    "text first": (f"Hello\n---\n{ALL_KEYS}---\n", 1, Code.FRONT_MATTER_MISSING),
    "space before the dashes": (f" ---\n{ALL_KEYS}---\n", 1, Code.FRONT_MATTER_MISSING),
    "four dashes": (f"----\n{ALL_KEYS}---\n", 1, Code.FRONT_MATTER_MISSING),
    "dashes of a word processor": (f"—-\n{ALL_KEYS}---\n", 1, Code.FRONT_MATTER_MISSING),
    "toml": ('+++\ntitle = "x"\n+++\n', 1, Code.FRONT_MATTER_MISSING),
    "json": ('{"title": "x"}\n', 1, Code.FRONT_MATTER_MISSING),
    "code fence": (f"```yaml\n{ALL_KEYS}```\n", 1, Code.FRONT_MATTER_MISSING),
    "never closed": (f"---\n{ALL_KEYS}", 1, Code.FRONT_MATTER_OPEN),
    "closed by two dashes": (f"---\n{ALL_KEYS}--\n", 1, Code.FRONT_MATTER_OPEN),
    "closed by four dashes": (f"---\n{ALL_KEYS}----\n", 1, Code.FRONT_MATTER_OPEN),
    "closed by dots": (f"---\n{ALL_KEYS}...\n", 1, Code.FRONT_MATTER_OPEN),
    "closing dashes indented": (f"---\n{ALL_KEYS} ---\n", 1, Code.FRONT_MATTER_OPEN),
    "empty": ("---\n---\n", 1, Code.FRONT_MATTER_MISSING),
    "only a comment": ("---\n# title: x\n---\n", 1, Code.FRONT_MATTER_MISSING),
    # not a mapping
    "a list": ("---\n- title\n- summary\n---\n", 2, Code.BAD_YAML),
    "a word": ("---\ntitle\n---\n", 2, Code.BAD_YAML),
    "null": ("---\nnull\n---\n", 1, Code.FRONT_MATTER_MISSING),
    # not YAML
    "tab as indentation": (f"---\n{ALL_KEYS}source:\n\ttitle: x\n---\n", AFTER + 1, Code.BAD_YAML),
    "colon in a value": ("---\ntitle: Core groups: what works\n---\n", 2, Code.BAD_YAML),
    "colon in a list": ("---\nthemes:\n  - a: b: c\n---\n", 3, Code.BAD_YAML),
    "quote not closed": ('---\ntitle: "x\nsummary: y\n---\n', 2, Code.BAD_YAML),
    "apostrophe in single quotes": ("---\ntitle: 'the child's plan'\n---\n", 2, Code.BAD_YAML),
    "backslash in double quotes": ('---\ntitle: "a\\qb"\n---\n', 2, Code.BAD_YAML),
    "list not closed": ("---\nthemes: [a, b\nsummary: x\n---\n", 2, Code.BAD_YAML),
    "mapping not closed": ("---\nsource: {title: x\n---\n", 2, Code.BAD_YAML),
    "no space after the colon": ("---\ntitle:x\nsummary: y\n---\n", 2, Code.BAD_YAML),
    "no colon": ("---\ntitle\nsummary: y\n---\n", 2, Code.BAD_YAML),
    "wrong indentation": ("---\ntitle: x\n  summary: y\n---\n", 3, Code.BAD_YAML),
    "outdented": ("---\n title: x\nsummary: y\n---\n", 3, Code.BAD_YAML),
    "starts with @": ("---\ntitle: @home\n---\n", 2, Code.BAD_YAML),
    "starts with %": ("---\ntitle: %5 of all\n---\n", 2, Code.BAD_YAML),
    "starts with *": ("---\ntitle: *important* things\n---\n", 2, Code.BAD_YAML),
    "starts with &": ("---\ntitle: & more\n---\n", 2, Code.BAD_YAML),
    "starts with a dash": ("---\ntitle: - x\n---\n", 2, Code.BAD_YAML),
    # YAML that we do not accept
    "anchor": (f"---\n{ALL_KEYS}agencies: &a [police]\n---\n", AFTER, Code.BAD_YAML),
    "alias": (f"---\n{ALL_KEYS}agencies: *a\n---\n", AFTER, Code.BAD_YAML),
    "merge key": (f"---\n{ALL_KEYS}<<: {{a: b}}\n---\n", AFTER, Code.BAD_YAML),
    "tag that runs code": ("---\ntitle: !!python/object/apply:os.system [ls]\n---\n", 2, Code.BAD_YAML),
    "harmless tag": ("---\ntitle: !!str x\n---\n", 2, Code.BAD_YAML),
    "own tag": ("---\ntitle: !secret x\n---\n", 2, Code.BAD_YAML),
    "two documents": ("---\ntitle: x\n--- more\n---\n", 3, Code.BAD_YAML),
    "document ended within": ("---\ntitle: x\n...\nsummary: y\n---\n", 4, Code.BAD_YAML),
    "list as key": ("---\n? [a]\n: b\n---\n", 2, Code.BAD_YAML),
    "mapping as key": ("---\n{a: b}: c\n---\n", 2, Code.BAD_YAML),
    "key without a name": (f"---\n{ALL_KEYS}'': x\n---\n", AFTER, Code.UNKNOWN_KEY),
    "key twice": (f"---\n{ALL_KEYS}title: x\n---\n", AFTER, Code.DUPLICATE_KEY),
    "key twice further in": (
        f"---\n{ALL_KEYS}source: {{title: a, title: b, publisher: c}}\n---\n",
        AFTER,
        Code.DUPLICATE_KEY,
    ),
    "key twice in other quotes": (f'---\n{ALL_KEYS}"title": x\n---\n', AFTER, Code.DUPLICATE_KEY),
    "key twice by an escape": (f'---\n{ALL_KEYS}"t\\u0069tle": x\n---\n', AFTER, Code.DUPLICATE_KEY),
    "nested too deeply": (f"---\ntitle: {'{a: ' * 50}{'}' * 50}\n---\n", 2, Code.NESTED_TOO_DEEP),
    "over 64 kB": (f"---\ntitle: {'x' * MAX_FRONT_MATTER}\n---\n", 1, Code.TOO_LARGE),
    # dates and empty values
    "month 13": (f"---\n{ALL_KEYS}embargo_until: 2026-13-01\n---\n", AFTER, Code.BAD_DATE),
    "day 45": (f"---\n{ALL_KEYS}embargo_until: 2026-12-45\n---\n", AFTER, Code.BAD_DATE),
    "29 February of no leap year": (f"---\n{ALL_KEYS}embargo_until: 2026-02-29\n---\n", AFTER, Code.BAD_DATE),
    "British date": (f"---\n{ALL_KEYS}embargo_until: 31/5/2027\n---\n", AFTER, Code.BAD_DATE),
    "date and time": (f"---\n{ALL_KEYS}embargo_until: 2027-01-01 09:00\n---\n", AFTER, Code.BAD_DATE),
    "embargo without a day": (f"---\n{ALL_KEYS}embargo_until: 2027-01\n---\n", AFTER, Code.BAD_DATE),
    "embargo without a date": (f"---\n{ALL_KEYS}embargo_until:\n---\n", AFTER, Code.EMPTY_VALUE),
    "embargo of null": (f"---\n{ALL_KEYS}embargo_until: ~\n---\n", AFTER, Code.EMPTY_VALUE),
}


@each(("text", "line", "code"), MALFORMED.values(), ids=MALFORMED)
def test_broken_front_matter_never_publishes(text: str, line: int, code: Code) -> None:
    """A page whose front matter is broken has no entry and no body; the problem names its line."""
    found = read(f"{text}\n{CANARY}\n")
    assert found.entry is None
    assert found.body == ""
    assert [(problem.line, problem.code) for problem in found.problems if problem.code is code] == [(line, code)]
    assert CANARY not in "".join(lines(found.problems))


def test_there_are_thirty_ways_to_go_wrong() -> None:
    """At least thirty malformed front matters are tried (P6 to P8)."""
    assert len(MALFORMED) >= 30


@each("text", [row[0] for row in MALFORMED.values()], ids=MALFORMED)
def test_the_slow_parser_refuses_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where YAML's fast parser is not installed, the same pages are refused."""
    monkeypatch.setattr(frontmatter, "_LOADER", yaml.SafeLoader)
    assert read(f"{text}\n{CANARY}\n").entry is None


@each(
    ("text", "words"),
    {
        "title: Core groups: what works": "colon and a space",
        'title: "x\nsummary: y': "quotation mark opens here",
        "title: 'the child's plan'": "after the closing quotation mark",
        "themes: [a, b\nsummary: x": "bracket opens here",
        "title:x\nsummary: y": "space after the colon",
        "title\nsummary: y": "no 'key: value'",
        "title: @home": "needs quotes",
        "source:\n\ttitle: x": "a tab",
        "title: *all*": "needs quotes",
        "title: &a x": "'&' and '*'",
        "title: !x y": "'!' tags",
    }.items(),
)
def test_broken_yaml_is_explained(text: str, words: str) -> None:
    """The message says what to do in the words of somebody who fixes front matter, not of a parser."""
    (problem,) = parsed(f"---\n{text}\n---\n")[1]
    assert problem.code is Code.BAD_YAML
    assert words in problem.message


# every sentence, as an editor reads it, and the rows above of which it is said
SENTENCES = {
    "this page has no front matter; put it between two lines of '---' at the top": "empty file, toml, four dashes",
    "the front matter must start on line 1; delete everything above the first '---'": "blank line first",
    "the front matter is not closed; put a line of '---' after its last key": "never closed, closed by dots",
    "the front matter is empty; fill in its keys": "empty, only a comment, null",
    "the front matter must be lines of 'key: value'": "a list, a word",
    "a tab stands in the front matter; use spaces": "tab as indentation",
    "this value holds a colon and a space; put the whole value in quotes": "colon in a value, colon in a list",
    "a quotation mark opens here and is not closed; add the closing one": "quote not closed",
    "text stands after the closing quotation mark; use the other kind of quotes around the whole value": (
        "apostrophe in single quotes"
    ),
    "a backslash in double quotes is a code; put the whole value in single quotes": "backslash in double quotes",
    "a bracket opens here and is not closed; add the closing one, or quote the value": (
        "list not closed, mapping not closed"
    ),
    "a key ends with a colon and a space; put a space after the colon": "no space after the colon",
    "this line is no 'key: value'; add what is missing, or indent it below its key": "no colon",
    "the front matter is not valid near here; check quotes, brackets and indentation": "wrong indentation, outdented",
    "this value starts with a character that needs quotes; put the whole value in quotes": (
        "starts with @, starts with *, starts with a dash"
    ),
    "'&' and '*' names are not used here; write the value out, or quote it": "anchor, alias",
    "'<<' is not used here; write the keys out": "merge key",
    "'!' tags are not used here; write plain text, or quote it": "tag that runs code, harmless tag, own tag",
    "front matter is one document; delete the extra marker": "two documents",
    "a key must be a plain word": "list as key, mapping as key",
    "'title' stands twice, first on line 2; delete one of them": "key twice, key twice by an escape",
    "the front matter is nested too deeply; use fewer levels": "nested too deeply",
    "the front matter is over 64 kB; move text into the body": "over 64 kB",
}


@each("sentence", SENTENCES)
def test_what_an_editor_reads(sentence: str) -> None:
    """The whole sentence, with nothing of a parser's words in it."""
    for name in SENTENCES[sentence].split(", "):
        text, line, code = MALFORMED[name]
        assert f"content/briefings/core-groups.md:{line}: {sentence} [{code.slug}]" in lines(read(text).problems), name


@each(
    ("text", "line", "words"),
    [
        ("title: x\nthemes: [a, b", 3, "a bracket opens here"),
        ("a: b\ntitle: 'x", 3, "a quotation mark opens here"),
        ("a: b\ntitle: x: y", 3, "a colon and a space"),
        ("a: b\nc: d\n- e: f", 4, "is not valid near here"),
        ("a: b\n\n\ntitle: x: y", 5, "a colon and a space"),
        ("- a: b: c", 2, "a colon and a space"),
        ("- a\n- b: c: d", 3, "a colon and a space"),
        ("a:\n  - x\n  - [b, c", 4, "a bracket opens here"),
        ("a:\n  - 'b\n  - c", 3, "a quotation mark opens here"),
        ("a: b\n\tc: d", 3, "a tab"),
        ('a: "\\q"', 2, "a backslash in double quotes"),
        ("a: b\nc:d\ne: f", 3, "a space after the colon"),
        ("a: b\nc\ne: f", 3, "no 'key: value'"),
        ("a: b\nc: d\n\n\n e: f", 6, "is not valid near here"),
    ],
)
def test_broken_yaml_is_told_at_the_very_line(text: str, line: int, words: str) -> None:
    """Where the mistake is, not where a parser gave up; the fast and the slow one alike."""
    (problem,) = parsed(f"---\n{text}\n---\n")[1]
    assert (problem.line, words in problem.message) == (line, True), str(problem)


def test_a_mark_that_is_missing_or_beyond_the_end_is_put_right() -> None:
    """A parser may not know where, or name the line after the last."""
    reader = frontmatter._Reader("a: b\nc: d\n", {}, "x", [])
    assert reader._cause(yaml.YAMLError("x"))[0] == 0
    mark = yaml.Mark("x", 0, 99, 0, None, None)
    sentence = "the front matter is not valid near here; check quotes, brackets and indentation"
    assert reader._cause(yaml.MarkedYAMLError("", mark, "", mark)) == (2, sentence)
    assert reader._cause(yaml.MarkedYAMLError("", None, "", None)) == (0, sentence)
    assert str(frontmatter._Refused(1, Code.BAD_YAML, "why")) == "why"


# data files, which are nothing but front matter


@each(
    ("text", "said"),
    [
        ("x: " + "y" * (MAX_FRONT_MATTER - 3), ""),
        ("x: " + "y" * (MAX_FRONT_MATTER - 2), "1: the file is over 64 kB; split it [too-large]"),
        ("- x\n", "1: the file must be lines of 'key: value' [bad-yaml]"),
        ("", "1: the file must be lines of 'key: value' [bad-yaml]"),
        ("a: b\nx: &y z\n", "2: '&' and '*' names are not used here; write the value out, or quote it [bad-yaml]"),
        (
            "a: b\nx: [\n",
            "2: a bracket opens here and is not closed; add the closing one, or quote the value [bad-yaml]",
        ),
        ("a: b\nc: d\na: e\n", "3: 'a' stands twice, first on line 1; delete one of them [duplicate-key]"),
    ],
)
def test_data_files_are_read_as_strictly(text: str, said: str) -> None:
    """Packs, allowed findings: the same reader, lines counted from the first."""
    front, problems = frontmatter.read_data(text, path="content/x.yaml")
    assert lines(problems) == ([f"content/x.yaml:{said}"] if said else [])
    assert (front.data == {}) is (said != "" and "twice" not in said)


STAYS_TEXT = [
    *"NO no off Off ON yes true FALSE y n".split(),
    *"1 1.10 1e3 0x10 0o7 010 1_000 .5 -1 +1 .inf .nan 22:22 1:30:45 190:20:30".split(),
    *"2017 2017-01 2017-01-31 2001-12-14t21:59:43.10-05:00 1.6 1.0 007 = nullx None nil".split(),
    "Bullet • dash – quote ’",
    "back\\slash",
    "a # b".replace(" # ", "#"),
    "100%",
    "it's",
    "x, y",
]


@each("text", STAYS_TEXT)
def test_strings_stay_strings(text: str) -> None:
    """What is written is what is read: nothing becomes a number, a date or a boolean (P8)."""
    front, problems = parsed(f"---\ntitle: {text}\nthemes: [{text.replace(',', '')}]\n---\n")
    assert problems == []
    assert front.data == {"title": text, "themes": [text.replace(",", "")]}


@each("text", ["", "~", "null", "Null", "NULL", "# only a comment"])
def test_nothing_is_no_value(text: str) -> None:
    """A key with nothing after it has no value, which the schema reports; quotes make it text."""
    front, problems = parsed(f"---\ntitle: {text}\n---\n")
    assert problems == []
    assert front.data == {"title": None}
    assert parsed(f"---\ntitle: '{text}'\n---\n")[0].data == {"title": text}


plain_text = st.text(max_size=40).filter(lambda text: not list(bad_characters(text)) and "\r" not in text)
values = st.recursive(
    plain_text,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(plain_text.filter(lambda key: key != "<<"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(plain_text.filter(lambda key: key != "<<"), values, min_size=1, max_size=4))
def test_whatever_yaml_can_write_is_read_again(data: dict[str, object]) -> None:
    """Any text, list and mapping comes back as it was; every key and entry has a line of the file."""
    text = page(data, "Body.\n")
    front, problems = parsed(text)
    assert problems == []
    assert front.data == data
    last = text.split("\n").index("---", 1) + 1
    assert all(1 < line < last for line in front.lines.values())


@given(st.text(max_size=200), st.booleans())
def test_nothing_that_is_written_raises(text: str, required: bool) -> None:
    """Whatever stands between the dashes, there are problems or data, and lines that exist."""
    whole = f"---\n{text}\n---\nBody.\n"
    front, problems = parsed(whole, required=required)
    assert all(0 < problem.line <= whole.count("\n") + 1 for problem in problems)
    assert isinstance(front.data, dict)


def test_every_key_and_entry_has_its_line() -> None:
    """Problems point to the very line: of a key, of an entry of a list, of a key in an entry."""
    text = "---\ntitle: x\nthemes:\n  - a\n  - b\naudits:\n  - id: one\n\n    held:\n      from: 2015\n---\n"
    front, _ = parsed(text)
    assert front.lines == {
        ("title",): 2,
        ("themes",): 3,
        ("themes", 0): 4,
        ("themes", 1): 5,
        ("audits",): 6,
        ("audits", 0): 7,
        ("audits", 0, "id"): 7,
        ("audits", 0, "held"): 9,
        ("audits", 0, "held", "from"): 10,
    }
    assert front.line_of(("audits", 0, "nothing", 3)) == 7
    assert front.line_of(("nothing",)) == 1


def test_the_body_keeps_its_line_numbers() -> None:
    """The body that Sphinx gets has a blank line for each line of front matter."""
    text = "---\ntitle: x\n---\n\nFirst.\n"
    front, _ = parsed(text)
    assert front.body is not None
    assert front.body.split("\n").index("First.") == text.split("\n").index("First.")
    assert front.body.strip() == "First."


def test_a_page_may_do_without() -> None:
    """Pages such as about.md need no front matter; their text is all body."""
    front, problems = parsed("# About\n", required=False)
    assert (front.data, front.body, problems) == ({}, "# About\n", [])


def test_an_empty_one_is_enough_for_a_page() -> None:
    """Front matter without keys says nothing wrong of a page that needs none."""
    front, problems = parsed("---\n---\n# About\n", required=False)
    assert (front.data, problems) == ({}, [])


def test_nobody_guesses_where_open_front_matter_ends() -> None:
    """Where front matter is late or open, its lines are not read as Markdown, which would only add noise."""
    for text in ("---\ntitle: x\n# a comment\n", "\n---\ntitle: x\n# a comment\n---\n"):
        assert len(read(text).problems) == 1


def test_the_rest_is_checked_beside_a_key_that_stands_twice() -> None:
    """A key that stands twice does not hide the other mistakes of the file."""
    found = read(f"---\n{ALL_KEYS}title: x\nlayot: digest\n---\n\n<b>Bold</b>\n")
    assert codes(found.problems) == [Code.DUPLICATE_KEY, Code.UNKNOWN_KEY, Code.RAW_HTML]


@each("depth", [MAX_DEPTH - 1, MAX_DEPTH])
def test_depth_is_limited(depth: int) -> None:
    """Twelve levels are far more than any record needs; more is refused."""
    _, problems = parsed(f"---\ntitle: {'[' * depth}{']' * depth}\n---\n")
    assert codes(problems) == ([] if depth < MAX_DEPTH else [Code.NESTED_TOO_DEEP])


def test_depth_is_counted_whatever_was_closed_before() -> None:
    """Brothers are no depth, and what was closed does not make room for more."""
    assert parsed(f"---\ntitle: [{'[], ' * 50}[]]\n---\n")[1] == []
    for part in ("[[], ", "{a: [], b: ", "[[a], [b], "):
        opened = part * (MAX_DEPTH + 1)
        closed = ("}" if part[0] == "{" else "]") * (MAX_DEPTH + 1)
        assert codes(parsed(f"---\ntitle: {opened}x{closed}\n---\n")[1]) == [Code.NESTED_TOO_DEEP], part


def test_size_is_limited_in_bytes() -> None:
    """64 kB are allowed, in bytes: letters with accents count as two."""
    room = MAX_FRONT_MATTER - len("title: \n")
    assert codes(parsed(f"---\ntitle: {'x' * room}\n---\n")[1]) == []
    assert codes(parsed(f"---\ntitle: {'x' * room}y\n---\n")[1]) == [Code.TOO_LARGE]
    assert codes(parsed(f"---\ntitle: {'é' * (room // 2)}é\n---\n")[1]) == [Code.TOO_LARGE]
