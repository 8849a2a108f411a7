"""Make the index that Pagefind wrote small, and the same every time.

What a reader loads for a query is the list of all records and, for each word, the part of the index that holds it. So
the list gives only the first record a name, and no part holds more than a few words (see decision 0022).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

import cbor2

from briefings.outputs.search.pagefind import LANGUAGE, PagefindError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefings.outputs.search.records import Record

_MAGIC: Final = b"pagefind_dcd"
_ENTRY: Final = "pagefind-entry.json"
_KEPT: Final = frozenset({"pagefind.js", f"wasm.{LANGUAGE}.pagefind"})
_PAGES, _PARTS, _FILTERS, _SORTS = 1, 2, 3, 4
"""The places of pages, parts, filters and sorts in Pagefind's list of what there is."""
_SHORT_BITS: Final = 6
_SAMPLE: Final = 97
"""One in so many records is read back, to see that Pagefind kept our order."""
_LIST, _ONE, _LONG = 4, b"\x81", 0x97
"""In CBOR: the type of a list, a list of one, and from where on a list has so many more bytes for its length."""
_LEVEL: Final = 7
_HARDEST: Final = 9
"""How hard to compress: 9 takes twice the time of 7 and saves a hundredth, so it is for the commonest words alone."""
WARM_UP: Final = "\U0010fffd"
"""A word that nobody writes. The search page looks for it first: a program that has run before runs faster."""
WARM_UP_RECORDS: Final = 1500
PART: Final = 16_000
"""The most bytes of words, before compression, in a part of the index; a word that takes more has one to itself."""


def release_of(records: Sequence[Record]) -> str:
    """A name for these very records: no browser takes a file of another release for one of this."""
    total = hashlib.blake2b(digest_size=2)
    for record in records:
        total.update(repr(record).encode())
    return total.hexdigest()


def name_of(number: int, release: str, width: int) -> str:
    """The name of the record with a number.

    Hexadecimal digits, the last one first: a list of 20,000 such names takes 25 kB compressed instead of 100, and
    every reader of the search loads it. The search page reads the number back out of the name.
    """
    return f"{release}{f'{number:0{width}x}'[::-1]}"


def tidy(files: Mapping[str, bytes], records: Sequence[Record], release: str) -> dict[str, bytes]:
    """Make an index small, and the same every time for the same records.

    Records are renamed by their numbers, and the list of them names only the first: the search page knows the others.
    Lengths are rounded (they only weigh results against each other). The parts of the index are cut smaller. Filters,
    which come in another order every time, and all files that our search page does not use are left out.

    Args:
        files: what Pagefind made.
        records: what it made it of, in the same order.
        release: what the names of records begin with.

    Raises:
        PagefindError: when the index is not built as this release of Pagefind builds it.
    """
    entry = json.loads(files[_ENTRY])
    if list(entry["languages"]) != [LANGUAGE]:
        raise PagefindError(f"Pagefind made the languages {', '.join(entry['languages'])}, not {LANGUAGE} alone")
    info = entry["languages"][LANGUAGE]
    meta = cbor2.loads(_unpack(files[f"pagefind.{info['hash']}.pf_meta"]))
    _check_order(files, meta[_PAGES], records)
    kept = {name: files[name] for name in sorted(_KEPT)}
    width = len(f"{len(records) - 1:x}")
    for number, page in enumerate(meta[_PAGES]):
        name = name_of(number, release, width)
        fragment = files[f"fragment/{page[0]}.pf_fragment"]
        kept[f"fragment/{name}.pf_fragment"] = fragment if records[number].within else _shown(fragment)
        page[:] = ["" if number else name, rounded(page[1])]
    parts = [*_cut(files, meta[_PARTS]), (WARM_UP, WARM_UP, _warm_up(len(records)))]
    names = _names_of([data for _, _, data in parts])
    kept.update((f"index/{name}.pf_index", data) for name, (_, _, data) in zip(names, parts, strict=True))
    meta[_PARTS] = [[*border, name] for border, name in zip(_borders(parts), names, strict=True)]
    meta[_FILTERS], meta[_SORTS] = [], []
    data = _pack(cbor2.dumps(meta))
    info["hash"] = f"{LANGUAGE}_{_digest(data, 10)}"
    kept[f"pagefind.{info['hash']}.pf_meta"] = data
    kept[_ENTRY] = json.dumps(entry, ensure_ascii=False).encode()
    return kept


def _cut(files: Mapping[str, bytes], parts: Sequence[Any]) -> Iterator[tuple[str, str, bytes]]:
    """The index in parts of at most `PART` bytes: the first and the last word of each, and its file."""
    for _, _, name in parts:
        words: list[str] = []
        held: list[bytes] = []
        for word, data in _words_of(_unpack(files[f"index/{name}.pf_index"])):
            if words and sum(map(len, held)) + len(data) > PART:
                yield words[0], words[-1], _part(held)
                words, held = [], []
            words.append(word)
            held.append(data)
        yield words[0], words[-1], _part(held)


def _shown(fragment: bytes) -> bytes:
    """What is kept of a page for its result, without words that only find it: those of all its items are among them."""
    page = json.loads(_unpack(fragment))
    page["meta"] = {name: text for name, text in page["meta"].items() if name == "title"}
    return _pack(json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode())


def _borders(parts: Sequence[tuple[str, str, bytes]]) -> Iterator[tuple[str, str]]:
    """From where to where each part goes. Of the first word, as much as tells it from the part before is enough.

    The last word stays whole: were it cut, a misspelled word after it would find words of the part that begin it.
    """
    before = ""
    for first, last, _ in parts:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, first, strict=False)))
        yield first[: same + 1], last
        before = last


def _names_of(parts: Sequence[bytes]) -> list[str]:
    """Names of parts that nearly compress to nothing: what all of them hold, and a number."""
    release = _digest(b"".join(parts), 7)
    return [f"{release}{number:x}" for number in range(len(parts))]


def _warm_up(records: int) -> bytes:
    """A part of one word that many records seem to say."""
    rows = [[min(number, 1), [-25, 0], [-1, 0]] for number in range(min(records, WARM_UP_RECORDS))]
    return _part([cbor2.dumps([WARM_UP, rows, []])])


def _words_of(part: bytes) -> Iterator[tuple[str, bytes]]:
    """Each word of a part, and all that is kept of it."""
    if part[:1] != _ONE or part[1] >> 5 != _LIST:
        raise PagefindError("Pagefind wrote a part of the index in another way than this release is known to write")
    stream = BytesIO(part)
    end = stream.seek(len(_ONE) + 1 + max(0, part[1] - _LONG))  # the words are a list in a list
    decoder = cbor2.CBORDecoder(stream, read_size=1)
    while end < len(part):
        start, word = end, decoder.decode()
        end = stream.tell()
        yield word[0], part[start:end]


def _part(words: Sequence[bytes]) -> bytes:
    stream = BytesIO(_ONE)
    stream.seek(len(_ONE))
    cbor2.CBOREncoder(stream).encode_length(_LIST, len(words))
    return _pack(stream.getvalue() + b"".join(words))


def rounded(words: int) -> int:
    """The length of a record, rounded: 1 up to 64 words (nearly every item), 2 up to 128, then 4, 8 and so on.

    Lengths only weigh results against the average length, so the unit does not matter.
    """
    return 1 << max(0, (words - 1).bit_length() - _SHORT_BITS)


def _check_order(files: Mapping[str, bytes], pages: Sequence[Any], records: Sequence[Record]) -> None:
    if len(pages) != len(records):
        raise PagefindError(f"Pagefind took {len(pages)} of {len(records)} records")
    for number in (*range(0, len(records), _SAMPLE), len(records) - 1):
        fragment = files[f"fragment/{pages[number][0]}.pf_fragment"]
        if json.loads(_unpack(fragment))["url"] != records[number].address:
            raise PagefindError("Pagefind did not keep the records in their order")


def _unpack(data: bytes) -> bytes:
    text = gzip.decompress(data)
    if not text.startswith(_MAGIC):
        raise PagefindError("Pagefind wrote a file of another kind than this release is known to write")
    return text[len(_MAGIC) :]


def _pack(data: bytes) -> bytes:
    return gzip.compress(_MAGIC + data, _HARDEST if len(data) > PART else _LEVEL, mtime=0)


def _digest(data: bytes, letters: int) -> str:
    return hashlib.sha256(data).hexdigest()[:letters]
