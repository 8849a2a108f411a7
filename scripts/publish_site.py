"""The old name of `briefings build`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.publishing import signals

if TYPE_CHECKING:
    from datetime import date

ROOT: Final = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None, today: date | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code.

    `today` is the day that it is, for tests (default: that of the clock).
    """
    signals.catch()
    try:
        from briefings.cli.main import run

        given = sys.argv[1:] if argv is None else argv
        return run(["build", *([] if "--site" in given else ["--site", str(ROOT)]), *given], obj=today)
    except signals.Stopped:
        signals.ignore()
        print("publish: stopped before anything was done.", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main())
