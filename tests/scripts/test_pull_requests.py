"""What runs on pull requests can do no harm, and refers only to what exists."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from editors import ROOT

from briefings.cli.main import VERBS
from briefings.model.attributes import KEYS

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_workflow_auditor_finds_nothing() -> None:
    """zizmor knows the ways in which workflows were taken over."""
    zizmor = Path(sys.executable).parent / "zizmor"
    done = subprocess.run([zizmor, "--offline", ".github"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_may_do_little(path: Path) -> None:
    """Each action is a commit; nothing is granted by default; untrusted code never meets a secret or a token to write."""
    workflow = read(path)
    text = path.read_text(encoding="utf-8")
    for action in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action)
    assert workflow["permissions"] == {}
    triggers = workflow[True]  # YAML 1.1 reads "on" so
    assert "pull_request_target" not in triggers
    assert "workflow_run" not in triggers
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        if "pull_request" in triggers:
            assert set(job["permissions"].items()) <= {("contents", "read")}
            assert "secrets." not in text
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", "")


def test_commands_in_workflows_and_hooks_exist() -> None:
    """Every script, verb and make target that is called is there."""
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (*WORKFLOWS, ROOT / ".gitlab-ci.yml", ROOT / ".pre-commit-config.yaml")
    )
    scripts = set(re.findall(r"scripts/\w+\.py", text))
    verbs = set(re.findall(r"-m briefings ([a-z]+)", text))
    assert len(scripts) + len(verbs) > 2
    assert verbs <= VERBS.keys()
    for script in scripts:
        assert (ROOT / script).is_file()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:run: |- )make ([a-z-]+)", text)):
        assert re.search(rf"(?m)^{target}:", makefile), target


def test_nobody_is_asked_to_review_in_somebody_elses_name() -> None:
    """A team that does not exist is a mistake on GitHub, so lines without an owner stay comments."""
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
    assert sum("@OWNER/" in line for line in lines) == 5


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_issue_forms_are_whole(path: Path) -> None:
    """A form that GitHub cannot read is not offered at all."""
    form = read(path)
    assert {"name", "description", "body"} <= set(form)
    for field in form["body"]:
        assert field["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
        assert field["attributes"].get("label" if field["type"] != "markdown" else "value")


def test_there_is_a_form_and_a_template_for_each_kind_of_change() -> None:
    """Add, correct, withdraw, code."""
    kinds = {"add", "correct", "withdraw", "code"}
    assert {path.stem.split("-", 1)[1] for path in FORMS} == kinds
    assert {path.stem for path in (ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md")} == kinds


def test_editor_settings_name_schemas_and_snippets_that_are_right() -> None:
    """The schemas that VS Code is told of exist; a snippet of a block is a block that the site has."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema in settings["yaml.schemas"]:
        assert (ROOT / schema).is_file()
    snippets = json.loads((ROOT / ".vscode/briefings.code-snippets").read_text(encoding="utf-8"))
    blocks = {match[1] for one in snippets.values() if (match := re.match(r":::\{([a-z-]+)\}", one["body"][0]))}
    assert blocks == {"good-practice", "learning", "practice-points", "actions", "questions", "impact", "case"}
    braces = " ".join(
        re.findall(r"\{([^{}]*(?:\$\{[^}]*\}[^{}]*)*)\}", "\n".join(one["body"][0] for one in snippets.values()))
    )
    assert {key for key in KEYS if f"{key}=" in braces} == set(KEYS)
    assert ".$" in braces
    assert "#$" in braces
    assert not re.search(r"(?m)^:[a-z]+:", "\n".join("\n".join(one["body"]) for one in snippets.values()))
