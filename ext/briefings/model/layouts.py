"""The bodies that `make new` and the web form start from, one for each layout; each hint in [[…]] must be replaced.

They are in the canonical form of `briefings format`: what the blocks of a section share stands above its heading.
"""

from __future__ import annotations

from typing import Final

from briefings.model.vocabulary import Layout

LAYOUT_TITLES: Final = {
    Layout.SEVEN_MINUTE.value: "Seven numbered boxes (a seven-minute briefing)",
    Layout.FINDINGS_AND_ACTIONS.value: "Findings by topic, then actions by topic",
    Layout.THREE_COLUMNS.value: "Three columns: working well, worried about, needs to happen",
    Layout.RECOMMENDATIONS.value: "Recommendations with evidence and status",
    Layout.DIGEST.value: "A year's digest of several audits",
}

_LOOKED_AT = """\
## What was looked at

[[How many children, cases or meetings; who took part; over what time. Nobody is named.]]
"""
_LAST = """\
## What to do differently

:::{practice-points} THEME {origin=site}
- [[What can somebody do differently on Monday? Take out 'origin=site' if the report printed it]]
:::

## Questions for your team

:::{questions} THEME {origin=site}
- [[A question that follows from the findings]]
- [[A question that a team can answer in ten minutes]]
:::
"""


_SHARED: Final = "{audit=audit-1 .THEME}\n"
"""Stands above the heading of a section with several blocks, which inherit it."""


def _block(kind: str, hint: str, *, alone: bool = True) -> str:
    """A block that says what it is about by itself, or inherits it."""
    about = " THEME {audit=audit-1}" if alone else ""
    return f":::{{{kind}}}{about}\n- [[{hint}]]\n:::\n"


_FINDING = "One thing that the audit found, in a sentence or two, without blame"
_GOOD = "One thing that went well, and who did it (an agency, not a person)"
_ACTION = "One thing that the partnership did or will do"
_NEEDED = "One thing that needs to happen"

BODIES: Final[dict[Layout, str]] = {
    Layout.SEVEN_MINUTE: "\n".join(
        [
            "## 01 Why we looked\n\n[[Why the audit was done]]\n",
            "## 02 Background\n\n[[What was known before]]\n",
            "## 03 What we did\n\n[[How many cases; who took part. Nobody is named.]]\n",
            "## 04 What we learned\n",
            _block("learning", _FINDING),
            "## 05 What needs to improve\n",
            _block("learning", _FINDING),
            "## 06 What went well\n",
            _block("good-practice", _GOOD),
            "## 07 What happens next\n",
            _block("actions", _ACTION),
            _LAST,
        ]
    ),
    Layout.FINDINGS_AND_ACTIONS: "\n".join(
        [
            _LOOKED_AT,
            _SHARED + "## What the audit found\n\n### [[First topic]]\n",
            _block("learning", _FINDING, alone=False),
            "### What went well\n",
            _block("good-practice", _GOOD, alone=False),
            "## What is being done\n",
            _block("actions", _ACTION),
            _LAST,
        ]
    ),
    Layout.THREE_COLUMNS: "\n".join(
        [
            _LOOKED_AT,
            _SHARED + "## What the audit found\n",
            ":::::{grid} 1 1 3 3\n\n::::{grid-item}\n\n**What is working well**\n",
            _block("good-practice", _GOOD, alone=False) + "\n::::\n",
            "::::{grid-item}\n\n**What we are worried about**\n",
            _block("learning", _FINDING, alone=False) + "\n::::\n",
            "::::{grid-item}\n\n**What needs to happen**\n",
            _block("practice-points", _NEEDED, alone=False) + "\n::::\n\n:::::\n",
            _LAST,
        ]
    ),
    Layout.RECOMMENDATIONS: "\n".join(
        [
            _LOOKED_AT,
            "## What the audits found\n",
            _block("learning", _FINDING),
            "## What changed\n",
            _block("impact", "One thing that is different because of the audit, and how we know"),
            (
                "## The recommendations\n\n[[How many there are, and where they stand: write each as a record in the "
                "front matter, under 'recommendations:'; the handbook shows how]]\n"
            ),
            _LAST,
        ]
    ),
    Layout.DIGEST: "\n".join(
        [
            "## Messages across the year\n",
            ":::{learning} THEME\n- [[A message that more than one audit gave]]\n:::\n",
            _SHARED + "## [[First audit]]\n\n[[When it was held, how many children or cases; nobody is named]]\n",
            "### What went well\n",
            _block("good-practice", _GOOD, alone=False),
            "### The audit reminds us to\n",
            _block("practice-points", _NEEDED, alone=False),
            "## How we are responding\n",
            _block("actions", _ACTION),
            _LAST,
        ]
    ),
}
