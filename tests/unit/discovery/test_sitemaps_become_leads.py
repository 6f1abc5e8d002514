"""Sitemaps of every kind, their children, and robots.txt."""

# ruff: noqa: E501 - documents are written as they are sent

from __future__ import annotations

import gzip
import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from archive.witness import lead_of, witness_of
from spiders.discovery import Document, Found, forget, read, unchanged

HOST = "https://ministry.example"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(
    body: bytes | str, state: Any = None, since: datetime | None = None, url: str = f"{HOST}/sitemap.xml", **more: Any
) -> Found:
    document = Document(url, body if isinstance(body, bytes) else body.encode(), None, None, "sitemap", **more)
    found = read(document, state, since=since)
    json.dumps(found.state)
    return found


def urlset(*entries: str, extra: str = "") -> str:
    return f'<?xml version="1.0"?><urlset {NS} {extra}>{"".join(f"<url>{entry}</url>" for entry in entries)}</urlset>'


def index(*children: tuple[str, str | None]) -> str:
    parts = (
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</sitemap>" for loc, lastmod in children
    )
    return f"<sitemapindex {NS}>{''.join(parts)}</sitemapindex>"


def urls(found: Found) -> list[str]:
    return [child.url.removeprefix(HOST) for child in found.documents]


def test_pages_with_their_dates() -> None:
    found = sitemap(
        urlset(
            "<loc> https://ministry.example/a </loc><lastmod>2024-04-05T09:30:00+03:00</lastmod>",
            "<loc>/b#c</loc><lastmod>2024-04-05</lastmod>",
            "<loc>/c</loc><lastmod>yesterday</lastmod>",
            "<loc></loc>",
            "<loc>mailto:a@b.example</loc>",
        ),
        language="fr",
    )
    assert [lead.url for lead in found.leads] == [f"{HOST}/a", f"{HOST}/b", f"{HOST}/c"]
    one, two, three = found.leads
    assert one.modified is not None and one.modified.isoformat() == "2024-04-05T09:30:00+03:00"
    assert one.published is None
    assert two.modified is not None and two.modified.precision == "day"
    assert three.modified is None
    assert {lead.language for lead in found.leads} == {"fr"}
    assert {lead.way for lead in found.leads} == {"sitemap"}
    assert found.faults == {"date not understood": 1, "entry without a link": 1, "entry whose link is no web address": 1}


def test_news_images_and_translations() -> None:
    found = sitemap(
        urlset(
            "<loc>/en/a</loc><news:news><news:publication><news:name>N</news:name><news:language>en</news:language></news:publication>"
            "<news:publication_date>2024-04-05T09:30:00-05:00</news:publication_date><news:title>Tide &amp;amp; tower</news:title></news:news>"
            "<image:image><image:loc>/i.jpg</image:loc><image:title>T</image:title></image:image>",
            "<loc>/en/b</loc><xhtml:link rel='alternate' hreflang='en' href='/en/b'/><xhtml:link rel='alternate' hreflang='fr-ma' href='/fr/b'/>"
            "<xhtml:link rel='alternate' hreflang='x-default' href='/b'/><xhtml:link rel='alternate' media='handheld' href='/m/b'/>",
            "<loc>/fr/c</loc>",
            extra='xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml"',
        )
    )
    leads = {lead.url.removeprefix(HOST): lead for lead in found.leads}
    assert list(leads) == ["/en/a", "/en/b", "/fr/c", "/fr/b", "/b"]
    assert (leads["/en/a"].headline, leads["/en/a"].language) == ("Tide & tower", "en")
    assert leads["/en/a"].published is not None and leads["/en/a"].published.zone == "-05:00"
    assert [(m.url, m.media_type, m.title) for m in leads["/en/a"].media] == [(f"{HOST}/i.jpg", "image/*", "T")]
    assert (leads["/en/b"].language, leads["/fr/b"].language, leads["/b"].language) == ("en", "fr-MA", None)
    assert leads["/en/b"].alternates == (("fr-MA", f"{HOST}/fr/b"),) and leads["/en/a"].alternates == ()
    assert lead_of(leads["/en/b"].url, "sitemap", None, witness_of(leads["/en/b"])).alternates == leads["/en/b"].alternates


@pytest.mark.parametrize(
    "body",
    [
        urlset("<loc>/a</loc>").replace(NS, ""),
        urlset("<loc>/a</loc>").replace(NS, 'xmlns="not an address"'),
        urlset("<loc>/a</loc>").replace("<urlset", "<s:urlset xmlns:s='x'").replace("</urlset", "</s:urlset"),
        "\n\n" + urlset("<loc>/a</loc>"),
        urlset("<loc>/a</loc>") + "<!-- cached -->",
        urlset("<loc>/a</loc>", "<loc>/b")[:-20],
        urlset("<loc>/a</loc>", "<loc>/b?x&y</loc>").replace("/b?x&y", ""),
        urlset("<loc><![CDATA[/a]]></loc>"),
        urlset("<loc>/a</loc><x:y>z</x:y>"),
    ],
)
def test_ill_made_sitemaps_yield_their_pages(body: str) -> None:
    assert sitemap(body).leads[0].url == f"{HOST}/a"


def test_plain_text() -> None:
    found = sitemap("\ufeffhttps://ministry.example/a\r\n\r\nhttps://ministry.example/b\n# note\n".encode())
    assert [lead.url for lead in found.leads] == [f"{HOST}/a", f"{HOST}/b"]
    assert found.faults == {"line that is no address": 1}
    assert sitemap("Nothing to see here.\nGo away.").faults == {"not a sitemap": 1}


def test_gzip_payloads() -> None:
    packed = gzip.compress(urlset("<loc>/a</loc>", "<loc>/b</loc>").encode())
    assert len(sitemap(packed).leads) == 2
    assert len(sitemap(gzip.compress(packed)).leads) == 2
    half = sitemap(gzip.compress(urlset(*(f"<loc>/{n}</loc>" for n in range(9000))).encode())[:-9000])
    assert half.leads and half.faults["gzip payload cut short"] == 1


def test_50_000_addresses_in_a_second() -> None:
    body = urlset(
        *(
            f"<loc>{HOST}/news/2024/{n}/a-release</loc><lastmod>2024-05-{n % 28 + 1:02d}T10:{n % 60:02d}:00Z</lastmod>"
            for n in range(50_000)
        )
    )
    best = []
    for _ in range(2):
        started = time.process_time()
        found = sitemap(body)
        best.append(time.process_time() - started)
    assert len(found.leads) == 50_000
    assert min(best) < 1
    assert len(json.dumps(found.state)) < 100


def test_an_index_is_asked_for_what_moved() -> None:
    children = [
        ("/1.xml", "2024-01-01T00:00:00Z"),
        ("/2.xml", "2024-01-02T00:00:00Z"),
        ("/3.xml", None),
        ("/4.xml.gz", "2024-01-04"),
    ]
    first = sitemap(index(*children))
    assert urls(first) == ["/1.xml", "/2.xml", "/3.xml", "/4.xml.gz"]
    assert {(child.kind, child.depth, child.paged) for child in first.documents} == {("sitemap", 1, False)}
    children[1] = ("/2.xml", "2024-02-01T00:00:00+01:00")
    assert urls(sitemap(index(*children), first.state)) == ["/2.xml", "/3.xml"]
    # A day that is the newest of all may not be over; and what has no date is asked for even if the index did not change.
    assert urls(sitemap(index(*children[:1], *children[2:]), first.state)) == ["/3.xml", "/4.xml.gz"]
    assert [child.url for child in unchanged(f"{HOST}/sitemap.xml", first.state)] == [f"{HOST}/3.xml", f"{HOST}/4.xml.gz"]
    assert unchanged(f"{HOST}/sitemap.xml", None) == ()


def test_since_asks_again_for_all_that_is_not_older() -> None:
    children = index(
        ("/1.xml", "2024-01-01T00:00:00Z"), ("/2.xml", "2024-01-02"), ("/3.xml", None), ("/4.xml", "2024-03-01T00:00:00Z")
    )
    first = sitemap(children)
    assert urls(sitemap(children, first.state, datetime(2024, 1, 2, 12, tzinfo=UTC))) == ["/2.xml", "/3.xml", "/4.xml"]
    pages = urlset(
        "<loc>/a</loc><lastmod>2024-01-01T00:00:00Z</lastmod>", "<loc>/b</loc>", "<loc>/c</loc><lastmod>2024-03-01</lastmod>"
    )
    assert [lead.url for lead in sitemap(pages, None, datetime(2024, 2, 1, tzinfo=UTC)).leads] == [f"{HOST}/b", f"{HOST}/c"]


def test_a_child_that_could_not_be_read_is_asked_for_again() -> None:
    children = index(("/1.xml", "2024-01-01T00:00:00Z"), ("/2.xml", "2024-01-02T00:00:00Z"))
    state = sitemap(children).state
    assert urls(sitemap(children, state)) == []
    assert urls(sitemap(children, forget(state, f"{HOST}/1.xml"))) == ["/1.xml"]


def test_an_index_of_any_length_has_a_small_state() -> None:
    children = [(f"/{n}.xml", f"20{n // 400:02d}-{n % 12 + 1:02d}-{n % 28 + 1:02d}T00:00:00Z") for n in range(5000)]
    state = sitemap(index(*children)).state
    assert len(json.dumps(state)) < 60_000
    assert urls(sitemap(index(*children), state)) == []
    children[0] = ("/0.xml", "2024-01-01T00:00:00Z")
    assert urls(sitemap(index(*children), state)) == ["/0.xml"]
    assert urls(sitemap(index(*children[1:]), forget(state, f"{HOST}/7.xml"))) == ["/7.xml"]


def test_indexes_that_name_each_other_end() -> None:
    found = sitemap(index(("/sitemap.xml#again", None), ("/other.xml", None)))
    assert urls(found) == ["/other.xml"]
    assert found.faults == {"sitemap names itself": 1}
    depth, url = 0, f"{HOST}/a.xml"
    while True:
        other = "/b.xml" if url.endswith("/a.xml") else "/a.xml"
        found = sitemap(index((other, None)), url=url, depth=depth)
        if not found.documents:
            break
        url, depth = found.documents[0].url, found.documents[0].depth
    assert depth <= 5
    assert found.faults == {"sitemap index nested too deeply": 1}


def test_robots_txt_names_sitemaps() -> None:
    body = "User-agent: *\r\nDisallow: /x\r\nSITEMAP : https://ministry.example/1.xml # main\nsitemap:/2.xml\nSitemap: ftp://x/\nSitemap: /2.xml\n"
    found = sitemap(body, url=f"{HOST}/robots.txt")
    assert urls(found) == ["/1.xml", "/2.xml"]
    assert found.leads == ()
    assert found.faults == {"child sitemap without an address": 1}
    assert [child.url for child in unchanged(f"{HOST}/robots.txt", found.state)] == [f"{HOST}/1.xml", f"{HOST}/2.xml"]
    assert urls(sitemap(body, found.state, url=f"{HOST}/robots.txt")) == ["/1.xml", "/2.xml"]
    assert sitemap("User-agent: *", url=f"{HOST}/robots.txt").faults == {"robots.txt names no sitemap": 1}
    assert sitemap("<!doctype html><html>Sitemap: /x", url=f"{HOST}/robots.txt").faults == {"not a robots.txt": 1}


def test_a_document_is_read_as_what_it_is() -> None:
    feed = b"<rss version='2.0'><channel><item><link>/a</link></item></channel></rss>"
    assert [lead.way for lead in sitemap(feed).leads] == ["feed"]
    document = Document(f"{HOST}/feed", urlset("<loc>/a</loc>").encode(), None, None, "feed")
    assert [lead.way for lead in read(document, None).leads] == ["sitemap"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<!doctype html><html><body>Not found</body></html>", "not a sitemap"),
        ("", "empty document"),
        ("<error/>", "not a sitemap"),
    ],
)
def test_what_is_no_sitemap_is_a_fault_and_keeps_the_state(body: str, fault: str) -> None:
    state = {"children": {"a": "2024-01-01T00:00:00+00:00"}}
    found = sitemap(body, state)
    assert (found.leads, found.documents, found.faults, found.state) == ((), (), {fault: 1}, state)
