"""What publishing hands to the build: the pages as it has just checked them, so that they are not checked twice.

They go through a pipe, never through a file: nothing that lies about is read, whoever put it there (promise P29). The
build reads every file all the same, and checks each page that is not what was handed over.
"""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ConfigError

from briefings.version import checksum

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from briefings.model.content import ChosenPage

SETTING: Final = "briefings_checked"
"""Whether a build is handed pages on its standard input; set by publishing alone, on its command line."""
_NOT_YOURS: Final = f"{SETTING} is for 'briefings build' alone; take it out"


def packed(pages: Mapping[str, ChosenPage], as_of: date) -> bytes:
    """Pages by docname, chosen for a date, for the standard input of a build."""
    return pickle.dumps((checksum(), str(as_of), dict(pages)), pickle.HIGHEST_PROTOCOL)


def handed_over(config: Any) -> Mapping[str, ChosenPage]:
    """The pages that a build was handed; none when it was handed nothing, or by other code or for another date.

    Raises:
        ConfigError: when somebody else than publishing has set it.
    """
    if not config[SETTING]:
        return {}
    if SETTING not in config.overrides or sys.stdin.isatty():
        raise ConfigError(_NOT_YOURS)
    try:
        code, as_of, pages = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the program that started this one
    except (EOFError, pickle.UnpicklingError):
        raise ConfigError(_NOT_YOURS) from None
    return pages if (code, as_of) == (checksum(), config.briefings_as_of) else {}
