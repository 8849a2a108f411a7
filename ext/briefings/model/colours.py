"""The colours of a site: a few values of ``conf.py``, checked for contrast, become the tokens of its style sheet.

Editors of a site choose; they are told in a sentence when people with low vision could not read what they chose.
"""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

Channels = tuple[float, float, float]

DEFAULTS: Final = {
    "brand": "#0f4c5c",
    "paper": "#fbf9f4",
    "ink": "#1b2733",
    "dark_paper": "#11181c",
    "dark_ink": "#e9e6df",
}
"""The colours that a site can choose, besides ``dark_brand``, which is made from ``brand`` when it is not chosen."""

READABLE: Final = 4.5
"""The contrast that WCAG 2.2 AA asks of text."""
_EASY: Final = 7.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_WHITE: Final = "#ffffff"


def brand_tokens(chosen: Mapping[str, str]) -> str:
    """The custom properties of a site's colours, as the last rules of its style sheet.

    Args:
        chosen: what ``conf.py`` says; colours that it leaves out have their default.

    Raises:
        ValueError: with a sentence, when a colour is unknown, cannot be understood or cannot be read.
    """
    colours = {**DEFAULTS, **chosen}
    for name, value in colours.items():
        if name not in DEFAULTS and name != "dark_brand":
            known = ", ".join((*DEFAULTS, "dark_brand"))
            raise ValueError(f"there is no colour {name!r}; choose from {known}")
        if not _COLOUR.fullmatch(str(value)):
            raise ValueError(f"{name} must be a colour like #0f4c5c, not {value!r}")
    colours.setdefault("dark_brand", _lighter(colours["brand"], colours["dark_paper"]))
    for text, ground, what in (
        (_WHITE, colours["brand"], "white text on brand, as in the head of every page"),
        (colours["brand"], colours["paper"], "brand on paper, as in links"),
        (colours["ink"], colours["paper"], "ink on paper, as in all text"),
        (colours["dark_brand"], colours["dark_paper"], "dark_brand on dark_paper, as in links in dark mode"),
        (colours["dark_ink"], colours["dark_paper"], "dark_ink on dark_paper, as in all text in dark mode"),
    ):
        ratio = contrast(text, ground)
        if ratio < READABLE:
            raise ValueError(
                f"{what}: {text} on {ground} has a contrast of {ratio:.1f} to 1; it needs at least {READABLE}"
            )
    light = _rules(colours["brand"], colours["brand"], colours["paper"], colours["ink"])
    dark = _rules(colours["brand"], colours["dark_brand"], colours["dark_paper"], colours["dark_ink"])
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 counts it: from 1 to 21."""
    first, second = _luminance(one), _luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def _rules(brand: str, link: str, paper: str, ink: str) -> str:
    tokens = {
        "brand": brand,
        "brand-deep": _mixed(brand, "#000000", 0.25),
        "link": link,
        "tint": _mixed(link, paper, 0.9),
        "tint-2": _mixed(link, paper, 0.72),
        "tint-3": _mixed(link, paper, 0.5),
        "paper": paper,
        "ink": ink,
    }
    return ";".join(f"--{name}:{value}" for name, value in tokens.items())


def _channels(colour: str) -> Channels:
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def _luminance(colour: str) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, other: str, share: float) -> str:
    """One colour with a share of another in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (one * (1 - share) + two * share)):02x}" for one, two in pairs)


def _lighter(colour: str, ground: str) -> str:
    """The colour, as light as it must be to be easy to read on a dark ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    saturation = min(saturation, 0.5)  # a light colour of full strength glares on a dark page
    for step in range(21):
        lighter = lightness + (1 - lightness) * step / 20
        made = "#" + "".join(f"{round(255 * one):02x}" for one in colorsys.hls_to_rgb(hue, lighter, saturation))
        if contrast(made, ground) >= _EASY:
            return made
    return _WHITE
