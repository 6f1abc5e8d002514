"""The parts of the browser's room that need no browser."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.http import Response

from crawler.answer import is_text
from crawler.browser import dom, finding
from crawler.browser.answering import _passed
from crawler.browser.closed_door import ClosedDoor
from crawler.browser.render import _zone
from crawler.turns import Turns
from press.errors import NoBrowser

_PAGE = (
    '<!DOCTYPE html><html><head><script nonce="{n}">s{n}</script></head><body {a}><h1>Locks</h1><!-- {n} -->'
    '<a href="{h}">{t}</a></body></html>'
)


def _page(nonce: str = "1", attribute: str = "", href: str = "/a", text: str = "One") -> str:
    return _PAGE.format(n=nonce, a=attribute, h=href, t=text)


@given(st.text("abc123", min_size=1, max_size=8))
def test_nonces_comments_and_attributes_are_no_change(word: str) -> None:
    assert dom.digest(_page(word, f'data-id="{word}"')) == dom.digest(_page())


@pytest.mark.parametrize("changed", [{"href": "/b"}, {"text": "Two"}])
def test_another_text_or_link_is_a_change(changed: dict[str, str]) -> None:
    assert dom.digest(_page(**changed)) != dom.digest(_page())


@given(st.text(max_size=300))
def test_any_text_has_a_digest(text: str) -> None:
    assert len(dom.digest(text)) == 64


def test_the_systems_browser_comes_before_playwrights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "FOLDERS", ())
    own, system = tmp_path / "own" / "chrome", tmp_path / "bin" / "chromium"
    for program in (own, system):
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert finding.find_browser("", str(own), {"PATH": str(system.parent)}) == str(system)
    assert finding.find_browser("", str(own), {"PATH": "/nowhere"}) == str(own)
    assert finding.find_browser(str(own), None, {"PATH": "/nowhere"}) == str(own)
    with pytest.raises(NoBrowser, match="apt-get install chromium"):
        finding.find_browser("", str(tmp_path / "none"), {"PATH": "/nowhere"})
    with pytest.raises(NoBrowser, match="PRESS_BROWSER is /nowhere/x"):
        finding.find_browser("/nowhere/x", str(own), {"PATH": "/nowhere"})


async def test_the_closed_door_refuses_whatever_is_asked() -> None:
    door = ClosedDoor()
    await door.put_up()
    for asked in (b"CONNECT example.org:443 HTTP/1.1\r\n\r\n", b"GET http://example.org/ HTTP/1.1\r\n\r\n", b"\x16\x03\x01\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
        writer.write(asked)
        assert (await reader.read()).startswith(b"HTTP/1.1 403 ")
        writer.close()
    _, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(b"x" * 100_000)  # no line at all: the door lets go of it, and goes on
    writer.close()
    assert set(door.knocks) >= {"CONNECT example.org:443", "GET http://example.org/"}
    await door.take_down()


def test_headers_are_passed_once_a_name() -> None:
    passed = _passed((("Set-Cookie", "a=1"), ("set-cookie", "b=2"), ("Vary", "x"), ("Vary", "y"), ("Content-Encoding", "gzip")))
    assert passed == {"set-cookie": "a=1\nb=2", "vary": "x, y"}


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("+01:00", "Etc/GMT-1"),
        ("-05:00", "Etc/GMT+5"),
        ("+00:00", "Etc/UTC"),
        ("+05:30", None),
    ],
)
def test_zones_as_browsers_name_them(name: str, zone: str | None) -> None:
    assert _zone(name) == zone


@pytest.mark.parametrize(
    ("media_type", "body", "text"),
    [
        ("application/json; charset=utf-8", b"{}", True),
        ("application/problem+json", b"{}", True),
        ("text/html", b"<p>", True),
        ("text/javascript", b"var a", False),
        ("text/css", b"a{}", False),
        ("application/octet-stream", b' {"a": 1}', True),
        ("application/octet-stream", b"\x89PNG", False),
        ("image/png", b"{", False),
    ],
)
def test_answers_that_may_hold_a_text(media_type: str, body: bytes, text: bool) -> None:
    assert is_text(Response("http://press.test/", headers={"Content-Type": media_type}, body=body)) is text


@given(st.lists(st.booleans(), max_size=20))
def test_parts_come_before_pages_and_each_in_its_order(parts: list[bool]) -> None:
    queue = Turns(Slot(1, 0.0, 0.0))
    for number, part in enumerate(parts):
        queue.append((Request(f"http://press.test/{number}", meta={"press_part": "data"} if part else {}), None))
    order = [int(request.url.rpartition("/")[2]) for request, _ in queue]
    assert order == [n for n, part in enumerate(parts) if part] + [n for n, part in enumerate(parts) if not part]
