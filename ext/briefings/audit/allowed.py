"""What a published page may consist of: an allow-list. What is not on it is a fault, however harmless it looks."""

from __future__ import annotations

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLACED: Final = _words(
    "x y width height rx ry fill stroke stroke-width stroke-linecap stroke-linejoin transform opacity"
)
_SVG: Final = {
    "svg": _PLACED | _words("viewbox xmlns focusable preserveaspectratio"),
    "g": _PLACED,
    "defs": _PLACED,
    "symbol": _PLACED | {"viewbox"},
    "use": _PLACED | {"href"},
    "path": _PLACED | _words("d fill-rule clip-rule"),
    "rect": _PLACED,
    "circle": _PLACED | _words("cx cy r"),
    "ellipse": _PLACED | _words("cx cy"),
    "line": _PLACED | _words("x1 x2 y1 y2"),
    "polyline": _PLACED | {"points"},
    "polygon": _PLACED | {"points"},
    "text": _PLACED | _words("text-anchor dominant-baseline"),
    "tspan": _PLACED | _words("dx dy"),
    "desc": frozenset(),
}
_CELL: Final = _words("colspan rowspan headers")
ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        "html head title body header footer main nav section article aside div span p h1 h2 h3 h4 h5 h6 ul dl dt dd "
        "strong em b i abbr code pre kbd samp mark small sub sup s blockquote figure figcaption summary table caption "
        "thead tbody tfoot tr br hr wbr cite dfn q fieldset legend noscript search template address hgroup".split(),
        frozenset[str](),
    ),
    "a": _words("href rel download hreflang type"),
    "button": _words("type name value disabled"),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "datalist": frozenset(),
    "details": frozenset({"open", "name"}),
    "dialog": frozenset(),
    "form": _words("action method autocomplete novalidate"),
    "img": _words("src alt width height loading decoding"),
    "input": _words(
        "type name value checked disabled required placeholder autocomplete list min max maxlength minlength step "
        "autocapitalize spellcheck enterkeyhint inputmode autocorrect"
    ),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "link": _words("rel href type sizes title hreflang crossorigin as"),
    "meta": _words("name content charset http-equiv property itemprop"),
    "main": _words("itemscope itemtype"),
    "ol": _words("start type reversed"),
    "optgroup": _words("label disabled"),
    "option": _words("value selected disabled"),
    "output": _words("for name"),
    "progress": _words("value max"),
    "script": _words("src type defer async"),
    "select": _words("name required disabled multiple"),
    "td": _CELL,
    "textarea": _words("name rows cols required disabled maxlength placeholder"),
    "th": _CELL | _words("scope abbr"),
    "time": frozenset({"datetime"}),
    **_SVG,
}
"""Every tag that may stand in a page, with the attributes of its own that it may have."""

EVERYWHERE: Final = _words("class id title lang dir role tabindex hidden translate")
"""Attributes that every tag may have, besides ``aria-…`` and ``data-…``."""

FAMILIES: Final = re.compile(r"aria-[a-z]+|data-[a-z0-9-]+", re.ASCII)
VOID: Final = _words("br hr wbr img input link meta col")
SVG_TAGS: Final = frozenset(_SVG) | {"title"}
SVG_SHAPES: Final = _words("path rect circle ellipse line polyline polygon use")

META_NAMES: Final = _words(
    "viewport description theme-color referrer robots color-scheme author generator format-detection"
)
LINK_KINDS: Final = _words(
    "stylesheet icon alternate canonical next prev up search help license modulepreload preload manifest"
)
LINKS_THAT_LOAD: Final = _words("stylesheet icon modulepreload preload manifest")

FILE_TYPES: Final = _words(
    ".html .css .js .mjs .json .csv .xml .ics .inv .txt .svg .png .jpg .jpeg .webp .ico .woff2 .pdf .wasm .pagefind "
    ".pf_fragment .pf_index .pf_meta .pf_filter .webmanifest .xsl"
)
FILE_NAMES: Final = _words("_headers .nojekyll CNAME robots.txt")
MAY_BE_EMPTY: Final = frozenset({".nojekyll"})
SIGNATURES: Final[dict[str, tuple[bytes, ...]]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".woff2": (b"wOF2",),
    ".pdf": (b"%PDF-",),
    ".wasm": (b"\0asm", b"\x1f\x8b"),
}
"""How a file of a type begins; a file that begins otherwise is something else under a false name."""

_PROGRAMS: Final = {
    "pagefind.js": "252d272bd34d483d19a752060f6a065114d15ab12c42d8f905ca565e2768a009",
    "wasm.en.pagefind": "bb16c9e6d3d214d4d05cccca51df7b487b86b3657318da767f6ca9e0a2e7259d",
}
PROGRAMS: Final = {
    f"{folder}/{name}": digest for folder in ("pagefind", "handbook/pagefind") for name, digest in _PROGRAMS.items()
}
"""Programs that Pagefind 1.5.2 writes beside its index, each with its SHA-256: as they are, they say nothing of the
site, though words such as "coverage" stand in them. One that differs is searched like any other file."""

WORDS_OF_TOOLS: Final = (
    "arabic loweralpha upperalpha lowerroman upperroman indicator punctuation highlight default docutils literal "
    "notranslate modindex remainder compressed adobe identity registry ordering proof xmpmeta rdf description creator "
    "creatortool documentid instanceid renditionclass npages pdfuaid pdfversion xmptpg xpacket mpcehihzreszntczkc"
)
"""What Sphinx, docutils, Pygments and Typst write into any site; the last is the mark of every XMP packet."""
