"""Make a site: settings, pages and workflows from the starter of the package. The generator stays in the package."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefings.__about__ import __version__
from briefings.cli.options import Options, as_of_option, example, find_site
from briefings.cli.prompts import Stopped, ask, can_ask
from briefings.cli.starter import record_of, starter_files
from briefings.importing.audits import slug_of
from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.problems import errors_in
from briefings.model.schema import SLUG
from briefings.model.writing import value
from briefings.moving import move
from briefings.upgrading.record import HOSTS

if TYPE_CHECKING:
    from datetime import date

_NAME: Final = "Learning from audits"
_DEMO_NAME: Final = "Learning in Exampleshire (invented)"
_PARTNERSHIP: Final = "Exampleshire"
_OWNER: Final = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", re.ASCII)
_ADDRESS: Final = re.compile(r"https?://[^\s\"'\\]+")


@click.command(
    "init",
    epilog=example(
        "briefings init our-site",
        'briefings init our-site --name "Learning in Oakshire" --partnership Oakshire --host github',
        "briefings init look-around --demo",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="", help=f"What the site is called (default: {_NAME}).")
@click.option("--partnership", default="", help=f"The name of the partnership's area (default: {_PARTNERSHIP}).")
@click.option("--address", default="", help="Where the site will be, such as https://oakshire.github.io/learning/.")
@click.option("--host", type=click.Choice(HOSTS), help="Where its files are kept: writes the workflows for it.")
@click.option("--owner", default="", help="Your organisation on GitHub: its teams are asked to review.")
@click.option("--demo", is_flag=True, help="Fill it with an imaginary area: twelve briefings over four years.")
@as_of_option
def command(**options: Any) -> int:
    """Make a site in a new FOLDER: asks in a terminal, then writes settings, pages and workflows that work at once."""
    return _run(Options(**options))


def _run(options: Options) -> int:
    folder: Path = options.folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Stopped(f"'{folder}' exists already; name a folder that does not")
    if site := find_site(folder.parent):
        raise Stopped(f"the new site cannot lie inside the site '{site}'; name a folder beside it, such as ../our-site")
    if options.owner and not _OWNER.fullmatch(options.owner):
        raise Stopped(f"'{options.owner}' cannot be an organisation on GitHub; use letters, digits and hyphens")
    if options.demo and (options.partnership or _PARTNERSHIP) != _PARTNERSHIP:
        raise Stopped(f"the imaginary area is called {_PARTNERSHIP}; leave out --partnership, or leave out --demo")
    if can_ask() and not options.demo:
        _ask_for_the_rest(options)
    if options.address and not _ADDRESS.fullmatch(options.address):
        raise Stopped(f"'{options.address}' is not an address; write it like https://oakshire.github.io/learning/")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the folder, so that the last step is a rename: the site is there whole or not at all.
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as workshop:
        made = Path(workshop) / "site"
        make_site(made, options, options.as_of or as_of_date())
        with_git = _start_git(made)
        if folder.is_dir():
            folder.rmdir()
        move(made, folder)
    print(f"The site is in {folder}")
    if not with_git:
        print("It is not a git repository, because git is not installed or did not work; the site needs none to build.")
    if not options.address:
        print("Give its address in conf.py (html_baseurl) before it is published: feeds and the sitemap need it.")
    print(f"\nNext: cd {options.folder}\n  briefings live     a preview that follows what you write")
    print("  briefings build    the whole site, into _build/site")
    return 0


def _ask_for_the_rest(options: Options) -> None:
    options.name = options.name or ask("What is the site called?", _NAME)
    options.partnership = options.partnership or ask("Which area is it for?", _PARTNERSHIP)
    options.address = options.address or ask("Which address will it have (https://…)? Enter if you don't know yet")
    while options.host is None:
        answer = ask("Where are its files kept (github, gitlab or none)?", "none")
        options.host = answer if answer in HOSTS else None
    if options.host == "github" and not options.owner:
        options.owner = ask("Your organisation on GitHub, whose teams review? Enter for none")


def make_site(site: Path, options: Options, as_of: date) -> None:
    """Write a site into a folder that does not exist.

    Raises:
        Stopped: when its content would not pass the check.
    """
    words = _words(options, as_of)
    host = options.host or "none"
    for name, text in (*starter_files(host, words, demo=options.demo), record_of(host, options.owner)):
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    if errors := errors_in(load_content(site / "content", as_of=as_of, drafts=True).problems):
        listed = "\n".join(map(str, errors))
        raise Stopped(f"the pages of the new site have mistakes; choose another name or area:\n{listed}")


def _words(options: Options, as_of: date) -> dict[str, str]:
    """What is put into the places of the starter."""
    name = " ".join((options.name or (_DEMO_NAME if options.demo else _NAME)).split())
    area = " ".join((options.partnership or _PARTNERSHIP).split())
    if SLUG.fullmatch(area):
        area = area.replace("-", " ").title()
    title = f"{area} safeguarding partnership"
    address = options.address and f"{options.address.rstrip('/')}/"
    extensions = ["briefings", "sphinx.ext.githubpages"] if options.host == "github" else ["briefings"]
    return {
        "name": name,
        "name_py": _quoted(name),
        "partnership": value(area),
        "partnership_title": value(title),
        "partnership_title_py": _quoted(title),
        "partnership_summary": value(f"The agencies that work together to keep children safe in {area}."),
        "slug": slug_of(area),
        "address": _quoted(address),
        "extensions": str(extensions).replace("'", '"'),
        "owner": options.owner,
        "version": __version__,
        "year": str(as_of.year),
        "next_year": str(as_of.year + 1),
        "date": str(as_of),
    }


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _start_git(site: Path) -> bool:
    """Make the folder a git repository, when there is git."""
    if not shutil.which("git"):
        return False
    done = subprocess.run(["git", "init", "-q", "-b", "main"], cwd=site, capture_output=True, check=False)
    return done.returncode == 0
