"""One check: what `briefings check` calls right, a publish accepts; and what a publish refuses, the check says first.

Hundreds of pages stand in one site: the examples of others that parsers find hard, and pages put together at random
from pieces of our own. What the check refuses is taken out; the rest is built and printed as for publishing.
"""

from __future__ import annotations

import os
import random
from datetime import date
from typing import TYPE_CHECKING

import pytest
from building import Built, Site, picture
from test_agreement import as_the_build_says, as_the_check_says
from upstream import FRONT, commonmark_examples, kept_examples, pages_of

from briefings.audit import audit
from briefings.audit.canaries import Canaries
from briefings.model.content import load_content
from briefings.model.problems import errors_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

AS_OF = date(2026, 11, 20)
AS_PUBLISHED = {
    "briefings_strict": True,
    "briefings_drafts": False,
    "briefings_pdf": True,
    "html_baseurl": "https://example.org/",
}
NOT_YET = (".buildinfo", ".briefings", "pagefind/", "search")
"""What publishing takes away from the output of a build, or adds to it."""
PIECES = (
    *("Words.", "*Words* and **words** and `code`.", "---", "***", "## Heading", "### Lower heading", "## Über uns"),
    *(
        "- A bullet.\n- Another.",
        "1. One.\n2. Two.",
        "- One.\n\n  Two.",
        "- A\n  - B\n    - C",
        "> Quoted.\n>\n> Again.",
    ),
    *(
        "| a | b |\n|---|:-:|\n| 1 | 2 |",
        "| a |\n|---|",
        "| a | b |\n|---|---|\n| ![x](chart.png) | 2 |",
        "Term\n: Meaning.",
    ),
    *("```text\n:::{learning}\n```", "~~~\nx\n~~~", "````markdown\n```\n````", "```{learning} neglect\n- A.\n```"),
    *(
        ":::{learning} neglect\n- Late. {#late .police}\n- See [late](#late).\n:::",
        ":::{case} neglect\nShe said.\n\n---\n:::",
    ),
    *(
        ":::{questions} neglect\n- Who [asked](#nowhere)?\n:::",
        ":::{note}\nA note.\n\n- With a list.\n:::",
        "::::{grid} 2\n::::",
    ),
    *(
        "::::{grid} 2\n:::{grid-item}\n> Quoted\n:::\n::::",
        ":::{item-list}\n:kind: questions\n:::",
        ":::{audit-table}\n:::",
    ),
    *(
        "{theme}`neglect` and {policy}`the tool <neglect-tool>`.",
        "{briefing}`embargoed-2026`",
        "{item}`core-groups-2017/q1`",
    ),
    *(
        "![A chart](chart.png)",
        "![A chart](missing.png)",
        "A ![chart](chart.png) inside.",
        "[![x](chart.png)](about.md)",
    ),
    *(
        "![A chart](chart.png)\n![A chart](chart.png)",
        "- ![A chart](chart.png)",
        "[about](about.md#nowhere)",
        "[top](#heading)",
    ),
    *(
        "[here](#late)",
        "[there](#über-uns)",
        "[mail](mailto:office@example.org)",
        "[out](https://example.org/a?b=c&d#e)",
    ),
    *(
        "https://example.org/x_(y)",
        "<https://example.org>",
        "Line\\\nbreak",
        "Line  \nbreak",
        "&copy; &hearts; &#x4e2d;",
    ),
    *(
        "Emoji 😀 👍",
        "中文",
        "العربية",
        "Ελληνικά Кириллица",
        "a\u00a0b–c—d…",
        "\\*not\\* \\# \\{x\\}",
        "[a][b]\n\n[b]: about.md",
    ),
    *(
        "|" + "a|" * 17 + "\n|" + "-|" * 17,
        "#",
        "+++",
        "% x",
        "(x)=",
        "<b>",
        "$x$",
        "==",
        "a\n=",
        "a\n-",
        "    indented",
        "\t",
    ),
)


def generated(number: int) -> list[str]:
    """Bodies of one to six pieces, the same ones every time."""
    chance = random.Random(17)
    return ["\n\n".join(chance.choices(PIECES, k=chance.randint(1, 6))) + "\n" for _ in range(number)]


def published(site: Site, pages: Iterable[tuple[str, str]]) -> tuple[Built, list[str]]:
    """Write the pages, take out what the check refuses, and build the rest as for publishing.

    Returns:
        What was built, and the pages that the check let pass.
    """
    names = []
    for name, text in pages:
        path = site.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
        names.append(name)
    for folder in ("briefings", "handbook"):
        (site.content / folder / "chart.png").write_bytes(picture(100))
    refused: set[str] = set()
    while errors := errors_in(load_content(site.content, as_of=AS_OF, drafts=True, advice=False).problems):
        refused |= {problem.path for problem in errors}
        for path in refused:
            (site.folder / path).unlink(missing_ok=True)
    passed = [name for name in names if f"content/{name}" not in refused]
    return site.build(expect=True, config=AS_PUBLISHED), passed


def assert_published(built: Built, passed: list[str]) -> None:
    assert built.error is None, built.error
    assert built.warnings == (), "\n".join(built.warnings)
    assert built.status == 0
    pages = set(built.files)
    assert [name for name in passed if name.removesuffix(".md") + ".html" not in pages] == []
    briefings = [name.removesuffix(".md") for name in passed if name.startswith("briefings/")]
    assert [name for name in briefings if not {f"pdf/{name}.pdf", f"pdf/{name}-one-page.pdf"} <= pages] == []
    faults = [one for one in audit(built.out, Canaries()) if not any(name in one for name in NOT_YET)]
    assert faults == [], "\n".join(faults)


def test_what_the_check_lets_pass_is_published(tmp_path: Path) -> None:
    """Examples of others and random pages: each that passes gets its page and its PDFs, without a warning."""
    number = int(os.environ.get("BRIEFINGS_EXAMPLES", "150"))
    built, passed = published(
        Site.copy("full", tmp_path / "full"),
        pages_of([*kept_examples()[::5], *generated(number)]),
    )
    assert len(passed) > 60
    assert_published(built, passed)


@pytest.mark.whole
def test_all_examples_in_all_shapes_that_the_check_lets_pass_are_published(tmp_path: Path) -> None:
    """The same for every example of CommonMark and MyST, at every place where text may stand."""
    bodies = [*commonmark_examples(tmp_path), *kept_examples(), *generated(1500)]
    assert len(bodies) > 3000
    built, passed = published(Site.copy("full", tmp_path / "full"), pages_of(bodies, every_shape=True))
    assert len(passed) > 4000
    assert_published(built, passed)


REFUSED = {
    "picture-missing": ("Words.\n\n![A chart](lost.png)\n", 3, "missing-picture"),
    "picture-near": ("![A chart](chrat.png)\n", 1, "missing-picture"),
    "picture-in-sentence": ("A ![chart](chart.png) of visits.\n", 1, "unprintable"),
    "place-here": ("Words.\n\n[there](#nowhere)\n", 3, "unknown-place"),
    "place-in-item": (":::{learning} neglect\n- See [it](#nowhere).\n:::\n", 2, "unknown-place"),
    "place-there": ("[there](core-groups-2017.md#nowhere)\n", 1, "unknown-place"),
    "place-of-an-empty-section": ("[there](core-groups-2017.md#recommendation-9)\n", 1, "unknown-place"),
    "line-first": ("---\n\nWords.\n", 1, "line-out-of-place"),
    "line-twice": ("Words.\n\n---\n\n---\n", 5, "line-out-of-place"),
    "line-in-list": ("- Words.\n\n  ---\n", 3, "line-out-of-place"),
    "wide-table": ("|" + "a|" * 17 + "\n|" + "-|" * 17 + "\n", 1, "unprintable"),
    "emoji": ("Words 👍.\n", 1, "missing-glyph"),
    "entity": ("Words.\n\n&#x4e2d;\n", 3, "missing-glyph"),
    "embargoed": ("See {briefing}`embargoed-2026`.\n", 1, "unknown-briefing"),
}


def test_what_a_publish_refuses_the_check_says_first(tmp_path: Path) -> None:
    """Pictures, places, lines, tables and letters that once only publishing refused: the same sentence, line and code."""
    site = Site.copy("full", tmp_path / "full")
    for name, (body, _, _) in REFUSED.items():
        site.write(f"briefings/{name}.md", FRONT.format(name=name) + body)
    (site.content / "briefings" / "chart.png").write_bytes(picture(100))
    (site.content / "broken.png").write_bytes(picture(100)[:-30])
    (site.content / "really-jpeg.jpg").write_bytes(picture(100))
    checked = load_content(site.content, as_of=AS_OF, drafts=True).problems
    public = load_content(site.content, as_of=AS_OF, drafts=False)
    assert errors_in(checked) == errors_in(public.problems)
    first = FRONT.count("\n")
    found = {(one.path, one.line, one.code.slug) for one in errors_in(checked)}
    assert found == {
        *((f"content/briefings/{name}.md", first + line, code) for name, (_, line, code) in REFUSED.items()),
        ("content/broken.png", 0, "bad-picture"),
        ("content/really-jpeg.jpg", 0, "bad-picture"),
    }
    assert "did you mean 'chart.png'" in "".join(one.message for one in errors_in(checked))
    built = site.build(expect=True)
    assert as_the_build_says(built) == as_the_check_says(public)
