"""Files that everybody may read, manifests that are damaged, and withdrawals that go out all the same (P66, P67)."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from building import differences, tree
from each import each
from press import Press

from briefings.publishing.manifest import MANIFEST, DamagedManifest, read_manifest
from briefings.publishing.place import opened
from briefings.publishing.trouble import Trouble

WHOLE = {"as_of": "2026-11-20", "pages": ["index"], "files": {"index.html": "0" * 64}}
DAMAGED = {
    "empty": ("", "it is empty"),
    "blank": (" \n", "it is empty"),
    "truncated": (json.dumps(WHOLE, indent=1)[:40], "it is not whole JSON (line 4)"),
    "not json": ("<html>", "it is not whole JSON (line 1)"),
    "deep": ("[" * 100_000, "it is not whole JSON"),
    "a list": ("[]", "it lacks 'as_of', 'pages' or 'files'"),
    "null": ("null", "it lacks 'as_of', 'pages' or 'files'"),
    "of a web app": ('{"name": "App", "icons": []}', "it lacks 'as_of', 'pages' or 'files'"),
    "no day": (json.dumps({**WHOLE, "as_of": "soon"}), "'as_of' is not a date"),
    "a number as day": (json.dumps({**WHOLE, "as_of": 2026}), "'as_of' is not a date"),
    "pages of another kind": (json.dumps({**WHOLE, "pages": {"index": 1}}), "'pages' is not a list of names"),
    "files as a list": (json.dumps({**WHOLE, "files": ["index.html"]}), "'files' does not name files of the site"),
    "a file outside": (json.dumps({**WHOLE, "files": {"../x": "0" * 64}}), "'files' does not name files of the site"),
    "a root": (json.dumps({**WHOLE, "files": {"/etc/x": "0" * 64}}), "'files' does not name files of the site"),
    "a short digest": (
        json.dumps({**WHOLE, "files": {"index.html": "0"}}),
        "'files' does not give the SHA-256 of each file",
    ),
    "null as digest": (
        json.dumps({**WHOLE, "files": {"index.html": None}}),
        "'files' does not give the SHA-256 of each file",
    ),
}


@each(("text", "reason"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_manifest_says_what_is_wrong_with_it(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(DamagedManifest) as found:
        read_manifest(tmp_path)
    assert str(found.value) == reason


def test_a_manifest_that_cannot_be_opened_is_damaged(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    (tmp_path / MANIFEST).mkdir()
    with pytest.raises(DamagedManifest, match="cannot be opened"):
        read_manifest(tmp_path)
    (tmp_path / MANIFEST).rmdir()
    (tmp_path / MANIFEST).write_bytes(b"\xff")
    with pytest.raises(DamagedManifest, match="not UTF-8"):
        read_manifest(tmp_path)


def _empty(file: Path) -> None:
    file.write_text("")


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


WITHDRAWN = "status: withdrawn\nwithdrawn: {on: 2026-11-20, why: It is being corrected.}\npublished: "


@pytest.mark.parametrize("damage", [_truncate, Path.unlink])
@pytest.mark.usual(damage=[_truncate])
def test_a_withdrawal_is_published_over_a_damaged_manifest(copied: Press, damage: Callable[[Path], None]) -> None:
    """P67: what stood there is not served any more, and not deleted, because it is not known whose it is."""
    (copied.output / "of-others.txt").write_text("ten years of work")
    before = copied.files
    damage(copied.output / MANIFEST)
    copied.edit("briefings/first.md", "published: ", WITHDRAWN)
    assert "--repair" in copied.run(expect=2).stderr
    if damage is _truncate:
        assert "is damaged: it is not whole JSON" in copied.run("--verify", expect=1).stderr
        assert "is damaged: it is not whole JSON" in copied.run("--rollback", expect=2).stderr
    said = copied.run("--repair").stdout
    aside = copied.store / "replaced" / "000001"
    assert f"is now '{aside}'. It is not served" in said
    assert "This briefing was withdrawn" in copied.files["briefings/first.html"].decode()
    assert "of-others.txt" not in copied.files
    assert differences(before, tree(aside)) == [MANIFEST]
    copied.run("--verify")
    copied.run("--repair")  # nothing is damaged now, so it is a publish like any other
    assert [folder.name for folder in (copied.store / "replaced").iterdir()] == ["000001"]


def test_a_folder_that_we_never_published_to_is_not_repaired(press: Press) -> None:
    """P57: a web app has a manifest.json too."""
    press.output.mkdir(parents=True)
    (press.output / MANIFEST).write_text('{"name": "App", "icons": []}')
    before = tree(press.output)
    press.run("--repair", expect=2)
    assert tree(press.output) == before


@each("text", ["", "{}", "null", '["a", 1]', '"briefings/first"', "[" * 100_000])
def test_a_damaged_list_of_what_was_withdrawn_is_told_and_repaired(tmp_path: Path, text: str) -> None:
    """P67: nothing is guessed; with --repair the list begins anew, and no earlier release is left to go back to."""
    output = tmp_path / str(len(list(tmp_path.iterdir()))) / "site"
    with opened(output) as place:
        release = place.store / "earlier" / "000001"
        release.mkdir(parents=True)
        (place.store / "withdrawn.json").write_text(text)
        with pytest.raises(Trouble, match="--repair"):
            place.forget_damaged_list()
        assert release.exists()
    with opened(output, repair=True) as place:
        assert place.forget_damaged_list()
        assert place.withdrawn() == set()
        assert place.earlier() == []
        assert not place.forget_damaged_list()


@pytest.mark.parametrize("umask", [0o077, 0o777, 0o000])
@pytest.mark.usual(umask=[0o077])
def test_everybody_may_read_what_is_published_and_nobody_else_change_it(press: Press, umask: int) -> None:
    """P66: whatever the umask, and whatever the modes of the sources."""
    for file in press.site.rglob("*.*"):
        file.chmod(0o600 if umask else 0o666)
    press.run(preexec_fn=lambda: os.umask(umask) and None)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in press.output.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (press.output, *press.output.rglob("*")) if path.is_dir()}
    assert (modes, folders) == ({0o644}, {0o755})
