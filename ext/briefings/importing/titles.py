"""The title of a report that has no heading of its own: from the properties of the file, or its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefings.importing.report import Report

_PROGRAM: Final = re.compile(
    r"^(?:microsoft (?:word|powerpoint) - |document\d*$|presentation\d*$|powerpoint presentation|slide \d+|untitled"
    r"|title$|\(?title\)?$|template|blank|draft$|report$|[\w-]+\.(?:docx?|pdf|pptx?|indd)$)",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 2
_NOT_OF_A_NAME: Final = re.compile(
    r"\b(?:v?\d+(?:[._]\d+)*|final|draft|copy|version|scan\w*|img|doc|report)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fallback:
    """What is known of a title besides the text.

    Attributes:
        properties: the title in the properties of the file, or "".
        file: the name of the file.
        publishers: names of partnerships, which head a report and are no title.
    """

    properties: str = ""
    file: str = ""
    publishers: frozenset[str] = frozenset()

    def is_the_publisher(self, heading: str) -> bool:
        """Whether a heading is only the name of a partnership."""
        return " ".join(heading.casefold().split()).strip(" .:") in self.publishers

    def title(self, report: Report) -> tuple[str, str]:
        """The title and its hint: neither properties nor a file's name are read by anybody who writes a report."""
        title = " ".join(self.properties.split())
        if len(title.split()) >= _FEWEST_WORDS and not _PROGRAM.search(title) and not self.is_the_publisher(title):
            return title, report.guess("the title is that in the properties of the file")
        stem = re.sub(r"\.\w{2,5}$", "", self.file)
        words = re.sub(r"[-_+.\s]+", " ", stem).strip()
        if len(_NOT_OF_A_NAME.sub("", words).split()) > _FEWEST_WORDS:
            return words[:1].upper() + words[1:], report.guess("the title is the name of the file")
        report.unsure("no title was found; write one")
        return "", ""


NO_FALLBACK: Final = Fallback()
