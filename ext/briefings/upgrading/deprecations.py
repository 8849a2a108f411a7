"""What is still read and will not be for ever. A deprecation lives for two minor versions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIVES_FOR: Final = 2
"""How many minor versions pass before what is deprecated is refused."""


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Something that a site writes and should write otherwise.

    Attributes:
        since: the version that says so first.
        where: the ending of the files that can hold it.
        pattern: what it looks like, on one line.
        advice: what it is and what to do, for the end of a sentence.
    """

    since: str
    where: str
    pattern: re.Pattern[str]
    advice: str

    @property
    def refused_from(self) -> str:
        """The first version that does not read it any more."""
        major, minor, _ = map(int, self.since.split("."))
        return f"{major}.{minor + LIVES_FOR}.0"


DEPRECATIONS: Final = (
    Deprecation(
        "0.2.0",
        ".md",
        re.compile(r"[ \t]*:(?:audit|agencies|origin):[ \t]+\S.*"),
        "options of blocks are written as attributes in braces; 'briefings format' rewrites them",
    ),
    Deprecation(
        "0.2.0",
        "conf.py",
        re.compile(r"(?:html_theme_path|templates_path)[ \t]*=.*_templates.*"),
        "the theme comes with the package, and _templates/ is searched by itself; delete the line",
    ),
)


def deprecated_in(files: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A line for each use of what is deprecated.

    Args:
        files: name and text of each file of the site.
    """
    for name, text in files:
        for one in DEPRECATIONS:
            if not name.endswith(one.where):
                continue
            for number, line in enumerate(text.splitlines(), 1):
                if one.pattern.fullmatch(line):
                    yield f"{name}:{number}: {one.advice} (refused from version {one.refused_from})"
