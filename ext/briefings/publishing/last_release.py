"""Where the list of published addresses is: handed over, fetched by a workflow, or where the site was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefings.model.published import INVENTORY, DamagedInventoryError, Published, read_published
from briefings.publishing.trouble import Exit, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FETCHED: Final = "_build/published.inv"
"""Where a workflow puts the list of the site that readers see, below the folder of the site."""


def last_release(site: Path, output: Path, given: Path | None, say: Callable[[str], None]) -> Published | None:
    """What the last release had, or None when there was none.

    Args:
        site: the folder of the site.
        output: where it is published.
        given: a file or folder that was named in place of these.
        say: told when the list is there but cannot be read.

    Raises:
        Trouble: when what was named is not there or not such a list.
    """
    if given is not None:
        file = given / INVENTORY if given.is_dir() else given
        try:
            return read_published(file.read_bytes())
        except OSError:
            raise Trouble(
                f"there is no list of addresses at '{file}'; name the {INVENTORY} of the last release", Exit.USAGE
            ) from None
        except DamagedInventoryError as damage:
            raise Trouble(
                f"'{file}' is not a list of addresses: {damage}; name the {INVENTORY} of the last release", Exit.USAGE
            ) from None
    for file in (site / FETCHED, output / INVENTORY):
        try:
            return read_published(file.read_bytes())
        except OSError:
            continue
        except DamagedInventoryError as damage:
            say(f"The published addresses were not compared: '{file}' cannot be read ({damage}).")
            return None
    return None
