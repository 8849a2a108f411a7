"""Mistakes in conf.py: one sentence each, with the line, found without running the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.model.conf_file import check_conf
from briefings.model.settings import SETTINGS, mistakes_in, named_pages

PAGES = {"index", "questions", "about", "themes/index"}
SITE = Path("/nowhere")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'briefings_colours = {"brand": "#ffee88"}',
            ("conf.py:1: briefings_colours is not right: white text on brand, as in the head of every page: #ffffff on #ffee88 "
            "has a contrast of 1.2 to 1; it needs at least 4.5"),
        ),
        (
            'briefings_colours = {"brand": "teal"}',
            "conf.py:1: briefings_colours is not right: brand must be a colour like #0f4c5c, not 'teal'",
        ),
        (
            'project = "A"\n\nbriefings_logo = "our.svg"',
            "conf.py:3: briefings_logo names a picture that is missing: put it at _static/our.svg, or correct the name",
        ),
        (
            'briefings_colour = {"brand": "#0f4c5c"}',
            "conf.py:1: there is no setting 'briefings_colour'; correct its name or delete the line; did you mean 'briefings_colours'?",
        ),
        (
            'briefings_navigation = [("index", "Home"), ("question", "Questions")]',
            ("conf.py:1: briefings_navigation names a page that is missing: 'question'; write the page, or correct the name; "
            "did you mean 'questions'?"),
        ),
        (
            'briefings_navigation = ["index"]',
            "conf.py:1: briefings_navigation must be pairs of texts, such as ('questions', 'Questions'); 'index' is not a pair",
        ),
        (
            'project = "A\nauthor = "B"\n',
            "conf.py:1: Python cannot read this line (unterminated string literal (detected at line 1)); correct it, or the line before it",
        ),
        ('briefings_pdf = "yes"', "conf.py:1: briefings_pdf must be True or False, not 'yes'"),
        ("briefings_tagline = 3", "conf.py:1: briefings_tagline must be a text in quotes, not 3"),
        ("briefings_as_of = 'soon'", "conf.py:1: briefings_as_of must be a date like 2026-11-20, not 'soon'"),
        (
            "extensions = ['briefings', 'sphinx_desing', 'sphinx.ext.todo', 'sphinx.ext.tood']",
            ("conf.py:1: there is no extension 'sphinx_desing'; install it, or correct its name in extensions\n"
            "conf.py:1: there is no extension 'sphinx.ext.tood'; install it, or correct its name in extensions"),
        ),
        ("html_baseurl = 'example.org'", "conf.py:1: html_baseurl must be the address of the site, with https://, not 'example.org'"),
        ("briefings_content = '../content'", "conf.py:1: briefings_content must be a folder in the source folder, such as 'content', or '.' for all of it, not '../content'"),
    ],
)  # fmt: skip
def test_each_mistake_is_one_sentence_with_its_line(text: str, said: str) -> None:
    problems = check_conf(text.encode(), SITE, PAGES)
    assert "\n".join(str(problem).removesuffix(" [bad-setting]") for problem in problems) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('# ok\nproject = "Caf\xe9"\n'.encode("latin-1"), "conf.py:2: the file is not UTF-8 text; save it as UTF-8 [bad-setting]"),
        (b"project = 'a\0b'", "conf.py: the file has a NUL byte and is not text; save it as UTF-8 text [bad-setting]"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_text_is_named(data: bytes, said: str) -> None:
    assert [str(problem) for problem in check_conf(data, SITE, PAGES)] == [said]


def test_the_file_is_never_run(tmp_path: Path) -> None:
    """A pull request may hold any code; what it computes is left to the build."""
    mark = tmp_path / "ran"
    text = f"import sys\nfrom pathlib import Path\nPath({str(mark)!r}).touch()\nextensions = ['no_such']\nbriefings_pdf = bool(1)\n"
    assert check_conf(text.encode(), tmp_path, PAGES) == []
    assert not mark.exists()


def test_values_are_followed_through_names_and_joined_texts(tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "a.svg").touch()
    text = 'name = "a" + ".svg"\nbriefings_logo: str = name\nproject = name\nbriefings_tagline = f"{name}"\n'
    assert check_conf(text.encode(), tmp_path, PAGES) == []


def test_defaults_have_no_mistakes_and_name_pages_by_their_kind() -> None:
    values = {setting.name: setting.default for setting in SETTINGS}
    assert list(mistakes_in(values)) == []
    assert ("briefings_pack_pages", "run-sheet") in list(named_pages(values))
    assert ("briefings_data_page", "about-data") in list(named_pages(values))
