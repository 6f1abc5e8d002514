# ruff: noqa: E501 (tables of lines in many scripts)
"""Whole small sites as software makes them: what the site says of itself is none, what it announces is a release."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.dates import parse_iso
from press.extraction import extract
from press.extraction.deciding.page_kind import place
from press.extraction.deciding.page_kind.refusals import says_error
from press.extraction.deciding.page_kind.sections import folded, section_of
from press.page import Lead, Page
from press.release import Extraction

HOST = "https://tides.example"
TEXT = (
    "<p>The River Office keeps the locks between Tolm and the sea, measures the water every hour and tells those who live beside "
    "it when it rises. It was set up in the year of the great flood and has eighty people in four harbours.</p>"
    "<p>Whoever wants to pass a lock with a boat asks the keeper, who opens from six in the morning until ten at night.</p>"
)
RELEASE = (
    "<p>The River Office opens the lock at Tolm to boats again on Monday. Divers have mended the lower gate in eleven days, four "
    "fewer than planned, and the water has been let in since yesterday.</p><p>“Nobody has to wait for the tide any more,” said "
    "the office's head. Boats may pass from six in the morning until ten at night at the price of last year.</p>"
)
MENU = "<nav><ul><li><a href=/news/>News</a><li><a href=/our-harbours/>Our harbours</a><li><a href=/about/>About</a></ul></nav>"
DATES = "<meta property=article:published_time content=2026-05-03T10:00:00+00:00><meta property=og:type content=article>"


def html(title: str, text: str, *, head: str = "", menu: str = MENU, body: str = "", before: str = "", after: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>{title} | River Office</title>{head}</head><body class='{body}'>"
        f"<header>{menu}</header><main><article>{before}<h1>{title}</h1>{text}</article></main>{after}</body></html>"
    )


def read(markup: str, path: str, lead: Lead | str | None = "sitemap", found_in: str | None = None) -> Extraction:
    url = HOST + path
    if isinstance(lead, str):
        lead = Lead(url, lead, found_in=found_in and HOST + found_in)
    return extract(Page(url, markup.encode(), "text/html", fetched_at=datetime(2026, 6, 1, tzinfo=UTC)), None, lead)


def announced(path: str, way: str = "feed", headline: str | None = None) -> Lead:
    return Lead(HOST + path, way, headline=headline, published=parse_iso("2026-05-03T10:00:00Z"))


# A generator of static sites: dates every page in its head, lists every page in its feed, writes no quotes.
@pytest.mark.parametrize(
    ("title", "path"),
    [("About", "/about/"), ("Our harbours", "/our-harbours/"), ("Contact", "/contact/"), ("Impressum", "/impressum/"),
     ("Who we are", "/who-we-are/"), ("Vacancies", "/vacancies/"), ("Quiénes somos", "/quienes-somos/"), ("من نحن", "/من-نحن/")],
)  # fmt: skip
def test_pages_that_are_dated_and_in_the_feed_as_all_are(title: str, path: str) -> None:
    for lead in ("sitemap", announced(path, headline=title)):
        assert read(html(title, TEXT, head=DATES), path, lead).page_kind != "release"


def test_posts_beside_them() -> None:
    for path in ("/news/lock-opens-again/", "/posts/lock-opens-again/", "/lock-opens-again/", "/2026/05/lock-opens-again/"):
        for date in ("<time datetime=2026-05-03T10:00:00Z>3 May 2026</time>", ""):
            for lead in ("sitemap", announced(path), announced(path, "listing"), None):
                found = read(html("Lock at Tolm opens again", date + RELEASE, head=DATES), path, lead)
                assert found.page_kind == "release", (path, date, lead)


# Software for blogs: its data calls every page an article, its sitemaps are named by what they list.
ARTICLE = '<script type="application/ld+json">{"@type":"Article","headline":"x","datePublished":"2026-05-03T10:00:00Z"}</script>'


@pytest.mark.parametrize("body", ["page-template page-harbours", ""])
def test_pages_that_their_data_calls_articles(body: str) -> None:
    markup = html("The four harbours of the river", TEXT, head=ARTICLE, body=body, menu="")
    assert read(markup, "/the-four-harbours/", "sitemap", "/sitemap-pages.xml").page_kind == "page"
    assert (read(markup, "/the-four-harbours/", None).page_kind == "page") == bool(body)


def test_posts_of_such_software() -> None:
    markup = html("Lock at Tolm opens again", RELEASE, head=ARTICLE, body="post-template tag-locks", menu="")
    assert read(markup, "/lock-at-tolm/", "sitemap", "/sitemap-posts.xml").page_kind == "release"


# Software with an extension that describes every page, and calls it an article in one place and a page in another.
WEBPAGE = (
    '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"x","datePublished":"2024-05-03T10:00:00+00:00"},'
    '{"@type":"WebSite"}]}</script><meta property="og:type" content="article">'
    '<meta property="article:modified_time" content="2026-05-04T10:00:00+00:00">'
)


def test_a_page_that_was_changed_is_not_thereby_published() -> None:
    markup = html("Sample page of the office", TEXT, head=WEBPAGE, menu="")
    assert read(markup, "/sample-page/").page_kind == "page"
    assert read(markup, "/sample-page/", "sitemap", "/page-sitemap.xml").page_kind == "page"
    assert read(html("Lock opens", RELEASE, head=WEBPAGE, before="<p>3 May 2024</p>"), "/lock-opens/").page_kind == "release"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("page page-id-12 page-template-default", "page"), ("single single-post postid-12 single-format-standard", "release"),
        ("path-node page-node-type-page", "page"), ("path-node page-node-type-press-release", "release"),
        ("single single-event postid-4", "event"), ("page-node-type-job", "job"), ("node-type-tender", "tender"),
        ("portaltype-event section-x", "event"), ("template-eventpage", "event"), ("template-blogpage", "release"),
    ],
)  # fmt: skip
def test_what_the_software_calls_its_type(body: str, kind: str) -> None:
    found = read(html("Lock at Tolm opens again", RELEASE, body=body, head=DATES, menu=""), "/lock-at-tolm")
    assert found.page_kind == kind


def test_what_has_no_date_no_news_and_no_sign_is_a_plain_page() -> None:
    plain = html("Sample page of the office", TEXT, menu="")
    assert read(plain, "/sample-page/").page_kind == "page"
    assert read(plain, "/sample-page/", "listing").page_kind == "release", "a list of what looks alike announces it weakly"
    assert read(plain, "/sample-page/", None).page_kind == "release", "nobody knows where it stands"
    assert read(plain, "/sample-page/", announced("/sample-page/")).page_kind == "release"
    assert read(plain, "/press-releases/sample-page/").page_kind == "release"
    for sign in (
        "<p>TOLM, 3 May 2026 – The lock is open.</p>",
        "<p>Press release</p>",
        "<p>No. 12/2026</p>",
        "<p>3 May 2026</p>",
    ):
        assert read(html("Lock opens again", sign + RELEASE, menu=""), "/lock-opens/").page_kind == "release", sign


def test_dated_news_beside_a_plain_page_do_not_date_it() -> None:
    news = "".join(
        f"<li><a href=/news/{n}/>Lock number {n} opens again for boats</a> <span>{n + 1} May 2026</span>" for n in range(5)
    )
    for after in (f"<aside><ul>{news}</ul></aside>", f"<div><h2>Latest</h2><ul>{news}</ul></div>"):
        assert read(html("Sample page of the office", TEXT, menu="", after=after), "/sample-page/").page_kind in (
            "page",
            "section",
        )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Die Seite wurde nicht gefunden", "Bitte gehen Sie zur Startseite."), ("Página no encontrada", "Vuelva al inicio."),
        ("A página não existe", "Volte ao início."), ("Sidan hittades inte", "Gå till startsidan."),
        ("Sivua ei löytynyt", "Palaa etusivulle."), ("Nie znaleziono strony", "Wróć na stronę główną."),
        ("Страница не найдена", "Вернитесь на главную."), ("الصفحة المطلوبة غير موجودة", "عد إلى الصفحة الرئيسية."),
        ("页面不存在", "请返回首页。"), ("ページが見つかりません", "トップへお戻りください。"), ("페이지를 찾을 수 없습니다", "처음으로 돌아가십시오."),
        ("Sayfa bulunamadı", "Ana sayfaya dönün."), ("Η σελίδα δεν βρέθηκε", "Επιστρέψτε στην αρχική."),
        ("We couldn't find this page", "It may have moved."),
    ],
)  # fmt: skip
def test_errors_with_status_200_also_beside_dated_news(title: str, text: str) -> None:
    news = "".join(
        f"<li><a href=/news/{n}/>Lock number {n} opens again</a> <time datetime=2026-05-0{n + 1}>0{n + 1}.05.2026</time>"
        for n in range(5)
    )
    for after in ("", f"<div><ul>{news}</ul></div>"):
        assert read(html(title, f"<p>{text}</p>", after=after), "/node/1").page_kind == "error"


@pytest.mark.parametrize(
    "text",
    ["Checking your browser before you go on.", "Bitte aktivieren Sie JavaScript, um fortzufahren.", "Активируйте: включите JavaScript.",
     "Veuillez patienter : vérification de votre navigateur.", "请启用JavaScript后继续访问。", "Confirm you are human to go on.",
     "Por favor, confirme que no es un robot.", "يرجى تفعيل جافا سكريبت للمتابعة."],
)  # fmt: skip
def test_walls(text: str) -> None:
    assert read(html("River Office", f"<p>{text}</p>", menu=""), "/news/lock").page_kind == "consent"


@pytest.mark.parametrize("path", ["/news/page/2/", "/page/17/", "/news?page=3", "/liste?start=20"])
def test_further_pages_of_lists(path: str) -> None:
    assert read(html("Lock at Tolm opens again", "<p>3 May 2026</p>" + RELEASE), path).page_kind == "section"


def test_a_months_calendar() -> None:
    cells = "".join(f"<td>{day}</td>" for day in range(1, 32))
    assert read(html("May 2026", f"<table><tr>{cells}</tr></table>"), "/harbour/2026-05", None).page_kind in ("event", "section")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Appels d’offres", "tender"), ("appels-d-offres", "tender"), ("News and events", None), ("Upcoming events", "event"),
        ("المركز الإعلامي", "news"), ("最新ニュース", "news"), ("channel", None), ("", None), ("Vergabe", "tender"), ("About locks", None),
        ("ΔΕΛΤΙΑ ΤΥΠΟΥ", "news"), ("A long headline that speaks of events and jobs", None),
    ],
)  # fmt: skip
def test_names_of_sections(name: str, kind: str | None) -> None:
    assert section_of(name) == kind


@given(st.text(max_size=80))
def test_names_never_fail_and_folding_is_stable(name: str) -> None:
    section_of(name)
    says_error(name)
    assert folded(folded(name)) == folded(name)


@given(st.text(alphabet="/?=#&%[]:.abnews-", max_size=60))
def test_addresses_never_fail(tail: str) -> None:
    for url in (tail, HOST + "/" + tail, "http://" + tail):
        place.by_address(url)
        place.own_name(url)
        place.by_sitemap(Lead(url, "sitemap", found_in=url))
