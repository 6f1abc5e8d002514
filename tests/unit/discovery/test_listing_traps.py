"""What stands beside the list, and looks like one: none of it becomes a lead. Invented pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from invented_listings import (
    ALL,
    Release,
    calendar_leaves,
    date_over_several,
    drupal_like,
    ghost_like,
    hugo_like,
    page,
    releases,
    undated,
    wagtail_like,
)

from spiders.discovery import Document
from spiders.discovery.listing import Survey, survey

SITE = "https://works.example"


def seen(body: bytes, url: str = f"{SITE}/news", language: str | None = None) -> Survey:
    return survey(Document(url, body, "text/html", None, "listing", language=language))


def paths(found: Survey) -> list[str]:
    return [entry.url.removeprefix(SITE).removesuffix(".html").rstrip("/") for entry in found.entries]


def expected(shown: list[Release]) -> list[str]:
    return [release.path for release in shown]


CALENDAR = (
    "<table class='cal'><caption>March 2026</caption><tr>"
    + "".join(f"<th>{d}</th>" for d in "MTWTFSS")
    + "</tr>"
    + "".join(
        "<tr>" + "".join(f"<td><a href='/news/2026/03/{day:02d}'>{day}</a></td>" for day in range(start, start + 7)) + "</tr>"
        for start in (1, 8, 15, 22)
    )
    + "<tr><td><a rel='prev' href='/news/2026/02'>« February</a></td><td>"
    "<a rel='next' href='/news/2026/04'>April »</a></td></tr></table>"
)
MONTHS = (
    "<h3>Archives</h3><ul>"
    + "".join(
        f"<li><a href='/news/2025/{n:02d}'>{name} 2025</a> ({n})</li>"
        for n, name in enumerate(
            [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
            1,
        )
    )
    + "</ul>"
)
YEARS = "<div>" + " | ".join(f"<a href='/news?year={year}'>{year}</a>" for year in range(2026, 2010, -1)) + "</div>"
TAGS = (
    "<div class='cloud'>"
    + " ".join(
        f"<a href='/topics/{word}' style='font-size:{n}px'>{word} and roads</a>"
        for n, word in enumerate(("rail", "water", "energy", "ports", "schools"), 9)
    )
    + "</div>"
)
FACETS = (
    "<form><ul>"
    + "".join(
        f"<li><a href='/news?topic={n}'>Works of the {word} department ({n * 7})</a></li>"
        for n, word in enumerate(("northern", "southern", "eastern"), 1)
    )
    + "</ul></form>"
)
SORT = (
    "<p>Sort by: <a href='/news?sort=date&amp;order=asc'>Date of publication</a> "
    "<a href='/news?sort=title&amp;order=asc'>Title from A to Z</a></p>"
)
SHARE = (
    "<ul class='x'>"
    + "".join(
        f"<li><a href='https://{host}.example/share?url=https%3A%2F%2Fworks.example%2Fnews'>Share this page on {host}</a></li>"
        for host in ("birdsite", "faces", "linked")
    )
    + "<li><a href='/print/news'>Print this page</a></li><li><a href='javascript:window.print()'>Print</a></li></ul>"
)
RELATED = (
    "<aside><h3>Most read</h3><ol>"
    + "".join(
        f"<li><a href='/guides/how-to-apply-for-permit-{n}'>How to apply for a building permit number {n}</a></li>"
        for n in range(5)
    )
    + "</ol></aside>"
)
SERVICES = (
    "<section><h2>Our services</h2><ul>"
    + "".join(
        f"<li><h3><a href='/services/{word}'>Apply for a {word} online today</a></h3>"
        f"<p>All that you need to know about how to get one within a week.</p></li>"
        for word in ("passport", "licence", "grant", "permit")
    )
    + "</ul></section>"
)
BREADCRUMB = "<ol class='breadcrumb'><li><a href='/'>Home of the ministry</a></li><li>"
"<a href='/media'>Media centre and press office</a></li></ol>"
SIZES = "<p>Show <a href='/news?size=20'>20</a> <a href='/news?size=50'>50</a> <a href='/news?size=100'>100</a> a page</p>"

TRAPS = {
    "calendar": CALENDAR,
    "months": MONTHS,
    "years": YEARS,
    "tags": TAGS,
    "facets": FACETS,
    "sort": SORT,
    "share": SHARE,
    "related": RELATED,
    "services": SERVICES,
    "breadcrumb": BREADCRUMB,
    "sizes": SIZES,
}


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("maker", ALL)
def test_neither_furniture_nor_traps_are_leads(maker: str, trap: str) -> None:
    make, _ = ALL[maker]
    shown = releases(8)
    plain = seen(make(shown))
    for body in (make(shown, TRAPS[trap]), make(shown).replace(b"<main>", b"<main>" + TRAPS[trap].encode(), 1)):
        found = seen(body)
        assert [entry.url for entry in found.entries] == [entry.url for entry in plain.entries]
        assert found.pagination.next is None


def test_all_traps_at_once() -> None:
    shown = releases(8)
    found = seen(hugo_like(shown, "".join(TRAPS.values())))
    assert paths(found) == expected(shown)
    assert found.pagination.next is None
    assert found.sure > 0.8


@pytest.mark.parametrize("trap", TRAPS)
def test_a_page_without_releases_is_not_sure_to_have_some(trap: str) -> None:
    found = seen(page(f"<h1>The ministry</h1><p>We build roads and bridges for everyone.</p>{TRAPS[trap]}"))
    assert found.sure < 0.6
    assert not any(entry.is_dated for entry in found.entries)


@pytest.mark.parametrize("maker", ALL)
@pytest.mark.parametrize("count", [2, 3, 12])
def test_every_release_with_headline_and_day(maker: str, count: int) -> None:
    make, dated = ALL[maker]
    shown = releases(count)
    found = seen(make(shown))
    assert [entry.headline for entry in found.entries] == [release.headline for release in shown]
    days = [entry.published.local.date() if entry.published else None for entry in found.entries]
    assert days == [release.day if dated else None for release in shown]
    if count == 12:
        assert found.order == "newest"  # the undated ones by the numbers in their addresses


@pytest.mark.parametrize("maker", [maker for maker, (_, dated) in ALL.items() if dated and maker != "generic links"])
def test_a_list_of_one_dated_release(maker: str) -> None:
    shown = releases(1)
    assert [entry.headline for entry in seen(ALL[maker][0](shown)).entries] == [shown[0].headline]


def test_a_day_over_several_releases() -> None:
    shown = releases(9)
    found = seen(date_over_several(shown))
    assert paths(found) == expected(shown)
    assert [entry.published.local.date() for entry in found.entries if entry.published] == [
        shown[place // 3 * 3].day for place in range(9)
    ]


def test_a_cell_that_spans_the_rows_of_a_day() -> None:
    shown = releases(4)
    rows = "".join(
        f"<tr>{f'<td rowspan=2>{r.day:%d.%m.%Y}</td>' if n % 2 == 0 else ''}<td><a href='{r.path}'>{r.headline}</a></td></tr>"
        for n, r in enumerate(shown)
    )
    found = seen(page(f"<table>{rows}</table>", language="de"))
    assert [entry.published and entry.published.local.date() for entry in found.entries] == [
        shown[n // 2 * 2].day for n in range(4)
    ]


def test_two_lists_and_a_lead_story() -> None:
    lead, *rest = releases(11)
    story = f"<div class='lead'><h2><a href='{lead.path}'>{lead.headline}</a></h2><p>{lead.day:%d %B %Y}</p>"
    f"<p>{lead.summary}</p></div>"
    speeches = releases(5, first=200, folder="/speeches")
    items = "".join(f"<tr><td>{r.day:%d %B %Y}</td><td><a href='{r.path}'>{r.headline}</a></td></tr>" for r in speeches)
    found = seen(ghost_like(rest, f"<table>{items}</table>").replace(b"<main>", f"<main>{story}".encode(), 1))
    assert set(paths(found)) == set(expected([lead, *rest, *speeches]))


def test_a_featured_block_without_dates_beside_the_dated_list() -> None:
    shown = releases(12)
    featured = "".join(f"<li><a href='{r.path}'>{r.headline}</a></li>" for r in shown[:3])
    found = seen(wagtail_like(shown[3:], "").replace(b"<main>", f"<main><ul class='hero'>{featured}</ul>".encode(), 1))
    assert set(paths(found)) == set(expected(shown))


@pytest.mark.parametrize(
    "number", ["?sid=9f8e7d6c5b4a39281706f5e4d3c2b1a0", "?sid=0a1b2c3d4e5f60718293a4b5c6d7e8f9", ";jsessionid=0A1B2C3D4E5F"]
)
def test_session_numbers_are_left_out(number: str) -> None:
    shown = releases(6)
    body = drupal_like(shown)
    for release in shown:
        body = body.replace(f'"{release.path}"'.encode(), f'"{release.path}{number}"'.encode())
    assert number.encode() in body
    assert paths(seen(body)) == expected(shown)


def test_numbers_of_releases_are_no_session() -> None:
    rows = "".join(
        f"<li><a href='/show?id={n}aaaaaaaabbbbbbbbccccccc{n}'>The minister opens bridge number {n}</a> {n}.3.2026</li>"
        for n in range(4, 9)
    )
    assert len({entry.url for entry in seen(page(f"<ul>{rows}</ul>")).entries}) == 5


def test_links_by_year_and_month_are_named_apart() -> None:
    found = seen(hugo_like(releases(5), YEARS + MONTHS))
    assert f"{SITE}/news?year=2019" in found.archives
    assert f"{SITE}/news/2025/07" in found.archives
    assert len(found.archives) == 16 + 12


def test_replies_and_comments_lead_to_no_other_address() -> None:
    shown = releases(6)
    body = hugo_like(shown)
    for release in shown:
        body = body.replace(
            b"</time></li>",
            f"</time> <a href='{release.path}/#comments'>3 comments</a> "
            f"<a href='{release.path}/?replytocom=7'>Reply</a></li >".encode(),
            1,
        )
    assert paths(seen(body)) == expected(shown)


def test_generic_texts_are_no_headlines() -> None:
    shown = releases(6)
    cards = "".join(
        f"<div class='c'><a href='{r.path}'><img src='/i.jpg' alt=''></a><p class='h'>{r.headline}</p>"
        f"<p>{r.day:%d/%m/%Y}</p><a href='{r.path}'>Lire la suite</a></div>"
        for r in shown
    )
    found = seen(page(f"<div>{cards}</div>", language="fr"))
    assert [entry.headline for entry in found.entries] == [release.headline for release in shown]


def test_files_are_leads_where_a_block_has_nothing_else() -> None:
    shown = releases(5)
    rows = "".join(f"<li>{r.day:%d %B %Y}: <a href='/files/{r.number}.pdf'>{r.headline} (PDF)</a></li>" for r in shown)
    found = seen(page(f"<ul>{rows}</ul>"))
    assert [entry.url for entry in found.entries] == [f"{SITE}/files/{release.number}.pdf" for release in shown]
    both = "".join(
        f"<li>{r.day:%d %B %Y} <a href='{r.path}'>{r.headline}</a> <a href='/files/{r.number}.pdf'>PDF</a></li>" for r in shown
    )
    assert paths(seen(page(f"<ul>{both}</ul>"))) == expected(shown)


def test_links_to_other_sites() -> None:
    shown = releases(6)
    own = "".join(f"<li><a href='{r.path}'>{r.headline}</a> <span>{r.day:%d %B %Y}</span></li>" for r in shown[:4])
    away = "".join(
        f"<li><a href='https://paper{r.number}.example{r.path}'>{r.headline}</a> <span>{r.day:%d %B %Y}</span></li>"
        for r in shown[4:]
    )
    found = seen(page(f"<ul>{own}{away}</ul>"))
    assert paths(found) == expected(shown[:4])
    assert len(found.off_site) == 2
    elsewhere = own.replace("href='/", "href='https://press-room.example/")
    found = seen(page(f"<ul>{elsewhere}</ul>"))  # the whole press room is on another host
    assert [entry.url for entry in found.entries] == [f"https://press-room.example{release.path}" for release in shown[:4]]


def test_base_href_counts() -> None:
    shown = releases(4)
    rows = "".join(f"<li><a href='{r.path.lstrip('/')}'>{r.headline}</a> {r.day:%d %B %Y}</li>" for r in shown)
    found = seen(page(f"<ul>{rows}</ul>", head="<base href='https://works.example/en/'>"))
    assert [entry.url for entry in found.entries] == [f"{SITE}/en{release.path}" for release in shown]


SCRIPTS = [
    (
        "ar",
        "rtl",
        [
            "وزير الأشغال يفتتح الجسر الجديد في المدينة",
            "مضاعفة المنح للمزارع الصغيرة هذا العام",
            "بيان حول المحادثات التي جرت أمس في العاصمة",
        ],
        ["١٤ مارس ٢٠٢٦", "11 مارس 2026", "8 مارس 2026"],
    ),
    (
        "zh",
        "ltr",
        ["工程部部长为新桥揭幕并发表讲话", "小型农场补助金今年增加一倍", "关于首都会谈的声明全文发布"],
        ["2026年3月14日", "2026-03-11", "2026/03/08"],
    ),
    (
        "th",
        "ltr",
        ["รัฐมนตรีเปิดสะพานใหม่ในเมืองหลวง", "เพิ่มเงินช่วยเหลือฟาร์มขนาดเล็กเป็นสองเท่า", "แถลงการณ์เกี่ยวกับการเจรจาในเมืองหลวง"],
        ["14 มีนาคม 2569", "11 มีนาคม 2569", "8 มีนาคม 2569"],
    ),
    (
        "ru",
        "ltr",
        ["Министр открыл новый мост в городе", "Гранты для малых ферм удвоены", "Заявление по итогам переговоров"],
        ["14 марта 2026", "11 марта 2026 г.", "08.03.2026"],
    ),
    (
        "pt",
        "ltr",
        [
            "Ministro inaugura a nova ponte da cidade",
            "Subsídios para pequenas quintas duplicam",
            "Declaração sobre as conversações de ontem",
        ],
        ["14 de março de 2026", "11 de Março de 2026", "8/3/2026"],
    ),
]


@pytest.mark.parametrize(("language", "direction", "headlines", "dates"), SCRIPTS, ids=[row[0] for row in SCRIPTS])
def test_scripts_and_their_dates(language: str, direction: str, headlines: list[str], dates: list[str]) -> None:
    rows = "".join(
        f"<div class='n'><span>{d}</span><a href='/n/{n}'>{h}</a></div>"
        for n, (h, d) in enumerate(zip(headlines, dates, strict=True))
    )
    found = seen(page(f"<div dir='{direction}'>{rows}</div>", language=language))
    assert [entry.headline for entry in found.entries] == headlines
    assert [entry.published and entry.published.local.date().isoformat() for entry in found.entries] == [
        "2026-03-14",
        "2026-03-11",
        "2026-03-08",
    ]
    assert found.order == "newest"


def test_numeric_dates_follow_the_page_where_its_language_would_mislead() -> None:
    rows = "".join(
        f"<li><a href='/n/{n}'>The minister opens bridge number {n}</a> {d}</li>"
        for n, d in enumerate(["21/03/2026", "05/03/2026", "02/03/2026"])
    )
    found = seen(page(f"<ul>{rows}</ul>", language="en"))
    assert [entry.published and entry.published.local.date().isoformat() for entry in found.entries] == [
        "2026-03-21",
        "2026-03-05",
        "2026-03-02",
    ]


@pytest.mark.parametrize("maker", [undated, calendar_leaves, hugo_like], ids=["undated", "leaves", "hugo"])
def test_the_order_of_neighbours_changes_nothing_else(maker: Callable[..., bytes]) -> None:
    shown = releases(7)
    found = seen(maker(list(reversed(shown))))
    assert paths(found) == expected(list(reversed(shown)))
    if maker is not undated:
        assert found.order == "oldest"


def test_a_page_for_scripts_alone() -> None:
    body = b"<html><head><script src='/app.js'></script></head><body>"
    "<noscript>Please enable JavaScript.</noscript><div id='root'></div></body></html>"
    assert seen(body).is_empty_without_scripts
    assert not seen(hugo_like(releases(3))).is_empty_without_scripts
    assert not seen(b"<html><body><p>Nothing here yet.</p></body></html>").is_empty_without_scripts


def test_addresses_that_are_the_home_page_with_a_number() -> None:
    """Publishing software without readable addresses: every release is a query on the home page."""
    shown = releases(9, first=1200)
    parts = [
        "".join(f"<li><h3><a href='/?p={r.number}'>{r.headline}</a></h3><p>{r.summary}</p></li>" for r in some)
        for some in (shown[:4], shown[4:])
    ]
    topics = "".join(
        f"<li><a href='/?cat={n}'>Works in the {word} of the country</a></li>" for n, word in enumerate(("north", "south"), 3)
    )
    main = f"<ul class='a'>{parts[0]}</ul><ol class='b'>{parts[1]}</ol><ul>{topics}</ul>"
    found = seen(page(main), url=f"{SITE}/")
    assert [entry.url for entry in found.entries] == [f"{SITE}/?p={release.number}" for release in shown]


@pytest.mark.parametrize(
    "name", ["content-sidebar-wrap", "filter-results", "elementor-widget-wrap", "with-sidebar", "tag-results"]
)
def test_names_of_furniture_on_what_is_none(name: str) -> None:
    """Beside a menu of two hundred links, in an element whose name holds a word for furniture."""
    shown = releases(8)
    menu = "<ul class='big'>" + "".join(f"<li><a href='/office/{n}'>Office {n}</a></li>" for n in range(200)) + "</ul>"
    body = hugo_like(shown).replace(b"<main>", f"{menu}<div class='{name}'><main>".encode()).replace(b"</main>", b"</main></div>")
    found = seen(body)
    assert paths(found) == expected(shown)
    assert found.sure > 0.9


def _in_every_link(parameter: str, url: str) -> Survey:
    """A page whose every link, menu and pager included, has one parameter more."""
    body = drupal_like(releases(6), "<p><a href='/news?page=1'>1</a> <b>2</b> <a href='/news?page=3'>3</a></p>").decode()
    written = re.sub(r"(href=['\"]/[^'\"?]*)(\?[^'\"]*)?", lambda m: f"{m[1]}{m[2] + '&' if m[2] else '?'}{parameter}", body)
    return seen(written.encode(), url)


@pytest.mark.parametrize("parameter", ["sid=00001268", "s=4f0a991b", "visit=kx91-77ab-q2w0", "SESSION=10442210"])
def test_a_short_session_in_every_link(parameter: str) -> None:
    found = _in_every_link(parameter, f"{SITE}/news?page=2")
    assert paths(found) == expected(releases(6))
    assert found.pagination.next == f"{SITE}/news?page=3"


@pytest.mark.parametrize(
    "parameter", ["Itemid=101", "lang=ar", "siteId=12345678", "day=20260314", "theme=contrast", "site=ministry"]
)
def test_what_a_site_needs_in_every_link_is_kept(parameter: str) -> None:
    for own in ("", f"&{parameter}"):
        found = _in_every_link(parameter, f"{SITE}/news?page=2{own}")
        assert {entry.url for entry in found.entries} == {f"{SITE}{path}?{parameter}" for path in expected(releases(6))}
        assert found.pagination.next == f"{SITE}/news?page=3&{parameter}"


@pytest.mark.parametrize("parameter", ["sid=00001268", "v=4f0a991b"])
def test_what_the_page_s_own_address_has_is_kept(parameter: str) -> None:
    found = _in_every_link(parameter, f"{SITE}/news?page=2&{parameter}")
    assert {entry.url for entry in found.entries} == {f"{SITE}{path}?{parameter}" for path in expected(releases(6))}


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("name", ["page", "seite", "at"])
def test_links_of_a_pager_in_the_table_of_releases(number: int, name: str) -> None:
    turn = " ".join(f"<span>{n}</span>" if n == number else f"<a href='News.aspx?lang=ar&{name}={n}'>{n}</a>" for n in (1, 2, 3))
    rows = "".join(
        f"<tr><td>{r.day:%d/%m/%Y}</td><td><a href='Show.aspx?id={r.number}&lang=ar'>{r.headline}</a></td></tr>"
        for r in releases(2)
    )
    for day in ("", "<td>14/03/2026</td>"):
        table = f"<table><tr><th>Date</th><th>News</th></tr>{rows}<tr>{day}<td class='x'>{turn}</td></tr></table>"
        found = seen(page(table), f"{SITE}/News.aspx?lang=ar&{name}={number}")
        assert [entry.url for entry in found.entries] == [f"{SITE}/Show.aspx?id={n}&lang=ar" for n in (2, 1)]
