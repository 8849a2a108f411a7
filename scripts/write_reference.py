"""Write what is made from the schema: the handbook's page of keys, JSON Schemas and completion for editors' tools.

With --check nothing is written; exit code 1 says that a file is out of date. Other exit codes: 0 all is well, 2 the
command was used wrongly.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from briefings.cli.transaction import write_new
from briefings.model.attributes_schema import attributes_schema
from briefings.model.format_text import tidy
from briefings.model.schema import json_schema
from briefings.model.settings import SETTINGS, type_words
from briefings.model.vocabulary import FOLDER_OF_KIND, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
KEYS: Final = Path(".vscode/keys.code-snippets")
PAGE: Final = Path("content/handbook/front-matter.md")
SETTINGS_PAGE: Final = Path("content/handbook/settings.md")
_KINDS: Final = (Kind.BRIEFING, Kind.THEME, Kind.POLICY, Kind.AGENCY, Kind.PARTNERSHIP)
_HEAD: Final = """\
---
summary: Every key of the front matter, what it is for, and an example.
---

# Keys of the front matter

The front matter stands at the top of a page, between two lines of three dashes. This page is made from the schema
(`python -m scripts.write_reference`), so it is what the check goes by.

- A **date** is a year, a month or a day: `2017`, `2017-01`, `2017-01-31`.
- A **slug** is the file name of another page, without `.md`.
- Put a value in quotes when it holds a colon and a space, or starts with a special character.
"""


_SETTINGS_HEAD: Final = """\
---
summary: Every setting of conf.py, its type, what it is when nobody sets it, and what it is for.
---

# Settings

The file `conf.py` beside `content/` holds the settings of a site. This page is made from the table of settings
(`python -m scripts.write_reference`), so it is what the check goes by.

A mistake in a setting is one sentence with its line, in the check and at the start of a build. The check reads the file
without running it: it sees texts, lists, and names of other values. What is computed is checked by the build.

| setting | type | if it is not set | what it is for |
|---|---|---|---|
"""
_SETTINGS_END: Final = """
## Settings of Sphinx

A site uses these settings of Sphinx itself: `project` (the name of the site), `author`, `copyright`, `language`,
`extensions`, `html_theme`, `html_title`, and `html_baseurl` (the address of the site, with the folder that it is in).

Your own style sheets and scripts are files in `_static/`, named in `html_css_files` and `html_js_files`; `html_favicon`
is the picture in the tab of the browser (without it, the logo). Files that an extension adds are loaded too. Pages load
nothing from other addresses: the build stops at the start when a setting or an extension asks for it.
"""


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Write the reference of keys and the JSON Schemas.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder with content/ and schemas/")
    parser.add_argument("--check", action="store_true", help="write nothing; say which files are out of date")
    options = parser.parse_args(argv)
    stale = []
    for name, text in files().items():
        path = options.root / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not options.check:
                write_new(path, text)
    for name in stale:
        print(f"{'out of date' if options.check else 'written'}: {name}")
    if stale and options.check:
        print("Run: python -m scripts.write_reference", file=sys.stderr)
    return 1 if stale and options.check else 0


def files() -> dict[Path, str]:
    """All files that are made from the schema, by their place below the root."""
    made = {PAGE: tidy(reference()), SETTINGS_PAGE: tidy(settings())}
    for name, kind in (*((FOLDER_OF_KIND[kind], kind) for kind in _KINDS), ("packs", Kind.PACK)):
        text = json.dumps(json_schema(kind), indent=2, ensure_ascii=False)
        made[Path(f"schemas/{name}.schema.json")] = f"{text}\n"
    text = json.dumps(attributes_schema(), indent=2, ensure_ascii=False)
    made[Path("schemas/attributes.schema.json")] = f"{text}\n"
    made[KEYS] = json.dumps(snippets(), indent=2, ensure_ascii=False) + "\n"
    return made


def snippets() -> dict[str, Any]:
    """Completion of the keys of front matter for VS Code.

    Its YAML support does not look into Markdown, so the schema alone would complete nothing there.
    """
    found: dict[str, Any] = {}
    for kind in _KINDS:
        schema = json_schema(kind)
        for key, one in schema["properties"].items():
            choices = [_as_yaml(choice) for _, part in _parts(one, schema) for choice in part.get("enum", ())]
            choices = list(dict.fromkeys(choices))
            example = (one.get("examples") or [""])[0]
            shown = f"[{', '.join(map(str, example))}]" if isinstance(example, list) else str(example)
            value = f"${{1|{','.join(choices)}|}}" if choices else f"${{1:{shown}}}" if shown else "$1"
            found[f"{kind.value}: {key}"] = {
                "scope": "markdown",
                "prefix": f"{key}:",
                "description": f"{one.get('description', key)} ({kind.value})",
                "body": [f"{key}: {value}"],
            }
    return found


def _as_yaml(value: object) -> str:
    """A value as an editor writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def settings() -> str:
    """The handbook's page of settings."""
    rows = (f"| `{one.name}` | {type_words(one.default)} | {_default(one.default)} | {one.help} |" for one in SETTINGS)
    return _SETTINGS_HEAD + "\n".join(rows) + "\n" + _SETTINGS_END


def _default(value: Any) -> str:
    """What a setting is when nobody sets it."""
    if isinstance(value, (list, tuple)) and value:
        return ", ".join(f"`{one if isinstance(one, str) else one[0]}`" for one in value)
    return f"`{value!r}`" if value or value is False else "nothing"


def reference() -> str:
    """The handbook's page of keys."""
    parts = [_HEAD]
    for kind in _KINDS:
        schema = json_schema(kind)
        parts.append(
            f"## {kind.value.capitalize()}\n\nA file in `content/{FOLDER_OF_KIND[kind]}/`.\n\n{_table(schema, schema)}"
        )
        for name, definition in sorted(_definitions(schema).items()):
            parts.append(f"### {_words(name)} (of a {kind.value})\n\n{_table(definition, schema)}")
    return "\n".join(parts)


def _definitions(schema: dict[str, Any]) -> dict[str, Any]:
    """The parts of a record that are records themselves."""
    return {name: one for name, one in schema.get("$defs", {}).items() if "properties" in one}


def _words(name: str) -> str:
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip().capitalize()


def _table(record: dict[str, Any], schema: dict[str, Any]) -> str:
    rows = ["| key | what it is for | example | needed |", "|---|---|---|---|"]
    needed = record.get("required", ())
    for key, one in record["properties"].items():
        if "description" in one and not one["description"].startswith("Set by the site"):
            shape = _shape(one, schema)
            what = _cell(one["description"]) + (f" {shape}" if shape else "")
            rows.append(f"| `{key}` | {what} | {_example(one)} | {'yes' if key in needed else ''} |")
    return "\n".join(rows) + "\n"


def _example(one: dict[str, Any]) -> str:
    examples = one.get("examples")
    if not examples:
        return ""
    example = examples[0]
    if isinstance(example, list):
        text = f"[{', '.join(map(str, example))}]"
    elif isinstance(example, dict):
        text = "{" + ", ".join(f"{key}: {value}" for key, value in example.items()) + "}"
    else:
        text = str(example)
    return f"`{text}`"


def _shape(one: dict[str, Any], schema: dict[str, Any]) -> str:
    """What the value is made of: one of several words, a record described below, or a text of some length."""
    parts = list(_parts(one, schema))
    if choices := [choice for _, part in parts for choice in part.get("enum", ())]:
        return "One of " + ", ".join(f"`{choice}`" for choice in choices) + "."
    if names := sorted({name for name, part in parts if name and "properties" in part}):
        return f"See {', '.join(map(_words, names))}."
    longest = next((part["maxLength"] for _, part in parts if part.get("type") == "string" and "maxLength" in part), 0)
    return f"At most {longest} characters." if longest and "characters" not in one["description"] else ""


def _parts(one: dict[str, Any], schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts that a value is made of, each with the name of its definition or ""."""
    if "$ref" in one:
        name = one["$ref"].rsplit("/", 1)[-1]
        yield name, schema["$defs"][name]
        return
    yield "", one
    for inner in (*one.get("anyOf", ()), *one.get("allOf", ()), one.get("items", {})):
        if inner:
            yield from _parts(inner, schema)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("{", "\\{")


if __name__ == "__main__":
    sys.exit(main())
