"""Rename a briefing, theme, agency or policy: its page, every use of it, and a page that leads from the old address."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final

import click

from briefings.cli.options import Options, common, example
from briefings.cli.prompts import Stopped, ask, can_ask
from briefings.cli.transaction import Change, finish_interrupted
from briefings.cli.trial import new_problems
from briefings.model.attribute_rules import BRACES
from briefings.model.clock import as_of_date
from briefings.model.common import common_docnames
from briefings.model.privacy.allow import ALLOW_FILE
from briefings.model.schema import SLUG
from briefings.model.vocabulary import FOLDER_OF_KIND, Kind
from briefings.model.writing import value

if TYPE_CHECKING:
    from pathlib import Path

KINDS: Final = (Kind.BRIEFING, Kind.THEME, Kind.AGENCY, Kind.POLICY)
_KEYS: Final = {
    Kind.BRIEFING: ("briefings", "items", "follows", "recurs", "now"),
    Kind.THEME: ("themes", "theme", "parent"),
    Kind.AGENCY: ("agencies", "agency", "took_part", "did_not_take_part", "owner", "part_of", "who"),
    Kind.POLICY: ("policies", "policy", "written_under", "superseded_by", "under", "instead"),
}
_ROLES: Final = {Kind.BRIEFING: "briefing|item|recommendation"}
"""The roles that name a page of a kind, or a part of it, where that is not the kind itself."""
_COLUMNS: Final = {Kind.AGENCY: "agency", Kind.BRIEFING: "used"}
"""The column of a table of use that names a page of a kind."""
_BLOCK: Final = re.compile(r"(:{3,}\{[a-z-]+\}[ \t]+)(.*)")
_LIST_ROW: Final = re.compile(r"[ \t]*(?:- +)?[\[\]A-Za-z0-9',./\- \t]+")


@click.command("rename", epilog=example('briefings rename theme old-name new-name --title "The new title"'))
@click.argument("kind", type=click.Choice([str(kind) for kind in KINDS]))
@click.argument("old")
@click.argument("new")
@click.option("--title", default="", help="Its new title (default: as it is).")
@common
def command(**options: Any) -> int:
    """Rename a briefing, theme, agency or policy from OLD to NEW everywhere; the old address leads to the new one."""
    return _run(Options(**options))


def _run(options: Options) -> int:
    content: Path = options.content
    finish_interrupted(content)
    kind, old, new = Kind(options.kind), options.old, options.new
    folder = content / FOLDER_OF_KIND[kind]
    source, target = folder / f"{old}.md", folder / f"{new}.md"
    if not source.is_file() and f"{folder.name}/{old}" in common_docnames(folder.name):
        raise Stopped(
            f"the {kind} '{old}' comes with the package and keeps its name; to change its page, write {source}"
        )
    if not source.is_file():
        raise Stopped(f"there is no {kind} '{old}' ({source})")
    if not SLUG.fullmatch(new):
        raise Stopped(f"'{new}' cannot be an address; use a-z, 0-9 and hyphens")
    if target.exists():
        raise Stopped(f"there is a {kind} '{new}' already; choose another name")
    title = options.title or (ask("Its new title; Enter to keep the one it has") if can_ask() else "")
    change = Change({}, [source])
    others = (path for pattern in ("packs/*.yaml", "use/*.csv", ALLOW_FILE) for path in content.glob(pattern))
    for path in sorted([*content.rglob("*.md"), *others]):
        before = path.read_text(encoding="utf-8")
        after = renamed(before, kind, old, new, is_table=path.suffix == ".csv")
        after = _relinked(after, path.relative_to(content), f"{folder.name}/{old}", f"{folder.name}/{new}")
        if path == source:
            change.write(target, _with_former_slug(after, old, new, title))
        elif after != before:
            change.write(path, after)
    if fresh := new_problems(content, change, options.as_of or as_of_date()):
        raise Stopped("this would break other pages, so nothing was changed:\n" + "\n".join(fresh))
    change.apply(content)
    files = len(change.writes)
    print(f"Renamed {kind} '{old}' to '{new}' in {files} {'file' if files == 1 else 'files'}.")
    print(f"The old address leads to the new one ('former_slugs' in {target.relative_to(content.parent)}).")
    return 0


def renamed(text: str, kind: Kind, old: str, new: str, *, is_table: bool = False) -> str:
    """A page in which every use of a slug is replaced, and no other word that looks like it.

    Args:
        text: a page, a pack, or a table of use.
        kind: what the slug names; another kind may have the same slug.
        old: the slug as it is.
        new: the slug as it is to be.
        is_table: whether the text is a table with commas.
    """
    slug = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    if is_table:
        return _renamed_in_table(text, _COLUMNS[kind], old, new) if kind in _COLUMNS else text
    keys = "|".join(_KEYS[kind])
    named = re.compile(rf"(?<![\w-])((?:{keys}):[ \t]*)(\[[^\]\n]*\]?|[^\s,}}\n][^,}}\n]*)")
    role = re.compile(rf"(\{{(?:{_ROLES.get(kind, kind)})\}}`)([^`]*)(`)")
    lines = text.split("\n")
    in_front = (bool(lines) and lines[0].rstrip() == "---") or not re.search(r"(?m)^(?:#|:::)", text)
    open_key = False
    for index, line in enumerate(lines):
        if in_front and index and line.rstrip() == "---":
            in_front = False
            continue
        if in_front:
            open_key, lines[index] = _front_line(line, open_key, keys, named, slug, new)
        elif block := _BLOCK.fullmatch(line):
            themes, brace, rest = block[2].partition("{")
            themes = slug.sub(new, themes) if kind is Kind.THEME else themes
            lines[index] = block[1] + themes + _in_braces(brace + rest, kind, old, new)
        elif re.fullmatch(rf"[ \t]*:(?:{keys}):.*", line):
            lines[index] = slug.sub(new, line)
        else:
            line = _in_braces(line, kind, old, new)
            lines[index] = role.sub(lambda match: match[1] + _role(match[2], old, new) + match[3], line)
    return "\n".join(lines)


def _in_braces(line: str, kind: Kind, old: str, new: str) -> str:
    """A line in which attributes use the new slug: ``.old``, and ``themes="old"``, ``agencies=`` or ``recurs=``."""
    key = {Kind.THEME: "themes", Kind.AGENCY: "agencies", Kind.BRIEFING: "recurs"}.get(kind)
    if key is None or "{" not in line:
        return line
    slug = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    word = re.compile(rf"(?<=[{{\s])\.{re.escape(old)}(?=[\s}}])")
    values = re.compile(rf'(?<=[{{\s])({key}=)("[^"]*"|[^\s"}}]+)')

    def changed(braces: re.Match[str]) -> str:
        text = braces[0] if kind is Kind.BRIEFING else word.sub(f".{new}", braces[0])
        return values.sub(lambda match: match[1] + slug.sub(new, match[2]), text)

    return BRACES.sub(changed, line)


def _renamed_in_table(text: str, name: str, old: str, new: str) -> str:
    """A table of use with another slug in the column of that name; its words stay as they are."""
    rows = list(csv.reader(io.StringIO(text)))
    column = rows[0].index(name) if rows and name in rows[0] else -1
    changed = [row for row in rows[1:] if 0 <= column < len(row) and row[column] == old]
    if not changed:
        return text
    for row in changed:
        row[column] = new
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _front_line(
    line: str, open_key: bool, keys: str, named: re.Pattern[str], slug: re.Pattern[str], new: str
) -> tuple[bool, str]:
    """A line of front matter, and whether a list of slugs goes on below it."""
    if open_key and _LIST_ROW.fullmatch(line):
        return True, slug.sub(new, line)
    opens = re.fullmatch(rf"[ \t]*(?:- )?(?:{keys}):[ \t]*(?:\[[^\]]*)?", line) is not None
    return opens, named.sub(lambda match: match[1] + slug.sub(new, match[2]), line)


def _role(content: str, old: str, new: str) -> str:
    """What stands in a role: a slug, one with a part behind it, or either in angle brackets after words."""
    return re.sub(rf"^(\s*|.*<){re.escape(old)}(?=\s*$|/|>$)", rf"\g<1>{new}", content)


def _relinked(text: str, file: Path, old: str, new: str) -> str:
    """A page in which links to the file lead to its new name; or the list of what is allowed on pages, by page."""
    if file.suffix == ".yaml":
        return re.sub(rf"(?m)^([ \t-]*page:[ \t]*['\"]?){re.escape(old)}(?=['\"]?[ \t]*$)", rf"\g<1>{new}", text)
    here = f"{file.parent.as_posix()}/" if file.parent.name else ""
    if file.suffix != ".md" or not old.startswith(here):
        return text
    address = re.escape(f"{old.removeprefix(here)}.md")
    return re.sub(rf"(\]\(<?|^\[[^\]]+\]:[ \t]*<?){address}(?=[)#> \t])", rf"\g<1>{new.removeprefix(here)}.md", text)


def _with_former_slug(text: str, old: str, new: str, title: str) -> str:
    """The page of the term with its old address, and its new title, in the front matter."""
    if title:
        text = re.sub(r"(?m)^title:.*$", lambda _: f"title: {value(title)}", text, count=1)
    found = re.search(r"(?m)^former_slugs: \[(.*)\]\n", text)
    if found:
        slugs = [slug for slug in re.split(r"[\s,]+", found[1]) if slug not in ("", new)]
        return f"{text[: found.start()]}former_slugs: [{', '.join([*slugs, old])}]\n{text[found.end() :]}"
    end = re.search(r"(?m)^---[ \t]*$", text[3:])
    assert end is not None
    place = end.start() + 3
    return f"{text[:place]}former_slugs: [{old}]\n{text[place:]}"
