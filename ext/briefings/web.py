"""What pages tell other programs, the search box, and the page for addresses that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from briefings.domain import domain_of
from briefings.model.files import FILES, TABLES
from briefings.model.schema import Briefing, Policy
from briefings.model.scopes import READERS, SCOPES, scope_for
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import Kind, ListingKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

    from briefings.model.entry import DocEntry

SEARCH_TEMPLATE: Final = "search.html"
LOST_PAGE: Final = "404"
LOST_TEMPLATE: Final = "lost.html"
FEED: Final = "feed.xml"
NOT_FOR_OTHERS: Final = frozenset(scope.page for scope in SCOPES)
"""Pages that no search engine should lead to."""
KINDS_WITH_FEED: Final = (Kind.THEME, Kind.PARTNERSHIP)
_SCHEMA_TYPES: Final = {Kind.BRIEFING: "Report", Kind.POLICY: "CreativeWork", Kind.THEME: "DefinedTerm"}
"""What schema.org calls a kind of page; all others are a WebPage."""


def base_address(app: Sphinx) -> str:
    """Where the site will stand, with a slash at its end: ``html_baseurl``; "" when it is not set."""
    address: str = app.config.html_baseurl
    return f"{address.rstrip('/')}/" if address else ""


def add_web_context(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """Give the template of a page what the search box and other programs need."""
    if pagename == LOST_PAGE:
        # It is shown at any address that does not exist: only links from the root of the host hold there.
        root = urlsplit(base_address(app)).path or "/"
        context["pathto"] = _from_root(app, root)
    pathto = context["pathto"]
    existing = app.env.found_docs
    scope = scope_for(pagename)
    if scope.page not in existing:
        scope = READERS
    sites = () if scope.of_handbook else app.config.briefings_search_sites
    context["search_scope"] = scope
    context["search_address"] = pathto(scope.page) if scope.page in existing else ""
    context["search_sites"] = [list(site) for site in sites]
    if pagename == scope.page:
        context["content_security_policy"] = _with_search(context["content_security_policy"], sites)
    base = base_address(app)
    domain = domain_of(app.env)
    entry = domain.entries.get(pagename)
    context["canonical"] = base + app.builder.get_target_uri(pagename) if base and pagename != LOST_PAGE else ""
    feeds = [("All briefings", pathto(FEED, 1))]
    if entry and entry.kind in KINDS_WITH_FEED:
        feeds.append((f"Briefings: {entry.title}", pathto(f"{pagename}/{FEED}", 1)))
    context["feeds"] = feeds
    context["own_feed"] = feeds[1] if len(feeds) > 1 else ()
    context["data_files"] = _with_addresses(FILES, pathto) if pagename == app.config.briefings_data_page else ()
    has_tracker = entry and any(listing.kind is ListingKind.TRACKER for listing in entry.listings)
    context["tables"] = _with_addresses(TABLES, pathto) if has_tracker else ()
    context["schema_type"] = _SCHEMA_TYPES.get(entry.kind, "WebPage") if entry else ""
    context["published"] = _issued(entry) if entry else ""


def _with_addresses(files: tuple[tuple[str, str], ...], pathto: Callable[..., str]) -> list[tuple[str, str, str]]:
    """Files as address, name and what each holds."""
    return [(pathto(name, 1), name, holds) for name, holds in files]


def _from_root(app: Sphinx, root: str) -> Callable[..., str]:
    def pathto(name: str, resource: bool = False, baseuri: str = "") -> str:
        return root + (name if resource else app.builder.get_target_uri(name))

    return pathto


def _with_search(policy: str, sites: tuple[tuple[str, str], ...]) -> str:
    """Let the search page run Pagefind's program, and read the indexes of other sites that it was told of."""
    policy = policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    others = sorted({"{0.scheme}://{0.netloc}".format(urlsplit(address)) for _, address in sites})
    return policy.replace("connect-src 'self'", " ".join(("connect-src 'self'", *others)))


def _issued(entry: DocEntry) -> str:
    record = entry.record
    if isinstance(record, Tombstone):
        return ""
    when = record.published if isinstance(record, Briefing) else record.issued if isinstance(record, Policy) else None
    return str(when) if when else ""


def lost_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page that hosts show for an address that does not exist; it changes only with the frame of all pages."""
    written = app.briefings_written  # type: ignore[attr-defined] # noted by `incremental`
    if app.builder.name == "html" and not (written.same_frame and (app.outdir / f"{LOST_PAGE}.html").exists()):
        yield LOST_PAGE, {}, LOST_TEMPLATE
