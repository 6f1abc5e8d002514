"""Whatever the bytes: no exception, no bomb, nothing resolved, and the characters right."""

# ruff: noqa: E501 - documents are written as they are sent

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.urls import normalise
from spiders.discovery import Document, read, unchanged

URL = "https://ministry.example/feed"
ITEM = "<rss version='2.0'><channel><item><title>{}</title><link>https://ministry.example/a</link></item></channel></rss>"


def headline(body: bytes, charset: str | None = None) -> str | None:
    (lead,) = read(Document(URL, body, None, charset, "feed"), None).leads
    return lead.headline


@pytest.mark.parametrize(
    ("encoding", "declared", "transport"),
    [
        ("utf-8", None, None),
        ("utf-8", "iso-8859-1", None),  # the declaration is wrong
        ("utf-8", None, "iso-8859-1"),  # the transport is wrong
        ("utf-8-sig", "utf-16", None),
        ("utf-16", "utf-16", None),
        ("utf-16-le", None, None),
        ("windows-1252", "iso-8859-1", None),
        ("windows-1252", None, "windows-1252"),
        ("iso-2022-jp", "iso-2022-jp", None),
    ],
)
def test_charsets(encoding: str, declared: str | None, transport: str | None) -> None:
    text = "日本の海" if encoding == "iso-2022-jp" else "L’été"
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert headline((head + ITEM.format(text)).encode(encoding), transport) == text


def test_bytes_of_no_charset_are_replaced_and_counted() -> None:
    found = read(Document(URL, ITEM.format("a \xff b").encode("latin-1"), None, "utf-8", "feed"), None)
    assert found.leads[0].headline == "a \ufffd b"
    assert found.faults == {"characters not in the document's charset": 1}


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    for subset in (
        f'<!ENTITY e0 "boom">{bomb}',
        f'<!ENTITY e12 SYSTEM "{secret.as_uri()}">',
        f'<!ENTITY % p SYSTEM "{secret.as_uri()}">%p;',
    ):
        for kind, body in (
            ("feed", ITEM.format("tide &e12;")),
            ("sitemap", "<urlset><url><loc>https://ministry.example/a</loc><x>&e12;</x></url></urlset>"),
        ):
            started = time.process_time()
            found = read(Document(URL, f"<?xml version='1.0'?><!DOCTYPE x [{subset}]>{body}".encode(), None, None, kind), None)  # type: ignore[arg-type]
            assert time.process_time() - started < 1
            assert [lead.url for lead in found.leads] == ["https://ministry.example/a"]
            assert "SECRET" not in repr(found) and "boom" not in repr(found)
            assert found.faults["entity declarations left out"] == 1


def test_a_gzip_bomb_is_cut_at_50_megabytes() -> None:
    packed = gzip.compress(b"<urlset><url><loc>https://ministry.example/a</loc></url>" + b" " * 150_000_000, 1)
    started = time.process_time()
    found = read(Document("https://ministry.example/s.xml.gz", packed, None, None, "sitemap"), None)
    assert time.process_time() - started < 3
    assert [lead.url for lead in found.leads] == ["https://ministry.example/a"]
    assert found.faults["larger than 50 MB: the rest was not read"] == 1


def test_more_tags_than_memory_has_room_for_are_cut() -> None:
    body = b"<urlset><url><loc>https://ministry.example/a</loc></url>" + b"<a/>" * 5_000_000
    found = read(Document("https://ministry.example/s.xml", body, None, None, "sitemap"), None)
    assert len(found.leads) == 1
    assert found.faults["more than 4 million tags: the rest was not read"] == 1


def test_a_long_address_and_a_large_text_lose_nothing() -> None:
    link, text = "https://ministry.example/" + "a" * 9000, "tide " * 400_000
    body = f"<rss><channel><item><link>{link}</link><description>{text}</description></item></channel></rss>"
    (lead,) = read(Document(URL, body.encode(), None, None, "feed"), None).leads
    assert lead.url == link
    assert lead.summary == text.strip()


@pytest.mark.parametrize("body", [b"<rss " * 50_000, b"<!--" * 200_000, b"<?xml " * 200_000, b"<!DOCTYPE" * 200_000, b"[" * 300_000,
                                  b'{"a":' * 200_000, b"<!DOCTYPE x [" + b"]" * 500_000, b" \n" * 500_000 + b"x"])  # fmt: skip
@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_documents_made_to_be_slow_are_not(body: bytes, kind: Any) -> None:
    started = time.process_time()
    read(Document(URL, body, None, None, kind), None)
    assert time.process_time() - started < 2


fragments = st.sampled_from(
    ["<rss version='2.0'>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>",
     "<link href='/a'/>", "<link rel='next' href='?2'/>", "<title type='html'>", "</title>", "&nbsp;", "&amp;", "&", "<![CDATA[", "]]>", "/a", "<urlset>",
     "<sitemapindex>", "<url>", "</url>", "<sitemap>", "</sitemap>", "<loc>", "</loc>", "<lastmod>", "2024-04-05", "<pubDate>", "Fri, 05 Apr 2024",
     "<!DOCTYPE a [", "]>", "<?xml version='1.0' encoding='utf-16'?>", "http://a.example/", "\n", '{"version":"https://jsonfeed.org/version/1","items":[',
     '{"url":"/a","id":1}', "]}", "Sitemap: /x", "\x1f\x8b", "\x00", "xml:base='//['", "<guid>", "é"]
)  # fmt: skip
bodies = st.one_of(
    st.binary(max_size=200),
    st.lists(fragments, max_size=30).map(lambda parts: "".join(parts).encode()),
    st.binary(max_size=100).map(gzip.compress),
)
values = st.recursive(st.none() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3), max_leaves=5)
states = st.none() | st.dictionaries(
    st.sampled_from(["seen", "walk", "children", "always", "floor", "again"]),
    values | st.dictionaries(st.text(max_size=5), values, max_size=3),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(bodies, st.sampled_from(["feed", "sitemap"]), st.sampled_from([URL, "https://ministry.example/robots.txt"]), states, st.integers(0, 3),
       st.sampled_from([None, "utf-16", "no such charset", "idna", "utf-7", "big5"]))  # fmt: skip
def test_no_bytes_and_no_state_raise(body: bytes, kind: Any, url: str, state: Any, depth: int, charset: str | None) -> None:
    found = read(Document(url, body, None, charset, kind, depth=depth), state)
    json.dumps(found.state)
    json.dumps(found.hints)
    assert all(normalise(lead.url) == lead.url for lead in found.leads)
    assert all(normalise(following.url) == following.url and following.depth > depth for following in found.documents)
    assert all(count > 0 for count in found.faults.values())
    unchanged(url, state)
    read(Document(url, body, None, charset, kind), found.state)
