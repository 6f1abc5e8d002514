"""What a feed says of an entry travels with its lead."""

# ruff: noqa: E501 - documents are written as they are sent

from __future__ import annotations

import json
from typing import Any

import pytest

from spiders.discovery import Document, Found, read

URL = "https://ministry.example/news/feed"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="feed.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Ministry of Tides</title><link>https://ministry.example/</link><language>en_gb</language><ttl>45</ttl>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
<atom:link rel="self" href="/news/feed"/><atom:link rel="hub" href="https://hub.example/"/>
%s
</channel></rss>"""


def rss(*items: str) -> bytes:
    return (RSS % "\n".join(f"<item>{item}</item>" for item in items)).encode()


def feed(body: bytes, state: Any = None, **more: Any) -> Found:
    return read(Document(URL, body, "application/xml", None, "feed", **more), state)


def test_every_field_of_an_rss_item() -> None:
    found = feed(
        rss(
            "<title>Tide &amp;amp; tower: the &lt;b&gt;new&lt;/b&gt;\n  harbour</title><link>/2024/tide#top</link><guid isPermaLink='false'>17</guid>"
            "<pubDate>Fri, 05 Apr 2024 09:30:00 -0330</pubDate><atom:updated>2024-04-06T10:00:00Z</atom:updated><dc:creator>A. Reed</dc:creator>"
            "<description>A short &lt;i&gt;word&lt;/i&gt;.</description><content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded>"
            "<enclosure url='/files/tide.pdf' type='application/pdf' length='1200'/>"
            "<media:group><media:content url='tide.jpg' medium='image'><media:title>The tower</media:title></media:content></media:group>"
        )
    )
    (lead,) = found.leads
    assert lead.url == "https://ministry.example/2024/tide"
    assert (lead.way, lead.found_in) == ("feed", URL)
    assert lead.headline == "Tide & tower: the new harbour"
    assert lead.summary == "A short word."
    assert lead.body_html == "<p>The whole text.</p>"
    assert lead.author == "A. Reed"
    assert lead.language == "en-GB"
    assert lead.published is not None and lead.published.isoformat() == "2024-04-05T09:30:00-03:30"
    assert lead.modified is not None and lead.modified.isoformat() == "2024-04-06T10:00:00+00:00"
    assert [(m.url, m.media_type, m.title, m.byte_size) for m in lead.media] == [
        ("https://ministry.example/files/tide.pdf", "application/pdf", None, 1200),
        ("https://ministry.example/news/tide.jpg", "image/*", "The tower", None),
    ]
    assert found.faults == {}
    assert found.hints == {
        "title": "Ministry of Tides",
        "ttl": 45,
        "update_period": "hourly",
        "update_frequency": 2,
        "self": URL,
        "hub": "https://hub.example/",
    }


@pytest.mark.parametrize(
    ("item", "url"),
    [
        (
            "<link>https://t.example/r?x=1</link><fb:origLink>https://ministry.example/a</fb:origLink>",
            "https://ministry.example/a",
        ),
        ("<guid>https://ministry.example/a</guid>", "https://ministry.example/a"),
        ("<guid>https://ministry.example/?p=1</guid><link>https://ministry.example/a</link>", "https://ministry.example/a"),
        ("<link/><atom:link href='a'/>", "https://ministry.example/news/a"),
        ("<atom:link rel='edit' href='e'/><link>\n https://ministry.example/a \n</link>", "https://ministry.example/a"),
        ("<link>javascript:void(0)</link><guid>https://ministry.example/a</guid>", "https://ministry.example/a"),
        ("<link xml:base='/b/'>c</link>", "https://ministry.example/b/c"),
    ],
)
def test_which_link_is_taken(item: str, url: str) -> None:
    assert [lead.url for lead in feed(rss(item)).leads] == [url]


def test_entries_without_a_page_are_counted() -> None:
    found = feed(
        rss("<title>a</title>", "<link>mailto:a@b.example</link>", "<guid isPermaLink='false'>https://x.example/</guid>")
    )
    assert found.leads == ()
    assert found.faults == {"entry without a link": 2, "entry whose link is no web address": 1}


def test_one_lead_an_address() -> None:
    found = feed(rss("<link>/a</link><title>newer</title>", "<link>/a#b</link><title>older</title>"))
    assert [lead.headline for lead in found.leads] == ["newer"]


ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://ministry.example/fr/"><title>T</title>
<author><name>Service de presse</name></author>
<entry><id>tag:1</id><title type="html">L&amp;#8217;\xc3\xa9t\xc3\xa9 &amp;lt; 3</title><link href="amp" type="application/json"/><link rel="alternate" type="text/html" href="un"/>
<published>2024-04-05T09:30:00+02:00</published><updated>2024-04-05T10:00:00+02:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <b>mot</b>.</p></div></content></entry>
<entry xml:lang="ar"><id>https://ministry.example/deux</id><title type="text">a &lt;b&gt; c &amp;amp; d</title><summary type="text">x &lt; y</summary>
<author><name>B</name></author><author><name>C</name></author><link rel="enclosure" href="deux.pdf" type="application/pdf" title="Le texte"/>
</entry></feed>"""


def test_atom() -> None:
    found = feed(ATOM)
    one, two = found.leads
    assert one.url == "https://ministry.example/fr/un"
    assert one.headline == "L’été < 3"
    assert one.language == "fr"
    assert one.author == "Service de presse"
    assert (
        one.body_html is not None
        and one.body_html.replace(' xmlns="http://www.w3.org/1999/xhtml"', "") == "<p>Un <b>mot</b>.</p>"
    )
    assert one.published is not None and one.published.zone == "+02:00"
    assert two.url == "https://ministry.example/deux"
    assert (two.language, two.author) == ("ar", "B, C")
    assert two.headline == "a <b> c &amp; d"  # declared plain: to the letter
    assert two.summary == "x < y"
    assert [(m.url, m.title) for m in two.media] == [("https://ministry.example/fr/deux.pdf", "Le texte")]


def test_rdf_and_broken_namespaces() -> None:
    rdf = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<channel rdf:about='x'><title>T</title><dc:language>pt</dc:language></channel><item rdf:about='https://ministry.example/a'>"
        b"<title>A</title><dc:date>2024-04-05T01:00:00+01:00</dc:date></item></rdf:RDF>"
    )
    (lead,) = feed(rdf).leads
    assert (lead.url, lead.headline, lead.language) == ("https://ministry.example/a", "A", "pt")
    assert lead.published is not None and lead.published.zone == "+01:00"


def test_json_feed() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "language": "es",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "items": [
            {
                "id": 7,
                "url": "/a",
                "title": "A &amp; B",
                "content_text": "one\n\ntwo < 3",
                "summary": "s",
                "date_published": "2024-04-05T09:30:00+02:00",
                "authors": [{"name": "N"}],
                "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}],
            },
            {"id": "https://ministry.example/b", "title": "half \ud800 and \u0000 nul", "date_published": "mañana"},
            {"title": "no address"},
            "no object",
        ],
    }
    found = feed(json.dumps(body).encode())
    one, two = found.leads
    assert (one.url, one.headline, one.author, one.language) == ("https://ministry.example/a", "A &amp; B", "N", "es")
    assert (one.summary, one.body_html) == ("s", "<p>one</p><p>two &lt; 3</p>")
    assert one.media[0].byte_size == 12
    assert (two.url, two.headline) == ("https://ministry.example/b", "half and nul")
    assert found.faults == {"date not understood": 1, "entry without a link": 1}
    assert found.hints["hub"] == "https://hub.example/"


def test_teaser_and_article_are_told_apart() -> None:
    paragraph = "<p>" + "The harbour master spoke of the tide. " * 12 + "</p>"
    long = paragraph * 4
    lead = feed(rss(f"<link>/a</link><description><![CDATA[{long}]]></description>")).leads[0]
    assert (lead.summary, lead.body_html) == (None, long)
    lead = feed(rss(f"<link>/a</link><description><![CDATA[{long} […]]]></description>")).leads[0]
    assert lead.body_html is None and lead.summary is not None and lead.summary.startswith("The harbour")
    lead = feed(
        rss("<link>/a</link><content:encoded><![CDATA[<p>The harbour</p><p>Continue reading →</p>]]></content:encoded>")
    ).leads[0]
    assert (lead.body_html, lead.summary) == (None, "The harbour Continue reading →")


def test_the_language_of_the_way_stands_over_the_feeds_and_under_the_entrys() -> None:
    body = rss(
        "<link>/a</link>", "<link>/b</link><dc:language>fr-ma</dc:language>", "<link>/c</link><dc:language>Türkçe!</dc:language>"
    )
    found = feed(body, language="ar")
    assert [lead.language for lead in found.leads] == ["ar", "fr-MA", "ar"]
    assert found.faults == {"language not understood": 1}


@pytest.mark.parametrize(
    "body",
    [
        rss("<title>Tide &nbsp;&eacute; & tower</title><link>/a?x=1&y=2</link>"),  # entities and ampersands of HTML
        rss("<title>Tide \x0b</title><link>/a?x=1&amp;y=2</link>"),  # a control character
        rss("<title>Tide</title><link>/a?x=1&amp;y=2</link>")[:-20],  # cut short
        rss("<title>Tide</title><link>/a?x=1&amp;y=2</link>").replace(b"</item>", b"</itm>"),
        b"<br />\n<b>Warning</b>: tide in /srv/x.php on line 3<br />\n" + rss("<title>Tide</title><link>/a?x=1&amp;y=2</link>"),
        b"<!DOCTYPE html><html><body>" + rss("<title>Tide</title><link>/a?x=1&amp;y=2</link>").partition(b"?>")[2],
    ],
)
def test_broken_feeds_yield_what_can_be_read_and_a_count(body: bytes) -> None:
    found = feed(body)
    assert [lead.url for lead in found.leads] == ["https://ministry.example/a?x=1&y=2"]
    assert found.leads[0].headline is not None and found.leads[0].headline.startswith("Tide")
    assert found.faults


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"<!doctype html><html><head><title>Not found</title></head><body><a href='/a'>rss</a></body></html>", "not a feed"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "not a feed"),
        (b"Not found", "not a feed"),
        (b"<error>no</error>", "not a feed"),
        (b'{"error": "no"}', "not a feed"),
        (b"{", "not a feed"),
        (b"", "empty document"),
        (b" \r\n", "empty document"),
    ],
)
def test_what_is_no_feed_is_a_fault_and_keeps_the_state(body: bytes, fault: str) -> None:
    found = feed(body, {"seen": ["a"]})
    assert found.leads == ()
    assert found.faults == {fault: 1}
    assert found.state == {"seen": ["a"]}
    assert not found.gap
