"""Which of Sphinx's changes to the tree of a page our pages can do without.

Sphinx walks through each page some forty times to look for things that could stand there. Most of them cannot stand in
a page of ours: what `model.markup` allows has no footnotes, glossaries, indices, code with tests in it or comments for
translators. For a site of HTML, those walks are left out; all other builders walk as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx import transforms, versioning
from sphinx.builders.latex.transforms import (
    CitationReferenceTransform,
    FootnoteDocnameUpdater,
    MathReferenceTransform,
    SubstitutionDefinitionsRemover,
)
from sphinx.domains import c, citation, cpp
from sphinx.transforms import compact_bullet_list, i18n, post_transforms
from sphinx.transforms.post_transforms import code

from briefings.builder import SiteBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FIND_NOTHING: Final = frozenset(
    {
        # translations: a site is written in the language of its partnership
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
