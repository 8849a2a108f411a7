"""Problems that only show when all pages are seen together: mentions of what does not exist, and loops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefings.model.attributes import WORD
from briefings.model.former import check_former, former_slugs, no_such_item
from briefings.model.item_addresses import nearest
from briefings.model.places import page_target
from briefings.model.problems import Code, Problem, did_you_mean, lists_all, shown
from briefings.model.refused import RefusedPage
from briefings.model.returns import RECURS, check_returns
from briefings.model.schema import FORMER_NOW, FORMER_SLUG, FORMER_WAS, Agency, Briefing, Policy, Theme
from briefings.model.statuses import COLOURS, is_printed, proposed_line
from briefings.model.vocabulary import PICTURE, PLACE, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefings.model.entry import DocEntry, Reference
    from briefings.model.library import Library

OF_BRIEFINGS: Final = ("briefing", "item", "recommendation", "audit")
"""What may be there, and not be public."""
KINDS_RENAMED = (Kind.BRIEFING, Kind.THEME, Kind.POLICY, Kind.AGENCY)
"""The kinds of page that may have had another slug."""
_LOOKED_AT_ELSEWHERE: Final = frozenset({"status", RECURS, PICTURE, PLACE, FORMER_WAS, FORMER_NOW, FORMER_SLUG})
"""See `_unknown_statuses`, `returns`, `picture_files`, `places` and `former`."""
_CODES = {
    "theme": Code.UNKNOWN_THEME,
    "policy": Code.UNKNOWN_POLICY,
    "agency": Code.UNKNOWN_AGENCY,
    "partnership": Code.UNKNOWN_PARTNERSHIP,
    "briefing": Code.UNKNOWN_BRIEFING,
    "item": Code.UNKNOWN_ITEM,
    "recommendation": Code.UNKNOWN_RECOMMENDATION,
    "audit": Code.UNKNOWN_AUDIT,
    "owner": Code.UNKNOWN_OWNER,
}


def check_library(library: Library, content: str = "content") -> Iterator[Problem]:
    """Every problem between pages.

    Args:
        library: all pages that were read without an error.
        content: the name of the content folder, for messages.
    """
    known = _Known(library)
    for page in library.pages:
        path = f"{content}/{page.docname}.md"
        here = {item.id for _, item in page.items}
        for reference in page.references:
            if not _stands(reference, page.slug, here, library):
                yield from _check_reference(reference, page, known, path)
    for entry in library.entries.values():
        yield from _unknown_statuses(entry, library, content)
    yield from check_returns(library, content)
    yield from _loops(library, content)
    yield from check_former(library, content)
    yield from _former_slugs(library, content)
    yield from _shared_slugs(library, content)


class _Known:
    """The names that exist, for the check and for "did you mean"; each set is made once, when first asked for."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._names: dict[str, Iterable[str]] = {}

    def names(self, what: str) -> Iterable[str]:
        if what not in self._names:
            self._names[what] = self._find(what)
        return self._names[what]

    def renamed(self, what: str, slug: str) -> str:
        """The end of a sentence that names the new slug of what was renamed, or nothing."""
        if what not in set(Kind):
            return ""
        new = next((one.slug for one in self.library.of_kind(Kind(what)) if slug in former_slugs(one)), "")
        return f"; it was renamed, write '{new}'" if new else ""

    def _find(self, what: str) -> Iterable[str]:
        library = self.library
        if what == "item":
            return library.item_of_key
        if what == "recommendation":
            return library.recommendation_of_key
        if what == "audit":
            return library.audit_of_key
        if what == "owner":
            return {*self.names("agency"), *self.names("partnership")}
        return {entry.slug for entry in library.of_kind(Kind(what))}


def _stands(reference: Reference, home: str, here: set[str], library: Library) -> bool:
    """Whether it is soon seen that a mention is right: nearly all are, and a large site has a hundred thousand."""
    what, target = reference.what, reference.target
    if what == "item-of-page":
        return target in here or library.current(f"{home}/{target}") in library.item_of_key
    if what == WORD:
        return library.face("theme", target) is not None
    if what in _LOOKED_AT_ELSEWHERE:
        return True
    return what not in ("page", "audit-of-page") and library.face(what, target) is not None


def _check_reference(
    reference: Reference, entry: DocEntry | RefusedPage, known: _Known, path: str
) -> Iterator[Problem]:
    what, target, line = reference.what, reference.target, reference.line
    if what == "page":
        docname = page_target(entry.docname, target)
        if docname not in known.library.entries and docname not in known.library.refused:
            folder = entry.docname[: -len(entry.slug)]
            pages = [f"{name.removeprefix(folder)}.md" for name in known.library.entries if name.startswith(folder)]
            hint = did_you_mean(target, pages) or "; correct its name, or use a role such as {policy}`slug`"
            message = f"there is no page '{shown(target)}' in this folder or below it{hint}"
            yield Problem(path, line, Code.UNKNOWN_PAGE, message)
    elif what == "audit-of-page":
        audits = _audits_of(entry)
        if target not in audits:
            hint = did_you_mean(target, audits) or "; add it to 'audits:' or correct the name"
            yield Problem(path, line, Code.UNKNOWN_AUDIT, f"this briefing has no audit '{shown(target)}'{hint}")
    elif what == "item-of-page":
        instead = nearest(target, entry.items) if isinstance(entry, RefusedPage) else no_such_item(target, entry)
        message = f"this briefing has no item '{shown(target)}'; {instead}"
        yield Problem(path, line, Code.UNKNOWN_ITEM, message)
    elif known.library.is_refused("theme" if what == WORD else what, target):
        return
    elif what == WORD:
        hint = known.renamed("theme", target) or known.renamed("agency", target)
        near = did_you_mean(target, {*known.names("theme"), *known.names("agency")})
        message = f"there is no theme or agency '{shown(target)}'{hint or _with_list(near, 'theme', 'agency')}"
        yield Problem(path, line, Code.UNKNOWN_THEME, message)
    elif what == "item" and (home := known.library.find(Kind.BRIEFING, target.partition("/")[0])):
        message = f"item '{shown(target)}' does not exist; {no_such_item(target.partition('/')[2], home, home.slug)}"
        yield Problem(path, line, Code.UNKNOWN_ITEM, message)
    else:
        renamed = known.renamed(what, target)
        near = did_you_mean(target, known.names(what))
        hint = renamed or _with_list(near, *(("agency", "partnership") if what == "owner" else (what,)))
        missing = "does not exist"
        if what in OF_BRIEFINGS and not renamed:
            missing += " or is not public yet"
        yield Problem(path, line, _CODES[what], f"{what} '{shown(target)}' {missing}{hint}")


def _with_list(near: str, *kinds: str) -> str:
    """What to do about a name that is not there: the nearest one, and the command that lists all."""
    all_of = lists_all(*kinds)
    advice = near or "; add it or use one that exists"
    return f"{advice} ({all_of})" if all_of else advice


def _audits_of(page: DocEntry | RefusedPage) -> tuple[str, ...]:
    """The ids of the audits of a page."""
    if isinstance(page, RefusedPage):
        return page.audits
    return tuple(audit.id for audit in page.record.audits) if isinstance(page.record, Briefing) else ()


def _unknown_statuses(entry: DocEntry, library: Library, content: str) -> Iterator[Problem]:
    """Printed words for the status of a recommendation that the scale of its partnership does not explain."""
    if not isinstance(entry.record, Briefing):
        return
    slug = entry.record.partnership
    scale, partnership = library.scale(slug), library.find(Kind.PARTNERSHIP, slug)
    printed = {
        (one.anchor, update.status)
        for one in entry.record.recommendations
        for update in one.updates
        if is_printed(update) and update.status.casefold() not in scale
    }
    if not printed or partnership is None:
        return
    for reference in entry.references:
        if reference.what == "status" and (reference.place, reference.target) in printed:
            word = shown(reference.target)
            hint = did_you_mean(reference.target, [*(one.printed for one in scale.values()), Status.NOT_RATED])
            place = f"'status_scale:' of {content}/{partnership.docname}.md"
            others = ", with a line for each other word that it prints" if scale is COLOURS else ""
            message = (
                f"the status '{word}' is not in the scale of {slug}; if the report prints it, "
                f"add '{proposed_line(word)}' to {place}{others}{hint}"
            )
            yield Problem(f"{content}/{entry.docname}.md", reference.line, Code.UNKNOWN_STATUS, message)


def _former_slugs(library: Library, content: str) -> Iterator[Problem]:
    """An address that a page had before cannot be that of another page, or of two."""
    seen: dict[tuple[Kind, str], str] = {}
    for kind in KINDS_RENAMED:
        for entry in library.of_kind(kind):
            for slug in former_slugs(entry):
                taken = seen.setdefault((kind, slug), entry.slug) if library.find(kind, slug) is None else slug
                if taken != entry.slug or taken == slug:
                    line = next(
                        (one.line for one in entry.references if (one.what, one.target) == (FORMER_SLUG, slug)), 0
                    )
                    what = "this page" if taken == slug == entry.slug else f"'{taken}'"
                    message = f"'{slug}' in 'former_slugs' is the address of {what}; delete it here or there"
                    yield Problem(f"{content}/{entry.docname}.md", line, Code.NAME_COLLISION, message)


def _shared_slugs(library: Library, content: str) -> Iterator[Problem]:
    """Attributes name themes and agencies alike (``.gps``), so no slug may be both."""
    for entry in library.of_kind(Kind.AGENCY):
        if library.find(Kind.THEME, entry.slug) is not None:
            message = f"'{entry.slug}' is a theme and an agency, so '.{entry.slug}' could mean both; rename one of them"
            yield Problem(f"{content}/{entry.docname}.md", 0, Code.NAME_COLLISION, message)


def _loops(library: Library, content: str) -> Iterator[Problem]:
    def parent(entry: DocEntry) -> tuple[str, ...]:
        return (entry.record.parent,) if isinstance(entry.record, Theme) and entry.record.parent else ()

    def part_of(entry: DocEntry) -> tuple[str, ...]:
        return (entry.record.part_of,) if isinstance(entry.record, Agency) and entry.record.part_of else ()

    def superseded_by(entry: DocEntry) -> tuple[str, ...]:
        return (entry.record.superseded_by,) if isinstance(entry.record, Policy) and entry.record.superseded_by else ()

    def under(entry: DocEntry) -> tuple[str, ...]:
        return (entry.record.under,) if isinstance(entry.record, Policy) and entry.record.under else ()

    for kind, key, following in (
        (Kind.THEME, "parent", parent),
        (Kind.AGENCY, "part_of", part_of),
        (Kind.POLICY, "superseded_by", superseded_by),
        (Kind.POLICY, "under", under),
    ):
        graph = {entry.slug: following(entry) for entry in library.of_kind(kind)}
        for slug in _in_loop(graph):
            entry = library.find(kind, slug)
            assert entry is not None
            line = next((one.line for one in entry.references if one.target == graph[slug][0]), 0)
            message = f"'{key}' leads from '{slug}' back to itself; {_way_out_of_loop(key, slug, graph)}"
            yield Problem(f"{content}/{entry.docname}.md", line, Code.LOOP, message)
    audits = {found.key: found.audit.follows for found in library.audits}
    for key in _in_loop(audits):
        found = library.audit_of_key[key]
        line = next(
            (one.line for one in found.entry.references if one.what == "audit" and one.target in audits[key]),
            0,
        )
        yield Problem(
            f"{content}/{found.entry.docname}.md",
            line,
            Code.LOOP,
            f"audit '{found.audit.id}' follows itself, directly or through others; correct 'follows:'",
        )


def _way_out_of_loop(key: str, slug: str, graph: dict[str, tuple[str, ...]]) -> str:
    """What to do about a loop: an entry that names itself needs no other page to be corrected."""
    if key != "superseded_by" or graph[slug] != (slug,):
        return "correct one of the pages on the way"
    return "name what replaced it, or delete the line and write 'status: current' or 'status: unknown'"


def _in_loop(graph: dict[str, tuple[str, ...]]) -> list[str]:
    """The names from which a way leads back to themselves."""
    return [start for start in sorted(graph) if _reaches(start, graph.get)]


def _reaches(start: str, following: Callable[[str], tuple[str, ...] | None]) -> bool:
    seen: set[str] = set()
    todo = list(following(start) or ())
    while todo:
        here = todo.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            todo += following(here) or ()
    return False
