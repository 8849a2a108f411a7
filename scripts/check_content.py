"""Check the content folder and print every problem, as the build would find it.

Exit codes: 0 when nothing stops publication, 1 when something does, 2 when the command was used wrongly.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.problems import Level

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Check the content folder and print every problem.")
    parser.add_argument("content", nargs="?", type=Path, default=ROOT / "content", help="the folder to check")
    parser.add_argument("--as-of", default="", metavar="DATE", help="check as if on this date, such as 2026-11-20")
    parser.add_argument("--no-advice", action="store_true", help="print only what stops publication")
    options = parser.parse_args(argv)
    if not options.content.is_dir():
        parser.error(f"there is no folder '{options.content}'; name the content folder")
    try:
        as_of = as_of_date(options.as_of)
    except ValueError as error:
        parser.error(str(error))
    content = load_content(options.content.resolve(), as_of=as_of, drafts=True)
    errors = advice = 0
    for problem in content.problems:
        is_error = problem.code.level is Level.ERROR
        errors += is_error
        advice += not is_error
        if is_error or not options.no_advice:
            print(problem if is_error else f"{problem} (advice)")
    pages = len(content.library.entries)
    print(f"{pages} pages checked: {errors} to correct, {advice} pieces of advice.", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
