"""The published site depends on the content and one date, and on nothing else (P19, P29, P34, P35, P54)."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from building import differences, tree
from press import AS_OF, Press

from briefings.model.content import load_content
from briefings.publishing.build import build


def test_the_same_bytes_whatever_the_computer(printed: Press, tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed, umask, file times, no git, no home: byte for byte the same."""
    other = Press(tmp_path / "a folder with spaces")
    shutil.copytree(printed.site, other.site)
    for file in other.site.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    settings = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANGUAGE": "de",
        "PYTHONHASHSEED": "42",
        "HOME": str(tmp_path / "nowhere"),
        "SOURCE_DATE_EPOCH": "1",
    }
    other.run(env=settings)
    assert differences(printed.files, other.files) == []


class Trap:
    """Leaves a mark when it is unpickled."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple:
        return (os.system, (f"touch '{self.mark}'",))


def test_nothing_kept_from_before_is_read(copied: Press, tmp_path: Path) -> None:
    """P29: doctrees and environments lying about, even crafted ones, are not opened."""
    mark = tmp_path / "mark"
    trap = pickle.dumps(Trap(str(mark)))
    for folder in (copied.store, copied.store / "doctrees", copied.content / ".doctrees", copied.site / ".doctrees"):
        folder.mkdir(exist_ok=True)
        (folder / "environment.pickle").write_bytes(trap)
    shutil.rmtree(copied.content / ".doctrees")
    before = copied.files
    copied.run()
    assert differences(before, copied.files) == []
    assert not mark.exists()


def test_what_the_check_hands_over_makes_no_difference(copied: Press, tmp_path: Path) -> None:
    """The build takes the pages that were just checked; without them it checks them itself, with the same result."""
    day = date.fromisoformat(AS_OF)
    pages = load_content(copied.content, as_of=day).chosen
    for name, checked in (("handed", pages), ("nothing", {})):
        build(copied.site, copied.content, checked, tmp_path / name, tmp_path / f"{name}-trees", day)
    assert pages
    assert differences(tree(tmp_path / "handed"), tree(tmp_path / "nothing")) == []


def test_publishing_works_without_a_network(copied: Press) -> None:
    """P35: in a network name space of its own, where not even this computer answers."""
    for alone in (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"]):
        if subprocess.run([*alone, "true"], capture_output=True).returncode == 0:
            break
    else:
        if os.environ.get("CI") or os.geteuid() == 0:
            pytest.fail("the network cannot be taken away here, so P35 is not tested")
        pytest.skip("taking the network away needs root, or user name spaces")
    before = copied.files
    done = subprocess.run([*alone, *copied.command()], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert differences(before, copied.files) == []


def _preview_of(copied: Press) -> list[str]:
    """The command that builds a preview, as Sphinx alone does."""
    options = ("-q", "-b", "html", "-D", "briefings_drafts=1", "-c", str(copied.site))
    return [str(copied.command()[0]), "-m", "sphinx", *options]


def test_a_preview_is_never_taken_for_a_published_site(copied: Press, tmp_path: Path) -> None:
    """P54: what Sphinx alone builds has no manifest, so it is neither replaced, verified nor rolled back."""
    copied.write("drafts/secret.md", (copied.content / "briefings" / "first.md").read_text())
    preview = Press(copied.folder)
    out = copied.folder / "preview"
    command = _preview_of(copied)
    subprocess.run(
        [*command, "-d", str(tmp_path / "dt"), str(copied.content), str(out)], check=True, capture_output=True
    )
    page = (out / "drafts" / "secret.html").read_text()
    assert 'name="robots" content="noindex' in page
    assert not (out / "manifest.json").exists()
    done = subprocess.run(
        [*copied.command()[:2], "--site", str(preview.site), "--output", str(out)], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert (out / "drafts" / "secret.html").read_text() == page


def test_a_preview_cannot_be_written_into_a_published_folder(copied: Press, tmp_path: Path) -> None:
    """P54: a build with drafts stops before it writes a byte where a published site stands."""
    copied.write("drafts/secret.md", (copied.content / "briefings" / "first.md").read_text())
    before = copied.files
    command = _preview_of(copied)
    for output in (copied.output, copied.output / "preview"):
        folders = ["-d", str(tmp_path / "doctrees"), str(copied.content), str(output)]
        done = subprocess.run([*command, *folders], capture_output=True, text=True)
        assert done.returncode != 0
        assert "a preview with drafts goes elsewhere" in done.stderr
        assert differences(before, copied.files) == []
