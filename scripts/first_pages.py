"""The pages that a new site starts with, besides those that it shares with this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefings.model.writing import front_matter

if TYPE_CHECKING:
    from datetime import date


def pages(name: str) -> dict[str, str]:
    """The general pages, by their place in the content folder."""
    return {
        "index.md": f"# {name}\n\nWhat audits have taught us, in plain words, with questions for your next meeting.\n\n"
        "## For your next meeting\n\n:::{meeting-question}\n:::\n\n"
        "## Newest briefings\n\n:::{briefing-list}\n:limit: 4\n:::\n\n## Themes\n\n:::{theme-index}\n:::\n",
        "questions.md": "# Questions\n\n:::{question-bank}\n:::\n",
        "recommendations.md": "# Recommendations\n\n:::{recommendation-summary}\n:::\n\n"
        ":::{recommendation-tracker}\n:::\n",
        "audits.md": "# Audits\n\n:::{audit-table}\n:::\n",
        "glossary.md": _glossary(),
        "about.md": "# About this site\n\nSay here who runs the site, how briefings are written and checked, and how "
        "somebody can tell you that something is wrong.\n",
        "accessibility.md": "# Accessibility\n\nSay when and how you tested the site: the handbook shows how, under "
        "'accessibility-statement'.\n\n:::{accessibility-statement}\n:::\n",
        "briefings/index.md": "# Briefings\n\n:::{briefing-list}\n:::\n",
        "partnerships/index.md": "# Partnerships\n\n:::{partnership-list}\n:::\n",
    }


def _glossary() -> str:
    terms = [
        {"term": "MASH", "means": "multi-agency safeguarding hub"},
        {"term": "SMART", "means": "specific, measurable, achievable, relevant, timed"},
    ]
    return f"{front_matter({'terms': terms})}\n# Glossary\n\n:::{{glossary-list}}\n:::\n"


def sample(slug: str, partnership: str, as_of: date) -> dict[str, str]:
    """The partnership's page and a sample briefing, which shows every kind of block."""
    record = {
        "title": f"{partnership} safeguarding partnership",
        "short_title": partnership,
        "summary": f"The agencies that work together to keep children safe in {partnership}.",
        "area": partnership,
    }
    briefing = front_matter(
        {
            "title": "A sample: what helps core groups",
            "summary": "A briefing that we made up, to show what one looks like. Nothing in it happened.",
            "partnership": slug,
            "published": str(as_of.year),
            "layout": "findings-and-actions",
            "themes": ["core-groups"],
            "audits": [
                {
                    "id": "sample-audit",
                    "title": "A sample audit",
                    "method": "dip-sample",
                    "held": str(as_of.year),
                    "sample": {"unit": "meetings", "size": "8"},
                }
            ],
            "recommendations": [
                {
                    "id": "1",
                    "audit": "sample-audit",
                    "text": "Send minutes to everybody within a week.",
                    "owner": slug,
                    "due": str(as_of.year + 1),
                }
            ],
            "review_by": str(as_of.year + 1),
            "anonymisation": {"checked_by": "Whoever started this site", "on": str(as_of)},
        }
    )
    return {f"partnerships/{slug}.md": f"{front_matter(record)}", "briefings/sample-core-groups.md": briefing + _BODY}


_BODY = """
This briefing is made up. Delete it once you have one of your own.

## What the audit found

:::{good-practice} core-groups
- Most meetings were on time.
:::

:::{learning} core-groups
- Minutes were sent late, or not to everybody.
:::

## What is being done

:::{actions} core-groups
- A short form for minutes is on trial.
:::

## What to do differently

:::{practice-points} core-groups
- Agree at the start who takes the minutes.
:::

## Questions for your team

:::{questions} core-groups
- When did the last minutes reach us, and what did we do while we waited?
:::
"""
