"""The settings that a site makes in ``conf.py``: one table is registration, validation and documentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from sphinx.errors import ConfigError

from briefings import handover
from briefings.colours import brand_tokens
from briefings.model.clock import as_of_date
from briefings.model.vocabulary import PACK_PAGES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of ``conf.py``.

    Attributes:
        name: as written in ``conf.py``.
        default: plain data, so that it can be pickled and compared.
        rebuild: ``env`` when it changes reading, else ``html``.
        help: what it is for.
    """

    name: str
    default: Any
    rebuild: Literal["", "env", "html"]
    help: str


SETTINGS: Final = (
    Setting("briefings_as_of", "", "html", "The date of the build, such as 2026-11-20; empty: today in London."),
    Setting("briefings_drafts", False, "env", "Show what is not public yet; for previews only, never to publish."),
    Setting("briefings_strict", False, "", "Stop before anything is written when a problem stands in the content."),
    Setting("briefings_tagline", "", "html", "A line below the site's name."),
    Setting("briefings_footer", "", "html", "A sentence at the foot of every page."),
    Setting(
        "briefings_logo", "", "html", "A picture in ``_static`` that stands before the site's name, as ``logo.svg``."
    ),
    Setting(
        "briefings_colours",
        {},
        "html",
        "The site's own colours, such as {'brand': '#0f4c5c'}; see `colours.DEFAULTS` for those that it can choose.",
    ),
    Setting(
        "briefings_content",
        "content",
        "env",
        "The folder of the briefings in a project with another theme; a site with ours is all briefings.",
    ),
    Setting("briefings_pdf", False, "html", "Make the PDFs; publishing always does, a preview when it is asked."),
    Setting(
        "briefings_pack_pages",
        list(PACK_PAGES),
        "html",
        "Pages of text that go with every pack: the first is printed before it, the others after it.",
    ),
    Setting(
        "briefings_feedback_url",
        "",
        "html",
        "The partnership's own form for saying what a team agreed; gets the briefing, the questions and the date.",
    ),
    Setting(
        "briefings_exit_url",
        "https://www.bbc.co.uk/weather",
        "html",
        'Where "Leave this site quickly" leads: a page that shows nothing of what was read.',
    ),
    Setting(
        "briefings_navigation",
        (("briefings/index", "Briefings"), ("themes/index", "Themes"), ("questions", "Questions")),
        "html",
        "The main navigation: pairs of page and label.",
    ),
    Setting("briefings_data_page", "about-data", "html", "The page that lists every data file, feed and calendar."),
    Setting("briefings_search", False, "", "Make the search in every build, for previews; publishing always makes it."),
    Setting(
        "briefings_search_sites",
        (),
        "html",
        "Other sites of this kind that the search covers too: pairs of name and address. They must allow it (CORS).",
    ),
    Setting(
        "briefings_data_licence",
        {},
        "html",
        "The licence of the data files, such as {'name': 'CC BY 4.0', 'url': 'https://…'}; empty: none is named.",
    ),
    Setting(
        "briefings_admin",
        {},
        "html",
        "The web form for editors without git, in ``admin/``: {'repository': 'owner/name'}; empty: there is none.",
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
    ),
)


def add_settings(app: Sphinx) -> None:
    """Register every setting."""
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, setting.rebuild, types=type(setting.default))
    app.add_config_value(handover.SETTING, False, "", types=bool)


def settle(app: Sphinx, config: Config) -> None:
    """Check the settings, and fix the date of the build.

    Raises:
        ConfigError: when a setting cannot be understood.
    """
    try:
        config.briefings_as_of = str(as_of_date(config.briefings_as_of))
    except ValueError:
        raise ConfigError(f"briefings_as_of must be a date like 2026-11-20, not {config.briefings_as_of!r}") from None
    try:
        brand_tokens(config.briefings_colours)
    except ValueError as error:
        raise ConfigError(f"briefings_colours: {error}") from None
    if config.briefings_feedback_url and not config.briefings_feedback_url.startswith("https://"):
        raise ConfigError(f"briefings_feedback_url must start with https://, not {config.briefings_feedback_url!r}")
    if not config.briefings_exit_url.startswith("https://"):
        raise ConfigError(f"briefings_exit_url must start with https://, not {config.briefings_exit_url!r}")
    for _, address in config.briefings_search_sites:
        if not address.startswith(("https://", "http://")):
            raise ConfigError(f"briefings_search_sites: {address!r} is no address of a site, such as https://…/")
    if config.briefings_data_licence and set(config.briefings_data_licence) != {"name", "url"}:
        raise ConfigError("briefings_data_licence needs 'name' and 'url', and nothing else")
    if config.html_baseurl and not config.html_baseurl.startswith(("https://", "http://")):
        raise ConfigError(f"html_baseurl must be the address of the site, with https://, not {config.html_baseurl!r}")


def settle_site(app: Sphinx, config: Config) -> None:
    """Close what content must never open: the whole project is ours."""
    config.source_suffix = {".md": "markdown"}
    config.primary_domain = "briefings"
    config.locale_dirs = []  # the default is a folder of the content
    config.html_copy_source = False
    config.html_show_sourcelink = False
    config.html_use_index = False
    config.html_domain_indices = False
    config.html_permalinks = False
    config.smartquotes = False
    config.suppress_warnings = [*config.suppress_warnings, "image.not_readable"]  # the check tells it
