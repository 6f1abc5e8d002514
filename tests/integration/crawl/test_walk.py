"""spiders.documents.Walk: what is remembered of a document, and when; the order of the answers is laid down by hand."""

from __future__ import annotations

import hashlib
import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from archive.connection import Archive
from archive.fence import Visit
from crawler import quiet
from crawler.ends import Ledger
from crawler.layouts import LayoutsOfVisit
from crawler.looks import Looks
from crawler.visiting import Visiting
from press.source import Source
from spiders.documents import Ticket, Walk
from tests.integration.archive_store.invented import begin_visit, rows
from tests.integration.crawl.scripted_site import Answer
from tests.integration.crawl.site_documents import feed, robots, sitemap, sitemap_index

pytestmark = pytest.mark.one_postgres

BASE = "https://press.example"


class InThisProcess:
    """Reads where it stands: what is tried here is the order, not the reading."""

    async def run(self, function: Callable[..., Any], *arguments: object) -> Any:
        return function(*arguments)


class Sent(InThisProcess):
    """Keeps what a reading process would be sent."""

    pickled: bytes = b""

    async def run(self, function: Callable[..., Any], *arguments: object) -> Any:
        self.pickled = pickle.dumps((function, arguments))
        return await super().run(function, *arguments)


class Ground:
    """A visit under way to a source with one way, and its walk."""

    def __init__(self, archive: Archive, visit: Visit, kind: str, path: str, most: int) -> None:
        self.archive = archive
        source = Source.model_validate(
            {
                "source_id": visit.source_id, "country": "xx", "name": "Locks", "kind": "ministry", "languages": ("en",),
                "time_zone": "UTC", "home": f"{BASE}/", "discover": ({"kind": kind, "url": f"{BASE}{path}"},),
            }
        )  # fmt: skip
        workshop: Any = SimpleNamespace(archive=archive, reading=InThisProcess())
        self.visiting = Visiting(workshop, source, visit, Ledger(archive, visit), LayoutsOfVisit(archive), Looks(archive, visit))
        self.walk = Walk(self.visiting, most=most)

    async def arrives(self, ticket: Ticket, answer: Answer, *, unchanged: bool = False) -> list[Ticket]:
        digest = hashlib.sha256(answer.body).hexdigest()
        meta = {"press_captures": [], "press_content_digest": digest, **({"press_unchanged": True} if unchanged else {})}
        response = Response(ticket.url, body=answer.body, headers={"Content-Type": answer.media_type, "ETag": '"1"'})
        response.request = Request(ticket.url, meta=meta)
        return await self.walk.arrived(ticket, response)

    async def remembered(self) -> set[str]:
        return {row["url"].removeprefix(BASE) for row in await rows(self.archive, "SELECT url FROM archive.document")}

    async def leads(self) -> set[str]:
        return {row["url"].removeprefix(BASE) for row in await rows(self.archive, "SELECT url FROM archive.lead")}


async def _begin(archive: Archive, kind: str, path: str, *, most: int = 100, visit: Visit | None = None) -> tuple[Ground, Ticket]:
    ground = Ground(archive, visit or await begin_visit(archive), kind, path, most)
    (ticket,) = await ground.walk.begin()
    return ground, ticket


def _index(*paths: str) -> Answer:
    return sitemap_index([(f"{BASE}{path}", "2026-03-03T08:00:00+00:00") for path in paths])


async def test_an_index_is_remembered_after_its_last_child(archive: Archive) -> None:
    ground, index = await _begin(archive, "sitemap", "/index.xml")
    one, two = await ground.arrives(index, _index("/1.xml", "/2.xml"))
    assert await ground.remembered() == set()
    assert await ground.arrives(two, sitemap([f"{BASE}/news/2"])) == []
    assert await ground.remembered() == {"/2.xml"}
    assert await ground.leads() == {"/news/2"}, "leads are rows as soon as their document has been read"
    await ground.arrives(one, sitemap([f"{BASE}/news/1"]))
    assert await ground.remembered() == {"/1.xml", "/2.xml", "/index.xml"}
    assert await ground.leads() == {"/news/1", "/news/2"}
    assert ground.visiting.documents == {f"{BASE}{path}": "read" for path in ("/index.xml", "/1.xml", "/2.xml")}


async def test_what_names_an_index_waits_for_it_too(archive: Archive) -> None:
    ground, file = await _begin(archive, "sitemap", "/robots.txt")
    (index,) = await ground.arrives(file, robots("User-agent: *", f"Sitemap: {BASE}/index.xml"))
    (child,) = await ground.arrives(index, _index("/1.xml"))
    assert await ground.remembered() == set()
    await ground.arrives(child, sitemap([f"{BASE}/news/1"]))
    assert await ground.remembered() == {"/1.xml", "/index.xml", "/robots.txt"}


async def test_a_listing_is_remembered_after_its_last_page(archive: Archive) -> None:
    ground, first = await _begin(archive, "feed", "/feed")
    (second,) = await ground.arrives(first, feed([f"{BASE}/news/3"], older=f"{BASE}/feed/2"))
    (third,) = await ground.arrives(second, feed([f"{BASE}/news/2"], older=f"{BASE}/feed/3"))
    assert await ground.remembered() == set()
    assert await ground.leads() == {"/news/3", "/news/2"}
    assert await ground.arrives(third, feed([f"{BASE}/news/1"])) == []
    assert await ground.remembered() == {"/feed"}, "a page of a listing has no memory of its own"
    (row,) = await rows(archive, "SELECT etag, state FROM archive.document")
    assert row["etag"] == '"1"'
    assert len(row["state"]["seen"]) == 3
    assert "walk" not in row["state"]


async def test_a_page_that_is_lost_leaves_the_listing_as_it_was(archive: Archive) -> None:
    visit = await begin_visit(archive)
    ground, first = await _begin(archive, "feed", "/feed", visit=visit)
    await ground.arrives(first, feed([f"{BASE}/news/1"]))
    before = await rows(archive, "SELECT etag, state, changed_at FROM archive.document")
    ground, first = await _begin(archive, "feed", "/feed", visit=visit)
    rolled = feed([f"{BASE}/news/9"], older=f"{BASE}/feed/2")
    (second,) = await ground.arrives(first, rolled)
    await ground.walk.failed(second, "connection", ())
    assert await rows(archive, "SELECT etag, state, changed_at FROM archive.document") == before
    ground, first = await _begin(archive, "feed", "/feed", visit=visit)
    (second,) = await ground.arrives(first, rolled)
    assert second.url == f"{BASE}/feed/2"


async def test_whatever_fails_in_whatever_order_is_asked_again_and_nothing_else(archive: Archive) -> None:
    visit = await begin_visit(archive)
    for seed in range(12):
        chance = random.Random(seed)
        paths = [f"/{seed}/{number}.xml" for number in range(chance.randint(1, 6))]
        lost = {path for path in paths if chance.random() < 0.4}
        index_path = f"/{seed}/index.xml"
        ground, index = await _begin(archive, "sitemap", index_path, visit=visit)
        children = await ground.arrives(index, _index(*paths))
        assert [child.url.removeprefix(BASE) for child in children] == paths
        chance.shuffle(children)
        for number, child in enumerate(children):
            assert index_path not in await ground.remembered(), f"{len(children) - number} children are awaited still"
            path = child.url.removeprefix(BASE)
            if path in lost:
                await ground.walk.failed(child, "timeout", ())
            else:
                await ground.arrives(child, sitemap([f"{BASE}/news{path}"]))
        assert await ground.remembered() >= {index_path, *(set(paths) - lost)}
        assert not await ground.remembered() & lost
        ground, index = await _begin(archive, "sitemap", index_path, visit=visit)
        headers, meta = ground.walk.conditions(index)
        assert headers == ({} if lost else {"If-None-Match": '"1"'})
        again = await ground.arrives(index, _index(*paths), unchanged=True)
        assert meta["press_known_digest"], "the same bytes are not captured again"
        assert {ticket.url.removeprefix(BASE) for ticket in again} == lost
        for child in again:
            await ground.arrives(child, sitemap([f"{BASE}/news{child.url.removeprefix(BASE)}"]))
        ground, index = await _begin(archive, "sitemap", index_path, visit=visit)
        assert ground.walk.conditions(index)[0] == {"If-None-Match": '"1"'}
        assert await ground.arrives(index, _index(*paths), unchanged=True) == []


async def test_what_the_bound_keeps_out_is_asked_next_time(archive: Archive) -> None:
    visit = await begin_visit(archive)
    ground, index = await _begin(archive, "sitemap", "/index.xml", most=2, visit=visit)
    (one,) = await ground.arrives(index, _index("/1.xml", "/2.xml", "/3.xml"))
    await ground.arrives(one, sitemap([f"{BASE}/news/1"]))
    assert ground.visiting.faults == {"too_many_documents": 2}
    assert await ground.remembered() == {"/1.xml", "/index.xml"}
    ground, index = await _begin(archive, "sitemap", "/index.xml", visit=visit)
    again = await ground.arrives(index, _index("/1.xml", "/2.xml", "/3.xml"), unchanged=True)
    assert {ticket.url for ticket in again} == {f"{BASE}/2.xml", f"{BASE}/3.xml"}


async def test_what_is_not_what_it_should_be_is_not_remembered(archive: Archive) -> None:
    ground, ticket = await _begin(archive, "feed", "/feed")
    await ground.arrives(ticket, Answer(b"<!DOCTYPE html><html><title>Maintenance</title><p>Back soon</p></html>"))
    assert await ground.remembered() == set()
    assert ground.visiting.documents == {f"{BASE}/feed": "not a feed"}


async def test_a_document_that_vanishes_ends_as_unheard(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet, "LOOK_EVERY", 0.01)
    ground, index = await _begin(archive, "sitemap", "/index.xml")
    one, _two = await ground.arrives(index, _index("/1.xml", "/2.xml"))
    await ground.arrives(one, sitemap([f"{BASE}/news/1"]))
    engine = SimpleNamespace(
        downloader=SimpleNamespace(active=()), scheduler=SimpleNamespace(has_pending_requests=lambda: False),
        scraper=SimpleNamespace(slot=None),
    )  # fmt: skip
    crawler: Any = SimpleNamespace(engine=engine)
    await ground.walk.drained(crawler)
    assert ground.visiting.documents[f"{BASE}/2.xml"] == "unheard"
    assert await ground.remembered() == {"/1.xml", "/index.xml"}
    await ground.walk.drained(crawler)  # nothing is left to wait for


def _lock(number: int) -> str:
    return f"/news/{'abcdefghij'[number]}-the-lock-at-norhaven-is-mended"


def _rows(numbers: Sequence[int], further: str = "") -> Answer:
    """A page of an undated listing whose order nothing tells."""
    rows = "".join(f"<li><a href='{_lock(n)}'>The lock is mended {n}</a></li>" for n in numbers)
    more = f"<p><a href='{further}'>Next page</a></p>" if further else ""
    return Answer(f"<html lang='en'><title>News</title><main><h1>News</h1><ul>{rows}</ul>{more}</main>".encode(), "text/html")


@pytest.mark.parametrize("word", ["http_404", "http_410"])
async def test_a_last_page_that_is_gone_is_found_anew_from_the_first(archive: Archive, word: str) -> None:
    visit = await begin_visit(archive)
    ground, first = await _begin(archive, "listing", "/news", visit=visit)
    (second,) = await ground.arrives(first, _rows([0, 1, 2], "/news?page=2"))
    (third,) = await ground.arrives(second, _rows([3, 4, 5], "/news?page=3"))
    assert await ground.arrives(third, _rows([6, 7])) == []

    ground, first = await _begin(archive, "listing", "/news", visit=visit)
    assert ground.walk.conditions(first)[0] == {"If-None-Match": '"1"'}
    (tail,) = await ground.arrives(first, _rows([0, 1, 2], "/news?page=2"), unchanged=True)
    assert tail.url == f"{BASE}/news?page=3"
    await ground.walk.failed(tail, word, ())

    ground, first = await _begin(archive, "listing", "/news", visit=visit)
    assert ground.walk.conditions(first)[0] == {}, "the first page is read, changed or not: it leads to the end"
    (second,) = await ground.arrives(first, _rows([0, 1, 2], "/news?page=2"), unchanged=True)
    assert second.url == f"{BASE}/news?page=2"
    assert await ground.arrives(second, _rows([3, 4, 9])) == []
    assert _lock(9) in await ground.leads()

    ground, first = await _begin(archive, "listing", "/news", visit=visit)
    (tail,) = await ground.arrives(first, _rows([0, 1, 2], "/news?page=2"), unchanged=True)
    assert tail.url == f"{BASE}/news?page=2", "the new last page"


async def test_a_next_page_that_is_not_there_ends_the_list_at_the_second_visit(archive: Archive) -> None:
    visit = await begin_visit(archive)
    page_one, page_two = _rows([0, 1, 2], "/news?page=2"), _rows([3, 4, 5], "/news?page=3")
    ground, first = await _begin(archive, "listing", "/news", visit=visit)
    (second,) = await ground.arrives(first, page_one)
    (third,) = await ground.arrives(second, page_two)
    await ground.walk.failed(third, "http_404", ())
    assert await ground.remembered() == {"/news"}
    ground, first = await _begin(archive, "listing", "/news", visit=visit)
    (third,) = await ground.arrives(first, page_one, unchanged=True)
    assert third.url == f"{BASE}/news?page=3", "not there once may be a mishap"
    await ground.walk.failed(third, "http_404", ())
    ground, first = await _begin(archive, "listing", "/news", visit=visit)
    assert ground.walk.conditions(first)[0] == {"If-None-Match": '"1"'}
    asked = await ground.arrives(first, page_one, unchanged=True)
    assert f"{BASE}/news?page=3" not in {ticket.url for ticket in asked}


async def test_a_next_page_that_fails_otherwise_leaves_the_listing_as_it_was(archive: Archive) -> None:
    ground, first = await _begin(archive, "listing", "/news")
    (second,) = await ground.arrives(first, _rows([0, 1, 2], "/news?page=2"))
    await ground.walk.failed(second, "http_503", ())
    assert await ground.remembered() == set()


async def test_a_reading_process_loads_neither_the_crawl_nor_the_archive(archive: Archive) -> None:
    """What they load takes the address space that a page may need: a file that is read for ever ended for want of memory."""
    ground, ticket = await _begin(archive, "feed", "/feed")
    ground.visiting.workshop.reading = sent = Sent()
    await ground.arrives(ticket, feed([f"{BASE}/a"]))
    program = "import pickle, sys; pickle.load(sys.stdin.buffer); print(*(name.partition('.')[0] for name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], input=sent.pickled, capture_output=True, check=True).stdout.split()
    assert b"press" in loaded and not {b"scrapy", b"twisted", b"psycopg", b"rensa", b"archive", b"crawler"} & set(loaded)
