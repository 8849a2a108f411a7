"""From a document as it was read to blocks of a sheet.

The document still holds places for listings and references by name: both are filled here from the page's view, as
HTML does it, so print needs no second pass over the document and no builder's nodes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from docutils import nodes
from sphinx import addnodes

from briefings.model.item_addresses import labels_of
from briefings.model.mistakes import MOST_COLUMNS, too_many_columns
from briefings.model.vocabulary import BlockKind, ListingKind
from briefings.nodes import derived_place, listing_place
from briefings.outputs.pdf.procedures import TITLE, procedure_blocks
from briefings.outputs.pdf.rows import beside, listing_blocks, with_origins
from briefings.outputs.pdf.shapes import ROOM, Block, Blocks, Inlines, heading, joined, link, web_link, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefings.model.entry import DocEntry, Listing
    from briefings.model.faces import Face
    from briefings.model.library import Library
    from briefings.model.rows import ProcedureRow
    from briefings.model.views import PageView

Address = Callable[[str, str], str]
"""The web address of a page and a place on it, or "" when the site's own address is not known."""
NOT_ON_PAPER: Final = frozenset({"related"})
"""Sections that only lead on to other pages: the address of the page, at the head of the paper, does so too."""
_NOTHING: Final = (nodes.comment, nodes.target, nodes.system_message, nodes.substitution_definition)
_QUIET: Final = ("current", "unknown")
_SAME: Final[dict[type[nodes.Node], str]] = {nodes.emphasis: "em", nodes.strong: "strong"}


class Unprintable(Exception):
    """Something that the design cannot print; says where it stands and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


class Speller:
    """Spells out each abbreviation where it is used first: ``MARAC (multi-agency risk assessment conference)``.

    Args:
        glossary: pairs of term and what it means; used up as the sheet is written.
    """

    def __init__(self, glossary: Iterable[tuple[str, str]]) -> None:
        self._means = dict(glossary)
        terms = sorted(map(re.escape, self._means), key=len, reverse=True)
        self._pattern = re.compile(r"\b(" + "|".join(terms) + r")(s?)\b") if terms else None

    def __call__(self, text: str) -> str:
        """The text with what it uses first spelled out."""
        if not self._means or self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._spelled(text, found), text)

    def _spelled(self, text: str, found: re.Match[str]) -> str:
        term, many = found[1], found[2]
        means = self._means.pop(term, "")
        explained = text[found.end() :].startswith(" (") or text[: found.start()].endswith("(")
        return found[0] if explained or not means else f"{found[0]} ({means}{many})"


@dataclass(slots=True)
class Scribe:
    """Writes one page.

    Attributes:
        library: names what is mentioned.
        view: what the page shows of the rest of the site.
        entry: the page itself.
        address: makes web addresses.
        spell: spells out abbreviations.
        picture: says where the typesetter finds a picture.
        deeper: by how many levels headings stand lower than on the page; 1 in a pack.
        leaves_evidence: whether what was done about recommendations is left to a sheet of their own.
        procedures: those that apply, for a briefing.
        linked: the addresses that names lead to already.
    """

    library: Library
    view: PageView
    entry: DocEntry
    address: Address
    spell: Speller
    picture: Callable[[str], str]
    deeper: int = 0
    leaves_evidence: bool = False
    procedures: Sequence[ProcedureRow] = ()
    linked: set[str] = field(default_factory=set)
    _labels: dict[str, dict[str, str]] = field(default_factory=dict)
    _tables: int = 0

    # mentions ------------------------------------------------------------------------------------------------

    def face(self, face: Face, text: str = "", *, in_text: bool = False, listed: bool = False) -> Inlines:
        """A name with its states beside it.

        Args:
            face: what is named.
            text: what to say instead of its name.
            in_text: within a sentence; only states that warn are told there.
            listed: a link even if it was one before.
        """
        said: Inlines = [self.spell(text or face.title)] if text or face.title else []
        made = self._named(face.docname, face.anchor, said, again=listed) if face.docname and said else said
        for state in face.states:
            if in_text and state.name in _QUIET:
                continue
            words: Inlines = [state.words]
            if state.title:
                words += [" ", *self._named(state.docname, "", [state.title], again=listed)]
            made = [*made, *([" "] if made else []), {"t": "state", "state": state.name, "c": words}]
        return made

    def label(self, docname: str, anchor: str) -> str:
        """What an item is called on paper."""
        if docname not in self._labels:
            self._labels[docname] = labels_of(self.library.entries[docname].items)
        return self._labels[docname].get(anchor, anchor)

    def listed(self, face: Face) -> Inlines:
        """A name where people look for it, in a list or a fact."""
        return self.face(face, listed=True)

    def _named(self, docname: str, anchor: str, said: Inlines, *, again: bool) -> Inlines:
        """A name as a link where it stands first: a sheet that says it ten times is no easier to use with ten links."""
        url = self.address(docname, anchor)
        if url in self.linked and not again:
            return said
        self.linked.add(url)
        return link(url, said)

    # documents -----------------------------------------------------------------------------------------------

    def document(self, document: nodes.document) -> Blocks:
        """The body of a page, without its title.

        Raises:
            Unprintable: when something stands on it that the design does not know.
        """
        page = next(document.findall(nodes.section), None)
        if page is None:
            return []
        body = [child for child in page.children if not isinstance(child, nodes.title)]
        return self._blocks(body, 2 + self.deeper)

    def _blocks(self, children: Iterable[nodes.Node], level: int) -> Blocks:
        return [block for child in children for block in self._block(child, level)]

    def _block(self, node: nodes.Node, level: int) -> Blocks:
        match node:
            case nodes.section():
                return self._section(node, level)
            case nodes.paragraph(children=[nodes.image() as picture]):
                return [self._figure(picture)]
            case nodes.paragraph():
                return [wrap("p", *self._inlines(node))]
            case nodes.bullet_list():
                return [{"t": "ul", "c": self._items(node, level)}]
            case nodes.enumerated_list():
                return [{"t": "ol", "start": node.get("start", 1), "c": self._items(node, level)}]
            case nodes.definition_list():
                return [{"t": "dl", "c": [self._definition(item, level) for item in node.children]}]
            case nodes.block_quote() | nodes.note():
                return [{"t": "quote", "c": self._blocks(node.children, level)}]
            case nodes.literal_block():
                return [{"t": "code", "s": node.astext()}]
            case nodes.transition():
                return [{"t": "hr"}]
            case nodes.table():
                return [self._table(node, level)]
            case nodes.figure() | nodes.image():
                return [self._figure(node)]
            case nodes.container() | addnodes.start_of_file():
                return self._blocks(node.children, level)
            case listing_place():
                return listing_blocks(self, self.view.listings[node["number"]], level)
            case derived_place():
                return self._derived(level)
            case _ if isinstance(node, _NOTHING):
                return []
        raise Unprintable(_line(node), f"print does not know '{type(node).__name__}'; write this part more simply")

    def _section(self, node: nodes.section, level: int) -> Blocks:
        if "block" in node["classes"]:
            return [self._own_block(node, level)]
        title = node[0]
        assert isinstance(title, nodes.title)
        # Not spelled out: a heading with brackets is hard to read, and HTML leaves it too.
        made = [heading(level, self._inlines(title, spell=False))]
        inside = self._blocks(node.children[1:], level + 1)
        return made + _without_echo(inside, title.astext())

    def _own_block(self, node: nodes.section, level: int) -> Block:
        kind = node["classes"][1].removeprefix("block-")
        title = node[0]
        assert isinstance(title, nodes.title)
        block: Block = {"t": "block", "kind": kind, "level": level, "title": [title.astext()], "note": []}
        if kind == BlockKind.CASE:
            return block | {"c": self._blocks(node.children[1:], level + 1)}
        items = [item for child in node.children[1:] for item in child.children if isinstance(item, nodes.list_item)]
        origins = {item.id: block.origin for block, item in self.entry.items}
        audiences, returns = dict(self.view.audiences), dict(self.view.returns)
        made = []
        for item in items:
            anchor = item["ids"][0]
            about = [["For ", *joined(self.face(face) for face in audiences[anchor])]] if anchor in audiences else []
            made.append(self._own_item(item, [*about, *beside(self, returns.get(anchor, ()))]))
        note, made = with_origins(made, [origins[item["ids"][0]] for item in items])
        return block | {"note": note, "items": made}

    def _own_item(self, item: nodes.list_item, about: list[Inlines]) -> dict[str, Any]:
        said: Inlines = []
        for child in item.children:
            if isinstance(child, nodes.paragraph):
                said += self._inlines(child)
        return {"id": self.label(self.entry.docname, item["ids"][0]), "c": said, "about": joined(about, " · ")}

    def _derived(self, level: int) -> Blocks:
        made: Blocks = []
        for section in self.view.sections:
            if section.listing.name in NOT_ON_PAPER:
                continue
            if section.listing.kind is ListingKind.POLICY_NAMES and (applies := self._applies(section.listing)):
                made += [heading(level, [TITLE]), *applies]
                continue
            made.append(heading(level, [section.title]))
            made += _without_echo(listing_blocks(self, section, level + 1), section.title)
        return made

    def _applies(self, listing: Listing) -> Blocks:
        """The procedures of a briefing, in place of the names of all policies behind it."""
        return procedure_blocks(self, self.procedures, self.entry.docname, listing.name)

    def _items(self, node: nodes.Element, level: int) -> list[Blocks]:
        return [self._tight(item, level) for item in node.children if isinstance(item, nodes.list_item)]

    def _tight(self, holder: nodes.Element, level: int) -> Blocks:
        """The content of an item or cell; a first paragraph is plain text there, so that lists stay close."""
        blocks = self._blocks(holder.children, level)
        if blocks and blocks[0]["t"] == "p":
            blocks[0]["t"] = "text"
        return [block for block in blocks if block.get("c") != []]  # an empty cell is room to write

    def _definition(self, item: nodes.Node, level: int) -> list[Any]:
        assert isinstance(item, nodes.Element)
        term: Inlines = []
        meaning: Blocks = []
        for child in item.children:
            if isinstance(child, nodes.term):
                term += self._inlines(child)
            elif isinstance(child, nodes.definition):
                meaning += self._tight(child, level)
        return [term, meaning]

    def _figure(self, node: nodes.Element) -> Block:
        image = node if isinstance(node, nodes.image) else next(node.findall(nodes.image))
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        return {
            "t": "figure",
            "src": self.picture(image["uri"]),
            "alt": " ".join(image.get("alt", "").split()),
            "caption": self._inlines(caption) if caption is not None else None,
        }

    def _table(self, node: nodes.table, level: int) -> Block:
        group = next(node.findall(nodes.tgroup))
        caption = next((child for child in node.children if isinstance(child, nodes.title)), None)
        specs = list(group.findall(nodes.colspec))
        if len(specs) > MOST_COLUMNS:
            raise Unprintable(_line(node), too_many_columns(len(specs)))
        self._tables += 1
        head = next(iter(group.findall(nodes.thead)), None)
        body = next(iter(group.findall(nodes.tbody)), None)
        return {
            "t": "table",
            "id": f"table-{self.entry.slug}-{self._tables}",
            "head": self._rows(head, level)[0] if head is not None else [[] for _ in specs],
            "rows": self._rows(body, level) if body is not None else [],
            "widths": _widths(group, len(specs)),
            "stub": 0,
            "caption": self._inlines(caption) if caption is not None else None,
            "room": ROOM,
        }

    def _rows(self, part: nodes.Element, level: int) -> list[list[Blocks]]:
        return [
            [self._tight(entry, level) for entry in row.children if isinstance(entry, nodes.entry)]
            for row in part.findall(nodes.row)
        ]

    # text ----------------------------------------------------------------------------------------------------

    def _inlines(self, node: nodes.Element, *, spell: bool = True) -> Inlines:
        return [one for child in node.children for one in self._inline(child, spell=spell)]

    def _inline(self, node: nodes.Node, *, spell: bool) -> Inlines:
        match node:
            case nodes.Text():
                text = node.astext().replace("\n", " ")
                return [self.spell(text) if spell else text]
            case nodes.emphasis() | nodes.strong():
                return [wrap(_SAME[type(node)], *self._inlines(node, spell=spell))]
            case nodes.literal():
                return [{"t": "code", "s": node.astext()}]
            case addnodes.pending_xref():
                return self._reference(node)
            case nodes.reference():
                return self._link(node, spell=spell)
            case nodes.image():
                raise Unprintable(_line(node), "a picture stands inside a sentence; give it a paragraph of its own")
            case nodes.raw():  # a line break, as MyST writes it for HTML and again for LaTeX
                return [{"t": "br"}] if node["format"] == "html" else []
            case nodes.inline() | nodes.abbreviation():
                return self._inlines(node, spell=spell)
            case _ if isinstance(node, _NOTHING):
                return []
        raise Unprintable(_line(node), f"print does not know '{type(node).__name__}'; write this part more simply")

    def _reference(self, node: addnodes.pending_xref) -> Inlines:
        text = node.astext() if node.get("refexplicit") else ""
        if node["reftype"] == "page":
            entry = self.library.entries.get(node["reftarget"])
            said = text or (entry.title if entry else node["reftarget"])
            return link(self.address(node["reftarget"], node["refplace"]), [self.spell(said)])
        face = self.library.face(node["reftype"], node["reftarget"])
        return self.face(face, text, in_text=True) if face else [self.spell(node.astext())]

    def _link(self, node: nodes.reference, *, spell: bool) -> Inlines:
        """A link; on paper its address stands after its text."""
        said = self._inlines(node, spell=spell)
        if "refuri" not in node:
            return link(self.address(self.entry.docname, node["refid"]), said)
        return web_link(node["refuri"], said)


def _without_echo(blocks: Blocks, heading: str) -> Blocks:
    """Blocks below a heading; the first does not say again what the heading says."""
    if blocks and blocks[0]["t"] == "block" and blocks[0]["title"] == [heading]:
        blocks[0]["title"] = []
    return blocks


@functools.lru_cache(maxsize=8192)
def absolute(base: str, page: str) -> str:
    """The web address of a page of the site."""
    return urljoin(base if base.endswith("/") else f"{base}/", page)


def _widths(group: nodes.Element, columns: int) -> list[int]:
    """How wide columns are, by their longest text; the widest is at most six times the narrowest."""
    longest = [8] * columns
    for row in group.findall(nodes.row):
        for number, entry in enumerate(row.children[:columns]):
            words = entry.astext().split()
            length = max(len(entry.astext()) // 3, *(len(word) for word in words)) if words else 0
            longest[number] = max(longest[number], length)
    narrowest = min(longest)
    return [min(length, narrowest * 6) for length in longest]


def _line(node: nodes.Node) -> int:
    here: nodes.Node | None = node
    while here is not None:
        if line := getattr(here, "line", None):
            return int(line)
        here = here.parent
    return 1
