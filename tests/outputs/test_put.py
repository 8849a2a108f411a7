"""Files are written part by part: the same bytes, nothing touched without need, never a whole file in memory."""

from __future__ import annotations

import os
import tracemalloc
from typing import TYPE_CHECKING

from each import each
from pages import block, briefing, library_of, written

from briefings.model.vocabulary import Kind
from briefings.outputs import data
from briefings.outputs.pieces import put

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = 1_000_000_000


@each(
    ("before", "parts"),
    [
        (None, [b"one, ", b"two"]),
        (None, []),
        (b"", [b"one"]),
        (b"one, two", [b"one, ", b"two"]),
        (b"one, two", [b"one, ", b"", b"tw", b"o"]),
        (b"one, two", [b"one, ", b"too"]),
        (b"one, two", [b"One, ", b"two"]),
        (b"one, two", [b"one, "]),
        (b"one, two", []),
        (b"one, ", [b"one, ", b"two"]),
        (b"one, two, three", [b"one, ", b"2, ", b"three"]),
        (b"one, 2, three", [b"one, ", b"two, ", b"three"]),
    ],
)
def test_a_file_holds_what_it_is_told(before: bytes | None, parts: list[bytes], tmp_path: Path) -> None:
    """Whatever stood there, shorter, longer or the same; and what stands there already is not written again."""
    file = tmp_path / "folder" / "file"
    content = b"".join(parts)
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    if before is not None:
        file.write_bytes(before)
        os.utime(file, (LONG_AGO, LONG_AGO))
    put(file, iter(parts))
    assert file.read_bytes() == content
    assert (file.stat().st_mtime == LONG_AGO) == (before == content)


def test_folders_are_made(tmp_path: Path) -> None:
    """The first data file of a site needs a folder."""
    put(tmp_path / "data" / "more" / "file", [b"one"])
    assert (tmp_path / "data" / "more" / "file").read_bytes() == b"one"


def test_no_data_file_is_whole_in_memory() -> None:
    """A large site has data files of a hundred megabytes, which were there four times over."""
    pages = {"themes/neglect": written(Kind.THEME), "partnerships/alder": written(Kind.PARTNERSHIP)}
    text = "The plan did not say who does what, and by when. " * 40
    for number in range(60):
        steps = [{"id": str(one), "text": text} for one in range(1, 5)]
        pages[f"briefings/b-{number}"] = briefing(block("learning", *([text] * 4)), recommendations=steps)
    library = library_of(pages)
    list(data.render(library))  # what is kept by purpose is there before it is measured
    sizes = {name: sum(map(len, parts)) for name, parts in data.render(library)}
    tracemalloc.start()
    for name, parts in data.render(library):
        tracemalloc.reset_peak()
        start, _ = tracemalloc.get_traced_memory()
        for _ in parts:
            pass
        _, peak = tracemalloc.get_traced_memory()
        if sizes[name] > 450_000:
            assert peak - start < sizes[name] / 3, name
    tracemalloc.stop()
    assert sum(size > 450_000 for size in sizes.values()) == 3
