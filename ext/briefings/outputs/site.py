"""What every output has to know of the site as a whole."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

_IDENTITIES: Final = uuid.UUID("6b0c4b0e-3a52-5d0c-9d39-8f0f6a1f7e21")
"""Where our names of things come from: never changes, or every reader of a feed would see everything as new."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """The settings of a site that outputs show.

    Attributes:
        title: its name.
        author: who is responsible for it.
        base: its address with a slash at the end, or "" when it is not known: then addresses stay relative.
        licence: name and address of the licence of the data, or None.
    """

    title: str
    author: str
    base: str = ""
    licence: tuple[str, str] | None = None

    def address(self, path: str, above: str = "") -> str:
        """The address of a path below the root.

        Args:
            path: such as ``themes/neglect.html``.
            above: how to get from the file that names it to the root, such as ``../../``; for a site without a base.
        """
        return (self.base or above) + path


def identity(*names: str) -> str:
    """A name for a thing that stays when the site moves: the same for the same kind, partnership and slug."""
    return str(uuid.uuid5(_IDENTITIES, "/".join(names)))
