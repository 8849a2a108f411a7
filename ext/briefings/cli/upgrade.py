"""Bring a site to the version that is installed: content, settings, workflows, and what its people should know.

Exit codes: 0 the site is up to date, 1 something is left to do by hand, 2 wrong use.
"""

from __future__ import annotations

import difflib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefings.__about__ import __version__
from briefings.cli.options import Options, as_of_option, example, site_folder
from briefings.cli.prompts import Stopped, ask, can_ask
from briefings.cli.starter import name_of, record_of, refreshed_files, starter_files
from briefings.cli.transaction import Change, finish_interrupted
from briefings.cli.trial import problems_in
from briefings.model.clock import as_of_date
from briefings.model.common import COMMON_FILE, HANDBOOK
from briefings.upgrading.changes import changelog, for_sites, releases_in
from briefings.upgrading.content import migrate
from briefings.upgrading.copied import copied_files, holds_generator
from briefings.upgrading.deprecations import deprecated_in
from briefings.upgrading.migrations import with_requirement, without_paths_of_theme
from briefings.upgrading.record import (
    FIRST,
    HOSTS,
    Record,
    RecordError,
    as_numbers,
    fingerprint_of,
    read_record,
)

if TYPE_CHECKING:
    from datetime import date

ASIDE: Final = "before-upgrade"
"""Where files go that somebody changed and that would be in the way."""
_LONGEST_DIFF: Final = 200
_NEW_PAGES: Final = (("0.2.0", ("search.md", "about-data.md")),)
"""Pages that a version brought, which sites from before have not."""


@dataclass(slots=True)
class _Plan:
    """What an upgrade would do: one change, all or nothing.

    Attributes:
        change: new contents, and files to delete.
        said: what it does, a line each.
        to_do: what is left to people, a line each.
        offered: what this version would write in the place of files that were edited here.
    """

    change: Change = field(default_factory=Change)
    said: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)
    offered: dict[Path, str] = field(default_factory=dict)


@click.command("upgrade", epilog=example("briefings upgrade --diff", "briefings upgrade"))
@click.option("--diff", is_flag=True, help="Change nothing; print what would change.")
@click.option("--host", type=click.Choice(HOSTS), help="Where the site's files are kept, when it is not recorded.")
@as_of_option
def command(**options: Any) -> int:
    """Bring the site to the version that is installed.

    It says what changed since the version that made the site, rewrites content and settings for it (all or nothing),
    writes workflows again that nobody has edited, and names what is left to do.
    """
    return _run(Options(**options))


def _run(options: Options) -> int:
    site = site_folder()
    if holds_generator(site):
        raise Stopped("this folder holds the generator itself; it is upgraded with git, and sites with this command")
    if not options.diff:
        finish_interrupted(site / "content")
    try:
        record = read_record(site)
    except RecordError as error:
        raise Stopped(str(error)) from None
    made = record.version if record else FIRST
    if as_numbers(made) > as_numbers(__version__):
        raise Stopped(
            f"the site was made with version {made}, and this is {__version__}; "
            f"install the newer one: pip install 'sphinx-briefings>={made}'"
        )
    _say_what_changed(made)
    plan = _plan(site, record, options)
    _print_all(plan.said)
    if options.diff:
        _print_diff(site, {**plan.change.writes, **{path: text.encode() for path, text in plan.offered.items()}})
    elif plan.change.writes or plan.change.deletes:
        if can_ask() and ask("\nChange these files? (yes or no)", "yes").lower() not in ("y", "yes"):
            raise Stopped("nothing was changed")
        plan.change.apply(site / "content")
        _drop_empty_folders(site, plan.change.deletes)
    if plan.to_do:
        print("\nLeft to do by hand:")
        _print_all(plan.to_do)
    elif not plan.said:
        print(f"The site is up to date with version {__version__}.")
    elif not options.diff:
        print(f"\nThe site is at version {__version__} now. Next: briefings check, briefings build")
    return int(bool(plan.to_do))


def _say_what_changed(made: str) -> None:
    print(f"This site was made with version {made}; this is version {__version__}.")
    for version, entries in for_sites(releases_in(changelog(), __version__), made):
        print(f"\nWhat {version} means for sites that exist:")
        print(*(f"  - {entry}" for entry in entries), sep="\n")


def _plan(site: Path, record: Record | None, options: Options) -> _Plan:
    plan = _Plan()
    since = record.version if record else FIRST
    host = options.host or (record.host if record else _host_of(site))
    if record is None:
        _drop_the_copied_generator(site, plan)
    _add_new_pages(site, since, plan)
    _rewrite_content(site, since, options.as_of or as_of_date(), plan)
    conf = (site / "conf.py").read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    _note_write(site, plan, "conf.py", without_paths_of_theme(conf), "does not say any more where the theme lies")
    _refresh(site, record, host, record.owner if record else "", plan)
    _note_deprecated(site, plan)
    return plan


def _host_of(site: Path) -> str:
    """Where a site without a record is kept: as its remote says, else as its workflows do."""
    done = None
    if shutil.which("git"):
        done = subprocess.run(["git", "remote", "-v"], cwd=site, capture_output=True, text=True, check=False)
    remotes = done.stdout if done else ""
    for host in ("gitlab", "github"):
        if host in remotes:
            return host
    return "github" if (site / ".github" / "workflows").is_dir() else "none"


def _drop_the_copied_generator(site: Path, plan: _Plan) -> None:
    same, changed = copied_files(site)
    if same:
        plan.change.deletes += [site / name for name in same]
        number = f"{len(same)} {'file' if len(same) == 1 else 'files'}"
        plan.said.append(f"{number} of the generator that version 0.1 copied here, unchanged since: deleted")
    words = {"owner": "", "version": __version__, "name": name_of(site)}
    for name, text in starter_files("none", words, only=frozenset({".gitignore", "README.md"} & set(same))):
        _note_write(site, plan, name, text, "written for a site without a generator")
    for name in changed:
        plan.change.deletes.append(site / name)
        plan.change.writes[site / ASIDE / name] = (site / name).read_bytes()
        plan.said.append(f"{name}: copied by version 0.1 and changed here; set aside as {ASIDE}/{name}")
    if changed:
        plan.to_do.append(f"{ASIDE}/: take over what you changed into _templates/, _static/ or conf.py; then delete it")


def _add_new_pages(site: Path, since: str, plan: _Plan) -> None:
    """Write the pages that later versions need and the site has not."""
    wanted = {
        f"content/{name}" for version, names in _NEW_PAGES for name in names if as_numbers(version) > as_numbers(since)
    }
    missing = frozenset(name for name in wanted if not (site / name).exists())
    slugs = [file.stem for file in sorted((site / "content/partnerships").glob("*.md")) if file.stem != "index"]
    words = {"owner": "", "name": name_of(site), "slug": slugs[0] if slugs else "partnership"}
    for name, text in starter_files("none", words, only=missing):
        plan.change.write(site / name, text)
        plan.said.append(f"{name}: a page that every site needs since then; written")


def _rewrite_content(site: Path, since: str, as_of: date, plan: _Plan) -> None:
    """Rewrite a copy, and take over what changed there, unless it brings problems that were not there.

    Raises:
        Stopped: with these problems.
    """
    content = site / "content"
    gone = set(plan.change.deletes)
    before = problems_in(content, as_of)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "content"
        shutil.copytree(content, copy, ignore=lambda here, names: [n for n in names if Path(here) / n in gone])
        if any((content / HANDBOOK) in path.parents for path in gone):
            _refer_to_the_handbook(copy)
        for path, data in plan.change.writes.items():
            if content in path.parents:
                (copy / path.relative_to(content)).write_bytes(data)
        migrate(copy, since, as_of)
        after = problems_in(copy, as_of)
        changed = [file for file in sorted(copy.rglob("*")) if _differs(file, content / file.relative_to(copy))]
        paths = {file.relative_to(folder).as_posix() for file in changed}
        if fresh := [one for one in after if one not in before and one.partition(":")[0] in paths]:
            raise Stopped(
                "rewriting the content would bring new problems, so nothing was changed:\n" + "\n".join(fresh)
            )
        for file in changed:
            name = file.relative_to(copy)
            plan.change.writes[content / name] = file.read_bytes()
            plan.said.append(f"content/{name.as_posix()}: rewritten")
    plan.to_do += after


def _refer_to_the_handbook(content: Path) -> None:
    """Let the site use the handbook of the package in the place of the copy that is deleted."""
    file = content / COMMON_FILE
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    if f"- {HANDBOOK}" not in text.splitlines():
        file.write_bytes(f"{text}- {HANDBOOK}\n".encode())


def _differs(file: Path, original: Path) -> bool:
    if not file.is_file():
        return False
    return not original.is_file() or file.read_bytes() != original.read_bytes()


def _note_write(site: Path, plan: _Plan, name: str, text: str, said: str) -> None:
    file = site / name
    if not file.is_file() or file in plan.change.deletes or _text_of(file) != text:
        plan.change.write(file, text)
        plan.change.deletes = [path for path in plan.change.deletes if path != file]
        plan.said.append(f"{name}: {said}")


def _text_of(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")


def _refresh(site: Path, record: Record | None, host: str, owner: str, plan: _Plan) -> None:
    """Write workflows and locks again, but for those that somebody edited; then the record."""
    known = record.written if record else {}
    fresh = refreshed_files(host, owner)
    for name, text in fresh.items():
        file = site / name
        there = file.is_file() and file not in plan.change.deletes
        if not there or fingerprint_of(file.read_bytes()) in (known.get(name), fingerprint_of(text.encode())):
            _note_write(site, plan, name, text, "refreshed" if there else "written")
        elif name == "requirements.txt":
            _note_write(site, plan, name, with_requirement(_text_of(file), __version__), "names this version")
        elif known.get(name) != fingerprint_of(text.encode()):
            plan.offered[file] = text
            plan.to_do.append(
                f"{name}: edited here and left alone; 'briefings upgrade --diff' shows how it is written now"
            )
    for name in sorted(known.keys() - fresh.keys()):
        if (file := site / name).is_file() and fingerprint_of(file.read_bytes()) == known[name]:
            plan.change.deletes.append(file)
            plan.said.append(f"{name}: not needed any more; deleted")
    _note_write(site, plan, *record_of(host, owner), "records this version")


def _note_deprecated(site: Path, plan: _Plan) -> None:
    """Add what is still deprecated once the plan is done."""
    texts = {"conf.py": _text_of(site / "conf.py")}
    for file in sorted((site / "content").rglob("*.md")):
        if file not in plan.change.deletes and file.relative_to(site / "content").parts[0] != "handbook":
            texts[file.relative_to(site).as_posix()] = _text_of(file)
    for path, data in plan.change.writes.items():
        if (name := path.relative_to(site).as_posix()) in texts:
            texts[name] = data.decode("utf-8", "replace")
    plan.to_do += deprecated_in(texts.items())


def _drop_empty_folders(site: Path, deleted: list[Path]) -> None:
    for folder in sorted({parent for path in deleted for parent in path.parents}, reverse=True):
        if site in folder.parents and folder.is_dir():
            shutil.rmtree(folder / "__pycache__", ignore_errors=True)
            if not any(folder.iterdir()):
                folder.rmdir()


def _print_all(lines: list[str]) -> None:
    if lines:
        print()
    for line in lines:
        print(f"  {line}")


def _print_diff(site: Path, texts: dict[Path, bytes]) -> None:
    for path, data in sorted(texts.items()):
        before = _text_of(path).splitlines() if path.is_file() else []
        name = path.relative_to(site).as_posix()
        lines = list(
            difflib.unified_diff(before, data.decode("utf-8", "replace").splitlines(), name, name, lineterm="")
        )
        print(*lines[:_LONGEST_DIFF], sep="\n")
        if len(lines) > _LONGEST_DIFF:
            print(f"… and {len(lines) - _LONGEST_DIFF} more lines of {name}")
