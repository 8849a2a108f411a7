"""The settings of ``conf.py``: one table is registration, check and the handbook's page of settings.

Nothing here runs ``conf.py`` or knows of Sphinx, so the check of the content and the build find the same mistakes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from briefings.model.clock import as_of_date
from briefings.model.colours import brand_tokens
from briefings.model.problems import did_you_mean
from briefings.model.vocabulary import PACK_PAGES

PREFIX: Final = "briefings_"
Check = Callable[[Any], Iterator[str]]
"""Says what is wrong with a value of the right type, each as the end of a sentence that begins with its name."""


def _date(value: str) -> Iterator[str]:
    try:
        as_of_date(value)
    except ValueError:
        yield f"must be a date like 2026-11-20, not {value!r}"


def _colours(value: dict[str, str]) -> Iterator[str]:
    try:
        brand_tokens(value)
    except ValueError as error:
        yield f"is not right: {error}"


def _secure(value: str) -> Iterator[str]:
    if not value.startswith("https://"):
        yield f"must start with https://, not {value!r}"


def _secure_if_any(value: str) -> Iterator[str]:
    if value:
        yield from _secure(value)


def _web(value: str) -> Iterator[str]:
    if value and not value.startswith(("https://", "http://")):
        yield f"must be the address of the site, with https://, not {value!r}"


def _pairs(value: Any) -> Iterator[str]:
    for pair in value:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            yield f"must be pairs of texts, such as ('questions', 'Questions'); {pair!r} is not a pair"
            return


def _sites(value: Any) -> Iterator[str]:
    if mistakes := list(_pairs(value)):
        yield from mistakes
        return
    for _, address in value:
        if not address.startswith(("https://", "http://")):
            yield f"names {address!r}, which is not the address of a site, such as https://example.org/"


def _texts(value: Any) -> Iterator[str]:
    if wrong := next((one for one in value if not isinstance(one, str)), None):
        yield f"must be a list of texts; {wrong!r} is not a text"


def _licence(value: dict[str, str]) -> Iterator[str]:
    if value and set(value) != {"name", "url"}:
        yield "needs 'name' and 'url', and nothing else"


def _folder(value: str) -> Iterator[str]:
    parts = value.split("/")
    if value != "." and (not value or any(part in ("", ".", "..") for part in parts) or "\\" in value):
        yield f"must be a folder in the source folder, such as 'content', or '.' for all of it, not {value!r}"


def _nothing(_: Any) -> Iterator[str]:
    yield from ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of ``conf.py``.

    Attributes:
        name: as written in ``conf.py``.
        default: plain data, so that it can be pickled and compared.
        rebuild: ``env`` when it changes reading, else ``html``.
        help: what it is for.
        check: what can be wrong with it.
        pages: how it names pages of the site: not at all, one, a list, or pairs of page and label.
    """

    name: str
    default: Any
    rebuild: Literal["", "env", "html"]
    help: str
    check: Check = _nothing
    pages: Literal["", "one", "list", "pairs"] = ""

    def pages_in(self, value: Any) -> list[str]:
        """The pages that a value names."""
        if self.pages == "one":
            return [value] if value else []
        return [one[0] for one in value] if self.pages == "pairs" else list(value) if self.pages else []


SETTINGS: Final = (
    Setting("briefings_as_of", "", "html", "The date of the build, such as 2026-11-20; empty: today in London.", _date),
    Setting("briefings_drafts", False, "env", "Show what is not public yet; for previews only, never to publish."),
    Setting("briefings_strict", False, "", "Stop before anything is written when the content has a problem."),
    Setting("briefings_tagline", "", "html", "A line below the site's name."),
    Setting("briefings_footer", "", "html", "A sentence at the foot of every page."),
    Setting("briefings_logo", "", "html", "A picture in `_static` that is shown before the site's name: `logo.svg`."),
    Setting(
        "briefings_colours",
        {},
        "html",
        "The site's own colours, such as `{'brand': '#0f4c5c'}`: `brand`, `paper`, `ink`, and for dark screens "
        "`dark_paper`, `dark_ink`, `dark_brand`. Text needs a contrast of 4.5 to 1.",
        _colours,
    ),
    Setting(
        "briefings_content",
        "content",
        "env",
        "The folder of the briefings in a project with another theme; a site with ours is all briefings.",
        _folder,
    ),
    Setting("briefings_pdf", False, "html", "Make the PDFs; publishing always does, a preview when it is asked."),
    Setting(
        "briefings_pack_pages",
        list(PACK_PAGES),
        "html",
        "Pages of text that go with every pack: the first is printed before it, the others after it.",
        _texts,
        "list",
    ),
    Setting(
        "briefings_feedback_url",
        "",
        "html",
        "The partnership's own form for saying what a team agreed; gets the briefing, the questions and the date.",
        _secure_if_any,
    ),
    Setting(
        "briefings_exit_url",
        "https://www.bbc.co.uk/weather",
        "html",
        'Where "Leave this site quickly" leads: a page that shows nothing of what was read.',
        _secure,
    ),
    Setting(
        "briefings_navigation",
        (("briefings/index", "Briefings"), ("themes/index", "Themes"), ("questions", "Questions")),
        "html",
        "The main navigation: pairs of page and label.",
        _pairs,
        "pairs",
    ),
    Setting(
        "briefings_data_page", "about-data", "html", "The page that lists every data file, feed and calendar.",
        pages="one",
    ),
    Setting("briefings_search", False, "", "Make the search in every build, for previews; publishing always makes it."),
    Setting(
        "briefings_search_sites",
        (),
        "html",
        "Other sites of this kind that the search covers too: pairs of name and address. They must allow it (CORS).",
        _sites,
    ),
    Setting(
        "briefings_data_licence",
        {},
        "html",
        "The licence of the data files, such as `{'name': 'CC BY 4.0', 'url': 'https://…'}`; empty: none is named.",
        _licence,
    ),
    Setting(
        "briefings_admin",
        {},
        "html",
        "The web form for editors without git, in `admin/`: `{'repository': 'owner/name'}`; empty: there is none.",
    ),
    Setting(
        "briefings_footer_links",
        (
            ("about", "About this site"),
            ("partnerships/index", "Partnerships"),
            ("glossary", "Glossary"),
            ("about-data", "Data and feeds"),
            ("handbook/index", "For editors"),
            ("accessibility", "Accessibility"),
        ),
        "html",
        "Links at the foot of every page: pairs of page and label.",
        _pairs,
        "pairs",
    ),
)  # fmt: skip
ADDRESS: Final = Setting("html_baseurl", "", "html", "The address of the site, with the folder that it is in.", _web)
"""A setting of Sphinx's that we check too."""
_BY_NAME: Final = {setting.name: setting for setting in (*SETTINGS, ADDRESS)}
_INTERNAL: Final = frozenset({"briefings_checked"})
"""What the command hands to the build; whoever sets it is told elsewhere."""


def type_words(default: Any) -> str:
    """What kind of value a setting has, in words."""
    if isinstance(default, bool):
        return "True or False"
    if isinstance(default, str):
        return "a text in quotes"
    return "a mapping in braces" if isinstance(default, dict) else "a list in brackets"


def _has_type(default: Any, value: Any) -> bool:
    if isinstance(default, (list, tuple)):
        return isinstance(value, (list, tuple))
    return isinstance(value, type(default))


def mistakes_in(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The mistakes in values of ``conf.py`` by themselves: the name of each, and a sentence.

    Args:
        values: what is set, by name; settings of others are left alone.
    """
    for name, value in values.items():
        setting = _BY_NAME.get(name)
        if setting is None:
            if name.startswith(PREFIX) and name not in _INTERNAL:
                near = did_you_mean(name, [one.name for one in SETTINGS])
                yield name, f"there is no setting '{name}'; correct its name or delete the line{near}"
        elif not _has_type(setting.default, value):
            yield name, f"{name} must be {type_words(setting.default)}, not {value!r}"
        else:
            yield from ((name, f"{name} {wrong}") for wrong in setting.check(value))


def named_pages(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The pages that settings name: the setting and the page; values that have mistakes are left out."""
    for setting in SETTINGS:
        if setting.pages and setting.name in values and not list(mistakes_in({setting.name: values[setting.name]})):
            yield from ((setting.name, page) for page in setting.pages_in(values[setting.name]))
