"""What the commands write into front matter."""

from __future__ import annotations

from briefings.model.frontmatter import split
from briefings.model.page import read_page
from briefings.model.problems import Code
from briefings.model.writing import Noted, front_matter, hint


def test_a_hint_stands_behind_its_value_and_changes_nothing_of_it() -> None:
    """The value is read as it is; the hint is a comment on the same line, for lists and mappings too."""
    data = {
        "title": Noted("Core groups", "check: the file's name"),
        "themes": Noted(["core-groups", "neglect"], "check: named most"),
        "source": Noted({"title": "A report"}, "check: [odd]"),
        "reference": Noted("", "check: nothing is written for nothing"),
    }
    written = front_matter(data)
    front, problems = split(f"{written}\nText\n", path="x", required=True)
    assert problems == []
    assert front.data == {"title": "Core groups", "themes": ["core-groups", "neglect"], "source": {"title": "A report"}}
    assert 'title: "Core groups"  # [[check: the file\'s name]]' in written
    assert "source:  # [[check: odd]]" in written


def test_the_check_holds_a_page_until_its_hint_is_removed() -> None:
    """A hint in a comment is an error like any other hint."""
    page = f"{front_matter({'title': Noted('Core groups', 'check: guessed')})}\nText\n"
    codes = [one.code for one in read_page(page.encode(), docname="drafts/x", path="x").problems]
    assert Code.HINT_LEFT in codes
    clean = page.replace("  # [[check: guessed]]", "")
    codes = [one.code for one in read_page(clean.encode(), docname="drafts/x", path="x").problems]
    assert Code.HINT_LEFT not in codes


def test_a_hint_is_one_line_without_brackets() -> None:
    """Whatever it quotes, it can be found and removed as one piece."""
    assert hint("a [b]\nc ]] d") == "[[a b c d]]"
