"""Mistakes that look like text: each kind is found with its line, and nothing that means what it says is refused."""

from __future__ import annotations

import time

from each import each
from pages import block, briefing, codes, entry_of, read, written

from briefings.model.problems import Code
from briefings.model.vocabulary import Kind

QUESTIONS = ":::{questions} neglect\n- Who was there?\n"
AUDIT = {"id": "one", "title": "One", "method": "workshop", "held": "2016"}

FOUND = [
    (QUESTIONS + "• Who was missing?\n:::\n", 3, Code.TYPED_BULLET),
    (QUESTIONS + "– Who was missing?\n:::\n", 3, Code.TYPED_BULLET),
    (QUESTIONS + "o\tWho was missing?\n:::\n", 3, Code.TYPED_BULLET),
    (QUESTIONS + "·\tWho was missing?\n:::\n", 3, Code.TYPED_BULLET),
    (QUESTIONS + "➢ Who was missing?\n:::\n", 3, Code.TYPED_BULLET),
    (QUESTIONS + "(b) Who was missing?\n:::\n", 3, Code.TYPED_BULLET),
    (QUESTIONS + "-Who was missing?\n:::\n", 3, Code.TYPED_BULLET),
    ("We asked:\n👉 Who was missing?\n", 2, Code.TYPED_BULLET),
    ("• Who was missing?\n", 1, Code.TYPED_BULLET),
    ("Text.\n\n<<<<<<< HEAD\n\nMore.\n", 3, Code.MERGE_LEFT),
    ("Text.\n\n>>>>>>> 3a687c9 (Add story)\n", 3, Code.MERGE_LEFT),
    ("Text.\n\n=======\n\nMore.\n", 3, Code.MERGE_LEFT),
    ("Text.\n\n||||||| base\n", 3, Code.MERGE_LEFT),
    ("Text.\n\n    :::{practice-points}\n    - Ask.\n    :::\n", 3, Code.INDENTED_TEXT),
    ("    Pasted words.\n", 1, Code.INDENTED_TEXT),
    ("##What the audit found\n", 1, Code.NOT_A_HEADING),
    ("##\u00a0What the audit found\n", 1, Code.NOT_A_HEADING),
    ("####### What\n", 1, Code.NOT_A_HEADING),
    ("See {theme} `neglect`.\n", 1, Code.UNKNOWN_ROLE),
    ("Text.\nSee {theme}‘neglect’.\n", 2, Code.UNKNOWN_ROLE),
    ("See {theme}neglect.\n", 1, Code.UNKNOWN_ROLE),
    ("See :theme:`neglect`.\n", 1, Code.UNKNOWN_ROLE),
    ("Late.[^1]\n\n[^1]: A note.\n", 1, Code.SYNTAX_NOT_ALLOWED),
    ("| Who | What |\n|---|---|\n| Police | a | lost words |\n", 3, Code.TABLE_SHAPE),
    ("| Who | What |\n|---|---|---|\n| Police | a | b |\n", 2, Code.TABLE_SHAPE),
    ("| Who | What |\n| Police | a |\n", 1, Code.TABLE_SHAPE),
    (block("learning", "~~Minutes were shared.~~ Minutes were late."), 2, Code.SYNTAX_NOT_ALLOWED),
    (block("learning", "[x] Done"), 2, Code.SYNTAX_NOT_ALLOWED),
    ("Minutes were late. {.neglect}\n", 1, Code.UNKNOWN_ATTRIBUTE),
    ("Minutes were late. {.late\n", 1, Code.UNKNOWN_ATTRIBUTE),
    ("[Outcome]: pending\n\n[Mother]: absent\n", 1, Code.UNUSED_ADDRESS),
    ("[a]: https://example.org\n[a]: https://example.com\n\n[a]\n", 2, Code.UNUSED_ADDRESS),
]
ITEMS = ":::{learning} neglect\n- Minutes came late.\n"
FOUND += [
    *((f"{QUESTIONS}{line}\n:::\n", 3, Code.TYPED_BULLET) for line in (
        "▸ Who was missing?", "→ Who was missing?", "‒ Who was missing?", "ï‚· Who was missing?",
        "a. Who was missing?", "ii. Who was missing?", "Q2. Who was missing?", "*Who was missing?", "» Who was missing?", "✅ Who was missing?",
    )),
    *((f"Text.\n\n{line}\n\nMore.\n", 3, Code.MERGE_LEFT) for line in (
        "<<<<<<< Updated upstream", "++<<<<<<< HEAD", "<<<<<<<HEAD", "> >>>>>>> x", "    >>>>>>> theirs", "||||||| merged common ancestors",
    )),
    ("- one\n  <<<<<<< HEAD\n- two\n", 2, Code.MERGE_LEFT),
    *((f"{line}\n", 1, Code.INDENTED_TEXT) for line in ("\tPasted words.", "    | a | b |", "    > quoted", "    ## What", "      Deep.")),
    *((f"{line}\n", 1, Code.NOT_A_HEADING) for line in ("###What", "#1 priority", "＃ What", "＃＃What", "######## What", "#️⃣ What")),
    *((f"See {line}.\n", 1, Code.UNKNOWN_ROLE) for line in (
        "theme`neglect`", "(theme)`neglect`", "[theme]`neglect`", "`{theme}neglect`", "{theme:neglect}", "{themes}`neglect`",
    )),
    *((f"{line}\n", 1, Code.SYNTAX_NOT_ALLOWED) for line in (
        "Late.^[A note.]", "[ ] to do", "A ~gone~ word", "==marked== words", "++new++ words", "H~2~O", "[TOC]", "!!! note", "*[MASH]: a hub",
    )),
    *((f"{line}\n", 1, Code.TABLE_SHAPE) for line in ("A | B\n1 | 2", "| 3 | 4 |", "+---+---+\n| A | B |\n+---+---+", "A\tB\n1\t2")),
    *((f"{ITEMS}- {line}\n:::\n", 3, Code.BLOCK_SHAPE) for line in ("…", "?", "12", "–", "50%", "(1)", "👍")),
    *((f"## {line}\n\nText.\n", 1, Code.FURNITURE) for line in ("Skip to content", "RAG", "Share this page", "Back to top", "Cookie settings")),
    *((f"## {line}\n\n- Minutes came late.\n", 3, Code.LIST_OUTSIDE_BLOCK) for line in (
        "What the audit found", "Key findings", "Areas for improvement", "What went well", "Lessons", "Questions to discuss",
    )),
]  # fmt: skip
PASSES = [
    *(
        f"{QUESTIONS}{line}\n:::\n"
        for line in ("  → see the plan", "  and 2 of them?", "  (a) the school", "*who* was missing?", "o clock?")
    ),
    "Summary\n-------\n\n`<<<<<<< HEAD` is a mark.\n\n> > > quoted\n",
    "We are #1, ~50 children, a ~ b ~ c, C++ and A++, x == y, 2^3, [the report] says, a theme `neglect`.\n",
    "- either | or\n- a table has | and |\n\nOne | two\n",
    f"{ITEMS}- 5 of 6 were late.\n- Да.\n- {{theme}}`neglect`\n:::\n",
    "## Progress\n\nText.\n\n## Evidence\n\n- Minutes.\n\n## Who took part\n\n- Police\n",
    block("questions", "Who was there?\n  – and what did we do then?"),
    block("questions", "Who was there\nat the time?"),
    "Summary\n-------\n\nText.\n",
    "> We did not ask her.\n>\n> — A practitioner\n",
    "The number of windows in my house is\n14.  The number of doors is 6.\n",
    "It was late\n– as we said – and dark.\n",
    "We asked \\{theme} and #neglect and `{.x}` and {{ x }} and {late} and a ~ b.\n",
    "\\##What\n\n\\[^1\\] and \\~~ and ✓ done.\n",
    "- [a link](https://example.org) and 2.5 hours\n- *Emphasis*\n",
    "````text\n<<<<<<< HEAD\n- [ ] {x}\n• y\n````\n",
    "| Who | What |\n|---|---|\n| Police | a \\| b |\n| Schools |\n",
    "See [a] and [B][b].\n\n[a]: https://example.org\n[b]: https://example.com\n",
]


def found_in(text: str, body: str) -> list[tuple[int, Code]]:
    first = text[: text.index(body)].count("\n")
    return [(problem.line - first, problem.code) for problem in read(text).problems]


@each("case", FOUND)
def test_a_mistake_is_found_at_its_line(case: tuple[str, int, Code]) -> None:
    """Each kind of mistake is a problem with the line on which it stands."""
    body, line, code = case
    assert (line, code) in found_in(briefing(body), body)


@each("body", PASSES)
def test_what_means_what_it_says_passes(body: str) -> None:
    """Markdown that is like a mistake but none has no problem."""
    assert codes(read(briefing(body)).problems) == []


@each("line", ["title: Core groups # 2", "title: Core\tgroups", "title: “Core groups”", "title: “Core: groups”"])
def test_mistakes_of_the_front_matter(line: str) -> None:
    """A comment that cuts a title, a tab and curly quotes are told at their line."""
    found = read(briefing(title=None).replace("---\n", f"---\n{line}\n", 1)).problems
    assert [(problem.line, problem.code) for problem in found if problem.line == 2] == [
        (2, {"#": Code.VALUE_CUT, "”": Code.CURLY_QUOTES}.get(line[-3] if "#" in line else line[-1], Code.BAD_YAML))
    ] or ": groups" in line


@each(
    "line",
    [
        "title: ‘Core groups’",
        "title: «Core groups»",
        "title: „Core groups“",
        "title: “Core groups",
        "title: ”Core groups”",
    ],
)
def test_quotation_marks_of_a_word_processor(line: str) -> None:
    """Whatever its shape, and whether it is closed or not, a curly mark around a title quotes nothing."""
    found = read(briefing(title=None).replace("---\n", f"---\n{line}\n", 1)).problems
    assert [(problem.line, problem.code) for problem in found] == [(2, Code.CURLY_QUOTES)]


@each("text", ["R/A/G", "By when", "Timescales", "TBC", "n/a", "-", "12", "Action required", "Ref"])
def test_heads_of_tables_are_no_recommendation(text: str) -> None:
    """What stood in the head of a table, or in an empty cell, recommends nothing."""
    recommendation = {"id": "1", "text": text, "owner": "alder", "due": "2016"}
    assert codes(read(briefing(recommendations=[recommendation])).problems) == [Code.FURNITURE]


@each("title", ["Contents", "Page 2 of 9", "Click here", "Document1", "Microsoft Word - briefing", "Figure 1"])
def test_what_programs_print_is_no_title(title: str) -> None:
    """Furniture of a page, and the names that programs give to files."""
    assert codes(read(briefing(title=title)).problems) == [Code.FURNITURE]


@each("title", ["Evidence", "Progress on neglect", "Home visits", "Action on neglect", "Pages of a diary"])
def test_titles_of_ordinary_words_pass(title: str) -> None:
    assert codes(read(briefing(title=title)).problems) == []


@each("line", ["title: '“Nobody asked me”'", "title: “Nobody asked me”, said Sam", "title: Core groups#2", "# A note"])
def test_front_matter_that_means_what_it_says(line: str) -> None:
    """A quotation in straight quotes, a sign without a space and a comment of its own pass."""
    keys = {} if line.startswith("#") else {"title": None}
    assert codes(read(briefing(**keys).replace("---\n", f"---\n{line}\n", 1)).problems) == []


def test_leftovers_in_the_front_matter_are_all_that_is_told() -> None:
    """Both sides of a merge make duplicate keys and more; they follow from the marks."""
    text = briefing().replace("---\n", "---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> x\n", 1)
    assert [(problem.line, problem.code) for problem in read(text).problems] == [
        (line, Code.MERGE_LEFT) for line in (2, 4, 6)
    ]


def test_furniture_and_years() -> None:
    """What came from a web page, a table or a date is no title, recommendation or number."""
    assert codes(read(briefing(title="Skip to content")).problems) == [Code.FURNITURE]
    recommendation = {"id": "1", "text": "RAG", "owner": "alder", "due": "2016"}
    assert Code.FURNITURE in codes(read(briefing(recommendations=[recommendation])).problems)
    for size, wanted in (("2016", [Code.YEAR_AS_NUMBER]), ("2015", [])):
        audit = {**AUDIT, "sample": {"unit": "children", "size": size}}
        assert codes(read(briefing(audits=[audit])).problems) == wanted


def test_bare_addresses_are_links_as_on_github() -> None:
    """Examples of GitHub's specification: what belongs to the address, and what to the sentence."""
    for text, address, after in (
        ("Visit https://commonmark.org/help for more.", "https://commonmark.org/help", " for more."),
        ("Visit https://commonmark.org.", "https://commonmark.org", "."),
        ("https://commonmark.org/a_(b))", "https://commonmark.org/a_(b)", ")"),
        ("www.commonmark.org/he<lp", "http://www.commonmark.org/he", "<lp"),
    ):
        if "<" in text:
            continue  # raw HTML is refused elsewhere
        ((_, item),) = entry_of(briefing(block("learning", text))).items
        (link,) = (run for run in item.runs if isinstance(run, tuple))
        assert (link[1], item.runs[-1]) == (address, after)


def test_long_paragraphs_of_marks_are_read_quickly() -> None:
    """Looking for mistakes takes time in proportion to the text."""
    start = time.process_time()
    for mark in ("{", "[^", "~~", "• ", "https://a.b/(", "| a ", "#"):
        read(written(Kind.PAGE, mark * (9_000 // len(mark))))
    assert time.process_time() - start < 5
