"""robots.txt by RFC 9309."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.robots import LIFE, LONGEST_DELAY, MAX_BYTES, PRODUCT_TOKEN, UNREACHABLE, UNREACHABLE_LIFE, RobotsRules

SITE = "https://ministry.test"
CLOSED = b"User-agent: *\nDisallow: /\nCrawl-delay: 7\nSitemap: https://ministry.test/map.xml\n"
NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


def rules(text: str | bytes, status: int = 200) -> RobotsRules:
    return RobotsRules.from_answer(status, text)


@pytest.mark.parametrize("status", [200, 201, 204, 206, 299])
def test_a_good_answer_is_obeyed(status: int) -> None:
    found = rules(CLOSED, status)
    assert not found.allows(f"{SITE}/news")
    assert found.crawl_delay() == 7.0
    assert found.sitemaps == ("https://ministry.test/map.xml",)
    assert not found.unreachable


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 499, 301, 302, 307, 308])
def test_an_absent_file_allows_all_whatever_its_body_says(status: int) -> None:
    found = rules(CLOSED, status)
    assert found.allows(f"{SITE}/news")
    assert found.crawl_delay() is None
    assert found.sitemaps == ()
    assert not found.unreachable


@pytest.mark.parametrize("status", [UNREACHABLE, 429, 500, 502, 503, 504, 520, 599])
def test_an_unreachable_file_disallows_all_until_it_is_answered(status: int) -> None:
    found = rules(b"User-agent: *\nAllow: /\nCrawl-delay: 7\n", status)
    assert not found.allows(f"{SITE}/")
    assert not found.allows(f"{SITE}/news/robots.txt")
    assert found.allows(f"{SITE}/robots.txt")
    assert found.allows("HTTPS://MINISTRY.TEST/robots.txt?x=1")
    assert found.crawl_delay() is None
    assert found.unreachable
    assert ("did not answer" if status == UNREACHABLE else str(status)) in found.why(f"{SITE}/")


def test_robots_txt_itself_may_always_be_fetched() -> None:
    assert rules(CLOSED).allows(f"{SITE}/robots.txt")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:\n", True),
        ("User-agent: press-archive\nDisallow: /news\n", False),
        ("User-agent: PRESS-Archive\nDisallow: /news\n", False),
        ("user-agent:press-archive\ndisallow:/news\n", False),
        ("User-agent: press-archive/1.0\nDisallow: /news\n", False),
        ("User-agent: press-archive # that one\nDisallow: /news # all of it\n", False),
        # Our own group counts alone, wherever it stands and however many there are of it.
        ("User-agent: *\nDisallow: /\n\nUser-agent: press-archive\nAllow: /\n", True),
        ("User-agent: press-archive\nAllow: /\n\nUser-agent: *\nDisallow: /\n", True),
        ("User-agent: press-archive\nDisallow: /x\n\nUser-agent: press-archive\nDisallow: /news\n", False),
        ("User-agent: otherbot\nUser-agent: press-archive\nDisallow: /news\n", False),
        # Names that ours begins with, holds or is held by are other people's.
        ("User-agent: press\nDisallow: /\n", True),
        ("User-agent: archive\nDisallow: /\n", True),
        ("User-agent: press-archive-images\nDisallow: /\n", True),
        ("User-agent: press\nAllow: /\n\nUser-agent: *\nDisallow: /news\n", False),
        # The longest match decides, and of equals the kinder one.
        ("User-agent: *\nDisallow: /\nAllow: /news\n", True),
        ("User-agent: *\nAllow: /\nDisallow: /news/2024\n", False),
        ("User-agent: *\nDisallow: /news/2024\nAllow: /news/2024\n", True),
        ("User-agent: *\nDisallow: /*.html$\n", False),
        ("User-agent: *\nDisallow: /*.htm$\n", True),
        ("User-agent: *\nDisallow: /NEWS\n", True),
        # Line ends of every kind; what is no rule stops nothing; blank lines do not end a group.
        ("User-agent: *\rDisallow: /news\r", False),
        ("User-agent: *\r\n\r\nDisallow: /news\r\n", False),
        ("<html>no such page</html>", True),
        ("Disallow: /news\nUser-agent: *\n", True),
        ("User-agent: *\nCrawl-delay: 2\nNonsense: yes\nDisallow: /news\n", False),
    ],
)
def test_whose_rules_apply_and_which_of_them_wins(text: str, allowed: bool) -> None:
    assert rules(text).allows(f"{SITE}/news/2024/water.html") is allowed


def test_a_whole_user_agent_counts_as_its_product_token() -> None:
    """A contact in the header must not make us somebody else: `archive` in its address is no name of ours."""
    header = f"{PRODUCT_TOKEN}/0.1 (+https://archive.example/somebody-else)"
    assert rules("User-agent: archive\nDisallow: /\n").allows(SITE, header)
    assert rules("User-agent: somebody-else\nDisallow: /\n").allows(SITE, header)
    assert rules("User-agent: anybody\nDisallow: /\n").allows(SITE, header)
    assert not rules("User-agent: press-archive\nDisallow: /\n").allows(SITE, header)
    assert not rules("User-agent: otherbot\nDisallow: /\n").allows(SITE, "OtherBot/2.0")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/actualités", "/actualit%C3%A9s"),
        ("/actualit%C3%A9s", "/actualités"),
        ("/الأخبار", "/%D8%A7%D9%84%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"),
        ("/a b", "/a%20b"),
    ],
)
def test_paths_match_in_either_spelling(path: str, address: str) -> None:
    assert not rules(f"User-agent: *\nDisallow: {path}\n".encode()).allows(SITE + address)


def test_a_byte_order_mark_and_broken_utf8_hide_nothing() -> None:
    assert not rules(b"\xef\xbb\xbfUser-agent: *\nDisallow: /news\n").allows(f"{SITE}/news")
    assert not rules(b"# caf\xe9 \xff\xfe\nUser-agent: *\nDisallow: /news\n").allows(f"{SITE}/news")
    assert not rules(b"User-agent: *\nDisallow: /ne\0ws\n").allows(f"{SITE}/news")


def test_500_kib_are_read_and_no_half_line() -> None:
    head = b"User-agent: *\nDisallow: /first\n"
    filler = b"# " + b"x" * 97 + b"\n"
    body = head + filler * ((MAX_BYTES - len(head)) // len(filler) - 1)
    body += b"Disallow: /last\n"
    assert len(body) <= MAX_BYTES
    cut = body + b"#" * (MAX_BYTES - len(body) - 20) + b"\nDisallow: /private/papers\nDisallow: /beyond\n"
    assert cut[:MAX_BYTES].endswith(b"Disallow: /private/")
    found = rules(cut)
    assert not found.allows(f"{SITE}/first")
    assert not found.allows(f"{SITE}/last")
    assert found.allows(f"{SITE}/private/")
    assert found.allows(f"{SITE}/beyond")
    assert MAX_BYTES >= 512_000


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("10", 10.0),
        ("0.5", 0.5),
        ("0", 0.0),
        ("-1", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("999999999", LONGEST_DELAY),
    ],
)
def test_crawl_delay(value: str, seconds: float | None) -> None:
    found = rules(f"User-agent: other\nCrawl-delay: 99\n\nUser-agent: *\nCrawl-delay: {value}\nDisallow: /x\n")
    assert found.crawl_delay() == seconds
    assert found.crawl_delay(f"{PRODUCT_TOKEN}/0.1 (+https://other.test)") == seconds


def test_sitemaps_stand_apart_from_groups_and_once_each() -> None:
    text = "Sitemap: https://a.test/1.xml\nUser-agent: *\nDisallow: /x\nsitemap:https://a.test/2.xml\nSitemap: https://a.test/1.xml\n"
    assert rules(text).sitemaps == ("https://a.test/1.xml", "https://a.test/2.xml")


@given(st.sampled_from([200, 304, 404, 429, 503, 0]), st.binary(max_size=400))
def test_what_a_row_keeps_of_an_answer_reads_the_same(status: int, body: bytes) -> None:
    found = rules(body, status)
    again = RobotsRules.from_answer(found.status, found.text)
    assert "\0" not in found.text
    for path in ("/", "/news", "/a?b=c"):
        assert again.allows(SITE + path) == found.allows(SITE + path)
    assert again.crawl_delay() == found.crawl_delay()
    assert again.sitemaps == found.sitemaps


@given(
    st.lists(
        st.sampled_from(["User-agent: *", "User-agent: press-archive", "Disallow: /", "Allow: /n", "junk", "", "Crawl-delay: 3"])
    )
)
def test_no_order_of_lines_breaks_it(lines: list[str]) -> None:
    found = rules("\n".join(lines))
    assert found.allows(f"{SITE}/news") in (True, False)
    assert found.crawl_delay() in (None, 3.0)


def test_how_long_an_answer_holds() -> None:
    good, dead = rules(CLOSED), rules(b"", UNREACHABLE)
    assert timedelta(hours=24) >= LIFE
    assert good.is_fresh(NOW, NOW)
    assert good.is_fresh(NOW - LIFE + timedelta(seconds=1), NOW)
    assert not good.is_fresh(NOW - LIFE, NOW)
    assert not good.is_fresh(NOW + timedelta(hours=1), NOW)  # a clock that was set back
    assert dead.is_fresh(NOW - UNREACHABLE_LIFE + timedelta(seconds=1), NOW)
    assert not dead.is_fresh(NOW - UNREACHABLE_LIFE, NOW)


def test_why_names_the_address() -> None:
    assert rules(CLOSED).why(f"{SITE}/news") == f"robots.txt disallows {SITE}/news for press-archive"
