"""Mistakes in conf.py stop a build at its start, with one sentence for each and nothing written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from briefings.cli.main import run
from briefings.model.settings import SETTINGS, type_words
from briefings.publishing.build import _reason_in_conf
from scripts import write_reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        (
            "briefings_colours",
            {"brand": "#ffee88"},
            r"white text on brand.* contrast of 1.2 to 1; it needs at least 4.5",
        ),
        (
            "briefings_logo",
            "our.svg",
            r"names a picture that is missing: put it at _static/our.svg, or correct the name",
        ),
        ("briefings_drafts", 3, r"must be True or False, not 3"),
        ("briefings_navigation", [("index",)], r"must be pairs of texts"),
        ("briefings_exit_url", "http://example.org", r"must start with https://"),
        ("briefings_colour", {}, r"there is no setting 'briefings_colour'; .* did you mean 'briefings_colours'\?"),
    ],
)
def test_a_mistake_stops_the_build_before_anything_is_written(
    setting: str, value: Any, said: str, site: Callable[..., Site]
) -> None:
    built = site("minimal").build(expect=True, config={setting: value})
    assert re.search(said, str(built.error))
    assert str(built.error).count("\n") == 0
    assert not list(built.out.glob("*.html"))


def test_all_mistakes_are_told_at_once(site: Callable[..., Site]) -> None:
    built = site("minimal").build(expect=True, config={"briefings_tagline": 1, "briefings_logo": "our.svg"})
    assert len(str(built.error).splitlines()) == 2


CONF = 'project = "A"\nextensions = ["briefings"]\nhtml_theme = "briefings"\n'


@pytest.fixture
def started(site: Callable[..., Site]) -> Site:
    """A site with its own conf.py."""
    made = site("minimal")
    (made.folder / "conf.py").write_text(CONF)
    return made


def test_the_check_and_publishing_say_the_same(started: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Each mistake with its line; nothing is built."""
    conf = started.folder / "conf.py"
    conf.write_text(f'{CONF}briefings_logo = "our.svg"\nbriefings_navigation = [("qestions", "Questions")]\n')
    assert run(["check", "--no-advice", "--content", str(started.content)]) == 1
    checked = capsys.readouterr().out
    sentences = [line for line in checked.splitlines() if line.startswith("conf.py")]
    assert [line.split(" ")[0] for line in sentences] == ["conf.py:4:", "conf.py:5:"]
    assert run(["build", "--site", str(started.folder)]) == 1
    assert [line for line in capsys.readouterr().err.splitlines() if line.startswith("conf.py")] == sentences
    assert not (started.folder / "_build" / "site" / "index.html").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1 / 0", "conf.py:4: running the file ends with an error (ZeroDivisionError: division by zero); correct this line"),
        ("import no_such", "conf.py:4: running the file ends with an error (ModuleNotFoundError: No module named 'no_such'); correct this line"),
        ("extensions.append('no_such')", "conf.py: the extension 'no_such' cannot be used (No module named 'no_such'); install it, or correct its name"),
    ],
)  # fmt: skip
def test_what_only_running_the_file_shows_is_one_sentence_too(
    line: str, said: str, started: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a traceback, and never "please report"."""
    (started.folder / "conf.py").write_text(f"{CONF}{line}\n")
    assert run(["build", "--site", str(started.folder)]) == 3
    told = "".join(capsys.readouterr())
    assert said in told
    assert "Traceback" not in told
    assert "report" not in told


def test_other_failures_are_not_taken_for_those_of_settings() -> None:
    assert _reason_in_conf("Exception occurred:\n  File x\nKeyError: 'a'\n") == ""


def test_the_page_of_settings_has_every_setting_with_its_type() -> None:
    """It is made from the table; that it is up to date is tested with the other pages that are made."""
    page = write_reference.settings()
    for setting in SETTINGS:
        assert f"| `{setting.name}` | {type_words(setting.default)} | " in page
