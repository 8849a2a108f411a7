"""Components: one macro and one section of the style sheet each, and all of them in every state on one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from building import ROOT
from jinja2 import Environment, FileSystemLoader, nodes
from markup import parsed

from briefings.model.faces import Face
from briefings.model.facts import Fact
from briefings.model.vocabulary import BlockKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FACE = Face("Neglect", "themes/neglect")
CALLS: dict[str, tuple[tuple[Any, ...], ...]] = {
    "card": (("Title", [("Words", "")]), ("Title", [], "way-in", "div")),
    "facts": (([Fact("Themes", (FACE,) * 6), Fact("Audits", (FACE,), note="Three.")], lambda face: face.docname),),
    "block": tuple((kind.value, 2, "Title", "Words") for kind in BlockKind),
    "tags": ((["Neglect"], "Themes"), (["Neglect"],)),
    "status": tuple(("status", one.value, "Words") for one in Status)
    + tuple(("state", name, "Words") for name in ("current", "superseded", "withdrawn", "gone", "unknown")),
    "banner": tuple((name, "Words") for name in ("superseded", "withdrawn", "overdue", "gone")),
    "table": (([[("Head", False, True, "")]], [("", [("Words", True, "Head", "", "")])], "", "", "What", "What"),),
    "chart": tuple(
        (name, 9, 9, [("track", 1, 1, 1, 1)], [("2021", 1, 1, "end")]) for name in ("bar", "stacked", "strip")
    ),
    "breadcrumb": (([("index", "Home")], str),),
    "pagination": ((1, [(1, "a"), (2, "b")], str),),
    "filters": (("by", [("By theme", "Words")]),),
}
"""Every component, with what shows all that its macro can write."""
SHARED = {"fold", "wide", "note", "sr"}
"""Classes of what several components hold, with sections of their own, or only ever named below a component."""
THEME = ROOT / "ext" / "briefings" / "theme"
ENVIRONMENT = Environment(loader=FileSystemLoader(THEME), autoescape=True)


def written(name: str) -> tuple[set[str], set[str]]:
    """The classes and the tags that a macro writes."""
    macro = getattr(ENVIRONMENT.get_template(f"components/{name}.html").module, name)
    elements = [element for call in CALLS[name] for element in parsed(str(macro(*call))).find()]
    classes = {one for element in elements for one in element.attributes.get("class", "").split()}
    return classes - SHARED, {element.tag for element in elements}


def rules() -> Iterator[tuple[str, str]]:
    """Every selector of the style sheet, with the section in which it stands."""
    folder = THEME / "styles"
    for name in re.findall(r'@import "([a-z-]+)\.css";', (folder / "site.css").read_text(encoding="utf-8")):
        text = re.sub(r"/\*.*?\*/", "", (folder / f"{name}.css").read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors in re.findall(r"([^{};]+)\{", text):
            if not selectors.strip().startswith("@"):
                for selector in re.split(r",(?![^(]*\))", selectors):
                    yield name, " ".join(selector.split())


def styled(selector: str) -> tuple[set[str], str]:
    """The classes by which a selector finds what it styles, the last ones in it, and the tag at its end."""
    selector = re.sub(r":(?:not|has)\((?:[^()]|\([^()]*\))*\)", "", selector)
    parts = re.split(r"[\s>+~]+(?![^(]*\))", selector)
    found = (set(re.findall(r"\.([a-z][\w-]*)", part)) for part in reversed(parts))
    tag = re.match(r"[a-z]+[1-6]?", parts[-1])
    return next((classes for classes in found if classes), set()), tag[0] if tag else ""


@pytest.mark.parametrize("name", CALLS)
def test_a_component_is_one_macro(name: str) -> None:
    """The macro has the name of its file, there is no other in it, and no program writes the same markup."""
    template = ENVIRONMENT.parse((THEME / "components" / f"{name}.html").read_text(encoding="utf-8"))
    assert [macro.name for macro in template.find_all(nodes.Macro)] == [name]
    others = [path for path in (ROOT / "ext").rglob("*.*") if path.stem != name]
    classes, _ = written(name)
    # a class that is also a variable of the template ("status-green") is found by its own name
    literal = [re.escape(one) for one in classes]
    pattern = re.compile(rf'class="(?:[^"]* )?(?:{"|".join(literal) or "-"})[ "]')
    again = [
        str(path) for path in others if path.suffix in (".py", ".html") and pattern.search(path.read_text("utf-8"))
    ]
    assert again == []


def test_no_program_writes_a_table_or_a_picture() -> None:
    """Those have no class of their own by which the test above would find them."""
    shell = [path for path in (ROOT / "ext" / "briefings").rglob("*.py") if "importing" not in path.parts]
    tags = re.compile(r"""["'f{]</?(?:table|thead|tbody|caption|tr|th|td|svg|rect)\b""")
    assert [str(path) for path in shell if tags.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", CALLS)
def test_a_component_is_one_section_of_the_style_sheet(name: str) -> None:
    """Whatever styles what this macro writes, on screen, on paper and in forced colours, stands in its section."""
    classes, tags = written(name)
    own_tags = tags & {"table", "caption", "thead", "tbody", "tr", "th", "td", "svg"}
    found = [(section, selector, *styled(selector)) for section, selector in rules()]
    assert sum(section == name for section, *_ in found), f"styles/{name}.css styles nothing"
    astray = [
        f"{section}: {selector}"
        for section, selector, last, tag in found
        if section != name and (last & classes or (tag in own_tags and not last))
    ]
    assert astray == []


def test_styles_are_told_apart() -> None:
    """The rule above sees what it must see."""
    assert styled(".home .banner:not(.x .y)") == ({"banner"}, "")
    assert styled(".facts > .wide dd") == ({"wide"}, "dd")
    assert styled("th .state") == ({"state"}, "")
    assert styled(":is(.a, .b) > caption") == ({"a", "b"}, "caption")
    assert styled("table p")[1] == "p"


@pytest.mark.parametrize("name", CALLS)
def test_the_page_of_components_shows_it(out: Path, name: str) -> None:
    """In every state: every class that the macro can write stands in the text of that page."""
    page = parsed((out / "handbook" / "components.html").read_text(encoding="utf-8"))
    text = next(element for element in page.find("div") if element.attributes.get("class") == "text")
    shown = list(text.find())
    classes, tags = written(name)
    assert classes - {one for element in shown for one in element.attributes.get("class", "").split()} == set()
    assert tags - {element.tag for element in shown} == set()
