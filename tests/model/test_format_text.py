"""Lists, tables and blank lines in one form; what the text says stays."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefings.model.format_text import tidy

PIECES = st.sampled_from(
    [
        "* one\n* two\n", "+ one\n  more\n\n  - inner\n+ two\n", "1.  first\n2.  second\n", "*   a\n\n    para\n*   b\n", "- x\n", "  - in\n  - deep\n",
        "|a|b|\n|-|:-:|\n|1|2|\n| 3 |\n", "| a \\| b | `c\\|d` |\n|---|--:|\n| x |  |\n", "- | a | b |\n  |--|--|\n  | 1 | 2 |\n", "> |a|b|\n> |-|-|\n> |1|2|\n",
        "```text\n* a\n\n\n|x|y|\n```\n", "- item\n  ```text\n  *  a\n\n\n  b\n  ```\n", "text  \nmore\n", "text \n", "\n\n\n", "    code\n\n\n    code\n", "# Head\n",
        "> *   quoted\n> *   list\n", "Lazy\n*   item\nlazy\n", "- - twice\n", "-\n  empty first\n", "[a]: https://example.org\n", ":::{note}\n*  x\n\n\ny\n:::\n",
    ]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=6).map("\n".join), st.booleans())
def test_what_a_text_says_stays(text: str, tight: bool) -> None:
    """CommonMark makes the same HTML of it, and a second run changes nothing."""
    text = text.replace("\n\n", "\n") if tight else text
    once = tidy(text)
    html = MarkdownIt("commonmark").enable("table").render
    assert html(once).replace("\n", "") == html(text).replace("\n", "")
    assert tidy(once) == once


def test_lists_and_tables() -> None:
    """A dash before each bullet, entries below their words, a space on both sides of each cell, single blank lines."""
    text = "* one\n*   two\n\n    more\n    + inner\n\n\n|a|b \\| c|\n|:-|---|\n|x|\n\n1.  A\n\n* x\n\n+ y\n"
    assert tidy(text) == (
        "- one\n- two\n\n  more\n  - inner\n\n| a | b \\| c |\n|:--|---|\n| x | |\n\n1. A\n\n- x\n\n* y\n"
    )
