"""Build the published site from the content folder: check, clean build aside, audit, manifest, swap into place.

Exit codes: 0 done, 1 problems in the content or differences (nothing was changed), 2 wrong use, 3 something outside
the content: a full disk, somebody else publishing, a fault of ours, or somebody stopped it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

import click

from briefings.cli.options import SITE_OUTPUT, Day, Options, example, published_options, site_folder
from briefings.publishing import signals

KEEP: Final = 3
"""How many earlier releases are kept for going back."""
_MASK: Final = 0o022
"""What is published is for everybody to read, and what is made on the way too: its folder is the publisher's alone."""


@click.command("build", epilog=example("briefings build", "briefings build --verify"))
@click.option("--site", type=click.Path(path_type=Path), help="The folder with conf.py and content/.")
@click.option("--output", type=click.Path(path_type=Path), help="Where the site goes (default: _build/site in it).")
@click.option("--as-of", type=Day(), help="Build as if on this date, such as 2026-11-20.")
@click.option(
    "--publish-the-future", is_flag=True, help="Confirm a date later than today: what the site shows then is public."
)
@click.option(
    "--keep", type=click.IntRange(0), default=KEEP, help=f"How many earlier releases to keep (default {KEEP})."
)
@click.option(
    "--republish",
    multiple=True,
    metavar="PAGE",
    help="Make a page public again that was withdrawn, such as briefings/core-groups.",
)
@click.option(
    "--repair",
    is_flag=True,
    help="Publish although the manifest of what is published is damaged: that folder is moved aside, not deleted.",
)
@published_options
@click.option("--verify", is_flag=True, help="Only compare what is published with its sources.")
@click.option("--rollback", is_flag=True, help="Put the release before this one back.")
@click.pass_obj
def command(today: Any, /, **options: Any) -> int:
    """Check the content, build the whole site with search and PDFs, audit it, and put it into place: all or nothing."""
    if options["verify"] and options["rollback"]:
        raise click.UsageError("--verify and --rollback exclude each other; leave one out")
    signals.catch()
    os.umask(_MASK)
    try:
        from briefings.cli.publish import run  # takes a second, in which Ctrl+C gets its sentence as well

        options["site"] = options["site"] or site_folder()
        options["output"] = options["output"] or options["site"] / SITE_OUTPUT
        return run(Options(**options), today)
    except signals.Stopped:
        signals.ignore()
        print("publish: stopped before anything was done.", file=sys.stderr)
        return 3
    finally:
        signals.ignore()
