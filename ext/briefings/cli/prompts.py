"""Ask the person at the keyboard, in plain words; every answer can be given as an option instead."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from briefings.model.content import load_content
from briefings.model.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from briefings.model.library import Library


class Stopped(Exception):
    """The command cannot go on; the text is a sentence for the person at the keyboard."""

    def __init__(self, message: str, *, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def library_of(content: Path, as_of: date) -> Library:
    """All that can be read of a content folder, drafts too.

    Raises:
        Stopped: when there is no such folder.
    """
    if not content.is_dir():
        raise Stopped(f"there is no folder '{content}'; name the content folder with --content")
    return load_content(content, as_of=as_of, drafts=True).library


def can_ask() -> bool:
    """Whether somebody sits at the keyboard."""
    return sys.stdin.isatty()


def ask(question: str, default: str = "") -> str:
    """An answer on one line; Enter takes the default.

    Raises:
        Stopped: when nobody is there to answer.
    """
    try:
        shown = f"{question} [{default}]" if default else question
        answer = input(f"{shown} " if shown.endswith("?") else f"{shown}: ").strip()
    except EOFError:
        raise Stopped("the command ended before all questions were answered; nothing was changed") from None
    return answer or default


def choose(question: str, offers: Mapping[str, str], *, several: bool = False) -> tuple[str, ...]:
    """Choose from a list, by number or by slug; an empty answer chooses nothing.

    Args:
        question: what is chosen.
        offers: title by slug.
        several: whether more than one may be named, with commas.
    """
    print(f"\n{question}")
    slugs = list(offers)
    for number, slug in enumerate(slugs, 1):
        print(f"  {number:>3}  {offers[slug]}  ({slug})")
    while True:
        answer = ask("Numbers or names, with commas" if several else "A number or name; Enter to leave it open")
        words = [word.strip() for word in answer.split(",") if word.strip()]
        chosen = [slugs[int(word) - 1] if word.isdigit() and 0 < int(word) <= len(slugs) else word for word in words]
        unknown = [word for word in chosen if word not in offers]
        if not unknown and (several or len(chosen) <= 1):
            return tuple(dict.fromkeys(chosen))
        for word in unknown:
            print(f"  There is no '{word}'{did_you_mean(word, offers)}.")
        if not unknown:
            print("  Choose one only.")


def check_slugs(what: str, slugs: tuple[str, ...], known: Mapping[str, str]) -> None:
    """Refuse slugs that do not exist.

    Raises:
        Stopped: with a "did you mean".
    """
    for slug in slugs:
        if slug not in known:
            hint = did_you_mean(slug, known) or f"; see content/ for those that exist ({len(known)})"
            raise Stopped(f"there is no {what} '{slug}'{hint}")
