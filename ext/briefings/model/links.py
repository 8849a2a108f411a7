"""Web addresses: which a page, a register or the link ledger may name, and when a link pretends to lead elsewhere.

One grammar for all of content. A host is refused when a reader cannot tell from it whose page opens: numbers, names of
one computer or network, link shorteners and mail filters, letters that look like others.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from briefings.model.problems import shown

_ADDRESS: Final = re.compile(
    r"https?://(?P<host>[\w-]+(?:\.[\w-]+)*)(?::\d{1,5})?(?:[/?#][^\s<>\"`{}|\\^]*)?", re.ASCII | re.IGNORECASE
)
_SHOWN: Final = re.compile(r"(?:https?://(?:[^\s/@?#]*@)?|\b(?=www\.))(?P<host>[\w-]+(?:\.[\w-]+)*)", re.IGNORECASE)
"""An address within the text of a link."""
_BARE: Final = re.compile(r"(?P<host>(?:[\w-]+\.)+(?P<end>[^\W\d_]{2,}))(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
"""A text that is a host without a scheme."""
_FILES: Final = frozenset(
    "md py sh rs pl ps so pdf doc docx xls xlsx ppt pptx csv txt html htm json yaml yml png jpg".split()
)
"""Endings of file names, which a text may be: ``report.pdf``, ``about.md``."""
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
_INSIDE: Final = frozenset("localhost local localdomain internal intranet lan home corp private arpa onion".split())
"""Ends of names that mean something on one computer or in one network only."""
_TO_THIS_COMPUTER: Final = frozenset("localtest.me lvh.me nip.io sslip.io xip.io vcap.me lacolhost.com".split())
"""Public names that lead to the reader's own computer or network."""
_SHORTENERS: Final = frozenset(
    "adf.ly amzn.to b.link bit.do bit.ly bitly.com bl.ink buff.ly clck.ru cutt.ly db.tt dlvr.it fb.me goo.gl "
    "hubs.ly ift.tt is.gd j.mp kutt.it lnkd.in mailchi.mp mcaf.ee ouo.io ow.ly po.st qr.ae qrco.de rb.gy "
    "rebrand.ly rebrandly.com s.id short.gy short.io shorturl.at shrtco.de smarturl.it snip.ly soo.gd t.co t.ly "
    "t2m.io tiny.cc tiny.one tinyurl.com tr.im trib.al u.to urlz.fr v.gd wp.me x.co yourls.org zpr.io".split()
)
_FILTERS: Final = (
    "safelinks.protection.outlook.com",
    "urldefense.com",
    "urldefense.proofpoint.com",
    "urldefense.us",
    "linkprotect.cudasvc.com",
    "protect.mimecast.com",
    "mimecastprotect.com",
    "secure-web.cisco.com",
    "clicktime.symantec.com",
    "url.emailprotection.link",
    "list-manage.com",
)
"""Mail filters and mailing lists put these before an address; some carry who received the mail."""
_EAST_ASIAN: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
_LIKE_LATIN: Final = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address, with nothing in it that could break out of a link."""
    return _ADDRESS.fullmatch(text) is not None


def fault_of_address(address: str) -> str:
    """Why no link may lead to a web address, as the end of a sentence with what to do; "" when it may.

    Args:
        address: what `is_web_address` knows as one.
    """
    match = _ADDRESS.fullmatch(address)
    host = match["host"].lower() if match else ""
    parts = host.split(".")
    if _NUMBER.fullmatch(parts[-1]):
        return f"'{shown(host)}' is a number, which says nothing of whose page it is; use the name of the site"
    if len(parts) < 2 or parts[-1] in _INSIDE or _is_below(host, _TO_THIS_COMPUTER):
        return f"'{shown(host)}' is a name of one computer or network; use an address that everybody can open"
    if _is_below(host, _SHORTENERS):
        return f"'{shown(host)}' shortens links, so nobody sees where it leads; open it, and copy the address there"
    if _is_below(host, _FILTERS) or re.search(r"(?:^|[.-])protect-\w+\.mimecast\.com$", host):
        return f"'{shown(host)}' belongs to a mail filter or mailing list; open the link, and copy the address there"
    return _odd_letters(parts)


def fault_of_text(text: str, address: str) -> str:
    """Why a text must not stand on a link, as a sentence with what to do; "" when it may.

    Args:
        text: what readers see.
        address: where the link leads: a web or mail address.
    """
    said = " ".join(text.split())
    if address.lower().startswith("mailto:"):
        if _MAIL.fullmatch(said) and said.casefold() != address[len("mailto:") :].casefold():
            return f"the text is another mail address than '{shown(address)}'; write the one that the link leads to"
        return ""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return ""
    there = _plain(match["host"])
    for host in _hosts_in(said):
        here = _plain(host)
        if here != there and not here.endswith(f".{there}") and not there.endswith(f".{here}"):
            return (
                f"the text names '{shown(host)}', but the link leads to '{shown(match['host'])}'; "
                "say what the page is, or write the address that it has"
            )
    return ""


def _hosts_in(text: str) -> list[str]:
    """The hosts of the addresses that a text shows."""
    hosts = [match["host"] for match in _SHOWN.finditer(text)]
    bare = _BARE.fullmatch(text)
    if not hosts and bare and bare["end"].lower() not in _FILES:
        hosts = [bare["host"]]
    return hosts


def _plain(host: str) -> str:
    """A host as names are compared: small letters of ASCII, without ``www.``."""
    name = host.lower().strip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode()
        except UnicodeError:
            return name
    return name.removeprefix("www.")


def _is_below(host: str, names: frozenset[str] | tuple[str, ...]) -> bool:
    parts = host.split(".")
    return any(".".join(parts[start:]) in names for start in range(len(parts)))


def _odd_letters(parts: list[str]) -> str:
    """What is wrong with the letters of a host that is written as ``xn--…``."""
    for part in parts:
        if not part.startswith("xn--"):
            continue
        try:
            letters = part.encode().decode("idna")
        except UnicodeError:
            return f"'{shown(part)}' stands for letters that no host can have; copy the address again from the browser"
        alphabets = {_alphabet(char) for char in letters if char.isalpha()}
        if len(alphabets) > 1:
            names = " and ".join(sorted(name.capitalize() for name in alphabets))
            return f"'{shown(part)}' mixes letters of several alphabets ({names}) and looks like another; type it again"
        if alphabets & _LIKE_LATIN and not parts[-1].startswith("xn--"):
            return f"'{shown(part)}' has letters that look like others; type the address again"
    return ""


def _alphabet(char: str) -> str:
    name = unicodedata.name(char, "unknown").partition(" ")[0]
    return "EAST ASIAN" if name in _EAST_ASIAN else name
