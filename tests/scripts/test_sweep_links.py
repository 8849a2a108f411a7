"""The sweep of outside links against a server that behaves in every way that servers do (P49)."""

from __future__ import annotations

import difflib
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from editors import command

from briefings.cli.links import named_in
from briefings.model import ledger as ledger_module
from briefings.model.ledger import Link, read_ledger, written
from briefings.model.link_checks import Answer, Outcome, next_state, outcome_of
from briefings.model.vocabulary import AddressState

PLAIN = b"<html><head><title>Core group policy</title></head><body>Text</body></html>"


class Faults(BaseHTTPRequestHandler):
    """Answers by the path."""

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("?")[0]
        if name.isdecimal():
            self._answer(int(name), b"no")
        elif name.startswith("to-"):
            code, _, target = name.removeprefix("to-").partition("-")
            self._answer(int(code), b"", Location="/" if target == "root" else f"/{target}")
        elif name == "loop":
            self._answer(302, b"", Location="/loop")
        elif name == "slow":
            time.sleep(5)
            self._answer(200, PLAIN)
        elif name == "soft-404":
            self._answer(200, b"<title>Page not found - Alder Council</title>")
        elif name == "parked":
            self._answer(200, b"<title>alder.example: this domain is for sale</title>")
        elif name == "cut":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif name == "busy":
            self._answer(429, b"later", **{"Retry-After": "1"})
        elif name == "robots.txt":
            self._answer(200, b"User-agent: *\nDisallow: /private\n", kind="text/plain")
        elif name == "report.pdf":
            self._answer(200, b"%PDF-1.7", kind="application/pdf")
        else:
            self._answer(200, PLAIN)

    do_HEAD = do_GET

    def _answer(self, code: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(code)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module", autouse=True)
def _this_computer() -> Iterator[None]:
    """The server of these tests is on this computer, where no page may lead."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger_module, "fault_of_address", lambda address: "")
        yield


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Faults)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()
    made.server_close()
    thread.join()


BEHAVIOURS = {
    "fine": "live",
    "report.pdf": "live",
    "to-302-fine": "live",
    "to-301-fine": "moved",
    "to-308-fine": "moved",
    "404": "unknown",  # once is not enough
    "410": "unknown",
    "401": "unknown",
    "403": "unknown",
    "429": "unknown",
    "busy": "unknown",
    "500": "unknown",
    "503": "unknown",
    "slow": "unknown",
    "cut": "unknown",
    "loop": "unknown",
    "to-302-root": "unknown",
    "soft-404": "unknown",
    "parked": "unknown",
    "private/page": "unknown",
}
COUNTED = {"404", "410"}


@pytest.fixture(scope="module")
def swept(server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    content = tmp_path_factory.mktemp("sweep") / "content"
    content.mkdir()
    lines = [f"- [{name}]({server}/{name})" for name in BEHAVIOURS]
    lines += ["- [no host](http://no-such-host.alder-council.invalid.uk/page)", "- [example](https://example.org/x)"]
    (content / "index.md").write_text("# Home\n\n" + "\n".join(lines) + "\n")
    assert (
        command("links", "--content", content, "--write", "--rate", "50", "--timeout", "2", "--as-of", "2026-11-20")
        == 1
    )
    return content, server


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_every_behaviour_is_judged_as_promised(swept: tuple[Path, str], name: str) -> None:
    """A refusal, an outage or a page that only looks alive is unknown; nothing is gone at once."""
    content, server = swept
    ledger, problems = read_ledger(content)
    assert problems == []
    link = ledger.links[f"{server}/{name}"]
    assert link.state.value == BEHAVIOURS[name]
    assert link.failures == (1 if name in COUNTED else 0)
    assert (link.last_good is not None) is (link.state in (AddressState.LIVE, AddressState.MOVED))


def test_a_host_that_does_not_exist_counts_as_a_failure(swept: tuple[Path, str]) -> None:
    ledger, _ = read_ledger(swept[0])
    link = ledger.links["http://no-such-host.alder-council.invalid.uk/page"]
    assert (link.state, link.failures) == (AddressState.UNKNOWN, 1)


def test_examples_are_never_tried(swept: tuple[Path, str]) -> None:
    assert "https://example.org/x" not in list(named_in(swept[0]))


def test_a_proposal_is_a_diff_and_changes_nothing(server: str, tmp_path: Path, capsys) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "index.md").write_text(f"# Home\n\n[x]({server}/fine)\n")
    options = ["--content", str(content), "--rate", "50", "--timeout", "2", "--as-of", "2026-11-20"]
    assert command("links", *options) == 1
    said = capsys.readouterr()
    assert f'+- address: "{server}/fine"' in said.out
    assert "+++ b/content/links.yaml" in said.out
    assert not (content / "links.yaml").exists()
    assert command("links", *options, "--write") == 1
    assert command("links", *options) == 0
    (content / "index.md").write_text("# Home\n\nNothing.\n")
    assert command("links", *options) == 1  # an address that no page names any more leaves the ledger
    assert "-- address" in capsys.readouterr().out


def test_our_own_network_being_down_is_nobodys_failure(tmp_path: Path, capsys) -> None:
    """When nothing at all answers, no link is counted as failed."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "index.md").write_text("# Home\n\n[a](http://no.invalid.uk/a) [b](http://127.0.0.1:9/b)\n")
    assert command("links", "--content", content, "--write", "--rate", "50", "--timeout", "2") == 3
    assert "is this computer online?" in capsys.readouterr().err
    assert not (content / "links.yaml").exists()


# the ledger over time, without a network -------------------------------------------------------------------------

DAY = date(2026, 11, 1)
NOT_FOUND = Answer("404 Not Found")


def _after(link: Link, days: list[int], answer: Answer = NOT_FOUND) -> Link:
    for day in days:
        link = next_state(link, outcome_of(link.address, answer), answer, DAY + timedelta(days=day))
    return link


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ([0], "unknown"),
        ([0, 1, 2], "unknown"),  # three times, but in one bad week-end
        ([0, 14], "unknown"),  # two weeks, but only twice
        ([0, 7, 13], "unknown"),
        ([0, 7, 14], "gone"),
        ([0, 7, 14, 21], "gone"),
    ],
)
def test_gone_needs_several_failures_over_two_weeks(days: list[int], state: str) -> None:
    assert _after(Link("https://a.gov.uk/x", AddressState.LIVE), days).state.value == state


def test_a_link_with_a_copy_becomes_archived_instead_of_gone() -> None:
    link = Link("https://a.gov.uk/x", AddressState.LIVE, archived="https://web.archive.org/web/2016/https://a.gov.uk/x")
    assert _after(link, [0, 7, 14]).state is AddressState.ARCHIVED


def test_a_success_between_failures_starts_anew() -> None:
    link = _after(Link("https://a.gov.uk/x"), [0, 7])
    link = _after(link, [8], Answer("200 OK"))
    assert (link.state, link.failures, link.failing_since) == (AddressState.LIVE, 0, None)
    assert _after(link, [9, 10, 20]).state is AddressState.UNKNOWN


@pytest.mark.parametrize(
    "result", ["403 Forbidden", "429 Too Many Requests", "503 Service Unavailable", "ReadTimeout", ""]
)
def test_no_number_of_refusals_makes_a_link_gone(result: str) -> None:
    link = _after(Link("https://a.gov.uk/x", AddressState.LIVE), list(range(0, 400, 7)), Answer(result))
    assert (link.state, link.failures) == (AddressState.UNKNOWN, 0)


def test_a_link_that_is_gone_stays_so_until_it_works() -> None:
    gone = Link("https://a.gov.uk/x", AddressState.GONE, failures=3)
    assert _after(gone, [0], Answer("403 Forbidden")).state is AddressState.GONE
    assert _after(gone, [0], Answer("200 OK")).state is AddressState.LIVE


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer("200 OK", "https://www.a.gov.uk/x/"), Outcome.LIVE),
        (Answer("200 OK", "https://a.gov.uk/y", permanent=True), Outcome.MOVED),
        (Answer("200 OK", "https://new.a.gov.uk/y", permanent=True), Outcome.MOVED),
        (Answer("200 OK", "https://a.gov.uk/y"), Outcome.LIVE),
        (Answer("200 OK", "https://a.gov.uk/", permanent=True), Outcome.SUSPECT),
        (Answer("200 OK", "https://casino.example/", permanent=True), Outcome.SUSPECT),
        (Answer("200 OK", "https://b.gov.uk/x", permanent=True), Outcome.SUSPECT),
        (Answer("200 OK", title="Error 404"), Outcome.SUSPECT),
        (Answer("200 OK", title="Buy this domain"), Outcome.SUSPECT),
        (Answer("200 OK", title="Finding your way in care"), Outcome.LIVE),
        (Answer("502 Bad Gateway"), Outcome.UNKNOWN),
    ],
)
def test_one_answer(answer: Answer, outcome: Outcome) -> None:
    assert outcome_of("https://a.gov.uk/x", answer) is outcome


def test_the_file_is_written_in_one_form(tmp_path: Path) -> None:
    """What is written reads back as it was, in any order, so that diffs stay small."""
    links = [
        _after(Link("https://b.gov.uk/x?a=1&b=2"), [0]),
        Link("https://a.gov.uk/x", AddressState.MOVED, moved_to="https://a.gov.uk/y"),
    ]
    (tmp_path / "links.yaml").write_text(written(links))
    ledger, problems = read_ledger(tmp_path)
    assert problems == []
    assert sorted(ledger.links.values(), key=lambda link: link.address) == sorted(links, key=lambda link: link.address)
    assert written(reversed(links)) == written(links)
    assert not list(difflib.unified_diff(written(links), written(ledger.links.values())))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "links: x\n",
        "other: []\n",
        "links:\n- address: https://a.gov.uk/x\n",
        "links:\n- {address: 'javascript:x', state: live}\n",
        "links:\n- {address: https://a.gov.uk/x, state: dead}\n",
        "links:\n- {address: https://a.gov.uk/x, state: moved}\n",
        "links:\n- {address: https://a.gov.uk/x, state: archived}\n",
        "links:\n- {address: https://a.gov.uk/x, state: live, checked: soon}\n",
        "links:\n- {address: https://a.gov.uk/x, state: live, sate: x}\n",
        "links:\n- {address: https://a.gov.uk/x, state: live, failures: -1}\n",
        "links:\n- {address: https://a.gov.uk/x, state: live}\n- {address: https://a.gov.uk/x, state: gone}\n",
    ],
)
def test_a_ledger_that_is_not_understood_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.yaml").write_text(text)
    assert read_ledger(tmp_path)[1]
