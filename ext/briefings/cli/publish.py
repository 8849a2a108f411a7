"""What `briefings build` does, with a sentence for whatever can happen."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TextIO

from briefings.cli.starter import text_setting
from briefings.model.clock import day_of_epoch
from briefings.model.clock import today as today_in_london
from briefings.publishing import signals
from briefings.publishing.build import BuildFailed
from briefings.publishing.pipeline import Faulty, Order, publish, rollback, verify
from briefings.publishing.trouble import UNCHANGED, Exit, Trouble, trouble_with
from briefings.upgrading.record import RecordError, read_record

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefings.cli.options import Options

_WORDS: Final = (
    "which words they are, and of which page, stands in {}, for you alone. Take them out of the public page, template "
    "or setting that they came by; if they are everyday words and no secret, say it in other words in the page that is "
    "held back. Then delete that file"
)


def run(options: Options, today: date | None) -> int:
    """Do what the options say, and explain whatever stands against it; the exit code."""
    output: Path = options.output.resolve()
    before = _identity(output)
    try:
        _run(options, output, today or today_in_london())
    except Trouble as trouble:
        signals.ignore()
        for finding in trouble.findings:
            _say(finding, sys.stderr)
        _say(f"publish: {trouble}.", sys.stderr)
        if isinstance(trouble, BuildFailed):
            _tell_where(output, trouble.log)
        elif isinstance(trouble, Faulty) and trouble.secrets:
            _tell_words(trouble.secrets)
        return trouble.exit_code
    except OSError as error:
        signals.ignore()
        _say(f"publish: {trouble_with(error)}. {_what_now(output, before)}.", sys.stderr)
        return Exit.BROKEN
    except KeyboardInterrupt:
        signals.ignore()
        _say(f"publish: stopped. {_what_now(output, before)}.", sys.stderr)
        return Exit.BROKEN
    except Exception as error:  # a fault of ours: the person who publishes gets a sentence, we get the details
        signals.ignore()
        _say(f"publish: a fault in this program ({type(error).__name__}). {_what_now(output, before)}.", sys.stderr)
        _tell_where(output, traceback.format_exc())
        return Exit.BROKEN
    return Exit.DONE


def _run(options: Options, output: Path, today: date) -> None:
    site, republish = options.site.resolve(), frozenset(options.republish)
    order = Order(
        site,
        output,
        _as_of(options, today),
        _say,
        options.keep,
        republish,
        options.repair,
        options.last_release,
        options.accept_new_addresses,
    )
    if options.verify:
        _say(f"All {verify(order)} files are as the content says.")
    elif options.rollback:
        release = rollback(order)
        _say(f"The site is again as it was {release}: {output / 'index.html'}")
    else:
        made = publish(order)
        count = len(made.library.briefings)
        briefings = "1 briefing" if count == 1 else f"{count} briefings"
        _say(f"Published {len(made.manifest.files) + 1} files, {briefings}: {output / 'index.html'}")
        if warning := _without_address(site):
            _say(warning)
        _say(f"Open that file in a browser; for the search, serve it: python -m http.server --directory {output}")


def _without_address(site: Path) -> str:
    """What to say when a site that is put on GitHub or GitLab Pages does not know its own address; else ""."""
    try:
        record = read_record(site)
    except RecordError:
        return ""
    if record is None or record.host == "none" or text_setting(site, "html_baseurl"):
        return ""
    said = (
        "conf.py names no address (html_baseurl): there is no sitemap, feeds and the calendar have no links, and the "
        "page for what is not found has no styles where the site lies in a folder of its host"
    )
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    return f"::warning file=conf.py::{said}" if on_github else f"Note: {said}."


def _identity(output: Path) -> tuple[int, int] | None:
    """Which folder stands in a place: after the swap it is another one."""
    try:
        status = output.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _what_now(output: Path, before: tuple[int, int] | None) -> str:
    """What a command that did not come to its end has done."""
    now = _identity(output)
    if now == before:
        return UNCHANGED
    if now is None:
        return "The site is between two names at this moment; run the command again, which puts it right first"
    return "The site was put in place already, and is whole; run the command again to finish what comes after that"


def _as_of(options: Options, today: date) -> date:
    """The day to publish for.

    Raises:
        Trouble: when that day has not come yet, and nobody confirmed that it is meant.
    """
    try:
        day: date = options.as_of or day_of_epoch() or today
    except ValueError as error:
        raise Trouble(f"{error}; correct or unset it", Exit.USAGE) from None
    if day > today and not (options.publish_the_future or options.verify):
        raise Trouble(
            f"{day} is later than today ({today}), so the site would show what is not public yet; to look ahead, use "
            "the preview (make live); to publish as of that day all the same, add --publish-the-future",
            Exit.USAGE,
        )
    return day


def _say(text: str, stream: TextIO | None = None) -> None:
    """Tell whoever started the command, if they still listen: a closed terminal stops no publish by itself."""
    stream = stream or sys.stdout
    try:
        print(text, file=stream, flush=True)
    except OSError:
        with suppress(OSError, ValueError):  # what could not be said is not tried again at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _tell_where(output: Path, log: str) -> None:
    """Keep the details where only the publisher can read them, and say where."""
    file = output.parent / f".{output.name}.publishing" / "last-failure.log"
    try:
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.write(log)
    except OSError:
        return
    _say(f"publish: the details are in {file}; please report them.", sys.stderr)


def _tell_words(secrets: str) -> None:
    """Write which words came out into a file of the publisher's own: never near the site, not even beside it."""
    try:
        descriptor, file = tempfile.mkstemp(prefix="publish-site-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(secrets)
    except OSError:
        return
    _say(f"publish: {_WORDS.format(file)}.", sys.stderr)
