"""The sample over real HTTP: what it answers, when it answers 304, what it writes down, and how it fails on purpose."""

from __future__ import annotations

import gzip
import http.client
import socket
import time
import zlib
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from sample import Newsroom, Server, faults, serve
from sample.server import PortTaken


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(Newsroom(faults=True)) as running:
        yield running


def ask(server: Server, site: str, path: str, *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(server.sites[site]).netloc, timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("site", ["ministry", "wire", "courier", "observatory"])
def test_every_document_is_served_and_asked_again_costs_a_304(server: Server, site: str) -> None:
    documents = server.newsroom.documents(site, server.sites)  # type: ignore[arg-type]
    connection = http.client.HTTPConnection(urlsplit(server.sites[site]).netloc, timeout=10)
    for path, document in documents.items():
        connection.request("GET", path)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (document.status, document.body)
        if document.status == 200:
            connection.request("GET", path, headers={"If-None-Match": answer.headers["ETag"]})
            again = connection.getresponse()
            assert (again.status, again.read()) == (304, b"")
            assert again.headers["ETag"] == answer.headers["ETag"]
    connection.close()


def test_if_modified_since_is_judged_only_without_an_etag(server: Server) -> None:
    _, headers, body = ask(server, "ministry", "/en/feed.rss")
    modified = headers["last-modified"]
    assert body
    assert ask(server, "ministry", "/en/feed.rss", If_Modified_Since=modified)[0] == 304
    assert ask(server, "ministry", "/en/feed.rss", If_Modified_Since="Thu, 01 Jan 1998 00:00:00 GMT")[0] == 200
    assert ask(server, "ministry", "/en/feed.rss", If_Modified_Since=modified, If_None_Match='"other"')[0] == 200
    assert ask(server, "ministry", "/en/feed.rss", If_Modified_Since="yesterday")[0] == 200


def test_the_wire_codes_its_answers_where_the_client_accepts_it(server: Server) -> None:
    _, plain, body = ask(server, "wire", "/news-releases/")
    _, coded, packed = ask(server, "wire", "/news-releases/", Accept_Encoding="gzip, deflate")
    assert "content-encoding" not in plain
    assert coded["content-encoding"] == "gzip"
    assert gzip.decompress(packed) == body
    assert coded["etag"] != plain["etag"]
    assert ask(server, "wire", "/sitemap.xml.gz")[2].startswith(b"\x1f\x8b")


def test_old_addresses_move_and_others_are_not_found(server: Server) -> None:
    status, headers, _ = ask(server, "ministry", "/news/2026/014/en")
    assert status == 301
    assert ask(server, "ministry", urlsplit(headers["location"]).path)[0] == 200
    assert ask(server, "ministry", "/en/press-releases/no-such-thing")[0] == 404
    assert ask(server, "courier", "/faults/timeout")[0] == 404


def test_every_spelling_of_an_arabic_path_finds_the_page(server: Server) -> None:
    path = next(p.path for p in server.newsroom.postings if p.language == "ar")
    assert "%D8" in path
    assert ask(server, "ministry", path.lower())[0] == 200


def test_requests_are_written_down(server: Server) -> None:
    server.forget()
    ask(server, "wire", "/about.html", User_Agent="somebody/1")
    ask(server, "wire", "/about.html", If_None_Match='"x"', method="HEAD")
    first, second = server.asked("wire", "/about.html")
    assert (first.method, first.status, first.conditional, first.user_agent) == ("GET", 200, False, "somebody/1")
    assert (second.method, second.status, second.conditional) == ("HEAD", 200, True)
    assert first.at.tzinfo is not None
    assert first.at <= second.at
    assert server.asked("courier", "/about.html") == []


def test_a_taken_port_is_said_in_one_line(server: Server) -> None:
    port = urlsplit(server.sites["ministry"]).port
    assert port is not None
    with pytest.raises(PortTaken, match=rf"port {port} is in use: set SAMPLE_PORT") as error:
        serve(port=port)
    assert "\n" not in str(error.value)


def test_stopping_does_not_wait_for_answers_that_never_come() -> None:
    with serve() as running:
        hanging = socket.create_connection(("127.0.0.1", urlsplit(running.sites["ministry"]).port or 0))
        hanging.sendall(b"GET /faults/timeout HTTP/1.1\r\nHost: x\r\n\r\n")
        while not running._times:
            time.sleep(0.01)
    assert hanging.recv(10) == b""
    hanging.close()
    assert running.asked("ministry")[0].status == 0


def test_every_fault_has_an_answer_and_is_listed(server: Server) -> None:
    feed = ask(server, "ministry", "/en/feed.rss")[2].decode()
    places = ask(server, "ministry", "/sitemap-en.xml")[2].decode()
    for fault in faults.FAULTS:
        listed = places if fault.name in faults.IN_SITEMAP else feed
        assert f"{fault.address(server.sites['ministry'])}<" in listed
        assert fault.elsewhere or fault.name in faults._ANSWERS
    assert "/faults/" not in Newsroom().documents("ministry", server.sites)["/en/feed.rss"].body.decode()


@pytest.mark.parametrize("fault", [f for f in faults.FAULTS if f.kept and not f.name.startswith("retry-")], ids=lambda f: f.name)
def test_faults_that_are_releases_are_whole_pages(server: Server, fault: faults.Fault) -> None:
    status, _, body = ask(server, "ministry", fault.path)
    assert status == 200
    assert b"pianos" in body
    if fault.name == "long-url":
        assert len(fault.address(server.sites["ministry"])) > 8_900
    if fault.name == "long-paragraph":
        assert len(body) > 9_900_000
    if fault.name == "nul-and-surrogates":
        assert b"\x00" in body
        assert b"\xed\xa0\x80" in body


@pytest.mark.parametrize("status", [503, 429])
def test_a_busy_page_says_when_to_come_again_and_keeps_its_word(status: int) -> None:
    with serve() as running:
        first = ask(running, "ministry", f"/faults/retry-after-{status}")
        assert (first[0], first[1]["retry-after"]) == (status, "1")
        assert ask(running, "ministry", f"/faults/retry-after-{status}")[0] == 200


def test_broken_answers_break_as_they_say(server: Server) -> None:
    with pytest.raises(http.client.IncompleteRead):
        ask(server, "ministry", "/faults/closed-in-body")
    with pytest.raises(http.client.RemoteDisconnected):
        ask(server, "ministry", "/faults/closed-at-once")
    _, headers, body = ask(server, "ministry", "/faults/gzip-bomb")
    assert headers["content-encoding"] == "gzip"
    assert len(body) < 1_000_000
    unpack = zlib.decompressobj(31)
    assert len(unpack.decompress(body, 64_000_000)) == 64_000_000
    assert ask(server, "ministry", "/faults/too-large", method="HEAD")[1]["content-length"] == str(256 * 1024 * 1024)
    assert ask(server, "ministry", "/faults/redirect-to-fragment")[1]["location"].endswith("/faults/redirect-to-fragment#text")
    seen = urlsplit(ask(server, "ministry", "/faults/redirect-to-seen")[1]["location"]).path
    assert seen in server.newsroom.documents("ministry", server.sites)


def test_a_never_ending_answer_goes_on(server: Server) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.sites["ministry"]).netloc, timeout=5)
    connection.request("GET", "/faults/never-ending")
    answer = connection.getresponse()
    assert len(answer.read(80)) == 80
    answer.close()
    connection.close()
