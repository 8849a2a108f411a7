"""The way from a component to the nodes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes


def write_all(translator: Any, those: Iterable[nodes.Node]) -> None:
    """Have a translator write nodes: ours knows a shorter way than docutils, that of another builder does not."""
    short = getattr(translator, "write_all", None)
    if short is not None:
        short(those)
        return
    for node in those:
        node.walkabout(translator)
