"""Whatever happens while a site is published, the last good one stays whole (P24, P25, P26).

A few points by default; BRIEFINGS_FAULTS=20 tries that many in each phase.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from building import ROOT, differences, tree
from press import COMMAND, Press

from briefings.publishing.lock import locked

POINTS = int(os.environ.get("BRIEFINGS_FAULTS", "2"))
OLD = "Neglect was not always named."
NEW = "The new text of this release."

SWAP = """\
import os, signal, sys
from pathlib import Path
from briefings.publishing.place import opened

count, stop = 0, int(sys.argv[3])
watched = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree", "open", "os.truncate", "ctypes.dlsym",
           "os.scandir", "os.listdir", "tempfile.mkstemp", "tempfile.mkdtemp"}

def watch(event, arguments):
    global count
    if event in watched:
        count += 1
        if count == stop:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
with opened(Path(sys.argv[1])) as place:
    place.note_withdrawn(["briefings/old"], ["index"])
    with place.staging() as staging:
        site = Path(sys.argv[2]).rename(staging / "site")
        place.put(site, 2)
    place.forget_releases_with_others_than({"index", "briefings/first"})
print(count)
"""


def _edited(press: Press) -> dict[str, bytes]:
    """Change the content; return what is published now."""
    before = press.files
    press.edit("briefings/first.md", OLD, NEW)
    return before


@pytest.fixture(scope="module")
def two_sites(printed: Press, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An old and a new site, both complete."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(printed.output, folder / "old")
    other = Press(folder / "other")
    shutil.copytree(printed.folder, other.folder)
    _edited(other)
    other.run()
    return folder / "old", other.output


PHASES = {"Checking": 0.4, "Building": 1.5, "Making": 0.4, "Reading": 0.1, "Putting": 0.1}
"""Each phase by the word it announces itself with, and about how many seconds it takes."""


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.usual(phase=["Making"])
def test_kill_9_in_any_phase_leaves_the_last_good_site(copied: Press, two_sites: tuple[Path, Path], phase: str) -> None:
    """P24: killed at random moments of each phase: a reader has the old site or the new, whole; then a clean run."""
    old, new = tree(two_sites[0]), tree(two_sites[1])
    chance = random.Random(phase)
    killed = 0
    for _ in range(POINTS):
        is_old = differences(old, copied.files) == []
        copied.write("briefings/first.md", _first(copied, new=is_old))
        with subprocess.Popen(copied.command(), stdout=subprocess.PIPE, text=True, start_new_session=True) as running:
            assert running.stdout is not None
            for line in running.stdout:
                if line.startswith(phase):
                    time.sleep(chance.uniform(0, PHASES[phase]))
                    os.killpg(running.pid, signal.SIGKILL)
                    break
        killed += running.returncode == -signal.SIGKILL
        assert copied.files in (old, new), phase
    assert killed or phase == "Putting"  # which may be over before it can be killed: see the next test
    copied.write("briefings/first.md", _first(copied, new=True))
    copied.run()
    assert differences(new, copied.files) == []
    copied.run("--verify")
    assert not list(copied.store.glob("staging-*"))


def _first(press: Press, *, new: bool) -> str:
    """The page that the tests change, as it was or as it will be."""
    text = (press.content / "briefings/first.md").read_text(encoding="utf-8").replace(NEW, OLD)
    return text.replace(OLD, NEW) if new else text


def test_kill_9_at_every_step_of_the_swap(two_sites: tuple[Path, Path], tmp_path: Path) -> None:
    """P24: at each single call that touches the disk the process dies; a reader sees the old site or the new, whole."""
    old, new = tree(two_sites[0]), tree(two_sites[1])
    script = tmp_path / "swap.py"
    script.write_text(SWAP)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "ext")}

    def swap(step: int) -> tuple[int, dict[str, bytes]]:
        web = tmp_path / f"web-{step}"
        shutil.copytree(two_sites[0], web / "site")
        shutil.copytree(two_sites[1], web / "made")
        done = subprocess.run(
            [sys.executable, str(script), str(web / "site"), str(web / "made"), str(step)],
            capture_output=True,
            text=True,
            env=environment,
        )
        served = tree(web / "site")
        count = int(done.stdout or 0)
        assert done.returncode == (0 if count else -signal.SIGKILL), done.stderr
        shutil.rmtree(web)
        return count, served

    total, served = swap(0)
    assert served == new
    steps = range(1, total + 1)
    wanted = range(1, total + 1, max(1, total // (8 * POINTS)))
    seen = set()
    for step in wanted:
        _, served = swap(step)
        assert served in (old, new), f"step {step} of {total}"
        seen.add(served == new)
    assert seen == {True, False}, f"{len(steps)} steps, none after the swap or none before"


def test_a_swap_without_an_atomic_call_is_put_right_by_the_next_run(copied: Press) -> None:
    """On systems that cannot exchange two folders a crash between two renames is repaired before anything else."""
    before = copied.files
    copied.output.rename(copied.store / "set-aside")
    copied.run("--verify", expect=2)  # nothing is published at this moment …
    copied.edit("briefings/first.md", "themes: [neglect]", "themes: [neglekt]")
    copied.run(expect=1)  # … and even a run that publishes nothing brings the last good site back
    assert differences(before, copied.files) == []


# two at once -----------------------------------------------------------------------------------------------------

HOLDER = """\
import sys, time
from pathlib import Path
from briefings.publishing.place import opened
with opened(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_publisher_is_refused_with_the_pid_of_the_first(copied: Press) -> None:
    """P26: and when the first one dies, however, the lock is free again."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "ext")}
    command = [sys.executable, "-c", textwrap.dedent(HOLDER), str(copied.output)]
    before = copied.files
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        done = copied.run(expect=3)
        assert f"process {holder.pid}" in done.stderr
        assert differences(before, copied.files) == []
        holder.kill()
    copied.run()


def test_two_publishers_never_mix(copied: Press) -> None:
    """P26: started together, one publishes and the other is refused or comes after it; the site is whole."""
    _edited(copied)
    started = [
        subprocess.Popen(copied.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)
    ]
    codes = sorted(process.wait(timeout=120) for process in started)
    assert codes in ([0, 3], [0, 0])
    copied.run("--verify")


# the clock -------------------------------------------------------------------------------------------------------

FAKE_CLOCK = """\
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from briefings.model import clock

class Jumping(datetime):
    \"\"\"Another day each time it is asked: a month later, then two months earlier.\"\"\"

    @classmethod
    def now(cls, zone=None):
        asked = Path(os.environ["ASKED"])
        asked.write_text((asked.read_text() if asked.exists() else "") + "x")
        count = len(asked.read_text())
        return datetime(2026, 6, 30, 12, tzinfo=UTC) + timedelta(days=(count - 1) * (31 if count % 2 else -62))

clock.datetime = Jumping
"""


@pytest.mark.whole
def test_a_clock_that_jumps_while_a_site_is_published_changes_nothing(copied: Press, tmp_path: Path) -> None:
    """P34: the date is asked for once, by one process; all of the site is of that day."""
    copied.edit("briefings/first.md", "published: ", "embargo_until: 2026-07-01\npublished: ")
    copied.run(as_of="2026-06-30")
    expected = copied.files
    assert "briefings/first.html" not in expected
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(FAKE_CLOCK)
    asked = tmp_path / "asked"
    environment = {"PYTHONPATH": os.pathsep.join([str(hook), str(ROOT / "ext"), str(ROOT)]), "ASKED": str(asked)}
    copied.run(as_of="", env=environment, program=COMMAND)
    assert asked.read_text() == "x"
    assert differences(expected, copied.files) == []


@pytest.mark.whole
def test_a_clock_that_is_put_back_hides_again_and_put_right_shows_again(copied: Press) -> None:
    """P34: each publish is of its own day alone, whatever day the one before was; no release of a later day stays."""
    copied.edit("briefings/first.md", "published: ", "embargo_until: 2026-07-01\npublished: ")
    right, wrong = "1782907200", "0"  # 1 July 2026, and 1970
    copied.run(as_of="", env={"SOURCE_DATE_EPOCH": right})
    shown = copied.files
    assert "briefings/first.html" in shown
    copied.run(as_of="", env={"SOURCE_DATE_EPOCH": wrong})
    assert not [name for name in tree(copied.folder / "web") if name.endswith("briefings/first.html")]
    copied.run(as_of="", env={"SOURCE_DATE_EPOCH": right})
    assert differences(shown, copied.files) == []


@pytest.mark.parametrize("moment", [0, 4_102_444_800])
@pytest.mark.usual(moment=[0])
def test_how_old_files_are_means_nothing(copied: Press, moment: int) -> None:
    """P34: a lock, a release or a staging folder of 1970 or of 2100 is as good, and as stale, as one of today."""
    left = copied.store / "staging-left"
    left.mkdir()
    for path in (*copied.folder.rglob("*"), copied.folder):
        os.utime(path, (moment, moment))
    before = copied.files
    with locked(copied.store / "lock"):
        os.utime(copied.store / "lock", (moment, moment))
        assert f"process {os.getpid()}" in copied.run(expect=3).stderr
    copied.run()
    assert differences(before, copied.files) == []
    assert not left.exists()


# the disk --------------------------------------------------------------------------------------------------------


def _as_root(*command: str) -> bool:
    """Run a command that only root may; where we are not root, with sudo if that asks for no password."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    return subprocess.run([*prefix, *command], capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path):
    """Mount a small file system. Where nobody may, on somebody's own computer, the test says so; in CI it fails."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options: str) -> Path:
        if not _as_root("mount", "-t", "tmpfs", "-o", f"{options},mode=777", "tmpfs", str(place)):
            if os.environ.get("CI") or os.geteuid() == 0:
                pytest.fail("a small disk cannot be mounted here, so P25 is not tested")
            pytest.skip("mounting a small disk needs root, or sudo without a password")
        return place

    yield mount
    _as_root("umount", "-l", str(place))


@pytest.mark.whole
def test_a_full_disk_is_a_sentence_and_leaves_the_last_good_site(copied: Press, small_disk) -> None:
    """P25: at many sizes between "too small for anything" and "nearly enough"."""
    _edited(copied)
    disk = small_disk("size=64m")
    shutil.copytree(copied.folder / "web", disk / "web")
    before = tree(disk / "web" / "site")
    copied.folder.joinpath("web").rename(copied.folder / "elsewhere")
    copied.folder.joinpath("web").symlink_to(disk / "web")
    used = sum(len(data) for data in tree(disk).values()) // 1024
    full = 0
    for step in range(POINTS):
        # From room for almost nothing to almost enough: a build needs about as much again as the site.
        free = 40 + step * used // POINTS
        assert _as_root("mount", "-o", f"remount,size={used + 300 + free}k", str(disk))
        done = subprocess.run(copied.command(), capture_output=True, text=True)
        assert "Traceback" not in done.stdout + done.stderr
        if done.returncode == 0:
            break
        full += 1
        assert done.returncode == 3, done.stderr
        assert "the disk is full" in done.stderr
        assert differences(before, tree(disk / "web" / "site")) == []
    assert full == POINTS, f"only {full} of {POINTS} steps were too small"
    assert _as_root("mount", "-o", "remount,size=64m", str(disk))
    copied.run()
    copied.run("--verify")


def test_a_read_only_disk_is_a_sentence(copied: Press, small_disk) -> None:
    """P25."""
    disk = small_disk("size=64m")
    shutil.copytree(copied.folder / "web", disk / "web")
    copied.folder.joinpath("web").rename(copied.folder / "elsewhere")
    copied.folder.joinpath("web").symlink_to(disk / "web")
    assert _as_root("mount", "-o", "remount,ro", str(disk))
    done = copied.run(expect=3)
    assert "read-only" in done.stderr


def test_a_limit_on_file_size_is_a_sentence(copied: Press) -> None:
    """P25: no half-written file is ever served."""
    before = _edited(copied)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = copied.run(expect=3, preexec_fn=limit)
    assert "publish: " in done.stderr
    assert differences(before, copied.files) == []
