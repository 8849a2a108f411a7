"""Withdraw a briefing: its text leaves the site, a short note says when and why.

Exit codes: 0 withdrawn, 1 it could not be (nothing was changed), 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.page import read_page
from briefings.model.schema import Briefing
from briefings.model.vocabulary import BriefingStatus
from briefings.model.writing import value
from scripts.asking import Stopped, add_common, ask, can_ask
from scripts.changing import Change, finish_interrupted

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 300


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Withdraw a briefing.")
    parser.add_argument("slug", help="the name of the briefing: content/briefings/<slug>.md")
    parser.add_argument("--why", default="", help="why, in a sentence that can be public")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="when (default: today)")
    parser.add_argument(
        "--keep-text", action="store_true", help="keep the text in the file (it is not published either way)"
    )
    add_common(parser)
    options = parser.parse_args(argv)
    try:
        return _run(options)
    except Stopped as stopped:
        print(f"withdraw: {stopped}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nwithdraw: stopped; nothing was changed", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    as_of = options.as_of or as_of_date()
    content: Path = options.content
    finish_interrupted(content)
    slug = Path(options.slug).stem
    path = content / "briefings" / f"{slug}.md"
    if not path.is_file():
        raise Stopped(f"there is no briefing '{path}'")
    data = path.read_bytes()
    entry = read_page(data, docname=f"briefings/{slug}", path=str(path)).entry
    if entry is None or not isinstance(entry.record, Briefing):
        raise Stopped(f"'{path}' has problems, so it is not public; correct or delete it ('make check' lists them)")
    if entry.record.status is BriefingStatus.WITHDRAWN:
        raise Stopped("this briefing was withdrawn already")
    why = options.why or (ask("Why, in a sentence that can be public (name nobody)") if can_ask() else "")
    if not why or len(why) > _LONGEST:
        raise Stopped(f"a reason is needed, in at most {_LONGEST} characters; give it with --why")
    new = withdrawn(data.decode("utf-8-sig"), why, options.on or as_of, keep_text=options.keep_text)
    stone = read_page(new.encode(), docname=f"briefings/{slug}", path=str(path))
    if stone.entry is None:
        raise Stopped("the note cannot stand like this:\n" + "\n".join(map(str, stone.problems)))
    Change({path: new.encode()}).apply(content)
    print(f"Withdrawn: {path}. From the next build its page only says when and why.")
    if mentions := list(_mentions(content, slug, as_of)):
        print("These pages mention it; look whether they still make sense:")
        print(*(f"  {place}" for place in mentions), sep="\n")
    if not options.keep_text:
        print("Its text is still in the history of git; if somebody can be recognised in it, tell whoever keeps it.")
    return 0


def _mentions(content: Path, slug: str, as_of: date) -> Iterator[str]:
    """Where other pages name the briefing or a part of it."""
    library = load_content(content, as_of=as_of, drafts=True).library
    for entry in library.entries.values():
        for one in entry.references:
            if one.what in ("briefing", "item", "recommendation", "audit") and one.target.split("/")[0] == slug:
                yield f"{content.name}/{entry.docname}.md:{one.line}"


def withdrawn(text: str, why: str, on: date, *, keep_text: bool) -> str:
    """The page as it stands once it is withdrawn.

    Args:
        text: the page.
        why: the reason.
        on: the day.
        keep_text: whether the body and the lists of audits and recommendations stay in the file.
    """
    fences = [match.start() for match in re.finditer(r"(?m)^---[ \t]*$", text)]
    head, body = text[: fences[1]], text[fences[1] :]
    head = re.sub(r"(?m)^status:.*\n", "", head)
    if not keep_text:
        kept = {"title", "summary", "partnership", "published", "layout", "themes", "review_by", "anonymisation"}
        parts = re.split(r"(?m)^(?=[A-Za-z_]+:)", head)
        head = "".join(part for index, part in enumerate(parts) if index == 0 or part.partition(":")[0] in kept)
        head = re.sub(r"(?m)^(title|summary):(?:.*\n)(?:[ \t]+.*\n)*", r"\1: Withdrawn\n", head)
        body = "---\n"
    return f"{head}status: withdrawn\nwithdrawn:\n  on: {on}\n  why: {value(why)}\n{body}"


if __name__ == "__main__":
    sys.exit(main())
