"""Start a briefing: ask a few questions, and write a draft with hints to replace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from briefings.cli.options import Options, Words, common, example, pages_in
from briefings.cli.prompts import Stopped, ask, can_ask, check_slugs, choose, library_of
from briefings.cli.transaction import write_new
from briefings.importing.audits import slug_of
from briefings.model.clock import as_of_date
from briefings.model.dates import PartialDate
from briefings.model.layouts import BODIES, LAYOUT_TITLES
from briefings.model.schema import SLUG
from briefings.model.vocabulary import Kind, Layout
from briefings.model.writing import front_matter

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefings.model.library import Library
    from briefings.model.writing import Data


@click.command(
    "new", epilog=example("briefings new", 'briefings new --title "Core groups in 2026" --themes core-groups')
)
@click.option("--title", default="", help="What the briefing is called.")
@click.option("--slug", default="", help="Its public address (default: made of the title).")
@click.option("--layout", type=click.Choice([layout.value for layout in Layout]), help="The shape of the source.")
@click.option(
    "--partnership", default="", help="Whose learning it is (a slug).", shell_complete=pages_in("partnerships")
)
@click.option("--themes", type=Words(), default=(), help="One to eight themes (slugs).")
@click.option("--agencies", type=Words(), default=(), help="Who it is for (default: everyone).")
@click.option("--policies", type=Words(), default=(), help="Policies behind it (slugs).")
@click.option("--published", default="", metavar="DATE", help="When the source came out, such as 2017-01.")
@common
def command(**options: Any) -> int:
    """Start a briefing: asks a few questions in a terminal, and writes a draft with hints to replace."""
    return _run(Options(**options))


def _run(options: Options) -> int:
    as_of = options.as_of or as_of_date()
    library = library_of(options.content, as_of)
    if can_ask():
        _ask_for_the_rest(options, library)
    if not options.title:
        raise Stopped("a briefing needs a title; give one with --title, or run the command in a terminal")
    _check(options, library)
    slug = options.slug or slug_of(options.title)
    path: Path = options.content / "drafts" / f"{slug}.md"
    taken = library.find(Kind.BRIEFING, slug)
    if path.exists() or taken:
        raise Stopped(f"there is a briefing or draft '{slug}' already; give yours another name with --slug")
    write_new(path, draft(options, as_of))
    print(f"Written: {path}")
    print("Replace each hint in [[double brackets]] by your own words; 'briefings check' lists those that are left.")
    print(f"Look at it with 'briefings live'. When it is done: briefings approve {slug}")
    return 0


def _titles(library: Library, kind: Kind) -> dict[str, str]:
    return {entry.slug: entry.title for entry in library.of_kind(kind)}


def _ask_for_the_rest(options: Options, library: Library) -> None:
    options.title = options.title or ask("What is the briefing called?")
    if not options.layout:
        chosen = choose("What shape has the report that you have?", LAYOUT_TITLES)
        options.layout = chosen[0] if chosen else ""
    if not options.partnership:
        chosen = choose("Whose learning is it?", _titles(library, Kind.PARTNERSHIP))
        options.partnership = chosen[0] if chosen else ""
    options.themes = options.themes or choose(
        "What is it about? Choose one to eight themes.", _titles(library, Kind.THEME), several=True
    )
    options.agencies = options.agencies or choose(
        "Who is it for? Enter for everyone.", _titles(library, Kind.AGENCY), several=True
    )
    options.policies = options.policies or choose(
        "Which policies does it rest on? Enter for none.", _titles(library, Kind.POLICY), several=True
    )
    options.published = options.published or ask("When did the report come out (2017, 2017-01 or 2017-01-31)?")


def _check(options: Options, library: Library) -> None:
    if options.slug and not SLUG.fullmatch(options.slug):
        raise Stopped(f"'{options.slug}' cannot be an address; use a-z, 0-9 and hyphens")
    if options.partnership:
        check_slugs("partnership", (options.partnership,), _titles(library, Kind.PARTNERSHIP))
    check_slugs("theme", options.themes, _titles(library, Kind.THEME))
    check_slugs("agency", options.agencies, _titles(library, Kind.AGENCY))
    check_slugs("policy", options.policies, _titles(library, Kind.POLICY))
    if options.published:
        try:
            PartialDate.parse(options.published)
        except ValueError:
            raise Stopped(f"'{options.published}' is no date; write 2017, 2017-01 or 2017-01-31") from None


def draft(options: Options, as_of: date) -> str:
    """The text of a draft for the chosen layout."""
    layout = Layout(options.layout or Layout.FINDINGS_AND_ACTIONS)
    theme = options.themes[0] if options.themes else "[[theme]]"
    data: dict[str, Data] = {
        "title": options.title,
        "summary": "[[Who looked at what, and what matters most: at most 300 characters]]",
        "partnership": options.partnership or "[[slug of the partnership]]",
        "published": options.published or "[[when the report came out, such as 2017-01]]",
        "layout": layout.value,
        "themes": options.themes or ("[[slug of a theme]]",),
        "agencies": options.agencies,
        "policies": options.policies,
        "source": {"title": "[[What the report is called]]", "publisher": "[[Who published it]]"},
        "audits": [
            {
                "id": "audit-1",
                "title": "[[What the audit is called]]",
                "method": "case-file-audit",
                "held": options.published or "[[when it was held, such as 2016-05]]",
            }
        ],
        "review_by": f"{as_of.year + 1}-{as_of.month:02}",
    }
    return f"{front_matter(data)}\n{BODIES[layout].replace('THEME', theme)}"
