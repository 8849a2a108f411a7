"""The files that a site gets from the starter of the package, with its own words in their places."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.__about__ import __version__
from briefings.upgrading.record import HOSTS, RECORD, Record, fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

_NAMES: Final = {"conf.py.txt": "conf.py", "gitignore": ".gitignore"}
"""Files whose own names would mean something in the package."""
_PLACE: Final = re.compile(r"\{\{([a-z_]+)\}\}")
_DEMO: Final = "demo/"
_SAMPLE: Final = "content/briefings/sample-core-groups.md"
OURS: Final = ("requirements.txt", "requirements.lock")
"""What an upgrade refreshes besides workflows. All else is the site's own from its first day."""


def starter_files(
    host: str, words: Mapping[str, str], only: AbstractSet[str] | None = None, *, demo: bool = False
) -> Iterator[tuple[str, str]]:
    """The files of a site by their path in it.

    Args:
        host: where the site is kept; the workflows of others are left out.
        words: what is put into each place; `owner` decides whether reviewers are named.
        only: the paths that are wanted; None for all.
        demo: whether it is the imaginary area, whose pages take the place of the sample.
    """
    starter = Path(str(files("briefings"))) / "starter"
    found = {path.relative_to(starter).as_posix(): path for path in starter.rglob("*") if path.is_file()}
    imaginary = {name.removeprefix(_DEMO): path for name, path in found.items() if name.startswith(_DEMO)}
    usual = {name: path for name, path in found.items() if not name.startswith(_DEMO)}
    if demo:
        usual = {name: path for name, path in usual.items() if name != _SAMPLE} | imaginary
    for name, file in sorted(usual.items()):
        top, _, rest = name.partition("/")
        if top in HOSTS:
            if top != host or (rest == "CODEOWNERS" and not words["owner"]):
                continue
            name = f".github/{rest}" if top == "github" else f".{rest}"
        name = _NAMES.get(name, name).replace("/partnership.md", f"/{words.get('slug')}.md")
        if only is None or name in only:
            yield name, _PLACE.sub(lambda match: words[match[1]], file.read_text(encoding="utf-8"))


def refreshed_files(host: str, owner: str) -> dict[str, str]:
    """The files that a newer version writes again: workflows and what is installed."""
    words = {"owner": owner, "version": __version__}
    starter = Path(str(files("briefings"))) / "starter"
    found = {name: (starter / name).read_text(encoding="utf-8") for name in OURS}
    for file in sorted((starter / host).rglob("*")) if host in ("github", "gitlab") else []:
        name = file.relative_to(starter / host).as_posix()
        if file.is_file() and name != "CODEOWNERS":
            found[f".github/{name}" if host == "github" else f".{name}"] = file.read_text(encoding="utf-8")
    return {name: _PLACE.sub(lambda match: words[match[1]], text) for name, text in found.items()}


def record_of(host: str, owner: str) -> tuple[str, str]:
    """The record of a site that was made, or brought up to date, by this version: its path and text."""
    written = {name: fingerprint_of(text.encode()) for name, text in refreshed_files(host, owner).items()}
    return RECORD, Record(__version__, host, owner, written).text()


def name_of(site: Path) -> str:
    """What a site is called in its ``conf.py``, which is read and not run."""
    return text_setting(site, "project") or site.name


def text_setting(site: Path, name: str) -> str:
    """A setting of ``conf.py`` that is written as plain text, or ""."""
    try:
        module = ast.parse((site / "conf.py").read_bytes())
    except (OSError, SyntaxError, ValueError):
        return ""
    for line in module.body:
        if not (isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)):
            continue
        named = any(isinstance(target, ast.Name) and target.id == name for target in line.targets)
        if named and isinstance(line.value.value, str):
            return line.value.value
    return ""
