"""What is not public reaches no byte of the output, no file name, no log, no earlier release (P3, P4, P5, P42, P54)."""

from __future__ import annotations

import shutil

import pytest
from building import tree
from press import Press

from briefings.audit.texts import texts_of

HELD = """\
---
title: Canarytitle about neglect
summary: Canarysummary of what is not public.
reference: Canaryreference
partnership: alder
published: {published}
status: {status}
{embargo}
{withdrawn}
themes: [neglect]
source: {{title: Canarysource, publisher: Canarypublisher, url: "https://canaryhost.example/canarypath"}}
audits:
  - {{id: canary-audit, title: Canaryauditname, method: survey, held: 2014}}
recommendations:
  - {{id: "9", text: Canaryrecommendation for all., owner: alder, due: 2016}}
review_by: 2027-11
anonymisation: {{checked_by: Canarychecker role, on: {checked}}}
---

## Canaryheading

:::{{learning}} neglect
- Canaryitem, and CANARYABBREVIATION too. See [canarylink](https://canaryhost.example/canarybody).
:::

![Canaryalternative](canarypicture.png)
"""
CANARIES = (
    "canarytitle canarysummary canaryreference canarysource canarypublisher canaryhost canarypath canary-audit canaryaudit"
    " canaryrecommendation canarychecker canaryheading canaryitem canaryabbreviation canarylink canarybody"
    " canaryalternative canarypicture canary-page"
).split()
DEFAULTS = {"published": "2015-03", "status": "published", "embargo": "", "withdrawn": "", "checked": "2015-05-01"}
STATES = {
    "draft": {"folder": "drafts"},
    "embargo": {"embargo": "embargo_until: 2026-11-21"},
    "published later": {"published": "2026-12"},
    "checked later": {"checked": "2026-12-01"},
    "withdrawn": {"status": "withdrawn", "withdrawn": "withdrawn: {on: 2026-01-05, why: It was out of date.}"},
}


def held_page(press: Press, **changes: str) -> str:
    """Write the page; return its name."""
    folder = changes.pop("folder", "briefings")
    text = HELD.format(**{**DEFAULTS, **changes})
    name = f"{folder}/canary-page.md"
    press.write(name, "\n".join(line for line in text.split("\n") if line or "---" not in text[:3]))
    shutil.copy(press.folder / "picture.png", press.content / folder / "canarypicture.png")
    return name


@pytest.fixture
def armed(copied: Press, printed: Press) -> Press:
    from building import SITES

    shutil.copy(SITES / "full" / "content" / "chart.png", copied.folder / "picture.png")
    return copied


def leaks(press: Press, *spared: str) -> list[str]:
    """Where a canary stands: served files (unpacked and as text), names, earlier releases, everything that was said."""
    found = []
    for name, data in tree(press.folder / "web").items():
        texts = [name.lower(), data.decode("latin-1").lower(), *texts_of(name, data)]
        found += [f"{name}: {word}" for word in CANARIES if word not in spared and any(word in text for text in texts)]
    said = "\n".join(press.said).lower()
    return found + [f"said: {word}" for word in CANARIES if word not in spared and word in said]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.usual(state=["embargo", "withdrawn"])
def test_what_is_held_back_reaches_nothing(armed: Press, state: str) -> None:
    """P3, P42: in each state that is not public; of a withdrawn page only its address stays."""
    held_page(armed, **STATES[state])
    armed.run()
    assert leaks(armed, *(["canary-page"] if state == "withdrawn" else [])) == []
    assert ("briefings/canary-page.html" in armed.files) is (state == "withdrawn")


def test_a_page_that_was_public_leaves_no_trace_after_withdrawal(armed: Press) -> None:
    """P4, P60: every surface had it; after the withdrawal none has, and no rollback brings it back."""
    held_page(armed)
    armed.run()
    assert {line.split(": ")[1] for line in leaks(armed)} >= {"canarytitle", "canaryitem", "canaryrecommendation"}
    armed.said.clear()
    held_page(armed, **STATES["withdrawn"])
    armed.run()
    page = armed.files["briefings/canary-page.html"].decode()
    assert "This briefing was withdrawn" in page
    assert "It was out of date." in page
    assert "5 January 2026" in page
    assert leaks(armed, "canary-page") == []
    armed.run("--rollback")  # to the release before the page was ever there
    assert "briefings/canary-page.html" not in armed.files
    assert leaks(armed, "canary-page") == []
    armed.run("--rollback", expect=1)


@pytest.mark.whole
def test_a_withdrawal_that_is_lost_from_the_content_is_remembered(armed: Press) -> None:
    """P60: after a careless revert neither a rollback nor a publish makes the page public, unless that is said."""
    name = held_page(armed)
    armed.run("--keep", "0")
    shutil.copytree(armed.output, armed.folder / "saved")
    held_page(armed, **STATES["withdrawn"])
    armed.run("--keep", "0")
    armed.said.clear()
    (armed.content / name).unlink()
    (armed.content / "briefings" / "canarypicture.png").unlink()
    shutil.copytree(armed.folder / "saved", armed.store / "earlier" / "000001")
    armed.run("--rollback", expect=1)
    assert not list((armed.store / "earlier").iterdir())
    held_page(armed)
    shutil.copytree(armed.folder / "saved", armed.store / "earlier" / "000001")
    armed.run("--rollback", expect=1)
    assert "--republish briefings/canary-page" in armed.run(expect=1).stderr
    assert leaks(armed, "canary-page") == []
    armed.run("--republish", "briefings/canary-page")
    assert "briefings/canary-page.html" in armed.files


def test_a_withdrawal_survives_a_failed_publish(armed: Press) -> None:
    """P4: a publish that fails changes nothing; the next good one removes every trace."""
    held_page(armed)
    armed.run()
    held_page(armed, **STATES["withdrawn"])
    armed.edit("index.md", "# ", "# [gone](no-such-page.md) ")
    armed.run(expect=1)
    armed.edit("index.md", "# [gone](no-such-page.md) ", "# ")
    armed.said.clear()
    armed.run()
    assert leaks(armed, "canary-page") == []


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("1782860399", False),  # 30 June 2026, 23:59:59 in London, 22:59:59 UTC: summer time
        ("1782860400", True),  # 1 July 2026, 00:00:00 in London
    ],
)
def test_an_embargo_ends_at_the_start_of_its_day_in_london(armed: Press, moment: str, shown: bool) -> None:
    """P5: the command itself, with its clock set to the second."""
    held_page(armed, embargo="embargo_until: 2026-07-01")
    armed.run(as_of="", env={"SOURCE_DATE_EPOCH": moment, "TZ": "Pacific/Auckland"})
    assert ("briefings/canary-page.html" in armed.files) is shown
    if not shown:
        assert leaks(armed) == []


def test_a_broken_body_under_embargo_is_neither_told_nor_in_the_way(armed: Press) -> None:
    """P3: even a mistake in a page that is held back stays private; `make check` tells its editor."""
    name = held_page(armed, embargo="embargo_until: 2027-01-01")
    armed.edit(name, "## Canaryheading", "# Canaryheading\n\n<b>canaryitem</b>")
    armed.run()
    assert leaks(armed) == []


def test_a_picture_that_no_public_page_shows_is_not_published(armed: Press) -> None:
    shutil.copy(armed.folder / "picture.png", armed.content / "canarypicture.png")
    armed.run()
    assert leaks(armed) == []


def test_the_audit_stops_a_leak_and_does_not_repeat_it(armed: Press) -> None:
    """The last line of defence: words of a draft in a template, as a careless developer might leave them."""
    held_page(armed, folder="drafts")
    before = armed.files
    settings = armed.site / "conf.py"
    # The words come in by a way that the audit cannot know beforehand: put together when the page is made.
    settings.write_text(settings.read_text() + '\nbriefings_footer = "Canary" + "heading is here."\n')
    done = armed.run(expect=1)
    assert "stand only in a page that is not public [not-public]" in done.stderr
    assert leaks(armed) == []
    assert armed.files == before


def test_a_page_of_everyday_words_is_known_by_its_sentences(armed: Press) -> None:
    """A draft need not hold rare words to be recognised."""
    draft = "the board named every time when one audit was not found again"
    armed.write(
        "drafts/plain-words.md", HELD.format(**DEFAULTS).split("## Canary")[0] + f"## What was found\n\n{draft}.\n"
    )
    settings = armed.site / "conf.py"
    # Backwards, so that the sentence comes together only when the page is made.
    words = draft.split()[::-1]
    settings.write_text(settings.read_text() + f"\nbriefings_footer = ' '.join({words!r}[::-1])\n")
    assert "[not-public]" in armed.run(expect=1).stderr


def test_pdf_text_and_metadata_are_read(armed: Press) -> None:
    """The words of PDF are compressed and encoded; the audit reads them all the same."""
    texts = [text for name, data in armed.files.items() if name.endswith(".pdf") for text in texts_of(name, data)]
    assert any("first briefing" in text for text in texts)
