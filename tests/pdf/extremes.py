"""Content that is hard to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from building import Site

LONG_LINK = "https://www.example.org/" + "a-very-long-path/" * 16 + "end"
HEAD = """\
---
title: "{title}"
summary: {summary}
partnership: alder
published: 2024-03
themes: [neglect]
review_by: 2027
anonymisation: {{checked_by: Board manager, on: 2024-03-01}}
---

"""


def briefing(title: str, body: str, summary: str = "Hard to print.") -> str:
    return HEAD.format(title=title, summary=summary) + body


def block(kind: str, lines: list[str]) -> str:
    return f":::{{{kind}}} neglect\n" + "\n".join(f"- {line}" for line in lines) + "\n:::\n\n"


FORTY = [
    f"Question number {number}: how do we know that what we wrote down reached everyone?" for number in range(1, 41)
]
POINTS = [
    f"Point number {number}: write down what the child said, in the child's own words, and who heard it. Read it again before every meeting."
    for number in range(1, 31)
]
WIDE = (
    "| " + " | ".join(f"Measure {number}" for number in range(1, 13)) + " |\n"
    "|"
    + "---|" * 12
    + "\n"
    + "".join("| " + " | ".join(f"{row} of {number + row}" for number in range(1, 13)) + " |\n" for row in range(1, 61))
)
SENTENCE = "Write down what the child said, and who heard it."
SECTIONS = "".join(
    f"## Part {number}\n\n### Within it\n\n{' '.join([SENTENCE] * (number % 7 + 1))}\n\n" for number in range(1, 61)
)
TALL = "| What | How |\n|---|---|\n" + "".join(
    f"| Row {number} | {' '.join([SENTENCE] * (number % 5 + 2))} |\n" for number in range(1, 41)
)


def add_extremes(site: Site) -> None:
    """Pages with everything that issue 6 names, and packs that hold them."""
    site.write("briefings/forty.md", briefing("Forty questions", "## Ask\n\n" + block("questions", FORTY)))
    site.write(
        "briefings/no-questions.md", briefing("No questions", "## Found\n\n" + block("learning", ["One thing."]))
    )
    site.write(
        "briefings/thirty.md",
        briefing(
            "Thirty points",
            "## Do\n\n" + block("practice-points", POINTS).replace(" neglect\n", " neglect\n:agencies: police\n"),
        ),
    )
    site.write(
        "briefings/languages.md",
        briefing(
            "Diogelu plant: Zażółć gęślą jaźń",
            "## Geiriau\n\nLlŷr a'r tŷ ŵy. Pchnąć w tę łódź jeża.\n\n"
            "حماية الأطفال مسؤولية الجميع.\n\nBezpieczeństwo dzieci → wspólna sprawa ✓.\n\n"
            + block("questions", ["Sut mae'r plentyn?", "Jak się czuje dziecko?", "كيف حال الطفل؟"]),
        ),
    )
    site.write("briefings/wide.md", briefing("A wide table", f"## Numbers\n\n{WIDE}\n"))
    site.write("briefings/sections.md", briefing("Sixty headings", SECTIONS))
    site.write("briefings/tall.md", briefing("Tall rows", f"## Numbers\n\n{TALL}\n"))
    site.write(
        "briefings/long-link.md",
        briefing("A long link", f"## Where\n\nSee [the report]({LONG_LINK}), or {LONG_LINK.replace('-', '')[:80]}.\n"),
    )
    site.write(
        "briefings/everything.md",
        briefing(
            "Everything at once",
            "## Text\n\nNo `"  # panic()` and no `\\") #panic(` and no `\\\\"))#panic()` is ever a program.\n\nWords with **strong**, *soft* and `code`.  \nA new line.\n\n1. First\n2. Second\n   - within\n\n"
            "> Somebody said this.\n\nTerm\n: What it means.\n\n---\n\n```text\nplain code\n```\n\n"
            "![What the chart shows](chart.png)\n\n"
            ":::{case} neglect\nA story of a child.\n:::\n\n" + block("impact", ["It got better."]),
        ),
    )
    site.write("briefings/chart.png", (site.content / "chart.png").read_bytes())
    site.write("run-sheet.md", "# Run sheet\n\nRead it aloud.\n")
    site.write("action-form.md", "# Action form\n\n| What | By whom (a role) |\n|---|---|\n|  |  |\n")
    site.write("my-pack.md", "# My pack\n\n## Ready-made packs\n\n:::{pack-list}\n:::\n\n:::{use-counts}\n:::\n")
    site.write(
        "packs/all.yaml",
        "title: All of it\ndate: 2026-11-01\nsummary: Everything.\nbriefings: [forty, languages, wide]\nthemes: [neglect]\n"
        "items: [forty/q7, thirty/p2]\nchecklists:\n  - {theme: neglect}\n  - {theme: neglect, agency: police}\n",
    )
    site.write(
        "use/2026.csv",
        "date,agency,team,used,questions,change\n"
        "2026-05-04,police,Response,forty,q1 q2,We ask about the child first\n"
        "2026-06-01,schools,,pack:all,,\n2026-06-09,police,Custody,forty,,\n",
    )
