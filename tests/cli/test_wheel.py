"""The package as it is installed: nothing that a site needs is in the checkout alone.

The wheel is unpacked, and the commands run from it with the dependencies of this environment. In `make test-all` it is
installed with pip into an empty environment, for which the registry has to be reached.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-21"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is made of the sdist: what a registry holds."""
    folder = tmp_path_factory.mktemp("packages")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)], ROOT)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    source = next(path for path in folder.iterdir() if path.is_dir())
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], source)
    return folder


@pytest.fixture(scope="module")
def installed(packages: Path) -> dict[str, str]:
    """An environment in which the package is the unpacked wheel."""
    with zipfile.ZipFile(next(packages.glob("*.whl"))) as wheel:
        wheel.extractall(packages / "unpacked")
    return {**os.environ, "PYTHONPATH": str(packages / "unpacked")}


@pytest.fixture(scope="module")
def site(installed: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    _briefings(
        installed, folder, "init", "our-site", "--name", "Learning in Oakshire", "--partnership", "oakshire",
        "--address", "https://oakshire.github.io/learning/", "--host", "github", "--as-of", AS_OF,
    )  # fmt: skip
    return folder / "our-site"


def _run(command: list[str], cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=500, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def _briefings(env: dict[str, str], cwd: Path, *arguments: str) -> str:
    return _run([sys.executable, "-m", "briefings", *arguments], cwd, env)


def test_the_wheel_holds_everything_but_what_develops_it(packages: Path) -> None:
    """Theme, print design, fonts, starter, registries, types and the command; no tests, scripts or content of ours."""
    with zipfile.ZipFile(next(packages.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        points = wheel.read(next(name for name in names if name.endswith("entry_points.txt"))).decode()
    here = {
        f"briefings/{file.relative_to(ROOT / 'ext/briefings').as_posix()}"
        for file in (ROOT / "ext/briefings").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    handbook = {f"briefings/registries/handbook/{file.name}" for file in (ROOT / "content/handbook").iterdir()}
    assert {name for name in names if ".dist-info/" not in name} == here | handbook | {"briefings/CHANGELOG.md"}
    assert {"briefings/py.typed", "briefings/theme/styles/site.css", "briefings/guest/static/briefings.css"} <= names
    assert "briefings = briefings.cli.main:entry" in points
    assert "[sphinx.html_themes]\nbriefings = briefings" in points


def test_the_commands_run_from_the_wheel(installed: dict[str, str], site: Path) -> None:
    code = "import briefings, briefings.cli.build as b; print(briefings.__file__, b.__file__)"
    assert all("unpacked" in place for place in _run([sys.executable, "-c", code], site, installed).split())
    assert "briefings build" in _briefings(installed, site)
    assert _briefings(installed, site, "check", "--as-of", AS_OF) == ""
    _briefings(installed, site, "new", "--title", "Core groups", "--themes", "core-groups", "--as-of", AS_OF)
    assert (site / "content/drafts/core-groups.md").is_file()


def steps_of(workflow: dict[str, Any]) -> list[str]:
    """What the steps of a workflow run, in order, each as a shell gets it."""
    return [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]


def programs(folder: Path) -> Path:
    """A folder with `briefings` as it is installed; `pip` installs nothing, and `curl` reaches nobody."""
    folder.mkdir()
    for name, does in (
        ("briefings", f'exec "{sys.executable}" -m briefings "$@"'),
        ("pip", 'for last in "$@"; do :; done; test -f "$last"'),
        ("curl", "exit 6"),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def test_every_step_of_its_workflows_runs(installed: dict[str, str], site: Path, tmp_path: Path) -> None:
    """In a clone of the started site, as CI has it; the build of one workflow stands for that of the other."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    _run(["git", "add", "."], site)
    _run(["git", *who, "commit", "-q", "-m", "Start"], site)
    clone = tmp_path / "clone"
    _run(["git", "clone", "-q", str(site), str(clone)], tmp_path)
    base = _run(["git", "rev-parse", "HEAD"], clone).strip()
    check, publish = (
        yaml.safe_load((clone / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
        for name in ("check", "publish")
    )
    steps = dict.fromkeys([*steps_of(check), *steps_of(publish)])
    with_build = {step for step in steps if "briefings build" in step}
    (clone / "content/drafts").mkdir(exist_ok=True)
    (clone / "content/drafts/core-groups.md").unlink(missing_ok=True)  # with hints in it no check passes
    path = f"{programs(tmp_path / 'bin')}{os.pathsep}{os.environ['PATH']}"
    env = {**installed, "PATH": path, "BASE": base, "ACCEPT": "", "SOURCE_DATE_EPOCH": "1795219200"}
    for step in [*(step for step in steps if step not in with_build), *sorted(with_build)[:1]]:
        _run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step], clone, env)
    out = clone / "_build/site"
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "Learning in Oakshire" in page
    for name in ("search.html", "404.html", "feed.xml", "calendar.ics", "sitemap.xml", "pagefind", ".nojekyll"):
        assert (out / name).exists(), name
    assert (out / "themes/neglect.html").is_file()
    assert list(out.rglob("*.pdf")), "the design of the PDFs comes with the package"
    for name in ("sitemap.xml", "feed.xml", "calendar.ics"):
        text = (out / name).read_text(encoding="utf-8").replace("\n ", "")
        assert "https://oakshire.github.io/learning/briefings/" in text, name
        assert not re.search(r"(?:href=\"|URL:|<loc>)(?!https://)[^<\s]*briefings/", text), (
            f"{name}: an address without a host"
        )
    assert (out / "handbook/problems.html").is_file(), "the handbook comes with the package"
    for place in re.findall(r'(?:href|src)="(/[^"]*)"', (out / "404.html").read_text(encoding="utf-8")):
        assert place.startswith("/learning/"), "the page for what is not found works below a sub-path"


def test_live_answers(installed: dict[str, str], site: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "briefings", "live", "--port", str(port)],
        cwd=site, env=installed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            for _ in range(600):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/themes/neglect.html", timeout=5) as answer:
                        assert "Neglect" in answer.read().decode()
                        break
                except OSError:
                    time.sleep(0.2)
            else:
                raise AssertionError("the preview never answered")
        finally:
            process.terminate()


@pytest.mark.whole
def test_in_an_empty_environment(packages: Path, tmp_path: Path) -> None:
    """`pip install` of the wheel brings all that `init`, `check` and `build` need."""
    _run([sys.executable, "-m", "venv", str(tmp_path / "venv")], tmp_path)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    wheel = str(next(packages.glob("*.whl")))
    constraint = str(ROOT / "requirements.txt")
    locked = re.sub(r" *\\\n *--hash=\S+|^.*--hash.*$", "", Path(constraint).read_text(encoding="utf-8"))
    (tmp_path / "constraints.txt").write_text(re.sub(r"(?m)\s*\\$", "", locked), encoding="utf-8")
    _run(
        [str(programs / "python"), "-m", "pip", "install", "-q", wheel, "-c", str(tmp_path / "constraints.txt")],
        tmp_path,
        env,
    )
    briefings = str(programs / "briefings")
    _run([briefings, "init", "our-site", "--partnership", "oakshire"], tmp_path, env)
    for verb in ("check", "build"):
        _run([briefings, verb], tmp_path / "our-site", env)
    assert (tmp_path / "our-site/_build/site/index.html").is_file()
