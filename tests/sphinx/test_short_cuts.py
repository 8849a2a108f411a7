"""What we do in place of Sphinx or docutils, to be quicker, comes to the same."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from building import SITES, Built, build_site, differences
from docutils import nodes
from docutils.readers.standalone import Reader
from docutils.utils import new_document
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import _get_settings
from sphinx.util.inventory import InventoryFile

from briefings import transforms
from briefings.nodes import element, take_apart
from briefings.reading import ContentParser

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_the_walks_that_are_left_out_would_change_nothing(
    builder: str, full: Built, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With all of Sphinx's transforms, every page has the same bytes."""
    content = SITES / "full" / "content"
    short = full if builder == "html" else build_site(content, tmp_path / "short", builder=builder)
    monkeypatch.setattr(transforms, "FIND_NOTHING", frozenset())
    long = build_site(content, tmp_path / "long", builder=builder)
    assert long.app is not None
    assert transforms.i18n.RemoveTranslatableInline in long.app.registry.transforms
    assert differences(short.files, long.files) == []


def test_only_transforms_are_left_out_and_only_for_our_pages(full: Built, tmp_path: Path) -> None:
    """Each of them is still one of Sphinx's, so that a new Sphinx cannot make the list mean nothing unnoticed."""
    plain = build_site(SITES / "full" / "content", tmp_path / "text", builder="text")
    assert plain.app is not None
    assert full.app is not None
    known = {*plain.app.registry.transforms, *plain.app.registry.post_transforms}
    assert known >= transforms.FIND_NOTHING
    assert all(issubclass(one, SphinxTransform) for one in transforms.FIND_NOTHING)
    assert transforms.FIND_NOTHING.isdisjoint([*full.app.registry.transforms, *full.app.registry.post_transforms])


def test_the_inventory_is_what_sphinx_would_write(full: Built, tmp_path: Path) -> None:
    """``objects.inv``: the same head, and the same lines once it is unpacked."""
    assert full.app is not None
    InventoryFile.dump(tmp_path / "objects.inv", full.app.env, full.app.builder)
    assert _unpacked((full.out / "objects.inv").read_bytes()) == _unpacked((tmp_path / "objects.inv").read_bytes())


def _unpacked(data: bytes) -> tuple[list[bytes], list[bytes]]:
    *head, body = data.split(b"\n", 4)
    return head, zlib.decompress(body).splitlines()


def test_an_element_is_what_docutils_makes() -> None:
    """The same children, parents and attributes, and no list that two elements share."""
    long = nodes.entry("", nodes.paragraph("", "words"), classes=["name"], label="Status")
    short = element(nodes.entry, [nodes.paragraph("", "words")], ["name"], label="Status")
    assert short.pformat() == long.pformat()
    assert short.attributes == long.attributes
    assert vars(short).keys() == vars(long).keys()
    assert short.children[0].parent is short
    other = element(nodes.entry, [])
    assert all(short.attributes[name] is not other.attributes[name] for name in nodes.Element.list_attributes)


def test_pages_share_no_setting_that_one_of_them_could_change() -> None:
    """docutils makes lists anew for each page; those of ours are plain values."""
    one, other = (_get_settings(Reader, ContentParser(), defaults={}, read_config_files=False) for _ in range(2))
    assert one.record_dependencies is not other.record_dependencies
    assert vars(one).keys() == vars(_get_settings(Reader, MystParser(), defaults={}, read_config_files=False)).keys()


def test_a_tree_that_was_taken_apart_is_empty() -> None:
    """Whoever still holds the document finds no page in it, and no broken object."""
    document = new_document("", None)
    document += nodes.section("", nodes.title("", "Words"), ids=["words"])
    document.note_explicit_target(document[0])
    held = document[0][0]
    take_apart(document)
    assert document.astext() == ""
    assert document.pformat()
    assert held.children == []
