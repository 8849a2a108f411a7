"""Write a picture of every type of page, as a phone and as a desktop show it, so that a person can look at them.

Exit codes: 0 done, 1 the site cannot be built or there is no browser, 2 wrong use.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts.browser import NoBrowserError, open_browser, served

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

ROOT: Final = Path(__file__).resolve().parents[1]
README_PICTURE: Final = Path("docs/briefing-page.png")
README_PAGE: Final = "briefings/sandwell-core-groups"
WIDTHS: Final = (360, 1280)
SCHEMES: Final = ("light", "dark")
PAGES: Final = (
    "index",
    "briefings/index",
    "briefings/sandwell-core-groups",
    "briefings/shropshire-2017-three-audits",
    "briefings/south-gloucestershire-2019-strategy-to-core-group",
    "briefings/devon-2011-case-audits",
    "briefings/solihull-2022-23",
    "themes/index",
    "themes/sharing-minutes-and-plans",
    "themes/working-together-well",
    "themes/the-child-and-family/learning",
    "policies/index",
    "policies/working-together-2018",
    "agencies/index",
    "agencies/childrens-social-care",
    "partnerships/index",
    "partnerships/devon",
    "questions",
    "recommendations",
    "audits",
    "glossary",
    "about",
    "accessibility",
    "search",
    "my-pack",
    "digests/solihull-2022-23",
    "recommendations/status-open",
    "handbook/index",
    "handbook/front-matter",
    "handbook/components",
    "404",
)
"""A page of every type, and both the plainest and the fullest of those that differ most."""


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("pages", nargs="*", help="pages such as themes/index; default: one of every type")
    parser.add_argument("--site", type=Path, help="a built site; default: it is built now")
    parser.add_argument("--output", type=Path, default=ROOT / "_build" / "screens", help="where the pictures go")
    parser.add_argument("--readme", action="store_true", help=f"only the picture for the README: {README_PICTURE}")
    options = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as folder:
            site = options.site or _built(Path(folder))
            if options.readme:
                take_for_readme(site, ROOT / README_PICTURE)
                print(f"written: {README_PICTURE}")
                return 0
            number = take(site, options.output, options.pages or PAGES)
    except (NoBrowserError, OSError) as error:
        print(f"screens: {error}", file=sys.stderr)
        return 1
    print(f"{number} pictures in {options.output}")
    return 0


def take(site: Path, output: Path, pages: Iterable[str]) -> int:
    """Take the pictures of some pages of a built site, and return how many."""
    wanted = [page for page in pages if (site / f"{page}.html").is_file()]
    output.mkdir(parents=True, exist_ok=True)
    with served(site) as address, open_browser() as browser:
        for width in WIDTHS:
            for scheme in SCHEMES:
                _take(browser, address, output, wanted, width, scheme)
        _take(browser, address, output, wanted, 794, "print")
    return len(wanted) * (len(WIDTHS) * len(SCHEMES) + 1)


def take_for_readme(site: Path, target: Path) -> None:
    """Take the picture that shows in the README what a briefing looks like: its head, as on a desktop."""
    with served(site) as address, open_browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 1120}, color_scheme="light")
        page.goto(f"{address}/{README_PAGE}.html")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=target)


def _take(browser: Browser, address: str, output: Path, pages: list[str], width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, is_mobile=width < 600, has_touch=width < 600
    )
    page = context.new_page()
    if scheme == "print":
        page.emulate_media(media="print")
    else:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for name in pages:
        page.goto(f"{address}/{name}.html")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=output / f"{name.replace('/', '--')}-{width}-{scheme}.png", full_page=True)
    context.close()


def _built(folder: Path) -> Path:
    site = folder / "site"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", str(ROOT), "-d", str(folder / "doctrees")]
    if subprocess.run([*command, str(ROOT / "content"), str(site)], check=False).returncode:
        raise OSError("the site cannot be built; the messages above say why")
    return site


if __name__ == "__main__":
    sys.exit(main())
