"""What the command does when nothing goes wrong, and when somebody uses it wrongly (P1, P2, P27, P28, P57, P58, P60)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest
from building import differences, tree
from press import Press

BRIEFING = """\
---
title: The second briefing
summary: What another audit found.
partnership: alder
published: 2021-03
themes: [neglect]
review_by: 2027-11
anonymisation: {checked_by: Board manager, on: 2021-04-01}
---

## What was found

:::{learning} neglect
- Quagmires of paperwork hid the child.
:::
"""


def test_every_published_file_is_in_the_manifest_with_its_digest(printed: Press) -> None:
    """The manifest lists exactly the files that are served, itself aside."""
    manifest = json.loads(printed.files["manifest.json"])
    served = {name: hashlib.sha256(data).hexdigest() for name, data in printed.files.items() if name != "manifest.json"}
    assert manifest["files"] == served
    assert manifest["as_of"] == "2026-11-20"
    assert "briefings/first" in manifest["pages"]


def test_nothing_of_the_workshop_is_served(printed: Press) -> None:
    """No doctree, no note of a builder, no source, no empty file reaches the site; no staging folder is left."""
    assert not [name for name in printed.files if name.endswith((".doctree", ".pickle", ".md", ".md.txt", "/"))]
    assert not [name for name in printed.files if name.startswith((".buildinfo", ".briefings", "_sources"))]
    assert all(printed.files.values())
    assert not list(printed.store.glob("staging-*"))


def test_a_second_run_gives_the_same_bytes(copied: Press) -> None:
    before = copied.files
    copied.run()
    assert differences(before, copied.files) == []


def test_a_deleted_page_is_gone_from_every_file(copied: Press) -> None:
    """P1: address, entries in lists and data, and the earlier release that still held it."""
    copied.write("briefings/second-try.md", BRIEFING)
    copied.run()
    assert b"Quagmires" in b"".join(copied.files.values())
    (copied.content / "briefings" / "second-try.md").unlink()
    before = copied.files
    said = copied.run(expect=1).stderr
    assert "content/briefings/second-try.md: this page was published and its file is gone" in said
    assert said.count("[address-lost]") == 1
    assert differences(before, copied.files) == []
    copied.run("--accept-new-addresses")
    for name, data in tree(copied.folder / "web").items():
        assert b"quagmires" not in data.lower(), name
        assert b"second-try" not in data + name.encode(), name


def test_a_renamed_page_leaves_nothing_at_its_old_address(copied: Press) -> None:
    """P2: a page that says where it went, or with a word from the publisher a 404; never old content."""
    (copied.content / "briefings" / "first.md").rename(copied.content / "briefings" / "first-again.md")
    assert "former_slugs: [first]" in copied.run(expect=1).stderr
    copied.run("--accept-new-addresses")
    assert "briefings/first.html" not in copied.files
    assert "briefings/first-again.html" in copied.files
    copied.edit("briefings/first-again.md", "review_by: ", "former_slugs: [first]\nreview_by: ")
    copied.run()
    assert b'href="first-again.html"' in copied.files["briefings/first.html"]
    assert b"not always named" not in copied.files["briefings/first.html"]


def test_an_address_that_would_be_lost_publishes_nothing(copied: Press, tmp_path) -> None:
    """The same words as the check, which reads the last release where it is, or where it is told."""
    copied.edit("briefings/first.md", "## What was found", "## Findings")
    said = copied.run(expect=1).stderr
    line = "content/briefings/first.md:11: the heading at '#what-was-found' was published and is at '#findings' now; "
    assert line in said
    copied.edit("briefings/first.md", "## Findings", "## Findings {#what-was-found}")
    copied.edit("briefings/first.md", "Neglect was not always named.", "Nobody said the word.")
    said = copied.run().stdout
    assert "'#l1' showed other words when it was published" in said
    assert "[address-reused]" in said
    (tmp_path / "list.inv").write_bytes(b"<html>")
    for wrong in ("list.inv", "no-such.inv"):
        copied.run("--last-release", str(tmp_path / wrong), expect=2)
    (copied.site / "_build").mkdir(exist_ok=True)
    (copied.site / "_build" / "published.inv").write_bytes(b"<html>")
    assert "The published addresses were not compared" in copied.run().stdout


def test_a_problem_in_the_content_publishes_nothing(copied: Press) -> None:
    before = copied.files
    copied.edit("briefings/first.md", "themes: [neglect]", "themes: [neglekt]")
    done = copied.run(expect=1)
    assert "content/briefings/first.md:6: " in done.stderr
    assert "did you mean 'neglect'" in done.stderr
    assert differences(before, copied.files) == []


def test_a_failed_run_fails_again_in_the_same_way(copied: Press) -> None:
    """P22: nothing is remembered that would make a second run green."""
    copied.edit("index.md", "# ", "# [gone](no-such-page.md) ")
    first, second = copied.run(expect=1), copied.run(expect=1)
    assert first.stderr == second.stderr
    assert "index.md" in first.stderr


def test_verify_says_yes_to_what_was_published(copied: Press) -> None:
    assert "as the content says" in copied.run("--verify").stdout


@pytest.mark.parametrize("change", ["flip", "delete", "add"])
@pytest.mark.usual(change=["flip"])
def test_verify_finds_what_was_done_by_hand_and_publishing_repairs_it(copied: Press, change: str) -> None:
    """P28."""
    before = copied.files
    file = copied.output / "briefings" / "first.html"
    if change == "flip":
        file.write_bytes(file.read_bytes()[:-1] + b"!")
    elif change == "delete":
        file.unlink()
    else:
        (copied.output / "added.html").write_text("by hand")
    done = copied.run("--verify", expect=1)
    assert ("added.html" if change == "add" else "briefings/first.html") in done.stderr
    if change == "add":
        copied.run(expect=2)  # it is not ours to delete
        assert (copied.output / "added.html").read_text() == "by hand"
        (copied.output / "added.html").unlink()
    copied.run()
    assert differences(before, copied.files) == []


def test_verify_finds_content_that_was_not_published_yet(copied: Press) -> None:
    copied.edit("briefings/first.md", "not always named", "seldom named")
    said = copied.run("--verify", expect=1).stderr.splitlines()
    assert "briefings/first.html: does not say what the content says now" in said
    assert any(line.startswith("Also different from a build of the content: ") for line in said)
    assert len(said) <= 20
    assert not any("pagefind/" in line or ".pdf:" in line for line in said)


def test_verify_names_what_is_there_too_soon_and_too_long(copied: Press) -> None:
    """P28: pages by name; more than twenty files that were changed by hand are counted."""
    (copied.content / "briefings" / "first.md").rename(copied.content / "briefings" / "first-again.md")
    for number in range(40):
        (copied.output / f"added-{number}.html").write_text("by hand")
    said = copied.run("--verify", expect=1).stderr.splitlines()
    assert "briefings/first-again.html: is not published yet" in said
    assert "briefings/first.html: is published, but the content does not have this page now" in said
    assert sum(line.startswith("added-") for line in said) == 20
    assert "… and 20 more files" in said


def test_rollback_brings_the_release_before_back(copied: Press) -> None:
    """P60: byte for byte, and a second rollback has nowhere to go."""
    before = copied.files
    copied.edit("briefings/first.md", "not always named", "seldom named")
    copied.run()
    assert differences(before, copied.files)
    os.utime(copied.store / "earlier" / "000001" / "manifest.json", (1795000000, 1795000000))
    said = copied.run("--rollback").stdout
    assert "The site is again as it was published on 18 November 2026 at 11:06 (1 briefing, as of 2026-11-20)" in said
    assert differences(before, copied.files) == []
    assert "no earlier release" in copied.run("--rollback", expect=1).stderr


def test_rollback_refuses_a_release_that_was_changed(copied: Press) -> None:
    """P60: what comes back is checked against its manifest first."""
    copied.run()
    (copied.store / "earlier" / "000001" / "index.html").write_text("by hand")
    before = copied.files
    copied.run("--rollback", expect=1)
    assert differences(before, copied.files) == []


@pytest.mark.whole
def test_only_the_last_releases_are_kept(copied: Press) -> None:
    for _ in range(3):
        copied.run("--keep", "1")
    assert len(list((copied.store / "earlier").iterdir())) == 1
    copied.run("--keep", "0")
    assert not list((copied.store / "earlier").iterdir())


def test_files_edited_during_the_build_change_nothing(press: Press) -> None:
    """P27: the build works from a copy; the new text comes with the next publish."""
    with subprocess.Popen(press.command(), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            if line.startswith("Building"):
                press.edit("briefings/first.md", "not always named", "seldom named")
                press.write("briefings/second-try.md", BRIEFING)
    assert running.returncode == 0
    assert b"not always named" in press.files["briefings/first.html"]
    assert "briefings/second-try.html" not in press.files


def test_a_template_edited_during_the_build_stops_it(copied: Press) -> None:
    before = copied.files
    style = copied.site / "_templates" / "styles" / "base.css"
    with subprocess.Popen(copied.command(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        assert running.stdout is not None
        lines = []
        for line in running.stdout:
            lines.append(line)
            if line.startswith("Building"):
                style.write_text(style.read_text() + "\n/* later */\n")
    assert running.returncode == 3
    assert "was changed during the build" in lines[-1]
    assert differences(before, copied.files) == []


# wrong use -------------------------------------------------------------------------------------------------------


def test_a_folder_with_other_things_in_it_is_refused(press: Press) -> None:
    """P57: never deletes what it did not create."""
    press.output.mkdir(parents=True)
    (press.output / "thesis.txt").write_text("ten years of work")
    assert "did not make" in press.run(expect=2).stderr
    assert tree(press.output) == {"thesis.txt": b"ten years of work"}


def test_a_store_that_is_not_ours_is_refused(press: Press) -> None:
    press.store.mkdir(parents=True)
    (press.store / "thesis.txt").write_text("ten years of work")
    press.run(expect=2)
    assert tree(press.store) == {"thesis.txt": b"ten years of work"}


def test_outputs_that_make_no_sense_are_refused(press: Press, tmp_path) -> None:
    before = tree(press.site)
    for place in (
        "/",
        str(press.site),
        str(press.site.parent),
        str(press.content / "out"),
        str(press.site / "_static"),
    ):
        done = subprocess.run(
            [sys.executable, *press.command()[1:2], "--site", str(press.site), "--output", place],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 2, (place, done.stderr)
        assert "choose a folder" in done.stderr
    assert tree(press.site) == before


def test_a_folder_that_is_no_site_is_refused_with_advice(press: Press) -> None:
    (press.site / "conf.py").unlink()
    assert "needs conf.py and content/" in press.run(expect=2).stderr


@pytest.mark.parametrize(
    "options", [["--as-of", "yesterday"], ["--outptu", "x"], ["--keep", "-1"], ["--verify", "--rollback"]]
)
def test_a_wrong_option_is_a_sentence_and_exit_code_2(press: Press, options: list[str]) -> None:
    assert press.run(*options, expect=2, as_of="").stderr.strip()


def test_a_broken_clock_setting_is_a_sentence(press: Press) -> None:
    assert "SOURCE_DATE_EPOCH" in press.run(expect=2, as_of="", env={"SOURCE_DATE_EPOCH": "soon"}).stderr


@pytest.mark.parametrize("option", ["--as-of", "--rollback", "SOURCE_DATE_EPOCH"])
@pytest.mark.usual(option=["--as-of"])
def test_a_day_that_has_not_come_is_published_only_when_that_is_said(copied: Press, option: str) -> None:
    """P64: what is under embargo until tomorrow is not shown today by a slip of the keyboard."""
    copied.edit("briefings/first.md", "published: ", "embargo_until: 2026-11-30\npublished: ")
    copied.run()
    before = copied.files
    settings = {"as_of": "", "env": {"SOURCE_DATE_EPOCH": "1796040000"}} if "_" in option else {"as_of": "2026-11-30"}
    options = ["--rollback"] if option == "--rollback" else []
    done = copied.run(*options, expect=2, **settings)
    assert "2026-11-30 is later than today (2026-11-29)" in done.stderr
    assert "preview" in done.stderr
    assert "--publish-the-future" in done.stderr
    assert differences(before, copied.files) == []
    if not options:
        copied.run("--publish-the-future", **settings)
        assert "briefings/first.html" in copied.files
        copied.run("--verify", as_of="")  # what was published with a later day can be verified


def test_a_day_that_has_come_in_london_may_be_published(copied: Press) -> None:
    assert "files, 1 briefing:" in copied.run(as_of="2026-11-29").stdout


def test_a_moment_before_1970_is_refused(copied: Press) -> None:
    """P64."""
    assert "SOURCE_DATE_EPOCH" in copied.run(expect=2, as_of="", env={"SOURCE_DATE_EPOCH": "-86400"}).stderr


def test_a_fault_of_ours_says_where_the_details_are(copied: Press) -> None:
    """P58: no traceback on the screen; it stands in a file that only the publisher can read."""
    before = copied.files
    (copied.site / "_templates" / "page.html").write_text("{{ 1 / 0 }}")
    done = copied.run(expect=3)
    log = copied.store / "last-failure.log"
    assert str(log) in done.stderr
    assert log.stat().st_mode & 0o077 == 0
    assert differences(before, copied.files) == []


def test_progress_is_told_while_it_runs(press: Press) -> None:
    """Lines come one by one, not all at the end."""
    with subprocess.Popen(press.command(), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        assert first.startswith("Checking the content as of 2026-11-20")
        assert running.poll() is None
        running.stdout.read()
    assert running.returncode == 0


def test_the_site_lies_on_its_own(copied: Press, tmp_path) -> None:
    """The output needs nothing of what publishing keeps beside it."""
    shutil.rmtree(copied.store)
    before = copied.files
    copied.run()
    assert differences(before, copied.files) == []
