"""A preview shows drafts under a banner and the problems of the content; the published site knows nothing of either."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from building import Built, Site

ROOT = Path(__file__).resolve().parents[1]
DRAFT = "drafts/next-one"
BANNER = "Draft: this page is not public."


@pytest.fixture
def preview(site: Callable[..., Site]) -> Site:
    return site("full", briefings_drafts=True, briefings_as_of="2026-11-21")


def build(preview: Site, **options: object) -> Built:
    return preview.build(expect=True, confdir=ROOT, **options)


def test_a_draft_is_shown_under_a_banner_and_kept_from_search_engines(preview: Site) -> None:
    """Every page of a preview says what it is; only what is not public is called a draft."""
    built = build(preview)
    assert BANNER in built.text(f"{DRAFT}.html")
    assert BANNER not in built.text("briefings/core-groups-2017.html")
    for name in (f"{DRAFT}.html", "index.html", "briefings/core-groups-2017.html"):
        assert '<meta name="robots" content="noindex">' in built.text(name)
        assert "_preview/preview.js" in built.text(name)


def test_the_published_site_knows_nothing_of_previews(site: Callable[..., Site]) -> None:
    """No banner, no script, no folder, and the strict security policy."""
    built = site("full", briefings_as_of="2026-11-21").build(confdir=ROOT)
    assert not (built.out / "_preview").exists()
    assert built.holding("_preview", "unsafe-inline", BANNER) == []


def test_hints_do_not_hide_a_draft_and_other_mistakes_are_listed_in_its_place(preview: Site) -> None:
    """An editor sees the page while it is being written; a page that cannot be read says why, and comes back."""
    text = preview.read(f"{DRAFT}.md")
    preview.write(f"{DRAFT}.md", f"{text}\n[[A hint]]\n")
    assert "[[A hint]]" in build(preview).text(f"{DRAFT}.html")
    preview.write(f"{DRAFT}.md", f"{text}\n<b>bold</b>\n")
    shown = build(preview).text(f"{DRAFT}.html")
    assert "This page cannot be shown yet" in shown
    assert "[raw-html]" in shown
    preview.write(f"{DRAFT}.md", text)
    assert "This page cannot be shown yet" not in build(preview).text(f"{DRAFT}.html")


def test_problems_are_data_beside_the_pages(preview: Site) -> None:
    """The problems stand in a file of their own, which the script of each page reads."""
    built = build(preview)
    assert not [row for row in json.loads(built.text("_preview/problems.json")) if row["stops"]]
    preview.write("themes/minutes.md", preview.read("themes/minutes.md") + "\n<b>bold</b>\n")
    preview.write(f"{DRAFT}.md", preview.read(f"{DRAFT}.md") + "\n[[A hint]]\n")
    built = build(preview)
    left = json.loads(built.text("_preview/to-do.json"))[f"content/{DRAFT}.md"]
    assert left[0].startswith("replace 1 hint in double brackets (line ")
    rows = json.loads(built.text("_preview/problems.json"))
    assert {(row["path"], row["code"], row["stops"]) for row in rows if row["code"] == "raw-html"} == {
        ("content/themes/minutes.md", "raw-html", True)
    }
    assert built.status == 1
    assert built.out.joinpath("_preview/preview.css").is_file()


@pytest.mark.parametrize(("name", "kind"), [("themes/core-groups", "theme"), ("policies/guidance-2023", "policy")])
def test_a_former_address_leads_to_the_new_one(site: Callable[..., Site], name: str, kind: str) -> None:
    """A page at the old address, without any script or refresh; it goes when the name is taken out again."""
    one = site("full", briefings_as_of="2026-11-21")
    text = one.read(f"{name}.md")
    one.write(f"{name}.md", text.replace("---\n", "---\nformer_slugs: [old-name]\n", 1))
    old = f"{name.split('/')[0]}/old-name.html"
    built = one.build(confdir=ROOT)
    assert f'href="{name.split("/")[1]}.html"' in built.text(old)
    assert 'http-equiv="refresh"' not in built.text(old).lower()
    one.write(f"{name}.md", text)
    assert not (one.build(confdir=ROOT).out / old).exists()
    assert kind in ("theme", "policy")


def wait_for(address: str, wanted: str, seconds: float) -> str:
    """The page, once it holds what is wanted."""
    end = time.monotonic() + seconds
    said = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                said = answer.read().decode()
            if wanted in said:
                return said
        except (OSError, http.client.HTTPException) as error:  # or the page is being written at this moment
            said = str(error)
        time.sleep(0.1)
    raise AssertionError(f"{wanted!r} never stood on {address}: {said[:300]}")


ASKED = {
    "127.0.0.1": 200,
    "localhost": 200,
    "LOCALHOST:8000": 200,
    "[::1]:8000": 200,
    "evil.example": 421,
    "evil.example:8000": 421,
    "localhost.evil.example": 421,
    "127.0.0.1.nip.io": 421,
    "localhost@evil.example": 421,
    "": 421,
}
"""What a browser may ask for, and how a preview answers (P54)."""


def asked_as(host: str, port: int, path: str, *, websocket: bool = False) -> tuple[int, bool]:
    """Ask the preview by a name that the request gives; the status, and whether the draft was shown."""
    headers = {"Host": host}
    if websocket:
        headers |= {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
        headers |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.status != 101 and BANNER.encode() in answer.read()
    finally:
        connection.close()


def test_make_live_shows_what_is_saved(tmp_path: Path) -> None:
    """The very command of the Makefile: it serves a draft, and a saved change appears."""
    recipe = re.search(r"(?m)^live:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert recipe
    for part in ("conf.py", "_static", "_templates"):
        (shutil.copy if part == "conf.py" else shutil.copytree)(ROOT / part, tmp_path / part)
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests/sites/full/content", content)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (
        recipe[1]
        .splitlines()[-1]
        .replace("@$(PY)", sys.executable)
        .replace("$(PORT)", str(port))
        .replace("$(ARGS)", "")
    )
    log = (tmp_path / "log").open("wb")
    process = subprocess.Popen(
        command.split(), cwd=tmp_path, stdout=log, stderr=log, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    try:
        page = wait_for(f"http://127.0.0.1:{port}/{DRAFT}.html", BANNER, 60)
        assert "websocket-reload" in page
        for host, status in ASKED.items():
            assert asked_as(host, port, f"/{DRAFT}.html") == (status, status == 200), host
            assert asked_as(host, port, "/websocket-reload", websocket=True)[0] == (101 if status == 200 else 403), host
        draft = content / f"{DRAFT}.md"
        draft.write_text(draft.read_text(encoding="utf-8") + "\nA new sentence.\n", encoding="utf-8")
        wait_for(f"http://127.0.0.1:{port}/{DRAFT}.html", "A new sentence.", 60)
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()
