"""What the verbs share: the options of every command, and where the site is that they are run in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import click
from click.shell_completion import CompletionItem

from briefings.cli.prompts import Stopped
from briefings.model.clock import as_of_date

if TYPE_CHECKING:
    from collections.abc import Callable

SITE_OUTPUT: Final = Path("_build") / "site"
"""Where a site is built, below its folder, when nobody says otherwise."""
Options = SimpleNamespace
"""The options of a verb by name, as they were given."""


class Day(click.ParamType):  # type: ignore[type-arg] # it takes one since click 8.4 alone
    """A day, such as 2026-11-20."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return as_of_date(value)
        except ValueError:
            self.fail(f"'{value}' is not a date; write it like 2026-11-20", param, ctx)


class Words(click.ParamType):  # type: ignore[type-arg]
    """Several words with commas between them."""

    name = "A,B"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        return value if isinstance(value, tuple) else tuple(word.strip() for word in value.split(",") if word.strip())


def find_site(start: Path | None = None) -> Path | None:
    """The folder of the site in which somebody stands: the nearest one with ``conf.py`` and ``content/``."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "conf.py").is_file() and (folder / "content").is_dir():
            return folder
    return None


def site_folder() -> Path:
    """The folder of the site in which the command is run.

    Raises:
        Stopped: when there is none here.
    """
    site = find_site()
    if site is None:
        raise Stopped(
            f"there is no site in '{Path.cwd()}' or above it (no conf.py beside content/); "
            "go to the folder of your site, or make one with: briefings init our-site",
            exit_code=2,
        )
    return site


def content_folder(_: click.Context, __: click.Parameter, given: Path | None) -> Path:
    """The content folder that was named, or that of the site in which the command is run."""
    if given is None:
        site = site_folder()
        # As people name it where they stand, which is what messages should show.
        return Path("content") if site == Path.cwd().resolve() else site / "content"
    if not given.is_dir():
        raise click.BadParameter(f"there is no folder '{given}'; name the content folder")
    return given


content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    callback=content_folder,
    help="The content folder, when it is not that of the site you are in.",
)
content_argument = click.argument("content", required=False, type=click.Path(path_type=Path), callback=content_folder)
as_of_option = click.option("--as-of", type=Day(), help="Work as if on this date, such as 2026-11-20.")


def published_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that looks after the addresses that were published."""
    published = click.option(
        "--last-release",
        type=click.Path(path_type=Path),
        help="The last release, or its objects.inv, when it is not where the site is built.",
    )
    accept = click.option(
        "--accept-new-addresses",
        is_flag=True,
        help="Let go of addresses that were published, as of a deleted page.",
    )
    return published(accept(function))


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command for editors has."""
    return content_option(as_of_option(function))


def example(*lines: str) -> str:
    """The end of a help: examples, one a line, as they are typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def pages_in(folder: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Complete the names of pages in a folder of the content."""

    def complete(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
        site = find_site()
        files = sorted((site / "content" / folder).glob(f"{typed}*.md")) if site else []
        return [CompletionItem(file.stem) for file in files if file.stem != "index"]

    return complete
