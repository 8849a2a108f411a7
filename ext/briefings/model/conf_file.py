"""Mistakes in ``conf.py``, found without running it: the check of a pull request runs nobody's code.

Values are those that stand in the file itself: literals, names of other values, and texts joined with ``+``. What is
computed in another way is left to the build, which runs the file.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from briefings.model.page import MAX_BYTES
from briefings.model.problems import Code, Problem, did_you_mean
from briefings.model.scan import read_plain
from briefings.model.settings import mistakes_in, named_pages
from briefings.model.site_files import FAVICON, STATIC, mistakes_in_files
from briefings.model.vocabulary import PACK_PAGES

CONF: Final = "conf.py"


def read_conf(file: Path) -> bytes:
    """The bytes of a ``conf.py``; none when there is none that can be read."""
    try:
        return read_plain(file, MAX_BYTES)
    except OSError:
        return b""


def pack_pages_in(data: bytes) -> frozenset[str]:
    """The pages of text that are printed with every pack, as far as the settings say it plainly."""
    try:
        values, _ = _values(ast.parse(data, CONF))
    except (SyntaxError, ValueError):
        values = {}
    names = values.get("briefings_pack_pages", PACK_PAGES)
    return (
        frozenset(name for name in names if isinstance(name, str)) if isinstance(names, list | tuple) else frozenset()
    )


def check_conf(data: bytes, site: Path, pages: Collection[str]) -> list[Problem]:
    """The mistakes in a ``conf.py``, each one sentence.

    Args:
        data: its bytes.
        site: its folder.
        pages: all pages of the content, by name; drafts too.
    """
    if b"\0" in data:
        return [Problem(CONF, 0, Code.BAD_SETTING, "the file has a NUL byte and is not text; save it as UTF-8 text")]
    try:
        tree = ast.parse(data, CONF)
    except SyntaxError as error:
        return [_unreadable(data, error)]
    values, lines = _values(tree)
    found = [*mistakes_in(values), *_mistakes_in_files(values, site), *_missing_pages(values, pages)]
    if not _changes_path(tree):
        found += _missing_extensions(values)
    return [Problem(CONF, lines.get(name, 0), Code.BAD_SETTING, sentence) for name, sentence in found]


def _unreadable(data: bytes, error: SyntaxError) -> Problem:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        return Problem(CONF, line, Code.BAD_SETTING, "the file is not UTF-8 text; save it as UTF-8")
    message = f"Python cannot read this line ({error.msg}); correct it, or the line before it"
    return Problem(CONF, error.lineno or 0, Code.BAD_SETTING, message)


def _values(tree: ast.Module) -> tuple[dict[str, Any], dict[str, int]]:
    """The values that stand in the file, and their lines."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets, value = [statement.target], statement.value
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name):
                lines[target.id] = statement.lineno
                try:
                    values[target.id] = _value(value, values)
                except ValueError:
                    values.pop(target.id, None)
    return values, lines


def _value(node: ast.expr, known: dict[str, Any]) -> Any:
    """What an expression comes to.

    Raises:
        ValueError: when only running it would tell.
    """
    match node:
        case ast.Name(id=name) if name in known:
            return known[name]
        case ast.List(elts=parts):
            return [_value(part, known) for part in parts]
        case ast.Tuple(elts=parts):
            return tuple(_value(part, known) for part in parts)
        case ast.Dict(keys=keys, values=parts):
            if any(key is None for key in keys):
                raise ValueError("a mapping in a mapping")
            named = [_value(key, known) for key in keys if key]
            return dict(zip(named, [_value(part, known) for part in parts], strict=True))
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            first, second = _value(left, known), _value(right, known)
            if isinstance(first, str) and isinstance(second, str):
                return first + second
            raise ValueError("only texts are joined")
        case _:
            try:
                return ast.literal_eval(node)
            except (ValueError, TypeError, MemoryError, RecursionError):
                raise ValueError("only running it would tell") from None


def _mistakes_in_files(values: dict[str, Any], site: Path) -> Iterator[tuple[str, str]]:
    folders = values.get("html_static_path", [STATIC])

    def exists(setting: str, name: str) -> bool:
        if setting == FAVICON:
            return (site / name).is_file()
        return not isinstance(folders, list) or any((site / str(folder) / name).is_file() for folder in folders)

    return mistakes_in_files(values, exists)


def _missing_pages(values: dict[str, Any], pages: Collection[str]) -> Iterator[tuple[str, str]]:
    for name, page in named_pages(values):
        if page not in pages:
            near = did_you_mean(page, pages)
            yield name, f"{name} names a page that is missing: '{page}'; write the page, or correct the name{near}"


def _changes_path(tree: ast.Module) -> bool:
    """Whether the file may say itself where extensions are."""
    imported = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    return any(alias.name.split(".")[0] in ("sys", "site") for node in imported for alias in node.names) or any(
        isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("sys", "site") for node in imported
    )


def _missing_extensions(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    names = values.get("extensions", [])
    for name in names if isinstance(names, (list, tuple)) else ():
        if not isinstance(name, str):
            yield "extensions", f"extensions must be names in quotes; {name!r} is not"
        elif not _is_installed(name):
            yield "extensions", f"there is no extension '{name}'; install it, or correct its name in extensions"


def _is_installed(name: str) -> bool:
    """Whether Python finds a module. Only its packages are looked for below the first: none of them is run."""
    first, *below = name.split(".")
    try:
        spec = find_spec(first)
    except (ImportError, ValueError):
        return False
    if spec is None:
        return False
    folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
    for part in below:
        if not any((folder / part).is_dir() or any(folder.glob(f"{part}.*")) for folder in folders):
            return False
        folders = [folder / part for folder in folders]
    return True
