"""What a page says of its site, which of its links may lead to press rooms, and which to other languages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from press.page import Page
from spiders.probe.page_look import PageLook, look, refreshed_to
from spiders.probe.rooms import candidates, common_links, siblings, unnamed, years_of

URL = "https://ostmark.example/"


def _look(markup: str, url: str = URL, **headers: str) -> PageLook:
    return look(Page(url, markup.encode(), "text/html", headers=headers))


def test_what_the_head_says() -> None:
    seen = _look(
        """<html lang="fr-FR"><head><title>Accueil | Port d'Ostmark</title><meta property="og:site_name" content="Port d'Ostmark">
        <link rel="alternate" type="application/rss+xml" title="Tout" href="/rss.xml">
        <link rel="alternate" hreflang="en" href="/en/">
        <link rel="https://api.w.org/" href="/wp-json/"><script type="application/ld+json">{"@type":"GovernmentOrganization",
        "name":"Capitainerie"}</script></head><body><h1>Bonjour</h1><a href="/flux/rss">RSS</a>
        <time datetime="2025-06-20T10:00:00+02:00">hier</time></body></html>"""
    )
    assert (seen.site_name, seen.heading, seen.language) == ("Port d'Ostmark", "Bonjour", "fr-FR")
    assert seen.feeds == (("https://ostmark.example/rss.xml", "Tout"),)
    assert seen.linked_feeds == ("https://ostmark.example/flux/rss",)
    assert seen.api == "https://ostmark.example/wp-json/"
    assert seen.alternates == (("en", "https://ostmark.example/en/"),)
    assert seen.organisations == ("Capitainerie",)
    assert [stamp.isoformat() for stamp in seen.stamps] == ["2025-06-20T10:00:00+02:00"]


def test_the_interface_may_be_named_in_a_header_alone() -> None:
    seen = _look(
        "<p>x", link='<https://ostmark.example/wp-json/>; rel="https://api.w.org/", <https://ostmark.example/?p=1>; rel=shortlink'
    )
    assert seen.api == "https://ostmark.example/wp-json/"


def test_a_shell_has_scripts_and_no_words() -> None:
    assert _look(
        '<div id="app"></div><noscript>Please turn your scripts on to see the page</noscript><script src="/a.js"></script>'
    ).is_shell
    assert not _look("<script>1</script>" + "<p>word</p>" * 60).is_shell
    assert not _look("<p>Nothing yet.</p>").is_shell


def test_where_a_page_sends_its_readers() -> None:
    def target(content: str) -> str | None:
        return refreshed_to(Page(URL, f'<meta http-equiv="refresh" content="{content}">'.encode(), "text/html"))

    assert target("0; url=/en/") == "https://ostmark.example/en/"
    assert target("0;URL='fr/'") == "https://ostmark.example/fr/"
    assert target("300") is None and target("600; url=/") is None


NAVIGATION = """<nav><a href="/">Home</a> <a href="/media/press-releases">Press releases</a> <a href="/actualites/">Actualités</a>
<a href="/events/">News and events calendar</a> <a href="/jobs">Vacancies</a> <a href="/media/photos">Press photos</a>
<a href="/rss.xml">RSS news</a> <a href="https://elsewhere.example/news">News elsewhere</a></nav>
<main><a href="/news/2024/">News of 2024</a> <a href="/news?topic=fish">Fish news</a>
<a href="/news/a-long-title-on-the-news-of-today-in-the-harbour">The news of today is that the harbour board has opened a lock</a>
<a href="/annual-press.pdf">Press report</a> <a href="/tag/press/">Press</a> <a href="/about/news">News</a></main>"""


def test_candidates_are_press_rooms_in_order() -> None:
    found = [candidate.url.removeprefix(URL) for candidate in candidates(_look(NAVIGATION))]
    assert found[:2] == ["media/press-releases", "actualites/"]
    assert found.index("events/") > 1 and found.index("media/photos") > 1
    assert not {"jobs", "rss.xml", "annual-press.pdf", "news/2024/"} & set(found)
    assert all("elsewhere" not in url for url in found)
    assert "about/news" in found and "tag/press/" not in found


def test_menus_without_a_known_word() -> None:
    seen = _look(
        '<nav><a href="/">M</a><a href="/aktobi">Aktobi</a><a href="/jobs">Jobs</a></nav><main><a href="/x">X</a></main>'
    )
    assert [candidate.url for candidate in unnamed(seen)] == ["https://ostmark.example/aktobi"]


def test_a_headline_that_begins_like_a_section_is_none() -> None:
    seen = _look('<a href="/schools/statement-on-the-closure-of-all-schools-29/">Statement on the closure of all schools</a>')
    assert candidates(seen) == []


def test_a_menu_is_what_stands_on_every_page() -> None:
    bar = '<div class="bar"><a href="/">M</a><a href="/aktobi">Aktobi</a><a href="/jobs">Jobs</a></div>'
    seen = _look(f'{bar}<main><a href="/x/1">X</a></main>')
    assert unnamed(seen) == []
    menu = common_links(seen, [_look(f"{bar}<p>Text", "https://ostmark.example/x/1")])
    assert [candidate.url for candidate in unnamed(seen, menu=menu)] == ["https://ostmark.example/aktobi"]


def test_headlines_marked_with_a_language() -> None:
    seen = _look(
        '<html lang="en"><body lang="en"><ul><li lang="fr"><a href="/fr">Français</a></li></ul>'
        '<div lang="fr"><a href="/1">Le port ouvre une nouvelle écluse</a></div>'
        '<p><a lang="ar" href="/2">الميناء يفتح بوابة جديدة للسفن الكبيرة</a></p>'
        '<p lang="la">Navigare necesse est, vivere non est necesse</p>'
    )
    assert seen.spoken == ("fr", "ar")


def test_languages_by_hreflang_by_name_and_by_code() -> None:
    seen = _look(
        '<html lang="en"><link rel="alternate" hreflang="fr" href="/fr/news"><link rel="alternate" hreflang="x-default" href="/">'
        '<a href="/ar/">العربية</a><a href="/es/noticias">ES</a><a href="/fr/autre">Français</a><a href="/en/other">English</a>'
        '<a href="https://elsewhere.example/de/">Deutsch</a>',
        "https://ostmark.example/news",
    )
    assert siblings(seen) == [
        ("fr", "https://ostmark.example/fr/news"), ("ar", "https://ostmark.example/ar/"),
        ("es", "https://ostmark.example/es/noticias"), ("en", "https://ostmark.example/en/other"),
    ]  # fmt: skip


def test_years_below_a_listing_or_in_its_query() -> None:
    markup = (
        '<a href="/press/2024/">2024</a><a href="/press/2023/">2023</a><a href="/events/2024">2024</a>'
        '<a href="/press/2022/plan">Plan 2022 adopted</a><a href="/press/2021">2021 (14)</a>'
    )
    assert years_of(_look(markup, "https://ostmark.example/press/")) == [
        (2024, "https://ostmark.example/press/2024/"), (2023, "https://ostmark.example/press/2023/"),
        (2021, "https://ostmark.example/press/2021"),
    ]  # fmt: skip
    beside = years_of(_look(markup, "https://ostmark.example/press/2024/"))
    assert beside == years_of(_look(markup, "https://ostmark.example/press/"))[1:], "but itself"
    assert years_of(_look('<a href="/budget/2024">2024</a><a href="/2023/">2023</a>')) == [
        (2023, "https://ostmark.example/2023/")
    ]
    assert years_of(_look('<b>2024</b> <a href="/press/2023/?l=fr">2023</a>', "https://ostmark.example/press/?l=fr")) == [
        (2023, "https://ostmark.example/press/2023/?l=fr")
    ]
    assert years_of(_look('<a href="?year=2021">2021</a>', "https://ostmark.example/press")) == [
        (2021, "https://ostmark.example/press?year=2021")
    ]


@given(st.binary(max_size=400))
def test_any_bytes_are_looked_at(body: bytes) -> None:
    seen = look(Page(URL, body))
    candidates(seen)
    unnamed(seen)
    siblings(seen)
    years_of(seen)
