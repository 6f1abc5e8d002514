"""press.extraction on invented pages: whose word is taken for the day and hour of publication, and in whose zone it is told."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page
from press.release import Extraction

TEXT = "<p>" + "The lock at Tolm was opened again after the flood, and boats may pass at all hours of the day. " * 4 + "</p>"


def read(
    head: str = "", above: str = "", below: str = "", url: str = "https://tolm.example/lock", language: str = "en"
) -> Extraction:
    html = (
        f"<!doctype html><html lang={language}><head><title>The lock at Tolm is open again</title>{head}</head><body><main>"
        f"<h1>The lock at Tolm is open again</h1>{above}{TEXT}{TEXT}</main>{below}</body></html>"
    )
    return extract(Page(url, html.encode(), "text/html"))


def day_of(found: Extraction) -> str | None:
    return found.published.isoformat() if found.published is not None else None


def data(**dates: str) -> str:
    said = "".join(f',"{name}":"{date}"' for name, date in dates.items())
    return (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"The lock at Tolm is open again"{said}}}</script>'
    )


def test_a_page_that_tells_its_last_change_alone_has_no_publication() -> None:
    found = read(above="<p>Updated 5 May 2024</p>")
    assert found.published is None
    assert found.modified is not None


def test_a_day_after_the_last_change_is_another_pages() -> None:
    found = read(above="<p>Updated 5 May 2024</p>", below="<ul><li>Posted 9 June 2024: the dam</li></ul>")
    assert found.published is None


def test_a_bare_date_is_less_sure_than_the_day_that_is_shown() -> None:
    assert day_of(read('<meta name="date" content="2024-05-06">', "<p>3 May 2024</p>")) == "2024-05-03"


def test_a_bare_date_that_follows_the_pages_first_time_is_the_last_change() -> None:
    time = '<aside><time datetime="2024-05-03">3 May 2024</time></aside>'
    assert day_of(read('<meta name="date" content="2024-05-06T10:00:00+02:00">', time)) == "2024-05-03"


def test_one_instant_for_publication_and_change_yields_to_an_earlier_day_that_is_shown() -> None:
    twice = data(datePublished="2024-05-06T10:00:00Z", dateModified="2024-05-06T10:00:00Z")
    assert day_of(read(twice, "<p>3 May 2024</p>")) == "2024-05-03"
    once = data(datePublished="2024-05-06T10:00:00Z", dateModified="2024-05-07T10:00:00Z")
    assert day_of(read(once, "<p>3 May 2024</p>")) == "2024-05-06T10:00:00+00:00"
    assert day_of(read(twice, "<p>Opening: 3 May 2024</p>")) == "2024-05-06T10:00:00+00:00"


def test_a_sure_word_against_it_costs_confidence_and_is_kept() -> None:
    alone = read(data(datePublished="2024-05-06T10:00:00Z"))
    against = read(data(datePublished="2024-05-06T10:00:00Z"), url="https://tolm.example/2024/05/02/lock")
    finding = against.provenance["published"]
    assert day_of(alone) == day_of(against)
    assert finding.confidence < alone.provenance["published"].confidence
    assert [other.witness for other in finding.others] == ["address"]


@pytest.mark.parametrize(
    ("head", "above", "expected"),
    [
        ("<script>var publication_date = '2024-05-04 01:30:00';</script>", "", "2024-05-04T01:30:00+02:00"),
        ('<script>var s = {"publishedAt":"2024-05-04T01:30:00+02:00"}</script>', "", "2024-05-04T01:30:00+02:00"),
        ("", '<div data-publish-date="2024-05-04 01:30:00"></div>', "2024-05-04T01:30:00+02:00"),
        ("<script>var publishedGMT = '2024-05-04 01:30:00';</script>", "", "2024-05-03T23:30:00+00:00"),
        ("<script>var publication_date = '2024-05-04 01:31:00';</script>", "", "2024-05-03T23:30:00+00:00"),
    ],
)
def test_a_script_tells_the_zone_of_an_instant_in_utc(head: str, above: str, expected: str) -> None:
    assert day_of(read(data(datePublished="2024-05-03T23:30:00Z") + head, above)) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("dataLayer = [{'pubDate': '2024-05-03T09:30:00+02:00'}]", "2024-05-03T09:30:00+02:00"),
        ('a = {"publishTime": 1714721400}', "2024-05-03T07:30:00+00:00"),
        ('a = {"publishTime": 1714721400000}', "2024-05-03T07:30:00+00:00"),
        ('a = {"published": "2024-05-03"}; b = {"published": "2023-01-02"}', None),  # the state of several articles
        ('a = {"lastPublished": "2024-05-03"}', None),
        ('a = {"publishUntil": "2024-05-03"}', None),
        ('a = {"publishDate": "05/03/2024"}', None),  # the day first, or the month
    ],
)
def test_the_day_in_scripts(script: str, expected: str | None) -> None:
    assert day_of(read(f"<script>{script}</script>")) == expected


def test_what_people_read_is_no_script() -> None:
    found = read(below=TEXT.replace("</p>", "What it has published: 2024-05-03 is in the report.</p>"))
    assert found.provenance["published"].witness == "htmldate"


def test_an_instant_in_utc_is_told_on_the_day_that_the_page_shows() -> None:
    instant = data(datePublished="2024-05-03T23:30:00Z")
    assert day_of(read(instant, "<p>4 maggio 2024</p>", url="https://tolm.it/lock", language="it")) == "2024-05-04T01:30:00+02:00"
    assert day_of(read(instant, "<p>3 maggio 2024</p>", url="https://tolm.it/lock", language="it")) == "2024-05-03T23:30:00+00:00"
    assert day_of(read(instant, "<p>4 May 2024</p>")) == "2024-05-03T23:30:00+00:00"  # nobody says where it is


def test_a_clock_that_the_page_shows_is_given_the_zone_in_which_its_utc_is_the_same_minute() -> None:
    utc = '<time datetime="2024-05-03T04:16:56+00:00"></time>'
    assert day_of(read(above=f"<p>2024年5月3日13時16分</p>{utc}", language="ja")) == "2024-05-03T13:16:56+09:00"
    twelve_apart = '<meta property="article:published_time" content="2024-05-03T06:31:00Z">'
    assert day_of(read(twelve_apart, "<p>3 May 2024, 6:31 pm</p>")) == "2024-05-03T06:31:00+00:00"


def test_the_zone_in_which_the_last_change_is_told() -> None:
    instant = data(datePublished="2024-05-03T20:10:00Z", dateModified="2024-05-04T08:05:00Z")
    assert day_of(read(instant, "<p>Updated: 4 May 2024, 10:05</p>")) == "2024-05-03T22:10:00+02:00"


def test_the_day_behind_a_title() -> None:
    html = f"<title>The lock at Tolm is open again | Tolm | 03.05.2024</title><h1>The lock at Tolm is open again</h1>{TEXT}"
    assert day_of(extract(Page("https://tolm.example/lock", html.encode(), "text/html"))) == "2024-05-03"


def test_a_day_in_a_margin_is_heard_where_it_is_the_only_one() -> None:
    assert day_of(read(below="<aside><dl><dt>Date</dt><dd>3 May 2024</dd></dl></aside>")) == "2024-05-03"
    assert day_of(read(below="<aside><p>3 May 2024</p><p>The dam</p><p>9 May 2024</p></aside>")) is None


def test_a_leaf_of_a_calendar() -> None:
    leaf = '<div class="date"><span class="month">May</span> <span class="day">03</span><span class="year">2024</span></div>'
    assert day_of(read(below=leaf)) == "2024-05-03"


def test_kinds_of_witnesses_that_agree_are_surer_than_one() -> None:
    wrong = '<meta property="article:published_time" content="2028-12-14T00:00:00+00:00">'
    shown = '<p><span itemprop="datePublished">Sunday 28 Dec 2014</span></p>'
    assert day_of(read(wrong, shown)) == "2014-12-28"
    assert day_of(read(data(datePublished="2024-05-03") + '<meta property="og:pubdate" content="2024-05-02">')) == "2024-05-03"


def test_a_wall_clock_is_utc_where_the_page_tells_the_instant_by_another_clock() -> None:
    bare = data(datePublished="2024-05-03T17:26:45")
    utc = '<meta property="article:published_time" content="2024-05-03T17:26:45+00:00">'
    assert day_of(read(bare + utc, "<p>3 May 2024, 12:26</p>")) == "2024-05-03T12:26:45-05:00"
    assert day_of(read(bare, "<p>3 May 2024, 12:26</p>")) == "2024-05-03T12:26:45-05:00"
    assert day_of(read(data(datePublished="2024-05-03T17:30:00"), "<p>3 May 2024, 12:30</p>")) == "2024-05-03T17:30:00"
    assert day_of(read(bare + utc)) == "2024-05-03T17:26:45"  # software also writes UTC behind a local time


@pytest.mark.parametrize("month", ["04/2024", "2024-04"])
def test_no_day_is_made_of_a_month(month: str) -> None:
    assert read(below=f'<div class="date">{month}</div>').published is None


def test_the_date_of_a_microformat() -> None:
    entry = '<abbr class="published" title="2024-05-03T09:30:00+02:00">Friday</abbr>'
    assert day_of(read(below=f"<div>{entry}</div>")) == "2024-05-03T09:30:00+02:00"
    of_a_comment = read(below=f'<div class="comments"><p>{entry}</p></div>').provenance["published"]
    assert (of_a_comment.witness, of_a_comment.confidence) == ("htmldate", 0.5)


def test_a_time_in_a_link_or_a_comment_is_less_sure_than_the_address() -> None:
    time = '<time datetime="2024-05-09">9 May</time>'
    url = "https://tolm.example/2024/05/03/lock"
    assert day_of(read(above=f'<a href="/dam">The dam {time}</a>', url=url)) == "2024-05-03"
    assert day_of(read(below=f'<div class="comment">{time}</div>', url=url)) == "2024-05-03"


def test_the_hour_that_a_time_shows_beside_its_day() -> None:
    assert day_of(read(above='<time datetime="2024-05-03">03.05.2024 - 13:30</time>', language="de")) == "2024-05-03T13:30:00"


def test_scripts_that_nobody_closed_are_looked_through_once() -> None:
    found = read(below="<script>" * 50_000 + 'publishDate:"2024-05-03"')  # each alone, this took minutes
    assert day_of(found) == "2024-05-03"


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("令和5年10月14日", "ja"),
        ("公開日：令和5年10月14日", "ja"),
        ("二〇二三年十月十四日", "zh"),
        ("民國112年10月14日", "zh-TW"),
        ("14 ต.ค. 66", "th"),
        ("14-Oct-23", "en"),
        ("Oct 14, '23", "en"),
        ("۲۲ مهر ۱۴۰۲", "fa"),
        ("29 ربيع الأول 1445 هـ", "ar"),
    ],
)
def test_a_day_that_is_told_without_four_digits_of_its_year_or_in_another_calendar(line: str, language: str) -> None:
    assert day_of(read(above=f"<p>{line}</p>", language=language)) == "2023-10-14"


def test_properties_are_heard_in_any_case() -> None:
    changed = read(below='<p><span itemProp="dateModified" content="2024-05-04T10:00:00Z">Later</span></p>').modified
    assert changed is not None and changed.isoformat() == "2024-05-04T10:00:00+00:00"
