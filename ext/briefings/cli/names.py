"""List what pages can name: the themes, agencies, policies and partnerships of the site, each with its slug."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from briefings.cli.options import common, example
from briefings.cli.prompts import Stopped
from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.problems import proposed_slug
from briefings.model.vocabulary import FOLDER_OF_KIND, Kind

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry


def _lister(kind: Kind) -> click.Command:
    """The command that lists the pages of one kind."""
    verb = FOLDER_OF_KIND[kind]

    def listing(**options: Any) -> int:
        _print_names(kind, **options)
        return 0

    listing.__doc__ = f"""List the slugs of all {verb}, with what each is called.

    With WORD, only those that have it in their slug or one of their names.
    """
    command = click.command(verb, epilog=example(f"briefings {verb}", f"briefings {verb} core"))
    return command(click.argument("word", required=False)(common(listing)))


def _print_names(kind: Kind, *, word: str | None, **options: Any) -> None:
    library = load_content(
        options["content"].resolve(), as_of=options["as_of"] or as_of_date(), drafts=True, advice=False
    ).library
    found = [entry for entry in library.of_kind(kind) if not word or _has(entry, word)]
    if not found:
        with_word = f" with '{word}' in its name" if word else ""
        raise Stopped(f"there is no {kind.value}{with_word}; 'briefings {FOLDER_OF_KIND[kind]}' lists all")
    width = max(len(entry.slug) for entry in found)
    for entry in found:
        others = ", ".join(_other_names(entry))
        print(f"{entry.slug:{width}}  {entry.title}{f' (also: {others})' if others else ''}")


def _has(entry: DocEntry, word: str) -> bool:
    names = (entry.slug, entry.title, *_other_names(entry))
    slug = proposed_slug(word)
    return any(word.casefold() in name.casefold() or (slug and slug in proposed_slug(name)) for name in names)


def _other_names(entry: DocEntry) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(entry.record, "other_names", ())
    return names


COMMANDS = {FOLDER_OF_KIND[kind]: _lister(kind) for kind in (Kind.THEME, Kind.AGENCY, Kind.POLICY, Kind.PARTNERSHIP)}
