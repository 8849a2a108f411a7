"""What a release is made of is named, with hashes, and nothing else gets in (P55)."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from editors import ROOT

from scripts.write_sbom import UnreadableLock, main, parts_in

LOCKS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-guests.txt",
    "requirements-mutants.txt",
    "requirements-audit.txt",
)
COMMANDS = [ROOT / "Makefile", ROOT / ".gitlab-ci.yml", *sorted((ROOT / ".github" / "workflows").glob("*.yml"))]


def pinned(lock: Path) -> set[tuple[str, str]]:
    """Name and version of everything in a lock, read without the code that is tested."""
    return set(re.findall(r"(?m)^([a-z0-9][a-z0-9-]*)==([^\s;\\]+)", lock.read_text(encoding="utf-8")))


def made(tmp_path: Path, seed: str) -> bytes:
    """The SBOM, written by a process of its own, elsewhere, without a network."""
    file = tmp_path / f"{seed}.json"
    command = [sys.executable, str(ROOT / "scripts" / "write_sbom.py"), "--output", str(file)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    if subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0:
        command = ["unshare", "--net", *command]
    subprocess.run(command, check=True, cwd=tmp_path, env=environment)
    return file.read_bytes()


def test_the_sbom_is_that_of_the_lock_and_always_the_same(tmp_path: Path) -> None:
    first = made(tmp_path, "1")
    assert first == made(tmp_path, "42")
    bom = json.loads(first)
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    assert "timestamp" not in bom["metadata"]
    libraries = [one for one in bom["components"] if one["type"] == "library"]
    assert {(one["name"], one["version"]) for one in libraries} == pinned(ROOT / "requirements.txt")
    for one in libraries:
        assert one["purl"] == one["bom-ref"] == f"pkg:pypi/{one['name']}@{one['version']}"
    hashes = [found["content"] for one in libraries for found in one["externalReferences"][0]["hashes"]]
    assert sorted(hashes) == sorted(re.findall(r"sha256:([0-9a-f]{64})", (ROOT / "requirements.txt").read_text()))
    for font in (one for one in bom["components"] if one["type"] == "file"):
        assert font["hashes"][0]["content"] == hashlib.sha256((ROOT / font["name"]).read_bytes()).hexdigest()


def test_every_part_of_the_sbom_has_its_licence(tmp_path: Path) -> None:
    """P55: the one that its own metadata names, where that is an SPDX expression; pip and setuptools are parts too."""
    bom = json.loads(made(tmp_path, "0"))
    found = {}
    for one in bom["components"]:
        (licence,) = one["licenses"]
        found[one["name"]] = licence.get("expression") or licence["license"]["id"]
    assert {"pip", "setuptools"} <= found.keys()
    libraries = {one["name"] for one in bom["components"] if one["type"] == "library"}
    assert tomllib.loads((ROOT / "scripts/licences.toml").read_text()).keys() == libraries
    compared = 0
    for name in libraries:
        with suppress(importlib.metadata.PackageNotFoundError):  # for another system
            if said := importlib.metadata.metadata(name).get("License-Expression"):
                assert found[name] == said, name
                compared += 1
    assert compared > 10


def test_a_part_without_a_licence_is_refused_with_its_line(tmp_path: Path, capsys) -> None:
    file = tmp_path / "lock.txt"
    file.write_text(f"# written by us\nunheard-of==1 \\\n    --hash=sha256:{'0' * 64}\n")
    assert main(["--lock", str(file)]) == 1
    assert capsys.readouterr().err == "lock.txt:2: 'unheard-of' has no licence; add it to scripts/licences.toml\n"


def test_every_font_that_we_keep_is_in_the_sbom(tmp_path: Path) -> None:
    """What lies in the repository though others made it."""
    bom = json.loads(made(tmp_path, "0"))
    kept = {file.relative_to(ROOT).as_posix() for file in (ROOT / "ext").rglob("*.woff2")}
    assert {one["name"] for one in bom["components"] if one["type"] == "file"} == kept
    assert kept


def test_the_sbom_knows_what_needs_what(tmp_path: Path) -> None:
    """Every part is reached from the project, over parts that the list holds."""
    bom = json.loads(made(tmp_path, "0"))
    refs = {one["bom-ref"] for one in bom["components"]} | {bom["metadata"]["component"]["bom-ref"]}
    needs = {one["ref"]: set(one["dependsOn"]) for one in bom["dependencies"]}
    assert needs.keys() | set().union(*needs.values()) == refs
    reached, waiting = set(), [bom["metadata"]["component"]["bom-ref"]]
    while waiting:
        if (ref := waiting.pop()) not in reached:
            reached.add(ref)
            waiting += needs.get(ref, ())
    assert reached == refs
    names = {ref: {one.partition("@")[0].removeprefix("pkg:pypi/") for one in found} for ref, found in needs.items()}
    (sphinx,) = [found for ref, found in names.items() if ref.startswith("pkg:pypi/sphinx@")]
    assert {"docutils", "jinja2", "pygments"} <= sphinx


@pytest.mark.parametrize(
    ("lock", "line"),
    [
        ("", 1),
        ("jinja2==3.1.6\n", 1),
        ("jinja2==3.1.6 \\\n    # via sphinx\nsphinx==9.0.4 \\\n    --hash=sha256:" + "0" * 64, 1),
        ("jinja2>=3 \\\n    --hash=sha256:" + "0" * 64, 1),
        ("# written by hand\n\ngit+https://example.org/x.git\n", 3),
        ("x==1 \\\n    --hash=md5:" + "0" * 32, 2),
    ],
)
def test_a_lock_that_pins_less_is_refused_with_its_line(tmp_path: Path, capsys, lock: str, line: int) -> None:
    with pytest.raises(UnreadableLock):
        parts_in(lock)
    file = tmp_path / "lock.txt"
    file.write_text(lock)
    assert main(["--lock", str(file)]) == 1
    assert capsys.readouterr().err.startswith(f"lock.txt:{line}: ")


@pytest.mark.parametrize("name", LOCKS)
def test_every_lock_pins_everything(name: str) -> None:
    parts = parts_in((ROOT / name).read_text(encoding="utf-8"))
    assert {(part.name, part.version) for part in parts} == pinned(ROOT / name)
    assert all(part.hashes for part in parts)


def test_locks_agree_and_hold_their_tools() -> None:
    """What is tested with is what is published with; each tool is in the lock that it comes from."""
    runtime, dev, guests, mutants, audit = (pinned(ROOT / name) for name in LOCKS)
    assert runtime <= dev <= mutants
    assert {"furo", "pydata-sphinx-theme", "myst-nb"} <= {name for name, _ in guests}
    assert "mutmut" in {name for name, _ in mutants - dev}
    assert "pip-audit" in {name for name, _ in audit}


def test_nothing_is_installed_without_a_hash() -> None:
    """Each ``pip install`` of a command or a workflow asks for hashes, or installs nothing but the project itself."""
    found = 0
    for path in COMMANDS:
        text = path.read_text(encoding="utf-8").replace("\\\n", " ")
        for command in re.split(r"\n|&&|;", text):
            if re.search(r"^\s*(\S+: )?\$\(PIP\)|-m pip .*(install|wheel)|^\s*pip3? |pipx|uvx|npx|npm i", command):
                found += "PIP   :=" not in command
                pinned_or_ours = "--require-hashes" in command or "--no-deps" in command
                assert pinned_or_ours or "PIP   :=" in command, (path.name, command)
    assert found >= 4


def test_known_faults_are_looked_up_on_a_schedule_and_for_each_release() -> None:
    """Strictly: without ``--strict`` pip-audit says yes when it could not look."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    calls = re.findall(r"pip-audit .*", makefile)
    assert calls
    for call in calls:
        assert {"--strict", "--disable-pip", "--require-hashes"} <= set(call.split())
    for lock in LOCKS:
        assert lock in makefile.partition("\naudit:")[2].partition("\n\n")[0]
    workflows = {file.stem: file.read_text(encoding="utf-8") for file in COMMANDS if ".github" in str(file)}
    assert "schedule:" in workflows["audit"]
    assert "run: make audit" in workflows["audit"]
    assert "run: make audit" in workflows["release"]
    assert "make sbom" in workflows["release"]
    assert "attest-build-provenance@" in workflows["release"]


def test_the_image_of_gitlab_is_named_by_its_digest() -> None:
    """P53: a name such as python:3.12-slim is another image every week."""
    images = re.findall(r"image: (\S+)", (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert images
    for image in images:
        assert re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}", image)


def test_an_install_stops_at_a_wrong_hash(tmp_path: Path) -> None:
    """The lock is worth something only if pip really refuses what was changed since."""
    wheel = tmp_path / "part-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("part.py", "")
        archive.writestr("part-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: part\nVersion: 1\n")
        archive.writestr(
            "part-1.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("part-1.dist-info/RECORD", "")
    lock = tmp_path / "lock.txt"
    command = [
        sys.executable, "-m", "pip", "--isolated", "install", "--no-index", "--find-links", str(tmp_path), "--target",
        str(tmp_path / "installed"), "--require-hashes", "-r", str(lock),
    ]  # fmt: skip
    lock.write_text(f"part==1 --hash=sha256:{'0' * 64}\n")
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "DO NOT MATCH" in refused.stderr
    assert not (tmp_path / "installed" / "part.py").exists()
    lock.write_text(f"part==1 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
