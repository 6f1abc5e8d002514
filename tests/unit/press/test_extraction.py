"""press.extraction on invented pages: each field, who said it, and what is cut."""

# ruff: noqa: DTZ001 - an Instant's wall clock is naive on purpose

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from press.extraction import EXTRACTOR_VERSION, extract
from press.instant import Instant
from press.page import Lead, Page
from press.source import Source

URL = "https://tides.example/news/2024/05/new-lock"

PARAGRAPHS = [
    "HARBOUR, May 3, 2024 /Sample Wire/ -- The Ministry of Tides opened the third lock of the northern "
    "canal today, two months before the date it had announced.",
    "“The lock will halve the time that a barge needs to reach the sea,” said Minister Ada Example at the"
    " opening, which some four hundred people attended.",
    "Work on the canal began in 2019. It has cost 41 million crowns so far, of which the ministry bears "
    "two thirds and the two harbour towns the rest.",
    "The fourth lock is to follow in the autumn of next year, once the dredging of the lower basin has "
    "ended and the new gates have been delivered.",
]

PAGE = """<!doctype html><html lang="en-GB"><head><title>Third lock opens two months early | Ministry of Tides</title>
<link rel="canonical" href="/news/2024/05/new-lock"><link rel="alternate" hreflang="fr" href="/fr/ecluse"><link rel="alternate"
hreflang="x-default" href="/">
<meta property="og:title" content="Third lock opens two months early"><meta property="og:site_name" content="Ministry of
Tides"><meta property="og:type" content="article">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Third lock opens two
months early",

"datePublished":"2024-05-03T09:30:00+02:00","dateModified":"2024-05-04T08:00:00+02:00","inLanguage":"en-GB","author":{"@type":"Person","name":"cmsadmin"},
"publisher":{"@type":"GovernmentOrganization","name":"Ministry of Tides"},}</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><article><h1>Third lock opens two months early</h1><p class="standfirst">Barges will reach the sea in half the time, the
ministry expects.</p>
<div class="body"><p>FOR IMMEDIATE RELEASE</p><p>No. 123/2024</p>BODY
<ul><li>Length of the lock: 120 metres, the longest in the country.</li><li>Depth over the sill: 4.5 metres at the lowest
water.</li></ul>
<table><tr><th>Year</th><th>Barges</th></tr><tr><td>2023</td><td>1,204</td></tr></table>
<p>Read the <a href="/files/lock.pdf">fact sheet</a> (in<b>clu</b>ding a map) <script>alert(1)</script>before you visit the site
of the lock.</p>
<p>###</p><p>About the Ministry of Tides</p><p>The Ministry of Tides looks after canals, locks and harbours.</p>
<p>Media contact:</p><p>Jane Example<br>+44 20 7946 0000<br>press@tides.example</p>
<p>SOURCE Ministry of Tides</p><p>Distributed by Sample Wire on behalf of Ministry of Tides.</p><p><a href="?noamp=mobile">Exit
mobile version</a></p></div></article></main>
<footer>Copyright, all rights reserved by the ministry.</footer></body></html>""".replace(
    "BODY", "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
)


def source(**changes: Any) -> Source:
    return Source.model_validate(
        {
            "source_id": "xx_tides", "country": "xx", "name": "Ministry of Tides", "kind": "ministry", "languages": ["en"],
            "time_zone": "Europe/London",
            "home": "https://tides.example/", "discover": [{"kind": "feed", "url": "https://tides.example/feed"}], **changes,
        }
    )  # fmt: skip


def read(html: str, url: str = URL, **more: Any) -> Any:
    return extract(Page(url=url, body=html.encode(), media_type="text/html"), **more)


@pytest.fixture(scope="module")
def release() -> Any:
    return read(PAGE)


def test_short_fields(release: Any) -> None:
    assert release.page_kind == "release"
    assert release.extractor_version == EXTRACTOR_VERSION
    assert release.headline == "Third lock opens two months early"
    assert release.subheadline == "Barges will reach the sea in half the time, the ministry expects."
    assert release.language == "en-GB"
    assert release.canonical_url == URL
    assert release.alternates == (("fr", "https://tides.example/fr/ecluse"),)
    assert release.release_number == "123/2024"


def test_instants_keep_the_zone_they_came_with_though_the_json_is_broken(release: Any) -> None:
    assert release.published == Instant(datetime(2024, 5, 3, 9, 30), "+02:00")
    assert release.modified == Instant(datetime(2024, 5, 4, 8), "+02:00")
    assert release.provenance["published"].witness == "json-ld"


def test_parties_and_dateline(release: Any) -> None:
    assert release.issuer == "Ministry of Tides"
    assert release.provenance["issuer"].witness == "distribution-line"
    assert release.distributor == "Sample Wire"
    assert release.dateline_place == "HARBOUR"
    assert release.dateline_date == date(2024, 5, 3)


def test_the_body_has_every_word_once_and_no_furniture(release: Any) -> None:
    lines = release.body_text.split("\n")
    assert lines[:4] == PARAGRAPHS
    assert lines[4:] == [
        "Length of the lock: 120 metres, the longest in the country.",
        "Depth over the sill: 4.5 metres at the lowest water.",
        "Year | Barges",
        "2023 | 1,204",
        "Read the fact sheet (including a map) before you visit the site of the lock.",
    ]


def test_boilerplate_contacts_and_files_are_fields(release: Any) -> None:
    assert release.boilerplate.endswith("looks after canals, locks and harbours.")
    assert release.contacts[0]["email"] == "press@tides.example"
    assert [(a.url, a.media_type, a.title) for a in release.attachments] == [
        ("https://tides.example/files/lock.pdf", "application/pdf", "fact sheet")
    ]


def test_html_is_safe_and_says_the_same(release: Any) -> None:
    html = release.body_html
    assert "<script" not in html
    assert "alert" not in html
    assert "in<b>clu</b>ding a map" in html
    assert 'href="https://tides.example/files/lock.pdf"' in html
    assert "<ul><li>Length" in html
    assert "<tr><td>2023</td><td>1,204</td></tr>" in html


@pytest.mark.parametrize(
    "evil",
    ['<a href="javascript:alert(1)">x</a>', '<img src=x onerror="alert(1)">', "<b onclick=alert(1)>x</b>", "<style>*{}</style>"],
)
def test_nothing_executable_survives(evil: str) -> None:
    html = read(PAGE.replace(PARAGRAPHS[1], f"{PARAGRAPHS[1]} {evil}")).body_html
    assert "alert" not in html
    assert "{" not in html


def test_modified_is_never_published() -> None:
    html = PAGE.replace('"datePublished":"2024-05-03T09:30:00+02:00",', "").replace("May 3, 2024 ", "")
    result = read(html, url="https://tides.example/new-lock")
    assert result.modified == Instant(datetime(2024, 5, 4, 8), "+02:00")
    assert result.published is None or result.published.local.date() != date(2024, 5, 4)


def test_a_day_is_made_finer_by_a_witness_of_the_same_day() -> None:
    html = PAGE.replace("2024-05-03T09:30:00+02:00", "2024-05-03")
    lead = Lead(URL, "feed", published=Instant(datetime(2024, 5, 3, 7, 30), "+00:00"))
    result = read(html, lead=lead)
    assert result.published == Instant(datetime(2024, 5, 3, 7, 30), "+00:00")
    assert result.provenance["published"].witness == "lead"


def test_a_day_alone_is_a_day() -> None:
    result = read(PAGE.replace("2024-05-03T09:30:00+02:00", "2024-05-03"))
    assert result.published.precision == "day"


def test_utc_becomes_the_wall_clock_that_the_page_shows() -> None:
    html = PAGE.replace("2024-05-03T09:30:00+02:00", "2024-05-03T23:30:00Z").replace(
        "</h1>", "</h1><p>Published: 4 May 2024, 01:30</p>"
    )
    assert read(html).published == Instant(datetime(2024, 5, 4, 1, 30), "+02:00")


def test_a_date_in_the_future_is_left_out() -> None:
    html = PAGE.replace("2024-05-03T09:30:00+02:00", "2042-05-03T09:30:00+02:00")
    page = Page(url=URL, body=html.encode(), fetched_at=datetime(2024, 5, 5, tzinfo=UTC))
    published = extract(page).published
    assert published is not None
    assert published.local.date() == date(2024, 5, 3)


def test_the_issuer_is_not_the_wire_and_not_the_cms_user() -> None:
    bare = PAGE.replace("<p>SOURCE Ministry of Tides</p>", "").replace(
        "<p>Distributed by Sample Wire on behalf of Ministry of Tides.</p>", ""
    )
    unnamed = bare.replace("About the Ministry of Tides", "About tides")
    assert read(unnamed, source=source(kind="newswire", name="Sample Wire")).issuer is None
    assert read(bare, source=source(kind="newswire", name="Sample Wire")).issuer == "Ministry of Tides"
    assert read(bare, source=source(name="Ministry of Tides and Moons")).issuer == "Ministry of Tides and Moons"
    assert read(bare).issuer == "Ministry of Tides"
    named = bare.replace('"Person","name":"cmsadmin"', '"Organization","name":"Harbour Authority"')
    assert read(named, source=source()).issuer == "Harbour Authority"
    assert read(named.replace("Harbour Authority", "webmaster"), source=source()).issuer == "Ministry of Tides"


def test_no_distributor_is_invented() -> None:
    bare = PAGE.replace("Distributed by Sample Wire on behalf of Ministry of Tides.", "").replace(" /Sample Wire/", "")
    assert read(bare, source=source(kind="newswire", name="Sample Wire")).distributor is None


def test_the_sources_layout_wins_and_its_date_chooses_it() -> None:
    html = PAGE.replace(
        "<nav>", '<div id="t">The selector\'s headline</div><div id="b"><p>One paragraph.</p><p class="ad">Buy!</p></div><nav>'
    )
    layouts = [
        {"since": "2020-01-01", "headline": "#t", "body": "#b", "remove": [".ad"]},
        {"since": "2025-01-01", "headline": "h1"},
    ]
    result = read(html, source=source(layouts=layouts))
    assert (result.headline, result.body_text) == ("The selector's headline", "One paragraph.")
    assert result.provenance["body_text"].witness == "layout"


def test_a_selector_that_matches_nothing_falls_through() -> None:
    result = read(PAGE, source=source(layouts=[{"body": "#nowhere", "headline": "#none"}]))
    assert result.headline == "Third lock opens two months early"
    assert result.body_text.startswith("HARBOUR")


def test_provenance_names_those_who_said_otherwise() -> None:
    result = read(PAGE.replace('og:title" content="Third lock opens two months early', 'og:title" content="Lock'))
    finding = result.provenance["headline"]
    assert finding.witness in ("h1", "json-ld")
    assert "Lock" in [other.value for other in finding.others]


def test_plain_text() -> None:
    body = "Third lock opens\n\n" + "\n\n".join(paragraph.replace(" the ", "\nthe ") for paragraph in PARAGRAPHS)
    result = extract(Page(url=URL, body=body.encode("cp1252"), media_type="text/plain", charset="windows-1252"))
    assert result.headline == "Third lock opens"
    assert result.body_text.split("\n") == PARAGRAPHS
    assert result.page_kind == "release"


def test_structured_data_stands_in_for_a_body_that_only_scripts_show() -> None:
    told = "\\n\\n".join(PARAGRAPHS)
    html = (
        PAGE.split("<main>")[0].replace('"inLanguage"', f'"articleBody":"{told}","inLanguage"')
        + "<div id=app></div></body></html>"
    )
    result = read(html)
    assert result.body_text.split("\n") == PARAGRAPHS
    assert result.provenance["body_text"].witness == "json-ld"


def test_a_text_that_only_the_pages_scripts_show() -> None:
    headline = "Ferry to Tolm runs at night from the first of June"
    paragraphs = [f"The ferry number {n} leaves the quay at Tolm at a quarter past the hour, all night long." for n in range(5)]
    other = {"title": "Another release", "body": "Nobody asked for this other text, which belongs to another page. " * 20}
    for body in (
        "".join(f"<p>{text}</p>" for text in paragraphs),
        {"blocks": [{"kind": "p", "text": text} for text in paragraphs]},
    ):
        state = json.dumps({"settings": {"a": 1}, "list": [other, {"title": headline, "body": body}]})
        for script in (f"<script type=application/json>{state}</script>", f"<script>window.__STATE__ = {state};boot()</script>"):
            html = f"<html lang=en><title>{headline}</title><body><h1>{headline}</h1><div id=app></div>{script}"
            found = read(html)
            assert found.body_text.split("\n") == paragraphs
            assert found.provenance["body_text"].witness == "page-state"
            assert found.page_kind == "release"
    shown = f"<html lang=en><title>{headline}</title><body><h1>{headline}</h1><p>{' '.join(paragraphs)}</p>{script}"
    assert read(shown).provenance["body_text"].witness != "page-state", "what the page shows goes before"
    broken = f"<html lang=en><title>{headline}</title><body><h1>{headline}</h1><script>x = {{{state[:900]}</script>"
    assert read(broken).body_text == ""
