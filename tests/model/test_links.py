"""Links that pretend: hosts that nobody can judge, and texts that name another host than the link leads to (P70)."""

from __future__ import annotations

from pathlib import Path

import pytest
from each import each
from pages import briefing, codes, problems_of, read, written

from briefings.model.ledger import LEDGER_FILE, read_ledger
from briefings.model.links import fault_of_address, fault_of_text, is_web_address
from briefings.model.problems import Code
from briefings.model.vocabulary import Kind

DECEPTIVE = {
    "http://2130706433/": "is a number",
    "http://0x7f000001/": "is a number",
    "http://0x7f.1/": "is a number",
    "http://0177.0.0.1": "is a number",
    "http://127.1": "is a number",
    "http://93.184.216.34/page": "is a number",
    "http://192.168.0.1:8080/": "is a number",
    "http://localhost:8000/": "is a name of one computer or network",
    "https://intranet/policy": "is a name of one computer or network",
    "https://files.alder.local/x": "is a name of one computer or network",
    "https://app.localhost/": "is a name of one computer or network",
    "https://board.internal": "is a name of one computer or network",
    "https://127.0.0.1.nip.io/x": "is a name of one computer or network",
    "https://bit.ly/3abc": "shortens links",
    "https://www.tinyurl.com/x": "shortens links",
    "HTTPS://T.CO/x": "shortens links",
    "https://lnkd.in/x": "shortens links",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org": "mail filter",
    "https://protect-eu.mimecast.com/s/x": "mail filter",
    "https://urldefense.com/v3/__https://example.org": "mail filter",
    "https://xn--pple-43d.com/": "mixes letters of several alphabets (Cyrillic and Latin)",
    "https://www.xn--80ak6aa92e.com/": "letters that look like others",
    "https://xn--a.example/": "letters that no host can have",
}
HONEST = [
    "https://www.gov.uk/x?y=1#z",
    "http://example.org:8080/",
    "https://xn--mnchen-3ya.de/",
    "https://xn--fsqu00a.xn--0zwm56d/",
    "https://xn--e1afmkfd.xn--p1ai/",
    "https://en.wikipedia.org/wiki/Children's_Act",
    "https://youtu.be/x",
    "https://bit.ly.example.org/x",
    "https://4u.example.org/",
    "https://1.example.org/",
    "https://habit.ly/",
]


@each(("address", "reason"), DECEPTIVE.items())
def test_hosts_that_nobody_can_judge(address: str, reason: str) -> None:
    assert is_web_address(address)
    assert reason in fault_of_address(address)


@each("address", HONEST)
def test_hosts_that_say_whose_they_are(address: str) -> None:
    assert is_web_address(address)
    assert fault_of_address(address) == ""


@each(
    ("text", "address"),
    [
        ("www.gov.uk", "https://evil.example/"),
        ("https://www.gov.uk/guidance", "https://www.gov.uk.evil.example/guidance"),
        ("gov.uk", "https://evil.example"),
        ("Read it at https://www.gov.uk/x now", "https://evil.example"),
        ("https://good.example@evil.example", "https://good.example"),
        ("gоv.uk", "https://gov.uk"),  # its second letter is Cyrillic
        ("WWW.GOV.UK", "https://evil.example"),
        ("help@example.org", "mailto:other@example.org"),
        ("notgov.uk", "https://gov.uk"),
    ],
)
def test_texts_that_name_another_host(text: str, address: str) -> None:
    assert fault_of_text(text, address)


@each(
    ("text", "address"),
    [
        ("www.gov.uk", "https://gov.uk/x"),
        ("gov.uk", "https://www.gov.uk/guidance"),
        ("https://www.gov.uk/guidance", "https://www.gov.uk/guidance"),
        ("england.nhs.uk", "https://nhs.uk"),
        ("nhs.uk", "https://www.england.nhs.uk/"),
        ("the report.pdf", "https://example.org/a.pdf"),
        ("report.pdf", "https://example.org/report.pdf"),
        ("about.md", "https://github.com/owner/name/blob/main/about.md"),
        ("No. 3 of 2017", "https://example.org"),
        ("e.g. this", "https://example.org"),
        ("bücher.example", "https://xn--bcher-kva.example/"),
        ("write to us", "mailto:help@example.org"),
        ("Help@Example.org", "mailto:help@example.org"),
        ("", "https://example.org"),
    ],
)
def test_texts_that_say_what_is_there(text: str, address: str) -> None:
    assert fault_of_text(text, address) == ""


@each("address", DECEPTIVE)
@each("form", ["[x]({})", "<{}>", "[x][a]\n\n[a]: {}", "- in a [list]({})"])
def test_bodies_are_looked_at(address: str, form: str) -> None:
    found = read(briefing(form.format(address))).problems
    (problem,) = [one for one in found if one.code is not Code.BAD_CHARACTER]
    assert problem.code is Code.LINK_NOT_ALLOWED
    assert "a link cannot lead there: " in problem.message


def test_the_text_of_a_link_is_looked_at_whatever_is_in_it() -> None:
    """With emphasis, code and line breaks; the line is that of the link."""
    text = "One.\n\nTwo [*www*.`gov.uk`](https://evil.example) and [www.gov.uk](https://www.gov.uk).\n"
    (problem,) = read(briefing(text)).problems
    assert problem.code is Code.LINK_NOT_ALLOWED
    assert "the text names 'www.gov.uk', but the link leads to 'evil.example'" in problem.message


def test_an_address_with_letters_of_another_alphabet_is_refused_as_it_is_typed() -> None:
    """Markdown turns it into ASCII, which says nothing to a reader of the source."""
    (problem,) = read(briefing("[x](https://gоv.uk)")).problems
    assert "mixes letters of several alphabets (Cyrillic and Latin)" in problem.message


@each("address", DECEPTIVE)
def test_front_matter_is_looked_at(address: str) -> None:
    source = {"title": "One", "publisher": "The board", "url": address}
    assert Code.BAD_ADDRESS in codes(problems_of(briefing("", source=source)))
    policy = written(Kind.POLICY, "", address=address, last_seen="2026-11")
    assert Code.BAD_ADDRESS in codes(problems_of(policy, "policies/case"))


def test_titles_are_the_texts_of_links() -> None:
    source = {"title": "www.gov.uk", "publisher": "The board", "url": "https://evil.example/x"}
    (problem,) = [one for one in problems_of(briefing("", source=source)) if one.code is Code.BAD_ADDRESS]
    assert "leads elsewhere than its title says: the text names 'www.gov.uk'" in problem.message
    policy = written(Kind.POLICY, "", title="gov.uk", address="https://evil.example/x", last_seen="2026-11")
    assert Code.BAD_ADDRESS in codes(problems_of(policy, "policies/case"))


@pytest.mark.parametrize("key", ["moved_to", "archived"])
def test_the_ledger_is_looked_at_where_it_becomes_a_link(tmp_path: Path, key: str) -> None:
    """What it says of an address that is refused anyway may stay."""
    state = {"moved_to": "moved", "archived": "archived"}[key]
    entry = f"links:\n- address: http://127.0.0.1/x\n  state: {state}\n  {key}: 'https://bit.ly/x'\n"
    (tmp_path / LEDGER_FILE).write_text(entry)
    (problem,) = read_ledger(tmp_path)[1]
    assert (problem.line, problem.code) == (2, Code.LEDGER_SHAPE)
    assert f"'{key}' cannot be linked to: 'bit.ly' shortens links" in problem.message
