"""Another partnership gives the site its own name and look with values in ``conf.py`` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import ROOT, build_site

from briefings.model.colours import DEFAULTS, READABLE, brand_tokens, contrast

if TYPE_CHECKING:
    from pathlib import Path


def test_name_colours_logo_and_footer_are_values(tmp_path: Path) -> None:
    """All of them reach the pages and the style sheet, and nothing of our own look is left."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text("# Home\n\nWords.\n", encoding="utf-8")
    config = {
        "project": "Learning in Exampleshire",
        "briefings_tagline": "What we learned",
        "briefings_footer": "Run by the Exampleshire partnership.",
        "briefings_logo": "icons.svg",
        "briefings_colours": {"brand": "#5b1a3c", "paper": "#ffffff"},
        "briefings_exit_url": "https://www.example.org/weather",
        "briefings_navigation": (("index", "Start"),),
    }
    built = build_site(tmp_path / "content", tmp_path / "out", confdir=ROOT, config=config)
    page = built.text("index.html")
    for said in (
        "<title>Learning in Exampleshire</title>",
        "What we learned",
        "Run by the Exampleshire partnership.",
        'src="_static/icons.svg"',
        'name="theme-color" content="#5b1a3c"',
        'href="https://www.example.org/weather"',
        ">Start</a>",
    ):
        assert said in page
    styles = built.text("_static/site.css")
    assert "--brand:#5b1a3c" in styles.replace(" ", "")
    assert DEFAULTS["brand"] not in styles


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        (
            {"brand": "#ffee88"},
            "white text on brand, as in the head of every page: .* contrast of .* needs at least 4.5",
        ),
        ({"ink": "#999999"}, "ink on paper, as in all text"),
        ({"brand": "teal"}, "brand must be a colour like #0f4c5c, not 'teal'"),
        ({"brandd": "#0f4c5c"}, "there is no colour 'brandd'; choose from brand, "),
    ],
)
def test_colours_that_nobody_could_read_are_refused_with_a_sentence(colours: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        brand_tokens(colours)


@pytest.mark.parametrize("brand", ["#5b1a3c", "#000080", "#0f4c5c", "#7a0000"])
def test_the_brand_for_dark_mode_is_made_readable(brand: str) -> None:
    tokens = brand_tokens({"brand": brand})
    dark = tokens.partition("prefers-color-scheme: dark")[2] or tokens.partition("prefers-color-scheme:dark")[2]
    found = next(
        part.split(":")[1].strip() for part in dark.replace("{", ";").split(";") if part.strip().startswith("--link:")
    )
    assert contrast(found, DEFAULTS["dark_paper"]) >= READABLE
