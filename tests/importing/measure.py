"""Measure what an import makes of the invented reports; `python -m measure` in this folder prints the figures,
`python -m measure apart docx` those of the reports that were written apart from the rules, as Word files."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field

from importing import AS_OF, TERMS, words
from reports import APART, Invented, pdf, plain, reports, word

from briefings.importing.importer import import_document
from briefings.model.frontmatter import split
from briefings.model.page import read_page
from briefings.model.problems import errors_in

MEANS = {"completed": "green", "g": "green", "in progress": "amber", "on track": "amber", "a": "amber", "r": "red"} | {
    "not started": "red",
    "not-rated": "",
}
"""What the statuses of the reports mean; the draft holds them as they are printed."""
WAYS = {"txt": lambda report: plain(report).encode(), "docx": word, "pdf": pdf}


@dataclass
class Figures:
    """Counts over all reports of one way."""

    items: int = 0
    right: int = 0
    wrong: int = 0
    wrong_unsaid: int = 0
    rows: int = 0
    rows_right: int = 0
    facts: int = 0
    facts_right: int = 0
    words: int = 0
    lost: int = 0
    reports: int = 0
    edits: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"items {self.right}/{self.items} ({self.right / self.items:.0%}), wrong {self.wrong} "
            f"({self.wrong_unsaid} without a hint); rows {self.rows_right}/{self.rows}; "
            f"facts {self.facts_right}/{self.facts}; words lost {self.lost}/{self.words} ({self.lost / self.words:.2%}); "
            f"edits to a page that can be public {self.edits / self.reports:.1f}"
        )


def key(text: str) -> str:
    return " ".join(words(text.replace("\\", "")))


def measure(way: str, chosen: list[Invented] | None = None) -> Figures:
    """Import each report in one way and compare."""
    total = Figures()
    for report in chosen or reports():
        compare(report, way, total)
    return total


def compare(report: Invented, way: str, total: Figures) -> None:
    name = f"{report.name}.{way}"
    found = import_document(WAYS[way](report), name, terms=TERMS, as_of=AS_OF)
    front, problems = split(found.text, path="draft", required=True)
    assert not problems, problems
    page = read_page(found.text.encode(), docname=f"drafts/{found.slug}", path="draft")
    total.reports += 1
    total.edits += len(errors_in(page.problems))
    items: dict[str, tuple[str, bool]] = {}
    together = re.search(r"\[\[check: the kinds of [^\n]*", front.body or "")
    for heading, before, kind, block in re.findall(
        r"(?ms)((?:^#[^\n]*\n\n)?)((?:^\[\[check:[^\n]*\n\n?)?)^:::\{([a-z-]+)\}[^\n]*\n(.*?)^:::$", front.body or ""
    ):
        if together and f"'{heading.strip('# ').strip()}'" in together[0].replace("\\", ""):
            before = f"[[{before}"
        for item in re.findall(r"(?m)^- (.*)$", block):
            items[key(re.sub(r"\[\[.*?\]\]", "", item))] = (kind, "[[" in before or "[[" in item)
    records = {key(one["text"]): one for one in front.data.get("recommendations", [])}
    for kind, text in report.items:
        total.items += 1
        wanted = key(text)
        got, said = items.get(wanted, ("record" if wanted in records else "", False))
        total.right += got == kind
        if got != kind:
            total.faults.append(f"{name}: {kind} wanted, {got or 'nothing'} for '{text}'")
        if got and got != kind:
            total.wrong += 1
            total.wrong_unsaid += not said
    _rows(report, records, total, name)
    _facts(report, front.data, found.text, total, name)
    source = plain(report)
    kept = f"{found.text} {' '.join(text for _, text in found.report.left_out)}"
    from collections import Counter

    lost = Counter(words(source)) - Counter(words(kept))
    total.words += len(words(source))
    total.lost += sum(lost.values())
    if lost:
        total.faults.append(f"{name}: lost {dict(lost)}")


def _rows(report: Invented, records: dict, total: Figures, name: str) -> None:
    for cells, wanted in ((one.cells, one.record) for one in report.elements if one.record):
        total.rows += 1
        record = next((records[key(cell)] for cell in cells if key(cell) in records), None)
        update = (record or {}).get("updates", [{}])[0]
        got = [
            (record or {}).get("owner", ""),
            (record or {}).get("due", ""),
            MEANS.get(update.get("status", "").lower(), update.get("status", "").lower()),
        ]
        right = record is not None and all("[[" in one or one == want for one, want in zip(got, wanted, strict=True))
        total.rows_right += right
        if not right:
            total.faults.append(f"{name}: row {cells[:2]} gave {got if record else 'nothing'}, not {wanted}")


def _facts(report: Invented, data: dict, text: str, total: Figures, name: str) -> None:
    audit = (data.get("audits") or [{}])[0]
    sample = audit.get("sample", {})
    samples = sample if isinstance(sample, list) else [sample]
    got = {
        "title": data.get("title", ""),
        "published": data.get("published", ""),
        "partnership": data.get("partnership", ""),
        "held": audit.get("held", ""),
        "sample": " or ".join(f"{one['size']} {one['unit']}" for one in samples if one),
    }
    for fact, wanted in report.facts.items():
        total.facts += 1
        right = got[fact] == wanted or "[[" in got[fact]
        total.facts_right += right
        if not right:
            total.faults.append(f"{name}: {fact} is '{got[fact]}', not '{wanted}'")


if __name__ == "__main__":
    chosen = reports(APART) if "apart" in sys.argv else None
    for way in [one for one in sys.argv[1:] if one != "apart"] or WAYS:
        figures = measure(way, chosen)
        print(f"{way}: {figures}")
        print(*figures.faults[:200], sep="\n")
