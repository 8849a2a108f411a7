"""A site's own files come first: templates, styles, scripts, the picture in the tab; nothing of others is loaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from briefings.audit import audit
from briefings.audit.canaries import Canaries

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site
    from sphinx.application import Sphinx


@pytest.fixture
def own(site: Callable[..., Site]) -> Site:
    """A site with files of its own."""
    made = site("minimal")
    for name, text in {
        "conf.py": 'extensions = ["briefings"]\nhtml_theme = "briefings"\nbriefings_as_of = "2026-11-20"\n',
        "_static/our.css": "p { color: black; }",
        "_static/our.js": "document.title;",
        "_static/site.js": "// ours in its place",
        "_static/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        "_templates/components/footer.html": "{% macro footer(links, words, as_of) %}<footer>OUR FOOTER</footer>{% endmacro %}",
    }.items():
        (made.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (made.folder / name).write_text(text)
    made.options["confdir"] = made.folder
    return made


SETTINGS: dict[str, Any] = {
    "html_css_files": ["our.css"],
    "html_js_files": [("our.js", {"defer": "defer"})],
    "html_favicon": "_static/icon.svg",
}


def test_own_files_and_templates_come_first(own: Site) -> None:
    """Those of the site replace ours, or are loaded after ours."""
    built = own.build(config=SETTINGS)
    page = built.text("index.html")
    assert "OUR FOOTER" in page
    assert built.text("_static/site.js") == "// ours in its place"
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', page) == ["_static/site.css", "_static/our.css"]
    assert '<script src="_static/our.js" defer="defer"></script>' in page
    assert '<link rel="icon" href="_static/icon.svg">' in page
    assert (built.out / "_static" / "our.css").is_file()
    assert "documentation_options" not in page


def test_what_extensions_add_is_loaded_too(own: Site) -> None:
    """For all pages; the order is that of their priorities."""

    def add(app: Sphinx) -> None:
        app.add_js_file("our.js")
        app.add_css_file("our.css")

    page = own.build(before=add).text("index.html")
    assert '<link rel="stylesheet" href="_static/our.css">' in page
    assert '<script src="_static/our.js"></script>' in page


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"html_css_files": ["https://cdn.example/a.css"]}, "html_css_files names 'https://cdn.example/a.css': pages load nothing from other addresses; put the file into _static/"),
        ({"html_js_files": ["//cdn.example/a.js"]}, "html_js_files names '//cdn.example/a.js': pages load nothing from other addresses; put the file into _static/"),
        ({"html_js_files": [("our.js", {"integrity": "x"})]}, "html_js_files gives 'our.js' the attribute 'integrity', which pages may not have; take it out"),
        ({"html_css_files": ["missing.css"]}, "html_css_files names a file that is missing: put it at _static/missing.css, or correct the name"),
        ({"html_favicon": "icon.svg"}, "html_favicon names a picture that is missing: put it at icon.svg, or correct the name"),
    ],
)  # fmt: skip
def test_files_of_others_and_missing_ones_stop_the_build(settings: dict[str, Any], said: str, own: Site) -> None:
    """One sentence, and nothing is written."""
    built = own.build(expect=True, config=settings)
    assert str(built.error) == said
    assert not list(built.out.glob("*.html"))


def test_an_extension_may_not_add_files_of_others(own: Site) -> None:
    """It is named by what it adds."""
    built = own.build(expect=True, before=lambda app: app.add_js_file("https://cdn.example/x.js"))
    assert "an extension adds 'https://cdn.example/x.js' to every page" in str(built.error)


def test_the_audit_accepts_own_files(own: Site) -> None:
    """With what a site adds, the pages are still what may be published."""
    built = own.build(config=SETTINGS)
    faults = [fault for fault in audit(built.out, Canaries(), {}) if "our." in fault or "icon.svg" in fault]
    assert faults == []
