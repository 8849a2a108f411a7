"""A tiny site with its own folder, published by the real command in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from building import ROOT, SITES, tree

COMMAND = ROOT / "scripts" / "publish_site.py"
ON_A_DAY = ROOT / "tests" / "publishing" / "publish_on_a_day.py"
"""The same command on a day that the tests choose: 29 November 2026 unless they say otherwise."""
AS_OF = "2026-11-20"
NAVIGATION = 'briefings_navigation = (("themes/neglect", "Neglect"),)\n'
"""Of the shared settings, what names pages that the tiny site does not have; publishing refuses that."""


@dataclass
class Press:
    """A site and where it is published."""

    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def site(self) -> Path:
        return self.folder / "source"

    @property
    def content(self) -> Path:
        return self.site / "content"

    @property
    def output(self) -> Path:
        return self.folder / "web" / "site"

    @property
    def store(self) -> Path:
        return self.folder / "web" / ".site.publishing"

    def command(self, *options: str, as_of: str = AS_OF, program: Path = ON_A_DAY) -> list[str]:
        day = ["--as-of", as_of] if as_of else []
        return [sys.executable, str(program), "--site", str(self.site), "--output", str(self.output), *day, *options]

    def run(
        self, *options: str, expect: int = 0, as_of: str = AS_OF, program: Path = ON_A_DAY, **keywords
    ) -> subprocess.CompletedProcess[str]:
        """Publish, and look at the exit code; no run ever shows a traceback."""
        environment = {**os.environ, **keywords.pop("env", {})}
        done = subprocess.run(
            self.command(*options, as_of=as_of, program=program),
            capture_output=True,
            text=True,
            env=environment,
            timeout=120,
            **keywords,
        )
        self.said += [done.stdout, done.stderr]
        assert done.returncode == expect, done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        return done

    @property
    def files(self) -> dict[str, bytes]:
        return tree(self.output)

    def write(self, name: str, text: str) -> Path:
        file = self.content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.content / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


def make_press(folder: Path, name: str = "minimal") -> Press:
    """Copy a tiny site that overrides some of our templates, so that a test may change all of it."""
    press = Press(folder)
    shutil.copytree(SITES / name / "content", press.content)
    shutil.copytree(ROOT / "_static", press.site / "_static")
    theme = ROOT / "ext" / "briefings" / "theme"
    for name in ("page.html", "styles/base.css"):
        (press.site / "_templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(theme / name, press.site / "_templates" / name)
    conf = (SITES / "conf.py").read_text(encoding="utf-8")
    (press.site / "conf.py").write_text(f"{conf}{NAVIGATION}", encoding="utf-8")
    return press
