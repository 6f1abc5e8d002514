"""The newsroom's texts, its plays, its feeds and sitemaps, and the truth about them."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from press.source import Source
from sample import Newsroom, markup, postings, serve, truth, write_sources
from sample.newsroom import PLAYS, SITES
from sample.source_files import DEFAULT_PORT, SOURCE_IDS, TEMPLATES

BASES = {site: f"http://127.0.0.1:{DEFAULT_PORT + number}" for number, site in enumerate(SITES)}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def page_text(newsroom: Newsroom, site: str, path: str) -> str:
    document = newsroom.documents(site, BASES)[path]  # type: ignore[arg-type]
    return LexborHTMLParser(document.body.decode(document.content_type.partition("charset=")[2])).body.text(separator=" ")  # type: ignore[union-attr]


def test_there_is_enough_to_read_in_three_languages() -> None:
    pages = [page for page in truth.pages(Newsroom(), BASES) if page.site == "ministry"]
    languages = Counter(page.language for page in pages)
    assert languages["en"] >= 12
    assert languages["fr"] >= 9
    assert languages["ar"] >= 8
    for page in pages:
        if page.language == "en":
            assert 120 <= len(words(page.body)) <= 400, page.headline


def test_every_page_holds_what_the_truth_says_of_it() -> None:
    newsroom = Newsroom(plays=PLAYS)
    for page in truth.pages(newsroom, BASES):
        text = " ".join(words(page_text(newsroom, page.site, page.url.removeprefix(BASES[page.site]))))
        for told in (page.headline, *page.paragraphs, *page.about, *filter(None, [page.subheadline, page.note])):
            assert " ".join(words(told)) in text, (page.url, told)
        if page.carried:
            assert f"Distributed by {page.distributor} on behalf of {page.issuer}" in text
        assert ("Exit mobile version" in text) == (page.site == "courier")


def test_the_same_plays_give_the_same_bytes() -> None:
    one, other = Newsroom(plays=["edit", "publish"]), Newsroom(plays=["edit", "publish"])
    for site in SITES:
        assert one.documents(site, BASES) == other.documents(site, BASES)


def test_structured_data_stands_on_some_pages_only() -> None:
    newsroom = Newsroom()
    pages = [newsroom.documents("ministry", BASES)[p.path].body for p in newsroom.postings if p.site == "ministry"]
    for sign in (b"application/ld+json", b"og:type", b"<time "):
        assert 3 < sum(sign in page for page in pages) < len(pages) - 3
    assert any(not p.marks for p in newsroom.postings if p.site == "ministry")


def test_the_three_feeds_are_of_three_kinds_and_can_be_read() -> None:
    newsroom = Newsroom()
    documents = newsroom.documents("ministry", BASES)
    true = {page.url: page for page in truth.pages(newsroom, BASES)}
    rss, atom = (feedparser.parse(documents[path].body) for path in ("/en/feed.rss", "/fr/feed.atom"))
    assert (rss.version, rss.bozo, atom.version, atom.bozo) == ("rss20", False, "atom10", False)
    for entry in (*rss.entries, *atom.entries):
        assert entry.title == true[entry.link].headline
        assert tuple(entry.published_parsed[:5]) == true[entry.link].published.timetuple()[:5]
        assert true[entry.link].precision == "minute"
    told = json.loads(documents["/ar/feed.json"].body)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert {item["url"] for item in told["items"]} <= set(true)
    assert len(rss.entries) == 10
    for site, path in (("wire", "/rss/all.xml"), ("courier", "/feed/")):
        feed = feedparser.parse(newsroom.documents(site, BASES)[path].body)  # type: ignore[arg-type]
        assert not feed.bozo
        assert {entry.link for entry in feed.entries} == {page.url for page in true.values() if page.site == site}


def locations(body: bytes) -> list[str]:
    return [str(place.text).strip() for place in etree.fromstring(body).iter("{*}loc")]


def test_sitemaps_lead_to_every_page_and_to_pages_that_are_none() -> None:
    newsroom = Newsroom()
    listed: set[str] = set()
    for site, path in (("ministry", "/sitemap.xml"), ("courier", "/wp-sitemap.xml")):
        documents = newsroom.documents(site, BASES)  # type: ignore[arg-type]
        for child in locations(documents[path].body):
            listed.update(locations(documents[child.removeprefix(BASES[site])].body))
    listed.update(locations(gzip.decompress(newsroom.documents("wire", BASES)["/sitemap.xml.gz"].body)))
    assert {page.url for page in truth.pages(newsroom, BASES)} <= listed
    others = listed - {page.url for page in truth.pages(newsroom, BASES)}
    assert others <= truth.no_releases(newsroom, BASES)
    assert len(others) > 20


def test_translations_name_each_other() -> None:
    documents = Newsroom().documents("ministry", BASES)
    tree = etree.fromstring(documents["/sitemap-fr.xml"].body)
    for place in tree.iter("{*}url"):
        links = {link.get("hreflang"): str(link.get("href")) for link in place.iter("{*}link")}
        if links:
            assert links["fr"] == place.findtext("{*}loc")
            for url in links.values():
                assert url.removeprefix(BASES["ministry"]) in documents


def test_edit_is_silent_and_moves_only_its_page() -> None:
    before, after = Newsroom(), Newsroom(plays=["edit"])
    old, new = ({page.url: page for page in truth.pages(newsroom, BASES)} for newsroom in (before, after))
    (url,) = [url for url in new if new[url] != old[url]]
    assert old[url].note is new[url].note is None
    assert old[url].published == new[url].published
    assert old[url].modified < new[url].modified
    assert "7 marks" in new[url].body
    assert "7 marks" not in old[url].body
    path = url.removeprefix(BASES["ministry"])
    lastmod = re.search(
        rf"{re.escape(url)}</loc><lastmod>([^<]+)", after.documents("ministry", BASES)["/sitemap-en.xml"].body.decode()
    )
    assert lastmod
    assert lastmod[1].startswith("2026-03-16T08:12")
    changed = {
        key
        for key, document in after.documents("ministry", BASES).items()
        if document.etag != before.documents("ministry", BASES)[key].etag
    }
    assert changed == {path, "/sitemap-en.xml", "/sitemap.xml"}


def test_correct_is_said_aloud_on_the_ministrys_and_the_wires_pages() -> None:
    corrected = [page for page in truth.pages(Newsroom(plays=["correct"]), BASES) if page.note]
    assert Counter((page.site, page.language) for page in corrected) == {
        ("ministry", "en"): 1, ("ministry", "fr"): 1, ("wire", "en"): 1,
    }  # fmt: skip
    assert all("25 hectares" in page.body for page in corrected)


def test_delete_takes_a_release_off_while_it_is_served() -> None:
    newsroom = Newsroom()
    gone = [posting for posting in newsroom.postings if posting.story == "joint-communique"]
    old = newsroom.documents("ministry", BASES)
    newsroom.play("delete")
    new = newsroom.documents("ministry", BASES)
    assert {posting.language for posting in gone} == {"en", "fr", "ar"}
    for posting in gone:
        assert posting.path in old
        assert posting.path not in new
        assert all(posting.path not in document.body.decode("utf-8", "replace") for document in new.values())
    assert new["/en/feed.rss"].modified != old["/en/feed.rss"].modified


def test_publish_adds_a_release_in_three_languages_once() -> None:
    newsroom = Newsroom()
    before = {page.url for page in truth.pages(newsroom, BASES)}
    newsroom.play("publish")
    newsroom.play("publish")
    added = {page.url for page in truth.pages(newsroom, BASES)} - before
    assert len(added) == 3
    assert len(truth.pages(newsroom, BASES)) == len(before) + 3
    with pytest.raises(ValueError, match="choose one of edit, correct, delete, publish"):
        newsroom.play("burn")


def test_a_replacement_that_fits_nowhere_is_refused() -> None:
    blocks = markup.parse("One fish. One boat.")
    with pytest.raises(ValueError, match="stands 2 times"):
        postings.changed(blocks, [["One", "Two"]])


def test_the_truth_ties_copies_together() -> None:
    newsroom = Newsroom()
    releases = {release.key: release for release in truth.releases(newsroom, BASES)}
    assert [page.role for page in releases["drought-fund.en"].pages] == ["original", "wire", "republication"]
    assert {page.role for page in releases["floodgates.en"].pages} == {"original", "excerpt"}
    assert releases["floodgates.fr"].translation_group == releases["floodgates.en"].translation_group
    assert len(truth.own_news(newsroom, BASES)) == 3
    assert all(page.issuer is None for page in truth.own_news(newsroom, BASES))


def test_source_files_meet_the_strict_model_at_any_port(tmp_path: Path) -> None:
    with serve() as server:
        write_sources(tmp_path, server)
        for folder, sites in ((TEMPLATES, BASES), (tmp_path, server.sites)):
            ids = set()
            for file in folder.glob("xx/*.toml"):
                told = tomllib.loads(file.read_text("utf-8"))
                source = Source(source_id=f"xx_{file.stem}", country="xx", **told)
                site = next(site for site, source_id in SOURCE_IDS.items() if source_id == source.source_id)
                for way in source.discover:
                    assert way.url.removeprefix(sites[site]) in server.newsroom.documents(site, server.sites)
                ids.add(source.source_id)
            assert ids == set(SOURCE_IDS.values())


def test_markup_becomes_html_and_plain_words() -> None:
    blocks = markup.parse(
        "A **bold** [link](http://x.example/).\n\n- one\n- two\n\n1. first\n2. second\n\n> said\n\n| A | B |\n| 1 | 2 |\n\n## Sub"
    )
    assert [block.kind for block in blocks] == ["paragraph", "list", "numbered", "quotation", "table", "subheading"]
    assert markup.paragraphs(blocks) == ("A bold link.", "one", "two", "first", "second", "said", "A B", "1 2", "Sub")
    html = markup.to_html(blocks, lead_in="CITY -- ")
    assert html.startswith('<p>CITY -- A <strong>bold</strong> <a href="http://x.example/">link</a>.</p>')
    assert "<thead><tr><th>A</th><th>B</th></tr></thead>" in html
