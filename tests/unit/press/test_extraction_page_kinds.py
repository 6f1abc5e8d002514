"""What is no release is recognised by structure; a short statement stays one."""

from __future__ import annotations

import pytest

from press.dates import parse_iso
from press.extraction import extract
from press.page import Lead, Page
from tests.unit.press.test_extraction import PAGE, read, source

STATEMENT = """<html lang=en><title>Statement on the storm</title><body><div class=menu><a href=/a>Home</a></div><h1>Statement
on the storm</h1>
<p>The Ministry of Tides thanks all who helped in last night's storm. Its thoughts are with the families of the
missing.</p></body></html>"""
TEASERS = "".join(
    f'<div><h3><a href="/news/{n}">The ministry announces its decision number {n} on locks</a></h3></div>' for n in range(20)
)
LISTING = f"<html lang=en><title>News</title><body><h1>News</h1>{TEASERS}</body></html>"
ERROR = "<html><title>404 Not Found</title><body><h1>Not found</h1><p>The page is not here any more, sorry about that.</p>"
CONSENT = (
    "<html><title>One moment</title><body><h1>Checking your browser</h1><p>Please enable JavaScript and cookies to continue.</p>"
)
LONG = "<p>The text goes on with a sentence that is long enough to be a paragraph of its own, and then it ends.</p>" * 6


def page(body: str, head: str = "") -> str:
    return f"<html lang=en><head><title>A page</title>{head}</head><body><h1>A page</h1>{body}</body></html>"


def test_a_statement_of_two_sentences_is_a_release() -> None:
    result = read(STATEMENT, url="https://tides.example/statements/storm")
    assert result.page_kind == "release"
    assert result.body_text.startswith("The Ministry of Tides thanks")


@pytest.mark.parametrize(
    ("html", "path", "kind"),
    [
        (LISTING, "/news", "section"),
        (LISTING, "/", "home"),
        (PAGE, "/fr/", "home"),
        (LISTING, "/tag/locks/", "tag"),
        (LISTING, "/author/jane/", "author"),
        (page(LONG), "/search?q=locks", "search"),
        (page(LONG), "/contact-us", "contact"),
        (page(LONG), "/fr/a-propos/", "about"),
        (page(LONG), "/privacy-policy", "legal"),
        (page(LONG, '<script type="application/ld+json">{"@type":"ContactPage","name":"Ask us"}</script>'), "/ask", "contact"),
        (page(LONG, '<meta property="og:type" content="profile">'), "/x", "author"),
        (ERROR, "/x", "error"),
        (CONSENT, "/x", "consent"),
        ("<html><title>Empty</title><body></body></html>", "/x", "empty"),
        ("   ", "/x", "empty"),
        (PAGE, "/news/2024/05/new-lock", "release"),
        (PAGE, "/contact/new-lock", "release"),
    ],
)  # fmt: skip
def test_kinds(html: str, path: str, kind: str) -> None:
    result = read(html, url=f"https://tides.example{path}")
    assert (result.page_kind, result.page_kind_reason is None) == (kind, kind == "release")


NAV = "<div id=top><a href=/>Start</a> | <a href=/nachrichten>{0}</a> | <a href=/wir>{1}</a> | <a href=/anfragen>{2}</a></div>"
MENUS = [("Uutiset", "Keitä me olemme", "Ota yhteyttä"), ("الأخبار", "من نحن", "اتصل بنا"), ("新闻", "关于我们", "联系我们")]


@pytest.mark.parametrize("words", MENUS)
def test_what_the_sites_menu_leads_to_is_a_place_in_any_language(words: tuple[str, str, str]) -> None:
    for path, title in zip(("/wir", "/anfragen"), words[1:], strict=True):
        html = f"<html><title>{title}</title><body>{NAV.format(*words)}<div><h1>{title}</h1>{LONG}</div></body></html>"
        found = read(html, url=f"https://tides.example{path}")
        assert found.page_kind == "page"
        assert title in (found.page_kind_reason or "")
        elsewhere = read(html, url="https://tides.example/2024/another")
        assert elsewhere.page_kind == "release", "the menu leads elsewhere"


def test_a_list_of_the_newest_and_a_trail_of_crumbs_are_no_menus() -> None:
    title = "Harbour office counts fewer boats than in any year of peace"
    links = "".join(f"<li><a href=/r/{n}>A headline of a release that is as long as most, number {n}</a></li>" for n in range(5))
    newest = f"<ul>{links}<li><a href=/r/9>{title}</a></li></ul>"
    crumbs = f"<nav><a href=/>Home</a> › <a href=/r>Releases</a> › <a href=/r/9>{title[:14]}</a></nav>"
    languages = (
        "<ul><li><a href=/r/9 hreflang=en>Harbour</a></li><li><a href=/fr/9 hreflang=fr>Port</a></li><li><a>x</a></li></ul>"
    )
    for around in (newest, crumbs, languages):
        html = f"<html><title>{title}</title><body>{around}<div><h1>{title}</h1>{LONG}</div></body></html>"
        assert read(html, url="https://tides.example/r/9").page_kind == "release"


@pytest.mark.parametrize(
    "headline", ["Boats counted again after 503", "Resolution 404 adopted", "Access denied to 40 ships", "Line 410"]
)
def test_a_number_in_a_headline_is_no_error(headline: str) -> None:
    html = f"<html><title>{headline}</title><body><h1>{headline}</h1><p>The council met in Tolm and voted. It meets in May.</p>"
    assert read(html, url="https://tides.example/r/1").page_kind == "release"


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Error 404",
        "404 Not Found",
        "Page not found | Tides",
        "Ministry – 404",
        "Page introuvable",
        "الصفحة غير موجودة",
        "403 Forbidden",
    ],
)
def test_errors_that_come_with_status_200(title: str) -> None:
    html = f"<html><title>{title}</title><body><h1>{title}</h1><p>We are sorry for that. Please go to the start page.</p>"
    assert read(html, url="https://tides.example/r/1").page_kind == "error"


RELATED = (
    "<ul>" + "".join(f"<li><a href=/r/{n}>Another release of the ministry, number {n}</a></li>" for n in range(30)) + "</ul>"
)
TWO = "<p>The Ministry of Tides opens the lock at Tolm again. Boats may pass from the first of the month at all hours.</p>"


def test_a_release_may_end_with_thirty_links() -> None:
    for date in ("", "<p>3 May 2024</p>"):
        html = f"<html lang=en><title>x</title><body><h1>Lock at Tolm opens again for all boats</h1>{date}{TWO * 2}{RELATED}"
        found = read(html, url="https://tides.example/r/x")
        assert found.page_kind == ("release" if date else found.page_kind)
        assert "The Ministry of Tides opens" in found.body_text
        assert "Another release" not in found.body_text
    html = f"<html lang=en><title>x</title><body><h1>Lock at Tolm opens</h1>{LONG}{RELATED}"
    assert read(html, url="https://tides.example/r/x").page_kind == "release", "a text is a text, dated or not"


def test_a_release_may_be_a_list_of_names() -> None:
    names = "".join(f"<li><a href=/people/{n}>Person {n} of the River Commission</a></li>" for n in range(40))
    plain = "".join(f"<li>Person {n}, member of the River Commission</li>" for n in range(40))
    for entries in (names, plain):
        html = (
            "<html lang=en><title>x</title><body><h1>Appointments to the River Commission</h1><p>Tolm, 3 May 2024</p>"
            f"<p>The minister has appointed the following persons to the River Commission for a term of four years, which "
            f"begins on the first of June and may be renewed once.</p><ul>{entries}</ul>"
        )
        assert read(html, url="https://tides.example/r/appointments").page_kind == "release"


def test_a_list_is_a_list_with_a_date_at_each_entry_and_with_one_entry_only() -> None:
    for number in (1, 2, 12):
        rows = "".join(
            f"<li><span>{n + 1} May 2024</span> <a href=/r/{n}>The ministry opens lock number {n} at Tolm</a></li>"
            for n in range(number)
        )
        html = f"<html lang=en><title>Locks</title><body><div><h1>Locks</h1><ul>{rows}</ul></div>"
        assert read(html, url="https://tides.example/x/locks").page_kind == "section"


def test_texts_side_by_side_are_no_release() -> None:
    posts = "".join(
        f"<div class=post><h2>Post {n}</h2><p>{n + 1} May 2024, 10:3{n}</p><p>Somebody wrote that the lock is closed.</p></div>"
        for n in range(6)
    )
    html = f"<html lang=en><title>Talk</title><body><h1>Talk</h1><div>{posts}</div>"
    assert read(html, url="https://tides.example/talk/7").page_kind == "section"
    html = f"<html lang=en><title>Lock</title><body><h1>Lock</h1><p>2 May 2024</p>{LONG}<div>{posts}</div>"
    assert read(html, url="https://tides.example/r/7").page_kind == "release", "comments below a text"


def test_a_feed_that_announced_the_page_is_believed() -> None:
    html = f"<html lang=en><title>Locks</title><body><h1>Locks</h1><ul>{RELATED}</ul><p>Boats may pass now.</p>"
    url = "https://tides.example/r/8"
    assert read(html, url=url).page_kind == "section"
    menu = f"<html><title>Tides</title><body>{NAV.format('News', 'Tides', 'Ask')}<div><h1>Tides</h1>{TWO}</div>"
    own = "https://tides.example/wir"
    told = Lead(own, "feed", headline="Tides", published=parse_iso("2024-05-03T10:00:00Z"))
    assert read(menu, url=own).page_kind == "page"
    assert read(menu, url=own, lead=Lead(own, "sitemap", modified=told.published)).page_kind == "page"
    assert read(menu, url=own, lead=told).page_kind == "page", "some feeds list all pages of a site"
    deep = "https://tides.example/r/wir"
    menu = menu.replace("/wir", "/r/wir")
    assert read(menu, url=deep, lead=Lead(deep, "feed", headline="Tides", published=told.published)).page_kind == "release"


def test_the_sources_paths_have_the_last_word() -> None:
    rules = source(release_paths=["^/tag/"], other_paths=["/new-lock$"])
    assert read(LISTING, url="https://tides.example/tag/x", source=rules).page_kind == "release"
    other = read(PAGE, source=rules)
    assert other.page_kind == "other"
    assert "other_paths" in (other.page_kind_reason or "")


@pytest.mark.parametrize(
    ("body", "media_type"),
    [(b"%PDF-1.7\n%\xe2", "text/html"), (b"\x89PNG\r\n", None), (b"{}", "application/json"), (b"x\x00" * 500, None)],
)
def test_what_is_no_text_is_unreadable(body: bytes, media_type: str | None) -> None:
    result = extract(Page(url="https://tides.example/x", body=body, media_type=media_type))
    assert result.page_kind == "unreadable"
    assert result.page_kind_reason


@pytest.mark.parametrize(
    ("title", "text", "headline", "kind"),
    [
        ("Before you continue", "We use cookies. Do you accept all of them, or some?", "The lock opens again", "consent"),
        ("One moment", "Checking your browser before you are let in to these pages.", "The lock opens again", "consent"),
        ("水闸", "正在检查您的浏览器，请稍候。完成后将自动转到所请求的页面。", "三月一日起水闸重新开放", "consent"),
        (
            "New security check at the lock",
            "Boats pass a security check at the lock from May.",
            "Security check at the lock",
            "release",
        ),
        (
            "三月一日起水闸重新开放",
            "请完成验证后通过水闸。船只自三月一日起可以通行，无需预约。",
            "三月一日起水闸重新开放",
            "release",
        ),
    ],
)
def test_a_day_told_by_the_feed_is_that_of_the_announced_page_alone(title: str, text: str, headline: str, kind: str) -> None:
    url = "https://tides.example/news/lock-opens"
    lead = Lead(url, "feed", headline=headline, published=parse_iso("2024-05-03T10:00:00Z"))
    html = f"<html><title>{title}</title><body><main><h1>{title}</h1><p>{text}</p></main>"
    assert read(html, url=url, lead=lead).page_kind == kind
