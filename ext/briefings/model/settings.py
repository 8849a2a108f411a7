"""What the check reads of a site's ``conf.py``, without running it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

from briefings.model.scan import read_plain
from briefings.model.vocabulary import PACK_PAGES

if TYPE_CHECKING:
    from pathlib import Path

_MAX_BYTES: Final = 1_000_000
_PACK_PAGES: Final = "briefings_pack_pages"


def read_settings(file: Path) -> str:
    """The text of a ``conf.py``; "" when there is none that can be read."""
    try:
        return read_plain(file, _MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def pack_pages_in(settings: str) -> frozenset[str]:
    """The pages of text that are printed with every pack, as far as the settings say it plainly."""
    try:
        statements = ast.parse(settings).body
    except (SyntaxError, ValueError):
        statements = []
    found: Any = PACK_PAGES
    for one in statements:
        if isinstance(one, ast.Assign) and [ast.unparse(target) for target in one.targets] == [_PACK_PAGES]:
            try:
                found = ast.literal_eval(one.value)
            except ValueError:
                continue
    names = found if isinstance(found, list | tuple) else ()
    return frozenset(name for name in names if isinstance(name, str))
