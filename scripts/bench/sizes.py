"""How much a built site weighs."""

from __future__ import annotations

import gzip
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scripts.bench.cost import Results


def output_size(output: Path) -> Results:
    """What the site weighs: briefings, pages made of other pages' content, and those of the rest of long lists."""
    kinds: dict[str, list[Path]] = {"briefings": [], "derived": [], "rest": []}
    for file in output.rglob("*.html"):
        if file.parent.with_suffix(".html").exists():
            kinds["rest"].append(file)
        else:
            kinds["briefings" if file.parent.name == "briefings" and file.stem != "index" else "derived"].append(file)
    return {
        "bytes": sum(file.stat().st_size for file in output.rglob("*") if file.is_file()),
        "pages": {kind: weights(files) for kind, files in kinds.items()},
    }


def weights(files: Sequence[Path]) -> Results:
    """Number, median and largest of some pages, as they are and compressed; in bytes."""
    plain = sorted((file.stat().st_size, file) for file in files)
    if not plain:
        return {"number": 0}
    packed = sorted(len(gzip.compress(file.read_bytes(), 6, mtime=0)) for file in files)
    return {
        "number": len(plain),
        "bytes": sum(size for size, _ in plain),
        "median": statistics.median(size for size, _ in plain),
        "largest": plain[-1][0],
        "largest page": "/".join(plain[-1][1].parts[-2:]),
        "median gz": statistics.median(packed),
        "largest gz": packed[-1],
    }


def snapshot(output: Path) -> dict[str, bytes]:
    """Every published file with its content; what only builds read is left out."""
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for file in output.rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }
