"""Write a picture of every page of every PDF of a published site, so that a person can look at them.

Exit codes: 0 done, 1 pdftoppm (Debian: poppler-utils) is missing or failed, 2 there is no PDF.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
DOTS_PER_INCH: Final = 80


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "site", help="a built site")
    parser.add_argument("--output", type=Path, default=ROOT / "_build" / "screens" / "pdf", help="where they go")
    options = parser.parse_args(argv)
    program = shutil.which("pdftoppm")
    if program is None:
        print("pdf_screens: pdftoppm is missing; on Debian: sudo apt install poppler-utils", file=sys.stderr)
        return 1
    files = sorted((options.site / "pdf").rglob("*.pdf"))
    if not files:
        print(f"pdf_screens: there is no PDF in '{options.site}'; run \"make site\" first", file=sys.stderr)
        return 2
    shutil.rmtree(options.output, ignore_errors=True)
    options.output.mkdir(parents=True)
    for file in files:
        name = "--".join(file.relative_to(options.site / "pdf").with_suffix("").parts)
        command = [program, "-r", str(DOTS_PER_INCH), "-png", str(file), str(options.output / name)]
        if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode:
            print(f"pdf_screens: pdftoppm cannot draw {file}", file=sys.stderr)
            return 1
    print(f"{len(list(options.output.glob('*.png')))} pictures of {len(files)} PDFs in {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
