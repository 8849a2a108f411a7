"""What is public on a date: whatever is not clearly public is not (P3 to P5, P42); and the one clock."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from pages import CANARY, TODAY, block, briefing, codes, entry_of, lines, read, write, written

from briefings.model import selection
from briefings.model.clock import as_of_date
from briefings.model.content import choose, load_content, not_public_yet
from briefings.model.problems import Code, errors_in
from briefings.model.scan import SourceFile
from briefings.model.selection import TOMBSTONE_TITLE, Decision, Tombstone, decide, reasons_to_hold, tombstone_of
from briefings.model.vocabulary import Kind

WITHDRAWN = {"status": "withdrawn", "withdrawn": {"on": "2026-11-20", "why": "It is out of date."}}


def decided(on: str, docname: str = "briefings/x", **keys: Any) -> Decision:
    return decide(entry_of(briefing(**keys), docname), date.fromisoformat(on))


# the clock ---------------------------------------------------------------------------------------------------------


@each(
    ("moment", "day"),
    [
        ("2026-11-30T23:59:59", "2026-11-30"),  # winter: London is UTC
        ("2026-12-01T00:00:00", "2026-12-01"),
        ("2026-06-30T22:59:59", "2026-06-30"),  # summer: midnight in London is 23:00 UTC
        ("2026-06-30T23:00:00", "2026-07-01"),
        ("2026-03-29T00:59:59", "2026-03-29"),  # summer time starts at 01:00 UTC
        ("2026-03-29T22:59:59", "2026-03-29"),
        ("2026-03-29T23:00:00", "2026-03-30"),
        ("2026-10-24T23:00:00", "2026-10-25"),  # summer time ends at 01:00 UTC
        ("2026-10-25T23:00:00", "2026-10-25"),
        ("2026-10-26T00:00:00", "2026-10-26"),
        ("2028-02-29T12:00:00", "2028-02-29"),
        ("1970-01-01T00:00:01", "1970-01-01"),
    ],
)
@each("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_days_are_those_of_london(moment: str, day: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH gives the date, in Europe/London, wherever the computer stands (P5)."""
    seconds = int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
    monkeypatch.setenv("TZ", zone)
    assert as_of_date() == date.fromisoformat(day)


def test_a_given_date_counts_more_than_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A date that somebody asks for is the date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert as_of_date("2026-11-20") == date(2026, 11, 20)
    assert as_of_date("") == as_of_date(None) == date(1970, 1, 1)


def test_without_anything_it_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The default is the day in London, now."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert abs(as_of_date() - datetime.now(UTC).date()) <= timedelta(days=1)


@each("text", ["20/11/2026", "2026-13-01", "today", "2026-11", "1763596800"])
def test_a_bad_date_is_said(text: str) -> None:
    """A date in another form is refused with the form that is meant."""
    with pytest.raises(ValueError, match="a date is written like 2026-11-20, not"):
        as_of_date(text)


@each("text", ["abc", "1.5", "9" * 30, "999999999999999", "2026-11-20", "-1", "1_000", "+5", " 5", "٥"])
def test_a_bad_epoch_is_said(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOURCE_DATE_EPOCH that is no number of seconds is refused by its name."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH must be a number of seconds, not"):
        as_of_date()


# public or not -----------------------------------------------------------------------------------------------------


@each(
    ("embargo", "on", "expected"),
    [
        ("2026-12-01", "2026-11-30", Decision.HELD),
        ("2026-12-01", "2026-12-01", Decision.PUBLIC),
        ("2026-12-01", "2026-12-02", Decision.PUBLIC),
        ("2028-02-29", "2028-02-28", Decision.HELD),
        ("2028-02-29", "2028-02-29", Decision.PUBLIC),
        ("2027-01-01", "2026-12-31", Decision.HELD),
        ("2200-12-31", "2026-12-31", Decision.HELD),
        (None, "2026-12-31", Decision.PUBLIC),
    ],
)
def test_an_embargo_ends_at_the_start_of_its_day(embargo: str | None, on: str, expected: Decision) -> None:
    """A briefing under embargo is hidden until the day begins on which it may be public (P5)."""
    assert decided(on, embargo_until=embargo) is expected


@each(
    ("moment", "expected"),
    [
        ("2026-06-30T22:59:59", Decision.HELD),
        ("2026-06-30T23:00:00", Decision.PUBLIC),
        ("2026-07-01T00:00:00", Decision.PUBLIC),
    ],
)
def test_an_embargo_in_summer_ends_at_midnight_in_london(
    moment: str, expected: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hidden at 23:59:59 British Summer Time, public at 00:00 (P5)."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())))
    assert decided(as_of_date().isoformat(), embargo_until="2026-07-01") is expected


@each(
    ("published", "on", "expected"),
    [
        ("2026-11-21", "2026-11-20", Decision.HELD),
        ("2026-11-20", "2026-11-20", Decision.PUBLIC),
        ("2026-12", "2026-11-30", Decision.HELD),
        ("2026-12", "2026-12-01", Decision.PUBLIC),
        ("2027", "2026-12-31", Decision.HELD),
        ("2026", "2026-12-31", Decision.PUBLIC),
    ],
)
def test_what_is_published_in_future_is_held(published: str, on: str, expected: Decision) -> None:
    """A briefing whose source is not out yet is not public; of a month or year, the first day counts."""
    assert decided(on, published=published) is expected


@each(
    ("checked", "expected"),
    [("2026-11-20", Decision.PUBLIC), ("2026-11-21", Decision.HELD), ("2027-01-01", Decision.HELD)],
)
def test_the_anonymisation_check_must_be_done(checked: str, expected: Decision) -> None:
    """A check that is only planned is no check (P42)."""
    assert decided("2026-11-20", anonymisation={"checked_by": "Board manager", "on": checked}) is expected


def test_without_an_anonymisation_check_nothing_is_read() -> None:
    """A briefing without a recorded check has no entry at all, so it cannot be public (P42)."""
    for keys in (
        {"anonymisation": None},
        {"anonymisation": {"on": "2026-11-01"}},
        {"anonymisation": {"checked_by": "A"}},
    ):
        found = read(briefing(CANARY, **keys))
        assert (found.entry, found.body) == (None, "")


@each("keys", [{}, WITHDRAWN, {"embargo_until": "2020-01-01"}])
def test_a_draft_is_never_public(keys: dict[str, Any]) -> None:
    """What stands in drafts/ is held, whatever its front matter says."""
    assert decided("2026-11-20", "drafts/x", **keys) is Decision.HELD


def test_a_draft_is_never_public_however_deep_it_lies() -> None:
    assert decide(entry_of(written(Kind.PAGE), "drafts/briefings/x"), TODAY) is Decision.HELD


def test_a_briefing_that_was_never_checked_says_so() -> None:
    """The date that a hint stands for is no date of a check, whatever the day (P42)."""
    entry = entry_of(briefing(anonymisation={"checked_by": "Nobody yet", "on": "2200-12-31"}))
    said = "nobody has checked that no one can be recognised ('briefings approve' asks who did, and when)"
    for on in (TODAY, date(2200, 12, 31), date(2300, 1, 1)):
        assert list(reasons_to_hold(entry, on)) == [said]
        assert decide(entry, on) is Decision.HELD


def test_what_is_no_briefing_is_not_published_as_one() -> None:
    """An entry of that kind without the record of one is not known to be public, so it is not."""
    entry = replace(entry_of(briefing()), record=entry_of(written(Kind.PAGE), "about").record)
    assert list(reasons_to_hold(entry, TODAY)) == ["it is no briefing"]
    assert decide(entry, TODAY) is Decision.HELD


@each("docname", ["about", "themes/neglect", "handbook/x", "briefings/index"])
def test_all_other_pages_are_public(docname: str) -> None:
    """Registry pages and free pages have no embargo."""
    text = written(Kind.THEME) if docname.startswith("themes") else written(Kind.PAGE)
    assert decide(entry_of(text, docname), TODAY) is Decision.PUBLIC


def test_the_reasons_are_told_to_those_who_may_know() -> None:
    """Every reason why a page is held is named, with its date."""
    keys = {
        "published": "2027-01",
        "embargo_until": "2027-02-01",
        "anonymisation": {"checked_by": "A", "on": "2026-12-24"},
    }
    assert list(reasons_to_hold(entry_of(briefing(**keys), "drafts/x"), TODAY)) == [
        "it stands in drafts/",
        "it is published in January 2027",
        "its anonymisation is checked on 24 December 2026",
        "it is under embargo until 1 February 2027",
    ]
    assert list(reasons_to_hold(entry_of(briefing()), TODAY)) == []


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_public_means_that_every_date_is_reached(
    published: date, checked: date, embargo: date | None, on: date
) -> None:
    """A briefing is public exactly when it is published, checked and no longer under embargo (Hypothesis)."""
    anonymisation = {"checked_by": "Manager", "on": str(checked)}
    found = decided(
        str(on), published=str(published), anonymisation=anonymisation, embargo_until=embargo and str(embargo)
    )
    reached = all(one <= on for one in (published, checked, embargo) if one)
    assert found is (Decision.PUBLIC if reached else Decision.HELD)


# withdrawn ---------------------------------------------------------------------------------------------------------

SECRETS = [f"{CANARY}{number}" for number in range(12)]
FULL = briefing(
    f"## {SECRETS[0]}\n\n{SECRETS[1]} {{theme}}`{SECRETS[2].lower()}`\n\n" + block("learning", SECRETS[3]),
    title=SECRETS[4],
    summary=SECRETS[5],
    reference=SECRETS[6],
    source={"title": SECRETS[7], "publisher": SECRETS[8]},
    audits=[{"id": SECRETS[9].lower(), "title": SECRETS[10], "method": "workshop", "held": "2016"}],
    recommendations=[{"id": "1", "text": SECRETS[11]}],
    **WITHDRAWN,
)


@each("on", ["2026-11-01", "2026-11-20", "2027-11-20"])
def test_withdrawn_is_withdrawn_at_once(on: str) -> None:
    """A briefing that was public and is marked as withdrawn is a tombstone from that moment, whatever the day it names."""
    assert decided(on, **WITHDRAWN) is Decision.TOMBSTONE


@each(
    "keys",
    [
        {"embargo_until": "2026-11-21"},
        {"published": "2026-12"},
        {"anonymisation": {"checked_by": "Board", "on": "2026-11-21"}},
    ],
)
@each("on", ["2026-11-01", "2026-11-20", "2026-11-21", "2027-11-20"])
def test_what_was_never_public_leaves_no_tombstone(on: str, keys: dict[str, Any]) -> None:
    """P68: not even the address of a briefing that was withdrawn under embargo is shown, also when its day has come."""
    assert decided(on, **WITHDRAWN, **keys) is Decision.HELD
    text = briefing("Quillwort\n", **WITHDRAWN, **keys)
    source = SourceFile("briefings/x", Path("unused"), "content/briefings/x.md")
    chosen = choose(source, text.encode(), as_of=date.fromisoformat(on))
    assert (chosen.entry, chosen.body, chosen.problems) == (None, "", ())
    preview = choose(source, text.encode(), as_of=date.fromisoformat(on), drafts=True)
    assert isinstance(preview.entry.record, Tombstone)  # its text is gone in previews too
    assert preview.body == ""


def test_a_tombstone_keeps_no_text() -> None:
    """Of a withdrawn briefing there remain its address, the day and the reason; nothing that it said."""
    stone = tombstone_of(entry_of(FULL, "briefings/x"))
    assert stone.record == Tombstone(on="20 November 2026", why="It is out of date.")
    assert (stone.docname, stone.title, stone.words) == ("briefings/x", TOMBSTONE_TITLE, 0)
    assert (stone.blocks, stone.listings, stone.references, stone.abbreviations) == ((), (), (), ())
    stored = pickle.dumps(stone).lower()
    assert CANARY.lower().encode() not in stored
    assert tombstone_of(replace(entry_of(FULL), listings=("x",), abbreviations=("X",))).listings == ()
    assert b"alder" not in stored
    assert b"neglect" not in stored


def test_a_tombstone_stays_a_tombstone() -> None:
    """What was withdrawn once is not read again from what is stored of it."""
    stone = tombstone_of(entry_of(FULL, "briefings/x"))
    assert tombstone_of(stone) is stone
    assert decide(stone, TODAY) is Decision.TOMBSTONE


# what a build sees -------------------------------------------------------------------------------------------------


def chosen(text: str, docname: str = "briefings/x", *, drafts: bool = False) -> tuple[bool, str, list[Code]]:
    source = SourceFile(docname, Path("unused"), f"content/{docname}.md")
    found = choose(source, text.encode(), as_of=TODAY, drafts=drafts)
    return found.entry is not None, found.body, codes(found.problems)


def test_a_build_sees_the_body_of_a_public_page() -> None:
    """A public page is handed over whole."""
    seen, body, problems = chosen(briefing(f"{CANARY}\n"))
    assert (seen, CANARY in body, problems) == (True, True, [])


def test_a_build_sees_nothing_of_what_is_held() -> None:
    """A page under embargo is absent, with its advice: not even a message names it (P3)."""
    text = briefing(CANARY, embargo_until="2027-01-01", recommendations=[{"id": "1", "text": "Do it."}])
    assert chosen(text) == (False, "", [])
    seen, body, problems = chosen(text, drafts=True)
    assert (seen, CANARY in body) == (True, True)
    assert problems == [Code.DUE_MISSING, Code.OWNER_MISSING]


def test_a_build_sees_only_the_tombstone_of_what_is_withdrawn() -> None:
    """The text of a withdrawn briefing is not handed over, in previews neither."""
    for drafts in (False, True):
        assert chosen(FULL, drafts=drafts)[:2] == (True, "")


def test_a_build_sees_nothing_of_what_is_broken() -> None:
    """A page with an error is absent; the error is told."""
    assert chosen(briefing(f"{CANARY} <b>")) == (False, "", [Code.RAW_HTML])


def test_a_check_says_why_a_briefing_is_not_public() -> None:
    """An editor who asks is told the reason and the date."""
    source = SourceFile("briefings/x", Path("unused"), "content/briefings/x.md")
    found = choose(source, briefing(embargo_until="2027-01-01").encode(), as_of=TODAY, drafts=True)
    assert found.entry is not None
    assert lines(not_public_yet(found.entry, source, TODAY)) == [
        "content/briefings/x.md: this briefing is not public yet: it is under embargo until 1 January 2027 [not-public-yet]"
    ]


def test_what_is_not_public_does_not_exist_for_others(tmp_path: Path) -> None:
    """A public page that mentions a held one is told that there is no such briefing, before it is published too."""
    files = {
        "partnerships/alder.md": written(Kind.PARTNERSHIP),
        "themes/neglect.md": written(Kind.THEME),
        "about.md": written(Kind.PAGE, "See {briefing}`held` and {briefing}`gone`.\n"),
        "briefings/held.md": briefing(block("questions", "What now?"), embargo_until="2027-01-01", title=CANARY),
        "briefings/gone.md": FULL.replace("{theme}`quillwort2`", ""),
    }
    root = write(tmp_path / "content", files)
    public, preview = (load_content(root, as_of=TODAY, drafts=drafts) for drafts in (False, True))
    assert "briefings/held" not in public.library.entries
    assert Code.UNKNOWN_BRIEFING in codes(public.problems)
    assert errors_in(public.problems) == errors_in(preview.problems)
    assert "does not exist or is not public yet" in "".join(lines(public.problems))
    assert preview.library.face("briefing", "held") is not None
    assert CANARY not in "".join(lines(public.problems))
    assert public.library.of_kind(Kind.BRIEFING) == ()
    later = load_content(root, as_of=date(2027, 1, 1))
    assert [entry.slug for entry in later.library.of_kind(Kind.BRIEFING)] == ["held"]


def test_decisions_are_pure() -> None:
    """The decision takes the date as an argument and asks nobody else."""
    assert "clock" not in vars(selection)
