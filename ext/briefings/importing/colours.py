"""The status that the colour of a cell stands for."""

from __future__ import annotations

import colorsys
import re
from typing import Final

_HUES: Final = ((18, "red"), (70, "amber"), (165, "green"), (340, ""), (361, "red"))
_PALEST: Final = 0.25
_DARKEST: Final = 0.35


def status_of_colour(fill: str) -> str:
    """``red``, ``amber`` or ``green`` for a clear colour written as RRGGBB, or ""."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
        return ""
    return status_of_rgb(*(int(fill[at : at + 2], 16) for at in (0, 2, 4)))


def status_of_rgb(red: int, green: int, blue: int) -> str:
    """The same for three numbers from 0 to 255."""
    hue, saturation, value = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
    if saturation < _PALEST or value < _DARKEST:
        return ""
    return next(status for edge, status in _HUES if hue * 360 < edge)
