"""Withdraw a briefing: its text leaves the site, a short note says when and why. Run again, it corrects the reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefings.cli.options import Day, Options, common, example, pages_in
from briefings.cli.prompts import Stopped, ask, can_ask
from briefings.cli.transaction import Change, finish_interrupted
from briefings.model.clock import as_of_date
from briefings.model.content import choose, load_content
from briefings.model.page import read_page
from briefings.model.privacy.allow import read_allowed
from briefings.model.problems import errors_in
from briefings.model.scan import SourceFile
from briefings.model.schema import Briefing
from briefings.model.selection import was_public
from briefings.model.vocabulary import BriefingStatus, Kind
from briefings.model.withdrawal import SAFE, faults_in_reason
from briefings.model.writing import value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

_NAMED: Final = frozenset({Kind.AGENCY, Kind.PARTNERSHIP, Kind.THEME, Kind.POLICY})
_KEPT: Final = frozenset(
    "title summary partnership published embargo_until layout themes review_by anonymisation".split()
)
"""The keys that a withdrawn briefing keeps: those it must have, and the embargo, which tells whether it was public."""


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
    record = _record(data, path)
    before = record.withdrawn if record.status is BriefingStatus.WITHDRAWN else None
    why = _reason(options, record, content, as_of)
    text = re.sub(r"\r\n?", "\n", data.decode("utf-8-sig"))
    day = options.on or (before.on.first if before else as_of)
    new = with_reason(text, why, day) if before else withdrawn(text, why, day, keep_text=options.keep_text)
    stone = _record(new.encode(), path)
    _refuse_what_stops_a_publish(new.encode(), path, content, as_of)
    change = Change({path: new.encode()})
    if before:
        change.apply(content)
        print(f"Corrected: {path}. From the next build its page says the new reason.")
        return 0
    packs = _packs_without(content, slug, as_of)
    for pack, text in packs.items():
        if text:
            change.write(pack, text)
        else:
            change.deletes.append(pack)
    change.apply(content)
    if was_public(stone, as_of):
        print(f"Withdrawn: {path}. From the next build its page only says when and why.")
        print("To correct the reason, run the command again with another --why.")
    else:
        print(f"Withdrawn: {path}. It was never public, so no page will say so; you may delete the file as well.")
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


def _record(data: bytes, path: Path) -> Briefing:
    """The front matter of a briefing that can be read.

    Raises:
        Stopped: with its problems.
    """
    read = read_page(data, docname=f"briefings/{path.stem}", path=str(path))
    if read.entry is None or not isinstance(read.entry.record, Briefing):
        found = "\n".join(map(str, errors_in(read.problems)))
        raise Stopped(
            "nothing was changed, because the briefing has mistakes. Correct them and run this again, or delete the "
            f"file: that takes the page off the site with the next publish as well.\n{found}"
        )
    return read.entry.record


def _reason(options: Options, record: Briefing, content: Path, as_of: date) -> str:
    """The reason, which everybody will read.

    Raises:
        Stopped: when it says too much; nothing of it is repeated.
    """
    why = options.why or (ask("Why, in a sentence that can be public (name nobody)") if can_ask() else "")
    why = why.strip()
    library = load_content(content, as_of=as_of, drafts=True, advice=False).library
    titles = [entry.title for entry in library.entries.values() if entry.kind in _NAMED]
    titles += [getattr(entry.record, "short_title", None) or "" for entry in library.entries.values()]
    invented = record.pseudonyms.names if record.pseudonyms else ()
    if faults := list(faults_in_reason(why, titles, invented)):
        raise Stopped(
            f"nothing was changed: {'; '.join(faults)}. Everybody can read the reason, so say less, such as "
            f'--why "{SAFE}"'
        )
    return why


def _refuse_what_stops_a_publish(new: bytes, path: Path, content: Path, as_of: date) -> None:
    """Stop when the page could not be published as it will be: then the text would stay online.

    Raises:
        Stopped: with what to do instead.
    """
    docname = f"briefings/{path.stem}"
    source = SourceFile(docname, path, f"{content.name}/{docname}.md")
    problems = errors_in(choose(source, new, as_of=as_of, allowed=read_allowed(content, as_of)[0]).problems)
    if problems:
        found = "\n".join(map(str, problems))
        raise Stopped(
            f"nothing was changed, because the note could not be published:\n{found}\nIf it is the name of the file, "
            "delete the file: then nothing stays at its address"
        )


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
    if keep_text:
        return with_reason(text, why, on)
    parts = [part for part in _keys(text)[0] if _key_of(part) in _KEPT]
    head = re.sub(r"(?m)^(title|summary):(?:.*\n)(?:[ \t]+.*\n)*", r"\1: Withdrawn\n", "".join(parts))
    return with_reason(f"---\n{head}---\n", why, on)


def with_reason(text: str, why: str, on: date) -> str:
    """The page with the day and the reason of its withdrawal, in the place of those that it may have."""
    parts, body = _keys(text)
    head = "".join(part for part in parts if _key_of(part) not in ("status", "withdrawn"))
    return f"---\n{head}status: withdrawn\nwithdrawn:\n  on: {on}\n  why: {value(why)}\n{body}"


def _keys(text: str) -> tuple[list[str], str]:
    """The front matter of a page by its keys, each with all its lines; and the rest, from the closing fence on."""
    fences = [match.start() for match in re.finditer(r"(?m)^---[ \t]*$", text)]
    head = text[text.index("\n") + 1 : fences[1]]
    return re.split(r"(?m)^(?=[A-Za-z_]+:)", head), text[fences[1] :]


def _key_of(part: str) -> str:
    return part.partition(":")[0]
