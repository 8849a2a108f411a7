"""Withdraw a briefing: its text leaves the site, a short note says when and why."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefings.cli.options import Day, Options, common, example, pages_in
from briefings.cli.prompts import Stopped, ask, can_ask
from briefings.cli.transaction import Change, finish_interrupted
from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.page import read_page
from briefings.model.schema import Briefing
from briefings.model.vocabulary import BriefingStatus
from briefings.model.writing import value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

_LONGEST: Final = 300


@click.command("withdraw", epilog=example('briefings withdraw core-groups-2017 --why "Replaced by a later audit."'))
@click.argument("slug", shell_complete=pages_in("briefings"))
@click.option("--why", default="", help="Why, in a sentence that can be public.")
@click.option("--on", type=Day(), help="When (default: today).")
@click.option("--keep-text", is_flag=True, help="Keep the text in the file (it is not published either way).")
@common
def command(**options: Any) -> int:
    """Withdraw the briefing content/briefings/SLUG.md: its text leaves the site, a short note says when and why."""
    return _run(Options(**options))


def _run(options: Options) -> int:
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
        raise Stopped(
            f"'{path}' has problems, so it is not public; correct or delete it ('briefings check' lists them)"
        )
    if entry.record.status is BriefingStatus.WITHDRAWN:
        raise Stopped("this briefing was withdrawn already")
    why = options.why or (ask("Why, in a sentence that can be public (name nobody)") if can_ask() else "")
    if not why or len(why) > _LONGEST:
        raise Stopped(f"a reason is needed, in at most {_LONGEST} characters; give it with --why")
    new = withdrawn(data.decode("utf-8-sig"), why, options.on or as_of, keep_text=options.keep_text)
    stone = read_page(new.encode(), docname=f"briefings/{slug}", path=str(path))
    if stone.entry is None:
        raise Stopped("the note cannot stand like this:\n" + "\n".join(map(str, stone.problems)))
    change = Change({path: new.encode()})
    packs = _packs_without(content, slug, as_of)
    for pack, text in packs.items():
        if text:
            change.write(pack, text)
        else:
            change.deletes.append(pack)
    change.apply(content)
    print(f"Withdrawn: {path}. From the next build its page only says when and why.")
    for pack, text in packs.items():
        print(f"{'Taken out of' if text else 'Deleted, because nothing was left in it'}: {pack}")
    for place in _packs_with(content, slug, as_of):
        print(f"Nothing can be published before you take it out of: {place}")
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
            if (
                one.what in ("briefing", "item", "recommendation", "audit", "recurs")
                and one.target.split("/")[0] == slug
            ):
                yield f"{content.name}/{entry.docname}.md:{one.line}"


def _is_of(slug: str, what: str, target: str) -> bool:
    return what in ("briefing", "item") and target.split("/")[0] == slug


def _packs_with(content: Path, slug: str, as_of: date) -> list[str]:
    """Where packs still name the briefing or an item of it."""
    packs = load_content(content, as_of=as_of, drafts=True).library.registers.packs
    return [f"{pack.path}:{line}" for pack in packs for what, target, line in pack.lines if _is_of(slug, what, target)]


def _packs_without(content: Path, slug: str, as_of: date) -> dict[Path, str]:
    """The packs that name the briefing as they are without it ("": nothing is left); with it, nothing is published."""
    found = {}
    registers = load_content(content, as_of=as_of, drafts=True).library.registers
    used = {use.used for use in registers.uses}
    for pack in registers.packs:
        lines = {line for what, target, line in pack.lines if _is_of(slug, what, target)}
        file = content / "packs" / f"{pack.name}.yaml"
        text = taken_out(file.read_text(encoding="utf-8-sig"), slug, lines) if lines else ""
        holds = re.search(r"(?m)^(?:briefings|themes|items|checklists):", text)
        if lines and (holds or f"pack:{pack.name}" not in used):
            found[file] = text if holds else ""
    return found


def taken_out(text: str, slug: str, lines: AbstractSet[int]) -> str:
    """A pack without a briefing and its items: from lists in one line, and from lists with a line for each.

    Args:
        text: the pack.
        slug: the name of the briefing.
        lines: where it is named.
    """
    name = rf"(?:'{slug}(?:/[^',\]\s]*)?'|\"{slug}(?:/[^\",\]\s]*)?\"|{slug}(?:/[^,\]\s]*)?)"
    kept = []
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if number not in lines:
            kept.append(line)
        elif match := re.fullmatch(r"((?:briefings|items):[ ]*)\[([^\]]*)\](.*\n?)", line, re.DOTALL):
            left = [part for part in match[2].split(",") if not re.fullmatch(rf"\s*{name}\s*", part)]
            if any(map(str.strip, left)):
                kept.append(f"{match[1]}[{','.join(left).strip()}]{match[3]}")
        elif not re.fullmatch(rf"[ ]*-[ ]+{name}[ ]*(?:#.*)?\n?", line):
            kept.append(line)
    return re.sub(r"(?m)^(?:briefings|items):[ ]*(?:#.*)?\n(?![ ]*-)", "", "".join(kept))  # a list with no lines left


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
