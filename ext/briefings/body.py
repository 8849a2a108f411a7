"""The text of a page, as templates get it."""

from __future__ import annotations

from markupsafe import Markup


class Body(Markup):
    """HTML that stands in a page as it is.

    Sphinx writes out what the template of each page gets, in case somebody debugs events; all of a page's text need not
    be in that.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Say how much it is."""
        return f"<{len(self)} characters of HTML>"
