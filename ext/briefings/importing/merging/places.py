"""Where a hint can stand in a draft: a comment in front matter, the end of a bullet in a block, else a paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefings.importing.merging.units import FENCE, Unit, mark_of
from briefings.model.writing import hint

if TYPE_CHECKING:
    from collections.abc import Sequence

_BULLET: Final = re.compile(r"\s*[-*+] ")
_OPENS: Final = re.compile(r":{3,}\s*\{")
_CLOSES: Final = re.compile(r":{3,}$")
_OPTION: Final = re.compile(r":[\w-]+:(?: |$)")
_BRACES: Final = re.compile(r"(?P<text>.*\S)(?P<braces>\s+\{[^{}]*\})")


def is_structure(line: str) -> bool:
    """Whether a line only opens or closes a part of the draft, or sets an option of a block."""
    return line == FENCE or any(pattern.match(line) for pattern in (_OPENS, _CLOSES, _OPTION))


def add_hint(out: list[Unit], words: str, *, own: bool, is_item: bool) -> None:
    """Put a hint behind the last line.

    Args:
        out: the lines so far.
        words: the hint.
        own: whether the hint is about the last line.
        is_item: whether what it tells of is a bullet.
    """
    text = hint(words)
    last = out[-1].text if out else ""
    if _in_front_matter(out):
        indent = len(last) - len(last.lstrip())
        out.append(_unit(f"{' ' * indent}# {text}", 0))
    elif own and _BULLET.match(last):
        braces = _BRACES.fullmatch(last)
        longer = f"{braces['text']} {text}{braces['braces']}" if braces else f"{last} {text}"
        out[-1] = replace(out[-1], text=longer, mark=mark_of(longer))
    elif _in_block(out) or (is_item and _BULLET.match(last)):
        out.append(_unit(f"- {text}", 0))
    else:
        out.append(_unit(text, 1))


def _unit(text: str, gap: int) -> Unit:
    return Unit(text, gap, mark_of(text))


def _in_front_matter(out: Sequence[Unit]) -> bool:
    return bool(out) and out[0].text == FENCE and sum(unit.text == FENCE for unit in out) == 1


def _in_block(out: Sequence[Unit]) -> bool:
    last = next((unit.text for unit in reversed(out) if _OPENS.match(unit.text) or _CLOSES.match(unit.text)), "")
    return _OPENS.match(last) is not None


def gap_between(out: Sequence[Unit], unit: Unit) -> int:
    """The blank lines before a line that got another neighbour: none too few for what the two are."""
    if not out or _in_front_matter(out):
        return unit.gap
    last = out[-1].text
    if _OPTION.match(unit.text) or _CLOSES.match(unit.text):
        return unit.gap
    parts = unit.text.startswith("#") or last.startswith("#") or _OPENS.match(unit.text) or _CLOSES.match(last)
    paragraph = not _BULLET.match(unit.text) and not is_structure(last)
    return max(unit.gap, 1) if parts or paragraph else unit.gap
