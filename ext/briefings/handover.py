"""What publishing hands to the build: the pages as it has just checked them, so that they are not checked twice.

They go through a pipe, never through a file: nothing that lies about is read, whoever put it there (promise P29). The
build reads every file all the same, and checks each page that is not what was handed over.
"""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING, Any, Final

from briefings.version import checksum

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from briefings.model.content import ChosenPage

SETTING: Final = "briefings_checked"
"""Whether a build is handed pages on its standard input; set by publishing alone."""


def packed(pages: Mapping[str, ChosenPage], as_of: date) -> bytes:
    """Pages by docname, chosen for a date, for the standard input of a build."""
    return pickle.dumps((checksum(), str(as_of), dict(pages)), pickle.HIGHEST_PROTOCOL)


def handed_over(config: Any) -> Mapping[str, ChosenPage]:
    """The pages that a build was handed; none when it was handed nothing, or by other code or for another date."""
    if not config[SETTING]:
        return {}
    code, as_of, pages = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the program that started this one
    return pages if (code, as_of) == (checksum(), config.briefings_as_of) else {}
