"""What a newer version writes otherwise, one text at a time; what is as it should be stays as it is."""

from __future__ import annotations

import pytest

from briefings import __version__
from briefings.upgrading.changes import changelog, for_sites, releases_in
from briefings.upgrading.deprecations import DEPRECATIONS, deprecated_in
from briefings.upgrading.migrations import (
    with_addresses,
    with_addresses_in_table,
    with_plain_address,
    with_requirement,
    with_status_scale,
    without_paths_of_theme,
)
from briefings.upgrading.record import Record, RecordError, as_numbers, fingerprint_of, read_record

KNOWN = {"minutes": {"q1": "q-who-writes", "l2": "l-late", "q12": "q-twelve"}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "address:\n  url: https://a.example/p\n  state: live\n  last_seen: 2026-10\n",
            "address: https://a.example/p\nlast_seen: 2026-10\n",
        ),
        (
            "address:\n  url: https://a.example/p\n  state: gone\n  archived: https://b.example/9\n",
            "former_addresses: [https://a.example/p]\narchived: https://b.example/9\n",
        ),
        (
            "address: {url: https://a.example/p, state: gone, instead: newer}\nissued: 2015\n",
            "former_addresses: [https://a.example/p]\nsuperseded_by: newer\nstatus: superseded\nissued: 2015\n",
        ),
        ("address: https://a.example/p\nlast_seen: 2026-10\n", "address: https://a.example/p\nlast_seen: 2026-10\n"),
        ("title: No address\n", "title: No address\n"),
    ],
)
def test_an_address_of_a_policy(before: str, after: str) -> None:
    assert with_plain_address(f"---\n{before}---\n\nWords.\n") == f"---\n{after}---\n\nWords.\n"
    assert with_plain_address(f"---\n{after}---\n\nWords.\n") == f"---\n{after}---\n\nWords.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ask {item}`minutes/q1` now.", "Ask {item}`minutes/q-who-writes` now."),
        ("{item}`this <minutes/l2>`, {item}`minutes/q12`", "{item}`this <minutes/l-late>`, {item}`minutes/q-twelve`"),
        ("[it](minutes.md#q1)", "[it](minutes.md#q-who-writes)"),
        ("{item}`minutes/q9` {item}`other/q1`", "{item}`minutes/q9` {item}`other/q1`"),
        ("plain words minutes/q1", "plain words minutes/q1"),
        ("    addresses: [q1, l2]\n    text: In q1 of 2026", "    addresses: [q-who-writes, l-late]\n    text: In q1 of 2026"),
        ("    addresses:\n      - q1\n      - l2\n    due: 2026", "    addresses:\n      - q-who-writes\n      - l-late\n    due: 2026"),
    ],
)  # fmt: skip
def test_items_are_named_by_address(before: str, after: str) -> None:
    assert with_addresses(before, "minutes", KNOWN) == after


def test_items_in_a_table_of_use() -> None:
    table = "date,agency,team,used,questions,change\n2025-06,gps,A,minutes,q1 q12,In q1\n2025-07,gps,A,other,q1,\n"
    assert "minutes,q-who-writes q-twelve,In q1\n" in with_addresses_in_table(table, KNOWN)
    assert "other,q1,\n" in with_addresses_in_table(table, KNOWN)
    assert with_addresses_in_table("a,b\n1,2\n", KNOWN) == "a,b\n1,2\n"


def test_a_scale_for_orange() -> None:
    page = "---\ntitle: Oakshire\n---\n\nWords.\n"
    after = with_status_scale(page, ["orange", "Green", "not-rated"])
    assert (
        "title: Oakshire\nstatus_scale:\n  - {printed: green, status: green}\n  - {printed: orange, status: amber}\n---\n\nWords."
        in after
    )
    assert with_status_scale(after, ["orange"]) == after
    assert with_status_scale(page, ["green", "red"]) == page


def test_settings_and_requirements() -> None:
    conf = 'templates_path = ["_templates"]\nhtml_theme = "briefings"\nhtml_theme_path = ["_templates"]\nhtml_static_path = ["mine"]\n'
    assert without_paths_of_theme(conf) == 'html_theme = "briefings"\nhtml_static_path = ["mine"]\n'
    assert (
        with_requirement("sphinx-briefings==0.2.0\nsphinx-sitemap==2\n", "0.3.0")
        == "sphinx-briefings==0.3.0\nsphinx-sitemap==2\n"
    )


def test_the_changelog_speaks_to_sites_by_version() -> None:
    """Each version has its own part; what is not released yet is of the version that runs."""
    releases = releases_in(changelog(), __version__)
    assert [release.version for release in releases][-1] == "0.1.0"
    assert releases[0].version == __version__
    assert [version for version, _ in for_sites(releases, "0.1.0")]
    assert for_sites(releases, __version__) == []


@pytest.mark.parametrize("one", DEPRECATIONS, ids=lambda one: one.advice[:20])
def test_what_is_deprecated_lives_for_two_minor_versions(one: object) -> None:
    """The day comes when this fails: then what it names is refused, and the entry goes."""
    since, until = as_numbers(one.since), as_numbers(one.refused_from)  # type: ignore[attr-defined]
    assert until == (since[0], since[1] + 2, 0)
    assert since <= as_numbers(__version__) < until


def test_what_is_deprecated_is_named_with_its_line() -> None:
    lines = list(
        deprecated_in([("content/a.md", "x\n:audit: one\n"), ("conf.py", 'templates_path = ["_templates"]\n')])
    )
    assert lines[0].startswith("content/a.md:2: options of blocks")
    assert lines[1].startswith("conf.py:1: the theme comes with the package")


def test_a_record_reads_back(tmp_path: object) -> None:
    from pathlib import Path

    site = Path(str(tmp_path))
    assert read_record(site) is None
    record = Record("0.10.0", "gitlab", "oak-scp", {".gitlab-ci.yml": fingerprint_of(b"a\r\n")})
    (site / ".briefings.toml").write_text(record.text(), encoding="utf-8")
    assert read_record(site) == record
    assert fingerprint_of(b"a\r\n") == fingerprint_of(b"a\n")
    assert as_numbers("0.10.0") > as_numbers("0.9.9")
    for damaged in ("version = 3", "host = ", 'version = "1.x"', 'version = "newest"'):
        (site / ".briefings.toml").write_text(damaged, encoding="utf-8")
        with pytest.raises(RecordError, match="put it back from git"):
            read_record(site)
