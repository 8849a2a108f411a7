"""Our briefings are light to write: few fences and options, few blocks of one bullet, and the form of the formatter."""

from __future__ import annotations

import re
from pathlib import Path

from pages import TODAY

from briefings.model.content import agencies_among, load_content
from briefings.model.format_page import addresses_in_use, format_page
from briefings.model.scan import scan

CONTENT = Path(__file__).resolve().parents[1] / "content"
SCAFFOLDING = re.compile(r":{3,}.*|:[a-z]+:.*|\{[^{}]*\}")


def bodies() -> list[str]:
    texts = [file.read_text(encoding="utf-8") for file in sorted((CONTENT / "briefings").glob("*.md"))]
    return [text.split("\n---\n", 1)[1] for text in texts if "\npartnership:" in text]


def test_scaffolding_is_less_than_a_quarter_of_the_body() -> None:
    """Lines that hold nothing but fences, options or braces; it was 65 of 100 with a block for each theme."""
    lines = [line for body in bodies() for line in body.split("\n") if line.strip()]
    scaffolding = [line for line in lines if SCAFFOLDING.fullmatch(line.strip())]
    assert len(bodies()) >= 5
    assert len(scaffolding) / len(lines) < 0.25


def test_few_blocks_hold_a_single_bullet() -> None:
    """It was 215 of 230."""
    blocks = [block for body in bodies() for block in re.findall(r"(?ms)^:::\{(?!case)[a-z-]+\}.*?^:::$", body)]
    alone = [block for block in blocks if len(re.findall(r"(?m)^- ", block)) == 1]
    assert len(blocks) > 40
    assert len(alone) < 60


def test_our_pages_are_in_canonical_form() -> None:
    """As ``ruff format --check`` for code; ``make format`` does it, and changes no word."""
    sources = [source for source in scan(CONTENT, drafts=False)[0] if not source.is_common]
    agencies = agencies_among(source.docname for source in sources)
    used = addresses_in_use(load_content(CONTENT, as_of=TODAY, drafts=False, advice=False).library)
    left = []
    for source in sources:
        data = source.file.read_bytes()
        pinned = used.get(source.docname, set())
        if format_page(data, source.docname, source.shown, agencies=agencies, pinned=pinned).data != data:
            left.append(source.shown)
    assert left == [], "run: make format"
