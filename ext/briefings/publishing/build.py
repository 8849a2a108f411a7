"""Run Sphinx on the snapshot as a program of its own: clean, every warning counts, doctrees outside the output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from briefings import handover
from briefings.publishing.trouble import UNCHANGED, Exit, Trouble, reason_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from briefings.model.content import ChosenPage

_NOTES: Final = (".buildinfo", ".buildinfo.bak", ".briefings.json", ".briefings-pdf.json")
"""What builders note in the output for the next incremental build; a published site has none."""
_ESCAPE: Final = re.compile(r"\x1b\[[0-9;]*m")
_FINDING: Final = re.compile(r"(WARNING|ERROR|CRITICAL|Content error|Configuration error)\b")
_PLACE: Final = re.compile(r'File "[^"]*conf\.py", line (\d+)')
_EXTENSION: Final = re.compile(r"Could not import extension ([\w.]+) \(exception: (.*)\)")
_SPHINX_FINDINGS: Final = 1
"""Sphinx's exit code for a build that was finished with warnings."""


def build(site: Path, content: Path, checked: Mapping[str, ChosenPage], out: Path, doctrees: Path, as_of: date) -> None:
    """Build the HTML of a site.

    Args:
        site: the folder with ``conf.py``, templates and styles.
        content: the snapshot to build from.
        checked: its pages, as they were checked.
        out: where the site goes; must not exist.
        doctrees: where Sphinx keeps its own files.
        as_of: the date of the build.

    Raises:
        Trouble: when Sphinx warned of anything or failed.
    """
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-E", "-W", "--keep-going", "--no-color"]
    command += [
        "-D",
        f"briefings_as_of={as_of}",
        "-D",
        "briefings_strict=1",
        "-D",
        "briefings_drafts=0",
        "-D",
        "briefings_pdf=1",
        "-D",
        f"{handover.SETTING}=1",
    ]
    command += ["-c", str(site), "-d", str(doctrees), str(content), str(out)]
    # Sphinx saves its tracebacks in the folder for temporary files: with us they go when staging goes.
    temporary = content.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)), "PYTHONWARNINGS": "ignore"}
    environment["PYTHONUTF8"] = "1"  # what Sphinx says of a page is read as UTF-8, whatever the code page of Windows
    done = subprocess.run(  # noqa: S603 - our own arguments only
        command, check=False, capture_output=True, input=handover.packed(checked, as_of), env=environment
    )
    log = _ESCAPE.sub("", (done.stderr + done.stdout).decode("utf-8", "replace")).replace(
        f"{content.parent}{os.sep}", ""
    )
    if done.returncode == 0:
        for name in _NOTES:
            (out / name).unlink(missing_ok=True)
        return
    if why := reason_in(log) or _reason_in_conf(log):
        raise Trouble(f"{why}. {UNCHANGED}")
    findings = tuple(line for line in log.splitlines() if _FINDING.search(line))
    if done.returncode == _SPHINX_FINDINGS and findings:
        raise Trouble(f"{_counted(len(findings))}. {UNCHANGED}", Exit.FINDINGS, findings)
    raise BuildFailed(f"the build failed in a way that is not the content's fault. {UNCHANGED}", log)


def _reason_in_conf(log: str) -> str:
    """Why ``conf.py`` or an extension that it names cannot be used, in one sentence, or ""."""
    _, mark, said = log.partition("Configuration error")
    _, traceback, inner = said.partition("Traceback (most recent call last):")
    if traceback:
        lines = [line.strip() for line in inner.partition("The full traceback")[0].splitlines() if line.strip()]
        places = [found[1] for line in lines if (found := _PLACE.search(line))]
        place = f"conf.py:{places[-1]}" if places else "conf.py"
        return f"{place}: running the file ends with an error ({lines[-1]}); correct this line"
    if mark:
        return " ".join(said.lstrip(":!").split())
    found = _EXTENSION.search(log)
    if not found:
        return ""
    return f"conf.py: the extension '{found[1]}' cannot be used ({found[2].strip()}); install it, or correct its name"


class BuildFailed(Trouble):
    """Sphinx broke down. `log` is what it said."""

    def __init__(self, message: str, log: str) -> None:
        super().__init__(message)
        self.log = log


def _counted(number: int) -> str:
    return f"{number} {'problem' if number == 1 else 'problems'} to correct"
