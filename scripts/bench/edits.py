"""Changes of one briefing, as an editor would make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


def edit_item(text: str, word: str) -> str:
    """Add a word to the first learning item."""
    head, fence, rest = text.partition(":::{learning}")
    if not fence:  # the page of a peer
        head, fence, rest = text.partition("### What needs to improve")
    before, bullet, after = rest.partition("\n- ")
    return f"{head}{fence}{before}{bullet}Changed {word}. {after}"


def edit_prose(text: str, word: str) -> str:
    """Add a sentence to a paragraph."""
    return text.replace("## What was looked at\n\n", f"## What was looked at\n\nAlso {word}.\n", 1)


def retitle(text: str, word: str) -> str:
    """Put a word in front of the title."""
    return text.replace('title: "', f'title: "Again {word} ', 1)


EDITS: Final[dict[str, Callable[[str, str], str]]] = {
    "edit item": edit_item,
    "edit prose": edit_prose,
    "retitle": retitle,
}
