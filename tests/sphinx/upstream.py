"""Pages that parsers find hard: the examples of CommonMark, MyST and their plugins as bodies, in the shapes of our pages.

`upstream_examples.json` holds those whose licence lets us keep them (MIT). The examples of CommonMark's specification
(CC BY-SA) come with the sources of markdown-it-py, which `commonmark_examples` takes from the registry.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FRONT = """\
---
title: Example {name}
summary: What it says.
partnership: alder
published: 2020
themes: [neglect]
review_by: 2027
anonymisation: {{checked_by: Role, on: 2020-01-05}}
---

"""


def _briefing(name: str, body: str) -> str:
    return FRONT.format(name=name) + body


def _inside(text: str, first: str, following: str) -> str:
    """Every line of a text with something in front."""
    lines = text.rstrip("\n").split("\n")
    return "\n".join([first + lines[0], *((following + line).rstrip() for line in lines[1:])]) + "\n"


SHAPES: dict[str, Callable[[str, str], str]] = {
    "briefings/body": _briefing,
    "briefings/item": lambda name, text: _briefing(
        name, f":::::::{{learning}} neglect\n{_inside(text, '- ', '  ')}:::::::\n"
    ),
    "briefings/case": lambda name, text: _briefing(name, f":::::::{{case}} neglect\n{text}\n:::::::\n"),
    "handbook/page": lambda name, text: f"# Example {name}\n\n{text}",
    "handbook/grid": lambda name, text: (
        f"# Example {name}\n\n::::::::{{grid}} 2\n:::::::{{grid-item}}\n{text}\n:::::::\n::::::::\n"
    ),
    "handbook/quote": lambda name, text: f"# Example {name}\n\n{_inside(text, '> ', '> ')}",
}
"""How a body stands in a page: the folder, the start of its file name, and the page."""


def pages_of(bodies: list[str], *, every_shape: bool = False) -> Iterator[tuple[str, str]]:
    """Name and text of a page for each body, in one shape in turn or in all of them."""
    shapes = list(SHAPES.items())
    for number, body in enumerate(bodies):
        for place, page in shapes if every_shape else [shapes[number % len(shapes)]]:
            yield f"{place}-{number}.md", page(str(number), body)


def kept_examples() -> list[str]:
    """The examples that this folder holds."""
    found = json.loads(Path(__file__).with_name("upstream_examples.json").read_text(encoding="utf-8"))
    return [text for source, texts in found.items() if source != "note" for text in texts]


def commonmark_examples(folder: Path) -> list[str]:
    """The examples of CommonMark's specification, from the sources of markdown-it-py in the registry."""
    wanted = f"markdown-it-py=={version('markdown-it-py')}"
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder)]
    subprocess.run([*command, wanted], check=True, timeout=300)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as sources:
        name = next(one for one in sources.getnames() if one.endswith("/commonmark.json"))
        stream = sources.extractfile(name)
        assert stream
        return [one["markdown"] for one in json.load(io.TextIOWrapper(stream, encoding="utf-8"))]
