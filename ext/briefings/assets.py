"""Style sheets and scripts of its own that a site adds to its pages, in ``conf.py`` or through an extension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ConfigError

from briefings.model.site_files import is_elsewhere

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

OF_SPHINX: Final = frozenset(
    f"_static/{name}"
    for name in ("pygments.css", "documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js")
)
"""What Sphinx adds by itself; our pages use none of it."""
_FOR_A_SCRIPT: Final = ("type", "defer", "async")


def added_styles(builder: StandaloneHTMLBuilder) -> tuple[str, ...]:
    """The style sheets that were added, in their order.

    Raises:
        ConfigError: when one is at another address.
    """
    return tuple(str(one.filename) for one in _added(builder._css_files))


def added_scripts(builder: StandaloneHTMLBuilder) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The scripts that were added, in their order, with their attributes.

    Raises:
        ConfigError: when one is at another address, or is written into the pages.
    """
    return tuple((str(one.filename), _attributes(one.attributes)) for one in _added(builder._js_files))


def _added(assets: list[Any]) -> list[Any]:
    found = [one for one in sorted(assets, key=lambda one: one.priority) if str(one.filename) not in OF_SPHINX]
    for one in found:
        if one.filename is None or "body" in one.attributes:
            raise ConfigError("an extension writes a script into every page, which the pages forbid; take it out")
        if is_elsewhere(str(one.filename)):
            raise ConfigError(
                f"an extension adds '{one.filename}' to every page: pages load nothing from other addresses; "
                "take the extension out, or have it use a file of your own"
            )
    return found


def _attributes(given: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, str(value)) for name, value in given.items() if name in _FOR_A_SCRIPT or name.startswith("data-")
    )
