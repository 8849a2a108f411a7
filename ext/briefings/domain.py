"""The ``briefings`` domain: the only thing stored between builds is ``{docname: DocEntry}``."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from briefings.components import state_mark
from briefings.earlier import Earlier
from briefings.model.former import former_addresses
from briefings.model.item_addresses import words_of
from briefings.model.library import Library
from briefings.model.views import Views
from briefings.model.vocabulary import ROLE_NAMES, Kind, ListingKind
from briefings.nodes import element
from briefings.placement import Addresses, Placement, is_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from briefings.model.content import ChosenPage
    from briefings.model.entry import DocEntry
    from briefings.model.faces import Face
    from briefings.model.offers import Offer
    from briefings.model.problems import Problem
    from briefings.model.registers import Registers

logger = logging.getLogger(__name__)


class BriefingsDomain(Domain):
    """Briefings, themes, policies, agencies, partnerships, items and recommendations.

    `entries` is stored with the environment and merged from parallel readers, and so is `advice`, what a preview tells
    of each page, because a page that did not change is not looked through again. What is derived from them, and what
    is chosen for reading in this build, lives on the instance only (Sphinx never pickles it); `checked` is all that
    was chosen, joined up, `builder` that of this build, `problems` and `errors` what its content has and how many,
    `offers` the PDFs that each page offers, `earlier` what the last build left. All of these know a page by its name
    within the content; `placement` turns that into its name in the project.
    """

    name = "briefings"
    label = "Learning briefings"
    object_types: ClassVar[dict[str, ObjType]] = {
        **{name: ObjType(name, name) for name in ROLE_NAMES},
        "heading": ObjType("heading"),
    }
    initial_data: ClassVar[dict[str, Any]] = {"entries": {}, "advice": {}}
    data_version = 3
    dangling_warnings: ClassVar[dict[str, str]] = {
        name: f"there is no {name} '%(target)s'; correct the name" for name in ROLE_NAMES
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.chosen: dict[str, ChosenPage] = {}
        self.builder: Builder
        self.errors = 0
        self.problems: tuple[Problem, ...] = ()
        self.checked = Library({}, date.min)
        self.offers: dict[str, tuple[Offer, ...]] = {}
        self.earlier = Earlier(Path(env.doctreedir))
        self._views: Views | None = None

    @cached_property
    def placement(self) -> Placement:
        """Where our pages are; the settings are not known yet when a domain is made."""
        return Placement.of(self.env.config)

    @property
    def entries(self) -> dict[str, DocEntry]:
        """Every page that was read, by docname."""
        return cast("dict[str, DocEntry]", self.data["entries"])

    def note_advice(self, read: Mapping[str, tuple[Problem, ...]]) -> tuple[Problem, ...]:
        """Take the advice on pages that were looked through now; returns that on the others, of earlier builds."""
        earlier = {
            docname: advice
            for docname, advice in self.data["advice"].items()
            if docname in self.checked.entries and docname not in read
        }
        self.data["advice"] = earlier | {docname: advice for docname, advice in read.items() if advice}
        return tuple(problem for advice in earlier.values() for problem in advice)

    def note_entry(self, entry: DocEntry) -> None:
        """Store what a page holds; the only writer."""
        self.entries[entry.docname] = entry
        self._views = None

    def note_checked(self, library: Library) -> None:
        """Take the library that was checked before reading, with what editors keep besides pages."""
        self.checked = library
        self._views = None

    @property
    def registers(self) -> Registers:
        """The packs, the use register and the ledger of links; they are read anew for every build."""
        return self.checked.registers

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is gone or about to be read again."""
        self.entries.pop(self.placement.own(docname) or "", None)
        self._views = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader noted for its pages."""
        for docname in self.placement.own_among(docnames):
            if docname in otherdata["entries"]:
                self.entries[docname] = otherdata["entries"][docname]
        self._views = None

    def check_consistency(self) -> None:
        """Every page that was read has an entry.

        Raises:
            ExtensionError: when merging or purging lost one: nothing is written then.
        """
        if lost := sorted(self.placement.own_among(self.env.found_docs) ^ self.entries.keys()):
            raise ExtensionError(f"the entries of these pages were lost: {', '.join(lost)}", modname=__name__)

    @property
    def views(self) -> Views:
        """What every page shows, derived from the entries once they are all there."""
        if self._views is None:
            library = self.checked
            if not library.is_of(self.entries):  # pages that another process read are copies
                as_of = date.fromisoformat(self.env.config.briefings_as_of)
                library = Library(self.entries, as_of, self.registers)
            self._views = Views(library, bounded=has_rest_pages(self.builder), before=self.earlier.pages)
        return self._views

    @property
    def library(self) -> Library:
        """All entries together."""
        return self.views.library

    def offers_on(self, docname: str) -> tuple[Offer, ...]:
        """The PDFs that a page leads to: its own, and all packs where they are listed."""
        offers = self.offers.get(docname, ())
        if any(listing.kind is ListingKind.PACKS for listing in self.entries[docname].listings):
            packs = (f"packs/{pack.name}" for pack in self.registers.packs)
            offers += tuple(offer for name in packs for offer in self.offers.get(name, ()))
        return offers

    # references ----------------------------------------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Turn a role into a link with the title of what it names, and the state of a policy beside it."""
        origin = self.placement.origin(fromdocname)
        links = cast("Builder", Addresses(builder, self.placement)) if self.placement.prefix else builder
        if typ == "page":
            return self._page_link(origin, links, target, node, contnode)
        face = self.library.face(typ, target)
        if face is None:
            return None
        text = contnode.astext() if node.get("refexplicit") else face.title
        # A wrapper of link and state; Sphinx only puts it in the place of the pending reference.
        return cast("nodes.reference", linked(face, links, origin, text))

    def _page_link(
        self, fromdocname: str, builder: Builder, target: str, node: pending_xref, contnode: Element
    ) -> nodes.reference | None:
        entry = self.entries.get(target)
        if entry is None:
            return None
        place = node["refplace"]
        content = contnode if node["refexplicit"] else nodes.Text(entry.title)
        return make_refnode(builder, fromdocname, target, place, content)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Find a target whatever its type, for the ``any`` role."""
        if self.placement.own(fromdocname) is None:
            return []  # what `any` finds on pages of a host must not depend on us
        found = []
        for typ in ROLE_NAMES:
            resolved = self.resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
            if resolved is not None:
                found.append((f"briefings:{typ}", resolved))
        return found

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Everything that has an address, for ``objects.inv``."""
        library, place = self.library, self.placement.in_project
        for kind in Kind:
            if kind is not Kind.PAGE:
                for entry in library.of_kind(kind):
                    yield entry.slug, entry.title, kind.value, place(entry.docname), "", 1
        for entry in library.entries.values():
            for heading in entry.headings[1:]:
                yield f"{entry.docname}#{heading.id}", heading.text, "heading", place(entry.docname), heading.id, -1
            for one in former_addresses(entry):
                yield from self._former_object(entry, one.was)
        for item in library.items:
            title = library.title_of("item", item.key)
            yield item.key, title, "item", place(item.entry.docname), item.item.id, -1
        for found in library.recommendations:
            title = f"Recommendation {found.recommendation.id}"
            yield found.key, title, "recommendation", place(found.entry.docname), found.recommendation.anchor, -1

    def _former_object(self, entry: DocEntry, was: str) -> Iterator[tuple[str, str, str, str, str, int]]:
        """An address that an item or a heading had before, which is published as long as it leads somewhere."""
        docname = self.placement.in_project(entry.docname)
        now = self.library.item_of_key.get(self.library.current(f"{entry.slug}/{was}"))
        if now:
            title = self.library.title_of("item", now.key)
            yield f"{entry.slug}/{was}", title, "item", docname, was, -1
        else:
            yield f"{entry.docname}#{was}", words_of(was), "heading", docname, was, -1


def has_rest_pages(builder: Builder) -> bool:
    """Whether a builder writes pages for the rest of long lists; the others, and a guest, show lists whole."""
    return builder.name in ("html", "dirhtml") and is_site(builder.config)


def domain_of(env: BuildEnvironment) -> BriefingsDomain:
    """The domain of an environment."""
    return cast("BriefingsDomain", env.domains["briefings"])


def linked(face: Face, builder: Builder, fromdocname: str, text: str = "") -> nodes.inline:
    """A name as a link with its states beside it.

    Returns::

        <inline classes="mention"> <reference> … </reference> <state_mark classes="state state-superseded"> …
    """
    content = [named(face, builder, fromdocname, text)]
    for state in face.states:
        mark = state_mark.of("state", state.name, state.words)
        if state.docname:
            mark += nodes.Text(" ")
            mark += _link(builder, fromdocname, state.docname, "", state.title)
        content += [nodes.Text(" "), mark]
    return element(nodes.inline, content, ["mention"])


def named(face: Face, builder: Builder, fromdocname: str, text: str = "") -> nodes.Node:
    """A name as a link, or as plain text when it has no page."""
    words = text or face.title
    return _link(builder, fromdocname, face.docname, face.anchor, words) if face.docname else nodes.Text(words)


def _link(builder: Builder, fromdocname: str, docname: str, anchor: str, words: str) -> nodes.reference:
    """As `make_refnode` of Sphinx."""
    if anchor and docname == fromdocname:
        target = {"refid": anchor}
    else:
        address = builder.get_relative_uri(fromdocname, docname)
        target = {"refuri": f"{address}#{anchor}" if anchor else address}
    return element(nodes.reference, [nodes.Text(words)], internal=True, **target)
