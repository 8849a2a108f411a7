"""Whoever stops a publish gets a sentence, and nothing that is not public is left behind (P65)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from building import ROOT, differences, tree
from press import COMMAND, Press

SECRET = "Quillwort"


def _armed(press: Press) -> dict[str, bytes]:
    """Put a page under embargo into the content; return what is published now."""
    text = (press.content / "briefings/first.md").read_text(encoding="utf-8")
    held = text.replace("published: ", "embargo_until: 2099-07-01\npublished: ").replace("not always", SECRET)
    press.write("briefings/held-back.md", held)
    press.edit("briefings/first.md", "not always named", "seldom named")
    return press.files


def _left(press: Press) -> list[str]:
    """Files beside and in the published site that hold the secret, and staging folders."""
    found = [name for name, data in tree(press.folder / "web").items() if SECRET.encode() in data]
    return found + [folder.name for folder in press.store.glob("staging-*")]


@pytest.mark.parametrize(
    ("number", "phase"),
    [(signal.SIGTERM, "Building"), (signal.SIGHUP, "Making"), (signal.SIGINT, "Checking"), (signal.SIGINT, "Reading")],
    ids=lambda value: getattr(value, "name", value),
)
@pytest.mark.usual(phase=["Making", "Reading"])
def test_a_signal_leaves_no_embargoed_source_and_says_so(copied: Press, number: signal.Signals, phase: str) -> None:
    """In each phase: staging is gone, the site is as it was, and there is a sentence but no traceback."""
    before = _armed(copied)
    with subprocess.Popen(copied.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        for line in running.stdout:
            if line.startswith(phase):
                running.send_signal(number)
                break
        said = running.stderr.read()
    assert running.returncode == 3, said
    assert said == "publish: stopped. Nothing was published; the site is as it was.\n"
    assert _left(copied) == []
    assert differences(before, copied.files) == []


def _catches(process: int, number: signal.Signals) -> bool:
    """Whether a process has a handler for a signal, as Linux tells it."""
    status = Path(f"/proc/{process}/status").read_text()
    mask = next(line for line in status.splitlines() if line.startswith("SigCgt")).split()[1]
    return bool(int(mask, 16) >> (number - 1) & 1)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux whether the process has begun")
def test_ctrl_c_while_the_program_is_loaded_is_a_sentence(press: Press) -> None:
    """The real command: its first second goes by before it has read its options."""
    command = press.command(program=COMMAND)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        while not _catches(running.pid, signal.SIGTERM):
            time.sleep(0.001)
        running.send_signal(signal.SIGINT)
        out, said = running.communicate()
    assert (running.returncode, out, said) == (3, "", "publish: stopped before anything was done.\n")


HELD = """\
import os, signal
from briefings.publishing import signals
signals.catch()
try:
    with signals.held_back():
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGHUP)
        print("finished")
    print("never")
except signals.Stopped:
    os.kill(os.getpid(), signal.SIGINT)
    print("stopped")
"""


def _ran(code: str, **keywords) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "ext")}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, **keywords)


def test_what_must_not_be_cut_short_is_finished_first() -> None:
    """The swap and what belongs to it; two signals are one, and a third while the command ends is none."""
    done = _ran(HELD)
    assert (done.returncode, done.stdout, done.stderr) == (0, "finished\nstopped\n", "")


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    """``nohup make site`` goes on when its terminal is closed."""
    code = HELD.replace("signal.SIGTERM", "signal.SIGHUP")
    done = _ran(code, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    assert (done.returncode, done.stdout, done.stderr) == (0, "finished\nnever\n", "")


SLOW_SWAP = """\
import os, signal, sys
from briefings.publishing import place
really = place.exchange

def exchange(one, other):
    really(one, other)
    os.kill(os.getpid(), signal.SIGTERM)
    return True

place.exchange = exchange
from scripts.publish_site import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_signal_after_the_swap_says_that_the_new_site_is_there(copied: Press) -> None:
    """And releases with withdrawn pages are gone before the command ends."""
    copied.write("briefings/second-try.md", (copied.content / "briefings/first.md").read_text())
    copied.run()
    (copied.content / "briefings/second-try.md").unlink()
    command = [sys.executable, "-c", SLOW_SWAP, *copied.command("--publish-the-future", "--accept-new-addresses")[2:]]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stderr == (
        "publish: stopped. The site was put in place already, and is whole; run the command again to finish what comes "
        "after that.\n"
    )
    assert not [name for name in tree(copied.folder / "web") if "second-try" in name]


def test_a_reader_of_the_messages_who_goes_away_stops_nothing(press: Press) -> None:
    """``make site | head -1``."""
    with subprocess.Popen(press.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0
    assert "index.html" in press.files
