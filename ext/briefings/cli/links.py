"""Try every address outside the site that the pages name, politely, and propose changes to the link ledger.

linkchecker asks; nothing is changed unless `--write` is given. Never a part of a build or of a check of a change: an
outage elsewhere is nobody's mistake here.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import click

from briefings.cli.options import Options, as_of_option, content_option, example
from briefings.cli.prompts import Stopped
from briefings.model.clock import as_of_date
from briefings.model.ledger import LEDGER_FILE, Link, read_ledger, written
from briefings.model.link_checks import Answer, Outcome, next_state, outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AGENT: Final = "learning-briefings-link-check/1 (+https://github.com/learning-briefings; once a week)"
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\)\]}]+", re.ASCII | re.IGNORECASE)
_EXAMPLES: Final = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:org|com|net)$")
_TITLE: Final = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_CONFIG: Final = """\
[checking]
maxrequestspersecond={rate}
threads=4
timeout={timeout}
recursionlevel=0
useragent={agent}
sslverify=1
[filtering]
checkextern=1
"""
_HEAD_BYTES: Final = 65_536
_CAME_BACK: Final = re.compile(r"^(?:Error: )?[1-5]\d\d\b")
"""The code of an answer: without a single one it is our own network that does not work."""


@click.command("links", epilog=example("briefings links", "briefings links --write"))
@content_option
@as_of_option
@click.option("--write", is_flag=True, help="Write the proposal into links.yaml.")
@click.option("--rate", type=float, default=1.0, help="Requests a second to one host (default 1).")
@click.option("--timeout", type=int, default=30, help="Seconds to wait for an answer (default 30).")
def command(**options: Any) -> int:
    """Try every address outside the site that the pages name, and propose changes to the link ledger.

    Exit code 1 says that changes are proposed or were written.
    """
    return _run(Options(**options))


def _run(options: Options) -> int:
    ledger, problems = read_ledger(options.content)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 2
    today = options.as_of or as_of_date()
    addresses = sorted(set(named_in(options.content)))
    print(f"Trying {len(addresses)} addresses, {options.rate} a second at most …", file=sys.stderr)
    try:
        answers = ask(addresses, options.rate, options.timeout)
    except subprocess.SubprocessError as error:
        message = f"linkchecker could not be run ({type(error).__name__}); install it with: pip install linkchecker"
        raise Stopped(message, exit_code=3) from None
    if answers and not any(_CAME_BACK.search(answer.result) for answer in answers.values()):
        raise Stopped("no address could be reached; is this computer online? Nothing was noted", exit_code=3)
    links: list[Link] = []
    for address in addresses:
        answer = answers.get(address, Answer("no answer"))
        outcome = outcome_of(address, answer)
        links.append(next_state(ledger.links.get(address) or Link(address), outcome, answer, today))
        if outcome is not Outcome.LIVE:
            print(f"{outcome}: {address} ({answer.result or 'no answer'}; {answer.title or 'no title'})")
    return _propose(options.content / LEDGER_FILE, written(links), write=options.write)


def named_in(content: Path) -> Iterator[str]:
    """Every address that a page names: in its text and in its front matter. Examples of the handbook are left out."""
    for file in sorted(content.rglob("*.md")):
        if file.relative_to(content).parts[0] == "handbook":
            continue
        for match in _ADDRESS.finditer(file.read_text(encoding="utf-8", errors="replace")):
            address = match[0].rstrip(".,;:!?*_").partition("#")[0]
            try:
                host = urlsplit(address).hostname or ""
            except ValueError:
                continue
            if host and not _EXAMPLES.search(host):
                yield address


def ask(addresses: Iterable[str], rate: float, timeout: int) -> dict[str, Answer]:
    """Let linkchecker try the addresses, then read the titles of the pages that answered.

    Args:
        addresses: what to try.
        rate: how many requests a second to one host, at most.
        timeout: after how many seconds to give up.

    Raises:
        SubprocessError: when linkchecker cannot be run.
    """
    listed = list(addresses)
    if not listed:
        return {}
    with tempfile.TemporaryDirectory(prefix="sweep-") as folder:
        config = Path(folder) / "linkcheckerrc"
        config.write_text(_CONFIG.format(rate=rate, timeout=timeout, agent=AGENT), encoding="utf-8")
        program = shutil.which("linkchecker", path=str(Path(sys.executable).parent)) or shutil.which("linkchecker")
        if program is None:
            raise subprocess.SubprocessError("there is no linkchecker")
        # The table goes to the standard output: as root linkchecker becomes "nobody", who may write no file of ours.
        command = [program, "-f", str(config), "-o", "csv/utf-8", "--no-status", "-v", "--stdin"]
        try:
            done = subprocess.run(command, input="\n".join(listed), text=True, capture_output=True, check=False)
        except OSError as error:
            raise subprocess.SubprocessError(str(error)) from error
        if done.returncode not in (0, 1):
            raise subprocess.SubprocessError(done.stderr[-500:])
        answers = _read(done.stdout)
    for address, answer in answers.items():
        if "200" in answer.result:
            time.sleep(1 / rate)
            answers[address] = _with_title(address, answer, timeout)
    return answers


def _read(text: str) -> dict[str, Answer]:
    lines = [line for line in io.StringIO(text) if not line.startswith("#")]
    answers = {}
    for row in csv.DictReader(lines, delimiter=";"):
        address = row.get("urlname") or ""
        if address:
            answers[address] = Answer(row.get("result") or "", row.get("url") or "")
    return answers


class _Noting(urllib.request.HTTPRedirectHandler):
    """Follows redirects as usual, and notes whether each said that it is for good."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        self.codes.append(code)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _with_title(address: str, answer: Answer, timeout: int) -> Answer:
    """Add what only the page itself tells: its title, and where the redirects end."""
    noting = _Noting()
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310 - http and https only
    try:
        with urllib.request.build_opener(noting).open(request, timeout=timeout) as page:
            head, final = page.read(_HEAD_BYTES), page.geturl()
    except (OSError, ValueError, urllib.error.URLError):
        return answer
    match = _TITLE.search(head)
    title = " ".join(unescape(match[1].decode("utf-8", "replace")).split())[:200] if match else ""
    return Answer(answer.result, final, title, bool(noting.codes) and set(noting.codes) <= {301, 308})


def _propose(file: Path, text: str, *, write: bool) -> int:
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    if before == text:
        print("The ledger is as it should be.", file=sys.stderr)
        return 0
    name = f"{file.parent.name}/{file.name}"
    diff = difflib.unified_diff(before.splitlines(True), text.splitlines(True), f"a/{name}", f"b/{name}")
    print("".join(diff), end="")
    if write:
        file.write_text(text, encoding="utf-8")
    else:
        print(
            "Nothing was changed. Look at it, then run it again with --write, or take the parts you agree with.",
            file=sys.stderr,
        )
    return 1
