"""How a thing is named and linked wherever it is mentioned, with the state of a policy beside its name."""

from __future__ import annotations

from typing import NamedTuple


class State(NamedTuple):
    """A word about something that stands beside its name, such as ``replaced by`` with what replaced it.

    Attributes:
        name: for the style: current, superseded, withdrawn, gone or unknown.
        words: for readers; a shape and a word, never colour alone.
        title: what to use instead, or "".
        docname: the page of what to use instead, or "".
    """

    name: str
    words: str
    title: str = ""
    docname: str = ""


class Face(NamedTuple):
    """The title and address of something, as of one build.

    Attributes:
        title: what to call it.
        docname: its page, or "" when it has none any more.
        anchor: its place on the page, or "".
        states: what stands beside the name.
    """

    title: str
    docname: str = ""
    anchor: str = ""
    states: tuple[State, ...] = ()
