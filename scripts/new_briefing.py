"""Start a briefing: ask a few questions, and write a draft with hints to replace (`make new`).

Exit codes: 0 a draft was written, 1 it could not be (nothing was written), 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from briefings.importing.audits import slug_of
from briefings.model.clock import as_of_date
from briefings.model.dates import PartialDate
from briefings.model.layouts import BODIES, LAYOUT_TITLES
from briefings.model.schema import SLUG
from briefings.model.vocabulary import Kind, Layout
from briefings.model.writing import front_matter
from scripts.asking import Stopped, add_common, ask, can_ask, check_slugs, choose, library_of, words
from scripts.changing import write_new

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefings.model.library import Library
    from briefings.model.writing import Data


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Start a briefing from a template.")
    parser.add_argument("--title", default="", help="what the briefing is called")
    parser.add_argument("--slug", default="", help="its public address (default: made of the title)")
    parser.add_argument("--layout", choices=list(Layout), default="", help="the shape of the source")
    parser.add_argument("--partnership", default="", help="whose learning it is (a slug)")
    parser.add_argument("--themes", type=words, default=(), metavar="A,B", help="one to eight themes (slugs)")
    parser.add_argument("--agencies", type=words, default=(), metavar="A,B", help="who it is for (default: everyone)")
    parser.add_argument("--policies", type=words, default=(), metavar="A,B", help="policies behind it (slugs)")
    parser.add_argument("--published", default="", metavar="DATE", help="when the source came out, such as 2017-01")
    add_common(parser)
    options = parser.parse_args(argv)
    try:
        return _run(options)
    except Stopped as stopped:
        print(f"new: {stopped}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nnew: stopped; nothing was written", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
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
    print("Replace each hint in [[double brackets]] by your own words; 'make check' lists those that are left.")
    print("Look at it with 'make live'. When it is done: .venv/bin/python scripts/publish_briefing.py " + slug)
    return 0


def _titles(library: Library, kind: Kind) -> dict[str, str]:
    return {entry.slug: entry.title for entry in library.of_kind(kind)}


def _ask_for_the_rest(options: argparse.Namespace, library: Library) -> None:
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


def _check(options: argparse.Namespace, library: Library) -> None:
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


def draft(options: argparse.Namespace, as_of: date) -> str:
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


if __name__ == "__main__":
    sys.exit(main())
