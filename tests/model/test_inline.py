"""Text with inline markup as plain values, the same wherever an item is shown."""

from __future__ import annotations

import pickle

from each import each
from hypothesis import given
from hypothesis import strategies as st

from briefings.model.inline import Runs, plain, roles_in, runs_from, split_role
from briefings.model.markup import create_parser


def runs(text: str) -> Runs:
    return runs_from(create_parser().parseInline(text)[0].children or ())


def named(name: str, target: str) -> str:
    return f"<{name} {target}>"


@each(
    ("text", "expected"),
    [
        ("Plain text.", ("Plain text.",)),
        ("", ()),
        ("Over\ntwo lines.", ("Over two lines.",)),
        ("A *b* c", ("A ", ("em", ("b",)), " c")),
        ("A **b *c*** d", ("A ", ("strong", ("b ", ("em", ("c",)))), " d")),
        ("`code *x*`", (("code", "code *x*"),)),
        ("[a *b*](https://example.org)", (("link", "https://example.org", ("a ", ("em", ("b",)))),)),
        ("<https://example.org>", (("link", "https://example.org", ("https://example.org",)),)),
        ("See {policy}`tool`.", ("See ", ("role", "policy", "tool", None), ".")),
        ("See {policy}`the tool <tool>`.", ("See ", ("role", "policy", "tool", "the tool"), ".")),
        ("One  \ntwo", ("One", ("break",), "two")),
        ("Fish &amp; chips \\*not\\*", ("Fish & chips *not*",)),
        ("{{ 7 * 7 }}", ("{{ 7 * 7 }}",)),
    ],
)
def test_runs(text: str, expected: Runs) -> None:
    """Emphasis, code, links, roles and line breaks become values; neighbouring text is joined."""
    assert runs(text) == expected
    assert pickle.loads(pickle.dumps(runs(text))) == expected


@each(
    ("content", "expected"),
    [
        ("slug", ("slug", None)),
        (" slug ", ("slug", None)),
        ("own text <slug>", ("slug", "own text")),
        ("own\n  text  <slug>", ("slug", "own text")),
        ("a <b> c <slug>", ("slug", "a <b> c")),
        ("earlier/1.6", ("earlier/1.6", None)),
        ("<slug>", ("<slug>", None)),
        ("text<slug>", ("text<slug>", None)),
        ("", ("", None)),
    ],
)
def test_own_text_of_a_role(content: str, expected: tuple[str, str | None]) -> None:
    """A role holds a slug, or the editor's own text and the slug in angle brackets."""
    assert split_role(content) == expected


def test_plain_text_has_the_titles_of_what_is_mentioned() -> None:
    """Without markup an item still reads as a sentence: titles stand for roles, unless the editor wrote other words."""
    text = "See *the {policy}`tool`* and {theme}`this one <neglect>` in `code`,  \n[here](https://example.org)."
    assert plain(runs(text), named) == "See the <policy tool> and this one in code, here."


def test_every_role_is_found_wherever_it_stands() -> None:
    """Roles count within emphasis and links as well."""
    text = "{theme}`a` *{policy}`b` **{agency}`c`*** [{item}`d/q1`](https://example.org) `{theme}`"
    assert list(roles_in(runs(text))) == [("theme", "a"), ("policy", "b"), ("agency", "c"), ("item", "d/q1")]


@given(st.text(alphabet="ab *_`[](){}<>!\\\n&;\"':/.#-", max_size=60))
def test_no_markdown_loses_words(text: str) -> None:
    """Whatever markup surrounds them, the letters of a text stay, in their order."""
    said = plain(runs(text), lambda name, target: "")
    children = create_parser().parseInline(text)[0].children or ()
    if all(
        child.type in ("text", "em_open", "em_close", "strong_open", "strong_close", "softbreak") for child in children
    ):
        assert [char for char in said if char in "ab"] == [char for char in text if char in "ab"]
