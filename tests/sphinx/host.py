"""A project of somebody else in which we are a guest: built with us and without us, and compared."""

from __future__ import annotations

import shutil
import zlib
from typing import TYPE_CHECKING, Any

from building import SITES, Built, build_site, differences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STYLE = "_static/briefings.css"
KEPT_BY_SPHINX = {".buildinfo", "environment.pickle", "last_build"}
"""Files for the next build."""
OF_ALL_PAGES = {"objects.inv", "searchindex.js", "searchindex.json", "sitemap.xml", "content.opf", "Host.epub"}
"""Files that list all pages of a project, ours too."""
ABOUT_US = {"briefings_as_of": "2026-11-20"}


def host(folder: Path, *, with_us: bool) -> Path:
    """A copy of the host; with us, it has our folder."""
    shutil.copytree(SITES / "host", folder)
    if with_us:
        move_in(folder)
    return folder


def move_in(folder: Path) -> None:
    """Give a host our folder."""
    shutil.copytree(SITES / "full" / "content", folder / "content")


def build_host(source: Path, out: Path, *, extensions: Sequence[str], **options: Any) -> Built:
    """Build a host with the extensions that are named."""
    config = {"extensions": list(extensions), **options.pop("config", {})}
    config |= ABOUT_US if "briefings" in extensions else {}
    return build_site(source, out, confdir=source, config=config, **options)


def own_pages(files: dict[str, bytes]) -> dict[str, bytes]:
    """What a build made of the host's own pages and files, by name."""
    return {
        name: without_our_namespace(data) if name.endswith(".xml") else data
        for name, data in files.items()
        if not is_ours(name) and name not in KEPT_BY_SPHINX | OF_ALL_PAGES
    }


def is_ours(name: str) -> bool:
    """Whether a file is of our pages: they are below our folder, with their picture and our style sheet."""
    return name.startswith(("content/", "_sources/content/")) or name in {
        STYLE, "_images/chart.png", "chart.png", "content.pot"
    }  # fmt: skip


def without_our_namespace(data: bytes) -> bytes:
    """Sphinx's XML names every domain of a project at the head of each page; ours is one of them."""
    return data.replace(b' xmlns:briefings="https://www.sphinx-doc.org/"', b"")


def names_in(inventory: bytes) -> set[str]:
    """The lines of an ``objects.inv``."""
    *_, body = inventory.split(b"\n", 4)
    return set(zlib.decompress(body).decode().splitlines())


def check_host(
    folder: Path,
    out: Path,
    others: Sequence[str],
    orders: Sequence[Sequence[str]],
    *,
    builder: str = "html",
    theme: str = "alabaster",
    more: Mapping[str, str] | None = None,
    config: Mapping[str, Any] | None = None,
) -> list[Built]:
    """Build a host without us, give it our folder, build it with us, and compare all that is the host's own.

    Args:
        folder: the host, without our folder.
        out: where its builds go.
        others: its extensions.
        orders: these and ours, in every order that is to be tried.
        builder: the builder.
        theme: the theme.
        config: more settings of the host.
        more: files of the host that only some of its extensions can read.
    """
    options: dict[str, Any] = {"builder": builder, "config": {"html_theme": theme, **(config or {})}}
    for name, text in (more or {}).items():
        (folder / name).write_text(text)
    before = build_host(folder, out / "without", extensions=others, **options).files
    move_in(folder)
    built = [
        build_host(folder, out / f"with-{number}", extensions=order, **options) for number, order in enumerate(orders)
    ]
    for one in built:
        after = one.files
        assert differences(own_pages(before), own_pages(after)) == []
        if "objects.inv" in before:
            more = names_in(after["objects.inv"]) - names_in(before["objects.inv"])
            assert names_in(before["objects.inv"]) <= names_in(after["objects.inv"])
            assert all(" briefings:" in line or "content/" in line for line in more)
    return built
