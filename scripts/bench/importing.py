"""What it costs to import a report of a hundred pages, as Word file and as PDF: CPU seconds and memory.

``python -m scripts.bench.importing`` prints a table; exit code 1 when a figure is over what we promise (5 s, 300 MB).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

import typst
from docx import Document

from scripts.bench.cost import Cost, run

ROOT: Final = Path(__file__).resolve().parent.parent.parent
PAGES: Final = 100
MOST_SECONDS: Final = 5.0
MOST_MEGABYTES: Final = 300.0
_SENTENCE: Final = (
    "Minutes of the meeting came {number} days late, and nobody asked the father what he thought of the plan."
)
_BULLETS: Final = 14


def word_report(path: Path) -> None:
    """Write a made-up report of a hundred pages as a Word file."""
    document = Document()
    document.add_heading("A long audit of core groups", 0)
    for page in range(PAGES):
        document.add_heading(f"Areas for improvement {page + 1}", 1)
        for number in range(_BULLETS):
            document.add_paragraph(_SENTENCE.format(number=page + number), style="List Bullet")
        table = document.add_table(rows=0, cols=4)
        for cells in (("Area", "Finding", "Agency", "Note"), ("Minutes", f"Late {page}", "Police", "Seen")):
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        document.add_page_break()  # type: ignore[no-untyped-call]
    document.save(str(path))


def pdf_report(path: Path) -> None:
    """Write the same as a PDF."""
    pages = []
    for page in range(PAGES):
        bullets = "\n".join(f"- {_SENTENCE.format(number=page + number)}" for number in range(_BULLETS))
        table = f"#table(columns: 4, [Area], [Finding], [Agency], [Note], [Minutes], [Late {page}], [Police], [Seen])"
        pages.append(f"= Areas for improvement {page + 1}\n\n{bullets}\n\n{table}")
    head = '#set page(paper: "a4", margin: 2.5cm)\n#set text(size: 11pt)\n'
    path.write_bytes(typst.compile((head + "\n#pagebreak()\n".join(pages)).encode()))


def cost_of(report: Path, work: Path) -> Cost:
    """Import a report in a process of its own."""
    command: list[str | Path] = [sys.executable, "-m", "briefings", "import", report, "--content", ROOT / "content"]
    output = work / f"draft-{report.suffix[1:]}.md"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "ext")}
    return run([*command, "--output", output, "--replace", "--as-of", "2026-11-21"], work / "log.txt", environment)


def main() -> int:
    """Measure and print; 1 when a figure is over the promise."""
    within = True
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        print(f"Import of {PAGES} pages      CPU s    wall s      MB")
        for name, write in (("report.docx", word_report), ("report.pdf", pdf_report)):
            write(work / name)
            cost = cost_of(work / name, work)
            within = within and cost.cpu < MOST_SECONDS and cost.memory < MOST_MEGABYTES
            print(f"  {name:20} {cost.cpu:9.1f} {cost.wall:9.1f} {cost.memory:7.0f}")
    print(f"To reach: under {MOST_SECONDS:.0f} s and {MOST_MEGABYTES:.0f} MB{'' if within else ', which is not so'}.")
    return int(not within)


if __name__ == "__main__":
    sys.exit(main())
