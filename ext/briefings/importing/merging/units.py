"""The lines of a draft as they are compared: hints and quotes do not count, for they come and go with doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from briefings.model.digest import digest_of
from briefings.model.hints import HINT

FENCE: Final = "---"
_DIGITS: Final = 12
_COMMENT: Final = re.compile(r"\s+#\s*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of an imported draft as it is remembered: by digests, so that no word of it is kept.

    Attributes:
        key: of the line without its hints.
        full: of the line with them.
        hint: whether the line is a hint and nothing else.
    """

    key: str
    full: str
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of a draft that is not blank, with the number of blank lines before it."""

    text: str
    gap: int
    mark: Mark

    @property
    def words(self) -> str:
        """The line without its hints."""
        return _COMMENT.sub("", HINT.sub("", self.text)).strip()


def units_of(text: str) -> list[Unit]:
    """The lines of a draft; blank lines count with the line that follows them."""
    units: list[Unit] = []
    gap = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip():
            units.append(Unit(line.rstrip(), gap, mark_of(line)))
            gap = 0
        else:
            gap += 1
    return units


def text_of(units: list[Unit]) -> str:
    """The draft of some lines."""
    return "".join("\n" * unit.gap + f"{unit.text}\n" for unit in units)


def mark_of(line: str) -> Mark:
    """The digests of a line."""
    full = " ".join(line.split())
    bare = re.sub(r"\s+#$", "", " ".join(HINT.sub("", full).split()))
    says_something = re.search(r"\w", re.sub(r"^[\w-]+:", "", bare.lstrip("- "))) is not None
    key = re.sub(r"['\"]", "", bare) if says_something or "[[" not in full else full
    return Mark(_digest(key), _digest(full), hint=re.fullmatch(r"(?:# )?\[\[[^\[\]]*\]\]", full) is not None)


def _digest(text: str) -> str:
    return digest_of(text.encode()).hex()[:_DIGITS]
