"""The web form for editors: its fields are those of the schema, it is off by default, only known files are let through.

A trial in a real browser, which needs Node, is a command: ``python -m scripts.try_admin``.
"""

from __future__ import annotations

import base64
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from datetime import date
from hashlib import sha256, sha512
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from building import SITES, Site

from briefings.audit import audit
from briefings.audit.canaries import Canaries
from briefings.model.content import load_content
from briefings.model.hints import HINT
from briefings.model.library import Library
from briefings.model.problems import Level
from briefings.model.schema import Briefing, json_schema, named_parts
from briefings.model.vocabulary import Kind, Layout
from briefings.model.writing import front_matter
from briefings.outputs import form, writing
from briefings.outputs.form import program
from briefings.outputs.form.fields import LEFT_OUT
from briefings.outputs.form.settings import FormSettings
from briefings.publishing.form import form_of
from scripts import fetch_admin

DAY = date(2026, 11, 20)
CONTENT = SITES / "full" / "content"
ON = {"repository": "our-partnership/learning-briefings"}
STAND_IN = b"// stands in for Decap CMS, which is not installed for tests\n"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_content(CONTENT, as_of=DAY).library


@pytest.fixture(scope="module")
def config(library: Library) -> dict[str, Any]:
    return form.config_of(library, FormSettings.read(ON))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a program that is known, and is not 5 MB."""
    folder = tmp_path / "vendor"
    folder.mkdir()
    (folder / "decap-cms.js").write_bytes(STAND_IN)
    for module in (program, form):
        monkeypatch.setattr(module, "PROGRAM", {"decap-cms.js": sha256(STAND_IN).hexdigest()})
    monkeypatch.setattr(fetch_admin, "PROGRAM", program.PROGRAM)
    return folder


def every(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        yield from every(field.get("fields", []))


def plain(one: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A second reading of the schema, beside that of the form."""
    while True:
        if "$ref" in one:
            one = schema["$defs"][one["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in one:
            one = one["anyOf"][0]
        else:
            return one


def compare(
    fields: list[dict[str, Any]], record: Any, part: dict[str, Any], schema: dict[str, Any], inside: str
) -> None:
    """Each key of a record has a field of the fitting kind, in the order of the schema."""
    keys = [key for key in part["properties"] if inside or key not in LEFT_OUT]
    assert [field["name"] for field in fields if field["name"] != "body"] == keys, inside
    for field in fields:
        if field["name"] in ("body", "layout"):
            continue
        key, one = field["name"], part["properties"][field["name"]]
        where = f"{inside}{key}"
        assert field["hint"] == one.get("description", ""), where
        value = plain(one, schema)
        what, nested = named_parts(record)[key]
        if inside != "optional ":
            assert field["required"] == (key in part.get("required", ())), where
        else:
            assert not field["required"], where
        if what in ("theme", "policy", "agency", "partnership", "owner"):
            assert field["widget"] == "select", where
            assert field.get("multiple", False) == (value["type"] == "array"), where
        elif what == "status":
            words = ["Green", "Amber", "Orange", "Red", "not-rated"]  # of Devon's scale, and of none
            assert (field["widget"], [option["value"] for option in field["options"]]) == ("select", words), where
        elif value.get("type") == "array" and "enum" in plain(value["items"], schema):
            assert (field["widget"], field["multiple"]) == ("select", True), where
            offered = [option["value"] for option in field["options"]]
            assert offered == plain(value["items"], schema)["enum"], where
        elif value.get("type") == "array":
            assert field["widget"] == "list", where
            item = plain(value["items"], schema)
            assert ("fields" in field) == ("properties" in item), where
            if "properties" in item:
                compare(field["fields"], nested, item, schema, "list ")
        elif "properties" in value:
            assert field["widget"] == "object", where
            optional = inside == "optional " or key not in part.get("required", ())
            compare(field["fields"], nested, value, schema, "optional " if optional else "object ")
        elif "enum" in value and True not in value["enum"]:
            assert [option["value"] for option in field["options"]] == value["enum"], where
        elif value.get("type") == ["integer", "string"]:
            assert (field["widget"], field["value_type"], field["min"]) == ("number", "int", 0), where
        else:
            assert field["widget"] in ("string", "text", "boolean", "object"), where
            assert ("pattern" in field) == ("pattern" in value or "maxLength" in value), where


def test_each_key_of_the_schema_is_a_field(config: dict[str, Any]) -> None:
    schema = json_schema(Kind.BRIEFING)
    assert {one["name"] for one in config["collections"]} == {layout.value for layout in Layout}
    for collection in config["collections"]:
        compare(collection["fields"], Briefing, schema, schema, "")


def test_fields_offer_what_the_site_has(config: dict[str, Any], library: Library) -> None:
    fields = {field["name"]: field for field in config["collections"][0]["fields"]}
    for name, kind in (
        ("themes", Kind.THEME),
        ("agencies", Kind.AGENCY),
        ("policies", Kind.POLICY),
        ("partnership", Kind.PARTNERSHIP),
    ):
        assert [option["value"] for option in fields[name]["options"]] == [one.slug for one in library.of_kind(kind)]
    assert (fields["themes"]["min"], fields["themes"]["max"]) == (1, 8)


def test_the_limits_of_a_text_are_those_of_the_schema(config: dict[str, Any]) -> None:
    summary = next(field for field in config["collections"][0]["fields"] if field["name"] == "summary")
    assert (summary["widget"], summary["pattern"][0]) == ("text", r"^[\s\S]{1,300}$")
    held = next(field for field in every(config["collections"][0]["fields"]) if field["name"] == "held")
    assert held["pattern"][0].split("|")[-1] == r"^\d{4}/\d{2}$"


def test_what_is_saved_is_a_pull_request_for_a_draft(config: dict[str, Any]) -> None:
    assert config["publish_mode"] == "editorial_workflow"
    assert config["backend"] == {"name": "github", "repo": ON["repository"], "branch": "main"}
    assert "local_backend" not in config
    for collection in config["collections"]:
        assert (collection["folder"], collection["create"], collection["delete"]) == ("content/drafts", True, False)


@pytest.mark.parametrize("layout", Layout)
def test_a_draft_as_the_form_begins_it_lacks_nothing_but_words(
    layout: Layout, config: dict[str, Any], tmp_path: Path
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    collection = next(one for one in config["collections"] if one["name"] == layout.value)
    fields = {field["name"]: field for field in collection["fields"]}
    data = {
        "title": "A draft",
        "summary": "What it says.",
        "partnership": fields["partnership"]["options"][0]["value"],
        "published": "2017-01",
        "themes": (fields["themes"]["options"][0]["value"],),
        "review_by": "2027-11",
        "layout": fields["layout"]["default"],
    }
    body = fields["body"]["default"]
    drafts = content / "drafts"
    drafts.mkdir(exist_ok=True)
    for name, text in (("raw", body), ("filled", HINT.sub("Words", body.replace("[[theme]]", data["themes"][0])))):
        (drafts / f"{name}.md").write_text(f"{front_matter(data)}\n{text}", encoding="utf-8")
    found = [
        (problem.path.rpartition("/")[2], problem.code.slug)
        for problem in load_content(content, as_of=DAY, drafts=True).problems
        if problem.path.startswith("content/drafts/") and problem.code.level is Level.ERROR
    ]
    assert {code for name, code in found if name == "raw.md"} == {"hint-left"}
    assert [code for name, code in found if name == "filled.md"] == []


# ---------------------------------------------------------------- off, on, and what the audit lets through


def test_the_form_is_off_by_default(site) -> None:
    assert not (site("minimal").build().out / "admin").exists()


def test_without_its_program_the_build_says_how_to_get_it(site) -> None:
    built = site("minimal", briefings_admin=ON).build(expect=True)
    assert built.status != 0
    assert "put it in place with: .venv/bin/python -m scripts.fetch_admin" in str(built.error)


def test_switched_on_and_off_again_it_comes_and_goes(site, stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PLACE", str(stand_in))
    ours: Site = site("minimal", briefings_admin=ON)
    built = ours.build()
    assert {path.name for path in (built.out / "admin").iterdir()} == {"index.html", "config.json", "decap-cms.js"}
    assert "admin/" not in built.text("index.html")
    ours.config["briefings_admin"] = {}
    assert not (ours.build().out / "admin").exists()


def test_the_page_loads_nothing_from_elsewhere_and_search_engines_leave_it(library: Library, stand_in: Path) -> None:
    files = form.render(library, ON, language="en_GB", folder=stand_in)
    page = unescape(files["admin/index.html"].decode())
    assert 'src="decap-cms.js"' in page
    assert 'name="robots" content="noindex, nofollow"' in page
    assert "default-src 'none'; script-src 'self' 'unsafe-eval';" in page
    assert "localhost" not in page
    assert page.count("<script") == 1
    json.loads(files["admin/config.json"])


def test_the_audit_lets_the_form_through_only_when_it_is_on_and_unchanged(
    library: Library, stand_in: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    files = form.render(library, ON, language="en_GB", folder=stand_in)
    for name, data in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)

    def refused(setting: dict[str, str]) -> list[str]:
        known = form.digests(library, setting, language="en_GB")
        return [fault.partition(":")[0] for fault in audit(out, Canaries(), known) if fault.endswith("[form]")]

    assert refused({}) == sorted(files)
    assert refused(ON) == []
    (out / "admin/decap-cms.js").write_bytes(STAND_IN + b" ")
    (out / "admin/other.js").write_bytes(b"1;")
    assert refused(ON) == ["admin/decap-cms.js", "admin/other.js"]


def test_what_the_audit_goes_by_is_read_from_the_settings(library: Library, tmp_path: Path) -> None:
    conf = tmp_path / "conf.py"
    conf.write_text("language = 'en_GB'\n")
    assert form_of(tmp_path, library) == {}
    conf.write_text(f"language = 'en_GB'\nbriefings_admin = {ON!r}\n")
    assert form_of(tmp_path, library) == form.digests(library, ON, language="en_GB")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"repo": "a/b"}, "'repo' is not known"),
        ({}, "'repository' must be like"),
        ({"repository": "https://github.com/a/b"}, "'repository' must be like"),
        ({**ON, "sign_in": "http://sign-in.example"}, "'sign_in' must be like"),
        ({**ON, "local": "http://elsewhere.example/api/v1"}, "'local' must be like"),
        ({**ON, "branch": "main; script-src *"}, "'branch' must be like"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(setting: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        FormSettings.read(setting)


# ---------------------------------------------------------------- putting the program in place


def archive_of(data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        info = tarfile.TarInfo("package/dist/decap-cms.js")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


@pytest.mark.parametrize(("data", "status"), [(STAND_IN, 0), (b"something else", 1)])
def test_only_the_program_that_we_know_is_put_in_place(
    data: bytes, status: int, tmp_path: Path, stand_in: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    archive = archive_of(data)
    monkeypatch.setattr(
        fetch_admin.files_of,
        "__defaults__",
        ("sha512-" + base64.b64encode(sha512(archive).digest()).decode(),),
    )
    (tmp_path / "conf.py").touch()
    (tmp_path / "archive.tgz").write_bytes(archive)
    assert fetch_admin.main(["--site", str(tmp_path), "--archive", str(tmp_path / "archive.tgz")]) == status
    assert (tmp_path / program.PLACE / "decap-cms.js").is_file() == (status == 0)


def test_another_archive_is_refused_with_a_sentence(tmp_path: Path, capsys) -> None:
    (tmp_path / "conf.py").touch()
    (tmp_path / "archive.tgz").write_bytes(archive_of(STAND_IN))
    assert fetch_admin.main(["--site", str(tmp_path), "--archive", str(tmp_path / "archive.tgz")]) == 1
    assert "its digest is another; nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "vendor").exists()
