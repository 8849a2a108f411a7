"""What Sphinx does to the tree of each page that our pages can do without.

Sphinx walks through each page some forty times to look for things that could stand there. Most of them cannot stand in
a page of ours: what `model.markup` allows has no footnotes, glossaries, indices, code with tests in it or comments for
translators. For a site of HTML, those walks are left out; all other builders walk as ever.

And it notes all headings, for a table of contents over all pages, which no site of ours has: that was a third of what
is stored, and read again for every build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import transforms, versioning
from sphinx.builders.latex.transforms import (
    CitationReferenceTransform,
    FootnoteDocnameUpdater,
    MathReferenceTransform,
    SubstitutionDefinitionsRemover,
)
from sphinx.domains import c, citation, cpp
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.transforms import compact_bullet_list, i18n, post_transforms
from sphinx.transforms.post_transforms import code

from briefings.builder import SiteBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FIND_NOTHING: Final = frozenset(
    {
        # translations: a site is written in the language of its partnership
        transforms.ApplySourceWorkaround,
        transforms.ExtraTranslatableNodes,
        i18n.PreserveTranslatableMessages,
        i18n.TranslationProgressTotaliser,
        i18n.AddTranslationClasses,
        i18n.RemoveTranslatableInline,
        versioning.UIDTransform,
        # what only reStructuredText or other domains can write
        transforms.MoveModuleTargets,
        transforms.HandleCodeBlocks,
        transforms.AutoNumbering,
        transforms.AutoIndexUpgrader,
        transforms.ReorderConsecutiveTargetAndIndexNodes,
        transforms.DoctestTransform,
        transforms.GlossarySorter,
        compact_bullet_list.RefOnlyBulletListTransform,
        citation.CitationDefinitionTransform,
        citation.CitationReferenceTransform,
        c.AliasTransform,
        cpp.AliasTransform,
        post_transforms.OnlyNodeTransform,
        post_transforms.PropagateDescDomain,
        post_transforms.SigElementFallbackTransform,
        code.HighlightLanguageTransform,
        code.TrimDoctestFlagsTransform,
        # footnotes, citations, formulas and substitutions, on their way to LaTeX
        FootnoteDocnameUpdater,
        CitationReferenceTransform,
        MathReferenceTransform,
        SubstitutionDefinitionsRemover,
    }
)
"""Transforms that would look through every page in vain."""


def leave_out(app: Sphinx) -> None:
    """Take those that find nothing out of the list of this build."""
    if isinstance(app.builder, SiteBuilder):
        for listed in (app.registry.transforms, app.registry.post_transforms):
            listed[:] = [one for one in listed if one not in FIND_NOTHING]


def note_no_headings(app: Sphinx) -> None:
    """Have an empty table of contents noted for each page that is read."""
    for listener in list(app.events.listeners["doctree-read"]):
        if isinstance(getattr(listener.handler, "__self__", None), TocTreeCollector):
            app.disconnect(listener.id)
    app.connect("doctree-read", _note_no_headings)


def _note_no_headings(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.current_document.docname
    app.env.tocs[docname] = nodes.bullet_list()
    app.env.toc_num_entries[docname] = 0
