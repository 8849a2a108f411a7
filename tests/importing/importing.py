"""Import a text in a test, and look at the draft as the site would read it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from briefings.importing.importer import Imported, import_document
from briefings.importing.terms import Terms
from briefings.model.attribute_rules import without_attributes
from briefings.model.body import read_body
from briefings.model.frontmatter import split
from briefings.model.page import read_page
from briefings.model.problems import Code, errors_in
from briefings.model.vocabulary import Kind

AS_OF = date(2026, 11, 21)
TERMS = Terms(
    themes={
        "core-groups": ("Core groups", "core group meetings"),
        "domestic-abuse": ("Domestic abuse", "DA", "MARAC"),
        "information-sharing": ("Sharing information", "info sharing"),
        "neglect": ("Neglect", "childhood neglect"),
        "strategy-meetings": ("Strategy meetings", "strategy discussion"),
        "training": ("Training",),
        "voice-of-the-child": ("Voice of the child", "lived experience"),
    },
    agencies={
        "childrens-social-care": ("Children's social care", "children's services", "CSC"),
        "gps": ("GPs", "general practice", "GP"),
        "police": ("Police",),
        "schools": ("Schools", "education"),
    },
    partnerships={
        "alder": ("Aldershire", "Alder", "Aldershire Safeguarding Children Board", "ASCB"),
        "birch": ("Birchdale", "Birchdale Safeguarding Partnership", "BSP"),
    },
    titles={"alder": "Aldershire partnership", "birch": "Birchdale partnership"},
)


@dataclass(frozen=True)
class Read:
    """An imported draft, its front matter as data, and its body."""

    imported: Imported
    data: dict
    body: str

    @property
    def text(self) -> str:
        return self.imported.text

    @property
    def said(self) -> str:
        return str(self.imported.report)

    @property
    def outline(self) -> list[str]:
        """Headings and blocks of the body, in order."""
        return re.findall(r"(?m)^(?:#+ .*|:::\{.*)$", self.body)

    @property
    def blocks(self) -> list[tuple[str, str, list[str]]]:
        """Kind, audit and items of each block; bullets from another audit count as a block of their own."""
        lines = self.body.split("\n")
        themes = {one["id"]: tuple(one.get("themes", ())) for one in self.data.get("audits", ())}
        body, _ = read_body(self.body, kind=Kind.BRIEFING, path="draft", agencies=TERMS.agencies.keys(), audits=themes)
        found: list[tuple[str, str, list[str]]] = []
        numbers: list[int] = []
        for block in body.blocks:
            items = [without_attributes(lines[item.line - 1]).removeprefix("- ") for item in block.items]
            if numbers and numbers[-1] == block.number and found[-1][1] == (block.audit or ""):
                found[-1][2].extend(items)
            else:
                found.append((block.kind.value, block.audit or "", items))
            numbers.append(block.number)
        return found

    def items(self, kind: str) -> list[str]:
        return [item for one, _, items in self.blocks if one == kind for item in items]


def imported(source: str | bytes, name: str = "report.txt", terms: Terms = TERMS) -> Read:
    """Import, and hold every promise that goes for any document: it can be read, and no sentence is lost."""
    data = source.encode() if isinstance(source, str) else source
    found = import_document(data, name, terms=terms, as_of=AS_OF)
    front, problems = split(found.text, path="draft", required=True)
    assert not problems, problems
    page = read_page(found.text.encode(), docname=f"drafts/{found.slug}", path="draft")
    wrong = [str(one) for one in errors_in(page.problems) if one.code is not Code.HINT_LEFT]
    assert not wrong, wrong
    assert found.report.left_out or found.report.done
    body = (front.body or "").strip("\n")
    return Read(found, front.data, body)


def words(text: str) -> list[str]:
    """The words of a text, worked out in another way than the import does."""
    return re.findall(r"[^\W_]+", text.lower())


def lost_words(source: str, read: Read) -> Counter[str]:
    """The words that stand more often in the source than in the draft and the leftovers together."""
    kept = Counter(words(f"{read.text} {' '.join(text for _, text in read.imported.report.left_out)}"))
    return Counter(words(source)) - kept


def lost_sentences(source: str, read: Read) -> list[str]:
    """The sentences of the source that do not stand, word for word, in the draft or in the leftovers."""
    places = [
        f" {' '.join(words(text))} " for text in (read.text, *(text for _, text in read.imported.report.left_out))
    ]
    pieces = re.split(r"[\n\t]|(?<=[.?!])\s", source)
    sought = [" ".join(words(piece)) for piece in pieces]
    return [piece for piece in sought if piece and not any(f" {piece} " in place for place in places)]
