"""Make the pictures of the handbook's first hour: each command is run for real, and each page is what a browser shows.

The pictures are made again after a change of the look or of what commands say; they are kept in the repository, because
readers of the site have no browser of ours. Exit codes: 0 done, 1 no browser or a step went wrong, 2 wrong use.
"""

from __future__ import annotations

import argparse
import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

from briefings.model.hints import HINT
from scripts.browser import NoBrowserError, open_browser, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT: Final = Path(__file__).resolve().parents[1]
PLACE: Final = ROOT / "content" / "handbook"
PICTURES: Final = ("first-new.png", "first-check.png", "first-problems.png", "first-draft.png", "first-publish.png")
LARGEST: Final = 120_000
"""Bytes of one picture: they go with every copy of the site."""
AS_OF: Final = ("--as-of", "2026-11-21")
SLUG: Final = "core-groups-minutes-in-time"
ANSWERS: Final = ("Core groups: minutes in time", "2", "sandwell", "core-groups", "police", "", "2017-01")
_WORDS: Final = {
    r"Who looked at what, and what matters most.*": "Six case files showed that minutes came weeks after the meeting.",
    r"How many children.*": "Six children's cases. Social workers, schools, health visitors and the police took part.",
    r"First topic": "Minutes",
    r"One thing that the audit found.*": "In four of six cases the minutes came after the next meeting.",
    r"One thing that went well.*": "Schools came to every core group and brought what the child had said.",
    r"One thing that the partnership.*": "Each core group now agrees who sends the minutes, and by when.",
    r"What can somebody do.*": "Before you leave a core group, ask who will send the minutes, and when.",
    r"A question that follows.*": "When did we last read the minutes before the next meeting?",
    r"A question that a team.*": "What would the family say about how we share a plan?",
    r"What the (?:report|audit) is called": "Core groups",
    r"Who published it": "Sandwell Safeguarding Children Board",
}
_TERMINAL: Final = """\
<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; background: #10222b } pre { margin: 0; padding: 20px 24px; color: #e8eef0; white-space: pre-wrap;
font: 15px/1.5 "DejaVu Sans Mono", "Liberation Mono", monospace } b { color: #8fd3c8 }
</style><pre><b>$ {command}</b>
{said}</pre>"""


class StepError(Exception):
    """A step of the first hour went wrong; the message says which."""


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Make the pictures of the handbook's first hour.")
    parser.add_argument("--output", type=Path, default=PLACE, help="where the pictures go")
    options = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as folder:
            _make(Path(folder), options.output)
    except (NoBrowserError, StepError, OSError) as error:
        print(f"handbook_screens: {error}", file=sys.stderr)
        return 1
    print(f"{len(PICTURES)} pictures in {options.output}")
    return 0


def _make(folder: Path, output: Path) -> None:
    """Go through the first hour on a copy of the content, with a picture of each step."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    draft = content / "drafts" / f"{SLUG}.md"
    command = ["--content", str(content), *AS_OF]
    new = _typed("new", command, ANSWERS)
    if not draft.is_file():
        raise StepError(f"there is no draft after 'briefings new':\n{new}")
    _write_words(draft)
    finished = draft.read_text(encoding="utf-8")
    # Two mistakes that everybody makes: a theme that is called otherwise, and a hint that was left in.
    text = re.sub(r"(themes:\W+)core-groups", r"\1core-group", finished, count=1).replace(
        "### Minutes", "### [[First topic]]"
    )
    draft.write_text(text, encoding="utf-8")
    check = _said("check", ["--content", str(content), *AS_OF, str(draft)], expect=1)
    wrong = _preview(content, folder / "wrong")
    draft.write_text(finished, encoding="utf-8")
    right = _preview(content, folder / "right")
    publish = _said("approve", [SLUG, "--checked-by", "Board manager", *command], expect=0)
    command_line = f'briefings approve {SLUG} --checked-by "Board manager"'
    with open_browser() as browser:
        _terminal(browser, "briefings new", new, output / "first-new.png", height=640)
        _terminal(browser, "briefings check", check, output / "first-check.png")
        _terminal(browser, command_line, publish, output / "first-publish.png")
        for site, name in ((wrong, "first-problems.png"), (right, "first-draft.png")):
            with served(site, {}) as address:
                page = browser.new_page(viewport={"width": 900, "height": 760})
                page.goto(f"{address}/drafts/{SLUG}.html")
                page.evaluate("document.fonts.ready")
                _keep(page.screenshot(), output / name)


def _write_words(draft: Path) -> None:
    """Replace every hint, as an editor would.

    Raises:
        StepError: when a hint is new; then words for it are to be added above.
    """

    def words(match: re.Match[str]) -> str:
        for pattern, text in _WORDS.items():
            if re.fullmatch(pattern, match[1]):
                return text
        raise StepError(f"there are no words for the hint '{match[1]}'")

    draft.write_text(HINT.sub(words, draft.read_text(encoding="utf-8")), encoding="utf-8")


def _said(verb: str, arguments: list[str], *, expect: int) -> str:
    """What a command says."""
    command = [sys.executable, "-m", "briefings", verb, *arguments]
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != expect:
        raise StepError(f"{verb} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def _typed(verb: str, arguments: list[str], answers: tuple[str, ...]) -> str:
    """What a command and somebody at the keyboard say to each other."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "briefings", verb, *arguments], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    said, left = b"", list(answers)
    try:
        while chunk := os.read(ours, 4096):
            said += chunk
            if said.endswith((b": ", b"? ")) and left:
                os.write(ours, f"{left.pop(0)}\n".encode())
    except OSError:  # the other end was closed
        pass
    os.close(ours)
    process.wait()
    return said.decode(errors="replace").replace("\r\n", "\n")


def _preview(content: Path, out: Path) -> Path:
    """The site as `make live` shows it. Problems of the content are what is to be seen, so they are no failure."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", str(ROOT), "-D", "briefings_drafts=1"]
    command += ["-D", f"briefings_as_of={AS_OF[1]}", "-d", str(out.with_suffix(".doctrees")), str(content), str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if not (out / "drafts" / f"{SLUG}.html").is_file():
        raise StepError(f"the preview could not be made:\n{done.stderr}")
    return out


def _terminal(browser: Browser, command: str, said: str, file: Path, height: int = 0) -> None:
    """A picture of a terminal with a command and what it said."""
    said = re.sub(r"\S*/content/", "content/", said)
    page = browser.new_page(viewport={"width": 900, "height": height or 120})
    page.set_content(_TERMINAL.replace("{command}", escape(command)).replace("{said}", escape(said.rstrip())))
    _keep(page.screenshot(full_page=not height), file)


def _keep(picture: bytes, file: Path) -> None:
    """Keep a picture with as few colours as it needs, and with nothing in it but itself."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    if made.tell() > LARGEST:
        raise StepError(f"{file.name} has {made.tell()} bytes; at most {LARGEST} are allowed")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made.getvalue())


if __name__ == "__main__":
    sys.exit(main())
