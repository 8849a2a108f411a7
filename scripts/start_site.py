"""Start a site for another partnership: the generator, the common themes and agencies, and one sample briefing.

Exit codes: 0 the site was made, 1 it could not be (nothing was left behind), 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.cli.prompts import Stopped, ask, can_ask
from briefings.importing.audits import slug_of
from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.page import read_page
from briefings.model.problems import Problem, errors_in
from briefings.model.schema import SLUG, Agency, Policy, Theme
from briefings.model.vocabulary import PolicyKind
from scripts.first_pages import pages, sample

if TYPE_CHECKING:
    from datetime import date

    from briefings.model.schema import Record

ROOT: Final = Path(__file__).resolve().parent.parent
GENERATOR: Final = (
    "ext", "scripts", "_static", "schemas", "docs/hosting", ".github", ".vscode",
    "Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt", "README.md", "LICENSE", "CHANGELOG.md",
    ".gitignore", ".editorconfig", ".gitattributes", ".gitlab-ci.yml", ".pre-commit-config.yaml",
)  # fmt: skip
"""What a site needs besides its own ``conf.py`` and ``content/``."""
SHARED_PAGES: Final = ("my-pack.md", "run-sheet.md", "action-form.md", "use.md")
"""Pages that say the same wherever they stand."""
CODEOWNERS: Final = ".github/CODEOWNERS"
_OWNER: Final = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", re.ASCII)
_SKIPPED: Final = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Start a site for another partnership.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet")
    parser.add_argument("--name", default="", help="the name of the site")
    parser.add_argument("--partnership", default="", help="the name of the partnership, or its slug")
    parser.add_argument(
        "--github", default="", metavar="OWNER", help="your organisation there: asks its teams to review"
    )
    parser.add_argument("--as-of", type=as_of_date, default=None, metavar="DATE", help="work as if on this date")
    options = parser.parse_args(argv)
    try:
        return _run(options)
    except Stopped as stopped:
        print(f"start: {stopped}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nstart: stopped; nothing was left behind", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    folder: Path = options.folder.resolve()
    if options.github and not _OWNER.fullmatch(options.github):
        raise Stopped(f"'{options.github}' cannot be an organisation on GitHub; use letters, digits and hyphens")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Stopped(f"'{folder}' exists already; name a folder that does not")
    if ROOT in (folder, *folder.parents):
        raise Stopped("the new site cannot lie inside this one; name a folder beside it, such as ../our-site")
    name = options.name or (ask("What is the site called?", "Learning from audits") if can_ask() else "")
    name = name or "Learning from audits"
    partnership = options.partnership or (ask("Which partnership is it for?", "Exampleshire") if can_ask() else "")
    partnership = partnership or "Exampleshire"
    if SLUG.fullmatch(partnership):
        partnership = partnership.replace("-", " ").title()
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the folder, so that the last step is a rename: the site is there whole or not at all.
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as workshop:
        site = Path(workshop) / "site"
        make_site(site, name, partnership, options.as_of or as_of_date())
        if options.github:
            owners = site / CODEOWNERS
            owners.write_text(_owners(owners.read_text(encoding="utf-8"), options.github), encoding="utf-8")
        if folder.is_dir():
            folder.rmdir()
        site.rename(folder)
    print(f"The site is in {folder}")
    print(f"Next: cd {folder} && make site")
    print("Then follow content/handbook/start-your-own-site.md")
    return 0


def make_site(site: Path, name: str, partnership: str, as_of: date) -> None:
    """Write a site into a folder that does not exist.

    Raises:
        Stopped: when the content would not pass the check, which is a mistake of ours and never half a site of theirs.
    """
    site.mkdir()
    for one in GENERATOR:
        source = ROOT / one
        if source.is_dir():
            shutil.copytree(source, site / one, ignore=_SKIPPED)
        elif source.is_file():
            shutil.copy2(source, site / one)
    (site / "conf.py").write_text(_conf(name), encoding="utf-8")
    content = site / "content"
    for folder, keep in (("themes", Theme), ("agencies", Agency), ("policies", Policy)):
        _copy_common(ROOT / "content" / folder, content / folder, keep)
    shutil.copytree(ROOT / "content" / "handbook", content / "handbook", ignore=_SKIPPED)
    for page in SHARED_PAGES:
        if (ROOT / "content" / page).is_file():
            shutil.copy2(ROOT / "content" / page, content / page)
    slug = slug_of(partnership)
    for path, text in {**pages(name), **sample(slug, partnership, as_of)}.items():
        target = content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    _drop_what_breaks(content, as_of)
    if errors := errors_in(load_content(content, as_of=as_of, drafts=True).problems):
        raise Stopped(
            "the pages of a new site do not fit together; please report this:\n" + "\n".join(map(str, errors))
        )


def _conf(name: str) -> str:
    """The settings of this site with another name, and without what is local here."""
    text = (ROOT / "conf.py").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^project = .*$", lambda _: f"project = {name!r}", text)
    return re.sub(r"(?m)^(author|copyright) = .*$", lambda match: f"{match[1]} = {name!r}", text)


def _owners(text: str, owner: str) -> str:
    """The list of who reviews what, with the teams of an organisation."""
    lines = [
        line.removeprefix("# ").replace("@OWNER/", f"@{owner}/") for line in text.splitlines() if "@OWNER/" in line
    ]
    return "\n".join(["# Who is asked to review what; the last line that matches counts.", *lines, ""])


def _copy_common(source: Path, target: Path, kind: type[Record]) -> None:
    """Copy the pages of a registry that are not local to one partnership."""
    target.mkdir(parents=True)
    for path in sorted(source.glob("*.md")):
        entry = read_page(path.read_bytes(), docname=f"{source.name}/{path.stem}", path=path.name).entry
        if entry is None:
            continue
        record = entry.record
        national = isinstance(record, Policy) and record.kind in (PolicyKind.ACT, PolicyKind.STATUTORY_GUIDANCE)
        local = isinstance(record, Agency) and "(" in record.title
        if path.stem == "index" or national or (isinstance(record, kind) and kind is not Policy and not local):
            shutil.copy2(path, target / path.name)


def _drop_what_breaks(content: Path, as_of: date) -> None:
    """Take away pages of the handbook and registries that name something which is only there in this site."""
    while errors := _removable(content, as_of):
        for path in {problem.path for problem in errors}:
            (content.parent / path).unlink()


def _removable(content: Path, as_of: date) -> list[Problem]:
    problems = errors_in(load_content(content, as_of=as_of, drafts=True).problems)
    return [problem for problem in problems if problem.path.split("/")[1] in ("policies", "agencies", "themes")]


if __name__ == "__main__":
    sys.exit(main())
