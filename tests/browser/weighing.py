"""How heavy a file is for a reader."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def compressed(path: Path) -> int:
    """How many bytes a file costs a reader."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 9))
