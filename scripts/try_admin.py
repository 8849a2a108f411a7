"""Try the web form in a real browser: build a site with it, write a draft through it, and check the file.

Needs what the site itself never needs: Node, and `decap-server`, which stands for GitHub on this computer. Nothing
leaves the computer. Exit codes: 0 the draft passes the check, 1 something is wrong, 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.hints import HINT
from briefings.outputs.form.program import PLACE
from scripts.browser import NoBrowserError, open_browser, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT: Final = Path(__file__).resolve().parent.parent
TITLE: Final = "A draft from the form"
SLUG: Final = "a-draft-from-the-form"
_BRANCH: Final = f"cms/seven-minute/{SLUG}"
_WAIT: Final = 60


class TrialError(Exception):
    """The trial went wrong; the message says where."""


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Write a draft through the web form, in a real browser, and check it.")
    parser.add_argument(
        "--server",
        default="npx --yes decap-server@3.11.3",
        metavar="COMMAND",
        help="how to start decap-server (default: with npx, from the npm registry)",
    )
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="where to put pictures of the form")
    options = parser.parse_args(argv)
    if not (ROOT / PLACE).is_dir():
        parser.error("the program of the form is not in place; run: .venv/bin/python -m scripts.fetch_admin")
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _try(Path(folder), options.server.split(), options.pictures)
    except (TrialError, NoBrowserError, OSError, subprocess.CalledProcessError) as error:
        print(f"try_admin: {error}", file=sys.stderr)
        return 1


def _try(folder: Path, server: list[str], pictures: Path | None) -> int:
    site = folder / "site"
    shutil.copytree(ROOT / "content", site / "content")
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "commit", "-qm", "Start"],
        ["config", "user.name", "Editor"],
        ["config", "user.email", "editor@example.org"],
    ):
        subprocess.run(["git", *command], cwd=site, check=True)
    port = _free_port()
    built = _built(folder, f"http://localhost:{port}/api/v1")
    with _server(server, site, port), served(built, {}) as address, open_browser() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        _fill_in(page, f"{address}/admin/index.html", pictures)
        ours = (address, f"http://localhost:{port}/", "data:", "blob:")
        if elsewhere := sorted({url for url in asked if not url.startswith(ours)}):
            raise TrialError(f"the form asked for {', '.join(elsewhere)}")
        if refused := [text for text in said if "Content Security Policy" in text]:
            raise TrialError(f"the policy of the page refused something: {refused[0]}")
    draft = subprocess.run(
        ["git", "show", f"{_BRANCH}:content/drafts/{SLUG}.md"], cwd=site, check=True, capture_output=True, text=True
    ).stdout
    print(f"The form made the branch {_BRANCH} with content/drafts/{SLUG}.md:\n\n{draft}")
    drafts = site / "content" / "drafts"
    drafts.mkdir(exist_ok=True)
    (drafts / f"{SLUG}.md").write_text(draft, encoding="utf-8")
    return _checked(site / "content", drafts / f"{SLUG}.md")


def _checked(content: Path, draft: Path) -> int:
    """Check the draft as `make check` does."""
    done = subprocess.run(
        [sys.executable, "-m", "briefings", "check", "--content", str(content), "--no-advice", str(draft)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    print(done.stdout, done.stderr, sep="")
    if done.stdout:
        raise TrialError("the draft does not pass the check")
    print("The draft passes the check.")
    return 0


def _built(folder: Path, local: str) -> Path:
    """The site with the form."""
    conf = folder / "conf"
    conf.mkdir()
    for name in ("_static", "vendor"):
        (conf / name).symlink_to(ROOT / name)
    setting = f"briefings_admin = {{'repository': 'our-partnership/learning-briefings', 'local': {local!r}}}"
    text = (ROOT / "conf.py").read_text(encoding="utf-8")
    (conf / "conf.py").write_text(f"{text}\n{setting}\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", str(conf), "-d", str(folder / "doctrees")]
    subprocess.run([*command, str(ROOT / "content"), str(folder / "built")], check=True)
    return folder / "built"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def _server(command: list[str], repository: Path, port: int) -> Iterator[None]:
    """A `decap-server` for a repository, stopped at the end."""
    environment = {**os.environ, "PORT": str(port), "MODE": "git", "GIT_REPO_DIRECTORY": str(repository)}
    with (repository.parent / "server.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            for _ in range(_WAIT * 5):
                with socket.socket() as tried:
                    if tried.connect_ex(("localhost", port)) == 0:
                        break
                if process.poll() is not None:
                    break
                time.sleep(0.2)
            else:
                raise TrialError("decap-server did not start")
            if process.poll() is not None:
                raise TrialError(f"decap-server stopped: {(repository.parent / 'server.log').read_text()[-500:]}")
            yield
        finally:
            process.terminate()
            process.wait(_WAIT)


def _fill_in(page: Page, address: str, pictures: Path | None) -> None:
    """Sign in, fill in what is needed, and save."""

    def picture(name: str) -> None:
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=pictures / f"{name}.png")

    page.goto(address)
    page.get_by_role("button", name="Login").click()
    page.goto(f"{address}#/collections/seven-minute/new")
    page.get_by_label("Title", exact=True).first.fill(TITLE)
    page.get_by_label("Summary", exact=True).fill("What six audits of core groups found, and what to do about it.")
    for label, value in (("Partnership", "Sandwell"), ("Themes", "Core groups")):
        box = page.get_by_label(label, exact=True).first
        box.fill(value)
        box.press("Enter")
    page.get_by_label("Published", exact=True).fill("2017-01")
    page.get_by_label("Review by", exact=True).fill("2027-11")
    text = page.get_by_label("Text", exact=True).last
    text.fill(
        HINT.sub("The audit found that minutes came late.", text.input_value().replace("[[theme]]", "core-groups"))
    )
    picture("form")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Entry saved").wait_for()
    picture("saved")


if __name__ == "__main__":
    sys.exit(main())
