"""Empty, single, very many, looping, very long, Welsh: each is shown sensibly or refused with a sentence."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from building import words_of

from briefings.model.content import load_content
from briefings.model.problems import Code

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site

    MakeSite = Callable[..., Site]

FRONT = """---
title: {title}
summary: A summary.
partnership: alder
published: {published}
themes: [neglect]
{more}review_by: 2030
anonymisation: {{checked_by: Board manager, on: 2020-01-01}}
---

{body}
"""
INDEX = "# Home\n\n:::{briefing-list}\n:::\n\n:::{found-in-many-places}\n:::\n\n:::{meeting-question}\n:::\n"
BOARD = (
    "# Board\n\n:::{recommendation-tracker}\n:::\n\n:::{recommendation-summary}\n:::\n\n:::{hygiene-report}\n:::\n\n"
    ":::{audit-chains}\n:::\n\n:::{before-and-after}\n:::\n\n:::{question-bank}\n:::\n\n:::{theme-matrix}\n:::\n"
)


def briefing(title: str = "A briefing", *, published: str = "2020", more: str = "", body: str = "") -> str:
    return FRONT.format(title=title, published=published, more=more, body=body)


@pytest.fixture
def small(site: MakeSite) -> Site:
    """The minimal site with the pages of this suite and no briefing yet."""
    made = site("minimal", briefings_as_of="2026-11-21")
    made.delete("briefings/first.md")
    made.write("index.md", INDEX)
    made.write("board.md", BOARD)
    return made


def test_a_site_without_any_briefing_says_so(small: Site) -> None:
    """No briefing yet: every page builds, and every listing has a sentence instead of a hole."""
    built = small.build()
    home, board = words_of(built.text("index.html")), words_of(built.text("board.html"))
    assert "No briefing yet." in home
    assert "No question yet." in home
    assert "No recommendation yet." in board
    assert "Not raised in any briefing yet." in words_of(built.text("themes/neglect.html"))


def test_a_site_with_one_briefing(small: Site) -> None:
    """One briefing: it is listed, and nothing claims to be related to it."""
    small.write("briefings/only.md", briefing(body=":::{learning} neglect\n- One finding.\n:::"))
    built = small.build()
    assert "A briefing" in built.text("index.html")
    assert "1 finding in 1 briefing by 1 partnership, 2020." in words_of(built.text("themes/neglect.html"))
    assert "Related briefings" not in built.text("briefings/only.html")


def test_what_a_theme_says_of_itself_agrees_with_the_table_below(small: Site) -> None:
    """A briefing that only names a theme has no finding in its table, and is not counted as if it had."""
    small.write("briefings/finds.md", briefing(body=":::{learning} neglect\n- One finding.\n- Another.\n:::"))
    small.write("briefings/too.md", briefing("Too", published="2018", body=":::{learning} neglect\n- One.\n:::"))
    small.write("briefings/names.md", briefing("Names it", published="2016"))
    page = small.build().text("themes/neglect.html")
    assert "3 findings in 2 briefings by 1 partnership, 2018 to 2020. 1 more briefing is about it." in words_of(page)
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert sum(map(int, re.findall(r">(\d+)</a></td>", table))) == 3
    small.delete("briefings/finds.md")
    small.delete("briefings/too.md")
    page = small.build().text("themes/neglect.html")
    assert "1 briefing by 1 partnership is about it. There is no finding on it yet." in words_of(page)


def test_a_policy_chain_that_loops_is_refused(small: Site) -> None:
    """Two policies that replace each other: a sentence for each, and no endless build."""
    policy = "---\ntitle: {0}\nkind: tool\nsummary: A tool.\nowner: X\nstatus: superseded\nsuperseded_by: {1}\n---\n"
    small.write("policies/one.md", policy.format("One", "two"))
    small.write("policies/two.md", policy.format("Two", "one"))
    built = small.build(expect=True)
    assert built.status == 1
    assert [line for line in built.warnings if "leads from 'one' back to itself" in line]
    assert [line for line in built.warnings if "leads from 'two' back to itself" in line]


def test_a_recommendation_that_names_a_missing_item_is_refused(small: Site) -> None:
    """`addresses` must name items of the briefing."""
    more = 'recommendations:\n  - {id: "1", text: Do it., addresses: [l9]}\n'
    small.write("briefings/only.md", briefing(more=more))
    built = small.build(expect=True)
    assert built.status == 1
    assert [line for line in built.warnings if "has no item 'l9'" in line and "only.md:" in line]


def test_an_audit_that_follows_itself_is_refused(small: Site) -> None:
    """`follows` must lead somewhere else."""
    more = "audits:\n  - {id: a, title: A, method: workshop, held: 2020, follows: [only/a]}\n"
    small.write("briefings/only.md", briefing(more=more))
    built = small.build(expect=True)
    assert built.status == 1
    assert [line for line in built.warnings if "audit 'a' follows itself" in line]


def test_300_items_in_one_theme_are_bounded_with_a_way_to_all(small: Site) -> None:
    """The theme's page stays light; the whole list follows, two hundred to a page, each item once."""
    bullets = "\n".join(f"- Finding number {number} here." for number in range(1, 301))
    small.write("briefings/only.md", briefing(body=f":::{{learning}} neglect\n{bullets}\n:::"))
    built = small.build()
    page = built.text("themes/neglect.html")
    assert page.count('<li class="item-learning"') == 10
    assert "All 300 findings" in page
    rest = [built.text(f"themes/neglect/learning{end}.html") for end in ("", "-2")]
    assert [text.count('<li class="item-learning"') for text in rest] == [200, 100]
    found = "".join(rest)
    assert all(f"Finding number {number} here." in found for number in range(1, 301))
    assert not (built.out / "themes/neglect/learning-3.html").exists()


def test_a_title_of_200_characters_is_shown_and_a_longer_one_refused(small: Site) -> None:
    """The limit is 200; one more is a sentence that says so."""
    small.write("briefings/long.md", briefing("T" * 200))
    assert "T" * 200 in small.build().text("briefings/long.html")
    small.write("briefings/long.md", briefing("T" * 201))
    built = small.build(expect=True)
    assert [line for line in built.warnings if "'title' is 201 characters long; shorten it to 200" in line]
    assert not (built.out / "briefings/long.html").exists()


def test_welsh_names_are_shown_as_written(small: Site) -> None:
    """Circumflexed w and y, apostrophes and hyphens arrive as they were written."""
    small.write("briefings/cymru.md", briefing("Diogelu plant yn Sir Gâr a Llanfair-ym-Muallt: tŷ a dŵr".join('""')))
    built = small.build()
    assert "Diogelu plant yn Sir Gâr a Llanfair-ym-Muallt: tŷ a dŵr" in built.text("briefings/cymru.html")
    assert "tŷ a dŵr" in built.text("index.html")


def test_a_theme_that_one_partnership_alone_found_is_not_found_in_many_places(small: Site) -> None:
    """Two findings of one partnership are one place; the list has a sentence then."""
    finding = ":::{learning} neglect\n- Still a problem.\n:::"
    small.write("briefings/early.md", briefing("Early", published="2015", body=finding))
    small.write("briefings/late.md", briefing("Late", published="2019", body=finding))
    assert "No theme has findings of two partnerships yet." in words_of(small.build().text("index.html"))


def test_gaps_of_a_chain_are_told_as_of_the_date_of_the_build(small: Site) -> None:
    """A re-audit that was promised and is not recorded is a gap once its time is over."""
    more = "audits:\n  - {id: a, title: First look, method: dip-sample, held: 2022, next: {what: Look again, due: 2023/24}}\n"
    small.write("briefings/only.md", briefing(more=more, body=":::{learning} neglect\n- One.\n:::"))
    assert "Promised for 2023/24, none recorded" in words_of(small.build().text("board.html"))
    small.config["briefings_as_of"] = "2023-12-31"
    board = words_of(small.build().text("board.html"))
    assert "Promised for 2023/24" in board
    assert "none recorded" not in board
    small.config["briefings_as_of"] = "2026-11-21"
    more = "audits:\n  - {id: b, title: Second look, method: dip-sample, held: 2024, follows: [only/a]}\n"
    small.write("briefings/again.md", briefing("Again", published="2024", more=more))
    board = words_of(small.build().text("board.html"))
    assert "none recorded" not in board
    assert "Second look, 2024" in board


def test_the_hygiene_report_names_every_gap(small: Site) -> None:
    """Done without evidence, evidence that says there is none, no status, owner or due date, made twice."""
    more = (
        "recommendations:\n"
        '  - {id: "1", text: "Share the minutes of every core group meeting with schools.", owner: alder, due: 2020,'
        " updates: [{on: 2020-01, status: green}]}\n"
        '  - {id: "2", text: "Share the minutes of every core group meeting with schools.", owner: alder, due: 2020,'
        ' updates: [{on: 2020-01, status: amber, evidence: ["There is no evidence of it."]}]}\n'
        '  - {id: "3", text: Train people.}\n'
    )
    small.write("briefings/only.md", briefing(more=more))
    board = words_of(small.build().text("board.html"))
    for gap in (
        "Done, without evidence (1)",
        "Evidence says that there is none (1)",
        "No status (1)",
        "No owner (1)",
        "No due date (1)",
        "Made twice (1)",
    ):
        assert gap in board


def test_overdue_and_quiet_recommendations_are_told_as_of_the_date_of_the_build(small: Site) -> None:
    """The same content says "overdue" only from the day after it was due."""
    more = (
        'recommendations:\n  - {id: "1", text: Do it., owner: alder, due: 2026-06, '
        "updates: [{on: 2026-01-10, status: amber, evidence: [Begun]}]}\n"
    )
    small.write("briefings/only.md", briefing(more=more))
    small.config["briefings_as_of"] = "2026-06-30"
    assert "June 2026, overdue" not in words_of(small.build().text("board.html"))
    small.config["briefings_as_of"] = "2026-07-01"
    board = words_of(small.build().text("board.html"))
    assert "June 2026, overdue" in board
    assert "no update for a year" not in board
    small.config["briefings_as_of"] = "2027-01-11"
    assert "no update for a year" in words_of(small.build().text("board.html"))


STATEMENT = """---
accessibility:
  tested: 2025-11
  how: [By keyboard alone.]
  known_issues: [{what: Charts are silent., instead: Read the table., mended_by: 2027}]
  contact: Write to the office.
  contact_url: https://example.org/contact
---

# Accessibility

:::{accessibility-statement}
:::
"""


def test_the_accessibility_statement_is_made_of_its_data_and_says_when_it_is_old(small: Site) -> None:
    """The day after a year it warns its readers, and the check warns the editor."""
    small.write("accessibility.md", STATEMENT)
    small.config["briefings_as_of"] = "2026-12-01"
    page = words_of(small.build().text("accessibility.html"))
    for said in (
        "Last tested: November 2025",
        "By keyboard alone.",
        "Charts are silent. Read the table.",
        "We mean to mend this by 2027.",
        "Write to the office.",
        "https://example.org/contact",
    ):
        assert said in page
    assert "more than a year ago" not in page
    small.config["briefings_as_of"] = "2026-12-02"
    built = small.build()
    assert "more than a year ago" in words_of(built.text("accessibility.html"))
    problems = load_content(small.content, as_of=date(2026, 12, 2)).problems
    said = "\n".join(str(one) for one in problems if one.code is Code.TEST_OLD)
    assert said.startswith("content/accessibility.md: the site was last tested for accessibility over a year ago")


def test_without_data_the_accessibility_statement_says_so(small: Site) -> None:
    """Nobody is told that a site was tested when nobody has said so."""
    small.write("accessibility.md", "# Accessibility\n\n:::{accessibility-statement}\n:::\n")
    assert "Nobody has said yet" in words_of(small.build().text("accessibility.html"))


def test_good_practice_stands_beside_learning_in_a_frame_that_is_no_block(small: Site) -> None:
    """The frame around the two looks like nothing of its own."""
    body = "## Minutes\n\n:::{good-practice} neglect\n- Good.\n:::\n\n:::{learning} neglect\n- Bad.\n:::\n"
    small.write("briefings/only.md", briefing(body=body))
    page = small.build().text("briefings/only.html")
    assert '<div class="pair docutils">\n<section class="block block-good-practice"' in page
    assert page.index("block-good-practice") < page.index("block-learning")


def test_an_audit_whose_title_tells_its_date_is_not_dated_twice(small: Site) -> None:
    """Where an audit is named elsewhere its date is added, once."""
    more = (
        "audits:\n  - {id: a, title: 'Dip sample, May 2019', method: dip-sample, held: 2019-05}\n"
        "  - {id: b, title: Survey, method: survey, held: 2020, follows: [only/a]}\n"
    )
    small.write("briefings/only.md", briefing(more=more))
    page = words_of(small.build().text("briefings/only.html"))
    assert "Follows Dip sample, May 2019" in page
    assert "May 2019, May 2019" not in page
    assert "Followed by Survey, 2020" in page


def test_many_comparisons_lead_on(small: Site) -> None:
    """What was graded twice grows with the collection: the page shows some of it and leads to the rest."""
    grades = "{outstanding: 1, good: 1, adequate: 1, inadequate: 1}"
    for number in range(15):
        more = (
            f"audits:\n  - {{id: a, title: First, method: workshop, held: 2018, grades: {grades}}}\n"
            f"  - {{id: b, title: Second, method: workshop, held: 2019, grades: {grades}, follows: [b{number}/a]}}\n"
        )
        small.write(f"briefings/b{number}.md", briefing(f"Briefing {number}", more=more))
    built = small.build()
    shown = built.text("board.html").count('<th scope="row">Good')
    assert shown == 13  # of 50 rows, four a briefing
    assert "All 60 comparisons" in words_of(built.text("board.html"))
    rest = re.search(r'<p class="rest"><a href="(board/[^"]+)">All 60 ', built.text("board.html"))
    assert rest
    assert built.text(rest[1]).count('<th scope="row">Good') == 15


def test_standing_questions_go_with_every_briefing(small: Site) -> None:
    """Set once, shown on each briefing, marked as standing."""
    small.write("questions.md", "---\nstanding_questions: [How will this stick?]\n---\n\n# Questions\n")
    small.write("briefings/only.md", briefing())
    page = words_of(small.build().text("briefings/only.html"))
    assert "Standing questions" in page
    assert "How will this stick?" in page


def test_abbreviations_are_spelled_out_at_their_first_use(small: Site) -> None:
    """The first use on a page is an `abbr` with what it means; the second is plain; code is left alone."""
    small.write(
        "glossary.md", "---\nterms: [{term: MARAC, means: a risk meeting}]\n---\n\n# Words\n\n:::{glossary-list}\n:::\n"
    )
    body = "`MARAC` and MARAC and MARAC.\n\n:::{learning} neglect\n- The MARAC met.\n:::"
    small.write("briefings/only.md", briefing(body=body))
    built = small.build()
    page = built.text("briefings/only.html")
    assert page.count('<abbr title="a risk meeting">MARAC</abbr>') == 1
    assert page.index("</code>") < page.index("<abbr")
    assert built.text("themes/neglect.html").count("<abbr") == 1
    small.edit("glossary.md", "a risk meeting", "a meeting about risk")
    assert 'title="a meeting about risk"' in small.build().text("briefings/only.html")


def test_a_digest_gathers_one_partnership_and_period(small: Site) -> None:
    """A few lines of front matter gather what lies in the period, and nothing else."""
    small.write("digests/year.md", "---\ndigest: {partnership: alder, period: 2019/20}\n---\n\n# Our year\n")
    for slug, held in (("before", "2019-03"), ("inside", "2019-04"), ("after", "2020-04")):
        more = f"audits:\n  - {{id: a, title: Audit {slug}, method: workshop, held: {held}}}\n"
        body = f":::{{practice-points}} neglect\n- Point {slug}.\n:::"
        small.write(f"briefings/{slug}.md", briefing(slug.title(), published=held, more=more, body=body))
    page = words_of(small.build().text("digests/year.html"))
    assert "Point inside." in page
    assert "Audit inside" in page
    assert "Neglect (1 item)" in page
    assert "Point before." not in page
    assert "Point after." not in page


def test_a_briefing_written_under_replaced_guidance_says_so(small: Site) -> None:
    """The banner leads to the edition that stands now, over all steps."""
    policy = "---\ntitle: {0}\nkind: statutory-guidance\nsummary: Guidance.\nowner: X\n{1}---\n"
    small.write("policies/g1.md", policy.format("Guidance 1", "status: superseded\nsuperseded_by: g2\n"))
    small.write("policies/g2.md", policy.format("Guidance 2", "status: superseded\nsuperseded_by: g3\n"))
    small.write("policies/g3.md", policy.format("Guidance 3", "status: current\n"))
    small.write("briefings/only.md", briefing(more="written_under: g1\n"))
    built = small.build()
    page = words_of(built.text("briefings/only.html"))
    assert "This was written under Guidance 1, which has since been replaced." in page
    assert "Guidance 3" in page
    assert "Guidance 2, then Guidance 3" in words_of(built.text("policies/g1.html"))


def test_old_news_leaves_the_front_and_stays_in_the_register(small: Site) -> None:
    """`:within:` counts months back from the date of the build."""
    small.write(
        "policies/tool.md",
        "---\ntitle: The tool\nkind: tool\nsummary: A tool.\nowner: X\nstatus: current\n"
        "changes: [{on: 2025-12, change: updated, what: Adds a chart.}]\n---\n",
    )
    small.write("news.md", "# News\n\n:::{policy-changes}\n:within: 12\n:::\n")
    small.write("all.md", "# All\n\n:::{policy-changes}\n:::\n")
    assert "Adds a chart." in small.build().text("news.html")
    small.config["briefings_as_of"] = "2027-02-01"
    built = small.build()
    assert "Adds a chart." not in built.text("news.html")
    assert "Adds a chart." in built.text("all.html")
