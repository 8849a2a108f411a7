"""Build the published site from the content folder: check, clean build aside, audit, manifest, swap into place.

Exit codes: 0 done, 1 problems in the content or differences (nothing was changed), 2 wrong use, 3 something outside
the content: a full disk, somebody else publishing, a fault of ours, or somebody stopped it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from briefings.publishing import signals

if TYPE_CHECKING:
    from datetime import date

_MASK: Final = 0o022
"""What is published is for everybody to read, and what is made on the way too: its folder is the publisher's alone."""


def main(argv: list[str] | None = None, today: date | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code.

    `today` is the day that it is, for tests (default: that of the clock).
    """
    signals.catch()
    os.umask(_MASK)
    try:
        from scripts.publishing import run  # takes a second, in which Ctrl+C gets its sentence as well

        return run(argv, today)
    except signals.Stopped:
        signals.ignore()
        print("publish: stopped before anything was done.", file=sys.stderr)
        return 3
    finally:
        signals.ignore()


if __name__ == "__main__":
    sys.exit(main())
